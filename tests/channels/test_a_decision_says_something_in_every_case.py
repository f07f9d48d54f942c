"""A whole choice from whatever a practice and its weights may be: it holds together, or is refused in a sentence."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.channels.deciding.choice import Choice, Decision
from outreach.channels.deciding.criteria import CRITERIA, CRITERION
from outreach.channels.deciding.weights import CONFIDENCE, by_order, by_points
from outreach.channels.examples import EXAMPLES, juniper_street
from outreach.channels.facts.known import catalog
from outreach.channels.sentences import headline, how_sure, the_essay, weights_in_words, what_would_change
from outreach.errors import OutreachError
from outreach.practice import WILL_NOT_DO, Practice
from tests.channels.values import cell, channel, even_weightings, practices

NOTHING_LEFT = {
    "no hours": Practice(hours_per_week=0),
    "not one hour": Practice(hours_per_week=0.1),
    "all refused": Practice(
        hours_per_week=0.5, money_per_month=0, confidentiality_ceiling=0, will_not_do=(*WILL_NOT_DO,)
    ),
}


def said(choice: Choice) -> list[str]:
    """Return all that is said of a choice, so that none of it can fail to be said."""
    words = [headline(choice), how_sure(choice), *what_would_change(choice), the_essay(choice)]
    return [*words, weights_in_words(choice.ranking)]


def assert_whole(choice: Choice) -> None:
    """Check what holds for every choice there is."""
    channels = choice.gated.open
    assert len(channels) + len(choice.gated.out) == len(catalog().channels)
    assert {row.channel.id for row in choice.ranking.rows} == {one.id for one in channels}
    chances = [choice.chances.first(one) for one in channels]
    assert math.fsum(chances) == pytest.approx(1 if channels else 0)
    assert math.fsum(choice.pair_chances) == pytest.approx(1 if choice.pairs else 0)
    assert len(choice.stabilities) == (len(CRITERIA) if channels else 0)
    assert (choice.leader is None) == (choice.word == "none") == (not channels)
    assert (choice.word == "alone") == (len(channels) == 1)
    assert all(text and "nan" not in text.split() and "None" not in text for text in said(choice))


@settings(deadline=None, max_examples=60)
@given(practices, even_weightings, st.sampled_from(sorted(CONFIDENCE)))
def test_every_practice_with_every_weights_has_a_whole_choice(
    practice: Practice, weights: dict[str, float], level: str
) -> None:
    assert_whole(Decision(practice).choose(by_points(weights, level)))


@settings(deadline=None, max_examples=30)
@given(practices, st.permutations([criterion.id for criterion in CRITERIA]), st.integers(1, 8))
def test_so_has_every_order(practice: Practice, order: list[str], number: int) -> None:
    assert_whole(Decision(practice).choose(by_order(order[:number])))


def test_a_profile_with_nothing_filled_in_shuts_nothing_out() -> None:
    choice = Decision(Practice()).choose()
    assert_whole(choice)
    assert choice.gated.out == ()
    assert len(choice.ranking.rows) == 18
    assert [criterion.id for criterion in choice.ranking.unsaid] == ["purpose", "audience", "comfort"]
    assert choice.shut_out == ()
    assert choice.pairs != ()


@pytest.mark.parametrize("name", sorted(NOTHING_LEFT))
def test_where_every_channel_is_out_nothing_is_ranked_and_each_says_why(name: str) -> None:
    decision = Decision(NOTHING_LEFT[name])
    for weights in (None, {"money": 1}):
        choice = decision.choose(weights)
        assert_whole(choice)
        assert (choice.leader, choice.word, choice.chance) == (None, "none", 0.0)
        assert (choice.move, choice.stabilities, choice.flips, choice.pairs) == (None, (), (), ())
        assert (choice.essay.draws, choice.essay.share, choice.pair_chances) == (0, 0.0, ())
        assert all(gone.why and gone.lift for gone in choice.gated.out)
    assert headline(choice) == "No channel passes your gates"


@pytest.mark.parametrize("criterion", list(CRITERION))
@pytest.mark.parametrize("practice", [Practice(), juniper_street()], ids=["nothing said", "juniper-street"])
def test_one_criterion_may_have_all_the_weight(criterion: str, practice: Practice) -> None:
    choice = Decision(practice).choose({criterion: 3})
    assert_whole(choice)
    best = choice.ranking.rows[0]
    assert best.score == pytest.approx(best.values[criterion])
    assert best.score == pytest.approx(max(row.values[criterion] for row in choice.ranking.rows))


@pytest.mark.parametrize("criterion", ["purpose", "comfort"])
def test_where_all_the_weight_is_on_what_was_not_said_all_are_level(criterion: str) -> None:
    choice = Decision(Practice()).choose({criterion: 1})
    assert [row.place for row in choice.ranking.rows] == [1] * 18
    assert choice.word == "tie"
    for one in choice.gated.open:
        # Each comes first in one of 18 draws; bound: 5 standard errors of 10,000.
        assert choice.chances.first(one) == pytest.approx(1 / 18, abs=5 * math.sqrt(17) / 18 / 100)
    assert_whole(choice)


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        (dict.fromkeys(CRITERION, 0), "All weights are zero"),
        ({}, "All weights are zero"),
        ({"search": math.nan}, "a number from 0 upwards"),
        ({"search": -1}, "a number from 0 upwards"),
        ({"serch": 1}, "no criterion called 'serch'"),
        ([1, 2, 3], "Weights are a number for each criterion"),
        ("search", "Weights are a number for each criterion"),
        (7, "Weights are a number for each criterion"),
    ],
)
def test_weights_that_cannot_be_used_are_refused_in_a_sentence(weights: Any, told: str) -> None:
    decision = Decision(juniper_street())
    with pytest.raises(OutreachError, match=told):
        decision.choose(weights)
    assert_whole(decision.choose())


def test_a_single_channel_is_alone_and_says_so() -> None:
    only = channel("only", {"search": (0.2, 0.5, 0.9)}, facts={"ownership": cell(3.0)})
    choice = Decision(Practice(), replace(catalog(), channels=(only,))).choose({"search": 1, "money": 1})
    assert (choice.word, choice.chance, choice.leader) == ("alone", 1.0, only)
    assert (choice.move, choice.flips) == (None, ())
    assert [(pair.home_base, pair.outpost) for pair in choice.pairs] == [(only, None)]
    assert choice.pair_chances == (1.0,)
    assert all(said(choice))


def test_weights_put_to_one_decision_again_and_again_leave_no_trace() -> None:
    decision = Decision(juniper_street())
    before = decision.choose(EXAMPLES["juniper-street"].weights)
    for weights in ({"money": 1}, {"search": 1, "risk": 5}, None):
        decision.choose(weights)
    again = decision.choose(EXAMPLES["juniper-street"].weights)
    fresh = Decision(juniper_street()).choose(EXAMPLES["juniper-street"].weights)
    assert said(before) == said(again) == said(fresh)
    assert before.ranking == again.ranking
    assert before.pair_chances == again.pair_chances == fresh.pair_chances


def test_being_surer_of_the_weights_leaves_the_ranking_and_makes_first_place_surer() -> None:
    decision = Decision(juniper_street())
    weights: Mapping[str, float] = EXAMPLES["juniper-street"].weights
    levels = [decision.choose(by_points(weights, level)) for level in ("guess", "fairly", "sure")]
    assert len({tuple(row.channel.id for row in choice.ranking.rows) for choice in levels}) == 1
    assert levels[0].chance <= levels[1].chance <= levels[2].chance
