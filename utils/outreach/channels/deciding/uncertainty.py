"""How sure a ranking is when weights and facts may be off.

This is stochastic multicriteria acceptability analysis: draw weights and facts
many times from what is held possible, rank each time, and count (Lahdelma,
Hokkanen and Salminen, *European Journal of Operational Research* 106, 1998;
Lahdelma and Salminen, "SMAA-2", *Operations Research* 49, 2001; how to compute it:
Tervonen and Lahdelma, *European Journal of Operational Research* 178, 2007).

A fact is drawn from the triangular distribution over its low end, its figure and
its high end. A weight is what the person said times a lognormal factor whose size
follows from their confidence, and the weights are then made to add up to 1. All
draws are independent of each other, and the seed is fixed: the same question has
the same answer, and two answers differ by what was asked and not by luck.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from outreach.channels.deciding.criteria import CRITERIA
from outreach.wording import LIMITS_OF_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from outreach.channels.deciding.criteria import Terms
    from outreach.channels.deciding.weights import Weights
    from outreach.channels.facts.catalog import Channel
    from outreach.practice import Practice

Word = Literal["none", "alone", "tie", "leaning", "clear"]

DRAWS = 10_000
SEED = 2026
LEANING_FROM, CLEAR_FROM = LIMITS_OF_WORDS
"""Chance of first place from which the words "leaning" and "clear" are used; below the first it is a tie."""

CONTENDERS_SHARE = 0.9
"""A tie names the fewest channels that together take first place in so many draws."""

MIDDLE = (0.05, 0.95)
"""Intervals of scores and places hold the middle nine tenths of the draws."""

LOT = 1e-6
"""Channels whose scores are exactly level are told apart by a lot of this size, so that each has its share."""

FOR_SPANS = 2_500
"""Draws that the ends of intervals rest on, to half a point of 100 or so, in a quarter of the time."""

EXACT = 1e-9
"""Shares are counts by draws; this much is only what a computer makes of them."""

Z_95 = 1.959963984540054


@dataclass(frozen=True, eq=False)
class Chances:
    """What came out of the draws, a row a channel in the order of ``channels``.

    ``scores`` run from 0 to 1, but for the lots that part what is level, shape
    (channels, draws). What follows from them is counted when it is first asked
    for: a figure that moves needs little of it.
    """

    channels: tuple[Channel, ...]
    scores: NDArray[np.floating] = field(repr=False)

    @property
    def draws(self) -> int:
        """Number of draws."""
        return int(self.scores.shape[1])

    @cached_property
    def firsts(self) -> NDArray[np.int64]:
        """How often each channel came first, shape (channels,)."""
        if not self.channels:
            return np.zeros(0, dtype=np.int64)
        return np.bincount(self.scores.argmax(axis=0), minlength=len(self.channels))

    @cached_property
    def _counts(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        number = len(self.channels)
        places = np.zeros((number, number), dtype=np.int64)
        beats = np.zeros((number, number), dtype=np.int64)
        for row in range(number):
            higher = (self.scores > self.scores[row]).view(np.uint8)
            beats[:, row] = higher.sum(axis=1, dtype=np.int64)
            places[row] = np.bincount(higher.sum(axis=0, dtype=np.uint8), minlength=number)
        return places, beats

    @property
    def places(self) -> NDArray[np.int64]:
        """How often each channel took each place, shape (channels, places)."""
        return self._counts[0]

    @property
    def beats(self) -> NDArray[np.int64]:
        """How often the channel of the row beat that of the column, shape (channels, channels)."""
        return self._counts[1]

    @cached_property
    def spans(self) -> NDArray[np.floating]:
        """Ends of the middle nine tenths of the scores, as order statistics, shape (2, channels)."""
        looked_at = self.scores[:, :FOR_SPANS]
        ends = [round(end * (looked_at.shape[1] - 1)) for end in MIDDLE]
        return np.partition(looked_at, ends, axis=1)[:, ends].T

    def row(self, channel: Channel) -> int:
        """Return the row of a channel."""
        return next(row for row, known in enumerate(self.channels) if known.id == channel.id)

    def first(self, channel: Channel) -> float:
        """Return the chance that a channel comes first: its first-rank acceptability."""
        return float(self.firsts[self.row(channel)] / self.draws)

    def of_places(self, channel: Channel) -> tuple[float, ...]:
        """Return the chance of each place for a channel, first place first."""
        return tuple(float(share) for share in self.places[self.row(channel)] / self.draws)

    def expected_place(self, channel: Channel) -> float:
        """Return the mean place of a channel, 1 for always first."""
        shares = self.of_places(channel)
        return math.fsum(place * share for place, share in enumerate(shares, start=1))

    def span_of_places(self, channel: Channel) -> tuple[int, int]:
        """Return the places between which a channel is in the middle nine tenths of the draws."""
        summed = np.cumsum(self.places[self.row(channel)]) / self.draws
        below, above = (int(np.searchsorted(summed, end - EXACT)) for end in MIDDLE)
        return below + 1, above + 1

    def beating(self, channel: Channel, rival: Channel) -> float:
        """Return the chance that one channel scores higher than another."""
        return float(self.beats[self.row(channel), self.row(rival)] / self.draws)

    def span_of_scores(self, channel: Channel) -> tuple[float, float]:
        """Return the ends of the middle nine tenths of a channel's scores, each from 0 to 1."""
        low, high = self.spans[:, self.row(channel)]
        return float(low), float(high)

    def contenders(self) -> tuple[Channel, ...]:
        """Return the fewest channels that together come first in nine draws of ten, likeliest first."""
        order = sorted(self.channels, key=lambda channel: (-self.first(channel), channel.id))
        named: list[Channel] = []
        share = 0.0
        for channel in order:
            named.append(channel)
            share += self.first(channel)
            if share >= CONTENDERS_SHARE - EXACT:
                break
        return tuple(named)

    def word(self, leader: Channel) -> Word:
        """Return how sure first place is, from the leader's chance of it."""
        if len(self.channels) == 1:
            return "alone"
        chance = self.first(leader)
        return "clear" if chance >= CLEAR_FROM else "leaning" if chance >= LEANING_FROM else "tie"


def sampling_interval(share: float, draws: int = DRAWS) -> tuple[float, float]:
    """Return the 95% Wilson interval of a share that was counted in so many draws (Wilson, 1927).

    It says how far the count may be off because the draws are not endless, and
    nothing about how far the judgments behind them may be off.
    """
    if draws < 1 or not 0 <= share <= 1:
        msg = f"a share of {share} in {draws} draws"
        raise ValueError(msg)
    center = share + Z_95**2 / (2 * draws)
    half = Z_95 * math.sqrt(share * (1 - share) / draws + Z_95**2 / (4 * draws**2))
    below = 1 + Z_95**2 / draws
    return max(0.0, (center - half) / below), min(1.0, (center + half) / below)


class Draws:
    """Facts drawn once for a practice and its channels; weights can then be put to them again and again.

    Attributes
    ----------
    values
        Value of each criterion for each channel in each draw, from 0 to 1,
        shape (criteria, channels, draws), in single precision.
    lots
        What tells channels apart that are exactly level, shape (channels, draws).

    """

    def __init__(
        self, practice: Practice, channels: Sequence[Channel], *, draws: int = DRAWS, seed: int = SEED
    ) -> None:
        chance = np.random.default_rng(seed)
        self.channels = tuple(channels)
        self.draws = draws
        self.values = np.empty((len(CRITERIA), len(self.channels), draws), dtype=np.float32)
        for row, criterion in enumerate(CRITERIA):
            terms = [criterion.terms(channel, practice) for channel in self.channels]
            if terms:
                self.values[row] = _drawn_values(terms, self.channels, chance, draws)
        self._bends = chance.standard_normal((len(CRITERIA), draws))
        self.lots = LOT * chance.random((len(self.channels), draws))
        self._factors: dict[float, NDArray[np.float64]] = {}

    def weights(self, weights: Weights) -> NDArray[np.float64]:
        """Return drawn weights, shape (criteria, draws); each column adds up to 1."""
        factor = weights.confidence.factor
        if factor not in self._factors:
            self._factors[factor] = np.exp(math.log(factor) * self._bends)
        said = np.array([weights[criterion.id] for criterion in CRITERIA])
        drawn = said[:, None] * self._factors[factor]
        drawn /= drawn.sum(axis=0)
        return drawn

    def scores(self, drawn: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the score of each channel in each draw, from 0 to 1, shape (channels, draws)."""
        total: NDArray[np.float32] = np.einsum("cin,cn->in", self.values, drawn.astype(np.float32))
        # In double precision: single would leave some sixteen lots that differ, and the first in the catalog would win.
        return total + self.lots

    def chances(self, weights: Weights) -> Chances:
        """Return how often each channel takes each place under these weights."""
        return Chances(self.channels, self.scores(self.weights(weights)))


def _drawn_values(
    terms: Sequence[Terms], channels: Sequence[Channel], chance: np.random.Generator, draws: int
) -> NDArray[np.float64]:
    """Draw the facts behind one criterion and put them together, shape (channels, draws)."""
    made = np.array([[term.constant] for term in terms]) * np.ones(draws)
    for row, (term, channel) in enumerate(zip(terms, channels, strict=True)):
        for fact, factor in term.facts.items():
            cell = channel[fact]
            if cell.low == cell.high:
                made[row] += factor * cell.number
            else:
                made[row] += factor * chance.triangular(cell.low, cell.number, cell.high, draws)
    return np.clip(made, 0.0, 1.0, out=made)
