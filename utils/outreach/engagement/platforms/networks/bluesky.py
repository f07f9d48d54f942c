"""Bluesky: the feed of an author, as the service answers or as the Python library dumps it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from outreach.engagement.forms.form import Reading
from outreach.engagement.platforms.shared.activity import done
from outreach.engagement.platforms.shared.columns import moments
from outreach.engagement.platforms.shared.own_words import title
from outreach.engagement.platforms.shared.repairs import repaired
from outreach.engagement.platforms.shared.told_ties import Ties
from outreach.engagement.reading.counted import SetAside
from outreach.engagement.reading.json_text import loaded
from outreach.engagement.reading.text import decoded_head
from outreach.engagement.table import tidy
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np

    from outreach.engagement.forms.form import Answers, Kind
    from outreach.engagement.reading.opened import Opened

HOW = "Save the answer of app.bsky.feed.getAuthorFeed for your account as a JSON file."
COUNTS = {
    "replyCount": "replies",
    "repostCount": "shares",
    "likeCount": "likes",
    "quoteCount": "quotes",
}
AUTHORS = 2
"""The feed of an author shows one account; that of a reader shows many."""

REPOSTS = "posts of others that were passed on"
OF_OTHERS = "posts of others"
TWICE = "posts that stand there twice"
STRANGE = "entries that are no posts"

_FEED = re.compile(rb'"(?:\$type|py_type|uri)"\s*:\s*"(?:app\.bsky\.feed|at://)')


@dataclass(frozen=True)
class _Post:
    item: str
    title: str
    when: str
    parent: str
    counts: Mapping[str, float]
    who: str


@dataclass(frozen=True)
class BlueskyFeed:
    """The feed of an author."""

    platform: str = "Bluesky"
    export: str = "author feed (JSON)"
    kind: Kind = "posts"
    how: str = HOW
    channel: str = "bluesky"
    wanted: ClassVar[tuple[str, ...]] = ("feed", "likeCount")

    def fit(self, file: Opened) -> int:
        """Return 60 for a feed of Bluesky."""
        head = decoded_head(file.head()).text.encode()
        has_counts = b'"likeCount"' in head or b'"like_count"' in head
        return 60 if b'"feed"' in head and has_counts and _FEED.search(head) else 0

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the owner's posts; see `Form.read`."""
        del answers
        read = loaded(file)
        pages = read.value if isinstance(read.value, list) else [read.value]
        feeds = [page.get("feed") for page in pages if isinstance(page, dict)]
        entries = [entry for feed in feeds if isinstance(feed, list) for entry in feed]
        if not any(isinstance(feed, list) for feed in feeds):
            raise OutreachError(f"{file.shown} was expected to hold a feed, and holds none. {HOW}")
        if progress is not None:
            progress(file.size, file.size)
        posts, left, warnings = _own(entries)
        frame = pd.DataFrame(
            [(one.item, one.title, one.when, "own_replies" if one.parent else "posts") for one in posts],
            columns=["item", "title", "when", "what"],
        ).astype("str")
        when, undated = moments(frame["when"])
        tables = [_done(frame, when, metric, file) for metric in ("posts", "own_replies")]
        return Reading(
            tidy.joined([*tables, _counts(posts, when, file)]),
            columns={"createdAt": "posts", **{name: metric for name, metric in COUNTS.items() if _any(posts, metric)}},
            set_aside=(
                *(SetAside(reason, count) for reason, count in left.items()),
                *undated,
            ),
            warnings=(*warnings, "The times are those of UTC, not of your place.", *repaired(read)),
            ties=_ties(posts, when),
            records=len(posts),
        )


def _part(value: object, *names: str) -> Any:
    """Return the first of these members, which differ in how they are spelled."""
    if isinstance(value, dict):
        for name in names:
            if value.get(name) is not None:
                return value[name]
    return None


def _snake(name: str) -> str:
    return re.sub(r"([A-Z])", r"_\1", name).lower()


def _own(entries: Sequence[object]) -> tuple[list[_Post], Counter[str], list[str]]:
    left: Counter[str] = Counter()
    posts: dict[str, _Post] = {}
    for entry in entries:
        kind = str(_part(_part(entry, "reason"), "$type", "py_type") or "")
        post = _part(entry, "post")
        if kind.endswith("reasonRepost"):
            left[REPOSTS] += 1
        elif not isinstance(post, dict) or not (made := _post(post)):
            left[STRANGE] += 1
        elif made.item in posts:
            left[TWICE] += 1
        else:
            posts[made.item] = made
    warnings = []
    if left[REPOSTS]:
        warnings.append("Posts of others that you passed on were left out: their likes are not yours.")
    accounts = Counter(post.who for post in posts.values())
    if len(accounts) > AUTHORS:
        owner = accounts.most_common(1)[0][0]
        left[OF_OTHERS] += sum(post.who != owner for post in posts.values())
        posts = {item: post for item, post in posts.items() if post.who == owner}
    elif len(accounts) == AUTHORS:
        warnings.append("The feed shows two accounts as authors. Only the feed of your own account holds yours alone.")
    return list(posts.values()), +left, warnings


def _post(post: Mapping[str, Any]) -> _Post | None:
    address, record = str(post.get("uri") or ""), _part(post, "record")
    if not address or not isinstance(record, dict):
        return None
    parent = str(_part(_part(_part(record, "reply"), "parent"), "uri") or "")
    counts = {
        metric: float(number)
        for name, metric in COUNTS.items()
        if isinstance(number := _part(post, name, _snake(name)), int) and not isinstance(number, bool)
    }
    who = str(_part(_part(post, "author"), "did") or "") or _account(address)
    text = "" if parent else title(str(record.get("text") or ""))
    when = str(_part(record, "createdAt", "created_at") or "")
    return _Post(address.rsplit("/", 1)[-1], text, when, parent, counts, who)


def _account(address: str) -> str:
    return address.removeprefix("at://").split("/", 1)[0]


def _any(posts: Sequence[_Post], metric: str) -> bool:
    return any(metric in post.counts for post in posts)


def _done(frame: pd.DataFrame, when: np.ndarray, metric: str, file: Opened) -> pd.DataFrame:
    these = (frame["what"] == metric).to_numpy()
    return done("bluesky", frame["item"][these], frame["title"][these], when[these], metric, file.shown)


def _counts(posts: Sequence[_Post], when: np.ndarray, file: Opened) -> pd.DataFrame:
    rows = [
        (post.item, post.title, moment, metric, value)
        for post, moment in zip(posts, when, strict=True)
        for metric, value in post.counts.items()
    ]
    made = pd.DataFrame(rows, columns=["item", "title", "published", "metric", "value"])
    made = made.astype({"published": "datetime64[s]", "value": "float64"})
    return tidy.table(made.assign(channel="bluesky", window=tidy.LIFETIME, source=file.shown))


def _ties(posts: Sequence[_Post], when: np.ndarray) -> pd.DataFrame | None:
    ties = Ties()
    own = {post.item: post.who for post in posts}
    for post, moment in zip(posts, when, strict=True):
        if not post.parent:
            ties.began(post.item, moment)
            continue
        parent, of = post.parent.rsplit("/", 1)[-1], _account(post.parent)
        is_own = own.get(parent) == of or of == post.who
        ties.answered(post.item, parent if is_own else post.parent, moment, of=of, of_owner=is_own)
    return ties.table()


FEED = BlueskyFeed()
FORMS = (FEED,)
