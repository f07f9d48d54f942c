"""The essay's claim put to the test: under which weightings a blog or a community of one's own comes first.

All weightings are looked at, and not just the person's own: they are drawn evenly
from everything that adds up to 1 (a flat Dirichlet distribution), as the
acceptability index of SMAA does for "no preference said" (Lahdelma, Hokkanen and
Salminen, 1998). What lies behind the weightings that let a channel win is their
mean, its central weight vector.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from outreach.channels.deciding.criteria import CRITERIA, CRITERION, Criterion
from outreach.channels.deciding.uncertainty import SEED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from outreach.channels.deciding.ranking import Ranking
    from outreach.channels.deciding.uncertainty import Draws
    from outreach.channels.facts.catalog import Channel
    from outreach.practice import Practice

ESSAYS_CHOICE = ("own-blog", "own-community", "hosted-community")
"""What the essay of 2009 puts first: a blog, and an online community of one's own, then on a free site."""

WEIGHTINGS = 40_000
"""Weightings looked at, once for a practice: with these a share is good to half a point of 100."""

STEPS = 40
"""Steps along each side of the map."""

TELLING = 0.02
"""A criterion is named when winning and losing weightings differ on it by this part of all weight."""

GROUPS: dict[str, tuple[str, ...]] = {
    "brings": ("purpose", "audience", "search"),
    "asks": ("hours", "money", "risk"),
    "yours": ("comfort", "ownership"),
}
"""The eight criteria in three bundles, as the map shows them."""

GROUP_WORDS: dict[str, str] = {
    "brings": "what it brings (purpose, ages, search)",
    "asks": "what it asks (time, money, exposure)",
    "yours": "what is yours (ease, ownership)",
}


@dataclass(frozen=True)
class EssayTest:
    """How the essay's claim fares over all weightings, for one practice.

    Attributes
    ----------
    shares
        Part of all weightings under which each channel comes first, every fact at its best figure.
    share, share_with_facts
        Part for the essay's choices together; the second lets the facts vary too.
    draws
        Number of weightings looked at for ``shares`` and ``share``.
    better, worse
        What weightings that agree with the essay put more, and less, weight on.
    rivals
        The other channels that come first anywhere, most often first.

    """

    shares: Mapping[str, float]
    share: float
    share_with_facts: float
    draws: int
    better: tuple[Criterion, ...] = ()
    worse: tuple[Criterion, ...] = ()
    rivals: tuple[Channel, ...] = field(default=(), repr=False)


def put_to_the_test(practice: Practice, facts: Draws, *, seed: int = SEED) -> EssayTest:
    """Look at all weightings of the channels that passed the gates of a practice."""
    channels = facts.channels
    if not channels:
        return EssayTest({}, 0.0, 0.0, 0)
    drawn = all_weightings(WEIGHTINGS, seed)
    values = np.array([[criterion.value(channel, practice) for criterion in CRITERIA] for channel in channels])
    lots = facts.lots[:, np.arange(WEIGHTINGS) % facts.draws]
    winners = (values @ drawn + lots).argmax(axis=0)
    essays = np.array([channel.id in ESSAYS_CHOICE for channel in channels])
    agree = essays[winners]
    counts = np.bincount(winners, minlength=len(channels)) / WEIGHTINGS
    shares = {channel.id: float(share) for channel, share in zip(channels, counts, strict=True)}
    first_drawn = drawn[:, np.arange(facts.draws) % WEIGHTINGS]
    with_facts = float(essays[facts.scores(first_drawn).argmax(axis=0)].mean())
    rivals = [channel for channel in channels if channel.id not in ESSAYS_CHOICE and shares[channel.id] > 0]
    rivals.sort(key=lambda channel: (-shares[channel.id], channel.id))
    return EssayTest(shares, float(agree.mean()), with_facts, WEIGHTINGS, *_telling(drawn, agree), tuple(rivals))


def all_weightings(draws: int, seed: int = SEED) -> NDArray[np.float64]:
    """Return weights drawn evenly from all that add up to 1, shape (criteria, draws)."""
    # A stream of its own: the facts are drawn from the same seed.
    return np.random.default_rng([seed, 1]).dirichlet(np.ones(len(CRITERIA)), draws).T


def _telling(
    drawn: NDArray[np.float64], agree: NDArray[np.bool_]
) -> tuple[tuple[Criterion, ...], tuple[Criterion, ...]]:
    """Return what agreeing weightings put more, and less, weight on than the others, most first."""
    if agree.all() or not agree.any():
        return (), ()
    apart = drawn[:, agree].mean(axis=1) - drawn[:, ~agree].mean(axis=1)
    order = np.argsort(-apart)
    more = [CRITERIA[place] for place in order if apart[place] >= TELLING]
    less = [CRITERIA[place] for place in reversed(order) if apart[place] <= -TELLING]
    return tuple(more), tuple(less)


@dataclass(frozen=True, eq=False)
class WeightMap:
    """Who comes first where weight is put on three bundles of criteria, each with the person's own proportions.

    ``brings`` and ``asks`` are parts of all weight in steps from 0 to 1; the rest
    is on ``yours``. ``first`` holds the row in ``channels`` of the channel in first
    place, shape (asks, brings), and -1 where the two together would be more than
    all. ``here`` is where the person's own weights lie.
    """

    channels: tuple[Channel, ...]
    steps: NDArray[np.float64] = field(repr=False)
    first: NDArray[np.int64] = field(repr=False)
    here: tuple[float, float] = (0.0, 0.0)

    def winner(self, brings: float, asks: float) -> Channel:
        """Return who comes first at the point of the map nearest to these parts of all weight."""
        return self.channels[int(self.first[_cell(brings, asks, len(self.steps))])]

    def share(self, channels: Sequence[str]) -> float:
        """Return the part of the map on which one of these channels comes first."""
        wanted = [place for place, channel in enumerate(self.channels) if channel.id in channels]
        held, all_points = int(np.isin(self.first, wanted).sum()), int((self.first >= 0).sum())
        return held / max(all_points, 1)


def weight_map(ranking: Ranking, steps: int = STEPS) -> WeightMap:
    """Work out the map for a ranking; the step in which ``here`` lies shows who leads the ranking."""
    points = np.linspace(0.0, 1.0, steps + 1)
    channels = tuple(row.channel for row in ranking.rows)
    bundles = _bundles(ranking)
    here = tuple(sum(ranking.weights[key] for key in GROUPS[group]) for group in ("brings", "asks"))
    if not channels:
        return WeightMap((), points, np.full((len(points), len(points)), -1), (here[0], here[1]))
    brings, asks = np.meshgrid(points, points)
    yours = 1 - brings - asks
    weights = (
        bundles["brings"][:, None, None] * brings
        + bundles["asks"][:, None, None] * asks
        + bundles["yours"][:, None, None] * yours
    )
    # Rows come best first, so that of channels exactly level the one that the ranking names is shown.
    scores = np.round(np.tensordot(_values([row.values for row in ranking.rows]), weights, axes=1), 12)
    first = np.where(yours >= -1 / (2 * steps), scores.argmax(axis=0), -1)
    first[_cell(here[0], here[1], len(points))] = 0
    return WeightMap(channels, points, first, (here[0], here[1]))


def _cell(brings: float, asks: float, points: int) -> tuple[int, int]:
    """Return row and column of the point nearest to these parts of all weight, of so many along a side."""
    last = points - 1
    column = round(brings * last)
    # Half steps may both be rounded up, which would leave the map.
    return min(round(asks * last), last - column), column


def _bundles(ranking: Ranking) -> dict[str, NDArray[np.float64]]:
    """Return for each bundle how its weight is parted among its criteria: as the person does, or evenly."""
    made = {}
    for group, members in GROUPS.items():
        parts = {key: ranking.weights[key] for key in members}
        whole = sum(parts.values())
        shares = {key: part / whole if whole > 0 else 1 / len(members) for key, part in parts.items()}
        made[group] = np.array([shares.get(key, 0.0) for key in CRITERION])
    return made


def _values(rows: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
    """Return values from 0 to 1, shape (channels, criteria)."""
    return np.array([[values[key] for key in CRITERION] for values in rows])
