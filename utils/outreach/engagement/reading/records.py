"""Records of a text with delimiters, also where its quotes are wrong."""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_FIELD = 100_000
MOST_BREAKS = 200
"""A quoted field beyond these was opened by a quote that nothing closes, if rows of the table stand in it."""

LONGEST_RECORD = 5_000_000
MOST_LINES = 100_000
"""Nobody writes more into one record."""

MOST_ODD = 5_000
"""Records with wrong quotes after which the lines below are no longer looked at, so that a hostile file ends."""

NARROW = 3
"""With fewer columns, lines of text often look like rows."""

MOST_JOINED = 50
"""Lines that are looked at to find the end of a record whose quotes are wrong."""

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++\Z")


def lines_of(text: str) -> list[str]:
    """Split a text where lines end in files, and nowhere else, with their ends."""
    if "\r" in text:
        return _LINE.findall(text)
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


class Record(NamedTuple):
    """The cells of a record, and the line on which it begins, from 1.

    ``is_odd`` says that a quote in it was read as a character, and ``lines`` how many lines an odd or long one has.
    """

    cells: list[str]
    line: int
    is_odd: bool = False
    lines: int = 1


class TooLong(NamedTuple):
    """A line that is too long to be taken apart, and its beginning."""

    beginning: str
    line: int


class Records:
    """The records of a text, one after the other.

    ``width`` may be set while they are read: how many cells a row should have decides what a wrong quote means.
    ``is_cut`` says that the text ends somewhere within the file.
    """

    def __init__(self, text: str, delimiter: str, *, is_cut: bool = False) -> None:
        self.width: int | None = None
        self._lines = lines_of(text)
        self._delimiter = delimiter
        self._is_cut = is_cut
        self._odd_ones = 0

    def __iter__(self) -> Iterator[Record | TooLong]:
        place = 0
        while place < len(self._lines):
            if len(self._lines[place]) > LONGEST_RECORD:
                yield TooLong(self._lines[place][:200], place + 1)
                place += 1
                continue
            feed = _Feed(self._lines, place)
            try:
                for cells in self._reader(feed):
                    if feed.place - feed.begun > 1 and self._are_rows(feed.begun, feed.place):
                        raise _Ended  # noqa: TRY301 - as where a record does not end
                    yield Record(cells, feed.begun + 1)
                    place = feed.begin()
            except (_Ended, csv.Error) as fault:
                place = feed.begun
                if feed.is_at_end and self._is_cut and place:
                    return
                if len(self._lines[place]) > LONGEST_RECORD:
                    continue
                record = (self._long(place) if isinstance(fault, _Ended) else None) or self._odd(place)
                yield record
                place += record.lines

    def _reader(self, feed: Iterator[str]) -> Iterator[list[str]]:
        if csv.field_size_limit() < LONGEST_RECORD:
            csv.field_size_limit(LONGEST_RECORD)
        return csv.reader(feed, delimiter=self._delimiter, strict=True)

    def _long(self, place: int) -> Record | None:
        """Read one record that is long and right; None where a quote has swallowed rows."""
        if self._odd_ones > MOST_ODD or self._has_rows(place + 1):
            return None
        feed = _Feed(self._lines, place, MOST_LINES, LONGEST_RECORD)
        try:
            cells = next(self._reader(feed))
        except (_Ended, csv.Error, StopIteration):
            return None
        return Record(cells, place + 1, lines=feed.place - place)

    def _odd(self, place: int) -> Record:
        """Read one record whose quotes are wrong: as few lines as make a row of the right width."""
        self._odd_ones += 1
        alone = self._on_its_own(place)
        if self.width is not None and self._odd_ones <= MOST_ODD:
            joined, cells, lines = self._lines[place], alone, 1
            while len(cells) < self.width and lines < MOST_JOINED and place + lines < len(self._lines):
                joined += self._lines[place + lines]
                lines += 1
                cells = one_line(joined.rstrip("\r\n"), self._delimiter)
                if len(joined) > LONGEST_FIELD:
                    break
            if len(cells) == self.width:
                return Record(cells, place + 1, is_odd=True, lines=lines)
        return Record(alone, place + 1, is_odd=True)

    def _are_rows(self, begin: int, end: int) -> bool:
        """Tell whether every line of one record would be a row of its own: two lone quotes have come together."""
        if self.width is None or self.width < NARROW:
            return False
        return all(line.count(self._delimiter) == self.width - 1 for line in self._lines[begin:end])

    def _has_rows(self, place: int) -> bool:
        """Tell whether the next lines are rows of the table, also where it is not known how wide a row is."""
        if self.width is None or self.width == 1:
            return True
        lines = self._lines[place : place + MOST_BREAKS]
        wide = sum(line.count(self._delimiter) >= self.width - 1 for line in lines)
        return 2 * wide >= max(len(lines), 1)

    def _on_its_own(self, place: int) -> list[str]:
        return one_line(self._lines[place].rstrip("\r\n"), self._delimiter)


class _Ended(Exception):  # noqa: N818 - it is caught where it is raised
    """A record goes on for too long, or the text ends within it."""


class _Feed:
    """Lines for a reader, which stop where one record takes too many of them."""

    def __init__(self, lines: Sequence[str], place: int, most: int = MOST_BREAKS, longest: int = LONGEST_FIELD) -> None:
        self.place = place
        self.begun = place
        self.is_at_end = False
        self._lines = lines
        self._most = most
        self._longest = longest
        self._length = 0

    def begin(self) -> int:
        """Begin a new record; return the place of its first line."""
        self.begun = self.place
        self._length = 0
        return self.place

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        taken = self.place - self.begun
        if self.place >= len(self._lines):
            if taken:
                self.is_at_end = True
                raise _Ended
            raise StopIteration
        line = self._lines[self.place]
        if (taken and (taken > self._most or self._length > self._longest)) or len(line) > LONGEST_RECORD:
            raise _Ended
        self.place += 1
        self._length += len(line)
        return line


def one_line(line: str, delimiter: str) -> list[str]:
    """Split a line whose quotes are wrong: a quote ends a field only where the delimiter or the end follows it."""
    quoted = _quoted(delimiter)
    cells: list[str] = []
    place = 0
    while place <= len(line):
        if line.startswith('"', place):
            found = quoted.match(line, place)
            if not found:
                # No later quote can end a field either.
                return [*cells, *line[place:].split(delimiter)]
            cells.append(found[1].replace('""', '"'))
            place = found.end() + 1
        else:
            end = line.find(delimiter, place)
            end = len(line) if end < 0 else end
            cells.append(line[place:end])
            place = end + 1
    return cells


@cache
def _quoted(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf'"((?:[^"]++|"(?!{re.escape(delimiter)}|\Z))*+)"', re.DOTALL)
