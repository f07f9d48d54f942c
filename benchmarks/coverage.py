"""How often do intervals hold the truth, and how often is "it changed" said when nothing did? Simulated shares.

    python benchmarks/coverage.py [--practices 2000]

First, 20,000 simulated practices for each number of visits and each true rate: how often each of three intervals at
95 % holds the true rate. Wilson's and Jeffreys' should, on average, within two points of 95; the interval of the
textbooks (Wald) does not.

Then, 2,000 simulated practices with the same truth in two windows of weeks: how often the verdict is "more" or "less"
(bound: 5 in 100), and how often only "leaning". Weeks vary by chance alone (Poisson), or twice or four times as much
(negative binomial). Beside it, how often a twofold growth is found. Last, what the verdict is not made for: weeks that
carry into the next, where it is false more often; printed so that nobody has to guess.
"""

from __future__ import annotations

import argparse
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.measuring.changing import Kind, count_change, rate_change
from outreach.engagement.measuring.intervals import jeffreys, wald, wilson

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED = 20261101
NUMBERS = (30, 100, 300)
RATES = (0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2)
DRAWN = 20_000
INTERVALS = {"wilson": wilson, "jeffreys": jeffreys, "wald": wald}

WINDOWS = ((13, 13), (8, 18), (6, 6), (4, 4))
MEANS = (1.0, 2.5, 8.0)
SPREADS = (1, 2, 4)
"""How many times as much as by chance alone a week varies."""

FALSE_BOUND = 0.05


@cache
def coverage(n: int) -> dict[str, dict[float, float]]:
    """Return for each interval and each true rate how often it holds the rate, with ``n`` visits."""
    chance = np.random.default_rng(SEED + n)
    limits = {name: [interval(x, n) for x in range(n + 1)] for name, interval in INTERVALS.items()}
    held: dict[str, dict[float, float]] = {name: {} for name in INTERVALS}
    for rate in RATES:
        drawn = np.bincount(chance.binomial(n, rate, DRAWN), minlength=n + 1) / DRAWN
        for name, intervals in limits.items():
            held[name][rate] = float(sum(share for x, share in enumerate(drawn) if rate in intervals[x]))
    return held


def weeks(chance: np.random.Generator, mean: float, spread: float, number: int) -> NDArray[np.int64]:
    """Return weekly counts that vary ``spread`` times as much as by chance alone."""
    if spread == 1:
        return chance.poisson(mean, number)
    size = mean / (spread - 1)
    return chance.negative_binomial(size, size / (size + mean), number)


def carrying_weeks(chance: np.random.Generator, mean: float, carried: float, number: int) -> NDArray[np.int64]:
    """Return weekly counts of which a good or bad week carries over into the next."""
    mood = np.zeros(number)
    mood[0] = chance.normal()
    for week in range(1, number):
        mood[week] = carried * mood[week - 1] + np.sqrt(1 - carried**2) * chance.normal()
    return chance.poisson(mean * np.exp(0.5 * mood - 0.125))


def verdicts(windows: tuple[int, int], mean: float, spread: float, times: float, practices: int) -> Counter[Kind]:
    """Return the verdicts on simulated practices whose second window has ``times`` as much as the first."""
    chance = np.random.default_rng(SEED)
    return Counter(
        count_change(
            weeks(chance, mean, spread, windows[0]).tolist(), weeks(chance, mean * times, spread, windows[1]).tolist()
        ).kind
        for _ in range(practices)
    )


def rate_verdicts(visits: tuple[int, int], rate: float, times: float, practices: int) -> Counter[Kind]:
    """Return the verdicts on simulated practices with so many visits a week before and after, over 13 weeks each."""
    chance = np.random.default_rng(SEED)
    found: Counter[Kind] = Counter()
    for _ in range(practices):
        windows = []
        for mean, true in zip(visits, (rate, rate * times), strict=True):
            number = chance.poisson(mean, 13)
            windows.append(list(zip(chance.binomial(number, true).tolist(), number.tolist(), strict=True)))
        found[rate_change(*windows).kind] += 1
    return found


def changed(found: Counter[Kind]) -> float:
    """Return the share of "more" and "less"."""
    return (found[Kind.MORE] + found[Kind.LESS]) / found.total()


def leaning(found: Counter[Kind]) -> float:
    """Return the share of "leaning"."""
    return (found[Kind.LEANING_MORE] + found[Kind.LEANING_LESS]) / found.total()


def main() -> None:
    """Simulate and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--practices", type=int, default=2000)
    practices = parser.parse_args().practices
    print(f"Intervals at 95 %: how often they hold the true rate ({DRAWN:,} simulations each)")
    for n in NUMBERS:
        for name, held in coverage(n).items():
            each = "  ".join(f"{rate:g}: {share:.3f}" for rate, share in held.items())
            print(f"  n {n:3}  {name:8}  mean {np.mean(list(held.values())):.3f}  {each}")
    print(f"\nVerdicts on two windows ({practices:,} simulated practices each; bound {FALSE_BOUND:g} with no change)")
    for windows in WINDOWS:
        for mean in MEANS:
            for spread in SPREADS:
                none, twofold = (verdicts(windows, mean, spread, times, practices) for times in (1, 2))
                print(
                    f"  {windows[0]:2} and {windows[1]:2} weeks, {mean:g} a week, varying {spread} times as much: "
                    f'no change: "it changed" {changed(none):.3f}, leaning {leaning(none):.3f}; '
                    f"twofold growth: found {changed(twofold):.3f}, leaning {leaning(twofold):.3f}"
                )
    few = max(practices // 4, 1)
    print(f"\nRates, 13 and 13 weeks ({few:,} practices each)")
    for visits in ((20, 20), (20, 100)):
        none, twofold = (rate_verdicts(visits, 0.05, times, few) for times in (1, 2))
        print(
            f"  {visits[0]} and {visits[1]} visits a week, 5 %: no change: {changed(none):.3f}, leaning "
            f"{leaning(none):.3f}; twofold growth: {changed(twofold):.3f}, leaning {leaning(twofold):.3f}"
        )
    print("\nNot promised: weeks that carry into the next, 13 and 13 weeks, 3 a week, no change")
    for carried in (0.3, 0.5, 0.7):
        chance = np.random.default_rng(SEED)
        counts = (carrying_weeks(chance, 3, carried, 26).tolist() for _ in range(practices))
        found = Counter(count_change(both[:13], both[13:]).kind for both in counts)
        print(f'  {carried:g} of the mood carried: "it changed" {changed(found):.3f}')


if __name__ == "__main__":
    main()
