"""The ranking: an additive value model whose every part can be worked out by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from outreach.channels.catalog import Channel, catalog
from outreach.channels.criteria import CRITERIA, CRITERION, EQUAL_WEIGHTS, NOT_SAID, facts_behind
from outreach.channels.gates import gate
from outreach.channels.ranking import Ranking, normalised, rank
from outreach.channels.wording import headline, how_sure, the_essay
from outreach.errors import OutreachError
from outreach.practice import AGE_BANDS, GOALS, WAYS_OF_GIVING, Practice
from tests.channels.samples import CHANNEL, another, changed, hours, one, ranked, scale, small, unhurried

ONE = Practice(goals=("public", "referrers"), age_bands=("30-49",), ways_of_giving=("writing", "answering"))


def some_of(names: dict[str, str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(names)), unique=True).map(tuple)


practices = st.builds(
    Practice,
    goals=some_of(GOALS),
    age_bands=some_of(AGE_BANDS),
    ways_of_giving=some_of(WAYS_OF_GIVING),
    hours_per_week=st.one_of(st.none(), st.floats(0, 10)),
)
weightings = st.fixed_dictionaries({criterion.id: st.floats(0, 100) for criterion in CRITERIA}).filter(
    lambda weights: max(weights.values()) > 0.001
)


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
        ("audience", Practice(age_bands=("30-49", "65+")), (0.20 + 0.10) / 2),
        ("comfort", ONE, (3 + 2) / 2 / 3),
        ("comfort", Practice(ways_of_giving=("hosting",)), 0.0),
        ("comfort", Practice(), NOT_SAID),
        ("ownership", ONE, 1.0),
        ("hours", ONE, 1 - 2 / 8),
        ("money", ONE, 1.0),
        ("search", ONE, 1 / 3),
        ("risk", ONE, 1 - (1 + 1 + 0) / 9),
    ],
)
def test_each_value_is_what_its_formula_says(criterion: str, practice: Practice, worked_out: float) -> None:
    assert value(criterion, one(), practice) == pytest.approx(worked_out)


def test_where_reach_is_not_measured_the_estimate_stands_in_openly() -> None:
    text = changed(
        'all     = { value = 10, low = 9, high = 11, unit = "% of US adults"',
        '"65+" = { value = 10, low = 9, high = 11, unit = "% of US adults"',
        CHANNEL,
    )
    text = changed("fine_print      =", f"audience = {scale(2)}\nfine_print      =", text)
    channel = small(text).channels[0]
    assert value("audience", channel, Practice(age_bands=("18-29",))) == pytest.approx(2 / 3)
    assert value("audience", channel, Practice(age_bands=("18-29", "30-49"))) == pytest.approx((2 / 3 + 0.2) / 2)
    assert CRITERION["audience"].terms(channel, Practice(age_bands=("18-29",))).facts.keys() == {"audience"}


def test_a_value_never_leaves_the_range_from_nought_to_one() -> None:
    slow = small(changed(hours(2, 1, 3), hours(30, 20, 40), CHANNEL)).channels[0]
    assert value("hours", slow, ONE) == 0.0


def test_every_criterion_says_its_formula_and_its_question() -> None:
    for criterion in CRITERIA:
        assert criterion.formula.endswith(".")
        assert criterion.question.endswith("?")
        assert not criterion.label.endswith(".")


def test_the_facts_behind_a_score_are_those_of_the_criteria_that_count() -> None:
    assert facts_behind(one(), ONE, {"search": 1.0, "hours": 0.0}) == ("search",)
    assert facts_behind(one(), ONE, {"audience": 1.0, "purpose": 2.0}) == ("fit.public", "fit.referrers", "reach.30-49")
    assert len(facts_behind(one(), ONE, EQUAL_WEIGHTS)) == len(set(facts_behind(one(), ONE, EQUAL_WEIGHTS))) == 12


# The model.


@unhurried
@given(practices, weightings)
def test_contributions_add_up_to_the_score_and_weights_to_one(practice: Practice, weights: dict[str, float]) -> None:
    ranking = rank(practice, catalog().channels, weights)
    assert math.fsum(ranking.weights.values()) == pytest.approx(1)
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
    practice: Practice, weights: dict[str, float], random: object
) -> None:
    shuffled = list(catalog().channels)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
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


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, -1, -0.001, "5", None, True, [5]])
def test_a_weight_that_is_no_number_from_nought_upwards_is_named(bad: object) -> None:
    with pytest.raises(OutreachError, match=r"^The weight of 'search' is .*; a number from 0 upwards was expected\.$"):
        rank(ONE, catalog().channels, {"search": bad, "risk": 1})  # type: ignore[dict-item]


def test_a_criterion_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(OutreachError, match=r"no criterion called 'serch'\. The criteria are: purpose, audience"):
        rank(ONE, catalog().channels, {"serch": 1})


@pytest.mark.parametrize("size", [1e308, 5e-324, 1e-300, 1])
def test_weights_of_any_size_are_shared_out(size: float) -> None:
    assert normalised(dict.fromkeys(CRITERION, size)) == pytest.approx(dict.fromkeys(CRITERION, 1 / 8))


def test_without_weights_all_count_the_same() -> None:
    assert rank(ONE, catalog().channels) == rank(ONE, catalog().channels, dict.fromkeys(CRITERION, 7))


# Ties and how sure.


def swapped_by_hand(ranking: Ranking, practice: Practice, part: float) -> bool:
    """Try every pair of criteria, one up and one down by a part, as one would by hand."""
    leader = ranking.rows[0].channel
    channels = [row.channel for row in ranking.rows]
    for up in [*CRITERION, None]:
        for down in [*CRITERION, None]:
            if up == down:
                continue
            weights = {
                key: weight * (1 + part if key == up else 1 - part if key == down else 1)
                for key, weight in ranking.weights.items()
            }
            again = {row.channel.id: row.score for row in rank(practice, channels, weights).rows}
            if any(score >= again[leader.id] - 1e-12 for name, score in again.items() if name != leader.id):
                return True
    return False


@unhurried
@given(practices, st.fixed_dictionaries({criterion.id: st.integers(0, 20) for criterion in CRITERIA}))
def test_the_word_is_what_trying_every_swap_of_weights_gives(practice: Practice, weights: dict[str, float]) -> None:
    assume(any(weights.values()))
    some = [catalog().channel(name) for name in ("own-blog", "newsletter", "talks", "youtube", "linkedin")]
    ranking = rank(practice, some, weights)
    by_hand = (
        "tie"
        if swapped_by_hand(ranking, practice, 0.2)
        else "leaning"
        if swapped_by_hand(ranking, practice, 0.5)
        else "clear"
    )
    assert ranking.word == by_hand


def test_channels_with_the_same_score_share_a_place_and_are_called_a_tie() -> None:
    three = small(
        CHANNEL, another("doves"), another("ants", (f"search          = {scale(1)}", f"search          = {scale(0)}"))
    )
    ranking = rank(ONE, three.channels)
    assert [(row.channel.id, row.place, row.tied) for row in ranking.rows] == [
        ("doves", 1, True),
        ("pigeons", 1, True),
        ("ants", 3, False),
    ]
    assert ranking.word == "tie"
    assert headline(ranking).startswith("A tie: Doves")
    assert how_sure(ranking) == "Tie: Doves and Carrier pigeons have the same score."


def test_a_tie_names_the_swap_that_makes_it_one() -> None:
    practice = Practice(
        ways_of_giving=("speaking", "teaching-live"),
        goals=("public", "referrers"),
        age_bands=("30-49",),
        hours_per_week=3,
        confidentiality_ceiling=2,
    )
    ranking = ranked(practice)
    assert ranking.word == "tie"
    assert headline(ranking) == "A tie: Your own blog, Talks and webinars and Podcast"
    assert how_sure(ranking) == (
        "Tie: if you gave a fifth more weight to “I give easily there” and a fifth less to “Strangers find it”, "
        "Talks and webinars would draw level or pass."
    )


def test_leaning_says_that_it_takes_half() -> None:
    two = small(
        CHANNEL,
        another(
            "doves",
            (f"search          = {scale(1)}", f"search          = {scale(0)}"),
            (f"ownership       = {scale(3)}", f"ownership       = {scale(2)}"),
            (hours(2, 1, 3), hours(0, 0, 3)),
        ),
    )
    ranking = rank(ONE, two.channels, {"search": 10, "ownership": 10, "hours": 14})
    assert ranking.word == "leaning"
    assert headline(ranking) == "Carrier pigeons leads by a little"
    assert how_sure(ranking).startswith(
        "Leaning: a fifth more or less on any weight changes nothing; if you gave half more"
    )


def test_a_single_channel_is_alone_and_none_is_none() -> None:
    alone = rank(ONE, [one()])
    assert (alone.word, headline(alone)) == ("alone", "Carrier pigeons is all that passes your gates")
    nothing = rank(ONE, [])
    assert (nothing.word, nothing.first, headline(nothing)) == ("none", None, "No channel passes your gates")
    assert "Below you see what would bring each of them back" in how_sure(nothing)


# What the essay claims.


def essay(practice: Practice, weights: dict[str, float] | None = None) -> str:
    parted = gate(practice, catalog().channels)
    return the_essay(rank(practice, parted.open, weights), parted.out)


def test_the_ranking_can_disagree_with_the_essay_and_says_so() -> None:
    talks = essay(Practice(ways_of_giving=("speaking",)), {"comfort": 5, "hours": 1})
    assert "This ranking disagrees: Talks and webinars come first, and your own blog is in place" in talks
    assert "This ranking disagrees: YouTube comes first" in essay(Practice(), {"audience": 1})


def test_it_agrees_half_agrees_and_says_where_the_blog_is_out() -> None:
    assert (
        "This ranking agrees on one of them: Your own blog comes first; a community of your own is in place 3."
        in essay(Practice(ways_of_giving=("writing",)))
    )
    assert "half agrees: Your own blog and Own community on Discourse are in the tie" in essay(
        Practice(), {"ownership": 1}
    )
    out = essay(Practice(hours_per_week=1.5))
    assert "your own blog is out: It takes at least 2 hours a week; you have 1.5 hours." in out
    assert essay(Practice(hours_per_week=0)).endswith("Here nothing is left to rank.")


def test_what_the_practice_did_not_say_is_named() -> None:
    assert [criterion.id for criterion in rank(Practice(), [one()]).unsaid] == ["purpose", "audience", "comfort"]
    assert rank(ONE, [one()]).unsaid == ()
