"""From which kind of place a visit came: by the host of the referrer alone, never by what stands behind it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.engagement.access_log.known_words import KnownWords, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from outreach.dated import Dated

NONE, OWN_SITE, OTHER_HOST = "none", "own site", "other host"
REST = "other hosts"
_HOST = re.compile(
    rb"(?:https?|android-app|ios-app)://(?:[^/?#@\s]*@)?([A-Za-z0-9._-]{1,253})(?::[0-9]{1,5})?(?:[/?#]|$)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"[0-9.]+")


@cache
def referrers() -> KnownWords:
    """Return the hosts of the course, read once."""
    return read_words(Path(__file__).with_name("referrers.toml"))


def dated() -> Iterator[Dated]:
    """Go through the hosts as a list shows them."""
    yield from referrers().dated("referrer", "Places from which visits come")


def host_of(referrer: bytes) -> str:
    """Return the host of a referrer, in small letters and without "www."; "" where there is none.

    A bare number is left out too: a computer's address may be somebody's.
    """
    found = _HOST.match(referrer)
    if not found:
        return ""
    host = found[1].decode("ascii").lower().strip(".").removeprefix("www.")
    return "" if _NUMBERS.fullmatch(host) else host


def site_name(host: str) -> str:
    """Return a host as it is compared: in small letters, without port and "www."."""
    return host.strip().lower().partition(":")[0].removeprefix("www.")


def category(host: str, own: AbstractSet[str], known: KnownWords) -> str:
    """Return the kind of place of a host: none, own site, one of the groups of ``referrers.toml``, or other host."""
    if not host:
        return NONE
    if host in own:
        return OWN_SITE
    fitting = [(len(word), group.key) for group in known.groups for word in group.words if _fits(host, word)]
    return max(fitting)[1] if fitting else OTHER_HOST


def _fits(host: str, word: str) -> bool:
    if not word.endswith("."):
        return host == word or host.endswith(f".{word}")
    # google. fits google.de and images.google.co.uk, and not google.evil.example: after it comes a country alone.
    _, found, rest = f".{host}".rpartition(f".{word}")
    return bool(found) and all(len(part) <= 3 for part in rest.split("."))  # noqa: PLR2004 - com, co, uk
