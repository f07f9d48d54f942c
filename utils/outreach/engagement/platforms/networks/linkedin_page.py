"""Workbooks that LinkedIn exports for a page: content, followers, visitors, competitors.

Their headers are documented by programs that read them; those of visitors are known in general only. A sheet may begin
with a row that describes it, so the header is looked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Reading
from outreach.engagement.platforms.shared.cells import frame, header_at, sheets
from outreach.engagement.platforms.shared.columns import amounts, moments
from outreach.engagement.reading.rows import blocks, keys, outline
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from outreach.engagement.forms.form import Answers, Kind
    from outreach.engagement.reading.counted import SetAside
    from outreach.engagement.reading.opened import Opened
    from outreach.engagement.reading.rows import Outline


@dataclass(frozen=True)
class Layout:
    """A sheet: the names that its header must hold, the column of its days, and its numbers."""

    needs: tuple[str, ...]
    metrics: Mapping[str, str]
    item: str = ""


BY_DAY = (
    Layout(
        ("date", "impressions (total)"),
        {
            "impressions (total)": "impressions",
            "unique impressions (organic)": "reach",
            "clicks (total)": "clicks",
            "reactions (total)": "reactions",
            "comments (total)": "comments",
            "reposts (total)": "shares",
            "shares (total)": "shares",
        },
    ),
    Layout(("date", "total followers"), {"total followers": "follows"}),
    Layout(
        ("date", "total page views (total)"),
        {"total page views (total)": "page_views", "total unique visitors (total)": "visitors"},
    ),
)
POSTS = Layout(
    ("post title", "post link", "created date", "impressions"),
    {
        "impressions": "impressions",
        "clicks": "clicks",
        "likes": "likes",
        "comments": "comments",
        "reposts": "shares",
        "shares": "shares",
        "follows": "follows",
        "views (excluding offsite video views)": "video_views",
    },
    item="post link",
)
GROUPS = ("location", "job function", "function", "seniority", "industry", "company size")
COMPETITORS = ("page", "total followers", "total post engagements")
IN_TEXT = (POSTS.needs, BY_DAY[0].needs, BY_DAY[2].needs, ("date", "organic followers", "total followers"), COMPETITORS)
"""Names by which a sheet that was saved as text is known."""


@dataclass(frozen=True)
class PageWorkbook:
    """A workbook of a page. ``of`` says which kind of it."""

    of: str
    export: str
    kind: Kind
    platform: str = "LinkedIn"
    how: str = (
        "As an admin of the page open Analytics, choose Content, Followers, Visitors or Competitors, and then Export."
    )
    channel: str = "linkedin"
    wanted: ClassVar[tuple[str, ...]] = ("date", "impressions (total)", "post title", "total followers")

    def fit(self, file: Opened) -> int:
        """Return 30 for each sheet that it knows."""
        return 30 * sum(_kind(rows) == self.of for rows in _tables(file, outline(file)).values())

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read all sheets that are known; see `Form.read`."""
        parts = [_sheet(rows, file, answers) for rows in _tables(file).values()]
        if progress is not None:
            progress(file.size, file.size)
        known = [part for part in parts if part is not None]
        asked = tuple(one for part in known for one in part.asked)[:1]
        warnings = dict.fromkeys(said for part in known for said in part.warnings)
        return Reading(
            tidy.joined([part.rows for part in known]),
            columns={header: metric for part in known for header, metric in part.columns.items()},
            set_aside=tuple(one for part in known for one in part.set_aside),
            warnings=tuple(warnings),
            asked=asked,
            detail={name: table for part in known for name, table in part.detail.items()},
        )


def _tables(file: Opened, seen: Outline | None = None) -> Mapping[str, Sequence[Sequence[str]]]:
    """Return the sheets of a workbook, or the one sheet that was saved as text; of a text only what is ``seen``."""
    if found := sheets(file):
        return found
    known = seen or outline(file)
    if known is None or not any(header_at(known.lines, *needed) is not None for needed in IN_TEXT):
        return {}
    records = known.lines if seen else [record for block in blocks(file) for record in block]
    return {"": [[cell.strip() for cell in record] for record in records]}


def _layout(rows: Sequence[Sequence[str]]) -> tuple[Layout, int] | None:
    for layout in (POSTS, *BY_DAY):
        if (at := header_at(rows, *layout.needs)) is not None:
            return layout, at
    return None


def _group(rows: Sequence[Sequence[str]]) -> tuple[str, int] | None:
    for name in GROUPS:
        if (at := header_at(rows, name, "total followers")) is not None:
            return name, at
    return None


def _kind(rows: Sequence[Sequence[str]]) -> str:
    if header_at(rows, *COMPETITORS) is not None:
        return "competitors"
    return "page" if _layout(rows) or _group(rows) else ""


def _sheet(rows: Sequence[Sequence[str]], file: Opened, answers: Answers) -> Reading | None:
    if (at := header_at(rows, *COMPETITORS)) is not None:
        return _competitors(frame(rows, at))
    if found := _layout(rows):
        layout, at = found
        headers = keys(rows[at])
        table = frame(rows, at)
        return _read(layout, table, headers, file, answers)
    if group := _group(rows):
        return _by_group(*group, rows, file)
    return None


def _read(layout: Layout, table: pd.DataFrame, headers: Mapping[str, str], file: Opened, answers: Answers) -> Reading:
    day = "created date" if layout.item else "date"
    when, left = moments(table[day], answers.dates or "MDY")
    columns: dict[str, str] = {}
    tables = []
    aside: list[SetAside] = list(left)
    titles = table["post title"] if layout.item else ""
    items = table[layout.item].map(lambda address: address.rstrip("/").rsplit("/", 1)[-1]) if layout.item else ""
    for name, metric in layout.metrics.items():
        if name not in table or metric in columns.values():
            continue
        read, unread = amounts(table[name], headers[name], metric)
        aside += unread
        columns[headers[name]] = metric
        made = pd.DataFrame({"value": read, "item": items, "title": titles, "metric": metric, "channel": "linkedin"})
        made["published" if layout.item else "date"] = when
        made["window"], made["source"] = tidy.LIFETIME if layout.item else tidy.DAY, file.shown
        tables.append(tidy.table(made if layout.item else made[~np.isnat(when)]))
    warnings = ("The file does not name the time zone of its days.",)
    return Reading(tidy.joined(tables), columns=columns, set_aside=tuple(aside), warnings=warnings)


def _by_group(name: str, at: int, rows: Sequence[Sequence[str]], file: Opened) -> Reading:
    table = frame(rows, at)
    read, unread = amounts(table["total followers"], "Total followers")
    made = pd.DataFrame(
        {"value": read, "item": f"{name}: " + table[name], "metric": "followers", "channel": "linkedin"}
    )
    made = made.assign(window=tidy.NOT_STATED, source=file.shown)
    return Reading(tidy.table(made), columns={f"Total followers by {name}": "followers"}, set_aside=unread)


def _competitors(table: pd.DataFrame) -> Reading:
    """Keep numbers of other pages apart from one's own."""
    said = "Numbers of other pages are kept apart: they are not yours, and are added to nothing."
    return Reading(tidy.empty(), warnings=(said,), detail={"competitors": table}, records=0)


PAGE = PageWorkbook("page", "workbook of a page", "days")
OTHERS = PageWorkbook("competitors", "workbook of competitors", "breakdown")
FORMS = (PAGE, OTHERS)
