"""The last part of a web address, made from a title or a tag."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from outreach.posts.exporting.letters import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.posts.post import Post

LIMIT = 60
_LONGEST_KEPT = 190
"""Characters that Ghost and WordPress both keep of an address part."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d"}
    | {"þ": "th", "Þ": "th", "ð": "d", "Ð": "d", "\u0131": "i"}
)
"""Letters of the Latin script that do not fall apart into a plain letter and a mark."""

_APOSTROPHES = re.compile("['\u2019\u02bc]")


def slug_of(title: str) -> str:
    """Return a title as ASCII words in lower case, joined with hyphens; at most 60 characters, cut at a word.

    A title without a single Latin letter or digit gets ``post-`` and eight digits that belong to it alone, so that two
    such titles do not meet in one address.
    """
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", title).translate(_LETTERS))
    words = re.findall(r"[a-z0-9]+", "".join(char for char in plain if char.isascii() or char.isspace()).lower())
    if not words:
        return f"post-{stable_digits(title, 8)}" if one_line(title) else "post"
    slug = "-".join(words)
    if len(slug) <= LIMIT:
        return slug
    return slug[: LIMIT + 1].rpartition("-")[0] or slug[:LIMIT]


def address_part(post: Post) -> str:
    """Return the last part of a post's web address: the one it has, where that is fit for an address."""
    fit = len(post.slug) <= _LONGEST_KEPT and _SLUG.fullmatch(post.slug)
    return post.slug if fit else slug_of(one_line(post.slug) or post.title)


def stable_digits(text: str, count: int) -> str:
    """Return hexadecimal digits that are always the same for the same text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:count]


def tags_with_slugs(tags: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return each tag once, as name and slug; no two have the same slug.

    The ``#`` in front, which people write by habit, is left out: Ghost hides a tag that begins with it.
    """
    found: dict[str, str] = {}
    for name in dict.fromkeys(one_line(tag).lstrip("#, ") for tag in tags):
        if name:
            slug, number = slug_of(name), 1
            while (numbered := slug if number == 1 else f"{slug}-{number}") in found:
                number += 1
            found[numbered] = name
    return tuple((name, slug) for slug, name in found.items())
