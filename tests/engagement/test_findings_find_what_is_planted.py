"""Planted truths on tables made by hand: what is there is found, and what is not there is not."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest

from outreach.engagement.findings.gathered import Findings, gathered
from outreach.engagement.importing.imported import ImportedFile
from outreach.engagement.measuring.changing import Kind
from outreach.errors import OutreachError
from tests.engagement.tables import MONDAY, by_day, by_week, day, imported, post, ties

ONCE = [1, 0, 2, 1, 0, 1, 2, 1, 0, 1, 1, 0, 1]
TWICE = [2, 3, 2, 1, 3, 2, 2, 4, 2, 2, 3, 1, 2]
FINDINGS = ("networking", "weekly", "posts", "answered", "inquiries", "rates", "exchange", "giving", "retention")
LOG = (ImportedFile("log.csv", "Your own log", "inquiries", "log", rows=1),)


def inquiries(counts: dict[str, int]) -> list[dict[str, Any]]:
    facts: list[dict[str, Any]] = []
    for place, (source, number) in enumerate(counts.items()):
        more = {"item": f"source: {source}", "channel": "inquiries", "source": "log.csv"}
        facts += by_day({day(1 + place): float(number)}, "inquiries", **more)
    return facts


def numbers_of(found: Findings) -> dict[date, float]:
    assert found.weekly is not None
    return {week.monday: week.count for week in found.weekly.weeks}


def test_twofold_growth_of_conversations_is_found() -> None:
    found = gathered(imported(*by_week([*ONCE, *TWICE])))
    assert found.weekly is not None
    assert found.weekly.change is not None
    assert found.weekly.change.kind is Kind.MORE
    assert found.weekly.title == "Conversations grew"
    assert "11 conversations in the first 13 weeks, 29 in the last 13 weeks" in found.weekly.sentence
    assert [week.half for week in found.weekly.weeks] == [1] * 13 + [2] * 13


def test_a_fall_is_found_too() -> None:
    found = gathered(imported(*by_week([*TWICE, *ONCE])))
    assert found.weekly is not None
    assert found.weekly.title == "Conversations became fewer"


def test_no_growth_is_found_where_there_is_none() -> None:
    found = gathered(imported(*by_week([2, 1, 3, 2, 1, 2] * 4)))
    assert found.weekly is not None
    assert found.weekly.change is not None
    assert found.weekly.change.kind is Kind.NO_CHANGE
    assert any("show no change" in sentence for sentence in found.not_known)


def test_few_conversations_are_counts_without_a_rate_or_a_ratio() -> None:
    found = gathered(imported(*by_week([0, 0, 1, 0, 0, 0, 1, 0, 3, 2, 2, 3])))
    assert found.weekly is not None
    assert "a week" not in found.weekly.sentence
    assert "times as many" not in found.weekly.sentence


def test_a_post_that_reached_four_times_as_many_does_not_make_conversations_grow() -> None:
    facts: list[dict[str, Any]] = []
    for week in range(1, 27):
        reach = 800.0 if week == 20 else 200.0
        facts += post(f"p{week}", day(week, 1), {"reach": reach, "comments": float(1 + week % 3), "likes": reach / 10})
    found = gathered(imported(*facts))
    assert found.weekly is not None
    assert found.weekly.change is not None
    assert found.weekly.change.kind is Kind.NO_CHANGE


def test_reach_and_likes_are_no_conversations() -> None:
    facts = [*by_week([2.0] * 12), *by_week([900.0] * 12, "reach"), *by_week([50.0] * 12, "likes")]
    found = gathered(imported(*facts))
    assert set(numbers_of(found).values()) == {2.0}


def test_only_whole_weeks_that_are_covered_count() -> None:
    days = {MONDAY + timedelta(days=2 + step): 1.0 for step in range(30)}
    found = gathered(imported(*by_day(days)))
    assert list(numbers_of(found)) == [day(2), day(3), day(4)]
    assert set(numbers_of(found).values()) == {7.0}


def test_a_day_without_a_number_inside_of_the_days_is_a_zero() -> None:
    found = gathered(imported(*by_day({day(1): 3.0, day(4, 6): 1.0})))
    assert list(numbers_of(found).values()) == [3.0, 0.0, 0.0, 1.0]


def test_two_channels_are_added_only_over_weeks_that_both_cover() -> None:
    facts = [*by_week([1.0] * 12), *by_week([0.0] * 2 + [2.0] * 8, channel="newsletter", source="letters.csv")[14:]]
    found = gathered(imported(*facts))
    assert list(numbers_of(found)) == [day(week) for week in range(3, 11)]
    assert set(numbers_of(found).values()) == {3.0}


def test_a_channel_that_covers_other_weeks_is_left_out_and_named() -> None:
    old = by_day({day(1) - timedelta(days=700 + step): 1.0 for step in range(40)}, channel="facebook", source="old.csv")
    found = gathered(imported(*by_week([3.0] * 12), *old))
    assert found.weekly is not None
    assert set(numbers_of(found).values()) == {3.0}
    assert any("Left out" in note and "Facebook" in note for note in found.weekly.notes)


def test_of_two_instruments_for_one_channel_one_counts_and_is_named() -> None:
    facts = [*by_week([3.0] * 12, source="one.csv"), *by_week([2.0] * 12, source="two.csv")]
    found = gathered(imported(*facts))
    assert found.weekly is not None
    assert set(numbers_of(found).values()) == {3.0}
    said = " ".join(found.weekly.notes)
    assert "Blog is counted from A platform, export one.csv." in said
    assert "A platform, export two.csv may hold the same answers, so they were not added." in said


def test_two_files_of_one_export_are_one_instrument() -> None:
    facts = by_week([2.0] * 12, source="one.csv")
    halves = [{**fact, "source": "two.csv"} if fact["date"] >= pd.Timestamp(day(7)) else fact for fact in facts]
    files = tuple(ImportedFile(name, "A blog", "daily numbers", "days", rows=1) for name in ("one.csv", "two.csv"))
    found = gathered(imported(*halves, files=files))
    assert len(numbers_of(found)) == 12


def test_two_instruments_for_visits_are_told_and_never_added() -> None:
    facts = [*by_week([70.0] * 12, "visits", source="log"), *by_week([50.0] * 6, "sessions", source="ga4.csv")]
    found = gathered(imported(*facts))
    said = next(sentence for sentence in found.not_known if sentence.startswith("How many visits"))
    assert "never added" in said
    assert "A platform, export log covers most days (84)" in said


def test_answers_to_a_letter_that_were_noted_by_hand_are_added_to_a_platform() -> None:
    files = (
        ImportedFile("days.csv", "A letter", "daily numbers", "days", rows=1),
        ImportedFile("answers.csv", "Your own log", "answers", "log", rows=1),
    )
    by_hand = by_day({day(1) + timedelta(days=7 * step): 1.0 for step in range(12)}, "replies", source="answers.csv")
    found = gathered(imported(*by_week([2.0] * 12), *by_hand, files=files))
    assert set(numbers_of(found).values()) == {3.0}


def test_a_lucky_post_is_drawn_back() -> None:
    facts: list[dict[str, Any]] = []
    for place in range(12):
        facts += post(f"p{place}", day(1 + place), {"reach": 100.0, "comments": 2.0})
    facts += post("lucky", day(13), {"reach": 20.0, "comments": 4.0})
    found = gathered(imported(*facts))
    assert found.posts is not None
    lucky = next(one for one in found.posts.posts if one.label == "Post lucky")
    assert lucky.raw == pytest.approx(0.2)
    assert lucky.shrunk < 0.05
    assert not found.posts.can_be_told_apart
    assert any(sentence.startswith("Which post is best") for sentence in found.not_known)


def test_a_post_that_truly_drew_more_is_told_apart() -> None:
    facts: list[dict[str, Any]] = []
    for place in range(12):
        facts += post(f"p{place}", day(1 + place), {"reach": 1000.0, "comments": 10.0})
    facts += post("truly", day(13), {"reach": 1000.0, "comments": 90.0})
    found = gathered(imported(*facts))
    assert found.posts is not None
    assert found.posts.can_be_told_apart
    assert "“Post truly” drew more answers" in found.posts.sentence
    assert not any(sentence.startswith("Which post is best") for sentence in found.not_known)


def test_posts_that_few_saw_are_not_divided() -> None:
    facts = [*post("a", day(1), {"reach": 12.0, "comments": 3.0}), *post("b", day(2), {"reach": 9.0, "comments": 1.0})]
    found = gathered(imported(*facts))
    assert found.posts is None
    assert "only counts" in found.missing["posts"]


def test_more_comments_than_people_reached_are_shown_as_counts() -> None:
    facts: list[dict[str, Any]] = []
    for place in range(9):
        facts += post(f"p{place}", day(1 + place), {"reach": 30.0, "comments": 40.0 if place == 3 else 1.0})
    found = gathered(imported(*facts))
    assert found.posts is not None
    assert found.posts.seen_by == ""


def test_at_most_twenty_posts_are_shown_and_the_others_counted() -> None:
    facts: list[dict[str, Any]] = []
    for place in range(33):
        facts += post(f"p{place}", day(1 + place), {"reach": 50.0 + place, "comments": 1.0})
    found = gathered(imported(*facts))
    assert found.posts is not None
    assert len(found.posts.posts) == len(found.posts.rows) == 20
    assert found.posts.more == 13
    assert {one.seen for one in found.posts.posts} == {50.0 + place for place in range(13, 33)}
    assert found.answered is not None
    assert len(found.answered.posts) == 10
    assert found.answered.more == 23


def test_no_finding_speaks_of_a_best_weekday_or_hour() -> None:
    chance = np.random.default_rng(3)
    facts: list[dict[str, Any]] = []
    for place in range(20):
        when = day(1 + place, int(chance.integers(7)))
        numbers = {"reach": 300.0, "comments": 9.0 if when.weekday() == 1 else 1.0}
        facts += post(f"p{place}", when, numbers)
    found = gathered(imported(*facts))
    assert any("A best weekday cannot be read from 20 posts" in sentence for sentence in found.not_known)
    for name in FINDINGS:
        one = getattr(found, name)
        said = "" if one is None else " ".join([one.title, one.sentence, one.alt, *one.notes])
        for word in ("Tuesday", "weekday", "best time", "best hour", "wins"):
            assert word not in said


def test_nine_inquiries_are_counts_and_no_source_is_best() -> None:
    found = gathered(imported(*inquiries({"hospice": 5, "doctor": 1, "friend": 1, "search": 1, "blog": 1}), files=LOG))
    assert found.inquiries is not None
    assert not found.inquiries.has_intervals
    assert found.inquiries.sentence.startswith("5 of 9 inquiries name hospice.")
    assert "%" not in found.inquiries.sentence + "".join(map("".join, found.inquiries.rows))
    assert (
        "You have 9 inquiries. From so few nobody can tell which source is best; keep counting until about 30."
        in found.not_known
    )


def test_many_inquiries_have_intervals() -> None:
    found = gathered(imported(*inquiries({"hospice": 50, "doctor": 6, "search": 4}), files=LOG))
    assert found.inquiries is not None
    assert found.inquiries.has_intervals
    assert found.inquiries.can_be_told_apart
    assert "That is clear." in found.inquiries.sentence


@pytest.mark.parametrize("name", ["Dr. Maria Lopez", "Maria Lopez", "maria@clinic.example", "mrs smith", "x" * 80])
def test_a_source_that_may_be_a_name_is_not_shown(name: str) -> None:
    found = gathered(imported(*inquiries({name: 3, "hospice": 2}), files=LOG))
    assert found.inquiries is not None
    assert name.lower() not in repr(found).lower()
    assert "a source that may be a name" in repr(found.inquiries)


def test_two_headlines_of_one_day_lean_and_nobody_wins() -> None:
    facts: list[dict[str, Any]] = []
    for name, clicks in (("A", 7.0), ("B", 3.0)):
        more = {"channel": "newsletter", "source": "letters.csv", "title": f"Headline {name}"}
        facts += post(name, day(3), {"deliveries": 60.0, "unique_clicks": clicks, "unique_opens": 30.0}, **more)
    found = gathered(imported(*facts))
    said = next(sentence for sentence in found.not_known if "headline" in sentence)
    assert "7 of 60 clicked against 3 of 60: leaning" in said
    assert "about 269 readers for each" in said
    assert any("since September 2021" in sentence for sentence in found.not_known)


def test_headlines_without_a_click_or_of_different_days_break_nothing() -> None:
    more = {"channel": "newsletter", "source": "letters.csv"}
    facts = [
        *post("a", day(3), {"deliveries": 60.0, "unique_clicks": 0.0}, **more),
        *post("b", day(3), {"deliveries": 60.0, "unique_clicks": 0.0}, **more),
        *post("c", day(9), {"deliveries": 60.0, "unique_clicks": 60.0}, **more),
    ]
    said = next(sentence for sentence in gathered(imported(*facts)).not_known if "headline" in sentence)
    assert "readers for each" not in said


def test_followers_that_rise_mean_nothing() -> None:
    facts = by_day({day(1): 212.0, day(20): 249.0}, "followers", channel="facebook")
    found = gathered(imported(*facts))
    assert "Follower counts say nothing about trust. Yours went from 212 to 249 on Facebook." in found.not_known


def test_giving_is_counted_from_the_log() -> None:
    codes = [f"gp-{place:02}" for place in range(14)]
    favors = pd.DataFrame(
        {
            "date": [pd.Timestamp(day(1))] * 14 + [pd.Timestamp(day(3))] * 6,
            "code": [*codes, *codes[:6]],
            "direction": ["gave"] * 14 + ["got"] * 6,
        }
    )
    found = gathered(imported(*by_week([1.0] * 26), detail={"favors": favors}))
    assert found.giving is not None
    assert found.giving.sentence == "6 of 14 contacts to whom you gave something gave back within 60 days."


def test_who_stays_is_counted_without_those_who_joined_too_late() -> None:
    joined = [pd.Timestamp(day(1))] * 25 + [pd.Timestamp(day(25))] * 40
    left = [pd.Timestamp(day(5))] * 5 + [pd.NaT] * 60
    people = pd.DataFrame({"joined": joined, "left": left})
    found = gathered(imported(*by_week([1.0] * 26), people=people))
    assert found.retention is not None
    assert "20 of 25 people (80%" in found.retention.sentence


def conversation(number: int) -> list[tuple[str, str, int, str, str, bool]]:
    thread, when = f"t{number}", f"2026-03-{number + 1:02}"
    return [
        (thread, f"a{number}", number % 5, "", f"{when} 10:07", False),
        (thread, f"b{number}", 99, f"a{number}", f"{when} 13:07", True),
        (thread, f"c{number}", number % 5, f"b{number}", f"{when} 18:30", False),
    ]


def test_who_starts_and_who_answers_is_told() -> None:
    told = ties(*(tie for number in range(20) for tie in conversation(number)))
    found = gathered(imported(ties=told))
    assert found.exchange is not None
    rows = {row[0]: row[1] for row in found.exchange.rows}
    assert rows["Conversations that others began"] == "20"
    assert rows["Answers that you wrote"] == "20"
    assert rows["People who came back"] == "5 of 5"
    assert rows["Time to the first answer, median"] == "3 hours (20 timed)"


def test_nothing_by_hour_is_told_where_the_clock_is_broken() -> None:
    told = ties(*(tie for number in range(20) for tie in conversation(number)))
    clock = pd.DataFrame({"channel": ["community"], "source": ["x"], "posts": [20], "usable": [False], "reason": ["y"]})
    found = gathered(imported(ties=told, detail={"clock": clock}))
    assert found.exchange is not None
    assert "Time to the first answer, median" not in [row[0] for row in found.exchange.rows]
    assert any("cannot be used" in note for note in found.exchange.notes)


def test_an_archive_that_holds_only_what_was_answered_does_not_show_all_as_answered() -> None:
    told = ties(("o1", "o1", 1, "", "", False), ("o1", "mine", 0, "o1", "2026-03-04 10:00", True))
    found = gathered(imported(ties=told))
    assert found.exchange is None
    assert found.weekly is None


def test_answers_one_by_one_come_before_numbers_of_whole_posts() -> None:
    told = ties(*(tie for number in range(28) for tie in conversation(number)))
    facts = post("t1", MONDAY, {"comments": 500.0}, channel="community")
    found = gathered(imported(*facts, ties=told))
    assert found.weekly is not None
    assert found.weekly.total < 30


def test_likes_of_a_place_where_comments_are_not_counted_are_not_called_applause() -> None:
    follows = by_week([40.0] * 12, "follows", channel="linkedin", source="workbook.xlsx")
    alone = gathered(imported(*follows))
    assert alone.networking is None
    facts = [*follows, *by_week([3.0] * 12), *by_week([5.0] * 12, "likes")]
    beside = gathered(imported(*facts)).networking
    assert beside is not None
    assert "of 96 things that came back, 36 were conversation" in beside.sentence
    assert "Left out, because no file counts what people wrote there: LinkedIn." in beside.notes[0]


def test_conversation_without_any_applause_is_no_figure_of_networking() -> None:
    found = gathered(imported(*by_week([3.0] * 12)))
    assert found.networking is None
    assert "Blog" in found.missing["networking"]


def test_weeks_in_which_nobody_wrote_are_said_in_a_sentence() -> None:
    found = gathered(imported(*by_week([0.0] * 12)))
    assert found.weekly is not None
    assert found.weekly.sentence == "Nobody wrote in 12 whole weeks."


def test_something_is_always_not_known() -> None:
    for made in (imported(), imported(*by_week([*ONCE, *TWICE]))):
        assert any("brings clients" in sentence for sentence in gathered(made).not_known)


def test_what_is_not_there_says_why() -> None:
    found = gathered(imported())
    assert set(found.missing) == set(FINDINGS)
    assert all(reason.endswith(".") for reason in found.missing.values())


def test_a_channel_and_a_period_are_kept_to() -> None:
    facts = [*by_week([2.0] * 12), *by_week([5.0] * 12, channel="facebook", source="fb.csv")]
    found = gathered(imported(*facts), channels=["facebook"], period=(day(3), day(8, 6)))
    assert found.channels == ("facebook",)
    assert (found.first, found.last) == (day(3), day(8, 6))
    assert list(numbers_of(found).values()) == [5.0] * 6


def test_a_post_whose_number_is_for_a_longer_range_does_not_stretch_the_period() -> None:
    facts = post("a", day(5), {"impressions": 90.0}, window=f"{day(1)}/{day(12, 6)}")
    assert (gathered(imported(*facts)).first, gathered(imported(*facts)).last) == (day(1), day(12, 6))
    found = gathered(imported(*facts), period=(day(3), day(8, 6)))
    assert (found.first, found.last) == (day(3), day(8, 6))


def test_a_channel_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(OutreachError, match=r"'tiktok'.*Those that there are: blog\."):
        gathered(imported(*by_week([1.0])), channels=["tiktok"])


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(OutreachError, match="Turn them around"):
        gathered(imported(*by_week([1.0])), period=(day(3), day(2)))


@pytest.mark.parametrize("value", [-5.0, 0.5, 1e15])
def test_absurd_numbers_break_nothing(value: float) -> None:
    facts = by_week([1.0, value, 2.0, 1.0, 1.0, 3.0, 1.0, 1.0])
    for place in range(9):
        facts += post(f"p{place}", day(1 + place), {"reach": value, "comments": value, "likes": value})
    found = gathered(imported(*facts))
    assert found.weekly is not None
    assert all(math.isfinite(week.count) and week.count >= 0 for week in found.weekly.weeks)


def test_benchmarks_stand_behind_ones_own_quarter_and_say_why_not() -> None:
    facts: list[dict[str, Any]] = []
    for week in range(1, 27):
        more = {"channel": "newsletter", "source": "letters.csv"}
        numbers = {"deliveries": 100.0, "unique_opens": 40.0, "unique_clicks": 10.0}
        facts += post(f"m{week}", day(week), numbers, **more)
    found = gathered(imported(*facts))
    assert found.rates is not None
    assert found.rates.heads[2:] == ("Your last quarter", "The quarter before")
    rows = {row[1]: row[2] for row in found.rates.rows}
    assert rows["Click rate"].startswith("130 of 1,300 mails delivered (10%, between")
    assert "untrusted" in next(name for name in rows if name.startswith("Open rate"))
    assert found.rates.others
    assert all(one.why_not.startswith("Not comparable") for one in found.rates.others if "Mailchimp" in one.words)
