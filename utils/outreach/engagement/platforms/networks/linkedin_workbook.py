"""The workbook of creator analytics that LinkedIn exports for a person."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Reading
from outreach.engagement.platforms.shared.cells import frame, header_at, sheets
from outreach.engagement.platforms.shared.columns import amount, amounts, moments
from outreach.engagement.reading.counted import SetAside, set_aside
from outreach.engagement.reading.dates import dates
from outreach.engagement.reading.rows import key
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from outreach.engagement.forms.form import Answers, Kind, Order
    from outreach.engagement.reading.opened import Opened

Grid = list[list[str]]

_SPAN = re.compile(r"(\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})\s+[-\u2013]\s+(\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})")
_FOLLOWERS = re.compile(r"total followers on (.+?):?$")
_SMALL = re.compile(r"<\s*\d+\s*%")


@dataclass
class _Found:
    """What has been read of a workbook so far."""

    file: Opened
    order: Order
    window: str = tidy.NOT_STATED
    tables: list[pd.DataFrame] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    set_aside: list[SetAside] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, metric: str, value: object, *, window: str, **more: object) -> None:
        made = pd.DataFrame({"value": np.atleast_1d(np.asarray(value, dtype="float64"))})
        made = made.assign(channel="linkedin", metric=metric, window=window, source=self.file.shown, **more)
        self.tables.append(tidy.table(made))


@dataclass(frozen=True)
class CreatorWorkbook:
    """The workbook with the sheets DISCOVERY, ENGAGEMENT, TOP POSTS, FOLLOWERS and DEMOGRAPHICS."""

    platform: str = "LinkedIn"
    export: str = "creator analytics workbook"
    kind: Kind = "days"
    how: str = "On your profile open Analytics, then Post impressions, and choose Export."
    channel: str = "linkedin"
    wanted: ClassVar[tuple[str, ...]] = (
        "overall performance",
        "impressions",
        "engagements",
        "post url",
        "new followers",
    )

    def fit(self, file: Opened) -> int:
        """Return 20 for each of its sheets that is there, known by the names in it, from two on."""
        known = [_sheet_of(rows) for rows in sheets(file).values()]
        count = len({name for name in known if name})
        return 20 * count if count > 1 else 0

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the sheets; see `Form.read`."""
        by_name: dict[str, Grid] = {}
        for rows in sheets(file).values():
            if name := _sheet_of(rows):
                by_name.setdefault(name, [list(row) for row in rows])
        order = _order(by_name, answers)
        if progress is not None:
            progress(file.size, file.size)
        found = _Found(file, order)
        readers: Mapping[str, Callable[[_Found, Grid], None]] = {
            "discovery": _discovery,
            "engagement": _engagement,
            "top posts": _top_posts,
            "followers": _followers,
            "demographics": _demographics,
        }
        for name, reader in readers.items():
            if name in by_name:
                reader(found, by_name[name])
        _check(found, by_name)
        return Reading(
            tidy.joined(found.tables),
            columns=found.columns,
            set_aside=tuple(found.set_aside),
            warnings=tuple(found.warnings),
        )


def _sheet_of(rows: Sequence[Sequence[str]]) -> str:
    """Return which sheet this is, by the names in it."""
    first = key(rows[0][0]) if rows and rows[0] else ""
    if first == "overall performance":
        return "discovery"
    if first.startswith("total followers on") or header_at(rows, "date", "new followers") is not None:
        return "followers"
    if header_at(rows, "top demographics", "value", "percentage") is not None:
        return "demographics"
    if header_at(rows, "post url", "post publish date") is not None:
        return "top posts"
    return "engagement" if header_at(rows, "date", "impressions", "engagements") is not None else ""


def _order(by_name: Mapping[str, Grid], answers: Answers) -> Order:
    """Return the order of day and month, from all dates of the workbook; where nothing decides, the month is first."""
    texts = [
        cell for rows in by_name.values() for row in rows for cell in row[:6] if cell[:1].isdigit() and "/" in cell
    ]
    texts += [part for rows in by_name.values() for row in rows for cell in row for part in _two(cell)]
    read = dates(pd.Series(texts, dtype="str"))
    if read.ambiguous:
        return answers.dates or "MDY"
    return "DMY" if read.order == "DMY" else "MDY"


def _two(cell: str) -> tuple[str, ...]:
    found = _SPAN.fullmatch(cell)
    return found.groups() if found else ()


def _number(text: str) -> float:
    return amount(pd.Series([text], dtype="str"))


def _discovery(found: _Found, rows: Grid) -> None:
    """Read the span and the people of it. The impressions of it stand by day in another sheet, and serve to check."""
    span = next((two for cell in rows[0] if (two := _two(cell))), ())
    if span:
        ends, _ = moments(pd.Series(span, dtype="str"), found.order)
        if not np.isnat(ends).any():
            found.window = tidy.span(ends[0], ends[1])
    for row in rows[1:]:
        if row and key(row[0]) == "members reached" and len(row) > 1 and row[1].strip():
            found.columns[row[0]] = "reach"
            found.add("reach", _number(row[1]), window=found.window)


def _engagement(found: _Found, rows: Grid) -> None:
    at = header_at(rows, "date", "impressions", "engagements") or 0
    _by_day(found, frame(rows, at), {"impressions": "impressions", "engagements": "engagements"})


def _followers(found: _Found, rows: Grid) -> None:
    for row in rows[:3]:
        told = _FOLLOWERS.fullmatch(key(row[0])) if row else None
        if told and len(row) > 1:
            when, left = moments(pd.Series([told[1]], dtype="str"), found.order)
            found.set_aside += left
            found.columns["Total followers"] = "followers"
            found.add("followers", _number(row[1]), window=tidy.DAY, date=when)
    if (at := header_at(rows, "date", "new followers")) is not None:
        _by_day(found, frame(rows, at), {"new followers": "follows"})


def _by_day(found: _Found, table: pd.DataFrame, metrics: Mapping[str, str]) -> None:
    when, left = moments(table["date"], found.order)
    found.set_aside += left
    for name, metric in metrics.items():
        read, unread = amounts(table[name], name)
        found.set_aside += unread
        known = ~np.isnat(when)
        found.columns[name.capitalize()] = metric
        found.add(metric, read[known], window=tidy.DAY, date=when[known])


def _top_posts(found: _Found, rows: Grid) -> None:
    """Read the two tables that stand side by side, each ranked for itself and of its own length."""
    at = header_at(rows, "post url", "post publish date")
    if at is None:
        return
    header = [key(cell) for cell in rows[at]]
    begins = [place for place, name in enumerate(header) if name == "post url"]
    seen: list[set[str]] = []
    for begin, end in zip(begins, [*begins[1:], len(header)], strict=True):
        part = [[*row, *[""] * len(header)][begin:end] for row in rows[at:] if len(row) > begin and row[begin]]
        table = frame(part, 0)
        metric = next((name for name in ("impressions", "engagements") if name in table), "")
        if not metric or "post publish date" not in table:
            continue
        when, left = moments(table["post publish date"], found.order)
        read, unread = amounts(table[metric], metric)
        found.set_aside += [*left, *unread]
        items = table["post url"].map(lambda address: address.rstrip("/").rsplit("/", 1)[-1])
        found.add(metric, read, window=found.window, item=items.to_numpy(), published=when)
        seen.append(set(items))
    if len(seen) > 1 and (alone := len(set.union(*seen)) - len(set.intersection(*seen))):
        found.warnings.append(
            f"The best posts stand in two lists, by engagements and by impressions; {alone} of them "
            "are in one list only, and lack the other number."
        )


def _demographics(found: _Found, rows: Grid) -> None:
    at = header_at(rows, "top demographics", "value", "percentage")
    if at is None:
        return
    table = frame(rows, at)
    small = table["percentage"].str.fullmatch(_SMALL.pattern)
    found.set_aside += set_aside("shares given only as less than one percent", table["value"][small])
    kept = table[~small]
    is_sign = kept["percentage"].str.contains("%", regex=False).to_numpy()
    read, unread = amounts(kept["percentage"], "Percentage")
    found.set_aside += unread
    items = kept["top demographics"].str.casefold() + ": " + kept["value"]
    found.columns["Percentage"] = "percent"
    found.add("percent", np.where(is_sign, read, 100 * read), window=found.window, item=items.to_numpy())


def _check(found: _Found, by_name: Mapping[str, Grid]) -> None:
    """Compare the days with their own total."""
    told = [_number(row[1]) for row in by_name.get("discovery", ()) if len(row) > 1 and key(row[0]) == "impressions"]
    rows = tidy.joined(found.tables)
    daily = rows[((rows["metric"] == "impressions") & (rows["window"] == tidy.DAY)).to_numpy()]["value"].sum()
    if told and "engagement" in by_name and told[0] != daily:
        found.warnings.append(
            f"The days hold {daily:,.0f} impressions, and the workbook says {told[0]:,.0f} in all: days are missing."
        )


CREATOR = CreatorWorkbook()
FORMS = (CREATOR,)
