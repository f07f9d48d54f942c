"""The files of Juniper Street as a loan: copied into the learner's folder, and given back."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from outreach.engagement.exploring.exports_folder import FOLDER, PART, folder_of, take_out
from outreach.engagement.sample.writing import sample_files, write_sample
from outreach.errors import WorkspaceError
from outreach.wording import listed, one_line
from outreach.workspace import WORK

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.workspace import Workspace

BORROWED = "juniper-street"
_SHOWN = 3


def is_borrowed(space: Workspace) -> bool:
    """Return whether the folder of the borrowed files is there."""
    return (folder_of(space) / BORROWED).is_dir()


def borrow(space: Workspace) -> str:
    """Copy the sample into the folder of exports, whole or not at all, and return where it lies.

    Raises
    ------
    WorkspaceError
        If something of that name is there, or it cannot be written.
    """
    target = folder_of(space) / BORROWED
    beside = target.with_name(f".{BORROWED}{PART}")
    with space.lock(FOLDER):
        if target.exists():
            raise WorkspaceError(f"{WORK}/{FOLDER}/{BORROWED} is there already. Nothing was copied.")
        try:
            shutil.rmtree(beside, ignore_errors=True)
            write_sample(beside)
            beside.replace(target)
        except OSError as error:
            shutil.rmtree(beside, ignore_errors=True)
            raise WorkspaceError(
                f"The files could not be copied to {WORK}/{FOLDER}/{BORROWED} ({error.strerror or error}). "
                "Nothing was changed."
            ) from error
    return f"{WORK}/{FOLDER}/{BORROWED}"


def give_back(space: Workspace) -> None:
    """Delete the borrowed copy.

    Raises
    ------
    WorkspaceError
        If something lies in it that was not borrowed, or it cannot be deleted.
    """
    folder = folder_of(space) / BORROWED
    others = sorted(_others(folder))
    if others:
        named = listed([*map(one_line, others[:_SHOWN]), *(["more"] if len(others) > _SHOWN else [])])
        raise WorkspaceError(
            f"{WORK}/{FOLDER}/{BORROWED} holds what was not borrowed or was changed since: {named}. "
            "Move it out of that folder, then give the rest back. Nothing was deleted."
        )
    take_out(space, BORROWED)


def _others(folder: Path) -> list[str]:
    """Return what lies in the folder and is not of the sample as it was copied."""
    lent = sample_files()
    found = []
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        # A system puts files of its own into a folder that was looked at.
        if path.is_file() and not path.name.startswith(".") and lent.get(name) != path.read_bytes():
            found.append(name)
    return found
