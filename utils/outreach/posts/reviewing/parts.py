"""The parts that a row of the pattern language is made of, read from how they are written; `grammar` says what each means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache

SHORTEST_STEM = 3
"""Letters of the shortest stem; by so many of them a stem is looked up."""


class PatternError(ValueError):
    """A pattern that cannot be read; a fault of whoever wrote it."""


class Sign(Enum):
    """A part that is one sign of the language, by how it is written."""

    NUMBER = "#"
    CAPITAL = "Cap"
    ANY = "*"
    START = "^"
    END = "END"
    OPEN = "("
    CLOSE = ")"


@dataclass(frozen=True, slots=True)
class Words:
    """One of some words, of the words that begin with some stems, or one of the signs ``#``, ``Cap`` and ``END``."""

    words: frozenset[str]
    stems: tuple[str, ...] = ()
    signs: frozenset[Sign] = frozenset()

    @property
    def is_plain(self) -> bool:
        """Tell whether there is no stem and no sign among the words."""
        return not (self.stems or self.signs)


@dataclass(frozen=True, slots=True)
class Classes:
    """A word of one of some classes."""

    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Not:
    """Any word but these, or but those of these classes."""

    part: Words | Classes


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to so many words of any kind, as few as will do."""

    most: int


@dataclass(frozen=True, slots=True)
class Rest:
    """Up to so many words, as many as there are before a sign that parts a sentence."""

    most: int


Part = Words | Classes | Not | Gap | Rest | Sign

_SIGNS = {sign.value: sign for sign in Sign}
_AMONG_WORDS = {sign.value: sign for sign in (Sign.NUMBER, Sign.CAPITAL, Sign.END)}
_NEVER_AMONG_WORDS = frozenset(("*", "^", "(", ")", ""))
_FOR_PARTS = frozenset("<>{}")


@cache
def part_from(written: str) -> Part:
    """Return the part that is written so, without a ``?`` after it.

    Raises
    ------
    PatternError
        If it is no part of the language.
    """
    if written in _SIGNS:
        return _SIGNS[written]
    if written[:2] == ".." and written[2:].isdecimal():
        return Gap(int(written[2:]))
    if written[0] == "~" and written[1:].isdecimal():
        return Rest(int(written[1:]))
    if len(written) > 1 and written[0] == "!":
        return Not(_words_or_classes(written[1:]))
    return _words_or_classes(written)


def _words_or_classes(written: str) -> Words | Classes:
    if len(written) > 1 and written[0] == "<" and written[-1] == ">":
        return _classes(written)
    return _words(written)


def _classes(written: str) -> Classes:
    names = written[1:-1].split("|")
    if not all(name.isidentifier() for name in names):
        raise PatternError(f"{written!r} holds what is no name of a class")
    return Classes(frozenset(names))


def _words(written: str) -> Words:
    one_of = written.split("|") if len(written) > 1 else [written]
    if len(one_of) > 1 and not _NEVER_AMONG_WORDS.isdisjoint(one_of):
        raise PatternError(f"{written!r} has a sign among its words that cannot stand there")
    plain = [one for one in one_of if one not in _AMONG_WORDS]
    for one in plain:
        if one != one.lower():
            raise PatternError(f"{written!r} has capital letters; words in patterns are small")
        if len(one) > 1 and not _FOR_PARTS.isdisjoint(one):
            raise PatternError(f"{written!r} has a class or a slot among its words; it must be a part of its own")
    stems = tuple(one[:-1] for one in plain if _is_stem(one))
    if any(len(stem) < SHORTEST_STEM for stem in stems):
        raise PatternError(f"{written!r} has a stem of fewer than {SHORTEST_STEM} letters")
    return Words(
        frozenset("#" if one == "\\#" else one for one in plain if not _is_stem(one)),
        stems,
        frozenset(_AMONG_WORDS[one] for one in one_of if one in _AMONG_WORDS),
    )


def _is_stem(one: str) -> bool:
    return len(one) > 1 and one[-1] == "*"
