"""Opens the course in JupyterLab, dressed for people who do not program.

Everything that Jupyter reads or keeps for this start stands in the learner's
folder, so the person's own Jupyter settings are neither read nor changed.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
import urllib.request
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.course.delivery import JUPYTER, deliver
from outreach.course.outline import course_home, read_outline
from outreach.errors import OutreachError, WorkspaceError
from outreach.workspace import HIDDEN, atomic_write, make_learner_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = "outreach-workshop"
PORT = 8888
HIGHEST_PORT = 65_535
BROWSER_FILE = "open-the-course.html"

# What could lead the server or a kernel to settings outside the learner's folder.
_REACH_IN = ("JUPYTER", "JPY_", "IPYTHON", "PYTHONSTARTUP")


def open_lab(folder: Path | None = None, port: int | None = None, *, browser: bool = True) -> None:
    """Open the course in the learner's folder and stay until it is stopped.

    Raises
    ------
    OutreachError
        If the folder cannot be used or no port can be had.
    """
    home = course_home()
    place = learner_folder(home, folder)
    if port is not None and not 0 < port <= HIGHEST_PORT:
        msg = f"{port} is not a port. A number from 1 to {HIGHEST_PORT} was expected, best one from 1024 on."
        raise OutreachError(msg)
    try:
        _open(home, place, port or PORT, browser=browser and _has_browser())
    except OSError as error:
        raise WorkspaceError(_cannot_use(place, error)) from error


def _open(home: Path, place: Path, port: int, *, browser: bool) -> None:
    _make_folder(place)
    with _one_at_a_time(place) as let_others_in:
        address = _already_open(place)
        if address is None:
            # Only now: a notebook that is replaced while it is open would be two notebooks.
            news = _deliver(home, place)
            _serve(home, place, port, news, let_others_in, browser=browser)
            return
    print(f"The course is already open in this folder. Its address is:\n\n    {address}\n")
    if browser:
        import webbrowser  # noqa: PLC0415 - only where one is opened

        webbrowser.open(address)


def _cannot_use(place: Path, error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"The course could not be opened in {place}: the disk is full. Free some space, then start again."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return (
            f"The course could not be opened in {place}: this computer does not allow it to write there. "
            "Choose another folder with --folder."
        )
    return f"The course could not be opened in {place} ({error.strerror or error}). Choose another with --folder."


def learner_folder(home: Path, wanted: Path | None) -> Path:
    """Choose the learner's folder: what was asked for, else one in the home folder that is not the course itself.

    Raises
    ------
    OutreachError
        If it lies inside the course's own folder.
    """
    if wanted is None:
        place = Path.home() / FOLDER
        if _is_course(place):
            other = place.with_name(f"{FOLDER}-mine")
            print(f"{place} holds the course itself, so your own folder is {other}.")
            place = other
    else:
        place = wanted.expanduser().absolute()
    inside = home.resolve() if _is_course(home) else None
    real = place.resolve()
    if _is_course(real) or (inside is not None and real.is_relative_to(inside)):
        msg = (
            f"{place} is inside the course itself, where an update would meet your work. "
            "Choose a folder elsewhere with --folder."
        )
        raise OutreachError(msg)
    return place


def _is_course(folder: Path) -> bool:
    return (folder / "start.py").is_file() and (folder / "course" / "course.toml").is_file()


def _deliver(home: Path, place: Path) -> list[str]:
    first = f"lessons/{read_outline(home).modules[0].id}.ipynb"
    if not (home / first).is_file():
        msg = f"The course has no {first} yet. Authors make it with “outreach build”."
        raise OutreachError(msg)
    return deliver(home, place).sentences()


def _make_folder(place: Path) -> None:
    if place.is_dir() and not (place / HIDDEN).exists() and any(place.iterdir()):
        print(f"{place} was there before. Your files in it stay as they are; the course adds its own beside them.")
    make_learner_folder(place)


def _serve(
    home: Path, place: Path, port: int, news: list[str], let_others_in: Callable[[], None], *, browser: bool
) -> None:
    jupyter = place / JUPYTER
    # The key to the server stands in it, and other people may have accounts on this computer.
    jupyter.mkdir(mode=0o700, parents=True, exist_ok=True)
    _point_jupyter_at(jupyter)
    _dress(jupyter)

    with _quiet(jupyter / "output.log") as say:

        def when_open(address: str, taken: int) -> None:
            if taken != port:
                say(f"Port {port} is in use or not allowed, so the course uses {taken}.")
            for sentence in news:
                say(sentence)
            say(_welcome(address, place, browser=browser))
            let_others_in()

        # Loaded late: the server reads where its settings are while it is loaded.
        from outreach.lab_server import Opening, serve  # noqa: PLC0415

        serve(
            Opening(
                folder=place,
                page=f"lessons/{read_outline(home).modules[0].id}.ipynb",
                port=port,
                browser=browser,
                browser_file=place / BROWSER_FILE,
                workspaces=jupyter / "workspaces",
                first_workspace=_setting("workspace.json"),
                log=jupyter / "server.log",
            ),
            when_open,
        )
        say("\nThe course is closed. What you made is kept.")


def _welcome(address: str, place: Path, *, browser: bool) -> str:
    opened = "The course opens in your browser. If no window appears, copy" if browser else "The course is open. Copy"
    return (
        f"\n{opened} this address into the browser:\n\n    {address}\n\n"
        f"Your notebooks and everything you make are in:\n\n    {place}\n\n"
        "Leave this window open while you work. To stop, press the keys Ctrl and C in it."
    )


def _point_jupyter_at(jupyter: Path) -> None:
    """Keep the server and its kernels to the learner's folder, whatever the person has set for their own Jupyter."""
    for name in [name for name in os.environ if name.startswith(_REACH_IN)]:
        del os.environ[name]
    places = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    for name, below in places.items():
        os.environ[name] = str(jupyter / below)
    # Our folder comes before what is installed; otherwise another kernel of the same name could take its place.
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "0"


def _dress(jupyter: Path) -> None:
    """Write the settings of our start; those that a person changes in JupyterLab stand elsewhere and stay."""
    kernel = {
        "argv": [
            sys.executable,
            "-Xfrozen_modules=off",
            "-m",
            "ipykernel_launcher",
            "-f",
            "{connection_file}",
            # What a learner types is theirs: no history of it is kept outside their notebooks and my-work.
            "--HistoryManager.enabled=False",
        ],
        "display_name": "Python 3",
        "language": "python",
        "metadata": {"debugger": False},
    }
    _keep(jupyter / "config" / "labconfig" / "default_setting_overrides.json", _setting("settings.json"))
    _keep(jupyter / "config" / "labconfig" / "page_config.json", _setting("page_config.json"))
    _keep(jupyter / "config" / "custom" / "custom.css", _setting("custom.css"))
    _keep(jupyter / "data" / "kernels" / "python3" / "kernel.json", json.dumps(kernel, indent=1) + "\n")
    # Any box can be run first: the names that lessons use are there when a kernel starts.
    startup = jupyter / "ipython" / "profile_default" / "startup" / "00-the-course.py"
    _keep(startup, "from outreach import *\n")
    for below in ("runtime", "settings", "workspaces", "ipython"):
        (jupyter / below).mkdir(parents=True, exist_ok=True)


def _setting(name: str) -> str:
    return files("outreach").joinpath("lab_settings", name).read_text(encoding="utf-8")


def _keep(path: Path, text: str) -> None:
    content = text.encode("utf-8")
    if not (path.is_file() and path.read_bytes() == content):
        atomic_write(path, content)


@contextlib.contextmanager
def _one_at_a_time(place: Path) -> Iterator[Callable[[], None]]:
    """Let a second start in the same folder wait until the first can be reached; yields what lets it go on."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only here

    lock = FileLock(place / HIDDEN / "opening.lock", timeout=60)
    try:
        lock.acquire()
    except Timeout as error:
        msg = f"Another start of the course has been opening {place} for a minute. Close it, then start again."
        raise WorkspaceError(msg) from error
    try:
        yield lock.release
    finally:
        lock.release()


def _already_open(place: Path) -> str | None:
    """Return the address of a course that is open in this folder, or None."""
    for found in (place / JUPYTER / "runtime").glob("jpserver-*.json"):
        try:
            server = json.loads(found.read_bytes())
            # A file that our own server wrote, with its address on this computer.
            asked = urllib.request.Request(  # noqa: S310
                f"{server['url']}api/status", headers={"Authorization": f"token {server['token']}"}
            )
            with urllib.request.urlopen(asked, timeout=3):  # noqa: S310
                return f"{server['url']}lab?token={server['token']}"
        except (OSError, ValueError, KeyError, TypeError):
            found.unlink(missing_ok=True)
    return None


@contextlib.contextmanager
def _quiet(log: Path) -> Iterator[Callable[[str], None]]:
    """Send what the server and its kernels print to a file; yield a way to say something to the person."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = os.dup(1), os.dup(2)
    with os.fdopen(os.dup(1), "w", encoding=sys.stdout.encoding, errors="replace") as person, log.open("wb") as file:

        def say(text: str) -> None:
            print(text, file=person, flush=True)

        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        try:
            yield say
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            for handle, number in zip(kept, (1, 2), strict=True):
                os.dup2(handle, number)
                os.close(handle)


def _has_browser() -> bool:
    """Whether a window can be shown; a browser made of text would take over the terminal."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME"))
