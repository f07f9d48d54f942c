"""A post as a thread for Mastodon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.posts.exporting.plain import plain_text
from outreach.posts.exporting.thread import Rule, clusters, thread

if TYPE_CHECKING:
    from outreach.posts.post import Post

LIMIT = 500
"""Characters of a post, unless a server sets another limit. SEEN: docs.joinmastodon.org/user/posting."""

LINK_COUNTS = 23
"""Characters that a link counts, whatever its length. SEEN: the same page, and ``URL_PLACEHOLDER_CHARS`` in
``app/validators/status_length_validator.rb``; stored copies, the second in a fork, read in November 2026.
"""

# After config/initializers/twitter_regex.rb of Mastodon: an unbalanced bracket ends the path, and so does a mark that
# ends a sentence. The page says that all links count 23; the server gives that only to top-level domains that exist.
_PATH = r"[^\s<>()?]"
_LINK = re.compile(
    r"(?<![A-Za-z0-9@$#])(?P<link>https?://(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_](?::\d+)?"
    rf"(?:/(?:{_PATH}|\((?:{_PATH}|\({_PATH}+\))+\))*)?(?:\?[\w!?*'();:&=+$/%#\[\].,~|@^-]*)?)",
    re.IGNORECASE,
)
_NO_END_OF_PATH = "!?*\"'<>;:=,.$%[]~&|@\u300c\u300d"
_NO_END_OF_QUERY = "!?*'();:+$%[].,~|@^"

_MENTION = re.compile(r"(?<![=/\w])(@[a-z0-9_]++(?:[.-]++[a-z0-9_]++)*+)@\w++(?:[.-]++\w++)*+(?!@|://)", re.IGNORECASE)
"""``MENTION_RE`` of ``app/models/account.rb``, with a server; only what stands before the server counts."""


def counted(text: str) -> int:
    """Return how many characters Mastodon counts in a text.

    A link counts 23, a mention of somebody on another server counts without the server, and everything else counts by
    grapheme clusters (``each_grapheme_cluster`` in the validator).
    """
    if "//" not in text and "@" not in text:
        return clusters(text)
    rewritten, at = [], 0
    for found in _LINK.finditer(text):
        rewritten += [_short_mentions(text[at : found.start()]), "x" * LINK_COUNTS]
        at = found.start() + len(_link_proper(found["link"]))
    return clusters("".join([*rewritten, _short_mentions(text[at:])]))


def _short_mentions(text: str) -> str:
    return _MENTION.sub(r"\1", text)


def _link_proper(link: str) -> str:
    """Return a link without the marks at its end that belong to the sentence."""
    path, _, query = link.partition("?")
    query = query.rstrip(_NO_END_OF_QUERY)
    return f"{path}?{query}" if query else path.rstrip(_NO_END_OF_PATH)


RULE = Rule("Mastodon", (LIMIT,), lambda text: (counted(text),))


def mastodon_thread(post: Post) -> tuple[str, ...]:
    """Return title and body as posts for Mastodon, to be posted in this order, each as an answer to the one before.

    Raises
    ------
    OutreachError
        Where a single word is longer than a post.
    """
    return thread(plain_text(post), RULE)
