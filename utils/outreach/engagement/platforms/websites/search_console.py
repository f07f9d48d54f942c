"""Google Search Console: the seven tables of a performance export, in several languages.

English was seen. German, French, Spanish, Italian and Dutch names of queries and of most measures are documented, as
are columns that compare two periods; the other names in `search_console_words` are from general knowledge (KNOWN).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.forms.form import Answers, Asked, Kind, Reading
from outreach.engagement.platforms.shared.website_rows import (
    Measured,
    days_only,
    facts_of,
    labels,
    measured,
    numbers_of,
)
from outreach.engagement.platforms.websites.search_console_columns import Columns, columns_in
from outreach.engagement.platforms.websites.search_console_periods import (
    compared,
    current_of,
    days_beside,
    filters,
    narrowed,
    period_of,
)
from outreach.engagement.platforms.websites.search_console_words import FILTER_HEADERS
from outreach.engagement.reading.counted import set_aside
from outreach.engagement.reading.dates import dates
from outreach.engagement.reading.rows import keys, outline, sheet
from outreach.engagement.table import tidy
from outreach.wording import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from outreach.engagement.forms.form import Form
    from outreach.engagement.platforms.shared.website_rows import Fact
    from outreach.engagement.platforms.websites.search_console_periods import Period
    from outreach.engagement.reading.numbers import Decimal
    from outreach.engagement.reading.opened import Opened
    from outreach.engagement.reading.rows import Sheet

SEARCH = "search"
HOW = "In Search Console open Performance, choose the days, then Export and Download CSV; bring the zip as it is."
WEIGHT = 50

NOT_ADDED = {
    "query": "Google leaves out rare queries, so queries add up to less than the days do.",
    "page": "Google counts a page apart from the site, so pages add up to another number than the days do.",
}


@dataclass(frozen=True)
class SearchTable:
    """A table of clicks, impressions, rate and position: by day, or by query, page, country, device or appearance."""

    export: str
    by_day: bool
    platform: str = "Google Search Console"
    how: str = HOW
    wanted: tuple[str, ...] = ("Clicks", "Impressions", "CTR", "Position")

    @property
    def kind(self) -> Kind:
        """What a row of it is."""
        return "days" if self.by_day else "breakdown"

    def fit(self, file: Opened) -> int:
        """Return how much of this form the file shows; see `Form.fit`."""
        found = columns_in(file)
        return WEIGHT + len(found.periods) if found is not None and found.by_day == self.by_day else 0

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the file; see `Form.read`."""
        found = columns_in(file)
        if found is None:
            raise ValueError(f"the columns of Search Console are not in {file.shown}")
        read = sheet(file, 0)
        frame, again = facts_of(read, [name for metrics in found.periods.values() for name in metrics])
        when = np.full(len(frame), np.datetime64("NaT", "s"), dtype="datetime64[s]")
        left = (*read.set_aside, *again)
        if found.day:
            days = dates(frame[found.day], answers.dates)
            if days.ambiguous:
                return Reading(tidy.empty(), set_aside=left, asked=(_asked(file, frame[found.day]),))
            when = days_only(np.asarray(days.values))
            known = ~np.isnat(when)
            left = (*left, *set_aside("rows without a day that could be read", frame[found.day][~known]))
            frame, when = frame[known], when[known]
        facts: dict[str, Fact] = {
            "channel": answers.channel or SEARCH,
            "account": narrowed(file),
            "item": labels(frame, found.labels),
            "source": file.shown,
        }
        readings, unread = _periods(file, found, frame, when, read, facts, answers)
        if progress is not None:
            progress(file.size, file.size)
        rows = tidy.joined([one.rows for one in readings])
        return Reading(
            rows,
            columns={header: metric for one in readings for header, metric in one.columns.items()},
            set_aside=(*left, *(one for reading in readings for one in reading.set_aside)),
            warnings=(*_on_sums(file, found, rows), *_on_periods(unread, rows)),
            records=len(frame),
        )


def _periods(
    file: Opened,
    found: Columns,
    frame: pd.DataFrame,
    when: np.ndarray,
    read: Sheet,
    facts: Mapping[str, Fact],
    answers: Answers,
) -> tuple[list[Measured], list[str]]:
    """Return the numbers of each period, and the words of the periods whose days are not known."""
    whole = _own_period(found, frame, when) if found.day else answers.period or period_of(file)
    periods = compared(list(found.periods), whole)
    current = next(iter(found.periods))
    later = current_of(list(found.periods))
    readings: list[Measured] = []
    unread: list[str] = []
    for words, metrics in found.periods.items():
        period = periods[words]
        if period is None and found.is_compared and words != later:
            unread.append(words)
            continue
        window = tidy.DAY if found.day else tidy.span(*period) if period else tidy.NOT_STATED
        days = when
        if found.day and words != current and period and whole and not _has_own_days(frame, found, current, words):
            days = when - (np.datetime64(whole[0], "s") - np.datetime64(period[0], "s"))
        both = {**facts, "date": days, "window": window}
        readings.append(measured(frame, metrics, read.headers, both, _decimal(frame, metrics, read.delimiter)))
    return readings, unread


def _own_period(found: Columns, frame: pd.DataFrame, when: np.ndarray) -> Period | None:
    """Return the first and the last day on which the first of the periods has a number."""
    here = _is_filled(frame, next(iter(found.periods.values())))
    days = when[here]
    return (str(days.min())[:10], str(days.max())[:10]) if len(days) else None


def _has_own_days(frame: pd.DataFrame, found: Columns, current: str, words: str) -> bool:
    """Tell whether the days of an earlier period stand in rows of their own, and not beside those of the later one."""
    earlier, later = (_is_filled(frame, found.periods[name]) for name in (words, current))
    return bool(earlier.any()) and not bool((earlier & later).any())


def _is_filled(frame: pd.DataFrame, metrics: Mapping[str, str]) -> np.ndarray:
    return np.asarray((frame[list(metrics)] != "").any(axis=1), dtype=bool)


def _asked(file: Opened, texts: pd.Series) -> Asked:
    seen = next((text for text in texts if text), "")
    return Asked(
        "dates",
        f"The dates in {file.shown} can be read in two ways: '{seen}' may begin with the month or with the day, and no "
        "date in it decides.",
        ("MDY", "DMY"),
    )


def _decimal(frame: pd.DataFrame, metrics: Mapping[str, str], delimiter: str) -> Decimal | None:
    """Return the decimal sign of positions and rates, which never reach a thousand; it holds for the counts as well."""
    otherwise: Decimal | None = {";": ",", ",": "."}.get(delimiter)  # type: ignore[assignment] # both are such signs
    small = [name for name, metric in metrics.items() if metric in {"position", "ctr"}]
    text = "".join(frame[name].str.cat() for name in small)
    if ("," in text) == ("." in text):
        return otherwise
    return "," if "," in text else "."


def _on_sums(file: Opened, found: Columns, rows: pd.DataFrame) -> tuple[str, ...]:
    if found.by_day or rows.empty:
        return ()
    kind = next(iter(found.labels.values()))
    said = NOT_ADDED.get(kind, "The tables of this export need not add up to each other.")
    beside = days_beside(file)
    of_days = columns_in(beside) if beside is not None else None
    if beside is None or of_days is None or found.is_compared:
        return (said,)
    here = rows.loc[rows["metric"] == "impressions", "value"].sum()
    name = next(name for name, metric in of_days.periods[""].items() if metric == "impressions")
    by_day = np.nansum(numbers_of(sheet(beside, 0).frame[name]))
    sums = f"Impressions here add up to {here:,.0f}, those of the days to {by_day:,.0f}; both are as Google counts."
    return (f"{said} {sums}",)


def _on_periods(unread: Sequence[str], rows: pd.DataFrame) -> tuple[str, ...]:
    said = []
    if unread:
        said.append(
            f"The columns of {listed(unread)} were not read: the file does not say which days these are. "
            "Export each period by itself."
        )
    if (rows["window"] == tidy.NOT_STATED).any():
        said.append("This table does not say which days it is for; bring the whole zip, where the table of days tells.")
    return tuple(said)


@dataclass(frozen=True)
class Filters:
    """The table of filters: no numbers, but it says what the others are for."""

    platform: str = "Google Search Console"
    export: str = "filters"
    kind: Kind = "breakdown"
    how: str = HOW
    wanted: tuple[str, ...] = ("Filter", "Value")

    def fit(self, file: Opened) -> int:
        """Return how much of this form the file shows; see `Form.fit`."""
        seen = outline(file)
        return WEIGHT if seen and seen.lines and tuple(keys(seen.lines[0])) in FILTER_HEADERS else 0

    def read(
        self,
        file: Opened,
        answers: Answers,  # noqa: ARG002 - it holds nothing that could be answered
        progress: Callable[[int, int], None] | None = None,
    ) -> Reading:
        """Read the file; see `Form.read`."""
        if progress is not None:
            progress(file.size, file.size)
        chosen = [f"{name}: {value}" for name, value in filters(file)]
        said = (f"The other tables of this export are for {listed(chosen)}.",) if chosen else ()
        return Reading(tidy.empty(), warnings=said, records=len(chosen))


FORMS: tuple[Form, ...] = (
    SearchTable("performance by day", by_day=True),
    SearchTable("performance by query, page, country, device or appearance", by_day=False),
    Filters(),
)
