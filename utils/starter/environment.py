"""The private environment in the course's folder: is it whole, and what makes it so.

A stamp in the environment says what was installed, from which lock and at which
place. It is written last and taken away before anything is changed, so an
environment that an interrupted start left behind has no stamp and is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starter import alone, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

FORM = 1
NEEDED_BYTES = 1_000_000_000
OURS = "made-by-the-course.txt"

# What a person may have set for other Pythons and that would reach into this one.
_REACH_IN = (
    "PYTHONPATH",
    "PYTHONHOME",
    "PYTHONSTARTUP",
    "PYTHONUSERBASE",
    "PYTHONOPTIMIZE",
    "PYTHONWARNINGS",
    "PYTHONINSPECT",
    "PYTHONPLATLIBDIR",
    "PYTHONEXECUTABLE",
    "__PYVENV_LAUNCHER__",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_PYTHON",
    "PIP_DRY_RUN",
    "PIP_EDITABLE",
    "PIP_REQUIREMENT",
    "PIP_CONSTRAINT",
)


class Need(Enum):
    """What must be done before the course can be used."""

    NOTHING = auto()
    NEW_PLACE = auto()
    UPDATE = auto()
    ALL = auto()


@dataclass(frozen=True)
class Stamp:
    """What an environment holds: digests of its sources, where it stands, and the Python it stands on."""

    course: str
    test: str | None
    place: str
    base: str


class Environment:
    """``.venv`` in the course's folder. ``say`` prints one line for a person."""

    def __init__(self, root: Path, say: Callable[[str], None] = print) -> None:
        self.root = root
        self.folder = root / ".venv"
        self._stamp = self.folder / "course-stamp.json"
        self._say = say

    @property
    def python(self) -> Path:
        """The Python of the environment."""
        return self.script("python")

    @property
    def log(self) -> Path:
        """Where everything stands that pip said, for troubles."""
        return self.folder / "install.log"

    @property
    def _pip(self) -> list[str]:
        return [str(self.python), "-I", "-X", "utf8", "-u", "-m", "pip"]

    def script(self, name: str) -> Path:
        """Return the path of a command of the environment."""
        return self.folder / "Scripts" / f"{name}.exe" if sys.platform == "win32" else self.folder / "bin" / name

    def child_variables(self, given: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return environment variables for a child: the person's, less what reaches into other Pythons.

        The person's settings for the package index stay, since a company may have its own mirror.
        """
        given = os.environ if given is None else given
        kept = {name: value for name, value in given.items() if name.upper() not in _REACH_IN}
        search = os.pathsep.join([str(self.python.parent), *filter(None, [given.get("PATH")])])
        return kept | {
            "PATH": search,
            "VIRTUAL_ENV": str(self.folder),
            "PYTHONNOUSERSITE": "1",
            "PYTHONUTF8": "1",
            "PIP_USER": "0",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_NO_INPUT": "1",
        }

    def need(self, *, tests: bool) -> Need:
        """Decide what must be done. Reads three small files and starts nothing."""
        stamp = self._read_stamp()
        if stamp is None or not self.python.exists() or stamp.base != self._base():
            return Need.ALL
        if stamp.course != self._course_digest() or (tests and stamp.test != self._test_digest()):
            return Need.UPDATE
        return Need.NOTHING if stamp.place == str(self.folder) else Need.NEW_PLACE

    def make_ready(self, *, tests: bool = False) -> None:
        """Do what must be done; at once done where nothing is.

        Raises
        ------
        words.Trouble
            If it cannot be done, with the reason in plain words.
        """
        if self.need(tests=tests) is Need.NOTHING:
            return
        try:
            self._make_ready_alone(tests=tests)
        except OSError as error:
            known = words.of_os_error(error, self.root)
            if known is None:
                raise
            raise known from error

    def _make_ready_alone(self, *, tests: bool) -> None:
        with self._alone():
            match self.need(tests=tests):
                case Need.NOTHING:
                    return
                case Need.NEW_PLACE:
                    self._say("The course's folder was moved. Putting its parts right; this takes some seconds.")
                    self._settle_in_new_place()
                case Need.UPDATE:
                    self._update(tests=tests)
                case Need.ALL:
                    self._make_all(tests=tests)

    def _make_all(self, *, tests: bool) -> None:
        began = self.folder.exists()
        self._clear()
        free = shutil.disk_usage(self.root).free
        if free < NEEDED_BYTES:
            raise words.disk_full(self.root)
        if began:
            self._say("The last start did not finish, or Python has changed since. Making the course's parts anew.")
        self._say("Installing the course's parts, once. This takes two or three minutes.")
        self.folder.mkdir()
        (self.folder / OURS).write_text(
            "start.py made this folder and may delete it. Keep nothing of yours here.\n", encoding="utf-8"
        )
        variables = _for_venv(self.child_variables())
        # In two steps, because venv keeps to itself what went wrong while it was getting pip.
        self._run([sys.executable, "-I", "-m", "venv", "--without-pip", str(self.folder)], variables=variables)
        self._run([str(self.python), "-I", "-m", "ensurepip", "--default-pip"], variables=variables)
        self._install(tests=tests)

    def _update(self, *, tests: bool) -> None:
        self._say("Installing what is new in the course's parts. This may take a minute.")
        aside = self._stamp.with_suffix(".before.json")
        self._stamp.replace(aside)
        changed = False

        def watch(line: str) -> None:
            nonlocal changed
            changed = changed or line.startswith(("Installing collected", "Attempting uninstall"))

        try:
            self._install(tests=tests, watch=watch)
        except words.Trouble as trouble:
            if not changed and not trouble.was_killed:
                # pip fetches everything before it installs anything: nothing was touched, what stood still stands.
                aside.replace(self._stamp)
            raise
        aside.unlink(missing_ok=True)

    def _install(self, *, tests: bool, watch: Callable[[str], None] = lambda _line: None) -> None:
        lock = self.root / ("requirements-test.lock" if tests else "requirements.lock")
        progress = _Progress(lock)

        def on_line(line: str) -> None:
            watch(line)
            progress.show(line)

        # The locks list every part with its hashes, so pip need not look for more; and only ready-made parts run no
        # foreign code while they are installed.
        fetch = [
            "install",
            "--require-hashes",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--progress-bar",
            "off",
            # Most of what only the tests need is never imported; what is, is compiled then.
            *(["--no-compile"] if tests else []),
            "-r",
            str(lock),
        ]
        try:
            self._run([*self._pip, *fetch], on_line=on_line)
        finally:
            progress.end()
        self._install_course()
        self._write_stamp(tests=tests)

    def _install_course(self) -> None:
        """Install the course itself from its folder: with the parts that are there, so without a network."""
        itself = [
            "install",
            "--no-index",
            "--no-deps",
            "--no-build-isolation",
            "--force-reinstall",
            "-e",
            str(self.root),
        ]
        self._run([*self._pip, *itself])
        self._find_course_from_here()

    def _find_course_from_here(self) -> None:
        """Name the course's folder from where the environment stands.

        Python reads such a line in the locale's encoding, also in UTF-8 mode, so a
        folder name with other letters than its own would be misread.
        """
        for packages in [*self.folder.glob("lib/python*/site-packages"), *self.folder.glob("Lib/site-packages")]:
            for line in packages.glob("_editable_impl_*.pth"):
                relative = os.path.relpath(self.root / "utils", packages)
                line.write_text(f"{relative}\n", encoding="ascii", newline="\n")

    def _settle_in_new_place(self) -> None:
        """Make an environment that was moved with its folder work where it is now; needs no network."""
        stamp = self._read_stamp()
        if stamp is None:  # pragma: no cover - decided a moment ago, under the lock
            return
        aside = self._stamp.with_suffix(".before.json")
        self._stamp.replace(aside)
        try:
            _point_scripts_at(self.python)
            self._install_course()
        except BaseException:
            # Nothing was fetched and nothing taken away, so the next start tries the same and not everything anew.
            aside.replace(self._stamp)
            raise
        aside.unlink(missing_ok=True)
        self._write_stamp(tests=stamp.test is not None)

    def _run(
        self,
        command: list[str],
        *,
        on_line: Callable[[str], None] = lambda _line: None,
        variables: dict[str, str] | None = None,
    ) -> None:
        """Run one step; what it prints goes into the log. The output decides what is said if it fails."""
        printed: list[str] = []
        with self.log.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as log:
            log.write(f"\n$ {' '.join(command)}\n")
            with subprocess.Popen(
                command,
                cwd=self.root,
                env=self.child_variables() if variables is None else variables,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            ) as child:
                try:
                    for line in child.stdout or ():
                        printed.append(line)
                        log.write(line)
                        on_line(line.strip())
                except BaseException:
                    child.kill()
                    raise
        if child.returncode:
            trouble = words.of_failed_step("".join(printed), self.root, self.log)
            trouble.was_killed = child.returncode < 0
            raise trouble

    def _clear(self) -> None:
        """Take an unfinished environment away; one that somebody else made is kept under another name."""
        if not os.path.lexists(self.folder):
            return
        if self.folder.is_symlink() or not self.folder.is_dir():
            self.folder.unlink()
        elif (self.folder / OURS).exists() or not any(self.folder.iterdir()):
            shutil.rmtree(self.folder)
        else:
            number = next(n for n in range(1, 10_000) if not (self.root / f".venv-before-{n}").exists())
            kept = self.root / f".venv-before-{number}"
            self.folder.replace(kept)
            self._say(f"There was a .venv here that the course did not make. It is kept as {kept.name}.")

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one start at a time change the environment; a second one waits and says so."""
        with (self.root / ".start.lock").open("a+b") as file:
            if not alone.try_lock(file.fileno()):
                self._say("Another start of the course is installing its parts. Waiting until it is done.")
                alone.wait_for_lock(file.fileno())
            try:
                yield
            finally:
                alone.unlock(file.fileno())

    def _read_stamp(self) -> Stamp | None:
        try:
            found = json.loads(self._stamp.read_bytes())
            if found.pop("form") != FORM:
                return None
            return Stamp(**found)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def _write_stamp(self, *, tests: bool) -> None:
        stamp = Stamp(
            course=self._course_digest(),
            test=self._test_digest() if tests else None,
            place=str(self.folder),
            base=self._base(),
        )
        temporary = self._stamp.with_suffix(".tmp")
        content: dict[str, Any] = {"form": FORM, **vars(stamp)}
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            json.dump(content, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._stamp)

    def _course_digest(self) -> str:
        return _digest(self.root, "requirements.lock", "pyproject.toml", "utils/wheel_course.py")

    def _test_digest(self) -> str:
        return _digest(self.root, "requirements-test.lock")

    def _base(self) -> str:
        """Return which Python the environment stands on, so that one which went away or moved on is noticed.

        Where the environment's Python is a link, that is the file it leads to; on Windows it is a file of its own,
        and the configuration beside it names the folder of the Python behind it.
        """
        if self.python.is_symlink():
            return os.path.realpath(self.python)
        with contextlib.suppress(OSError, UnicodeDecodeError):
            for line in (self.folder / "pyvenv.cfg").read_text(encoding="utf-8").splitlines():
                name, _, value = line.partition("=")
                if name.strip() == "home":
                    home = value.strip()
                    return home if Path(home).is_dir() else f"{home} is gone"
        return "unknown"


class _Progress:
    """One line that counts the parts as they are fetched; only where somebody watches."""

    def __init__(self, lock: Path) -> None:
        self._all = lock.read_text(encoding="utf-8").count("==")
        self._fetched = 0
        self._shown = 0

    def show(self, line: str) -> None:
        if not sys.stdout.isatty():
            return
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            self._fetched += 1
            self._put(f"  fetching part {self._fetched} of about {self._all}")
        elif line.startswith("Installing collected"):
            self._put("  putting the parts in place")

    def end(self) -> None:
        if self._shown:
            self._put("")
            sys.stdout.write("\r")
            sys.stdout.flush()

    def _put(self, text: str) -> None:
        sys.stdout.write("\r" + text.ljust(self._shown))
        sys.stdout.flush()
        self._shown = len(text)


def _digest(root: Path, *names: str) -> str:
    """Return one digest of these files; one that is missing counts as itself."""
    total = hashlib.sha256()
    for name in names:
        try:
            content = (root / name).read_bytes()
        except FileNotFoundError:
            content = b"missing"
        total.update(f"{name} {len(content)}\n".encode() + content)
    return total.hexdigest()


def _for_venv(variables: dict[str, str]) -> dict[str, str]:
    """Say nothing of an active environment while one is made: there is none yet."""
    return {name: value for name, value in variables.items() if name != "VIRTUAL_ENV"}


def _point_scripts_at(python: Path) -> None:
    """Let the commands of a moved environment start with the Python beside them.

    The first lines are written as pip writes them for a path with a space in it. On Windows the commands are
    programs with the path inside; there ``python -m NAME`` works in their stead, and the course needs none of them.
    """
    if sys.platform == "win32":
        return
    for script in python.parent.iterdir():
        if script.is_symlink() or not script.is_file():
            continue
        content = script.read_bytes()
        first, _, rest = content.partition(b"\n")
        if first == b"#!/bin/sh" and rest.startswith(b"'''exec' "):
            rest = rest.split(b"\n", 2)[2]
        elif not (first.startswith(b"#!") and b"python" in first):
            continue
        quoted = os.fsencode(str(python)).replace(b'"', b'\\"')
        script.write_bytes(b"#!/bin/sh\n'''exec' \"" + quoted + b'" "$0" "$@"\n\' \'\'\'\n' + rest)
