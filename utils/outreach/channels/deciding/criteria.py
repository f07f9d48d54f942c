"""The eight criteria of the ranking, each a sum of catalog cells that can be written down.

A value is a constant plus a weighted sum of facts of one channel, kept between 0
and 1. So each value can name the facts that it rests on, and a later reader can
put other figures in their place. The scales are fixed in advance: taking a
channel away never changes how the others compare.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.channels.facts.catalog import TOP_OF_SCALE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from outreach.channels.facts.catalog import Channel
    from outreach.practice import Practice

HOURS_WORTH_NOTHING = 8.0
"""Hours a week at which the value of the criterion "hours" is 0: the most that any channel is judged to take."""

DOLLARS_WORTH_NOTHING = 100.0
"""Dollars a month at which the value of the criterion "money" is 0; every price in the catalog is below."""

PERCENT = 100.0

NOT_SAID = 0.5
"""The value that every channel gets where the practice has not said what it wants, so that nothing is decided by it."""


@dataclass(frozen=True)
class Terms:
    """A value as a constant plus a weighted sum of facts of one channel."""

    constant: float
    facts: Mapping[str, float]

    def value(self, channel: Channel) -> float:
        """Return the value, kept between 0 and 1."""
        total = math.fsum([self.constant, *(factor * channel[fact].number for fact, factor in self.facts.items())])
        return min(1.0, max(0.0, total))


@dataclass(frozen=True)
class Criterion:
    """One thing that can matter in the choice, and how a channel's value on it is worked out."""

    id: str
    label: str
    worst: str
    best: str
    formula: str
    terms: Callable[[Channel, Practice], Terms] = field(repr=False)

    def value(self, channel: Channel, practice: Practice) -> float:
        """Return the channel's value on this criterion, from 0 to 1."""
        return self.terms(channel, practice).value(channel)


def _mean_of_scales(facts: Iterable[str]) -> Terms:
    keys = tuple(facts)
    return Terms(0.0, {key: 1 / (TOP_OF_SCALE * len(keys)) for key in keys}) if keys else Terms(NOT_SAID, {})


def _purpose(_channel: Channel, practice: Practice) -> Terms:
    return _mean_of_scales(f"fit.{goal}" for goal in practice.goals)


def _audience(_channel: Channel, practice: Practice) -> Terms:
    keys = [f"reach.{band}" for band in practice.age_bands] or ["reach.all"]
    return Terms(0.0, {key: 1 / (PERCENT * len(keys)) for key in keys})


def _comfort(_channel: Channel, practice: Practice) -> Terms:
    return _mean_of_scales(f"gives.{way}" for way in practice.ways_of_giving)


def _ownership(_channel: Channel, _practice: Practice) -> Terms:
    return _mean_of_scales(["ownership", "content_export", "audience_export"])


def _hours(_channel: Channel, _practice: Practice) -> Terms:
    return Terms(1.0, {"hours_per_week": -1 / HOURS_WORTH_NOTHING})


def _money(_channel: Channel, _practice: Practice) -> Terms:
    return Terms(1.0, {"money_per_month": -1 / DOLLARS_WORTH_NOTHING})


def _search(_channel: Channel, _practice: Practice) -> Terms:
    return _mean_of_scales(["search"])


def _risk(_channel: Channel, _practice: Practice) -> Terms:
    return Terms(1.0, dict.fromkeys(("confidentiality", "message", "review"), -1 / (3 * TOP_OF_SCALE)))


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "purpose",
        "Fits my purpose",
        "serves none of your goals",
        "serves all of your goals fully",
        "The mean of how well it suits your goals, each judged from 0 to 3, divided by 3.",
        _purpose,
    ),
    Criterion(
        "audience",
        "Used by the ages I want",
        "nobody of those ages uses it",
        "everybody of those ages uses it",
        "The mean share of people of your ages who use it; of all adults where you named no ages.",
        _audience,
    ),
    Criterion(
        "comfort",
        "I give easily there",
        "is nothing like the way you give",
        "is just the way you give",
        "The mean of how well it suits your ways of giving, each judged from 0 to 3, divided by 3.",
        _comfort,
    ),
    Criterion(
        "ownership",
        "It stays mine",
        "you would leave with nothing",
        "you would leave with all of it",
        "The mean of three judgments from 0 to 3, divided by 3: "
        "what you can carry out of what you made, of the people, and whose ground it is.",
        _ownership,
    ),
    Criterion(
        "hours",
        "It takes little time",
        "takes eight hours a week",
        "takes no time at all",
        f"1 minus its hours a week divided by {HOURS_WORTH_NOTHING:g}.",
        _hours,
    ),
    Criterion(
        "money",
        "It costs little",
        "costs 100 dollars a month",
        "costs nothing",
        f"1 minus its dollars a month divided by {DOLLARS_WORTH_NOTHING:g}.",
        _money,
    ),
    Criterion(
        "search",
        "Strangers find it",
        "no stranger can find it",
        "a search finds it easily",
        "The chance of being found by search, judged from 0 to 3, divided by 3.",
        _search,
    ),
    Criterion(
        "risk",
        "It exposes little",
        "is as exposed as can be",
        "brings no message, review or risk",
        "1 minus the mean of the three exposures (confidentiality, messages, reviews), "
        "each judged from 0 to 3, divided by 3.",
        _risk,
    ),
)

CRITERION: dict[str, Criterion] = {criterion.id: criterion for criterion in CRITERIA}

EQUAL_WEIGHTS: dict[str, float] = {criterion.id: 50.0 for criterion in CRITERIA}
"""Where everybody starts: any other beginning would be an opinion of ours."""

ASKED: dict[str, str] = {"purpose": "goals", "audience": "age_bands", "comfort": "ways_of_giving"}
"""What the practice has to say for a criterion to tell channels apart."""


def unsaid_by(practice: Practice) -> tuple[Criterion, ...]:
    """Return the criteria on which the practice has said nothing."""
    return tuple(CRITERION[key] for key, said in ASKED.items() if not getattr(practice, said))


def facts_behind(channel: Channel, practice: Practice, weights: Mapping[str, float]) -> tuple[str, ...]:
    """Return the facts that the score of a channel rests on, in the order of the criteria."""
    used = [criterion.terms(channel, practice) for criterion in CRITERIA if weights.get(criterion.id, 0) > 0]
    return tuple(dict.fromkeys(fact for terms in used for fact in terms.facts))
