"""Home base and outpost: every pair that can be paid for is looked at, and the best one is the best."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.channels.deciding.choice import Decision
from outreach.channels.deciding.gates import gate
from outreach.channels.deciding.portfolio import fits, pair_chances, portfolio
from outreach.channels.deciding.ranking import rank
from outreach.channels.deciding.uncertainty import Draws
from outreach.channels.deciding.weights import by_points
from outreach.channels.examples import EXAMPLES
from outreach.channels.facts.catalog import Channel
from outreach.channels.facts.known import catalog
from outreach.practice import Practice
from tests.channels.samples import unhurried
from tests.channels.values import SAID, cell, channel, practices, weightings

Named = tuple[str, str | None]


def by_brute_force(practice: Practice, weights: dict[str, float]) -> dict[Named, float]:
    """Go through every two channels of the whole catalog, and every one alone, and keep what is allowed."""
    score = {row.channel.id: row.score for row in rank(practice, catalog().channels, weights).rows}
    passed = {one.id for one in gate(practice, catalog().channels).open}
    found: dict[Named, float] = {}
    for home, post in product(catalog().channels, [*catalog().channels, None]):
        both = [home] if post is None else [home, post]
        hours = sum(one["hours_per_week"].low for one in both)
        money = sum(one["money_per_month"].low for one in both)
        allowed = (
            all(one.id in passed for one in both)
            and home.role == "home"
            and home["ownership"].number >= 2
            and (post is None or post.role == "outpost")
            and (practice.hours_per_week is None or hours <= practice.hours_per_week + 1e-9)
            and (practice.money_per_month is None or money <= practice.money_per_month + 1e-9)
        )
        if allowed:
            found[home.id, None if post is None else post.id] = sum(score[one.id] for one in both)
    return found


@unhurried
@given(practices, weightings)
def test_the_pairs_are_those_that_brute_force_finds(practice: Practice, weights: dict[str, float]) -> None:
    channels = gate(practice, catalog().channels).open
    pairs = portfolio(practice, rank(practice, channels, weights))
    named = {(pair.home_base.id, pair.outpost.id if pair.outpost else None): pair.worth for pair in pairs}
    assert named == pytest.approx(by_brute_force(practice, weights))
    assert len(named) == len(pairs)
    assert [pair.worth for pair in pairs] == sorted(named.values(), reverse=True)
    for pair in pairs:
        assert pair.home_base.is_yours()
        assert fits(practice, pair.channels)
        assert len(pair.channels) == (1 if pair.outpost is None else 2)


@unhurried
@given(practices, weightings)
def test_the_chances_of_pairs_add_up_to_one_and_are_those_of_the_largest_sum(
    practice: Practice, weights: dict[str, float]
) -> None:
    channels = gate(practice, catalog().channels).open
    pairs = portfolio(practice, rank(practice, channels, weights))
    scores = Draws(practice, channels, draws=300).chances(by_points(weights)).scores
    found = pair_chances(pairs, channels, scores)
    assert len(found) == len(pairs)
    if not pairs:
        return
    assert math.fsum(found) == pytest.approx(1)
    at = {one.id: place for place, one in enumerate(channels)}
    worth = np.array([sum(scores[at[one.id]] for one in pair.channels) for pair in pairs])
    assert list(found) == pytest.approx((np.bincount(worth.argmax(axis=0), minlength=len(pairs)) / 300).tolist())


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_invented_practice_has_a_best_pair_that_it_can_pay_for(name: str) -> None:
    shown = EXAMPLES[name]
    choice = Decision(shown.practice).choose(shown.weights)
    best = choice.pairs[0]
    assert best.outpost is not None
    assert sum(one["hours_per_week"].low for one in best.channels) <= 3
    assert sum(one["money_per_month"].low for one in best.channels) <= 40
    assert choice.pair_chances[0] == max(choice.pair_chances)


# Limits, worked out by hand.


def place(name: str, role: str, hours: float, money: float) -> Channel:
    facts = {"hours_per_week": cell(hours, hours - 1, hours), "money_per_month": cell(money)}
    kept = {"ownership": cell(3.0 if role == "home" else 0.0)}
    return channel(name, {"search": 0.5}, role=role, facts={**facts, **kept})  # type: ignore[arg-type] # said as words


@pytest.mark.parametrize(
    ("hours", "money", "named"),
    [
        (None, None, {("home", "post"), ("home", None)}),
        (3, None, {("home", "post"), ("home", None)}),  # 2 - 1 and 3 - 1 at their leanest
        (2.9, None, {("home", None)}),
        (0.9, None, set()),
        (None, 30, {("home", "post"), ("home", None)}),
        (None, 29.99, {("home", None)}),
        (3, 29.99, {("home", None)}),
        (0, 0, set()),
    ],
)
def test_a_pair_fits_where_its_leanest_form_fits(hours: float | None, money: float | None, named: set[Named]) -> None:
    practice = Practice(hours_per_week=hours, money_per_month=money)
    ranking = rank(practice, [place("home", "home", 2, 10), place("post", "outpost", 3, 20)])
    pairs = portfolio(practice, ranking)
    assert {(pair.home_base.id, pair.outpost.id if pair.outpost else None) for pair in pairs} == named


def test_tenths_that_add_up_to_the_limit_fit_whatever_a_computer_makes_of_them() -> None:
    practice = Practice(hours_per_week=0.3)
    ranking = rank(practice, [place("home", "home", 1.1, 0), place("post", "outpost", 1.2, 0)])
    assert len(portfolio(practice, ranking)) == 2


def test_a_home_that_is_not_ones_own_an_outpost_and_a_listing_are_no_home_base() -> None:
    rented = channel("rented", {"search": 0.9}, facts={"ownership": cell(1.9)})
    post, listed = channel("post", role="outpost"), channel("listed", {"ownership": 1}, role="listing")
    assert portfolio(SAID, rank(SAID, [rented, post, listed])) == ()
    assert pair_chances((), (rented,), np.ones((1, 5))) == ()
    assert portfolio(SAID, rank(SAID, [])) == ()


@given(st.permutations(range(18)))
@unhurried
def test_the_order_of_the_catalog_decides_no_pair(order: list[int]) -> None:
    shuffled = [catalog().channels[number] for number in order]
    pairs = portfolio(SAID, rank(SAID, shuffled))
    assert pairs == portfolio(SAID, rank(SAID, catalog().channels))
