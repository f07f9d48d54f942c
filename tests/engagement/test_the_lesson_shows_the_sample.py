"""Each part that the lesson shows says what is there in the sample, and not what is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from outreach.engagement.exploring.numbers import LONGEST, PARTS, NumbersView, show_numbers
from outreach.engagement.exploring.part import Part
from outreach.engagement.exploring.weekdays import by_weekday
from outreach.engagement.sample.truths import not_there, really_there
from outreach.errors import OutreachError
from outreach.figure import AccessibleFigure
from outreach.form import Form
from outreach.workspace import Workspace
from tests.engagement.exports_dropped import HOSTILE, learner

WITH_FIGURE = {
    *("week-12", "opens", "weekly", "posts", "answered", "inquiries", "networking"),
    *("weekdays", "headline", "own-visits", "followers"),
}


@pytest.fixture(autouse=True)
def space(tmp_path: Path) -> Iterator[Workspace]:
    yield from learner(tmp_path)


@pytest.mark.parametrize("name", PARTS)
def test_every_part_has_a_short_summary_that_is_the_same_twice_and_a_table(name: str) -> None:
    view = show_numbers(name)
    assert view.summary() == show_numbers(name).summary()
    assert len(view.summary().splitlines()) <= LONGEST
    assert view.part.rows
    assert "<table>" in view.page()
    assert all(len(row) == len(view.part.heads) for row in view.part.rows)


@pytest.mark.parametrize("name", PARTS)
def test_every_part_has_its_figure_or_its_table_live(name: str) -> None:
    view = show_numbers(name)
    said, *figures = view.widget().children
    assert isinstance(said, Form)
    assert "<strong>" in said.status_html
    assert view.widget() is view.widget()
    assert bool(figures) == (name in WITH_FIGURE)
    if figures:
        assert isinstance(figures[0], AccessibleFigure)
        assert figures[0].alt
        assert figures[0].figure["data"]
        assert figures[0].figure["layout"]["title"]["text"]
        assert "<table>" in figures[0].table_html
    else:
        assert "<table>" in said.sections[0]["html"]


@pytest.mark.parametrize("name", ["", "Week-12", "<b>", None, 12])
def test_a_part_that_does_not_exist_gets_the_names_of_those_there_are(name: str) -> None:
    with pytest.raises(OutreachError, match="Those there are: files, table, adding, week-12, opens"):
        show_numbers(name)


def test_nothing_is_written_into_the_learners_folder(space: Workspace) -> None:
    before = sorted(space.folder.rglob("*"))
    for name in PARTS:
        show_numbers(name).widget()
    assert sorted(space.folder.rglob("*")) == before


def test_week_12_shows_reach_and_no_conversation() -> None:
    there = really_there()
    text = show_numbers("week-12").summary()
    assert f"reached {there.reach_of_shared_post} people; the others reached 40 on average. That is 4.0 times" in text
    assert "Comments on it: 1. On the others: 1.0 on average." in text
    assert "12    160" in text


def test_opens_rise_and_clicks_do_not() -> None:
    lines = show_numbers("opens").part.lines
    assert lines[0].startswith("Opens, from week 10 on against before: clearly more (40.6% to 60.8%")
    assert lines[1].startswith("Clicks, the same weeks: no change shown (8.3% to 8.2%")
    assert "September 2021" in lines[2]


def test_reach_is_not_added_and_comments_are() -> None:
    part = show_numbers("adding").part
    assert "26 numbers of reach were not added: one person may be in several" in part.lines[0]
    assert {row[0]: row[1] for row in part.rows}["comments"] == "26"
    assert {row[0]: row[1] for row in part.rows}["reach"] == "no sum"


def test_the_table_shows_a_row_of_each_window() -> None:
    assert [row[-1] for row in show_numbers("table").part.rows] == ["day", "lifetime", "2026-03-02/2026-08-30"]


def test_own_visits_and_crawlers_are_found() -> None:
    there = really_there()
    text = show_numbers("own-visits").summary()
    assert f"In week {there.own_week}, {there.own_visits[0]} of 19 visits were Nadia's own" in text
    assert f"{there.crawler_pages[0]} of {there.crawler_pages[1]} page views (10%)" in text
    rows = show_numbers("own-visits").part.rows
    assert [row[0] for row in rows if row[2] != "0"] == ["3"]


def test_conversations_grew_and_the_hospice_is_named() -> None:
    assert show_numbers("weekly").summary().startswith("Conversations grew")
    assert "5 of 9 inquiries name" in show_numbers("inquiries").summary()
    assert "6 of 14" in show_numbers("giving").summary()


def test_a_best_weekday_is_not_found() -> None:
    text = show_numbers("weekdays").summary()
    assert "Tuesday looks best." in text
    assert "Nothing found: no best weekday." in text
    means = not_there().linkedin_impressions_by_weekday
    assert [row[2] for row in show_numbers("weekdays").part.rows] == [f"{mean:.0f}" for mean in means]


def test_a_headline_leans_and_does_not_win() -> None:
    text = show_numbers("headline").summary()
    assert "7 of 60 clicked against 3 of 60" in text
    assert "91 of 100: leaning, and nobody has won" in text
    assert "about 269 readers for each" in text


def test_followers_came_with_one_shared_post() -> None:
    text = show_numbers("followers").summary()
    assert "Followers went from 212 to 246." in text
    assert "20 of the 34 new ones came in weeks 12 and 13" in text
    assert "no change shown" in text


def test_definitions_name_who_says_so() -> None:
    part = show_numbers("definitions").part
    assert all(row[3].startswith(("SEEN", "KNOWN", "ESTIMATE")) for row in part.rows)


def test_hostile_cells_and_sentences_are_escaped() -> None:
    view = NumbersView(Part(HOSTILE, [HOSTILE, HOSTILE], [HOSTILE], [[HOSTILE]], HOSTILE, more=[HOSTILE]))
    said = view.widget().children[0]
    for html in (view.page(), said.status_html, said.sections[0]["html"]):
        assert "<img" not in html
        assert "&lt;img" in html


# Weekdays.


def test_a_weekday_that_is_truly_better_is_found() -> None:
    days = [day for day in range(7) for _ in range(10)]
    values = [100.0 + post + (60.0 if day == 1 else 0.0) for day in range(7) for post in range(10)]
    found = by_weekday(days, values)
    assert found is not None
    assert found.best == "Tuesday"
    assert found.by_chance < 0.01


def test_a_weekday_is_seldom_found_where_there_is_none() -> None:
    chance = np.random.default_rng(7)
    days = [day for day in range(7) for _ in range(7)]
    alarms = 0
    for _ in range(60):
        found = by_weekday(days, chance.lognormal(4, 0.5, len(days)).tolist())
        assert found is not None
        alarms += found.by_chance <= 0.05
    assert alarms <= 9


def test_one_lucky_post_makes_no_good_day() -> None:
    days = [day for day in range(7) for _ in range(7)]
    values = [40.0 + place % 5 for place in range(len(days))]
    values[8] = 900.0
    found = by_weekday(days, values)
    assert found is not None
    assert found.best == "Tuesday"
    assert found.by_chance > 0.2


def test_one_day_alone_is_no_comparison_and_a_single_post_has_no_interval() -> None:
    assert by_weekday([1, 1], [3.0, 4.0]) is None
    assert by_weekday([], []) is None
    found = by_weekday([1, 1, 2], [3.0, 4.0, 5.0])
    assert found is not None
    assert [day.interval is None for day in found.days] == [False, True]
