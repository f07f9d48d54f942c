"""One entry of words and what may be written instead; how words are read, and how others are put in their place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from outreach.wording import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from outreach.dated import Mark, Source

MOST_WORDS = 60
"""Words of a marked stretch that are looked at; what is longer is a quotation."""

MOST_NAMED = 3

_STRAIGHT = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4`", "'") | dict.fromkeys("\u2010\u2011\u2012\u2212", "-")
)
_TOKEN = re.compile(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*|'s\b")
_BETWEEN = re.compile(r"[\s\u2013-]*")

_ARTICLES = {"a", "an"}
_DEGREES = {
    "so", "soo", "sooo", "very", "bit", "little", "tad", "totally", "kinda", "super", "hella", "sorta",
    "slightly", "mildly", "really", "pretty", "quite", "too", "rather",
}  # fmt: skip
LOOSE_DEGREES = _DEGREES | {
    "such", "literally", "full", "feeling", "feels", "being", "inner", "mega", "all", "proper", "well",
    "fierce", "wild", "dead",
}  # fmt: skip
"""Words after which a diagnosis is a figure of speech, also where nothing can be offered."""

THINGS = {
    "weather", "about", "boss", "moment", "moments", "week", "spring", "economy", "market", "day", "mode",
    "calendar", "lately", "today", "month", "schedule", "inbox", "thermostat", "much", "printer", "forecast",
    "april", "march", "brain", "side", "streak", "tendencies", "self", "wifi", "cat", "dog", "computer",
    "laptop",
}  # fmt: skip
"""Words beside which a diagnosis is a figure of speech."""

_KEPT = _ARTICLES | _DEGREES | {
    "the", "this", "that", "these", "those", "some", "any", "no", "not", "every", "each", "both", "all", "many",
    "most", "few", "several", "other", "another", "my", "our", "your", "his", "her", "their", "its", "is",
    "are", "was", "were", "'s", "be", "been", "being", "one", "two", "three", "four", "five", "six", "seven",
    "eight", "nine", "ten",
}  # fmt: skip
"""Words that may stand before a form and stay as they are."""

_SMALL = {
    "a", "an", "the", "of", "by", "with", "to", "in", "for", "on", "or", "and", "from",
}  # fmt: skip
"""Words that have no capital in a title."""

_ABBREVIATIONS = {"ocd", "ocds", "adhd", "add", "ptsd", "bpd", "bpds", "iv", "ua", "uas"}
"""Words that are all capitals without being shouted."""

_VOWELS = frozenset("aeiou")


class Frame(StrEnum):
    """Where a word is discouraged: always, as a label for a person, as a figure of speech, or in one context only."""

    ALW = "ALW"
    LAB = "LAB"
    MET = "MET"
    CTX = "CTX"


class Style(Enum):
    """How words are written: in small letters, as a sentence begins, as in a heading, or all in capitals."""

    SMALL = "small"
    SENTENCE = "sentence"
    HEADING = "heading"
    SHOUTED = "shouted"


class Swap(NamedTuple):
    """What is offered for a form: the words, what must stand before it, and whether the writer's words follow."""

    other: str
    after: str = ""
    is_open: bool = False


class Word(NamedTuple):
    """A word in small letters, with its place in the text that it stands in."""

    small: str
    start: int
    end: int


@dataclass(frozen=True)
class Term:
    """One entry: words, what may be written instead, and why.

    ``forms`` are discouraged phrases, ``clues`` words by which the entry is found that may be quite innocent; both in
    small letters, words parted by blanks.
    """

    key: str
    categories: tuple[str, ...]
    frames: tuple[Frame, ...]
    prefer: tuple[str, ...]
    prefer_one: tuple[str, ...]
    prefer_many: tuple[str, ...]
    why: str
    note: str
    mark: Mark
    sources: tuple[Source, ...]
    verified_on: str
    general: bool
    forms: tuple[str, ...] = field(repr=False)
    after_so: tuple[str, ...] = field(repr=False)
    clues: tuple[str, ...] = field(repr=False)
    in_names: bool = field(repr=False)
    many: frozenset[str] = field(repr=False)
    swaps: Mapping[str, tuple[Swap, ...]] = field(repr=False, hash=False)

    def named(self) -> str:
        """Return some of the words of the entry, in quotes."""
        words = self.forms or self.after_so
        more = f" and {len(words) - MOST_NAMED} more" if len(words) > MOST_NAMED else ""
        return f"{listed([f'“{word}”' for word in words[:MOST_NAMED]], 'or')}{more}" if words else "Any other words"

    def alternatives(self, words: str = "") -> tuple[str, ...]:
        """Return what may be written instead; for many people, where the words speak of many."""
        if self.prefer:
            return self.prefer
        small = " ".join(word.small for word in words_of(plain(words)))
        is_many = any(f" {form} " in f" {small} " for form in self.many)
        return (self.prefer_many or self.prefer_one) if is_many else (self.prefer_one or self.prefer_many)

    def replacement(self, words: str) -> str | None:
        """Return other words with the number, the tense and the capitals of these; None where they are not certain.

        Articles and the like that stand before a form are kept, and so is what follows a phrase that goes on. What
        stands before or after these words in the draft is not known here: a form that begins with a vowel may leave
        an "an" behind, so an article is best given along.
        """
        text = plain(words)
        found = words_of(text)
        if len(found) > MOST_WORDS:
            return None
        for first in range(len(found)):
            if first and not (found[first - 1].small in _KEPT or found[first - 1].small.isdigit()):
                return None
            for stop in range(len(found), first, -1):
                swap = self._swap(found, first, stop)
                if swap is not None and _is_one_phrase(text, found[first:stop]):
                    return self._put_in(text, found, first, stop, swap.other)
        return None

    def _swap(self, found: Sequence[Word], first: int, stop: int) -> Swap | None:
        before = found[first - 1].small if first else ""
        for swap in self.swaps.get(" ".join(word.small for word in found[first:stop]), ()):
            allowed = {"": True, "a": before in _ARTICLES, "so": before in _DEGREES}[swap.after]
            if allowed and (swap.is_open or stop == len(found)):
                return swap
        return None

    def _put_in(self, text: str, found: Sequence[Word], first: int, stop: int, other: str) -> str | None:
        start, end = found[first].start, found[stop - 1].end
        style = _style(text, found, first, stop)
        if self.in_names and style is Style.HEADING:
            return None
        lead = text[:start]
        if first and found[first - 1].small in _ARTICLES:
            article = found[first - 1]
            right = "an" if other[0].lower() in _VOWELS else "a"
            is_capital = text[article.start].isupper()
            right = right.upper() if style is Style.SHOUTED else right.capitalize() if is_capital else right
            lead = text[: article.start] + right + text[article.end : start]
        return lead + _styled(other, style) + text[end:]


def plain(words: str) -> str:
    """Return words with letters in fancy dress as plain ones, without signs that nobody sees; all else as it is."""
    seen = unicodedata.normalize("NFC", "".join(char for char in words if unicodedata.category(char) != "Cf"))
    return "".join(unicodedata.normalize("NFKC", char) if char.isalpha() else char for char in seen)


def words_of(text: str) -> list[Word]:
    straight = text.translate(_STRAIGHT)  # sign for sign, so that places stay
    return [Word(found.group().casefold(), found.start(), found.end()) for found in _TOKEN.finditer(straight)]


def _is_one_phrase(text: str, found: Sequence[Word]) -> bool:
    """Tell whether nothing but blanks and hyphens stands between some words."""
    straight = text.translate(_STRAIGHT)
    return all(_BETWEEN.fullmatch(straight, one.end, other.start) for one, other in pairwise(found))


def _style(text: str, found: Sequence[Word], first: int, stop: int) -> Style:
    """Tell how a form is written, from its own capitals and those of the words before it."""
    if text.isupper() and any(word.small not in _ABBREVIATIONS for word in found):
        return Style.SHOUTED
    if not text[found[first].start].isupper():
        return Style.SMALL
    telling = [word for word in found[:stop] if word.small not in _SMALL and not _is_abbreviation(text, word)]
    if telling and telling[-1] is not found[0] and all(text[word.start].isupper() for word in telling):
        return Style.HEADING
    return Style.SMALL if _is_abbreviation(text, found[first]) else Style.SENTENCE


def _is_abbreviation(text: str, word: Word) -> bool:
    """Tell whether a word such as OCD or IV has capitals wherever it stands."""
    return text[word.start : word.end][:2].isupper()


def _styled(words: str, style: Style) -> str:
    match style:
        case Style.SMALL:
            return words
        case Style.SENTENCE:
            return words[0].upper() + words[1:]
        case Style.SHOUTED:
            return words.upper()
        case Style.HEADING:
            parts = words.split(" ")
            return " ".join(
                part if place and part in _SMALL else part[0].upper() + part[1:] for place, part in enumerate(parts)
            )
