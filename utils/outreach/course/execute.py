"""Running a notebook from top to bottom in a fresh kernel, and what it showed."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import outreach
from outreach.course.outputs import cleaned, output_fault
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.course.notebooks import Notebook

CELL_SECONDS = 60
START_SECONDS = 60
_ENDING = ("PYTHON", "IPYTHON", "JUPYTER", "MPL", "PLOTLY", "OUTREACH", "PYTEST")


@dataclass(frozen=True)
class Ran:
    """What each code cell of a notebook showed, in order, as the kernel sent it."""

    outputs: tuple[tuple[dict[str, Any], ...], ...]


def kernel_environment(home: Path, scratch: Path) -> dict[str, str]:
    """Return the environment for a kernel: this one, without what a person set up for themselves.

    A clone's own package comes first, so that the notebooks of a home are run
    with the code and the questions of that home.
    """
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(_ENDING)}
    package = home / "utils"
    if not (package / "outreach" / "__init__.py").is_file():
        package = Path(outreach.__file__).resolve().parent.parent
    before = [folder for folder in os.environ.get("PYTHONPATH", "").split(os.pathsep) if folder]
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join([str(package), *before]),
        "PYTHONIOENCODING": "utf-8",
        "IPYTHONDIR": str(scratch / "ipython"),
        "JUPYTER_CONFIG_DIR": str(scratch / "jupyter"),
        "JUPYTER_RUNTIME_DIR": str(scratch / "runtime"),
        "JUPYTER_PLATFORM_DIRS": "1",
    }


def run(notebook: Notebook, home: Path, *, also: Sequence[str] = (), seconds: float = CELL_SECONDS) -> Ran:
    """Run every code cell of a notebook in one fresh kernel, in a folder that nobody keeps.

    Parameters
    ----------
    also
        Code to run after the last cell; its outputs come after those of the cells.

    Raises
    ------
    OutreachError
        Naming the heading above the cell, if a cell fails, never ran, or takes longer than ``seconds``.
    """
    code = [*(cell.text for cell in notebook.code), *also]
    made = _notebook_of(code)
    replies: dict[int, str] = {}
    with tempfile.TemporaryDirectory(prefix="outreach-run-", ignore_cleanup_errors=True) as folder:
        why = _execute(made, replies, home, Path(folder), seconds)
    for place in range(len(code)):
        if replies.get(place) != "ok":
            said = why or f"the cell never ran to its end (its reply: {replies.get(place, 'none')})"
            raise OutreachError(f"{notebook.path}, {_where(notebook, place)}: {said}")
    return Ran(tuple(tuple(_plain(output) for output in cell["outputs"]) for cell in made["cells"]))


def _notebook_of(code: list[str]) -> Any:
    from outreach.course import quick_nbformat  # noqa: F401, PLC0415, I001 - before nbformat
    import nbformat  # noqa: PLC0415 - not for those who only read the plan

    blank: dict[str, Any] = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    cells = [{**blank, "id": f"cell-{place}", "source": text} for place, text in enumerate(code)]
    content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return nbformat.reads(json.dumps(content), as_version=4)


def _execute(made: Any, replies: dict[int, str], home: Path, scratch: Path, seconds: float) -> str:
    """Run the cells, note the status of every reply, and return why it stopped; empty where it did not."""
    from nbclient import NotebookClient  # noqa: PLC0415
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError  # noqa: PLC0415

    def note_reply(cell_index: int, execute_reply: dict[str, Any], **_: Any) -> None:
        replies[cell_index] = str(execute_reply["content"]["status"])

    cwd = scratch / "notebook"
    cwd.mkdir()
    client = NotebookClient(
        made,
        km=_kernel_manager(),
        timeout=seconds,
        startup_timeout=START_SECONDS,
        coalesce_streams=True,
        store_widget_state=False,
        resources={"metadata": {"path": str(cwd)}},
        on_cell_executed=note_reply,
    )
    # The kernel's own log is about ports and parents; what a cell does wrong arrives as an output.
    kernel: dict[str, Any] = {
        "env": kernel_environment(home, scratch),
        "stderr": subprocess.DEVNULL,
        "cleanup_kc": True,
    }
    try:
        # A loop of our own that is closed again, and of the one kind that the messages need on Windows too.
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as loop:
            loop.run(client.async_execute(**kernel))
    except CellExecutionError as error:
        return f"{error.ename}: {error.evalue}"
    except CellTimeoutError:
        return f"the cell took longer than {seconds:g} seconds"
    except DeadKernelError:
        return "the kernel died in this cell"
    return ""


def _kernel_manager() -> Any:
    """Return a manager of a kernel of this very Python, whatever kernels are installed on the machine."""
    from jupyter_client.manager import AsyncKernelManager  # noqa: PLC0415

    manager = AsyncKernelManager()
    if manager.kernel_spec is None:
        msg = "There is no Python kernel here: this installation is not whole. Install the course again."
        raise OutreachError(msg)
    manager.kernel_spec.argv[:] = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    return manager


def _where(notebook: Notebook, place: int) -> str:
    """Say where a code cell stands, by its place among the code cells."""
    at = [number for number, cell in enumerate(notebook.cells) if cell.kind == "code"]
    if place >= len(at):
        return "after the last cell"
    return f"under “{notebook.heading_above(at[place])}”"


def _plain(output: Any) -> dict[str, Any]:
    return {key: dict(value) if isinstance(value, dict) else value for key, value in dict(output).items()}


def stored(notebook: Notebook, ran: Ran) -> Notebook:
    """Return the notebook with its outputs as they are stored.

    Raises
    ------
    OutreachError
        If a cell shows something that no test would compare, or a warning.
    """
    shown = []
    for place, outputs in enumerate(ran.outputs[: len(notebook.code)]):
        kept = [clean for output in outputs if (clean := cleaned(output))]
        for output in kept:
            if fault := output_fault(output):
                raise OutreachError(f"{notebook.path}, {_where(notebook, place)}: {fault}")
        shown.append(tuple(kept))
    return notebook.with_outputs(shown)
