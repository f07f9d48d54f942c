"""What a request asked for: a page, a feed, robots.txt, a part of a page, or something else.

A page is a path with no file ending, or with one of a page (.html, .php and the like). Never a page: style, script,
image, font, feed, robots.txt, the rooms of administration and of programs (wp-admin, wp-login, wp-json, xmlrpc, admin,
.well-known and their like), previews, and requests to other hosts. What stands behind the question mark may choose a
page (``/?p=12``), but it may also hold what a person typed; so only the numbers of ``p`` and ``page_id`` are kept.
"""

from __future__ import annotations

import re
from enum import IntEnum
from urllib.parse import unquote_to_bytes

from outreach.dated_file import is_unseen


class Asked(IntEnum):
    """What was asked for."""

    OTHER = 0
    PAGE = 1
    FEED = 2
    ROBOTS = 3
    PART = 4


PAGE_ENDINGS = frozenset(b"html htm xhtml shtml php php5 phtml asp aspx jsp jspx cfm".split())
PART_ENDINGS = frozenset(
    b"css js mjs map png jpg jpeg gif svg webp avif ico bmp woff woff2 ttf otf eot mp3 mp4 webm".split()
)
FEED_NAMES = frozenset(b"feed rss rss2 atom rdf feed.xml rss.xml atom.xml feed.json index.xml index.rdf".split())
FEED_ENDINGS = frozenset(b"rss atom rdf".split())

_NEVER_PAGES = re.compile(
    rb"/(?:\.[^/]*|wp-admin|wp-login(?:\.php)?|wp-json|xmlrpc(?:\.php)?|wp-cron\.php|wp-content|wp-includes|"
    rb"wp-comments-post\.php|wp-trackback\.php|trackback|wp-signup\.php|wp-activate\.php|admin(?:\.php)?|administrator|"
    rb"ghost|cgi-bin|phpmyadmin|server-status|server-info|api|graphql|cdn-cgi|oembed)(?:/|$)"
)
_TELLING_KEYS = re.compile(
    rb"(?:^|&)(?:(feed=|flav=(?:rss|atom|rdf))|(?:rest_route|wc-ajax|doing_wp_cron|preview|preview_id|"
    rb"customize_changeset_uuid|elementor-preview|oembed)(?:[=&# ]|$))",
    re.IGNORECASE,
)
_PAGE_KEYS = re.compile(rb"(?:^|&)(p|page_id)=([0-9]{1,12})(?:[&# ]|$)")
_ENDING = re.compile(rb"\.([a-z0-9]{1,5})$")
_MAIL = re.compile(r"[^/\s@]+@[^/\s@]+\.[^/\s@]+")
_LONGEST_PATH = 300


def asked_for(request: bytes) -> Asked:
    """Return what a request such as ``GET /about/ HTTP/1.1`` asked for, whatever the answer was."""
    method, path, query = taken_apart(request)
    if method not in {b"GET", b"HEAD"} or not path.startswith(b"/"):
        return Asked.OTHER
    kind = kind_of_path(path)
    if method == b"HEAD" and kind is not Asked.ROBOTS:
        return Asked.OTHER
    return kind_by_query(query) if query and kind is Asked.PAGE else kind


def taken_apart(request: bytes) -> tuple[bytes, bytes, bytes]:
    """Return method, path and what stands behind the question mark."""
    method, _, rest = request.partition(b" ")
    target, blank, protocol = rest.rpartition(b" ")
    path, _, query = (target if blank and protocol.startswith(b"HTTP/") else rest).partition(b"?")
    return method, path, query


def kind_of_path(path: bytes) -> Asked:
    """Return what a path is, for GET and with nothing behind it."""
    small = path.partition(b"#")[0].rstrip(b"/").lower()
    name = small[small.rfind(b"/") + 1 :]
    if name == b"robots.txt":
        return Asked.ROBOTS
    found = _ENDING.search(name)
    ending = found[1] if found and not found[1].isdigit() else b""
    if ending in PART_ENDINGS:
        return Asked.PART
    if name in FEED_NAMES or ending in FEED_ENDINGS or small.startswith(b"/feeds/posts"):
        return Asked.FEED
    if (ending and ending not in PAGE_ENDINGS) or _NEVER_PAGES.search(small):
        return Asked.OTHER
    return Asked.PAGE


def kind_by_query(query: bytes) -> Asked:
    """Return what the path of a page is with something behind it: a page still, a feed, or something else."""
    found = _TELLING_KEYS.search(query)
    if not found:
        return Asked.PAGE
    return Asked.FEED if found[1] else Asked.OTHER


def page_path(request: bytes) -> str:
    """Return the path of a page as a table shows it, without anything that could be somebody's."""
    _, path, query = taken_apart(request)
    return shown_path(path) + page_number(query).decode()


def shown_path(path: bytes) -> str:
    """Return a path without escapes, unseen signs and addresses of mail, in a sane length."""
    shown = unquote_to_bytes(path.partition(b"#")[0]).decode("utf-8", "replace")
    if not shown.isprintable():
        shown = "".join(" " if is_unseen(char) else char for char in shown)
    if "@" in shown:
        shown = _MAIL.sub("[address]", shown)
    return shown if len(shown) <= _LONGEST_PATH else f"{shown[: _LONGEST_PATH - 1]}…"


def page_number(query: bytes) -> bytes:
    """Return the part behind the question mark that chooses a page, such as "?p=12"; nothing where none does."""
    found = _PAGE_KEYS.search(query)
    return b"?%b=%b" % found.groups() if found else b""


def target_of(request: bytes) -> bytes:
    """Return the path that was asked for, with what stands behind it."""
    _, path, query = taken_apart(request)
    return b"%b?%b" % (path, query) if query else path
