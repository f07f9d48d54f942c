"""The posts in an export of WordPress, whatever its version."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from outreach.errors import OutreachError
from outreach.posts.exporting.dates import moment_of
from outreach.posts.exporting.found_post import FoundPost
from outreach.posts.exporting.letters import one_line, storable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

LONGEST_FILE = 60_000_000
"""Characters of a file that is read. WordPress.com splits its exports into far smaller ones."""

_AS_IS = "Export again in WordPress under Tools, Export, and choose that file as it is."
_NO_CATEGORY = ("category", "uncategorized")
_KINDS = {
    "": re.compile(r""),
    "excerpt": re.compile(r"https?://wordpress\.org/export/[\d.]+/excerpt/"),
    "wp": re.compile(r"https?://wordpress\.org/export/[\d.]+/"),
    "content": re.compile(r"https?://purl\.org/rss/1\.0/modules/content/"),
    "dc": re.compile(r"https?://purl\.org/dc/elements/1\.1/"),
}
"""What the parts of a file belong to. Versions differ, and some exports say https."""


def read_wxr(text: str) -> tuple[FoundPost, ...]:
    """Return the posts of a WXR file; pages, pictures, menus and what else it holds are left out.

    Comments are not read at all: they hold names, e-mail addresses and IP addresses of other people. Categories are
    read as tags, but for the one that WordPress gives to what has none.

    Raises
    ------
    OutreachError
        Where the file is too long, is no XML, defines entities, or is no export of WordPress.
    """
    channel = _channel(_root(text))
    names = {
        _said(author, "author_login", "wp"): one_line(_said(author, "author_display_name", "wp"))
        for author in _parts(channel, "author", "wp")
    }
    return tuple(
        _post(item, names) for item in _parts(channel, "item") if _said(item, "post_type", "wp").strip() == "post"
    )


def _root(text: str) -> Element:
    if len(text) > LONGEST_FILE:
        raise OutreachError(
            f"This file has {len(text):,} characters; at most {LONGEST_FILE:,} are read. "
            "In WordPress choose a shorter span of time under Tools, Export, and read the parts one by one."
        )
    try:
        root: Element = fromstring(storable(text).lstrip("\ufeff \n\t"), forbid_dtd=True)
    except DefusedXmlException as error:
        raise OutreachError(
            "This file defines names for other text (a document type or entities), which no export of WordPress does "
            f"and which can do harm. It was not read. {_AS_IS}"
        ) from error
    except ParseError as error:
        raise OutreachError(
            f"This file is not well-formed XML: reading stopped at line {error.position[0]}. An export of WordPress "
            f"was expected; this one may be cut off, or was changed after it was exported. {_AS_IS}"
        ) from error
    return root


def _channel(root: Element) -> Element:
    channel = next(_parts(root, "channel"), None)
    if root.tag != "rss" or channel is None or not _said(channel, "wxr_version", "wp").strip():
        raise OutreachError(
            f"This is an XML file, but no export of WordPress: it names no WXR version. {_AS_IS}"
            " The feed of a blog and a sitemap look similar and do not hold whole posts."
        )
    return channel


def _post(item: Element, names: dict[str, str]) -> FoundPost:
    login = _said(item, "creator", "dc")
    moment = _said(item, "post_date_gmt", "wp")
    labels = [*_labels(item, "post_tag"), *_labels(item, "category")]
    return FoundPost(
        title=_line(_said(item, "title")),
        html=_said(item, "encoded", "content"),
        slug=one_line(_said(item, "post_name", "wp")),
        status=one_line(_said(item, "status", "wp")),
        written=moment_of(moment),
        summary=_line(_said(item, "encoded", "excerpt")),
        tags=tuple(dict.fromkeys(label for label in labels if label)),
        author=names.get(login) or one_line(login),
    )


def _labels(item: Element, domain: str) -> list[str]:
    return [
        _line(part.text or "")
        for part in _parts(item, "category")
        if part.get("domain") == domain and (domain, part.get("nicename")) != _NO_CATEGORY
    ]


def _line(html: str) -> str:
    """Return a title or a name, which WordPress keeps as HTML, as plain text."""
    return one_line(unescape(html))


def _said(parent: Element, name: str, kind: str = "") -> str:
    part = next(_parts(parent, name, kind), None)
    return "" if part is None else part.text or ""


def _parts(parent: Element, name: str, kind: str = "") -> Iterator[Element]:
    """Return the parts of an element by their local name, and by what they belong to in any version."""
    for part in parent:
        namespace, _, local = part.tag.rpartition("}")
        if local == name and _KINDS[kind].fullmatch(namespace.removeprefix("{")):
            yield part
