"""What comes out of an access log: counts by day, page and kind of place, and nothing of anybody."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd

DAY_COLUMNS = (
    "date",
    "page_views",
    "visits",
    "visitors",
    "bot_views",
    "own_views",
    "feed_requests",
    "other_requests",
    "partial",
)
OTHER_PAGES = "other pages"


@dataclass(frozen=True)
class Unread:
    """Lines that could not be read: how many, and a few of them, shortened and without an address."""

    count: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class LogDays:
    """An access log by days; definitions stand in `outreach.engagement.access_log`.

    Parameters
    ----------
    days
        One row a day with at least one line, with `DAY_COLUMNS`. ``partial`` marks the first and the last day, which
        are rarely whole. Visitors of days must not be added.
    pages
        ``date, path, views``: page views of people by day and path. What is beyond the most paths that are held stands
        together as `OTHER_PAGES`.
    referrers
        ``date, category, host, visits``: from where visits came, by the first page view of each.
    lines
        Lines that were looked at, unread ones among them, repeated ones not. Empty lines are none.
    repeated
        Lines that stood in more than one of several files and were counted once.
    offsets
        The offsets from UTC in which the days are given, such as "+0000", in the order of the log.
    site
        The hosts that were taken for the site's own.
    bots_named
        For each word that shows a program, its requests of every kind; the most frequent first.
    """

    days: pd.DataFrame = field(repr=False)
    pages: pd.DataFrame = field(repr=False)
    referrers: pd.DataFrame = field(repr=False)
    lines: int
    unread: Unread
    repeated: int
    first_day: date
    last_day: date
    first_time: str
    last_time: str
    offsets: tuple[str, ...]
    site: tuple[str, ...]
    has_agents: bool
    bots_named: Mapping[str, int] = field(repr=False)
    warnings: tuple[str, ...] = field(repr=False)
