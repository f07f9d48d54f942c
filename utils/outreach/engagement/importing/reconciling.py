"""Exports that overlap: what stands in several of them counts once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.table import tidy
from outreach.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

FACT = ("channel", "account", "item", "title", "published", "date", "metric", "window")
"""What makes two rows speak of the same fact. A post that has an id is known by it alone."""

SHOWN = 3

FEWEST = 5
"""Fewer shared numbers do not tell whether two files are of one account."""

_ID = re.compile(r"(?=\S*\d)\S{6,}|https?://\S+")


@dataclass(frozen=True)
class Reconciled:
    """Rows of several exports of one form, each fact once.

    ``shared`` is how many facts stood in more than one of them, ``differing`` in how many of these the numbers
    differed. ``apart`` are files that speak of the same days and say something else in most of them.
    """

    table: pd.DataFrame
    shared: int = 0
    differing: int = 0
    sources: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    def sentence(self, what: str) -> str:
        """Say what was shared; "" where nothing was."""
        return " ".join(said for said in (self._shared(what), self._apart(what)) if said)

    def _apart(self, what: str) -> str:
        if not self.apart:
            return ""
        return (
            f"{what}: {listed(self.apart[:SHOWN])} speak of the same days or groups, and most of their numbers differ, "
            "as those of two accounts or two periods do. All were kept, and they are not added to each other."
        )

    def _shared(self, what: str) -> str:
        if not self.shared:
            return ""
        named = listed([*self.sources[:SHOWN], *(["others"] if len(self.sources) > SHOWN else [])])
        facts = "1 number stands" if self.shared == 1 else f"{self.shared:,} numbers stand"
        differ = (
            f" In {self.differing:,} of them the numbers differ, because they went on growing."
            if self.differing
            else ""
        )
        return f"{what}: {facts} in more than one file ({named}). Each counts once, as the newest file has it.{differ}"


def reconciled(tables: Sequence[pd.DataFrame], *, only_posts: bool = False) -> Reconciled:
    """Return the rows of several exports of one form, each fact as the newest export has it.

    With ``only_posts`` they are different exports of one platform: a post that has an id is the same in all of them,
    and all else is left as it is.

    The newest is the one whose days or posts reach furthest; of two that reach as far, the one with the larger numbers,
    because numbers of a life go on growing. A number that stands twice in one file alone is left for whoever adds it.
    """
    filled = [one for one in tables if len(one)]
    if len(filled) <= 1:
        return Reconciled(tidy.joined(filled))
    filled.sort(key=_age)
    whole = tidy.joined(filled)
    ages = np.repeat(np.arange(len(filled)), [len(one) for one in filled])
    facts = _facts(whole, ages, only_posts=only_posts)
    apart: tuple[str, ...] = ()
    if not only_posts:
        facts, apart = _kept_apart(whole, facts, ages)
    newest = pd.Series(ages).groupby(facts).transform("max").to_numpy()
    shared = pd.Series(ages).groupby(facts).transform("min").to_numpy() < newest
    kept = ages == newest
    differing = pd.Series(whole["value"].to_numpy()[shared]).groupby(facts[shared]).nunique()
    sources = tuple(dict.fromkeys(whole["source"].to_numpy()[shared].tolist()))
    table = whole[kept].reset_index(drop=True)
    for name in tidy.CATEGORIES:
        table[name] = table[name].cat.remove_unused_categories()
    return Reconciled(table, len(differing), int((differing > 1).sum()), sources, apart)


def _age(rows: pd.DataFrame) -> tuple[pd.Timestamp, float]:
    days = pd.concat([rows["date"], rows["published"]]).max()
    return (pd.Timestamp.min if pd.isna(days) else days, float(rows["value"].sum()))


def _facts(rows: pd.DataFrame, files: np.ndarray, *, only_posts: bool) -> np.ndarray:
    """Return a number for each row that is the same for rows that speak of the same fact."""
    has_id = (rows["item"] != "").to_numpy()
    of_post = _is_id(rows["item"])
    plain = rows.loc[:, list(FACT)].copy()
    plain["title"] = plain["title"].mask(has_id, "")
    plain["published"] = plain["published"].mask(has_id)
    plain["account"] = plain["account"].astype("str").mask(of_post, "")
    plain["item"] = _one_id(rows, files)
    names = list(FACT)
    if only_posts:
        plain["file"] = np.where(of_post, -1, files)
        names.append("file")
    numbers: np.ndarray = plain.groupby(names, observed=True, sort=False, dropna=False).ngroup().to_numpy()
    return numbers


def _kept_apart(rows: pd.DataFrame, facts: np.ndarray, files: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """Give facts of a file that contradicts an earlier one numbers of their own; return also the sources of both.

    What went on growing is nowhere smaller. Two accounts, or two periods, are now larger and now smaller.
    """
    no_post = ~_is_id(rows["item"])
    values, sources = rows["value"].to_numpy(), rows["source"]
    facts = facts.copy()
    seen: list[tuple[np.ndarray, np.ndarray, str]] = []
    apart: list[str] = []
    for file in range(int(files.max()) + 1):
        places = np.flatnonzero((files == file) & no_post)
        if not len(places):
            continue
        mine, source = facts[places], str(sources.iloc[places[0]])
        others = [other for known, numbers, other in seen if _contradict((known, numbers), (mine, values[places]))]
        if others:
            facts[places] += (file + 1) * (int(facts.max()) + 1)
            apart += [*others, source]
        seen.append((mine, values[places], source))
    return facts, tuple(dict.fromkeys(apart))


def _contradict(one: tuple[np.ndarray, np.ndarray], other: tuple[np.ndarray, np.ndarray]) -> bool:
    """Tell whether most of the facts that two files share have other numbers, and neither file has the larger ones."""
    shared, first, second = np.intersect1d(one[0], other[0], return_indices=True)
    if len(shared) < FEWEST:
        return False
    change = other[1][second] - one[1][first]
    return bool(2 * (change != 0).sum() > len(shared) and (change > 0).any() and (change < 0).any())


def _is_id(items: pd.Series) -> np.ndarray:
    """Tell items that are ids or addresses of single posts, not words for a group or titles."""
    found = {item: bool(_ID.fullmatch(item)) for item in items.unique()}
    return np.asarray(items.map(found), dtype=bool)


def _one_id(rows: pd.DataFrame, files: np.ndarray) -> pd.Series:
    """Return the items, a post under one of them where a file has its address and another its id.

    A spreadsheet rounds long ids, and then the address stands for the post. Title and time tell that it is the same,
    where each file has one such post only.
    """
    is_address = rows["item"].str.startswith("http").to_numpy(dtype=bool)
    if not is_address.any() or is_address.all():
        return rows["item"]
    posts = rows[["channel", "item", "title", "published"]].assign(file=files, is_address=is_address)
    tells = (posts["title"] != "") | (posts["published"] != posts["published"].dt.normalize())
    posts = posts[(posts["item"] != "") & tells & posts["published"].notna()].drop_duplicates()
    known = ["channel", "title", "published"]
    alone = posts[~posts.duplicated([*known, "file"], keep=False)]
    ids = alone[~alone["is_address"]].drop_duplicates([*known, "item"])
    ids = ids[~ids.duplicated(known, keep=False)]
    pairs = alone[alone["is_address"]].merge(ids, on=known, suffixes=("", "_id"))
    pairs = pairs[pairs["file"] != pairs["file_id"]]
    return rows["item"].replace(dict(zip(pairs["item"], pairs["item_id"], strict=True))) if len(pairs) else rows["item"]
