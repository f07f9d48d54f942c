"""Lines that stand in more than one file of a log: a file given twice, a copy made earlier, logs that overlap."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MOST_LINES = 4_000_000
"""Lines that are remembered, 8 bytes each."""


class Repeats:
    """Leaves out lines that an earlier file already had.

    A line is known by a number made from all of it, with its time, address and agent. Only what a later file may
    repeat is remembered: lines from that file's first time on. So files that follow each other cost nothing.
    Equal lines within one file all count.
    """

    def __init__(self, firsts: Sequence[int | None], most: int = MOST_LINES) -> None:
        self.count = 0
        self.is_full = False
        self._firsts = [first for first in firsts if first is not None]
        self._most = most
        self._place = 0
        self._new: list[NDArray[np.int64]] = []
        self._size = 0
        self._known: NDArray[np.int64] = np.zeros(0, dtype=np.int64)

    def next_file(self) -> None:
        """Another file begins: what the one before it had is known from now on."""
        self._place += 1
        if self._new:
            self._known = np.unique(np.concatenate([self._known, *self._new]))
            self._new = []

    def new_lines(self, content: bytes) -> bytes:
        """Return whole lines without those that an earlier file had."""
        if not len(self._known):
            return content
        lines = _unix(content).split(b"\n")
        numbers = _numbers(lines)
        places = np.minimum(np.searchsorted(self._known, numbers), len(self._known) - 1)
        is_new = self._known[places] != numbers
        is_new |= np.fromiter((not line for line in lines), np.bool_, len(lines))
        self.count += int(np.count_nonzero(~is_new))
        kept = b"\n".join(compress(lines, is_new.tolist()))
        return kept if is_new[-1] else kept + b"\n"

    def remember(self, content: bytes, latest: int) -> None:
        """Remember whole lines, the latest of them at ``latest``, where a file that comes later may have them too."""
        following = self._firsts[self._place :]
        if not following or latest < min(following):
            return
        if self._size >= self._most:
            self.is_full = True
            return
        numbers = _numbers([line for line in _unix(content).split(b"\n") if line])
        self._new.append(numbers)
        self._size += len(numbers)


def _unix(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n") if b"\r" in content else content


def _numbers(lines: list[bytes]) -> NDArray[np.int64]:
    return np.fromiter(map(hash, lines), np.int64, len(lines))
