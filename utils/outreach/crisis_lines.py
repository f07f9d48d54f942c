"""The numbers to call in an emergency or a crisis, read from ``crisis_lines.toml``, for any room to say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from outreach.dated import Dated, Mark, days_after, first_of
from outreach.dated_file import (
    RefusedError,
    as_table,
    cited,
    edition_at,
    expect_keys,
    mark_at,
    parse,
    read_file,
    several_at,
    shown,
    sources_at,
    tables_at,
    verified_at,
    waits_at,
    words_at,
)
from outreach.errors import OutreachError
from outreach.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from outreach.dated import Source

Kind = Literal["emergency", "crisis"]
"""What a country has one of here, and what can be asked for."""

AnyKind = Literal["emergency", "crisis", "further"]
MARKS = (Mark.SEEN, Mark.KNOWN)
"""A number is read or known, never judged."""

_BASIS = {"country", "name", "mark", "source", "verified_on"}
_REACHED = {"call", "press", "word", "text"}
_DETAILS = {"region", "serves", "hours", "languages", "valid_from", "valid_to", "note"}
_COUNTRY = re.compile(r"[A-Z]{2}")
_NUMBER = re.compile(r"[0-9]+(?:[ -][0-9]+)*")
_FIGURE = re.compile(r"[0-9]")
_WORD = re.compile(r"[A-Z]{2,20}")
_FIGURES = "figures in quotes, with single spaces or hyphens,"


@dataclass(frozen=True)
class Way:
    """How a line is reached: what is called, and pressed when it answers; what is texted, and to which number."""

    call: str = ""
    press: str = ""
    word: str = ""
    text: str = ""

    @property
    def number(self) -> str:
        """The number that is called or, where none is, texted."""
        return self.call or self.text

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every number of the line, each once."""
        return tuple(dict.fromkeys(filter(None, (self.call, self.text))))

    def words(self) -> str:
        """Return what people do, such as "call or text 988" or "call 988 and press 1, or text 838255"."""
        if self.call == self.text and not (self.press or self.word):
            return f"call or text {self.call}"
        called = f"call {self.call}{f' and press {self.press}' if self.press else ''}"
        texted = f"text {f'{self.word} to ' if self.word else ''}{self.text}"
        return f"{called}, or {texted}" if self.call and self.text else called if self.call else texted


@dataclass(frozen=True)
class CrisisLine:
    """Somebody to call or to text; what is empty is not known here, or has no bounds."""

    country: str
    kind: AnyKind
    name: str
    way: Way
    mark: Mark
    source: Source
    verified_on: str
    region: str = ""
    serves: str = ""
    hours: str = ""
    languages: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""

    @property
    def number(self) -> str:
        """The number that is called or, where none is, texted."""
        return self.way.number

    def words(self) -> str:
        """Return what people do, such as "call or text 988"."""
        return self.way.words()

    def backing(self) -> str:
        """Return the number with its mark and, where it was read, month and source."""
        if self.mark is not Mark.SEEN:
            return f"{self.number}: {self.mark}"
        return f"{self.number}: {self.mark}, {self.verified_on}, {_titled(self.source)}"

    def details(self) -> str:
        """Return name, region, people, hours, languages and days of the line, parted by semicolons."""
        known = (
            self.name,
            self.region,
            f"for {self.serves}" if self.serves else "",
            self.hours,
            listed(self.languages),
            f"since {self.valid_from}" if self.valid_from else "",
            f"until {self.valid_to}" if self.valid_to else "",
        )
        return "; ".join(filter(None, known))


@dataclass(frozen=True)
class RetiredOption:
    """What a post should no longer name: what ended, or what still leads to a line that has a better number."""

    country: str
    name: str
    way: Way
    instead: tuple[CrisisLine, ...]
    mark: Mark
    source: Source
    verified_on: str
    valid_to: date | None = None
    note: str = ""

    def words(self) -> str:
        """Return what people did."""
        return self.way.words()

    def instead_words(self) -> str:
        """Return what to write instead."""
        first, *others = self.instead
        more = [f"{line.name}{f' (for {line.serves})' if line.serves else ''}: {line.words()}" for line in others]
        return "; also ".join((first.words(), *more))

    def backing(self) -> str:
        """Return mark, month and source, and what is to be said of them."""
        return f"{self.mark}, {self.verified_on}, {_titled(self.source)}. {self.note}".strip()


@dataclass(frozen=True)
class CrisisLines:
    """All lines of one edition of the file, and the days after which each is to be looked at again."""

    edition: str
    recheck: int
    lines: tuple[CrisisLine, ...] = field(repr=False)
    retired: tuple[RetiredOption, ...] = field(default=(), repr=False)

    def line_for(self, country: str, kind: Kind = "crisis") -> CrisisLine:
        """Return the line of a country.

        Raises
        ------
        OutreachError
            If none is held here; another country's is never given in its place.
        """
        for line in self.lines:
            if (line.country, line.kind) == (country, kind):
                return line
        msg = f"No {kind} line of {country[:40]!r} is held here. Look up the one of your country yourself."
        raise OutreachError(msg)

    def dated(self) -> Iterator[Dated]:
        """Go through all lines, and what is retired, as a list shows them."""
        group = f"Emergency and crisis lines ({self.edition})"
        for line in self.lines:
            note = f" {line.note}" if line.note else ""
            said = f"{line.country}, {line.kind} ({line.details()}): {line.words()}.{note}"
            due = days_after(line.verified_on, self.recheck)
            yield Dated("crisis line", group, said, line.mark, line.verified_on, (line.source,), due)
        for option in self.retired:
            note = f" {option.note}" if option.note else ""
            ended = f"ended {option.valid_to}" if option.valid_to else "still leads there"
            said = (
                f"{option.country}, retired ({option.name}; {ended}): {option.words()}.{note} "
                f"Instead: {option.instead_words()}."
            )
            due = days_after(option.verified_on, self.recheck)
            yield Dated("crisis line", group, said, option.mark, option.verified_on, (option.source,), due)


@cache
def crisis_lines() -> CrisisLines:
    """Return the lines of the course, read once."""
    return read_file(Path(__file__).with_name("crisis_lines.toml"), _lines)


def line_for(country: str, kind: Kind = "crisis") -> CrisisLine:
    """Return the line of a country that the course holds; see `CrisisLines.line_for`."""
    return crisis_lines().line_for(country, kind)


def parse_lines(text: str, file: str = "crisis_lines.toml") -> CrisisLines:
    """Check the text of a file of lines.

    Raises
    ------
    SourceError
        If it is not TOML, or a source or line in it is unknown, incomplete or there twice; file and line are named.
    """
    return parse(text, file, _lines)


def _lines(content: dict[str, Any]) -> CrisisLines:
    where = "the file"
    expect_keys(where, content, {"edition", "recheck", "sources", "line"}, {"retired"})
    edition = edition_at(where, content)
    recheck = waits_at(where, content, {"lines"}, "days")["lines"]
    sources = sources_at(where, content)
    lines = tuple(
        _line(number, one, sources, edition) for number, one in enumerate(tables_at(where, content, "line"), 1)
    )
    retired = tuple(
        _retired(number, one, lines, sources, edition)
        for number, one in enumerate(tables_at(where, content, "retired") if "retired" in content else (), 1)
    )
    _nothing_twice(lines, retired)
    return CrisisLines(edition, recheck, lines, retired)


def _nothing_twice(lines: tuple[CrisisLine, ...], retired: tuple[RetiredOption, ...]) -> None:
    kinds = [(line.country, line.kind) for line in lines if line.kind in get_args(Kind)]
    for country, kind in kinds:
        if kinds.count((country, kind)) > 1:
            raise RefusedError(f"{country} has two lines of the kind {kind}")
    names = [(line.country, line.name) for line in lines] + [(option.country, option.name) for option in retired]
    for country, name in names:
        if names.count((country, name)) > 1:
            raise RefusedError(f"{country} has two lines with the name {shown(name)}")
    in_use = {(line.country, line.way.call, line.way.press) for line in lines if line.way.call}
    for option in retired:
        if (option.country, option.way.call, option.way.press) in in_use:
            raise RefusedError(f"{shown(option.name)} is retired, and a line in use is reached in the same way")


def _line(place: int, given: object, sources: Mapping[str, Source], edition: str) -> CrisisLine:
    where = f"line {place}"
    values = as_table(where, given)
    expect_keys(where, values, _BASIS | {"kind"}, _REACHED | _DETAILS)
    if values["kind"] not in get_args(AnyKind):
        kinds = ", ".join(get_args(AnyKind))
        raise RefusedError(f"{where}: the kind is {shown(values['kind'])}; expected one of {kinds}")
    valid_from, valid_to = (_day_at(where, values, key) for key in ("valid_from", "valid_to"))
    if valid_from and valid_to and valid_to < valid_from:
        raise RefusedError(f"{where}: valid_to is {valid_to}, before valid_from, {valid_from}")
    if valid_to and valid_to < first_of(edition):
        raise RefusedError(f"{where} ended on {valid_to}; what has ended stands under [[retired]]")
    mark = mark_at(where, values, MARKS)
    return CrisisLine(
        country=_formed(where, values, "country", _COUNTRY, "two capital letters such as US"),
        kind=cast("AnyKind", values["kind"]),
        name=words_at(where, values, "name"),
        way=_way(where, values),
        mark=mark,
        source=cited(where, words_at(where, values, "source"), mark, sources),
        verified_on=verified_at(where, values, edition),
        region=_words_or_none(where, values, "region"),
        serves=_words_or_none(where, values, "serves"),
        hours=_words_or_none(where, values, "hours"),
        languages=several_at(where, values, "languages"),
        valid_from=valid_from,
        valid_to=valid_to,
        note=_words_or_none(where, values, "note"),
    )


def _retired(
    place: int, given: object, lines: tuple[CrisisLine, ...], sources: Mapping[str, Source], edition: str
) -> RetiredOption:
    where = f"retired {place}"
    values = as_table(where, given)
    expect_keys(where, values, _BASIS | {"instead"}, _REACHED | {"valid_to", "note"})
    country = _formed(where, values, "country", _COUNTRY, "two capital letters such as US")
    held = {line.name: line for line in lines if line.country == country}
    names = several_at(where, values, "instead", least=1)
    for name in names:
        if name not in held:
            raise RefusedError(f"{where}: no line of {country} has the name {shown(name)}")
    valid_to = _day_at(where, values, "valid_to")
    verified_on = verified_at(where, values, edition)
    if valid_to and f"{valid_to:%Y-%m}" > verified_on:
        raise RefusedError(f"{where}: valid_to is {valid_to}, after the month in which it was verified, {verified_on}")
    mark = mark_at(where, values, MARKS)
    return RetiredOption(
        country=country,
        name=words_at(where, values, "name"),
        way=_way(where, values),
        instead=tuple(held[name] for name in names),
        mark=mark,
        source=cited(where, words_at(where, values, "source"), mark, sources),
        verified_on=verified_on,
        valid_to=valid_to,
        note=_words_or_none(where, values, "note"),
    )


def _way(where: str, values: dict[str, Any]) -> Way:
    """Return how a line is reached: by a call, by a text, or by both."""
    for part, whole in (("press", "call"), ("word", "text")):
        if part in values and whole not in values:
            raise RefusedError(f"{where} has {part} and no {whole}")
    if not values.keys() & {"call", "text"}:
        raise RefusedError(f"{where} has neither call nor text")
    return Way(
        call=_formed(where, values, "call", _NUMBER, _FIGURES) if "call" in values else "",
        press=_formed(where, values, "press", _FIGURE, "single figures in quotes") if "press" in values else "",
        word=_formed(where, values, "word", _WORD, "capital letters such as HOME") if "word" in values else "",
        text=_formed(where, values, "text", _NUMBER, _FIGURES) if "text" in values else "",
    )


def _formed(where: str, values: dict[str, Any], key: str, form: re.Pattern[str], expected: str) -> str:
    text = values[key]
    if not isinstance(text, str) or not form.fullmatch(text):
        raise RefusedError(f"{where}: {key} is {shown(text)}; {expected} were expected")
    return text


def _words_or_none(where: str, values: dict[str, Any], key: str) -> str:
    return words_at(where, values, key) if key in values else ""


def _day_at(where: str, values: dict[str, Any], key: str) -> date | None:
    """Return the day under a key, which TOML writes without quotes; None where the key is missing."""
    day = values.get(key)
    if day is None:
        return None
    if not isinstance(day, date) or isinstance(day, datetime):
        raise RefusedError(f"{where}: {key} is {shown(day)}; a day without quotes such as 2026-11-30 was expected")
    return day


def _titled(source: Source) -> str:
    return f"{source.title} {source.year or 'undated'}"
