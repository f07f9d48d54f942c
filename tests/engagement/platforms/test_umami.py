"""Umami's raw events become days; sessions and visits are counted and not kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from outreach.engagement.forms.form import Answers, Reading
from outreach.engagement.table import tidy
from outreach.engagement.table.adding import NotAdditiveError, total
from tests.engagement.files import best, made, read
from tests.engagement.platforms.websites import FORMS, by_day, by_item, everything, left_out, of

HEADER = (
    "website_id,session_id,visit_id,event_id,hostname,browser,os,device,screen,language,country,region,city,url_path,url_query,"
    "utm_source,utm_medium,utm_campaign,utm_content,utm_term,referrer_path,referrer_query,referrer_domain,page_title,gclid,fbclid,"
    "msclkid,ttclid,li_fat_id,twclid,event_type,event_name,tag,distinct_id,created_at,job_id"
)
NAMES = HEADER.split(",")


def row(number: int, session: str, visit: str, when: str, **more: str) -> str:
    cells = dict.fromkeys(NAMES, "")
    cells |= {
        "website_id": "w",
        "session_id": session,
        "visit_id": visit,
        "event_id": f"e{number}",
        "hostname": "juniperstreet.example",
        "city": "Smallville",
        "url_path": "/caring",
        "url_query": "email=rosa@people.example",
        "event_type": "1",
        "distinct_id": "rosa@people.example",
        "created_at": when,
    }
    return ",".join((cells | more).values())


ROWS = (
    row(1, "s-one", "v-1", "2026-03-02 09:00:00", referrer_domain="www.google.com"),
    row(2, "s-one", "v-1", "2026-03-02 09:05:00", url_path="/", referrer_domain="juniperstreet.example"),
    row(3, "s-one", "v-2", "2026-03-02 19:00:00"),
    row(4, "s-two", "v-3", "2026-03-02 10:00:00", referrer_domain="hospice.example"),
    row(5, "s-two", "v-4", "2026-03-03 10:00:00"),
    row(6, "s-two", "v-4", "2026-03-03 10:01:00", event_type="2", event_name="contact"),
)
FILE = "\n".join((HEADER, *ROWS)) + "\n"


def whole(metric: str, text: str = FILE) -> dict[str, float]:
    reading = read(made("website_event.csv", text), FORMS)
    rows = of(reading, metric)
    rows = rows[rows["item"] == ""]
    return dict(zip(rows["date"].dt.strftime("%Y-%m-%d"), rows["value"], strict=True))


def test_events_are_counted_by_day() -> None:
    assert whole("page_views") == {"2026-03-02": 4, "2026-03-03": 1}
    assert whole("visits") == {"2026-03-02": 3, "2026-03-03": 1}
    assert whole("visitors") == {"2026-03-02": 2, "2026-03-03": 1}
    assert whole("events") == {"2026-03-03": 1}


def test_pages_stand_beside_the_whole_and_are_not_added_to_it() -> None:
    reading = read(made("website_event.csv", FILE), FORMS)
    assert by_item(reading, "page_views")["page: /"] == 1
    assert set(reading.rows["window"]) == {tidy.DAY}
    for metric in ("page_views", "visitors"):
        with pytest.raises(NotAdditiveError):
            total(reading.rows, metric)


def test_visits_have_the_place_that_they_came_from() -> None:
    came = read(made("website_event.csv", FILE), FORMS).detail["referrers"]
    first_day = came[came["date"] == "2026-03-02"].set_index("host")
    assert first_day.loc["google.com", "category"] == "search"
    assert first_day.loc["hospice.example", "visits"] == 1
    assert int(came["visits"].sum()) == 4


def test_nothing_of_single_people_is_kept() -> None:
    text = everything(read(made("website_event.csv", FILE), FORMS))
    for private in ("s-one", "v-1", "rosa", "Smallville", "e1"):
        assert private not in text


def test_an_event_that_stands_twice_counts_once_and_an_unknown_kind_not_at_all() -> None:
    text = FILE + ROWS[4] + "\n" + row(9, "s", "v", "2026-03-03 11:00:00", event_type="7") + "\n"
    assert whole("page_views", text) == whole("page_views")
    left = left_out(read(made("website_event.csv", text), FORMS))
    assert left == {"events that stand there twice": 1, "events of an unknown kind": 1}


def test_an_older_file_without_visits_is_read_without_them() -> None:
    header = "created_at,url_path,event_type,session_id,website_id\n"
    text = header + "2026-03-02 09:00:00,/,1,s,w\n2026-03-02T09:10:00Z,/,1,s,w\n"
    reading = read(made("website_event.csv", text), FORMS)
    assert by_day(reading, "visitors") == {"2026-03-02": 1}
    assert of(reading, "visits").empty


def test_a_row_that_was_cut_off_is_counted() -> None:
    reading = read(made("website_event.csv", FILE[: FILE.rindex("2026-03-03 10:01")]), FORMS)
    assert left_out(reading)["events without a day that could be read"] == 1
    assert of(reading, "events").empty


def test_another_table_of_sessions_is_not_umami() -> None:
    assert best(made("x.csv", "session_id,url_path,created_at\ns,/,2026-03-02\n"), FORMS) is None


SAVED = "website_id,session_id,hostname,url_path,event_type,created_at\n"


def test_days_that_a_spreadsheet_wrote_anew_are_read_or_asked_about() -> None:
    first = "w,s,b.example,/,1.0,5/1/2026 10:00\n"
    known = read(made("e.csv", SAVED + first + "w,s,b.example,/,1,5/31/2026 9:00\n"), FORMS)
    assert set(by_day(of_site(known), "page_views")) == {"2026-05-01", "2026-05-31"}
    open_to_both = read(made("e.csv", SAVED + first), FORMS)
    assert [one.about for one in open_to_both.asked] == ["dates"]
    told = read(made("e.csv", SAVED + first), FORMS, Answers(dates="DMY"))
    assert set(by_day(of_site(told), "page_views")) == {"2026-01-05"}


def test_two_websites_stay_apart() -> None:
    reading = read(made("e.csv", SAVED + "w,s,b.example,/,1,2026-05-01 10:00\n"), FORMS)
    assert set(reading.rows["account"]) == {"b.example"}


def of_site(reading: Reading) -> Reading:
    return replace(reading, rows=reading.rows[reading.rows["item"] == ""])
