"""The figures for the notebook: what they show, how sure it is, and that a foreign title marks nothing up."""

from __future__ import annotations

from typing import Any

import pytest
from plotly.graph_objects import Figure

from outreach.engagement.findings.gathered import Findings, gathered
from outreach.engagement.pictures import answered, inquiries, networking, posts, weekly
from tests.engagement.tables import by_week, day, imported, post


@pytest.fixture(scope="module")
def found() -> Findings:
    facts = by_week([1, 0, 2, 1, 3, 2, 2, 4, 2, 2, 3])
    for place in range(9):
        numbers = {"reach": 100.0, "comments": float(place % 3), "likes": 9.0}
        facts += post(
            f"p{place}", day(1 + place), numbers, title="<b>Same</b><br>title" if place < 2 else f"Title {place}"
        )
    return gathered(imported(*facts))


def asked(*counts: int) -> Findings:
    facts: list[dict[str, Any]] = []
    for place, count in enumerate(counts):
        facts += by_week([float(count)], "inquiries", item=f"source: kind {place}", channel="inquiries")
    return gathered(imported(*facts))


def data(figure: Figure) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = figure.to_dict()["data"]
    return made


def test_weeks_have_intervals_and_halves_that_differ_without_color(found: Findings) -> None:
    assert found.weekly is not None
    first, second = data(weekly.draw(found.weekly))
    assert len(first["x"]) + len(second["x"]) == 11
    for half in (first, second):
        assert len(half["error_y"]["array"]) == len(half["x"])
        assert min(half["error_y"]["array"]) > 0
    assert first["marker"]["pattern"]["shape"] != second["marker"]["pattern"]["shape"]
    assert weekly.draw(found.weekly).to_dict()["layout"]["yaxis"]["rangemode"] == "tozero"


def test_posts_have_a_raw_and_a_drawn_dot_and_an_interval(found: Findings) -> None:
    assert found.posts is not None
    _, raw, drawn = data(posts.draw(found.posts))
    assert raw["marker"]["symbol"] != drawn["marker"]["symbol"]
    for place, one in enumerate(found.posts.posts):
        assert drawn["x"][place] + drawn["error_x"]["array"][place] == pytest.approx(100 * one.interval.high, abs=0.01)
        assert drawn["x"][place] - drawn["error_x"]["arrayminus"][place] == pytest.approx(
            100 * one.interval.low, abs=0.01
        )


def test_two_posts_with_one_title_have_a_row_each_and_no_markup(found: Findings) -> None:
    assert found.posts is not None
    axis = posts.draw(found.posts).to_dict()["layout"]["yaxis"]
    assert len(axis["ticktext"]) == len(found.posts.posts) == 9
    assert axis["ticktext"].count("&lt;b&gt;Same&lt;/b&gt;&lt;br&gt;title") == 2


def test_bars_of_answers_begin_at_zero(found: Findings) -> None:
    assert found.answered is not None
    figure = answered.draw(found.answered)
    assert data(figure)[0]["x"] == [one.talk for one in found.answered.posts]
    assert figure.to_dict()["layout"]["xaxis"]["rangemode"] == "tozero"


def test_few_inquiries_are_bars_of_counts_and_many_are_dots_with_intervals() -> None:
    few, many = asked(5, 3, 1), asked(30, 6)
    assert few.inquiries is not None
    assert many.inquiries is not None
    assert data(inquiries.draw(few.inquiries))[0]["type"] == "bar"
    dots = data(inquiries.draw(many.inquiries))[0]
    assert dots["type"] == "scatter"
    assert min(dots["error_x"]["array"]) > 0


def test_the_scale_has_its_interval_and_is_empty_where_it_is_too_early(found: Findings) -> None:
    assert found.networking is not None
    assert data(networking.draw(found.networking))[0]["error_x"]["array"][0] > 0
    early = gathered(imported(*by_week([1.0, 2.0]), *by_week([1.0, 2.0], "likes"))).networking
    assert early is not None
    assert data(networking.draw(early)) == []


def test_a_picture_is_the_same_each_time(found: Findings) -> None:
    assert found.weekly is not None
    assert weekly.draw(found.weekly).to_json() == weekly.draw(found.weekly).to_json()
