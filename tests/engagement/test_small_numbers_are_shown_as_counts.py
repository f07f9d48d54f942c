"""The display rule for small numbers, which is labeled as a judgment."""

from __future__ import annotations

import pytest

from outreach.engagement.measuring.display import RULE, Showing, rate_words, showing, trend


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, Showing.COUNTS),
        (19, Showing.COUNTS),
        (20, Showing.INTERVAL),
        (99, Showing.INTERVAL),
        (100, Showing.TREND),
        (300, Showing.TREND),
    ],
)
def test_the_number_decides_what_is_shown(n: int, expected: Showing) -> None:
    assert showing(n) is expected


def test_words_show_no_percent_of_few() -> None:
    assert rate_words(3, 12) == "3 of 12"
    assert rate_words(3, 60) == "3 of 60: 5%, between 1.7% and 13.7%"


def test_an_arrow_needs_a_hundred_and_intervals_apart() -> None:
    assert trend((5, 100), (30, 100)) == "up"
    assert trend((30, 100), (5, 100)) == "down"
    assert trend((5, 99), (30, 100)) is None
    assert trend((5, 100), (9, 100)) is None


def test_the_rule_says_whose_it_is() -> None:
    assert "(ESTIMATE)" in RULE
