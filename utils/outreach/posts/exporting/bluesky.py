"""A post as a thread for Bluesky."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.posts.exporting.plain import plain_text
from outreach.posts.exporting.thread import Rule, clusters, thread

if TYPE_CHECKING:
    from outreach.posts.post import Post


def _measure(text: str) -> tuple[int, int]:
    return clusters(text), len(text.encode())


RULE = Rule("Bluesky", (300, 3_000), _measure)
"""300 grapheme clusters and 3,000 bytes of UTF-8; links count in full. SEEN: ``maxGraphemes`` and ``maxLength`` of
``text`` in ``lexicons/app/bsky/feed/post.json`` of github.com/bluesky-social/atproto, and ``utf8Len`` in its check of
``maxLength``; stored copies, read in November 2026.
"""


def bluesky_thread(post: Post) -> tuple[str, ...]:
    """Return title and body as posts for Bluesky, to be posted in this order, each as an answer to the one before.

    Raises
    ------
    OutreachError
        Where a single word or link is longer than a post.
    """
    return thread(plain_text(post), RULE)
