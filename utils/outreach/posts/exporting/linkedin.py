"""A post as text for LinkedIn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.errors import OutreachError
from outreach.posts.exporting.plain import plain_text

if TYPE_CHECKING:
    from outreach.posts.post import Post

LIMIT = 3_000
"""Characters of a post. SEEN in the manuals of two services that post there (Ayrshare and PostSyncer, copies read in
November 2026); no page of LinkedIn itself was found, and how it counts an emoji is an ESTIMATE: as two, like a browser.
"""


def linkedin_text(post: Post) -> str:
    """Return the post as plain text to paste into LinkedIn.

    Raises
    ------
    OutreachError
        Where the text is longer than LinkedIn takes.
    """
    text = plain_text(post)
    count = len(text.encode("utf-16-le")) // 2
    if count > LIMIT:
        raise OutreachError(
            f"As text this post has {count:,} characters, and LinkedIn takes at most {LIMIT:,}: {count - LIMIT:,} too "
            "many. Shorten it, or post its first part there with a link to the whole."
        )
    return text
