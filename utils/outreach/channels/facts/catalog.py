"""The catalog of channels: what is known of each, from whom, and how surely."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from outreach.dated import Mark as Mark  # noqa: PLC0414 - the mark of a fact is part of what the catalog gives
from outreach.dated import Source as Source  # noqa: PLC0414 - and so is its source
from outreach.dated import months_after
from outreach.errors import OutreachError
from outreach.practice import AGE_BANDS, GOALS, WAYS_OF_GIVING, WILL_NOT_DO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

Role = Literal["home", "outpost", "listing"]
Kind = Literal["scale", "percent", "hours a week", "US dollars", "US dollars a month", "hours", "yes"]
Recheck = Literal["hours", "money", "half_life", "export", "reach", "seekers", "judged", "requires", "fine_print"]

TOP_OF_SCALE = 3.0
"""The judged scales run from 0 to this."""

ROLES: dict[str, str] = {
    "home": "A home base: it keeps what you make.",
    "outpost": "An outpost: people are there already.",
    "listing": "A listing: an entry in a book, not a place to give anything.",
}
RENTED_HOME = "A rented home: it keeps what you make only as long as its owner lets it."


@dataclass(frozen=True)
class Fact:
    """One thing that the catalog says of every channel, or of some."""

    label: str
    kind: Kind
    recheck: Recheck = "judged"
    needed: bool = True


FACTS: dict[str, Fact] = {
    "hours_per_week": Fact("Hours it takes", "hours a week", "hours"),
    "money_to_start": Fact("Money to start", "US dollars", "money"),
    "money_per_month": Fact("Money each month", "US dollars a month", "money"),
    "half_life": Fact("Time until a post has had half its effect", "hours", "half_life"),
    "content_export": Fact("Taking what you made with you", "scale", "export"),
    "audience_export": Fact("Taking the people with you", "scale", "export"),
    "ownership": Fact("Whose ground it is", "scale"),
    "search": Fact("Found by strangers through search", "scale"),
    "message": Fact("Exposure to private messages", "scale"),
    "review": Fact("Exposure to public reviews", "scale"),
    "confidentiality": Fact("Risk to confidentiality", "scale"),
    "seekers": Fact("Where people who look for therapy start", "percent", "seekers", needed=False),
    "reach.all": Fact("Used by adults", "percent", "reach"),
    **{f"reach.{band}": Fact(f"Used by people aged {age}", "percent", "reach") for band, age in AGE_BANDS.items()},
    **{f"fit.{goal}": Fact(f"Suits the goal: {text}", "scale") for goal, text in GOALS.items()},
    **{f"gives.{way}": Fact(f"Suits: {text}", "scale") for way, text in WAYS_OF_GIVING.items()},
    **{
        f"requires.{act}": Fact(f"Comes with it: {text}", "yes", "requires", needed=False)
        for act, text in WILL_NOT_DO.items()
    },
}
"""Every fact by its key, in the order in which people read them."""


@dataclass(frozen=True)
class Cell:
    """One fact about one channel, in the unit of its kind, with the span that its sources or our judgment leave.

    ``verified_on`` is the month in which the source was read or, for what is not SEEN, in which it was last judged.
    """

    value: float
    low: float
    high: float
    mark: Mark
    source: tuple[str, ...]
    year: int
    verified_on: str
    unit: str = ""
    text: str = ""
    note: str = ""

    @property
    def number(self) -> float:
        """The value, as formulas call it."""
        return self.value

    @property
    def least(self) -> float:
        """The low end, as gates call it."""
        return self.low


@dataclass(frozen=True)
class Note:
    """One thing worth knowing about a channel that is no number: a line of its fine print.

    ``about`` is the fact that it says more of, where it is about one.
    """

    text: str
    mark: Mark
    source: tuple[str, ...]
    year: int
    verified_on: str
    about: str = ""


@dataclass(frozen=True)
class Channel:
    """A place where a practice can be met."""

    id: str
    name: str
    role: Role
    what: str
    facts: Mapping[str, Cell] = field(repr=False)
    fine_print: tuple[Note, ...] = field(default=(), repr=False)
    also_called: tuple[str, ...] = ()
    plural: bool = False

    def __getitem__(self, fact: str) -> Cell:
        return self.facts[fact]

    def cells(self) -> Iterator[tuple[str, Cell]]:
        """Go through the facts in reading order."""
        return ((key, self.facts[key]) for key in FACTS if key in self.facts)

    def said(self) -> Iterator[tuple[str, Cell | Note]]:
        """Go through all that is said of the channel: the facts in reading order, then the fine print."""
        yield from self.cells()
        for number, note in enumerate(self.fine_print, start=1):
            yield f"fine_print.{number}", note

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
"""Ownership, of 3, from which a place can be a home base: the ground is yours, at least for the most part."""


@dataclass(frozen=True)
class Catalog:
    """All channels, the sources that their facts rest on, and the months after which each kind of fact grows stale."""

    edition: str
    recheck: Mapping[str, int] = field(repr=False)
    sources: Mapping[str, Source] = field(repr=False)
    channels: tuple[Channel, ...] = field(repr=False)

    def find(self, name: str) -> Channel | None:
        """Return the channel of that id or name, however it is spelled, or None."""
        return named(self.channels, name)

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

    def cited(self, said: Cell | Note) -> tuple[Source, ...]:
        """Return the sources of a cell or a note."""
        return tuple(self.sources[key] for key in said.source)


@dataclass(frozen=True)
class Stale:
    """Something that is to be looked at again, and since when."""

    channel: Channel
    key: str
    said: Cell | Note
    since: date


def recheck_of(key: str) -> Recheck:
    """Return which line of ``[recheck]`` holds for a fact or a note, by its key."""
    return FACTS[key].recheck if key in FACTS else "fine_print"


def due_on(said: Cell | Note, months: int) -> date:
    """Return the day from which something is to be looked at again: the first of the month, so many months on."""
    return months_after(said.verified_on, months)


def stale(known: Catalog, on: date) -> tuple[Stale, ...]:
    """Return all that is to be looked at again on a day, in the order of the catalog."""
    every = (
        Stale(channel, key, said, due_on(said, known.recheck[recheck_of(key)]))
        for channel in known.channels
        for key, said in channel.said()
    )
    return tuple(one for one in every if one.since <= on)


def named(channels: Iterable[Channel], name: str) -> Channel | None:
    """Return the one of these channels that is called so, by its id or any of its names, however it is spelled."""
    wanted = plain(name) if isinstance(name, str) else ""
    for channel in channels:
        if wanted and wanted in {plain(known) for known in (channel.id, channel.name, *channel.also_called)}:
            return channel
    return None


def plain(name: str) -> str:
    """Return a name without case, spaces and signs, to compare names that people typed."""
    return re.sub(r"[\W_]+", "", name.casefold())
