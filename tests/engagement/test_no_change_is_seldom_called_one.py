"""Verdicts on two windows: seldom false, and a planted growth is found."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.coverage import SEED, changed, leaning, rate_verdicts, verdicts, weeks
from outreach.engagement.measuring.changing import Kind, count_change, rate_change, shuffled_as_far

BEFORE = [1, 2, 0, 3, 2, 1, 2, 1, 3, 2, 1, 2, 2]
AFTER = [3, 4, 2, 5, 3, 2, 4, 3, 5, 4, 3, 4, 3]
COUNTS = st.lists(st.integers(0, 40), min_size=4, max_size=9)


@pytest.mark.parametrize("spread", [1, 2, 4])
@pytest.mark.parametrize("windows", [(13, 13), (6, 6)])
def test_of_two_thousand_practices_without_change_few_are_said_to_have_changed(
    windows: tuple[int, int], spread: int
) -> None:
    found = verdicts(windows, 2.5, spread, 1, 2000)
    assert changed(found) <= 0.05
    assert 0.05 < leaning(found) <= 0.25, "leaning is said of many, which is why it is no verdict"


def test_of_two_thousand_mixed_practices_few_are_said_to_have_changed() -> None:
    chance = np.random.default_rng(SEED)
    found: Counter[Kind] = Counter()
    for _ in range(2000):
        mean, spread = chance.choice([0.5, 1.0, 3.0, 10.0, 40.0]), chance.choice([1, 1.5, 3, 6])
        one, two = chance.integers(4, 14, 2)
        found[
            count_change(weeks(chance, mean, spread, one).tolist(), weeks(chance, mean, spread, two).tolist()).kind
        ] += 1
    assert changed(found) <= 0.05
    assert changed(found) > 0.005, "a verdict that is never given would be no verdict"


@pytest.mark.parametrize("visits", [(20, 20), (20, 80)])
def test_a_rate_that_stays_is_seldom_said_to_have_changed_though_visits_grow(visits: tuple[int, int]) -> None:
    assert changed(rate_verdicts(visits, 0.05, 1, 200)) <= 0.05 + 2 * math.sqrt(0.05 * 0.95 / 200)


def test_a_twofold_growth_of_small_counts_is_found() -> None:
    found = verdicts((13, 13), 2.5, 1, 2, 500)
    assert found[Kind.MORE] / found.total() > 0.75
    assert found[Kind.LESS] == 0
    assert (found[Kind.MORE] + found[Kind.LEANING_MORE]) / verdicts((13, 13), 1.7, 1, 2, 500).total() > 0.85


def test_twenty_two_and_forty_five_conversations_are_more() -> None:
    change = count_change(BEFORE, AFTER)
    assert (sum(BEFORE), sum(AFTER)) == (22, 45)
    assert change.kind is Kind.MORE
    assert change.changed
    assert change.ratio == pytest.approx(45 / 22)
    assert change.ratio_interval is not None
    assert change.ratio is not None
    assert change.ratio in change.ratio_interval
    assert change.ratio_interval.low > 1


def test_one_burst_is_not_a_growth() -> None:
    change = count_change([2, 1, 2, 2, 1, 2, 3, 1, 2, 2, 1, 2, 1], [2, 1, 2, 25, 1, 2, 3, 1, 2, 2, 1, 2, 1])
    assert not change.changed


def test_the_same_windows_show_no_change() -> None:
    assert count_change(BEFORE, BEFORE).kind is Kind.NO_CHANGE


def test_what_is_read_beside_many_others_must_be_surer() -> None:
    assert count_change(BEFORE, AFTER, verdicts=1).kind is Kind.MORE
    assert count_change(BEFORE, AFTER, verdicts=100).kind is Kind.LEANING_MORE


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [([1, 2, 9], [9, 9, 9], "3 and 3 weeks"), ([0, 1, 0, 1], [1, 1, 1, 1], "6 in all"), ([], [], "0 and 0 weeks")],
)
def test_too_few_weeks_or_events_are_too_few_to_say(before: list[int], after: list[int], said: str) -> None:
    change = count_change(before, after)
    assert change.kind is Kind.TOO_FEW
    assert said in change.why
    assert change.chance_more is None


def test_a_growth_from_nothing_has_no_ratio_and_an_open_interval() -> None:
    change = count_change([0] * 6, [3, 4, 5, 3, 4, 5])
    assert change.kind is Kind.MORE
    assert change.ratio is None
    assert change.ratio_interval is not None
    assert change.ratio_interval.high == math.inf


def test_a_rate_of_two_totals_is_leaning_at_most() -> None:
    change = rate_change([(3, 60)], [(30, 60)])
    assert change.kind is Kind.LEANING_MORE
    assert "leaning is the most" in change.why


def test_a_rate_of_few_visits_is_too_few_to_say() -> None:
    change = rate_change([(3, 12)], [(9, 60)])
    assert change.kind is Kind.TOO_FEW
    assert "3 of 12 and 9 of 60" in change.why
    assert rate_change([(0, 0)], [(9, 60)]).before is None


def test_a_rate_that_falls_is_less() -> None:
    assert rate_change([(12, 60)] * 8, [(3, 60)] * 8).kind is Kind.LESS


def test_shuffles_are_all_counted() -> None:
    assert shuffled_as_far([0, 0, 0, 0, 1, 1, 1, 1], 4) == pytest.approx(2 / 70)
    assert shuffled_as_far([5, 5, 5, 5], 2) == 1
    few = [3, 1, 4, 1, 5, 9, 2, 6]
    assert shuffled_as_far([1000.5 * week for week in few], 4) == pytest.approx(shuffled_as_far(few, 4))


@given(COUNTS, COUNTS)
def test_the_other_way_round_is_the_other_verdict(before: list[int], after: list[int]) -> None:
    other = {
        Kind.MORE: Kind.LESS,
        Kind.LESS: Kind.MORE,
        Kind.LEANING_MORE: Kind.LEANING_LESS,
        Kind.LEANING_LESS: Kind.LEANING_MORE,
    }
    there, back = count_change(before, after), count_change(after, before)
    assert back.kind is other.get(there.kind, there.kind)
    if there.chance_more is not None and back.chance_more is not None:
        assert there.chance_more + back.chance_more == pytest.approx(1)


@given(COUNTS, COUNTS)
def test_a_verdict_agrees_with_its_interval(before: list[int], after: list[int]) -> None:
    change = count_change(before, after)
    if change.changed:
        assert change.ratio_interval is not None
        assert 1 not in change.ratio_interval
    assert "win" not in change.kind


@pytest.mark.parametrize("wrong", [[-1, 2, 3, 4], [math.nan, 2, 3, 4]])
def test_impossible_weeks_are_refused(wrong: list[float]) -> None:
    with pytest.raises(ValueError, match="negative or missing"):
        count_change(wrong, [1, 2, 3, 4])
    with pytest.raises(ValueError, match="larger than its whole"):
        rate_change([(week, 3) for week in wrong], [(1, 2)])
