"""``start.py test``: a step that fails, ends badly or runs nothing is never counted as passed."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from starter import everything
from starter.environment import Environment
from starter.everything import Step, run_everything
from starter.words import Trouble

PASSED = '<testsuites><testsuite><testcase name="a"/><testcase name="b"><skipped/></testcase></testsuite></testsuites>'
FAILED = (
    '<testsuite><testcase name="a"/><testcase name="b"><failure/></testcase>'
    '<testcase name="c"><error/></testcase></testsuite>'
)
NOTHING = "<testsuites><testsuite/></testsuites>"


class HereEnvironment(Environment):
    """The environment that the tests run in, whose commands are small programs of the test."""

    def script(self, name: str) -> Path:
        return Path(sys.executable) if name == "python" else self.root / name


def run(place: Path, monkeypatch: pytest.MonkeyPatch, **programs: str) -> int:
    """Run one step for each program; a program is Python code that finds its report's path in ``report``."""
    for name, code in programs.items():
        (place / name).write_text(f"import sys\nreport = sys.argv[-1]\n{code}\n", encoding="utf-8")
    steps = tuple(Step(name, name, (name, "{report}")) for name in programs)
    monkeypatch.setattr(everything, "STEPS", steps)
    return run_everything(HereEnvironment(place))


def writes(report: str, code: int = 0) -> str:
    return f"open(report, 'w').write({report!r})\nsys.exit({code})"


@pytest.mark.skipif(sys.platform == "win32", reason="there the programs of an environment are no scripts")
@pytest.mark.parametrize(
    ("program", "code", "line"),
    [
        (writes(PASSED), 0, "1 passed, 0 failed, 1 skipped"),
        (writes(FAILED, 1), 1, "1 passed, 2 failed, 0 skipped"),
        (writes(PASSED, 1), 1, "1 passed, 1 failed, 1 skipped"),
        (writes(NOTHING), 1, "0 passed, 1 failed, 0 skipped"),
        (writes("<half"), 1, "0 passed, 1 failed, 0 skipped"),
        ("sys.exit(0)", 0, "1 passed, 0 failed, 0 skipped"),
        ("sys.exit(3)", 1, "0 passed, 1 failed, 0 skipped"),
        ("import os; os.abort()", 1, "0 passed, 1 failed, 0 skipped"),
    ],
)
def test_the_closing_line_and_the_exit_code_tell_the_truth(
    program: str,
    code: int,
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run(tmp_path, monkeypatch, step=program) == code
    assert capfd.readouterr().out.splitlines()[-1] == line


@pytest.mark.skipif(sys.platform == "win32", reason="there the programs of an environment are no scripts")
def test_a_step_that_fails_stops_nothing_and_fails_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, monkeypatch, first="sys.exit(1)", second=writes(PASSED)) == 1
    printed = capfd.readouterr().out
    assert re.search(r"^first +FAILED", printed, re.MULTILINE)
    assert re.search(r"^second +passed", printed, re.MULTILINE)
    assert printed.endswith("\n1 passed, 1 failed, 1 skipped\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there the programs of an environment are no scripts")
def test_what_runs_side_by_side_goes_through_sets_in_one_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PYTHONHASHSEED", raising=False)
    tells = "import os; open(sys.argv[0] + '.seed', 'w').write(os.environ['PYTHONHASHSEED'])"
    assert run(tmp_path, monkeypatch, first=tells, second=tells) == 0
    seeds = {path.read_text(encoding="utf-8") for path in tmp_path.glob("*.seed")}
    assert len(seeds) == 1
    assert f"PYTHONHASHSEED={seeds.pop()}\n" in capfd.readouterr().out
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    run(tmp_path, monkeypatch, first=tells)
    assert (tmp_path / "first.seed").read_text(encoding="utf-8") == "7"


def test_a_step_that_does_not_exist_is_named_with_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(
        Trouble, match=r"no step called 'lnit'\. The steps are: lint, format, types, tests, verify, notebooks"
    ):
        run_everything(HereEnvironment(tmp_path), ["lnit"])
