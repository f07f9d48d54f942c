"""What would change first place: the smallest change of weights, each weight by itself, and single facts.

Nothing here is searched for by trial. The score is linear in the weights and in
each fact as long as its criterion stays between its bounds, so each question
has an exact answer. Stability of a choice against its weights: Rios Insua and
French, *European Journal of Operational Research* 54, 1991; Triantaphyllou and
Sánchez, *Decision Sciences* 28, 1997.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.channels.deciding.criteria import CRITERIA, CRITERION, Criterion
from outreach.channels.deciding.ranking import score
from outreach.channels.facts.catalog import FACTS, TOP_OF_SCALE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from outreach.channels.deciding.gates import Exclusion
    from outreach.channels.deciding.ranking import Ranked, Ranking
    from outreach.channels.facts.catalog import Cell, Channel
    from outreach.practice import Practice

SAME = 1e-9
"""A lead or a share no larger than this is none."""

LEAST = 0.0005
"""A share of weight smaller than this, or a rest smaller than this, is not worth a word."""

_TOPS = {"scale": TOP_OF_SCALE, "percent": 100.0}


@dataclass(frozen=True)
class WeightMove:
    """The smallest part of all weight that has to move for a rival to draw level.

    ``taken`` says how much comes from which criterion, ``to`` where it goes; all
    are parts of the whole weight, from 0 to 1.
    """

    rival: Channel
    taken: tuple[tuple[Criterion, float], ...]
    to: Criterion | None

    @property
    def share(self) -> float:
        """The part of all weight that moves, from 0 (a tie already) to 1."""
        return math.fsum(part for _, part in self.taken)


@dataclass(frozen=True)
class Stability:
    """Between which shares of all weight one criterion leaves first place as it is.

    The others keep their proportions. ``low`` and ``high`` run from 0 to 1; ``below``
    and ``above`` are the rivals that draw level there, None where nobody does.
    """

    criterion: Criterion
    now: float
    low: float
    high: float
    below: Channel | None
    above: Channel | None


@dataclass(frozen=True)
class FactFlip:
    """A figure that one fact would need for first place to be lost, or won, by it alone.

    ``channel`` is the one that the fact is about, ``rival`` the other of the two
    that would be level; ``of_leader`` tells whether the fact is about the leader.
    """

    channel: Channel
    fact: str
    cell: Cell
    needed: float
    rival: Channel
    of_leader: bool

    @property
    def is_within(self) -> bool:
        """Whether the catalog holds that figure possible, and figures beyond it that change first place."""
        return self.cell.low + SAME < self.needed < self.cell.high - SAME

    @property
    def distance(self) -> float:
        """How far off the figure is, as a part of its scale or, without one, of the figure itself or of 1 if larger."""
        top = _TOPS.get(FACTS[self.fact].kind, max(abs(self.cell.number), 1.0))
        return abs(self.needed - self.cell.number) / top


def smallest_move(ranking: Ranking) -> WeightMove | None:
    """Return the smallest move of weight that lets a rival draw level, or None where no weights can.

    For one rival this is a linear program: take weight where the leader is furthest
    ahead and put it where it is furthest behind, until the lead is gone. Taking
    in the order of the differences is its exact solution, as each unit moved
    closes the lead by the difference between its two places.
    """
    if not ranking.rows:
        return None
    leader, *rivals = ranking.rows
    moves = [move for rival in rivals if (move := _move(leader, rival, ranking)) is not None]
    return min(moves, key=lambda move: (move.share, move.rival.id), default=None)


def _move(leader: Ranked, rival: Ranked, ranking: Ranking) -> WeightMove | None:
    ahead = {key: leader.values[key] - rival.values[key] for key in leader.values}
    left = math.fsum(ranking.weights[key] * ahead[key] for key in ahead)
    if left <= SAME:
        return WeightMove(rival.channel, (), None)
    to = min(ahead, key=lambda key: ahead[key])
    if ahead[to] > SAME:
        return None
    taken = []
    for key in sorted(ahead, key=lambda key: -ahead[key]):
        gain = ahead[key] - ahead[to]
        if gain <= SAME or left <= SAME:
            break
        part = min(ranking.weights[key], left / gain)
        if part > 0:
            taken.append((CRITERION[key], part))
            left -= part * gain
    return WeightMove(rival.channel, tuple(taken), CRITERION[to]) if left <= SAME else None


def stabilities(ranking: Ranking) -> tuple[Stability, ...]:
    """Return for each criterion between which shares of weight first place stays as it is."""
    if not ranking.rows:
        return ()
    return tuple(_stability(criterion, ranking) for criterion in CRITERIA)


def _stability(criterion: Criterion, ranking: Ranking) -> Stability:
    leader, *rivals = ranking.rows
    now = ranking.weights[criterion.id]
    others = _others(criterion, ranking)
    ends = []
    for rival in rivals:
        alone = leader.values[criterion.id] - rival.values[criterion.id]
        without = math.fsum(part * (leader.values[key] - rival.values[key]) for key, part in others.items())
        if abs(alone - without) > SAME:
            # The lead is alone * share + without * (1 - share): level where it is 0, and lost at this rate beyond.
            ends.append(_End(without / (without - alone), alone - without, rival.channel))
    below = [end for end in ends if end.rate > 0 and end.level > LEAST]
    above = [end for end in ends if end.rate < 0 and end.level < 1 - LEAST]
    low = min(max((end.level for end in below), default=0.0), now)
    high = max(min((end.level for end in above), default=1.0), now)
    return Stability(
        criterion,
        now,
        low,
        high,
        _taking_over([end for end in below if end.level >= low - SAME]),
        _taking_over([end for end in above if end.level <= high + SAME]),
    )


@dataclass(frozen=True)
class _End:
    """Where one rival draws level: at which share of weight, and how fast the lead changes with it."""

    level: float
    rate: float
    rival: Channel


def _taking_over(ends: list[_End]) -> Channel | None:
    """Return who leads beyond an end: of rivals that draw level together, the one that gains fastest."""
    first = max(ends, key=lambda end: (abs(end.rate), end.rival.id), default=None)
    return None if first is None else first.rival


def _others(criterion: Criterion, ranking: Ranking) -> dict[str, float]:
    """Return the shares of the other criteria among themselves; equal ones where they have no weight."""
    rest = 1 - ranking.weights[criterion.id]
    keys = [key for key in CRITERION if key != criterion.id]
    if rest <= SAME:
        return dict.fromkeys(keys, 1 / len(keys))
    return {key: ranking.weights[key] / rest for key in keys}


def fact_flips(practice: Practice, ranking: Ranking) -> tuple[FactFlip, ...]:
    """Return each fact that could by itself cost first place, or win it, nearest first.

    Each figure is exact because no fact of a channel stands behind two criteria.

    Facts whose figure lies within what the catalog holds possible come before the others.
    """
    if len(ranking.rows) < 2:  # noqa: PLR2004 - a leader and a rival
        return ()
    leader, *rivals = ranking.rows
    found = list(_flips(leader, rivals[0].channel, leader.score - rivals[0].score, practice, ranking, -1))
    for rival in rivals:
        found += _flips(rival, leader.channel, leader.score - rival.score, practice, ranking, +1)
    return tuple(sorted(found, key=lambda flip: (not flip.is_within, flip.distance, flip.channel.id, flip.fact)))


def _flips(
    row: Ranked, rival: Channel, lead: float, practice: Practice, ranking: Ranking, sign: int
) -> Iterator[FactFlip]:
    """Go through the facts of a channel that would move its score by the lead, down (-1) or up (+1)."""
    for criterion in CRITERIA:
        weight = ranking.weights[criterion.id]
        if weight <= SAME:
            continue
        wanted = row.values[criterion.id] + sign * lead / weight
        if not -SAME <= wanted <= 1 + SAME:
            continue
        terms = criterion.terms(row.channel, practice)
        raw = terms.constant + math.fsum(factor * row.channel[fact].number for fact, factor in terms.facts.items())
        for fact, factor in terms.facts.items():
            cell = row.channel[fact]
            needed = cell.number + (wanted - raw) / factor
            top = _TOPS.get(FACTS[fact].kind, math.inf)
            if -SAME <= needed <= top + SAME:
                yield FactFlip(row.channel, fact, cell, min(max(needed, 0.0), top), rival, of_leader=sign < 0)


def would_lead(practice: Practice, ranking: Ranking, out: Sequence[Exclusion]) -> tuple[Exclusion, ...]:
    """Return what the gates shut out although it would come first if it were let in; best first."""
    first = ranking.first
    best = -1.0 if first is None else first.score
    scores: Mapping[str, float] = {
        gone.channel.id: score(gone.channel, practice, ranking.weights).score for gone in out
    }
    ahead = [gone for gone in out if scores[gone.channel.id] > best + SAME]
    return tuple(sorted(ahead, key=lambda gone: (-scores[gone.channel.id], gone.channel.id)))
