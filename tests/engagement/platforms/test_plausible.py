"""Plausible's tables are known by their columns, in any order, and visitors are never added."""

from __future__ import annotations

import pytest

from outreach.engagement.table.adding import NotAdditiveError, total
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.platforms.websites import FORMS, by_day, by_item, left_out, of, windows
from tests.engagement.real_data import real


def test_the_days_of_a_fixture_add_up() -> None:
    reading = read(on_disk(real("plausible/imported_visitors_20111225_20111230.csv")), FORMS)
    assert total(reading.rows, "page_views") == 99
    assert by_day(reading, "visit_seconds")["2011-12-25"] == 8640
    assert by_day(reading, "single_visits")["2011-12-25"] == 2
    with pytest.raises(NotAdditiveError):
        total(reading.rows, "visitors")


def test_pages_that_stand_twice_in_a_day_are_added_but_their_visitors_are_not() -> None:
    reading = read(on_disk(real("plausible/imported_pages_20211230_20220101.csv")), FORMS)
    assert total(reading.rows, "page_views") == 69
    assert not reading.rows.duplicated(["item", "date", "metric"]).any()
    assert left_out(reading) == {
        "numbers of visitors that share a day and a label with others; they must not be added": 3
    }


def test_sources_and_events_of_a_fixture_are_read() -> None:
    sources = read(on_disk(real("plausible/imported_sources_20211230_20220106.csv")), FORMS)
    assert total(sources.rows, "visits") == 301
    assert "source: Google, medium: organic" in set(sources.rows["item"])
    events = read(on_disk(real("plausible/imported_custom_events_20211230_20211231.csv")), FORMS)
    rows = of(events, "events")
    first_day = rows[rows["date"] == rows["date"].min()].set_index("item")["value"]
    assert first_day["event: Filter Menu: Open"] == 1652


TABLES = {
    "first pages": (
        '"date","visitors","entrances","visit_duration","bounces","entry_page"\n"2026-03-02",5,6,100,2,"/a"\n',
        "first page: /a",
    ),
    "last pages": ('"date","exit_page","visitors","exits"\n"2026-03-02","/a",5,6\n', "last page: /a"),
    "places": (
        '"date","country","region","city","visitors","visits","visit_duration","bounces"\n"2026-03-02","NA","","",5,6,100,2\n',
        "country: NA",
    ),
    "devices": (
        '"date","device","visitors","visits","visit_duration","bounces"\n"2026-03-02","Mobile",5,6,100,2\n',
        "device: Mobile",
    ),
    "browsers": (
        '"visits","browser_version","browser","date","visitors","visit_duration","bounces","pageviews"\n6,"130","Firefox","2026-03-02",5,100,2,9\n',
        "browser: Firefox, version: 130",
    ),
    "systems": (
        '"date","operating_system","operating_system_version","visitors","visits","visit_duration","bounces"\n"2026-03-02","GNU/Linux","",5,6,1,2\n',
        "system: GNU/Linux",
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_every_other_table_is_known_by_its_columns(name: str) -> None:
    text, item = TABLES[name]
    reading = read(made("imported.csv", text), FORMS)
    assert by_item(reading, "visitors") == {item: 5}
    assert by_day(reading, "visitors") == {"2026-03-02": 5}
    assert windows(reading) == {"day"}


def test_a_newer_table_with_a_column_more_is_read() -> None:
    header = '"pageviews","date","visit_duration","visits","bounces","visitors","scroll_depth"\n'
    text = header + '9,"2026-03-02",100,6,2,5,44\n'
    assert by_day(read(made("imported_visitors.csv", text), FORMS), "page_views") == {"2026-03-02": 9}


def test_hosts_are_said_where_there_are_several() -> None:
    text = '"date","visitors","pageviews","hostname","page"\n"2026-03-02",1,1,"a.example","/x"\n'
    text += '"2026-03-02",2,3,"b.example","/x"\n'
    reading = read(made("imported_pages.csv", text), FORMS)
    assert by_item(reading, "page_views") == {"page: /x, host: a.example": 1, "page: /x, host: b.example": 3}


def test_a_duration_beside_a_bounce_rate_is_an_average() -> None:
    text = "date,visitors,pageviews,visits,views_per_visit,bounce_rate,visit_duration\n2026-03-02,5,9,6,1.5,40,61\n"
    reading = read(made("visitors.csv", text), FORMS)
    assert by_day(reading, "average_seconds") == {"2026-03-02": 61}
    assert by_day(reading, "bounce_rate") == {"2026-03-02": 40}
    assert of(reading, "visit_seconds").empty


def test_a_row_that_was_cut_off_keeps_what_is_there() -> None:
    text = (
        '"date","visitors","pageviews","bounces","visits","visit_duration"\n"2026-03-02",5,9,2,6,100\n"2026-03-03",4,7'
    )
    reading = read(made("imported_visitors.csv", text), FORMS)
    assert by_day(reading, "page_views") == {"2026-03-02": 9, "2026-03-03": 7}
    assert by_day(reading, "visits") == {"2026-03-02": 6}


@pytest.mark.parametrize(
    "text",
    [
        "date,visitors\n2026-03-02,5\n",
        "date,visitors,city,fee\n2026-03-02,5,Bern,3\n",
        "date,visits,pages\n2026-03-02,5,9\n",
    ],
)
def test_a_table_of_one_s_own_is_not_plausible(text: str) -> None:
    assert best(made("mine.csv", text), FORMS) is None


def test_newer_pages_with_depth_and_time_are_read() -> None:
    text = (
        '"date","hostname","page","visits","visitors","pageviews","total_scroll_depth","total_scroll_depth_visits",'
        '"total_time_on_page","total_time_on_page_visits"\n"2026-03-02","b.example","/",6,5,10,100,5,200,5\n'
    )
    reading = read(made("imported_pages_20260302_20260302.csv", text), FORMS)
    assert by_item(reading, "page_views") == {"page: /": 10}


def test_a_table_in_which_every_row_stands_twice_is_counted_once() -> None:
    rows = '"2026-03-02",5,10,"b.example","/"\n"2026-03-02",3,6,"b.example","/a"\n'
    text = '"date","visitors","pageviews","hostname","page"\n' + rows + rows
    assert by_item(read(made("p.csv", text), FORMS), "page_views") == {"page: /": 10, "page: /a": 6}


def test_points_between_thousands_are_known_where_a_spreadsheet_saved_with_semicolons() -> None:
    text = "date;visitors;pageviews;bounces;visits\n01.05.2026;10;1.030;4;12\n31.05.2026;8;20;2;9\n"
    assert by_day(read(made("v.csv", text), FORMS), "page_views") == {"2026-05-01": 1030, "2026-05-31": 20}
