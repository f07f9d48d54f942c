"""Who answered whom: on which channel it was, and as posts of a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.engagement.measuring.network import Post

OWNER = "you"
_FILE = r"^(\d+):"
"""Before the number of a thread where several files have threads."""


def told(ties: pd.DataFrame | None) -> pd.DataFrame | None:
    """Return the ties of channels that tell what others wrote, with the file that each is of; None without any.

    An archive of one's own account holds of others only what the owner answered. To count that would show every post
    of others as answered.
    """
    if ties is None or ties.empty:
        return None
    made = ties.reset_index(drop=True).copy()
    made["file"] = made["thread"].astype("str").str.extract(_FILE, expand=False).fillna("").to_numpy()
    made["thread"] = made["thread"].astype("str").str.replace(_FILE, "", regex=True)
    made["when"] = made["when"].to_numpy().astype("datetime64[s]")
    made["own"] = made["own"].to_numpy(dtype=bool)
    for name in ("author", "post", "parent"):
        made[name] = made[name].fillna("").astype("str")
    made["channel"] = made["channel"].astype("str") if "channel" in made else "community"
    dated = made.loc[(~made["own"] & made["when"].notna()).to_numpy(), "channel"].unique()
    kept = made[made["channel"].isin(dated).to_numpy()]
    return kept if len(kept) else None


def answers(ties: pd.DataFrame) -> pd.DataFrame:
    """Return what people other than the owner wrote as an answer."""
    chosen: pd.DataFrame = ties[(~ties["own"] & (ties["parent"] != "")).to_numpy()]
    return chosen


def posts_of(ties: pd.DataFrame) -> tuple[Post, ...]:
    """Return the ties as posts of a network, the owner as one person.

    An answer to something that is not among them, such as a page of the blog, is an answer to the owner.
    """
    return tuple(_posts(ties))


def _posts(ties: pd.DataFrame) -> Iterator[Post]:
    from outreach.engagement.measuring.network import Post  # noqa: PLC0415 - slow to load; few exports have ties

    ordered = ties.sort_values(["thread", "when"], kind="stable")
    who = np.where(ordered["own"], OWNER, ordered["file"] + ":" + ordered["author"])
    written = dict(zip(ordered["file"] + ":" + ordered["post"], who, strict=True))
    times = [None if pd.isna(when) else when.to_pydatetime() for when in ordered["when"]]
    threads = (ordered["channel"] + ":" + ordered["file"] + ":" + ordered["thread"]).tolist()
    parents = (ordered["file"] + ":" + ordered["parent"]).tolist()
    has_parent = (ordered["parent"] != "").tolist()
    begun: dict[str, str] = {}
    for author, thread, parent, is_answer, time in zip(who.tolist(), threads, parents, has_parent, times, strict=True):
        if not is_answer and thread not in begun:
            begun[thread] = author
            yield Post(author, None, thread, time)
        else:
            to = written.get(parent, OWNER) if is_answer else begun[thread]
            yield Post(author, to, thread, time)
