"""A pytest plugin beside nbval: what nbval lets through, it does not.

nbval compares outputs and never reads the status of the reply, so a cell that
failed without an error output passes, and so does a cell that is exempted by a
comment or tag or stores no outputs at all. This plugin fails all of these, stops a
notebook at its first failure, and names the failing cell by the heading above it.

It is loaded by ``outreach verify`` alone. Plain ``pytest --nbval`` needs none of it.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING, Any

from outreach.course import quick_nbformat  # noqa: F401 - before nbval

# isort: split
import pytest
from nbval.plugin import IPyNbCell, NbCellError

from outreach.course.execute import CELL_SECONDS
from outreach.course.notebooks import heading_above
from outreach.course.outputs import as_text, cleaned, readable_diff

if TYPE_CHECKING:
    from collections.abc import Generator

OPTION = "--watch-report"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_DIFFER = "Cell outputs differ"
_LONGEST = 2000
_LOOK_SECONDS = 1.0
"""How often it is looked whether the kernel is still alive; nbval would wait for the whole time of a cell."""


@dataclass
class Watched:
    """What became of one notebook; written as one line of JSON when it is done."""

    path: str
    cells: int
    passed: int = 0
    heading: str = ""
    failure: str = ""
    began: float = field(default_factory=time.perf_counter)
    seconds: float = 0.0


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that names the file for the results."""
    parser.addoption(OPTION, help="a file for the result of each notebook, one line of JSON each")


def pytest_configure(config: pytest.Config) -> None:
    """Watch if there is a file to write to."""
    target = config.getoption(OPTION)
    if target:
        config.pluginmanager.register(Watch(Path(target)), "outreach-watch")


class Watch:
    """The state of one run."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.notebooks: dict[Any, Watched] = {}
        self.statuses: dict[str, str] = {}
        self.sent: list[str] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Note every notebook and how many cells of it are to run."""
        for item in items:
            if isinstance(item, IPyNbCell):
                watched = self.notebooks.setdefault(item.parent, Watched(str(item.path), 0))
                watched.cells += 1

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Skip what follows a failure: one broken cell is one failure, not a wall of them."""
        watched = self.notebooks[item.parent]
        if watched.failure:
            pytest.skip("an earlier cell of this notebook failed")
        if not watched.passed:
            watched.began = time.perf_counter()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: Any) -> Generator[None, Any, Any]:
        """Let nbval run and compare the cell, then look at what it does not look at."""
        exempted = sorted(option for option, value in item.options.items() if value != (option == "check"))
        if exempted:
            self._fail(item, f"This cell is exempted from the comparison of outputs ({', '.join(exempted)}).")
        if item.cell.execution_count is None:
            self._fail(
                item, "The outputs of this cell are not stored, so nothing is compared. Build the notebook again."
            )
        self._listen(item.parent.kernel)
        del self.sent[:]
        result = yield
        status = self.statuses.get(self.sent[-1] if self.sent else "", "no reply")
        if status != "ok":
            self._fail(item, f"This cell never ran to its end, though it shows no error (its reply: {status}).")
        return result

    def _fail(self, item: Any, why: str) -> None:
        raise NbCellError(item.cell_num, why, item.cell.source)

    def _listen(self, kernel: Any) -> None:
        """Keep the status of every reply that passes through nbval's kernel."""
        if getattr(kernel, "is_watched", False):
            return
        execute, get_message = kernel.execute_cell_input, kernel.get_message

        def note_request(*args: Any, **kwargs: Any) -> Any:
            message = execute(*args, **kwargs)
            self.sent.append(message)
            return message

        def patiently(stream: str, timeout: float | None = None) -> Any:
            until = time.monotonic() + (CELL_SECONDS if timeout is None else timeout)
            while True:
                try:
                    return get_message(stream, timeout=max(0.0, min(_LOOK_SECONDS, until - time.monotonic())))
                except Empty:
                    if not kernel.is_alive():
                        msg = "the kernel died in this cell"
                        raise RuntimeError(msg) from None
                    if time.monotonic() >= until:
                        raise

        def note_reply(stream: str, timeout: float | None = None) -> Any:
            message = patiently(stream, timeout)
            if message["msg_type"] == "execute_reply":
                self.statuses[message["parent_header"].get("msg_id", "")] = str(message["content"].get("status"))
            return message

        kernel.execute_cell_input, kernel.get_message, kernel.is_watched = note_request, note_reply, True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: Any, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
        """Keep the first failure of a notebook, with the heading above its cell."""
        report = yield
        watched = self.notebooks[item.parent]
        if report.failed and not watched.failure:
            cells = item.parent.nb.cells
            place = next(place for place, cell in enumerate(cells) if cell is item.cell)
            watched.heading = heading_above([(cell.cell_type, cell.source) for cell in cells], place)
            watched.failure = _words(item, call.excinfo.value if call.excinfo else None)
        elif report.when == "call" and report.passed:
            watched.passed += 1
        return report

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Write the result of a notebook as soon as its last cell is done."""
        for notebook, watched in list(self.notebooks.items()):
            last = nodeid.startswith(notebook.nodeid) and nodeid.endswith(f"Cell {watched.cells - 1}")
            if last and not watched.seconds:
                watched.seconds = time.perf_counter() - watched.began
                with self.target.open("a", encoding="utf-8", newline="\n") as report:
                    report.write(json.dumps(asdict(watched)) + "\n")


def _words(item: Any, error: BaseException | None) -> str:
    if not isinstance(error, NbCellError):
        return f"{type(error).__name__}: {error}"
    if str(error) == _DIFFER:
        now = [clean for output in item.test_outputs or () if (clean := cleaned(output))]
        diff = readable_diff(as_text(now), as_text(item.cell.outputs), names=("as stored", "as it is now"))
        return f"{error}\n{diff}"
    traceback = _COLOUR.sub("", error.inner_traceback or "").strip()
    return f"{error}\n{traceback}"[:_LONGEST].strip()
