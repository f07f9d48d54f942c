"""Discourse: reports say what they count by their name or are asked about; archives hold no private message."""

from __future__ import annotations

import pandas as pd
import pytest

from outreach.engagement.forms.form import Answers
from outreach.engagement.platforms.communities import discourse, discourse_reports
from outreach.engagement.platforms.communities.discourse import PRIVATE
from outreach.engagement.table.adding import NotAdditiveError, total
from tests.engagement.files import best, made, read

FORMS = (*discourse.FORMS, *discourse_reports.FORMS)
OLDER = "date,value\n2026-03-01,4\n2026-03-02,7\n"
GERMAN = "Tag,Anzahl\n2026-03-01,4\n2026-03-02,7\n"
NAMED = "topics-260401-101112-33.csv"


@pytest.mark.parametrize("text", [OLDER, OLDER.replace("date,value", "Day,Count"), GERMAN])
def test_a_report_whose_file_names_it_is_read(text: str) -> None:
    reading = read(made(NAMED, text), FORMS)
    assert total(reading.rows, "topics") == 11
    assert reading.rows["date"].tolist() == [pd.Timestamp(2026, 3, 1), pd.Timestamp(2026, 3, 2)]
    assert set(reading.rows["window"]) == {"day"}
    assert set(reading.rows["channel"]) == {"community"}


def test_a_header_in_a_language_that_is_not_known_is_read_where_the_name_tells() -> None:
    text = OLDER.replace("date,value", "Päivä,Määrä")
    assert total(read(made(NAMED, text), FORMS).rows, "topics") == 11
    assert best(made("numbers.csv", text), FORMS) is None


def test_a_report_that_names_nothing_is_asked_about_and_counts_nothing() -> None:
    reading = read(made("report.csv", OLDER), FORMS)
    assert reading.rows.empty
    assert reading.asked[0].about == "channel"
    assert "'date', 'value'" in reading.asked[0].sentence
    assert "discourse likes" in reading.asked[0].choices


@pytest.mark.parametrize("report", ["topics", "posts", "likes", "signups"])
def test_every_answer_that_is_offered_is_understood(report: str) -> None:
    reading = read(made("report.csv", OLDER), FORMS, Answers(channel=f"discourse {report}"))
    assert not reading.asked
    assert total(reading.rows, report) == 11
    assert set(reading.rows["channel"]) == {"community"}


def test_members_of_a_day_are_not_added() -> None:
    reading = read(made("visits-260401-101112.csv", OLDER), FORMS)
    with pytest.raises(NotAdditiveError):
        total(reading.rows, "active_members")
    assert any("counts the same members again" in said for said in reading.warnings)


def test_a_stacked_report_keeps_its_parts_and_crawlers_apart() -> None:
    text = "Day,Logged in Users,Anonymous Users,Crawlers\n2026-03-01,4,30,90\n2026-03-02,5,31,80\n"
    reading = read(made("consolidated-page-views-260401-101112.csv", text), FORMS)
    assert total(reading.rows, "bot_views") == 170
    assert set(reading.rows["item"]) == {"readers: Logged in Users", "readers: Anonymous Users", ""}
    assert total(reading.rows[reading.rows["item"] == "readers: Logged in Users"], "page_views") == 9


@pytest.mark.parametrize(
    "text",
    [
        "date,value\n03/01/2026,4\n03/02/2026,7\n",
        "date,value\n2026-03-01,a lot\n",
        "date,value\n",
        "Date,Views\n2026-03-01,4\n",
        "date,value,source\n2026-03-01,4,hospice\n",
    ],
)
def test_other_tables_of_days_are_not_taken_for_a_report(text: str) -> None:
    assert best(made("table.csv", text), FORMS) is None


def test_a_report_that_is_cut_off_keeps_its_whole_days() -> None:
    assert total(read(made(NAMED, OLDER + "2026-0"), FORMS).rows, "topics") == 11


ARCHIVE = (
    "topic_title,categories,is_pm,post_raw,post_cooked,like_count,reply_count,url,created_at\n"
    "Sunday,Care,{no},Dear all,<p>Dear all</p>,4,2,https://forum.example/t/sunday/12,2026-03-01 18:00:00 UTC\n"
    "Monday,Care,{no},Thank you,<p>Thank you</p>,1,0,https://forum.example/t/monday/13/7,2026-03-02 18:00:00 UTC\n"
    "For Ada,-,{yes},A secret,<p>A secret</p>,0,1,https://forum.example/t/for-ada/14,2026-03-03 18:00:00 UTC\n"
)


@pytest.mark.parametrize(("no", "yes"), [("No", "Yes"), ("Nein", "Ja"), ("いいえ", "はい")])
def test_an_archive_gives_own_posts_and_what_came_back(no: str, yes: str) -> None:
    reading = read(made("user_archive.csv", ARCHIVE.format(no=no, yes=yes)), FORMS)
    assert total(reading.rows, "likes") == 5
    assert total(reading.rows, "replies") == 2
    assert total(reading.rows, "posts") == 1
    assert total(reading.rows, "own_replies") == 1
    assert [(one.reason, one.count) for one in reading.set_aside] == [(PRIVATE, 1)]


def test_no_private_message_is_read_even_in_a_language_that_is_not_known() -> None:
    reading = read(made("user_archive.csv", ARCHIVE.format(no="Ezez", yes="Bai")), FORMS)
    assert reading.rows.empty
    assert reading.set_aside[0].count == 3


def test_no_text_and_no_title_of_a_private_message_is_kept() -> None:
    reading = read(made("user_archive.csv", ARCHIVE.format(no="No", yes="Yes")), FORMS)
    kept = reading.rows.to_csv() + repr(reading)
    assert "Ada" not in kept
    assert "Dear all" not in kept


def test_the_older_archive_is_read_too() -> None:
    text = (
        "topic_title,category,sub_category,is_pm,post,like_count,reply_count,url,created_at\n"
        "Sunday,Care,-,No,Dear all,4,2,https://forum.example/t/sunday/12/1,2026-03-01 18:00:00 UTC\n"
    )
    assert total(read(made("archive.csv", text), FORMS).rows, "posts") == 1


MEMBERS = (
    "id,name,username,email,title,created_at,last_seen_at,last_posted_at,last_emailed_at,trust_level,approved,"
    "suspended_at,suspended_till,silenced_till,active,admin,moderator,ip_address,staged\n"
    "-1,system,system,no@forum.example,,2020-01-01 00:00:00 UTC,,,,4,true,,,,true,true,true,,false\n"
    "5,Ada Lim,ada,ada@mail.example,,2026-01-05 00:00:00 UTC,,,,1,true,,,,true,false,false,192.0.2.7,false\n"
    "6,Bo,bo,bo@mail.example,,2026-01-06 00:00:00 UTC,,,,0,true,,,,false,false,false,192.0.2.8,false\n"
    "7,Cy,cy,cy@mail.example,,2026-01-07 00:00:00 UTC,,,,0,true,,,,true,false,false,192.0.2.9,true\n"
)


def test_members_are_days_of_joining_without_names_addresses_or_computers() -> None:
    reading = read(made("users.csv", MEMBERS), FORMS)
    assert reading.people is not None
    assert reading.people["joined"].tolist() == [pd.Timestamp(2026, 1, 5)]
    assert [one.count for one in reading.set_aside] == [1, 2]
    for secret in ("Ada", "mail.example", "192.0.2"):
        assert secret not in repr(reading)


def test_likes_given_and_own_visits_are_what_one_did() -> None:
    likes = (
        "id,post_id,topic_id,post_number,created_at,updated_at,deleted_at,deleted_by\n"
        "1,9,3,2,2026-03-01 18:00:00 UTC,2026-03-01 18:00:00 UTC,,\n"
        "2,8,3,1,2026-03-01 18:00:00 UTC,2026-03-01 18:00:00 UTC,2026-03-02 18:00:00 UTC,5\n"
    )
    reading = read(made("likes.csv", likes), FORMS)
    assert total(reading.rows, "likes_given") == 1
    assert reading.set_aside[0].reason == "likes that were taken back"
    visits = "visited_at,posts_read,mobile,time_read\n2026-03-01,5,false,60\n2026-03-02,0,true,10\n"
    assert total(read(made("visits.csv", visits), FORMS).rows, "own_posts_read") == 5


def test_a_day_of_a_report_with_several_columns_is_one_record() -> None:
    text = "Day,Logged in users,Anonymous users,Known crawlers\n2026-03-01,4,7,9\n2026-03-02,1,2,3\n"
    reading = read(made("site-traffic-260301-260401.csv", text), FORMS)
    assert reading.records == 2
    assert len(reading.rows) == 6
