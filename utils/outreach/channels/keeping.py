"""What of a choice is kept in the learner's folder: the weights, and the plan."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from outreach.channels.criteria import EQUAL_WEIGHTS
from outreach.channels.plan import FILE_NAME
from outreach.channels.ranking import normalised
from outreach.errors import OutreachError
from outreach.workspace import WORK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.workspace import Workspace

WEIGHTS_FILE = "channel-weights.json"
EARLIER = "channel-plan.earlier-{number}.md"


def kept_weights(space: Workspace) -> tuple[Mapping[str, float], str]:
    """Return the weights of last time, and a sentence where they could not be used."""
    kept = space.read_json(WEIGHTS_FILE).get("weights")
    if kept is None:
        return EQUAL_WEIGHTS, ""
    try:
        normalised(kept)
    except (OutreachError, AttributeError, TypeError):
        return EQUAL_WEIGHTS, f"The weights in {WORK}/{WEIGHTS_FILE} could not be used, so all begin the same again."
    return kept, ""


def keep_weights(space: Workspace, weights: Mapping[str, float]) -> None:
    """Keep the weights for the next time."""
    kept = dict(weights)
    space.update_json(WEIGHTS_FILE, lambda content: {**content, "weights": kept})


def keep_plan(space: Workspace, text: str) -> str:
    """Write the plan; a plan that was changed by hand is first kept under another name, which is returned."""
    earlier = _keep_earlier(space, text)
    space.write_text(FILE_NAME, text)
    space.update_json(WEIGHTS_FILE, lambda content: {**content, "plan_written": _digest(text)})
    return earlier


def _keep_earlier(space: Workspace, text: str) -> str:
    """Copy a plan that is neither ours nor the same to a name of its own; return that name, or nothing."""
    there = space.read_text(FILE_NAME)
    ours = space.read_json(WEIGHTS_FILE).get("plan_written")
    if there is None or not there.strip() or there == text or _digest(there) == ours:
        return ""
    number = 1
    while space.path(EARLIER.format(number=number)).exists():
        number += 1
    name = EARLIER.format(number=number)
    space.write_text(name, there)
    return name


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
