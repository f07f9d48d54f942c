"""The learner's own folder: save, load, never lose.

Everything a learner makes stands in ``my-work/`` of one folder, in forms that
can be read without the course. Writes are atomic, two notebooks may write at
once, and a damaged file is set aside and reported, never overwritten.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import json
import os
import shutil
import stat
import tempfile
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from outreach.errors import OutreachError, WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

HIDDEN = ".outreach"
MARKER = "folder.json"
WORK = "my-work"
PROBLEMS = "problems.log"
SOLUTIONS = "solutions"
FORM_OF_FILES = 1
"""The version of our JSON files; a higher one was written by a newer course."""

LARGEST_FILE = 5_000_000
"""Bytes. No file that the course reads back from ``my-work/`` is near this size."""

LARGEST_LOG = 500_000
LOCK_SECONDS = 15.0
_STALE_SECONDS = 3600.0
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class Workspace:
    """One learner's folder, or a temporary one that nobody keeps."""

    def __init__(self, folder: Path, *, is_temporary: bool = False) -> None:
        self.folder = folder
        self.is_temporary = is_temporary
        self._notices: list[str] = []

    def __repr__(self) -> str:
        return "<a temporary workspace>" if self.is_temporary else f"<the course folder {self.folder.name!r}>"

    @property
    def work(self) -> Path:
        """Where everything stands that the learner made."""
        return self.folder / WORK

    @property
    def hidden(self) -> Path:
        """Where the course keeps what a learner need not see."""
        return self.folder / HIDDEN

    def path(self, name: str) -> Path:
        """Return the path of a file in ``my-work/``; a name that leads out of it is an error."""
        parts = PurePosixPath(name).parts
        if not parts or ".." in parts or PurePosixPath(name).is_absolute() or "\\" in name or ":" in name:
            msg = f"{name!r} is not a file name inside {WORK}."
            raise ValueError(msg)
        return self.work.joinpath(*parts)

    def read_text(self, name: str) -> str | None:
        """Return the text of a file in ``my-work/``, or None where there is none.

        Raises
        ------
        WorkspaceError
            If it is there and is no file, or cannot be read as UTF-8 text of a sensible size.
        """
        path = self.path(name)
        try:
            found = path.stat()
            if not stat.S_ISREG(found.st_mode):
                raise WorkspaceError(_no_file(name))
            if found.st_size > LARGEST_FILE:
                msg = (
                    f"{WORK}/{name} is {found.st_size / 1_000_000:.0f} MB; a file of at most "
                    f"{LARGEST_FILE // 1_000_000} MB was expected. Move it away and start that step again."
                )
                raise WorkspaceError(msg)
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise WorkspaceError(_cannot("read", f"{WORK}/{name}", error)) from error
        try:
            return data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            msg = (
                f"{WORK}/{name} holds bytes that are not UTF-8 text (at byte {error.start}). "
                "Open it in the program that wrote it and save it again as UTF-8."
            )
            raise WorkspaceError(msg) from error

    def write_text(self, name: str, text: str) -> Path:
        """Write a file in ``my-work/`` whole or not at all, and return its path."""
        with self.lock(name):
            return self.write_locked(name, text)

    def write_locked(self, name: str, text: str) -> Path:
        """Write a file whose lock is held by the caller."""
        path = self.path(name)
        atomic_write(path, whole(text).encode("utf-8"), shown_as=f"{WORK}/{name}")
        return path

    def write_together(self, texts: Mapping[str, str]) -> None:
        """Write several files, whose lock is held by the caller: all of them or none.

        Each is first written whole beside its place, with a copy of what stands there.
        Then they are renamed into place one after the other, in the order given. If that
        fails or is interrupted, what stood there before goes back. Only a kill between two
        renames leaves the first ones new and the others old, each of them whole.

        Raises
        ------
        WorkspaceError
            If one of them cannot be written; all are then as they were.
        """
        with contextlib.ExitStack() as beside:
            steps = []
            for name, text in texts.items():
                target = Path(os.path.realpath(self.path(name)))
                with _told_as(f"{WORK}/{name}"):
                    before = beside.enter_context(_beside(target, target.read_bytes())) if target.exists() else None
                    new = beside.enter_context(_beside(target, whole(text).encode("utf-8")))
                steps.append((name, target, new, before))
            try:
                for name, target, new, _ in steps:
                    with _told_as(f"{WORK}/{name}"):
                        _rename(new, target)
            except BaseException:
                for _, target, new, before in steps:
                    if not new.exists():
                        _put_back(target, before)
                raise
            for folder in {target.parent for _, target, _, _ in steps}:
                _flush_folder(folder)

    def read_json(self, name: str) -> dict[str, Any]:
        """Return what one of our JSON files holds, or an empty dict.

        A damaged file is set aside under another name and a notice is left. A whole
        file is read without a lock: writes are atomic, and a folder that may not be
        written can still be read.
        """
        content = self._parse(name)
        if isinstance(content, dict):
            return content
        with self.lock(name):
            return self._load(name)

    def update_json(self, name: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
        """Lock a JSON file, hand its content to ``change``, keep what that returns.

        Another notebook that updates the same file waits, so neither change is
        lost. Nothing is written if ``change`` raises.
        """
        with self.lock(name):
            after = {**change(self._load(name)), "form": FORM_OF_FILES}
            text = json.dumps(after, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            atomic_write(self.path(name), whole(text).encode("utf-8"), shown_as=f"{WORK}/{name}")
        return after

    def take_notices(self) -> list[str]:
        """Return the sentences that a learner has not been shown yet, and forget them."""
        taken, self._notices = self._notices, []
        return taken

    def set_aside(self, name: str, why: str) -> str:
        """Rename a damaged file so that nothing overwrites it; return its new name."""
        path = self.path(name)
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        for attempt in range(1000):
            aside = path.with_name(f"{path.stem}.damaged-{stamp}{f'-{attempt}' if attempt else ''}{path.suffix}")
            if not aside.exists():
                break
        try:
            path.replace(aside)
        except OSError as error:
            raise WorkspaceError(_cannot("set aside", f"{WORK}/{name}", error)) from error
        self._notices.append(
            f"{WORK}/{name} could not be read ({why}). It is kept as {WORK}/{aside.name}, and a new one is begun."
        )
        return aside.name

    def log_problem(self, where: str, error: BaseException) -> None:
        """Add a traceback to the problem log; a log that cannot be written stops nobody."""
        path = self.hidden / PROBLEMS
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and path.stat().st_size > LARGEST_LOG:
                path.replace(path.with_suffix(".old.log"))
            lines = "".join(traceback.format_exception(error))
            with path.open("a", encoding="utf-8", newline="\n") as log:
                log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {where}\n{lines}\n")

    @contextlib.contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """Hold the lock of one file; another notebook waits, at most ``LOCK_SECONDS``."""
        from filelock import FileLock, Timeout  # noqa: PLC0415 - only where something is kept

        locks = self.hidden / "locks"
        try:
            locks.mkdir(parents=True, exist_ok=True)
            held = FileLock(locks / f"{name.replace('/', '--')}.lock", timeout=LOCK_SECONDS)
            held.acquire()
        except Timeout as error:
            msg = (
                f"Another window has been saving {WORK}/{name} for {LOCK_SECONDS:.0f} seconds. "
                "Nothing was changed. Close the other window, or try again in a moment."
            )
            raise WorkspaceError(msg) from error
        except OSError as error:
            raise WorkspaceError(_cannot("save", f"{WORK}/{name}", error)) from error
        try:
            yield
        finally:
            held.release()

    def _load(self, name: str) -> dict[str, Any]:
        content = self._parse(name)
        if isinstance(content, dict):
            return content
        self.set_aside(name, content)
        return {}

    def _parse(self, name: str) -> dict[str, Any] | str:
        """Return what a JSON file holds, or what is wrong with it in a few words."""
        path = self.path(name)
        try:
            found = path.stat()
            if not stat.S_ISREG(found.st_mode):
                raise WorkspaceError(_no_file(name))
            if found.st_size > LARGEST_FILE:
                return f"it is {found.st_size / 1_000_000:.0f} MB, which the course never wrote"
            data = path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise WorkspaceError(_cannot("read", f"{WORK}/{name}", error)) from error
        try:
            content = json.loads(data.decode("utf-8-sig"))
        except (UnicodeDecodeError, ValueError, RecursionError):
            return "it is not whole" if data else "it is empty"
        if not isinstance(content, dict):
            return "it holds something else than was expected"
        form = content.get("form", FORM_OF_FILES)
        if isinstance(form, bool) or not isinstance(form, int | float) or form > FORM_OF_FILES:
            msg = f"{WORK}/{name} was written by a newer course. Nothing was changed. Start the newer course to use it."
            raise WorkspaceError(msg)
        return content


def whole(text: str) -> str:
    """Return a text that can be written: halves of a letter, as a cut emoji leaves them, become a question mark."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def atomic_write(path: Path, data: bytes, *, shown_as: str | None = None) -> None:
    """Write ``data`` to ``path`` so that a reader, a crash or a full disk sees the old file or the new.

    The new content goes to a temporary file in the same folder, is flushed to
    the disk, and is renamed over the old one.

    Raises
    ------
    WorkspaceError
        If it cannot be written; the old file is then untouched.
    """
    target = Path(os.path.realpath(path))
    with _told_as(shown_as or target.name), _beside(target, data) as new:
        _rename(new, target)
        _flush_folder(target.parent)


@contextlib.contextmanager
def _beside(target: Path, data: bytes) -> Iterator[Path]:
    """Write a temporary file in the folder of ``target``; it is gone afterwards if nobody renamed it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _told_as(what: str) -> Iterator[None]:
    """Say in a sentence what could not be saved."""
    try:
        yield
    except OSError as error:
        raise WorkspaceError(_cannot("save", what, error)) from error


def _put_back(target: Path, before: Path | None) -> None:
    """Put back what stood there; renaming needs no room on the disk."""
    with contextlib.suppress(OSError):
        if before is None:
            target.unlink(missing_ok=True)
        else:
            _rename(before, target)


def _rename(temporary: Path, target: Path) -> None:
    """Rename over the target; on Windows a reader or a virus scanner may hold it for a moment."""
    for pause in (0.01, 0.05, 0.2, 0.5):
        try:
            temporary.replace(target)
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(pause)
        else:
            return
    temporary.replace(target)


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system lets a folder be flushed."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _no_file(name: str) -> str:
    return f"{WORK}/{name} could not be read: it is no file. Move it away, then try again."


def _cannot(act: str, what: str, error: OSError) -> str:
    if error.errno in _FULL:
        return (
            f"{what} was not saved: the disk is full. What was there before is untouched. "
            "Free some space, then try again."
        )
    if error.errno in _FORBIDDEN:
        return (
            f"The course may not {act} {what}: this computer does not allow it. "
            "Check that the folder belongs to you and is not read-only, then try again."
        )
    return f"The course could not {act} {what} ({error.strerror or error}). What was there before is untouched."


def make_learner_folder(folder: Path) -> Workspace:
    """Make a folder a learner's folder, or find that it is one already.

    Raises
    ------
    WorkspaceError
        If it is a file, or cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        msg = f"{folder} is a file; a folder was expected. Choose another place with --folder."
        raise WorkspaceError(msg)
    space = Workspace(folder)
    try:
        space.work.mkdir(parents=True, exist_ok=True)
        space.hidden.mkdir(exist_ok=True)
    except OSError as error:
        raise WorkspaceError(_cannot("use", str(folder), error)) from error
    marker = space.hidden / MARKER
    if not marker.exists():
        text = json.dumps({"form": FORM_OF_FILES, "what": "a folder of the outreach workshop"}, indent=1)
        atomic_write(marker, text.encode() + b"\n")
    _sweep(space.work)
    return space


def _sweep(folder: Path) -> None:
    """Remove temporary files that a killed process left behind."""
    before = time.time() - _STALE_SECONDS
    for left in folder.glob(".*.tmp"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < before:
                left.unlink()


def find_workspace(start: Path) -> Workspace | None:
    """Return the learner's folder that ``start`` stands in, or None; a clone of the course belongs to nobody."""
    for folder in (start, *start.parents):
        try:
            if (folder / HIDDEN / MARKER).is_file():
                return Workspace(folder)
        except OSError as error:
            raise WorkspaceError(_cannot("read", str(folder), error)) from error
        if (folder / "start.py").is_file() and (folder / "course" / "course.toml").is_file():
            return None
    return None


def temporary_workspace() -> Workspace:
    """Make a workspace that is gone when this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="outreach-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    space = Workspace(folder, is_temporary=True)
    space.work.mkdir()
    space.hidden.mkdir()
    return space


_current: Workspace | None = None


def workspace() -> Workspace:
    """Return the workspace of this process, found from where it first asked.

    A notebook in a learner's folder gets that folder. A notebook anywhere else
    (a clone, a test run, a preview) or among the solutions gets a temporary one,
    fresh for each kernel, so that it leaves no trace and every run shows the same.
    """
    if _current is None:
        here = Path.cwd()
        found = find_workspace(here)
        # Solutions show worked answers; run there, they must not take the place of a learner's own.
        is_worked = found is not None and here.is_relative_to(found.folder / SOLUTIONS)
        use_workspace(temporary_workspace() if found is None or is_worked else found)
    if _current is None:  # pragma: no cover - use_workspace has just set it
        msg = "no workspace"
        raise OutreachError(msg)
    return _current


def use_workspace(space: Workspace | None) -> None:
    """Use this workspace from now on; None looks for one again at the next call."""
    global _current  # noqa: PLW0603 - one process works for one learner
    _current = space
