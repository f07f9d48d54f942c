from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from outreach.engagement.reading.numbers import numbers
from tests.engagement.reading.givens import as_numbers, values_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,222", 1222),
        ("1.222", 1.222),
        ("424.0", 424),
        ("18.52%", 18.52),
        ("5,0 %", 5),
        ("5,0\u00a0%", 5),
        ("100\u202f%", 100),
        ("1'222", 1222),
        ("1 222 333", 1_222_333),
        ("1.222.333,5", 1_222_333.5),
        ("1,222,333.5", 1_222_333.5),
        ("1,22,000", 122_000),
        ("-5", -5),
        ("\u22125", -5),
        ("+3", 3),
        (".5", 0.5),
        ("1.5E+3", 1500),
        ("1.2K", 1200),
        ("3,4\u00a0Mio.", 3_400_000),
        ("0,5", 0.5),
    ],
)
def test_a_number_is_read_as_it_is_written(text: str, number: float) -> None:
    read = as_numbers(text)
    assert values_of(read).tolist() == [number]
    assert not read.unread.any()


@pytest.mark.parametrize(
    "text",
    [
        "< 1%",
        "inf",
        "-Infinity",
        "nan",
        "1e16",
        "1,2,3",
        "1.2.3",
        "0x10",
        "1_000",
        "True",
        "12:13",
        "5 USD",
        "91564128784855141",
    ],
)
def test_what_is_no_number_is_named_and_no_zero(text: str) -> None:
    for around in ([], [str(one) for one in range(600)]):
        read = as_numbers(text, *around)
        assert np.isnan(values_of(read)[0])
        assert read.unread.tolist() == [True] + [False] * len(around)


@pytest.mark.parametrize("text", ["", "-", "--", "\u2013", "\u2014", "n/a", "N/A", "Not available", "  "])
def test_a_mark_for_missing_is_neither_a_number_nor_a_fault(text: str) -> None:
    read = as_numbers(text, "5")
    assert np.isnan(values_of(read)[0])
    assert not read.unread.any()


def test_a_missing_value_of_pandas_is_missing() -> None:
    read = numbers(pd.Series(["5", None, "6"], dtype="str"))
    np.testing.assert_array_equal(values_of(read), [5, np.nan, 6])
    assert not read.unread.any()


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (("1,222", "1,5"), [1.222, 1.5]),
        (("1,222", "1.5"), [1222, 1.5]),
        (("1.222", "8,3"), [1222, 8.3]),
        (("1.222", "8.3"), [1.222, 8.3]),
        (("1.222", "12.400", "45"), [1222, 12400, 45]),
        (("1.222", "12.400", "4500"), [1.222, 12.4, 4500]),
        (("0.123", "1.000", "45"), [0.123, 1, 45]),
    ],
)
def test_comma_and_dot_mean_what_the_whole_column_shows(texts: tuple[str, ...], values: list[float]) -> None:
    assert values_of(as_numbers(*texts)).tolist() == values


def test_the_language_of_the_header_decides_where_the_values_do_not() -> None:
    assert values_of(as_numbers("1.222", decimal=",")).tolist() == [1222]
    assert values_of(as_numbers("1,222", decimal=",")).tolist() == [1.222]
    assert values_of(as_numbers("1.5", decimal=",")).tolist() == [1.5]


def test_a_guess_is_said_to_be_one() -> None:
    assert as_numbers("1,222").is_ambiguous
    assert not as_numbers("1,222", "1.5").is_ambiguous
    assert not as_numbers("1222").is_ambiguous


def test_percent_signs_are_told() -> None:
    assert as_numbers("18.52%", "").is_percent
    assert not as_numbers("18.52").is_percent


def test_many_numbers_are_read_as_few_are() -> None:
    texts = [f"{one / 7:.4f}" for one in range(2_000)] + ["", "x", "7%", "1,234.5"]
    read = as_numbers(*texts)
    assert values_of(read)[:2_000].tolist() == [float(text) for text in texts[:2_000]]
    assert values_of(read)[-2:].tolist() == [7, 1234.5]
    assert read.unread.sum() == 1
    assert read.is_percent
