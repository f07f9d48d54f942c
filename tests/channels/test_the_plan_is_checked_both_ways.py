"""The named check of the plan: what passes, what does not and by which name, and what cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from outreach.channels.accounts.checks import check_accounts
from outreach.channels.checks import LONGEST_PLAN
from outreach.channels.planning.amounts import MOST, read_amount
from outreach.channels.planning.plan import FILE_NAME
from outreach.channels.planning.plan_reading import NO_PURPOSE
from outreach.checks import Fine, NotMade, Problem, Result, Unreadable, find_check, words_in
from outreach.practice import Practice, save_practice
from outreach.workspace import Workspace, make_learner_folder

GOOD = """\
# Channel plan

## Purpose

Help people who care for a parent.

## Home base

- Channel: Your own blog
- Hours a week: 2
- Why: We write easily at night.

## Outpost

- Channel: LinkedIn
- Hours a week: 1
- Dollars a month: 15
- Why: The hospice staff are there.

## Hours and money

- Hours there are: 3 a week
- Dollars there are: 15 a month

## What would change this choice

- Four posts and no answer.

## Review

- Review on: 2027-02-22
"""
HOME = "- Channel: Your own blog\n- Hours a week: 2\n- Why: We write easily at night.\n"
OUTPOST = "- Channel: LinkedIn\n- Hours a week: 1\n- Dollars a month: 15\n- Why: The hospice staff are there.\n"


def folder(tmp_path: Path, text: str | None = GOOD, practice: Practice | None = None) -> Workspace:
    space = make_learner_folder(tmp_path / "learner")
    if text is not None:
        space.write_text(FILE_NAME, text)
    if practice is not None:
        save_practice(space, practice)
    return space


def checked(space: Workspace) -> Result:
    return find_check("channels.plan")(space)


def test_a_whole_plan_is_fine(tmp_path: Path) -> None:
    assert checked(folder(tmp_path)) == Fine()


@pytest.mark.parametrize("text", [None, "", "  \n\n"])
def test_a_plan_that_was_not_made_is_not_wrong(tmp_path: Path, text: str | None) -> None:
    assert checked(folder(tmp_path, text)) == NotMade()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Help people who care for a parent.", "", Problem("no-purpose")),
        ("Help people who care for a parent.", "Grow our practice.", Problem("no-purpose")),
        ("Help people who care for a parent.", NO_PURPOSE, Problem("no-purpose")),
        ("Help people who care for a parent.", "- - - - - -", Problem("no-purpose")),
        ("Help people who care for a parent.", "_ _ _ _ _ _", Problem("no-purpose")),
        ("Help people who care for a parent.", "कम करना", Problem("no-purpose")),
        ("Help people who care for a parent.", "<!-- Help people who care for a parent. -->", Problem("no-purpose")),
        ("Help people who care for a parent.", "<!-- Help people\n\nwho care for a parent\n-->", Problem("no-purpose")),
        (HOME, f"<!--\n{HOME}-->\n", Problem("no-home-base")),
        (HOME, HOME.replace("Your own blog", "???"), Problem("no-home-base")),
        ("We write easily at night.", "- - - -", Problem("no-reason", {"channel": "Your own blog"})),
        ("We write easily at night.", "<!-- we write easily -->", Problem("no-reason", {"channel": "Your own blog"})),
        ("- Four posts and no answer.", "- - - - - -", Problem("no-change-line")),
        (
            "Hours a week: 2",
            f"Hours a week: {'9' * 400}",
            Problem("over-hours", {"planned": "1,000,000", "available": "3"}),
        ),
        ("Hours a week: 2", "Hours a week: 150 minutes", Problem("over-hours", {"planned": "3.5", "available": "3"})),
        ("Hours a week: 2", "Hours a week: seven", Problem("over-hours", {"planned": "8", "available": "3"})),
        (
            OUTPOST,
            OUTPOST * 9,
            Problem("too-many-channels", {"count": "10", "channels": f"Your own blog{', LinkedIn' * 4} and 5 more"}),
        ),
        ("## Purpose\n\nHelp people who care for a parent.\n", "", Problem("no-purpose")),
        (HOME, "None yet.\n", Problem("no-home-base")),
        (f"## Home base\n\n{HOME}", "", Problem("no-home-base")),
        (
            "Your own blog",
            "Instagram",
            Problem(
                "rented-home-base",
                {"channel": "Instagram", "whose": "Rented: your posts come along, the people do not."},
            ),
        ),
        (
            HOME,
            HOME + HOME.replace("Your own blog", "Newsletter"),
            Problem("two-home-bases", {"channels": "Your own blog, Newsletter"}),
        ),
        (
            OUTPOST,
            OUTPOST + OUTPOST.replace("LinkedIn", "Reddit"),
            Problem("too-many-channels", {"count": "3", "channels": "Your own blog, LinkedIn, Reddit"}),
        ),
        ("- Hours a week: 2\n", "", Problem("no-hours", {"channel": "Your own blog"})),
        ("- Hours a week: 1\n", "- Hours a week: a few\n", Problem("no-hours", {"channel": "LinkedIn"})),
        ("- Why: We write easily at night.\n", "", Problem("no-reason", {"channel": "Your own blog"})),
        ("The hospice staff are there.", "why not", Problem("no-reason", {"channel": "LinkedIn"})),
        ("Hours a week: 1", "Hours a week: 1.5", Problem("over-hours", {"planned": "3.5", "available": "3"})),
        ("month: 15", "month: 15.5", Problem("over-money", {"planned": "15.5", "available": "15"})),
        ("Four posts and no answer.", "", Problem("no-change-line")),
        ("- Four posts and no answer.", "- For me it would be:", Problem("no-change-line")),
        ("- Four posts and no answer.", "Nothing.", Problem("no-change-line")),
        ("## What would change this choice\n\n- Four posts and no answer.\n", "", Problem("no-change-line")),
        ("2027-02-22", "", Problem("no-review-date", {"said": "nothing"})),
        ("2027-02-22", "some time in spring", Problem("no-review-date", {"said": "some time in spring"})),
        ("## Review\n\n- Review on: 2027-02-22\n", "", Problem("no-review-date", {"said": "nothing"})),
    ],
)
def test_each_thing_that_is_not_right_has_its_own_name(tmp_path: Path, old: str, new: str, problem: Problem) -> None:
    assert GOOD.count(old) == 1
    assert checked(folder(tmp_path, GOOD.replace(old, new))) == problem


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OUTPOST, "None.\n"),
        (f"## Outpost\n\n{OUTPOST}", ""),
        ("LinkedIn", "The library's notice board"),
        ("Your own blog", "The radio hour of our town"),
        ("- Hours there are: 3 a week", "- Hours there are: not said"),
        ("- Dollars there are: 15 a month", "- Dollars there are: not said"),
        ("- Dollars there are: 15 a month\n", ""),
        ("- Dollars a month: 15\n", ""),
        ("Help people who care for a parent.", "帮助照顾父母的人不那么孤单"),
        ("Help people who care for a parent.", "- Help people\n- who care\n- for a parent"),
        ("- Four posts and no answer.", "- For me it would be: four posts and no answer."),
        ("- Four posts and no answer.", "Weeks without a reply"),
        ("2027-02-22", "February 22, 2027"),
        ("Hours a week: 2", "Hours a week: 120 minutes"),
        ("Hours a week: 2", "Hours a week: 2h"),
        ("Hours there are: 3 a week", "Hours there are: 180 minutes a week"),
        ("Hours there are: 3 a week", "Hours there are: seven"),
        ("Hours there are: 3 a week", f"Hours there are: {'9' * 400}"),
        ("## Purpose\n", "## Purpose\n<!-- Whom do you want to reach? -->\n"),
        ("## Home base\n", "<!-- ## Outpost -->\n## Home base\n"),
    ],
)
def test_what_a_person_may_well_write_instead_passes(tmp_path: Path, old: str, new: str) -> None:
    assert checked(folder(tmp_path, GOOD.replace(old, new))) == Fine()


def test_the_hours_of_the_profile_count_before_those_in_the_plan(tmp_path: Path) -> None:
    assert checked(folder(tmp_path, practice=Practice(hours_per_week=2.5))) == Problem(
        "over-hours", {"planned": "3", "available": "2.5"}
    )
    generous = GOOD.replace("Hours there are: 3", "Hours there are: 1")
    assert checked(folder(tmp_path, generous, Practice(hours_per_week=3))) == Fine()
    assert checked(folder(tmp_path, practice=Practice(hours_per_week=None))) == Fine()


def test_the_money_of_the_profile_counts_before_that_in_the_plan(tmp_path: Path) -> None:
    assert checked(folder(tmp_path, practice=Practice(money_per_month=10))) == Problem(
        "over-money", {"planned": "15", "available": "10"}
    )
    generous = GOOD.replace("Dollars there are: 15", "Dollars there are: 1")
    assert checked(folder(tmp_path, generous, Practice(money_per_month=15))) == Fine()


def test_a_date_in_the_head_is_enough_where_the_end_has_none(tmp_path: Path) -> None:
    head = GOOD.replace(" 2027-02-22", "").replace("plan\n", "plan\n\n- Look at this again on: 2027-02-22\n", 1)
    assert checked(folder(tmp_path, head)) == Fine()


def test_words_are_counted_in_scripts_without_blanks_too_and_signs_alone_are_none() -> None:
    assert words_in("Help people who care for a parent.") == 7
    assert words_in("帮助照顾父母的人") == 4
    assert words_in("مرکز مشاوره") == 2
    assert words_in("เพื่อผู้ดูแล") == 3
    assert words_in("कम करना") == 2
    assert words_in("부모를 돌보는 사람") == 3
    assert words_in("Q & A, 24 / 7 \u2013 yes") == 5
    assert words_in("") == 0
    assert words_in("- _ * … 👩‍👧 \u200b ~") == 0


def test_the_audit_of_accounts_is_checked_from_the_same_place() -> None:
    assert find_check("channels.accounts") is check_accounts


def test_hours_that_just_fit_are_not_over(tmp_path: Path) -> None:
    tenths = GOOD.replace("week: 2", "week: 0.1").replace("week: 1", "week: 0.2").replace("are: 3 a", "are: 0.3 a")
    assert checked(folder(tmp_path, tenths)) == Fine()
    assert checked(folder(tmp_path, GOOD.replace("week: 2", "week: 2.004"))) == Fine()
    assert checked(folder(tmp_path, GOOD.replace("week: 2", "week: 2.006"))) == Problem(
        "over-hours", {"planned": "3.01", "available": "3"}
    )


def test_a_text_without_our_headings_cannot_be_checked(tmp_path: Path) -> None:
    result = checked(folder(tmp_path, "Dear diary, today I chose LinkedIn.\n"))
    assert isinstance(result, Unreadable)
    assert "no heading that says Home base" in result.reason


def test_a_text_that_is_far_too_long_for_a_plan_is_not_looked_through(tmp_path: Path) -> None:
    assert checked(folder(tmp_path, GOOD + "x" * (LONGEST_PLAN - len(GOOD)))) == Fine()
    result = checked(folder(tmp_path, GOOD + "x" * LONGEST_PLAN))
    assert isinstance(result, Unreadable)
    assert "characters; a plan has at most 1,000,000. Take out" in result.reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes with a name in a folder")
def test_a_pipe_in_the_place_of_the_plan_is_said_and_not_waited_for(tmp_path: Path) -> None:
    space = folder(tmp_path, text=None)
    os.mkfifo(space.path(FILE_NAME))
    result = checked(space)
    assert isinstance(result, Unreadable)
    assert result.reason == "my-work/channel-plan.md could not be read: it is no file. Move it away, then try again."


def test_bytes_that_are_no_text_cannot_be_checked(tmp_path: Path) -> None:
    space = folder(tmp_path)
    (space.work / FILE_NAME).write_bytes(b"\xff\xfe\x00\x01")
    result = checked(space)
    assert isinstance(result, Unreadable)
    assert "not UTF-8" in result.reason


def test_a_profile_that_cannot_be_read_is_said_and_no_crash(tmp_path: Path) -> None:
    space = folder(tmp_path)
    space.write_text("practice.toml", "hours_per_week = [")
    result = checked(space)
    assert isinstance(result, Unreadable)
    assert "practice.toml" in result.reason


def test_the_check_changes_nothing(tmp_path: Path) -> None:
    space = folder(tmp_path)
    before = sorted((path.name, path.read_bytes()) for path in space.work.iterdir())
    checked(space)
    assert sorted((path.name, path.read_bytes()) for path in space.work.iterdir()) == before


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2 hours", 2),
        ("1,5 h", 1.5),
        ("1,000", 1000),
        ("2½ hours", 2.5),
        ("½ hour", 0.5),
        ("2 1/2", 2.5),
        ("2-3", 2),
        ("~2", 2),
        ("2h", 2),
        ("2 hrs", 2),
        ("120 minutes", 2),
        ("90min", 1.5),
        ("30-60 minutes", 0.5),
        ("1 hour 30 minutes", 1.5),
        ("1h and 15 min", 1.25),
        ("an hour", 1),
        ("half an hour", 0.5),
        ("three quarters of an hour", 0.75),
        ("one and a half hours", 1.5),
        ("2 hours and a half", 2.5),
        ("seven", 7),
        ("Ten to twelve", 10),
        ("for one post, 2 hours", 2),
        ("$15 a month", 15),
        ("9" * 400, MOST),
    ],
)
def test_an_amount_is_read_as_people_write_it(written: str, read_as: float) -> None:
    assert read_amount(written) == read_as


@pytest.mark.parametrize("written", ["-2 hours", "1e5", "2x", "someone", "soon", ""])
def test_what_is_no_amount_of_hours_is_none(written: str) -> None:
    assert read_amount(written) is None
