"""Weights: how much each criterion counts for a person, and how sure they are of it.

Weights are swing weights: a point says how much it is worth to go from the worst
to the best that a criterion knows, as `Criterion.worst` and `Criterion.best` put
it in words (von Winterfeldt and Edwards, *Decision Analysis and Behavioral
Research*, 1986). They are given by points, or by an order alone; from an order the
rank-order centroid follows (Barron and Barrett, *Management Science* 42, 1996;
Edwards and Barron, *Organizational Behavior and Human Decision Processes* 60, 1994).
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from outreach.channels.deciding.criteria import CRITERIA, CRITERION, EQUAL_WEIGHTS
from outreach.errors import OutreachError

How = Literal["points", "order"]
LARGEST_WEIGHT = sys.float_info.max


@dataclass(frozen=True)
class Confidence:
    """How sure a person is of their weights.

    ``factor`` says how far off they may be: before the weights are made to add up to 1
    again, each is taken to lie, two times in three, between what was said divided by the
    factor and what was said times the factor. The factors are our judgment.
    """

    id: str
    label: str
    factor: float


CONFIDENCE: dict[str, Confidence] = {
    level.id: level
    for level in (
        Confidence("guess", "A guess: mostly within half and double", 2.0),
        Confidence("fairly", "Fairly sure: mostly within about a third", 1.4),
        Confidence("sure", "Quite sure: mostly within about a seventh", 1.15),
    )
}
FAIRLY = CONFIDENCE["fairly"]


@dataclass(frozen=True)
class Weights:
    """How much each criterion counts. ``shares`` hold all criteria and add up to 1."""

    shares: Mapping[str, float]
    how: How = "points"
    confidence: Confidence = FAIRLY

    def __getitem__(self, criterion: str) -> float:
        return self.shares[criterion]


def by_points(points: Mapping[str, float] | None = None, confidence: str = "fairly") -> Weights:
    """Return weights from points, in any unit; criteria left out count 0; without any, all count the same.

    Raises
    ------
    OutreachError
        If a criterion is unknown, a number is negative or none at all, or all are zero.
    """
    return Weights(normalized(EQUAL_WEIGHTS if points is None else points), "points", confidence_of(confidence))


def by_order(order: Sequence[str], confidence: str = "fairly") -> Weights:
    """Return the rank-order centroid weights of an order, what matters most first; criteria left out count 0.

    Raises
    ------
    OutreachError
        If a criterion is unknown or stands there twice, or there is none.
    """
    if isinstance(order, str) or not isinstance(order, Sequence) or not order:
        msg = f"An order is a list of criteria, what matters most first; this is {_shown(order)!r}."
        raise OutreachError(msg)
    for key in order:
        if not isinstance(key, str) or key not in CRITERION:
            raise _unknown(key)
        if list(order).count(key) > 1:
            msg = f"{CRITERION[key].label!r} stands in the order more than once."
            raise OutreachError(msg)
    centroid = dict(zip(order, rank_order_centroid(len(order)), strict=True))
    return Weights({key: centroid.get(key, 0.0) for key in CRITERION}, "order", confidence_of(confidence))


def rank_order_centroid(number: int) -> tuple[float, ...]:
    """Return the weights in the middle of all weights that keep an order of ``number`` criteria.

    The k-th is (1/n) times the sum of 1/j for j from k to n (Barron and Barrett, 1996).
    """
    return tuple(math.fsum(1 / j for j in range(place, number + 1)) / number for place in range(1, number + 1))


def ordered(points: Mapping[str, float]) -> tuple[str, ...]:
    """Return all criteria by their points, most first; of the same points, in the order of the course."""
    return tuple(sorted(CRITERION, key=lambda key: -points.get(key, 0)))


def confidence_of(level: str) -> Confidence:
    """Return the level of that name.

    Raises
    ------
    OutreachError
        If there is none; the sentence lists what there is.
    """
    if not isinstance(level, str) or level not in CONFIDENCE:
        msg = f"How sure you are is one of: {', '.join(CONFIDENCE)}; this is {_shown(level)!r}."
        raise OutreachError(msg)
    return CONFIDENCE[level]


def normalized(points: Mapping[str, float]) -> dict[str, float]:
    """Return weights for all criteria that add up to 1; see `by_points` for what is refused."""
    if not isinstance(points, Mapping):
        msg = f"Weights are a number for each criterion, such as {{'search': 50}}; this is {_shown(points)!r}."
        raise OutreachError(msg)
    for key in points:
        if key not in CRITERION:
            raise _unknown(key)
    for key, weight in points.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight <= LARGEST_WEIGHT:
            msg = f"The weight of {key!r} is {_shown(weight)}; a number from 0 upwards was expected."
            raise OutreachError(msg)
    top = max(points.values(), default=0)
    if not top > 0:
        msg = "All weights are zero, so nothing can be compared. Give at least one criterion more than zero."
        raise OutreachError(msg)
    # Divided by the largest first: a sum of very large or very small weights would leave the range of numbers.
    scaled = {criterion.id: points.get(criterion.id, 0) / top for criterion in CRITERIA}
    total = math.fsum(scaled.values())
    return {key: weight / total for key, weight in scaled.items()}


def _unknown(key: object) -> OutreachError:
    return OutreachError(f"There is no criterion called {_shown(key)!r}. The criteria are: {', '.join(CRITERION)}.")


def _shown(value: object) -> str:
    try:
        return str(value)[:40]
    except ValueError:  # Python writes no whole number of more than 4,300 digits
        return "a number too long to show"
