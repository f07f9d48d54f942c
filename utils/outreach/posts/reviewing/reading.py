"""A draft as the reviewer reads it: words, sentences and paragraphs, each knowing where it stands in the draft.

Whatever is pasted into a draft, offsets always mean the draft itself: signs that nobody sees are passed over, letters
in fancy dress are read as letters, and a letter written as a letter and an accent is read as one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING

from outreach.posts.plain_language.ends import ABBREVIATIONS, NEVER_AT_AN_END, SHORT_LINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Classes = frozenset[str]
NO_CLASSES: Classes = frozenset()

_TOKEN = re.compile(
    r"[^\W\d_]+(?:['\-][^\W\d_]+)*"  # words, joined by apostrophes and hyphens
    r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?![^\W\d_])|\d+(?:[.,]\d+)*"  # numbers, and ordinals
    r"|\n(?:[ \t]*\n)*"
    r"|[^\w\s]|_"
)
_ENDINGS = ("'s", "'m", "'re", "'ve", "'ll", "'d")
_NOT = "n't"
_PLAIN = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u00b4": "'", "`": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"', "\uff02": '"',
        "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\u3000": " ", "\t": " ",
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-",
        "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\r": "\n", "\x85": "\n",
    }
)  # fmt: skip
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_DRESSED = re.compile(
    "[\u0300-\u036f\uff01-\uff5e\U0001d400-\U0001d7ff\u24b6-\u24e9\U0001f130-\U0001f189\u2100-\u214f\ufb00-\ufb06]"
)

_ENDS = frozenset(".!?\u2026")
_CLOSERS = frozenset("\"')]*_")
_QUOTES = frozenset("\"'")
_PASSED_OVER = frozenset("*_")
_FIRST_PICTURE = "\u2190"
_BULLET = re.compile(r"[ \t]*(?:[-*+\u2022\u2023\u25aa\u25cf\u2013\u2014>#]|\d{1,2}[.)])[ \t]")
LONGEST_SENTENCE = 200
"""Tokens after which a sentence is taken as ended, so that a text without stops takes no more time than another."""

MOST_ACCENTS = 4
"""A letter takes no more of them in any language; what is piled up beyond that is passed over."""


class Reading:
    """A draft taken apart once, for all rules to look at.

    Of the i-th token, which is a word, a number or a sign, ``forms[i]`` is how it stands there and ``words[i]`` the same
    in small letters. ``capital[i]`` tells whether it begins with a capital letter, ``kinds[i]`` holds the classes of
    words that it belongs to, ``sentence[i]`` and ``paragraph[i]`` are the numbers of its sentence and its paragraph, and
    ``quoted[i]`` is that of the quotation that it stands in, 0 where it stands in none.

    Of a sentence, ``sentences[s]`` is the range of its tokens, ``openings[s]`` the first word among them (the end of the
    range where it has no word), and ``classes[s]`` holds the classes of all its words.

    ``text`` is the draft as it is read; ``starts[i]`` and ``ends[i]`` are places in it, in code points, the end
    exclusive. `span` leads from there to the draft.
    """

    __slots__ = (
        "_from", "_to", "capital", "classes", "ends", "forms", "kinds", "openings", "paragraph", "quoted", "sentence",
        "sentences", "starts", "text", "words",
    )  # fmt: skip

    def __init__(self, draft: str, classes: Mapping[str, Classes]) -> None:
        self.text, self._from, self._to = _cleaned(draft)
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.forms: list[str] = []
        self.words: list[str] = []
        self.sentence: list[int] = []
        self.paragraph: list[int] = []
        self.sentences: list[range] = []
        self._take_apart()
        self._find_sentences()
        self.capital = [form[0].isupper() for form in self.forms]
        self.kinds = [classes[word] for word in self.words]
        self.classes = [NO_CLASSES.union(*self.kinds[tokens.start : tokens.stop]) for tokens in self.sentences]
        self.openings = [next(filter(self.is_word, tokens), tokens.stop) for tokens in self.sentences]
        self.quoted = self._find_quotes()

    def __len__(self) -> int:
        return len(self.words)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return start and end in the draft of a stretch of the text as read; the end is exclusive."""
        if self._from is None or end <= start:
            return start, end
        return self._from[start], self._to[end - 1]

    def token_at(self, place: int) -> int:
        """Return the number of the token at or before a place in the text as read; -1 before the first."""
        return bisect_right(self.starts, place) - 1

    def between(self, start: int, end: int) -> range:
        """Return the tokens that begin in a stretch of the text as read."""
        return range(bisect_right(self.starts, start - 1), bisect_right(self.starts, end - 1))

    def is_word(self, token: int) -> bool:
        """Tell whether a token is a word or a number, and no sign."""
        return self.forms[token][0].isalnum()

    def starts_sentence(self, token: int) -> bool:
        """Tell whether no word stands before this one in its sentence."""
        return token <= self.openings[self.sentence[token]]

    def _take_apart(self) -> None:
        """Find the tokens; an ending such as 's or n't is one of its own."""
        starts, ends, forms = self.starts, self.ends, self.forms
        for found in _TOKEN.finditer(self.text):
            start, end = found.span()
            form = found[0]
            cut = _cut(form) if "'" in form else 0
            if cut:
                starts += (start, start + cut)
                ends += (start + cut, end)
                forms += (form[:cut], form[cut:])
            else:
                starts.append(start)
                ends.append(end)
                forms.append(form)
        self.words = [form.lower() for form in forms]

    def _find_sentences(self) -> None:
        """Give each token its sentence and paragraph, and let go of what is part of none: line ends, marks, pictures."""
        starts, ends, forms = self.starts, self.ends, self.forms
        kept: list[int] = []
        sentence = paragraph = first = line_start = 0
        is_ending = False
        for token, form in enumerate(forms):
            sign = form[0]
            if sign == "\n":
                is_blank = len(form) > 1
                is_ending = is_ending or is_blank or self._line_ends(line_start, starts[token], ends[token])
                line_start = ends[token]
                paragraph += is_blank
                continue
            if sign in _PASSED_OVER or (sign > _FIRST_PICTURE and not sign.isalpha()):
                if sign > _FIRST_PICTURE and self._begins_anew(ends[token]):
                    is_ending = True
                continue
            is_ending = is_ending or len(kept) - first >= LONGEST_SENTENCE
            if is_ending and not (sign in _CLOSERS and starts[token] == ends[token - 1] and self._closes(token)):
                if len(kept) > first:
                    self.sentences.append(range(first, len(kept)))
                    sentence += 1
                    first = len(kept)
                is_ending = False
            if sign in _ENDS and self._ends_here(token):
                is_ending = True
            kept.append(token)
            self.sentence.append(sentence)
            self.paragraph.append(paragraph)
        if len(kept) > first:
            self.sentences.append(range(first, len(kept)))
        if len(kept) < len(forms):
            self.starts = [starts[token] for token in kept]
            self.ends = [ends[token] for token in kept]
            self.forms = [forms[token] for token in kept]
            self.words = [self.words[token] for token in kept]

    def _begins_anew(self, place: int) -> bool:
        """Tell whether a capital follows a picture, as at the beginning of a sentence."""
        return self.text[place : place + 3].lstrip()[:1].isupper()

    def _closes(self, token: int) -> bool:
        """Tell whether a mark of quotation after an end closes, which it does where no word follows it at once."""
        end = self.ends[token]
        return end >= len(self.text) or not self.text[end].isalnum()

    def _line_ends(self, start: int, end: int, following: int) -> bool:
        return end - start < SHORT_LINE or bool(_BULLET.match(self.text, following))

    def _ends_here(self, token: int) -> bool:
        text, end = self.text, self.ends[token]
        if end < len(text) and not text[end].isspace() and text[end] not in _CLOSERS and text[end] not in _ENDS:
            return not text[end].isalnum()
        if self.forms[token] != "." or token == 0 or self.ends[token - 1] != self.starts[token]:
            return True
        before = self.words[token - 1]
        if before in NEVER_AT_AN_END:
            return False
        following = text[end : end + 2].strip(" ")
        goes_on = following[:1].islower()
        if before in ABBREVIATIONS and goes_on:
            return False
        if before in {"a", "p", "m"} and goes_on:
            return False
        if len(before) == 1 and before.isalpha():
            # An initial, as in "R. was 19" or "T.J. came"; "I." and the "m" of "a.m." may end a sentence.
            return before == "i" or (before == "m" and self.words[token - 2 : token - 1] == ["."] and not goes_on)
        if before in {"no", "nos"}:
            return not following[:1].isdigit()
        # A number at the beginning of a line is that of a list.
        return not (before.isdigit() and self._begins_line(token - 1))

    def _begins_line(self, token: int) -> bool:
        return token == 0 or self.forms[token - 1][0] == "\n"

    def _find_quotes(self) -> list[int]:
        """Return for each token the number of the quotation that it stands in, 0 where it stands in none.

        A quotation begins and ends with double marks within one paragraph; single ones are too often apostrophes,
        so that they count only around whole words with blanks outside.
        """
        inside = [0] * len(self.words)
        number = 0
        open_at: dict[str, int] = {}
        paragraph = -1
        for token, form in enumerate(self.forms):
            if form not in _QUOTES:
                continue
            if self.paragraph[token] != paragraph:
                paragraph, open_at = self.paragraph[token], {}
            opened = open_at.get(form)
            if opened is not None and (form == '"' or self._may_close(token)):
                number += 1
                for place in range(opened + 1, token):
                    inside[place] = inside[place] or number
                del open_at[form]
            elif form == '"' or self._may_open(token):
                open_at[form] = token
        return inside

    def _may_open(self, token: int) -> bool:
        start, end = self.starts[token], self.ends[token]
        text = self.text
        return (start == 0 or not text[start - 1].isalnum()) and end < len(text) and text[end].isalnum()

    def _may_close(self, token: int) -> bool:
        start, end = self.starts[token], self.ends[token]
        text = self.text
        return start > 0 and not text[start - 1].isspace() and (end >= len(text) or not text[end].isalnum())


def _cut(form: str) -> int:
    """Return where the ending of a word with an apostrophe begins, 0 where it has none."""
    small = form.lower()
    if small.endswith(_NOT):
        return len(form) - len(_NOT)
    return small.rindex("'") if small.endswith(_ENDINGS) else 0


def _cleaned(draft: str) -> tuple[str, list[int] | None, list[int]]:
    """Return the text as it is read and, where it was not taken over sign by sign, start and end of each in the draft."""
    if not (_UNSEEN.search(draft) or _DRESSED.search(draft) or "\r\n" in draft):
        return draft.translate(_PLAIN), None, []
    signs: list[str] = []
    begins: list[int] = []
    stops: list[int] = []
    for start, stop, sign in _seen(draft):
        signs.append(sign)
        begins.append(start)
        stops.append(stop)
    return "".join(signs).translate(_PLAIN), begins, stops


def _seen(draft: str) -> Iterator[tuple[int, int, str]]:
    """Go through the signs that are seen, each with its place; a letter and its accents are one."""
    place, length = 0, len(draft)
    while place < length:
        start, sign = place, draft[place]
        place += 1
        if _UNSEEN.match(sign) or (sign == "\r" and draft[place : place + 1] == "\n"):
            continue
        if sign.isalpha() and "\u0300" <= draft[place : place + 1] <= "\u036f":
            while "\u0300" <= draft[place : place + 1] <= "\u036f":
                place += 1
            yield start, place, unicodedata.normalize("NFC", draft[start : min(place, start + MOST_ACCENTS)])[0]
        elif _DRESSED.match(sign):
            plain = unicodedata.normalize("NFKC", sign)
            yield start, place, plain if len(plain) == 1 and plain.isalnum() else sign
        else:
            yield start, place, sign
