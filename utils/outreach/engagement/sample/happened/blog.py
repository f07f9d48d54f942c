"""The blog: twenty posts, what readers answered, and what was no reader at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from outreach.engagement.sample import words
from outreach.engagement.sample.draws import Draws
from outreach.engagement.sample.weeks import FIRST_HALF, LAST_DAY, SECOND_HALF, THURSDAY, at, day
from outreach.engagement.sample.words import NADIA, TOMAS


@dataclass(frozen=True)
class Comment:
    """A comment. ``author`` is "Reader 7" or one of the two who write the blog; ``answers`` is another comment's id."""

    id: int
    author: str
    email: str
    when: datetime
    text: str
    answers: int = 0
    approved: str = "1"
    kind: str = "comment"

    @property
    def by_a_reader(self) -> bool:
        """Whether a person from outside wrote it, and it was let through."""
        return self.author.startswith("Reader ") and self.approved == "1" and self.kind == "comment"


@dataclass(frozen=True)
class Post:
    """A post of the blog with all that was written below it."""

    id: int
    author: str
    title: str
    published: datetime
    comments: tuple[Comment, ...]

    @property
    def path(self) -> str:
        """Where it stands on the site."""
        return f"/{slug(self.title)}/"

    @property
    def answers(self) -> int:
        """How many comments of readers stand below it."""
        return sum(comment.by_a_reader for comment in self.comments)


def slug(title: str) -> str:
    """Return the title as an address."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


PLANNED = (
    (1, NADIA, 2),
    (2, NADIA, 1),
    (4, TOMAS, 2),
    (5, NADIA, 6),
    (6, TOMAS, 2),
    (8, NADIA, 1),
    (9, TOMAS, 1),
    (10, NADIA, 2),
    (12, TOMAS, 2),
    (13, NADIA, 1),
    (14, NADIA, 4),
    (15, NADIA, 3),
    (17, TOMAS, 3),
    (18, NADIA, 5),
    (19, TOMAS, 9),
    (21, NADIA, 3),
    (22, TOMAS, 4),
    (23, NADIA, 4),
    (25, TOMAS, 3),
    (26, NADIA, 3),
)
"""Week, author, answers of readers. Both halves have the same rhythm and the same share of each author.

Each author has one lucky post, Nadia's in week 5 and Tomás's in week 19; the others differ by chance only.
"""

READERS_AT_FIRST = 14
READERS_WHO_CAME_BACK = 8
READERS_NEW_LATER = 20
A_TALK = 3
"""From so many answers on, the last one is an answer to the author."""


@cache
def posts() -> tuple[Post, ...]:
    """Return the posts in the order in which they came out."""
    draws = Draws("blog 29")
    titles = {author: iter(words.BLOG_TITLES[author]) for author in (NADIA, TOMAS)}
    readers = {half: _readers(draws, half) for half in (FIRST_HALF, SECOND_HALF)}
    made: list[Post] = []
    for number, (week, author, answers) in enumerate(PLANNED):
        half = FIRST_HALF if week in FIRST_HALF else SECOND_HALF
        published = at(day(week, THURSDAY), 7, draws.between(2, 55))
        numbers = [readers[half].pop() for _ in range(answers)]
        first_id = 100 * (number + 1)
        comments = _thread(draws, author, published, half, numbers, first_id)
        made.append(
            Post(id=40 + 10 * number, author=author, title=next(titles[author]), published=published, comments=comments)
        )
    return _with_dirt(draws, made)


def _readers(draws: Draws, half: range) -> list[int]:
    """Return who wrote each of the half's answers: some once, some more often."""
    early = list(range(1, READERS_AT_FIRST + 1))
    late = draws.some_of(early, READERS_WHO_CAME_BACK)
    late += range(READERS_AT_FIRST + 1, READERS_AT_FIRST + 1 + READERS_NEW_LATER)
    people = early if half is FIRST_HALF else late
    needed = sum(answers for week, _, answers in PLANNED if week in half)
    again = [draws.one_of(people) for _ in range(needed - len(people))]
    return draws.shuffled(people + again)


def _thread(
    draws: Draws, author: str, published: datetime, half: range, readers: list[int], first_id: int
) -> tuple[Comment, ...]:
    """Return the readers' answers and what the author wrote back to every other one."""
    room = min((at(day(half[-1], 6), 23) - published) // timedelta(minutes=1), 9 * 24 * 60)
    moments = sorted(published + timedelta(minutes=draws.between(40, room - 240)) for _ in readers)
    comments: list[Comment] = []
    for number, (reader, moment) in enumerate(zip(readers, moments, strict=True)):
        continues = number == len(readers) - 1 and len(readers) >= A_TALK
        when = max(moment, comments[1].when + timedelta(minutes=17)) if continues else moment
        comments.append(
            Comment(
                id=first_id + 2 * number,
                author=f"Reader {reader}",
                email=f"reader{reader:02d}@mail.example",
                when=when,
                text=draws.one_of(words.READERS_ADD if continues else words.READERS_SAY),
                answers=first_id + 1 if continues else 0,
            )
        )
        if number % 2 == 0:
            comments.append(
                Comment(
                    id=first_id + 2 * number + 1,
                    author=author,
                    email=f"{author}@{words.HOST}",
                    when=when + timedelta(minutes=draws.between(15, 230)),
                    text=draws.one_of(words.AUTHORS_SAY),
                    answers=first_id + 2 * number,
                )
            )
    return tuple(comments)


def _with_dirt(draws: Draws, made: list[Post]) -> tuple[Post, ...]:
    """Add advertising, two notes of other sites, and one comment that nobody has let through yet."""
    dirt = [
        ("Best Offers", f"offer{number}@spam.example", text, "spam", "comment")
        for number, text in enumerate(words.SPAM_SAYS)
    ]
    dirt += [
        ("Port Ellery Library", "", "[...] a shelf for caregivers [...]", "1", "pingback"),
        ("Port Ellery Hospice", "", "[...] for families, we like to send people here [...]", "1", "pingback"),
        (
            "Reader 35",
            "reader35@mail.example",
            "Please do not publish this, I only wanted to say thank you.",
            "0",
            "comment",
        ),
    ]
    where = draws.some_of(range(len(made)), len(dirt))
    for number, (author, email, text, approved, kind) in zip(where, dirt, strict=True):
        post = made[number]
        when = min(post.published + timedelta(hours=draws.between(2, 60)), at(LAST_DAY, 20))
        comment = Comment(
            id=post.comments[-1].id + 50, author=author, email=email, when=when, text=text, approved=approved, kind=kind
        )
        made[number] = replace(post, comments=(*post.comments, comment))
    return tuple(made)


def answers_of(weeks: range) -> tuple[Comment, ...]:
    """Return the readers' answers that were written in these weeks."""
    first, last = at(day(weeks[0], 0), 0), at(day(weeks[-1], 6), 23, 59, 59)
    written = (comment for post in posts() for comment in post.comments)
    return tuple(comment for comment in written if comment.by_a_reader and first <= comment.when <= last)
