"""WordPress's own export (WXR): what was published, what people commented, and who answered whom.

It counts no views. It holds names, e-mail and IP addresses of those who commented; none of them leaves this module.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Answers, Kind, Reading
from outreach.engagement.platforms.shared.markup import elements, head_of, plain, text
from outreach.engagement.platforms.shared.told_ties import TIES
from outreach.engagement.platforms.shared.website_rows import BLOG, days_only, moments_of, posted
from outreach.engagement.reading.counted import SetAside, set_aside
from outreach.engagement.reading.xml import events
from outreach.engagement.table import tidy
from outreach.wording import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from outreach.engagement.forms.form import Form
    from outreach.engagement.reading.opened import Opened

WEIGHT = 60
NOT_PEOPLE = frozenset({"pingback", "trackback"})
OUT = "publish"
USER = "user "

OWNER = "0"


@dataclass(frozen=True)
class Comment:
    """A comment without its words. ``who`` tells one person from another and stays in this module."""

    number: str
    parent: str
    who: str
    when: str
    own: bool


@dataclass(frozen=True)
class Item:
    """A post or page that is out."""

    number: str
    title: str
    kind: str
    published: str
    comments: tuple[Comment, ...]


@dataclass
class _Site:
    """What was met while reading."""

    title: str = ""
    owners: set[str] = field(default_factory=set)
    owner_addresses: set[str] = field(default_factory=set)
    items: list[Item] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    not_out: Counter[str] = field(default_factory=Counter)
    not_approved: int = 0
    not_people: int = 0
    people: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Wxr:
    """The file that Tools, Export gives."""

    platform: str = "WordPress"
    export: str = "site export (WXR)"
    kind: Kind = "activity"
    how: str = "In WordPress open Tools, Export, choose All content, then Download Export File."
    wanted: tuple[str, ...] = ("wp:wxr_version", "wp:post_type", "wp:post_date", "wp:comment")

    def fit(self, file: Opened) -> int:
        """Return how much of this form the file shows; see `Form.fit`."""
        head = head_of(file)
        is_wxr = head.startswith("<") and ("wordpress.org/export/" in head or "<wp:wxr_version" in head)
        return WEIGHT if is_wxr and ("<rss" in head or "<channel" in head) else 0

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the file; see `Form.read`."""
        source = events(file)
        site = _site(elements(source, "author", "title", "item"))
        if progress is not None:
            progress(file.size, file.size)
        facts = {"channel": answers.channel or BLOG, "account": site.title, "source": file.shown}
        return _reading(site, facts, source.repairs)


def _site(found: Iterator[Element]) -> _Site:
    site = _Site()
    for element in found:
        if element.tag == "title":
            site.title = site.title or plain(element.text or "")
        elif element.tag == "author":
            _owner(site, element)
        else:
            _item(site, element)
    return site


def _owner(site: _Site, element: Element) -> None:
    known_by = [_folded(text(element, name)) for name in ("author_login", "author_display_name")]
    if number := text(element, "author_id"):
        known_by.append(USER + number)
    site.owners |= {name for name in known_by if name}
    if address := text(element, "author_email"):
        site.owner_addresses.add(_folded(address))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _item(site: _Site, element: Element) -> None:
    kind, status = text(element, "post_type"), text(element, "status")
    comments = tuple(_comments(site, element))
    if status != OUT or (kind != "post" and not comments):
        (site.not_out if kind == "post" else site.others)[(status if kind == "post" else kind) or "unknown"] += 1
        return
    site.items.append(
        Item(
            text(element, "post_id") or text(element, "guid", "link"),
            plain(text(element, "title")),
            kind,
            text(element, "post_date", "pubDate"),
            comments,
        )
    )
    if kind != "post":
        site.others[kind or "unknown"] += 1


def _comments(site: _Site, element: Element) -> Iterator[Comment]:
    """Return the comments that people wrote and that were approved.

    Somebody is known by address and name together, as WordPress itself knows who has commented before.
    """
    for child in element:
        if child.tag != "comment":
            continue
        name, address = text(child, "comment_author"), text(child, "comment_author_email")
        if text(child, "comment_type") in NOT_PEOPLE:
            site.not_people += 1
        elif text(child, "comment_approved") != "1":
            site.not_approved += 1
        else:
            own = _is_own(site, text(child, "comment_user_id"), _folded(name), _folded(address))
            who = f"{_folded(address)} {_folded(name)}"
            if not own:
                site.people.add(who)
            number, parent = text(child, "comment_id"), text(child, "comment_parent")
            yield Comment(number, parent, who, text(child, "comment_date"), own)


def _is_own(site: _Site, user: str, name: str, address: str) -> bool:
    """Tell whether an owner of the site wrote a comment.

    The account decides. A name alone does not: it needs an account or an owner's address beside it.
    """
    has_account = user not in {"", "0"}
    if has_account and USER + user in site.owners:
        return True
    return name in site.owners and (has_account or address in site.owner_addresses)


def _reading(site: _Site, facts: dict[str, str], repairs: tuple[str, ...]) -> Reading:
    when = moments_of(pd.Series([item.published for item in site.items], dtype="str"))
    rows = tidy.joined([_posts(site, when, facts), _counts(site, when, facts), _own_replies(site, when, facts)])
    is_lost = [item.kind == "post" and bool(np.isnat(day)) for item, day in zip(site.items, when, strict=True)]
    lost = [item.title for item, is_lost_one in zip(site.items, is_lost, strict=True) if is_lost_one]
    left = (
        *set_aside("published posts without a date that could be read", lost),
        *_counted("items that are no posts", site.others),
        *_counted("posts that are not published", site.not_out),
        *_said("comments that wait, are spam or are in the trash", site.not_approved),
        *_said("comments that are links from other sites and not from people", site.not_people),
    )
    columns = {"wp:post_date": "posts", "wp:comment": "comments", "wp:comment_user_id": "own_replies"}
    return Reading(
        rows,
        columns=columns,
        set_aside=left,
        warnings=tuple(_warnings(site, repairs)),
        ties=_ties(site, when),
        records=sum(item.kind == "post" for item in site.items)
        - len(lost)
        + sum(len(item.comments) for item in site.items),
    )


def _counted(reason: str, kinds: Counter[str]) -> tuple[SetAside, ...]:
    examples = tuple(f"{count} {kind}" for kind, count in kinds.most_common(3))
    return (SetAside(reason, kinds.total(), examples),) if kinds else ()


def _said(reason: str, count: int) -> tuple[SetAside, ...]:
    return (SetAside(reason, count),) if count else ()


def _warnings(site: _Site, repairs: tuple[str, ...]) -> Iterator[str]:
    yield "WordPress's export counts no views; for these bring the statistics or the access log of the site."
    if site.people:
        who = "1 person" if len(site.people) == 1 else f"{len(site.people):,} people"
        yield f"Names, e-mail and IP addresses of {who} who commented were passed over."
    own = sum(comment.own for item in site.items for comment in item.comments)
    if own:
        yield f"Comments by the owners of the site ({own:,}) count as own replies and not as comments."
    if repairs:
        yield f"The file was not well-formed XML and was repaired to read it: {listed(repairs)}."


def _posts(site: _Site, when: np.ndarray, facts: dict[str, str]) -> pd.DataFrame:
    places = [place for place, item in enumerate(site.items) if item.kind == "post" and not np.isnat(when[place])]
    items = [site.items[place] for place in places]
    return posted([item.number for item in items], [item.title for item in items], when[places], facts)


def _counts(site: _Site, when: np.ndarray, facts: dict[str, str]) -> pd.DataFrame:
    """Return how many comments of others each post has; 0 is a fact here, for all comments are in the file."""
    return tidy.table(
        pd.DataFrame(
            {
                "item": [item.number for item in site.items],
                "title": [item.title for item in site.items],
                "published": when,
                "metric": "comments",
                "value": [float(sum(not comment.own for comment in item.comments)) for item in site.items],
                "window": tidy.LIFETIME,
                **facts,
            }
        )
    )


def _own_replies(site: _Site, when: np.ndarray, facts: dict[str, str]) -> pd.DataFrame:
    """Return what the owners answered, by post and day."""
    found = [
        (item.number, item.title, when[place], comment.when)
        for place, item in enumerate(site.items)
        for comment in item.comments
        if comment.own
    ]
    frame = pd.DataFrame(found, columns=["item", "title", "published", "written"])
    frame["date"] = days_only(moments_of(frame.pop("written").astype("str")))
    grouped = frame.dropna(subset="date").groupby(["item", "title", "published", "date"], dropna=False)
    counted = grouped.size().rename("value").astype("float64").reset_index()
    return tidy.table(counted.assign(metric="own_replies", window=tidy.DAY, **facts))


def _ties(site: _Site, when: np.ndarray) -> pd.DataFrame | None:
    """Return who answered whom; the owners are "0", others are numbers that mean nothing outside this file."""
    people: dict[str, str] = {}
    made = []
    written = [comment.when for item in site.items for comment in item.comments]
    moments = iter(moments_of(pd.Series(written, dtype="str")))
    for item, published in zip(site.items, when, strict=True):
        if not item.comments:
            continue
        made.append((item.number, item.number, OWNER, "", published, True))
        known = {comment.number for comment in item.comments}
        for comment in item.comments:
            author = OWNER if comment.own else people.setdefault(comment.who, str(len(people) + 1))
            parent = f"c{comment.parent}" if comment.parent in known else item.number
            made.append((item.number, f"c{comment.number}", author, parent, next(moments), comment.own))
    if not made:
        return None
    frame = pd.DataFrame(made, columns=list(TIES))
    return frame.astype({"thread": "str", "post": "str", "author": "str", "parent": "str", "when": "datetime64[s]"})


FORMS: tuple[Form, ...] = (Wxr(),)
