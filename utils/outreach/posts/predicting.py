"""What the reviewer finds in many posts, one JSON record on each line, as the benchmark's scorer reads it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from outreach.errors import OutreachError
from outreach.posts.author import author_from
from outreach.posts.review import CHANNELS
from outreach.posts.reviewing.review import marks_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LARGEST_FILE = 200_000_000
"""Bytes of a file of posts."""


def posts_of(path: Path) -> Iterator[str]:
    """Go through the lines of a file of posts.

    Raises
    ------
    OutreachError
        If it is missing, far too large, or not UTF-8 text.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise OutreachError(f"{path.name} is larger than {LARGEST_FILE // 1_000_000} MB. Is it another file?")
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                yield _text(path, number, line)
    except OSError as error:
        raise OutreachError(f"{path} could not be read ({error.strerror or error}).") from error


def _text(path: Path, number: int, line: bytes) -> str:
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise OutreachError(f"Line {number} of {path.name} holds bytes that are not UTF-8 text.") from error


def predictions(lines: Iterable[str]) -> Iterator[str]:
    """Go through the predictions, one line for each post that is not empty.

    A record holds ``id``, ``text``, ``channel`` and ``author``; a prediction holds ``id``, ``spans`` of start, end and
    category in code points, and ``labels``.

    Raises
    ------
    OutreachError
        For a line that is no such record; the sentence names it by its number.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _prediction(number, line)


def _prediction(number: int, line: str) -> str:
    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise OutreachError(f"Line {number} is no JSON record. One record on each line was expected.") from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise OutreachError(f"Line {number} has no text. A record with id, text, channel and author was expected.")
    author, channel = record.get("author"), record.get("channel")
    marks, labels = marks_in(
        record["text"],
        author_from(author if isinstance(author, dict) else {}),
        channel if channel in CHANNELS else "blog",
    )
    spans = sorted({(mark.start, mark.end, mark.category) for mark in marks})
    return json.dumps({"id": record.get("id", number), "spans": spans, "labels": labels}, ensure_ascii=True)
