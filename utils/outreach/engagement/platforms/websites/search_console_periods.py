"""Which days a table of Search Console is for: its files say it in several places, or not at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.platforms.shared.website_rows import moments_of
from outreach.engagement.platforms.websites.search_console_columns import columns_in
from outreach.engagement.platforms.websites.search_console_words import (
    FILTER_HEADERS,
    FIRST_COLUMNS,
    LAST_YEAR,
    PREVIOUS,
)
from outreach.engagement.reading.rows import keys, outline, sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.engagement.reading.opened import Opened

Period = tuple[str, str]

FIRST_AND_LAST = 2
_ONE_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    r"|[^\W\d_]{3,9}\.? \d{1,2}, \d{4}"
    r"|\d{1,2}\.? [^\W\d_]{3,9}\.? \d{4}"
)


def filters(file: Opened) -> list[tuple[str, str]]:
    """Return the filters by name, such as ("Date", "Last 3 months"); none where this is not the table of filters."""
    seen = outline(file)
    if seen is None or not seen.lines or tuple(keys(seen.lines[0])) not in FILTER_HEADERS:
        return []
    frame = sheet(file, 0).frame
    return [(str(name), str(value)) for name, value, *_ in frame.itertuples(index=False, name=None)]


def narrowed(file: Opened) -> str:
    """Return what the export is narrowed to, such as "Search type: Image"; "" where it is for the web and all of it.

    So exports that are for something else are not taken for newer ones of the same.
    """
    chosen = [one for other in file.siblings for one in filters(other)]
    return ", ".join(
        f"{name}: {value}"
        for name, value in chosen
        if value.strip().casefold() != "web" and FIRST_COLUMNS.get(name.strip().casefold()) != "day"
    )


def period_of(file: Opened) -> Period | None:
    """Return the first and the last day: from the table of days beside it, else from the filters."""
    beside = days_beside(file)
    if beside is not None:
        found = columns_in(beside)
        days = moments_of(sheet(beside, 0).frame[found.day]) if found else np.array([], dtype="datetime64[s]")
        days = np.sort(days[~np.isnat(days)])
        if len(days):
            return str(days[0])[:10], str(days[-1])[:10]
    values = [value for other in file.siblings for _, value in filters(other)]
    return next((period for value in values if (period := stated(value))), None)


def days_beside(file: Opened) -> Opened | None:
    """Return the table of days of the same export, if it is there and compares nothing."""
    for other in file.siblings:
        found = columns_in(other)
        if found is not None and found.by_day and not found.is_compared:
            return other
    return None


def stated(words: str) -> Period | None:
    """Return two days that a text names, if it names two that can be read."""
    found = _ONE_DATE.findall(words)
    if len(found) != FIRST_AND_LAST:
        return None
    days = moments_of(pd.Series(found, dtype="str"))
    return None if np.isnat(days).any() or days[0] > days[1] else (str(days[0])[:10], str(days[1])[:10])


def compared(words: Sequence[str], whole: Period | None) -> dict[str, Period | None]:
    """Return the days of each period that is compared, by the words beside the measures.

    ``whole`` is the period that the export is for. The other one is right before it and as long, or a year before.
    """
    current = current_of(words)
    base = stated(current) or whole
    found: dict[str, Period | None] = {}
    for one in words:
        if one == current:
            found[one] = base
        elif any(sign in one for sign in LAST_YEAR):
            found[one] = stated(one) or _year_before(base)
        else:
            found[one] = stated(one) or (_before(base) if _is_earlier(one) else None)
    return found


def current_of(words: Sequence[str]) -> str:
    """Return the words of the period that is not the earlier one; "" where none is told apart."""
    return next((one for one in words if not _is_earlier(one)), "")


def _is_earlier(words: str) -> bool:
    return any(sign in words for sign in (*PREVIOUS, *LAST_YEAR))


def _before(period: Period | None) -> Period | None:
    if period is None:
        return None
    first, last = (np.datetime64(day, "D") for day in period)
    day = np.timedelta64(1, "D")
    return str(first - (last - first) - day), str(first - day)


def _year_before(period: Period | None) -> Period | None:
    if period is None:
        return None
    first, last = (pd.Timestamp(day) - pd.DateOffset(years=1) for day in period)
    return f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"
