"""Two rates or two counts side by side: the chance that one is more, and what small numbers cannot tell."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from outreach.engagement.measuring.intervals import LEVEL, Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

NODES = 128
LARGEST_RATIO = 1e6


def chance_that_more(x_a: float, n_a: float, x_b: float, n_b: float) -> float:
    """Return the chance that the rate of B is higher than that of A.

    Definition: P(B > A), both rates with Jeffreys priors, by Gauss-Legendre integration. Say "leaning B", not "B wins".
    Denominator: ``n_a`` and ``n_b`` visits, each of which did or did not.
    Source: Brown, Cai and DasGupta 2001 for the prior; the integral is its plain consequence.

    Raises
    ------
    ValueError
        If a count is negative, or a part larger than its whole.
    """
    return rate_ratio_above(1.0, (x_a, n_a), (x_b, n_b))


def rate_ratio_above(ratio: float, a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the chance that the rate of B is more than ``ratio`` times that of A; see `chance_that_more`.

    Definition: P(B > ratio A), both rates with Jeffreys priors.
    Denominator: visits; each of ``a`` and ``b`` is a pair such as (3, 60) for 3 of 60.
    Source: as `chance_that_more`.
    """
    return _above(a, b)(ratio)


def rate_ratio_interval(a: tuple[float, float], b: tuple[float, float], *, level: float = LEVEL) -> Interval:
    """Return between which limits the rate of B divided by that of A may lie.

    Definition: equal-tailed limits of the ratio, both rates with Jeffreys priors; found by halving.
    Denominator: visits; each of ``a`` and ``b`` is a pair such as (3, 60) for 3 of 60.
    Source: as `chance_that_more`.
    """
    tail = (1 - level) / 2
    above = _above(a, b)
    low = 0.0 if b[0] == 0 else _ratio_where(1 - tail, above)
    return Interval(low, math.inf if a[0] == 0 else _ratio_where(tail, above))


def chance_that_more_events(k_a: float, k_b: float, exposure_a: float = 1, exposure_b: float = 1) -> float:
    """Return the chance that B happens more often per unit than A.

    Definition: P(B > A), both with Jeffreys priors Gamma(k + 1/2, exposure); exact, as a share of two gammas is a beta.
    Denominator: ``exposure_a`` and ``exposure_b``, the weeks or posts over which was counted.
    Source: conjugate pair of gamma and Poisson with the prior of Jeffreys.

    Raises
    ------
    ValueError
        If a count is negative, or an exposure is not above 0.
    """
    _check_events(k_a, k_b, exposure_a, exposure_b)
    return float(special.betaincc(k_b + 0.5, k_a + 0.5, exposure_b / (exposure_a + exposure_b)))


def events_ratio_interval(
    k_a: float, k_b: float, exposure_a: float = 1, exposure_b: float = 1, *, level: float = LEVEL
) -> Interval:
    """Return between which limits the events per unit of B, divided by those of A, may lie.

    Definition: equal-tailed limits of the ratio, both with Jeffreys priors. It leaves out 1 exactly when
    `chance_that_more_events` is outside of the same tails.
    Denominator: ``exposure_a`` and ``exposure_b``, the weeks or posts over which was counted.
    Source: conjugate pair of gamma and Poisson with the prior of Jeffreys.
    """
    _check_events(k_a, k_b, exposure_a, exposure_b)
    tail = (1 - level) / 2
    odds = exposure_a / exposure_b
    low = 0.0 if k_b == 0 else odds * _odds(float(special.betaincinv(k_b + 0.5, k_a + 0.5, tail)))
    high = math.inf if k_a == 0 else odds * _odds(float(special.betaincinv(k_b + 0.5, k_a + 0.5, 1 - tail)))
    return Interval(low, high)


def visits_needed(p1: float, p2: float, power: float = 0.8, alpha: float = 0.05) -> int:
    """Return how many visits each of two versions needs before a difference of this size is usually found.

    Definition: normal approximation of the two-sided test of two rates, pooled under no difference; to the nearest
    whole number.
    Denominator: visits per version.
    Source: Fleiss, Levin and Paik 2003, without correction for continuity.

    Raises
    ------
    ValueError
        If the rates are the same, or a number is not between 0 and 1.
    """
    if not all(0 < number < 1 for number in (p1, p2, power, alpha)):
        raise ValueError("rates, power and alpha are numbers between 0 and 1, such as 0.03")
    if p1 == p2:
        raise ValueError(f"both rates are {p1}; no number of visits finds a difference that is not there")
    middle = (p1 + p2) / 2
    under_none = special.ndtri(1 - alpha / 2) * math.sqrt(2 * middle * (1 - middle))
    under_some = special.ndtri(power) * math.sqrt(p1 * (1 - p1) + p2 * (1 - p2))
    return round(float((under_none + under_some) / (p1 - p2)) ** 2)


def peeking(
    looks: Sequence[int] = (1, 5, 20),
    *,
    visits: int = 400,
    rate: float = 0.1,
    practices: int = 4000,
    alpha: float = 0.05,
    seed: int = 20261101,
) -> dict[int, float]:
    """Return by number of looks how many of 1 cry "it works" though both versions are the same.

    Definition: share of simulated comparisons with a two-sided z-test below ``alpha`` at any of so many looks, evenly
    spaced.
    Denominator: ``practices`` simulated comparisons of two versions with ``visits`` visits each and the same rate.
    Source: simulated here; the trap is described by Armitage, McPherson and Rowe 1969.
    """
    chance = np.random.default_rng(seed)
    counts = (chance.random((2, practices, visits)) < rate).cumsum(axis=2)
    limit = float(special.ndtri(1 - alpha / 2))
    alarms = {}
    for number in looks:
        if not 1 <= number <= visits:
            raise ValueError(f"{number} looks were asked for; from 1 to {visits} were expected")
        seen = np.linspace(visits / number, visits, number).round().astype(int)
        one, two = counts[0][:, seen - 1], counts[1][:, seen - 1]
        pooled = (one + two) / (2 * seen)
        error = np.sqrt(2 * pooled * (1 - pooled) / seen)
        z = np.divide(np.abs(one - two) / seen, error, out=np.zeros_like(error), where=error > 0)
        alarms[number] = float((z > limit).any(axis=1).mean())
    return alarms


@cache
def _legendre() -> tuple[Numbers, Numbers]:
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    return (nodes + 1) / 2, weights / 2


def _above(a: tuple[float, float], b: tuple[float, float]) -> Callable[[float], float]:
    """Return what gives, for a ratio, the chance that the rate of B is more than so many times that of A."""
    (a1, a2), (b1, b2) = _beta(*a), _beta(*b)
    nodes, weights = _legendre()
    # The narrower of the two is walked along, because the distribution of the wider is the smoother one.
    if b2 / b1 / (b1 + b2 + 1) <= a2 / a1 / (a1 + a2 + 1):
        of_b = special.betaincinv(b1, b2, nodes)
        return lambda ratio: _share(weights @ special.betainc(a1, a2, np.minimum(of_b / ratio, 1.0)))
    of_a = special.betaincinv(a1, a2, nodes)
    return lambda ratio: _share(weights @ special.betaincc(b1, b2, np.minimum(of_a * ratio, 1.0)))


def _share(value: float) -> float:
    return min(1.0, max(0.0, float(value)))


def _beta(x: float, n: float) -> tuple[float, float]:
    if not 0 <= x <= n:
        raise ValueError(f"{x} of {n} was given; a part from 0 to its whole was expected")
    return x + 0.5, n - x + 0.5


def _ratio_where(chance: float, above: Callable[[float], float]) -> float:
    """Return the ratio that is exceeded with this chance."""
    low, high = -math.log(LARGEST_RATIO), math.log(LARGEST_RATIO)
    for _ in range(28):
        middle = (low + high) / 2
        low, high = (middle, high) if above(math.exp(middle)) > chance else (low, middle)
    return math.exp((low + high) / 2)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else math.inf


def _check_events(k_a: float, k_b: float, exposure_a: float, exposure_b: float) -> None:
    if not (k_a >= 0 and k_b >= 0):
        raise ValueError(f"{k_a} and {k_b} events were given; counts of 0 or more were expected")
    if not (exposure_a > 0 and exposure_b > 0):
        raise ValueError(f"exposures of {exposure_a} and {exposure_b} were given; more than 0 was expected")
