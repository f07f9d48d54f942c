"""Plausible: the tables of its export, each known by its columns; newer versions add columns and change their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Answers, Kind, Reading
from outreach.engagement.platforms.shared.website_rows import BLOG, days_only, facts_of, labels, measured, moments_of
from outreach.engagement.reading.counted import SetAside, set_aside
from outreach.engagement.reading.rows import keys, outline, sheet
from outreach.engagement.table import tidy
from outreach.engagement.table.metrics import metric

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.engagement.forms.form import Form
    from outreach.engagement.reading.opened import Opened

HOW = "In Plausible open the settings of the site, Imports & Exports, and Export data; bring the zip as it is."
WEIGHT = 40

METRICS = {
    "visitors": "visitors",
    "pageviews": "page_views",
    "visits": "visits",
    "bounces": "single_visits",
    "visit_duration": "visit_seconds",
    "entrances": "entrances",
    "exits": "exits",
    "events": "events",
}
LABELS = {
    "source": "source",
    "referrer": "referrer",
    "utm_source": "utm source",
    "utm_medium": "medium",
    "utm_campaign": "campaign",
    "utm_content": "content",
    "utm_term": "term",
    "page": "page",
    "hostname": "host",
    "entry_page": "first page",
    "exit_page": "last page",
    "country": "country",
    "region": "region",
    "city": "city",
    "device": "device",
    "browser": "browser",
    "browser_version": "version",
    "operating_system": "system",
    "operating_system_version": "version",
    "name": "event",
    "link_url": "link",
    "path": "page",
    "property": "property",
    "value": "value",
}
"""Columns with labels, in the order in which they are said."""

PASSED_OVER_NUMBERS = frozenset(
    {
        "total_scroll_depth",
        "total_scroll_depth_visits",
        "total_time_on_page",
        "total_time_on_page_visits",
        "scroll_depth",
        "time_on_page",
        "views_per_visit",
        "bounce_rate",
    }
)
"""Numbers of newer versions that are not read, or only in some tables."""

MAIN = (
    "source",
    "page",
    "entry_page",
    "exit_page",
    "country",
    "device",
    "browser",
    "operating_system",
    "name",
    "property",
)
PASSED_OVER = frozenset({"hostname"})
"""Where a page stands on one host this says nothing; it is said only where there are several."""

_NOT_ADDED = "numbers of visitors that share a day and a label with others; they must not be added"
USERS = "Visitors are counted anew each day and for each page or source, so their numbers are never added."


@dataclass(frozen=True)
class PlausibleTable:
    """One of the tables: ``by_day`` is that of the whole site, the others are by page, source, place and the like."""

    export: str
    by_day: bool
    platform: str = "Plausible"
    how: str = HOW
    wanted: tuple[str, ...] = ("date", "visitors", "pageviews", "visits", "visit_duration", "bounces")

    @property
    def kind(self) -> Kind:
        """What a row of it is."""
        return "days" if self.by_day else "breakdown"

    def fit(self, file: Opened) -> int:
        """Return how much of this form the file shows; see `Form.fit`."""
        names = _names(file)
        counted = names & set(METRICS)
        is_breakdown = bool(names & set(MAIN))
        own = counted - {"visitors"}
        unknown = names - set(METRICS) - set(LABELS) - PASSED_OVER_NUMBERS - {"date"}
        if not {"date", "visitors"} <= names or not own or is_breakdown == self.by_day or len(unknown) > len(counted):
            return 0
        if self.by_day and not {"pageviews", "visits"} & own:
            return 0
        return WEIGHT + len(counted) + len(names & set(LABELS))

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the file; see `Form.read`."""
        read = sheet(file, 0)
        facts_alone, again = facts_of(read, METRICS, once=self.by_day)
        when = days_only(moments_of(facts_alone["date"], "YMD"))
        known = ~np.isnat(when)
        left = (*again, *set_aside("rows without a day that could be read", facts_alone["date"][~known]))
        frame, when = facts_alone[known], when[known]
        kinds = {name: kind for name, kind in LABELS.items() if name in frame and _tells(frame, name)}
        item = labels(frame, kinds) if not self.by_day else pd.Series("", index=frame.index)
        facts = {
            "channel": answers.channel or BLOG,
            "item": item,
            "date": when,
            "window": tidy.DAY,
            "source": file.shown,
        }
        metrics = _with_averages(METRICS) if "bounce_rate" in frame else METRICS
        result = measured(frame, metrics, read.headers, facts, "," if read.delimiter == ";" else ".")
        rows, shared = _united(result.rows)
        if progress is not None:
            progress(file.size, file.size)
        return Reading(
            rows,
            columns=result.columns,
            set_aside=(*read.set_aside, *left, *result.set_aside, *shared),
            warnings=(USERS,),
            records=len(frame),
        )


def _names(file: Opened) -> set[str]:
    seen = outline(file)
    return set(keys(seen.lines[0])) if seen and seen.lines else set()


def _tells(frame: pd.DataFrame, name: str) -> bool:
    """Tell whether a column of labels parts the rows at all."""
    return name not in PASSED_OVER or len(frame[name].unique()) > 1


def _with_averages(metrics: dict[str, str]) -> dict[str, str]:
    """Return the metrics of the dashboard's own download, where a duration is an average (KNOWN)."""
    return {**metrics, "visit_duration": "average_seconds", "bounce_rate": "bounce_rate"}


def _united(rows: pd.DataFrame) -> tuple[pd.DataFrame, tuple[SetAside, ...]]:
    """Add what stands several times for one day and label; people cannot be added and are set aside."""
    facts = ["item", "date", "metric"]
    again = rows.duplicated(facts, keep=False)
    if not again.any():
        return rows, ()
    adds = rows["metric"].map(lambda name: metric(str(name)).adds == "yes").astype(bool)
    several = rows[again & adds]
    united = several.drop_duplicates(facts).set_index(facts)
    united["value"] = several.groupby(facts, observed=True)["value"].sum()
    left = rows[again & ~adds]
    kept = tidy.joined([rows[~again], tidy.table(united.reset_index()[list(tidy.COLUMNS)])])
    return kept, set_aside(_NOT_ADDED, left["item"])


FORMS: tuple[Form, ...] = (
    PlausibleTable("visitors by day", by_day=True),
    PlausibleTable("visitors by page, source, place, device or event", by_day=False),
)
