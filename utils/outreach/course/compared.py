"""Every lesson and solution under nbval, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.course.execute import CELL_SECONDS, kernel_environment
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_POLL_SECONDS = 0.05
_ALL_PASSED, _SOME_FAILED, _NOTHING_COLLECTED = 0, 1, 5


@dataclass(frozen=True)
class Compared:
    """What became of one notebook. ``failure`` is empty where every cell passed."""

    path: str
    cells: int
    passed: int
    heading: str
    failure: str
    seconds: float


def compare_outputs(home: Path, paths: Sequence[str], told: Callable[[Compared], None]) -> list[Compared]:
    """Run notebooks under nbval and return what became of each, in the order they were run.

    Neither the pytest settings of the home nor the plugins and settings of the
    person who runs this have a say.

    Raises
    ------
    OutreachError
        If pytest itself could not do its work.
    """
    if not paths:
        return []  # pytest would take all that it finds
    if find_spec("nbval") is None:
        msg = "This check needs pytest and nbval, which learners do not get. “python3 start.py test” installs them."
        raise OutreachError(msg)
    with tempfile.TemporaryDirectory(prefix="outreach-nbval-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        report, log, settings = scratch / "report.jsonl", scratch / "log.txt", scratch / "pytest.ini"
        report.touch()
        settings.write_text("[pytest]\n", encoding="utf-8", newline="\n")
        command = _command(home, paths, report, settings)
        env = kernel_environment(home, scratch) | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        with (
            log.open("wb") as out,
            subprocess.Popen(command, cwd=home, env=env, stdout=out, stderr=subprocess.STDOUT) as process,  # noqa: S603 - our own Python
        ):
            try:
                results = list(_follow(report, process, home, told))
            except BaseException:
                process.kill()
                raise
        did_nothing = process.returncode == _SOME_FAILED and not results
        if did_nothing or process.returncode not in {_ALL_PASSED, _SOME_FAILED, _NOTHING_COLLECTED}:
            said = log.read_text(encoding="utf-8", errors="replace").strip()[-1500:]
            msg = f"pytest could not run the notebooks (it ended with {process.returncode}):\n{said}"
            raise OutreachError(msg)
    return results


def _command(home: Path, paths: Sequence[str], report: Path, settings: Path) -> list[str]:
    pytest = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-c",
        str(settings),
        f"--rootdir={home}",
        "--noconftest",
        "--continue-on-collection-errors",
    ]
    plugins = ["-p", "outreach.course.nbval_watch", "-p", "nbval.plugin", "-p", "no:cacheprovider"]
    nbval = ["--nbval", "--nbval-current-env", f"--nbval-cell-timeout={CELL_SECONDS}", f"--watch-report={report}"]
    return [*pytest, *plugins, *nbval, *(str(home / path) for path in paths)]


def _follow(
    report: Path, process: subprocess.Popen[bytes], home: Path, told: Callable[[Compared], None]
) -> Iterator[Compared]:
    """Yield results as they are written, until the process has ended."""
    with report.open(encoding="utf-8") as lines:
        while True:
            ended = process.poll() is not None
            for line in lines:
                result = _result(line, home)
                told(result)
                yield result
            if ended:
                return
            time.sleep(_POLL_SECONDS)


def _result(line: str, home: Path) -> Compared:
    said = json.loads(line)
    path = Path(said["path"]).resolve().relative_to(home.resolve()).as_posix()
    return Compared(path, said["cells"], said["passed"], said["heading"], said["failure"], said["seconds"])
