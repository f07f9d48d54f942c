"""A person may pick home base and outpost against the ranking: the plan says so, and what cannot be is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from outreach.channels.checks import problem_of
from outreach.channels.deciding.choice import Choice, Decision
from outreach.channels.facts.known import catalog
from outreach.channels.planning.plan import Plan, make_plan
from outreach.channels.planning.plan_file import write_plan
from outreach.channels.planning.plan_reading import read_plan
from outreach.channels.preview import notes_on
from outreach.checks import Problem
from outreach.errors import OutreachError
from outreach.practice import Practice
from tests.channels.samples import another, costing, money, small

PRACTICE = Practice(purpose="help people who care for a parent", hours_per_week=3, money_per_month=40)
DAY = date(2027, 2, 22)
OURS = "Your own pick. "
PAGES = another("pages")
POST = another("post", ('role = "home"', 'role = "outpost"'))


def choice(practice: Practice = PRACTICE) -> Choice:
    return Decision(practice).choose()


def ids(plan: Plan) -> list[str]:
    return [place.channel.id for place in plan.places]


def best() -> list[str]:
    return [channel.id for channel in choice().pairs[0].channels]


def test_nothing_picked_and_the_best_pair_picked_are_the_same_plan() -> None:
    home, outpost = best()
    ranked = make_plan(choice(), DAY)
    assert ids(ranked) == best()
    for same in (
        make_plan(choice(), DAY, home_base=home, outpost=outpost),
        make_plan(choice(), DAY, home_base=""),
        make_plan(choice(), DAY, outpost=outpost),
    ):
        assert write_plan(same, catalog()) == write_plan(ranked, catalog())


@pytest.mark.parametrize(
    ("home_base", "outpost", "meant"),
    [
        ("blog", None, "own-blog"),
        ("Mailing list", None, "newsletter"),
        (None, "facebook", "facebook-page"),
        (None, "Linked In", "linkedin"),
    ],
)
def test_a_pick_is_understood_by_every_name_that_a_channel_has(
    home_base: str | None, outpost: str | None, meant: str
) -> None:
    as_typed = make_plan(choice(), home_base=home_base, outpost=outpost)
    assert meant in ids(as_typed)
    by_id = make_plan(choice(), home_base=home_base and meant, outpost=outpost and meant)
    assert write_plan(as_typed, catalog()) == write_plan(by_id, catalog())


def test_a_pick_that_was_shut_out_is_known_by_its_other_names_too() -> None:
    shy = replace(PRACTICE, will_not_do=("be-on-camera",))
    with pytest.raises(OutreachError, match=r"^YouTube cannot be your outpost yet"):
        make_plan(choice(shy), outpost="you tube")


def test_another_home_base_is_planned_with_what_fits_best_beside_it_and_the_plan_says_whose_pick_it_was() -> None:
    plan = make_plan(choice(), home_base="newsletter")
    beside = next(pair for pair in choice().pairs if pair.home_base.id == "newsletter")
    assert ids(plan) == [channel.id for channel in beside.channels]
    assert plan.home_base is not None
    assert plan.outpost is not None
    assert plan.home_base.why.startswith(f"{OURS}The ranking puts Your own blog first as a home base. Place 2 of ")
    assert OURS not in plan.outpost.why


def test_another_outpost_is_planned_beside_the_best_home_base() -> None:
    plan = make_plan(choice(), outpost="reddit")
    assert ids(plan) == ["own-blog", "reddit"]
    assert plan.home_base is not None
    assert plan.outpost is not None
    assert OURS not in plan.home_base.why
    assert plan.outpost.why.startswith(f"{OURS}The ranking puts ")
    assert "first beside Your own blog. Place " in plan.outpost.why


def test_a_home_base_that_gives_way_to_a_picked_outpost_is_not_called_ones_own_pick() -> None:
    plan = make_plan(choice(replace(PRACTICE, hours_per_week=2.7)), outpost="reddit")
    assert ids(plan) == ["newsletter", "reddit"]
    assert plan.home_base is not None
    assert plan.home_base.why.endswith("The best placed of what stays yours beside which there is room for Reddit.")


def test_no_outpost_on_purpose_is_a_whole_plan() -> None:
    plan = make_plan(choice(), DAY, outpost="")
    assert ids(plan) == best()[:1]
    assert plan.without_outpost.startswith("None, by your own pick. The ranking puts ")
    assert plan.without_outpost.endswith("first beside Your own blog. A home base alone is a whole plan.")
    assert plan.among_pairs == ""
    text = write_plan(plan, catalog())
    assert "leave the outpost" not in text
    assert read_plan(text).outposts == ()
    assert problem_of(read_plan(text)) is None


def test_no_outpost_on_purpose_where_none_fits_is_said_as_it_is() -> None:
    plan = make_plan(choice(replace(PRACTICE, hours_per_week=1)), outpost="")
    assert plan.without_outpost.startswith("None: after the home base too little is left.")


def test_a_channel_may_be_picked_by_its_name() -> None:
    assert ids(make_plan(choice(), home_base="Podcast", outpost="Bluesky")) == ["podcast", "bluesky"]


@pytest.mark.parametrize(
    ("picks", "sentence"),
    [
        ({"home_base": "pigeons"}, "There is no channel called 'pigeons'. Your home base can be one of: own-blog, "),
        ({"outpost": "<b>" * 50}, r"There is no channel called '<b>(<b>)*'\. Your outpost can be one of: linkedin, "),
        ({"home_base": "linkedin"}, "LinkedIn cannot be your home base: what you write there does not stay yours. "),
        ({"home_base": "hosted-community"}, "what you write there does not stay yours. Your home base can be one of: "),
        ({"home_base": "youtube"}, "YouTube cannot be your home base yet. It takes at least ~4 hours a week"),
        ({"outpost": "own-blog"}, "Your own blog cannot be your outpost: an outpost is a place where people are alr"),
        ({"outpost": "psychology-today"}, "Psychology Today profile cannot be your outpost: an outpost is a place"),
        ({"outpost": "youtube"}, "It comes back when you can give it 4 hours a week."),
    ],
)
def test_a_pick_that_cannot_be_is_refused_in_a_sentence(picks: dict[str, Any], sentence: str) -> None:
    with pytest.raises(OutreachError, match=sentence):
        make_plan(choice(), **picks)


def test_an_outpost_without_any_home_base_to_lead_back_to_is_refused() -> None:
    only = small(POST)
    with pytest.raises(OutreachError, match="it needs a home base to lead back to, and none passes your gates"):
        make_plan(Decision(Practice(), only).choose(), outpost="post")
    with pytest.raises(OutreachError, match="No home base passes your gates"):
        make_plan(Decision(Practice(), only).choose(), home_base="pages")


def test_a_pick_that_takes_more_hours_than_there_are_is_planned_and_said_to_be_over() -> None:
    plan = make_plan(choice(), home_base="own-community", outpost="reddit")
    assert [place.hours_per_week for place in plan.places] == [3, 1]
    assert plan.over == (
        "Your own pick is over what you have: it takes at least 4 hours a week, where you have 3 hours. "
        "You may keep it if you find what is missing, or let the outpost wait."
    )
    assert plan.among_pairs.startswith(f"It is not among the {len(choice().pairs)} pairs that fit. Of these, best ")
    assert plan.outpost is not None
    assert plan.outpost.why.startswith(f"{OURS}The ranking finds no outpost that fits beside Own community")
    text = write_plan(plan, catalog())
    assert plan.over in text
    assert "lean form" not in text
    assert problem_of(read_plan(text), PRACTICE) == Problem("over-hours", {"planned": "4", "available": "3"})


def test_a_pick_that_costs_more_than_there_is_is_said_to_be_over_too() -> None:
    practice = replace(PRACTICE, hours_per_week=None, money_per_month=6)
    known = small(costing(money(3), PAGES), costing(money(5), POST))
    plan = make_plan(Decision(practice, known).choose(), outpost="post")
    assert "it takes at least 8 dollars a month, where you have 6 dollars." in plan.over
    text = write_plan(plan, known)
    assert problem_of(read_plan(text), practice) == Problem("over-money", {"planned": "8", "available": "6"})


def test_what_fits_is_never_said_to_be_over() -> None:
    for pair in choice().pairs:
        picks: dict[str, Any] = {"home_base": pair.home_base.id, "outpost": pair.outpost.id if pair.outpost else ""}
        plan = make_plan(choice(), **picks)
        assert [place.channel for place in plan.places] == list(pair.channels)
        assert plan.over == ""


def test_a_pair_that_is_best_less_often_than_another_does_not_call_that_one_next() -> None:
    plan = make_plan(choice(), home_base="newsletter")
    assert plan.among_pairs.count("more often than this, ") == 1
    assert "; next, " not in plan.among_pairs
    assert "; next, " in make_plan(choice()).among_pairs


# What is planned, and what is said where little fits.


def test_a_price_is_paid_whole_or_not_at_all() -> None:
    # The blog costs 4 to 15 dollars: with 5 it is the lean one, and never a price that nobody asks.
    lean = make_plan(Decision(Practice(hours_per_week=3, money_per_month=5)).choose(), home_base="own-blog", outpost="")
    assert [place.money_per_month for place in lean.places] == [4]
    usual = make_plan(
        Decision(Practice(hours_per_week=3, money_per_month=15)).choose(), home_base="own-blog", outpost=""
    )
    assert [place.money_per_month for place in usual.places] == [15]


def test_hours_below_our_best_figure_are_called_lean() -> None:
    lean = make_plan(Decision(Practice(hours_per_week=2)).choose(), home_base="own-blog", outpost="")
    assert "This is a lean form. Our best figure for it is ~3 hours a week" in write_plan(lean, catalog())
    whole = make_plan(Decision(Practice(hours_per_week=9)).choose(), home_base="own-blog", outpost="")
    assert "lean form. Our best figure" not in write_plan(whole, catalog())


def test_without_a_home_base_the_way_back_is_time_or_money_before_a_limit() -> None:
    strict = Practice(hours_per_week=2, money_per_month=0, confidentiality_ceiling=1, licence="LCSW")
    said = make_plan(Decision(strict).choose()).without_home
    assert "The nearest is Your own blog. It comes back when you can spend 4 dollars a month." in said
    assert "stretch a limit" not in said


def test_where_only_a_limit_stands_in_the_way_nobody_is_pushed_over_it() -> None:
    closed = Practice(
        hours_per_week=20, money_per_month=500, confidentiality_ceiling=0, will_not_do=("record-my-voice",)
    )
    assert "We would not stretch a limit to make a plan" in make_plan(Decision(closed).choose()).without_home


def test_a_profile_that_leaves_no_home_base_is_told_that_this_is_a_result() -> None:
    said = " ".join(notes_on(Decision(Practice(hours_per_week=0.5)).choose()))
    assert "no home base is among them. That is a result." in said
    assert "That is a result." not in " ".join(notes_on(Decision(Practice(hours_per_week=3)).choose()))
