"""Names in a draft: what is written with a capital letter, and whether it names a person, a place or a body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.posts.author import Author
    from outreach.posts.reviewing.reading import Classes, Reading

Kind = Literal["person", "place", "body", "street", "holiday", "own", "other"]
"""What is named: ``own`` is the author or the practice, ``other`` what nothing tells."""

_JOINS = frozenset("of the and & de del la las los van von der da di du bin al for at y".split())
"""Words that may stand inside of a name."""

_FIRST_JOINS = _JOINS - {"the", "and", "for", "at"}
"""Those of them that may follow a capital: "Bay of Fundy", "van der Berg"."""

_TITLES = frozenset(("title_client", "title_role"))
_NAMELESS = frozenset(("country", "state", "nation", "brand", "jargon", "weekday", "month", "plain"))
_AFTER_A_DOT = frozenset(("plain", "third", "they", "we", "first", "you", "article"))
_NAMES_THEMSELVES = _TITLES | frozenset(
    ("given_name", "state", "nation", "country", "place_tail", "month", "weekday", "org_tail", "brand")
)
_PLACE_BEFORE = frozenset(
    "in from near outside around across towards toward past off beyond through above below between up down over to into onto leaving left".split()
)
_HOME_BEFORE = frozenset(("in", "near", "outside", "from"))
_BODY_BEFORE = frozenset(("at", "for", "with"))
_NAMED_BEFORE = frozenset(("named", "called", "nicknamed", "name", "names"))
_PLACE_HEADS = frozenset(("lake", "mount", "mt", "cape", "port", "isle", "glen"))
_BODY_HEADS = frozenset(("fort", "ft", "camp"))
_SAINTS = frozenset(("st", "saint"))
_HOUSEHOLDS = frozenset("family twins boys girls brothers sisters kids household baby children couple".split())
_SHORTENED = frozenset("dr mr mrs ms st mt ft sgt lt capt prof rev jr sr cpl col gen fr mx".split())
_NO_NAME_ENDINGS = tuple(
    "ing ed ly tion sion ment ness ity ive ous ful less able ible ism ists ies ers ions ance ence ship ology".split()
)
_CALLED = frozenset(("him", "her", "them", "me"))
_OF_SOMEBODY = frozenset(("kin", "private_tie", "client"))
_BEFORE_A_COMMA = frozenset(("kin", "client", "greeting"))
_BE_AND_HAVE = frozenset(("is", "was", "has", "had", "'d"))
_AFTER_AN_OPENING = frozenset((",", "!", "-", "\u2013", "—", ":", "love", "and"))
_OF_PEOPLE = frozenset(
    "memorial funeral service birthday story mama family room house eyes face hand hands voice therapist caseworker teacher wedding death obituary casket grave birth letter note session appointment".split()
)
_ACTING = frozenset(("human_past", "human_now", "say_past"))
_ACTING_WORDS = frozenset(("'s", "is", "was", "has", "had", ",", "!", "(", "and", "who"))
LONGEST = 7
"""Tokens that the longest name takes; a longer row of capitals is a heading."""

TAIL = 4
"""Tokens after "'s" within which the word for a body stands: "Mary's Home for Women"."""

LONGEST_SHORT = 3
"""Letters of a name in capitals that may be a short form and no shout."""

LONGEST_ACRONYM = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """A name: its tokens, the end exclusive, and what it names."""

    start: int
    end: int
    kind: Kind


def mentions_in(reading: Reading, author: Author) -> list[Mention]:
    """Return every name in the draft, from the first to the last."""
    found: list[Mention] = []
    capital = reading.capital
    for sentence in reading.sentences:
        token = sentence.start
        while token < sentence.stop:
            if not capital[token] or not _may_begin(reading, token) or _is_day_before_a_name(reading, token):
                token += 1
                continue
            stop = _end_of(reading, token, sentence.stop)
            while _opens_with_a_word(reading, token, stop):
                token += 1
            mention = _mention(reading, author, token, stop)
            if mention is not None:
                found.append(mention)
            token = stop
    return _known_again(reading, found)


def acts(reading: Reading, after: int) -> bool:
    """Tell whether what follows a word, from token ``after``, treats it as somebody who does, has or is addressed."""
    if after >= len(reading):
        return False
    return not _ACTING.isdisjoint(reading.kinds[after]) or reading.words[after] in _ACTING_WORDS


def _is_name_word(reading: Reading, token: int) -> bool:
    """Tell whether a word has a capital letter and so may belong to a name."""
    return reading.capital[token] and reading.forms[token][0].isalpha()


def _may_begin(reading: Reading, token: int) -> bool:
    """Tell whether a name may begin with a word that has a capital letter."""
    kinds, form = reading.kinds[token], reading.forms[token]
    if not form[0].isalpha():
        return False
    opens = reading.starts_sentence(token)
    if opens and form.partition("-")[2][:1].islower():
        return False
    if len(form) > len("Ls") and form[-1] == "s" and form[:-1].isupper():  # LMFTs
        return False
    if not kinds:
        return True
    if reading.words[token] in {"i", "ok"}:
        return False
    return not (opens and ("plain" in kinds or "common" in kinds) and "given_name" not in kinds)


def _is_day_before_a_name(reading: Reading, token: int) -> bool:
    """Tell whether a weekday stands right before a given name, as in "last Tuesday Dan Whitlock"."""
    if "weekday" not in reading.kinds[token] or token + 1 >= len(reading) or not reading.capital[token + 1]:
        return False
    return "given_name" in reading.kinds[token + 1]


def _end_of(reading: Reading, start: int, stop: int) -> int:
    """Return the end of a row of capitals that belong together, with what joins them."""
    token = start + 1
    while token < stop and token - start < LONGEST:
        step = _step(reading, start, token, stop)
        if not step:
            break
        token += step
    return token


def _step(reading: Reading, start: int, token: int, stop: int) -> int:
    """Return how many tokens more belong to a name that begins at ``start``; 0 where it ends before this token."""
    form, word = reading.forms[token], reading.words[token]
    gap = reading.starts[token] - reading.ends[token - 1]
    if _is_name_word(reading, token) and gap <= 1 and reading.quoted[token] == reading.quoted[start]:
        return int(_goes_on(reading, token))
    if token + 1 == stop:
        return 0
    if form == ".":
        return int(gap == 0 and _is_short(reading, token - 1))
    if form == "&" and _is_name_word(reading, token + 1):
        return 2
    if word in _FIRST_JOINS:
        after = token + 1 + (reading.words[token + 1] in _JOINS and token + 2 < stop)
        return after + 1 - token if _is_name_word(reading, after) else 0
    if form == "'s" and _is_name_word(reading, token + 1) and _is_body_tail(reading, token + 1, stop):
        return 2
    return 0


def _goes_on(reading: Reading, token: int) -> bool:
    """Tell whether a capital beside a name belongs to it: not "I", no day or month, no word that begins a sentence."""
    kinds = reading.kinds[token]
    if reading.words[token] == "i" or "weekday" in kinds or "month" in kinds:
        return False
    return reading.forms[token - 1] != "." or _AFTER_A_DOT.isdisjoint(kinds)


def _opens_with_a_word(reading: Reading, start: int, stop: int) -> bool:
    """Tell whether a row begins with a word that has its capital from the sentence only: "Text Keisha", "Annwyl Gethin"."""
    if stop - start <= 1 or not reading.starts_sentence(start) or not _is_name_word(reading, start + 1):
        return False
    kinds = reading.kinds[start]
    if (
        "given_name" not in kinds
        and _TITLES.isdisjoint(kinds)
        and "given_name" in reading.kinds[start + 1]
        and "org_tail" not in reading.kinds[stop - 1]
    ):
        return True
    return bool(kinds) and _NAMES_THEMSELVES.isdisjoint(kinds)


def _is_short(reading: Reading, token: int) -> bool:
    word = reading.words[token]
    return len(word) == 1 or word in _SHORTENED


def _is_body_tail(reading: Reading, token: int, stop: int) -> bool:
    return any(
        "org_tail" in reading.kinds[after]
        for after in range(token, min(token + TAIL, stop))
        if _is_name_word(reading, after)
    )


def _mention(reading: Reading, author: Author, start: int, stop: int) -> Mention | None:
    """Return the name that a row of capitals is; None where it is none."""
    while stop > start and reading.forms[stop - 1] == "&":
        stop -= 1
    names = [token for token in range(start, stop) if reading.forms[token][0].isalpha()]
    if not names or (len(names) == 1 and len(reading.forms[names[0]]) == 1):
        return None
    if _is_own(reading, author, names):
        return Mention(start, stop, "own")
    kind = _Row(reading, start, stop, names).kind()
    return None if kind is None else Mention(start, stop, kind)


def _is_own(reading: Reading, author: Author, names: list[int]) -> bool:
    """Tell whether a name is that of the author or the practice."""
    words, kinds = reading.words, reading.kinds
    own = [token for token in names if words[token] in author.name_words]
    if own and all(token in own or "title_role" in kinds[token] for token in names):
        return True
    practice = [token for token in names if words[token] in author.practice_words]
    if practice and len(practice) >= len(names) - 1 and len(names) > 1:
        return True
    return practice == names and not any("given_name" in kinds[token] for token in names)


class _Row:
    """A row of capitals that may be a name: its tokens, those of them that are words, and what stands around it."""

    __slots__ = ("before", "count", "first", "last", "names", "opens", "reading", "start", "stop", "word")

    def __init__(self, reading: Reading, start: int, stop: int, names: list[int]) -> None:
        self.reading, self.start, self.stop, self.names = reading, start, stop, names
        self.count = len(names)
        self.first: Classes = reading.kinds[names[0]]
        self.last: Classes = reading.kinds[names[-1]]
        self.word = reading.words[names[0]]
        self.before = reading.words[start - 1] if start else ""
        self.opens = reading.starts_sentence(start)

    def kind(self) -> Kind | None:
        """Return what a row names; None where it is no name."""
        for judge in (self._by_its_words, self._by_its_tail, self._by_its_title):
            kind = judge()
            if kind is not None:
                return kind
        if "given_name" in self.first:
            is_person = self._is_treated_as_person
            if "word_name" in self.first and self.opens and self.count == 1 and not is_person():
                return None
            if self.first.isdisjoint(("country", "state", "month")) or is_person():
                return self._given_name()
        if all(not _NAMELESS.isdisjoint(self.reading.kinds[token]) for token in self.names):
            return None
        return self._by_what_is_around()

    def _by_its_words(self) -> Kind | None:
        kinds, words = self.reading.kinds, self.reading.words
        is_holiday = any("holiday" in kinds[token] for token in self.names)
        return (
            "holiday"
            if is_holiday or (words[self.names[-1]] == "day" and self.count > 1 and self.word != "the")
            else None
        )

    def _by_its_tail(self) -> Kind | None:
        """Judge by a word such as street, hospital or lake, which one word alone has only after "the"."""
        is_long = self.count > 1
        if not is_long and self.before != "the":
            return None
        if "street_tail" in self.last and is_long and not ("place_tail" in self.last and self.before in {"at", "of"}):
            return "street"
        if self._names_a_body():
            return "body"
        if "place_tail" in self.last or (self.word in _PLACE_HEADS and is_long):
            return "place"
        return "body" if self.word in _BODY_HEADS and is_long else None

    def _names_a_body(self) -> bool:
        kinds = self.reading.kinds
        is_full_name = self.count == 2 and "given_name" in self.first and "given_name" in self.last  # noqa: PLR2004
        if "org_tail" in self.last and not is_full_name:
            return True
        return "title_client" not in self.first and any("org_tail" in kinds[token] for token in self.names[1:])

    def _by_its_title(self) -> Kind | None:
        if self.count == 1 or _TITLES.isdisjoint(self.first):
            return None
        if self.word not in _SAINTS:
            return "person"
        return "body" if self.before == "at" else "place"

    def _given_name(self) -> Kind | None:
        if self.before in _HOME_BEFORE and self.count == 1 and "word_name" in self.first:
            return "place"
        form = self.reading.forms[self.names[0]]
        return None if self.count == 1 and form.isupper() and len(form) > LONGEST_SHORT else "person"

    def _by_what_is_around(self) -> Kind | None:
        forms = self.reading.forms
        if self.opens and self.count == 1 and self.first:
            return "person" if not self.first - {"given_name"} and self._is_treated_as_person() else None
        form = forms[self.names[0]]
        if len(form) > 1 and all(forms[token].isupper() for token in self.names):
            is_body = self.before in {"at", "the", "for"} and self.count == 1 and len(form) <= LONGEST_ACRONYM
            return "body" if is_body else None
        if self.before in _PLACE_BEFORE:
            return "place"
        if self.before in _BODY_BEFORE and not self.opens:
            return "body"
        if self._is_household() or self.before in _NAMED_BEFORE or self._is_treated_as_person():
            return "person"
        # One word that begins a sentence, and that nobody knows, is a name unless its ending says otherwise.
        is_plain = self.opens and self.count == 1 and ("'" in self.word or self.word.endswith(_NO_NAME_ENDINGS))
        return None if is_plain else "other"

    def _is_household(self) -> bool:
        words = self.reading.words
        return self.before == "the" and self.stop < len(words) and words[self.stop] in _HOUSEHOLDS

    def _is_treated_as_person(self) -> bool:
        """Tell whether what stands around a name treats it as a person."""
        reading = self.reading
        sentence = reading.sentences[reading.sentence[self.start]]
        if self._is_led_to(sentence):
            return True
        if self.stop >= len(reading):
            return False
        if self.start == 0 and reading.words[self.stop] in _AFTER_AN_OPENING:
            return True
        return self.stop < sentence.stop and self._is_followed(sentence)

    def _is_led_to(self, sentence: range) -> bool:
        """Tell whether a word before a name leads to a person: "her son", "called her", "hi"."""
        words, kinds, before = self.reading.words, self.reading.kinds, self.start - 1
        if before < sentence.start:
            return False
        if not _OF_SOMEBODY.isdisjoint(kinds[before]) or words[before] in _NAMED_BEFORE or "greeting" in kinds[before]:
            return True
        if before == sentence.start:
            return False
        if words[before] in _CALLED and words[before - 1].startswith("call"):
            return True
        return words[before] == "," and not _BEFORE_A_COMMA.isdisjoint(kinds[before - 1])

    def _is_followed(self, sentence: range) -> bool:
        """Tell whether a word after a name treats it as a person: "said", "'s mother", "(he"."""
        reading, after = self.reading, self.stop
        word = reading.words[after]
        if "human_past" in reading.kinds[after] or word in _BE_AND_HAVE:
            return "plain" not in reading.kinds[self.start]
        before = self.start - 1
        is_between_commas = word in {"!", ","} and before >= sentence.start and reading.words[before] == ","
        if is_between_commas and reading.sentence[self.start] <= 1:
            return True
        return after + 1 < sentence.stop and self._goes_on_as_person(word, after + 1)

    def _goes_on_as_person(self, word: str, token: int) -> bool:
        following, kinds = self.reading.words[token], self.reading.kinds[token]
        match word:
            case "'s":
                return "kin" in kinds or "private_tie" in kinds or following in _OF_PEOPLE
            case "(":
                return following in {"he", "she", "they", "not"}
            case ",":
                return following[0].isdigit() or following in {"who", "whose", "aged", "a"}
            case "and":
                return following in {"his", "her", "i", "their"}
            case _:
                return False


def _known_again(reading: Reading, found: list[Mention]) -> list[Mention]:
    """Take a word that is a person's name in one place for that name where the place itself does not tell."""
    people = {word for one in found if one.kind == "person" for word in _first_names(reading, one)}
    if not people:
        return found
    again = [
        Mention(one.start, one.end, "person") if one.kind == "other" and reading.words[one.start] in people else one
        for one in found
    ]
    taken = {token for one in again for token in range(one.start, one.end)}
    for token, word in enumerate(reading.words):
        if word in people and token not in taken and reading.capital[token]:
            again.append(Mention(token, token + 1, "person"))
    again.sort(key=lambda one: one.start)
    return again


def _first_names(reading: Reading, one: Mention) -> Iterator[str]:
    """Go through the words of a name by which a person is named again: one that stands alone, and given names."""
    for token in range(one.start, one.end):
        if one.end - one.start == 1 or "given_name" in reading.kinds[token]:
            yield reading.words[token]
