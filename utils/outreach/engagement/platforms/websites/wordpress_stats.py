"""WordPress.com and Jetpack: the statistics as they are downloaded, a table without a header.

The form is documented in the client's code, the file's name too: site, module, unit of time, first and last day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Answers, Asked, Kind, Reading
from outreach.engagement.platforms.shared.markup import head_of
from outreach.engagement.platforms.shared.website_rows import BLOG
from outreach.engagement.reading.counted import SetAside, set_aside
from outreach.engagement.reading.text import decoded
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.engagement.forms.form import Form
    from outreach.engagement.reading.opened import Opened

WEAK = 3
"""Any table of a label and a number looks like this one, so every other form goes first."""

NAMED = 2
DIGITS_OF_A_YEAR = 4
FEWEST = 2
"""Rows that are wanted where neither the name nor an address speaks for it."""

ZEROS = "WordPress leaves out rows of 0: what is not in the file was not seen in that time, or the table was too long."

_COUNT = r"\d{1,3}(?:[,. ]\d{3})+|\d+"
_LINE = re.compile(
    r'(?:"(?P<quoted>.*)"|(?P<plain>[^",;\t]*[^",;\t\d./ -][^",;\t]*))(?P<sign>[,;\t])'
    rf'(?:"(?P<grouped>{_COUNT})"|(?P<value>{_COUNT}))(?:(?P=sign)"?(?P<url>https?://[^\s"]*|/[^\s"]*|null|undefined|)"?)?\s*'
)
_DATE = r"\d{1,4}[-_.:/ ]\d{1,2}[-_.:/ ]\d{1,4}"
_PARTS = re.compile(r"\d+")
_INSIDE = " > "
_UNITS = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "year": (365, 366)}


@dataclass(frozen=True)
class Module:
    """One of the tables: what its labels are, and what it counts. ``kind`` "author" holds names of people."""

    kind: str
    metric: str = "page_views"


MODULES = {
    "posts": Module("page"),
    "top-posts": Module("page"),
    "referrers": Module("source"),
    "clicks": Module("link", "link_clicks"),
    "searchterms": Module("query"),
    "search-terms": Module("query"),
    "countryviews": Module("country"),
    "country-views": Module("country"),
    "countries": Module("country"),
    "locations": Module("place"),
    "authors": Module("author"),
    "top-authors": Module("author"),
    "videoplays": Module("video", "video_views"),
    "videos": Module("video", "video_views"),
    "filedownloads": Module("file", "downloads"),
    "file-downloads": Module("file", "downloads"),
    "tags-categories": Module("subject"),
    "devices": Module("device"),
    "utm": Module("campaign"),
}
UNKNOWN = Module("label", "views")

_NAME = re.compile(
    rf"(?P<site>.+?)[-_](?P<module>{'|'.join(sorted(MODULES, key=len, reverse=True))})[-_]"
    rf"(?:(?P<unit>{'|'.join(_UNITS)})[-_])?(?P<first>{_DATE})[-_](?P<last>{_DATE})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Named:
    """What the name of the file says."""

    site: str = ""
    module: Module = UNKNOWN
    periods: tuple[tuple[str, str], ...] = ()


def named(name: str, dates: str | None = None) -> Named:
    """Read a file's name. There are two periods where day and month cannot be told apart and ``dates`` does not say."""
    found = _NAME.match(name)
    if not found:
        return Named()
    unit = (found["unit"] or "").casefold()
    periods = _periods(found["first"], found["last"], unit) or _periods(found["first"], found["last"], "")
    if dates in periods:
        periods = {dates: periods[dates]}
    return Named(found["site"], MODULES[found["module"].casefold()], tuple(dict.fromkeys(periods.values())))


def _periods(first: str, last: str, unit: str) -> dict[str, tuple[str, str]]:
    """Return the period by each order of day and month in which it is one; days that were chosen fit no unit."""
    return {order: period for order in ("YMD", "MDY", "DMY") if (period := _period(first, last, order, unit))}


def _period(first: str, last: str, order: str, unit: str) -> tuple[str, str] | None:
    """Return two days in one order of day and month, if they are days and are as far apart as the unit says."""
    days = [_day(text, order) for text in (first, last)]
    if None in days:
        return None
    begin, end = np.datetime64(days[0]), np.datetime64(days[1])
    length = int((end - begin).astype(int)) + 1
    shortest, longest = _UNITS.get(unit, (1, length))
    return (str(begin), str(end)) if length > 0 and shortest <= length <= longest else None


def _day(text: str, order: str) -> str | None:
    one, two, three = _PARTS.findall(text)
    year, month, day = {"YMD": (one, two, three), "MDY": (three, one, two), "DMY": (three, two, one)}[order]
    if len(year) != DIGITS_OF_A_YEAR:
        return None
    try:
        return str(np.datetime64(f"{year}-{int(month):02d}-{int(day):02d}", "D"))
    except ValueError:
        return None


@dataclass(frozen=True)
class Line:
    """One row: what is counted, how often, and its address where the file has one."""

    label: str
    value: str
    url: str


def lines_of(text: str) -> tuple[list[Line], list[str]]:
    """Split the text into rows, and lines that are none.

    Only the first quote within a label is doubled, so a label goes on to the last quote before the number.
    """
    found, others = [], []
    for written in text.splitlines():
        if not written.strip():
            continue
        match = _LINE.fullmatch(written)
        if match:
            label = match["quoted"] if match["quoted"] is not None else match["plain"]
            url = match["url"] or ""
            found.append(
                Line(
                    label.replace('""', '"').strip(),
                    match["value"] or match["grouped"],
                    url if url not in {"null", "undefined"} else "",
                )
            )
        else:
            others.append(written)
    return found, others


@dataclass(frozen=True)
class Statistics:
    """A table of labels and numbers, some with an address."""

    platform: str = "WordPress.com or Jetpack"
    export: str = "statistics CSV"
    kind: Kind = "breakdown"
    how: str = (
        "In the statistics of WordPress.com open a table such as Posts & pages with View all, choose the time, "
        "then Download data as CSV, "
        "and do not rename the file."
    )
    wanted: tuple[str, ...] = ("a label and a number in each row, without a header",)

    def fit(self, file: Opened) -> int:
        """Return how much of this form the file shows; see `Form.fit`."""
        head = head_of(file)
        if "\0" in head or not head:
            return 0
        whole = head if file.size <= len(head.encode("utf-8")) + FEWEST else head.rpartition("\n")[0]
        found, others = lines_of(whole)
        is_named = named(file.name).module is not UNKNOWN
        has_address = any(line.url for line in found)
        is_enough = bool(found) if is_named or has_address else len(found) >= FEWEST
        is_odd = len(others) > (len(found) if is_named else 0)
        return WEAK + NAMED * is_named + has_address if is_enough and not is_odd else 0

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the file; see `Form.read`."""
        found, others = lines_of(decoded(file.data()).text)
        told = named(file.name, answers.dates)
        if progress is not None:
            progress(file.size, file.size)
        period = answers.period or (told.periods[0] if len(told.periods) == 1 else None)
        if period is None:
            return Reading(tidy.empty(), asked=(_asked(file, told),))
        module = told.module
        if module is UNKNOWN and any(line.url for line in found):
            module = MODULES["posts"]
        kept, left = _outermost(found, module)
        facts = {"channel": answers.channel or BLOG, "account": told.site, "source": file.shown}
        rows, unread = _rows(kept, module, period, facts)
        return Reading(
            rows,
            columns={"the number in each row": module.metric},
            set_aside=(*set_aside("lines that are not a label and a number", others), *left, *unread),
            warnings=(ZEROS, *_on_module(module)),
            records=len(rows),
        )


def _asked(file: Opened, told: Named) -> Asked:
    seen = " or ".join(f"{first} to {last}" for first, last in told.periods)
    why = f"its name can mean {seen}" if seen else "neither the file nor its name says it"
    return Asked(
        "period",
        f"For which days are the numbers of {file.shown}? "
        f"WordPress writes this into the name of the file alone, and {why}.",
    )


def _on_module(module: Module) -> tuple[str, ...]:
    if module is not UNKNOWN:
        return ()
    sentence = (
        "The file does not say whether it counts views, clicks or downloads; its numbers are kept as views. "
        "Keep the name that it came with."
    )
    return (sentence,)


def _outermost(found: list[Line], module: Module) -> tuple[list[Line], tuple[SetAside, ...]]:
    """Return the rows that do not stand inside another: "Search Engines > Google" is in "Search Engines" already.

    Rows of authors are names of people: what stands inside them is kept, and they are not.
    """
    groups = {line.label for line in found}
    inside = [line for line in found if _INSIDE in line.label and line.label.partition(_INSIDE)[0] in groups]
    if module.kind == "author":
        within = [Line(line.label.partition(_INSIDE)[2], line.value, line.url) for line in inside]
        return within, _counted("rows that name an author", len(found) - len(inside))
    lost = {id(line) for line in inside}
    return [line for line in found if id(line) not in lost], set_aside(
        "rows inside a group that counts them already", (line.label for line in inside)
    )


def _counted(reason: str, count: int) -> tuple[SetAside, ...]:
    return (SetAside(reason, count),) if count else ()


def _rows(
    kept: list[Line], module: Module, period: tuple[str, str], facts: dict[str, str]
) -> tuple[pd.DataFrame, tuple[SetAside, ...]]:
    kind = "page" if module.kind == "author" else module.kind
    values = [float("".join(_PARTS.findall(line.value))) for line in kept]
    is_day = period[0] == period[1]
    frame = pd.DataFrame(
        {
            "item": [f"{kind}: {line.url or line.label}" for line in kept],
            "title": [line.label if line.url else "" for line in kept],
            "value": values,
        }
    )
    again = frame["item"].duplicated()
    frame = frame[~again].assign(
        metric=module.metric,
        date=np.datetime64(period[0] if is_day else "NaT", "s"),
        window=tidy.DAY if is_day else tidy.span(*period),
        **facts,
    )
    left = set_aside(
        "rows with a label that was there before",
        (line.label for line, is_again in zip(kept, again, strict=True) if is_again),
    )
    return tidy.table(frame), left


FORMS: tuple[Form, ...] = (Statistics(),)
