"""Who signs a draft: what in it belongs to its author and gives nobody away."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_DIGITS = re.compile(r"\D")
SHORTEST_NUMBER = 6
"""Figures that a telephone number has at least."""


@dataclass(frozen=True)
class Author:
    """What an author has said of themselves. All of it may be empty; ``others`` are names that may always stand."""

    name: str = ""
    practice: str = ""
    city: str = ""
    region: str = ""
    country: str = "US"
    licence: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    address: str = ""
    others: tuple[str, ...] = field(default=())

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of the author's name, and of the names that may stand."""
        return words_of(" ".join((self.name, *self.others)))

    @cached_property
    def practice_words(self) -> frozenset[str]:
        """The words of the practice's name."""
        return words_of(self.practice)

    @cached_property
    def city_words(self) -> tuple[str, ...]:
        """The words of the author's city in their order."""
        return tuple(word.lower() for word in _WORD.findall(self.city.replace("\u2019", "'")))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The figures of the author's telephone number, with and without the code of a country in front."""
        figures = _DIGITS.sub("", self.phone)
        return (
            frozenset((figures, figures[-10:], figures.lstrip("0"))) if len(figures) >= SHORTEST_NUMBER else frozenset()
        )

    @cached_property
    def domains(self) -> frozenset[str]:
        """The domains of the author's website and e-mail address."""
        site = re.sub(r"^https?://(?:www\.)?|/.*$", "", self.website.strip().lower())
        return frozenset(filter(None, (site, self.email.lower().rpartition("@")[2])))


_FIELDS = ("name", "practice", "city", "region", "country", "licence", "phone", "email", "website", "address")


def author_from(values: Mapping[str, Any]) -> Author:
    """Make an author from a record; what is missing or is no text counts as not said."""
    return Author(**{key: values[key] for key in _FIELDS if isinstance(values.get(key), str)})


def words_of(text: str) -> frozenset[str]:
    """Return the words of a name in small letters."""
    return frozenset(word.lower() for word in _WORD.findall(text.replace("\u2019", "'")))
