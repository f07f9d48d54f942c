"""Reading ``catalog.toml``: a cell has its value, span, source, year, mark and month, or nothing is read at all."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast, get_args

from outreach.channels.facts.catalog import (
    FACTS,
    ROLES,
    TOP_OF_SCALE,
    Catalog,
    Cell,
    Channel,
    Fact,
    Mark,
    Note,
    Recheck,
    Role,
    Source,
    plain,
)
from outreach.channels.facts.foreign import (
    FIRST_YEAR,
    LARGEST_NUMBER,
    LAST_YEAR,
    MONTH,
    RefusedError,
    are_words,
    is_address,
    is_month,
    is_year,
    parse,
    read_file,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GROUPS = ("reach", "fit", "gives", "requires")
PERCENT = 100.0
LONGEST_WAIT = 120
_NUMBERS = ("value", "low", "high")
_BACKED = {"mark", "source", "year", "verified_on"}
_CHANNEL_KEYS = {"id", "name", "plural", "also_called", "role", "what", "fine_print"}
_SOURCE_KEYS = {"title", "year", "address", "also", "judgment"}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class _Frame:
    """What every cell is held against."""

    sources: Mapping[str, Source]
    edition: str


def read_catalog(path: Path) -> Catalog:
    """Read a catalog file.

    Raises
    ------
    SourceError
        If it is missing, too large or not TOML, or if one channel, cell or source in it
        is unknown, incomplete or contradicts itself; file, channel and cell are named.
    """
    return read_file(path, _catalog)


def parse_catalog(text: str, file: str = "catalog.toml") -> Catalog:
    """Check the text of a catalog and return it as a `Catalog`; see `read_catalog`."""
    return parse(text, file, _catalog)


def _catalog(content: dict[str, Any]) -> Catalog:
    _keys("the catalog", content, {"edition", "recheck", "sources", "channel"}, set())
    edition = _words("the catalog", content, "edition")
    if not is_month(edition):
        raise RefusedError(
            f"the edition is {shown(edition)}; a year and month such as 2026-11, up to {LAST_YEAR}, was expected"
        )
    recheck = _recheck(_table("the catalog", content, "recheck"))
    tables = _table("the catalog", content, "sources")
    frame = _Frame({key: _source(key, values) for key, values in tables.items()}, edition)
    listed = content["channel"]
    if not isinstance(listed, list) or not listed:
        raise RefusedError("there is no [[channel]]")
    channels = tuple(_channel(values, frame) for values in listed)
    _no_name_twice(channels)
    return Catalog(edition=edition, recheck=recheck, sources=frame.sources, channels=channels)


def _recheck(months: dict[str, Any]) -> dict[str, int]:
    _keys("recheck", months, set(get_args(Recheck)), set())
    for key, number in months.items():
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= LONGEST_WAIT:
            raise RefusedError(
                f"recheck: {key} is {shown(number)}; whole months from 1 to {LONGEST_WAIT} were expected"
            )
    return months


def _source(key: str, values: object) -> Source:
    where = f"source {key}"
    if not isinstance(values, dict):
        raise RefusedError(f"{where} is no table of title, year and address")
    _keys(where, values, {"title"}, _SOURCE_KEYS)
    judgment = _flag(where, values, "judgment")
    address, also = values.get("address", ""), _several(where, values, "also")
    if not judgment and not address:
        raise RefusedError(f"{where} has no address; only a source with judgment = true may go without")
    for link in (address, *also) if address != "" else also:
        if not is_address(link):
            raise RefusedError(f"{where} has the address {shown(link)}; one with http:// or https:// was expected")
    return Source(
        key=key,
        title=_words(where, values, "title"),
        year=None if "year" not in values else _year(where, values["year"]),
        address=address,
        also=also,
        judgment=judgment,
    )


def _channel(values: object, frame: _Frame) -> Channel:
    if not isinstance(values, dict):
        raise RefusedError("a channel is no table")
    given = values.get("id", "without id")
    where = f"channel {given if isinstance(given, str) else shown(given)}"
    single = {key for key in FACTS if "." not in key}
    needed = {key for key in single if FACTS[key].needed} | {"id", "name", "role", "what", "reach", "fit", "gives"}
    _keys(where, values, needed, single | _CHANNEL_KEYS | set(GROUPS))
    if not isinstance(given, str) or not _ID.fullmatch(given):
        raise RefusedError(f"{where}: the id is small letters and digits with hyphens, such as own-blog")
    if values["role"] not in list(ROLES):
        raise RefusedError(f"{where}: the role is {shown(values['role'])}; expected one of {', '.join(ROLES)}")
    facts = _facts(where, values, frame)
    _no_contradiction(where, facts)
    fine_print = values.get("fine_print", [])
    if not isinstance(fine_print, list):
        raise RefusedError(f"{where}: fine_print is no list of notes")
    return Channel(
        id=given,
        name=_words(where, values, "name"),
        role=cast("Role", values["role"]),
        what=_words(where, values, "what"),
        facts=facts,
        fine_print=tuple(
            _note(f"{where}, fine_print {number}", note, frame) for number, note in enumerate(fine_print, start=1)
        ),
        also_called=_several(where, values, "also_called"),
        plural=_flag(where, values, "plural"),
    )


def _facts(where: str, values: dict[str, Any], frame: _Frame) -> dict[str, Cell]:
    """Read the cells of a channel, groups flattened to keys such as ``fit.public``."""
    given = {key: cell for key, cell in values.items() if key in FACTS}
    for group in GROUPS:
        for key, cell in _table(where, values, group).items():
            if f"{group}.{key}" not in FACTS:
                expected = ", ".join(known.partition(".")[2] for known in FACTS if known.startswith(f"{group}."))
                raise RefusedError(f"{where}: {group} has a key {key!r}; expected one of {expected}")
            given[f"{group}.{key}"] = cell
    missing = [key for key, fact in FACTS.items() if fact.needed and key not in given]
    if missing:
        raise RefusedError(f"{where} has no cell {missing[0]}")
    return {key: _cell(f"{where}, cell {key}", given[key], fact, frame) for key, fact in FACTS.items() if key in given}


def _cell(where: str, values: object, fact: Fact, frame: _Frame) -> Cell:
    if not isinstance(values, dict):
        raise RefusedError(f"{where}: a cell is a table such as {{ value = 3, low = 2, high = 4, mark = ... }}")
    _keys(where, values, {*_NUMBERS, *_BACKED}, {"unit", "text", "note"})
    value, low, high = (_number(where, key, values[key]) for key in _NUMBERS)
    if not low <= value <= high:
        raise RefusedError(f"{where}: low {low:g}, value {value:g} and high {high:g} do not rise")
    words = {key: _words(where, values, key) for key in ("unit", "text", "note") if key in values}
    mark, source, year, verified_on = _backing(where, values, frame)
    cell = Cell(value, low, high, mark, source, year, verified_on, **words)
    _fits_kind(where, cell, fact)
    return cell


def _note(where: str, values: object, frame: _Frame) -> Note:
    if not isinstance(values, dict):
        raise RefusedError(f"{where}: a note is a table such as {{ text = ..., mark = ... }}")
    _keys(where, values, {"text", *_BACKED}, {"about"})
    about = values.get("about", "")
    if about != "" and (not isinstance(about, str) or about not in FACTS):
        raise RefusedError(f"{where}: about is {shown(about)}; the key of a fact was expected")
    return Note(_words(where, values, "text"), *_backing(where, values, frame), about)


def _number(where: str, key: str, number: object) -> float:
    # What is no number and what is not finite both fail the comparison.
    if isinstance(number, bool) or not isinstance(number, int | float) or not abs(number) <= LARGEST_NUMBER:
        raise RefusedError(f"{where}: {key} is {shown(number)}; a number was expected")
    return float(number)


def _fits_kind(where: str, cell: Cell, fact: Fact) -> None:
    """Refuse a unit that is another, a value off its scale, or a judgment that claims to have been read."""
    top = {"scale": TOP_OF_SCALE, "percent": PERCENT, "yes": 1.0}.get(fact.kind, math.inf)
    if cell.low < 0 or cell.high > top:
        raise RefusedError(f"{where} goes from {cell.low:g} to {cell.high:g}; it should stay from 0 to {top:g}")
    if fact.kind == "yes" and (cell.value != 1 or cell.low not in {0, 1}):
        raise RefusedError(f"{where} is a yes: value 1, low 0 or 1; where it does not hold, leave it out")
    if fact.kind == "scale" and cell.mark is Mark.SEEN:
        raise RefusedError(f"{where} is judged on a scale, so its mark is never SEEN")
    if fact.kind in {"yes", "hours"} and not cell.text:
        raise RefusedError(f"{where} needs a text as well")
    bare = fact.kind in {"scale", "yes"}
    if not (cell.unit.startswith("% of ") if fact.kind == "percent" else cell.unit == ("" if bare else fact.kind)):
        expected = "none" if bare else "'% of ...'" if fact.kind == "percent" else repr(fact.kind)
        raise RefusedError(f"{where}: the unit is {cell.unit!r}; expected {expected}")


def _backing(where: str, values: dict[str, Any], frame: _Frame) -> tuple[Mark, tuple[str, ...], int, str]:
    """Return mark, sources, year and month of verification."""
    if values["mark"] not in list(Mark):
        raise RefusedError(f"{where}: the mark is {shown(values['mark'])}; expected one of {', '.join(Mark)}")
    mark = Mark(values["mark"])
    source = _cited(where, values, mark, frame.sources)
    year = _year(where, values["year"])
    return mark, source, year, _verified_on(where, values["verified_on"], year, frame.edition)


def _cited(where: str, values: dict[str, Any], mark: Mark, sources: Mapping[str, Source]) -> tuple[str, ...]:
    keys = (values["source"],) if isinstance(values["source"], str) else _several(where, values, "source")
    if not keys:
        raise RefusedError(f"{where} has no source")
    for key in keys:
        if key not in sources:
            raise RefusedError(f"{where}: there is no source {key!r} in [sources]")
        if sources[key].judgment == (mark is Mark.SEEN):
            expected = "one that was read" if mark is Mark.SEEN else "one with judgment = true, which says whose it is"
            raise RefusedError(f"{where} is marked {mark} and rests on {key!r}; expected {expected}")
    return keys


def _verified_on(where: str, month: object, year: int, edition: str) -> str:
    found = MONTH.fullmatch(month) if isinstance(month, str) else None
    if found is None:
        raise RefusedError(f"{where}: verified_on is {shown(month)}; a year and month such as 2026-11 was expected")
    if year > int(found[1]):
        raise RefusedError(f"{where} speaks of {year} and was verified before, in {found[0]}")
    if found[0] > edition:
        raise RefusedError(f"{where} was verified in {found[0]}, after the edition of the catalog, {edition}")
    return found[0]


def _no_contradiction(where: str, facts: Mapping[str, Cell]) -> None:
    if ("requires.pay-a-subscription" in facts) != (facts["money_per_month"].low > 0):
        raise RefusedError(f"{where}: money_per_month and requires.pay-a-subscription contradict each other")


def _no_name_twice(channels: tuple[Channel, ...]) -> None:
    owner: dict[str, str] = {}
    for channel in channels:
        for name in dict.fromkeys(plain(name) for name in (channel.id, channel.name, *channel.also_called)):
            if name in owner:
                raise RefusedError(f"channel {channel.id}: the name {name!r} also belongs to {owner[name]}")
            owner[name] = channel.id


def _keys(where: str, values: dict[str, Any], needed: set[str], allowed: set[str]) -> None:
    unknown = sorted(set(values) - needed - allowed)
    if unknown:
        raise RefusedError(f"{where} has a key {unknown[0]!r}, which is not known")
    missing = sorted(needed - set(values))
    if missing:
        raise RefusedError(f"{where} has no {missing[0]}")


def _table(where: str, values: dict[str, Any], key: str) -> dict[str, Any]:
    table = values.get(key, {})
    if not isinstance(table, dict):
        raise RefusedError(f"{where}: {key} is no table")
    return table


def _words(where: str, values: dict[str, Any], key: str) -> str:
    text = values.get(key)
    if not isinstance(text, str) or not are_words(text):
        raise RefusedError(f"{where}: {key} is {shown(text)}; words were expected")
    return text.strip()


def _flag(where: str, values: dict[str, Any], key: str) -> bool:
    flag = values.get(key, False)
    if not isinstance(flag, bool):
        raise RefusedError(f"{where}: {key} is {shown(flag)}; true or false was expected")
    return flag


def _several(where: str, values: dict[str, Any], key: str) -> tuple[str, ...]:
    listed = values.get(key, [])
    if not isinstance(listed, list) or not all(map(are_words, listed)):
        raise RefusedError(f"{where}: {key} is {shown(listed)}; a list of words was expected")
    return tuple(listed)


def _year(where: str, year: object) -> int:
    if not isinstance(year, int) or not is_year(year):
        raise RefusedError(
            f"{where}: the year is {shown(year)}; a whole number from {FIRST_YEAR} to {LAST_YEAR} was expected"
        )
    return year
