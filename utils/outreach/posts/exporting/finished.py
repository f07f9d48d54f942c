"""From the draft to a post that can go out: its title, its body, and words for images that have none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.errors import OutreachError
from outreach.posts.exporting.head import head_of
from outreach.posts.exporting.images import images_of
from outreach.posts.exporting.letters import one_line, shortened
from outreach.posts.exporting.slug import slug_of
from outreach.posts.post import Post

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from outreach.posts.post import Image, Site

LONGEST_TITLE = 80
_HEADING = re.compile(r"\A\s*#[ \t]+(?P<title>[^\n]*?)[ \t#]*(?:\n|\Z)")
_BARE_IMAGE = re.compile(r"!\[\s*\]\(\s*<?(?P<address>[^\s<>)]+)>?(?P<rest>[^)]*)\)")


@dataclass(frozen=True)
class Parts:
    """What a draft holds: a title, a body in Markdown, and what its head says."""

    title: str
    body: str
    summary: str = ""
    tags: tuple[str, ...] = ()


def parts_of(draft: str) -> Parts:
    """Return title and body of a draft.

    The title is that of a head between two lines of ``---``, or the first heading, or else the first sentence, which
    then stays in the body too.
    """
    said, text = head_of(draft)
    heading = _HEADING.match(text)
    body = text[heading.end() :] if heading else text
    title = said.get("title") or (one_line(heading["title"]) if heading else "") or _first_sentence(text)
    tags = tuple(filter(None, (part.strip(" \"'") for part in said.get("tags", "").strip("[]").split(","))))
    summary = said.get("summary") or said.get("description") or said.get("excerpt") or ""
    return Parts(title, body.strip("\n") + ("\n" if body.strip() else ""), summary, tags)


def _first_sentence(text: str) -> str:
    line = next((line for line in text.splitlines() if line.strip()), "")
    sentence = re.split(r"(?<=[.!?])\s", one_line(re.sub(r"[*_`>#]", "", line)), maxsplit=1)[0]
    return shortened(sentence, LONGEST_TITLE)


def images_without_words(draft: str) -> tuple[Image, ...]:
    """Return the images of a draft that say nothing to people who cannot see them."""
    return tuple(image for image in images_of(parts_of(draft).body) if not image.alt)


def with_words_for_images(draft: str, words: Mapping[str, str]) -> str:
    """Return a draft in which images have the words given for their addresses; what has words already keeps them."""

    def said(found: re.Match[str]) -> str:
        alt = one_line(words.get(found["address"], "")).replace("[", "(").replace("]", ")").replace("\\", "/")
        return f"![{alt}]({found['address']}{found['rest']})" if alt else found.group()

    return _BARE_IMAGE.sub(said, draft)


def post_of(draft: str, site: Site, written: datetime, *, summary: str = "", tags: Sequence[str] = ()) -> Post:
    """Return the post that a draft makes.

    Raises
    ------
    OutreachError
        If nothing is written yet.
    """
    parts = parts_of(draft)
    if not parts.body.strip() and not parts.title.strip():
        raise OutreachError("There is nothing to export yet: the draft is empty. Write it in the studio first.")
    return Post(
        title=parts.title or "Untitled",
        body=parts.body,
        written=written,
        site=site,
        slug=slug_of(parts.title),
        summary=one_line(summary) or parts.summary,
        tags=tuple(tags) or parts.tags,
    )
