"""How a plan is kept in the learner's folder: the file and the page together, and nothing by hand is lost."""

from __future__ import annotations

import hashlib
from itertools import count
from typing import TYPE_CHECKING

from outreach.channels.planning.plan import FILE_NAME, PAGE_NAME
from outreach.errors import OutreachError
from outreach.workspace import WORK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.workspace import Workspace

SETTING_FILE = "channel-weights.json"
"""What the course keeps of a choice beside the plan: what was set, and here the digests of what it wrote."""

EARLIER: dict[str, str] = {
    FILE_NAME: "channel-plan.earlier-{number}.md",
    PAGE_NAME: "channel-plan.earlier-{number}.html",
}
DIGESTS: dict[str, str] = {FILE_NAME: "plan_written", PAGE_NAME: "page_written"}
"""Where digests of what is ours stand in the setting file, by the name of what we wrote.

The first is that of what was written last, or was to be; a second one is that of what stood there
then, if it was ours. So whatever a save that was stopped leaves behind is known as ours.
"""

PAIRS = "page_of_plan"
"""Where in the setting file the digest of a page stands by that of its plan, for each plan whose digest we keep."""

OLDER = f"The page to print, {WORK}/{PAGE_NAME}, is older than your plan; save your plan once more."
MISSING = f"The page to print, {WORK}/{PAGE_NAME}, is not there; save your plan once more to have it."


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
        there = {name: _text_of(space, name) for name in made}
        earlier = _keep_earlier(space, made, there)
        # Remembered first: if writing is stopped, what stands there then is still known as ours.
        space.update_json(SETTING_FILE, lambda content: {**content, **_noted(content, made, there)})
        # The plan first: a page of before beside a new plan can be told, and the next save makes it anew.
        space.write_together(made)
    return f" and {WORK}/".join(earlier)


def page_is_behind(space: Workspace) -> str:
    """Return a sentence where the page to print is not that of our plan, as a save that was killed leaves it."""
    try:
        plan, page = (space.read_text(name) for name in (FILE_NAME, PAGE_NAME))
        content = space.read_json(SETTING_FILE)
    except OutreachError:
        return ""
    its_page = _pairs(content).get(_digest(plan or ""))
    if its_page is None:
        return ""
    if page is None:
        return MISSING
    is_ours = _digest(page) in _remembered(content, PAGE_NAME)
    return OLDER if is_ours and _digest(page) != its_page else ""


def _keep_earlier(space: Workspace, made: Mapping[str, str], there: Mapping[str, str]) -> list[str]:
    """Copy what is neither ours nor the same to names of their own, and return these."""
    written = space.read_json(SETTING_FILE)
    changed = {
        name: text
        for name, text in there.items()
        if text.strip() and text != made[name] and _digest(text) not in _remembered(written, name)
    }
    free = next(number for number in count(1) if not any(space.path(name).exists() for name in _earlier(number)))
    kept = []
    for name, text in changed.items():
        known = _known_copy(space, EARLIER[name], text, free)
        if not known:
            space.write_text(EARLIER[name].format(number=free), text)
        kept.append(known or EARLIER[name].format(number=free))
    return kept


def _earlier(number: int) -> list[str]:
    return [name.format(number=number) for name in EARLIER.values()]


def _known_copy(space: Workspace, name: str, text: str, free: int) -> str:
    """Return the copy that holds this text already, as a save that failed leaves it, or nothing."""
    return next((copy for copy in (name.format(number=one) for one in range(1, free)) if _is(space, copy, text)), "")


def _is(space: Workspace, name: str, text: str) -> bool:
    try:
        return space.read_text(name) == text
    except OutreachError:
        return False


def _text_of(space: Workspace, name: str) -> str:
    """Return what stands there. A page that cannot be read is set aside, since it is made anew; a plan is not."""
    try:
        return space.read_text(name) or ""
    except OutreachError:
        if name == FILE_NAME:
            raise
        space.set_aside(name, "it is no text that the course can read")
        return ""


def _noted(content: dict[str, object], made: Mapping[str, str], there: Mapping[str, str]) -> dict[str, object]:
    """Return the digests of what is about to be written, and of what stands there if that is ours."""
    ours = {}
    for name in DIGESTS:
        new, old = _digest(made[name]), _digest(there[name])
        ours[name] = [new, old] if old != new and old in _remembered(content, name) else [new]
    pairs = {**_pairs(content), ours[FILE_NAME][0]: ours[PAGE_NAME][0]}
    kept = {plan: pairs[plan] for plan in ours[FILE_NAME] if plan in pairs}
    return {**{key: ours[name] for name, key in DIGESTS.items()}, PAIRS: kept}


def _pairs(content: dict[str, object]) -> dict[str, object]:
    kept = content.get(PAIRS)
    return kept if isinstance(kept, dict) else {}


def _remembered(content: dict[str, object], name: str) -> list[str]:
    kept = content.get(DIGESTS[name])
    return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else [str(kept)] if kept else []


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
