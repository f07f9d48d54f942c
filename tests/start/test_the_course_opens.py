"""``outreach lab``: a real JupyterLab in the learner's folder, dressed for people who do not program."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

import jupyterlab
import psutil
import pytest
from jupyter_client.blocking.client import BlockingKernelClient

from tests.start.clones import ROOT, read_only, small_disk
from tests.start.opened import Opened, command, opened, read_until_open, refused, variables

FIRST = "lessons/00-start-here.ipynb"


def test_a_newcomer_is_told_the_address_and_the_folder_in_plain_words(tmp_path: Path) -> None:
    home = tmp_path / "Zoë Müller"
    with opened(home, "--port", str(free_port())) as course:
        assert course.said.splitlines() == [
            "",
            "The course is open. Copy this address into the browser:",
            "",
            f"    {course.address}lab/tree/{FIRST}?token={course.token}",
            "",
            "Your notebooks and everything you make are in:",
            "",
            f"    {home / 'outreach-workshop'}",
            "",
            "Leave this window open while you work. To stop, press the keys Ctrl and C in it.",
        ]
        lesson = course.ask(f"api/contents/{FIRST}?content=1")
        assert lesson["content"]["cells"]
        assert all(cell["metadata"]["trusted"] for cell in lesson["content"]["cells"] if cell["cell_type"] == "code")


def free_port() -> int:
    """Return a port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def test_ctrl_c_stops_at_once_without_a_question_and_leaves_nothing_running(tmp_path: Path) -> None:
    with opened(tmp_path) as course:
        assert "it runs" in run_in_kernel(course, tmp_path / "outreach-workshop")
        children = psutil.Process(course.process.pid).children(recursive=True)
        assert children
        said, seconds = course.stop()
        assert said == "\nThe course is closed. What you made is kept.\n"
        assert course.process.returncode == 0
        assert seconds < 8
        assert not [child for child in children if child.is_running()]
        assert not (tmp_path / "outreach-workshop" / "open-the-course.html").exists()


def test_ctrl_c_ends_it_while_pages_still_ask_for_something(tmp_path: Path) -> None:
    for moment in range(3):
        with opened(tmp_path / str(moment)) as course:
            pages = [threading.Thread(target=ask_on, args=(course,)) for _ in range(6)]
            for page in pages:
                page.start()
            time.sleep(0.3 + 0.02 * moment)
            said, _ = course.stop()
            assert said == "\nThe course is closed. What you made is kept.\n"
            for page in pages:
                page.join()


def ask_on(course: Opened) -> None:
    """Ask as a page does, one thing after the other, until nobody answers."""
    with contextlib.suppress(OSError, http.client.HTTPException, json.JSONDecodeError):
        while True:
            for what in ("api/contents/lessons?content=1", "api/sessions", "lab/api/workspaces/default"):
                course.ask(what)


def run_in_kernel(course: Opened, folder: Path, code: str = "print('it runs')") -> str:
    """Start a kernel as a notebook in ``lessons`` does, run a line of code in it, and return what it printed."""
    kernel = course.ask("api/kernels", {"name": "python3", "path": FIRST})
    client = BlockingKernelClient()
    client.load_connection_file(str(folder / ".outreach/jupyter/runtime" / f"kernel-{kernel['id']}.json"))
    client.start_channels()
    printed: list[str] = []
    try:
        client.wait_for_ready(timeout=60)
        client.execute_interactive(
            code, timeout=60, output_hook=lambda message: printed.append(str(message["content"]))
        )
    finally:
        client.stop_channels()
    return "".join(printed)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows closes a window in another way")
def test_closing_the_terminal_window_stops_it_too(tmp_path: Path) -> None:
    with opened(tmp_path) as course:
        course.stop(signal.SIGHUP)
        assert course.process.returncode == 0


def test_the_persons_own_jupyter_settings_are_neither_read_nor_changed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    trap = f"open({str(tmp_path / 'was-read')!r}, 'a').write(__file__)\nraise SystemExit('hostile')\n"
    settings = {
        ".jupyter/jupyter_lab_config.py": trap,
        ".jupyter/jupyter_server_config.py": trap,
        ".jupyter/jupyter_server_config.json": '{"ServerApp": {"port": 1, "root_dir": "/nowhere"}}',
        ".jupyter/custom/custom.css": "body { display: none }",
        ".jupyter/labconfig/page_config.json": '{"disabledExtensions": {"@jupyterlab/notebook-extension": true}}',
        ".jupyter/lab/user-settings/@jupyterlab/apputils-extension/themes.jupyterlab-settings": '{"theme": "hostile"}',
        ".ipython/profile_default/startup/00-trap.py": trap,
        ".ipython/profile_default/ipython_kernel_config.py": trap,
        ".local/share/jupyter/kernels/python3/kernel.json": '{"argv": ["false"], "display_name": "x"}',
        ".pythonrc.py": trap,
    }
    for name, text in settings.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    before = fingerprints(home)
    elsewhere = {
        "JUPYTER_CONFIG_PATH": str(home / ".jupyter"),
        "JUPYTER_TOKEN": "known",
        "PYTHONSTARTUP": str(home / ".pythonrc.py"),
    }
    with opened(home, **elsewhere) as course:
        assert course.token not in elsewhere.values()
        code = "import sys; from outreach.workspace import workspace; print(workspace().folder, sys.executable)"
        printed = run_in_kernel(course, home / "outreach-workshop", code)
        assert f"{home / 'outreach-workshop'} {sys.executable}" in printed
        assert course.ask("api/kernelspecs")["kernelspecs"]["python3"]["spec"]["display_name"] == "Python 3"
        assert course.ask("lab/api/settings/@jupyterlab/apputils-extension:themes")["settings"] == {}
        course.stop()
    assert not (tmp_path / "was-read").exists()
    assert fingerprints(home) == before


def fingerprints(home: Path) -> dict[str, str]:
    """Return every file of a home folder with a digest, but for the course's own folder."""
    return {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(home.rglob("*"))
        if path.is_file() and path.relative_to(home).parts[0] != "outreach-workshop"
    }


def test_an_empty_home_gets_nothing_but_the_learners_folder(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with opened(home) as course:
        run_in_kernel(course, home / "outreach-workshop")
        course.stop()
    assert [path.name for path in home.iterdir()] == ["outreach-workshop"]
    shown = sorted(path.name for path in (home / "outreach-workshop").iterdir() if not path.name.startswith("."))
    assert shown == ["exercises", "lessons", "my-work", "solutions"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a home folder to its owner by other means")
def test_nobody_else_on_the_computer_can_read_the_key_to_the_server(tmp_path: Path) -> None:
    with opened(tmp_path) as course:
        folder = tmp_path / "outreach-workshop"
        holders = [
            path for path in folder.rglob("*") if path.is_file() and course.token in path.read_text("utf-8", "replace")
        ]
        assert holders
        for path in holders:
            ways = [path, *[parent for parent in path.parents if folder in parent.parents]]
            assert any(not way.stat().st_mode & 0o077 for way in ways), path


def test_a_port_that_is_taken_is_passed_over_and_said(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with opened(tmp_path, "--port", str(port)) as course:
            assert course.port != port
            assert f"Port {port} is in use or not allowed, so the course uses {course.port}." in course.said


def test_a_number_that_is_no_port_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "--port", "70000").startswith("70000 is not a port. A number from 1 to 65535 was expected")


def test_a_second_start_in_the_same_folder_finds_the_one_that_is_open(tmp_path: Path) -> None:
    with opened(tmp_path) as course:
        done = subprocess.run(
            command(),
            env=variables(tmp_path),
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=True,
        )
        assert "already open" in done.stdout
        assert f"{course.address}lab?token={course.token}" in done.stdout


def test_two_starts_at_the_same_moment_open_one_course(tmp_path: Path) -> None:
    both = [
        subprocess.Popen(
            command(),
            env=variables(tmp_path),
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    try:
        until = time.monotonic() + 60
        while not (ended := [process for process in both if process.poll() is not None]):
            assert time.monotonic() < until
            time.sleep(0.05)
        assert "already open" in ended[0].communicate()[0]
        (other,) = (process for process in both if process is not ended[0])
        assert read_until_open(other).ask("api/status")
    finally:
        for process in both:
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX systems do")
def test_a_course_that_was_killed_opens_again(tmp_path: Path) -> None:
    with opened(tmp_path) as course:
        course.stop(signal.SIGKILL)
    with opened(tmp_path) as course:
        assert "already" not in course.said


def test_a_folder_inside_the_course_is_refused_and_a_clone_in_the_usual_place_is_left_alone(tmp_path: Path) -> None:
    assert "is inside the course itself" in refused(tmp_path, "--folder", str(ROOT / "lessons" / "mine"))
    clone = tmp_path / "outreach-workshop"
    (clone / "course").mkdir(parents=True)
    (clone / "start.py").touch()
    (clone / "course" / "course.toml").touch()
    with opened(tmp_path) as course:
        assert f"{clone} holds the course itself, so your own folder is {clone}-mine." in course.said
        assert (tmp_path / "outreach-workshop-mine" / FIRST).exists()
    assert sorted(path.name for path in clone.iterdir()) == ["course", "start.py"]


def test_a_file_where_the_folder_should_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "outreach-workshop").write_text("mine", encoding="utf-8")
    assert "is a file; a folder was expected" in refused(tmp_path)
    assert (tmp_path / "outreach-workshop").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_may_not_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with read_only(tmp_path / "there"):
        assert "this computer does not allow it" in refused(tmp_path, "--folder", str(tmp_path / "there" / "mine"))


def test_a_ready_folder_that_became_read_only_is_one_sentence(tmp_path: Path) -> None:
    with opened(tmp_path) as course:
        course.stop()
    with read_only(tmp_path / "outreach-workshop"):
        assert "does not allow it" in refused(tmp_path)


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1) as disk:
        (disk / "filler").write_bytes(bytes(900_000))
        assert "the disk is full" in refused(tmp_path, "--folder", str(disk / "mine"))


def test_files_that_were_in_the_folder_before_stay_as_they_are(tmp_path: Path) -> None:
    place = tmp_path / "outreach-workshop"
    place.mkdir()
    (place / "notes.txt").write_text("mine", encoding="utf-8")
    with opened(tmp_path) as course:
        assert "Your files in it stay as they are" in course.said
    assert (place / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_the_dress_is_served_and_what_a_person_changes_in_it_stays(tmp_path: Path) -> None:
    with opened(tmp_path) as course:
        saving = course.ask("lab/api/settings/@jupyterlab/docmanager-extension:plugin")
        assert saving["schema"]["properties"]["autosaveInterval"]["default"] == 10
        widgets = course.ask("lab/api/settings/@jupyter-widgets/jupyterlab-manager:plugin")
        assert widgets["schema"]["properties"]["saveState"]["default"] is True
        assert course.ask("lab/api/news")["news"] == []
        course.stop()
    theirs = (
        tmp_path
        / "outreach-workshop/.outreach/jupyter/settings/@jupyterlab/apputils-extension/themes.jupyterlab-settings"
    )
    theirs.parent.mkdir(parents=True)
    theirs.write_text('{"theme": "JupyterLab Dark"}', encoding="utf-8")
    with opened(tmp_path) as course:
        assert course.ask("lab/api/settings/@jupyterlab/apputils-extension:themes")["settings"] == {
            "theme": "JupyterLab Dark"
        }


def setting(name: str) -> Any:
    return json.loads(files("outreach").joinpath("lab_settings", name).read_text(encoding="utf-8"))


def known_plugins() -> str:
    static = Path(jupyterlab.__file__).parent / "static"
    return "".join(path.read_text(encoding="utf-8", errors="replace") for path in sorted(static.glob("*.js")))


def test_every_part_that_is_switched_off_or_set_exists_in_the_installed_jupyterlab() -> None:
    text = known_plugins()
    names = [*setting("page_config.json")["disabledExtensions"], *setting("settings.json")]
    unknown = [name for name in names if name.startswith("@jupyterlab/") and f'"{name}' not in text]
    assert unknown == []


def test_every_command_that_is_taken_out_of_a_menu_exists_in_the_installed_jupyterlab() -> None:
    schemas = Path(sys.prefix, "share", "jupyter", "lab", "schemas")
    if not schemas.exists():
        pytest.skip("this environment has its JupyterLab elsewhere")
    text = "".join(path.read_text(encoding="utf-8") for path in schemas.rglob("*.json"))
    menus = setting("settings.json")["@jupyterlab/mainmenu-extension:plugin"]["menus"]
    commands = [item["command"] for menu in menus for item in menu.get("items", []) if "command" in item]
    assert commands
    assert [name for name in commands if f'"{name}"' not in text] == []


def test_opening_is_light_until_the_server_is_needed() -> None:
    code = "import sys, outreach.lab; print(sorted({'pandas', 'jupyterlab', 'nbformat', 'plotly'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "utils")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
