"""Acronyms that stand in a text without their words beside them.

Capitals are no acronym where they are part of something else, or words said loudly.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from outreach.posts.plain_language.prose import SEAM
from outreach.posts.plain_language.syllables import MOST_LETTERS
from outreach.posts.plain_language.word_lists import SPELLED_OUT, set_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.posts.plain_language.sentences import TakenApart

MOST_ACRONYMS = 200
"""Acronyms that are looked at; a text with more of them has other worries."""

_CAPITALS = re.compile(rf"([A-Z]{{2,{MOST_LETTERS}}})s?(?![^\W_])(?!\.[A-Z])")
_RUN_BEFORE = re.compile(r"[A-Z'-]{2,}[ \t\x00]+\Z")
_RUN_AFTER = re.compile(r"[ \t\x00]+(?:[A-Z]['-]?){2,}(?![^\W_])")
_ONSET = (
    "(?:[BCDFGHJKLMNPRSTVWYZ]|[BFGPCSK]L|[BCDFGPTW]R|[CPSTWG]H|CHR|DW|GN|KN|PHR|QU|S[CKMNPQTW]|SC[HR]|SHR|SP[LR]|SQU|"
    "STR|THR|TW)?"
)
_CODA = (
    "(?:(?:[BCDFGKLMNPRTVWXYZ]|C[HKT]|F[FT]|G[HN]|GHT|L[DFKLMPTV]|LTH|M[BNP]|N[DGKT]|[NT]CH|NGTH|NTH|PT|PTH|"
    "R[BCDFGKLMNPT]|RCH|RTH|S[HKMPT]|T[HT]|W[LN]|WTH|XT|XTH|[DT]GE)?S?|SS|RST|[LNR]CE|ZZ)"
)
_LIKE_A_WORD = re.compile(rf"{_ONSET}[AEIOUY]+(?:[BCDFGHJKLMNPQRSTVWXYZ]{{1,3}}[AEIOUY]+)*{_CODA}")
_NEIGHBORHOOD = 300
"""Signs on each side in which an acronym is looked for in full."""

_BRACKET = re.compile(r"[\x00\s]*\(([^()]*)")
_PARTS = re.compile(r"[^\W\d_]+")
_UNNAMED = set_of("a an and for in of on or the to with")
"""Small words that have no letter in an acronym."""

FEWEST_LETTERS = 3
"""Letters from which the first letters of words nearby say something; two fall together by chance too often."""


class Acronym(NamedTuple):
    """Where an acronym stands for the first time, and its letters."""

    start: int
    end: int
    letters: str


def unexplained(read: TakenApart, known: frozenset[str]) -> Iterator[Acronym]:
    """Go through the acronyms that are not written out beside their first use, without those in ``known``."""
    looked_at: set[str] = set()
    starts = [sentence.start for sentence in read.sentences]
    for found in _CAPITALS.finditer(read.prose):
        letters = found[1]
        if letters in looked_at or letters in known or _is_no_acronym(read.prose, found):
            continue
        if len(looked_at) == MOST_ACRONYMS:
            return
        looked_at.add(letters)
        number = max(bisect_right(starts, found.start()) - 1, 0)
        if not _is_written_out(read, found, number):
            yield Acronym(*found.span(1), letters)


def _is_no_acronym(prose: str, found: re.Match[str]) -> bool:
    """Tell whether capitals are part of something else, or are words said loudly.

    Words are loud in a row of others, or where they can be spoken as a word; but not in brackets of their own.
    """
    start, end = found.span()
    if start and (prose[start - 1].isalnum() or prose[start - 1] in "'.&"):
        return True
    if _RUN_BEFORE.search(prose, max(0, start - 20), start) or _RUN_AFTER.match(prose, end):
        return True
    letters = found[1]
    is_in_brackets = prose[start - 1 : start] == "(" and prose[end : end + 1] == ")"
    return not is_in_brackets and letters not in SPELLED_OUT and bool(_LIKE_A_WORD.fullmatch(letters))


def _is_written_out(read: TakenApart, found: re.Match[str], number: int) -> bool:
    """Tell whether the words behind an acronym stand in its sentence or the next: in brackets, or by first letters."""
    prose, (start, end), letters = read.prose, found.span(), found[1].lower()
    first = max(read.sentences[number].start, start - _NEIGHBORHOOD)
    last = min(read.sentences[min(number + 1, len(read.sentences) - 1)].end, end + _NEIGHBORHOOD)
    if prose[start - 1 : start] == "(" and _spells(letters, _words_of(prose, first, start)[-2 * len(letters) :]):
        return True
    bracket = _BRACKET.match(prose, end, last)
    if bracket and _spells(letters, _words_of(prose, *bracket.span(1))[: 2 * len(letters)]):
        return True
    if len(letters) < FEWEST_LETTERS:
        return False
    near = [part.lower() for part in _PARTS.findall(prose, first, last) if not part.isupper() or len(part) == 1]
    named = (part for part in near if part not in _UNNAMED)
    return letters in "".join(part[0] for part in near) or letters in "".join(part[0] for part in named)


def _words_of(prose: str, start: int, end: int) -> list[str]:
    return [part.replace(SEAM, "").lower() for part in _PARTS.findall(prose, start, end)]


def _spells(letters: str, words: list[str]) -> bool:
    """Tell whether the letters stand in these words in their order, the first at the beginning of one.

    The letters are looked for from the last to the first, as Schwartz and Hearst do it for abbreviations in medical
    papers (2003, KNOWN). At least two words are needed.
    """
    phrase = " ".join(words)
    place = len(phrase)
    for number in range(len(letters) - 1, -1, -1):
        place = phrase.rfind(letters[number], 0, place)
        while number == 0 and place > 0 and phrase[place - 1] != " ":
            place = phrase.rfind(letters[number], 0, place)
        if place < 0:
            return False
    return " " in phrase[place:]
