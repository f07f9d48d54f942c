"""The draft as a plain file, with earlier versions beside it, so that nothing is lost and any editor can open it."""

from __future__ import annotations

import difflib
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from outreach.errors import OutreachError
from outreach.workspace import whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from outreach.workspace import Workspace

FILE_NAME = "first-post.md"
VERSIONS = "first-post-versions"
MOST_VERSIONS = 60
"""So many versions are kept; of older ones those closest to their neighbors in time go first."""

MINUTES_APART = 5
LONGEST_DRAFT = 1_000_000
"""Characters. A post has some thousands; what is longer than this is another file."""

_VERSION = re.compile(
    r"(?P<when>\d{4}-\d{2}-\d{2} \d{2}\.\d{2}\.\d{2})(?: (?P<why>[a-z ]+?))?(?: (?P<number>\d+))?\.md"
)
_WORDS = re.compile(r"\s+|[^\s]+")
_FORM = "%Y-%m-%d %H.%M.%S"


@dataclass(frozen=True)
class Version:
    """An earlier state of the draft: when it was kept, why, and as which one of that second."""

    name: str
    when: datetime
    why: str
    number: int = 1


@dataclass(frozen=True)
class Change:
    """A stretch of a comparison: ``kind`` is same, added or taken."""

    kind: str
    text: str


def digest_of(text: str) -> str:
    """Return what tells one text from every other, as it is read back: without a mark in front, in plain line ends."""
    read = whole(text).removeprefix("\ufeff").replace("\r\n", "\n")
    return hashlib.sha256(read.encode("utf-8")).hexdigest()


def read_draft(space: Workspace) -> str:
    """Return the draft as it stands in the file; empty where there is none.

    Raises
    ------
    OutreachError
        If the file cannot be read, or is far too long for a post.
    """
    text = space.read_text(FILE_NAME) or ""
    if len(text) > LONGEST_DRAFT:
        raise OutreachError(
            f"{FILE_NAME} has {len(text):,} characters; a post has at most {LONGEST_DRAFT:,}. Is it another file?"
        )
    return text


def keep_draft(space: Workspace, text: str, base: str) -> str | None:
    """Keep a draft in its file, where the file still holds what it was made from.

    ``base`` is the digest of the text that the writer last saw there. Where somebody else has changed the file since,
    nothing is written and the text that stands there is returned.

    Raises
    ------
    OutreachError
        If it cannot be kept; what stood there before is then untouched.
    """
    if len(text) > LONGEST_DRAFT:
        raise OutreachError(
            f"This draft has {len(text):,} characters; a post has at most {LONGEST_DRAFT:,}. It was not saved."
        )
    with space.lock(FILE_NAME):
        there = read_draft(space)
        if digest_of(there) not in {base, digest_of(text)}:
            return there
        if there != text or not space.path(FILE_NAME).exists():
            space.write_locked(FILE_NAME, text)
    return None


def keep_version(space: Workspace, text: str, why: str = "", now: datetime | None = None) -> Version | None:
    """Keep a copy of a draft beside the others; None where it is empty or the newest one holds the same already.

    Raises
    ------
    OutreachError
        If it cannot be kept.
    """
    if not text.strip():
        return None
    with space.lock(VERSIONS):
        kept = versions(space)
        if kept and _text_of(space, kept[-1]) == text:
            return None
        when = (now or datetime.now().astimezone()).replace(microsecond=0, tzinfo=None)
        number = max((one.number for one in kept if one.when == when), default=0) + 1
        name = f"{when.strftime(_FORM)}{f' {why}' if why else ''}{f' {number}' if number > 1 else ''}.md"
        space.write_locked(f"{VERSIONS}/{name}", text)
        _thin_out(space)
    return Version(name, when, why, number)


def is_due(space: Workspace, now: datetime | None = None) -> bool:
    """Tell whether the newest version is old enough for another one to be kept."""
    kept = versions(space)
    if not kept:
        return True
    passed = (now or datetime.now().astimezone()).replace(tzinfo=None) - kept[-1].when
    return abs(passed.total_seconds()) >= 60 * MINUTES_APART


def versions(space: Workspace) -> list[Version]:
    """Return all versions that are kept, the oldest first; files of other names are left alone."""
    try:
        names = [path.name for path in space.path(VERSIONS).iterdir()]
    except OSError:
        return []
    found = [one for name in names if (one := _version(name)) is not None]
    return sorted(found, key=lambda one: (one.when, one.number, one.name))


def _version(name: str) -> Version | None:
    match = _VERSION.fullmatch(name)
    if match is None:
        return None
    try:
        when = datetime.strptime(match["when"], _FORM)  # noqa: DTZ007 - the clock on the wall
    except ValueError:  # the thirtieth of February
        return None
    return Version(name, when, match["why"] or "", int(match["number"] or 1))


def text_of_version(space: Workspace, name: str) -> str:
    """Return the text of a version.

    Raises
    ------
    OutreachError
        If there is no such version, or it cannot be read.
    """
    if _VERSION.fullmatch(name) is None:
        raise OutreachError(f"There is no version called {name[:60]!r}.")
    text = space.read_text(f"{VERSIONS}/{name}")
    if text is None:
        raise OutreachError(f"The version {name[:60]!r} is not there any more.")
    return text


def changes(before: str, after: str) -> list[Change]:
    """Return how one text became another, word by word; of long texts line by line, so that it stays quick."""
    split = _WORDS.findall if len(before) + len(after) <= MOST_BY_WORD else lambda text: text.splitlines(keepends=True)
    old, new = split(before), split(after)
    alike = _alike(old, new)
    found = [Change("same", "".join(old[:alike]))]
    old, new = old[alike:], new[alike:]
    ending = _alike(old[::-1], new[::-1])
    stop, end = len(old) - ending, len(new) - ending
    if max(stop, end) > MOST_COMPARED:
        found += [Change("taken", "".join(old[:stop])), Change("added", "".join(new[:end]))]
    else:
        found += _differences(old[:stop], new[:end])
    found.append(Change("same", "".join(old[stop:])))
    return [one for one in found if one.text]


def _differences(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    # What stands there again and again, such as blanks, is no place to begin from: it would take time without end.
    for kind, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=True).get_opcodes():
        if kind == "equal":
            yield Change("same", "".join(old[i:j]))
        else:
            yield Change("taken", "".join(old[i:j]))
            yield Change("added", "".join(new[k:m]))


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many parts are the same at the beginning of both."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


MOST_BY_WORD = 40_000
"""Characters of two texts that are compared word by word."""

MOST_COMPARED = 6_000
"""Words or lines between the first and the last difference; where there are more of them, all are shown as changed."""


def _text_of(space: Workspace, version: Version) -> str | None:
    try:
        return space.read_text(f"{VERSIONS}/{version.name}")
    except OutreachError:
        return None


def _thin_out(space: Workspace) -> None:
    """Delete versions until so many are left as are kept; never the first, the newest, or one kept for a reason."""
    kept = versions(space)
    while len(kept) > MOST_VERSIONS:
        inner = [number for number in range(1, len(kept) - 1) if not kept[number].why] or list(range(1, len(kept) - 1))
        closest = min(inner, key=lambda number: kept[number + 1].when - kept[number - 1].when)
        _delete(space.path(f"{VERSIONS}/{kept[closest].name}"))
        del kept[closest]


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # one version too many does no harm
