"""Intervals against published and independently computed numbers, and what none of them may ever do."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from outreach.engagement.measuring.intervals import (
    NOTHING_KNOWN,
    Interval,
    jeffreys,
    poisson,
    rule_of_three,
    share,
    wald,
    wilson,
)

VECTORS = [
    (0, 30, (0, 0.1135), (0, 0.0797), (0, 0)),
    (1, 30, (0.0059, 0.1667), (0.0036, 0.1454), (-0.0309, 0.0976)),
    (3, 30, (0.0346, 0.2562), (0.0290, 0.2434), (-0.0074, 0.2074)),
    (3, 100, (0.0103, 0.0845), (0.0085, 0.0779), (-0.0034, 0.0634)),
    (9, 300, (0.0159, 0.0560), (0.0149, 0.0540), (0.0107, 0.0493)),
    (30, 300, (0.0709, 0.1392), (0.0699, 0.1378), (0.0661, 0.1339)),
]
GARWOOD = [
    (0, 0, 3.689),
    (1, 0.025, 5.572),
    (2, 0.242, 7.225),
    (3, 0.619, 8.767),
    (5, 1.623, 11.668),
    (10, 4.795, 18.390),
]
PARTS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def near(interval: Interval, limits: tuple[float, float], digits: float = 5e-5) -> bool:
    return abs(interval.low - limits[0]) <= digits and abs(interval.high - limits[1]) <= digits


@pytest.mark.parametrize(("x", "n", "by_wilson", "by_jeffreys", "by_wald"), VECTORS)
def test_shares_have_the_published_limits(
    x: int, n: int, by_wilson: tuple[float, float], by_jeffreys: tuple[float, float], by_wald: tuple[float, float]
) -> None:
    assert near(wilson(x, n), by_wilson)
    assert near(jeffreys(x, n), by_jeffreys)
    assert near(wald(x, n), by_wald)


@pytest.mark.parametrize(("k", "low", "high"), GARWOOD)
def test_counts_have_the_published_limits(k: int, low: float, high: float) -> None:
    assert near(poisson(k), (low, high), 5e-4)
    assert near(poisson(k, 13), (low / 13, high / 13), 5e-4)


@given(st.integers(0, 2000))
def test_counts_agree_with_the_chi_square_of_the_formula(k: int) -> None:
    low = stats.chi2.ppf(0.025, 2 * k) / 2 if k else 0.0
    assert near(poisson(k), (low, stats.chi2.ppf(0.975, 2 * k + 2) / 2), 1e-6 * (k + 1))


def test_jeffreys_ends_at_none_and_at_all() -> None:
    assert jeffreys(0, 30).low == 0
    assert jeffreys(30, 30).high == 1
    assert jeffreys(1, 30).low > 0
    assert jeffreys(29, 30).high < 1


def test_no_inquiry_in_a_hundred_visits_may_still_be_three_in_a_hundred() -> None:
    assert rule_of_three(100) == pytest.approx(0.03)
    assert abs(rule_of_three(100) - (1 - 0.05 ** (1 / 100))) < 0.001
    assert rule_of_three(2) == 1
    assert rule_of_three(0) == 1


@given(PARTS)
def test_good_intervals_hold_the_share_and_stay_within_none_and_all(part: tuple[int, int]) -> None:
    x, n = part
    for interval in (wilson(x, n), jeffreys(x, n)):
        assert 0 <= interval.low <= interval.high <= 1
        assert x / n in interval


@given(PARTS)
def test_one_more_moves_both_limits_up(part: tuple[int, int]) -> None:
    x, n = part
    for interval in (wilson, jeffreys):
        one, more = interval(x, n + 1), interval(x + 1, n + 1)
        assert more.low > one.low or math.isclose(more.low, one.low)
        assert more.high > one.high or one.high == 1


@given(PARTS, st.floats(0.5, 0.9))
def test_being_surer_needs_a_wider_interval(part: tuple[int, int], level: float) -> None:
    for interval in (wilson, jeffreys):
        assert interval(*part, level=level).width <= interval(*part, level=0.99).width
    assert poisson(part[0], level=level).width < poisson(part[0], level=0.99).width


@given(st.integers(0, 1000))
def test_more_events_move_both_limits_up(k: int) -> None:
    assert k in poisson(k)
    assert poisson(k + 1).low > poisson(k).low
    assert poisson(k + 1).high > poisson(k).high


def test_of_nobody_everything_is_possible() -> None:
    assert wilson(0, 0) == jeffreys(0, 0) == wald(0, 0) == NOTHING_KNOWN == Interval(0, 1)
    assert share(0, 0).value is None


@pytest.mark.parametrize("interval", [wilson, jeffreys, wald, share])
@pytest.mark.parametrize(
    ("x", "n", "said"),
    [(4, 3, "more than its whole"), (-1, 3, "below 0"), (0, -3, "below 0"), (math.nan, 3, "nan of 3")],
)
def test_impossible_counts_are_refused(interval: object, x: float, n: float, said: str) -> None:
    assert callable(interval)
    with pytest.raises(ValueError, match=said):
        interval(x, n)


def test_impossible_exposures_and_levels_are_refused() -> None:
    for wrong in (0, -1, math.inf):
        with pytest.raises(ValueError, match="more than 0"):
            poisson(3, wrong)
    with pytest.raises(ValueError, match="0 or more"):
        poisson(-1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        wilson(1, 2, level=95)
