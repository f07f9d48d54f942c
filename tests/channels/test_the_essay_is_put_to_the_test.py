"""The essay's claim over all weightings, and the map of who comes first where."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.channels.deciding.criteria import CRITERIA, CRITERION
from outreach.channels.deciding.essay import ESSAYS_CHOICE, GROUPS, STEPS, put_to_the_test, weight_map
from outreach.channels.deciding.gates import gate
from outreach.channels.deciding.ranking import Ranking, rank
from outreach.channels.deciding.uncertainty import DRAWS, Draws
from outreach.channels.examples import EXAMPLES
from outreach.channels.facts.known import catalog
from outreach.practice import Practice
from tests.channels.samples import unhurried
from tests.channels.values import SAID, channel, even_weightings, practices, weightings


def ranked_open(practice: Practice, weights: Mapping[str, float]) -> Ranking:
    return rank(practice, gate(practice, catalog().channels).open, weights)


# All weightings.


@unhurried
@given(practices)
def test_the_shares_of_all_weightings_add_up_to_one(practice: Practice) -> None:
    channels = gate(practice, catalog().channels).open
    found = put_to_the_test(practice, Draws(practice, channels, draws=300))
    assert list(found.shares) == [one.id for one in channels]
    if not channels:
        assert (found.draws, found.share, found.share_with_facts) == (0, 0.0, 0.0)
        return
    assert math.fsum(found.shares.values()) == pytest.approx(1)
    assert found.share == pytest.approx(math.fsum(found.shares.get(name, 0) for name in ESSAYS_CHOICE))
    assert 0 <= found.share_with_facts <= 1
    assert not set(found.better) & set(found.worse)
    assert all(one.id not in ESSAYS_CHOICE for one in found.rivals)


def test_channels_that_are_the_same_share_the_weightings_whichever_stands_first() -> None:
    # Each is counted in half of 10,000 weightings; bound: 4 standard errors.
    blog = channel("own-blog", {"search": 0.5, "money": 0.2})
    twin = channel("twin", {"search": 0.5, "money": 0.2})
    for order in ([blog, twin], [twin, blog]):
        found = put_to_the_test(SAID, Draws(SAID, order))
        assert abs(found.share - 0.5) <= 4 * math.sqrt(0.25 / DRAWS)
        assert abs(found.share_with_facts - 0.5) <= 4 * math.sqrt(0.25 / DRAWS)


def test_what_tells_agreeing_weightings_apart_is_what_the_channels_are_good_at() -> None:
    blog, rival = channel("own-blog", {"ownership": 1.0}), channel("rival", {"audience": 1.0})
    found = put_to_the_test(SAID, Draws(SAID, [blog, rival]))
    assert ([one.id for one in found.better], [one.id for one in found.worse]) == (["ownership"], ["audience"])
    assert found.rivals == (rival,)


def test_where_the_essay_always_or_never_agrees_nothing_tells_them_apart() -> None:
    good, bad = dict.fromkeys(CRITERION, 0.9), dict.fromkeys(CRITERION, 0.1)
    for ours, theirs, share in ((good, bad, 1.0), (bad, good, 0.0)):
        found = put_to_the_test(SAID, Draws(SAID, [channel("own-blog", ours), channel("rival", theirs)]))
        assert (found.share, found.share_with_facts, found.better, found.worse) == (share, share, (), ())


# The map.


def assert_first(ranking: Ranking, practice: Practice, brings: float, asks: float) -> None:
    shown = weight_map(ranking).winner(brings, asks)
    whole = {group: math.fsum(ranking.weights[key] for key in members) for group, members in GROUPS.items()}
    parts = {"brings": brings, "asks": asks, "yours": max(1 - brings - asks, 0.0)}
    weights = {
        key: parts[group] * (ranking.weights[key] / whole[group] if whole[group] > 0 else 1 / len(members))
        for group, members in GROUPS.items()
        for key in members
    }
    again = rank(practice, [row.channel for row in ranking.rows], weights)
    row = again.find(shown.id)
    assert row is not None
    assert row.score == pytest.approx(again.rows[0].score, abs=1e-9)


steps = st.tuples(st.integers(0, STEPS), st.integers(0, STEPS)).filter(lambda at: sum(at) <= STEPS)


@unhurried
@given(practices, weightings, steps)
def test_each_point_of_the_map_is_what_a_ranking_of_those_weights_gives(
    practice: Practice, weights: dict[str, float], at: tuple[int, int]
) -> None:
    ranking = ranked_open(practice, weights)
    if ranking.rows:
        assert_first(ranking, practice, at[0] / STEPS, at[1] / STEPS)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
@pytest.mark.parametrize("corner", [(1.0, 0.0), (0.0, 1.0), (0.0, 0.0)])
def test_the_corners_are_rankings_of_one_bundle_alone(name: str, corner: tuple[float, float]) -> None:
    shown = EXAMPLES[name]
    assert_first(ranked_open(shown.practice, shown.weights), shown.practice, *corner)


@unhurried
@given(practices, even_weightings)
def test_here_lies_on_the_map_where_the_ranking_is_to_the_nearest_step(
    practice: Practice, weights: dict[str, float]
) -> None:
    ranking = ranked_open(practice, weights)
    shown = weight_map(ranking)
    if not ranking.rows:
        return
    row = ranking.find(shown.winner(*shown.here).id)
    assert row is not None
    # A point of the map is at most half a step away in each direction, and that moves scores by less than this.
    assert ranking.rows[0].score - row.score <= 4 / STEPS


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_for_the_invented_practice_the_map_agrees_with_the_ranking_where_it_stands(name: str) -> None:
    shown = EXAMPLES[name]
    ranking = ranked_open(shown.practice, shown.weights)
    found = weight_map(ranking)
    total = sum(shown.weights.values())
    assert found.here == pytest.approx(
        tuple(sum(shown.weights[key] for key in GROUPS[group]) / total for group in ("brings", "asks"))
    )
    assert found.winner(*found.here) == ranking.rows[0].channel


def test_where_here_is_a_point_of_the_map_it_agrees_with_the_ranking_exactly() -> None:
    for weights in ({"search": 10, "money": 10, "ownership": 20}, {"search": 20, "risk": 19, "comfort": 1}):
        ranking = ranked_open(Practice(), weights)
        found = weight_map(ranking)
        row = ranking.find(found.winner(*found.here).id)
        assert row is not None
        assert row.place == 1


@given(st.integers(0, 2 * STEPS))
@unhurried
def test_with_nothing_on_the_third_bundle_here_is_still_on_the_map(half_steps: int) -> None:
    ranking = ranked_open(Practice(), {"search": half_steps or 1e-9, "risk": 2 * STEPS - half_steps})
    found = weight_map(ranking)
    row = ranking.find(found.winner(*found.here).id)
    assert row is not None
    assert ranking.rows[0].score - row.score <= 4 / STEPS


@pytest.mark.parametrize("at", [(0.5125 + 1e-15, 0.4875), (1.0, 1.0), (0.6, 0.6)])
def test_what_would_be_more_than_all_weight_is_put_on_the_edge(at: tuple[float, float]) -> None:
    ranking = ranked_open(Practice(), {"search": 1, "risk": 1})
    found = weight_map(ranking)
    column = round(at[0] * STEPS)
    assert found.winner(*at) == found.channels[int(found.first[STEPS - column, column])]


def test_the_map_is_a_triangle_and_its_shares_add_up() -> None:
    shown = EXAMPLES["juniper-street"]
    found = weight_map(ranked_open(shown.practice, shown.weights))
    inside = found.first >= 0
    assert inside.sum() == (STEPS + 1) * (STEPS + 2) // 2
    assert all(inside[row, column] == (row + column <= STEPS) for row, column in np.ndindex(inside.shape))
    assert math.fsum(found.share([one.id]) for one in found.channels) == pytest.approx(1)


def test_two_channels_on_the_map_worked_out_by_hand() -> None:
    # The blog has 1 on all that is one's own, the rival 1 on all it brings: the blog is first where yours > brings.
    # Of the points with b + a <= 40, those with 40 - b - a > b count, and ties go to who leads the ranking.
    blog = channel("own-blog", dict.fromkeys(GROUPS["yours"], 1.0))
    rival = channel("rival", dict.fromkeys(GROUPS["brings"], 1.0))
    found = weight_map(rank(SAID, [blog, rival], dict.fromkeys(GROUPS["yours"], 1.0)))
    points = [(b, a) for b in range(STEPS + 1) for a in range(STEPS + 1 - b)]
    expected = sum(STEPS - b - a >= b for b, a in points) / len(points)
    assert found.share(["own-blog"]) == pytest.approx(expected)


def test_a_map_of_nothing_has_nobody_on_it() -> None:
    found = weight_map(rank(SAID, []))
    assert found.share(ESSAYS_CHOICE) == 0.0
    assert (found.first == -1).all()


def test_the_bundles_hold_every_criterion_once() -> None:
    held = [key for members in GROUPS.values() for key in members]
    assert sorted(held) == sorted(criterion.id for criterion in CRITERIA)
