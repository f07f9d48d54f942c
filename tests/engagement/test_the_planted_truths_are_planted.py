"""Counted straight from the files: what is said to be in the 26 weeks is in them, with that size."""

from __future__ import annotations

import io
import math
import random
import re
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from outreach.engagement.sample.truths import not_there, really_there
from outreach.engagement.sample.weeks import FIRST_HALF, LAST_DAY, SECOND_HALF, week_of
from tests.engagement import the_sample as sample

HOSPICE = "https://hospice.example/for-families/"


def posts_of_facebook() -> dict[int, dict[str, str]]:
    """Return the posts by week, each as the later export knows it."""
    made: dict[int, dict[str, str]] = {}
    for name, content in sample.files().items():
        if re.match(r"facebook/\w{3}-", name):
            for row in sample.records(content):
                if row["Post ID"]:
                    made[week_of(datetime.strptime(row["Publish time"], "%m/%d/%Y %H:%M").date())] = row  # noqa: DTZ007
    return made


def linkedin_posts() -> list[tuple[date, float]]:
    calamine = pytest.importorskip("python_calamine", reason="a reader of workbooks is needed to open one")
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(sample.one("linkedin/")))
    made = []
    for row in book.get_sheet_by_name("TOP POSTS").to_python()[3:]:
        month, day, year = map(int, row[5].split("/"))
        made.append((date(year, month, day), row[6]))
    return made


def campaigns() -> list[dict[str, str]]:
    sent = sample.records(sample.one("newsletter/campaigns.csv"))
    return [row for row in sent if row["Total Recipients"] != "3"]


def send_week(row: dict[str, str]) -> int:
    month, day, year = row["Send Date"].split(" ")[:3]
    return week_of(date(int(year), sample.MONTHS[month], int(day.rstrip(","))))


def readers_comments() -> list[tuple[int, str]]:
    return [
        (week_of(sample.moment(sample.text_of(comment, "comment_date"))), sample.text_of(comment, "comment_author"))
        for item in sample.items()
        for comment in sample.comments(item)
        if sample.is_by_a_reader(comment)
    ]


def replies() -> list[int]:
    return [week_of(date.fromisoformat(row["date"])) for row in sample.records(sample.one("notes/answers.csv"))]


def visits() -> dict[tuple[str, str, date], list[str]]:
    """Return the pages of each visit; nobody comes twice on a day."""
    made: dict[tuple[str, str, date], list[str]] = {}
    for address, agent, day, page, _ in sample.page_views():
        made.setdefault((address, agent, day), []).append(page)
    return made


def test_people_who_answer_grew_about_twofold_in_small_counts() -> None:
    truth = really_there()
    in_half = [[author for week, author in readers_comments() if week in half] for half in (FIRST_HALF, SECOND_HALF)]
    answered = [sum(week in half for week in replies()) for half in (FIRST_HALF, SECOND_HALF)]
    assert tuple(map(len, in_half)) == truth.comments_by_half == (20, 41)
    assert tuple(answered) == truth.replies_by_half == (9, 17)
    assert tuple(len(set(authors)) for authors in in_half) == truth.people_by_half == (14, 28)
    assert truth.answers_by_half == (29, 58)


def test_both_halves_have_the_same_rhythm_of_posts_so_more_posts_do_not_explain_more_answers() -> None:
    published = [
        (sample.text_of(item, "creator"), week_of(sample.moment(sample.text_of(item, "post_date"))))
        for item in sample.items()
        if (sample.text_of(item, "post_type"), sample.text_of(item, "status")) == ("post", "publish")
    ]
    first = Counter(author for author, week in published if week in FIRST_HALF)
    second = Counter(author for author, week in published if week in SECOND_HALF)
    assert first == second == {"nadia": 6, "tomas": 4}


def test_five_of_nine_inquiries_name_the_hospice() -> None:
    named = [row["source"] for row in sample.records(sample.one("notes/inquiries.csv"))]
    assert (named.count("hospice"), len(named)) == really_there().inquiries_naming_the_hospice == (5, 9)


def test_the_hospice_sends_few_visitors_and_they_stay_and_read_the_contact_page() -> None:
    truth = really_there()
    first_source: dict[tuple[str, str, date], str] = {}
    for address, agent, day, _, source in sample.page_views():
        first_source.setdefault((address, agent, day), source)
    sent = [pages for visit, pages in visits().items() if first_source[visit] == HOSPICE]
    assert len(sent) == truth.hospice_visits == 18
    assert sum("/contact/" in pages for pages in sent) == truth.hospice_visits_with_contact_page == 18
    assert {len(pages) for pages in sent} == {3, 4}
    reached, of_others = truth.other_visits_with_contact_page
    assert of_others == 506
    assert reached / of_others < 0.08


def test_opens_jump_with_mail_privacy_and_clicks_stay() -> None:
    truth = really_there()

    def share(column: str, *, before: bool) -> tuple[int, int]:
        chosen = [row for row in campaigns() if (send_week(row) < 10) == before]
        return sum(int(row[column]) for row in chosen), sum(int(row["Successful Deliveries"]) for row in chosen)

    assert share("Unique Opens", before=True) == truth.opens_before
    assert share("Unique Opens", before=False) == truth.opens_after
    assert share("Unique Clicks", before=True) == truth.clicks_before
    assert share("Unique Clicks", before=False) == truth.clicks_after
    assert truth.opens_after[0] / truth.opens_after[1] > truth.opens_before[0] / truth.opens_before[1] + 0.15
    assert math.isclose(
        truth.clicks_after[0] / truth.clicks_after[1], truth.clicks_before[0] / truth.clicks_before[1], abs_tol=0.005
    )


def test_three_campaigns_are_tests_to_three_people_and_would_spoil_the_rates() -> None:
    sent = sample.records(sample.one("newsletter/campaigns.csv"))
    assert Counter(row["Total Recipients"] for row in sent)["3"] == 3
    assert {row["Open Rate"] for row in sent if row["Total Recipients"] == "3"} == {"100.00%"}


def test_the_list_and_the_campaigns_tell_of_the_same_people() -> None:
    parts = sample.unzipped(sample.one("newsletter/audience"))
    subscribed, unsubscribed, cleaned = (sample.records(content) for content in parts.values())
    everybody = len(subscribed) + len(unsubscribed) + len(cleaned)
    assert (len(subscribed), everybody) == really_there().members_kept == (135, 150)
    assert sum(int(row["Unsubscribes"]) for row in campaigns()) == len(unsubscribed) == 13
    for row in campaigns():
        if "subject" not in row["Title"]:
            month, day, year = row["Send Date"].split(" ")[:3]
            sent = f"{year}-{sample.MONTHS[month]:02d}-{day.rstrip(',')} 17"
            there = sum(member["OPTIN_TIME"] < sent for member in subscribed)
            there += sum(member["OPTIN_TIME"] < sent < member["UNSUB_TIME"] for member in unsubscribed)
            there += sum(member["OPTIN_TIME"] < sent < member["CLEAN_TIME"] for member in cleaned)
            assert there == int(row["Total Recipients"]), row["Title"]


def test_the_shared_post_reached_four_times_as_many_and_started_no_more_talk() -> None:
    truth = really_there()
    posts = posts_of_facebook()
    assert len(posts) == 26
    shared = posts.pop(truth.shared_post_week)
    assert int(shared["Reach"]) == truth.reach_of_shared_post == 160
    assert sum(int(row["Reach"]) for row in posts.values()) / len(posts) == truth.usual_reach_of_a_post == 40
    assert int(shared["Comments"]) == truth.comments_of_shared_post == 1
    assert sum(int(row["Comments"]) for row in posts.values()) / len(posts) == truth.usual_comments_of_a_post == 1
    assert int(shared["Reactions"]) > 3 * max(int(row["Reactions"]) for row in posts.values())


def test_the_daily_chart_shows_the_same_week_and_the_answers_of_that_week_are_as_ever() -> None:
    truth = really_there()
    reach = sample.by_week(sample.charts(sample.one("facebook/Reach.csv"))["Facebook reach"])
    week = reach.pop(12)
    assert week == truth.reach_of_shared_week == 280
    assert sum(reach.values()) / len(reach) == truth.usual_reach_of_a_week == 70
    answers = [in_week for in_week, _ in readers_comments()] + replies()
    assert answers.count(12) == truth.answers_in_shared_week == 2
    assert abs(answers.count(12) - truth.answers_by_half[0] / 13) < 1


def test_own_visits_are_a_third_of_week_three_in_visits_and_in_pages() -> None:
    truth = really_there()
    in_week = {visit: pages for visit, pages in visits().items() if week_of(visit[2]) == 3}
    own = [pages for (address, _, _), pages in in_week.items() if address == truth.own_address]
    assert (len(own), len(in_week)) == truth.own_visits == (7, 21)
    assert (sum(map(len, own)), sum(map(len, in_week.values()))) == truth.own_pages == (9, 27)
    assert {week_of(day) for address, _, day in visits() if address == truth.own_address} == {3}
    assert truth.own_address.startswith("203.0.113.")


def test_two_crawlers_are_a_tenth_of_all_in_visits_and_in_pages_and_come_in_every_week() -> None:
    truth = really_there()
    theirs = {visit: pages for visit, pages in visits().items() if visit[1] in truth.crawlers}
    assert (len(theirs), len(visits())) == truth.crawler_visits == (59, 590)
    assert (sum(map(len, theirs.values())), len(sample.page_views())) == truth.crawler_pages == (76, 760)
    for crawler in truth.crawlers:
        assert {week_of(day) for _, agent, day in theirs if agent == crawler} == set(range(1, 27))


def test_people_come_thirty_to_three_hundred_times_a_month_and_not_more_often_as_time_goes() -> None:
    truth = really_there()
    people = [day for address, agent, day in visits() if agent not in truth.crawlers and address != truth.own_address]
    months = Counter(day.month for day in people)
    assert all(30 <= number <= 300 for number in months.values())
    first = sum(week_of(day) in FIRST_HALF for day in people)
    assert abs(first / len(people) - 0.5) < 0.05


def test_six_of_fourteen_contacts_gave_back_within_sixty_days() -> None:
    notes = sample.records(sample.one("notes/gives.csv"))
    given: dict[str, date] = {}
    back = set()
    for row in notes:
        when = date.fromisoformat(row["date"])
        if row["gave_or_got"] == "gave":
            given.setdefault(row["contact"], when)
    over = {contact: when for contact, when in given.items() if when + timedelta(days=60) <= LAST_DAY}
    for row in notes:
        since = over.get(row["contact"])
        if row["gave_or_got"] == "got" and since and 0 <= (date.fromisoformat(row["date"]) - since).days <= 60:
            back.add(row["contact"])
    assert (len(back), len(over)) == really_there().gave_back == (6, 14)
    assert set(over) == {f"C{number:02d}" for number in range(1, 15)}
    assert set(given) - set(over) == {"C15"}
    got = {row["contact"] for row in notes if row["gave_or_got"] == "got"}
    assert got - back == {"C06", "C16"}


def test_tuesday_looks_best_on_linkedin_and_shuffled_weekdays_look_as_good() -> None:
    posts = linkedin_posts()
    by_day = [[shown for when, shown in posts if when.weekday() == weekday] for weekday in range(7)]
    means = tuple(sum(numbers) / len(numbers) for numbers in by_day)
    assert means == not_there().linkedin_impressions_by_weekday
    assert max(means) == means[1] > 1.15 * sum(shown for _, shown in posts) / len(posts)
    assert {len(numbers) for numbers in by_day} == {7}
    assert all(20 <= shown <= 60 for _, shown in posts)

    def spread(numbers: list[float]) -> float:
        return sum(sum(numbers[start : start + 7]) ** 2 for start in range(0, 49, 7))

    seen = spread([shown for numbers in by_day for shown in numbers])
    chance = random.Random(5)
    pool = [shown for _, shown in posts]
    as_good = sum(spread(chance.sample(pool, 49)) >= seen for _ in range(400))
    assert as_good / 400 > 0.2


def test_one_headline_has_seven_clicks_of_sixty_and_the_other_three() -> None:
    tried = [row for row in campaigns() if "subject" in row["Title"]]
    clicks = tuple(int(row["Unique Clicks"]) for row in tried)
    deliveries = tuple(int(row["Successful Deliveries"]) for row in tried)
    assert clicks == not_there().headline_clicks == (7, 3)
    assert deliveries == not_there().headline_deliveries == (60, 60)
    assert tried[0]["Send Date"] == tried[1]["Send Date"]


def test_followers_rise_because_of_the_shared_post() -> None:
    follows = sample.by_week(sample.charts(sample.one("facebook/Follows.csv"))["Follows"])
    before, after = not_there().facebook_followers
    assert (before, after) == (212, 212 + sum(follows.values()))
    assert (follows[12] + follows[13], sum(follows.values())) == not_there().follows_after_sharing == (20, 34)
    assert max(number for week, number in follows.items() if week not in {12, 13}) <= 2


def test_each_author_has_one_lucky_post_and_without_it_the_order_turns_round() -> None:
    counted: dict[str, list[int]] = {"nadia": [], "tomas": []}
    for item in sample.items():
        if (sample.text_of(item, "post_type"), sample.text_of(item, "status")) == ("post", "publish"):
            counted[sample.text_of(item, "creator")].append(sum(map(sample.is_by_a_reader, sample.comments(item))))
    assert {author: tuple(numbers) for author, numbers in counted.items()} == not_there().answers_by_author
    mean = {author: sum(numbers) / len(numbers) for author, numbers in counted.items()}
    without = {author: (sum(numbers) - max(numbers)) / (len(numbers) - 1) for author, numbers in counted.items()}
    assert mean["tomas"] > mean["nadia"]
    assert without["tomas"] < without["nadia"]
    assert all(0 < number <= 9 for numbers in counted.values() for number in numbers)
