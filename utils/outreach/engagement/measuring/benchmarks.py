"""What others publish about engagement, read from ``benchmarks.toml``, and why yours is mostly not comparable.

Show one's own last quarter first. Show a benchmark only with its source, year, denominator and population.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    year_at,
)
from outreach.engagement.measuring.definitions import definition, definitions
from outreach.errors import OutreachError
from outreach.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

GROUP = "Benchmarks of others"
NOT_STATED = "not stated"
LARGEST_AUDIENCE = 1_000_000_000
MARKS = (Mark.SEEN, Mark.KNOWN)
"""A figure of others is read or known, never judged."""

_NEEDED = {"id", "publisher", "what", "definition", "figures", "year", "denominator", "population", "least_audience"}
_NEEDED |= {"of", "mark", "source", "verified_on", "note"}


@dataclass(frozen=True)
class Benchmark:
    """What one publisher says, of whom, in which year, and by which definition.

    ``figures`` are names and percents. ``unlike`` says why nobody with a small practice can compare with it, where that
    is so whatever their own figure.
    """

    id: str
    publisher: str
    what: str
    definition: str
    figures: tuple[tuple[str, float], ...]
    year: int
    denominator: str
    population: str
    least_audience: int
    of: str
    mark: Mark
    source: Source
    verified_on: str
    note: str
    unlike: str = ""

    def words(self) -> str:
        """Return the figures, with all that must be shown beside them."""
        figures = listed([f"{name} {percent:g}%" for name, percent in self.figures])
        return (
            f"{self.publisher}, {self.year}. {self.what}: {figures}. Denominator: {self.denominator}. "
            f"Population: {self.population}. {self.note} "
            f"({self.mark}, {self.verified_on}; {self.source.title}, {self.source.year or 'undated'})"
        )


@dataclass(frozen=True)
class Benchmarks:
    """All benchmarks of one edition of the file, by id, and the months after which each is read again."""

    edition: str
    recheck: int
    benchmarks: Mapping[str, Benchmark] = field(repr=False)

    def benchmark(self, name: str) -> Benchmark:
        """Return the benchmark of that id.

        Raises
        ------
        OutreachError
            If there is none.
        """
        if name not in self.benchmarks:
            raise OutreachError(f"No benchmark is called {name[:40]!r}. Those held are: {', '.join(self.benchmarks)}.")
        return self.benchmarks[name]

    def dated(self) -> Iterator[Dated]:
        """Go through all benchmarks as a list shows them."""
        for one in self.benchmarks.values():
            figures = listed([f"{name} {percent:g}%" for name, percent in one.figures])
            unlike = f" Not comparable: {one.unlike}." if one.unlike else ""
            yield Dated(
                "benchmark",
                f"{GROUP} ({self.edition})",
                f"{one.publisher} ({one.year}), {one.what}: {figures}, by {one.denominator}; "
                f"{one.population}.{unlike} {one.note}",
                one.mark,
                one.verified_on,
                (one.source,),
                months_after(one.verified_on, self.recheck),
                one.year,
            )


def comparable(benchmark: Benchmark, my_definition: str, *, audience: float | None = None) -> str | None:
    """Return why one's own figure cannot be compared with a benchmark; None where it can.

    Definition: comparable where both are counted by the same definition, the benchmark's population takes in an account
    of this size, and nothing else stands against it.
    Denominator: ``audience``, one's own followers or recipients; not comparable where it is needed and not given.
    Source: judgment of this course.
    """
    mine = definition(my_definition)
    if benchmark.definition == NOT_STATED:
        return f"Not comparable: {benchmark.publisher} does not state by which definition this was counted."
    if benchmark.definition != my_definition:
        theirs = definition(benchmark.definition)
        return (
            f"Not comparable: yours is {mine.numerator} by {mine.denominator}, "
            f"theirs is {theirs.numerator} by {theirs.denominator}."
        )
    if benchmark.unlike:
        return f"Not comparable: {benchmark.unlike}."
    if benchmark.least_audience and audience is None:
        return f"Not comparable: it is about {benchmark.population}, and how many {benchmark.of} you have is not known."
    if audience is not None and audience < benchmark.least_audience:
        return f"Not comparable: it is about {benchmark.population}, and you have {audience:,.0f} {benchmark.of}."
    return None


@cache
def benchmarks() -> Benchmarks:
    """Return the benchmarks of the course, read once."""
    return read_file(Path(__file__).with_name("benchmarks.toml"), _benchmarks)


def parse_benchmarks(text: str, file: str = "benchmarks.toml") -> Benchmarks:
    """Check the text of a file of benchmarks.

    Raises
    ------
    SourceError
        If it is not TOML, or a source, definition or benchmark in it is unknown, incomplete or there twice.
    """
    return parse(text, file, _benchmarks)


def _benchmarks(content: dict[str, Any]) -> Benchmarks:
    where = "the file"
    expect_keys(where, content, {"edition", "recheck", "sources", "benchmark"})
    edition = edition_at(where, content)
    recheck = waits_at(where, content, {"benchmarks"}, "months")["benchmarks"]
    sources = sources_at(where, content)
    held: dict[str, Benchmark] = {}
    for number, given in enumerate(tables_at(where, content, "benchmark"), 1):
        one = _benchmark(number, given, sources, edition)
        if one.id in held:
            raise RefusedError(f"{one.id} is there twice")
        held[one.id] = one
    return Benchmarks(edition, recheck, held)


def _benchmark(number: int, given: object, sources: Mapping[str, Source], edition: str) -> Benchmark:
    where = f"benchmark {number}"
    values = as_table(where, given)
    expect_keys(where, values, _NEEDED, {"unlike"})
    counted = words_at(where, values, "definition")
    if counted != NOT_STATED and counted not in definitions().definitions:
        raise RefusedError(f"{where}: there is no definition {shown(counted)} in definitions.toml")
    least = values["least_audience"]
    if isinstance(least, bool) or not isinstance(least, int) or not 0 <= least <= LARGEST_AUDIENCE:
        raise RefusedError(f"{where}: least_audience is {shown(least)}; a whole number of 0 or more was expected")
    mark = mark_at(where, values, MARKS)
    return Benchmark(
        id=words_at(where, values, "id"),
        publisher=words_at(where, values, "publisher"),
        what=words_at(where, values, "what"),
        definition=counted,
        figures=_figures(where, values),
        year=year_at(where, values),
        denominator=words_at(where, values, "denominator"),
        population=words_at(where, values, "population"),
        least_audience=least,
        of=words_at(where, values, "of"),
        mark=mark,
        source=cited(where, words_at(where, values, "source"), mark, sources),
        verified_on=verified_at(where, values, edition),
        note=words_at(where, values, "note"),
        unlike=words_at(where, values, "unlike") if "unlike" in values else "",
    )


def _figures(where: str, values: dict[str, Any]) -> tuple[tuple[str, float], ...]:
    figures = as_table(f"{where}: figures", values["figures"])
    if not figures:
        raise RefusedError(f"{where} has no figures")
    for name, percent in figures.items():
        if isinstance(percent, bool) or not isinstance(percent, int | float) or not 0 <= percent <= 100:  # noqa: PLR2004
            raise RefusedError(f"{where}: {shown(name)} is {shown(percent)}; a percent from 0 to 100 was expected")
    return tuple((name, float(percent)) for name, percent in figures.items())
