"""The environment in the clone: made once, left alone afterwards, repaired when something cut it off."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starter import environment
from starter.environment import Environment, Need
from starter.words import Trouble

from tests.start.clones import make_clone, offer, read_only, small_disk, start, variables

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="these tests move and kill processes as POSIX systems do"
)

INSTALLS = "Installing the course's parts, once."
AWKWARD = "Kurs für Anna's Praxis (2026) ü心"


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A clone that was started once, in a folder with spaces and letters beyond ASCII, and where its part lies."""
    place = tmp_path_factory.mktemp("started")
    clone = make_clone(place / AWKWARD, place / "wheels")
    done = start(clone, "plan", wheels=place / "wheels")
    assert done.returncode == 0, done.stderr
    assert INSTALLS in done.stdout
    return clone, place / "wheels"


def copy_of(clone: Path, place: Path) -> Path:
    """Return a copy of a started clone; the copy stands at another place, as after a move."""
    shutil.copytree(clone, place / "clone", symlinks=True)
    return place / "clone"


def seen(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Return what the command ``outreach`` saw when it was called."""
    lines = [line for line in done.stdout.splitlines() if line.startswith("OUTREACH ")]
    assert lines, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(lines[0].removeprefix("OUTREACH "))
    return found


def no_traceback(done: subprocess.CompletedProcess[str]) -> str:
    """Return what was said on the error stream, which must be a sentence."""
    assert "Traceback" not in done.stderr + done.stdout
    assert done.stderr.strip()
    return done.stderr


def test_a_second_start_installs_nothing_and_needs_no_network(started: tuple[Path, Path]) -> None:
    clone, _ = started
    before = stamps(clone)
    done = start(clone, "plan", "--for", "me", wheels=None)
    assert done.returncode == 0
    assert seen(done)["arguments"] == ["plan", "--for", "me"]
    assert done.stdout.count("\n") == 1
    assert stamps(clone) == before


def stamps(clone: Path) -> dict[str, int]:
    """Return when each file of the environment was written, but for what Python compiles for itself."""
    return {
        str(path): path.stat().st_mtime_ns for path in (clone / ".venv").rglob("*") if "__pycache__" not in path.parts
    }


@pytest.mark.parametrize(
    ("given", "called"),
    [
        ((), ["lab"]),
        (("--no-browser", "--folder", "x y"), ["lab", "--no-browser", "--folder", "x y"]),
        (("--help",), ["--help"]),
        (("build", "--check"), ["build", "--check"]),
    ],
)
def test_without_a_command_the_course_opens_and_everything_else_passes_through(
    started: tuple[Path, Path], given: tuple[str, ...], called: list[str]
) -> None:
    assert seen(start(started[0], *given, wheels=None))["arguments"] == called


def test_what_a_person_set_for_other_pythons_does_not_reach_in(started: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')\n", encoding="utf-8")
    hostile = {"PYTHONSTARTUP": str(tmp_path / "json.py"), "PYTHONUSERBASE": str(tmp_path), "PIP_TARGET": str(tmp_path)}
    found = seen(start(started[0], wheels=None, **hostile))["variables"]
    assert not {"PYTHONPATH", "PYTHONHOME", *hostile} & set(found)
    assert found["PYTHONNOUSERSITE"] == found["PYTHONUTF8"] == "1"
    assert found["PIP_INDEX_URL"] == "http://127.0.0.1:9/simple"  # a company's own index stays theirs
    assert found["PATH"].split(os.pathsep)[0] == str(started[0] / ".venv" / "bin")


def test_a_first_start_with_hostile_settings_installs_into_the_clone_only(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    clone = make_clone(tmp_path / "clone", tmp_path / "wheels")
    settings = {
        "PIP_USER": "1",
        "PIP_TARGET": str(elsewhere),
        "PIP_PREFIX": str(elsewhere),
        "PYTHONPATH": str(elsewhere),
    }
    done = start(clone, wheels=tmp_path / "wheels", HOME=str(tmp_path / "home"), **settings)
    assert seen(done)["part"] == "1.0"
    assert not elsewhere.exists()
    assert not (tmp_path / "home" / ".local").exists()


def has_python_without_pip(clone: Path) -> bool:
    return (clone / ".venv" / "bin" / "python").exists()


def has_pip(clone: Path) -> bool:
    return any((clone / ".venv").glob("lib/python*/site-packages/pip/__init__.py"))


def is_installing(clone: Path) -> bool:
    log = clone / ".venv" / "install.log"
    return log.exists() and "require-hashes" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("moment", [has_python_without_pip, has_pip, is_installing])
def test_a_first_start_that_was_killed_is_repaired_by_the_next(moment: Callable[[Path], bool], tmp_path: Path) -> None:
    clone = make_clone(tmp_path / "clone", tmp_path / "wheels")
    kill_at(moment, clone, tmp_path / "wheels")
    assert Environment(clone).need(tests=False) is Need.ALL
    done = start(clone, wheels=tmp_path / "wheels")
    assert "did not finish" in done.stdout
    assert seen(done)["part"] == "1.0"


def kill_at(moment: Callable[[Path], bool], clone: Path, wheels: Path) -> None:
    """Start, and kill the whole family of processes at once when ``moment`` has come."""
    process = subprocess.Popen(
        [sys.executable, str(clone / "start.py")],
        env=variables(wheels),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 60
    while not moment(clone):
        assert process.poll() is None, "it was done before the moment came"
        assert time.monotonic() < until
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def damage_stamp(clone: Path) -> None:
    (clone / ".venv" / "course-stamp.json").write_text("{", encoding="utf-8")


def take_python_away(clone: Path) -> None:
    python = clone / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3.11")


def move_python_on(clone: Path) -> None:
    """What a system upgrade does: the same link now leads to another Python."""
    python = clone / ".venv" / "bin" / "python"
    other = clone.parent / "python3.99"
    shutil.copy(os.path.realpath(python), other)
    python.unlink()
    python.symlink_to(other)


@pytest.mark.parametrize("damage", [damage_stamp, take_python_away, move_python_on])
def test_a_damaged_environment_is_made_anew(
    damage: Callable[[Path], None], started: tuple[Path, Path], tmp_path: Path
) -> None:
    clone = copy_of(started[0], tmp_path)
    damage(clone)
    assert Environment(clone).need(tests=False) is Need.ALL


def test_a_damaged_environment_runs_again_after_one_start(started: tuple[Path, Path], tmp_path: Path) -> None:
    clone = copy_of(started[0], tmp_path)
    take_python_away(clone)
    assert seen(start(clone, wheels=started[1]))["part"] == "1.0"


def test_a_moved_clone_is_put_right_without_a_network(started: tuple[Path, Path], tmp_path: Path) -> None:
    clone = copy_of(started[0], tmp_path)
    done = start(clone, wheels=None)
    assert "was moved" in done.stdout
    assert seen(done)["python"] == str(clone / ".venv" / "bin" / "python")
    assert Environment(clone).need(tests=False) is Need.NOTHING
    pip = subprocess.run([clone / ".venv" / "bin" / "pip", "--version"], capture_output=True, text=True, check=True)
    assert str(clone) in pip.stdout


def test_a_new_version_of_a_part_is_installed_without_starting_over(started: tuple[Path, Path], tmp_path: Path) -> None:
    clone = copy_of(started[0], tmp_path)
    start(clone, wheels=None)
    (clone / ".venv" / "here-before").touch()
    offer(clone, tmp_path / "wheels", "2.0")
    done = start(clone, wheels=tmp_path / "wheels")
    assert "what is new" in done.stdout
    assert seen(done)["part"] == "2.0"
    assert (clone / ".venv" / "here-before").exists()


def test_an_update_without_a_network_breaks_nothing_and_goes_through_later(
    started: tuple[Path, Path], tmp_path: Path
) -> None:
    clone = copy_of(started[0], tmp_path)
    start(clone, wheels=None)
    lock = (clone / "requirements.lock").read_bytes()
    offer(clone, tmp_path / "wheels", "2.0")
    assert "no answer from the network" in no_traceback(start(clone, wheels=None))
    assert Environment(clone).need(tests=False) is Need.UPDATE
    (clone / "requirements.lock").write_bytes(lock)
    assert seen(start(clone, wheels=None))["part"] == "1.0"


def test_two_starts_at_once_make_one_environment_and_the_second_says_that_it_waits(tmp_path: Path) -> None:
    clone = make_clone(tmp_path / "clone", tmp_path / "wheels")
    command = [sys.executable, str(clone / "start.py")]
    both = [
        subprocess.Popen(
            command,
            env=variables(tmp_path / "wheels"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted(INSTALLS in text for text in said) == [False, True]
    assert sum("Another start of the course is installing" in text for text in said) == 1
    assert all("OUTREACH" in text for text in said)


def test_an_environment_that_somebody_else_made_is_kept_under_another_name(tmp_path: Path) -> None:
    said: list[str] = []
    for number in (1, 2):
        theirs = tmp_path / ".venv" / "notes.txt"
        theirs.parent.mkdir()
        theirs.write_text(f"mine {number}", encoding="utf-8")
        Environment(tmp_path, said.append)._clear()
        assert said[-1] == f"There was a .venv here that the course did not make. It is kept as .venv-before-{number}."
        assert (tmp_path / f".venv-before-{number}" / "notes.txt").read_text(encoding="utf-8") == f"mine {number}"
        assert not (tmp_path / ".venv").exists()


def test_no_network_at_the_first_start_is_one_sentence(tmp_path: Path) -> None:
    clone = make_clone(tmp_path / "clone", tmp_path / "wheels")
    said = no_traceback(start(clone, wheels=None))
    assert said.startswith("The course's parts could not be fetched: no answer from the network.")


def test_a_part_that_is_not_the_one_that_was_locked_is_refused(started: tuple[Path, Path], tmp_path: Path) -> None:
    clone = copy_of(started[0], tmp_path)
    offer(clone, tmp_path / "wheels", "2.0")
    lock = clone / "requirements.lock"
    lock.write_text(lock.read_text(encoding="utf-8")[:-10] + "012345678\n", encoding="utf-8")
    said = no_traceback(start(clone, wheels=tmp_path / "wheels"))
    assert "is not the one the course was made with, so it was not installed" in said


def test_a_part_that_this_computer_cannot_have_is_named(started: tuple[Path, Path], tmp_path: Path) -> None:
    clone = copy_of(started[0], tmp_path)
    lock = clone / "requirements.lock"
    lock.write_text(lock.read_text(encoding="utf-8").replace("1.0", "9.9"), encoding="utf-8")
    said = no_traceback(start(clone, wheels=started[1]))
    assert "One of the course's parts (small-part==9.9) was not found where pip looks" in said


def test_a_read_only_clone_says_to_copy_it_and_a_ready_one_just_starts(
    started: tuple[Path, Path], tmp_path: Path
) -> None:
    clone = make_clone(tmp_path / "clone", tmp_path / "wheels")
    with read_only(clone):
        said = no_traceback(start(clone, wheels=tmp_path / "wheels"))
    assert f"The folder {clone} cannot be written to" in said
    with read_only(started[0]):
        assert seen(start(started[0], wheels=None))["part"] == "1.0"


def test_too_small_a_disk_is_said_before_anything_is_made(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 40) as disk:
        clone = make_clone(disk / "clone", tmp_path / "wheels")
        assert "There is not enough room on the disk" in no_traceback(start(clone, wheels=tmp_path / "wheels"))
        assert not (clone / ".venv").exists()


def test_a_disk_that_fills_up_halfway_is_said_and_repaired_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "NEEDED_BYTES", 0)
    for name, value in variables(tmp_path / "wheels").items():
        monkeypatch.setenv(name, value)
    with small_disk(tmp_path / "disk", 8) as disk:
        clone = make_clone(disk / "clone", tmp_path / "wheels")
        with pytest.raises(Trouble, match="There is not enough room on the disk"):
            Environment(clone).make_ready()
        subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
        Environment(clone).make_ready()
        assert Environment(clone).need(tests=False) is Need.NOTHING


def test_a_python_without_venv_is_told_how_to_get_it(tmp_path: Path) -> None:
    clone = make_clone(tmp_path / "clone", tmp_path / "wheels")
    done = without_ensurepip(clone, tmp_path)
    said = no_traceback(done)
    assert "its part called venv is missing" in said
    assert f"sudo apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv" in said


def without_ensurepip(clone: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Start where Python's ensurepip is an empty folder, for this process and its children alone."""
    import ensurepip  # noqa: PLC0415 - its place on the disk is all that is wanted

    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only the administrator of a Linux system can hide a part of Python from one process")
    hide = f'mount -t tmpfs tmpfs "{Path(ensurepip.__file__).parent}" && exec "$0" "$@"'
    command = ["unshare", "--mount", "sh", "-c", hide, sys.executable, str(clone / "start.py")]
    done = subprocess.run(
        command, env=variables(tmp_path / "wheels"), capture_output=True, encoding="utf-8", check=False
    )
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip(f"this system does not let a test hide a part of Python: {done.stderr.strip()}")
    return done
