"""Did it change? A verdict on two fixed windows that seldom cries "it changed" when nothing did.

Two hurdles stand before "more" and "less". Either alone is not enough with few weeks:

1. The weeks are shuffled between the windows in every possible way. So many shuffles must be less extreme than what was
   seen. This holds whatever a week's counts look like, bursts included, unless one week carries into the next.
2. The interval of the ratio must leave out 1. It is widened by how much the weeks of one window differ, and by how much
   a week resembles the one before.

What clears the second hurdle in part is "leaning". Choose the windows before looking at the numbers, and say how many
verdicts are read side by side: of twenty, one would otherwise be false.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.measuring.comparing import (
    chance_that_more_events,
    events_ratio_interval,
    rate_ratio_above,
    rate_ratio_interval,
)
from outreach.engagement.measuring.display import COUNTS_BELOW
from outreach.wording import number_words, of_hundred

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from outreach.engagement.measuring.intervals import Interval

    Numbers = NDArray[np.float64]

FALSE_ALARMS = 0.05
"""Of all verdicts on data without change, so many at most may be "more" or "less"."""

LEANING = 0.9
"""Chance from which "leaning" is said. An ESTIMATE."""

FEWEST_WEEKS = 4
"""Fewer weeks in a window can be shuffled in too few ways to reach a verdict."""

FEWEST_EVENTS = 10
"""Fewer events in both windows together are counts and no verdict. An ESTIMATE."""

MOST_ALIKE = 0.8
"""A week that resembles the one before still more is held to be as this."""

FINEST = 4000
"""Steps into which large counts are divided before their shuffles are counted."""


class Kind(StrEnum):
    """What can be said of two windows."""

    TOO_FEW = "too few to say"
    NO_CHANGE = "no change shown"
    LEANING_MORE = "leaning more"
    LEANING_LESS = "leaning less"
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True)
class Change:
    """A verdict, and what it rests on.

    ``before`` and ``after`` are per week for counts, and shares for rates; None where nothing was counted. ``ratio`` is
    after divided by before. ``dispersion`` says how many times as much as by chance a window's sum varies, and
    ``shuffled`` how often shuffled weeks differ as much as the windows do. ``why`` is one sentence.
    """

    kind: Kind
    before: float | None
    after: float | None
    ratio: float | None
    ratio_interval: Interval | None
    chance_more: float | None
    why: str
    dispersion: float | None = None
    shuffled: float | None = None

    @property
    def changed(self) -> bool:
        """Whether "it changed" is said."""
        return self.kind in {Kind.MORE, Kind.LESS}


def count_change(before: Sequence[float], after: Sequence[float], *, verdicts: int = 1) -> Change:
    """Return whether a weekly count changed between two fixed windows.

    Definition: "more" or "less" where both hurdles of this module are cleared at 5 in 100, divided by the number of
    ``verdicts`` read side by side; "leaning" where the chance of more is 0.9 or above, or 0.1 or below; "too few to
    say" with fewer than 4 weeks in a window or fewer than 10 events in all.
    Denominator: weeks. Each number is the count of one whole week; a week without events is a 0 and not left out.
    Source: permutation test, Fisher 1935; dispersion by Pearson's statistic within windows, McCullagh and Nelder 1989;
    likeness of neighboring weeks by Marriott and Pope 1954;
    ratio of two gammas with Jeffreys priors on counts divided by the dispersion.

    Raises
    ------
    ValueError
        If a count is negative or missing.
    """
    one, two = _weeks(before), _weeks(after)
    means = tuple(float(weeks.mean()) if len(weeks) else None for weeks in (one, two))
    total = float(one.sum() + two.sum())
    if min(len(one), len(two)) < FEWEST_WEEKS:
        return _too_few(means, f"{len(one)} and {len(two)} weeks; at least {FEWEST_WEEKS} in each window are needed")
    if total < FEWEST_EVENTS:
        return _too_few(means, f"{number_words(total)} in all; at least {FEWEST_EVENTS} are needed")
    spread = _dispersion((one, one.mean()), (two, two.mean()))
    spread *= _carried(one - one.mean(), two - two.mean())
    exposures = len(one) / spread, len(two) / spread
    events = one.sum() / spread, two.sum() / spread
    level = 1 - FALSE_ALARMS / verdicts
    return _verdict(
        (float(one.mean()), float(two.mean())),
        events_ratio_interval(*events, *exposures, level=level),
        chance_that_more_events(*events, *exposures),
        spread,
        shuffled_as_far(np.concatenate([one, two]), len(two)),
        verdicts,
    )


def rate_change(
    before: Sequence[tuple[float, float]], after: Sequence[tuple[float, float]], *, verdicts: int = 1
) -> Change:
    """Return whether a rate changed between two fixed windows.

    Definition: as `count_change`; what is shuffled is by how much each week lies above or below the pooled rate. With a
    single pair for a window, how much weeks differ is not known, and "leaning" is the most that is said.
    Denominator: visits (or mails). Each pair is one week or one mail, such as (3, 60) for 3 of 60.
    Source: as `count_change`, with the binomial in place of Poisson.

    Raises
    ------
    ValueError
        If a count is negative or missing, or a part is larger than its whole.
    """
    (x1, n1), (x2, n2) = _shares(before), _shares(after)
    totals = (float(x1.sum()), float(n1.sum())), (float(x2.sum()), float(n2.sum()))
    rates = tuple(x / n if n else None for x, n in totals)
    if rates[0] is None or rates[1] is None or min(n for _, n in totals) < COUNTS_BELOW:
        seen = " and ".join(f"{number_words(x)} of {number_words(n)}" for x, n in totals)
        return _too_few(rates, f"{seen}; at least {COUNTS_BELOW} in each window are needed")
    spread = _dispersion(
        (x1, n1 * rates[0], n1 * rates[0] * (1 - rates[0])), (x2, n2 * rates[1], n2 * rates[1] * (1 - rates[1]))
    )
    spread *= _carried(x1 - n1 * rates[0], x2 - n2 * rates[1])
    one, two = ((x / spread, n / spread) for x, n in totals)
    pooled = (totals[0][0] + totals[1][0]) / (totals[0][1] + totals[1][1])
    apart = np.concatenate([x1 - pooled * n1, x2 - pooled * n2])
    enough = min(len(n1), len(n2)) >= FEWEST_WEEKS
    return _verdict(
        (rates[0], rates[1]),
        rate_ratio_interval(one, two, level=1 - FALSE_ALARMS / verdicts),
        rate_ratio_above(1.0, one, two),
        spread,
        shuffled_as_far(apart, len(n2)) if enough else None,
        verdicts,
    )


def shuffled_as_far(weeks: Sequence[float] | Numbers, chosen: int) -> float:
    """Return the share of all shuffles in which the last weeks differ from the rest at least as far as they do.

    Definition: twice the smaller tail of the sum of ``chosen`` weeks drawn without putting back, at most 1. All
    ways are counted, none is drawn by lot; large or broken numbers are first rounded to one of 4,000 steps.
    Denominator: all ways to choose so many of the weeks.
    Source: permutation test, Fisher 1935.
    """
    steps = _steps(np.asarray(weeks, dtype=float))
    seen = int(steps[-chosen:].sum())
    total = int(steps.sum())
    # ways[j, s] is the share of ways, so far, to have taken j weeks with the sum s; shares, because ways are too many.
    ways = np.zeros((chosen + 1, total + 1))
    ways[0, 0] = 1.0
    reached = 0
    for week, step in enumerate(steps):
        most = min(week + 1, chosen)
        taken = ways[:most, : reached + 1].copy()
        ways[1 : most + 1, step : step + reached + 1] += taken
        reached += int(step)
        ways /= ways.max()
    row = ways[chosen] / ways[chosen].sum()
    return min(1.0, 2 * float(min(row[seen:].sum(), row[: seen + 1].sum())))


def _verdict(
    means: tuple[float, float],
    interval: Interval,
    chance: float,
    spread: float,
    shuffled: float | None,
    verdicts: int,
) -> Change:
    limit = FALSE_ALARMS / verdicts
    surely = shuffled is not None and shuffled <= limit and 1.0 not in interval
    kind = Kind.NO_CHANGE
    if chance >= LEANING:
        kind = Kind.MORE if surely else Kind.LEANING_MORE
    elif chance <= 1 - LEANING:
        kind = Kind.LESS if surely else Kind.LEANING_LESS
    ratio = means[1] / means[0] if means[0] else None
    why = f"The chance that there is more is {of_hundred(chance)}"
    if shuffled is None:
        why += f"; fewer than {FEWEST_WEEKS} weeks in a window, so leaning is the most that can be said"
    else:
        why += f"; shuffled weeks differ as much in {of_hundred(shuffled)}"
    return Change(kind, *means, ratio, interval, chance, f"{why}.", spread, shuffled)


def _too_few(means: tuple[float | None, ...], why: str) -> Change:
    before, after = means
    return Change(Kind.TOO_FEW, before, after, None, None, None, f"Too few to say: {why}.")


def _dispersion(*windows: tuple[Numbers | float, ...]) -> float:
    """Return how many times as much as by chance alone weeks of one window differ; never below 1.

    Each window: what was counted, what was expected, and its variance where that is another.
    """
    sum_of_squares, free = 0.0, 0
    for counted, expected, *variance in windows:
        seen = np.asarray(counted)
        varies = np.broadcast_to(np.asarray(variance[0] if variance else expected), seen.shape)
        some = varies > 0
        if some.sum() > 1:
            sum_of_squares += float((((seen - expected) ** 2)[some] / varies[some]).sum())
            free += int(some.sum()) - 1
    return max(1.0, sum_of_squares / free) if free else 1.0


def _carried(*windows: Numbers) -> float:
    """Return how many times as much a sum of weeks varies because a week resembles the one before; never below 1.

    Each window: by how much its weeks lie above or below their mean. What so few weeks show is too little, by the bias
    that Marriott and Pope 1954 give; it is put back.
    """
    squares = sum(float(apart @ apart) for apart in windows)
    if not squares:
        return 1.0
    alike = sum(float(apart[1:] @ apart[:-1]) for apart in windows) / squares
    weeks = sum(len(apart) for apart in windows) / len(windows)
    alike = min(alike + (1 + 4 * alike) / weeks, MOST_ALIKE)
    return (1 + alike) / (1 - alike) if alike > 0 else 1.0


def _steps(weeks: Numbers) -> NDArray[np.int64]:
    """Return weeks as whole numbers from 0 on, whose sums can be counted."""
    shifted = weeks - weeks.min()
    whole = bool((shifted == np.round(shifted)).all())
    total = float(shifted.sum())
    if whole and total <= FINEST:
        return np.asarray(shifted, dtype=np.int64)
    return np.asarray(np.round(shifted * (FINEST / total)), dtype=np.int64)


def _weeks(counts: Sequence[float]) -> Numbers:
    weeks = np.asarray(counts, dtype=float)
    if weeks.ndim != 1 or not np.isfinite(weeks).all() or (weeks < 0).any():
        raise ValueError("a weekly count is negative or missing; counts of 0 or more were expected")
    return weeks


def _shares(pairs: Sequence[tuple[float, float]]) -> tuple[Numbers, Numbers]:
    given = np.asarray(pairs, dtype=float).reshape(-1, 2)
    x, n = given[:, 0], given[:, 1]
    if not np.isfinite(given).all() or (x < 0).any() or (x > n).any():
        raise ValueError("a week has a part that is missing, negative or larger than its whole")
    return x[n > 0], n[n > 0]
