"""Writing changed cells into a source file, line by line, so that nothing else in it moves."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from outreach.course.source import CODE_CELL, FENCE, HEADER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.course.source import Cell, Kind, Source


@dataclass(frozen=True)
class Wanted:
    """A cell as it is to stand in the source. ``origin`` is the cell it was, None for a new one."""

    kind: Kind
    text: str
    tags: tuple[str, ...]
    origin: Cell | None


def splice(source: Source, wanted: Sequence[Wanted]) -> str:
    """Return the text of the source file with these cells, in this order.

    A cell that is as it was keeps its lines, and so does what stands between two
    cells that still follow each other.
    """
    before = {cell: above for above, cell in pairwise(source.cells)}
    lines = list(source.lines[: HEADER.count("\n")])
    last: Wanted | None = None
    for cell in wanted:
        lines += _between(source, before, last, cell)
        lines += _lines_of(source, cell)
        last = cell
    tail = source.lines[source.cells[-1].end :] if source.cells else ("",)
    return "\n".join([*lines, *tail])


def _between(source: Source, before: dict[Cell, Cell], last: Wanted | None, cell: Wanted) -> list[str]:
    if cell.origin is not None:
        was_before = before.get(cell.origin)
        is_before = last.origin if last else None
        if was_before == is_before and (last is None) == (was_before is None):
            start = was_before.end if was_before else HEADER.count("\n")
            return list(source.lines[start : cell.origin.start])
    if cell.kind == "code":
        return [""]
    if cell.tags:
        return ["", f"+++ {json.dumps({'tags': list(cell.tags)})}", ""]
    return ["", "+++", ""] if last and last.kind == "markdown" else [""]


def _lines_of(source: Source, cell: Wanted) -> list[str]:
    text = cell.text.split("\n")
    if cell.origin is not None:
        if cell.text == cell.origin.text:
            return list(source.lines[cell.origin.start : cell.origin.end])
        head = source.lines[cell.origin.start : cell.origin.line - 1]
        foot = source.lines[cell.origin.end - 1 : cell.origin.end] if cell.kind == "code" else ()
        return [*head, *text, *foot]
    if cell.kind == "markdown":
        return text
    options = [f":tags: [{', '.join(cell.tags)}]", ""] if cell.tags else []
    return [CODE_CELL, *options, *text, FENCE]
