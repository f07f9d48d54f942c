"""Where a learner's exports lie: copies in ``my-work/exports``, which stay on this computer."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
import unicodedata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from outreach.errors import WorkspaceError
from outreach.wording import one_line
from outreach.workspace import WORK, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.workspace import Workspace

FOLDER = "exports"
PART = ".coming"
"""How the name of a file ends that is not whole yet. After a kill it is never read, and swept away a day later."""

LARGEST = 2_000_000_000
"""Bytes of one file. What is larger is named by its path on the command line, and read where it lies."""

_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f-\x9f]')
_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
_LONGEST = 180
"""Bytes of a name. Systems take 255, and a number and the mark of a part must have room behind it."""

_LONGEST_ENDING = 20
_DEEPEST = 6
_FULL = {28, 122}
_A_DAY = 24 * 3600


def folder_of(space: Workspace) -> Path:
    """Return the folder of exports; it need not be there yet."""
    return space.work / FOLDER


def entries(space: Workspace) -> list[Path]:
    """Return what lies in the folder, files and folders that were dropped whole, by name."""
    try:
        found = list(folder_of(space).iterdir())
    except OSError:
        return []
    return sorted(one for one in found if not one.name.startswith(".") and not one.name.endswith(PART))


def safe_name(name: str) -> PurePosixPath:
    """Return the name of a file, with the folders it was dropped in, as every system can write it.

    Parts that lead elsewhere are left out; signs that some system forbids become "_".
    """
    parts = []
    for part in unicodedata.normalize("NFC", whole(name)).replace("\\", "/").split("/"):
        plain = _FORBIDDEN.sub("_", part).strip(" .")
        if plain.split(".")[0].strip().casefold() in _RESERVED:
            plain = f"_{plain}"
        if plain:
            parts.append(_shortened(plain))
    return PurePosixPath(*parts[-_DEEPEST:]) if parts else PurePosixPath("file")


class Coming:
    """A file that comes in parts. It has its name only when it is whole; one that stands there is not overwritten."""

    def __init__(self, space: Workspace, name: str, size: int) -> None:
        """Begin; ``size`` is how many bytes will come.

        Raises
        ------
        WorkspaceError
            If it is too large for this way, there is no room for it, or the folder cannot be written.
        """
        self.name = safe_name(name)
        self.size = size
        self.done = 0
        self._space = space
        self._folder = folder_of(space)
        self._file: BinaryIO | None = None
        self._said = one_line(str(self.name))
        if size > LARGEST:
            raise WorkspaceError(
                f"{self._said} has {size / 1e9:.1f} GB. Leave it where it lies and type: "
                "outreach import, a blank, and its path."
            )
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(self._folder).free < size:
                raise WorkspaceError(
                    f"{self._said} was not copied: the disk is full. Free some space, then drop it again."
                )
            self._part, self._file = self._begun()
        except OSError as error:
            raise _not_copied(self._said, error) from error

    def add(self, data: bytes) -> None:
        """Take the next bytes.

        Raises
        ------
        WorkspaceError
            If they cannot be written, or are more than were announced; what came is then gone.
        """
        if self._file is None:
            raise WorkspaceError(f"{self._said} is not being copied any more. Drop it again.")
        self.done += len(data)
        if self.done > self.size:
            self.drop()
            raise WorkspaceError(f"{self._said} grew while it was copied. Close what writes to it, then drop it again.")
        try:
            self._file.write(data)
        except OSError as error:
            self.drop()
            raise _not_copied(self._said, error) from error

    def finish(self) -> Path:
        """Give the whole file its name, and return its path. Where it stands there already, it stands there once.

        Raises
        ------
        WorkspaceError
            If bytes are missing, or it cannot be written; what came is then gone.
        """
        if self._file is None or self.done != self.size:
            self.drop()
            raise WorkspaceError(
                f"{self._said} did not arrive whole ({self.done:,} of {self.size:,} bytes). Drop it again."
            )
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            with self._space.lock(FOLDER):  # another window may be about to take the same name
                return self._placed(self._folder.joinpath(*self.name.parts))
        except OSError as error:
            raise _not_copied(self._said, error) from error
        finally:
            self.drop()

    def drop(self) -> None:
        """Forget what came so far."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
        self._file = None
        with contextlib.suppress(OSError):
            self._part.unlink(missing_ok=True)

    def _begun(self) -> tuple[Path, BinaryIO]:
        for part in _numbered(self._folder / f".{self.name.name}{PART}"):
            with contextlib.suppress(FileExistsError):
                return part, part.open("xb")
        raise AssertionError  # pragma: no cover - numbers do not end

    def _placed(self, target: Path) -> Path:
        target.parent.mkdir(parents=True, exist_ok=True)
        for free in _numbered(target):
            if not free.exists():
                self._part.replace(free)
                return free
            if free.is_file() and _same(free, self._part):
                return free
        raise AssertionError  # pragma: no cover - numbers do not end


def take_out(space: Workspace, name: str) -> None:
    """Delete the copy of an export; the file it was copied from is not touched.

    Raises
    ------
    WorkspaceError
        If there is none of that name, or it cannot be deleted.
    """
    path = next((one for one in entries(space) if one.name == name), None)
    if path is None:
        raise WorkspaceError(f"There is no {WORK}/{FOLDER}/{one_line(name)}.")
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError as error:
        raise WorkspaceError(
            f"{WORK}/{FOLDER}/{one_line(name)} could not be deleted ({error.strerror or error}). "
            "Close what has it open, then try again."
        ) from error


def sweep(space: Workspace) -> None:
    """Delete parts of files that never became whole, those of yesterday and before."""
    for left in folder_of(space).glob(f".*{PART}"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime < _A_DAY:
                continue
            if left.is_dir():  # a loan that was not copied whole
                shutil.rmtree(left)
            else:
                left.unlink(missing_ok=True)


def _numbered(path: Path) -> Iterator[Path]:
    """Go through this path and the same with a number, "export (2).csv"."""
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1


def _shortened(name: str) -> str:
    if len(name.encode()) <= _LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending.encode()) > _LONGEST_ENDING:
        stem, dot, ending = name, "", ""
    room = _LONGEST - len(f"{dot}{ending}".encode())
    return f"{stem.encode()[:room].decode(errors='ignore').rstrip(' .')}{dot}{ending}"


def _same(one: Path, other: Path) -> bool:
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as first, other.open("rb") as second:
        while block := first.read(1 << 20):
            if block != second.read(1 << 20):
                return False
    return True


def _not_copied(said: str, error: OSError) -> WorkspaceError:
    if error.errno in _FULL:
        return WorkspaceError(f"{said} was not copied: the disk is full. Free some space, then drop it again.")
    return WorkspaceError(f"{said} was not copied ({error.strerror or error}). Nothing else was changed.")
