"""The posts in an export of Ghost, or in an answer of its programming interface."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from outreach.errors import OutreachError
from outreach.posts.exporting.dates import moment_of
from outreach.posts.exporting.found_post import FoundPost
from outreach.posts.exporting.letters import one_line, storable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST_FILE = 60_000_000
"""Characters of a file that is read."""

_AS_IS = "Export again in Ghost under Settings, Import/Export, and choose that file as it is."


def read_ghost(text: str) -> tuple[FoundPost, ...]:
    """Return the posts of a Ghost file; pages are left out.

    Three forms are read: ``{"db": [{"data": ...}]}`` as Ghost exports it, the same without ``db``, and
    ``{"posts": [...]}`` as its programming interface answers. A post that was kept in another form than HTML has its
    words in ``lexical`` or ``mobiledoc`` only; its ``html`` is empty then.

    Raises
    ------
    OutreachError
        Where the file is too long, is no JSON, or is no export of Ghost.
    """
    data = _data(_read(text))
    tags = _related(data, "posts_tags", "tag_id", "tags")
    authors = _related(data, "posts_authors", "author_id", "users")
    users = {_key(user.get("id")): _line(user.get("name")) for user in _rows(data, "users")}
    found = []
    for row in _rows(data, "posts"):
        if row.get("type") == "page" or row.get("page") == 1:
            continue
        names = authors(row) or [users.get(_key(row.get("author_id")), "")]
        found.append(
            FoundPost(
                title=_line(row.get("title")),
                html=_text(row.get("html")),
                slug=_line(row.get("slug")),
                status=_line(row.get("status")),
                written=moment_of(row.get("published_at")) or moment_of(row.get("created_at")),
                summary=_line(row.get("custom_excerpt")),
                tags=tuple(dict.fromkeys(tags(row))),
                author=names[0],
            )
        )
    return tuple(found)


def _read(text: str) -> object:
    if len(text) > LONGEST_FILE:
        raise OutreachError(
            f"This file has {len(text):,} characters; at most {LONGEST_FILE:,} are read. Is it an export of Ghost?"
        )
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise OutreachError(
            f"This file is not JSON: reading stopped at line {error.lineno}, column {error.colno}. An export of Ghost "
            f"was expected; this one may be cut off, or was changed after it was exported. {_AS_IS}"
        ) from error
    except (RecursionError, ValueError) as error:
        raise OutreachError(
            "This file is nested too deep or holds a number that is too long; no export of Ghost does. "
            f"It was not read. {_AS_IS}"
        ) from error


def _data(read: object) -> Mapping[str, Any]:
    """Return the part with the posts, from whatever form the file has."""
    data: object = read
    match read:
        case {"db": [{"data": inner}, *_]} | {"data": inner}:
            data = inner
    if not isinstance(data, dict) or not isinstance(data.get("posts"), list):
        raise OutreachError(f"This is a JSON file, but no export of Ghost: it holds no list of posts. {_AS_IS}")
    return data


def _rows(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    rows = data.get(name) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise OutreachError(f"In this file of Ghost, {name} is no list of entries as Ghost writes it. {_AS_IS}")
    return rows


def _related(data: Mapping[str, Any], links: str, key: str, table: str) -> Callable[[dict[str, Any]], list[str]]:
    """Return a function that names what belongs to a post: what it holds itself, or what the links of a file say."""
    names = {_key(row.get("id")): _line(row.get("name")) for row in _rows(data, table)}
    of_post: dict[str, list[tuple[float, str]]] = {}
    for link in _rows(data, links):
        name = names.get(_key(link.get(key)), "")
        order = link.get("sort_order")
        place = float(order) if isinstance(order, int) and abs(order) < 1 << 31 else 0.0
        of_post.setdefault(_key(link.get("post_id")), []).append((place, name))
    own = {"tags": "tags", "users": "authors"}[table]

    def related(post: dict[str, Any]) -> list[str]:
        if own in post:
            return [name for row in _rows(post, own) if (name := _line(row.get("name")))]
        linked = sorted(of_post.get(_key(post.get("id")), []), key=lambda found: found[0])
        return [name for _, name in linked if name]

    return related


def _key(value: object) -> str:
    return str(value) if isinstance(value, str | int) else ""


def _text(value: object) -> str:
    return storable(value) if isinstance(value, str) else ""


def _line(value: object) -> str:
    return one_line(_text(value))
