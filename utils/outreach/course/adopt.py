"""Bringing an edit made in a built notebook back into the course source."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, cast

from outreach.course.conventions import check_conventions, check_questions
from outreach.course.leaks import find_leaks, secrets_of_course
from outreach.course.notebooks import STAMP, Notebook, cells_in, fingerprint, joined, read_json, tidy, to_json
from outreach.course.plan import MADE, plan_course, plan_notebooks, source_path, where_questions_are
from outreach.course.source import Source, parse_source
from outreach.course.splice import Wanted, splice
from outreach.course.tags import FOR_LEARNERS, Edition, editions
from outreach.errors import OutreachError, SourceError
from outreach.workspace import atomic_write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from outreach.course.plan import Plan
    from outreach.course.source import Cell, Kind


@dataclass(frozen=True)
class Adoption:
    """What an edit makes of a source file, before anything is written."""

    file: str
    text: str
    sentences: tuple[str, ...]
    diff: str


def adopt(notebook: Path, home: Path) -> list[str]:
    """Bring the edits of one built notebook into the source it was made from.

    Returns
    -------
    list of str
        What was changed, for a person, with the difference of the source file.

    Raises
    ------
    OutreachError
        With the reason, if the edit cannot be brought back. Nothing is written then.
    """
    content = read_json(notebook, str(notebook))
    adoption = plan_adoption(content, notebook.name, home)
    path = home / adoption.file
    if not adoption.diff:
        return [f"{notebook.name} holds no edit that is not in {adoption.file} already. Nothing was changed."]
    newline = "\r\n" if b"\r\n" in path.read_bytes() else "\n"
    atomic_write(path, adoption.text.replace("\n", newline).encode("utf-8"), shown_as=adoption.file)
    return [*adoption.sentences, adoption.diff, "Now run “outreach build”, before you edit any further."]


def plan_adoption(content: dict[str, Any], name: str, home: Path) -> Adoption:
    """Work out what the edits of a notebook make of its source, and prove that it builds that very notebook."""
    plan = plan_course(home)
    planned = _notebook_of(content, name, plan)
    role, edition = MADE[planned.tree]
    module = planned.path.removesuffix(".ipynb").partition("/")[2]
    file = source_path(home, module, role).relative_to(home).as_posix()
    source = next(one for one in plan.sources if one.file == file)
    _refuse_stale(content, name, planned, source)
    edited = _edited(content, name)
    known = dict(zip((cell.id for cell in planned.cells), source.cells_of(edition), strict=True))
    wanted = _merge(source, edition, [_wanted(cell, known, planned.tree) for cell in edited])
    text = splice(source, wanted)
    _prove(text, source, planned, edited, plan, home)
    return Adoption(file, text, tuple(_sentences(source, wanted, file)), _diff(source, text))


@dataclass(frozen=True)
class _Edited:
    """A cell of the notebook as it is now."""

    id: str
    kind: Kind
    text: str


def _notebook_of(content: dict[str, Any], name: str, plan: Plan) -> Notebook:
    stamp = content["metadata"].get(STAMP)
    path = f"{stamp.get('notebook')}.ipynb" if isinstance(stamp, dict) else ""
    if path not in {notebook.path for notebook in plan.notebooks}:
        msg = (
            f"{name} was not built from this course, or its module is gone. "
            "Only a notebook made by “outreach build” can be brought back."
        )
        raise OutreachError(msg)
    return plan.notebook(path)


def _refuse_stale(content: dict[str, Any], name: str, planned: Notebook, source: Source) -> None:
    built_with = content["metadata"][STAMP].get("cells")
    now = fingerprint((cell.kind, cell.text) for cell in planned.cells)
    if now not in {built_with, fingerprint(cells_in(content))}:
        msg = (
            f"{source.file} has changed since {name} was built, so the edit could undo somebody's work. "
            "Keep a copy of your notebook, run “outreach build --force”, "
            "make the edit again in the new notebook, and adopt that."
        )
        raise OutreachError(msg)


def _edited(content: dict[str, Any], name: str) -> list[_Edited]:
    found = []
    for place, cell in enumerate(content["cells"], start=1):
        kind, text = cell["cell_type"], tidy(joined(cell["source"]))
        if not text:
            continue
        if kind not in {"markdown", "code"}:
            msg = (
                f"Cell {place} of {name} is a {kind} cell; the course has text and code. Change its type in JupyterLab."
            )
            raise OutreachError(msg)
        if cell.get("attachments"):
            msg = f"Cell {place} of {name} has a picture pasted into it, which the source cannot hold. Take it out."
            raise OutreachError(msg)
        if (cell.get("metadata") or {}).get("tags"):
            msg = (
                f"Cell {place} of {name} was given tags in JupyterLab. Tags are set in the source alone. Take them out."
            )
            raise OutreachError(msg)
        found.append(_Edited(str(cell.get("id", "")), cast("Literal['markdown', 'code']", kind), text))
    return found


def _wanted(cell: _Edited, known: dict[str, Cell], tree: str) -> Wanted:
    """Say what a cell is to be in the source. Each known cell is used once; a copy of it is new."""
    origin = known.get(cell.id)
    if origin is not None and origin.kind == cell.kind:
        del known[cell.id]
        return Wanted(cell.kind, cell.text, origin.tags, origin)
    tags = ("solution",) if tree == "solutions" else ()
    return Wanted(cell.kind, cell.text, tags, None)


def _merge(source: Source, edition: Edition, wanted: Sequence[Wanted]) -> list[Wanted]:
    """Put back the cells that the notebook does not show, each behind the cell it stood behind."""
    there = {cell.origin for cell in wanted}
    behind: dict[Cell | None, list[Wanted]] = {}
    anchor: Cell | None = None
    for cell in source.cells:
        if edition not in editions(source.role, cell.tags):
            behind.setdefault(anchor, []).append(Wanted(cell.kind, cell.text, cell.tags, cell))
        elif cell in there:
            anchor = cell
    merged = list(behind.get(None, ()))
    for shown in wanted:
        merged += [shown, *(behind.get(shown.origin, ()) if shown.origin else ())]
    return merged


def _prove(text: str, source: Source, planned: Notebook, edited: list[_Edited], plan: Plan, home: Path) -> None:
    """Refuse unless the new source is read strictly, leaks nothing, and makes the notebook as it was edited."""
    try:
        after = parse_source(text.encode("utf-8"), source.role, source.file)
        check_conventions(after)
    except SourceError as error:
        msg = (
            f"This edit cannot be brought back, because the source would not be in order. Nothing was changed. {error}"
        )
        raise OutreachError(msg) from error
    made = plan_notebooks(after, planned.path.removesuffix(".ipynb").partition("/")[2], source.role)
    again = next(notebook for notebook in made if notebook.path == planned.path)
    if [(cell.kind, cell.text) for cell in again.cells] != [(cell.kind, cell.text) for cell in edited]:
        msg = (
            "This edit cannot be brought back: a cell holds lines that the source would read as something else. "
            "Nothing was changed."
        )
        raise OutreachError(msg)
    sources = tuple(after if one.file == source.file else one for one in plan.sources)
    try:
        check_questions(sources, where_questions_are(home))
    except SourceError as error:
        msg = f"This edit cannot be brought back, because of the questions it asks. Nothing was changed. {error}"
        raise OutreachError(msg) from error
    # What was a solution before the edit is one after it, wherever the edit moved it.
    before, now = secrets_of_course(home, plan), secrets_of_course(home, replace(plan, sources=sources))
    sought = replace(now, texts=tuple(dict.fromkeys([*before.texts, *now.texts])))
    for notebook in made:
        if MADE[notebook.tree][1] in FOR_LEARNERS:
            for leak in find_leaks(notebook.path, to_json(notebook), sought):
                msg = f"This edit would show learners what they must not find. Nothing was changed. {leak}"
                raise OutreachError(msg)


def _sentences(source: Source, wanted: Sequence[Wanted], file: str) -> Iterator[str]:
    kept = [cell.origin for cell in wanted if cell.origin is not None]
    changed = sum(cell.origin is not None and cell.text != cell.origin.text for cell in wanted)
    added = sum(cell.origin is None for cell in wanted)
    removed = len(source.cells) - len(kept)
    moved = kept != [cell for cell in source.cells if cell in set(kept)]
    yield f"{file}: cells changed: {changed}, added: {added}, removed: {removed}{', and some moved' if moved else ''}."
    if any(cell.origin is None and cell.tags == ("solution",) for cell in wanted):
        yield "New cells of a solution get the tag solution, so that exercises do not show them."


def _diff(source: Source, text: str) -> str:
    lines = difflib.unified_diff(source.lines, text.split("\n"), source.file, source.file, lineterm="", n=1)
    return "\n".join(lines)
