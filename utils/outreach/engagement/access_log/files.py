"""Opening logs: plain or gzip, in blocks of whole lines, the oldest file first."""

from __future__ import annotations

import gzip
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from outreach.engagement.access_log.lines import columns, ends_as_of_old, moments, with_line_ends
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

BLOCK = 1 << 20
"""Bytes that are read at once. A block becomes some ten times as much while its lines are taken apart."""

LONGEST_LINE = 1 << 16
"""Servers cut a line long before; one that is longer is given up, so that it needs no memory."""

MOST_LINES = 50_000
"""Lines that are taken apart at once: a block of very short ones is cut."""

FREE_BYTES = 32 << 20
LARGEST_RATIO = 250
"""A log shrinks to a tenth or a thirtieth; beyond `FREE_BYTES`, one that grew more than this is a bomb."""

LARGEST_UNPACKED = 16 << 30

_GZIP = b"\x1f\x8b"
_OTHERS = {
    b"PK\x03\x04": "a zip file",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"\x28\xb5\x2f\xfd": "a zstd file",
}
_HEAD = 1 << 16


@dataclass(frozen=True)
class Block:
    """Whole lines, and how many lines before their end were too long to keep."""

    content: bytes
    too_long: int = 0


@dataclass(frozen=True)
class LogFile:
    """One file of a log."""

    name: str
    size: int
    source: Path | BinaryIO
    start: int = 0

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Open the file at its start; a stream that was given stays open afterwards."""
        if not isinstance(self.source, Path):
            self.source.seek(self.start)
            yield self.source
            return
        try:
            stream = self.source.open("rb")
        except OSError as error:
            raise OutreachError(f"{self.name} cannot be opened ({error.strerror}). Expected an access log.") from error
        with stream:
            yield stream


def log_file(source: Path | BinaryIO) -> LogFile:
    """Look at a file that was given.

    Raises
    ------
    OutreachError
        If there is none, or it is packed in a way that is not read here.
    """
    if isinstance(source, Path):
        if not source.is_file():
            raise OutreachError(
                f"There is no file {source}. Expected an access log, such as access.log or access.log.2.gz."
            )
        file = LogFile(str(source), source.stat().st_size, source)
    else:
        start = source.tell()
        size = source.seek(0, 2) - start
        file = LogFile(Path(str(getattr(source, "name", "the log"))).name, size, source, start)
    with file.opened() as raw:
        head = raw.read(6)
    for magic, words in _OTHERS.items():
        if head.startswith(magic):
            raise OutreachError(f"{file.name} is {words}. Unpack it and give the access logs that are in it.")
    return file


def in_order(files: Iterable[LogFile]) -> list[tuple[LogFile, int | None]]:
    """Return files by their first time, each with it; those without any readable line come last."""
    firsts = [(file, _first_moment(file)) for file in files]
    return sorted(firsts, key=lambda pair: (pair[1] is None, pair[1] or 0))


def blocks(file: LogFile, block: int, moved: Callable[[int], None], warn: Callable[[str], None]) -> Iterator[Block]:
    """Go through a file in blocks of whole lines; ``moved`` is told how many bytes of the file are behind.

    A file that is damaged or ends early is read up to there, and ``warn`` is told.

    Raises
    ------
    OutreachError
        If a packed file grows beyond what a log does.
    """
    yield from _whole_lines(_chunks(file, block, moved, warn))


def few_lines(content: bytes) -> Iterator[bytes]:
    """Cut a block where it has very many lines."""
    if content.count(b"\n") <= MOST_LINES:
        yield content
        return
    middle = content.find(b"\n", len(content) // 2) + 1
    if middle in {0, len(content)}:
        middle = content.rfind(b"\n", 0, len(content) // 2) + 1
    yield from few_lines(content[:middle])
    yield from few_lines(content[middle:])


def without_long_lines(content: bytes) -> Block:
    """Take out lines beyond `LONGEST_LINE`; most blocks have none, and are only looked at here and there."""
    place, begun, too_long = 0, 0, 0
    parts = []
    while len(content) - place > LONGEST_LINE:
        end = content.rfind(b"\n", place, place + LONGEST_LINE + 1)
        if end >= 0:
            place = end + 1
            continue
        parts.append(content[begun:place])
        too_long += 1
        end = content.find(b"\n", place)
        place = begun = len(content) if end < 0 else end + 1
    return Block(content) if not too_long else Block(b"".join([*parts, content[begun:]]), too_long)


def _whole_lines(chunks: Iterable[bytes]) -> Iterator[Block]:
    rest, is_giving_up = b"", False
    for chunk in chunks:
        end = chunk.rfind(b"\n") + 1
        if not end:
            rest = b"" if is_giving_up else rest + chunk
            is_giving_up = is_giving_up or len(rest) > LONGEST_LINE
            continue
        if is_giving_up:
            found = without_long_lines(chunk[chunk.find(b"\n") + 1 : end])
            yield Block(found.content, found.too_long + 1)
        else:
            yield without_long_lines(rest + chunk[:end])
        rest, is_giving_up = chunk[end:], False
    if is_giving_up:
        yield Block(b"", 1)
    elif rest:
        yield without_long_lines(rest)


def _chunks(file: LogFile, block: int, moved: Callable[[int], None], warn: Callable[[str], None]) -> Iterator[bytes]:
    with file.opened() as raw:
        is_packed = raw.read(2) == _GZIP
        raw.seek(file.start)
        # GzipFile reads one member after the other, as a log that was packed in pieces has them.
        stream = gzip.GzipFile(fileobj=raw) if is_packed else raw
        made, is_whole, end = 0, True, b""
        while is_whole:
            chunk, is_whole = _read(file, stream, block)
            if not is_whole:
                warn(f"{file.name} is damaged or ends early. What stands before that was read; fetch it again.")
            if not chunk:
                break
            made += len(chunk)
            used = raw.tell() - file.start
            if is_packed:
                _refuse_a_bomb(file, made, used)
            moved(min(used, file.size))
            if not end:
                end = ends_as_of_old(chunk)
                chunk = with_line_ends(chunk)
            yield chunk if end == b"\n" else chunk.replace(b"\r", b"\n")
    moved(file.size)


def _read(file: LogFile, stream: BinaryIO | gzip.GzipFile, size: int) -> tuple[bytes, bool]:
    """Return the next bytes, fewer only at the end, and whether the file is whole so far.

    They are read piece by piece: where a packed file is damaged, only the piece with the damage is lost.
    """
    pieces: list[bytes] = []
    wanted = size
    try:
        read = stream.read1 if isinstance(stream, gzip.GzipFile) else stream.read
        while wanted > 0 and (piece := read(wanted)):
            pieces.append(piece)
            wanted -= len(piece)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return b"".join(pieces), False
    except OSError as error:
        raise OutreachError(f"{file.name} cannot be read ({error}). Copy it to this computer first.") from error
    return b"".join(pieces), True


def _refuse_a_bomb(file: LogFile, made: int, used: int) -> None:
    if made > LARGEST_UNPACKED or (made > FREE_BYTES and made > LARGEST_RATIO * max(used, 1)):
        raise OutreachError(
            f"{file.name} unpacks to more than {made >> 20} MB from {max(used >> 10, 1)} KB, as no access log does. "
            "Fetch it again, or unpack it yourself and look what is in it."
        )


def _first_moment(file: LogFile) -> int | None:
    """Return the seconds since 1970 of the first line that can be read, by the server's own clock."""
    for chunk in _chunks(file, _HEAD, lambda _: None, lambda _: None):
        return next((moment for moment in moments(columns(chunk)) if moment >= 0), None)
    return None
