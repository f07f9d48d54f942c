"""Where lesson, practice or questions of module 05 name a number, the sample as it is read must still give it."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pytest
from scipy.stats import binom

from outreach.course.outline import course_home
from outreach.engagement.exploring.numbers import show_numbers
from outreach.engagement.exploring.part import sample
from outreach.engagement.exploring.share import CoverageView
from outreach.engagement.findings.gathered import Findings, gathered
from outreach.engagement.measuring.changing import Kind
from outreach.engagement.measuring.comparing import chance_that_more, visits_needed
from outreach.engagement.measuring.display import COUNTS_BELOW, TREND_FROM
from outreach.engagement.measuring.giving import DAYS
from outreach.engagement.measuring.intervals import rule_of_three, wald, wilson
from outreach.engagement.platforms.known import known_forms

MODULE = course_home() / "course" / "05-measure-engagement"
LESSON = " ".join((MODULE / "lesson.md").read_text(encoding="utf-8").split())
PRACTICE = " ".join((MODULE / "practice.md").read_text(encoding="utf-8").split())
QUESTIONS = tomllib.loads((MODULE / "questions.toml").read_text(encoding="utf-8"))["question"]
WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def question(name: str) -> dict[str, Any]:
    return next(one for one in QUESTIONS if one["id"] == f"engagement.{name}")


def said_in(name: str) -> str:
    """Return all that a question says, on one line."""
    return " ".join(str(question(name)).replace("\\n", " ").split())


def rows(part: str) -> list[dict[str, str]]:
    shown = show_numbers(part).part
    return [dict(zip(shown.heads, row, strict=True)) for row in shown.rows]


def said_by(part: str) -> str:
    return " ".join(show_numbers(part).part.lines)


@cache
def found(*channels: str) -> Findings:
    return gathered(sample().imported, channels=channels)


def halves(*channels: str) -> tuple[list[float], list[float]]:
    weekly = found(*channels).weekly
    assert weekly is not None
    return tuple([week.count for week in weekly.weeks if week.half == half] for half in (1, 2))  # type: ignore[return-value] # two halves


# The files.


def test_the_list_of_files_has_the_lines_that_learners_are_sent_to() -> None:
    assert "Look for the line that was not recognized, and for the two files that are the same." in LESSON
    what = [row["What it is"] for row in rows("files")]
    assert what.count("not recognized") == 1
    assert [words for words in what if words.startswith("the same as ")] == [
        "the same as newsletter/campaigns (1).csv, counted once"
    ]
    assert "**Set aside**" in LESSON
    assert sum(row["Set aside"] != "" for row in rows("files")) > 1


def test_so_many_services_are_known() -> None:
    assert "the exports of some twenty-five services" in LESSON
    services = {form.platform for form in known_forms()} - {"Your own log", "Your own table"}
    assert abs(len(services) - 25) <= 2


def test_reach_is_not_added_and_comments_are() -> None:
    assert "Comments may be added: each was written once. **Reach** may not." in LESSON
    may = {row["Metric"]: row["May it be added"][:3] for row in rows("adding")}
    assert may["comments"] == "yes"
    assert may["reach"] == "no:"


# The post that traveled.


def test_the_post_of_week_12_traveled_as_it_is_told() -> None:
    posts = {int(row["Week"]): row for row in rows("week-12")}
    one = posts.pop(12)
    assert f"The post of week 12 was passed on {WORDS[int(one['Shares'])]} times." in LESSON
    assert "No other post was passed on more than once." in LESSON
    assert max(int(row["Shares"]) for row in posts.values()) == 1
    usual = sum(int(row["People reached"]) for row in posts.values()) / len(posts)
    assert "Four times as many people had it on their screen." in LESSON
    assert "was seen by **four times** as many people as usual" in said_in("monday-meeting")
    assert int(one["People reached"]) == 4 * usual
    assert "It got one comment; the others got one on average." in LESSON
    assert "got one comment (the others: one on average)" in said_in("monday-meeting")
    assert int(one["Comments"]) == 1 == sum(int(row["Comments"]) for row in posts.values()) / len(posts)


def test_the_post_of_week_12_is_the_one_that_tomas_names() -> None:
    posts = sample().by_item("facebook", "reach")
    title = str(posts.loc[posts["reach"].idxmax(), "title"])
    assert title.startswith("Five things nurses wish that families would ask.")
    assert "the one on what nurses wish that families would ask" in LESSON


def test_followers_rose_and_comments_did_not() -> None:
    first, last = re.findall(r"from (\d+) to (\d+)", said_by("followers"))[0]
    assert f"Followers of the Facebook page rose from {first} to {last}." in LESSON
    assert f"followers of the page went from {first} to {last}" in said_in("monday-meeting")
    new = [int(row["New followers"]) for row in rows("followers")]
    assert "most of them in that week and the next" in said_in("monday-meeting")
    assert sum(new[11:13]) > sum(new) / 2
    before, after = halves("facebook")
    assert "12 in the first twelve weeks, 13 in the last thirteen" in LESSON
    assert (sum(before), len(before), sum(after), len(after)) == (12, 12, 13, 13)


# Conversations.


def test_answers_on_the_blog_and_by_mail_are_about_twice_as_many() -> None:
    before, after = halves("blog", "newsletter")
    assert (sum(before), sum(after), len(before), len(after)) == (28, 56, 12, 12)
    assert "about twice as many: 56 against 28" in LESSON
    said = said_in("monday-meeting")
    assert "**56** in the last 12 whole weeks, **28** in the first 12. That is **about twice as many**" in said
    weekly = found("blog", "newsletter").weekly
    assert weekly is not None
    assert weekly.change is not None
    assert weekly.change.kind is Kind.MORE
    assert weekly.change.ratio == pytest.approx(2.0, abs=0.05)
    assert show_numbers("weekly").part.lines[0] == weekly.sentence


def test_hardly_any_single_week_shows_it() -> None:
    assert "hardly any single week shows it" in LESSON
    weekly = found("blog", "newsletter").weekly
    assert weekly is not None
    first = 28 / 12
    apart = [week for week in weekly.weeks if week.half == 2 and first < week.interval.low]
    assert len(apart) <= 2


def test_the_explorer_counts_all_channels_and_shows_less_growth() -> None:
    weekly = found().weekly
    assert weekly is not None
    assert weekly.change is not None
    assert f"about {weekly.change.ratio:.1f} times as many, and not twice" in LESSON


def test_five_of_nine_inquiries_name_the_hospice() -> None:
    counts = {row["Source that was named"]: row["Inquiries"] for row in rows("inquiries")}
    assert counts["hospice"] == "5 of 9"
    assert "five of nine name one source" in LESSON
    assert "**5 of 9** inquiries named the hospice" in said_in("monday-meeting")
    assert "Five of nine inquiries named the hospice." in PRACTICE
    assert "Five of nine inquiries named the hospice." in question("monday-meeting")["reference"]


def test_the_worked_sentences_for_monday_are_the_same_in_both_places() -> None:
    assert question("monday-meeting")["reference"] in PRACTICE


# Intervals.


def test_three_of_60_and_none_of_60_are_as_told() -> None:
    assert "Three of 60 readers clicked. That is 5 percent." in LESSON
    assert 3 / 60 == 0.05
    assert "3 of 60 all but rules out a third." in LESSON
    assert wilson(3, 60).high < 1 / 3
    assert "With none of 60 it claims to be quite certain. And it can go below zero" in LESSON
    assert wald(0, 60).width == 0
    assert wald(3, 60).low < 0


def test_the_naive_interval_keeps_as_little_as_is_said() -> None:
    line = next(line for line in CoverageView().summary().splitlines() if re.match(r"\s*30\s+1%", line))
    assert f"With 30 visits and a true part of 1 in 100, it keeps {line.split()[-1]}." in LESSON


def test_the_rule_of_three_is_that_of_the_engine() -> None:
    asked = question("nobody-asked")
    assert round(100 * rule_of_three(100), 9) == asked["answer"] == 3
    assert "After 1,000 visits the same rule would leave 0.3 percent" in asked["explanation"]
    assert round(100 * rule_of_three(1000), 9) == 0.3
    assert "happens more than one time in three" in said_in("nobody-asked")
    assert 1 / 3 < 0.99**100 < 0.4


def test_the_limits_of_showing_are_those_of_the_engine() -> None:
    assert (COUNTS_BELOW, TREND_FROM) == (20, 100)
    assert "| fewer than 20 | the counts alone |" in LESSON
    assert "| 20 to 99 | the share with its interval, and no arrow |" in LESSON
    assert "| 100 and more | the interval;" in LESSON


def test_the_words_that_the_lesson_gives_are_those_of_the_views() -> None:
    for words in (Kind.NO_CHANGE, Kind.TOO_FEW):
        assert f"*{words}*" in LESSON
    assert "The course says *clear* where" in LESSON
    assert said_by("weekly").startswith("Clear: ")
    assert "no change shown" in said_by("opens")
    assert "leaning" in said_by("headline")


# Opens, posts, one figure.


def test_opens_rose_from_week_10_and_clicks_hardly_moved() -> None:
    assert "What happened in week 10?" in LESSON
    assert "Opens, from week 10 on against before: clearly more" in said_by("opens")
    clicks = re.findall(r"\(([\d.]+)% to ([\d.]+)% of what", said_by("opens"))[1]
    assert "Clicks hardly moved: {} percent before, {} after.".format(*clicks) in said_in("opens-rise")


def test_the_lucky_posts_are_those_and_are_drawn_together() -> None:
    posts = rows("posts")
    first, second = (int(row["Conversations"]) for row in posts[:2])
    assert f"with {WORDS[first]} answers and {WORDS[second]}, they stand ahead of the rest" in LESSON
    assert int(posts[2]["Conversations"]) < second
    drawn = [row["Drawn to the others"] for row in posts]
    assert f"all lie between {min(drawn)} and {max(drawn)}" in LESSON
    assert [row["Post"] for row in posts[:2]] == [
        "A marriage in the waiting room",
        "What to say when your mother asks to go home",
    ]


def test_the_one_figure_is_as_wide_as_is_said() -> None:
    networking = found().networking
    assert networking is not None
    assert networking.figure is not None
    interval = networking.figure.interval
    assert interval is not None
    assert f'It goes from {interval.low:.0f} to {interval.high:.0f}, so it says "too near to tell".' in LESSON
    assert "too near to tell" in networking.sentence
    facebook = found("facebook").networking
    assert facebook is not None
    assert facebook.figure is not None
    assert f"In this figure Facebook by itself gets {facebook.figure.value:.0f} of 100." in LESSON


# The practice.


def test_week_3_and_the_crawlers_are_as_told() -> None:
    weeks = {int(row["Week"]): row for row in rows("own-visits")}
    said = said_in("own-visits")
    assert f"In week 3 the log shows {weeks[3]['Visits']} visits." in said
    assert f"{WORDS[int(weeks[3]['Own'])].capitalize()} of them came from Nadia's own address" in said
    assert "here they all lie in week 3" in said
    assert {week for week, row in weeks.items() if row["Own"] != "0"} == {3}
    bots, views = map(int, re.findall(r"made (\d+) of (\d+) page views", said_by("own-visits"))[0])
    assert f"page views of known crawlers: {bots}" in said
    assert "make a tenth of all page views" in said
    assert bots / views == 0.1


def test_seven_against_three_leans_and_is_far_from_a_rule() -> None:
    letters = rows("headline")
    assert [row["Clicked"] for row in letters] == ["7 of 60", "3 of 60"]
    said = said_in("the-headline")
    assert f"headline A (“{letters[1]['Headline']}”) to 60 people" in said
    assert f"headline B (“{letters[0]['Headline']}”) to 60 others" in said
    assert "**Three** clicked under A, and **seven** under B." in said
    chance = chance_that_more(3, 60, 7, 60)
    assert f"comes to about {chance:.2f}, which is {100 * chance:.0f} in 100" in said
    assert round(1 / (1 - chance)) == 11
    assert f"about {visits_needed(3 / 60, 7 / 60)} readers on each side" in said
    assert "with 7 of 60, is headline B" in PRACTICE
    counts = np.arange(61)
    chances = binom.pmf(counts, 60, 10 / 120)
    by_luck = float((np.outer(chances, chances) * (abs(counts[:, None] - counts) >= 4)).sum())
    assert "luck alone would still bring such a gap about one time in four" in said
    assert round(1 / by_luck) == 4


def test_tuesday_comes_first_of_49_posts_by_luck() -> None:
    days = rows("weekdays")
    assert [row["Posts"] for row in days] == ["7"] * 7
    assert "Nadia put up 49 short posts on LinkedIn, seven on each day of the week" in said_in("tuesdays")
    seen = {row["Weekday"]: float(row["Impressions a post"]) for row in days}
    tuesday = seen.pop("Tuesday")
    assert "about a fifth more often than the others" in said_in("tuesdays")
    assert 1.15 < tuesday / (sum(seen.values()) / 6) < 1.25
    shuffles = re.findall(r"as good in (\d+ of 100) shuffles", said_by("weekdays"))[0]
    assert f"some day looks as good in {shuffles} shuffles" in said_in("tuesdays")


def test_six_of_fourteen_gave_back_and_one_came_late() -> None:
    assert rows("giving")[0]["Number"] == "6 of 14"
    asked = question("gave-back")
    said = said_in("gave-back")
    assert f"Within {DAYS} days **6** of them gave something back" in said
    assert round(100 * 6 / 14) == asked["answer"] == 43
    held = wilson(6, 14)
    assert f"from about {100 * held.low:.0f} to {100 * held.high:.0f} percent (Wilson, 95 percent)" in said
    assert f"say all numbers from {100 * held.low:.0f} to {100 * held.high:.0f}" in PRACTICE
    assert "6 of 14, which is 43 percent" in PRACTICE
    assert [wrong["answer"] for wrong in asked["wrong"]] == [40, 57, 47, 0.43]
    assert [round(100 * part) for part in (6 / 15, 8 / 14, 7 / 15)] == [40, 57, 47]


def test_c15_and_c06_are_in_the_log_as_the_question_tells() -> None:
    log = sample().imported.detail["favors"]
    code = "code" if "code" in log else "contact"
    way = "direction" if "direction" in log else "gave_or_got"
    days = {
        (str(row[code]).upper(), str(row[way])): row["date"].date()
        for _, row in log.sort_values("date", ascending=False).iterrows()
    }
    assert "C15, got something about a month ago. (Today is the last day of August.)" in said_in("gave-back")
    assert 28 <= (date(2026, 8, 31) - days["C15", "gave"]).days <= 35
    assert "C15 has about four weeks left." in said_in("gave-back")
    assert "C15, who has about four weeks left" in PRACTICE
    assert "C06 gave something back on day 75." in said_in("gave-back")
    assert (days["C06", "got"] - days["C06", "gave"]).days == 75


def test_the_minutes_add_up_to_what_is_said() -> None:
    for text in (LESSON, PRACTICE):
        listed, total = re.findall(r"\*\*Minutes:\*\* (.*?)\. That makes (\d+)", text)[0]
        assert sum(int(one.split()[-1]) for one in listed.split(", ")) == int(total)
