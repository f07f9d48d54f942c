"""Rates from plain numbers: what is divided by what, which interval fits, and a sentence where there is no rate."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.engagement.measuring import rates
from outreach.engagement.measuring.intervals import poisson, wilson
from outreach.engagement.measuring.rates import Rate

NUMBERS = st.one_of(st.none(), st.integers(-5, 5000), st.floats(allow_nan=True, allow_infinity=True))
TWO = [
    rates.engagement_by_reach,
    rates.engagement_by_impressions,
    rates.engagement_by_followers,
    rates.engagement_daily,
    rates.conversation,
    rates.amplification,
    rates.applause,
    rates.economic_value,
    rates.open_rate,
    rates.click_rate,
    rates.click_to_open,
]


def test_engagements_are_counts_and_may_be_more_than_people() -> None:
    rate = rates.engagement_by_reach(30, 20)
    assert rate.value == 1.5
    assert rate.interval == poisson(30, 20)
    assert "Wilson's does not apply" in rate.note


def test_clicks_are_a_share_of_mails() -> None:
    rate = rates.click_rate(4, 120)
    assert rate.value == pytest.approx(4 / 120)
    assert rate.interval == wilson(4, 120)
    assert rate.note == ""


def test_opens_say_that_they_are_not_to_be_trusted() -> None:
    assert "September 2021" in rates.open_rate(60, 120).note
    assert "September 2021" in rates.click_to_open(4, 60).note


def test_more_clicks_than_mails_are_no_share() -> None:
    rate = rates.click_rate(140, 120)
    assert rate.value is None
    assert "140 unique clicks of 120 mails delivered" in rate.note
    assert rates.click_to_open(5, 3).value == pytest.approx(5 / 3), "a click may come with no open counted"


def test_rivaliq_needs_all_its_parts() -> None:
    assert rates.engagement_rivaliq(1, 2, 3, 4, 1000).value == 0.01
    assert rates.engagement_rivaliq(1, 2, None, 4, 1000).value is None


def test_relative_rates_are_for_a_thousand_followers() -> None:
    assert rates.relative(6, 3, 500).value == pytest.approx(4)


@pytest.mark.parametrize("measure", TWO)
@pytest.mark.parametrize(
    ("above", "below", "said"),
    [(3, 0, "there were no"), (3, None, "is not known"), (None, 3, "is not known"), (-1, 3, "below 0")],
)
def test_without_a_denominator_a_sentence_says_why_there_is_no_rate(
    measure: object, above: float | None, below: float | None, said: str
) -> None:
    assert callable(measure)
    rate = measure(above, below)
    assert rate.value is None
    assert rate.interval is None
    assert said in rate.note


@given(st.sampled_from(TWO), NUMBERS, NUMBERS)
def test_no_numbers_give_nonsense(measure: object, above: float | None, below: float | None) -> None:
    assert callable(measure)
    rate = measure(above, below)
    assert isinstance(rate, Rate)
    if rate.value is None or rate.interval is None:
        assert rate.note
    else:
        assert not math.isnan(rate.value)
        assert rate.value in rate.interval
