"""Search Console is known by its measures in several languages; its tables do not add up and are not made to."""

from __future__ import annotations

import pytest

from outreach.engagement.forms.form import Answers
from outreach.engagement.reading.opened import Opened
from outreach.engagement.table import tidy
from outreach.engagement.table.adding import NotAdditiveError, total
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.platforms.websites import FORMS, by_day, by_item, left_out, of, windows
from tests.engagement.real_data import real

CHART = "Date,Clicks,Impressions,CTR,Position\n2026-03-02,0,0,,\n2026-03-03,5,27,18.52%,8.3\n2026-03-04,0,3,0%,12"
QUERIES = 'Top queries,Clicks,Impressions,CTR,Position\ncaring for a parent,4,20,20%,7.5\n"two\nlines",1,4,25%,9'
FOUND = {"Chart.csv": 56, "Countries.csv": 56, "Devices.csv": 56, "Pages.csv": 73, "Queries.csv": 29}


@pytest.mark.parametrize("name", FOUND)
def test_each_table_of_a_real_export_gives_its_own_sum(name: str) -> None:
    reading = read(on_disk(real(f"search_console/export_a/{name}")), FORMS)
    assert total(reading.rows, "impressions") == FOUND[name]


def test_days_without_an_impression_have_no_rate_and_no_position() -> None:
    reading = read(on_disk(real("search_console/export_a/Chart.csv")), FORMS)
    assert len(of(reading, "impressions")) == 7
    assert len(of(reading, "position")) == 3
    assert len(of(reading, "ctr")) == 3


def test_the_period_comes_from_the_days_beside_it_and_the_difference_is_said() -> None:
    reading = read(on_disk(real("search_console/export_a/Queries.csv")), FORMS)
    assert windows(reading) == {"2025-12-27/2026-01-02"}
    assert any("29" in said and "56" in said for said in reading.warnings)


def test_a_table_that_is_a_header_only_is_read_as_empty() -> None:
    reading = read(on_disk(real("search_console/export_a/Search appearance.csv")), FORMS)
    assert reading.rows.empty
    assert reading.columns["Clicks"] == "clicks"


def test_the_filters_are_told() -> None:
    reading = read(on_disk(real("search_console/export_a/Filters.csv")), FORMS)
    assert reading.rows.empty
    assert reading.warnings == ("The other tables of this export are for Search type: Web and Date: Last 7 days.",)


def test_a_rate_stays_as_it_is_written_and_positions_must_not_be_added() -> None:
    reading = read(made("Chart.csv", CHART), FORMS)
    assert by_day(reading, "ctr") == {"2026-03-03": 18.52, "2026-03-04": 0}
    assert by_day(reading, "clicks") == {"2026-03-02": 0, "2026-03-03": 5, "2026-03-04": 0}
    for metric in ("ctr", "position"):
        with pytest.raises(NotAdditiveError):
            total(reading.rows, metric)


def test_tables_of_different_kinds_are_not_added_to_each_other() -> None:
    folder = [made("Queries.csv", QUERIES), made("Devices.csv", QUERIES.replace("Top queries", "Device"))]
    rows = tidy.joined([read(file, FORMS).rows for file in folder])
    with pytest.raises(NotAdditiveError):
        total(rows, "impressions")


def test_a_query_may_hold_a_line_break() -> None:
    assert by_item(read(made("Queries.csv", QUERIES), FORMS), "clicks") == {
        "query: caring for a parent": 4,
        "query: two\nlines": 1,
    }


LANGUAGES = {
    "German": "Häufigste Suchanfragen;Klicks;Impressionen;CTR;Position\neltern;5;1.222;5,0 %;8,3",
    "German, another rate": "Häufigste Suchanfragen;Klicks;Impressionen;Klickrate;Position\neltern;5;1.222;5,0 %;8,3",
    "French": 'Requêtes les plus fréquentes,Clics,Impressions,CTR,Position\neltern,5,1222,"5,0 %","8,3"',
    "Spanish": 'Consultas principales,Clics,Impresiones,CTR,Posición\neltern,5,1222,"5,0 %","8,3"',
    "Italian": "Query principali;Clic;Impressioni;CTR;Posizione\neltern;5;1222;5,0%;8,3",
    "Dutch": "Populairste zoekopdrachten,Klikken,Vertoningen,CTR,Positie\neltern,5,1222,5.0%,8.3",
    "an unknown word": "Vanliga frågor;Klicks;Impressionen;CTR;Position\neltern;5;1222;5,0%;8,3",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_languages_are_read(language: str) -> None:
    reading = read(made("Suchanfragen.csv", LANGUAGES[language]), FORMS)
    assert list(of(reading, "clicks")["value"]) == [5]
    assert list(of(reading, "impressions")["value"]) == [1222]
    assert list(of(reading, "ctr")["value"]) == [5]
    assert list(of(reading, "position")["value"]) == [8.3]
    assert of(reading, "clicks")["item"][0].endswith(": eltern")


def test_days_in_a_language_whose_word_is_not_known_tell_themselves() -> None:
    text = "Päivämäärä;Klicks;Impressionen;CTR;Position\n2026-03-02;1;10;10,0%;8,3\n2026-03-03;2;11;18,2%;8,1"
    assert by_day(read(made("x.csv", text), FORMS), "clicks") == {"2026-03-02": 1, "2026-03-03": 2}


COMPARED = (
    "Top pages,Last 3 months Clicks,Previous 3 months Clicks,Last 3 months Impressions,Previous 3 months Impressions,"
    "Last 3 months CTR,Previous 3 months CTR,Last 3 months Position,Previous 3 months Position\n"
    "https://juniperstreet.example/caring/,4,2,20,10,20%,20%,7.5,9\n"
)


def test_two_periods_that_are_compared_get_windows_of_their_own() -> None:
    reading = read(made("Pages.csv", COMPARED, made("Chart.csv", CHART)), FORMS)
    clicks = of(reading, "clicks").set_index("window")["value"]
    assert dict(clicks) == {"2026-03-02/2026-03-04": 4, "2026-02-27/2026-03-01": 2}


def test_of_compared_periods_of_unknown_days_only_the_later_is_read() -> None:
    reading = read(made("Pages.csv", COMPARED), FORMS)
    assert by_item(reading, "clicks") == {"page: https://juniperstreet.example/caring/": 4}
    assert windows(reading) == {tidy.NOT_STATED}
    assert any("previous 3 months" in said for said in reading.warnings)


def test_results_without_a_position_are_read() -> None:
    days = made("Chart.csv", "Date,Clicks,Impressions,CTR\n2026-03-02,1,10,10%\n")
    assert by_day(read(days, FORMS), "impressions") == {"2026-03-02": 10}
    compared = (
        "Date,Last 28 days Clicks,Previous 28 days Clicks,Last 28 days Impressions,Previous 28 days Impressions\n"
    )
    reading = read(made("Chart.csv", compared + "2026-03-29,5,4,40,30\n2026-03-02,3,2,20,10\n"), FORMS)
    assert by_day(reading, "clicks")["2026-03-29"] == 5
    assert best(made("mine.csv", "Date,Clicks,Impressions,CTR,Cost\n2026-03-02,1,10,10%,3\n"), FORMS) is None


def test_compared_days_in_the_header_are_read() -> None:
    text = COMPARED.replace("Last 3 months", "2026-03-01 - 2026-03-31").replace(
        "Previous 3 months", "2026-02-01 - 2026-02-28"
    )
    assert windows(read(made("Pages.csv", text), FORMS)) == {"2026-03-01/2026-03-31", "2026-02-01/2026-02-28"}


def filters(period: str) -> Opened:
    return made("Filters.csv", f'Filter,Value\nSearch type,Web\nDate,"{period}"')


def test_days_in_the_filters_count_where_no_table_of_days_is_there() -> None:
    reading = read(made("Queries.csv", QUERIES, filters("Mar 1, 2026-Mar 31, 2026")), FORMS)
    assert windows(reading) == {"2026-03-01/2026-03-31"}


def test_a_period_in_words_is_not_guessed() -> None:
    reading = read(made("Queries.csv", QUERIES, filters("Last 3 months")), FORMS)
    assert windows(reading) == {tidy.NOT_STATED}
    assert any("whole zip" in said for said in reading.warnings)


def test_the_learner_can_tell_the_period() -> None:
    told = Answers(period=("2026-03-01", "2026-03-31"))
    assert windows(read(made("Queries.csv", QUERIES), FORMS, told)) == {"2026-03-01/2026-03-31"}


def test_columns_in_another_order_change_nothing() -> None:
    text = "Position,Clicks,Top queries,CTR,Impressions\n7.5,4,caring for a parent,20%,20"
    reading = read(made("Queries.csv", text), FORMS)
    assert by_item(reading, "impressions") == {"query: caring for a parent": 20}
    assert by_item(reading, "position") == {"query: caring for a parent": 7.5}


def test_a_row_that_was_cut_off_is_read_as_far_as_it_goes_and_said() -> None:
    reading = read(made("Chart.csv", CHART[: CHART.rindex("3,0%")] + "3"), FORMS)
    assert by_day(reading, "impressions")["2026-03-04"] == 3
    assert sum(left_out(reading).values()) == 1


def test_another_table_with_clicks_and_impressions_is_not_search_console() -> None:
    assert best(made("ads.csv", "Campaign,Clicks,Impressions,Cost\nSpring,4,20,1.5\n"), FORMS) is None
    assert best(made("x.csv", "Date,Impressions,Likes,Engagements\n2026-03-02,4,2,2\n"), FORMS) is None


def compared_days(*rows: str, earlier: str = "Previous 3 days") -> str:
    measures = [f"Last 3 days {one},{earlier} {one}" for one in ("Clicks", "Impressions", "CTR", "Position")]
    return "\n".join((",".join(("Date", *measures)), *rows))


BESIDE = (
    "2026-07-03,30,20,1000,800,3%,2.5%,10,12",
    "2026-07-01,10,5,500,400,2%,1.25%,11,13",
    "2026-07-02,20,10,800,600,2.5%,1.67%,10.5,12.5",
)


def test_days_of_an_earlier_period_that_stand_beside_later_ones_get_their_own_dates() -> None:
    reading = read(made("Chart.csv", compared_days(*BESIDE)), FORMS)
    assert by_day(reading, "clicks") == {
        "2026-07-01": 10,
        "2026-07-02": 20,
        "2026-07-03": 30,
        "2026-06-28": 5,
        "2026-06-29": 10,
        "2026-06-30": 20,
    }
    assert total(reading.rows, "clicks") == 95


def test_the_same_days_of_last_year_are_a_year_earlier() -> None:
    text = compared_days(*BESIDE, earlier="Same period last year")
    assert by_day(read(made("Chart.csv", text), FORMS), "clicks")["2025-07-01"] == 5
    pages = COMPARED.replace("Previous 3 months", "Same period last year")
    chart = made("Chart.csv", CHART)
    assert windows(read(made("Pages.csv", pages, chart), FORMS)) == {"2026-03-02/2026-03-04", "2025-03-02/2025-03-04"}


def test_days_of_an_earlier_period_in_rows_of_their_own_keep_their_dates() -> None:
    text = compared_days("2026-07-01,10,,500,,2%,,11,", "2026-06-29,,7,,70,,10%,,9")
    assert by_day(read(made("Chart.csv", text), FORMS), "clicks") == {"2026-07-01": 10, "2026-06-29": 7}


def test_words_of_a_period_in_brackets_are_known() -> None:
    text = COMPARED
    for measure in ("Clicks", "Impressions", "CTR", "Position"):
        text = text.replace(f"Last 3 months {measure}", f"{measure} (last 3 months)")
        text = text.replace(f"Previous 3 months {measure}", f"{measure} (previous 3 months)")
    reading = read(made("Pages.csv", text, made("Chart.csv", CHART)), FORMS)
    assert sorted(of(reading, "clicks")["value"]) == [2, 4]


def test_queries_and_pages_in_one_table_keep_both_labels() -> None:
    text = "Query,Page,Clicks,Impressions,CTR,Position\na,https://b.example/,1,10,10%,3\n"
    assert by_item(read(made("x.csv", text), FORMS), "clicks") == {"query: a, page: https://b.example/": 1}


def test_days_that_can_be_read_in_two_ways_are_asked_about() -> None:
    file = made(
        "Dates.csv", "Date;Clics;Impressions;CTR;Position\n01/07/2026;10;100;10 %;8,3\n02/07/2026;12;110;11 %;8,1"
    )
    assert [one.about for one in read(file, FORMS).asked] == ["dates"]
    assert by_day(read(file, FORMS, Answers(dates="DMY")), "clicks") == {"2026-07-01": 10, "2026-07-02": 12}


def test_points_between_thousands_are_known_by_the_semicolons() -> None:
    text = "Häufigste Suchanfragen;Klicks;Impressionen;CTR;Position\ntrauer;5;1.222;5 %;8\npflege;6;2.333;7 %;9\n"
    reading = read(made("q.csv", text), FORMS)
    assert by_item(reading, "impressions") == {"query: trauer": 1222, "query: pflege": 2333}


def test_what_an_export_is_narrowed_to_keeps_it_apart_from_others() -> None:
    kinds = {
        kind: read(
            made("Chart.csv", CHART, made("Filters.csv", f"Filter,Value\nSearch type,{kind}\nDate,Last 7 days")), FORMS
        )
        for kind in ("Web", "Image")
    }
    assert set(kinds["Web"].rows["account"]) == {""}
    assert set(kinds["Image"].rows["account"]) == {"Search type: Image"}
