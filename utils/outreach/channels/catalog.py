"""The catalog of channels: what is known of each, from whom, and how surely."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from outreach.errors import OutreachError
from outreach.practice import AGE_BANDS, GOALS, WAYS_OF_GIVING, WILL_NOT_DO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Role = Literal["home", "outpost", "listing"]
Kind = Literal["scale", "percent", "hours a week", "US dollars", "US dollars a month", "hours", "words"]

TOP_OF_SCALE = 3.0
"""The judged scales run from 0 to this."""

ROLES: dict[str, str] = {
    "home": "A home base: it keeps what you make.",
    "outpost": "An outpost: people are there already.",
    "listing": "A listing: an entry in a book, not a place to give anything.",
}
RENTED_HOME = "A rented home: it keeps what you make only as long as its owner lets it."


class Mark(StrEnum):
    """How surely a fact is known. Shown wherever the fact is shown."""

    SEEN = "SEEN"
    KNOWN = "KNOWN"
    ESTIMATE = "ESTIMATE"


@dataclass(frozen=True)
class Fact:
    """One thing that the catalog says of every channel, or of some."""

    label: str
    kind: Kind
    needed: bool = True


FACTS: dict[str, Fact] = {
    "hours_per_week": Fact("Hours it takes", "hours a week"),
    "money_to_start": Fact("Money to start", "US dollars"),
    "money_per_month": Fact("Money each month", "US dollars a month"),
    "half_life": Fact("Time until a post has had half its effect", "hours"),
    "content_export": Fact("Taking what you made with you", "words"),
    "audience_export": Fact("Taking the people with you", "words"),
    "ownership": Fact("How much of it is yours", "scale"),
    "search": Fact("Found by strangers through search", "scale"),
    "message": Fact("Exposure to private messages", "scale"),
    "review": Fact("Exposure to public reviews", "scale"),
    "confidentiality": Fact("Risk to confidentiality", "scale"),
    "audience": Fact("Fit to the age of your audience (not measured)", "scale", needed=False),
    "seekers": Fact("Where people who look for therapy start", "percent", needed=False),
    "reach.all": Fact("Used by adults", "percent", needed=False),
    **{f"reach.{band}": Fact(f"Used by people aged {age}", "percent", needed=False) for band, age in AGE_BANDS.items()},
    **{f"fit.{goal}": Fact(f"Suits the goal: {text}", "scale") for goal, text in GOALS.items()},
    **{f"gives.{way}": Fact(f"Suits: {text}", "scale") for way, text in WAYS_OF_GIVING.items()},
    **{f"requires.{act}": Fact(f"Comes with it: {text}", "words", needed=False) for act, text in WILL_NOT_DO.items()},
}
"""Every fact by its key, in the order in which people read them."""


@dataclass(frozen=True)
class Source:
    """Where a fact was read, or whose judgment it is."""

    key: str
    title: str
    year: int | None = None
    address: str = ""
    also: tuple[str, ...] = ()
    judgment: bool = False


@dataclass(frozen=True)
class Cell:
    """One fact about one channel. ``value``, ``low`` and ``high`` are all there or all absent."""

    mark: Mark
    source: tuple[str, ...]
    year: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    text: str = ""
    verified_on: str = ""
    note: str = ""

    @property
    def number(self) -> float:
        """The value of a cell that has one."""
        if self.value is None:
            msg = "this cell holds words and no number"
            raise ValueError(msg)
        return self.value

    @property
    def least(self) -> float:
        """The low end of a cell that has a value."""
        return self.number if self.low is None else self.low


@dataclass(frozen=True)
class Channel:
    """A place where a practice can be met."""

    id: str
    name: str
    role: Role
    what: str
    facts: Mapping[str, Cell] = field(repr=False)
    fine_print: tuple[Cell, ...] = field(default=(), repr=False)
    also_called: tuple[str, ...] = ()
    plural: bool = False

    def __getitem__(self, fact: str) -> Cell:
        return self.facts[fact]

    def get(self, fact: str) -> Cell | None:
        """Return the cell, or None where the catalog says nothing."""
        return self.facts.get(fact)

    def cells(self) -> Iterator[tuple[str, Cell]]:
        """Go through the facts in reading order, then the fine print."""
        for key in FACTS:
            if key in self.facts:
                yield key, self.facts[key]
        for number, cell in enumerate(self.fine_print, start=1):
            yield f"fine_print.{number}", cell

    def required(self) -> tuple[str, ...]:
        """Return what a person must put up with here, from ``WILL_NOT_DO``."""
        return tuple(act for act in WILL_NOT_DO if f"requires.{act}" in self.facts)

    def role_words(self) -> str:
        """Return what the channel can be in a plan."""
        return RENTED_HOME if self.role == "home" and not self.is_yours() else ROLES[self.role]

    def is_yours(self) -> bool:
        """Tell whether what you write here stays yours, so that it can be a home base."""
        return self.role == "home" and self["ownership"].number >= YOURS_FROM


YOURS_FROM = 2.0
"""Ownership, of 3, from which a place can be a home base: two of content, people and address."""


@dataclass(frozen=True)
class Catalog:
    """All channels and the sources that their facts rest on."""

    edition: str
    sources: Mapping[str, Source] = field(repr=False)
    channels: tuple[Channel, ...] = field(repr=False)

    def find(self, name: str) -> Channel | None:
        """Return the channel of that id or name, however it is spelled, or None."""
        wanted = plain(name) if isinstance(name, str) else ""
        for channel in self.channels:
            if wanted and wanted in {plain(known) for known in (channel.id, channel.name, *channel.also_called)}:
                return channel
        return None

    def channel(self, name: str) -> Channel:
        """Return the channel of that id or name.

        Raises
        ------
        OutreachError
            If there is none; the sentence lists what there is.
        """
        found = self.find(name)
        if found is None:
            known = ", ".join(channel.id for channel in self.channels)
            msg = f"There is no channel called {str(name)[:60]!r}. The channels are: {known}."
            raise OutreachError(msg)
        return found

    def cited(self, cell: Cell) -> tuple[Source, ...]:
        """Return the sources of a cell."""
        return tuple(self.sources[key] for key in cell.source)


def plain(name: str) -> str:
    """Return a name without case, spaces and signs, to compare names that people typed."""
    return re.sub(r"[\W_]+", "", name.casefold())


@cache
def catalog() -> Catalog:
    """Return the catalog of the course, read once."""
    from outreach.channels.catalog_file import read_catalog  # noqa: PLC0415 - it needs the classes above

    return read_catalog(Path(__file__).with_name("catalog.toml"))
