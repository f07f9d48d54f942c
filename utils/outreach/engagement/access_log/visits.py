"""From page views to visits: views are held as numbers until their day is closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

GAP = 30 * 60
"""Seconds without a page view after which the next one begins another visit."""

MOST_HELD = 1_000_000
"""Views that are held at once, some 30 MB. Up to here the order of lines does not matter at all."""

FETCHED_ROBOTS, OPENED_OWN = -1, -2
"""What stands in place of a page where a line is no view and says something of its visitor."""

_BY_PAGE = 1 << 20


@dataclass(frozen=True)
class Held:
    """Views of people, or of programs that do not say so: one entry a view in each array."""

    day: NDArray[np.int32]
    who: NDArray[np.int64]
    time: NDArray[np.int32]
    page: NDArray[np.int32]
    host: NDArray[np.int32]

    def part(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> Held:
        """Return some of the views, or all of them in another order."""
        return Held(self.day[chosen], self.who[chosen], self.time[chosen], self.page[chosen], self.host[chosen])


@dataclass
class DayCount:
    """What is known of a day's views once it is closed."""

    page_views: int = 0
    visits: int = 0
    visitors: int = 0
    bot_views: int = 0
    own_views: int = 0


class Views:
    """Holds views and closes days.

    While no more than `MOST_HELD` views are held, the result is the same in whatever order the lines come. Beyond that
    the oldest days are closed until half of the room is free; a line of a closed day that comes later still counts as
    a view, but as one of another visitor. `late` says how many did.
    """

    def __init__(self, most: int = MOST_HELD) -> None:
        self.days: dict[int, DayCount] = {}
        self.pages: dict[int, int] = {}
        self.hosts: dict[int, int] = {}
        self.late = 0
        self._most = most
        self._held: list[Held] = []
        self._count = 0
        self._closed_to = -1

    def keep(self, held: Held) -> None:
        """Hold some more views."""
        if not len(held.day):
            return
        self.late += int(np.count_nonzero((held.day <= self._closed_to) & (held.page >= 0)))
        self._held.append(held)
        self._count += len(held.day)
        if self._count > self._most:
            self._make_room()

    def close(self) -> None:
        """Close all days."""
        if self._held:
            self._close(_joined(self._held))
        self._held, self._count = [], 0

    def page_counts(self) -> dict[tuple[int, int], int]:
        """Return views by day and page."""
        return {divmod(key, _BY_PAGE): count for key, count in self.pages.items()}

    def host_counts(self) -> dict[tuple[int, int], int]:
        """Return visits by day and host of their first view's referrer."""
        return {divmod(key, _BY_PAGE): count for key, count in self.hosts.items()}

    def _make_room(self) -> None:
        views = _joined(self._held)
        self._held = []
        days, counts = np.unique(views.day, return_counts=True)
        enough = int(np.searchsorted(np.cumsum(counts), self._most // 2))
        last = int(days[min(enough, len(days) - 1)])
        is_old = views.day <= last
        self._close(views.part(is_old))
        rest = views.part(~is_old)
        self._held, self._count = [rest], len(rest.day)
        self._closed_to = max(self._closed_to, last)

    def _close(self, views: Held) -> None:
        views = views.part(np.lexsort((views.time, views.who)).astype(np.int64))
        begins = _changes(views.who)
        person = np.cumsum(begins) - 1
        people = int(person[-1]) + 1
        is_own = _any(person, views.page == OPENED_OWN, people)
        is_bot = _any(person, views.page == FETCHED_ROBOTS, people) & ~is_own
        is_view = views.page >= 0
        self._add("own_views", views.day[is_view & is_own[person]])
        self._add("bot_views", views.day[is_view & is_bot[person]])
        seen = views.part(is_view & ~(is_own | is_bot)[person])
        if not len(seen.day):
            return
        is_new = _changes(seen.who)
        is_visit = is_new | np.concatenate(([True], np.diff(seen.time) >= GAP))
        self._add("page_views", seen.day)
        self._add("visitors", seen.day[is_new])
        self._add("visits", seen.day[is_visit])
        _tally(self.pages, seen.day.astype(np.int64) * _BY_PAGE + seen.page)
        _tally(self.hosts, seen.day[is_visit].astype(np.int64) * _BY_PAGE + seen.host[is_visit])

    def _add(self, name: str, days: NDArray[np.int32]) -> None:
        for day, count in zip(*(part.tolist() for part in np.unique(days, return_counts=True)), strict=True):
            counted = self.days.setdefault(day, DayCount())
            setattr(counted, name, getattr(counted, name) + count)


def _joined(held: list[Held]) -> Held:
    return Held(
        *(np.concatenate([getattr(one, name) for one in held]) for name in ("day", "who", "time", "page", "host"))
    )


def _changes(values: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return where in sorted values another one begins."""
    return np.concatenate(([True], values[1:] != values[:-1]))


def _any(group: NDArray[np.int64], flags: NDArray[np.bool_], groups: int) -> NDArray[np.bool_]:
    found = np.zeros(groups, dtype=bool)
    found[group[flags]] = True
    return found


def _tally(counts: dict[int, int], keys: NDArray[np.int64]) -> None:
    for key, count in zip(*(part.tolist() for part in np.unique(keys, return_counts=True)), strict=True):
        counts[key] = counts.get(key, 0) + count
