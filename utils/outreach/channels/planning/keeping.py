"""How a plan is kept in the learner's folder: the file and the page together, and nothing by hand is lost."""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING

from outreach.channels.planning.plan import FILE_NAME, PAGE_NAME
from outreach.channels.setting import SETTING_FILE
from outreach.errors import OutreachError
from outreach.workspace import WORK

if TYPE_CHECKING:
    from outreach.workspace import Workspace

EARLIER: dict[str, str] = {
    FILE_NAME: "channel-plan.earlier-{number}.md",
    PAGE_NAME: "channel-plan.earlier-{number}.html",
}
DIGESTS: dict[str, str] = {FILE_NAME: "plan_written", PAGE_NAME: "page_written"}
"""Where the digests of what we wrote last stand in the setting file, by the name of what we wrote."""

REMEMBERED = 2
"""Digests that are remembered: the last one, and the one before in case that the last was never written."""

_BEFORE = f".{PAGE_NAME}.before"


def keep_plan(space: Workspace, text: str, page: str) -> str:
    """Write the plan and its page, both or none of them; what was changed by hand is first kept under another name.

    Returns
    -------
    str
        That name, or nothing; where both were changed, both names in words.

    Raises
    ------
    WorkspaceError
        If something cannot be read or written; plan and page then stay as they were.
    """
    made = {FILE_NAME: text, PAGE_NAME: page}
    with space.lock(FILE_NAME):
        earlier = _keep_earlier(space, made)
        # Remembered first: if writing fails, what stands there is still known as ours.
        space.update_json(SETTING_FILE, lambda content: {**content, **_digests(content, made)})
        _write_both(space, text, page)
    return f" and {WORK}/".join(earlier)


def _keep_earlier(space: Workspace, made: dict[str, str]) -> list[str]:
    """Copy what is neither ours nor the same to names of their own, and return these."""
    written = space.read_json(SETTING_FILE)
    changed = {}
    for name, new in made.items():
        there = _text_of(space, name)
        if there.strip() and there != new and _digest(there) not in _remembered(written, name):
            changed[name] = there
    number = 1
    while any(space.path(name.format(number=number)).exists() for name in EARLIER.values()):
        number += 1
    kept = {EARLIER[name].format(number=number): there for name, there in changed.items()}
    for name, there in kept.items():
        space.write_text(name, there)
    return list(kept)


def _text_of(space: Workspace, name: str) -> str:
    """Return what stands there. A page that cannot be read is set aside, since it is made anew; a plan is not."""
    try:
        return space.read_text(name) or ""
    except OutreachError:
        if name == FILE_NAME:
            raise
        space.set_aside(name, "it is no text that the course can read")
        return ""


def _write_both(space: Workspace, text: str, page: str) -> None:
    """Write page and plan, whose lock is held; if one of them fails, put the page of before back."""
    there, before = space.path(PAGE_NAME), space.path(_BEFORE)
    is_new = not there.exists()
    # What cannot be moved cannot be written either, and the next step says so in a sentence.
    with contextlib.suppress(OSError):
        there.replace(before)
    try:
        space.write_text(PAGE_NAME, page)
        space.write_locked(FILE_NAME, text)
    except OutreachError:
        with contextlib.suppress(OSError):
            if is_new:
                there.unlink(missing_ok=True)
            else:
                before.replace(there)
        raise
    with contextlib.suppress(OSError):
        before.unlink(missing_ok=True)


def _digests(content: dict[str, object], made: dict[str, str]) -> dict[str, list[str]]:
    return {
        key: list(dict.fromkeys([_digest(made[name]), *_remembered(content, name)]))[:REMEMBERED]
        for name, key in DIGESTS.items()
    }


def _remembered(content: dict[str, object], name: str) -> list[str]:
    kept = content.get(DIGESTS[name])
    return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else [str(kept)] if kept else []


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
