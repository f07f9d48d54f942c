"""Ning: the archive of a network, files of JSON with faults. Private messages are not among those that are read.

The names are documented in two importers of other platforms; no real file was found.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Answers, Kind, Reading
from outreach.engagement.platforms.shared.lists import counted, passed_over_sentence, people_of
from outreach.engagement.reading.counted import SetAside, set_aside
from outreach.engagement.reading.dates import dates
from outreach.engagement.reading.json_text import loaded
from outreach.engagement.reading.text import decoded_head
from outreach.engagement.table import tidy
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from outreach.engagement.forms.form import Form
    from outreach.engagement.reading.opened import Opened

CHANNEL = "community"
HOW = "Ask Ning's Network Archiver for an archive of your network; the files end in -local.json."
OWNERS = frozenset({"owner", "admin", "network creator", "administrator"})

_AUTHOR = re.compile(r'"contributorName"\s*:')
_MESSAGE = re.compile(r'"(?:recipients?|receiver|toName|inbox)"\s*:', re.IGNORECASE)
_PERSON = re.compile(r'"(?:fullName|email|birthdate|profileQuestions)"\s*:')
_TALK = re.compile(r'"(?:title|comments|description)"\s*:')


def _fits(file: Opened, names: re.Pattern[str], not_names: re.Pattern[str]) -> int:
    head = decoded_head(file.head()).text
    if head.lstrip()[:1] not in {"(", "[", "{"} or not _AUTHOR.search(head) or _MESSAGE.search(head):
        return 0
    found = {match.group() for match in names.finditer(head)}
    return 0 if not found or not_names.search(head) else 40 + len(found)


@dataclass(frozen=True)
class TalksForm:
    """Discussions, blogs and pages: who began them, who answered, and when. Names become numbers, texts are dropped."""

    platform: str = "Ning"
    export: str = "discussions and blogs of an archive"
    kind: Kind = "posts"
    how: str = HOW
    wanted: tuple[str, ...] = ()

    def fit(self, file: Opened) -> int:
        """Return how many of its names stand in the first part of the file."""
        return _fits(file, _TALK, _PERSON)

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read posts, their comments, and who answered whom."""
        held = loaded(file)
        posts, left = _records(held.value)
        own = {name.casefold() for name in answers.own} | _owners_beside(file)
        told = pd.DataFrame(_posts(posts), columns=["thread", "post", "who", "parent", "when", "title"], dtype=str)
        twice = told.duplicated("post").to_numpy()
        told = told[~twice].reset_index(drop=True)
        read = dates(told["when"])
        told = told.assign(when=read.values)
        if progress is not None:
            progress(file.size, file.size)
        begun = told[told["parent"] == ""]
        comments = told[told["parent"] != ""].groupby("thread").size().reindex(begun["thread"], fill_value=0)
        place = answers.channel or CHANNEL
        rows = pd.concat(
            [
                begun.assign(metric="posts", value=1.0, window=tidy.DAY, date=begun["when"].dt.normalize()),
                begun.assign(
                    metric="comments", value=comments.to_numpy(dtype="float64"), window=tidy.LIFETIME, date=pd.NaT
                ),
            ],
            ignore_index=True,
        ).assign(channel=place, source=file.shown)
        rows = rows[~((rows["metric"] == "posts") & rows["when"].isna())]
        table = tidy.table(
            rows.rename(columns={"thread": "item", "when": "published"}).drop(columns=["post", "who", "parent"])
        )
        said = [f"In the file {repair}." for repair in held.repairs]
        people = told.loc[told["who"] != "", "who"].nunique()
        said.append(f"Names of {people:,} people who wrote became numbers, and their texts were passed over.")
        if not own:
            said.append("It is not known which of the writers you are; give the file of the members with it.")
        return Reading(
            table,
            columns={"discussions": "posts", "comments": "comments"},
            set_aside=(
                *left,
                *counted("posts that stand there twice", twice),
                *counted("dates that could not be read", read.unread),
            ),
            warnings=tuple(said),
            ties=_ties(told, own),
            records=len(begun),
        )


def _posts(records: list[dict[str, object]]) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Go through posts and comments: thread, post, writer, post that is answered, when, title."""
    for number, record in enumerate(records, 1):
        thread = _text(record, "id") or f"post {number}"
        yield (
            thread, thread, _text(record, "contributorName"), "", _text(record, "createdDate"),
            html.unescape(_text(record, "title")),
        )  # fmt: skip
        comments = record.get("comments")
        for place, comment in enumerate(comments if isinstance(comments, list) else [], 1):
            if isinstance(comment, dict):
                post = _text(comment, "id") or f"{thread} comment {place}"
                yield thread, post, _text(comment, "contributorName"), thread, _text(comment, "createdDate"), ""


def _ties(told: pd.DataFrame, own: set[str]) -> pd.DataFrame:
    codes = pd.factorize(told["who"])[0] + 1
    return pd.DataFrame(
        {
            "thread": told["thread"],
            "post": told["post"],
            "author": np.where(told["who"] == "", 0, codes),
            "parent": told["parent"],
            "when": told["when"],
            "own": told["who"].str.casefold().isin(own),
        }
    )


@dataclass(frozen=True)
class MembersForm:
    """The members: when they joined, and nothing else of them."""

    platform: str = "Ning"
    export: str = "members of an archive"
    kind: Kind = "people"
    how: str = HOW
    wanted: tuple[str, ...] = ()

    def fit(self, file: Opened) -> int:
        """Return how many of its names stand in the first part of the file."""
        return _fits(file, _PERSON, re.compile(r'"comments"\s*:\s*\['))

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Count the members."""
        held = loaded(file)
        records, left = _records(held.value)
        if progress is not None:
            progress(file.size, file.size)
        state = pd.Series([_text(record, "state").casefold() for record in records], dtype=str)
        pending = state.isin({"pending", "invited"}).to_numpy()
        gone = state.isin({"left", "suspended", "banned"}).to_numpy()
        here = ~(pending | gone)
        read = dates(pd.Series([_text(record, "createdDate") for record in records], dtype=str))
        joined = np.asarray(read.values)
        people, unclear = people_of(joined[here], np.full(int(here.sum()), "NaT", dtype="datetime64[s]"))
        number = {
            "channel": answers.channel or CHANNEL,
            "metric": "members",
            "value": float(here.sum()),
            "window": tidy.NOT_STATED,
            "source": file.shown,
        }
        return Reading(
            tidy.table(pd.DataFrame([number])),
            columns={"createdDate": "joined"},
            set_aside=(
                *left,
                *counted("members who were never let in", pending),
                *counted("members who left or were banned, on a day that is not stated", gone),
                *unclear,
            ),
            warnings=(*(f"In the file {repair}." for repair in held.repairs), *passed_over_sentence(len(records))),
            people=people,
            records=len(people),
        )


def _records(value: object) -> tuple[list[dict[str, object]], tuple[SetAside, ...]]:
    """Return the records; what is none is counted."""
    many = value if isinstance(value, list) else [value]
    records = [one for one in many if isinstance(one, dict)]
    return records, set_aside(
        "records that are none", [type(one).__name__ for one in many if not isinstance(one, dict)]
    )


def _text(record: dict[str, object], name: str) -> str:
    value = record.get(name)
    return str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _owners_beside(file: Opened) -> set[str]:
    """Return who the file of the members in the same folder says to own the network."""
    members = MembersForm()
    for beside in file.siblings:
        if beside.name.casefold().endswith(".json") and members.fit(beside):
            try:
                records, _ = _records(loaded(beside).value)
            except OutreachError:  # the posts do not hang on the file beside them
                continue
            return {
                _text(record, "contributorName").casefold()
                for record in records
                if _text(record, "level").casefold() in OWNERS
            }
    return set()


FORMS: tuple[Form, ...] = (TalksForm(), MembersForm())
