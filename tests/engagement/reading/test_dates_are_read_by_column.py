from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from outreach.engagement.reading.dates import dates
from tests.engagement.reading.givens import as_dates, values_of


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("20250303", "2025-03-03"),
        ("2025-03-03", "2025-03-03"),
        ("2025/03/04", "2025-03-04"),
        ("2025-01-01T01:00:00", "2025-01-01T01:00:00"),
        ("2022-05-25T02:00:00.000Z", "2022-05-25T02:00:00"),
        ("2023-01-18 21:25:27 UTC", "2023-01-18T21:25:27"),
        ("2021-02-04 07:55:20 +0000", "2021-02-04T07:55:20"),
        ("2015-09-30 18:42 +0000", "2015-09-30T18:42:00"),
        ("3/24/2025", "2025-03-24"),
        ("03/24/2025 09:48", "2025-03-24T09:48:00"),
        ("07/17/2017 03:00:13 PM", "2017-07-17T15:00:13"),
        ("07/17/2017 12:00:13 AM", "2017-07-17T00:00:13"),
        ("31.12.2025 14:05", "2025-12-31T14:05:00"),
        ("4.3.2025", "2025-03-04"),
        ("Jun 7, 2020", "2020-06-07"),
        ("Tue, Feb 18, 2025", "2025-02-18"),
        ("Mon Feb 17 2025", "2025-02-17"),
        ("3-Jun-26", "2026-06-03"),
        ("Jun 01, 2023 09:46 pm", "2023-06-01T21:46:00"),
        ("Jan 5, 2025, 3:04\u202fPM", "2025-01-05T15:04:00"),
        ("Tue, 18 Feb 2025 10:00:00 GMT", "2025-02-18T10:00:00"),
        ("[17/May/2015:10:05:03 +0000]", "2015-05-17T10:05:03"),
        ("Mon Jan 01 12:00:00 +0000 2024", "2024-01-01T12:00:00"),
        ("12. März 2025, 14:05", "2025-03-12T14:05:00"),
        ("1er août 2025", "2025-08-01"),
        ("3 de enero de 2025", "2025-01-03"),
        ("3 mrt. 2025", "2025-03-03"),
        ("3 gennaio 2025", "2025-01-03"),
        ("3 de março de 2025", "2025-03-03"),
    ],
)
def test_a_date_is_read_as_it_is_written(text: str, meant: str) -> None:
    read = as_dates(text)
    assert values_of(read).tolist() == np.array([meant], "datetime64[s]").tolist()
    assert read.has_time == ("T" in meant)
    assert values_of(read).dtype == "datetime64[s]"


@pytest.mark.parametrize("text", ["", "0000-00-00", "0000-00-00 00:00:00", "-", "\u2013"])
def test_no_date_is_missing_and_no_fault(text: str) -> None:
    read = as_dates(text, "2025-03-03")
    assert np.isnat(values_of(read)).tolist() == [True, False]
    assert not read.unread.any()


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-30",
        "1989-12-31",
        "2101-01-01",
        "20251301",
        "Total",
        "January 2025",
        "1685577600",
        "12345678",
        "2025-03-03 25:00",
        "Tue, 30 Nov -0001 00:00:00 +0000",
        "=SUM(A1)",
    ],
)
def test_what_is_no_date_is_named(text: str) -> None:
    read = as_dates(text, "2025-03-03")
    assert np.isnat(values_of(read)).tolist() == [True, False]
    assert read.unread.tolist() == [True, False]


def test_one_day_over_twelve_decides_for_the_column() -> None:
    assert str(values_of(as_dates("1/2/2025", "13/3/2025"))[0]) == "2025-02-01T00:00:00"
    assert str(values_of(as_dates("1/2/2025", "3/13/2025"))[0]) == "2025-01-02T00:00:00"
    assert as_dates("1/2/2025", "13/3/2025").order == "DMY"


def test_where_nothing_decides_the_days_are_left_open_and_asked() -> None:
    read = as_dates("1/2/2025", "1/3/2025", "4/4/2025")
    assert read.ambiguous
    assert np.isnat(values_of(read)).tolist() == [True, True, False]
    assert not read.unread.any()
    assert str(values_of(as_dates("1/2/2025", order="DMY"))[0]) == "2025-02-01T00:00:00"
    assert not as_dates("1/2/2025", order="DMY").ambiguous


def test_an_order_that_the_values_refute_is_not_followed() -> None:
    read = as_dates("1/2/2025", "1/13/2025", order="DMY")
    assert read.order == "MDY"
    assert not read.unread.any()


def test_values_of_both_orders_follow_the_greater_number() -> None:
    read = as_dates("13/1/2025", "14/1/2025", "1/15/2025")
    assert read.order == "DMY"
    assert read.unread.tolist() == [False, False, True]


def test_the_clock_is_kept_as_written_and_its_zone_is_said() -> None:
    assert as_dates("2025-01-01T10:00:00+02:00").zone == "+02:00"
    assert as_dates("Tue, 18 Feb 2025 10:00:00 +0200").zone == "+02:00"
    assert as_dates("2025-01-01T10:00:00Z", "2025-01-01 10:00 UTC").zone == "UTC"
    assert as_dates("2025-01-01T10:00:00Z", "2025-01-01T10:00:00+02:00").zone == "mixed"
    assert as_dates("2025-01-01").zone == ""


def test_many_dates_are_read_as_few_are() -> None:
    minutes = pd.date_range("2010-01-01", periods=5_000, freq="1237min")
    for form in ("%m/%d/%Y %H:%M", "%Y-%m-%dT%H:%M:%S.123Z", "%d.%m.%Y %H:%M", "%Y%m%d", "%m/%d/%Y %I:%M:%S %p"):
        texts = [*minutes.strftime(form), "", "Total"]
        at_once, one_by_one = as_dates(*texts), [as_dates(text, order="MDY") for text in texts[::97]]
        assert at_once.unread.sum() == 1, form
        expected = [values_of(one)[0] for one in one_by_one]
        np.testing.assert_array_equal(values_of(at_once)[::97], expected)
    odd = as_dates(*minutes.strftime("%Y-%m-%d"), "2024-02-30", "2024-13-01", "0000-00-00", "1989-01-01")
    assert odd.unread[-4:].tolist() == [True, True, False, True]


def test_days_without_leading_zeros_are_read_at_once_too() -> None:
    days = pd.date_range("2019-01-01", periods=2_000)
    texts = [f"{day.month}/{day.day}/{day.year}" for day in days]
    read = as_dates(*texts)
    np.testing.assert_array_equal(values_of(read), days.to_numpy().astype("datetime64[s]"))
    assert read.order == "MDY"


def test_a_missing_value_of_pandas_is_missing() -> None:
    read = dates(pd.Series(["2025-01-01", None], dtype="str"))
    assert np.isnat(values_of(read)).tolist() == [False, True]
    assert not read.unread.any()
