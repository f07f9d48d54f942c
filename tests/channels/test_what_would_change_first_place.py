"""What would change first place: each answer is exact, and is checked against a way of its own."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.optimize import linprog

from outreach.channels.deciding.change import WeightMove, fact_flips, smallest_move, stabilities, would_lead
from outreach.channels.deciding.criteria import CRITERIA, CRITERION
from outreach.channels.deciding.gates import gate
from outreach.channels.deciding.ranking import Ranked, Ranking, rank
from outreach.channels.examples import EXAMPLES, juniper_street
from outreach.channels.facts.catalog import FACTS, Channel
from outreach.channels.facts.known import catalog
from outreach.practice import Practice
from tests.channels.samples import unhurried
from tests.channels.values import SAID, cell, channel, even_weightings, matrices, practices, ranked_rows, weightings

KEYS = [criterion.id for criterion in CRITERIA]


def open_to(practice: Practice) -> tuple[Channel, ...]:
    return gate(practice, catalog().channels).open


def lead(leader: Ranked, rival: Ranked) -> list[float]:
    return [leader.values[key] - rival.values[key] for key in KEYS]


# The smallest move of weight.


def least_by_linear_program(ranking: Ranking) -> float | None:
    """Return the least weight that has to move, from a solver: how much each criterion loses, then how much it wins."""
    leader, *rivals = ranking.rows
    now = np.array([ranking.weights[key] for key in KEYS])
    found = []
    for rival in rivals:
        ahead = np.array(lead(leader, rival))
        answer = linprog(
            c=np.r_[np.ones(len(KEYS)), np.zeros(len(KEYS))],
            A_ub=[np.r_[-ahead, ahead]],
            b_ub=[-ahead @ now],
            A_eq=[np.r_[-np.ones(len(KEYS)), np.ones(len(KEYS))]],
            b_eq=[0],
            bounds=[*((0, part) for part in now), *((0, None) for _ in now)],
            options={"primal_feasibility_tolerance": 1e-10},  # its own, 1e-7, would call a small lead none
        )
        if answer.status == 0:
            found.append(float(answer.fun))
    return min(found, default=None)


def moved(ranking: Ranking, move: WeightMove) -> dict[str, float]:
    weights = dict(ranking.weights.shares)
    for criterion, part in move.taken:
        weights[criterion.id] -= part
    if move.to is not None:
        weights[move.to.id] += move.share
    return weights


def assert_smallest(ranking: Ranking) -> None:
    move, least = smallest_move(ranking), least_by_linear_program(ranking)
    if least is None:
        assert move is None
        return
    assert move is not None
    assert move.share == pytest.approx(least, abs=1e-9)
    weights = moved(ranking, move)
    assert min(weights.values()) >= -1e-12
    assert math.fsum(weights.values()) == pytest.approx(1, abs=1e-12)
    rival = ranking.find(move.rival.id)
    assert rival is not None
    ahead = lead(ranking.rows[0], rival)
    assert math.fsum(weights[key] * part for key, part in zip(KEYS, ahead, strict=True)) == pytest.approx(0, abs=1e-9)


@unhurried
@given(matrices, even_weightings)
def test_the_smallest_move_is_that_of_a_linear_program(rows: list[list[float]], weights: dict[str, float]) -> None:
    assert_smallest(ranked_rows(rows, weights))


@unhurried
@given(practices, even_weightings)
def test_so_it_is_on_the_channels_of_the_course(practice: Practice, weights: dict[str, float]) -> None:
    channels = open_to(practice)
    if channels:
        assert_smallest(rank(practice, channels, weights))


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_so_it_is_for_the_invented_practice(name: str) -> None:
    shown = EXAMPLES[name]
    for weights in (shown.weights, None):
        assert_smallest(rank(shown.practice, open_to(shown.practice), weights))


def test_a_move_worked_out_by_hand() -> None:
    # A leads by 0.6 on search and 0.2 on purpose and trails by 0.2 on money; weights 0.5, 0.25, 0.25. The lead is 0.30.
    # Each unit moved from search to money closes 0.8, so 0.375 of all weight does it, and search has 0.5 to give.
    a = channel("a", {"search": 0.8, "purpose": 0.4, "money": 0.2})
    b = channel("b", {"search": 0.2, "purpose": 0.2, "money": 0.4})
    move = smallest_move(rank(SAID, [a, b], {"search": 2, "purpose": 1, "money": 1}))
    assert move is not None
    assert (move.rival, move.to) == (b, CRITERION["money"])
    assert [criterion.id for criterion, _ in move.taken] == ["search"]
    assert move.share == pytest.approx(0.375)


def test_a_tie_needs_no_move_and_a_channel_better_on_all_cannot_be_caught() -> None:
    a, b = (channel(name, {"search": 0.5}) for name in "ab")
    level = smallest_move(rank(SAID, [a, b], {"search": 1}))
    assert level is not None
    assert (level.share, level.taken, level.to) == (0.0, (), None)
    better = channel("better", dict.fromkeys(CRITERION, 0.6))
    worse = channel("worse", dict.fromkeys(CRITERION, 0.5))
    assert smallest_move(rank(SAID, [better, worse])) is None
    assert smallest_move(rank(SAID, [better])) is None
    assert smallest_move(rank(SAID, [])) is None


# Each weight by itself.


def lead_at(ranking: Ranking, criterion: str, share: float) -> dict[str, float]:
    """Return the leader's lead over each rival where a criterion has this share and the others keep proportions."""
    rest = math.fsum(ranking.weights[key] for key in KEYS if key != criterion)
    weights = {key: ranking.weights[key] / rest if rest > 1e-9 else 1 / (len(KEYS) - 1) for key in KEYS}
    weights = {key: share if key == criterion else (1 - share) * part for key, part in weights.items()}
    leader, *rivals = ranking.rows
    return {
        rival.channel.id: math.fsum(weights[key] * part for key, part in zip(KEYS, lead(leader, rival), strict=True))
        for rival in rivals
    }


def assert_stable(ranking: Ranking) -> None:
    found = stabilities(ranking)
    assert [one.criterion for one in found] == list(CRITERIA)
    for one in found:
        key = one.criterion.id
        assert 0 <= one.low <= one.now <= one.high <= 1
        for share in np.linspace(0, 1, 101):
            behind = min(lead_at(ranking, key, float(share)).values(), default=0.0)
            if one.low - 1e-9 <= share <= one.high + 1e-9:
                assert behind >= -1e-8, f"{key}: first place is lost at {share}, inside {one.low} to {one.high}"
            elif share < one.low - 1e-3 or share > one.high + 1e-3:
                assert behind < 1e-12, f"{key}: first place holds at {share}, outside {one.low} to {one.high}"
        for end, rival in ((one.low, one.below), (one.high, one.above)):
            if rival is not None:
                assert lead_at(ranking, key, end)[rival.id] == pytest.approx(0, abs=1e-8)
        assert one.below is not None or one.low == 0
        assert one.above is not None or one.high == 1


@unhurried
@given(matrices, even_weightings)
def test_the_ends_of_a_weight_are_where_scanning_finds_them(rows: list[list[float]], weights: dict[str, float]) -> None:
    assert_stable(ranked_rows(rows, weights))


@pytest.mark.parametrize("name", sorted(EXAMPLES))
@pytest.mark.parametrize("alone", [None, *CRITERION])
def test_so_they_are_for_the_invented_practice(name: str, alone: str | None) -> None:
    shown = EXAMPLES[name]
    weights = shown.weights if alone is None else {alone: 1}
    assert_stable(rank(shown.practice, open_to(shown.practice), weights))


def test_an_end_worked_out_by_hand() -> None:
    # A has search 0.8 and money 0.2, B has 0.4 and 0.5. The lead at a share s of search is 0.4 s - 0.3 (1 - s),
    # which is 0 at s = 3/7: below that B is first.
    a = channel("a", {"search": 0.8, "money": 0.2})
    b = channel("b", {"search": 0.4, "money": 0.5})
    found = {one.criterion.id: one for one in stabilities(rank(SAID, [a, b], {"search": 1, "money": 1}))}
    assert found["search"].low == pytest.approx(3 / 7)
    assert (found["search"].high, found["money"].low) == (1.0, 0.0)
    assert (found["search"].below, found["search"].above) == (b, None)
    assert found["money"].high == pytest.approx(4 / 7)
    assert found["money"].above == b
    assert stabilities(rank(SAID, [])) == ()


# Single facts.


def with_fact(subject: Channel, fact: str, value: float) -> Channel:
    before = subject[fact]
    put = replace(before, value=value, low=min(before.low, value), high=max(before.high, value))
    return replace(subject, facts={**subject.facts, fact: put})


def again(practice: Practice, ranking: Ranking, subject: Channel, fact: str, value: float) -> Ranking:
    """Rank once more with one fact of one channel put in place of what the catalog says."""
    channels = [row.channel for row in ranking.rows]
    put = with_fact(subject, fact, value)
    return rank(practice, [put if one.id == subject.id else one for one in channels], ranking.weights)


def scores(ranking: Ranking) -> dict[str, float]:
    return {row.channel.id: row.score for row in ranking.rows}


def assert_flips(practice: Practice, ranking: Ranking) -> None:
    found = fact_flips(practice, ranking)
    for flip in found:
        assert flip.cell == flip.channel[flip.fact]
        after = scores(again(practice, ranking, flip.channel, flip.fact, flip.needed))
        assert after[flip.channel.id] == pytest.approx(after[flip.rival.id], abs=1e-9)
        assert after[flip.channel.id] == pytest.approx(max(after.values()), abs=1e-9)
    assert [flip.is_within for flip in found] == sorted((flip.is_within for flip in found), reverse=True)
    named = {(flip.channel.id, flip.fact) for flip in found}
    assert len(named) == len(found)
    assert named >= all_that_could(practice, ranking)


def all_that_could(practice: Practice, ranking: Ranking) -> set[tuple[str, str]]:
    """Put each fact at both ends of its scale, and name those that change who is first by more than rounding."""
    tops = {"scale": 3.0, "percent": 100.0}
    leader = ranking.rows[0].channel
    changing = set()
    for row in ranking.rows:
        for fact in {fact for criterion in CRITERIA for fact in criterion.terms(row.channel, practice).facts}:
            for end in (0.0, tops.get(FACTS[fact].kind, 1_000.0)):
                after = scores(again(practice, ranking, row.channel, fact, end))
                best = max((score, name) for name, score in after.items() if name != leader.id)
                ours_lost = row.channel == leader and best[0] > after[leader.id] + 1e-7
                theirs_won = row.channel != leader and after[row.channel.id] > after[leader.id] + 1e-7
                if ours_lost or theirs_won:
                    changing.add((row.channel.id, fact))
    return changing


@settings(deadline=None, max_examples=25)
@given(practices, weightings)
def test_a_needed_figure_makes_it_level_and_none_is_forgotten(practice: Practice, weights: dict[str, float]) -> None:
    channels = open_to(practice)[:7]
    if len(channels) >= 2:
        assert_flips(practice, rank(practice, channels, weights))


@pytest.mark.parametrize("name", sorted(EXAMPLES))
@pytest.mark.parametrize("weights", ["own", "equal", "money alone"])
def test_so_it_does_for_the_invented_practice(name: str, weights: str) -> None:
    shown = EXAMPLES[name]
    put = {"own": shown.weights, "equal": None, "money alone": {"money": 1}}[weights]
    assert_flips(shown.practice, rank(shown.practice, open_to(shown.practice), put))


def test_a_figure_worked_out_by_hand() -> None:
    # Search has half of the weight. A leads by 0.5 (0.9 - 0.6) = 0.15: it is level where its own search falls by 0.3,
    # to 1.8 of 3, or that of B rises by 0.3, to 2.7 of 3. Only the first lies within what is held possible.
    a = channel("a", {"search": 0.9, "money": 0.5}, facts={"search": cell(2.7, 1.5, 3)})
    b = channel("b", {"search": 0.6, "money": 0.5}, facts={"search": cell(1.8, 1.5, 2)})
    found = fact_flips(SAID, rank(SAID, [a, b], {"search": 1, "money": 1}))
    shown = [(flip.channel.id, flip.fact, round(flip.needed, 9), flip.is_within) for flip in found]
    assert shown[:2] == [("a", "search", 1.8, True), ("b", "search", 2.7, False)]
    assert {fact for _, fact, _, _ in shown} == {"search", "money_per_month"}
    assert {round(flip.needed, 9) for flip in found if flip.fact == "money_per_month"} == {20.0, 80.0}


def test_a_figure_beyond_the_scale_first_has_to_come_back_to_it() -> None:
    # Time has half of the weight. A takes 4 hours, which are worth 0.5; B takes 10, which are worth 0 as 8 are.
    # To make up the lead of 0.25 B needs a value of 0.5 as well: 4 hours, and not 4 fewer than its 10.
    a = channel("a", {"search": 0.5}, facts={"hours_per_week": cell(4)})
    b = channel("b", {"search": 0.5}, facts={"hours_per_week": cell(10)})
    ranking = rank(SAID, [a, b], {"hours": 1, "search": 1})
    found = {(flip.channel.id, flip.fact): flip.needed for flip in fact_flips(SAID, ranking)}
    assert found["b", "hours_per_week"] == pytest.approx(4)
    assert found["a", "hours_per_week"] == pytest.approx(8)
    assert_flips(SAID, ranking)


def test_one_channel_or_none_has_nothing_to_flip() -> None:
    assert fact_flips(SAID, rank(SAID, [channel("a")])) == ()
    assert fact_flips(SAID, rank(SAID, [])) == ()


# What the gates keep from first place.


@unhurried
@given(practices, weightings)
def test_what_would_lead_leads_once_it_is_let_in(practice: Practice, weights: dict[str, float]) -> None:
    gated = gate(practice, catalog().channels)
    ranking = rank(practice, gated.open, weights)
    named = [gone.channel.id for gone in would_lead(practice, ranking, gated.out)]
    best = max((row.score for row in ranking.rows), default=-1.0)
    for gone in gated.out:
        let_in = rank(practice, [*gated.open, gone.channel], weights)
        row = let_in.find(gone.channel.id)
        assert row is not None
        assert (row.score - best > 1e-9) == (gone.channel.id in named)


def test_for_the_invented_practice_nothing_is_kept_from_first_place_that_could_not_be_named() -> None:
    practice = replace(juniper_street(), hours_per_week=1.0)
    gated = gate(practice, catalog().channels)
    ranking = rank(practice, gated.open, EXAMPLES["juniper-street"].weights)
    ahead = would_lead(practice, ranking, gated.out)
    assert ahead[0].channel.id == "own-blog"
    assert ahead[0].reasons[0].gate == "hours"


def test_no_fact_of_a_channel_stands_behind_two_criteria() -> None:
    # What a single fact would have to be is worked out for one criterion at a time.
    practice = juniper_street()
    for one in catalog().channels:
        used = [fact for criterion in CRITERIA for fact in criterion.terms(one, practice).facts]
        assert len(used) == len(set(used)) > len(CRITERIA)
