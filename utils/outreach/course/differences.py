"""How a notebook in the trees differs from what the source makes, said so that a person can read it."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from outreach.course.notebooks import HAS_RUN, SHOWS_OUTPUTS, BuiltCell, Notebook, heading_above, joined, to_json
from outreach.course.outputs import as_text, output_fault, readable_diff

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Difference:
    """One way in which a notebook is not what the source makes of it."""

    notebook: str
    heading: str
    what: str
    diff: str = ""

    def __str__(self) -> str:
        where = f"{self.notebook}, under “{self.heading}”" if self.heading else self.notebook
        return f"{where}: {self.what}" + (f"\n{self.diff}" if self.diff else "")


def not_built(path: str) -> Difference:
    """Say that a notebook is missing."""
    return Difference(path, "", "is missing. Run “outreach build”.")


def not_planned(path: str) -> Difference:
    """Say that a notebook stands in the trees which no module makes."""
    return Difference(
        path, "", "no module of the course makes this notebook. Move it away, or list its module in course.toml."
    )


@dataclass(frozen=True)
class _Found:
    """A cell as it is in a file: only what is compared."""

    kind: str
    text: str
    id: str
    outputs: str


def differences_between(content: dict[str, Any], notebook: Notebook, *, with_outputs: bool) -> Iterator[Difference]:
    """Yield how the cells of a notebook file differ from those of a built notebook."""
    there = [_found(cell) for cell in content["cells"]]
    made = [_made(cell) for cell in notebook.cells]
    headings = [(cell.kind, cell.text) for cell in made]
    there_headings = [(cell.kind, cell.text) for cell in there]
    matcher = difflib.SequenceMatcher(None, headings, there_headings, autojunk=False)
    for change, first, last, there_first, there_last in matcher.get_opcodes():
        if change == "equal":
            for place, other in zip(range(first, last), there[there_first:there_last], strict=True):
                yield from _within(notebook, place, made[place], other, with_outputs=with_outputs)
            continue
        for step in range(max(last - first, there_last - there_first)):
            one_made = made[first + step] if first + step < last else None
            one_there = there[there_first + step] if there_first + step < there_last else None
            heading = (
                heading_above(headings, first + step) if one_made else heading_above(there_headings, there_first + step)
            )
            yield Difference(notebook.path, heading, _what(one_made, one_there), _diff(one_made, one_there))


def _within(notebook: Notebook, place: int, made: _Found, there: _Found, *, with_outputs: bool) -> Iterator[Difference]:
    heading = notebook.heading_above(place)
    if made.id != there.id:
        yield Difference(notebook.path, heading, f"a cell has the id {there.id!r} where {made.id!r} is built")
    if with_outputs and made.outputs != there.outputs:
        diff = readable_diff(made.outputs, there.outputs)
        yield Difference(notebook.path, heading, "what the cell shows has changed", diff)


def _what(made: _Found | None, there: _Found | None) -> str:
    if there is None:
        return "a cell of the source is missing in the notebook"
    if made is None:
        return "the notebook has a cell that is not in the source"
    return "a cell differs from the source"


def _diff(made: _Found | None, there: _Found | None) -> str:
    return readable_diff("" if made is None else made.text, "" if there is None else there.text)


def _made(cell: BuiltCell) -> _Found:
    return _Found(cell.kind, cell.text, cell.id, as_text(cell.outputs))


def _found(cell: dict[str, Any]) -> _Found:
    outputs = cell.get("outputs") or []
    return _Found(cell["cell_type"], joined(cell["source"]), str(cell.get("id", "")), as_text(outputs))


def faults_of_form(content: dict[str, Any], notebook: Notebook) -> Iterator[Difference]:
    """Yield what is wrong with a notebook file apart from the text of its cells.

    Metadata, execution counts and the form of stored outputs are part of what is
    built; a test that runs the notebook does not look at all of them.
    """
    built = to_json(notebook)
    for part in ("metadata", "nbformat", "nbformat_minor"):
        if content.get(part) != built[part]:
            yield Difference(
                notebook.path,
                "",
                f"its {part} is not as built",
                readable_diff(_json(built[part]), _json(content.get(part))),
            )
    if extra := sorted(set(content) - set(built)):
        yield Difference(notebook.path, "", f"it has a key {extra[0]!r}, which no built notebook has")
    pairs = [(str(cell["cell_type"]), joined(cell["source"])) for cell in content["cells"]]
    for place, cell in enumerate(content["cells"]):
        for what in _faults_of_cell(cell, shows_outputs=notebook.tree in SHOWS_OUTPUTS):
            yield Difference(notebook.path, heading_above(pairs, place), what)


def _faults_of_cell(cell: dict[str, Any], *, shows_outputs: bool) -> Iterator[str]:
    is_code = cell["cell_type"] == "code"
    expected = {"cell_type", "id", "metadata", "source"} | ({"execution_count", "outputs"} if is_code else set())
    if other := sorted(set(cell) ^ expected):
        yield f"a cell has or lacks {other[0]!r}, unlike a built one"
    if cell.get("metadata"):
        yield f"a cell has metadata: {', '.join(sorted(cell['metadata']))}"
    if not is_code:
        return
    outputs = cell.get("outputs") or []
    if not shows_outputs and outputs:
        yield "an exercise stores an output"
    count = cell.get("execution_count")
    if shows_outputs and count != HAS_RUN:
        yield "the outputs of this cell are missing, or it was run outside the build, so a test would not compare it"
    if not shows_outputs and count is not None:
        yield "an exercise has an execution count"
    for output in outputs:
        if fault := output_fault(output if isinstance(output, dict) else {}):
            yield fault


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
