"""Reading files once: what has not changed is neither read nor worked out again in this process."""

from __future__ import annotations

import os
import tempfile
from collections import OrderedDict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outreach.engagement.findings.gathered import Findings, gathered
from outreach.engagement.importing.importing import import_files
from outreach.engagement.sample.writing import write_sample

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from outreach.engagement.forms.form import Answers
    from outreach.engagement.importing.imported import Imported

MOST_HELD = 4
"""Readings that are held; each may be a table of some hundred thousand rows."""


MOST_FOUND = 12
"""Findings that are held, so that going back and forth costs nothing."""

_found: OrderedDict[Any, tuple[Imported, Findings]] = OrderedDict()
_held: OrderedDict[Any, Imported] = OrderedDict()


def read_once(paths: Sequence[Path], answers: Answers, by_file: Mapping[str, Answers]) -> Imported:
    """Read the files, or return what came of them the last time if neither they nor the answers have changed."""
    key = (tuple(_marks(paths)), _plain(answers), tuple((path, _plain(one)) for path, one in sorted(by_file.items())))
    if key in _held:
        _held.move_to_end(key)
        return _held[key]
    imported = import_files(paths, answers, by_file=by_file)
    _held[key] = imported
    while len(_held) > MOST_HELD:
        _held.popitem(last=False)
    return imported


def gathered_once(
    imported: Imported, channels: tuple[str, ...] = (), period: tuple[date, date] | None = None
) -> Findings:
    """Return the findings of what was imported, or those of the last time if nothing has changed.

    Raises
    ------
    OutreachError
        As `gathered`.
    """
    key = (id(imported), channels, period)
    if key not in _found:
        # What was imported is held beside, so that its number is not given to another.
        _found[key] = imported, gathered(imported, channels=channels, period=period)
    _found.move_to_end(key)
    while len(_found) > MOST_FOUND:
        _found.popitem(last=False)
    return _found[key][1]


@cache
def sample_folder() -> Path:
    """Return a folder with the sample, written once in this process, that is gone when it ends."""
    folder = Path(_temporary().name) / "juniper-street"
    write_sample(folder)
    return folder


@cache
def _temporary() -> tempfile.TemporaryDirectory[str]:
    # Held by the cache; its finalizer deletes it at the end of the process.
    return tempfile.TemporaryDirectory(prefix="outreach-sample-")


def sample_paths() -> list[Path]:
    """Return what lies in the folder of the sample, as a learner would drop it in."""
    return sorted(one for one in sample_folder().iterdir() if not one.name.startswith("."))


def _marks(paths: Sequence[Path]) -> Iterator[tuple[str, int, int]]:
    """Go through all files by path, size and moment of their last change; a file that is gone has neither."""
    for path in paths:
        inside = sorted(Path(root) / name for root, _, names in os.walk(path) for name in names)
        for one in inside or [path]:
            try:
                found = one.stat()
            except OSError:
                yield str(one), -1, -1
            else:
                yield str(one), found.st_size, found.st_mtime_ns


def _plain(answers: Answers) -> tuple[object, ...]:
    columns = tuple(sorted(answers.columns.items()))
    return answers.dates, answers.channel, answers.period, answers.own, columns
