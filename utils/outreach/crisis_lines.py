"""The numbers to call in an emergency or a crisis, read from ``crisis_lines.toml``, for any room to say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from outreach.dated import Dated, Mark, days_after
from outreach.dated_file import (
    RefusedError,
    as_table,
    cited,
    edition_at,
    expect_keys,
    mark_at,
    parse,
    read_file,
    shown,
    sources_at,
    tables_at,
    verified_at,
    waits_at,
    words_at,
)
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from outreach.dated import Source

Kind = Literal["emergency", "crisis"]
MARKS = (Mark.SEEN, Mark.KNOWN)
"""A number is read or known, never judged."""

_LINE_KEYS = {"country", "kind", "how", "number", "mark", "source", "verified_on"}
_COUNTRY = re.compile(r"[A-Z]{2}")
_NUMBER = re.compile(r"[0-9]+(?:[ -][0-9]+)*")


@dataclass(frozen=True)
class CrisisLine:
    """One number, and how it is reached: ``how`` is what people do, such as "call or text"."""

    country: str
    kind: Kind
    how: str
    number: str
    mark: Mark
    source: Source
    verified_on: str

    def words(self) -> str:
        """Return what people do, such as "call or text 988"."""
        return f"{self.how} {self.number}"

    def backing(self) -> str:
        """Return the number with its mark and, where it was read, month and source."""
        if self.mark is not Mark.SEEN:
            return f"{self.number}: {self.mark}"
        return f"{self.number}: {self.mark}, {self.verified_on}, {self.source.title} {self.source.year or 'undated'}"


@dataclass(frozen=True)
class CrisisLines:
    """All lines of one edition of the file, and the days after which each is to be looked at again."""

    edition: str
    recheck: int
    lines: tuple[CrisisLine, ...] = field(repr=False)

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
        """Go through all lines as a list shows them."""
        group = f"Emergency and crisis lines ({self.edition})"
        for line in self.lines:
            said = f"{line.country}, {line.kind}: {line.words()}."
            due = days_after(line.verified_on, self.recheck)
            yield Dated("crisis line", group, said, line.mark, line.verified_on, (line.source,), due)


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
    expect_keys(where, content, {"edition", "recheck", "sources", "line"})
    edition = edition_at(where, content)
    recheck = waits_at(where, content, {"lines"}, "days")["lines"]
    sources = sources_at(where, content)
    lines = tuple(
        _line(number, one, sources, edition) for number, one in enumerate(tables_at(where, content, "line"), 1)
    )
    places = [(line.country, line.kind) for line in lines]
    for country, kind in places:
        if places.count((country, kind)) > 1:
            raise RefusedError(f"{country} has two lines of the kind {kind}")
    return CrisisLines(edition, recheck, lines)


def _line(place: int, given: object, sources: Mapping[str, Source], edition: str) -> CrisisLine:
    where = f"line {place}"
    values = as_table(where, given)
    expect_keys(where, values, _LINE_KEYS)
    if values["kind"] not in get_args(Kind):
        raise RefusedError(f"{where}: the kind is {shown(values['kind'])}; expected one of {', '.join(get_args(Kind))}")
    mark = mark_at(where, values, MARKS)
    return CrisisLine(
        country=_formed(where, values, "country", _COUNTRY, "two capital letters such as US"),
        kind=cast("Kind", values["kind"]),
        how=words_at(where, values, "how"),
        number=_formed(where, values, "number", _NUMBER, "figures in quotes, with single spaces or hyphens,"),
        mark=mark,
        source=cited(where, words_at(where, values, "source"), mark, sources),
        verified_on=verified_at(where, values, edition),
    )


def _formed(where: str, values: dict[str, Any], key: str, form: re.Pattern[str], expected: str) -> str:
    text = values[key]
    if not isinstance(text, str) or not form.fullmatch(text):
        raise RefusedError(f"{where}: {key} is {shown(text)}; {expected} were expected")
    return text
