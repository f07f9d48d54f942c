"""A table that nothing knows is read by the names that the learner gives."""

from __future__ import annotations

import pandas as pd
import pytest

from outreach.engagement.forms.form import Answers
from outreach.engagement.platforms.own.own_columns import OWN_COLUMNS, said, suggested
from outreach.engagement.table.adding import total
from outreach.errors import OutreachError
from tests.engagement.files import made

LETTERS = (
    "title,send_time,unsubscribes,opens,unique_opens,clicks,unique_clicks\n"
    '"Hello, all",10/10/2014 13:48:02,1,80,50,12,9\nSundays,11/25/2014 09:00:00,0,"1,100",60,15,11\n'
)
MEANT = {
    "title": "title",
    "send_time": "published",
    "unsubscribes": "unsubscribes",
    "opens": "opens",
    "unique_opens": "unique_opens",
    "clicks": "clicks",
    "unique_clicks": "unique_clicks",
}


def answers(**columns: str) -> Answers:
    return Answers(columns=columns)


def test_a_list_made_by_hand_is_understood_by_its_words() -> None:
    assert suggested(made("stats.csv", LETTERS)) == MEANT


def test_what_is_suggested_can_be_read_as_it_stands() -> None:
    file = made("stats.csv", LETTERS)
    reading = OWN_COLUMNS.read(file, Answers(columns=suggested(file)))
    assert total(reading.rows, "clicks") == 27
    assert total(reading.rows, "opens") == 1180
    assert reading.rows["published"].min() == pd.Timestamp(2014, 10, 10, 13, 48, 2)
    assert set(reading.rows["window"]) == {"lifetime"}
    assert reading.rows["title"].iloc[0] == "Hello, all"


def test_a_list_that_a_spreadsheet_saved_in_another_country_is_understood() -> None:
    text = "Notizen;;\nTag;Besucher;Seitenaufrufe\n31.01.2026;12;1.050\n01.02.2026;9;80\n"
    file = made("blog.csv", text)
    assert suggested(file) == {"Tag": "date", "Besucher": "visitors", "Seitenaufrufe": "page_views"}
    rows = OWN_COLUMNS.read(file, Answers(columns=suggested(file), channel="blog")).rows
    assert total(rows, "page_views") == 1130
    assert rows["date"].max() == pd.Timestamp(2026, 2, 1)
    assert set(rows["window"]) == {"day"}
    assert set(rows["channel"]) == {"blog"}


@pytest.mark.parametrize(
    "text",
    [
        "what,how much\nmilk,2\n",
        "title,clicks\nHello,many\n",
        "title,date\nHello,2026-01-02\n",
        "",
        "one line of text",
        "PK\x03\x04",
    ],
)
def test_nothing_is_suggested_where_no_number_is_known(text: str) -> None:
    assert suggested(made("x.csv", text)) == {}


def test_addresses_are_not_suggested_as_titles() -> None:
    assert suggested(made("x.csv", "name,clicks\nada@mail.example,3\n")) == {"clicks": "clicks"}


def test_a_suggestion_is_a_sentence() -> None:
    assert said(suggested(made("stats.csv", LETTERS))).startswith(
        "It could be read with 'title' as title, 'send_time' as"
    )
    assert said({}) == ""


def test_it_fits_nothing_by_itself() -> None:
    assert OWN_COLUMNS.fit(made("stats.csv", LETTERS)) == 0
    assert not OWN_COLUMNS.reads(made("stats.csv", LETTERS), Answers())


def test_it_reads_only_what_has_all_the_columns_that_were_named() -> None:
    file = made("stats.csv", LETTERS)
    assert OWN_COLUMNS.reads(file, answers(Title="title", CLICKS="clicks"))
    assert not OWN_COLUMNS.reads(file, answers(title="title", taps="clicks"))
    with pytest.raises(OutreachError, match="no column 'taps'"):
        OWN_COLUMNS.read(file, answers(title="title", taps="clicks"))


def test_words_of_ones_own_become_metrics() -> None:
    rows = OWN_COLUMNS.read(
        made("x.csv", "Week of,Calls back\n2026-03-02,3\n"),
        Answers(columns={"Week of": "date", "Calls back": "calls back"}),
    ).rows
    assert total(rows, "calls_back") == 3


def test_a_period_that_was_said_is_the_window() -> None:
    told = Answers(columns={"page": "item", "views": "views"}, period=("2026-01-01", "2026-03-31"))
    rows = OWN_COLUMNS.read(made("x.csv", "page,views\n/a,3\n"), told).rows
    assert set(rows["window"]) == {"2026-01-01/2026-03-31"}


def test_a_total_is_not_counted_beside_its_parts() -> None:
    reading = OWN_COLUMNS.read(made("x.csv", "page,views\n/a,3\n/b,4\nTotal,7\n"), answers(page="item", views="views"))
    assert total(reading.rows, "views") == 7
    assert reading.set_aside[0].reason == "rows of totals"


def test_days_that_can_be_read_in_two_ways_are_asked_about() -> None:
    file = made("x.csv", "day,views\n03/04/2026,3\n")
    assert OWN_COLUMNS.read(file, answers(day="date", views="views")).asked[0].about == "dates"
    told = Answers(columns={"day": "date", "views": "views"}, dates="DMY")
    assert OWN_COLUMNS.read(file, told).rows["date"].tolist() == [pd.Timestamp(2026, 4, 3)]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"title": "title", "opens": "clicks", "clicks": "clicks"}, "both called 'clicks'"),
        ({"title": "title", "send_time": "published"}, "None of the columns"),
        ({"title": "title", "clicks": "<b>5</b>"}, "no meaning of a column"),
    ],
)
def test_meanings_that_cannot_be_are_refused(columns: dict[str, str], sentence: str) -> None:
    with pytest.raises(OutreachError, match=sentence):
        OWN_COLUMNS.read(made("x.csv", LETTERS), Answers(columns=columns))


def test_columns_can_be_passed_over() -> None:
    reading = OWN_COLUMNS.read(made("x.csv", LETTERS), answers(title="title", opens="nothing", clicks="clicks"))
    assert set(reading.rows["metric"]) == {"clicks"}


def test_addresses_of_people_are_refused_as_titles() -> None:
    with pytest.raises(OutreachError, match="addresses of people"):
        OWN_COLUMNS.read(made("x.csv", "who,clicks\nada@mail.example,3\n"), answers(who="title", clicks="clicks"))


def test_letters_of_the_same_name_are_different_letters() -> None:
    text = "title,sent,clicks\nLetter,2026-01-02,3\nLetter,2026-02-02,4\nSundays,2026-03-02,5\n"
    rows = OWN_COLUMNS.read(made("x.csv", text), answers(title="title", sent="published", clicks="clicks")).rows
    assert total(rows, "clicks") == 12
    assert rows["item"].tolist() == ["Letter (2026-01-02)", "Letter (2026-02-02)", "Sundays"]
