"""The invented practice: what the lessons tell of it is what the ranking gives, on everybody's facts."""

from __future__ import annotations

import pytest

from outreach.channels.catalog import catalog
from outreach.channels.criteria import CRITERION, EQUAL_WEIGHTS
from outreach.channels.examples import EXAMPLES, example, juniper_street, tomas_alone
from outreach.channels.gates import gate
from outreach.channels.plan import Plan, make_plan
from outreach.channels.ranking import Ranking, rank
from outreach.channels.wording import the_essay
from outreach.errors import OutreachError
from outreach.practice import practice_from, read_practice, write_practice


def plan_of(name: str, weights: str = "") -> Plan:
    shown = example(name)
    gated = gate(shown.practice, catalog().channels)
    ranking = rank(shown.practice, gated.open, EXAMPLES[weights or name].weights)
    return make_plan(shown.practice, ranking, gated)


def order(ranking: Ranking) -> list[str]:
    return [row.channel.id for row in ranking.rows]


def chosen(plan: Plan) -> list[str]:
    return [place.channel.id for place in plan.places]


def test_together_their_home_base_is_the_blog_and_their_outpost_is_where_referrers_are() -> None:
    plan = plan_of("juniper-street")
    assert chosen(plan) == ["own-blog", "linkedin"]
    assert catalog().channel("linkedin")["fit.referrers"].value == 3
    assert plan.ranking.word == "clear"


def test_their_plan_takes_all_their_hours_and_less_than_their_money() -> None:
    plan = plan_of("juniper-street")
    assert sum(place.hours_per_week for place in plan.places) == juniper_street().hours_per_week == 3
    assert sum(place.money_per_month for place in plan.places) <= (juniper_street().money_per_month or 0) == 40


def test_the_blog_leads_for_them_even_when_everything_counts_the_same() -> None:
    practice = juniper_street()
    ranking = rank(practice, gate(practice, catalog().channels).open, EQUAL_WEIGHTS)
    assert order(ranking)[0] == "own-blog"
    assert next(row.channel.id for row in ranking.rows if row.channel.role == "outpost") == "linkedin"


def test_the_quarrel_is_settled_with_reasons() -> None:
    out = {gone.channel.id: [reason.gate for reason in gone.reasons] for gone in plan_of("juniper-street").out}
    assert out["youtube"] == ["hours", "will not do"]
    assert out["instagram"] == ["will not do"]
    assert out["tiktok"][0] == "confidentiality"
    assert "linkedin" not in out


def test_for_tomas_alone_talks_win_and_the_essay_is_contradicted() -> None:
    plan = plan_of("tomas")
    assert order(plan.ranking)[0] == "talks"
    assert plan.ranking.word == "clear"
    assert "This ranking disagrees: Talks and webinars come first" in the_essay(plan.ranking, plan.out)
    assert chosen(plan) == ["podcast", "talks"]


def test_it_is_tomas_s_weights_and_his_way_of_giving_that_make_talks_win() -> None:
    practice = tomas_alone()
    equal = rank(practice, gate(practice, catalog().channels).open, EQUAL_WEIGHTS)
    assert equal.word == "tie"
    assert {order(equal)[0], *(swap.rival.id for swap in equal.swaps)} == {"own-blog", "talks", "podcast"}
    assert order(plan_of("juniper-street", "tomas").ranking)[0] == "own-blog"


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_an_example_is_a_profile_that_a_learner_could_have_filled_in(name: str) -> None:
    shown = EXAMPLES[name]
    assert read_practice(write_practice(shown.practice)) == shown.practice
    assert practice_from({"goals": list(shown.practice.goals)}).goals == shown.practice.goals
    assert set(shown.weights) == set(CRITERION)
    assert all(0 <= weight <= 100 for weight in shown.weights.values())
    assert "invented" in shown.title


def test_an_example_that_does_not_exist_is_named_with_those_that_do() -> None:
    assert example("tomas-alone") is example("tomas")
    with pytest.raises(
        OutreachError, match=r"no example practice called 'nadia'\. The examples are: juniper-street, tomas"
    ):
        example("nadia")
