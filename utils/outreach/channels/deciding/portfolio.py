"""Home base and outpost together: every pair that can be paid for in hours and money, the best first.

The worth of a pair is the sum of its two scores, as in additive portfolio models
(Salo, Keisler and Morton, *Portfolio Decision Analysis*, 2011). With eighteen
channels there are fewer than a hundred pairs, so all of them are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from outreach.channels.deciding.ranking import Ranked, Ranking
    from outreach.channels.facts.catalog import Channel
    from outreach.practice import Practice

LIMITS: dict[str, str] = {"hours_per_week": "hours_per_week", "money_per_month": "money_per_month"}
"""What a practice has of something, by the fact that uses it up."""

SPARE = 1e-9


@dataclass(frozen=True)
class Pair:
    """A home base, and an outpost where one fits. ``worth`` is the sum of their scores, from 0 to 2."""

    home_base: Channel
    outpost: Channel | None
    worth: float

    @property
    def channels(self) -> tuple[Channel, ...]:
        """Home base and outpost, as far as there are any."""
        return (self.home_base,) if self.outpost is None else (self.home_base, self.outpost)


def portfolio(practice: Practice, ranking: Ranking) -> tuple[Pair, ...]:
    """Return every home base with every outpost that fits beside it, and without one, best first.

    A home base is a channel on which what you write stays yours; so each pair has
    one. A pair fits if its leanest form fits in the hours and the money there are.
    """
    homes = [row for row in ranking.rows if row.channel.is_yours()]
    outposts = [row for row in ranking.rows if row.channel.role == "outpost"]
    pairs = [
        Pair(home.channel, None if outpost is None else outpost.channel, _worth(home, outpost))
        for home in homes
        for outpost in (*outposts, None)
        if fits(practice, [row.channel for row in (home, outpost) if row is not None])
    ]
    return tuple(sorted(pairs, key=lambda pair: (-pair.worth, [channel.id for channel in pair.channels])))


def fits(practice: Practice, channels: Iterable[Channel]) -> bool:
    """Tell whether the leanest form of these channels together stays within hours and money."""
    needed = list(channels)
    return all(
        there is None or sum(channel[fact].low for channel in needed) <= there + SPARE
        for fact, there in ((fact, getattr(practice, said)) for fact, said in LIMITS.items())
    )


def pair_chances(pairs: Sequence[Pair], channels: Sequence[Channel], scores: NDArray[np.floating]) -> tuple[float, ...]:
    """Return how often each pair is the best in drawn scores of shape (channels, draws)."""
    if not pairs:
        return ()
    rows = {channel.id: row for row, channel in enumerate(channels)}
    best = np.full(scores.shape[1], -np.inf)
    winner = np.zeros(scores.shape[1], dtype=np.intp)
    for number, pair in enumerate(pairs):
        worth = scores[rows[pair.home_base.id]]
        if pair.outpost is not None:
            worth = worth + scores[rows[pair.outpost.id]]
        better = worth > best
        best[better] = worth[better]
        winner[better] = number
    counts = np.bincount(winner, minlength=len(pairs))
    return tuple(float(count) / scores.shape[1] for count in counts)


def _worth(home: Ranked, outpost: Ranked | None) -> float:
    return home.score + (0.0 if outpost is None else outpost.score)
