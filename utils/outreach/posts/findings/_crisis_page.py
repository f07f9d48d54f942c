"""A draft as it is read for numbers: its sentences, its paragraphs, the countries that it names, and the way back."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMED = {
    "US": r"\bUSA?\b|\bU\.S\.|\bUnited States\b|\bAmericans?\b|\bAmerica\b",
    "CA": r"\bCanad(?:a|ians?)\b",
    "UK": (
        r"\bUK\b|\bU\.K\.|\bGB\b|\bUnited Kingdom\b|\bBrit(?:ain|ish)\b"
        r"|\bEngland\b|\bScotland\b|\bWales\b|\bNorthern Ireland\b"
    ),
    "IE": r"(?<!Northern )\bIreland\b|\bIrish\b",
    "AU": r"\bAustralians?\b|\bAustralia\b",
    "NZ": r"\bNew Zealand(?:ers?)?\b|\bNZ\b|\bAotearoa\b",
}
"""How a draft names the countries in which lines are held; with capitals, for "us" names nobody's."""

WRAPPED = 55
"""Signs in a line from which on its end may be that of a program's wrapping, and none of a sentence."""

JUST_BEFORE = 40
"""Signs between a country and a number that it is said to be for."""

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_PLAIN = str.maketrans(
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys("\u2018\u2019\u201b\u02bc", "'")
    | dict.fromkeys("\r\u2028\u2029\x0b\x0c\x85", "\n")
    | {ord("\u00a0"): " "}
    | dict.fromkeys("\u00b2\u00b3\u00b9\u2070\u2074\u2075\u2076\u2077\u2078\u2079", " ")  # they lead to a footnote
)
_UNSEEN = {"\ufe0e", "\ufe0f", "\u20e3", "\u034f"}
"""What turns a figure into a picture of a key, and what joins signs; other signs that nobody sees are of one class."""

_USUAL = re.compile(
    r"[\x00-\x0c\x0e-\x7f\u00a0\u00c0-\u017e\u2010-\u2015\u2018-\u201b\u201c-\u201f\u2020-\u2023\u2026"
    r"\u2028\u2029]*"
)
"""Signs that are read as they are, or as one other sign."""

DIGITS = {
    "zero": "0", "oh": "0", "nought": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
"""Figures in words, as a number is spoken."""

SAID = rf"(?:(?:double|triple)[\s-])?(?:{'|'.join(DIGITS)})"
_FIGURE = re.compile(rf"\d|\b(?:(?:double|triple)[\s-]|{SAID}[\s-]{{1,2}}){SAID}\b", re.IGNORECASE)
_STOP = re.compile(r"(?<!\b[A-Z])[.!?\u2026]+(?=[\s\"')\]*_]|$)|\n")
_BULLET = re.compile(r"[ \t]*(?:[-*+\u2022>#|]|\d{1,2}[.)])[ \t]|[ \t]*\n")
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_HEADING = re.compile(r"\s*#|[^\n]*:[\s*]*\Z")
_MEANT_FOR = re.compile(r"\b(?:in|for)\s(?:the\s)?$", re.IGNORECASE)


class Page:
    """A draft with plain letters, figures and hyphens, and without signs that nobody sees, in ``text``."""

    def __init__(self, draft: str) -> None:
        self.draft = draft
        self.text, self._starts, self._ends = read(draft)
        self._sentences = [0, *(found.end() for found in _STOP.finditer(self.text) if self._ends_sentence(found))]
        self._paragraphs = [0, *(found.end() for found in _BLANK.finditer(self.text))]

    @cached_property
    def _countries(self) -> list[tuple[int, str]]:
        """Where each country is named, from the beginning."""
        return sorted((found.start(), code) for code, named in NAMED.items() for found in re.finditer(named, self.text))

    @cached_property
    def may_hold_numbers(self) -> bool:
        """Tell whether a figure stands anywhere, or two of them in words beside each other."""
        return _FIGURE.search(self.text) is not None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return start and end in the draft of a stretch of the text; the ends are exclusive."""
        return self._starts[start], self._ends[end - 1]

    def sentence(self, place: int, reach: int | None = None) -> tuple[int, int]:
        """Return where the sentence of a place begins and ends, or what of it lies within reach of the place."""
        start, end = _around(self._sentences, place, len(self.text))
        return (start, end) if reach is None else (max(start, place - reach), min(end, place + reach))

    def paragraph(self, place: int) -> tuple[int, int]:
        """Return where the paragraph begins and ends that a place of the text stands in."""
        return _around(self._paragraphs, place, len(self.text))

    def countries_for(self, place: int) -> set[str]:
        """Return the countries that a number may be said to be for.

        They stand in its sentence or, where none does, last before it in its paragraph or in the heading over that.
        """
        start, end = self.sentence(place)
        named = set(self._between(start, end))
        if named:
            return named
        first, _ = self.paragraph(place)
        if first:
            before, stop = self.paragraph(first - 1)
            first = before if _HEADING.match(self.text[before:stop]) else first
        return set(self._between(first, place)[-1:])

    def country_before(self, place: int) -> set[str]:
        """Return the country that a number is plainly said to be for, as in "in the UK, call"; empty where none is."""
        start = max(self.sentence(place)[0], place - JUST_BEFORE)
        near = self._countries[bisect_left(self._countries, (start,)) : bisect_left(self._countries, (place,))][-1:]
        return {code for at, code in near if _MEANT_FOR.search(self.text[max(0, at - 10) : at])}

    def _between(self, start: int, end: int) -> list[str]:
        """Return the countries that are named in a stretch of the text, in their order."""
        held = self._countries[bisect_left(self._countries, (start,)) : bisect_left(self._countries, (end,))]
        return [code for _, code in held]

    def _ends_sentence(self, found: re.Match[str]) -> bool:
        """Tell whether a sign ends a sentence; a line that a program wrapped does not."""
        if found.group() != "\n":
            return True
        line = self.text.rfind("\n", 0, found.start()) + 1
        return found.start() - line < WRAPPED or bool(_BULLET.match(self.text, found.end()))


def read(draft: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """Return a draft as it is read, and for each of its signs where it starts and ends in the draft."""
    if _USUAL.fullmatch(draft):
        return draft.translate(_PLAIN), range(len(draft)), range(1, len(draft) + 1)
    signs, starts = [], []
    for place, char in enumerate(draft):
        is_half_of_an_end = char == "\r" and draft[place + 1 : place + 2] == "\n"
        if not is_half_of_an_end and char not in _UNSEEN and unicodedata.category(char) != "Cf":
            signs.append(_sign(char))
            starts.append(place)
    return "".join(signs), starts, [place + 1 for place in starts]


def country_code(country: str) -> str:
    """Return the code of a country that is given by its code or its name, in capitals."""
    given = country.strip()
    code = {"GB": "UK"}.get(given.upper(), given.upper())
    return code if code in NAMED else next((code for code, named in NAMED.items() if re.search(named, given)), code)


def _around(bounds: Sequence[int], place: int, last: int) -> tuple[int, int]:
    number = bisect_right(bounds, place)
    return bounds[number - 1], bounds[number] if number < len(bounds) else last


def _sign(char: str) -> str:
    plain = char.translate(_PLAIN)
    if plain != char:
        return plain
    figure = unicodedata.digit(char, None)
    if figure is not None:
        return str(figure)
    letter = unicodedata.normalize("NFKC", char)
    return letter if len(letter) == 1 else char
