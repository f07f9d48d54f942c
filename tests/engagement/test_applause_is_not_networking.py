"""Fake or real: one figure with its uncertainty, its definition, and what is missing said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.dated import Mark
from outreach.engagement.measuring.real_or_fake import DEFINITION, WEIGHTS, Reactions, networking

COUNTS = st.integers(0, 60)
PAIRS = st.one_of(st.none(), st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))


def test_likes_alone_are_applause() -> None:
    found = networking([Reactions(comments=2, likes=180, follows=30)])
    assert found.interval is not None
    assert found.interval.high < 10
    assert "more applause than networking" in found.sentence
    assert "Left out: reciprocity (not known), return (not known) and depth (not known)." in found.sentence


def test_conversation_that_goes_both_ways_is_networking() -> None:
    found = networking(
        [Reactions(comments=40, replies=30, inquiries=9, likes=20)],
        reciprocity=(16, 20),
        came_back=(17, 20),
        depth=(15, 18),
    )
    assert found.interval is not None
    assert found.interval.low > 50
    assert "more networking than applause" in found.sentence
    assert "Left out" not in found.sentence


def test_small_numbers_are_not_yet_a_figure() -> None:
    found = networking([Reactions(comments=5, likes=14)], reciprocity=(6, 14))
    assert (found.value, found.interval) == (None, None)
    assert found.sentence.startswith("Not yet: 19 reactions")
    assert networking([]).value is None


def test_the_figure_is_the_weighted_mean_of_its_parts() -> None:
    found = networking([Reactions(comments=25, likes=75)], reciprocity=(5, 10), came_back=(3, 5))
    assert found.value == pytest.approx((40 * 25 + 20 * 50) / 60), "of five people who came, nothing can be told"
    by_id = {part.id: part for part in found.parts}
    assert by_id["return"].left_out == "only 5, fewer than 10"
    assert {part.id: part.points for part in found.parts} == WEIGHTS
    assert sum(WEIGHTS.values()) == 100


def test_one_post_that_traveled_makes_the_figure_less_sure() -> None:
    calm = [Reactions(comments=3, likes=9) for _ in range(12)]
    traveled = [*[Reactions(comments=3, likes=2) for _ in range(11)], Reactions(comments=3, likes=86)]
    even, odd = networking(calm), networking(traveled)
    assert even.value == odd.value
    assert even.interval is not None
    assert odd.interval is not None
    assert odd.interval.width > 2 * even.interval.width


def test_the_definition_shows_points_and_that_they_are_ours() -> None:
    found = networking([Reactions(comments=30)])
    assert found.definition == DEFINITION
    assert found.mark is Mark.ESTIMATE
    assert "ESTIMATE" in DEFINITION
    for part, points in WEIGHTS.items():
        assert f"{part.capitalize()} ({points}" in DEFINITION


def test_the_same_numbers_give_the_same_figure() -> None:
    posts = [Reactions(comments=number, likes=9) for number in range(12)]
    assert networking(posts) == networking(posts)


def test_very_many_posts_are_no_trouble() -> None:
    found = networking([Reactions(comments=1, likes=3)] * 50_000)
    assert found.value == 25
    assert found.interval is not None
    assert found.interval.width < 1


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.builds(Reactions, comments=COUNTS, inquiries=COUNTS, likes=COUNTS), max_size=12), PAIRS, PAIRS, PAIRS
)
def test_the_figure_lies_in_its_interval_from_0_to_100(
    posts: list[Reactions], both: tuple[int, int] | None, came: tuple[int, int] | None, deep: tuple[int, int] | None
) -> None:
    found = networking(posts, reciprocity=both, came_back=came, depth=deep)
    assert (found.value is None) == (found.interval is None)
    if found.value is not None and found.interval is not None:
        assert 0 <= found.interval.low <= found.value <= found.interval.high <= 100


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="negative or missing"):
        networking([Reactions(comments=-1)])
    with pytest.raises(ValueError, match="reciprocity: 3 of 2"):
        networking([Reactions(comments=30)], reciprocity=(3, 2))
