"""Nadia's LinkedIn: seven posts on each weekday, drawn alike. Tuesday looks better, and it is luck."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from outreach.engagement.sample.draws import Draws
from outreach.engagement.sample.weeks import DAYS, FIRST_DAY, LAST_DAY, WEEKS, all_days, at, day, universal

POSTS = 49
CONNECTIONS_BEFORE = 340
NEW_FOLLOWERS = 38
MEMBERS_REACHED = 231
LEAST, MOST = 20, 60
"""Impressions of a post. Every post is drawn from the same numbers, whatever its day."""

DRAW = "linkedin 245"
"""This draw of many: in it Tuesday happens to look best."""


@dataclass(frozen=True)
class LinkedInPost:
    """A post with its numbers until the export."""

    url: str
    published: datetime
    impressions: int
    engagements: int

    @property
    def weekday(self) -> int:
        """The weekday, 0 for Monday."""
        return self.published.weekday()


@cache
def linkedin_posts() -> tuple[LinkedInPost, ...]:
    """Return the posts in the order in which they came out."""
    return drawn(DRAW)


def drawn(name: str) -> tuple[LinkedInPost, ...]:
    """Return the posts of one draw."""
    draws = Draws(name)
    weekdays = draws.shuffled([number % 7 for number in range(POSTS)])
    made: list[LinkedInPost] = []
    for number, weekday in enumerate(weekdays):
        published = at(day(1 + number * WEEKS // POSTS, weekday), draws.between(7, 22), draws.between(0, 59))
        impressions = draws.between(LEAST, MOST)
        engagements = sum(draws.chance(0.05) for _ in range(impressions))
        made.append(LinkedInPost(_url(published, draws.between(0, 4_000_000)), published, impressions, engagements))
    return tuple(sorted(made, key=lambda post: post.published))


def _url(published: datetime, rest: int) -> str:
    """Return the address; the upper bits of its number are the moment of the post in universal time."""
    milliseconds = (universal(published) - datetime(1970, 1, 1)) // timedelta(milliseconds=1)  # noqa: DTZ001  a difference
    return f"https://www.linkedin.com/feed/update/urn:li:activity:{(milliseconds << 22) + rest}"


@cache
def impressions_by_day() -> dict[date, tuple[int, int]]:
    """Return impressions and engagements of each day: most of a post's on its own day and the next."""
    made = {when: [Draws(f"linkedin rest {when}").between(0, 3), 0] for when in all_days()}
    for post in linkedin_posts():
        first = post.impressions * 6 // 10
        second = (post.impressions - first) * 3 // 4
        for later, number in enumerate((first, second, post.impressions - first - second)):
            when = min(post.published.date() + timedelta(days=later), LAST_DAY)
            made[when][0] += number
        made[post.published.date()][1] += post.engagements
    return {when: (impressions, engagements) for when, (impressions, engagements) in made.items()}


@cache
def new_followers() -> dict[date, int]:
    """Return how many began to follow on each day."""
    shares = Draws("linkedin followers").shared_out(NEW_FOLLOWERS, DAYS, 0, 1)
    return {FIRST_DAY + timedelta(days=number): share for number, share in enumerate(shares)}
