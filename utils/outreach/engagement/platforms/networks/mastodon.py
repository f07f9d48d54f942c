"""Mastodon: the archive of an account, which holds no counts, and the statuses that its interface answers with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from outreach.engagement.forms.form import Reading
from outreach.engagement.platforms.shared.activity import done
from outreach.engagement.platforms.shared.columns import moments
from outreach.engagement.platforms.shared.own_words import from_html
from outreach.engagement.platforms.shared.repairs import repaired
from outreach.engagement.platforms.shared.told_ties import Ties
from outreach.engagement.reading.counted import SetAside
from outreach.engagement.reading.json_text import loaded
from outreach.engagement.reading.text import decoded_head
from outreach.engagement.table import tidy
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np

    from outreach.engagement.forms.form import Answers, Kind
    from outreach.engagement.reading.json_text import Loaded
    from outreach.engagement.reading.opened import Opened

HOW = "On your server open Preferences, then Import and export, and request your archive; its file is outbox.json."
PUBLIC = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
IN_UTC = "The times are those of UTC, not of your place."

DIRECT = "direct messages that were passed over"
NARROW = "posts that are unlisted or for followers only"
STRANGE = "entries that are no posts"
OF_OTHERS = "posts of others"

_OUTBOX = re.compile(rb'"id"\s*:\s*"(?:[^"]*/)?outbox(?:\.json)?"|"type"\s*:\s*"(?:Create|Announce)"')


@dataclass(frozen=True)
class Status:
    """A public post, reply or boost of the owner.

    ``what`` is the metric that it is one of. ``parent`` and ``of`` are the post that it answers and its author, as the
    platform names them: they never leave the modules of the platforms.
    """

    item: str
    title: str
    when: str
    what: str
    parent: str = ""
    of: str = ""


@dataclass(frozen=True)
class MastodonArchive:
    """The outbox of an archive."""

    platform: str = "Mastodon"
    export: str = "archive of an account (outbox.json)"
    kind: Kind = "activity"
    how: str = HOW
    channel: str = "mastodon"
    wanted: ClassVar[tuple[str, ...]] = ("OrderedCollection", "orderedItems")

    def fit(self, file: Opened) -> int:
        """Return 60 for an ordered collection of activities."""
        head = decoded_head(file.head()).text.encode()
        is_collection = b'"OrderedCollection"' in head and b'"orderedItems"' in head and b"activitystreams" in head
        return 60 if is_collection and _OUTBOX.search(head) else 0

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read what is public; see `Form.read`."""
        del answers
        read = loaded(file)
        items = read.value.get("orderedItems") if isinstance(read.value, dict) else None
        if not isinstance(items, list):
            raise OutreachError(
                f"{file.shown} was expected to hold the activities of an account, and holds none. {HOW}"
            )
        found = [_activity(item) for item in items]
        if progress is not None:
            progress(file.size, file.size)
        statuses = [one for one in found if isinstance(one, Status)]
        left = Counter(one for one in found if isinstance(one, str))
        warnings = [
            "The archive holds no counts: no favorites, boosts or replies of others. It tells what you did.",
            IN_UTC,
        ]
        return _reading(statuses, left, file, read, warnings)


def _texts(value: object) -> list[str]:
    """Return a field of addresses, which may be one or a list."""
    given = value if isinstance(value, list) else [value]
    return [one for one in given if isinstance(one, str)]


def _last(address: str) -> str:
    return address.rstrip("/").removesuffix("/activity").rsplit("/", 1)[-1]


def _reach(activity: Mapping[str, Any]) -> str:
    """Return why an activity is not public, "" where it is."""
    to, copied = _texts(activity.get("to")), _texts(activity.get("cc"))
    if PUBLIC & set(to):
        return ""
    if PUBLIC & set(copied) or any(address.endswith("/followers") for address in (*to, *copied)):
        return NARROW
    return DIRECT


def _activity(item: object) -> Status | str:
    """Return an activity, or the reason why it is left out."""
    if not isinstance(item, dict) or item.get("type") not in {"Create", "Announce"}:
        return STRANGE
    if reason := _reach(item):
        return reason
    when = str(item.get("published") or "")
    what = item.get("object")
    if item["type"] == "Announce":
        return Status(_last(str(item.get("id") or "")), "", when, "boosts")
    if not isinstance(what, dict):
        return STRANGE
    if reason := _reach({"to": what.get("to", item.get("to")), "cc": what.get("cc", item.get("cc"))}):
        return reason
    name, parent = _last(str(what.get("id") or item.get("id") or "")), what.get("inReplyTo")
    when = str(what.get("published") or when)
    if isinstance(parent, str) and parent:
        is_own = parent.startswith(f"{str(item.get('actor') or '').rstrip('/')}/")
        return Status(
            name, "", when, "own_replies", _last(parent) if is_own else parent, "" if is_own else _writer(parent)
        )
    return Status(name, from_html(str(what.get("content") or "")), when, "posts")


def _writer(address: str) -> str:
    """Return whose post an address is, as far as the address tells."""
    found = re.match(r"https?://([^/]+)/(?:users/|@)([^/]+)", address)
    return f"{found[1]}/{found[2]}" if found else address


def _reading(
    statuses: Sequence[Status], left: Counter[str], file: Opened, read: Loaded, warnings: Sequence[str]
) -> Reading:
    frame = pd.DataFrame(
        [(one.item, one.title, one.when, one.what) for one in statuses], columns=["item", "title", "when", "what"]
    )
    frame = frame.astype("str")
    when, undated = moments(frame["when"])
    tables = []
    for metric in ("posts", "own_replies", "boosts"):
        these = (frame["what"] == metric).to_numpy()
        tables.append(done("mastodon", frame["item"][these], frame["title"][these], when[these], metric, file.shown))
    return Reading(
        tidy.joined(tables),
        columns={"published": "posts", "inReplyTo": "own_replies", "Announce": "boosts"},
        set_aside=(
            *(SetAside(reason, count) for reason, count in left.items()),
            *undated,
        ),
        warnings=(*warnings, *repaired(read)),
        ties=_ties(statuses, when),
        records=len(statuses),
    )


def _ties(statuses: Sequence[Status], when: np.ndarray) -> pd.DataFrame | None:
    ties = Ties()
    own = {one.item for one in statuses if one.what != "boosts"}
    for one, moment in zip(statuses, when, strict=True):
        if one.what == "posts":
            ties.began(one.item, moment)
        elif one.what == "own_replies":
            ties.answered(one.item, one.parent, moment, of=one.of, of_owner=one.parent in own or not one.of)
    return ties.table()


COUNTS = {
    "replies_count": "replies",
    "reblogs_count": "shares",
    "favourites_count": "likes",
    "quotes_count": "quotes",
}


@dataclass(frozen=True)
class MastodonStatuses:
    """The answer to a request for the statuses of an account."""

    platform: str = "Mastodon"
    export: str = "statuses of an account (JSON of the interface)"
    kind: Kind = "posts"
    how: str = (
        "Open https://your.server/api/v1/accounts/ID/statuses?limit=40 in the browser, and save the page as JSON."
    )
    channel: str = "mastodon"
    wanted: ClassVar[tuple[str, ...]] = tuple(COUNTS)

    def fit(self, file: Opened) -> int:
        """Return 60 for statuses with counts."""
        head = decoded_head(file.head()).text.encode()
        return (
            60
            if all(f'"{name}"'.encode() in head for name in ("reblogs_count", "favourites_count", "visibility"))
            else 0
        )

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the statuses of the owner; see `Form.read`."""
        del answers
        read = loaded(file)
        given = read.value if isinstance(read.value, list) else [read.value]
        entries = [one for page in given for one in (page if isinstance(page, list) else [page])]
        if progress is not None:
            progress(file.size, file.size)
        owner = _owner(entries)
        found = [_status(entry, owner) for entry in entries]
        statuses = [one for one in found if isinstance(one, Status)]
        left = Counter(one for one in found if isinstance(one, str))
        reading = _reading(statuses, left, file, read, ["Such an answer holds only the newest statuses.", IN_UTC])
        kept = [
            entry
            for entry, one in zip(entries, found, strict=True)
            if isinstance(one, Status) and isinstance(entry, dict)
        ]
        counted = _counts(kept, statuses, file)
        columns = {name: metric for name, metric in COUNTS.items() if any(name in entry for entry in kept)}
        return Reading(
            tidy.joined([reading.rows, counted]),
            columns={"created_at": "posts", **columns},
            set_aside=reading.set_aside,
            warnings=reading.warnings,
            ties=reading.ties,
            records=len(statuses),
        )


def _who(entry: object) -> str:
    account = entry.get("account") if isinstance(entry, dict) else None
    return str(account.get("id") or "") if isinstance(account, dict) else ""


def _owner(entries: Sequence[object]) -> str:
    """Return the account that most statuses are of."""
    named = Counter(who for entry in entries if (who := _who(entry)))
    return named.most_common(1)[0][0] if named else ""


def _status(entry: object, owner: str) -> Status | str:
    if not isinstance(entry, dict) or not entry.get("id") or "created_at" not in entry:
        return STRANGE
    if _who(entry) not in {"", owner}:
        return OF_OTHERS
    if entry.get("visibility") != "public":
        return DIRECT if entry.get("visibility") == "direct" else NARROW
    name, when = str(entry["id"]), str(entry["created_at"] or "")
    if isinstance(entry.get("reblog"), Mapping):
        return Status(name, "", when, "boosts")
    if parent := entry.get("in_reply_to_id"):
        of = str(entry.get("in_reply_to_account_id") or "")
        return Status(name, "", when, "own_replies", str(parent), "" if of == owner else of or f"of {parent}")
    return Status(name, from_html(str(entry.get("content") or "")), when, "posts")


def _counts(entries: Sequence[Mapping[str, Any]], statuses: Sequence[Status], file: Opened) -> pd.DataFrame:
    """Return the counts; those of a boosted post are of somebody else."""
    own = [(entry, one) for entry, one in zip(entries, statuses, strict=True) if one.what != "boosts"]
    rows = [
        (one.item, one.title, one.when, metric, entry.get(name))
        for entry, one in own
        for name, metric in COUNTS.items()
        if isinstance(entry.get(name), int) and not isinstance(entry.get(name), bool)
    ]
    made = pd.DataFrame(rows, columns=["item", "title", "published", "metric", "value"])
    when, _ = moments(made["published"].astype("str"))
    return tidy.table(
        made.assign(channel="mastodon", published=when, window=tidy.LIFETIME, source=file.shown).astype(
            {"value": "float64"}
        )
    )


ARCHIVE = MastodonArchive()
STATUSES = MastodonStatuses()
FORMS = (ARCHIVE, STATUSES)
