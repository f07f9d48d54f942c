"""What a file of facts may hold as words, years and addresses, and how a wrong value is shown in a message."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from typing import TYPE_CHECKING, Any, TypeVar

from outreach.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Made = TypeVar("Made")
LARGEST_FILE = 2_000_000
"""Bytes, some twenty times what the catalog has: a file beyond it is another file."""

FIRST_YEAR, LAST_YEAR = 1990, 2040
"""A year beyond the last is a slip: nothing that was verified then would ever be looked at again."""

MOST_SHOWN = 40
LONGEST_MESSAGE = 300
LARGEST_NUMBER = 1e9
MONTH = re.compile(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])")
_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*")
_JOINERS = "\u200c\u200d"


class RefusedError(Exception):
    """A part of a file cannot be taken; says which and why."""


def read_file(path: Path, make: Callable[[dict[str, Any]], Made]) -> Made:
    """Read a TOML file and make something of it; see `parse`.

    Raises
    ------
    SourceError
        If it is missing, too large, not UTF-8 or not TOML, or if ``make`` refuses it.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise SourceError(path.name, None, f"has {size} bytes; at most {LARGEST_FILE} were expected")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(path.name, None, f"cannot be read ({error})") from error
    return parse(text, path.name, make)


def parse(text: str, file: str, make: Callable[[dict[str, Any]], Made]) -> Made:
    """Make something of the text of a TOML file; what ``make`` refuses becomes a sentence with the file's name."""
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits, or brackets without end
        raise SourceError(file, None, shortened(f"is not TOML: {error}")) from error
    try:
        return make(content)
    except RefusedError as error:
        raise SourceError(file, None, shortened(str(error))) from error


def shown(value: object) -> str:
    """Return a wrong value as a message shows it; a number of thousands of digits cannot even be printed."""
    if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        return "a giant"
    try:
        said = repr(value)
    except (ValueError, RecursionError):  # a giant in a list, or lists without end
        return "something too long to show"
    return said if len(said) <= MOST_SHOWN else f"{said[:MOST_SHOWN]}…"


def shortened(message: str) -> str:
    """Return a message on one line of a sane length, without signs that nobody sees."""
    line = "".join(" " if is_unseen(char) else char for char in message[: LONGEST_MESSAGE + 1])
    return line if len(line) <= LONGEST_MESSAGE else f"{line[: LONGEST_MESSAGE - 1]}…"


def is_unseen(char: str) -> bool:
    """Tell whether a sign is a control, breaks a line or turns the direction of writing; scripts need the joiners."""
    category = unicodedata.category(char)
    return char not in _JOINERS and (category[0] == "C" or category in {"Zl", "Zp"})


def are_words(value: object) -> bool:
    """Tell whether a value is a text in which something can be read, with nothing in it that cannot be seen."""
    return isinstance(value, str) and any(map(str.isalnum, value)) and not any(map(is_unseen, value))


def is_address(value: object) -> bool:
    """Tell whether a value is the address of a page; a link of another kind may do anything."""
    return isinstance(value, str) and bool(_ADDRESS.fullmatch(value)) and not any(map(is_unseen, value))


def is_year(value: object) -> bool:
    """Tell whether a value is a year in which something can have been said and verified."""
    return isinstance(value, int) and not isinstance(value, bool) and FIRST_YEAR <= value <= LAST_YEAR


def is_month(value: object) -> bool:
    """Tell whether a value is a year and month such as 2026-11."""
    found = MONTH.fullmatch(value) if isinstance(value, str) else None
    return found is not None and is_year(int(found[1]))
