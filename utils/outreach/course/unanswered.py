"""Every exercise as a learner gets it: it runs, and each question in it is not attempted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outreach.course.conventions import questions_asked
from outreach.course.execute import run, stored
from outreach.course.notebooks import BuiltCell, Notebook, joined
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from pathlib import Path

NOT_ATTEMPTED = "not attempted"
_TOUCHED = """\
from outreach.course.record import ANSWERS, PROGRESS
from outreach.workspace import workspace

answers = workspace().read_json(ANSWERS).get("answers", {})
outcomes = workspace().read_json(PROGRESS).get("questions", {})
print(*sorted({*answers, *outcomes}), sep=", ")
"""
"""What is run after the last cell: which questions have an answer or an outcome in this kernel's workspace."""


def faults_of_exercise(content: dict[str, Any], path: str, home: Path) -> list[str]:
    """Run an exercise as it stands in its file, and return what is wrong with it.

    Each cell that asks a question must show it as not attempted, and the
    workspace must hold no answer when all cells have run.
    """
    cells = tuple(
        BuiltCell("", cell["cell_type"], joined(cell["source"]))
        for cell in content["cells"]
        if joined(cell["source"]).strip()
    )
    notebook = Notebook(path, cells)
    try:
        ran = run(notebook, home, also=[_TOUCHED])
        shown = stored(notebook, ran)
    except OutreachError as error:
        return [str(error)]
    faults = [
        f"under “{shown.heading_above(place)}”: {question} is not shown as {NOT_ATTEMPTED}"
        for place, cell in enumerate(shown.cells)
        if cell.kind == "code"
        for question, _ in questions_asked(cell.text)
        if NOT_ATTEMPTED not in _last_lines(cell)
    ]
    touched = "".join(joined(output.get("text", "")) for output in ran.outputs[-1]).strip()
    if touched:
        faults.append(f"after it has run, these questions have an answer or an outcome: {touched}")
    return faults


def _last_lines(cell: BuiltCell) -> list[str]:
    texts = [joined(output["data"].get("text/plain", "")) for output in cell.outputs if "data" in output]
    return [text.rsplit("\n", 1)[-1] for text in texts]
