"""``start.py test``: everything that CI runs, one closing table, one closing line."""

from __future__ import annotations

import secrets
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from starter import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starter.environment import Environment


@dataclass(frozen=True)
class Step:
    """One thing to run. ``{report}`` in the command stands for a JUnit file that the step writes."""

    name: str
    what: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """How one step went."""

    step: Step
    code: int
    seconds: float
    passed: int
    failed: int
    skipped: int


# As many tests at once as there are processors, but each file by itself and in order: what a file sets up, such as
# a course that is open in a browser, is set up once. The longest file, that with the browser, is the first.
_SIDE_BY_SIDE = ("--numprocesses=logical", "--maxprocesses=4", "--dist=loadfile", "--no-loadscope-reorder")

STEPS = (
    Step("lint", "lint, all rules", ("ruff", "check", ".")),
    Step("format", "formatting", ("ruff", "format", "--check", ".")),
    Step("types", "strict types", ("mypy",)),
    Step("tests", "the tests", ("pytest", "tests", *_SIDE_BY_SIDE, "--junitxml={report}")),
    Step("verify", "the course, verified", ("outreach", "verify", "--junit", "{report}")),
    Step("notebooks", "the notebooks, plain", ("pytest", "--nbval", "lessons", "solutions", "--junitxml={report}")),
)


def run_everything(environment: Environment, names: Sequence[str] = ()) -> int:
    """Run the steps, or those that are named, and return 0 if all of them passed.

    A step that fails stops nothing, so that one run shows everything there is to mend.
    """
    steps = _chosen(names)
    results = []
    with tempfile.TemporaryDirectory(prefix="outreach-test-") as place:
        variables = _variables(environment, Path(place))
        for number, step in enumerate(steps, 1):
            print(f"\n=== {number} of {len(steps)}: {step.what} ===", flush=True)
            results.append(_run(step, environment, variables, Path(place) / f"{step.name}.xml"))
    _print_table(results)
    return int(any(result.failed for result in results))


def _chosen(names: Sequence[str]) -> tuple[Step, ...]:
    known = {step.name: step for step in STEPS}
    for name in names:
        if name not in known:
            msg = f"There is no step called {name!r}. The steps are: {', '.join(known)}. Without a name, all are run."
            raise words.Trouble(msg)
    return tuple(known[name] for name in names) or STEPS


def _variables(environment: Environment, place: Path) -> dict[str, str]:
    """Return the children's variables; the Jupyter settings of whoever runs this are neither read nor changed."""
    jupyter = {
        f"JUPYTER_{what}": str(place / "jupyter" / what.lower()) for what in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    }
    kept = {name: value for name, value in environment.child_variables().items() if not name.startswith("JUPYTER")}
    # What runs side by side must find its tests in one order, also those that are taken from a set. Another order the
    # next time shows what hangs on it; a number that was given brings an order back.
    seed = {"PYTHONHASHSEED": kept.get("PYTHONHASHSEED", str(secrets.randbelow(2**32)))}
    print(f"PYTHONHASHSEED={seed['PYTHONHASHSEED']}", flush=True)
    return kept | jupyter | seed | {"IPYTHONDIR": str(place / "ipython")}


def _run(step: Step, environment: Environment, variables: dict[str, str], report: Path) -> Result:
    program, *arguments = step.command
    command = [str(environment.script(program)), *(part.format(report=report) for part in arguments)]
    if sys.platform != "win32":
        command.insert(0, str(environment.python))
    if program == "ruff":
        command = [str(environment.python), "-m", *step.command]
    began = time.monotonic()
    code = subprocess.run(
        command, cwd=environment.root, env=variables, stdin=subprocess.DEVNULL, check=False
    ).returncode
    seconds = time.monotonic() - began
    passed, failed, skipped = _counted(report) if report.exists() else (int(code == 0), int(code != 0), 0)
    if code and not failed:
        failed = 1
    elif not code and not passed + failed:
        # A run that ran nothing proves nothing.
        code, failed = 1, 1
    return Result(step, code, seconds, passed, failed, skipped)


def _counted(report: Path) -> tuple[int, int, int]:
    """Count passed, failed and skipped tests in a JUnit file that one of our own steps wrote."""
    try:
        cases = list(ET.parse(report).getroot().iter("testcase"))  # noqa: S314 - our own step wrote it
    except ET.ParseError:
        return 0, 1, 0
    failed = sum(1 for case in cases if case.find("failure") is not None or case.find("error") is not None)
    skipped = sum(1 for case in cases if case.find("skipped") is not None)
    return len(cases) - failed - skipped, failed, skipped


def _print_table(results: Sequence[Result]) -> None:
    print(f"\n{'step':<24}{'result':<10}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}")
    for result in results:
        word = "FAILED" if result.failed else "passed"
        print(
            f"{result.step.what:<24}{word:<10}{result.passed:>8}{result.failed:>8}{result.skipped:>9}{result.seconds:>9.0f}"
        )
    passed, failed, skipped = (sum(getattr(r, what) for r in results) for what in ("passed", "failed", "skipped"))
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped", flush=True)
