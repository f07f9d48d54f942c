"""Ranking channels: an additive value model over eight criteria, from the practice and the catalog.

Each criterion gives a channel a value from 0 to 1; weights say how much each
criterion counts; the score is the weighted mean. This is the additive
multi-attribute value function of decision analysis (Keeney and Raiffa,
*Decisions with Multiple Objectives*, 1976; Belton and Stewart, *Multiple Criteria
Decision Analysis*, 2002).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from outreach.channels.deciding.criteria import CRITERIA, Criterion, unsaid_by
from outreach.channels.deciding.weights import Weights, by_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from outreach.channels.facts.catalog import Channel
    from outreach.practice import Practice

DIGITS = 12
"""Scores are rounded to this many decimals: what is the same must not differ by the order of a sum."""


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
        return tuple(criterion for criterion in order[:number] if self.contributions[criterion.id] > 10**-DIGITS)


@dataclass(frozen=True)
class Ranking:
    """All channels that passed the gates, best first, with every fact at its best figure.

    ``unsaid`` names the criteria on which the practice has said nothing.
    """

    rows: tuple[Ranked, ...]
    weights: Weights
    unsaid: tuple[Criterion, ...] = ()

    @property
    def first(self) -> Ranked | None:
        """The channel in first place, or None where no channel is left."""
        return self.rows[0] if self.rows else None

    def find(self, channel_id: str) -> Ranked | None:
        """Return the row of a channel, or None where it is not in the ranking."""
        return next((row for row in self.rows if row.channel.id == channel_id), None)


def rank(
    practice: Practice, channels: Iterable[Channel], weights: Weights | Mapping[str, float] | None = None
) -> Ranking:
    """Rank channels for a practice; points are taken as `weights.by_points` takes them.

    Raises
    ------
    OutreachError
        If a weight is unknown, negative or no number, or if all are zero.
    """
    held = weights if isinstance(weights, Weights) else by_points(weights)
    scored = [score(channel, practice, held) for channel in channels]
    # Equal scores are ordered by id, so that the order never depends on the order of the catalog.
    scored.sort(key=lambda row: (-row.score, row.channel.id))
    return Ranking(tuple(_placed(row, scored) for row in scored), held, unsaid_by(practice))


def score(channel: Channel, practice: Practice, weights: Weights) -> Ranked:
    """Return a channel's values and score, without a place."""
    values = {criterion.id: criterion.value(channel, practice) for criterion in CRITERIA}
    contributions = {key: weights[key] * value for key, value in values.items()}
    total = round(math.fsum(contributions.values()), DIGITS)
    return Ranked(channel=channel, place=0, tied=False, score=total, values=values, contributions=contributions)


def _placed(row: Ranked, rows: list[Ranked]) -> Ranked:
    place = 1 + sum(other.score > row.score for other in rows)
    tied = sum(other.score == row.score for other in rows) > 1
    return replace(row, place=place, tied=tied)
