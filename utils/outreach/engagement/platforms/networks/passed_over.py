"""Parts of an archive that belong to a known export and are not read: messages, lists of people, settings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.engagement.forms.form import Reading
from outreach.engagement.platforms.networks import x_archive
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.engagement.forms.form import Answers, Kind
    from outreach.engagement.reading.opened import Opened


@dataclass(frozen=True)
class PassedOver:
    """A file that is known and holds nothing to measure, or nothing that may be read.

    ``named`` returns what it is in words, "" where it is not of this kind, and looks at its first bytes only.
    """

    platform: str
    export: str
    how: str
    said: str
    height: int
    named: Callable[[Opened], str]
    wanted: tuple[str, ...] = ()
    kind: Kind = "activity"

    def fit(self, file: Opened) -> int:
        """Return ``height`` where the file is of this kind."""
        return self.height if self.named(file) else 0

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Return a reading without rows that says what the file is."""
        del answers
        if progress is not None:
            progress(file.size, file.size)
        return Reading(tidy.empty(), warnings=(self.said.format(self.named(file)),), records=0)


def _of_x(file: Opened) -> str:
    if b"window.__THAR_CONFIG" in file.head(x_archive.NAMED):
        return "list of contents"
    part = x_archive.part_of(file)
    return "" if part in x_archive.POSTS_PARTS else part.replace("_", " ")


_LIST = re.compile(rb'"id"\s*:\s*"(likes|bookmarks)\.json"')
_ACTOR = re.compile(rb'"type"\s*:\s*"(?:Person|Service|Organization|Group|Application)"')


def _of_mastodon(file: Opened) -> str:
    head = file.head(4096)
    if b"activitystreams" not in head:
        return ""
    if found := _LIST.search(head):
        return f"list of {found[1].decode()}"
    return "description of the account" if _ACTOR.search(head) and b'"outbox"' in head else ""


def _of_bluesky(file: Opened) -> str:
    """Return what a CAR file is: it begins with a map that names its roots and its version."""
    head = file.head(256)
    return "repository" if b"eroots" in head[:32] and b"gversion" in head else ""


FORMS = (
    PassedOver(
        "X",
        "another part of the archive",
        x_archive.HOW,
        "This is '{}' of an archive of X. It was not read: only posts are, never messages, addresses or lists.",
        50,
        _of_x,
        ("window.YTD",),
    ),
    PassedOver(
        "Mastodon",
        "another part of the archive",
        "On your server open Preferences, then Import and export, and request your archive; its file is outbox.json.",
        "This is the {} of a Mastodon archive. It was not read: what you published stands in outbox.json.",
        50,
        _of_mastodon,
        ("activitystreams",),
    ),
    PassedOver(
        "Bluesky",
        "repository (CAR file)",
        "Save the answer of app.bsky.feed.getAuthorFeed for your account as a JSON file.",
        "This is a {} of Bluesky. It holds what you wrote and no counts of any kind, so nothing in it can be measured. "
        "Save your author feed as JSON instead.",
        50,
        _of_bluesky,
        ("roots", "version"),
    ),
)
