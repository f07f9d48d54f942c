"""How far a share or a count may be from the truth: intervals for small numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy import special

LEVEL = 0.95
LEAST_EVENTS = 0.001


@dataclass(frozen=True)
class Interval:
    """Two limits between which the truth may well lie."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    @property
    def width(self) -> float:
        """How far the limits are apart."""
        return self.high - self.low

    def overlaps(self, other: Interval) -> bool:
        """Tell whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high


NOTHING_KNOWN = Interval(0.0, 1.0)
"""A share of nobody may be anything."""


@dataclass(frozen=True)
class Share:
    """A part of a whole, with its interval. ``value`` is None where the whole is empty."""

    part: int
    whole: int
    value: float | None
    interval: Interval


def share(part: int, whole: int, *, level: float = LEVEL) -> Share:
    """Return a part of a whole with its Wilson interval.

    Definition: part / whole.
    Denominator: ``whole``, people or things that each did or did not.
    Source: interval by Wilson 1927.
    """
    return Share(part, whole, part / whole if whole else None, wilson(part, whole, level=level))


def wilson(x: float, n: float, *, level: float = LEVEL) -> Interval:
    """Return the Wilson score interval of a share.

    Definition: all shares that a score test of ``x`` in ``n`` would not refuse.
    Denominator: ``n`` people (or visits, or mails) who each did or did not; nobody counts twice.
    With no data (``n`` is 0) nothing is known: from 0 to 1.
    Source: Wilson 1927; recommended for small numbers by Brown, Cai and DasGupta 2001.
    """
    _check(x, n, level)
    if n == 0:
        return NOTHING_KNOWN
    z = _z(level)
    middle = (x + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * math.sqrt(x * (1 - x / n) + z * z / 4)
    low = 0.0 if x == 0 else min(max(middle - half, 0.0), x / n)
    high = 1.0 if x == n else max(min(middle + half, 1.0), x / n)
    return Interval(low, high)


def jeffreys(x: float, n: float, *, level: float = LEVEL) -> Interval:
    """Return the equal-tailed Jeffreys interval of a share.

    Definition: quantiles of Beta(x + 1/2, n - x + 1/2); the lower limit is 0 where ``x`` is 0, the upper 1 where ``x``
    is ``n``.
    Denominator: ``n`` people (or visits, or mails) who each did or did not; nobody counts twice.
    With no data (``n`` is 0) nothing is known: from 0 to 1.
    Source: Brown, Cai and DasGupta 2001.
    """
    _check(x, n, level)
    if n == 0:
        return NOTHING_KNOWN
    tail = (1 - level) / 2
    low = 0.0 if x == 0 else float(special.betaincinv(x + 0.5, n - x + 0.5, tail))
    high = 1.0 if x == n else float(special.betaincinv(x + 0.5, n - x + 0.5, 1 - tail))
    return Interval(low, high)


def wald(x: float, n: float, *, level: float = LEVEL) -> Interval:
    """Return the interval of the first textbooks. Only to teach: it is wrong for small numbers.

    Definition: the share plus and minus a multiple of its estimated standard error; it may leave 0 to 1.
    Denominator: ``n`` people (or visits, or mails) who each did or did not.
    With no data (``n`` is 0) nothing is known: from 0 to 1.
    Source: any first textbook; shown to fail by Brown, Cai and DasGupta 2001.
    """
    _check(x, n, level)
    if n == 0:
        return NOTHING_KNOWN
    share = x / n
    half = _z(level) * math.sqrt(share * (1 - share) / n)
    return Interval(share - half, share + half)


def poisson(k: float, exposure: float = 1, *, level: float = LEVEL) -> Interval:
    """Return the exact interval of how often something happens per unit.

    Definition: half of the chi-square quantiles with 2k and 2k + 2 degrees of freedom, divided by the exposure.
    Denominator: ``exposure``, the number of weeks, posts or people over which ``k`` events were counted; one person may
    cause several.
    Source: Garwood 1936.
    """
    _check_level(level)
    if not (math.isfinite(k) and k >= 0):
        raise ValueError(f"{k} events were given; a count of 0 or more was expected")
    if not (math.isfinite(exposure) and exposure > 0):
        raise ValueError(f"an exposure of {exposure} was given; more than 0 was expected")
    tail = (1 - level) / 2
    # Below one event in a thousand the quantile is 0 for all purposes, and cannot always be computed.
    low = 0.0 if k < LEAST_EVENTS else float(special.gammaincinv(k, tail))
    high = max(k, float(special.gammaincinv(k + 1, 1 - tail)))
    return Interval(low / exposure, high / exposure)


def rule_of_three(n: float) -> float:
    """Return how large a share may still be when nothing was seen, at 95 %.

    Definition: 3 / n, and never more than 1. Good for ``n`` above 30.
    Denominator: ``n`` people (or visits, or mails), none of whom did it. With no data: 1.
    Source: Hanley and Lippman-Hand 1983.
    """
    _check(0, n, LEVEL)
    return 1.0 if n == 0 else min(1.0, 3 / n)


def _z(level: float) -> float:
    return float(special.ndtri((1 + level) / 2))


def _check(x: float, n: float, level: float) -> None:
    _check_level(level)
    if not (math.isfinite(x) and math.isfinite(n)):
        raise ValueError(f"{x} of {n} was given; two counts were expected")
    if x < 0 or n < 0:
        raise ValueError(f"{x} of {n} was given; no count is below 0")
    if x > n:
        raise ValueError(f"{x} of {n} was given; a part cannot be more than its whole. Is one person counted twice?")


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise ValueError(f"a level of {level} was given; one between 0 and 1 such as 0.95 was expected")
