"""What the columns of a table of Search Console are: labels or days, and measures, of one period or of two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from outreach.engagement.platforms.websites.search_console_words import FIRST_COLUMNS, MEASURES
from outreach.engagement.reading.rows import keys, outline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from outreach.engagement.reading.opened import Opened

DAY = "day"
OWN = frozenset({"query", "page", "appearance"})
"""Labels that only Search Console has beside clicks and impressions; any other needs a position as well."""

_IN_BRACKETS = re.compile(r"(?P<measure>[^()]+?) \((?P<period>.+)\)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")


@dataclass(frozen=True)
class Columns:
    """What the columns of one table are.

    ``day`` is the key of the column of days, "" where there is none. ``labels`` are the columns of labels, each with
    what its labels are. ``periods`` are words beside the measures that tell two periods apart, "" where nothing is
    compared; each has the columns of its measures.
    """

    day: str
    labels: Mapping[str, str]
    periods: Mapping[str, Mapping[str, str]]

    @property
    def by_day(self) -> bool:
        """Whether a row is a day."""
        return bool(self.day) and not self.labels

    @property
    def is_compared(self) -> bool:
        """Whether there are two periods, or one that is named."""
        return list(self.periods) != [""]


def columns_in(file: Opened) -> Columns | None:
    """Return what the columns of a file are, or None where it is not one of these tables."""
    seen = outline(file)
    if seen is None or not seen.lines:
        return None
    names = tuple(keys(seen.lines[0]))
    periods: dict[str, dict[str, str]] = {}
    others = []
    for name in names:
        measure, period = _measure(name)
        if measure:
            periods.setdefault(period, {})[name] = measure
        else:
            others.append(name)
    known = {name: FIRST_COLUMNS[name] for name in others if name in FIRST_COLUMNS}
    if not known and len(others) == 1:
        known = {others[0]: _told(seen.lines, names.index(others[0])) or others[0]}
    needed = {"clicks", "impressions", "position"}
    if OWN & set(known.values()) or (known and set(periods) - {""}):
        needed = {"clicks", "impressions"}
    elif len(others) == 1 and {"clicks", "impressions", "ctr"} <= set(next(iter(periods.values()), {}).values()):
        needed = {"clicks", "impressions", "ctr"}  # results of Discover and of the news have no position
    if not known or not periods or not all(needed <= set(found.values()) for found in periods.values()):
        return None
    day = next((name for name, kind in known.items() if kind == DAY), "")
    return Columns(day, {name: kind for name, kind in known.items() if name != day}, periods)


def _measure(name: str) -> tuple[str, str]:
    """Return the measure of a column, and the words beside it that say which of two periods it is for."""
    if name in MEASURES:
        return MEASURES[name], ""
    period, _, last = name.rpartition(" ")
    if period and last in MEASURES:
        return MEASURES[last], period
    found = _IN_BRACKETS.fullmatch(name)
    if found and found["measure"] in MEASURES:
        return MEASURES[found["measure"]], found["period"]
    return "", ""


def _told(lines: Sequence[Sequence[str]], at: int) -> str:
    """Return "day" where the cells of a column with an unknown name are days."""
    cells = pd.Series([record[at] for record in lines[1:] if len(record) > at and record[at]], dtype="str")
    return DAY if len(cells) and cells.str.fullmatch(_DAY).all() else ""
