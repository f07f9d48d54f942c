"""Reading files of dated data: what each part of them may be, and how a wrong one is named in a message."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from typing import TYPE_CHECKING, Any, TypeVar

from outreach.dated import Mark, Source
from outreach.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

Made = TypeVar("Made")
LARGEST_FILE = 2_000_000
"""Bytes, some twenty times what the catalog has: a file beyond it is another file."""

FIRST_YEAR, LAST_YEAR = 1990, 2040
"""A year beyond the last is a slip: nothing that was verified then would ever be looked at again."""

MOST_SHOWN = 40
LONGEST_MESSAGE = 300
LARGEST_NUMBER = 1e9
LONGEST_WAIT = 120
"""In months or days: what is not looked at for longer is as good as never looked at."""

_SOURCE_KEYS = {"year", "address", "also", "judgment"}
_MONTH = re.compile(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])")
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
    found = _MONTH.fullmatch(value) if isinstance(value, str) else None
    return found is not None and is_year(int(found[1]))


# Parts of a table. ``where`` names the table in the message of the `RefusedError` that each of them raises.


def expect_keys(where: str, values: Mapping[str, Any], needed: Collection[str], allowed: Collection[str] = ()) -> None:
    """Refuse a table that has a key which nobody knows, or lacks one that is needed."""
    unknown = sorted(set(values) - {*needed, *allowed})
    if unknown:
        raise RefusedError(f"{where} has a key {unknown[0]!r}, which is not known")
    missing = sorted(set(needed) - set(values))
    if missing:
        raise RefusedError(f"{where} has no {missing[0]}")


def as_table(where: str, values: object) -> dict[str, Any]:
    """Return a value that should be a table."""
    if not isinstance(values, dict):
        raise RefusedError(f"{where} is no table")
    return values


def table_at(where: str, values: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return the table under a key; an empty one where the key is missing."""
    return as_table(f"{where}: {key}", values.get(key, {}))


def tables_at(where: str, values: Mapping[str, Any], key: str) -> list[Any]:
    """Return a list with at least one thing in it; that each is a table is looked at where its name is known."""
    listed = values[key]
    if not isinstance(listed, list) or not listed:
        raise RefusedError(f"{where}: {key} is no list of tables")
    return listed


def words_at(where: str, values: Mapping[str, Any], key: str) -> str:
    """Return the words under a key."""
    text = values.get(key)
    if not isinstance(text, str) or not are_words(text):
        raise RefusedError(f"{where}: {key} is {shown(text)}; words were expected")
    return text.strip()


def several_at(where: str, values: Mapping[str, Any], key: str, *, least: int = 0) -> tuple[str, ...]:
    """Return the list of words under a key, with so many at least; none where the key is missing."""
    listed = values.get(key, [])
    if not isinstance(listed, list) or not all(map(are_words, listed)) or len(listed) < least:
        raise RefusedError(f"{where}: {key} is {shown(listed)}; a list of words was expected")
    return tuple(listed)


def flag_at(where: str, values: Mapping[str, Any], key: str) -> bool:
    """Return the yes or no under a key; no where the key is missing."""
    flag = values.get(key, False)
    if not isinstance(flag, bool):
        raise RefusedError(f"{where}: {key} is {shown(flag)}; true or false was expected")
    return flag


def year_at(where: str, values: Mapping[str, Any], key: str = "year") -> int:
    """Return the year under a key."""
    year = values[key]
    if not isinstance(year, int) or not is_year(year):
        raise RefusedError(
            f"{where}: the {key} is {shown(year)}; a whole number from {FIRST_YEAR} to {LAST_YEAR} was expected"
        )
    return year


def edition_at(where: str, values: Mapping[str, Any]) -> str:
    """Return the month of a file's edition."""
    return _month_at(where, values, "edition")


def verified_at(where: str, values: Mapping[str, Any], edition: str) -> str:
    """Return the month in which something was verified, which is not after the edition of its file."""
    month = _month_at(where, values, "verified_on")
    if month > edition:
        raise RefusedError(f"{where}: verified_on is {month}, after the edition of the file, {edition}")
    return month


def mark_at(where: str, values: Mapping[str, Any], allowed: Collection[Mark] = tuple(Mark)) -> Mark:
    """Return the mark, which is one of those allowed."""
    if values["mark"] not in list(allowed):
        raise RefusedError(f"{where}: the mark is {shown(values['mark'])}; expected one of {', '.join(allowed)}")
    return Mark(values["mark"])


def waits_at(where: str, values: Mapping[str, Any], kinds: Collection[str], unit: str) -> dict[str, int]:
    """Return from ``[recheck]`` after how many months or days each kind of thing is to be looked at again."""
    waits = table_at(where, values, "recheck")
    expect_keys("recheck", waits, kinds)
    for kind, number in waits.items():
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= LONGEST_WAIT:
            raise RefusedError(
                f"recheck: {kind} is {shown(number)}; whole {unit} from 1 to {LONGEST_WAIT} were expected"
            )
    return waits


def sources_at(where: str, values: Mapping[str, Any]) -> dict[str, Source]:
    """Return the sources of a file by their keys."""
    return {key: _source(key, source) for key, source in table_at(where, values, "sources").items()}


def cited(where: str, key: str, mark: Mark, sources: Mapping[str, Source]) -> Source:
    """Return the source of a key; what is marked SEEN was read somewhere, and rests on no judgment."""
    if key not in sources:
        raise RefusedError(f"{where}: there is no source {key!r} in [sources]")
    if mark is Mark.SEEN and sources[key].judgment:
        raise RefusedError(f"{where} is marked SEEN and rests on {key!r}; expected one that was read")
    return sources[key]


def _source(key: str, given: object) -> Source:
    where = f"source {key}"
    values = as_table(where, given)
    expect_keys(where, values, {"title"}, _SOURCE_KEYS)
    judgment = flag_at(where, values, "judgment")
    if not judgment and "address" not in values:
        raise RefusedError(f"{where} has no address; only a source with judgment = true may go without")
    also = several_at(where, values, "also")
    for link in (values["address"], *also) if "address" in values else also:
        if not is_address(link):
            raise RefusedError(f"{where} has the address {shown(link)}; one with http:// or https:// was expected")
    return Source(
        key=key,
        title=words_at(where, values, "title"),
        year=year_at(where, values) if "year" in values else None,
        address=values.get("address", ""),
        also=also,
        judgment=judgment,
    )


def _month_at(where: str, values: Mapping[str, Any], key: str) -> str:
    month = values[key]
    if not isinstance(month, str) or not is_month(month):
        raise RefusedError(
            f"{where}: {key} is {shown(month)}; a year and month such as 2026-11, up to {LAST_YEAR}, was expected"
        )
    return month
