"""Copies of the notebooks in the learner's folder, and what an update does to them.

A notebook that the learner changed is never touched: the new one is put beside
it. Outputs alone are no change, because running a lesson makes outputs; still,
a file that is replaced is kept in ``.outreach/previous``.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from outreach.course.outline import read_outline
from outreach.errors import WorkspaceError
from outreach.workspace import HIDDEN, atomic_write, make_learner_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from outreach.course.outline import Outline

_T = TypeVar("_T")
FORM = 1
JUPYTER = f"{HIDDEN}/jupyter"
"""Where everything stands that Jupyter keeps for our start."""

MANIFEST = f"{HIDDEN}/delivered.json"
UNFINISHED = f"{HIDDEN}/delivery-unfinished.json"
PREVIOUS = f"{HIDDEN}/previous"
NEWS = "what-is-new.md"


class Act(Enum):
    """What happens to one notebook."""

    NOTHING = "nothing"
    NEW = "new"
    RESTORE = "restored"
    UPDATE = "updated"
    BESIDE = "beside"
    SET_ASIDE = "damaged"


@dataclass(frozen=True)
class Entry:
    """What was delivered under one name: its cells, its bytes, and the cells of the last one put beside it."""

    cells: str
    file: str
    offered: str = ""


@dataclass(frozen=True)
class Step:
    """One notebook, what happens to it, and the name of the copy beside it if there is one."""

    name: str
    act: Act
    beside: str = ""


@dataclass(frozen=True)
class Delivery:
    """What happened, by path in the learner's folder; ``beside`` and ``set_aside`` hold the other file's path too."""

    version: str
    first: bool = False
    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    set_aside: tuple[tuple[str, str], ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def kept(self) -> tuple[str, ...]:
        """The notebooks that the learner changed and that stay as they are."""
        return tuple(name for name, _ in self.beside)

    def sentences(self) -> list[str]:
        """Say what happened, for the learner; nothing where there is nothing to say."""
        said = [] if self.first else [f"New: {self._called(name)}." for name in self.new]
        said += [f"Updated: {self._called(name)}." for name in self.updated]
        said += [
            f"You changed {name}, so it stays as it is. The new version is beside it: {other}."
            for name, other in self.beside
        ]
        said += [f"{name} was missing and is there again." for name in self.restored]
        said += [
            f"{name} could not be read. It is kept as {other}, and a fresh copy is in its place."
            for name, other in self.set_aside
        ]
        said += [f"{name} could not be updated ({why}). The next start tries again." for name, why in self.failed]
        return said

    def _called(self, name: str) -> str:
        title = self.titles.get(name)
        return f"{name} (“{title}”)" if title else name


def deliver(home: Path, folder: Path) -> Delivery:
    """Bring the learner's copies up to the course in ``home``; touches nothing where they are.

    Raises
    ------
    WorkspaceError
        If the folder cannot be written.
    """
    make_learner_folder(folder)
    outline = read_outline(home)
    names = [name for module in outline.modules for name in module.notebooks() if (home / name).is_file()]
    sources = {name: (home / name).read_bytes() for name in names}
    course = _digest(
        b"".join(f"{name} {_digest(sources[name])}\n".encode() for name in names) + outline.version.encode()
    )
    if _is_up_to_date(folder, course, names):
        return Delivery(outline.version)
    from filelock import FileLock  # noqa: PLC0415 - only where something is delivered

    lock = FileLock(folder / HIDDEN / "delivery.lock")
    try:
        lock.acquire()
    except OSError as error:
        msg = (
            f"The course may not write in {folder}: this computer does not allow it ({error.strerror or error}). "
            "Choose another folder with --folder."
        )
        raise WorkspaceError(msg) from error
    try:
        return _deliver(folder, outline, sources, course)
    finally:
        lock.release()


def cells_digest(content: bytes) -> str | None:
    """Return a digest of what a learner can write in a notebook; None if it is no notebook.

    Outputs, ids and metadata do not count, nor does an empty cell, which
    JupyterLab adds when the last cell is run.
    """
    try:
        notebook = json.loads(content)
        written = [
            [cell["cell_type"], _joined(cell["source"]), cell.get("attachments") or {}]
            for cell in notebook["cells"]
            if _joined(cell["source"]).strip() or cell.get("attachments")
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return _digest(json.dumps(written, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def trust(folder: Path, names: Iterable[str]) -> None:
    """Sign these notebooks as the course's own, so that JupyterLab shows their stored pages."""
    import nbformat  # noqa: PLC0415 - only where something was delivered
    from nbformat.sign import NotebookNotary  # noqa: PLC0415

    data = folder / JUPYTER / "data"
    # Only for the person: the server's key and the key to the signatures stand there.
    data.parent.mkdir(mode=0o700, exist_ok=True)
    data.mkdir(exist_ok=True)
    notary = NotebookNotary(data_dir=str(data))
    try:
        for name in names:
            notary.sign(nbformat.read(folder / name, as_version=4))
    finally:
        notary.store.close()


def _deliver(folder: Path, outline: Outline, sources: Mapping[str, bytes], course: str) -> Delivery:
    _sweep(folder)
    entries = _read_entries(folder)
    steps = _decide(folder, outline.version, sources, entries)
    done = _unfinished(folder, outline, first=not entries)
    # What is about to happen is noted first: a start that is killed halfway is told in full by the next one.
    _write_json(folder / UNFINISHED, _with_steps(done, steps))
    delivered = []
    for step in steps:
        try:
            done, entries[step.name] = _carry_out(step, folder, sources[step.name], entries.get(step.name), done)
        except WorkspaceError as error:
            if not (folder / step.name).exists():
                raise
            done = replace(_without(done, step.name), failed=(*done.failed, (step.name, str(error))))
        else:
            delivered += [] if step.act is Act.NOTHING else [step.beside or step.name]
    trust(folder, [name for name in {*delivered, *done.new, *done.updated} if (folder / name).is_file()])
    if done.sentences() and not done.first:
        _write_news(folder, done)
    whole = "" if done.failed else course
    _write_json(
        folder / MANIFEST,
        {"form": FORM, "course": whole, "notebooks": {n: asdict(e) for n, e in sorted(entries.items())}},
    )
    (folder / UNFINISHED).unlink(missing_ok=True)
    return done


def _decide(folder: Path, version: str, sources: Mapping[str, bytes], entries: Mapping[str, Entry]) -> list[Step]:
    """Decide what happens to each notebook; changes nothing."""
    return [_decide_one(folder, version, name, content, entries.get(name)) for name, content in sources.items()]


def _decide_one(folder: Path, version: str, name: str, content: bytes, entry: Entry | None) -> Step:
    try:
        mine = (folder / name).read_bytes()
    except FileNotFoundError:
        return Step(name, Act.NEW if entry is None else Act.RESTORE)
    except OSError:
        # It cannot be read, so nobody can say whether the learner changed it. Carrying out the step says why.
        return Step(name, Act.UPDATE)
    cells, new_cells = cells_digest(mine), cells_digest(content)
    if cells is None:
        return Step(name, Act.SET_ASIDE)
    if cells == new_cells:
        as_delivered = entry is not None and _digest(mine) == entry.file
        return Step(name, Act.UPDATE if as_delivered and mine != content else Act.NOTHING)
    if entry is not None and cells in {entry.cells, entry.offered}:
        return Step(name, Act.UPDATE)
    if entry is not None and new_cells in {entry.offered, entry.cells}:
        return Step(name, Act.NOTHING)
    return Step(name, Act.BESIDE, beside=_name_beside(folder, name, version, new_cells))


def _carry_out(step: Step, folder: Path, content: bytes, entry: Entry | None, done: Delivery) -> tuple[Delivery, Entry]:
    """Carry out one step; return what has happened by then, and the notebook's new entry."""
    path = folder / step.name
    now = Entry(cells=cells_digest(content) or "", file=_digest(content))
    match step.act:
        case Act.NOTHING:
            # A changed notebook keeps the entry it was changed from; one that is as it should be gets the new one.
            return done, now if entry is None or cells_digest(path.read_bytes()) == now.cells else entry
        case Act.NEW:
            atomic_write(path, content)
            return replace(done, new=_with(done.new, step.name)), now
        case Act.RESTORE:
            atomic_write(path, content)
            return replace(done, restored=_with(done.restored, step.name)), now
        case Act.UPDATE:
            _keep_previous(folder, step.name, entry)
            atomic_write(path, content)
            return replace(done, updated=_with(done.updated, step.name)), now
        case Act.BESIDE:
            atomic_write(folder / step.beside, content)
            before = entry or Entry(cells="", file="")
            return replace(done, beside=_with(done.beside, (step.name, step.beside))), replace(
                before, offered=now.cells
            )
        case Act.SET_ASIDE:
            other = _set_aside(folder, step.name)
            atomic_write(path, content)
            return replace(done, set_aside=_with(done.set_aside, (step.name, other))), now


def _name_beside(folder: Path, name: str, version: str, cells: str | None) -> str:
    """Return a free name beside the notebook, or the one under which the same cells lie there already."""
    stem = name.removesuffix(".ipynb")
    for number in range(1, 1000):
        beside = f"{stem} (new {version}{f', {number}' if number > 1 else ''}).ipynb"
        path = folder / beside
        if not path.exists() or cells_digest(path.read_bytes()) == cells:
            return beside
    msg = f"There are too many copies beside {name}. Delete those that you do not need."
    raise WorkspaceError(msg)


def _keep_previous(folder: Path, name: str, entry: Entry | None) -> None:
    """Keep what stood there, unless it is what was delivered, byte for byte."""
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        msg = f"another program holds it, or it may not be read: {error.strerror}"
        raise WorkspaceError(msg) from error
    if entry is not None and _digest(content) == entry.file:
        return
    day = datetime.now(UTC).strftime("%Y-%m-%d")
    number = 1
    while (kept := folder / PREVIOUS / f"{day}-{number}" / name).exists():
        number += 1
    atomic_write(kept, content)


def _set_aside(folder: Path, name: str) -> str:
    stem = name.removesuffix(".ipynb")
    number = 1
    while (folder / (other := f"{stem} (damaged{f', {number}' if number > 1 else ''}).ipynb.txt")).exists():
        number += 1
    try:
        (folder / name).replace(folder / other)
    except OSError as error:
        msg = f"another program holds it: {error.strerror}"
        raise WorkspaceError(msg) from error
    return other


def _is_up_to_date(folder: Path, course: str, names: Iterable[str]) -> bool:
    """Whether nothing is to be done, found out without reading the learner's notebooks whole."""
    manifest = _read_json(folder / MANIFEST)
    return (
        manifest.get("form") == FORM
        and manifest.get("course") == course
        and not (folder / UNFINISHED).exists()
        and all(_looks_whole(folder / name) for name in names)
    )


def _looks_whole(path: Path) -> bool:
    """Whether a file begins and ends as a notebook does; one cut off, emptied or filled with zeros does not."""
    try:
        with path.open("rb") as file:
            start = file.read(64).lstrip()
            file.seek(0, 2)
            file.seek(max(0, file.tell() - 64))
            end = file.read().rstrip()
    except OSError:
        return False
    return start.startswith(b"{") and end.endswith(b"}")


def _read_entries(folder: Path) -> dict[str, Entry]:
    """Return what was delivered. Where the list is lost, every notebook counts as the learner's own."""
    manifest = _read_json(folder / MANIFEST)
    try:
        return {name: Entry(**values) for name, values in manifest.get("notebooks", {}).items()}
    except (TypeError, AttributeError):
        return {}


def _unfinished(folder: Path, outline: Outline, *, first: bool) -> Delivery:
    """Return what a killed start had set out to do, to be told with what this one does."""
    titles = {name: module.title for module in outline.modules for name in module.notebooks()}
    fresh = Delivery(outline.version, first=first, titles=titles)
    left = _read_json(folder / UNFINISHED)
    try:
        return replace(
            fresh,
            first=first and bool(left.get("first", True)),
            new=tuple(left.get("new", ())),
            updated=tuple(left.get("updated", ())),
            restored=tuple(left.get("restored", ())),
            beside=tuple((name, other) for name, other in left.get("beside", ())),
        )
    except (TypeError, ValueError):
        return fresh


def _with_steps(done: Delivery, steps: Iterable[Step]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "first": done.first,
        "new": list(done.new),
        "updated": list(done.updated),
        "restored": list(done.restored),
        "beside": [list(pair) for pair in done.beside],
    }
    for step in steps:
        match step.act:
            case Act.NEW | Act.UPDATE | Act.RESTORE:
                told[step.act.value] = list(_with(tuple(told[step.act.value]), step.name))
            case Act.BESIDE:
                told["beside"] = [*told["beside"], [step.name, step.beside]]
            case Act.NOTHING | Act.SET_ASIDE:
                pass
    return told


def _without(done: Delivery, name: str) -> Delivery:
    """Take back what was said of one notebook."""
    return replace(
        done,
        new=tuple(other for other in done.new if other != name),
        updated=tuple(other for other in done.updated if other != name),
    )


def _sweep(folder: Path) -> None:
    """Remove what a killed delivery left half-written; nobody else writes such names here."""
    for tree in ("lessons", "exercises", "solutions"):
        for left in (folder / tree).glob(".*.ipynb.*.tmp"):
            left.unlink(missing_ok=True)


def _write_news(folder: Path, done: Delivery) -> None:
    """Put what is new on top of what was new before."""
    path = folder / NEWS
    title = "# What is new in the course\n"
    try:
        before = path.read_text(encoding="utf-8").removeprefix(title)
    except (OSError, UnicodeDecodeError):
        before = ""
    day = datetime.now(UTC).strftime("%Y-%m-%d")
    lines = "".join(f"- {sentence}\n" for sentence in done.sentences())
    note = f"\nEarlier copies of notebooks that were updated are in `{PREVIOUS}`.\n" if done.updated else ""
    atomic_write(path, f"{title}\n## Version {done.version}, {day}\n\n{lines}{note}{before}".encode())


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    atomic_write(path, (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8"))


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _with(those: tuple[_T, ...], this: _T) -> tuple[_T, ...]:
    return those if this in those else (*those, this)
