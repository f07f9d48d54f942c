"""Simulated coverage: Wilson and Jeffreys near 95 of 100 on average, the interval of the textbooks failing."""

from __future__ import annotations

import pytest

from benchmarks.coverage import NUMBERS, coverage


@pytest.mark.parametrize("n", NUMBERS)
def test_good_intervals_hold_the_truth_in_nearly_95_of_100(n: int) -> None:
    shares = coverage(n)
    for name in ("wilson", "jeffreys"):
        mean = sum(shares[name].values()) / len(shares[name])
        assert 0.93 <= mean <= 0.97, (name, mean)


def test_good_intervals_hold_the_truth_on_average_over_all() -> None:
    for name in ("wilson", "jeffreys"):
        held = [share for n in NUMBERS for share in coverage(n)[name].values()]
        assert 0.93 <= sum(held) / len(held) <= 0.97


def test_the_interval_of_the_textbooks_fails() -> None:
    held = [share for n in NUMBERS for share in coverage(n)["wald"].values()]
    assert sum(held) / len(held) < 0.92
    assert coverage(30)["wald"][0.01] < 0.5
