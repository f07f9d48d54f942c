"""What each figure of engagement is, and who says so, read from ``definitions.toml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from outreach.dated import Dated, Mark, Source, months_after
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

Unit = Literal["share", "per", "hours", "shape"]
"""A share is of people who each did or did not; "per" is a count, to which one person may add several."""

GROUP = "Definitions of figures"
_NEEDED = {"id", "name", "definition", "numerator", "denominator", "unit", "mark", "source", "verified_on", "note"}


@dataclass(frozen=True)
class Definition:
    """What one figure is: above the line, below the line, and who says so."""

    id: str
    name: str
    definition: str
    numerator: str
    denominator: str
    unit: Unit
    mark: Mark
    source: Source
    verified_on: str
    note: str
    untrusted: str = ""

    @property
    def year(self) -> int | None:
        """The year of the source."""
        return self.source.year

    def words(self) -> str:
        """Return the whole of it in a few sentences."""
        line = f" It is {self.numerator}, divided by {self.denominator}." if self.denominator != "none" else ""
        warning = f" {self.untrusted}" if self.untrusted else ""
        return f"{self.name}: {self.definition}{line}{warning} {self.note} ({self.backing()})"

    def backing(self) -> str:
        """Return mark, month and source."""
        return f"{self.mark}, {self.verified_on}; {self.source.title}, {self.source.year or 'undated'}"


@dataclass(frozen=True)
class Definitions:
    """All definitions of one edition of the file, by id, and the months after which each is read again."""

    edition: str
    recheck: int
    definitions: Mapping[str, Definition] = field(repr=False)

    def definition(self, name: str) -> Definition:
        """Return the definition of that id.

        Raises
        ------
        OutreachError
            If there is none.
        """
        if name not in self.definitions:
            raise OutreachError(f"No figure is called {name[:40]!r}. Those held are: {', '.join(self.definitions)}.")
        return self.definitions[name]

    def dated(self) -> Iterator[Dated]:
        """Go through all definitions as a list shows them."""
        for one in self.definitions.values():
            yield Dated(
                "definition",
                f"{GROUP} ({self.edition})",
                f"{one.name}: {one.definition}{f' {one.untrusted}' if one.untrusted else ''} {one.note}",
                one.mark,
                one.verified_on,
                (one.source,),
                months_after(one.verified_on, self.recheck),
                one.year,
            )


@cache
def definitions() -> Definitions:
    """Return the definitions of the course, read once."""
    return read_file(Path(__file__).with_name("definitions.toml"), _definitions)


def definition(name: str) -> Definition:
    """Return a definition of the course by its id; see `Definitions.definition`."""
    return definitions().definition(name)


def parse_definitions(text: str, file: str = "definitions.toml") -> Definitions:
    """Check the text of a file of definitions.

    Raises
    ------
    SourceError
        If it is not TOML, or a source or definition in it is unknown, incomplete or there twice.
    """
    return parse(text, file, _definitions)


def _definitions(content: dict[str, Any]) -> Definitions:
    where = "the file"
    expect_keys(where, content, {"edition", "recheck", "sources", "definition"})
    edition = edition_at(where, content)
    recheck = waits_at(where, content, {"definitions"}, "months")["definitions"]
    sources = sources_at(where, content)
    held: dict[str, Definition] = {}
    for number, given in enumerate(tables_at(where, content, "definition"), 1):
        one = _definition(number, given, sources, edition)
        if one.id in held:
            raise RefusedError(f"{one.id} is defined twice")
        held[one.id] = one
    return Definitions(edition, recheck, held)


def _definition(number: int, given: object, sources: Mapping[str, Source], edition: str) -> Definition:
    where = f"definition {number}"
    values = as_table(where, given)
    expect_keys(where, values, _NEEDED, {"untrusted"})
    if values["unit"] not in get_args(Unit):
        raise RefusedError(f"{where}: the unit is {shown(values['unit'])}; expected one of {', '.join(get_args(Unit))}")
    mark = mark_at(where, values)
    return Definition(
        id=words_at(where, values, "id"),
        name=words_at(where, values, "name"),
        definition=words_at(where, values, "definition"),
        numerator=words_at(where, values, "numerator"),
        denominator=words_at(where, values, "denominator"),
        unit=cast("Unit", values["unit"]),
        mark=mark,
        source=cited(where, words_at(where, values, "source"), mark, sources),
        verified_on=verified_at(where, values, edition),
        note=words_at(where, values, "note"),
        untrusted=words_at(where, values, "untrusted") if "untrusted" in values else "",
    )
