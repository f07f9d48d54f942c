"""A post as it stands in the export of another place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class FoundPost:
    """What an export of WordPress or Ghost says of one post.

    ``title``, ``summary``, ``author`` and ``tags`` are plain text on one line. ``html`` is foreign: escape it or clean
    it before it is shown. ``written`` is in UTC, and None where the file names no moment in UTC. ``status`` is the
    word of the platform, such as ``publish``, ``published`` or ``draft``.
    """

    title: str
    html: str
    slug: str
    status: str
    written: datetime | None = None
    summary: str = ""
    tags: tuple[str, ...] = ()
    author: str = ""
