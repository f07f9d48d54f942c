"""Days and times as exports write them, column by column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from outreach.engagement.reading.moments import Moment, Span, moment, spans

Order = Literal["MDY", "DMY", "YMD"]

FEW = 200
"""Up to as many different texts are read one by one."""

MOST_LAYOUTS = 60
_ZERO = ord("0")
_TWELVE = 12


@dataclass(frozen=True, eq=False)
class Dates:
    """A column as days and times.

    Attributes
    ----------
    values
        One ``datetime64[s]`` for each text, as the clock showed it; NaT where there is none.
    unread
        Where something stands that is neither a day nor a mark for "missing".
    has_time
        Whether any value has a time of day.
    zone
        "" where none is written, "UTC", an offset like "+02:00", or "mixed".
    ambiguous
        Whether day and month cannot be told apart. What depends on it is NaT: ask, and read again with an order.
    order
        The order that was read, or None where nothing decides.
    """

    values: np.ndarray
    unread: np.ndarray
    has_time: bool
    zone: str
    ambiguous: bool
    order: Order | None


def dates(texts: pd.Series, order: Order | None = None) -> Dates:
    """Read a column of days.

    Whether the month or the day comes first is decided once, from all values. Where they leave it open ``order``
    decides, and without it the values that could be either are NaT.
    """
    codes, uniques = pd.factorize(texts.to_numpy(dtype=object))
    parts = _Parts(np.array([str(text).strip() for text in uniques], dtype=object))
    decided, ambiguous = _order(parts, order)
    values, unread = _values(parts, decided)
    found = set(parts.zones)
    zone = found.pop() if len(found) == 1 else "mixed" if found else ""
    is_missing = codes < 0
    if is_missing.any():
        values = np.append(values, np.datetime64("NaT", "s"))
        unread = np.append(unread, False)
    return Dates(values[codes], unread[codes], parts.has_time, zone, ambiguous, decided)


@dataclass
class _Parts:
    """Years, months, days and seconds of different texts.

    ``state`` is 1 where they were read, 0 where nothing is meant, -1 where it was not read. Where ``is_open`` the month
    and the day stand in the order in which they were written.
    """

    texts: np.ndarray
    zones: list[str] = field(default_factory=list)
    has_time: bool = False

    def __post_init__(self) -> None:
        size = len(self.texts)
        self.state = np.full(size, -1, dtype=np.int8)
        self.is_open = np.zeros(size, dtype=bool)
        self.is_year_first = np.zeros(size, dtype=bool)
        self.year, self.month, self.day, self.second = (np.zeros(size, dtype=np.int64) for _ in range(4))
        left = np.arange(size)
        if size > FEW:
            left = self._by_layout()
        for place in left:
            self._one(int(place), self.texts[place])

    def _one(self, place: int, text: str) -> None:
        found = moment(text)
        if not isinstance(found, Moment):
            self.state[place] = 0 if found is None else -1
            return
        self.state[place] = 1
        self.is_open[place] = found.is_open
        self.is_year_first[place] = found.is_year_first
        self.year[place], self.month[place], self.day[place] = found.year, found.month, found.day
        self.second[place] = found.second or 0
        self.has_time = self.has_time or found.second is not None
        self._zone(found.zone)

    def _zone(self, zone: str) -> None:
        if zone not in self.zones:
            self.zones.append(zone)

    def _by_layout(self) -> np.ndarray:
        """Read texts that are written alike, figure under figure, all at once; return the places of the others."""
        lengths = np.fromiter(map(len, self.texts), dtype=np.int64, count=len(self.texts))
        rest: list[np.ndarray] = []
        tried = 0
        for length in np.unique(lengths):
            places = np.flatnonzero(lengths == length)
            while len(places) > FEW and tried < MOST_LAYOUTS:
                tried += 1
                read = self._alike(places)
                if read is None:
                    rest.append(places[:1])
                    places = places[1:]
                else:
                    places = places[~read]
            rest.append(places)
        return np.concatenate(rest)

    def _alike(self, places: np.ndarray) -> np.ndarray | None:
        """Read the texts that are written like the first of these, and tell which ones they are."""
        pattern = spans(self.texts[places[0]])
        if pattern is None:
            return None
        try:
            signs = np.array(self.texts[places], dtype=bytes)
        except UnicodeEncodeError:
            return None
        width = signs.dtype.itemsize
        table = signs.view(np.uint8).reshape(len(places), width)
        free = np.zeros(width, dtype=bool)
        for begin, end in pattern.places.values():
            free[begin:end] = True
        figures = table[:, free] - _ZERO
        alike: np.ndarray = (table[:, ~free] == table[0, ~free]).all(axis=1) & (figures <= 9).all(axis=1)  # noqa: PLR2004
        self._take(places[alike], table[alike], pattern)
        return alike

    def _take(self, places: np.ndarray, table: np.ndarray, pattern: Span) -> None:
        def number(name: str) -> np.ndarray:
            begin, end = pattern.places.get(name, (0, 0))
            total = np.zeros(len(places), dtype=np.int64)
            for column in range(begin, end):
                total = total * 10 + (table[:, column] - _ZERO)
            return total

        example = pattern.example
        hour = number("hour")
        if pattern.half:
            hour = np.where(hour > _TWELVE, 99, hour % _TWELVE + (_TWELVE if pattern.half == "p" else 0))
        minute, second = number("minute"), number("second")
        year = number("year")
        if "year" in pattern.places and pattern.places["year"][1] - pattern.places["year"][0] == 2:  # noqa: PLR2004
            year = np.where(year < 70, year + 2000, year + 1900)  # noqa: PLR2004
        month = number("month") if "month" in pattern.places else np.full(len(places), example.month)
        good = (hour < 24) & (minute < 60) & (second <= 60) & (year >= 1990) & (year <= 2100)  # noqa: PLR2004
        none = (year == 0) & (month == 0)
        self.state[places] = np.where(good, 1, np.where(none, 0, -1))
        self.is_open[places] = example.is_open
        self.is_year_first[places] = example.is_year_first
        self.year[places], self.month[places], self.day[places] = year, month, number("day")
        self.second[places] = hour * 3600 + minute * 60 + np.minimum(second, 59)
        self.has_time = self.has_time or example.second is not None
        self._zone(example.zone)


def _order(parts: _Parts, hint: Order | None) -> tuple[Order | None, bool]:
    """Return the order that all values agree on best, and whether nothing tells it."""
    is_open = parts.is_open & (parts.state == 1)
    if not is_open.any():
        is_read = parts.state == 1
        return ("YMD" if is_read.any() and parts.is_year_first[is_read].all() else None), False
    first, second = parts.month[is_open], parts.day[is_open]
    day_first = int(((first > _TWELVE) & (second <= _TWELVE)).sum())
    month_first = int(((second > _TWELVE) & (first <= _TWELVE)).sum())
    if hint in {"MDY", "DMY"} and not (month_first if hint == "DMY" else day_first):
        return hint, False
    if day_first or month_first:
        return ("DMY" if day_first > month_first else "MDY"), False
    return None, bool((first != second).any())


def _values(parts: _Parts, order: Order | None) -> tuple[np.ndarray, np.ndarray]:
    month, day = parts.month, parts.day
    if order == "DMY":
        month, day = np.where(parts.is_open, day, month), np.where(parts.is_open, month, day)
    is_read = parts.state == 1
    is_month = (month >= 1) & (month <= _TWELVE)
    first = ((parts.year - 1970) * _TWELVE + np.where(is_month, month, 1) - 1).astype("datetime64[M]")
    when = first.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]")
    is_day = is_month & (day >= 1) & (when.astype("datetime64[M]") == first)
    values = when.astype("datetime64[s]") + parts.second.astype("timedelta64[s]")
    is_left_open = parts.is_open & (order is None) & (month != day)
    values[~(is_read & is_day) | is_left_open] = np.datetime64("NaT", "s")
    return values, (parts.state < 0) | (is_read & ~is_day & ~is_left_open)
