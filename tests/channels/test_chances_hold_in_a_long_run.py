"""Ten thousand draws are enough: a million others, with other seeds, give the same chances within luck.

The bound is five standard errors of the difference between the two counts. A share
near 0 or 1 has hardly any error by the formula, so the variance of each is taken to be at
least that of five in ten thousand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from outreach.channels.deciding.choice import Choice, Decision
from outreach.channels.deciding.essay import put_to_the_test
from outreach.channels.deciding.portfolio import pair_chances
from outreach.channels.deciding.uncertainty import DRAWS, SEED, Draws
from outreach.channels.examples import example
from outreach.channels.facts.catalog import Channel
from outreach.channels.facts.known import catalog

CHUNKS, CHUNK = 50, 20_000
LONG = CHUNKS * CHUNK
ERRORS = 5


@dataclass
class LongRun:
    """Sums over all chunks; only one chunk is in memory at a time."""

    channels: tuple[Channel, ...]
    places: NDArray[np.int64]
    beats: NDArray[np.int64]
    pairs: NDArray[np.float64]
    essay: float = 0.0
    with_facts: float = 0.0


@cache
def short() -> Choice:
    shown = example("juniper-street")
    return Decision(shown.practice).choose(shown.weights)


@cache
def long() -> LongRun:
    choice = short()
    channels = choice.gated.open
    number = len(channels)
    zeros = np.zeros((number, number), dtype=np.int64)
    run = LongRun(channels, zeros.copy(), zeros.copy(), np.zeros(len(choice.pairs)))
    for chunk in range(CHUNKS):
        seed = SEED + 1_000 + 2 * chunk
        draws = Draws(choice.practice, channels, draws=CHUNK, seed=seed)
        found = draws.chances(choice.ranking.weights)
        run.places += found.places
        run.beats += found.beats
        run.pairs += np.array(pair_chances(choice.pairs, channels, found.scores)) * CHUNK
        essay = put_to_the_test(choice.practice, draws, seed=seed + 1)
        run.essay += essay.share / CHUNKS
        run.with_facts += essay.share_with_facts / CHUNKS
    return run


def furthest(short_share: NDArray[np.float64], long_share: NDArray[np.float64]) -> float:
    """Return the largest difference between two arrays of shares, in standard errors of it."""
    variance = np.maximum(long_share * (1 - long_share), 5 / DRAWS)
    apart = np.abs(short_share - long_share) / np.sqrt(variance * (1 / DRAWS + 1 / LONG))
    return float(np.max(apart))


def test_the_long_run_is_what_it_says() -> None:
    assert LONG == 1_000_000
    assert (long().places.sum(axis=0) == LONG).all()
    assert len(long().channels) > 10


def test_every_chance_of_every_place_holds() -> None:
    assert furthest(short().chances.places / DRAWS, long().places / LONG) <= ERRORS


def test_every_chance_of_one_channel_beating_another_holds() -> None:
    apart = ~np.eye(len(long().channels), dtype=bool)
    assert furthest(short().chances.beats[apart] / DRAWS, long().beats[apart] / LONG) <= ERRORS


def test_every_expected_place_holds() -> None:
    at = np.arange(1, len(long().channels) + 1)
    shares = long().places / LONG
    mean = shares @ at
    variance = shares @ at**2 - mean**2
    error = np.sqrt(np.maximum(variance, 5 / DRAWS) * (1 / DRAWS + 1 / LONG))
    counted = np.array([short().chances.expected_place(channel) for channel in long().channels])
    assert (np.abs(counted - mean) <= ERRORS * error).all()


def test_every_chance_of_a_pair_being_the_best_holds() -> None:
    assert furthest(np.array(short().pair_chances), long().pairs / LONG) <= ERRORS


@pytest.mark.parametrize("which", ["share", "share_with_facts"])
def test_the_essays_share_of_all_weightings_holds(which: str) -> None:
    # With facts drawn as well: weightings and facts must not come from the same luck.
    there = {"share": long().essay, "share_with_facts": long().with_facts}[which]
    assert furthest(np.array([getattr(short().essay, which)]), np.array([there])) <= ERRORS


def test_the_word_does_not_hang_on_luck() -> None:
    choice = short()
    assert choice.leader is not None
    row = [channel.id for channel in long().channels].index(choice.leader.id)
    share = long().places[row, 0] / LONG
    assert choice.word == ("clear" if share >= 0.95 else "leaning" if share >= 0.75 else "tie")
    assert catalog().channel(choice.leader.id) is choice.leader
