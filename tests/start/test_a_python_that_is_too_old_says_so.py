"""start.py must be readable by Pythons that cannot run the course."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.start.clones import ROOT


def old_python(version: str) -> str:
    """Return a Python of that version on this machine, by its name or beside the one that runs the tests; else skip."""
    beside = sorted(Path(sys.base_prefix).parent.glob(f"{version}.*/bin/python"))
    for found in [*map(str, beside), shutil.which(f"python{version}")]:
        # A version manager leaves names behind that start nothing.
        if found is not None and subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode == 0:
            return found
    pytest.skip(f"no Python {version} on this machine")


@pytest.mark.parametrize("version", ["2.7", "3.6", "3.9", "3.10"])
def test_an_old_python_says_what_is_needed_in_one_sentence_without_a_traceback(version: str, tmp_path: Path) -> None:
    script = tmp_path / "start.py"
    shutil.copy(ROOT / "start.py", script)
    done = subprocess.run(
        [old_python(version), str(script)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": str(tmp_path)},
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"This is Python {version}; the course needs Python 3.11 or newer. "
        "Install a newer Python from python.org, then start the course again with that one.\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["start.py"]


def test_a_newer_python_on_the_same_computer_is_named_if_it_runs(tmp_path: Path) -> None:
    python = old_python("3.9")
    write_program(tmp_path / "python3.13", "exit 127")
    write_program(tmp_path / "python3.12", "exit 0")
    done = subprocess.run(
        [python, str(ROOT / "start.py")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": f"{tmp_path}:/bin"},
    )
    assert "Start the course with:  python3.12 start.py" in done.stderr


def test_start_py_uses_no_word_that_a_python_of_2010_cannot_read() -> None:
    text = (ROOT / "start.py").read_text(encoding="ascii")
    kinds = {type(node) for node in ast.walk(ast.parse(text))}
    newer = {ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.Match, ast.Nonlocal, ast.Starred}
    assert not kinds & newer
    assert not re.search(r"->|: (str|int|bool)\b", text)


def write_program(path: Path, does: str) -> None:
    path.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    path.chmod(0o755)
