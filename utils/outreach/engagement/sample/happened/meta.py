"""The Facebook page and the Instagram account: one post that traveled, nine pictures and then nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from outreach.engagement.sample import words
from outreach.engagement.sample.draws import Draws
from outreach.engagement.sample.weeks import SATURDAY, TUESDAY, WEEKS, at, day

if TYPE_CHECKING:
    from datetime import date, datetime

FOLLOWERS_BEFORE = 212
SHARED_WEEK = 12
USUAL_REACH_OF_A_POST = 40
USUAL_REACH_OF_A_WEEK = 70
TIMES = 4
"""How many times the usual reach the week of the shared post had, in the posts and in the daily chart alike."""

SHARED_WEEK_BY_DAY = (9, 48, 92, 61, 36, 20, 14)
SHARED_REACTIONS, SHARED_SHARES, SHARED_CLICKS = 41, 12, 9
COMMENTS_A_POST = 1
"""On average, in the week of the shared post as in the others."""

FOLLOWS_IN_USUAL_WEEKS = 14
FOLLOWS_AFTER_SHARING = {12: 16, 13: 4}


@dataclass(frozen=True)
class FacebookPost:
    """A post of the page with its numbers until the last export."""

    id: str
    text: str
    published: datetime
    kind: str
    reach: int
    views: int
    reactions: int
    comments: int
    shares: int
    clicks: int
    link_clicks: int


@dataclass(frozen=True)
class InstagramPost:
    """A picture with its numbers until the export."""

    id: str
    text: str
    published: datetime
    kind: str
    views: int
    reach: int
    likes: int
    comments: int
    saves: int


@cache
def facebook_posts() -> tuple[FacebookPost, ...]:
    """Return one post a week, in the order in which they came out."""
    draws = Draws("facebook")
    reach = draws.shared_out(USUAL_REACH_OF_A_POST * (WEEKS - 1), WEEKS - 1, 27, 55)
    comments = draws.shared_out(COMMENTS_A_POST * (WEEKS - 1), WEEKS - 1, 0, 2)
    reach.insert(SHARED_WEEK - 1, TIMES * USUAL_REACH_OF_A_POST)
    comments.insert(SHARED_WEEK - 1, COMMENTS_A_POST)
    return tuple(
        _facebook_post(draws, week, reach[week - 1], comments[week - 1], shared=week == SHARED_WEEK)
        for week in range(1, WEEKS + 1)
    )


def _facebook_post(draws: Draws, week: int, reach: int, comments: int, *, shared: bool) -> FacebookPost:
    weekday = {SHARED_WEEK: TUESDAY, WEEKS: SATURDAY}.get(week, draws.between(0, 6))
    text = words.FACEBOOK_SAYS[week - 1]
    links = draws.between(0, 3) if text.startswith("New on our blog") else 0
    return FacebookPost(
        id=str(1042000000000000 + week * 1873300917 + draws.between(100, 99999)),
        text=text,
        published=at(day(week, weekday), draws.between(7, 21), draws.between(0, 59)),
        kind="Links" if text.startswith("New on our blog") else "Photos",
        reach=reach,
        views=reach + reach // 4 + draws.between(0, 9),
        reactions=SHARED_REACTIONS if shared else draws.between(3, 9),
        comments=comments,
        shares=SHARED_SHARES if shared else int(draws.chance(0.2)),
        clicks=SHARED_CLICKS if shared else links + draws.between(0, 3),
        link_clicks=links,
    )


def _by_day(draws: Draws, by_week: list[int], most: int) -> dict[date, int]:
    """Share the number of each week out to its days."""
    made: dict[date, int] = {}
    for week, total in enumerate(by_week, 1):
        for weekday, number in enumerate(draws.shared_out(total, 7, 0, most)):
            made[day(week, weekday)] = number
    return made


@cache
def facebook_reach() -> dict[date, int]:
    """Return how many people saw something of the page on each day."""
    draws = Draws("facebook reach")
    by_week = draws.shared_out(USUAL_REACH_OF_A_WEEK * (WEEKS - 1), WEEKS - 1, 58, 84)
    by_week.insert(SHARED_WEEK - 1, 0)
    made = _by_day(draws, by_week, 18)
    for weekday, number in enumerate(SHARED_WEEK_BY_DAY):
        made[day(SHARED_WEEK, weekday)] = number
    return made


@cache
def facebook_visits() -> dict[date, int]:
    """Return how often somebody opened the page on each day."""
    draws = Draws("facebook visits")
    by_week = [draws.between(4, 11) for _ in range(WEEKS)]
    by_week[SHARED_WEEK - 1] = 27
    return _by_day(draws, by_week, 7)


@cache
def facebook_follows() -> dict[date, int]:
    """Return how many began to follow the page on each day."""
    draws = Draws("facebook follows")
    by_week = draws.shared_out(FOLLOWS_IN_USUAL_WEEKS, WEEKS - len(FOLLOWS_AFTER_SHARING), 0, 2)
    for week, number in FOLLOWS_AFTER_SHARING.items():
        by_week.insert(week - 1, number)
    return _by_day(draws, by_week, 6)


@cache
def instagram_follows() -> dict[date, int]:
    """Return how many began to follow the account on each day: two while it was alive, then one by mistake."""
    return {
        day(week, weekday): int((week, weekday) in {(2, 3), (5, 1), (19, 6)})
        for week in range(1, WEEKS + 1)
        for weekday in range(7)
    }


@cache
def instagram_posts() -> tuple[InstagramPost, ...]:
    """Return the nine pictures, all of the first seven weeks."""
    draws = Draws("instagram")
    made: list[InstagramPost] = []
    for number, (week, text) in enumerate(zip((1, 1, 2, 3, 3, 4, 5, 6, 7), words.INSTAGRAM_SAYS, strict=True)):
        reach = draws.between(14, 46)
        made.append(
            InstagramPost(
                id=str(18000123456789012 + number * 7310448823511 + draws.between(0, 99999)),
                text=text,
                published=at(day(week, number % 2 * 3 + 1), draws.between(8, 21), draws.between(0, 59)),
                kind="IG carousel" if number in {2, 7} else "IG image",
                views=reach + draws.between(3, 22),
                reach=reach,
                likes=draws.between(2, 7),
                comments=int(draws.chance(0.2)),
                saves=int(draws.chance(0.2)),
            )
        )
    return tuple(made)
