"""What nbval lets through is failed by what watches it, and what nbval finds is still found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from outreach.course.compared import Compared, compare_outputs
from outreach.course.execute import kernel_environment


def printed(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text}


def warned(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stderr", "text": text}


def result(text: str, **data: str) -> dict[str, Any]:
    return {
        "output_type": "execute_result",
        "execution_count": None,
        "metadata": {},
        "data": {"text/plain": text, **data},
    }


def code(text: str, *outputs: dict[str, Any], count: int | None = 0, **metadata: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": "c",
        "metadata": metadata,
        "source": text,
        "outputs": list(outputs),
        "execution_count": count,
    }


SHOW = "from IPython.display import HTML; HTML('<p>static</p>')"
PAGE = {"text/html": "<p>static</p>"}
OBJECT = "<IPython.core.display.HTML object>"


@dataclass(frozen=True)
class Trick:
    """A notebook, whether plain nbval finds something in it, and what the watch says (nothing if it is fine)."""

    cells: list[dict[str, Any]]
    nbval_finds: bool = False
    said: tuple[str, ...] = ()
    heading: str = "Step 1"
    passed: int = field(default=0)


TRICKS = {
    "fine": Trick([code("print(1)", printed("1\n")), code("x = 2"), code(SHOW, result(OBJECT, **PAGE))], passed=3),
    "tampered-text": Trick([code("print(1)", printed("2\n"))], True, ("Cell outputs differ", "-2", "+1")),
    "tampered-result": Trick([code("1 + 1", result("3"))], True, ("Cell outputs differ", "-3", "+2")),
    "tampered-html": Trick(
        [code(SHOW, result(OBJECT, **{"text/html": "<p>other</p>"}))],
        True,
        ("Cell outputs differ", "-<p>other</p>", "+<p>static</p>"),
    ),
    "html-taken-out": Trick([code(SHOW, result(OBJECT))], True, ("Cell outputs differ", "+<p>static</p>")),
    "emptied": Trick([code("print(1)")], True, ("Cell outputs differ", "+1")),
    "emptied-with-its-count": Trick([code("print(1)", count=None)], False, ("outputs of this cell are not stored",)),
    "an-output-too-many": Trick([code("x = 1", printed("1\n"))], True, ("Cell outputs differ", "-1")),
    "never-ran-line": Trick(
        [
            code("x = 1"),
            code(
                "get_ipython().run_line_magic('nosuch', '')",
                warned("UsageError: Line magic function `%nosuch` not found.\n"),
            ),
            code("x = 2"),
        ],
        False,
        ("never ran to its end", "error"),
        "Step 2",
        1,
    ),
    "never-ran-cell": Trick(
        [code("%%nosuch\nprint(1)", warned("UsageError: Cell magic `%%nosuch` not found.\n"))],
        False,
        ("never ran to its end", "error"),
    ),
    "skipped-by-a-comment": Trick(
        [code("# NBVAL_SKIP\n1 / 0")], False, ("exempted from the comparison of outputs (skip)",)
    ),
    "ignored-by-a-comment": Trick(
        [code("# NBVAL_IGNORE_OUTPUT\nprint(1)", printed("2\n"))], False, ("exempted", "(check)")
    ),
    "skipped-by-a-tag": Trick([code("1 / 0", tags=["nbval-skip"])], False, ("exempted", "(skip)")),
    "allowed-to-fail-by-a-tag": Trick(
        [
            code(
                "1 / 0",
                {"output_type": "error", "ename": "ZeroDivisionError", "evalue": "division by zero", "traceback": []},
                tags=["raises-exception"],
            )
        ],
        False,
        ("exempted", "(check_exception)"),
    ),
    "broken-early": Trick(
        [code("y = 1"), code("y.nothing"), code("y.nothing_either"), code("1 / 0")],
        True,
        ("Cell execution caused an exception", "AttributeError: 'int' object has no attribute 'nothing'"),
        "Step 2",
        1,
    ),
    "kernel-dies": Trick([code("import os; os._exit(3)"), code("x = 1")], True, ("the kernel died in this cell",)),
}


PLAIN = [name for name, trick in TRICKS.items() if not trick.nbval_finds or name in {"tampered-html", "emptied"}]
"""The notebooks that nbval is given alone: what it finds by itself is shown by two of them."""


def write(trick: Trick, path: Path) -> None:
    cells: list[dict[str, Any]] = []
    for number, cell in enumerate(trick.cells, start=1):
        cells.append(
            {"cell_type": "markdown", "id": f"h{number}", "metadata": {}, "source": f"## Step {number}\n\nSome text."}
        )
        cells.append({**cell, "id": f"c{number}"})
    metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content), encoding="utf-8", newline="\n")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of notebooks, one for each trick, beside settings that would exempt them all."""
    home = tmp_path_factory.mktemp("tricks")
    (home / "lessons").mkdir()
    for name, trick in TRICKS.items():
        write(trick, home / "lessons" / f"{name}.ipynb")
    (home / "pytest.ini").write_text("[pytest]\naddopts = --nbval-lax --collect-only\n", encoding="utf-8")
    (home / "conftest.py").write_text("collect_ignore_glob = ['*.ipynb']\n", encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def watched(home: Path) -> dict[str, Compared]:
    """What became of each notebook with the watch; pytest is started once for all of them."""
    told: list[Compared] = []
    results = compare_outputs(home, [f"lessons/{name}.ipynb" for name in TRICKS], told.append)
    assert told == results
    return {Path(one.path).stem: one for one in results}


@pytest.fixture(scope="module")
def found_by_nbval(home: Path) -> set[str]:
    """The notebooks of those in ``PLAIN`` in which plain nbval finds something."""
    settings = home / "plain.ini"
    settings.write_text("[pytest]\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "--tb=no", "-rf", "-c", str(settings), "--noconftest"]
    command += [str(home / "lessons" / f"{name}.ipynb") for name in PLAIN]
    run = subprocess.run(
        command, env=kernel_environment(home, home), capture_output=True, text=True, check=False, cwd=home
    )
    lines = [line for line in run.stdout.splitlines() if line.startswith("FAILED")]
    return {Path(line.split()[1].split("::")[0]).stem for line in lines}


@pytest.mark.parametrize("name", TRICKS)
def test_every_trick_is_seen_through_and_named_by_the_heading(watched: dict[str, Compared], name: str) -> None:
    trick, became = TRICKS[name], watched[name]
    assert became.cells == len(trick.cells)
    assert became.passed == trick.passed
    if not trick.said:
        assert became.failure == ""
        return
    assert became.heading == trick.heading
    assert became.failure != ""
    for part in trick.said:
        assert part in became.failure


def test_nbval_alone_lets_through_what_the_watch_is_for(found_by_nbval: set[str]) -> None:
    assert found_by_nbval == {name for name in PLAIN if TRICKS[name].nbval_finds} != set()
    assert len([name for name in PLAIN if TRICKS[name].said and not TRICKS[name].nbval_finds]) == 7


def test_a_notebook_that_cannot_be_read_has_no_result_and_the_others_have(home: Path) -> None:
    (home / "lessons" / "broken.ipynb").write_text("{", encoding="utf-8")
    try:
        became = compare_outputs(home, ["lessons/broken.ipynb", "lessons/tampered-text.ipynb"], lambda _: None)
        assert [one.path for one in became] == ["lessons/tampered-text.ipynb"]
    finally:
        (home / "lessons" / "broken.ipynb").unlink()


def test_a_home_behind_a_link_is_the_same_home(home: Path, tmp_path: Path) -> None:
    link = tmp_path / "link to it"
    try:
        link.symlink_to(home, target_is_directory=True)
    except OSError:
        pytest.skip("this computer makes no links")
    assert [one.path for one in compare_outputs(link, ["lessons/fine.ipynb"], lambda _: None)] == ["lessons/fine.ipynb"]


def test_no_notebook_gives_no_result(home: Path) -> None:
    assert compare_outputs(home, [], lambda _: None) == []


def test_the_environment_of_kernels_is_not_the_person_s_own(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_ADDOPTS", "--collect-only")
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", "mine")
    env = kernel_environment(home, home)
    assert "PYTEST_ADDOPTS" not in env
    assert env["JUPYTER_CONFIG_DIR"] != "mine"
    assert env["PATH"] == os.environ["PATH"]
