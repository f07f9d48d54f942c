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
    Note,
    Recheck,
    Role,
    plain,
)
from outreach.dated import Mark, first_of
from outreach.dated_file import (
    LARGEST_NUMBER,
    RefusedError,
    as_table,
    cited,
    edition_at,
    expect_keys,
    flag_at,
    mark_at,
    parse,
    read_file,
    several_at,
    shown,
    sources_at,
    table_at,
    tables_at,
    verified_at,
    waits_at,
    words_at,
    year_at,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from outreach.dated import Source

GROUPS = ("reach", "fit", "gives", "requires")
PERCENT = 100.0
_NUMBERS = ("value", "low", "high")
_BACKED = {"mark", "source", "year", "verified_on"}
_CHANNEL_KEYS = {"id", "name", "plural", "also_called", "role", "what", "fine_print"}
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
    where = "the catalog"
    expect_keys(where, content, {"edition", "recheck", "sources", "channel"})
    edition = edition_at(where, content)
    recheck = waits_at(where, content, get_args(Recheck), "months")
    frame = _Frame(sources_at(where, content), edition)
    channels = tuple(_channel(values, frame) for values in tables_at(where, content, "channel"))
    _no_name_twice(channels)
    return Catalog(edition=edition, recheck=recheck, sources=frame.sources, channels=channels)


def _channel(listed: object, frame: _Frame) -> Channel:
    values = as_table("a channel", listed)
    given = values.get("id", "without id")
    where = f"channel {given if isinstance(given, str) else shown(given)}"
    single = {key for key in FACTS if "." not in key}
    needed = {key for key in single if FACTS[key].needed} | {"id", "name", "role", "what", "reach", "fit", "gives"}
    expect_keys(where, values, needed, single | _CHANNEL_KEYS | set(GROUPS))
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
        name=words_at(where, values, "name"),
        role=cast("Role", values["role"]),
        what=words_at(where, values, "what"),
        facts=facts,
        fine_print=tuple(
            _note(f"{where}, fine_print {number}", note, frame) for number, note in enumerate(fine_print, start=1)
        ),
        also_called=several_at(where, values, "also_called"),
        plural=flag_at(where, values, "plural"),
    )


def _facts(where: str, values: dict[str, Any], frame: _Frame) -> dict[str, Cell]:
    """Read the cells of a channel, groups flattened to keys such as ``fit.public``."""
    given = {key: cell for key, cell in values.items() if key in FACTS}
    for group in GROUPS:
        for key, cell in table_at(where, values, group).items():
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
    expect_keys(where, values, {*_NUMBERS, *_BACKED}, {"unit", "text", "note"})
    value, low, high = (_number(where, key, values[key]) for key in _NUMBERS)
    if not low <= value <= high:
        raise RefusedError(f"{where}: low {low:g}, value {value:g} and high {high:g} do not rise")
    words = {key: words_at(where, values, key) for key in ("unit", "text", "note") if key in values}
    mark, source, year, verified_on = _backing(where, values, frame)
    cell = Cell(value, low, high, mark, source, year, verified_on, **words)
    _fits_kind(where, cell, fact)
    return cell


def _note(where: str, values: object, frame: _Frame) -> Note:
    if not isinstance(values, dict):
        raise RefusedError(f"{where}: a note is a table such as {{ text = ..., mark = ... }}")
    expect_keys(where, values, {"text", *_BACKED}, {"about"})
    about = values.get("about", "")
    if about != "" and (not isinstance(about, str) or about not in FACTS):
        raise RefusedError(f"{where}: about is {shown(about)}; the key of a fact was expected")
    return Note(words_at(where, values, "text"), *_backing(where, values, frame), about)


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
    mark = mark_at(where, values)
    source = _sources(where, values, mark, frame.sources)
    year, verified_on = year_at(where, values), verified_at(where, values, frame.edition)
    if year > first_of(verified_on).year:
        raise RefusedError(f"{where} speaks of {year} and was verified before, in {verified_on}")
    return mark, source, year, verified_on


def _sources(where: str, values: dict[str, Any], mark: Mark, sources: Mapping[str, Source]) -> tuple[str, ...]:
    keys = (values["source"],) if isinstance(values["source"], str) else several_at(where, values, "source")
    if not keys:
        raise RefusedError(f"{where} has no source")
    for key in keys:
        source = cited(where, key, mark, sources)
        if mark is not Mark.SEEN and not source.judgment:
            expected = "one with judgment = true, which says whose it is"
            raise RefusedError(f"{where} is marked {mark} and rests on {key!r}; expected {expected}")
    return keys


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
