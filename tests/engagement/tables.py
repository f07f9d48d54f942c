"""Tidy tables made by hand, and what an import would make of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from outreach.engagement.importing.imported import Imported, ImportedFile
from outreach.engagement.table import tidy

MONDAY = date(2026, 3, 2)
"""The first day of most tables."""


def day(week: int, weekday: int = 0) -> date:
    """Return a day by its week from 1 on, 0 for Monday."""
    return MONDAY + timedelta(weeks=week - 1, days=weekday)


def rows(*facts: dict[str, Any]) -> pd.DataFrame:
    """Return facts as a tidy table; what is not said is empty."""
    return tidy.table(pd.DataFrame(list(facts)))


def by_day(values: dict[date, float], metric: str = "comments", **more: Any) -> list[dict[str, Any]]:
    """Return a number for each day."""
    common = {"channel": "blog", "window": tidy.DAY, "source": "days.csv", **more}
    return [{**common, "metric": metric, "date": pd.Timestamp(when), "value": value} for when, value in values.items()]


def by_week(counts: list[float], metric: str = "comments", **more: Any) -> list[dict[str, Any]]:
    """Return a number for each day of so many weeks; the whole count of a week falls on its Wednesday."""
    values = {
        day(week, weekday): count if weekday == 2 else 0.0
        for week, count in enumerate(counts, 1)
        for weekday in range(7)
    }
    return by_day(values, metric, **more)


def post(item: str, when: date, numbers: dict[str, float], **more: Any) -> list[dict[str, Any]]:
    """Return the numbers of one post."""
    common = {
        "channel": "facebook",
        "window": tidy.LIFETIME,
        "source": "content.csv",
        "item": item,
        "title": f"Post {item}",
        "published": pd.Timestamp(when),
        **more,
    }
    return [{**common, "metric": metric, "value": value} for metric, value in numbers.items()]


def imported(*facts: dict[str, Any], files: tuple[ImportedFile, ...] | None = None, **more: Any) -> Imported:
    """Return an import of these facts, with a file for each source."""
    table = rows(*facts) if facts else tidy.empty()
    if files is None:
        files = tuple(
            ImportedFile(source, "A platform", f"export {source}", "days", rows=1, first_date=MONDAY, last_date=MONDAY)
            for source in sorted(map(str, table["source"].unique()))
        )
    return Imported(table, files, **more)


def ties(*posts: tuple[str, str, int, str, str, bool], channel: str = "community") -> pd.DataFrame:
    """Return ties: thread, post, author, parent, moment as text, own."""
    made = pd.DataFrame(list(posts), columns=["thread", "post", "author", "parent", "when", "own"])
    made["when"] = pd.to_datetime(made["when"]).astype("datetime64[s]")
    return made.assign(channel=channel)


def many_posts(number: int, *, seed: int = 7) -> pd.DataFrame:
    """Return a tidy table of so many posts with five numbers each, made without a loop."""
    chance = np.random.default_rng(seed)
    items = np.char.add("p", np.arange(number).astype(str)).astype(object)
    published = np.datetime64("2020-01-01", "s") + chance.integers(0, 2_000 * 86_400, number).astype("timedelta64[s]")
    reach = chance.integers(20, 2_000, number).astype(float)
    numbers = {
        "reach": reach,
        "impressions": reach * 1.5,
        "comments": chance.binomial(reach.astype(int), 0.01).astype(float),
        "reactions": chance.binomial(reach.astype(int), 0.05).astype(float),
        "shares": chance.binomial(reach.astype(int), 0.002).astype(float),
    }
    parts = [
        pd.DataFrame(
            {
                "channel": pd.Categorical.from_codes(np.zeros(number, dtype="int8"), ["facebook"]),
                "item": items,
                "title": np.char.add("Title ", items.astype(str)).astype(object),
                "published": published,
                "metric": pd.Categorical.from_codes(np.zeros(number, dtype="int8"), [metric]),
                "window": pd.Categorical.from_codes(np.zeros(number, dtype="int8"), [tidy.LIFETIME]),
                "source": pd.Categorical.from_codes(np.zeros(number, dtype="int8"), ["content.csv"]),
                "value": values,
            }
        )
        for metric, values in numbers.items()
    ]
    return tidy.joined([tidy.table(part) for part in parts])
