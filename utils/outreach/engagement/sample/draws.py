"""Chance that gives the same draws on every computer and with every version of every library."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

SEED = 20260302


class Draws:
    """A stream of draws with a name of its own, so that a new stream changes no other.

    Only ``Random.random`` is used: Python promises its numbers for a given seed, not those of ``choice`` or ``sample``.
    """

    def __init__(self, name: str) -> None:
        self._random = random.Random(f"{SEED} {name}")  # noqa: S311  a sample, not a secret

    def chance(self, probability: float) -> bool:
        """Say yes with this probability."""
        return self._random.random() < probability

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def one_of(self, things: Sequence[T]) -> T:
        """Return one of these things."""
        return things[self.between(0, len(things) - 1)]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """Return these things in an order of chance."""
        rest = list(things)
        for last in range(len(rest) - 1, 0, -1):
            other = self.between(0, last)
            rest[last], rest[other] = rest[other], rest[last]
        return rest

    def some_of(self, things: Sequence[T], count: int) -> list[T]:
        """Return so many different ones of these things."""
        return self.shuffled(things)[:count]

    def shared_out(self, total: int, parts: int, low: int, high: int) -> list[int]:
        """Return whole numbers from low to high that add up to the total."""
        if not low * parts <= total <= high * parts:
            raise ValueError(f"{total} cannot be shared out to {parts} parts of {low} to {high}")
        shares = [self.between(low, high) for _ in range(parts)]
        while sum(shares) != total:
            step = 1 if sum(shares) < total else -1
            part = self.between(0, parts - 1)
            shares[part] = min(max(shares[part] + step, low), high)
        return shares
