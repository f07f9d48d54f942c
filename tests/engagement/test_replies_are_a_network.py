"""Who starts, who answers, how fast, how deep, and how posts are spread."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.engagement.measuring.network import Post, share_of_posts, structure
from outreach.errors import OutreachError

MORNING = datetime(2026, 3, 2, 8)  # noqa: DTZ001 - exports give local times without a zone


def at(hours: float) -> datetime:
    return MORNING + timedelta(hours=hours)


QUESTION_HOUR = [
    Post("p1", None, "t1", at(0)),
    Post("p1", "p1", "t1", at(1)),
    Post("p2", "p1", "t1", at(3)),
    Post("p1", "p2", "t1", at(4)),
    Post("p3", None, "t2", at(10)),
    Post("p2", "p3", "t2", at(15)),
    Post("p4", None, "t3", at(20)),
]


def test_starters_and_answerers_are_counted() -> None:
    seen = structure(QUESTION_HOUR)
    assert seen.starters == {"p1": 1, "p3": 1, "p4": 1}
    assert seen.answerers == {"p2": 2, "p1": 1}
    assert (seen.posts, seen.threads, seen.people) == (7, 3, 4)


def test_pairs_who_answer_each_other_are_reciprocal() -> None:
    seen = structure(QUESTION_HOUR)
    assert (seen.both_ways.part, seen.both_ways.whole) == (1, 2)
    assert seen.reciprocity == pytest.approx(2 / 3)


def test_a_response_is_that_of_another_person() -> None:
    seen = structure(QUESTION_HOUR)
    assert seen.first_response_hours == 4, "3 hours and 5 hours; the note to oneself is no answer"
    assert seen.responses_timed == 2
    assert (seen.coverage.part, seen.coverage.whole) == (2, 3)


def test_a_thread_that_just_began_is_not_called_unanswered() -> None:
    seen = structure(QUESTION_HOUR, until=at(30), wait=timedelta(hours=24))
    assert (seen.coverage.part, seen.coverage.whole, seen.too_young) == (1, 1, 2)


def test_an_answer_to_an_answer_is_deeper() -> None:
    seen = structure(QUESTION_HOUR)
    assert seen.deepest == 2
    assert seen.median_depth == 1
    assert (seen.going_on.part, seen.going_on.whole) == (1, 2)


def test_people_who_write_in_two_threads_came_back() -> None:
    seen = structure(QUESTION_HOUR)
    assert (seen.came_back.part, seen.came_back.whole) == (1, 4)


def test_few_write_most() -> None:
    posts = [Post("p1", None, f"a{number}") for number in range(75)]
    posts += [Post(f"p{2 + number % 9}", None, f"b{number}") for number in range(18)]
    posts += [Post(f"q{number}", None, f"c{number}") for number in range(7)]
    assert share_of_posts(posts, 100) == pytest.approx((0.75, 0.18, 0.07))
    seen = structure(posts, members=100)
    assert seen.most_active == 0.75
    assert seen.posted is not None
    assert (seen.posted.part, seen.posted.whole) == (17, 100)


def test_nothing_is_said_of_no_posts() -> None:
    seen = structure([])
    assert (seen.first_response_hours, seen.reciprocity, seen.coverage.value, seen.most_active) == (None,) * 4
    assert share_of_posts([], 10) is None


def test_a_time_that_is_missing_is_not_guessed() -> None:
    seen = structure([Post("p1", None, "t", at(0)), Post("p2", "p1", "t"), Post("p3", "p1", "t", at(9))])
    assert seen.first_response_hours is None
    assert seen.coverage.part == 1


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(OutreachError, match="2 first posts"):
        structure([Post("p1", None, "t"), Post("p2", None, "t")])
    with pytest.raises(OutreachError, match="4 people wrote, and 2 members"):
        structure(QUESTION_HOUR, members=2)


PEOPLE = st.sampled_from(["p1", "p2", "p3"])


@given(st.lists(st.tuples(PEOPLE, PEOPLE, st.integers(0, 3), st.integers(0, 99)), max_size=30), st.randoms())
def test_the_order_of_the_rows_does_not_matter(rows: list[tuple[str, str, int, int]], order: object) -> None:
    posts = [Post("p1", None, f"t{thread}", at(-1)) for thread in range(4)]
    posts += [Post(who, to, f"t{thread}", at(place + hour / 200)) for place, (who, to, thread, hour) in enumerate(rows)]
    mixed = list(posts)
    order.shuffle(mixed)  # type: ignore[attr-defined] # hypothesis hands out a Random
    one, two = structure(posts), structure(mixed)
    assert (one.both_ways, one.deepest, one.coverage, one.first_response_hours) == (
        two.both_ways,
        two.deepest,
        two.coverage,
        two.first_response_hours,
    )
    assert one.deepest <= len(rows)
