"""``pip install .`` anywhere: the wheel carries the built course and opens it without the clone.

What is installed is real: the parts come from the lock with their hashes, through
pip as this computer has it set up. That takes some twenty seconds once pip has
them in its cache. A stand-in that borrows the parts of the running environment
would be quicker, and would not notice a part that the wheel forgets to ask for.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from outreach.course.outline import read_outline
from tests.start.clones import ROOT
from tests.start.opened import start, variables


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this folder."""
    place = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = place.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an empty environment outside the clone into which the wheel was installed."""
    place = tmp_path_factory.mktemp("installed") / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place)], check=True)
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check", "--quiet"]
    # What is not compiled now is compiled when it is first imported: far from everything is, to open the course.
    install = [*pip, "install", "--no-compile", "--no-deps", "--only-binary", ":all:"]
    parts = subprocess.run(
        [*install, "--require-hashes", "-r", str(ROOT / "requirements.lock")],
        capture_output=True,
        text=True,
        check=False,
    )
    if parts.returncode and "No matching distribution" in parts.stderr and not os.environ.get("CI"):
        pytest.skip("pip reaches no package index here, so an empty environment cannot be filled")
    assert parts.returncode == 0, parts.stderr
    subprocess.run([*install, "--no-index", str(wheel)], check=True)
    subprocess.run([*pip, "check"], check=True)
    return python


def test_the_wheel_holds_every_notebook_and_no_test_or_starter(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    expected = {f"outreach/_course/{name}" for module in read_outline(ROOT).modules for name in module.notebooks()}
    assert (
        expected | {"outreach/_course/course/course.toml", "outreach/lab_settings/custom.css", "outreach/form.js"}
        <= names
    )
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"outreach"}
    assert not [name for name in names if name.endswith((".pyc", ".ipynb_checkpoints"))]


def test_the_wheel_that_was_built_opens_the_course_outside_the_clone(installed: Path, tmp_path: Path) -> None:
    home = tmp_path / "an empty home"
    home.mkdir()
    outreach = installed.with_name("outreach.exe" if os.name == "nt" else "outreach")
    given = {name: value for name, value in variables(home).items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    with start([str(outreach), "lab", "--no-browser"], given, home) as course:
        lesson = course.ask("api/contents/lessons/00-start-here.ipynb?content=1")
        assert lesson["content"]["cells"][0]["source"].startswith("# ")
        said, _ = course.stop()
        assert "The course is closed" in said
    assert sorted(path.name for path in home.iterdir()) == ["outreach-workshop"]


def test_an_installation_that_points_at_a_clone_carries_no_copy_of_the_course(tmp_path: Path) -> None:
    code = "import hatchling.build, sys; hatchling.build.build_editable(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    (built,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        assert not [name for name in archive.namelist() if "_course" in name]
