"""The whole of it, on a small course: what is whole passes, and each way to spoil it fails in its own line."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from outreach.course.build import build
from outreach.course.execute import kernel_environment
from outreach.course.notebooks import read_json
from outreach.course.report import Report
from outreach.course.unanswered import faults_of_exercise
from outreach.course.verify import verify, write_table
from outreach.errors import OutreachError
from tests.build.small_course import MODULE, QUESTIONS, built, copy_package, edit, replace_in, write_course


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course that was built once; tests that change something change a copy."""
    home = copy_package(write_course(tmp_path_factory.mktemp("ready")))
    build(home)
    return home


def copy_of(home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(home, tmp_path / "copy"))


def failed(report: Report) -> dict[tuple[str, str], str]:
    return {(check.name, check.subject): "\n".join(check.problems) for check in report.checks if not check.passed}


def code_cells(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for cell in content["cells"] if cell["cell_type"] == "code"]


def test_a_whole_course_passes(ready: Path, tmp_path: Path) -> None:
    said: list[str] = []
    report = verify(ready, junit=tmp_path / "deep" / "report.xml", progress=said.append)
    assert failed(report) == {}
    assert report.passed
    looked_at = [(check.name, check.subject, check.looked_at) for check in report.checks]
    assert looked_at == [
        ("in step", "course", ""),
        ("no leaks", "course", ""),
        ("contracts", MODULE, "2 questions"),
        ("not attempted", f"exercises/{MODULE}.ipynb", ""),
        ("outputs", f"lessons/{MODULE}.ipynb", "1 of 1 cells"),
        ("outputs", f"solutions/{MODULE}.ipynb", "5 of 5 cells"),
    ]
    assert sorted(said) == sorted(str(check) for check in report.checks)
    (suite,) = ET.parse(tmp_path / "deep" / "report.xml").getroot()  # noqa: S314 - our own file
    assert (suite.get("tests"), suite.get("failures")) == ("6", "0")
    assert [(case.get("classname"), case.get("name")) for case in suite] == [row[:2] for row in looked_at]
    drawn = io.StringIO()
    write_table(report, Console(file=drawn, width=100))
    assert drawn.getvalue().count("passed") == 7
    assert "All 6 checks passed" in drawn.getvalue()


def test_plain_nbval_passes_without_us(ready: Path, tmp_path: Path) -> None:
    env = kernel_environment(ready, tmp_path)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "lessons",
        "solutions",
        "-q",
        "-c",
        str(tmp_path / "pytest.ini"),
        "--rootdir=.",
    ]
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    run = subprocess.run(command, cwd=ready, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    assert "6 passed" in run.stdout


def test_each_thing_that_is_spoilt_fails_in_its_own_line(ready: Path, tmp_path: Path) -> None:
    home = copy_of(ready, tmp_path)
    replace_in(built(home, "lessons"), '"hello from the small lesson\\n"', '"goodbye\\n"')
    edit(built(home, "solutions"), lambda content: code_cells(content)[2].update(source="%%nosuch\n1"))
    edit(
        built(home, "exercises"), lambda content: code_cells(content)[1].update(source='ask("small.hours").answer(4.5)')
    )
    shown = QUESTIONS.replace(
        "Where do you keep what you write?", "Ask who can close the place while you sleep. Where?"
    )
    (home / "course" / MODULE / "questions.toml").write_text(shown, encoding="utf-8", newline="\n")
    report = verify(home, junit=tmp_path / "report.xml")
    assert not report.passed
    found = failed(report)
    assert set(found) == {(check.name, check.subject) for check in report.checks}
    assert "under “The hours”: a cell differs from the source" in found["in step", "course"]
    assert "solutions" in found["in step", "course"]
    assert (
        f"exercises/{MODULE}.ipynb, under “The hours”, in a cell's source: answers a question in code"
        in found["no leaks", "course"]
    )
    assert (
        "small.home: what is shown before an answer gives away 'Ask who can close the place"
        in found["contracts", MODULE]
    )
    assert (
        "under “The hours”: small.hours is not shown as not attempted"
        in found["not attempted", f"exercises/{MODULE}.ipynb"]
    )
    assert "have an answer or an outcome: small.hours" in found["not attempted", f"exercises/{MODULE}.ipynb"]
    assert "under “Something to run”: Cell outputs differ" in found["outputs", f"lessons/{MODULE}.ipynb"]
    assert "under “A home”" in found["outputs", f"solutions/{MODULE}.ipynb"]
    (suite,) = ET.parse(tmp_path / "report.xml").getroot()  # noqa: S314 - our own file
    assert suite.get("failures") == "6"
    drawn = io.StringIO()
    write_table(report, Console(file=drawn, width=100))
    assert "6 of 6 checks failed" in drawn.getvalue()


def test_what_nobody_would_run_fails_all_the_same(ready: Path, tmp_path: Path) -> None:
    home = copy_of(ready, tmp_path)
    edit(built(home, "lessons"), lambda content: code_cells(content)[0].update(outputs=[], execution_count=None))
    built(home, "solutions").unlink()
    (home / "lessons" / "extra.ipynb").write_bytes(built(home, "exercises").read_bytes())
    found = failed(verify(home))
    assert "The outputs of this cell are not stored" in found["outputs", f"lessons/{MODULE}.ipynb"]
    assert "no cell of this notebook was run" in found["outputs", f"solutions/{MODULE}.ipynb"]
    assert f"solutions/{MODULE}.ipynb: is missing" in found["in step", "course"]
    assert "lessons/extra.ipynb: no module of the course makes this notebook" in found["in step", "course"]
    assert "or it was run outside the build" in found["in step", "course"]


def test_a_notebook_without_any_code_left_is_no_pass(ready: Path, tmp_path: Path) -> None:
    home = copy_of(ready, tmp_path)
    edit(built(home, "lessons"), lambda content: content["cells"].pop(2))
    found = failed(verify(home, module="01"))
    assert (
        found["outputs", f"lessons/{MODULE}.ipynb"]
        == "no cell of this notebook was run. Build it, and see that it has code."
    )
    assert ("in step", MODULE) in found


def test_a_source_that_cannot_be_read_fails_and_the_rest_is_still_checked(ready: Path, tmp_path: Path) -> None:
    home = copy_of(ready, tmp_path)
    replace_in(home / "course" / MODULE / "lesson.md", '"facilitator"', '"facilitater"')
    report = verify(home)
    found = failed(report)
    assert set(found) == {("in step", "course"), ("no leaks", "course")}
    assert "lesson.md:16: the tag 'facilitater' is not known" in found["in step", "course"]
    assert len(report.checks) == 6


def test_a_module_that_is_not_there_is_named(ready: Path) -> None:
    with pytest.raises(OutreachError, match="There is no module '09'"):
        verify(ready, module="09")


def test_a_report_of_nothing_is_no_pass() -> None:
    assert not Report((), 0.0).passed


def ask_cell(text: str) -> Callable[[dict[str, Any]], None]:
    return lambda content: code_cells(content)[1].update(source=text)


WAY_ROUND = """\
from outreach.course import record
from outreach.workspace import workspace

record.keep_answer(workspace(), "small.hours", 4.5)
"""
SOLVED: list[tuple[str, str, str]] = [
    ("answered", 'ask("small.hours").answer(4.5)', "small.hours is not shown as not attempted"),
    ("answered out of sight", 'kept = ask("small.hours").answer(4.5)', "small.hours is not shown as not attempted"),
    (
        "answered before it is shown",
        'ask("small.hours").answer(4.5); ask("small.hours")',
        "small.hours is not shown as not attempted",
    ),
    (
        "answered by a way round",
        WAY_ROUND,
        "these questions have an answer or an outcome: small.hours",
    ),
    ("asked and not shown", 'kept = ask("small.hours")', "small.hours is not shown as not attempted"),
    (
        "covered by other words",
        'print("not attempted"); kept = ask("small.hours")',
        "small.hours is not shown as not attempted",
    ),
    ("a cell that never ran", "%%nosuch\n1", "under “The hours”: UsageError"),
    ("a cell that fails", "1 / 0", "under “The hours”: ZeroDivisionError"),
    ("a warning", "import warnings; warnings.warn('soon')", "under “The hours”: the cell writes a warning"),
]


@pytest.mark.parametrize(("text", "said"), [row[1:] for row in SOLVED], ids=[row[0] for row in SOLVED])
def test_an_exercise_that_is_solved_or_broken_is_found(ready: Path, text: str, said: str) -> None:
    path = f"exercises/{MODULE}.ipynb"
    content = read_json(ready / path)
    ask_cell(text)(content)
    assert said in "\n".join(faults_of_exercise(content, path, ready))


def test_an_exercise_as_built_has_no_fault(ready: Path) -> None:
    path = f"exercises/{MODULE}.ipynb"
    assert faults_of_exercise(read_json(ready / path), path, ready) == []
