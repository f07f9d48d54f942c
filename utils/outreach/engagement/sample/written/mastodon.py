"""Tomás's Mastodon archive. It holds no counts, and one private message."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from outreach.engagement.sample.happened.talks import messages
from outreach.engagement.sample.weeks import universal

if TYPE_CHECKING:
    from outreach.engagement.sample.happened.talks import Message

NAME = "mastodon/outbox.json"
ACTOR = "https://social.example/users/tomas_talks"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
COUNTED_TOO_FEW = 2
"""The archive says that it holds so many less than it does."""


def files() -> dict[str, bytes]:
    """Return the archive's list of messages."""
    items = [_activity(message) for message in messages()]
    outbox = {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": "outbox.json",
        "type": "OrderedCollection",
        "totalItems": len(items) - COUNTED_TOO_FEW,
        "orderedItems": items,
    }
    return {NAME: json.dumps(outbox, ensure_ascii=False, separators=(",", ":")).encode()}


def _activity(message: Message) -> dict[str, Any]:
    published = f"{universal(message.when):%Y-%m-%dT%H:%M:%SZ}"
    followers = f"{ACTOR}/followers"
    to, cc = {
        "public": ([PUBLIC], [followers]),
        "followers": ([followers], []),
        "one": (["https://else.example/users/colleague"], []),
    }[message.to]
    number = 116160000000000000 + message.number * 38114270711 + 5
    address = f"{ACTOR}/statuses/{number}"
    activity: dict[str, Any] = {
        "id": f"{address}/activity",
        "type": "Announce" if message.boosts else "Create",
        "actor": ACTOR,
        "published": published,
        "to": to,
        "cc": cc,
    }
    if message.boosts:
        return activity | {"object": message.boosts}
    content = f"<p>{message.text}</p>"
    return activity | {
        "object": {
            "id": address,
            "type": "Note",
            "summary": None,
            "inReplyTo": message.answers or None,
            "published": published,
            "url": f"https://social.example/@tomas_talks/{number}",
            "attributedTo": ACTOR,
            "to": to,
            "cc": cc,
            "sensitive": False,
            "content": content,
            "contentMap": {"en": content},
            "attachment": [],
            "tag": [],
        }
    }
