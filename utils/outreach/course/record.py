"""What a learner answered and how far the learner is, kept in two files.

``answers.json`` holds what was typed or chosen. ``progress.json`` holds ids,
outcomes and times, never what was typed, so that it can be handed to somebody.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from outreach.course.marking import Outcome
from outreach.errors import OutreachError, WorkspaceError
from outreach.workspace import PROBLEMS, atomic_write

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.course.marking import Verdict
    from outreach.workspace import Workspace

ANSWERS = "answers.json"
PROGRESS = "progress.json"
TREES = ("lessons", "exercises", "solutions")


@dataclass(frozen=True)
class Record:
    """How far a learner is with one question."""

    outcome: Outcome = Outcome.NOT_ATTEMPTED
    tries: int = 0
    hints: int = 0
    shown: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the worked explanation is open: two tries, an honest look, or done."""
        return self.shown or self.outcome is Outcome.CORRECT or self.tries >= TRIES_BEFORE_EXPLANATION


TRIES_BEFORE_EXPLANATION = 2


def answer_of(space: Workspace, question_id: str) -> Any:
    """Return what was last typed or chosen, or None."""
    entry = _entries(space.read_json(ANSWERS), "answers").get(question_id)
    return entry.get("value") if isinstance(entry, dict) else None


def keep_answer(space: Workspace, question_id: str, value: Any) -> None:
    """Keep what was typed or chosen, before anything is checked.

    Raises
    ------
    OutreachError
        If it is nothing that a file of answers can hold.
    """
    try:
        json.dumps(value)
    except (TypeError, ValueError, RecursionError) as error:
        msg = f"This answer cannot be kept: {type(value).__name__} is no text, number or list of them."
        raise OutreachError(msg) from error
    _change(space, ANSWERS, "answers", question_id, lambda _: {"value": value, "at": _now()})


def keep_part(space: Workspace, question_id: str, part: str, value: Any) -> dict[str, Any]:
    """Keep one part of an answer beside the parts that are there, and return all of them.

    The same question may be open in two notebooks; neither takes the other's words away.
    """

    def change(entry: dict[str, Any]) -> dict[str, Any]:
        before = entry.get("value")
        parts = before if isinstance(before, dict) else {"text": before if isinstance(before, str) else ""}
        return {"value": {**parts, part: value}, "at": _now()}

    kept: dict[str, Any] = _change(space, ANSWERS, "answers", question_id, change)["value"]
    return kept


def record_of(space: Workspace, question_id: str) -> Record:
    """Return how far the learner is with one question."""
    return _record(_entries(space.read_json(PROGRESS), "questions").get(question_id))


def records(space: Workspace) -> dict[str, Record]:
    """Return how far the learner is with every question that was touched."""
    return {name: _record(entry) for name, entry in _entries(space.read_json(PROGRESS), "questions").items()}


def note_verdict(space: Workspace, verdict: Verdict) -> Record:
    """Keep the outcome of a check. A check of an untouched question leaves no trace."""
    if verdict.outcome is Outcome.NOT_ATTEMPTED:
        return record_of(space, verdict.question_id)
    counts = verdict.outcome in {Outcome.CORRECT, Outcome.NOT_YET}

    def change(entry: dict[str, Any]) -> dict[str, Any]:
        now = _now()
        tries = _whole(entry.get("tries")) + counts
        return {**entry, "outcome": str(verdict.outcome), "tries": tries, "first": entry.get("first", now), "last": now}

    return _record(_change(space, PROGRESS, "questions", verdict.question_id, change))


def note_hint(space: Workspace, question_id: str, hints: int) -> Record:
    """Keep how many hints were opened."""
    return _record(_change(space, PROGRESS, "questions", question_id, lambda entry: {**entry, "hints": hints}))


def note_shown(space: Workspace, question_id: str) -> Record:
    """Keep that the learner asked to be shown."""
    return _record(_change(space, PROGRESS, "questions", question_id, lambda entry: {**entry, "shown": True}))


def reset(space: Workspace, question_id: str | None = None) -> None:
    """Forget the answer to one question and its progress; of every question without an id."""
    for name, part in ((ANSWERS, "answers"), (PROGRESS, "questions")):

        def change(content: dict[str, Any], part: str = part) -> dict[str, Any]:
            kept = _entries(content, part)
            left = {} if question_id is None else {key: entry for key, entry in kept.items() if key != question_id}
            return {**content, part: left}

        if space.path(name).exists():
            space.update_json(name, change)


def export_mine(space: Workspace) -> Path:
    """Put everything in ``my-work/`` into one zip file in the learner's folder, and return its path.

    Raises
    ------
    WorkspaceError
        If something of it cannot be read, or the copy cannot be written.
    """
    packed = BytesIO()
    path = space.work
    try:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(space.work.rglob("*")):
                if path.is_file() and not path.is_symlink():
                    archive.write(path, path.relative_to(space.folder).as_posix())
    except OSError as error:
        msg = f"{path.name} could not be read ({error.strerror}), so no copy was made. Check that it belongs to you."
        raise WorkspaceError(msg) from error
    target = space.folder / f"my-work-copy-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}.zip"
    atomic_write(target, packed.getvalue())
    return target


@dataclass(frozen=True)
class Deletion:
    """What was deleted, and what is left for the learner to do."""

    files: int
    notebooks: int
    failed: tuple[str, ...]


def delete_mine(space: Workspace) -> Deletion:
    """Delete everything the learner made: files, logs, and what saved notebooks still show.

    The notebooks stay; their outputs and saved forms, which may repeat what was
    typed, are emptied. Copies that the learner made with ``export_mine`` stay.
    """
    failed: list[str] = []
    files = [path for path in sorted(space.work.rglob("*")) if path.is_file() or path.is_symlink()]
    traces = [space.hidden / PROBLEMS, (space.hidden / PROBLEMS).with_suffix(".old.log")]
    traces += sorted(space.hidden.rglob("history.sqlite*"))
    for path in [*files, *traces]:
        _remove(path, failed, space)
    for folder in [*sorted(space.work.glob("*/")), space.hidden / "previous"]:
        shutil.rmtree(folder, ignore_errors=True)
    notebooks = 0
    for tree in TREES:
        shutil.rmtree(space.folder / tree / ".ipynb_checkpoints", ignore_errors=True)
        for notebook in sorted((space.folder / tree).glob("*.ipynb")):
            try:
                notebooks += _empty_outputs(notebook)
            except (OSError, ValueError, WorkspaceError):
                failed.append(notebook.relative_to(space.folder).as_posix())
    left = sum(1 for path in files if path.exists() and path.stat().st_size)
    return Deletion(len(files) - left, notebooks, tuple(failed))


def _remove(path: Path, failed: list[str], space: Workspace) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        # A file that is held open elsewhere can still be emptied.
        with contextlib.suppress(OSError):
            os.truncate(path, 0)
            return
        failed.append(path.relative_to(space.folder).as_posix())


def _empty_outputs(path: Path) -> bool:
    """Empty the outputs of a notebook; say whether there was anything to empty."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    touched = notebook.get("metadata", {}).pop("widgets", None) is not None
    for cell in notebook["cells"]:
        if cell.get("outputs"):
            cell["outputs"] = []
            cell["execution_count"] = None
            touched = True
    if touched:
        text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        atomic_write(path, text.encode("utf-8"))
    return touched


def _entries(content: dict[str, Any], part: str) -> dict[str, Any]:
    entries = content.get(part)
    return dict(entries) if isinstance(entries, dict) else {}


def _change(space: Workspace, name: str, part: str, question_id: str, change: Any) -> dict[str, Any]:
    made: dict[str, Any] = {}

    def apply(content: dict[str, Any]) -> dict[str, Any]:
        entries = _entries(content, part)
        entry = entries.get(question_id)
        made.update(change(entry if isinstance(entry, dict) else {}))
        return {**content, part: {**entries, question_id: made}}

    space.update_json(name, apply)
    return made


def _record(entry: Any) -> Record:
    if not isinstance(entry, dict):
        return Record()
    outcome = entry.get("outcome")
    known = {str(one): one for one in Outcome}
    return Record(
        outcome=known.get(outcome, Outcome.NOT_ATTEMPTED) if isinstance(outcome, str) else Outcome.NOT_ATTEMPTED,
        tries=_whole(entry.get("tries")),
        hints=_whole(entry.get("hints")),
        shown=entry.get("shown") is True,
    )


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
