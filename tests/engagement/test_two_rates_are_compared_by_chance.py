"""The chance that one rate is higher, how many visits a difference needs, and what peeking does."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from outreach.engagement.measuring.comparing import (
    chance_that_more,
    chance_that_more_events,
    events_ratio_interval,
    peeking,
    rate_ratio_above,
    rate_ratio_interval,
    visits_needed,
)

PARTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_seven_of_sixty_leans_ahead_of_three_of_sixty() -> None:
    # 0.907 is a simulation of a million draws; the integral is 0.90774.
    assert chance_that_more(3, 60, 7, 60) == pytest.approx(0.907, abs=0.001)


@pytest.mark.parametrize(
    ("a", "b"), [((3, 60), (7, 60)), ((0, 30), (1, 300)), ((5, 5), (4, 5)), ((90, 9000), (2, 30)), ((0, 10), (0, 900))]
)
def test_chances_agree_with_another_integral(a: tuple[int, int], b: tuple[int, int]) -> None:
    one, two = (stats.beta(x + 0.5, n - x + 0.5) for x, n in (a, b))
    quantiles = [0.0, *one.ppf([1e-9, 0.01, 0.5, 0.99]), 1.0]
    expected = sum(
        integrate.quad(lambda p: one.pdf(p) * two.sf(p), low, high, limit=200)[0] for low, high in pairwise(quantiles)
    )
    assert chance_that_more(*a, *b) == pytest.approx(expected, abs=1e-4)


@settings(max_examples=50, deadline=None)
@given(PARTS, PARTS)
def test_one_of_two_is_more(a: tuple[int, int], b: tuple[int, int]) -> None:
    assert chance_that_more(*a, *b) + chance_that_more(*b, *a) == pytest.approx(1, abs=1e-4)
    assert chance_that_more(*a, *a) == pytest.approx(0.5, abs=1e-4)


@settings(max_examples=30, deadline=None)
@given(PARTS, PARTS)
def test_the_interval_of_a_ratio_has_the_tails_that_it_says(a: tuple[int, int], b: tuple[int, int]) -> None:
    interval = rate_ratio_interval(a, b)
    if b[0]:
        assert rate_ratio_above(interval.low, a, b) == pytest.approx(0.975, abs=1e-3)
    if a[0]:
        assert rate_ratio_above(interval.high, a, b) == pytest.approx(0.025, abs=1e-3)


def test_counts_are_compared_per_week() -> None:
    assert chance_that_more_events(22, 45, 13, 13) > 0.99
    assert chance_that_more_events(22, 22, 13, 26) < 0.05
    assert chance_that_more_events(5, 5) == pytest.approx(0.5)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 30), st.integers(1, 30))
def test_the_chance_of_counts_and_their_interval_say_the_same(k_a: int, k_b: int, weeks_a: int, weeks_b: int) -> None:
    chance = chance_that_more_events(k_a, k_b, weeks_a, weeks_b)
    interval = events_ratio_interval(k_a, k_b, weeks_a, weeks_b)
    assert 0 <= interval.low < interval.high
    if k_a and k_b:
        assert (1 in interval) == (0.025 <= chance <= 0.975)
        assert k_b / weeks_b / (k_a / weeks_a) in interval


@pytest.mark.parametrize(("p1", "p2", "visits"), [(0.03, 0.06, 748), (0.1, 0.2, 199), (0.05, 0.15, 140)])
def test_an_ordinary_comparison_needs_more_visits_than_a_small_blog_has(p1: float, p2: float, visits: int) -> None:
    assert visits_needed(p1, p2) == visits == visits_needed(p2, p1)


def test_peeking_cries_wolf() -> None:
    alarms = peeking()
    assert alarms[1] == pytest.approx(0.052, abs=0.012)
    assert alarms[5] == pytest.approx(0.134, abs=0.02)
    assert alarms[20] == pytest.approx(0.251, abs=0.02)
    assert peeking() == alarms


def test_impossible_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="4 of 3"):
        chance_that_more(4, 3, 1, 2)
    with pytest.raises(ValueError, match="0 or more"):
        chance_that_more_events(-1, 2)
    with pytest.raises(ValueError, match="more than 0"):
        chance_that_more_events(1, 2, 0, 1)
    with pytest.raises(ValueError, match="not there"):
        visits_needed(0.1, 0.1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        visits_needed(3, 6)
    with pytest.raises(ValueError, match="0 looks"):
        peeking((0,))
    assert not math.isnan(chance_that_more(0, 0, 0, 0))
