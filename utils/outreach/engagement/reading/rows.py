"""From text to rows: which sign parts the columns, where the records end, and what did not fit."""

from __future__ import annotations

import io
import re
import warnings
from codecs import BOM_UTF8
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.reading.counted import EXAMPLES, SetAside, shortened
from outreach.engagement.reading.records import (
    LONGEST_FIELD,
    LONGEST_RECORD,
    MOST_BREAKS,
    NARROW,
    Record,
    Records,
    TooLong,
    lines_of,
)
from outreach.engagement.reading.text import Text, decoded, decoded_head
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.engagement.reading.opened import Opened

RECORDS = 60
"""Records of an outline."""

HEAD = 262_144
DELIMITERS = "\t;,|"
MOST_COLUMNS = 2_000
EXAMPLE = 500

QUOTES = "rows with a stray quote, which was read as a character"
LONG = "rows with more cells than the header"
SHORT = "rows with fewer cells than the header, read with the last ones empty"
VERY_LONG = f"lines of more than {LONGEST_RECORD:,} characters"

_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_SEP = re.compile(r'\A\ufeff?"?sep="?(.)[^\r\n]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_CONTROLS = bytes(set(range(32)) - {0, 7, 8, 9, 10, 11, 12, 13, 26, 27})
_PROBE = 4_096
_FEW = 0.02
_MANY = 0.3
_ESCAPED = re.compile(r'(?<!\\)\\"')


@dataclass(frozen=True)
class Outline:
    """The first records of a file, split. A first line that only names the delimiter is left out."""

    encoding: str
    delimiter: str
    lines: tuple[tuple[str, ...], ...]

    @cached_property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        """The keys of each record, as if it were the header; every form looks for its own among them."""
        return tuple(tuple(keys(line)) for line in self.lines)


@dataclass(frozen=True, eq=False)
class Sheet:
    """One table of a file.

    Attributes
    ----------
    frame
        Text, "" where nothing stands. Its columns are keys; a second "views" is "views (2)".
    headers
        Of each key, the header as it was written.
    first_line
        The line of the file, from 1, on which the first row after the header stands.
    above
        The records above the header.
    set_aside
        What was not read as it stands, and what was not read at all.
    encoding, delimiter
        How the file was read.
    replaced
        Characters that could not be read.
    """

    frame: pd.DataFrame
    headers: dict[str, str]
    first_line: int
    above: tuple[tuple[str, ...], ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    encoding: str = "utf-8"
    delimiter: str = ","
    replaced: int = 0


def key(header: str) -> str:
    """Return a header as it is compared: small letters, single blanks, no marks around it."""
    return _BLANKS.sub(" ", header.replace("\ufeff", "")).strip(" \"'").casefold()


def keys(header: Sequence[str]) -> dict[str, str]:
    """Return the key of each column and its header as written; a name that comes again is counted."""
    made: dict[str, str] = {}
    times: Counter[str] = Counter()
    for place, written in enumerate(header, 1):
        name = key(written) or f"column {place}"
        times[name] += 1
        again = name if times[name] == 1 else f"{name} ({times[name]})"
        while again in made:
            times[name] += 1
            again = f"{name} ({times[name]})"
        made[again] = written
    return made


def outline(opened: Opened) -> Outline | None:
    """Return the first records of a file, or None where it is no text."""
    return opened.kept("outline", lambda: _outline(opened))


def _outline(opened: Opened) -> Outline | None:
    data = opened.head(HEAD)
    if _is_binary(data):
        return None
    is_cut = len(data) == HEAD
    text = decoded_head(data) if is_cut else decoded(data)
    body, told = _without_sep(text.text)
    delimiter = told or _delimiter(body)
    lines = []
    for record in Records(body, delimiter, is_cut=is_cut):
        lines.append(tuple(record.cells) if isinstance(record, Record) else (record.beginning,))
        if len(lines) == RECORDS:
            break
    return Outline(text.encoding, delimiter, tuple(lines))


def sheet(opened: Opened, header_at: int) -> Sheet:
    """Read a whole file whose header is the record ``header_at`` of its outline, counted from 0."""
    return _Reading(opened, header_at, ()).sheet()


def headerless(opened: Opened, names: Sequence[str]) -> Sheet:
    """Read a whole file that has no header; its columns get ``names``."""
    return _Reading(opened, -1, tuple(names)).sheet()


def blocks(opened: Opened) -> list[list[list[str]]]:
    """Return the records of a file in the groups that blank lines part."""
    text = decoded(opened.data())
    body, told = _without_sep(text.text)
    found: list[list[list[str]]] = [[]]
    for record in Records(body, told or _known_delimiter(opened)):
        if isinstance(record, TooLong):
            continue
        if any(cell.strip() for cell in record.cells):
            found[-1].append(record.cells)
        elif found[-1]:
            found.append([])
    return [block for block in found if block]


@dataclass
class _Problems:
    """What did not fit, counted by reason."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def add(self, reason: str, example: str) -> None:
        self.counts[reason] += 1
        shown = self.examples.setdefault(reason, [])
        if len(shown) < EXAMPLES:
            shown.append(shortened(example))

    def told(self) -> tuple[SetAside, ...]:
        return tuple(SetAside(reason, count, tuple(self.examples[reason])) for reason, count in self.counts.items())


class _Reading:
    """One reading of a whole file: fast where quotes are right and rows as wide as the header, else with care."""

    def __init__(self, opened: Opened, header_at: int, names: tuple[str, ...]) -> None:
        self.shown = opened.shown
        self.header_at = header_at
        data = opened.data()
        text = decoded(data)
        self.encoding, self.replaced = text.encoding, text.replaced
        self.text, told = _without_sep(text.text)
        self.lines_before = 1 if told else 0
        self.delimiter = told or _known_delimiter(opened)
        self.names = keys(names)
        self.first_width = 0
        self.quotes = np.zeros(0, dtype=np.int64)
        self.problems = _Problems()
        is_as_written = text.encoding.startswith("utf-8") and not text.replaced and not told
        self.data = data.removeprefix(BOM_UTF8) if is_as_written else self.text.encode("utf-8", "replace")

    def sheet(self) -> Sheet:
        above, first_line = self._head()
        if not self.names:
            raise OutreachError(
                f"{self.shown} has no row {self.header_at + 1} with the names of its columns. "
                "Expected a table; export it again."
            )
        if len(self.names) > MOST_COLUMNS:
            raise OutreachError(f"{self.shown} has more than {MOST_COLUMNS:,} columns. No export of a platform has.")
        frame = self._fast(first_line)
        left = self.problems.told()
        if frame is None:
            frame, first_line, left = self._with_care()
        return Sheet(
            frame,
            self.names,
            first_line + self.lines_before,
            above,
            left,
            self.encoding,
            self.delimiter,
            self.replaced,
        )

    def _head(self) -> tuple[tuple[tuple[str, ...], ...], int]:
        """Read what stands above the rows, and the header; return the first also with the line of the first row."""
        above: list[tuple[str, ...]] = []
        line = 1
        for place, record in enumerate(Records(self.text[: 4 * HEAD], self.delimiter)):
            cells = record.cells if isinstance(record, Record) else [record.beginning]
            if place < self.header_at:
                above.append(tuple(cells))
            elif place == self.header_at:
                self.names = keys(cells)
                line = record.line + 1
            elif any(cells):
                self.first_width = len(cells)
                return tuple(above), record.line
        return tuple(above), line

    def _fast(self, line: int) -> pd.DataFrame | None:
        """Read with the parser of pandas; None where the file is not plain enough for it."""
        # The parser makes as many columns as the first row has cells, and there may be a million.
        offset = self._offset(line) if self.first_width <= len(self.names) + 1 else None
        if offset is None:
            return None
        names = [*self.names, _BEYOND]
        if not self.data[offset : offset + _PROBE].strip() and len(self.data) - offset < _PROBE:
            return _empty(self.names)
        stream = io.BytesIO(self.data)
        stream.seek(offset)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                frame = pd.read_csv(
                    stream,
                    sep=self.delimiter,
                    header=None,
                    names=names,
                    index_col=False,
                    dtype=str,
                    keep_default_na=False,
                    na_filter=False,
                    encoding="utf-8",
                )
        except (ValueError, Warning):
            return None
        if not frame[_BEYOND].eq("").all():
            return None
        frame = frame.drop(columns=_BEYOND)
        if self._has_short_rows(frame, offset):
            self._count_short_rows(offset)
        return _without_empty(frame)

    def _offset(self, line: int) -> int | None:
        """Return the byte where the rows begin, or None where quotes or line lengths want care."""
        signs = np.frombuffer(self.data, np.uint8)
        breaks = np.flatnonzero(signs == _NEW_LINE)
        if b"\r" in self.data and self.data.count(b"\r") != self.data.count(b"\r\n"):
            return None
        offset = 0 if line == 1 else int(breaks[line - 2]) + 1 if line - 2 < len(breaks) else len(signs)
        if np.diff(breaks, prepend=-1, append=len(signs)).max() > LONGEST_RECORD:
            return None
        if b'"' not in self.data:
            return offset
        self.quotes = np.flatnonzero(signs[offset:] == _QUOTE)
        if not _is_well_quoted(signs[offset:], self.quotes, ord(self.delimiter)):
            return None
        return None if self._is_swallowing(self.quotes + offset, breaks) else offset

    def _is_swallowing(self, quotes: np.ndarray, breaks: np.ndarray) -> bool:
        """Tell whether a quoted field is very long, or holds as many delimiters as rows of this table would."""
        opening, closing = quotes[::2], quotes[1::2]
        if not len(quotes):
            return False
        within = np.searchsorted(breaks, closing) - np.searchsorted(breaks, opening)
        if within.max() > MOST_BREAKS or (closing - opening).max() > LONGEST_FIELD:
            return True
        if len(self.names) < NARROW:
            return False
        sign, wide, count = self.delimiter.encode(), len(self.names) - 1, self.data.count
        several = np.flatnonzero(within)
        return any(
            count(sign, begin, end) == wide * lines
            for begin, end, lines in zip(
                opening[several].tolist(), closing[several].tolist(), within[several].tolist(), strict=True
            )
        )

    def _has_short_rows(self, frame: pd.DataFrame, offset: int) -> bool:
        if frame.empty or not frame.iloc[:, -1].eq("").any():
            return False
        sign = self.delimiter
        found = self.data.count(sign.encode(), offset)
        expected = (len(self.names) - 1) * len(frame)
        within = sum("".join(frame[name].to_numpy(dtype=object)).count(sign) for name in frame) if found else 0
        return found - within < expected

    def _count_short_rows(self, offset: int) -> None:
        """Count the rows that the parser of pandas has filled; it does not say so itself."""
        signs = np.frombuffer(self.data, np.uint8)[offset:]
        delimiters, ends = (
            places[np.searchsorted(self.quotes, places) % 2 == 0]
            for places in (np.flatnonzero(signs == ord(self.delimiter)), np.flatnonzero(signs == _NEW_LINE))
        )
        ends = np.append(ends, len(signs))
        begins = np.append(0, ends[:-1] + 1)
        counts = np.diff(np.searchsorted(delimiters, ends), prepend=0)
        for place in np.flatnonzero(counts < len(self.names) - 1).tolist():
            record = self.data[offset + begins[place] : offset + ends[place]].strip()
            if record:
                self.problems.add(SHORT, record[:EXAMPLE].decode("utf-8", "replace"))

    def _with_care(self) -> tuple[pd.DataFrame, int, tuple[SetAside, ...]]:
        problems = _Problems()
        rows: list[list[str]] = []
        first_line = 0
        width = len(self.names)
        text = self.text
        if '\\"' in text and _is_escaped(text, self.delimiter):
            text = _ESCAPED.sub('""', text)
        records = Records(text, self.delimiter)
        for place, record in enumerate(records):
            if place <= self.header_at:
                records.width = width if place == self.header_at else None
                continue
            if isinstance(record, TooLong):
                problems.add(VERY_LONG, record.beginning)
                continue
            cells = record.cells
            if not any(cells):
                continue
            first_line = first_line or record.line
            if record.is_odd:
                problems.add(QUOTES, self.delimiter.join(cells))
            if len(cells) > width and any(cells[width:]):
                problems.add(LONG, self.delimiter.join(cells))
                continue
            if len(cells) < width:
                problems.add(SHORT, self.delimiter.join(cells))
                cells = cells + [""] * (width - len(cells))
            rows.append(cells[:width])
        frame = pd.DataFrame(rows, columns=list(self.names), dtype=str) if rows else _empty(self.names)
        return frame, first_line or 1, problems.told()


_BEYOND = "\0beyond the header"
_QUOTE, _NEW_LINE, _RETURN = b'"\n\r'


def _empty(names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=str) for name in names})


def _is_well_quoted(signs: np.ndarray, quotes: np.ndarray, delimiter: int) -> bool:
    """Tell whether every quote opens or closes a field or is doubled."""
    if len(quotes) % 2:
        return False
    opening, closing = quotes[::2], quotes[1::2]
    edges = np.zeros(256, dtype=bool)
    edges[[delimiter, _NEW_LINE, _RETURN, _QUOTE]] = True
    before = edges[signs[np.maximum(opening - 1, 0)]] | (opening == 0)
    after = edges[signs[np.minimum(closing + 1, len(signs) - 1)]] | (closing == len(signs) - 1)
    return bool(before.all() and after.all())


def _without_empty(frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out rows of nothing but delimiters, which spreadsheets write at the end."""
    empty = np.ones(len(frame), dtype=bool)
    for name in frame:
        empty &= frame[name].eq("").to_numpy(dtype=bool)
        if not empty.any():
            return frame
    return frame[~empty].reset_index(drop=True)


def _is_escaped(text: str, delimiter: str) -> bool:
    """Tell whether quotes are escaped with a backslash: then some of them neither end a field nor are doubled."""
    return re.search(rf'\\"[^"\r\n{re.escape(delimiter)}]', text) is not None


def _is_binary(data: bytes) -> bool:
    if data.startswith(_MAGIC):
        return True
    text: Text = decoded_head(data[:_PROBE])
    if text.encoding.startswith(("utf-16", "utf-32")):
        return text.replaced > _FEW * len(text.text) + 1
    probe = data[:_PROBE]
    odd = len(probe) - len(probe.translate(None, _CONTROLS))
    return odd > _FEW * len(probe) or probe.count(0) > _MANY * len(probe)


def _without_sep(text: str) -> tuple[str, str]:
    """Take the line away by which a spreadsheet is told the delimiter."""
    found = _SEP.match(text)
    return (text[found.end() :], found[1]) if found else (text.removeprefix("\ufeff"), "")


def _known_delimiter(opened: Opened) -> str:
    known = outline(opened)
    return known.delimiter if known else ","


def _delimiter(text: str) -> str:
    """Guess the delimiter: the one by which most lines have the same number of cells, more than one."""
    head = "".join(lines_of(text[:HEAD])[:RECORDS])
    best, best_score = ",", (0.0, 0)
    for sign in DELIMITERS:
        if sign not in head:
            continue
        sizes = [
            len(record.cells)
            for record in Records(head, sign, is_cut=True)
            if isinstance(record, Record) and any(record.cells)
        ]
        several = Counter(size for size in sizes if size > 1)
        if several:
            size, count = max(several.items(), key=lambda item: (item[1], item[0]))
            score = (round(count / len(sizes), 1), size)
            if score > best_score:
                best, best_score = sign, score
    return best
