"""The tables of Google Analytics 4 and the lines in front of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.forms.form import Answers, Reading
from outreach.engagement.platforms.shared.website_rows import (
    BLOG,
    Fact,
    days_only,
    labels,
    measured,
    moments_of,
    numbers_of,
)
from outreach.engagement.platforms.websites.ga4_words import (
    DATES,
    GRAND_TOTALS,
    KINDS,
    METRICS,
    NOT_MEASURED,
    RATIOS,
    TOTALS,
)
from outreach.engagement.reading.counted import SetAside, set_aside
from outreach.engagement.reading.numbers import numbers
from outreach.engagement.table import tidy
from outreach.engagement.table.metrics import metric

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from outreach.engagement.reading.dates import Order
    from outreach.engagement.reading.numbers import Decimal
    from outreach.engagement.reading.opened import Opened

NTH_DAY = "nth day"
PADDING = ' ,;\t"'
"""What spreadsheets write behind a line that is shorter than the others."""

FEWEST = 2
"""A row is the sum of others only where there are more than so many."""

DAY = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")
_PROPERTY = re.compile(r"#\s*property\s*:\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True)
class Preamble:
    """What the lines that begin with "#" say: the first and last day, the property, and how many periods."""

    period: tuple[str, str] | None
    account: str
    periods: int


def preamble(lines: Sequence[str]) -> Preamble:
    """Read the lines that begin with "#", by the form of the dates and not by their words."""
    days: list[str] = []
    account = ""
    for line in lines:
        found = _PROPERTY.match(line)
        account = account or (found[1].rstrip(PADDING).strip() if found else "")
        days += ["-".join(day.groups()) for day in DAY.finditer(line)]
    period = (days[0], days[1]) if len(days) > 1 and days[0] <= days[1] else None
    return Preamble(period, account, len(days) // 2)


@dataclass(frozen=True)
class Table:
    """One table with a header, with the words in front of it."""

    frame: pd.DataFrame
    written: Mapping[str, str]
    said: Preamble
    decimal: Decimal = "."

    @property
    def metrics(self) -> dict[str, str]:
        """Columns that are read, to their metrics."""
        return {name: METRICS[name] for name in self.frame.columns if name in METRICS}

    @property
    def day_column(self) -> str:
        """The column of days, or "" where there is none."""
        return next((name for name in (*DATES, NTH_DAY) if name in self.frame), "")

    def kinds(self) -> dict[str, str]:
        """Return the columns that hold labels: those that are no numbers, and the first."""
        others = [name for name in self.frame.columns if name not in METRICS and name != self.day_column]
        found = {}
        for name in others:
            if name in KINDS:
                found[name] = KINDS[name]
            elif not any(word in name for word in RATIOS):
                read = numbers(self.frame[name])
                if name == self.frame.columns[0] or read.unread.any():
                    found[name] = name
        return found


def of_table(table: Table, file: Opened, answers: Answers) -> Reading:
    """Read one table: by day where it has days, else by label for its period."""
    frame = table.frame
    first_day = table.said.period[0] if table.said.period else ""
    when = np.full(len(frame), np.datetime64("NaT", "s"), dtype="datetime64[s]")
    left: tuple[SetAside, ...] = ()
    if table.day_column == NTH_DAY:
        offsets = numbers_of(frame[NTH_DAY])
        known = np.isfinite(offsets) if first_day else np.zeros(len(frame), dtype=bool)
        when[known] = np.datetime64(first_day or "1970-01-01", "s") + (offsets[known] * 86_400).astype("timedelta64[s]")
    elif table.day_column:
        when = _days(frame[table.day_column], table.said.period, answers)
    if table.day_column:
        has_no_day = np.isnat(when)
        left = set_aside("rows without a day that could be read", frame[table.day_column][has_no_day])
        frame, when = frame[~has_no_day], when[~has_no_day]
    period = table.said.period or answers.period
    window = tidy.DAY if table.day_column else tidy.span(*period) if period else tidy.NOT_STATED
    kinds = table.kinds()
    facts: dict[str, Fact] = {
        "channel": answers.channel or BLOG,
        "account": table.said.account,
        "item": labels(frame, kinds),
        "date": when,
        "window": window,
        "source": file.shown,
    }
    read_numbers = measured(frame.replace(NOT_MEASURED, ""), table.metrics, table.written, facts, table.decimal)
    rows = read_numbers.rows.sort_values("date", kind="stable", ignore_index=True)
    return Reading(rows, columns=read_numbers.columns, set_aside=(*left, *read_numbers.set_aside), records=len(frame))


def is_sign(record: Sequence[str]) -> bool:
    """Tell whether a record stands above a table; a title of a page may begin with "#" too, and has numbers beside."""
    first, *others = record
    return first.startswith("#") and (not any(others) or first.startswith("# "))


def _days(texts: pd.Series, period: tuple[str, str] | None, answers: Answers) -> np.ndarray:
    """Return the days, also as a spreadsheet writes them; of two ways to read them, the one within the period."""
    when = days_only(moments_of(texts, "YMD"))
    if not np.isnat(when).any():
        return when
    orders: tuple[Order, ...] = (answers.dates,) if answers.dates else ("MDY", "DMY")
    for order in orders:
        other = days_only(moments_of(texts, order))
        known = other[~np.isnat(other)]
        is_within = period is None or ((known >= np.datetime64(period[0])) & (known <= np.datetime64(period[1]))).all()
        if len(known) > np.count_nonzero(~np.isnat(when)) and is_within:
            when = other
    return when


def first_table(frame: pd.DataFrame) -> tuple[pd.DataFrame, tuple[SetAside, ...]]:
    """Return the rows before the next line that begins with "#", if there is one."""
    begins = np.flatnonzero(frame.iloc[:, 0].str.startswith("#"))
    signs = [place for place in begins.tolist() if is_sign(frame.iloc[place].tolist())]
    if not signs:
        return frame, ()
    rest = frame.iloc[signs[0] :, 0]
    return frame.iloc[: signs[0]], set_aside("rows of further tables below the first", rest[~rest.str.startswith("#")])


def without_totals(frame: pd.DataFrame) -> tuple[pd.DataFrame, tuple[SetAside, ...]]:
    """Return the rows that are not the total of the others."""
    words = frame.apply(lambda column: column.str.strip().str.casefold())
    is_total = words.isin(GRAND_TOTALS).any(axis=1).to_numpy()
    is_total = is_total | _adds_up(frame, words)
    if not is_total.any():
        return frame, ()
    return frame[~is_total], (SetAside("rows of totals", int(is_total.sum()), ("Grand total",)),)


def _adds_up(frame: pd.DataFrame, words: pd.DataFrame) -> np.ndarray:
    """Return which row has no label, or "Total", and in every column the sum of the others."""
    found = np.zeros(len(frame), dtype=bool)
    added = [name for name in frame.columns if name in METRICS and metric(METRICS[name]).adds == "yes"]
    places = np.flatnonzero(words.iloc[:, 0].isin({"", *TOTALS}))
    if not added or len(places) != 1 or len(frame) <= FEWEST or frame.columns[0] in METRICS:
        return found
    values = np.column_stack([np.nan_to_num(numbers_of(frame[name])) for name in added])
    others = values.sum(axis=0) - values[places[0]]
    found[places[0]] = bool(others.any()) and bool(np.allclose(others, values[places[0]]))
    return found
