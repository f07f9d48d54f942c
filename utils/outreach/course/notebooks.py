"""Built notebooks: what is in one, and the bytes that stand for it."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from outreach.course.conventions import headings
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from outreach.course.source import Kind

TREES = ("lessons", "exercises", "solutions")
SHOWS_OUTPUTS = frozenset({"lessons", "solutions"})
HAS_RUN = 0
"""The execution count of a cell whose outputs are stored.

nbval compares a cell only if its count is not null, and the same count in every
cell keeps differences small. JupyterLab shows 0 as it shows a cell without a count.
"""

STAMP = "outreach"


@dataclass(frozen=True)
class BuiltCell:
    """One cell of a built notebook."""

    id: str
    kind: Kind
    text: str
    outputs: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Notebook:
    """One built notebook. ``path`` is below the course home, such as ``lessons/00-start-here.ipynb``."""

    path: str
    cells: tuple[BuiltCell, ...]

    @property
    def tree(self) -> str:
        """The folder it is for."""
        return self.path.partition("/")[0]

    @property
    def code(self) -> tuple[BuiltCell, ...]:
        """Its code cells."""
        return tuple(cell for cell in self.cells if cell.kind == "code")

    def heading_above(self, place: int) -> str:
        """Return the nearest heading at or above a cell, by its place; empty where there is none."""
        return heading_above([(cell.kind, cell.text) for cell in self.cells], place)

    def with_outputs(self, outputs: Iterable[tuple[dict[str, Any], ...]]) -> Notebook:
        """Return the same notebook whose code cells show these outputs, in order."""
        left = iter(outputs)
        cells = tuple(replace(cell, outputs=next(left)) if cell.kind == "code" else cell for cell in self.cells)
        return replace(self, cells=cells)


def heading_above(cells: list[tuple[str, str]], place: int) -> str:
    """Return the nearest heading at or above the cell in that place of (kind, text) pairs."""
    for kind, text in reversed(cells[: place + 1]):
        if kind == "markdown" and (found := headings(text)):
            return found[-1].title
    return ""


def cell_ids(cells: Iterable[tuple[str, str]]) -> list[str]:
    """Return an id for each (kind, text), from its content alone.

    A cell that is put in moves no other cell's id. Only a cell that stands twice
    is numbered.
    """
    seen: Counter[str] = Counter()
    ids = []
    for kind, text in cells:
        digest = hashlib.sha256(f"{kind}\0{text}".encode()).hexdigest()[:12]
        seen[digest] += 1
        ids.append(digest if seen[digest] == 1 else f"{digest}-{seen[digest]}")
    return ids


def fingerprint(cells: Iterable[tuple[str, str]]) -> str:
    """Return a short digest of the cells of a notebook, without their outputs."""
    digest = hashlib.sha256()
    for kind, text in cells:
        digest.update(json.dumps([kind, text]).encode())
    return digest.hexdigest()[:12]


def to_json(notebook: Notebook) -> dict[str, Any]:
    """Return a notebook in the form of nbformat 4.5, with as little metadata as it allows.

    The stamp names the notebook and the cells that it was built with, so that an
    edit can be told from an older build, whatever the file is called.
    """
    return {
        "cells": [_cell(cell, ran=notebook.tree in SHOWS_OUTPUTS) for cell in notebook.cells],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            STAMP: {
                "cells": fingerprint((cell.kind, cell.text) for cell in notebook.cells),
                "notebook": notebook.path.removesuffix(".ipynb"),
            },
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cell(cell: BuiltCell, *, ran: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"cell_type": cell.kind, "id": cell.id, "metadata": {}, "source": split_lines(cell.text)}
    if cell.kind == "code":
        made |= {"execution_count": HAS_RUN if ran else None, "outputs": [dict(output) for output in cell.outputs]}
    return made


def to_bytes(notebook: Notebook) -> bytes:
    """Return the bytes of a notebook file, the same on every platform."""
    return canonical(to_json(notebook))


def canonical(content: dict[str, Any]) -> bytes:
    """Return the one way in which a built notebook of this content is written."""
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8", "surrogatepass") + b"\n"


def split_lines(text: str) -> list[str]:
    """Return a text as the list of lines that a notebook file holds."""
    return [line for line in re.split(r"(?<=\n)", text) if line]


def joined(text: object) -> str:
    """Return a text of a notebook file, whether it is kept as one string or as a list of lines."""
    return "".join(str(part) for part in text) if isinstance(text, list) else str(text)


def read_json(path: Path, shown_as: str | None = None) -> dict[str, Any]:
    """Read any notebook of format 4 as plain data.

    Raises
    ------
    OutreachError
        If it is missing, not JSON, or no notebook of that format.
    """
    shown = shown_as or path.name
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        msg = f"There is no notebook {shown}."
        raise OutreachError(msg) from error
    except (ValueError, RecursionError) as error:
        msg = f"{shown} is not a notebook: its JSON cannot be read ({error}). Open it in JupyterLab, or build it again."
        raise OutreachError(msg) from error
    if not _is_notebook(content):
        msg = (
            f"{shown} is not a notebook of format 4, which JupyterLab 4 writes. Open it there, save it, and try again."
        )
        raise OutreachError(msg)
    return dict(content)


def _is_notebook(content: object) -> bool:
    if not isinstance(content, dict) or content.get("nbformat") != 4 or not isinstance(content.get("metadata"), dict):  # noqa: PLR2004
        return False
    cells = content.get("cells")
    return isinstance(cells, list) and all(
        isinstance(cell, dict) and isinstance(cell.get("cell_type"), str) and isinstance(cell.get("source"), str | list)
        for cell in cells
    )


def cells_in(content: dict[str, Any]) -> list[tuple[str, str]]:
    """Return kind and text of the cells of a notebook file, without cells that hold nothing."""
    found = [(cell["cell_type"], tidy(joined(cell["source"]))) for cell in content["cells"]]
    return [(kind, text) for kind, text in found if text]


def tidy(text: str) -> str:
    """Return the text of a cell without the line ends and blank lines that an editor leaves around it."""
    lines = text.replace("\r\n", "\n").rstrip().split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    return "\n".join(lines)


def is_as_built(content: dict[str, Any]) -> bool:
    """Tell whether the cells of a notebook file are those it was built with."""
    stamp = content["metadata"].get(STAMP)
    return isinstance(stamp, dict) and stamp.get("cells") == fingerprint(cells_in(content))
