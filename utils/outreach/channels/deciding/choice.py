"""A whole choice of channels: gates, ranking, chances, what would change it, the essay, and the pairs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from outreach.channels.deciding.change import (
    FactFlip,
    Stability,
    WeightMove,
    fact_flips,
    smallest_move,
    stabilities,
    would_lead,
)
from outreach.channels.deciding.essay import EssayTest, put_to_the_test
from outreach.channels.deciding.gates import Exclusion, Gated, gate
from outreach.channels.deciding.portfolio import Pair, pair_chances, portfolio
from outreach.channels.deciding.ranking import Ranking, rank
from outreach.channels.deciding.uncertainty import Chances, Draws, Word
from outreach.channels.deciding.weights import Weights, by_points
from outreach.channels.facts.known import catalog

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.channels.facts.catalog import Catalog, Channel
    from outreach.practice import Practice


@dataclass(frozen=True, eq=False)
class Choice:
    """What follows from a practice, its weights and the catalog, all of it at one moment.

    Everything is a pure function of the fields; what a view does not show is not worked out.
    """

    practice: Practice
    gated: Gated
    ranking: Ranking
    chances: Chances = field(repr=False)
    decision: Decision = field(repr=False)

    @property
    def leader(self) -> Channel | None:
        """The channel in first place, or None where no channel is left."""
        return None if self.ranking.first is None else self.ranking.first.channel

    @property
    def word(self) -> Word:
        """How sure first place is, in a word. Channels level in first place are a tie whatever the draws say."""
        if self.leader is None:
            return "none"
        return "tie" if self.ranking.rows[0].tied else self.chances.word(self.leader)

    @property
    def contenders(self) -> tuple[Channel, ...]:
        """Who is in the race for first place, likeliest first: who wins nine draws of ten, and the leader."""
        likeliest = self.chances.contenders()
        return likeliest if self.leader is None or self.leader in likeliest else (*likeliest, self.leader)

    @property
    def chance(self) -> float:
        """The leader's chance of first place, from 0 to 1; 0 where there is none."""
        return 0.0 if self.leader is None else self.chances.first(self.leader)

    @property
    def essay(self) -> EssayTest:
        """How the essay's claim fares for this practice, over all weightings."""
        return self.decision.essay

    @cached_property
    def move(self) -> WeightMove | None:
        """The smallest change of weights that takes first place from the leader."""
        return smallest_move(self.ranking)

    @cached_property
    def stabilities(self) -> tuple[Stability, ...]:
        """How far each weight can move by itself before first place changes."""
        return stabilities(self.ranking)

    @cached_property
    def flips(self) -> tuple[FactFlip, ...]:
        """The single facts that could cost first place, or win it, nearest first."""
        return fact_flips(self.practice, self.ranking)

    @cached_property
    def shut_out(self) -> tuple[Exclusion, ...]:
        """What the gates keep from first place."""
        return would_lead(self.practice, self.ranking, self.gated.out)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every home base with every outpost that fits beside it, best first."""
        return portfolio(self.practice, self.ranking)

    @cached_property
    def pair_chances(self) -> tuple[float, ...]:
        """How often each pair is the best of them in the draws."""
        return pair_chances(self.pairs, self.chances.channels, self.chances.scores)


class Decision:
    """Gates and facts of one practice, to which weights can be put again and again."""

    def __init__(self, practice: Practice, known: Catalog | None = None) -> None:
        self.practice = practice
        self.gated = gate(practice, (known or catalog()).channels)
        self.facts = Draws(practice, self.gated.open)

    def choose(self, weights: Weights | Mapping[str, float] | None = None) -> Choice:
        """Return the choice that follows from these weights.

        Raises
        ------
        OutreachError
            For weights that cannot be used.
        """
        held = weights if isinstance(weights, Weights) else by_points(weights)
        ranking = rank(self.practice, self.gated.open, held)
        return Choice(self.practice, self.gated, ranking, self.facts.chances(held), self)

    @cached_property
    def essay(self) -> EssayTest:
        """How the essay's claim fares over all weightings; the person's own weights do not count."""
        return put_to_the_test(self.practice, self.facts)
