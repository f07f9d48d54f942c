"""Weights: points and orders become shares of one whole, and what cannot be meant is refused in a sentence."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.channels.deciding.criteria import CRITERIA, CRITERION
from outreach.channels.deciding.uncertainty import Draws
from outreach.channels.deciding.weights import CONFIDENCE, by_order, by_points, confidence_of, rank_order_centroid
from outreach.errors import OutreachError
from tests.channels.samples import unhurried
from tests.channels.values import SAID, weightings

ALL = [criterion.id for criterion in CRITERIA]


def roc_by_definition(number: int) -> list[Fraction]:
    """The k-th weight is the sum of 1/(n j) over j from k to n, in exact fractions."""
    return [sum((Fraction(1, number * j) for j in range(k, number + 1)), Fraction(0)) for k in range(1, number + 1)]


@pytest.mark.parametrize("number", range(1, 19))
def test_an_order_gives_the_rank_order_centroid(number: int) -> None:
    assert rank_order_centroid(number) == pytest.approx([float(part) for part in roc_by_definition(number)], abs=1e-15)
    assert math.fsum(rank_order_centroid(number)) == pytest.approx(1, abs=1e-15)


def test_the_centroids_are_those_that_were_published() -> None:
    # Three in order: 11/18, 5/18, 2/18.
    assert rank_order_centroid(3) == pytest.approx([11 / 18, 5 / 18, 2 / 18])
    assert rank_order_centroid(2) == pytest.approx([3 / 4, 1 / 4])


@pytest.mark.parametrize("number", [2, 3, 8])
def test_the_centroid_is_the_mean_of_all_weights_that_keep_the_order(number: int) -> None:
    # Even draws from all weights, sorted, are even draws from those in order. Bound: 5 standard errors.
    drawn = -np.sort(-np.random.default_rng(1).dirichlet(np.ones(number), 200_000), axis=1)
    error = drawn.std(axis=0) / math.sqrt(len(drawn))
    assert (np.abs(drawn.mean(axis=0) - rank_order_centroid(number)) <= 5 * error).all()


def test_an_order_holds_all_criteria_and_those_left_out_count_nothing() -> None:
    weights = by_order(["search", "money"], "sure")
    assert weights.shares == {**dict.fromkeys(ALL, 0.0), "search": 0.75, "money": 0.25}
    assert (weights.how, weights.confidence.id) == ("order", "sure")
    assert list(by_order(tuple(reversed(ALL))).shares) == ALL
    assert by_order(["risk"]).shares["risk"] == 1.0


@unhurried
@given(weightings)
def test_points_become_shares_of_one_whole_in_the_same_proportions(points: dict[str, float]) -> None:
    weights = by_points(points)
    assert weights.how == "points"
    assert math.fsum(weights.shares.values()) == pytest.approx(1, abs=1e-12)
    total = math.fsum(points.values())
    assert weights.shares == pytest.approx({key: part / total for key, part in points.items()}, abs=1e-12)


def test_without_points_all_count_the_same() -> None:
    assert by_points().shares == dict.fromkeys(ALL, 1 / 8)


def test_one_criterion_may_have_all_the_weight() -> None:
    assert by_points({"risk": 0.001}).shares == {**dict.fromkeys(ALL, 0.0), "risk": 1.0}


@pytest.mark.parametrize("size", [1e308, 5e-324, 1e-300, 1, 10**308])
def test_weights_of_any_size_are_shared_out(size: float) -> None:
    assert by_points(dict.fromkeys(CRITERION, size)).shares == pytest.approx(dict.fromkeys(CRITERION, 1 / 8))


def test_the_largest_beside_the_smallest_leaves_the_smallest_nothing() -> None:
    assert by_points({"search": 1e308, "money": 1e-300}).shares["search"] == 1.0


# What cannot be meant.

NOT_A_NUMBER_FROM_ZERO = [-1, -1e-300, math.nan, math.inf, -math.inf, True, False, "5", None, [], 10**400, 10**5000]


@pytest.mark.parametrize("weight", NOT_A_NUMBER_FROM_ZERO, ids=lambda weight: repr(type(weight)))
def test_a_weight_that_is_no_number_from_zero_upwards_is_refused(weight: Any) -> None:
    with pytest.raises(OutreachError, match=r"^The weight of 'search' is .*; a number from 0 upwards was expected\.$"):
        by_points({"search": weight, "money": 1})


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda: by_points({"serch": 1}), r"no criterion called 'serch'\. The criteria are: purpose, audience"),
        (lambda: by_points({3: 1}), r"no criterion called '3'"),  # type: ignore[dict-item] # what a learner may type
        (lambda: by_points({"search": 0, "money": 0.0}), "All weights are zero"),
        (lambda: by_points({}), "All weights are zero"),
        (lambda: by_points("search"), "Weights are a number for each criterion"),  # type: ignore[arg-type] # as above
        (lambda: by_points([("search", 1)]), "Weights are a number for each criterion"),  # type: ignore[arg-type] # as above
        (lambda: by_points(None, "very"), r"How sure you are is one of: guess, fairly, sure; this is 'very'"),
        (lambda: by_order(["search", "money", "search"]), "'Strangers find it' stands in the order more than once"),
        (lambda: by_order(["search", "serch"]), "no criterion called 'serch'"),
        (lambda: by_order(["search", 3]), "no criterion called '3'"),  # type: ignore[list-item] # as above
        (lambda: by_order([]), "An order is a list of criteria"),
        (lambda: by_order("search"), "An order is a list of criteria"),
        (lambda: by_order({"search", "money"}), "An order is a list of criteria"),  # type: ignore[arg-type] # as above
        (lambda: by_order(None), "An order is a list of criteria"),  # type: ignore[arg-type] # as above
        (lambda: by_order(["search"], "SURE"), "How sure you are is one of"),
        (lambda: confidence_of([]), "How sure you are is one of"),  # type: ignore[arg-type] # as above
        (lambda: by_points(confidence=""), "How sure you are is one of"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(wrong: Callable[[], Any], told: str) -> None:
    with pytest.raises(OutreachError, match=told) as error:
        wrong()
    assert str(error.value).endswith(".")
    assert len(str(error.value)) < 250


# How sure.


def test_being_surer_changes_no_share() -> None:
    said = by_points({"search": 3, "money": 1})
    for level in CONFIDENCE:
        held = replace(said, confidence=CONFIDENCE[level])
        assert held.shares == said.shares
        assert held.confidence is CONFIDENCE[level]


@pytest.mark.parametrize("level", sorted(CONFIDENCE))
def test_two_times_in_three_a_weight_lies_within_its_factor(level: str) -> None:
    # Of two equal weights the ratio is lognormal, its logarithm normal with standard deviation sqrt(2) log(factor):
    # so with probability 0.6827 it lies between factor ** -sqrt(2) and factor ** sqrt(2). Bound: 4 standard errors.
    weights = by_points({"search": 1, "money": 1}, level)
    drawn = Draws(SAID, []).weights(weights)
    apart = np.abs(np.log(drawn[ALL.index("search")] / drawn[ALL.index("money")]))
    inside = (apart <= math.sqrt(2) * math.log(weights.confidence.factor)).mean()
    expected = math.erf(1 / math.sqrt(2))
    assert abs(inside - expected) <= 4 * math.sqrt(expected * (1 - expected) / drawn.shape[1])


@given(weightings, st.sampled_from(sorted(CONFIDENCE)))
@unhurried
def test_drawn_weights_add_up_to_one_and_keep_what_counts_nothing_at_nothing(
    points: dict[str, float], level: str
) -> None:
    said = by_points(points, level)
    drawn = Draws(SAID, [], draws=50).weights(said)
    assert drawn.sum(axis=0) == pytest.approx(np.ones(50))
    assert (drawn >= 0).all()
    for row, key in enumerate(ALL):
        assert said[key] > 0 or not drawn[row].any()
