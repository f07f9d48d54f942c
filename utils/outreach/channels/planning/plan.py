"""The channel plan: one home base, at most one outpost, why, and what would change it."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.channels.deciding.criteria import facts_behind
from outreach.channels.deciding.portfolio import LIMITS, SPARE, fits
from outreach.channels.facts.catalog import Mark
from outreach.channels.planning.picking import picked
from outreach.channels.wording import dollars, hours_words, verb
from outreach.wording import listed, of_hundred

if TYPE_CHECKING:
    from datetime import date

    from outreach.channels.deciding.choice import Choice
    from outreach.channels.deciding.gates import Exclusion
    from outreach.channels.deciding.portfolio import Pair
    from outreach.channels.deciding.ranking import Ranked, Ranking
    from outreach.channels.facts.catalog import Channel
    from outreach.channels.planning.picking import Picked
    from outreach.practice import Practice

FILE_NAME = "channel-plan.md"
PAGE_NAME = "channel-plan.html"
WHOLE = "A home base alone is a whole plan."
SPENT = {"hours", "money"}
"""Gates that open when there is more of something to spend."""


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

    ``home_base`` or ``outpost`` is None where there is none; then ``without_home``
    or ``without_outpost`` says why, and what would let one in. ``among_pairs`` says
    how often this pair is the best of all that fit, and ``over`` where a person's own pick needs more
    than they said they have; each is empty where there is nothing to say.
    """

    practice: Practice
    choice: Choice
    home_base: Place | None
    outpost: Place | None
    without_home: str
    without_outpost: str
    among_pairs: str
    over: str
    listings: tuple[Channel, ...]
    review_on: date | None

    @property
    def purpose(self) -> str:
        """What the outreach is for, in the practice's own words."""
        return self.practice.purpose

    @property
    def ranking(self) -> Ranking:
        """The ranking behind the plan."""
        return self.choice.ranking

    @property
    def out(self) -> tuple[Exclusion, ...]:
        """What the gates shut out."""
        return self.choice.gated.out

    @property
    def places(self) -> tuple[Place, ...]:
        """Home base and outpost, as far as there are any."""
        return tuple(place for place in (self.home_base, self.outpost) if place is not None)


def make_plan(
    choice: Choice, review_on: date | None = None, *, home_base: str | None = None, outpost: str | None = None
) -> Plan:
    """Decide on a home base and an outpost: the best pair of a choice, or a person's own pick.

    Parameters
    ----------
    choice
        What follows from the practice, its weights and the catalog.
    review_on
        The day on which the plan is to be looked at again; a decision does not depend on the clock.
    home_base
        A person's own pick, of what stays theirs. Left out or empty, the best pair decides.
    outpost
        A person's own pick. Left out, the best pair decides; empty, there is none on purpose.

    Raises
    ------
    OutreachError
        For a pick that does not exist, was shut out, or cannot be that part of a plan. A pick that needs more
        hours or money than there is is no error; the plan says so.
    """
    pick = picked(choice, home_base, outpost)
    practice = choice.practice
    chosen = [choice.ranking.find(channel.id) for channel in pick.channels]
    rows = [row for row in chosen if row is not None]
    shares = {fact: _shared(pick.channels, fact, getattr(practice, there)) for fact, there in LIMITS.items()}
    places = [
        Place(
            row.channel,
            shares["hours_per_week"][row.channel.id],
            shares["money_per_month"][row.channel.id],
            why(row, pick, choice),
            _facts(row, choice),
        )
        for row, why in zip(rows, (_why_home, _why_outpost), strict=False)
    ]
    return Plan(
        practice=practice,
        choice=choice,
        home_base=places[0] if pick.home_base else None,
        outpost=places[1] if pick.outpost else None,
        without_home="" if pick.home_base else _without_home(choice),
        without_outpost="" if pick.outpost else _without_outpost(pick, choice),
        among_pairs=_among_pairs(pick, choice),
        over=_over(pick, practice),
        listings=tuple(row.channel for row in choice.ranking.rows if row.channel.role == "listing"),
        review_on=review_on,
    )


def _shared(channels: tuple[Channel, ...], fact: str, there: float | None) -> dict[str, float]:
    """Give each channel its leanest amount, then what is left, first come, up to its usual amount.

    Hours can be given in part. A price is paid or not, so what is left goes to it whole or not at all.
    """
    is_price = fact == "money_per_month"
    given = {channel.id: channel[fact].least for channel in channels}
    left = math.inf if there is None else there - sum(given.values())
    for channel in channels:
        wanted = channel[fact].number - given[channel.id]
        more = 0.0 if is_price and wanted > left + SPARE else min(max(left, 0.0), wanted)
        # Rounded down: a plan must not ask for more than there is by a hair.
        given[channel.id] = math.floor(100 * (given[channel.id] + more) + SPARE) / 100
        left -= more
    return given


def _facts(row: Ranked, choice: Choice) -> tuple[str, ...]:
    behind = facts_behind(row.channel, choice.practice, choice.ranking.weights.shares)
    return tuple(dict.fromkeys([*LIMITS, *behind]))


def _standing(row: Ranked, choice: Choice) -> str:
    best = [f"“{criterion.label}”" for criterion in row.strongest(3)]
    place = f"Place {row.place} of {len(choice.ranking.rows)} with {row.points:.0f} of 100 points"
    return f"{place}, most of them for {listed(best)}." if best else f"{place}."


def _why_home(row: Ranked, pick: Picked, choice: Choice) -> str:
    said = _standing(row, choice)
    if pick.best is not None and pick.best.home_base.id != row.channel.id:
        if not pick.own_home and pick.outpost is not None:
            return f"{said} The best placed of what stays yours beside which there is room for {pick.outpost.name}."
        best = pick.best.home_base.name
        return f"Your own pick. The ranking puts {best} first as a home base. {said} What you write there stays yours."
    ahead = [other.channel for other in choice.ranking.rows if other.place < row.place]
    if not ahead:
        return f"{said} What you write there stays yours."
    own = next((channel for channel in ahead if channel.is_yours()), None)
    if own is not None:
        higher = f"By itself {own.name} {verb(own, 'ranks', 'rank')} higher"
        return f"{said} {higher}, but with the outpost that fits beside it this is the better pair."
    first, kept = ahead[0], "keep" if ahead[0].plural else "keeps"
    return (
        f"{said} {first.name} {verb(first, 'ranks', 'rank')} higher, but {kept} nothing at an address of yours; "
        f"{row.channel.name} {verb(row.channel, 'is', 'are')} the best placed where what you make stays yours."
    )


def _why_outpost(row: Ranked, pick: Picked, choice: Choice) -> str:
    said = _standing(row, choice)
    beside = pick.best_beside
    if beside is not None and beside.outpost is None:
        return f"Your own pick. The ranking finds no outpost that fits beside {beside.home_base.name}. {said}"
    if beside is not None and beside.outpost is not None and beside.outpost.id != row.channel.id:
        first = f"The ranking puts {beside.outpost.name} first beside {beside.home_base.name}."
        return f"Your own pick. {first} {said}"
    return f"{said} The best placed where people are already, within what the home base leaves."


def _without_home(choice: Choice) -> str:
    homes = [gone for gone in choice.gated.out if gone.channel.is_yours()]
    if not homes:
        return "None. No channel on which what you write stays yours is in the list."
    nearest = min(homes, key=_how_far)
    limits = {reason.gate for reason in nearest.reasons} - SPENT
    keep = " We would not stretch a limit to make a plan: none for now is an answer too." if limits else ""
    return (
        "None yet. Every channel on which what you write stays yours is out. "
        f"The nearest is {nearest.channel.name}. {nearest.lift}{keep}"
    )


def _how_far(gone: Exclusion) -> tuple[int, int, float, float, str]:
    """Order what is out by how easily it comes back: time and money can be found, other limits have a reason."""
    other = sum(reason.gate not in SPENT for reason in gone.reasons)
    is_too_dear = any(reason.gate == "money" for reason in gone.reasons)
    cost = gone.channel["money_per_month"].low if is_too_dear else 0.0
    return other, len(gone.reasons), cost, gone.channel["hours_per_week"].low, gone.channel.id


def _without_outpost(pick: Picked, choice: Choice) -> str:
    home = pick.home_base
    if home is None:
        return "None. First find a home base for an outpost to lead back to."
    beside = pick.best_beside
    if pick.on_purpose and beside is not None and beside.outpost is not None:
        return f"None, by your own pick. The ranking puts {beside.outpost.name} first beside {home.name}. {WHOLE}"
    waiting = [row.channel for row in choice.ranking.rows if row.channel.role == "outpost"]
    if not waiting:
        return f"None. No place where people are already passes your gates. {WHOLE}"
    short = _short_of((home, waiting[0]), choice.practice)
    if not short:
        return f"None. By your weights no place where people are already adds anything. {WHOLE}"
    return (
        "None: after the home base too little is left. "
        f"With {listed([needed for needed, _ in short])} in all there would be room for {waiting[0].name}. {WHOLE}"
    )


def _short_of(channels: tuple[Channel, ...], practice: Practice) -> list[tuple[str, str]]:
    """Return what the leanest form of channels needs beyond what there is, each time with what there is."""
    short = []
    for fact, words in (("hours_per_week", hours_words), ("money_per_month", dollars)):
        needed, there = sum(channel[fact].least for channel in channels), getattr(practice, LIMITS[fact])
        if there is not None and needed > there + SPARE:
            per = "week" if fact == "hours_per_week" else "month"
            short.append((f"{words(needed)} a {per}", words(there)))
    return short


def _over(pick: Picked, practice: Practice) -> str:
    if fits(practice, pick.channels):
        return ""
    parts = listed(
        [f"at least {needed}, where you have {there}" for needed, there in _short_of(pick.channels, practice)]
    )
    return (
        f"Your own pick is over what you have: it takes {parts}. You may keep it if you find what is missing, "
        "or let the outpost wait."
    )


def _among_pairs(pick: Picked, choice: Choice) -> str:
    """Return how often the pair of a plan is the best of all that fit, and which is best next often."""
    if pick.home_base is None or pick.on_purpose:
        # A home base alone is worth less than with an outpost, by the way in which pairs are counted.
        return ""
    ours = [channel.id for channel in pick.channels]
    chances = list(zip(choice.pairs, choice.pair_chances, strict=True))
    others = [known for known in chances if [channel.id for channel in known[0].channels] != ours]
    if not others:
        return "It is the only plan that fits."
    pair, next_best = max(others, key=lambda known: known[1])
    next_often = f"{_pair_words(pair)} in {of_hundred(next_best)}"
    this = next((chance for known, chance in chances if [channel.id for channel in known.channels] == ours), None)
    if this is None:
        return f"It is not among the {len(chances)} pairs that fit. Of these, best most often: {next_often} draws."
    follows = f"next, {next_often}" if next_best <= this else f"more often than this, {next_often}"
    often = f"This one is best in {of_hundred(this)} draws; {follows}."
    return f"{len(chances)} plans fit, with an outpost or without. {often}"


def _pair_words(pair: Pair) -> str:
    return listed([channel.name for channel in pair.channels]) if pair.outpost else f"{pair.home_base.name} alone"


def time_and_money(place: Place) -> str:
    """Return what a place gets, in words."""
    money = f"{dollars(place.money_per_month)} a month" if place.money_per_month else "no money"
    return f"{hours_words(place.hours_per_week)} a week, {money}"


def evidence(plan: Plan) -> str:
    """Return how much of the plan's facts was read in a source, in a sentence; empty without a home base."""
    if plan.home_base is None:
        return ""
    marks = Counter(place.channel[fact].mark for place in plan.places for fact in place.facts)
    counted = listed([f"{marks[mark]} {mark}" for mark in Mark])
    return f"This plan rests on {sum(marks.values())} facts: {counted}."
