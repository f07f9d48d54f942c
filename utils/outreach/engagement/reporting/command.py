"""What ``outreach report`` does, and what it says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.engagement.findings.gathered import gathered
from outreach.engagement.findings.words import count_words
from outreach.engagement.importing.command import Told
from outreach.engagement.importing.importing import import_files
from outreach.engagement.reporting.report import report
from outreach.engagement.reporting.table_file import table_csv
from outreach.errors import OutreachError
from outreach.wording import listed
from outreach.workspace import atomic_write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from outreach.engagement.forms.form import Answers
    from outreach.engagement.importing.imported import Imported
    from outreach.engagement.importing.importing import Progress


def written(  # noqa: PLR0913 - each is an option of the command
    paths: Sequence[Path],
    answers: Answers,
    *,
    out: Path,
    made_on: date,
    channels: Sequence[str] = (),
    period: tuple[date, date] | None = None,
    csv: Path | None = None,
    names: bool = False,
    progress: Progress | None = None,
) -> Told:
    """Import the paths, write the page to ``out`` and, where wanted, the table to ``csv``, and say what was done.

    Raises
    ------
    OutreachError
        If nothing could be read, a channel or period is not there, or a file cannot be written; what stood in its place
        is then untouched.
    """
    _refuse_places(paths, out, csv)
    imported = import_files(paths, answers, progress=progress)
    return written_from(imported, out=out, made_on=made_on, channels=channels, period=period, csv=csv, names=names)


def written_from(
    imported: Imported,
    *,
    out: Path,
    made_on: date,
    channels: Sequence[str] = (),
    period: tuple[date, date] | None = None,
    csv: Path | None = None,
    names: bool = False,
) -> Told:
    """Write the page, and where wanted the table, of what was imported; see `written`."""
    read, count = len(imported.read), len(imported.files)
    if not read:
        raise OutreachError(
            f"{count_words(count, 'file')} could not be read, so no report was written. Run outreach import to see why."
            if count
            else "There was no file, so no report was written. Name the files or the folder that you exported."
        )
    findings = gathered(imported, channels=channels, period=period, names=names)
    page = report(imported, findings, made_on=made_on, names=names).encode("utf-8")
    table = None if csv is None else table_csv(imported, names=names)
    if csv is not None and table is not None:
        atomic_write(csv, table, shown_as=csv.name)
    atomic_write(out, page, shown_as=out.name)
    places = [f"the report to {out}", *([f"the table to {csv}"] if csv is not None else [])]
    left = count - read - sum(bool(file.same_as) for file in imported.files)
    files = "1 file" if read == 1 else f"{read} files"
    text = f"Read {files} and wrote {listed(places)}."
    if left:
        text += f" {'1 file was' if left == 1 else f'{left} files were'} not read; outreach import says why."
    return Told(text, is_fine=True)


def _refuse_places(paths: Sequence[Path], out: Path, csv: Path | None) -> None:
    """Refuse to write over an export, to a folder, or two things to one place."""
    for place in (out, csv):
        if place is None:
            continue
        if place.is_dir():
            raise OutreachError(f"{place} is a folder. Name a file in it, such as {place / 'report.html'}.")
        if not place.parent.is_dir():
            raise OutreachError(f"There is no folder {place.parent} to write {place.name} into. Make it first.")
        if any(path.resolve() == place.resolve() for path in paths):
            raise OutreachError(f"{place} is one of the files to read. Give the report another name.")
    if csv is not None and csv.resolve() == out.resolve():
        raise OutreachError(f"The report and the table cannot both be {out}. Give one of them another name.")
