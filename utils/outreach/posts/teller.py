"""What the channel plan says of where a post goes, asked of whoever keeps the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.checks import find_teller
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.workspace import Workspace

KINDS: dict[str, str] = {
    "own-blog": "blog",
    "newsletter": "newsletter",
    "own-community": "community",
    "hosted-community": "community",
    "linkedin": "linkedin",
    "facebook-page": "social",
    "facebook-group": "community",
    "x": "social",
    "instagram": "social",
    "mastodon": "social",
    "bluesky": "social",
    "reddit": "community",
}
"""What kind of text goes to a channel of the catalog; others, such as a podcast, begin with a text as a blog does."""


def plan_of(space: Workspace) -> Mapping[str, str]:
    """Return home base and outpost of the channel plan; nothing where there is no plan that can be read."""
    try:
        return find_teller("channels.plan")(space)
    except OutreachError:
        return {}


def channel_of(space: Workspace) -> str:
    """Return the kind of text that the home base of the plan takes; a blog where there is no plan."""
    return KINDS.get(plan_of(space).get("home_base_id", ""), "blog")
