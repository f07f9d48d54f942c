"""Does a weekday do better? Posts are the units: a day with one lucky post is no good day."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from outreach.engagement.measuring.intervals import LEVEL, Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Counts = NDArray[np.int64]

SHUFFLES = 2000
SEED = 20261101
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Weekday:
    """The posts of one weekday: how many, their mean, and its interval; None where fewer than two posts tell it."""

    name: str
    posts: int
    mean: float | None
    interval: Interval | None


@dataclass(frozen=True)
class Weekdays:
    """All weekdays with a post, and in how many of 1 shuffles some day looks as good as the best one does."""

    days: tuple[Weekday, ...]
    best: str
    by_chance: float


def by_weekday(weekdays: Sequence[int], values: Sequence[float]) -> Weekdays | None:
    """Return the mean of each weekday, and how often shuffled posts show one as good; None with one day alone.

    Definition: mean of posts with a t interval for each day; share of 2,000 shuffles of the posts over the days in
    which the largest mean of a day is at least as large as that seen.
    Denominator: posts of that weekday.
    Source: permutation test, Fisher 1935; interval by Student 1908.
    """
    days, numbers = np.asarray(weekdays, dtype=np.int64), np.asarray(values, dtype=float)
    sizes = np.bincount(days, minlength=len(DAYS))
    if (sizes > 0).sum() < 2:  # noqa: PLR2004 - one day is as good as itself
        return None
    means = _means(days, numbers, sizes)
    best = int(np.nanargmax(means))
    chance = np.random.default_rng(SEED)
    shuffled = chance.permuted(np.tile(numbers, (SHUFFLES, 1)), axis=1)
    there = np.flatnonzero(sizes)
    tops = (shuffled @ (days[:, None] == there) / sizes[there]).max(axis=1)
    by_chance = float(np.mean(tops >= means[best] - 1e-9))
    held = tuple(
        Weekday(name, int(sizes[day]), float(means[day]), _interval(numbers[days == day]))
        for day, name in enumerate(DAYS)
        if sizes[day]
    )
    return Weekdays(held, DAYS[best], by_chance)


def _means(days: Counts, numbers: Numbers, sizes: Counts) -> Numbers:
    sums = np.bincount(days, numbers, minlength=len(DAYS))
    means: Numbers = np.divide(sums, sizes, out=np.full(len(DAYS), np.nan), where=sizes > 0)
    return means


def _interval(numbers: Numbers) -> Interval | None:
    if len(numbers) < 2:  # noqa: PLR2004 - one post shows no spread
        return None
    mean = float(numbers.mean())
    error = float(numbers.std(ddof=1)) / math.sqrt(len(numbers))
    half = float(special.stdtrit(len(numbers) - 1, (1 + LEVEL) / 2)) * error
    return Interval(mean - half, mean + half)
