"""Many posts with few visits each: draw every rate towards what the author's posts have in common.

A post with three comments from ten visits is more likely lucky than three times as good as the rest. How far it is
drawn depends on its own visits and on how much the posts truly differ, which is learned from the posts themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from outreach.dated import Mark
from outreach.engagement.measuring.intervals import LEVEL, Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

FEWEST_POSTS = 8
"""Below it, how much posts differ is not learned from them. An ESTIMATE."""

WEAK_SUCCESSES, WEAK_TRIALS = 2, 50
"""The weak prior, Beta(2, 48): as if 2 of 50 visits were known beforehand. An ESTIMATE."""

WEAKEST, STRONGEST = 2.0, 1000.0
"""Limits of the weight of a fitted prior, in visits; at the strongest, posts do not differ as far as can be told."""

FLATTEST, STEEPEST = 0.05, 1000.0
"""The same for the shape of a prior of counts."""

MOST_FITTED = 1000
"""More posts are not needed to learn two numbers; of more, so many are taken at even distances."""

_GRID = 25
_ZOOMS = 6


@dataclass(frozen=True)
class Prior:
    """What is taken as known of a rate before a post is looked at: Beta(a, b)."""

    a: float
    b: float
    fitted_from: int
    mark: Mark

    @property
    def mean(self) -> float:
        """The rate towards which posts are drawn."""
        return self.a / (self.a + self.b)

    @property
    def weight(self) -> float:
        """So many visits of its own a post needs to be drawn only half way."""
        return self.a + self.b

    def words(self) -> str:
        """Return where it comes from."""
        if self.fitted_from:
            return f"fitted from {self.fitted_from} posts of your own"
        return f"{self.mark}: fewer than {FEWEST_POSTS} posts, so a weak prior worth {self.weight:.0f} visits"


@dataclass(frozen=True)
class CountPrior:
    """What is taken as known of a count per post before a post is looked at: Gamma(shape, rate)."""

    shape: float
    rate: float
    fitted_from: int
    mark: Mark

    @property
    def mean(self) -> float:
        """The count towards which posts are drawn."""
        return self.shape / self.rate

    def words(self) -> str:
        """Return where it comes from."""
        if self.fitted_from:
            return f"fitted from {self.fitted_from} posts of your own"
        return f"{self.mark}: fewer than {FEWEST_POSTS} posts, so a weak prior worth one post"


@dataclass(frozen=True)
class Shrunk:
    """A post's own figure, the same drawn towards the others, and between which limits the truth may lie.

    ``raw`` is None where there was no visit.
    """

    raw: float | None
    shrunk: float
    interval: Interval


WEAK_PRIOR = Prior(WEAK_SUCCESSES, WEAK_TRIALS - WEAK_SUCCESSES, 0, Mark.ESTIMATE)


def fit_prior(successes: Sequence[float], trials: Sequence[float]) -> Prior:
    """Return what an author's posts have in common.

    Definition: the beta distribution that makes the posts most likely (beta-binomial maximum likelihood), its weight
    between 2 and 1,000 visits. Where chance alone explains the differences, the weight is 1,000: nearly one rate for
    all. With fewer than 8 posts that had visits: the weak prior Beta(2, 48), moved to the pooled rate with its weight
    of 50 kept (ESTIMATE).
    Denominator: visits (or mails) per post, each of which did or did not.
    Source: Robinson 2015, empirical Bayes; limits and weak prior are judgments of this course.

    Raises
    ------
    ValueError
        If the lists differ in length, or a post has more successes than trials, or a negative count.
    """
    x, n = _pairs(successes, trials)
    x, n = x[n > 0], n[n > 0]
    pooled = (x.sum() + WEAK_SUCCESSES) / (n.sum() + WEAK_TRIALS)
    if len(n) < FEWEST_POSTS:
        return Prior(WEAK_TRIALS * pooled, WEAK_TRIALS * (1 - pooled), 0, Mark.ESTIMATE)
    chosen = np.unique(np.linspace(0, len(n) - 1, MOST_FITTED).astype(int)) if len(n) > MOST_FITTED else slice(None)
    order = np.lexsort((n, x))
    some_x, some_n = x[order][chosen], n[order][chosen]

    def fit(logit: Numbers, log_weight: Numbers) -> Numbers:
        mean, weight = special.expit(logit)[..., None], np.exp(log_weight)[..., None]
        a, b = mean * weight, (1 - mean) * weight
        likely: Numbers = (special.betaln(a + some_x, b + some_n - some_x) - special.betaln(a, b)).sum(axis=-1)
        return likely

    middle = float(special.logit(pooled))
    logit, log_weight = _highest(fit, (middle - 3, middle + 3), (float(np.log(WEAKEST)), float(np.log(STRONGEST))))
    weight = float(np.exp(log_weight))
    mean = float(special.expit(logit))
    if weight > 0.99 * STRONGEST:
        weight, mean = STRONGEST, float(pooled)
    return Prior(mean * weight, (1 - mean) * weight, len(n), Mark.ESTIMATE)


def shrink(
    successes: Sequence[float], trials: Sequence[float], prior: Prior | None = None, *, level: float = LEVEL
) -> tuple[Shrunk, ...]:
    """Return for each post its raw rate, the rate drawn towards the others, and an interval.

    Definition: (x + a) / (n + a + b), and equal-tailed quantiles of Beta(a + x, b + n - x). Without a prior, it is
    fitted from the same posts; see `fit_prior`.
    Denominator: visits (or mails) per post, each of which did or did not.
    Source: Robinson 2015.
    """
    x, n = _pairs(successes, trials)
    prior = prior or fit_prior(successes, trials)
    a, b = prior.a + x, prior.b + n - x
    tail = (1 - level) / 2
    low, high = special.betaincinv(a, b, tail), special.betaincinv(a, b, 1 - tail)
    return tuple(
        Shrunk(
            float(x[post] / n[post]) if n[post] else None, float(mean), Interval(float(low[post]), float(high[post]))
        )
        for post, mean in enumerate(a / (a + b))
    )


def fit_count_prior(counts: Sequence[float]) -> CountPrior:
    """Return what the counts of an author's posts have in common.

    Definition: the gamma distribution with the mean of the posts whose shape makes them most likely (negative binomial
    maximum likelihood), the shape between 0.05 and 1,000. With fewer than 8 posts: their mean, with the weight of one
    post (ESTIMATE).
    Denominator: one post; a reader may comment several times.
    Source: Robinson 2015 for the idea, the conjugate pair of gamma and Poisson for the formula.

    Raises
    ------
    ValueError
        If a count is negative.
    """
    k = _counts(counts)
    if len(k) < FEWEST_POSTS or not k.any():
        # One comment on one more post stands in for what is not known, so that a mean of 0 is never taken as certain.
        mean = float((k.sum() + 1) / (len(k) + 1))
        return CountPrior(mean, 1.0, 0, Mark.ESTIMATE)
    mean = float(k.mean())
    values, times = np.unique(k, return_counts=True)

    def fit(log_shape: Numbers, _: Numbers) -> Numbers:
        shape = np.exp(log_shape)[..., None]
        each = special.gammaln(shape + values) - special.gammaln(shape)
        each = each + shape * np.log(shape / (shape + mean)) + values * np.log(mean / (shape + mean))
        likely: Numbers = (times * each).sum(axis=-1)
        return likely

    log_shape, _ = _highest(fit, (float(np.log(FLATTEST)), float(np.log(STEEPEST))), (0.0, 0.0))
    shape = float(np.exp(log_shape))
    return CountPrior(shape, shape / mean, len(k), Mark.ESTIMATE)


def shrink_counts(
    counts: Sequence[float], prior: CountPrior | None = None, *, level: float = LEVEL
) -> tuple[Shrunk, ...]:
    """Return for each post its count, the count drawn towards the others, and an interval of what to expect of it.

    Definition: (k + shape) / (1 + rate), and equal-tailed quantiles of Gamma(shape + k, rate + 1). Without a prior, it
    is fitted from the same posts; see `fit_count_prior`.
    Denominator: one post.
    Source: the conjugate pair of gamma and Poisson; Robinson 2015 for learning it from the posts.
    """
    k = _counts(counts)
    prior = prior or fit_count_prior(counts)
    shape, rate = prior.shape + k, prior.rate + 1
    tail = (1 - level) / 2
    low, high = special.gammaincinv(shape, tail) / rate, special.gammaincinv(shape, 1 - tail) / rate
    return tuple(
        Shrunk(float(own), float(mean), Interval(float(low[post]), float(high[post])))
        for post, (own, mean) in enumerate(zip(k, shape / rate, strict=True))
    )


def _highest(
    fit: Callable[[Numbers, Numbers], Numbers], first: tuple[float, float], second: tuple[float, float]
) -> tuple[float, float]:
    """Return where a function of two numbers is highest: a grid, and finer grids around its best point."""
    bounds = (first, second)
    spans = bounds
    best = (0.0, 0.0)
    for _ in range(_ZOOMS):
        axes = [np.linspace(low, high, _GRID if high > low else 1) for low, high in spans]
        one, two = np.meshgrid(*axes, indexing="ij")
        # Row by row: with many posts, the whole grid at once would not fit into memory.
        heights = np.array([fit(row, other) for row, other in zip(one, two, strict=True)])
        place = np.unravel_index(int(heights.argmax()), heights.shape)
        best = (float(one[place]), float(two[place]))
        steps = [axis[1] - axis[0] if len(axis) > 1 else 0.0 for axis in axes]
        spans = (
            (max(bounds[0][0], best[0] - 2 * steps[0]), min(bounds[0][1], best[0] + 2 * steps[0])),
            (max(bounds[1][0], best[1] - 2 * steps[1]), min(bounds[1][1], best[1] + 2 * steps[1])),
        )
    return best


def _pairs(successes: Sequence[float], trials: Sequence[float]) -> tuple[Numbers, Numbers]:
    x, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    if x.shape != n.shape or x.ndim != 1:
        raise ValueError(f"{x.size} counts for {n.size} posts were given; one for each was expected")
    if not (np.isfinite(x).all() and np.isfinite(n).all()):
        raise ValueError("a count is missing; leave out a post whose numbers are not known")
    if (x < 0).any() or (x > n).any():
        post = int(np.flatnonzero((x < 0) | (x > n))[0])
        raise ValueError(f"post {post + 1} has {x[post]:g} of {n[post]:g}; a part from 0 to its whole was expected")
    return x, n


def _counts(counts: Sequence[float]) -> Numbers:
    k = np.asarray(counts, dtype=float)
    if k.ndim != 1 or not np.isfinite(k).all() or (k < 0).any():
        raise ValueError("a count per post is negative or missing; counts of 0 or more were expected")
    return k
