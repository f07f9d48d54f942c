"""Which web addresses a post may lead to, and where a relative one leads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from outreach.posts.exporting.letters import one_line
from outreach.posts.exporting.slug import address_part

if TYPE_CHECKING:
    from outreach.posts.post import Post, Site

_SCHEMES = {"http", "https", "mailto"}
_WEB = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)


def may_be_followed(address: str) -> bool:
    """Return whether a link of a post may lead there: to the web, to a mailbox, or to a place of the same site.

    What begins with two slashes is refused: in a page opened from a disk it leads to another computer.
    """
    if address.startswith("//"):
        return False
    scheme, colon, _ = re.split(r"[/?#]", address, maxsplit=1)[0].partition(":")
    return not colon or scheme.lower() in _SCHEMES


def is_web(address: str) -> bool:
    """Return whether an address is one of the web, in full."""
    return bool(_WEB.match(address))


def home_of(site: Site) -> str:
    """Return the address of the home base without a slash at its end, or "" where there is none on the web."""
    address = "".join(one_line(site.address).split())
    return address.rstrip("/") if is_web(address) else ""


def address_of(post: Post) -> str:
    """Return where the post will stand, or "" where there is no home base yet."""
    home = home_of(post.site)
    return f"{home}/{address_part(post)}" if home else ""


def in_full(address: str, site: Site) -> str:
    """Return an address in full where the home base is known, else as it was."""
    home = home_of(site)
    try:
        return urljoin(f"{home}/", address) if home else address
    except ValueError:  # such as half an address of IPv6
        return address


def is_relative(address: str) -> bool:
    """Return whether an address leads to a place of the same site."""
    return ":" not in re.split(r"[/?#]", address, maxsplit=1)[0]
