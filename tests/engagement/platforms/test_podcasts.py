"""Downloads of episodes carry the age at which they were counted."""

from __future__ import annotations

import pandas as pd
import pytest

from outreach.engagement.platforms.subscriptions.podcasts import FORMS, NOT_CONNECTED
from outreach.engagement.table.adding import NotAdditiveError, total
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.real_data import real

HEADER = "Slug,Title,Published,1 Day,7 Days,14 Days,30 Days,90 Days,Spotify,All Time\n"
OLD = '07,On Sundays,2026-01-05,40,"1,012",90,95,99,3,"1,200"\n'
NOT_YET = "\u2013"
YOUNG = f"08,Asking twice,2026-03-05,41,80,{NOT_YET},{NOT_YET},{NOT_YET},0,85\n"


def at_age(table: pd.DataFrame, window: str) -> pd.DataFrame:
    return table[(table["window"] == window) & (table["metric"] == "downloads")]


def test_the_episodes_of_a_real_host_are_read() -> None:
    reading = read(on_disk(real("podcast_host/episode_metrics.csv")), FORMS)
    assert reading.rows["item"].nunique() == 26
    assert set(reading.rows["window"]) == {"age:1d", "age:7d", "age:14d", "age:30d", "age:90d", "lifetime"}
    first = at_age(reading.rows, "age:1d").iloc[0]
    assert (first["item"], first["value"], first["published"]) == ("482", 1222, pd.Timestamp(2025, 9, 29))
    assert set(reading.rows["metric"]) == {"downloads"}
    assert NOT_CONNECTED in reading.warnings
    assert "Spotify" not in reading.columns


def test_an_episode_that_is_too_young_has_no_number_and_no_zero() -> None:
    rows = read(made("e.csv", HEADER + OLD + YOUNG), FORMS).rows
    assert at_age(rows, "age:30d")["item"].tolist() == ["07"]
    assert total(at_age(rows, "age:7d"), "downloads") == 1092


def test_spotify_counts_apart_where_it_is_connected() -> None:
    reading = read(made("e.csv", HEADER + OLD + YOUNG), FORMS)
    plays = reading.rows[reading.rows["metric"] == "views"]
    assert plays["value"].tolist() == [3, 0]
    assert set(plays["account"]) == {"Spotify"}
    assert NOT_CONNECTED not in reading.warnings
    assert reading.columns["Spotify"] == "views"


def test_ages_are_not_added_to_each_other() -> None:
    with pytest.raises(NotAdditiveError):
        total(read(made("e.csv", HEADER + OLD + YOUNG), FORMS).rows, "downloads")


def test_columns_in_another_order_say_the_same() -> None:
    text = "All Time,90 Days,7 Days,Published,Title\n500,400,80,2026-01-05,On Sundays\n"
    rows = read(made("e.csv", text), FORMS).rows
    assert dict(zip(rows["window"].astype(str), rows["value"], strict=True)) == {
        "age:7d": 80,
        "age:90d": 400,
        "lifetime": 500,
    }


def test_a_cut_off_row_keeps_the_numbers_that_are_there() -> None:
    reading = read(made("e.csv", HEADER + OLD + "08,Asking twice,2026-03-05,41,8"), FORMS)
    assert at_age(reading.rows, "age:1d")["value"].tolist() == [40, 41]


@pytest.mark.parametrize("header", ["Title,Published,Downloads", "Title,7 Days,All Time", "Slug,Title,Published,1 Day"])
def test_other_tables_of_episodes_are_not_taken_for_it(header: str) -> None:
    assert best(made("e.csv", header + "\na,b,c,d\n"), FORMS) is None


def test_downloads_with_a_dot_for_thousands_are_thousands() -> None:
    text = (HEADER + '07,On Sundays,2026-01-05,40,"1.012",90,95,99,3,"1.200"\n').replace(",", ";").replace('"', "")
    reading = read(made("a.csv", text), FORMS)
    assert at_age(reading.rows, "age:7d")["value"].tolist() == [1012]
