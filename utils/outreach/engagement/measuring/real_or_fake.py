"""Fake or real networking: one figure and one sentence, with its uncertainty and its definition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from outreach.dated import Mark
from outreach.engagement.measuring.display import COUNTS_BELOW
from outreach.engagement.measuring.intervals import Interval
from outreach.wording import listed, number_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

WEIGHTS = {"conversation": 40, "reciprocity": 20, "return": 20, "depth": 20}
"""Points out of 100 that each part is worth. An ESTIMATE."""

NAMES = {
    "conversation": "reactions that were conversation",
    "reciprocity": "contacts or pairs where it went both ways",
    "return": "people who came back",
    "depth": "answered threads in which the answer was answered too",
}
FEWEST_REACTIONS = COUNTS_BELOW
"""Fewer reactions are counts and no figure. An ESTIMATE."""

FEWEST_OF_A_PART = 10
"""With fewer contacts, people or threads, a part is left out. An ESTIMATE."""

FEWEST_POSTS = 8
"""With so many posts, chance is taken over posts, so that one post that traveled cannot look like certainty."""

MOST_DRAWN_POSTS = 1000
"""With more posts, a normal distribution stands in for drawing them."""

HALF = 50
DRAWS = 4000
SEED = 20261101

DEFINITION = (
    "Each part is a share from 0 to 100. Conversation ({conversation} points of 100): comments, replies and "
    "inquiries, of all these together with likes and new followers. Reciprocity ({reciprocity}): contacts who "
    "gave back, of those given to; or pairs who answered each other, of those with an answer. Return ({return}): "
    "people who came back, of all who came. Depth ({depth}): threads in which an answer was answered, of those "
    "with an answer. The figure is the mean of the parts, weighted by their points; a part that is missing or "
    "rests on fewer than {fewest} is left out, and its points go to the others in proportion. Shares of a post "
    "are in no part: they may be either. The interval holds 95 of 100 draws: for each part, of what its counts "
    "leave possible; for conversation, with {posts} posts or more, of which posts there happened to be. The "
    "points are our judgment (ESTIMATE), and no study gives them. With fewer than {reactions} reactions there is "
    "no figure. Compare it with your own last quarter and with nobody else: likes are easier to give than "
    "comments everywhere, so few reach 50."
).format(**WEIGHTS, fewest=FEWEST_OF_A_PART, posts=FEWEST_POSTS, reactions=FEWEST_REACTIONS)
"""What the figure is, for people."""


@dataclass(frozen=True)
class Reactions:
    """What came back to one post, or to all: conversation on one side and applause on the other."""

    comments: float = 0
    replies: float = 0
    inquiries: float = 0
    likes: float = 0
    follows: float = 0

    @property
    def conversation(self) -> float:
        """Comments, replies and inquiries."""
        return self.comments + self.replies + self.inquiries

    @property
    def applause(self) -> float:
        """Likes and new followers."""
        return self.likes + self.follows


@dataclass(frozen=True)
class Part:
    """One part of the figure: so many of so many, its share, its points, and why it is left out where it is."""

    id: str
    name: str
    part: float
    whole: float
    value: float | None
    points: int
    left_out: str = ""


@dataclass(frozen=True)
class Networking:
    """How much of what came back was networking and not applause, from 0 to 100.

    ``value`` and ``interval`` are None where it is too early to tell. ``mark`` is that of the points.
    """

    value: float | None
    interval: Interval | None
    sentence: str
    definition: str
    parts: tuple[Part, ...]
    mark: Mark = Mark.ESTIMATE


def networking(
    reactions: Sequence[Reactions],
    *,
    reciprocity: tuple[int, int] | None = None,
    came_back: tuple[int, int] | None = None,
    depth: tuple[int, int] | None = None,
) -> Networking:
    """Return how much of what came back was networking.

    Definition: see `DEFINITION`, which is also in the result. ``reactions`` is one for each post, or a single one for
    all; the others are pairs such as (6, 14) for 6 of 14, or None where they are not known.
    Denominator: of conversation, all reactions; of the rest, the second number of each pair.
    Source: conversation and applause, Kaushik 2011; reciprocity, Faraj and Johnson 2011; the points and the sum are a
    judgment of this course (ESTIMATE).

    Raises
    ------
    ValueError
        If a count is negative, or a part larger than its whole.
    """
    talk = np.array([post.conversation for post in reactions], dtype=float)
    clap = np.array([post.applause for post in reactions], dtype=float)
    given = {"reciprocity": reciprocity, "return": came_back, "depth": depth}
    _check(reactions, given)
    total = float(talk.sum() + clap.sum())
    parts = [_part("conversation", (float(talk.sum()), total), FEWEST_REACTIONS)]
    parts += [_part(name, pair, FEWEST_OF_A_PART) for name, pair in given.items()]
    if parts[0].left_out:
        sentence = (
            f"Not yet: {number_words(total)} reactions so far; from {FEWEST_REACTIONS} on a figure means something. "
            f"{number_words(parts[0].part)} of them were conversation."
        )
        return Networking(None, None, sentence, DEFINITION, tuple(parts))
    used = [part for part in parts if part.value is not None and not part.left_out]
    points = sum(part.points for part in used)
    value = 100 * sum(part.points * part.value for part in used if part.value is not None) / points
    chance = np.random.default_rng(SEED)
    draws = np.zeros(DRAWS)
    for part in used:
        bootstrap = part.id == "conversation" and len(talk) >= FEWEST_POSTS
        drawn = _over_posts(chance, talk, clap) if bootstrap else _over_counts(chance, part)
        draws += 100 * part.points * drawn / points
    low, high = np.quantile(draws, [0.025, 0.975])
    interval = Interval(min(float(low), value), max(float(high), value))
    return Networking(value, interval, _sentence(value, interval, parts), DEFINITION, tuple(parts))


def _part(name: str, pair: tuple[float, float] | None, fewest: int) -> Part:
    part, whole = pair or (0, 0)
    left_out = ""
    if pair is None:
        left_out = "not known"
    elif whole < fewest:
        left_out = f"only {number_words(whole)}, fewer than {fewest}"
    return Part(name, NAMES[name], part, whole, part / whole if whole else None, WEIGHTS[name], left_out)


def _over_posts(chance: np.random.Generator, talk: Numbers, clap: Numbers) -> Numbers:
    """Return draws of the share of conversation, if there had been other posts like these."""
    total = talk.sum() + clap.sum()
    share = talk.sum() / total
    if len(talk) > MOST_DRAWN_POSTS:
        apart = talk - share * (talk + clap)
        return np.clip(chance.normal(share, float(np.sqrt(apart @ apart)) / total, DRAWS), 0, 1)
    times = chance.multinomial(len(talk), np.full(len(talk), 1 / len(talk)), DRAWS)
    # Half a reaction on each side, as in the prior of Jeffreys: no draw is sure that there never is a comment.
    talked, clapped = times @ talk + 0.5, times @ clap + 0.5
    return np.asarray(talked / (talked + clapped))


def _over_counts(chance: np.random.Generator, part: Part) -> Numbers:
    return chance.beta(part.part + 0.5, part.whole - part.part + 0.5, DRAWS)


def _sentence(value: float, interval: Interval, parts: Sequence[Part]) -> str:
    if interval.low > HALF:
        said = "more networking than applause"
    elif interval.high < HALF:
        said = "more applause than networking"
    else:
        said = "too near to tell whether there is more networking or more applause"
    talk = parts[0]
    sentence = (
        f"{value:.0f} of 100 (between {interval.low:.0f} and {interval.high:.0f}): {said}; "
        f"of {number_words(talk.whole)} things that came back, {number_words(talk.part)} were conversation."
    )
    missing = [f"{part.id} ({part.left_out})" for part in parts if part.left_out]
    return f"{sentence} Left out: {listed(missing)}." if missing else sentence


def _check(reactions: Sequence[Reactions], given: dict[str, tuple[int, int] | None]) -> None:
    for post in reactions:
        numbers = (post.comments, post.replies, post.inquiries, post.likes, post.follows)
        if not all(np.isfinite(number) and number >= 0 for number in numbers):
            raise ValueError("a reaction is negative or missing; counts of 0 or more were expected")
    for name, pair in given.items():
        if pair is not None and not 0 <= pair[0] <= pair[1]:
            raise ValueError(f"{name}: {pair[0]} of {pair[1]} was given; a part from 0 to its whole was expected")
