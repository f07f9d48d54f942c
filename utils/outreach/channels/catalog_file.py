"""Reading ``catalog.toml``: every cell has its value, source, year and mark, or nothing is read at all."""

from __future__ import annotations

import math
import re
import tomllib
from typing import TYPE_CHECKING, Any, cast

from outreach.channels.catalog import (
    FACTS,
    ROLES,
    TOP_OF_SCALE,
    Catalog,
    Cell,
    Channel,
    Fact,
    Mark,
    Role,
    Source,
    plain,
)
from outreach.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GROUPS = ("reach", "fit", "gives", "requires")
FIRST_YEAR, LAST_YEAR = 1990, 2100
PERCENT = 100.0
_CELL_KEYS = {"value", "low", "high", "unit", "text", "mark", "source", "year", "verified_on", "note"}
_CHANNEL_KEYS = {"id", "name", "plural", "also_called", "role", "what", "fine_print"}
_SOURCE_KEYS = {"title", "year", "address", "also", "judgment"}
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class _RefusedError(Exception):
    """A cell or a channel cannot be taken; says which and why."""


def read_catalog(path: Path) -> Catalog:
    """Read a catalog file.

    Raises
    ------
    SourceError
        If it is missing, is not TOML, or one channel, cell or source in it is
        unknown, incomplete or contradicts itself; file, channel and cell are named.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(path.name, None, f"cannot be read ({error})") from error
    return parse_catalog(text, path.name)


def parse_catalog(text: str, file: str = "catalog.toml") -> Catalog:
    """Check the text of a catalog and return it as a `Catalog`; see `read_catalog`."""
    try:
        content = tomllib.loads(text)
        return _catalog(content)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(file, None, f"is not TOML: {error}") from error
    except _RefusedError as error:
        raise SourceError(file, None, str(error)) from error


def _catalog(content: dict[str, Any]) -> Catalog:
    _keys("the catalog", content, {"edition", "sources", "channel"}, set())
    edition = _words("the catalog", content, "edition")
    if not _MONTH.fullmatch(edition):
        raise _RefusedError(f"the edition is {edition!r}; a year and month such as 2026-11 was expected")
    tables = _table("the catalog", content, "sources")
    sources = {key: _source(key, values) for key, values in tables.items()}
    listed = content["channel"]
    if not isinstance(listed, list) or not listed:
        raise _RefusedError("there is no [[channel]]")
    channels = tuple(_channel(values, sources) for values in listed)
    _no_name_twice(channels)
    return Catalog(edition=edition, sources=sources, channels=channels)


def _source(key: str, values: object) -> Source:
    where = f"source {key}"
    if not isinstance(values, dict):
        raise _RefusedError(f"{where} is no table of title, year and address")
    _keys(where, values, {"title"}, _SOURCE_KEYS)
    judgment = values.get("judgment", False)
    address = values.get("address", "")
    if judgment is not True and not str(address).startswith(("http://", "https://")):
        raise _RefusedError(f"{where} has no address; only a source with judgment = true may go without")
    return Source(
        key=key,
        title=_words(where, values, "title"),
        year=None if "year" not in values else _year(where, values["year"]),
        address=str(address),
        also=_several(where, values, "also"),
        judgment=judgment is True,
    )


def _channel(values: object, sources: Mapping[str, Source]) -> Channel:
    if not isinstance(values, dict):
        raise _RefusedError("a channel is no table")
    where = f"channel {values.get('id', 'without id')}"
    single = {key for key in FACTS if "." not in key}
    needed = {key for key in single if FACTS[key].needed} | {"id", "name", "role", "what", "fit", "gives"}
    _keys(where, values, needed, single | _CHANNEL_KEYS | set(GROUPS))
    if not _ID.fullmatch(str(values["id"])):
        raise _RefusedError(f"{where}: the id is small letters and digits with hyphens, such as own-blog")
    if values["role"] not in ROLES:
        raise _RefusedError(f"{where}: the role is {values['role']!r}; expected one of {', '.join(ROLES)}")
    facts = _facts(where, values, sources)
    _no_contradiction(where, facts)
    fine_print = values.get("fine_print", [])
    if not isinstance(fine_print, list):
        raise _RefusedError(f"{where}: fine_print is no list of cells")
    words = Fact("Fine print", "words")
    return Channel(
        id=values["id"],
        name=_words(where, values, "name"),
        role=cast("Role", values["role"]),
        what=_words(where, values, "what"),
        facts=facts,
        fine_print=tuple(
            _cell(f"{where}, fine_print {number}", cell, words, sources)
            for number, cell in enumerate(fine_print, start=1)
        ),
        also_called=_several(where, values, "also_called"),
        plural=values.get("plural", False) is True,
    )


def _facts(where: str, values: dict[str, Any], sources: Mapping[str, Source]) -> dict[str, Cell]:
    """Read the cells of a channel, groups flattened to keys such as ``fit.public``."""
    given = {key: cell for key, cell in values.items() if key in FACTS}
    for group in GROUPS:
        for key, cell in _table(where, values, group).items():
            if f"{group}.{key}" not in FACTS:
                expected = ", ".join(known.partition(".")[2] for known in FACTS if known.startswith(f"{group}."))
                raise _RefusedError(f"{where}: {group} has a key {key!r}; expected one of {expected}")
            given[f"{group}.{key}"] = cell
    missing = [key for key, fact in FACTS.items() if fact.needed and key not in given]
    if missing:
        raise _RefusedError(f"{where} has no cell {missing[0]}")
    return {
        key: _cell(f"{where}, cell {key}", given[key], fact, sources) for key, fact in FACTS.items() if key in given
    }


def _cell(where: str, values: object, fact: Fact, sources: Mapping[str, Source]) -> Cell:
    if not isinstance(values, dict):
        raise _RefusedError(f"{where}: a cell is a table such as {{ value = 3, low = 2, high = 4, mark = ... }}")
    _keys(where, values, {"mark", "source", "year"}, _CELL_KEYS)
    if values["mark"] not in list(Mark):
        raise _RefusedError(f"{where}: the mark is {values['mark']!r}; expected one of {', '.join(Mark)}")
    mark = Mark(values["mark"])
    year = _year(where, values["year"])
    numbers = _numbers(where, values)
    words = {key: _words(where, values, key) for key in ("unit", "text", "note") if key in values}
    cell = Cell(
        mark=mark,
        source=_cited(where, values, mark, sources),
        year=year,
        value=numbers.get("value"),
        low=numbers.get("low"),
        high=numbers.get("high"),
        unit=words.get("unit", ""),
        text=words.get("text", ""),
        verified_on=_verified_on(where, values, mark, year),
        note=words.get("note", ""),
    )
    _fits_kind(where, cell, fact)
    return cell


def _numbers(where: str, values: dict[str, Any]) -> dict[str, float]:
    given = {key: values[key] for key in ("value", "low", "high") if key in values}
    if not given:
        return {}
    if len(given) < 3:  # noqa: PLR2004 - value, low and high
        raise _RefusedError(f"{where} has {' and '.join(given)}; value, low and high go together")
    for key, number in given.items():
        if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
            raise _RefusedError(f"{where}: {key} is {number!r}; a number was expected")
    if not given["low"] <= given["value"] <= given["high"]:
        raise _RefusedError(f"{where}: low {given['low']}, value {given['value']} and high {given['high']} do not rise")
    return {key: float(number) for key, number in given.items()}


def _fits_kind(where: str, cell: Cell, fact: Fact) -> None:
    """Refuse a number where words are kept, a unit that is another, or a value off its scale."""
    if cell.value is None or cell.high is None:
        if not cell.text:
            raise _RefusedError(f"{where} has neither a value nor a text")
        if cell.unit:
            raise _RefusedError(f"{where} has a unit and no value")
        if fact.kind not in {"words", "hours", "US dollars"}:
            raise _RefusedError(f"{where} needs a value, low and high")
        return
    top = {"scale": TOP_OF_SCALE, "percent": PERCENT}.get(fact.kind, math.inf)
    if cell.least < 0 or cell.high > top:
        raise _RefusedError(f"{where} goes from {cell.least:g} to {cell.high:g}; it should stay from 0 to {top:g}")
    if fact.kind == "words":
        raise _RefusedError(f"{where} takes a text and no value")
    fits = (
        cell.unit.startswith("% of ")
        if fact.kind == "percent"
        else cell.unit == ("" if fact.kind == "scale" else fact.kind)
    )
    if not fits:
        expected = {"scale": "none", "percent": "'% of ...'"}.get(fact.kind, repr(fact.kind))
        raise _RefusedError(f"{where}: the unit is {cell.unit!r}; expected {expected}")


def _cited(where: str, values: dict[str, Any], mark: Mark, sources: Mapping[str, Source]) -> tuple[str, ...]:
    keys = (values["source"],) if isinstance(values["source"], str) else _several(where, values, "source")
    if not keys:
        raise _RefusedError(f"{where} has no source")
    for key in keys:
        if key not in sources:
            raise _RefusedError(f"{where}: there is no source {key!r} in [sources]")
        if sources[key].judgment == (mark is Mark.SEEN):
            expected = "one that was read" if mark is Mark.SEEN else "one with judgment = true, which says whose it is"
            raise _RefusedError(f"{where} is marked {mark} and rests on {key!r}; expected {expected}")
    return keys


def _verified_on(where: str, values: dict[str, Any], mark: Mark, year: int) -> str:
    if mark is not Mark.SEEN:
        if "verified_on" in values:
            raise _RefusedError(f"{where} is marked {mark}, so nobody verified it; take verified_on away")
        return ""
    month = values.get("verified_on")
    found = _MONTH.fullmatch(month) if isinstance(month, str) else None
    if found is None:
        raise _RefusedError(f"{where} is marked SEEN; verified_on should say when, such as 2026-11, and is {month!r}")
    if year > int(found[1]):
        raise _RefusedError(f"{where} speaks of {year} and was read before, in {month}")
    return found[0]


def _no_contradiction(where: str, facts: Mapping[str, Cell]) -> None:
    if ("reach.all" in facts) == ("audience" in facts):
        raise _RefusedError(
            f"{where} has {'both' if 'audience' in facts else 'neither'} reach.all and audience; "
            "audience is the estimate for where reach is not measured"
        )
    if ("requires.pay-a-subscription" in facts) != (facts["money_per_month"].least > 0):
        raise _RefusedError(f"{where}: money_per_month and requires.pay-a-subscription contradict each other")


def _no_name_twice(channels: tuple[Channel, ...]) -> None:
    owner: dict[str, str] = {}
    for channel in channels:
        for name in dict.fromkeys(plain(name) for name in (channel.id, channel.name, *channel.also_called)):
            if name in owner:
                raise _RefusedError(f"channel {channel.id}: the name {name!r} also belongs to {owner[name]}")
            owner[name] = channel.id


def _keys(where: str, values: dict[str, Any], needed: set[str], allowed: set[str]) -> None:
    unknown = sorted(set(values) - needed - allowed)
    if unknown:
        raise _RefusedError(f"{where} has a key {unknown[0]!r}, which is not known")
    missing = sorted(needed - set(values))
    if missing:
        raise _RefusedError(f"{where} has no {missing[0]}")


def _table(where: str, values: dict[str, Any], key: str) -> dict[str, Any]:
    table = values.get(key, {})
    if not isinstance(table, dict):
        raise _RefusedError(f"{where}: {key} is no table")
    return table


def _words(where: str, values: dict[str, Any], key: str) -> str:
    text = values.get(key)
    if not isinstance(text, str) or not text.strip():
        raise _RefusedError(f"{where}: {key} is {text!r}; words were expected")
    return text.strip()


def _several(where: str, values: dict[str, Any], key: str) -> tuple[str, ...]:
    listed = values.get(key, [])
    if not isinstance(listed, list) or not all(isinstance(item, str) and item for item in listed):
        raise _RefusedError(f"{where}: {key} is {listed!r}; a list of words was expected")
    return tuple(listed)


def _year(where: str, year: object) -> int:
    if isinstance(year, bool) or not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise _RefusedError(f"{where}: the year is {year!r}; a whole number from {FIRST_YEAR} was expected")
    return year
