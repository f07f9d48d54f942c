"""Read files of any known export into one table, and say of each what it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from outreach.engagement.forms.form import Answers, Form, Reading, ReadsTogether
from outreach.engagement.importing.copies import without_copies
from outreach.engagement.importing.imported import Imported, ImportedFile, totals
from outreach.engagement.importing.reconciling import reconciled
from outreach.engagement.importing.unknown import sentence
from outreach.engagement.platforms.known import known_forms
from outreach.engagement.platforms.own.own_columns import OWN_COLUMNS, suggested
from outreach.engagement.reading.containers import Unopened, opened
from outreach.engagement.table import tidy
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from datetime import date

    from outreach.engagement.reading.opened import Opened

Progress = Callable[[str, int, int], None]
"""Told the file that is being read, its bytes that are done, and all of them."""

_QUIET: Progress = lambda _shown, _done, _all: None  # noqa: E731 - a default that does nothing


@dataclass
class _Read:
    """What has been read so far."""

    files: list[ImportedFile] = field(default_factory=list)
    readings: list[tuple[Form, Reading]] = field(default_factory=list)
    seen: dict[int, list[Opened]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def import_files(
    paths: Iterable[Path | str],
    answers: Answers | None = None,
    *,
    by_file: Mapping[str, Answers] | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Read files, folders and archives of any known export.

    A file is recognized by its content. The same content twice counts once; exports of one kind that overlap are
    reconciled, and ``notes`` say so. What cannot be read stands in ``files`` with its reason, and stops nothing.

    Parameters
    ----------
    paths
        Files, folders, zip or gzip files.
    answers
        What the learner has said about all files; ``by_file`` about single ones, by `ImportedFile.path`.
    progress
        Is told the file that is being read, its bytes that are done, and all of them.
    """
    read = _Read()
    told = answers or Answers()
    single = by_file or {}
    together: dict[int, tuple[ReadsTogether, list[Opened]]] = {}
    for file in opened([Path(path) for path in paths]):
        if isinstance(file, Unopened):
            if file.passed_over:
                read.notes.append(file.reason)
            else:
                read.files.append(ImportedFile(file.shown, trouble=file.reason))
            continue
        of_this = single.get(file.shown, told)
        form = _recognized(file, read, of_this)
        if form is None:
            continue
        if isinstance(form, ReadsTogether):
            together.setdefault(id(form), (form, []))[1].append(file)
        else:
            _read_one(form, file, read, of_this, progress or _QUIET)
    for form, files in together.values():
        _read_group(form, files, read, single.get(files[0].shown, told), progress or _QUIET)
    return _whole(read)


def _recognized(file: Opened, read: _Read, answers: Answers) -> Form | None:
    """Return the form of a file; None where nothing knows it or it was read already, which is then on record."""
    try:
        if file.size and (twin := _twin(file, read)):
            read.files.append(ImportedFile(file.shown, same_as=twin.shown))
            return None
        form = recognized(file, answers)
        if form is None:
            said = sentence(file, known_forms())
            read.files.append(ImportedFile(file.shown, trouble=said, suggested=suggested(file)))
            return None
    except OutreachError as error:
        read.files.append(ImportedFile(file.shown, trouble=str(error)))
        return None
    except OSError as error:
        read.files.append(ImportedFile(file.shown, trouble=f"The file could not be read ({error.strerror or error})."))
        return None
    # Only files of one size can be the same, and to read a large one twice takes long.
    read.seen.setdefault(file.size, []).append(file)
    return form


def _twin(file: Opened, read: _Read) -> Opened | None:
    """Return the file that was found before and has the same content."""
    return next((one for one in read.seen.get(file.size, ()) if one.digest() == file.digest()), None)


def recognized(file: Opened, answers: Answers | None = None) -> Form | None:
    """Return the form that a file shows most of; None where it shows none.

    Columns that the learner has named are read by these names, whatever else the file looks like.
    """
    if answers is not None and answers.columns and OWN_COLUMNS.reads(file, answers):
        return OWN_COLUMNS
    best, height = None, 0
    for form in known_forms():
        fit = form.fit(file)
        if fit > height:
            best, height = form, fit
    return best


def _read_one(form: Form, file: Opened, read: _Read, answers: Answers, progress: Progress) -> None:
    _keep(form, [file], read, lambda: form.read(file, answers, lambda done, size: progress(file.shown, done, size)))


def _read_group(
    form: ReadsTogether, files: Sequence[Opened], read: _Read, answers: Answers, progress: Progress
) -> None:
    shown = files[0].shown if len(files) == 1 else f"{files[0].shown} and {len(files) - 1} more"
    _keep(form, files, read, lambda: form.read_together(files, answers, lambda done, size: progress(shown, done, size)))


def _keep(form: Form, files: Sequence[Opened], read: _Read, reader: Callable[[], Reading]) -> None:
    """Read, and put on record what came of it; what a damaged file does to a reader is said in a sentence."""
    try:
        reading = reader()
    except OutreachError as error:
        trouble = str(error)
    except OSError as error:
        trouble = f"The file could not be read ({error.strerror or error})."
    except MemoryError:
        trouble = "The file is too large for the memory of this computer. Export a shorter period."
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        trouble = (
            f"This looks like {form.platform}, {form.export}, but something in it is not as that export "
            f"writes it ({type(error).__name__}). "
            f"Export it again: {form.how}"
        )
    else:
        read.readings.append((form, reading))
        read.files.extend(_told(form, file, reading, is_first=place == 0) for place, file in enumerate(files))
        return
    read.files.extend(
        ImportedFile(file.shown, form.platform, form.export, form.kind, trouble=trouble) for file in files
    )


def _told(form: Form, file: Opened, reading: Reading, *, is_first: bool) -> ImportedFile:
    rows = reading.rows
    if not is_first:  # files that were read together are told by the first of them
        return ImportedFile(file.shown, form.platform, form.export, form.kind)
    first, last = _days(rows)
    if first is None and reading.people is not None:
        first, last = _days(_joined(reading.people))
    sums, refused = totals(rows)
    records = reading.records
    if records is None:
        records = len(rows[["item", "title", "published", "date"]].drop_duplicates())
    return ImportedFile(
        file.shown,
        form.platform,
        form.export,
        form.kind,
        records,
        first,
        last,
        sums,
        dict(reading.columns),
        refused,
        reading.set_aside,
        reading.warnings,
        reading.asked,
    )


def _joined(people: pd.DataFrame) -> pd.DataFrame:
    """Return the days on which people joined a list, as rows that have nothing else."""
    return tidy.table(pd.DataFrame({"date": people["joined"], "metric": "subscribed", "value": 1.0}))


def _days(rows: pd.DataFrame) -> tuple[date | None, date | None]:
    days = rows["date"].dropna()
    if days.empty:
        days = rows["published"].dropna()
    if not days.empty:
        return days.min().date(), days.max().date()
    spans = [window.split("/") for window in map(str, rows["window"].unique()) if "/" in window]
    if not spans:
        return None, None
    return (
        min(pd.Timestamp(first) for first, _ in spans).date(),
        max(pd.Timestamp(last) for _, last in spans).date(),
    )


def _whole(read: _Read) -> Imported:
    by_export: dict[tuple[str, str], list[pd.DataFrame]] = {}
    for form, reading in read.readings:
        by_export.setdefault((form.platform, form.export), []).append(reading.rows)
    by_platform: dict[str, list[pd.DataFrame]] = {}
    notes = list(read.notes)
    for (platform, export), rows in by_export.items():
        once = reconciled(rows)
        by_platform.setdefault(platform, []).append(once.table)
        if said := once.sentence(f"{platform}, {export}"):
            notes.append(said)
    tables = []
    for platform, of_exports in by_platform.items():
        once = reconciled(of_exports, only_posts=True)
        tables.append(once.table)
        if said := once.sentence(platform):
            notes.append(said)
    single, said_again = without_copies(read.readings)
    notes += said_again
    return Imported(
        tidy.joined(tables),
        tuple(read.files),
        tuple(notes),
        _stacked((form, reading.rows, reading.ties) for form, reading in single),
        _stacked((form, reading.rows, reading.people) for form, reading in single),
        _details([reading for _, reading in single]),
    )


def _stacked(frames: Iterable[tuple[Form, pd.DataFrame, pd.DataFrame | None]]) -> pd.DataFrame | None:
    """Return frames one below the other with ``channel`` and ``source``, their authors kept apart; None without any."""
    some = [(form, rows, frame) for form, rows, frame in frames if frame is not None and len(frame)]
    apart = []
    for place, (form, rows, frame) in enumerate(some):
        numbered = frame.copy()
        for name in ("author", "thread", "post", "parent"):
            if name in numbered and len(some) > 1:
                text = numbered[name].astype("str")
                numbered[name] = text.mask(text != "", f"{place}:" + text)
        for name, otherwise in (("channel", getattr(form, "channel", "")), ("source", "")):
            if name not in numbered:
                numbered[name] = str(rows[name].iloc[0]) if len(rows) else otherwise
        apart.append(numbered)
    return pd.concat(apart, ignore_index=True) if apart else None


def _details(readings: Iterable[Reading]) -> dict[str, pd.DataFrame]:
    found: dict[str, list[pd.DataFrame]] = {}
    for reading in readings:
        for name, frame in reading.detail.items():
            found.setdefault(name, []).append(frame)
    return {name: pd.concat(frames, ignore_index=True) for name, frames in found.items()}
