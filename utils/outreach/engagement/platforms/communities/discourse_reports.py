"""Discourse: a report of its administration, a column of days and a column of counts.

The file names its columns in the language of the screen, and does not say what it counts; only its own name does
(documented in the exporter). Words of other languages than English are KNOWN.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Answers, Asked, Kind, Reading
from outreach.engagement.reading.counted import SetAside, set_aside
from outreach.engagement.reading.dates import dates
from outreach.engagement.reading.numbers import numbers
from outreach.engagement.reading.rows import Sheet, keys, outline, sheet
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.engagement.forms.form import Form
    from outreach.engagement.reading.opened import Opened

CHANNEL = "community"
PREFIX = "discourse "
"""What the answer about a report begins with: "discourse topics"."""

HEADERS = frozenset(
    {
        ("date", "value"), ("day", "count"), ("tag", "anzahl"), ("jour", "nombre"), ("jour", "total"),
        ("día", "conteo"), ("día", "recuento"), ("día", "cantidad"), ("giorno", "conteggio"), ("giorno", "numero"),
        ("dag", "aantal"), ("dia", "contagem"), ("dzień", "liczba"), ("dag", "antal"),
    }
)  # fmt: skip
SERIES = frozenset(
    {"logged in users", "anonymous users", "anonymous", "logged in", "crawlers", "known crawlers", "other pageviews"}
)
"""Names of the parts of a report with several columns."""

_CRAWLERS = frozenset({"crawlers", "known crawlers", "crawler"})

REPORTS = {
    "topics": "topics",
    "posts": "posts",
    "likes": "likes",
    "bookmarks": "saves",
    "signups": "signups",
    "visits": "active_members",
    "daily-engaged-users": "active_members",
    "new-contributors": "new_contributors",
    "dau-by-mau": "percent",
    "time-to-first-response": "first_response_hours",
    "topics-with-no-response": "unanswered",
    "accepted-solutions": "solutions",
    "emails": "sends",
    "page-view-total-reqs": "page_views",
    "page-view-anon-reqs": "page_views",
    "page-view-logged-in-reqs": "page_views",
    "page-view-crawler-reqs": "bot_views",
    "consolidated-page-views": "page_views",
    "consolidated-page-views-browser-detection": "page_views",
    "site-traffic": "page_views",
}
"""Names of reports, as their files are named, to what they count."""

_PARTS = {
    "page-view-anon-reqs": "readers: anonymous",
    "page-view-logged-in-reqs": "readers: logged in",
}
"""Reports that count a part of what another report counts."""

CHOICES = ("topics", "posts", "likes", "signups", "visits", "daily-engaged-users", "site-traffic")
_NAME = re.compile(r"(?P<report>[a-z][a-z-]*[a-z])-\d{6}-\d{6}(?:-\d+)?\.csv", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T].*)?")
_NUMBER = re.compile(r"-?[\d.,\s\u00a0%]*")
_FEWEST, _MOST = 2, 8


@dataclass(frozen=True)
class ReportForm:
    """Days and counts. What is counted is asked unless the name of the file says it."""

    platform: str = "Discourse"
    export: str = "report of the administration"
    kind: Kind = "days"
    how: str = (
        "Look for Export above the report in the administration of your Discourse, and keep the name of the file."
    )
    wanted: tuple[str, ...] = ()

    def fit(self, file: Opened) -> int:
        """Return a small number for days with counts; the name decides only where the words of the header do not."""
        seen = outline(file)
        if seen is None or len(seen.lines) < _FEWEST:
            return 0
        header, *records = (line for line in seen.lines if any(line))
        names = tuple(keys(header))
        if not _FEWEST <= len(names) <= _MOST or not all(
            _is_fact(record, len(names)) for record in records[:-1] or records
        ):
            return 0
        is_worded = names in HEADERS or set(names[1:]) <= SERIES
        return 12 * is_worded + 3 * (report_named(file) in REPORTS)

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the report, or ask what it counts."""
        report = report_named(file)
        if answers.channel.startswith(PREFIX):
            report = answers.channel.removeprefix(PREFIX).strip().replace(" ", "-").replace("_", "-")
        read = sheet(file, 0)
        if progress is not None:
            progress(file.size, file.size)
        if report not in REPORTS:
            return Reading(tidy.empty(), set_aside=read.set_aside, asked=(_question(file, read),))
        place = answers.channel if answers.channel and not answers.channel.startswith(PREFIX) else CHANNEL
        return _read(file, read, report, place)


def report_named(file: Opened) -> str:
    """Return the report that the name of a file speaks of, or ""."""
    found = _NAME.fullmatch(file.name)
    return found["report"].casefold() if found else ""


def _is_fact(record: tuple[str, ...], size: int) -> bool:
    return len(record) == size and bool(_DAY.fullmatch(record[0].strip())) and all(map(_NUMBER.fullmatch, record[1:]))


def _question(file: Opened, read: Sheet) -> Asked:
    header = ", ".join(f"'{written}'" for written in read.headers.values())
    sentence = (
        f"{file.shown} has the columns {header}, as a report of Discourse does, and does not say what is counted. "
        "Say which report it is; if it is not from Discourse, say what its columns mean."
    )
    return Asked("channel", sentence, tuple(PREFIX + report for report in CHOICES))


def _read(file: Opened, read: Sheet, report: str, place: str) -> Reading:
    first, *others = read.frame.columns
    day = dates(read.frame[first], "DMY")
    left = [*read.set_aside, *set_aside("dates that could not be read", read.frame[first][day.unread])]
    pieces: list[pd.DataFrame] = []
    columns: dict[str, str] = {}
    for name in others:
        counts = numbers(read.frame[name])
        metric = "bot_views" if name in _CRAWLERS and REPORTS[report] == "page_views" else REPORTS[report]
        columns[read.headers[name]] = metric
        if counts.unread.any():
            left.append(
                SetAside(f"numbers under '{read.headers[name]}' that could not be read", int(counts.unread.sum()))
            )
        values, days = np.asarray(counts.values), np.asarray(day.values)
        known = np.isfinite(values) & ~np.isnat(days)
        item = (
            f"readers: {read.headers[name].strip()}"
            if len(others) > 1 and metric != "bot_views"
            else _PARTS.get(report, "")
        )
        pieces.append(pd.DataFrame({"date": days[known], "value": values[known]}).assign(metric=metric, item=item))
    made = pd.concat(pieces, ignore_index=True).assign(channel=place, window=tidy.DAY, source=file.shown)
    said = ["Its days are those of the clock of your Discourse, which is UTC unless it was set otherwise."]
    if REPORTS[report] == "active_members":
        said.append("Members of a day; adding days counts the same members again.")
    records = int(made["date"].nunique())
    return Reading(tidy.table(made), columns=columns, set_aside=tuple(left), warnings=tuple(said), records=records)


FORMS: tuple[Form, ...] = (ReportForm(),)
