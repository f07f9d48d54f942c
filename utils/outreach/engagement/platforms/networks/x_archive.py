"""The archive that X sends: what the owner wrote. Of all its files only the list of posts is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Reading
from outreach.engagement.platforms.shared.activity import done
from outreach.engagement.platforms.shared.columns import amounts, moments
from outreach.engagement.platforms.shared.own_words import title
from outreach.engagement.platforms.shared.repairs import repaired
from outreach.engagement.platforms.shared.told_ties import Ties
from outreach.engagement.reading.counted import set_aside
from outreach.engagement.reading.json_text import loaded
from outreach.engagement.reading.text import decoded_head
from outreach.engagement.table import tidy
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from outreach.engagement.forms.form import Answers, Kind
    from outreach.engagement.reading.opened import Opened

HOW = "On X open Settings, Your account, Download an archive of your data; its file is data/tweets.js."
NAMED = 200
"""So many bytes of a file tell which part of the archive it is; of the others no more is read."""

_PART = re.compile(rb"window\.YTD\.(\w+)\.part\d+\s*=")
POSTS_PARTS = frozenset({"tweet", "tweets"})
COUNTS = {"favorite_count": "likes", "retweet_count": "shares"}


def part_of(file: Opened) -> str:
    """Return which part of an archive a file is, "" where it is of none."""
    found = _PART.search(decoded_head(file.head(2 * NAMED)).text.encode())
    return found[1].decode() if found else ""


@dataclass(frozen=True)
class XArchive:
    """The list of posts of an archive."""

    platform: str = "X"
    export: str = "posts of the archive"
    kind: Kind = "activity"
    how: str = HOW
    channel: str = "x"
    wanted: ClassVar[tuple[str, ...]] = ("window.YTD.tweets.part0",)

    def fit(self, file: Opened) -> int:
        """Return 60 for the list of posts."""
        return 60 if part_of(file) in POSTS_PARTS else 0

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the posts; see `Form.read`."""
        del answers
        read = loaded(file)
        value = read.value
        if not isinstance(value, list):
            raise OutreachError(f"{file.shown} was expected to hold a list of posts, and holds none. {HOW}")
        posts = [_post(one) for one in value]
        if progress is not None:
            progress(file.size, file.size)
        usable = pd.DataFrame([post for post in posts if post], columns=list(_COLUMNS)).astype("str")
        when, undated = moments(usable["when"])
        tables = [_done(usable, when, metric, file) for metric in ("posts", "own_replies", "boosts")]
        counts, columns = _counts(usable, when, file)
        return Reading(
            tidy.joined([*tables, counts]),
            columns={"created_at": "posts", "in_reply_to_status_id_str": "own_replies", **columns},
            set_aside=(
                *set_aside("entries that are no posts", ["" for post in posts if not post]),
                *undated,
            ),
            warnings=("The times are those of UTC, not of your place.", *repaired(read)),
            ties=_ties(usable, when),
            detail=_mentions(value),
            records=len(usable),
        )


_COLUMNS = ("id", "text", "when", "what", "parent", "of", *COUNTS)


def _text(post: Mapping[str, Any], *names: str) -> str:
    for name in names:
        if (said := post.get(name)) not in (None, ""):
            return str(said)
    return ""


def _tweet(entry: object) -> Mapping[str, Any]:
    inner = entry.get("tweet", entry) if isinstance(entry, dict) else {}
    return inner if isinstance(inner, dict) else {}


def _post(entry: object) -> tuple[str, ...] | None:
    post = _tweet(entry)
    name = _text(post, "id_str", "id")
    if not name:
        return None
    words = _text(post, "full_text", "text")
    parent, of = (
        _text(post, "in_reply_to_status_id_str", "in_reply_to_status_id"),
        _text(post, "in_reply_to_user_id_str"),
    )
    of = of or _text(post, "in_reply_to_screen_name")
    is_answer = bool(parent or of)
    what = "boosts" if words.startswith("RT @") else "own_replies" if is_answer else "posts"
    shown = title(words) if what == "posts" else ""
    return (name, shown, _text(post, "created_at"), what, parent, of, *(_text(post, count) for count in COUNTS))


def _done(posts: pd.DataFrame, when: np.ndarray, metric: str, file: Opened) -> pd.DataFrame:
    these = (posts["what"] == metric).to_numpy()
    return done("x", posts["id"][these], posts["text"][these], when[these], metric, file.shown)


def _counts(posts: pd.DataFrame, when: np.ndarray, file: Opened) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the numbers of own posts; those of passed-on posts are of somebody else."""
    own = (posts["what"] != "boosts").to_numpy()
    tables, columns = [], {}
    for name, metric in COUNTS.items():
        values, _ = amounts(posts[name], name)
        if np.isfinite(values[own]).any():
            columns[name] = metric
        made = {"channel": "x", "item": posts["id"], "title": posts["text"], "published": when, "metric": metric}
        made |= {"value": values, "window": tidy.LIFETIME, "source": file.shown}
        tables.append(tidy.table(pd.DataFrame(made)[own]))
    return tidy.joined(tables), columns


def _ties(posts: pd.DataFrame, when: np.ndarray) -> pd.DataFrame | None:
    ties = Ties()
    own = set(posts["id"][posts["what"] != "boosts"])
    for post, moment in zip(posts.itertuples(index=False), when, strict=True):
        if post.what == "posts":
            ties.began(post.id, moment)
        elif post.what == "own_replies" and post.parent:
            ties.answered(post.id, post.parent, moment, of=post.of, of_owner=post.parent in own)
    return ties.table()


def _mentions(entries: Sequence[object]) -> dict[str, pd.DataFrame]:
    """Return which own posts name somebody, people as numbers."""
    ties, rows = Ties(), []
    for entry in entries:
        post = _tweet(entry)
        entities = post.get("entities")
        named = entities.get("user_mentions") if isinstance(entities, dict) else None
        for one in named if isinstance(named, list) else ():
            if isinstance(one, dict) and (who := _text(one, "id_str", "screen_name")):
                rows.append((_text(post, "id_str", "id"), ties.person(who)))  # noqa: PERF401 - three conditions
    return {"mentions": pd.DataFrame(rows, columns=["post", "person"])} if rows else {}


POSTS = XArchive()
FORMS = (POSTS,)
