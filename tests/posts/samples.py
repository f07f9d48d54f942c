"""Authors, drafts and folders of learners, as the tests of the layers above the engine need them."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from outreach.posts import review as reviewing
from outreach.posts.author import Author, author_from
from outreach.posts.drafting.attesting import Attestation, attest
from outreach.posts.drafting.draft_file import digest_of, keep_draft, read_draft
from outreach.posts.findings.finding import Edit, Finding
from outreach.posts.review import Review, review
from outreach.posts.reviewing.case import Candidate, Severity
from outreach.workspace import Workspace

NADIA = Author(
    name="Nadia Rahimi",
    practice="Juniper Street Counseling",
    city="Port Ellery",
    region="Washington",
    country="US",
    licence="LICSW",
    phone="(206) 555-0142",
    email="nadia@juniperstreet.example",
    website="https://juniperstreet.example",
    address="12 Juniper Street, Port Ellery, WA",
)

TOLD = (
    "Last Tuesday I sat with Marisol Vega, a 41-year-old nurse from Biddeford. She works at Lincoln Elementary School, "
    "and in our session she told me that she had not slept for a month."
)
"""A story of somebody that a review cannot miss: when, who, how old, from where, and where she works."""

AGREED = "Marisol gave me her written permission to share this."

UNSIGNED = """\
# The chair by the window

When a house has been full of care for years and then is not, people often tell us that they keep listening at night.
Nothing is wrong with you. Your ears have not heard yet that it is over.

Move one chair. Sit in it when you wake. The rain will do.

This is general information and no care for you.
"""
"""A draft of more than forty words in which nothing is to be found, whoever wrote it."""

HARMLESS = f"{UNSIGNED}\n*Nadia Rahimi, Juniper Street Counseling.*\n"
"""The same with the name of its author below it."""


def reviewed(draft: str, channel: str = "blog", **author: str) -> Review:
    """Review a draft of Nadia's, or of somebody who differs from her in what is given."""
    said = {"name": "Nadia Rahimi", "practice": "Juniper Street Counseling", "city": "Port Ellery", **author}
    return review(draft, author_from(said), channel)


SEVERITIES: dict[str, Severity] = {
    "NAME": "high",
    "PHONE": "high",
    "CLIENT_STATUS": "high",
    "AGE": "low",
    "AGE-OVER-89": "high",
    "SUICIDE_DETAIL": "high",
}
"""Of what is not medium, as the annotation guide has it."""

_MARK = re.compile(r"\[(?P<category>[A-Z_]+(?:-OVER-89)?)\|(?P<words>[^\]]*)\]")


def given(monkeypatch: pytest.MonkeyPatch, marked_up: str, channel: str = "blog", **author: str) -> Review:
    """Review a draft whose marks are given in it, as in ``I saw [NAME|Marisol Vega]``.

    What a review makes of marks is looked at with these, whatever the engine marks today.
    """
    draft, place, marks = "", 0, []
    for found in _MARK.finditer(marked_up):
        draft += marked_up[place : found.start()]
        category = found["category"]
        severity = SEVERITIES.get(category, "medium")
        end = len(draft) + len(found["words"])
        marks.append(Candidate(len(draft), end, category.removesuffix("-OVER-89"), severity))
        draft, place = draft + found["words"], found.end()
    draft += marked_up[place:]
    with monkeypatch.context() as patched:
        patched.setattr(reviewing, "marked", lambda _case: (marks, []))
        return reviewed(draft, channel, **author)


def applied(edit: Edit, draft: str) -> str:
    """Return a draft with an edit made, as the page makes it."""
    return draft[: edit.start] + edit.text + draft[edit.end :]


def of(found: Review, category: str) -> list[Finding]:
    return [one for one in found.findings if one.category == category]


def only(found: Review, category: str) -> Finding:
    [one] = of(found, category)
    return one


def write(space: Workspace, text: str) -> None:
    """Write the draft as the studio does."""
    assert keep_draft(space, text, digest_of(read_draft(space))) is None


def attested(space: Workspace, text: str) -> Attestation:
    questions = review(text, NADIA).questions
    return attest(space, text, questions, [one.key for one in questions])


def files_in(space: Workspace) -> dict[str, bytes]:
    """Return everything that stands in the learner's folder but for locks."""
    found = (path for path in space.folder.rglob("*") if path.is_file() and "locks" not in path.parts)
    return {path.relative_to(space.folder).as_posix(): path.read_bytes() for path in found}


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch, *, after: int = 0) -> Iterator[None]:
    """Let the disk be full, from the time on at which so many files have been flushed to it."""
    flush, flushed = os.fsync, 0

    def full(handle: int) -> None:
        nonlocal flushed
        flushed += 1
        if flushed > after:
            raise OSError(errno.ENOSPC, "No space left on device")
        flush(handle)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        yield
    assert flushed > after, "the disk was never full"


def left_over(space: Workspace) -> list[Path]:
    """Return what a write that failed has left beside its place."""
    return list(space.folder.rglob(".*.tmp"))
