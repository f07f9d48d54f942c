"""Feeds of a blog or a podcast, in RSS or Atom: what came out and when.

A feed counts nothing that people did but, in some, the comments of a post (``slash:comments``, ``thr:total``; KNOWN).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Answers, Kind, Reading
from outreach.engagement.platforms.shared.markup import elements, head_of, plain, text
from outreach.engagement.platforms.shared.website_rows import BLOG, moments_of, posted
from outreach.engagement.reading.counted import set_aside
from outreach.engagement.reading.xml import events
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from outreach.engagement.forms.form import Form
    from outreach.engagement.reading.opened import Opened

PODCAST = "podcast"
WEIGHT = 20
NEWEST_ONLY = (
    "A feed holds only the newest posts, often 10 to 50, and counts nothing that readers did: it shows the rhythm of "
    "posting alone."
)

_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]*:)?(rss|feed|RDF)\b")
_OTHERS = ("wordpress.org/export/", "<wp:wxr_version")
_KIND = re.compile(r"blogger/2008/kind#(\w+)$")


@dataclass(frozen=True)
class Entry:
    """One post of a feed."""

    item: str
    title: str
    published: str
    comments: str


@dataclass(frozen=True)
class Feed:
    """A feed in RSS 1.0, RSS 2.0 or Atom."""

    platform: str = "Feed"
    export: str = "RSS or Atom feed"
    kind: Kind = "activity"
    how: str = "Open the address of the feed in a browser, often /feed/ after that of the site, and save the page."
    wanted: tuple[str, ...] = ("rss", "feed", "item", "entry")

    def fit(self, file: Opened) -> int:
        """Return how much of this form the file shows; see `Form.fit`."""
        head = head_of(file)
        if not head.startswith("<") or any(sign in head for sign in _OTHERS):
            return 0
        root = _ROOT.search(head)
        if not root or (root[1] == "feed" and "www.w3.org/2005/Atom" not in head):
            return 0
        return WEIGHT

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the file; see `Form.read`."""
        source = events(file)
        found: list[Entry] = []
        others: list[Entry] = []
        has_sound, account = False, ""
        for element in elements(source, "item", "entry", "title"):
            if element.tag == "title":
                account = account or plain(element.text or "")
                continue
            has_sound = has_sound or any(child.tag == "enclosure" for child in element)
            (others if _is_other(element) else found).append(_entry(element))
        if progress is not None:
            progress(file.size, file.size)
        channel = answers.channel or (PODCAST if has_sound else BLOG)
        return _reading(found, others, {"channel": channel, "account": account, "source": file.shown}, source.repairs)


def _entry(element: Element) -> Entry:
    link = text(element, "link") or next((child.get("href", "") for child in element if child.tag == "link"), "")
    return Entry(
        text(element, "guid", "id") or link,
        plain(text(element, "title")),
        text(element, "pubDate", "published", "issued", "date", "updated"),
        _comments(element),
    )


def _comments(element: Element) -> str:
    """Return how many comments the feed gives; in RSS an address has the same name as the number."""
    for child in element:
        if child.tag in {"comments", "total"} and (child.text or "").strip().isdecimal():
            return (child.text or "").strip()
    return ""


def _is_other(element: Element) -> bool:
    """Tell whether an entry is a comment, a page or a setting, which a whole blog written as Atom holds as well."""
    kinds = [_KIND.search(child.get("term", "")) for child in element if child.tag == "category"]
    return any(kind[1] != "post" for kind in kinds if kind)


def _reading(found: list[Entry], others: list[Entry], facts: dict[str, str], repairs: tuple[str, ...]) -> Reading:
    once = list({(entry.item, entry.published): entry for entry in found}.values())
    again = len(found) - len(once)
    found = once
    published = moments_of(pd.Series([entry.published for entry in found], dtype="str"))
    known = ~np.isnat(published)
    kept = [entry for entry, is_known in zip(found, known, strict=True) if is_known]
    left = (
        *set_aside(
            "posts without a date that could be read",
            (one.title for one, is_known in zip(found, known, strict=True) if not is_known),
        ),
        *set_aside("posts that stand there twice", ("" for _ in range(again))),
        *set_aside("entries that are no posts", ("" for _ in others)),
    )
    activity = posted([one.item for one in kept], [one.title for one in kept], published[known], facts)
    counted = [place for place, one in enumerate(kept) if one.comments]
    comments = tidy.table(
        pd.DataFrame(
            {
                "item": [kept[place].item for place in counted],
                "title": [kept[place].title for place in counted],
                "published": published[known][counted],
                "metric": "comments",
                "value": [float(kept[place].comments) for place in counted],
                "window": tidy.LIFETIME,
                **facts,
            }
        )
    )
    columns = {"pubDate, published": "posts", **({"slash:comments, thr:total": "comments"} if counted else {})}
    said = (NEWEST_ONLY, *(f"The feed was repaired to read it: {repair}." for repair in repairs))
    return Reading(tidy.joined([activity, comments]), columns=columns, set_aside=left, warnings=said)


FORMS: tuple[Form, ...] = (Feed(),)
