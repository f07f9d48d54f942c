"""What a search engine showed of the site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from outreach.engagement.sample import words
from outreach.engagement.sample.draws import Draws
from outreach.engagement.sample.happened.blog import posts
from outreach.engagement.sample.happened.visits import google_visits_by_day
from outreach.engagement.sample.weeks import all_days

if TYPE_CHECKING:
    from datetime import date

COUNTED_AGAIN = 37
"""Impressions that the table of pages has more: two pages of the site in one search count twice there."""

OFTEN_ENOUGH = 0.45
"""The share of impressions whose search words are shown; rare ones are hidden."""


@dataclass(frozen=True)
class Shown:
    """A row: how often it was shown and clicked, and in which place on average."""

    name: str
    clicks: int
    impressions: int
    position: float


@cache
def by_day() -> tuple[Shown, ...]:
    """Return a row a day; on some days the site was not shown at all."""
    draws = Draws("search")
    clicks = google_visits_by_day()
    made: list[Shown] = []
    for when in all_days():
        clicked = clicks.get(when, 0)
        shown = clicked + (0 if draws.chance(0.3) else draws.between(2, 16))
        made.append(Shown(_iso(when), clicked, shown, draws.between(300, 3400) / 100 if shown else 0.0))
    return tuple(made)


def _iso(when: date) -> str:
    return when.isoformat()


def total() -> tuple[int, int]:
    """Return clicks and impressions of all days."""
    return sum(row.clicks for row in by_day()), sum(row.impressions for row in by_day())


def _cut(name: str, names: tuple[str, ...], clicks: int, impressions: int, *, steep: int = 1) -> tuple[Shown, ...]:
    """Share clicks and impressions out to named rows, the first ones getting most."""
    draws = Draws(f"search {name}")
    weights = [1.0 / (place + 1) ** steep for place in range(len(names))]
    rows: list[Shown] = []
    left_clicks, left_shown = clicks, impressions
    for place, row in enumerate(names):
        share = weights[place] / sum(weights[place:])
        shown = left_shown if place == len(names) - 1 else int(left_shown * share)
        clicked = (
            left_clicks if place == len(names) - 1 else left_clicks * int(100 * share) * draws.between(85, 115) // 10000
        )
        clicked = min(clicked, left_clicks, shown)
        rows.append(Shown(row, clicked, shown, draws.between(300, 4200) / 100))
        left_clicks -= clicked
        left_shown -= shown
    return tuple(row for row in rows if row.impressions)


def tables() -> dict[str, tuple[Shown, ...]]:
    """Return the other tables. They do not add up to each other, as the true ones do not."""
    clicks, impressions = total()
    pages = tuple(f"{words.SITE}{path}" for path in ("/", *(post.path for post in posts()), "/about/", "/contact/"))
    return {
        "Queries": _cut("queries", words.QUERIES, int(clicks * OFTEN_ENOUGH), int(impressions * OFTEN_ENOUGH)),
        "Pages": _cut("pages", pages, clicks, impressions + COUNTED_AGAIN),
        "Countries": _cut(
            "countries", ("United States", "Canada", "United Kingdom", "Namibia"), clicks, impressions, steep=4
        ),
        "Devices": _cut("devices", ("Mobile", "Desktop", "Tablet"), clicks, impressions, steep=2),
    }
