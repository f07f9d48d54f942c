"""Matomo's tables are read raw and translated; what a date stands for is the window."""

from __future__ import annotations

import pytest

from outreach.engagement.forms.form import Answers
from outreach.engagement.platforms.websites.matomo import when_of
from outreach.engagement.table import tidy
from outreach.engagement.table.adding import NotAdditiveError, total
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.platforms.websites import FORMS, by_day, by_item, left_out, of, windows
from tests.engagement.real_data import real

RAW = (
    "date,nb_uniq_visitors,nb_visits,nb_actions,bounce_count,sum_visit_length,bounce_rate\n"
    "2026-03-02,4,5,12,2,300,40%\n2026-03-03,6,8,20,3,410,38%\n"
)
GERMAN = (
    "Datum,Eindeutige Besucher,Benutzer,Besuche,Aktionen,Absprungrate,Aktionen pro Besuch\n"
    '2026-03-02,4,0,5,12,100\u00a0%,"2,4"\n2026-03-03,6,0,"1.208",20,38\u00a0%,"2,5"\n'
)


@pytest.mark.parametrize(
    "name", ["VisitsSummary_day_en", "VisitsSummary_day_untranslated", "VisitsSummary_week_with_date_range"]
)
def test_raw_and_translated_names_give_the_same_numbers(name: str) -> None:
    reading = read(on_disk(real(f"matomo/{name}.csv")), FORMS)
    numbers = dict(zip(reading.rows["metric"].astype("str"), reading.rows["value"], strict=True))
    assert numbers == {
        "visitors": 2,
        "visits": 2,
        "actions": 2,
        "single_visits": 2,
        "visit_seconds": 542,
        "most_actions": 1,
        "bounce_rate": 100,
        "average_actions": 1,
        "average_seconds": 271,
    }


def test_a_week_of_a_fixture_is_a_week_from_its_first_day() -> None:
    reading = read(on_disk(real("matomo/VisitsSummary_week_with_date_range.csv")), FORMS)
    assert windows(reading) == {"week"}
    assert by_day(reading, "visits") == {"2009-12-28": 2}


def test_a_month_of_a_fixture_with_many_columns_is_read() -> None:
    reading = read(on_disk(real("matomo/API_get_month_en.csv")), FORMS)
    assert windows(reading) == {"month"}
    assert by_day(reading, "actions") == {"2010-03-01": 8}
    assert by_day(reading, "page_views") == {"2010-03-01": 4}


def test_labels_of_a_fixture_are_read_with_their_kind() -> None:
    reading = read(on_disk(real("matomo/ContentNames_day_en.csv")), FORMS)
    assert by_item(reading, "impressions")["content: Text Ad - Click to download Piwik now"] == 4
    assert windows(reading) == {tidy.NOT_STATED}
    assert any("does not say which days" in said for said in reading.warnings)
    told = read(on_disk(real("matomo/ContentNames_day_en.csv")), FORMS, Answers(period=("2010-01-03", "2010-01-03")))
    assert windows(told) == {"2010-01-03/2010-01-03"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-8-sig"])
def test_every_encoding_is_read(encoding: str) -> None:
    reading = read(made("export.csv", RAW.encode(encoding)), FORMS)
    assert total(reading.rows, "visits") == 13
    with pytest.raises(NotAdditiveError):
        total(reading.rows, "visitors")


def test_german_names_percent_signs_and_commas_are_read() -> None:
    reading = read(made("export.csv", GERMAN.encode("utf-16")), FORMS)
    assert by_day(reading, "visits") == {"2026-03-02": 5, "2026-03-03": 1208}
    assert by_day(reading, "bounce_rate") == {"2026-03-02": 100, "2026-03-03": 38}
    assert by_day(reading, "average_actions") == {"2026-03-02": 2.4, "2026-03-03": 2.5}


def test_columns_in_another_order_change_nothing() -> None:
    reading = read(made("export.csv", "nb_actions,date,nb_visits\n12,2026-03-02,5\n"), FORMS)
    assert by_day(reading, "visits") == {"2026-03-02": 5}
    assert by_day(reading, "actions") == {"2026-03-02": 12}


@pytest.mark.parametrize(
    ("text", "window", "day"),
    [
        ("2026-03-02", "day", "2026-03-02"),
        ("2026-03", "month", "2026-03-01"),
        ("2026-03-02,2026-03-08", "week", "2026-03-02"),
        ("2026-03-02,2026-03-05", "2026-03-02/2026-03-05", ""),
        ("2026", "2026-01-01/2026-12-31", ""),
    ],
)
def test_a_date_says_what_it_stands_for(text: str, window: str, day: str) -> None:
    found = when_of(text)
    assert found is not None
    assert (found.window, found.day.replace("2026-03", "2026-03-01") if day and len(found.day) == 7 else found.day) == (
        window,
        day,
    )


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-13-02", "2026-02-30,2026-03-05", "2026-03-08,2026-03-02", "2026-3-2"]
)
def test_a_date_that_cannot_be_read_stands_for_nothing(text: str) -> None:
    assert when_of(text) is None


def test_rows_without_a_day_are_counted() -> None:
    reading = read(made("export.csv", RAW + "Total,10,13,32,5,710,39%\n"), FORMS)
    assert total(reading.rows, "visits") == 13
    assert left_out(reading) == {"rows without a day that could be read": 1}


def test_labels_by_raw_names_are_read() -> None:
    text = "label,nb_visits,nb_hits,metadata_url,Metadata: segment\n/caring,5,9,u,pageUrl==x\n"
    assert by_item(read(made("export.csv", text), FORMS), "page_views") == {"page: /caring": 9}


def test_a_row_that_was_cut_off_keeps_what_is_there() -> None:
    reading = read(made("export.csv", RAW[: RAW.index(",410")]), FORMS)
    assert total(reading.rows, "visits") == 13
    assert len(of(reading, "visit_seconds")) == 1


@pytest.mark.parametrize(
    "text", ["date,visits,bounces,pageviews\n2026-03-02,5,2,9\n", "label,visits\na,5\n", "date,actions\n2026-03-02,4\n"]
)
def test_a_table_with_a_few_such_names_is_not_matomo(text: str) -> None:
    form = best(made("mine.csv", text), FORMS)
    assert form is None or form.platform != "Matomo"


def test_days_that_a_spreadsheet_wrote_anew_are_read() -> None:
    text = "Date,Unique visitors,Visits,Actions\n5/1/2026,5,6,20\n5/31/2026,5,7,20\n"
    assert by_day(read(made("m.csv", text), FORMS), "visits") == {"2026-05-01": 6, "2026-05-31": 7}


def test_a_row_that_stands_twice_counts_once() -> None:
    text = "Date,Unique visitors,Visits,Actions\n2026-05-01,5,6,20\n2026-05-01,5,6,20\n"
    assert by_day(read(made("m.csv", text), FORMS), "visits") == {"2026-05-01": 6}
