"""Ranking channels: an additive value model over eight criteria, from the practice and the catalog.

Each criterion gives a channel a value from 0 to 1; weights say how much each
criterion counts; the score is the weighted mean. This is the additive
multi-attribute value function of decision analysis (Keeney and Raiffa,
*Decisions with Multiple Objectives*, 1976; Belton and Stewart, *Multiple Criteria
Decision Analysis*, 2002).
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from outreach.channels.criteria import CRITERIA, CRITERION, EQUAL_WEIGHTS, Criterion, unsaid_by
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.channels.catalog import Channel
    from outreach.practice import Practice

Word = Literal["tie", "leaning", "clear", "alone", "none"]

DIGITS = 12
"""Scores are rounded to this many decimals: what is the same must not differ by the order of a sum."""

SAME = 1e-9
"""A lead no larger than this is none."""

LARGEST_WEIGHT = sys.float_info.max

A_FIFTH = 0.2
A_HALF = 0.5


@dataclass(frozen=True)
class Ranked:
    """One channel in the ranking. ``score`` and values run from 0 to 1; contributions add up to the score."""

    channel: Channel
    place: int
    tied: bool
    score: float
    values: Mapping[str, float]
    contributions: Mapping[str, float]

    @property
    def points(self) -> float:
        """The score as points of 100."""
        return 100 * self.score

    def strongest(self, number: int = 2) -> tuple[Criterion, ...]:
        """Return the criteria that give it the most points."""
        order = sorted(CRITERIA, key=lambda criterion: -self.contributions[criterion.id])
        return tuple(criterion for criterion in order[:number] if self.contributions[criterion.id] > 0)


@dataclass(frozen=True)
class Swap:
    """A small change of weights that lets a rival draw level: more on one criterion, less on another."""

    rival: Channel
    more: Criterion | None
    less: Criterion | None


@dataclass(frozen=True)
class Ranking:
    """All channels that passed the gates, best first.

    ``word`` says how sure first place is: *tie* when putting a fifth more weight
    on one criterion and a fifth less on another lets a rival draw level, *leaning*
    when a half does, *clear* when even that does not. ``swaps`` holds that change
    for each rival, closest first. ``weights`` add up to 1. ``unsaid`` names the
    criteria on which the practice has said nothing.
    """

    rows: tuple[Ranked, ...]
    weights: Mapping[str, float]
    word: Word
    swaps: tuple[Swap, ...] = ()
    unsaid: tuple[Criterion, ...] = ()

    @property
    def first(self) -> Ranked | None:
        """The channel in first place, or None where no channel is left."""
        return self.rows[0] if self.rows else None

    def find(self, channel_id: str) -> Ranked | None:
        """Return the row of a channel, or None where it is not in the ranking."""
        return next((row for row in self.rows if row.channel.id == channel_id), None)


def rank(practice: Practice, channels: Iterable[Channel], weights: Mapping[str, float] | None = None) -> Ranking:
    """Rank channels for a practice. Weights left out count as 0; without any, all count the same.

    Raises
    ------
    OutreachError
        If a weight is unknown, negative or no number, or if all are zero.
    """
    share = normalised(EQUAL_WEIGHTS if weights is None else weights)
    scored = [_scored(channel, practice, share) for channel in channels]
    # Equal scores are ordered by id, so that the order never depends on the order of the catalog.
    scored.sort(key=lambda row: (-row.score, row.channel.id))
    rows = tuple(_placed(row, scored) for row in scored)
    word, swaps = _how_sure(rows)
    return Ranking(rows, share, word, swaps, unsaid_by(practice))


def normalised(weights: Mapping[str, float]) -> dict[str, float]:
    """Return weights for all criteria that add up to 1; see `rank` for what is refused."""
    if not isinstance(weights, Mapping):
        msg = f"Weights are a number for each criterion, such as {{'search': 50}}; this is {str(weights)[:40]!r}."
        raise OutreachError(msg)
    unknown = [key for key in weights if key not in CRITERION]
    if unknown:
        msg = f"There is no criterion called {unknown[0]!r}. The criteria are: {', '.join(CRITERION)}."
        raise OutreachError(msg)
    for key, weight in weights.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight <= LARGEST_WEIGHT:
            msg = f"The weight of {key!r} is {str(weight)[:40]}; a number from 0 upwards was expected."
            raise OutreachError(msg)
    top = max(weights.values(), default=0)
    if not top > 0:
        msg = "All weights are zero, so nothing can be compared. Give at least one criterion more than zero."
        raise OutreachError(msg)
    # Divided by the largest first: a sum of very large or very small weights would leave the range of numbers.
    scaled = {key: weights.get(key, 0) / top for key in CRITERION}
    total = math.fsum(scaled.values())
    return {key: weight / total for key, weight in scaled.items()}


def _scored(channel: Channel, practice: Practice, share: Mapping[str, float]) -> Ranked:
    values = {criterion.id: criterion.value(channel, practice) for criterion in CRITERIA}
    contributions = {key: share[key] * value for key, value in values.items()}
    score = round(math.fsum(contributions.values()), DIGITS)
    return Ranked(channel=channel, place=0, tied=False, score=score, values=values, contributions=contributions)


def _placed(row: Ranked, rows: list[Ranked]) -> Ranked:
    place = 1 + sum(other.score > row.score for other in rows)
    tied = sum(other.score == row.score for other in rows) > 1
    return replace(row, place=place, tied=tied)


def _how_sure(rows: tuple[Ranked, ...]) -> tuple[Word, tuple[Swap, ...]]:
    if not rows:
        return "none", ()
    if len(rows) == 1:
        return "alone", ()
    leader, *rivals = rows
    for word, part in (("tie", A_FIFTH), ("leaning", A_HALF)):
        close = [(left, swap) for rival in rivals for left, swap in [_swapped(leader, rival, part)] if left <= SAME]
        if close:
            close.sort(key=lambda one: one[0])
            return ("tie" if word == "tie" else "leaning"), tuple(swap for _, swap in close)
    return "clear", ()


def _swapped(leader: Ranked, rival: Ranked, part: float) -> tuple[float, Swap]:
    """Return what is left of a lead under the worst swap of weights, and that swap.

    A lead is the sum of its differences on each criterion, and a swap changes
    one weight by plus and another by minus ``part``. So the worst swap puts
    more on the criterion where the rival is furthest ahead and less on the one
    where the leader is: no search over all pairs is needed. That weights are
    made to add up to 1 again changes no sign.
    """
    ahead = {key: leader.contributions[key] - rival.contributions[key] for key in leader.contributions}
    more, less = min(ahead, key=lambda key: ahead[key]), max(ahead, key=lambda key: ahead[key])
    gain = -min(0.0, ahead[more])
    loss = max(0.0, ahead[less])
    left = math.fsum(ahead.values()) - part * (gain + loss)
    return left, Swap(rival.channel, CRITERION[more] if gain > 0 else None, CRITERION[less] if loss > 0 else None)
