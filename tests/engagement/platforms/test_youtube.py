"""YouTube Studio: tables, charts and totals, none of them counted twice."""

from __future__ import annotations

import pytest

from outreach.engagement.forms.form import Answers, Reading
from outreach.engagement.platforms.networks.youtube import FORMS
from outreach.engagement.reading.opened import Opened
from outreach.engagement.table.adding import total as added
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.real_data import real

TABLE = "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Average view duration,Impressions\n"


def total(reading: Reading, metric: str) -> float:
    return float(reading.rows["value"][reading.rows["metric"] == metric].sum())


def test_the_real_table_by_country_leaves_the_total_out_and_keeps_namibia() -> None:
    reading = read(on_disk(real("youtube/codingtrain_geography/Table data.csv")), FORMS)
    assert total(reading, "views") == 14_344_009
    assert reading.rows["item"].nunique() == 201
    assert "geography: NA" in set(reading.rows["item"])
    assert set(reading.rows["window"]) == {"2020-12-31/2021-12-30"}
    assert any("15,503,810" in said and "14,344,009" in said for said in reading.warnings)
    assert [(one.reason, one.count) for one in reading.set_aside] == [("rows of totals", 1)]


def test_the_real_totals_add_up_to_the_total() -> None:
    reading = read(on_disk(real("youtube/codingtrain_geography/Totals.csv")), FORMS)
    assert added(reading.rows, "views") == 15_503_810
    assert set(reading.rows["window"]) == {"day"}


def test_the_real_chart_has_a_row_for_each_day_and_country() -> None:
    reading = read(on_disk(real("youtube/codingtrain_geography/Chart data (5 countries only).csv")), FORMS)
    assert set(reading.rows["item"]) == {f"geography: {land}" for land in ("US", "IN", "GB", "DE", "CA")}
    assert reading.rows["date"].nunique() == 365


def test_the_real_table_of_videos_ends_in_a_note() -> None:
    reading = read(on_disk(real("youtube/dangertv_content_table.csv")), FORMS)
    assert (total(reading, "views"), reading.rows["item"].nunique()) == (45_198_884, 500)
    assert [(one.reason, one.count) for one in reading.set_aside] == [("notes that the table was cut", 1)]
    assert any("cut by YouTube" in said for said in reading.warnings)


def test_lengths_and_days_of_videos_are_read_in_their_forms() -> None:
    text = (
        TABLE
        + 'Total,,,,30,2.0,0:04:00,300\na1,Walk,"Jun 7, 2020",809,20,1.5,0:13:29,200\n'
        + "b2,Talk,3-Jun-26,0:01:05,10,0.5,,100\n"
    )
    reading = read(made("Table data.csv", text), FORMS)
    assert total(reading, "video_seconds") == 809 + 65
    assert total(reading, "average_seconds") == 809
    assert {str(day.date()) for day in reading.rows["published"]} == {"2020-06-07", "2026-06-03"}
    assert not any("leaves small parts out" in said for said in reading.warnings)


def test_the_period_is_taken_from_the_totals_the_zip_or_the_learner() -> None:
    text = TABLE + 'a1,Walk,"Jun 7, 2020",809,20,1.5,0:13:29,200\n'
    alone = made("Table data.csv", text)
    assert set(read(alone, FORMS).rows["window"]) == {"not stated"}
    assert any("does not say which days" in said for said in read(alone, FORMS).warnings)
    named = Opened("Content 2026-01-01_2026-03-31 Practice.zip/Table data.csv", "Table data.csv", text.encode())
    assert set(read(named, FORMS).rows["window"]) == {"2026-01-01/2026-03-31"}
    beside = made("Table data.csv", text, made("Totals.csv", "Date,Views\n2026-02-01,5\n2026-02-28,6\n"))
    assert set(read(beside, FORMS).rows["window"]) == {"2026-02-01/2026-02-28"}
    told = read(alone, FORMS, Answers(period=("2026-05-01", "2026-05-31")))
    assert set(told.rows["window"]) == {"2026-05-01/2026-05-31"}


def test_german_tables_are_known() -> None:
    header = (
        "Videos,Videotitel,Veröffentlichungszeitpunkt des Videos,Dauer,Aufrufe,Wiedergabezeit (Stunden),Abonnenten,"
        "Geschätzter Umsatz (EUR),Impressionen,Klickrate der Impressionen (%)\n"
    )
    reading = read(
        made(
            "Tabellendaten.csv", header + 'Gesamt,,,,20,1.5,1,,200,4.1\na1,Weg,"7. Juni 2020",809,20,1.5,1,,200,4.1\n'
        ),
        FORMS,
    )
    assert (total(reading, "views"), total(reading, "impressions")) == (20, 200)
    assert [(one.reason, one.count) for one in reading.set_aside] == [("rows of totals", 1)]
    assert {str(day.date()) for day in reading.rows["published"]} == {"2020-06-07"}
    chart = "Datum,Videos,Videotitel,Veröffentlichungszeitpunkt des Videos,Dauer,Aufrufe\n2026-01-01,a1,Weg,,809,3\n"
    days = read(made("Diagrammdaten.csv", chart), FORMS)
    assert [(row.metric, row.value, row.window) for row in days.rows.itertuples()] == [("views", 3, "day")]


def test_ages_keep_their_dash_and_have_no_total() -> None:
    rows = "13\u201317 years,12.5,0:02:00\n18\u201324 years,87.5,0:01:00\n"
    reading = read(
        made("a.csv", f"Viewer age,Views (%),Average view duration\n{rows}"),
        FORMS,
    )
    assert list(reading.rows["item"].unique()) == ["viewer age: 13\u201317 years", "viewer age: 18\u201324 years"]
    assert total(reading, "percent") == 100
    assert not reading.set_aside


def test_cities_are_not_folded_into_their_countries() -> None:
    text = "Cities,City name,Geography,Views\nc1,Port Ellery,US,3\nc2,Westhaven,US,4\n"
    reading = read(made("a.csv", text), FORMS)
    assert dict(zip(reading.rows["item"], reading.rows["title"], strict=True)) == {
        "cities: c1": "Port Ellery",
        "cities: c2": "Westhaven",
    }


def test_a_table_by_day_leaves_its_total_out() -> None:
    text = "Date,Views,Watch time (hours)\nTotal,30,2\n2026-01-01,10,1\n2026-01-02,20,1\n"
    reading = read(made("Table data.csv", text), FORMS)
    assert (added(reading.rows, "views"), reading.rows["date"].nunique()) == (30, 2)


def test_days_and_views_alone_are_of_youtube_only_where_something_says_so() -> None:
    text = "Date,Views\n2026-02-01,5\n"
    assert best(made("views.csv", text), FORMS) is None
    assert best(made("Totals.csv", text), FORMS) is not None
    assert best(made("views.csv", text, made("Table data.csv", TABLE)), FORMS) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Country,Clicks,Impressions,CTR,Position\nUS,1,2,50%,3\n",
        "Page path and screen class,Views,Active users\n/,3,2\n",
        "Content,Video title\na,b\n",
        "Device,Views\nMobile,3\n",
    ],
)
def test_near_tables_are_not_of_youtube(text: str) -> None:
    assert best(made("a.csv", text), FORMS) is None


def test_columns_are_known_by_name_in_any_order_and_a_cut_file_is_read_as_far_as_it_goes() -> None:
    text = "Views,Video title,Content\n20,Walk,a1\n7,Talk,b2\n5,Cut"
    reading = read(made("a.csv", text), FORMS)
    assert total(reading, "views") == 27
    assert {one.reason: one.count for one in reading.set_aside}["rows without an id"] == 1


def test_days_are_known_by_any_number_that_youtube_alone_writes_so() -> None:
    text = "Date,Views,Impressions,Impressions click-through rate (%)\nTotal,30,300,5\n2025-01-01,10,100,5\n"
    reading = read(made("a.csv", text), FORMS)
    assert total(reading, "views") == 10
    assert best(made("a.csv", "Date,Views,Visitors\n2025-01-01,10,5\n"), FORMS) is None


def test_the_note_of_a_cut_is_found_in_any_column() -> None:
    text = "Views,Video title,Content\n10,One,abc\n,,Showing top 500 results\n"
    reading = read(made("a.csv", text), FORMS)
    assert (total(reading, "views"), reading.records) == (10, 1)
    assert [(one.reason, one.count) for one in reading.set_aside] == [("notes that the table was cut", 1)]


def test_a_table_from_a_german_spreadsheet_has_its_thousands_and_its_decimals() -> None:
    text = (
        "Content;Video title;Video publish time;Views;Watch time (hours)\n"
        "abc;One;3-Jun-26;1.222;10,5\ndef;Two;4-Jun-26;308;2,25\n"
    )
    reading = read(made("a.csv", text), FORMS)
    assert (total(reading, "views"), total(reading, "watch_hours")) == (1530, 12.75)


def test_views_by_something_that_others_count_too_are_not_of_youtube() -> None:
    for name in ("Device type", "Content type", "Traffic source"):
        assert best(made("a.csv", f"{name},Views\nOne,4\n"), FORMS) is None
        assert best(made("a.csv", f"{name},Views,Watch time (hours)\nOne,4,0.5\n"), FORMS) is not None
