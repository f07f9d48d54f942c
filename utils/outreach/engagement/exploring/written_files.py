"""How what the explorer writes is kept in the learner's folder: nothing that was changed by hand is lost."""

from __future__ import annotations

import hashlib
from itertools import count
from typing import TYPE_CHECKING

from outreach.engagement.exploring.setting import SETTING_FILE
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from outreach.workspace import Workspace

WRITTEN = "written"
"""Where in the setting file the digests of what we wrote stand, by the name of the file.

The last one is that of what was written last, or was to be; one before it is that of what stood there then, if that was
ours. So whatever a save that was stopped leaves behind is known as ours.
"""


def keep_file(space: Workspace, name: str, text: str) -> str:
    """Write a file whole or not at all; one that was changed by hand is first kept under another name.

    Returns
    -------
    str
        That name, or nothing.

    Raises
    ------
    WorkspaceError
        If something cannot be read or written; the file then stays as it was.
    """
    with space.lock(name):
        there = _text_of(space, name)
        known = _known(space.read_json(SETTING_FILE), name)
        is_ours = _digest(there) in known
        earlier = "" if not there.strip() or there == text or is_ours else _kept_earlier(space, name, there)
        digests = [_digest(there), _digest(text)] if is_ours and there != text else [_digest(text)]

        def noted(content: dict[str, object]) -> dict[str, object]:
            held = content.get(WRITTEN)
            return {**content, WRITTEN: {**(held if isinstance(held, dict) else {}), name: digests}}

        # Remembered first: if writing is stopped, what stands there then is still known as ours.
        space.update_json(SETTING_FILE, noted)
        space.write_locked(name, text)
    return earlier


def _text_of(space: Workspace, name: str) -> str:
    """Return what stands there; what cannot be read is set aside with a notice, and never overwritten."""
    try:
        return space.read_text(name) or ""
    except OutreachError:
        if not space.path(name).is_file():
            raise
        space.set_aside(name, "it is no text that the course can read")
        return ""


def _kept_earlier(space: Workspace, name: str, text: str) -> str:
    stem, dot, ending = name.rpartition(".")
    for number in count(1):
        copy = f"{stem}.earlier-{number}{dot}{ending}"
        if not space.path(copy).exists():
            space.write_text(copy, text)
            return copy
        if _is(space, copy, text):
            return copy
    raise AssertionError  # pragma: no cover - numbers do not end


def _is(space: Workspace, name: str, text: str) -> bool:
    try:
        return space.read_text(name) == text
    except OutreachError:
        return False


def _known(content: dict[str, object], name: str) -> list[str]:
    held = content.get(WRITTEN)
    found = held.get(name) if isinstance(held, dict) else None
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
