"""The lines of an access log: common or combined, with a host name before the address or without."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_address
from itertools import pairwise, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from ipaddress import IPv4Address, IPv6Address

    from numpy.typing import NDArray

Key = TypeVar("Key", bound="bytes | tuple[bytes, ...]")
Value = TypeVar("Value")

_QUOTED = rb'[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+'
_LINE = re.compile(
    rb'([^"\n]*+)"(' + _QUOTED + rb')"( [^"\n]*+)(?:"(' + _QUOTED + rb')" "(' + _QUOTED + rb')"[^\n]*+)?'
)
"""Address and time; request; answer and size; referrer; agent. Nothing here can be matched in two ways, so that a
hostile line costs no more than its length."""

_ESCAPED = b'\\"'
QUOTES = 6
"""Those of a combined line: around request, referrer and agent. Some servers add fields of their own behind it."""

_MOST_QUOTES = 20
NO_FIELD = b"\n"
"""Stands for the agent where a line has none, not even an empty one; no line can hold it."""

_STAMP = 29
"""The length of ``[17/May/2015:10:05:03 +0000] ``, with which what stands before the request ends."""

_DAY_LENGTH, _OFFSET_PLACE = 12, 22
_COLONS, _BLANK = [12, 15, 18], 21
_TENS, _ONES = [13, 16, 19], [14, 17, 20]

_STAMP_OF_HEAD = itemgetter(slice(-_STAMP, None))
_NUMBER_OF_ANSWER = itemgetter(slice(5))
before_time = itemgetter(slice(-_STAMP))
"""Takes from the head of a line what stands before its time: the address, and more."""

_DAY = re.compile(rb"\[([0-9]{2})/([A-Z][a-z]{2})/([0-9]{4})")
_OFFSET = re.compile(rb"(([+-])([0-9]{2})([0-9]{2}))\] ")
_ANSWER = re.compile(rb" [0-9]{3} ")

_MONTHS = {name: number for number, name in enumerate(b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
FIRST_YEAR, LAST_YEAR = 1990, 2100
EPOCH = date(1970, 1, 1).toordinal()
UNREAD = -1

ZONE_STEP = 100_000
"""More than the seconds of a day: what stands above it is the place of the offset in the list of offsets."""

_LARGEST_OFFSET = 14 * 3600
_LATEST = np.array([23, 59, 60])
_SECONDS = np.array([3600, 60, 1])
_ZERO = ord("0")

_GZIP = b"\x1f\x8b"
_MARK = b"\xef\xbb\xbf"
_HEAD = 65_536
_LINES_LOOKED_AT = 25
_LONGEST_REMEMBERED = 600
_MOST_REMEMBERED = 60_000


class Remembered(dict[Key, Value], Generic[Key, Value]):
    """Answers to an expensive question, one for each distinct value, within bounds.

    A lookup of what is known costs no Python. Values of great length are decided anew each time.
    """

    def __init__(self, decide: Callable[[Key], Value], most: int = _MOST_REMEMBERED) -> None:
        super().__init__()
        self._decide = decide
        self._most = most

    def __missing__(self, key: Key) -> Value:
        value = self._decide(key)
        size = len(key) if isinstance(key, bytes) else sum(map(len, key))
        if size <= _LONGEST_REMEMBERED and len(self) < self._most:
            self[key] = value
        return value

    def trim(self) -> None:
        """Forget everything where the bound is reached, so that what is frequent now is remembered again."""
        if len(self) >= self._most:
            self.clear()


@dataclass(frozen=True)
class Columns:
    """The parts of some lines, part by part. A line that cannot be taken apart has an empty stamp.

    A head is what stands before the request: address, names and time.
    """

    lines: list[bytes]
    heads: list[bytes]
    stamps: list[bytes]
    requests: list[bytes]
    answers: list[bytes]
    referrers: list[bytes]
    agents: list[bytes]


def columns(content: bytes) -> Columns:
    """Take whole lines apart; empty ones are left out.

    Splitting at quotes is much faster than any expression. So lines that have another number of quotes than most, or
    quotes inside of a field, are read one by one and written anew like the others; then all are split at once.
    """
    lines = list(filter(None, content.split(b"\n")))
    if b"\n\r" in content or content.startswith(b"\r"):
        lines = [line for line in lines if line != b"\r"]
    quotes = np.fromiter(map(bytes.count, lines, repeat(b'"')), np.int64, len(lines))
    often = np.bincount(np.minimum(quotes, _MOST_QUOTES), minlength=_MOST_QUOTES + 1)[QUOTES:_MOST_QUOTES]
    usual = QUOTES + int(often.argmax())
    is_odd = quotes != usual
    escaped = content.count(_ESCAPED)
    if escaped != sum(lines[place].count(_ESCAPED) for place in np.flatnonzero(is_odd).tolist()):
        is_odd |= np.array([_ESCAPED in line for line in lines], dtype=bool)
    even = list(lines)
    for place in np.flatnonzero(is_odd).tolist():
        even[place] = _anew(lines[place], usual)
    parts = b'"'.join(even).split(b'"') if even else []
    step = usual + 1
    heads = parts[0::step]
    between = parts[4::step]
    if between.count(b" ") != len(between):
        heads = [head if blank == b" " else b"" for head, blank in zip(heads, between, strict=True)]
    return Columns(
        lines=lines,
        heads=heads,
        stamps=list(map(_STAMP_OF_HEAD, heads)),
        requests=parts[1::step],
        answers=list(map(_NUMBER_OF_ANSWER, parts[2::step])),
        referrers=parts[3::step],
        agents=parts[5::step],
    )


def _anew(line: bytes, quotes: int) -> bytes:
    """Write a line anew with so many quotes; one that cannot be read becomes quotes alone."""
    found = _LINE.fullmatch(line)
    if not found:
        return b'"' * quotes
    head, request, answer, referrer, agent = (part and part.replace(_ESCAPED, rb"\x22") for part in found.groups())
    kept = (head, request, answer, referrer or b"", b" ", NO_FIELD if agent is None else agent)
    return b'"'.join(kept) + b'"' * (quotes - QUOTES + 1)


def looks_like_log(head: bytes) -> bool:
    """Tell by the first bytes whether a file is an access log: most of its first lines can be read; gzip is opened."""
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, _HEAD)
        except zlib.error:
            return False
    head = with_line_ends(head[:_HEAD])
    found = columns((head[: head.rfind(b"\n") + 1] if len(head) >= _HEAD else b"") or head)
    good = sum(moment >= 0 for moment in moments(found)[:_LINES_LOOKED_AT])
    return good * 2 > min(len(found.lines), _LINES_LOOKED_AT)


def with_line_ends(begin: bytes) -> bytes:
    """Return the begin of a log without the mark of its encoding, its lines parted as servers part them."""
    begin = begin.removeprefix(_MARK)
    return begin if ends_as_of_old(begin) == b"\n" else begin.replace(b"\r", b"\n")


def ends_as_of_old(begin: bytes) -> bytes:
    """Return what ends a line: some editors save with a carriage return alone."""
    return b"\r" if b"\r" in begin and b"\n" not in begin else b"\n"


def moments(found: Columns) -> list[int]:
    """Return the seconds since 1970 of lines, by the server's own clock; `UNREAD` for those that cannot be read."""
    days, times = Clock().read(found.stamps)
    return [
        day * 86_400 + time % ZONE_STEP if UNREAD not in {day, time} and is_answer(answer) else UNREAD
        for day, time, answer in zip(days.tolist(), times.tolist(), found.answers, strict=True)
    ]


def is_answer(text: bytes) -> bool:
    """Tell whether a text such as " 200 " is the number of an answer."""
    return bool(_ANSWER.fullmatch(text))


def day_of(text: bytes) -> int:
    """Return the days since 1970 of a day such as ``[17/May/2015``; `UNREAD` where there is no such day."""
    found = _DAY.fullmatch(text)
    if not found or found[2] not in _MONTHS:
        return UNREAD
    try:
        day = date(int(found[3]), _MONTHS[found[2]], int(found[1]))
    except ValueError:
        return UNREAD
    return day.toordinal() - EPOCH if FIRST_YEAR <= day.year <= LAST_YEAR else UNREAD


class Clock:
    """Reads stamps such as ``[17/May/2015:10:05:03 +0000] ``, many at once, and lists the offsets that it met."""

    def __init__(self) -> None:
        self.offsets: list[str] = []
        self.seconds: list[int] = []

    def read(self, stamps: Sequence[bytes]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return days since 1970, and seconds of the day plus `ZONE_STEP` times the place of the offset.

        Both may be `UNREAD`, where there is no such day or time.
        """
        text = b"".join(stamps)
        if len(text) != _STAMP * len(stamps):
            text = b"".join(map(bytes.ljust, stamps, repeat(_STAMP)))
        signs = np.frombuffer(text, dtype=np.uint8).reshape(len(stamps), _STAMP)
        day = _judged(signs[:, :_DAY_LENGTH], day_of)
        zone = _judged(signs[:, _OFFSET_PLACE:], self._offset)
        tens, ones = signs[:, _TENS] - _ZERO, signs[:, _ONES] - _ZERO
        numbers = tens.astype(np.int64) * 10 + ones
        is_time = (tens <= 9).all(axis=1) & (ones <= 9).all(axis=1) & (numbers <= _LATEST).all(axis=1)  # noqa: PLR2004 - digits
        is_time &= (signs[:, _COLONS] == ord(":")).all(axis=1) & (signs[:, _BLANK] == ord(" ")) & (zone != UNREAD)
        return day, np.where(is_time, numbers @ _SECONDS + ZONE_STEP * zone, UNREAD)

    def _offset(self, text: bytes) -> int:
        """Return the place of an offset such as ``+0000] `` in the list."""
        found = _OFFSET.fullmatch(text)
        if not found:
            return UNREAD
        east = int(found[2] + b"1") * (int(found[3]) * 3600 + int(found[4]) * 60)
        if abs(east) > _LARGEST_OFFSET:
            return UNREAD
        offset = found[1].decode("ascii")
        if offset not in self.offsets:
            self.offsets.append(offset)
            self.seconds.append(east)
        return self.offsets.index(offset)


def _judged(signs: NDArray[np.uint8], judge: Callable[[bytes], int]) -> NDArray[np.int64]:
    """Return what is said of each row of signs; each different one is judged once, in the order of the lines."""
    size = len(signs)
    if size and (signs == signs[0]).all():
        return np.full(size, judge(signs[0].tobytes()), dtype=np.int64)
    texts = np.ascontiguousarray(signs).view(f"S{signs.shape[1]}").ravel()
    different, firsts, place = np.unique(texts, return_index=True, return_inverse=True)
    values = np.zeros(len(different), dtype=np.int64)
    for one in np.argsort(firsts).tolist():
        values[one] = judge(bytes(different[one]))
    return values[place]


def client(before: bytes) -> tuple[bytes, bytes]:
    """Return the address of the client and, where there is one, the host that was asked, from what precedes the time.

    Forms: ``address - user``, ``host:80 address - user``, and ``address, proxy - user``. The address may be a name,
    and a user's name may have blanks.
    """
    parts = before.split()
    if not parts:
        return b"", b""
    first = parts[0].rstrip(b",")
    if len(parts) == 1 or parts[1] == b"-" or as_address(first) is not None:
        return first, b""
    second = parts[1].rstrip(b",")
    if as_address(second) is None:
        for one, after in pairwise(parts[2:]):
            if after == b"-" and as_address(one) is not None:
                return one, b""  # a program that collects logs has written a time or a name before the line
    is_host_first = as_address(second) is not None or (len(parts) > 3 and parts[2] == b"-")  # noqa: PLR2004 - host, address, two dashes
    return (second, first) if is_host_first else (first, b"")


def as_address(text: bytes) -> IPv4Address | IPv6Address | None:
    """Return an address of either kind; one of the fourth version inside of one of the sixth becomes what it is."""
    try:
        address = ip_address(text.decode("ascii"))
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


_ADDRESSES = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9A-Fa-f]{0,4}:){3,}[0-9A-Fa-f]{0,4}|[^\s@\"]+@[^\s@\"]+")
_QUERY = re.compile(r"\?[^\s\"]*")
_SHOWN = 80
_LOOKED_AT = 400


def masked(line: bytes) -> str:
    """Return an unread line as an example may be shown: short, without address, name, query or signs nobody sees."""
    start = line[:_LOOKED_AT]
    place = start.find(b"[")
    rest = start[place:] if place >= 0 else start[len(start.split(b" ", 1)[0]) :]
    text = _QUERY.sub("?…", _ADDRESSES.sub("…", rest.decode("latin-1")))
    text = "".join(char if char.isprintable() else "." for char in text).strip()
    return f"… {text[:_SHOWN]}…" if len(text) > _SHOWN else f"… {text}".rstrip()
