"""YouTube Studio: tables by video or by group, charts by day, and totals.

English headers have been seen, German ones are documented by programs that read such files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.forms.table_form import FAR_DOWN, Rows
from outreach.engagement.platforms.shared.columns import amount, moments
from outreach.engagement.platforms.shared.own_words import titles
from outreach.engagement.platforms.shared.prepared import PreparedForm, column, with_columns
from outreach.engagement.reading.rows import keys, outline, sheet
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from outreach.engagement.reading.opened import Opened

HOW = "In YouTube Studio open Analytics, then Advanced mode, and choose Export current view, comma-separated values."

WORDS = {
    "datum": "date",
    "videos": "content",
    "videotitel": "video title",
    "veröffentlichungszeitpunkt des videos": "video publish time",
    "dauer": "duration",
    "aufrufe": "views",
    "wiedergabezeit (stunden)": "watch time (hours)",
    "durchschnittliche wiedergabedauer": "average view duration",
    "abonnenten": "subscribers",
    "impressionen": "impressions",
    "thumbnail-impressionen": "impressions",
    "klickrate der impressionen (%)": "impressions click-through rate (%)",
    "thumbnail-klickrate (%)": "impressions click-through rate (%)",
    "geschätzter umsatz (eur)": "estimated revenue",
    "geschätzter umsatz (usd)": "estimated revenue",
    "estimated revenue (usd)": "estimated revenue",
    "estimated revenue (eur)": "estimated revenue",
    "estimated revenue (gbp)": "estimated revenue",
}
METRICS = {
    "views": "views",
    "watch time (hours)": "watch_hours",
    "impressions": "impressions",
    "impressions click-through rate (%)": "ctr",
    "subscribers": "subscribers_gained",
    "likes": "likes",
    "comments added": "comments",
    "shares": "shares",
    "unique viewers": "reach",
    "average view duration": "average_seconds",
    "duration": "video_seconds",
    "estimated revenue": "revenue",
    "views (%)": "percent",
}
GROUPS = (
    "cities",
    "geography",
    "viewer age",
    "viewer gender",
    "subscription status",
    "traffic source",
    "external sources",
    "device type",
    "operating system",
    "playback location",
    "playlist",
    "content type",
    "subtitles and cc",
)
"""What a table may be parted by; a table of cities names countries too, so cities come first.

The first five have been seen, the others are known in general.
"""

ELSEWHERE = frozenset({"cities", "traffic source", "device type", "operating system", "playlist", "content type"})
"""Groups by which other services part their views as well."""

SURELY = frozenset(
    {
        "watch time (hours)", "watch time (hours) (%)", "average view duration", "average percentage viewed (%)",
        "views (%)", "impressions click-through rate (%)",
    }
)  # fmt: skip
"""Numbers that YouTube alone writes so."""

TOTAL = frozenset({"total", "gesamt", "gesamtwert", "totale", "totaal"})
CUT = re.compile(r"showing top \d+ results", re.IGNORECASE)
TOTALS_NAMES = frozenset({"totals.csv", "gesamtwerte.csv"})
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})")
_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class StudioForm(PreparedForm):
    """A table of YouTube Studio.

    Attributes
    ----------
    groups
        Names of which one must be there, beside those that are needed: what the table is parted by.
    numbers
        Names of which one must be there: what is counted.
    """

    groups: tuple[str, ...] = ()
    numbers: tuple[str, ...] = tuple(METRICS)

    def header_at(self, file: Opened) -> int | None:
        """Return the record that holds what is needed, one of the groups and one of the numbers."""
        seen = outline(file)
        for place, record in enumerate(seen.lines[:FAR_DOWN] if seen else ()):
            names = _names(record)
            if self._shows(names):
                return place
        return None

    def _shows(self, names: set[str]) -> bool:
        grouped = not self.groups or bool(names & set(self.groups))
        if grouped and self.groups == GROUPS and not names & set(self.groups) - ELSEWHERE:
            grouped = bool(names & SURELY)
        return set(self.needs) <= names and grouped and bool(names & set(self.numbers)) and not names & set(self.never)

    def fit(self, file: Opened) -> int:
        """Return how many names the header holds that are known of YouTube Studio; 0 for another table."""
        at, seen = self.header_at(file), outline(file)
        if at is None or seen is None:
            return 0
        names = _names(seen.lines[at])
        known = names & {*METRICS, *GROUPS, "content", "video title", "video publish time", "date"}
        return 10 * (len(self.needs) + bool(self.groups)) + len(known)


@dataclass(frozen=True)
class TotalsForm(StudioForm):
    """The totals by day: nothing but a day and one number, so the files beside them must tell whose they are."""

    def fit(self, file: Opened) -> int:
        """Return 30 for such a table beside others of YouTube Studio, or with its name."""
        at, seen = self.header_at(file), outline(file)
        if at is None or seen is None or len(_names(seen.lines[at])) > 2:  # noqa: PLR2004 - a day and a number
            return 0
        beside = any(form.fit(other) for other in file.siblings for form in (CONTENT, GROUPED, CHART))
        return 30 if beside or file.name.casefold() in TOTALS_NAMES else 0


def _names(record: tuple[str, ...]) -> set[str]:
    return {WORDS.get(name, name) for name in keys(record)}


def _seconds(text: str) -> str:
    """Return a length in seconds; "0:13:29" is 809."""
    found = _CLOCK.fullmatch(text)
    if not found:
        return text
    return str(3600 * int(found[1] or 0) + 60 * int(found[2]) + int(found[3]))


def _prepared(rows: Rows) -> Rows:
    made: dict[str, pd.Series] = {}
    for name in ("average view duration", "duration"):
        if name in rows.frame:
            made[name] = column(rows, name).map(_seconds)
    if "video title" in rows.frame:
        made["video title"] = titles(column(rows, "video title"))
    group = next((name for name in GROUPS if name in rows.frame), "")
    if group and "content" not in rows.frame:
        made["group"] = f"{group}: " + column(rows, group)
    return with_columns(rows, made)


def _label(rows: Rows) -> pd.Series:
    """Return what a row is about: a video, a group, or a day."""
    for name in ("content", *GROUPS, "date"):
        if name in rows.frame:
            return column(rows, name)
    return pd.Series("", index=rows.frame.index, dtype="str")


def _is_total(rows: Rows) -> np.ndarray:
    label = _label(rows).str.casefold()
    if "date" in rows.frame:
        label = label.where(label.isin(TOTAL), column(rows, "date").str.casefold())
    return np.asarray(label.isin(TOTAL))


def _says_cut(frame: pd.DataFrame) -> np.ndarray:
    """Tell rows in which a note stands and nothing else."""
    said = np.zeros(len(frame), dtype=bool)
    for name in frame:
        said = said | np.asarray(frame[name].str.strip().str.fullmatch(CUT.pattern, flags=re.IGNORECASE), dtype=bool)
    return said


def _is_cut(rows: Rows) -> np.ndarray:
    return _says_cut(rows.frame)


def _is_nothing(rows: Rows) -> np.ndarray:
    return np.asarray(_label(rows) == "")


def _was_cut(rows: Rows) -> str:
    if _says_cut(rows.sheet.frame).any():
        return "The table was cut by YouTube at its longest; what is small is not in it."
    return ""


def _more_than_parts(rows: Rows) -> str:
    """Compare the row of totals with the sum of its parts."""
    whole = rows.sheet.frame
    name = next((key for key in whole if WORDS.get(key, key) == "views"), None)
    if name is None or whole.empty:
        return ""
    first = whole.iloc[:, 0].str.strip().str.casefold()
    totals = whole[name][first.isin(TOTAL)]
    total, parts = amount(totals), amount(column(rows, "views"))
    if len(totals) == 1 and total and total != parts:
        return (
            f"The total says {total:,.0f} views and its parts have {parts:,.0f} together: "
            "YouTube leaves small parts out. The parts were kept, the total was not added."
        )
    return ""


def _no_period(rows: Rows) -> str:
    if period(rows) == tidy.NOT_STATED:
        return "The table does not say which days it covers. Import the whole zip, which says it."
    return ""


def period(rows: Rows) -> str:
    """Return the days that a table covers: as the learner said, as the totals beside it say, or as the zip is named."""
    if rows.answers.period:
        return tidy.span(*rows.answers.period)
    for other in rows.file.siblings:
        if TOTALS.fit(other):
            at = TOTALS.header_at(other)
            read = sheet(other, at or 0).frame
            when, _ = moments(read["date"] if "date" in read else read.iloc[:, 0], "YMD")
            known = when[~np.isnat(when)]
            if len(known):
                return tidy.span(known.min(), known.max())
    found = _SPAN.findall(rows.file.shown)
    return tidy.span(*found[-1]) if found else tidy.NOT_STATED


CONTENT = StudioForm(
    platform="YouTube",
    export="table by video (YouTube Studio)",
    kind="posts",
    how=HOW,
    channel="youtube",
    needs=("content", "video title"),
    metrics=METRICS,
    words=WORDS,
    never=("date",),
    item=("content",),
    title=("video title",),
    published=("video publish time",),
    window=period,
    skips=(
        ("rows of totals", _is_total),
        ("notes that the table was cut", _is_cut),
        ("rows without an id", _is_nothing),
    ),
    cautions=(_more_than_parts, _was_cut, _no_period),
    order="MDY",
    prepare=_prepared,
)
GROUPED = replace(
    CONTENT,
    export="table by group (YouTube Studio)",
    kind="breakdown",
    needs=(),
    never=("date", "content", "video title"),
    item=("group",),
    title=("city name",),
    published=(),
    groups=GROUPS,
)
CHART = replace(
    CONTENT,
    export="chart by day and part (YouTube Studio)",
    kind="days",
    needs=("date",),
    metrics={name: metric for name, metric in METRICS.items() if name != "duration"},
    never=(),
    item=("content", "group"),
    date=("date",),
    window=tidy.DAY,
    cautions=(),
    groups=("content", *GROUPS),
)
BY_DAY = replace(
    CHART,
    export="table by day (YouTube Studio)",
    needs=("date", "views"),
    numbers=(
        "watch time (hours)",
        "average view duration",
        "average percentage viewed (%)",
        "impressions click-through rate (%)",
    ),
    never=("content", *GROUPS),
    item=(),
    title=(),
    published=(),
    cautions=(_more_than_parts, _was_cut),
    groups=(),
)
TOTALS = TotalsForm(
    platform="YouTube",
    export="totals by day (YouTube Studio)",
    kind="days",
    how=HOW,
    channel="youtube",
    needs=("date",),
    metrics=CHART.metrics,
    words=WORDS,
    never=("content", "video title", *GROUPS),
    date=("date",),
    window=tidy.DAY,
    order="MDY",
    prepare=_prepared,
)

FORMS = (CONTENT, GROUPED, CHART, BY_DAY, TOTALS)
