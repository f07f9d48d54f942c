"""The ranking: an additive value model whose every part can be worked out by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from pymcdm.methods import WSM

from outreach.channels.deciding.criteria import CRITERIA, CRITERION, EQUAL_WEIGHTS, NOT_SAID, facts_behind
from outreach.channels.deciding.gates import gate
from outreach.channels.deciding.ranking import Ranking, rank
from outreach.channels.deciding.weights import by_order, by_points
from outreach.channels.examples import EXAMPLES
from outreach.channels.facts.catalog import Channel
from outreach.channels.facts.known import catalog
from outreach.errors import OutreachError
from outreach.practice import Practice
from tests.channels.samples import unhurried
from tests.channels.values import SAID, cell, channel, matrices, practices, ranked_rows, weightings

ONE = Practice(goals=("public", "referrers"), age_bands=("30-49",), ways_of_giving=("writing", "answering"))

PIGEONS = channel(
    "pigeons",
    facts={
        "fit.public": cell(2),
        "fit.referrers": cell(3),
        "fit.peers": cell(1),
        "reach.all": cell(10),
        "reach.30-49": cell(20),
        "reach.65+": cell(5),
        "gives.writing": cell(3),
        "gives.answering": cell(2),
        "ownership": cell(3),
        "content_export": cell(2),
        "audience_export": cell(0),
        "hours_per_week": cell(2, 1, 3),
        "money_per_month": cell(5),
        "search": cell(1),
        "confidentiality": cell(1),
        "message": cell(1),
        "review": cell(0),
    },
)


def one() -> Channel:
    return PIGEONS


def value(criterion: str, channel: Channel, practice: Practice) -> float:
    return CRITERION[criterion].value(channel, practice)


# What each criterion says, worked out by hand from the sample channel.


@pytest.mark.parametrize(
    ("criterion", "practice", "worked_out"),
    [
        ("purpose", ONE, (2 + 3) / 2 / 3),
        ("purpose", Practice(goals=("peers",)), 1 / 3),
        ("purpose", Practice(), NOT_SAID),
        ("audience", ONE, 0.20),
        ("audience", Practice(), 0.10),
        ("audience", Practice(age_bands=("30-49", "65+")), (0.20 + 0.05) / 2),
        ("comfort", ONE, (3 + 2) / 2 / 3),
        ("comfort", Practice(ways_of_giving=("hosting",)), 0.0),
        ("comfort", Practice(), NOT_SAID),
        ("ownership", ONE, (3 + 2 + 0) / 3 / 3),
        ("hours", ONE, 1 - 2 / 8),
        ("money", ONE, 1 - 5 / 100),
        ("search", ONE, 1 / 3),
        ("risk", ONE, 1 - (1 + 1 + 0) / 9),
    ],
)
def test_each_value_is_what_its_formula_says(criterion: str, practice: Practice, worked_out: float) -> None:
    assert value(criterion, one(), practice) == pytest.approx(worked_out)


def test_a_value_never_leaves_the_range_from_nought_to_one() -> None:
    slow = channel("slow", facts={"hours_per_week": cell(30, 20, 40)})
    assert value("hours", slow, ONE) == 0.0


def test_every_criterion_says_its_formula_and_its_step() -> None:
    for criterion in CRITERIA:
        assert criterion.formula.endswith(".")
        assert criterion.worst != criterion.best
        assert not criterion.label.endswith(".")


def test_the_facts_behind_a_score_are_those_of_the_criteria_that_count() -> None:
    assert facts_behind(one(), ONE, {"search": 1.0, "hours": 0.0}) == ("search",)
    assert facts_behind(one(), ONE, {"audience": 1.0, "purpose": 2.0}) == ("fit.public", "fit.referrers", "reach.30-49")
    assert len(facts_behind(one(), ONE, EQUAL_WEIGHTS)) == len(set(facts_behind(one(), ONE, EQUAL_WEIGHTS))) == 14


# The model.


@unhurried
@given(practices, weightings)
def test_contributions_add_up_to_the_score_and_weights_to_one(practice: Practice, weights: dict[str, float]) -> None:
    ranking = rank(practice, catalog().channels, weights)
    assert math.fsum(ranking.weights.shares.values()) == pytest.approx(1)
    for row in ranking.rows:
        assert math.fsum(row.contributions.values()) == pytest.approx(row.score, abs=1e-9)
        assert 0 <= row.score <= 1
        for key, part in row.contributions.items():
            assert part == pytest.approx(ranking.weights[key] * row.values[key])


@unhurried
@given(practices, weightings, st.floats(1e-6, 1e6))
def test_only_the_proportions_of_weights_count(practice: Practice, weights: dict[str, float], factor: float) -> None:
    before = rank(practice, catalog().channels, weights)
    after = rank(practice, catalog().channels, {key: weight * factor for key, weight in weights.items()})
    for row in before.rows:
        again = after.find(row.channel.id)
        assert again is not None
        assert again.score == pytest.approx(row.score, abs=1e-9)


@unhurried
@given(practices, weightings, st.randoms(use_true_random=False))
def test_the_order_of_the_catalog_decides_nothing(
    practice: Practice, weights: dict[str, float], random: Random
) -> None:
    shuffled = list(catalog().channels)
    random.shuffle(shuffled)
    assert rank(practice, shuffled, weights) == rank(practice, catalog().channels, weights)


@unhurried
@given(practices, weightings, st.sampled_from(range(18)))
def test_taking_a_channel_away_changes_no_score_of_the_others(
    practice: Practice, weights: dict[str, float], gone: int
) -> None:
    rest = [channel for place, channel in enumerate(catalog().channels) if place != gone]
    before = {row.channel.id: row.score for row in rank(practice, catalog().channels, weights).rows}
    assert all(before[row.channel.id] == row.score for row in rank(practice, rest, weights).rows)


@unhurried
@given(practices, weightings, st.sampled_from(["ownership", "search", "fit.public", "gives.writing"]))
def test_more_of_a_good_thing_never_lowers_a_score(practice: Practice, weights: dict[str, float], fact: str) -> None:
    channel = catalog().channel("reddit")
    better = replace(channel, facts={**channel.facts, fact: replace(channel[fact], value=3.0, high=3.0)})
    assert rank(practice, [better], weights).rows[0].score >= rank(practice, [channel], weights).rows[0].score


@unhurried
@given(practices, weightings, st.sampled_from(["hours_per_week", "money_per_month", "message", "review"]))
def test_more_cost_or_exposure_never_raises_a_score(practice: Practice, weights: dict[str, float], fact: str) -> None:
    channel = catalog().channel("own-community")
    worse = replace(channel, facts={**channel.facts, fact: replace(channel[fact], value=channel[fact].number + 1)})
    assert rank(practice, [worse], weights).rows[0].score <= rank(practice, [channel], weights).rows[0].score


@unhurried
@given(practices, weightings)
def test_better_on_everything_that_counts_is_never_behind(practice: Practice, weights: dict[str, float]) -> None:
    rows = rank(practice, catalog().channels, weights).rows
    for place, row in enumerate(rows):
        for ahead in rows[:place]:
            assert ahead.score >= row.score
            assert not all(row.values[key] > ahead.values[key] for key in CRITERION)


# An additive model made by others.


def as_they_are(values: NDArray[np.float64], cost: bool = False) -> NDArray[np.float64]:
    """Scale nothing: values run from 0 to 1 already."""
    assert not cost
    return values


def by_others(matrix: Sequence[Sequence[float]], weights: Sequence[float]) -> list[float]:
    """Return the scores of pymcdm's weighted sum model.

    Its validation is left out: it warns of criteria without weight and of channels
    that lead on everything, and changes no figure.
    """
    types = np.ones(len(weights))
    scores = WSM(as_they_are)(np.array(matrix), np.array(weights), types, validation=False)
    return [float(score) for score in scores]


def assert_same(ranking: Ranking) -> None:
    matrix = [[row.values[key] for key in CRITERION] for row in ranking.rows]
    theirs = by_others(matrix, [ranking.weights[key] for key in CRITERION])
    assert [row.score for row in ranking.rows] == pytest.approx(theirs, abs=1e-9)
    assert [row.score for row in ranking.rows] == sorted((row.score for row in ranking.rows), reverse=True)


OF_SEVERAL_KINDS = {
    "equal": by_points(),
    "juniper-street": by_points(EXAMPLES["juniper-street"].weights),
    "tomas": by_points(EXAMPLES["tomas"].weights),
    "an order": by_order(["search", "purpose", "money", "risk"]),
    "all on one": by_points({"comfort": 1}),
    "of very different size": by_points({"search": 1e308, "money": 1e300, "risk": 1}),
}


@pytest.mark.parametrize("weights", sorted(OF_SEVERAL_KINDS))
@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_scores_are_those_of_an_established_package(name: str, weights: str) -> None:
    practice = EXAMPLES[name].practice
    assert_same(rank(practice, gate(practice, catalog().channels).open, OF_SEVERAL_KINDS[weights]))
    assert_same(rank(practice, catalog().channels, OF_SEVERAL_KINDS[weights]))


@unhurried
@given(st.data())
def test_so_they_are_on_any_matrix(data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(st.floats(0, 1), min_size=8, max_size=8), min_size=2, max_size=20))
    ranking = ranked_rows(rows, data.draw(weightings))
    assert_same(ranking)
    for name, row in zip("abcdefghijklmnopqrst", rows, strict=False):
        found = ranking.find(name)
        assert found is not None
        assert list(found.values.values()) == pytest.approx(row, abs=1e-12)


# Weights.


@pytest.mark.parametrize("criterion", list(CRITERION))
def test_one_criterion_with_all_the_weight_ranks_by_that_alone(criterion: str) -> None:
    ranking = rank(ONE, catalog().channels, {criterion: 3})
    assert ranking.weights[criterion] == 1
    values = [row.values[criterion] for row in ranking.rows]
    assert values == sorted(values, reverse=True)
    assert all(row.score == pytest.approx(row.values[criterion]) for row in ranking.rows)


@pytest.mark.parametrize("weights", [{}, {"search": 0}, dict.fromkeys(CRITERION, 0), {"search": 0.0, "risk": -0.0}])
def test_weights_that_are_all_zero_compare_nothing(weights: dict[str, float]) -> None:
    with pytest.raises(OutreachError, match=r"^All weights are zero, so nothing can be compared\. Give at least one"):
        rank(ONE, catalog().channels, weights)


def test_points_are_taken_as_weights_are() -> None:
    assert rank(ONE, catalog().channels, {"search": 1, "risk": 3}) == rank(
        ONE, catalog().channels, by_points({"search": 25, "risk": 75})
    )
    assert rank(ONE, catalog().channels) == rank(ONE, catalog().channels, dict.fromkeys(CRITERION, 7))


# Places.


def test_channels_with_the_same_score_share_a_place() -> None:
    doves, ants = replace(one(), id="doves"), channel("ants", {"purpose": 0.1})
    ranking = rank(ONE, [one(), ants, doves])
    assert [(row.channel.id, row.place, row.tied) for row in ranking.rows] == [
        ("doves", 1, True),
        ("pigeons", 1, True),
        ("ants", 3, False),
    ]


@unhurried
@given(matrices, weightings)
def test_a_place_is_one_more_than_the_number_ahead(rows: list[list[float]], weights: dict[str, float]) -> None:
    ranking = ranked_rows(rows, weights)
    for row in ranking.rows:
        assert row.place == 1 + sum(other.score > row.score for other in ranking.rows)
        assert row.tied == (sum(other.place == row.place for other in ranking.rows) > 1)
        assert row.points == pytest.approx(100 * row.score)


def test_what_gives_most_points_comes_first_and_what_gives_none_is_not_named() -> None:
    row = rank(SAID, [channel("a", {"search": 0.5, "purpose": 0.9})], {"search": 2, "purpose": 1, "risk": 1}).rows[0]
    assert [criterion.id for criterion in row.strongest()] == ["search", "purpose"]
    assert [criterion.id for criterion in row.strongest(5)] == ["search", "purpose"]


def test_of_no_channel_there_is_no_first() -> None:
    nothing = rank(ONE, [])
    assert (nothing.rows, nothing.first, nothing.find("pigeons")) == ((), None, None)


def test_what_the_practice_did_not_say_is_named() -> None:
    assert [criterion.id for criterion in rank(Practice(), [one()]).unsaid] == ["purpose", "audience", "comfort"]
    assert rank(ONE, [one()]).unsaid == ()
