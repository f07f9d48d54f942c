"""Say what was read: as text for a person, as data for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outreach.engagement.table.metrics import metric
from outreach.wording import listed, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.engagement.importing.imported import Imported, ImportedFile


def as_data(file: ImportedFile) -> dict[str, Any]:
    """Return one file as plain data, ready for JSON."""
    return {
        "path": file.path,
        "platform": file.platform,
        "export": file.export,
        "kind": file.kind,
        "rows": file.rows,
        "first_date": None if file.first_date is None else file.first_date.isoformat(),
        "last_date": None if file.last_date is None else file.last_date.isoformat(),
        "totals": {name: _plain(value) for name, value in file.totals.items()},
        "columns": dict(file.columns),
        "not_additive": list(file.not_additive),
        "set_aside": [
            {"reason": one.reason, "count": one.count, "examples": list(one.examples)} for one in file.set_aside
        ],
        "warnings": list(file.warnings),
        "asked": [{"about": one.about, "sentence": one.sentence, "choices": list(one.choices)} for one in file.asked],
        "trouble": file.trouble,
        "same_as": file.same_as,
        "suggested": dict(file.suggested),
    }


def as_text(imported: Imported) -> str:
    """Return what was read as a person reads it, a paragraph for each file."""
    parts = ["\n".join(_paragraph(file)) for file in imported.files]
    parts += imported.notes
    parts.append(summary(imported))
    return "\n\n".join(parts)


def summary(imported: Imported) -> str:
    """Return one sentence about all files together."""
    read = sum(one.is_read for one in imported.files)
    files = "1 file" if len(imported.files) == 1 else f"{len(imported.files)} files"
    others = [
        f"{count} {words}"
        for count, words in (
            (sum(bool(one.same_as) for one in imported.files), "counted already"),
            (sum(bool(one.asked) for one in imported.files), "waiting for an answer"),
            (sum(bool(one.trouble) for one in imported.files), "not read"),
        )
        if count
    ]
    if not imported.files:
        return "There was no file."
    return f"{files}: {listed([f'{read} read', *others])}. {len(imported.table):,} numbers are in the table."


def _paragraph(file: ImportedFile) -> Iterator[str]:
    yield one_line(file.path)
    if file.same_as:
        yield f"  has the same content as {one_line(file.same_as)}, and counts once."
        return
    if file.platform:
        yield f"  {file.platform}, {file.export}"
    if file.trouble:
        yield from _not_read(file)
        return
    for question in file.asked:
        choices = f" Choose one of {listed(question.choices, 'or')}." if question.choices else ""
        yield f"  Asked: {question.sentence}{choices}"
    yield from _numbers(file)
    for one in file.set_aside:
        example = f", such as {one_line(one.examples[0])!r}" if one.examples and one.examples[0] else ""
        yield f"  Set aside: {one.reason} ({one.count:,}){example}"
    for warning in file.warnings:
        yield f"  {warning}"


def _not_read(file: ImportedFile) -> Iterator[str]:
    yield f"  Not read. {file.trouble}"
    if file.suggested:
        pairs = ",".join(f"{one_line(header)}={role}" for header, role in file.suggested.items())
        yield f'  You can also say what its columns mean: --columns "{pairs}".'


def _numbers(file: ImportedFile) -> Iterator[str]:
    if file.rows:
        days = "" if file.first_date is None else f", {file.first_date:%Y-%m-%d} to {file.last_date:%Y-%m-%d}"
        yield f"  {file.rows:,} {'row' if file.rows == 1 else 'rows'}{days}"
    if file.totals:
        yield "  " + listed([metric(name).counted(value) for name, value in file.totals.items()])
    if file.not_additive:
        yield f"  Not added up: {listed([metric(name).label for name in file.not_additive])}."


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else round(value, 4)
