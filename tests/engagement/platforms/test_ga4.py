"""Google Analytics 4 is known by its preamble, and users are never added."""

from __future__ import annotations

import pytest

from outreach.engagement.forms.form import Answers
from outreach.engagement.table import tidy
from outreach.engagement.table.adding import NotAdditiveError, total
from outreach.errors import OutreachError
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.platforms.websites import FORMS, by_day, by_item, left_out, of, windows
from tests.engagement.real_data import real

LINE = "# ----------------------------------------\r\n"
PREAMBLE = f"{LINE}# {{title}}\r\n# Account: A Name\r\n# Property: juniperstreet.example\r\n{LINE}#\r\n# All Users\r\n"
PERIOD = "# Start date: 20260302\r\n# End date: 20260308\r\n"
PAGES = (
    PREAMBLE.format(title="Pages and screens: Page path and screen class")
    + PERIOD
    + "Page path and screen class,Views,Active users,Views per active user,"
    "Average engagement time per active user,Event count,"
    "Key events,Total revenue\r\n"
    "/,40,22,1.8181818181818181,31.5,120,2,0\r\n/caring,12,9,1.3333333333333333,64.25,40,0,0\r\n(not set),1,1,1,0,1,0,0"
)
DAYS = (
    PREAMBLE.format(title="Report CSV Export")
    + PERIOD
    + "Date,Event count,Total users,Event count per user,New users\r\n"
    "20260304,30,9,3.3333333333333335,4\r\n20260302,20,7,2.857142857142857,5"
)
EXPLORED = (
    f"{LINE}# Free form 1\r\n# juniperstreet.example\r\n# 20260302-20260308\r\n{LINE}\r\n"
    "Event name,Event count,Active users\r\nGrand total,160,22\r\npage_view,100,22\r\nscroll,60,15\r\n"
)


def test_the_report_by_day_of_a_real_site_adds_up_to_what_its_owner_counted() -> None:
    reading = read(on_disk(real("ga4/mh4u_report_daily.csv")), FORMS)
    assert total(reading.rows, "events") == 1_003_468
    assert total(reading.rows, "new_users") == 242_119
    days = of(reading, "events")["date"]
    assert len(days) == 241
    assert days.is_monotonic_increasing
    assert (str(days.iloc[0])[:10], str(days.iloc[-1])[:10]) == ("2023-07-08", "2024-03-04")
    with pytest.raises(NotAdditiveError):
        total(reading.rows, "visitors")


def test_the_real_snapshot_is_taken_apart_and_its_tables_are_listed() -> None:
    reading = read(on_disk(real("ga4/myrecoverypal_reports_snapshot.csv")), FORMS)
    days = by_day(reading, "active_users")
    assert days["2025-12-20"] == 33
    assert days["2025-12-31"] == 3
    assert sum(by_item(reading, "page_views").values()) == 581
    assert by_item(reading, "sessions")["channel: Direct"] == 87
    assert (reading.rows["value"] >= 0).all()
    said = " ".join(reading.warnings)
    assert "16 tables" in said
    assert "Week 5' (not read)" in said
    assert "Items purchased' (empty)" in said


def test_a_snapshot_is_never_added() -> None:
    reading = read(on_disk(real("ga4/myrecoverypal_reports_snapshot.csv")), FORMS)
    with pytest.raises(NotAdditiveError):
        total(reading.rows, "new_users")


def test_a_report_of_pages_is_read_for_its_period() -> None:
    reading = read(made("export.csv", PAGES), FORMS)
    assert by_item(reading, "page_views") == {"page: /": 40, "page: /caring": 12, "page: (not set)": 1}
    assert windows(reading) == {"2026-03-02/2026-03-08"}
    assert by_item(reading, "key_events")["page: /"] == 2
    assert set(reading.rows["account"]) == {"juniperstreet.example"}
    assert reading.columns["Views"] == "page_views"
    assert "Views per active user" not in reading.columns
    assert "A Name" not in reading.rows.to_csv()


def test_a_report_by_title_and_the_older_name_of_key_events_are_known() -> None:
    text = PAGES.replace("Page path and screen class,", "Page title and screen class,").replace(
        "Key events", "Conversions"
    )
    reading = read(made("export.csv", text), FORMS)
    assert by_item(reading, "key_events")["page title: /"] == 2


def test_columns_in_another_order_change_nothing() -> None:
    text = (
        PAGES.partition("Page path and screen class,Views")[0]
        + "Views,Page path and screen class\r\n40,/\r\n12,/caring"
    )
    assert by_item(read(made("export.csv", text), FORMS), "page_views") == {"page: /": 40, "page: /caring": 12}


def test_days_are_sorted_and_hold_single_days() -> None:
    reading = read(made("data-export.csv", DAYS), FORMS)
    assert by_day(reading, "events") == {"2026-03-02": 20, "2026-03-04": 30}
    assert windows(reading) == {tidy.DAY}
    assert any("never added" in said for said in reading.warnings)


def test_the_grand_total_of_an_exploration_is_not_a_row() -> None:
    file = made("free-form.csv", EXPLORED)
    form = best(file, FORMS)
    assert form is not None
    assert form.export == "exploration"
    reading = read(file, FORMS)
    assert by_item(reading, "events") == {"event: page_view": 100, "event: scroll": 60}
    assert left_out(reading) == {"rows of totals": 1}
    assert windows(reading) == {"2026-03-02/2026-03-08"}


def test_an_exploration_by_day_and_country_keeps_both() -> None:
    text = EXPLORED.partition("Event name")[0] + "Date,Country,Views\r\n20260302,Namibia,4\r\n20260303,NA,5\r\n"
    reading = read(made("e.csv", text), FORMS)
    assert by_day(reading, "page_views") == {"2026-03-02": 4, "2026-03-03": 5}
    assert by_item(reading, "page_views") == {"country: Namibia": 4, "country: NA": 5}


def test_a_preamble_in_another_language_still_gives_the_days() -> None:
    text = PAGES.replace("Start date", "Startdatum").replace("End date", "Enddatum")
    assert windows(read(made("e.csv", text), FORMS)) == {"2026-03-02/2026-03-08"}


def test_columns_in_another_language_are_named_in_the_error() -> None:
    text = PREAMBLE.format(title="Raportti") + PERIOD + "Sivu,Katselut\r\n/,40"
    with pytest.raises(OutreachError, match=r"Sivu and Katselut.*English"):
        read(made("e.csv", text), FORMS)


def test_a_comparison_with_two_periods_is_not_read_as_one() -> None:
    second = PERIOD.replace("202603", "202602") + "Nth day,Active users\r\n0000,3\r\n0001,4\r\n"
    text = (
        PREAMBLE.format(title="Reports snapshot") + PERIOD + "Nth day,Active users\r\n0000,1\r\n0001,2\r\n\r\n" + second
    )
    reading = read(made("e.csv", text), FORMS)
    days = {"2026-02-02": 3, "2026-02-03": 4, "2026-03-02": 1, "2026-03-03": 2}
    assert by_day(reading, "active_users") == days


def test_the_same_table_twice_counts_once() -> None:
    table = PERIOD + "Nth day,New users\r\n0000,3\r\n0001,4\r\n"
    reading = read(made("e.csv", PREAMBLE.format(title="Reports snapshot") + table + "\r\n" + table), FORMS)
    assert total(reading.rows, "new_users") == 7


def test_a_file_that_ends_early_keeps_its_whole_rows() -> None:
    reading = read(made("e.csv", DAYS[:-6]), FORMS)
    assert by_day(reading, "events")["2026-03-04"] == 30


def test_a_table_without_the_preamble_is_not_google_analytics() -> None:
    text = "Date,Event count,Total users\r\n20260304,30,9\r\n"
    assert best(made("data-export.csv", text), FORMS) is None


def test_a_note_that_begins_with_a_sharp_is_not_google_analytics() -> None:
    assert best(made("notes.csv", "# my notes\nmonth,visits\nMarch,4\n"), FORMS) is None


def test_the_period_can_be_told_where_the_file_has_none() -> None:
    text = EXPLORED.replace("# 20260302-20260308", "# 20260308")
    file = made("e.csv", text)
    assert windows(read(file, FORMS)) == {tidy.NOT_STATED}
    told = Answers(period=("2026-03-02", "2026-03-08"))
    assert windows(read(file, FORMS, told)) == {"2026-03-02/2026-03-08"}


def test_german_and_french_names_are_known_and_their_commas_read() -> None:
    german = (
        PREAMBLE.format(title="Seiten")
        + PERIOD
        + "Seitenpfad und Bildschirmklasse,Aufrufe,Aktive Nutzer\r\n/,40,22\r\n"
    )
    assert by_item(read(made("e.csv", german), FORMS), "page_views") == {"page: /": 40}
    french = (
        PREAMBLE.format(title="Acquisition").replace("\r\n#\r\n", "\r\n")
        + PERIOD
        + "Groupe de canaux par défaut de la session;Sessions;Utilisateurs actifs;Taux d'engagement;Événements clés\r\n"
        "Organic Search;1 200;950;62,5 %;40\r\nDirect;800;700;55 %;10\r\n"
    )
    reading = read(made("e.csv", french), FORMS)
    assert by_item(reading, "sessions") == {"channel: Organic Search": 1200, "channel: Direct": 800}
    assert by_item(reading, "engagement_rate")["channel: Organic Search"] == 62.5


def test_a_second_table_below_the_first_is_set_aside() -> None:
    reading = read(made("e.csv", DAYS + f"\r\n\r\n{LINE}Date,Sessions\r\n20260302,10\r\n"), FORMS)
    assert by_day(reading, "events") == {"2026-03-02": 20, "2026-03-04": 30}
    assert left_out(reading)["rows of further tables below the first"] == 2
    assert of(reading, "sessions").empty


def test_a_report_that_a_spreadsheet_padded_and_quoted_is_the_same() -> None:
    above, _, table = PAGES.partition(PERIOD)
    quoted = "".join(f'"{line}",,,,,,,\r\n' for line in (above + PERIOD).splitlines())
    first, again = read(made("e.csv", PAGES), FORMS), read(made("f.csv", quoted + table), FORMS)
    told = ["account", "item", "metric", "value", "window"]
    assert again.rows[told].equals(first.rows[told])


def test_a_title_that_begins_with_a_sharp_is_a_row() -> None:
    text = PREAMBLE.format(title="Pages") + PERIOD + "Page title and screen class,Views\r\n#1 tips,10\r\nHome,20\r\n"
    assert by_item(read(made("e.csv", text), FORMS), "page_views") == {
        "page title: #1 tips": 10,
        "page title: Home": 20,
    }


@pytest.mark.parametrize("label", ["", "Total"])
def test_a_row_that_is_the_sum_of_the_others_is_none_of_them(label: str) -> None:
    sums = f"{label},53,30,1,40,161,2,0\r\n"
    head, sign, rest = PAGES.partition("Total revenue\r\n")
    reading = read(made("e.csv", head + sign + sums + rest), FORMS)
    assert total(reading.rows, "page_views") == 53
    assert left_out(reading) == {"rows of totals": 1}
    other = read(made("e.csv", head + sign + sums.replace("53", "54") + rest), FORMS)
    assert total(other.rows, "page_views") == 107


def test_labels_that_nothing_else_has_tell_a_table_whose_first_lines_are_gone() -> None:
    text = PAGES[PAGES.rindex("Page path and") :]
    reading = read(made("e.csv", text), FORMS)
    assert total(reading.rows, "page_views") == 53
    assert windows(reading) == {tidy.NOT_STATED}


@pytest.mark.parametrize("days", [("3/4/2026", "3/2/2026"), ("4.3.2026", "2.3.2026")])
def test_days_that_a_spreadsheet_wrote_anew_are_those_of_the_period(days: tuple[str, str]) -> None:
    text = DAYS.replace("\n20260304,", f"\n{days[0]},").replace("\n20260302,", f"\n{days[1]},")
    assert by_day(read(made("e.csv", text), FORMS), "events") == {"2026-03-04": 30, "2026-03-02": 20}


def test_rows_that_stand_twice_and_headers_in_their_midst_count_for_nothing() -> None:
    header, row = "Page path and screen class,Views\r\n", "/,40\r\n"
    text = PREAMBLE.format(title="Pages") + PERIOD + header + row + header + row
    reading = read(made("e.csv", text), FORMS)
    assert total(reading.rows, "page_views") == 40
    assert left_out(reading) == {"rows that are the header again": 1, "rows that stand there twice": 1}
