"""A post as a Markdown file with a head of YAML, as site builders such as Hugo and Jekyll read it; and read back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from outreach.errors import OutreachError
from outreach.posts.exporting.dates import in_utc
from outreach.posts.exporting.letters import storable
from outreach.posts.exporting.slug import slug_of
from outreach.posts.post import Post, Site

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_FILE = 2_000_000
"""Characters of a file that is read."""

_LONGEST_HEAD = 300_000
"""Characters of its head; one made to be slow takes some seconds at this length."""

_FENCE = "---"
_HEAD = re.compile(r"\ufeff?---[ \t]*\n(?P<head>.*?)^---[ \t]*(?:\n|\Z)\n?", re.DOTALL | re.MULTILINE)
# JSON is YAML, but YAML wants more letters escaped; and nobody sees a sign that turns the direction of writing.
_ALSO_ESCAPED = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]")


def markdown_file(post: Post) -> str:
    """Return the post as a Markdown file: a head with title, date, slug, description, tags, author and language.

    The body is as it was but for its line ends; letters that no file can hold become U+FFFD.
    """
    in_utc(post.written)  # refuses a moment without a time zone
    lines = {
        "title": _quoted(post.title),
        "date": post.written.isoformat(),
        "slug": _quoted(post.slug),
        "description": _quoted(post.summary),
        "tags": f"[{', '.join(map(_quoted, post.tags))}]",
        "author": _quoted(post.site.author),
        "language": _quoted(post.site.language),
    }
    head = "".join(f"{key}: {value}\n" for key, value in lines.items())
    return f"{_FENCE}\n{head}{_FENCE}\n\n{storable(post.body)}"


def _quoted(text: str) -> str:
    plain = json.dumps(storable(text), ensure_ascii=False)
    return _ALSO_ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


def read_markdown_file(text: str, site: Site | None = None) -> Post:
    """Return the post that a Markdown file holds.

    Author and language come from the file, what else is known of the site comes from ``site``.

    Raises
    ------
    OutreachError
        Where the file is too long, its head cannot be read, or it has no title or no date with a time zone.
    """
    if len(text) > LONGEST_FILE:
        raise OutreachError(
            f"This file has {len(text):,} characters; a post has at most {LONGEST_FILE:,}. Is it another file?"
        )
    text = storable(text)
    found = _HEAD.match(text)
    if found is None:
        raise OutreachError(
            f"This file does not begin with a head between two lines of {_FENCE}, as an exported post does. "
            "Choose the file that was exported, or put such a head with a title and a date in front of the text."
        )
    head, site = _head(found["head"]), site or Site(title="", author="")
    title = _words(head, "title")
    if not title.strip():
        raise OutreachError('The head of this file has no title. Add a line such as title: "Sleep in winter".')
    return Post(
        title=title,
        body=text[found.end() :],
        written=_moment(_words(head, "date")),
        site=replace(
            site,
            author=_words(head, "author") or site.author,
            language=_words(head, "language") or site.language,
        ),
        slug=_words(head, "slug") or slug_of(title),
        summary=_words(head, "description"),
        tags=_tags(head),
    )


def _head(head: str) -> Mapping[str, object]:
    if len(head) > _LONGEST_HEAD:
        raise OutreachError(
            f"The head of this file has {len(head):,} characters; at most {_LONGEST_HEAD:,} are read. "
            f"Does a line of {_FENCE} at its end miss?"
        )
    import yaml  # type: ignore[import-untyped]  # noqa: PLC0415 - loaded where a file is read; it ships no types

    try:
        # The loader that makes nothing but text: no dates, no numbers, no "no" that becomes False, no objects.
        read = yaml.load(head, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
        where = f"Line {mark.line + 2}" if mark else "Something"
        raise OutreachError(
            f"{where} in the head of this file cannot be read. Each line there has a name, a colon and a value in "
            'double quotes, such as title: "Sleep: what helps".'
        ) from error
    return read if isinstance(read, dict) else {}


def _words(head: Mapping[str, object], key: str) -> str:
    value = head.get(key, "")
    if not isinstance(value, str):
        raise OutreachError(f'In the head of this file, {key} is not one text. Write it as {key}: "some words".')
    return storable(value)


def _tags(head: Mapping[str, object]) -> tuple[str, ...]:
    tags = head.get("tags", [])
    if isinstance(tags, str):
        tags = [tags] if tags else []
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise OutreachError('In the head of this file, tags is no list of words. Write it as tags: ["sleep", "rest"].')
    return tuple(map(storable, tags))


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written.strip())
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise OutreachError(
            f"The date in the head of this file is “{written[:40]}”; it needs day, time and time zone. "
            "Write it as date: 2026-05-04T09:00:00-07:00."
        )
    return moment
