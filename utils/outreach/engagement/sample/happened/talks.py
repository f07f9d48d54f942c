"""What Tomás began: four talks on video, and ten short messages on Mastodon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from outreach.engagement.sample import words
from outreach.engagement.sample.draws import Draws
from outreach.engagement.sample.weeks import all_days, at, day

if TYPE_CHECKING:
    from datetime import date, datetime

FOUND_A_DAY = (0.24, 0.08, 0.05, 0.1)
"""How likely somebody finds each talk on a day, once it is a few days old."""

SEEN_ELSEWHERE = 9
"""Views that stand in the total and at no talk: so the total is more than its parts."""


@dataclass(frozen=True)
class Talk:
    """A talk on video: its length, and its views by day."""

    id: str
    title: str
    published: date
    length: int
    views: dict[date, int]
    subscribers: int
    impressions: int
    watched: int
    """Seconds of an average view."""

    @property
    def all_views(self) -> int:
        """Views until the export."""
        return sum(self.views.values())


@dataclass(frozen=True)
class Message:
    """A message of the archive.

    ``to`` is public, followers or one; ``answers`` and ``boosts`` are addresses of others.
    """

    number: int
    when: datetime
    text: str
    to: str = "public"
    answers: str = ""
    boosts: str = ""


@cache
def talks() -> tuple[Talk, ...]:
    """Return the four talks."""
    draws = Draws("talks")
    made: list[Talk] = []
    for number, (week, title) in enumerate(zip((7, 8, 8, 16), words.VIDEO_TITLES, strict=True)):
        published = day(week, 2 + number % 2)
        views = {
            when: _views(draws, (when - published).days, FOUND_A_DAY[number])
            for when in all_days()
            if when >= published
        }
        length = draws.between(190, 1900)
        made.append(
            Talk(
                id=f"jsc{'abcd'[number]}{draws.between(1000, 9999)}xQ{number}",
                title=title,
                published=published,
                length=length,
                views=views,
                subscribers=int(number == 0),
                impressions=draws.between(180, 420),
                watched=length * draws.between(20, 45) // 100,
            )
        )
    return tuple(made)


def _views(draws: Draws, age: int, found: float) -> int:
    fresh = 3
    return draws.between(1, 5) if age < fresh else int(draws.chance(found))


@cache
def messages() -> tuple[Message, ...]:
    """Return what the archive holds, a private message included, as such archives do."""
    draws = Draws("mastodon")
    made: list[Message] = []
    for week, text in zip((2, 2, 3, 3, 4, 5, 6, 7, 8, 9), words.MASTODON_SAYS, strict=True):
        made.append(
            Message(len(made), at(day(week, draws.between(0, 6)), draws.between(8, 22), draws.between(0, 59)), text)
        )
    other = "https://else.example/users/colleague/statuses/"
    for week, text in zip((3, 5), words.MASTODON_ANSWERS, strict=True):
        made.append(Message(len(made), at(day(week, 4), 12, 30), text, answers=f"{other}{1100 + week}"))
    made.append(Message(len(made), at(day(4, 1), 9, 15), "", boosts=f"{other}1207"))
    made.append(Message(len(made), at(day(6, 5), 18, 5), words.MASTODON_FOLLOWERS, to="followers"))
    made.append(Message(len(made), at(day(5, 6), 21, 40), words.MASTODON_PRIVATE, to="one"))
    return tuple(sorted(made, key=lambda message: message.when))
