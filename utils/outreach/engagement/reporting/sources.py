"""Where the numbers of a report come from, said without the names of files or people."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from outreach.engagement.findings.words import count_words, masked
from outreach.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.engagement.importing.imported import Imported, ImportedFile

MOST_FILES = 60
LONGEST_WARNING = 600
_EXAMPLE = re.compile(r",? such as:? .*$", re.DOTALL)
SHARED = "Some numbers stand in more than one of the files. Each counts once, as the newest file has it."


def source_rows(imported: Imported, *, names: bool) -> list[tuple[str, ...]]:
    """Return what was read: how many files of each export, their rows and days, and what was set aside.

    With ``names`` there is a row for each file.
    """
    groups: dict[str, list[ImportedFile]] = {}
    for file in imported.read:
        if file.platform:
            what = f"{file.platform}, {file.export}"
            groups.setdefault(f"{what} ({one_line(file.path)})" if names else what, []).append(file)
    return [tuple(_cells(what, files)) for what, files in groups.items()][:MOST_FILES]


def source_notes(imported: Imported, *, names: bool) -> list[str]:
    """Return what must be said about the files together, a sentence each."""
    said = list(imported.notes) if names else [SHARED] * bool(imported.notes)
    left = len(imported.read) - MOST_FILES if names else 0
    if left > 0:
        said.append(f"{count_words(left, 'more file')} were read.")
    unread = sum(bool(file.trouble) for file in imported.files)
    waiting = sum(bool(file.asked) for file in imported.files)
    if unread:
        said.append(f"{count_words(unread, 'file')} could not be read. outreach import says which, and why.")
    if waiting:
        said.append(f"{count_words(waiting, 'file')} wait for an answer. outreach import says what is asked.")
    return list(dict.fromkeys([*said, *_warnings(imported, names=names)]))


def _cells(what: str, files: list[ImportedFile]) -> Iterator[str]:
    yield what
    yield f"{len(files):,}"
    yield f"{sum(file.rows for file in files):,}"
    firsts = [file.first_date for file in files if file.first_date is not None]
    lasts = [file.last_date for file in files if file.last_date is not None]
    yield f"{min(firsts)} to {max(lasts)}" if firsts and lasts else "not stated"
    aside: Counter[str] = Counter()
    for file in files:
        for one in file.set_aside:
            aside[one.reason] += one.count
    yield "; ".join(f"{reason} ({count:,})" for reason, count in aside.items()) or "nothing"


def _warnings(imported: Imported, *, names: bool) -> Iterator[str]:
    for file in imported.read:
        for warning in file.warnings:
            # What a warning shows as an example may be a line with an address in it.
            text = warning if names else masked(_EXAMPLE.sub(".", warning))
            yield f"{file.platform}: {text[:LONGEST_WARNING]}" if file.platform else text[:LONGEST_WARNING]
