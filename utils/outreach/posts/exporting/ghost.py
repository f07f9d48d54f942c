"""A post as a file for the importer of Ghost."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from outreach.posts.exporting.dates import in_utc
from outreach.posts.exporting.html_page import body_html
from outreach.posts.exporting.letters import one_line, shortened
from outreach.posts.exporting.slug import address_part, slug_of, stable_digits, tags_with_slugs

if TYPE_CHECKING:
    from outreach.posts.post import Post, Site

VERSION = "5.0.0"
"""The importer refuses what is no full version number (``semver.valid``); "5.x" is none."""

_TITLE, _SUMMARY, _NAME = 255, 300, 191
"""The longest title, excerpt and name that Ghost saves (``ghost/core/core/server/data/schema/schema.js``)."""

_ID_DIGITS = 24


def ghost_json(post: Post) -> str:
    """Return the post as an import file for Ghost 5 and 6, a draft: nothing goes live by itself.

    The form is that of docs.ghost.org/migration/custom. The body stands there twice: as ``html``, which readers of such
    files know, and as ``lexical`` with one HTML card, which the importer takes as it is
    (``ghost/core/core/server/data/importer/importers/data/posts-importer.js`` converts ``html`` only where there is no
    ``lexical``; ``html-node.js`` in TryGhost/Koenig is the card). Stored copies, read in November 2026.

    Without an e-mail address of the author no user is written, because Ghost saves none without one; the post then
    belongs to the owner of the site. Titles and summaries that Ghost would refuse are cut with an ellipsis.

    Raises
    ------
    OutreachError
        Where an image has no alternative text.
    """
    slug = address_part(post)
    post_id, html = _id("post", slug), body_html(post)
    moment = in_utc(post.written)
    clock = f"{moment.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"
    tags = [{"id": _id("tag", tag), "name": shortened(name, _NAME), "slug": tag} for name, tag in _tags(post)]
    users = _users(post.site)
    data = {
        "posts": [
            {
                "id": post_id,
                "title": shortened(one_line(post.title), _TITLE),
                "slug": slug,
                "html": html,
                "lexical": _html_card(html),
                "status": "draft",
                "type": "post",
                "visibility": "public",
                "featured": False,
                "custom_excerpt": shortened(one_line(post.summary), _SUMMARY) or None,
                "created_at": clock,
                "updated_at": clock,
                "published_at": None,
            }
        ],
        "tags": tags,
        "posts_tags": [
            {"post_id": post_id, "tag_id": tag["id"], "sort_order": place} for place, tag in enumerate(tags)
        ],
        "users": users,
        "posts_authors": [{"post_id": post_id, "author_id": user["id"], "sort_order": 0} for user in users],
    }
    meta = {"exported_on": int(moment.timestamp() * 1000), "version": VERSION}
    return json.dumps({"db": [{"meta": meta, "data": data}]}, ensure_ascii=False, indent=2) + "\n"


def _tags(post: Post) -> tuple[tuple[str, str], ...]:
    return tags_with_slugs(post.tags)


def _users(site: Site) -> list[dict[str, str]]:
    name, email = one_line(site.author) or one_line(site.title), one_line(site.email)
    if not name or not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        return []
    slug = slug_of(name)
    return [{"id": _id("user", slug), "name": shortened(name, _NAME), "slug": slug, "email": email}]


def _id(kind: str, slug: str) -> str:
    return stable_digits(f"{kind}:{slug}", _ID_DIGITS)


def _html_card(html: str) -> str:
    card = {"type": "html", "version": 1, "html": html}
    root = {"children": [card], "direction": None, "format": "", "indent": 0, "type": "root", "version": 1}
    return json.dumps({"root": root}, ensure_ascii=False)
