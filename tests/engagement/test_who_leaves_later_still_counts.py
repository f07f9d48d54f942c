"""Retention: the table of months, the curve, and people who may still leave."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.engagement.measuring.retention import Member, cohorts, kaplan_meier, months_later, retention_curve
from outreach.errors import OutreachError

# Weeks of remission with 6-mercaptopurine, Freireich and others 1963; True where it ended.
FREIREICH = [
    *[(6, True)] * 3,
    *[(6, False), (7, True), (9, False), (10, True), (10, False), (11, False), (13, True), (16, True), (17, False)],
    *[
        (19, False),
        (20, False),
        (22, True),
        (23, True),
        (25, False),
        (32, False),
        (32, False),
        (34, False),
        (35, False),
    ],
]
KNOWN = [
    (6, 0.857, 0.620, 0.952),
    (7, 0.807, 0.563, 0.923),
    (10, 0.753, 0.503, 0.889),
    (13, 0.690, 0.432, 0.849),
    (16, 0.627, 0.368, 0.805),
    (22, 0.538, 0.268, 0.747),
    (23, 0.448, 0.188, 0.680),
]
JANUARY = date(2026, 1, 10)


def test_the_curve_of_a_famous_trial_is_found_again() -> None:
    steps = kaplan_meier([day for day, _ in FREIREICH], [left for _, left in FREIREICH])
    for step, (day, stays, low, high) in zip(steps, KNOWN, strict=True):
        assert step.day == day
        assert step.share == pytest.approx(stays, abs=6e-4)
        assert step.interval.low == pytest.approx(low, abs=6e-4)
        assert step.interval.high == pytest.approx(high, abs=6e-4)


def test_a_month_of_joiners_is_followed_month_by_month() -> None:
    members = [Member(JANUARY), Member(JANUARY, date(2026, 2, 5)), Member(JANUARY, date(2026, 3, 20)), Member(JANUARY)]
    (cohort,) = cohorts(members, date(2026, 4, 9))
    assert cohort.month == "2026-01"
    assert [(kept.part, kept.whole) for kept in cohort.kept] == [(4, 4), (3, 4), (3, 4)], "the third month is not over"
    assert cohorts(members, date(2026, 4, 10))[0].kept[3].part == 2


def test_a_month_that_the_last_joiner_has_not_reached_is_not_told() -> None:
    members = [Member(date(2026, 1, 2)), Member(date(2026, 1, 31))]
    assert len(cohorts(members, date(2026, 2, 27))[0].kept) == 1
    assert len(cohorts(members, date(2026, 2, 28))[0].kept) == 2


def test_who_leaves_after_the_last_day_was_still_there() -> None:
    members = [Member(JANUARY, date(2026, 6, 1))]
    assert cohorts(members, date(2026, 3, 1))[0].kept[1].part == 1


def test_a_curve_needs_more_than_thirty() -> None:
    few = [Member(JANUARY, JANUARY + timedelta(day)) for day in range(1, 31)]
    assert retention_curve(few, date(2026, 6, 1)) is None
    curve = retention_curve([*few, Member(JANUARY)], date(2026, 6, 1))
    assert curve is not None
    assert curve[0].at_risk == 31
    assert curve[-1].share == pytest.approx(1 / 31)


def test_people_who_may_still_leave_do_not_count_as_staying_for_ever() -> None:
    until = date(2026, 6, 1)
    new = [Member(until - timedelta(3))] * 20
    old = [Member(JANUARY, JANUARY + timedelta(30))] * 10 + [Member(JANUARY)] * 10
    curve = retention_curve([*new, *old], until)
    assert curve is not None
    assert curve[-1].share == pytest.approx(0.5), "the new ones were never at risk on day 30"


def test_dates_that_cannot_be_are_refused() -> None:
    with pytest.raises(OutreachError, match="day and month are exchanged"):
        cohorts([Member(JANUARY, date(2026, 1, 1))], date(2026, 6, 1))
    with pytest.raises(OutreachError, match="after the last day"):
        retention_curve([Member(JANUARY)], date(2025, 6, 1))


def test_a_short_month_ends_early() -> None:
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)


@given(st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1, max_size=40))
def test_a_curve_only_falls_and_lies_in_its_interval(seen: list[tuple[int, bool]]) -> None:
    steps = kaplan_meier([day for day, _ in seen], [left for _, left in seen])
    shares = [1.0, *[step.share for step in steps]]
    assert all(later < earlier for earlier, later in pairwise(shares))
    for step in steps:
        assert 0 <= step.interval.low <= step.share + 1e-12
        assert step.share <= step.interval.high + 1e-12
        assert step.interval.high <= 1
