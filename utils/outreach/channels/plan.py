"""The channel plan: one home base, at most one outpost, why, and what would change it."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.channels.catalog import Mark
from outreach.channels.criteria import CRITERIA, facts_behind
from outreach.channels.wording import dollars, hours_words, listed, share_words, verb

if TYPE_CHECKING:
    from datetime import date

    from outreach.channels.catalog import Channel
    from outreach.channels.gates import Exclusion, Gated
    from outreach.channels.ranking import Ranked, Ranking
    from outreach.practice import Practice

FILE_NAME = "channel-plan.md"
SPARE = 1e-9
LIMITS = ("hours_per_week", "money_per_month")


@dataclass(frozen=True)
class Place:
    """A channel in the plan, with what it gets and why it is there."""

    channel: Channel
    hours_per_week: float
    money_per_month: float
    why: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What a practice decides to do, and on what grounds.

    ``home_base`` or ``outpost`` is None where none fits; then ``without_home``
    or ``without_outpost`` says why, and what would let one in.
    """

    practice: Practice
    ranking: Ranking
    home_base: Place | None
    outpost: Place | None
    without_home: str
    without_outpost: str
    listings: tuple[Channel, ...]
    out: tuple[Exclusion, ...]
    review_on: date | None

    @property
    def places(self) -> tuple[Place, ...]:
        """Home base and outpost, as far as there are any."""
        return tuple(place for place in (self.home_base, self.outpost) if place is not None)


def make_plan(practice: Practice, ranking: Ranking, gated: Gated, review_on: date | None = None) -> Plan:
    """Decide on a home base and an outpost from a ranking of what passed the gates.

    The home base is the best placed channel on which what you write stays yours. The
    outpost is the best placed of those where people are already, whose leanest form
    fits in the hours and the money that the home base, at its leanest, leaves. ``review_on`` is
    given by the caller: a decision does not depend on the clock.
    """
    home = next((row for row in ranking.rows if row.channel.is_yours()), None)
    outpost = None if home is None else _outpost(practice, ranking, home)
    chosen = [row for row in (home, outpost) if row is not None]
    hours = _shared([row.channel for row in chosen], "hours_per_week", practice.hours_per_week)
    money = _shared([row.channel for row in chosen], "money_per_month", practice.money_per_month)
    places = [
        Place(row.channel, hours[row.channel.id], money[row.channel.id], why, _facts(row, practice, ranking))
        for row, why in zip(chosen, (_why_home(home, ranking), _why_outpost(outpost, ranking)), strict=False)
    ]
    return Plan(
        practice=practice,
        ranking=ranking,
        home_base=places[0] if home is not None else None,
        outpost=places[1] if outpost is not None else None,
        without_home="" if home is not None else _without_home(gated),
        without_outpost="" if outpost is not None else _without_outpost(practice, ranking, home),
        listings=tuple(row.channel for row in ranking.rows if row.channel.role == "listing"),
        out=gated.out,
        review_on=review_on,
    )


def _outpost(practice: Practice, ranking: Ranking, home: Ranked) -> Ranked | None:
    return next((row for row in _outposts(ranking) if _fits(practice, home.channel, row.channel)), None)


def _outposts(ranking: Ranking) -> list[Ranked]:
    return [row for row in ranking.rows if row.channel.role == "outpost"]


def _fits(practice: Practice, home: Channel, outpost: Channel) -> bool:
    limits = (practice.hours_per_week, practice.money_per_month)
    return all(
        there is None or home[fact].least + outpost[fact].least <= there + SPARE
        for fact, there in zip(LIMITS, limits, strict=True)
    )


def _shared(channels: list[Channel], fact: str, there: float | None) -> dict[str, float]:
    """Give each channel its leanest amount, then what is left, first come, up to its usual amount."""
    given = {channel.id: channel[fact].least for channel in channels}
    left = float("inf") if there is None else there - sum(given.values())
    for channel in channels:
        more = min(max(left, 0.0), channel[fact].number - given[channel.id])
        # Rounded down: a plan must not ask for more than there is by a hair.
        given[channel.id] = math.floor(100 * (given[channel.id] + more) + SPARE) / 100
        left -= more
    return given


def _facts(row: Ranked, practice: Practice, ranking: Ranking) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*LIMITS, *facts_behind(row.channel, practice, ranking.weights)]))


def _standing(row: Ranked, ranking: Ranking) -> str:
    best = [f"“{criterion.label}”" for criterion in row.strongest(3)]
    place = f"Place {row.place} of {len(ranking.rows)}"
    return f"{place} with {row.points:.0f} of 100 points, most of them for {listed(best)}."


def _why_home(row: Ranked | None, ranking: Ranking) -> str:
    if row is None:
        return ""
    name, first = row.channel.name, ranking.first
    if first is None or first.channel.id == row.channel.id:
        return f"{_standing(row, ranking)} What you write there stays yours."
    ahead = first.channel
    kept = "keeps" if not ahead.plural else "keep"
    return (
        f"{_standing(row, ranking)} {ahead.name} {verb(ahead, 'ranks', 'rank')} higher, "
        f"but {kept} nothing at an address of yours; "
        f"{name} {verb(row.channel, 'is', 'are')} the best placed where what you make stays yours."
    )


def _why_outpost(row: Ranked | None, ranking: Ranking) -> str:
    if row is None:
        return ""
    return f"{_standing(row, ranking)} The best placed where people are already, within what the home base leaves."


def _without_home(gated: Gated) -> str:
    homes = [gone for gone in gated.out if gone.channel.is_yours()]
    if not homes:
        return "None. No channel on which what you write stays yours is in the list."
    nearest = min(homes, key=lambda gone: (len(gone.reasons), gone.channel["hours_per_week"].least, gone.channel.id))
    return (
        "None yet. Every channel on which what you write stays yours is out. "
        f"The nearest is {nearest.channel.name}. {nearest.lift}"
    )


def _without_outpost(practice: Practice, ranking: Ranking, home: Ranked | None) -> str:
    if home is None:
        return "None. First find a home base for an outpost to lead back to."
    waiting = _outposts(ranking)
    if not waiting:
        return "None. No place where people are already passes your gates. A home base alone is a whole plan."
    first = waiting[0].channel
    hours = home.channel["hours_per_week"].least + first["hours_per_week"].least
    money = home.channel["money_per_month"].least + first["money_per_month"].least
    short = []
    if practice.hours_per_week is not None and hours > practice.hours_per_week + SPARE:
        short.append(f"{hours_words(hours)} a week")
    if practice.money_per_month is not None and money > practice.money_per_month + SPARE:
        short.append(f"{dollars(money)} a month")
    return (
        f"None: after the home base too little is left. "
        f"With {listed(short)} in all there would be room for {first.name}. "
        "A home base alone is a whole plan."
    )


def evidence(plan: Plan) -> str:
    """Return how much of the plan's facts was read in a source, in a sentence; empty without a home base."""
    if plan.home_base is None:
        return ""
    marks = Counter(place.channel[fact].mark for place in plan.places for fact in place.facts)
    counted = listed([f"{marks[mark]} {mark}" for mark in Mark])
    return f"This tests the weights, not the facts: of the {sum(marks.values())} facts used, {counted}."


def weights_in_words(ranking: Ranking) -> str:
    """Return the weights as shares of 100, largest first."""
    order = sorted(CRITERIA, key=lambda criterion: -ranking.weights[criterion.id])
    return "; ".join(f"“{criterion.label}” {share_words(ranking.weights[criterion.id])}" for criterion in order)
