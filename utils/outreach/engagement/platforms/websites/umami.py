"""Umami: its raw events, a row for each, counted by day. Numbers of sessions serve to count and are not kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.access_log.referrers import category, referrers, site_name
from outreach.engagement.forms.form import Answers, Asked, Kind, Reading
from outreach.engagement.platforms.shared.website_rows import BLOG, days_only, moments_of
from outreach.engagement.reading.counted import SetAside, set_aside
from outreach.engagement.reading.dates import dates
from outreach.engagement.reading.rows import keys, outline, sheet
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.engagement.forms.form import Form
    from outreach.engagement.reading.opened import Opened

VIEW, CUSTOM = "1", "2"
SEEN = (
    "Visitors are counted anew each day and must not be added over days. "
    "The time zone of the events is not stated; near midnight the day may be another one."
)


@dataclass(frozen=True)
class Events:
    """The table ``website_event``."""

    platform: str = "Umami"
    export: str = "website_event.csv"
    kind: Kind = "visits"
    how: str = "In Umami open the settings of the website, Data, and Export; bring the zip as it is."
    wanted: tuple[str, ...] = ("website_id", "session_id", "event_type", "url_path", "created_at")

    def fit(self, file: Opened) -> int:
        """Return how much of this form the file shows; see `Form.fit`."""
        seen = outline(file)
        names = set(keys(seen.lines[0])) if seen and seen.lines else set()
        return 10 * len(self.wanted) + len(names) if set(self.wanted) <= names else 0

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the file; see `Form.read`."""
        read = sheet(file, 0)
        if (question := _asked(file, read.frame["created_at"], answers)) is not None:
            return Reading(tidy.empty(), set_aside=read.set_aside, asked=(question,))
        frame, left = _events(read.frame, answers)
        views = frame[frame["event_type"] == VIEW]
        custom = frame[frame["event_type"] == CUSTOM]
        others = frame[~frame["event_type"].isin({VIEW, CUSTOM})]
        facts = {
            "channel": answers.channel or BLOG,
            "account": _host(read.frame),
            "window": tidy.DAY,
            "source": file.shown,
        }
        by_day = views.groupby("day")
        counted = {"page_views": by_day.size(), "visitors": by_day["session_id"].nunique()}
        if "visit_id" in frame:
            counted["visits"] = by_day["visit_id"].nunique()
        if len(custom):
            counted["events"] = custom.groupby("day").size()
        if progress is not None:
            progress(file.size, file.size)
        return Reading(
            tidy.joined([*(_rows(numbers, name, facts) for name, numbers in counted.items()), _pages(views, facts)]),
            columns={
                "event_type 1": "page_views",
                "session_id": "visitors",
                **({"visit_id": "visits"} if "visits" in counted else {}),
                **({"event_type 2": "events"} if "events" in counted else {}),
            },
            set_aside=(*read.set_aside, *left, *set_aside("events of an unknown kind", others["event_type"])),
            warnings=(
                SEEN,
                "Numbers of sessions, devices and places of single visits were used to count, or passed over.",
            ),
            detail={"referrers": _referrers(views)},
            records=len(views) + len(custom),
        )


def _events(frame: pd.DataFrame, answers: Answers) -> tuple[pd.DataFrame, tuple[SetAside, ...]]:
    """Return each event once, with its day."""
    left: list[SetAside] = []
    if "event_id" in frame:
        again = frame["event_id"].duplicated() & frame["event_id"].astype(bool)
        left += set_aside("events that stand there twice", ("" for _ in range(int(again.sum()))))
        frame = frame[~again]
    day = days_only(
        moments_of(frame["created_at"].str.strip().str.split("[T ]", n=1, regex=True).str[0], answers.dates)
    )
    known = ~np.isnat(day)
    left += set_aside("events without a day that could be read", frame["created_at"][~known])
    return frame[known].assign(day=day[known], event_type=_whole(frame["event_type"][known])), tuple(left)


def _whole(kinds: pd.Series) -> pd.Series:
    """Return the kinds of events, also where a program saved them as "1.0"."""
    return kinds.str.strip().str.removesuffix(".0")


def _asked(file: Opened, moments: pd.Series, answers: Answers) -> Asked | None:
    """Return the question which of day and month comes first, where a spreadsheet has written the days anew."""
    read = dates(moments, answers.dates)
    if not read.ambiguous:
        return None
    seen = next((text for text in moments if text), "")
    return Asked(
        "dates",
        f"The dates in {file.shown} can be read in two ways: '{seen}' may begin with the month or with the day, and no "
        "date in it decides.",
        ("MDY", "DMY"),
    )


def _host(frame: pd.DataFrame) -> str:
    """Return the host that stands in most rows, so that two websites stay apart."""
    hosts = Counter(frame["hostname"].str.strip() if "hostname" in frame else ())
    return str(hosts.most_common(1)[0][0]) if hosts else ""


def _rows(numbers: pd.Series, name: str, facts: dict[str, str]) -> pd.DataFrame:
    made = pd.DataFrame({"date": numbers.index.to_numpy(), "value": numbers.to_numpy(dtype="float64")})
    return tidy.table(made.assign(metric=name, **facts))


def _pages(views: pd.DataFrame, facts: dict[str, str]) -> pd.DataFrame:
    """Return page views by day and path."""
    counted = views.groupby(["day", "url_path"]).size().rename("value").astype("float64").reset_index()
    made = pd.DataFrame(
        {"item": "page: " + counted["url_path"].astype("str"), "date": counted["day"], "value": counted["value"]}
    )
    return tidy.table(made.assign(metric="page_views", **facts))


def _referrers(views: pd.DataFrame) -> pd.DataFrame:
    """Return from which places visits came, by the first page view of each, as the access log gives them."""
    if "referrer_domain" not in views:
        return pd.DataFrame({"date": [], "category": [], "host": [], "visits": []})
    visit = "visit_id" if "visit_id" in views else "session_id"
    first = views.sort_values("created_at", kind="stable").drop_duplicates([visit, "day"])
    hosts = first["referrer_domain"].map(site_name)
    own = {site_name(host) for host in views["hostname"].unique()} if "hostname" in views else set()
    kinds = {host: category(host, own, referrers()) for host in hosts.unique()}
    came = first.assign(host=hosts, category=hosts.map(kinds))
    counted = came.groupby(["day", "category", "host"]).size().rename("visits").reset_index()
    return counted.rename(columns={"day": "date"})


FORMS: tuple[Form, ...] = (Events(),)
