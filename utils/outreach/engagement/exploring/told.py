"""What was read and what it says, as text and as HTML."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from outreach.engagement.exploring.looks import LABELS, found
from outreach.engagement.exploring.parts import bullets, folded, paragraphs, table_html
from outreach.engagement.importing.telling import summary
from outreach.engagement.measuring.definitions import definitions
from outreach.wording import escaped, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from outreach.engagement.findings.gathered import Findings
    from outreach.engagement.importing.imported import Imported, ImportedFile

MOST = 200
"""Files that a table lists; a folder may hold thousands."""

FEW = 12
"""Files whose table is open at first; a longer one would stand between the files and the figure."""

FILE_HEADS = ("File", "What it is", "Rows", "Days")


def file_row(file: ImportedFile) -> tuple[str, str, str, str]:
    """Return one file as cells."""
    what = f"{file.platform}, {file.export}" if file.platform else "not recognized"
    if file.same_as:
        what = f"the same as {one_line(file.same_as)}, counted once"
    return file.path, what, f"{file.rows:,}" if file.rows else "", days_of(file)


def days_of(file: ImportedFile) -> str:
    """Return the days of a file in words; "" where it states none."""
    return "" if file.first_date is None else f"{file.first_date} to {file.last_date}"


def file_line(file: ImportedFile) -> str:
    """Return one file as a line of text."""
    path, what, rows, days = file_row(file)
    parts = [what, f"{rows} {'row' if rows == '1' else 'rows'}" if rows else "", days]
    return f"{one_line(path)}: {', '.join(part for part in parts if part)}"


def read_text(imported: Imported) -> Iterator[str]:
    """Go through the lines that say what was read."""
    yield f"  {summary(imported)}"
    for file in imported.files[:MOST]:
        if file.is_read:
            yield f"  {file_line(file)}"
        elif file.same_as:
            yield f"  {one_line(file.path)}: the same as {one_line(file.same_as)}, counted once"
        elif file.asked:
            yield f"  {one_line(file.path)}: waits for an answer. {' '.join(one.sentence for one in file.asked)}"
        else:
            yield f"  {one_line(file.path)}: not read"
    if len(imported.files) > MOST:
        yield f"  and {len(imported.files) - MOST:,} more files"


def findings_text(findings: Findings) -> Iterator[str]:
    """Go through the lines that say what was found and what was not."""
    yield "What the numbers say"
    for name, one in found(findings).items():
        yield f"  {LABELS[name]}: {one.sentence}"
    for name, why in findings.missing.items():
        yield f"  {LABELS.get(name, name)}: nothing yet. {why}"
    yield "What I cannot conclude yet"
    for line in findings.not_known:
        yield f"  - {line}"


def read_sections(imported: Imported) -> list[tuple[str, str, str, bool]]:
    """Return a section for each state of the files: name, title, HTML, and whether it is open."""
    read = imported.read
    made = [
        ("read", f"Read: {_files(len(read))}", _file_table("Files that were read.", read), len(read) <= FEW),
        ("asked", "Waiting for an answer", bullets(_asked(imported)), True),
        ("not-read", "Not read", bullets(_troubles(imported)), True),
        ("same", "Counted once, though it is there more than once", bullets(_same(imported)), False),
        ("aside", "Set aside, line by line", _aside_table(read), False),
        ("warnings", "What to know about these files", _warnings(read), False),
    ]
    return [one for one in made if one[2]]


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number:,} files"


def _file_table(caption: str, files: Sequence[ImportedFile]) -> str:
    if not files:
        return ""
    more = f"<p>And {len(files) - MOST:,} more.</p>" if len(files) > MOST else ""
    return table_html(caption, FILE_HEADS, [file_row(file) for file in files[:MOST]]) + more


def _asked(imported: Imported) -> list[str]:
    return _cut(
        [
            f"{one_line(file.path)}: {' '.join(one.sentence for one in file.asked)}"
            for file in imported.files
            if file.asked
        ]
    )


def _troubles(imported: Imported) -> list[str]:
    return _cut([f"{one_line(file.path)}: {file.trouble}" for file in imported.files if file.trouble])


def _same(imported: Imported) -> list[str]:
    same = [
        f"{one_line(file.path)} is the same as {one_line(file.same_as)}." for file in imported.files if file.same_as
    ]
    return _cut([*imported.notes, *same])


def _aside_table(files: Sequence[ImportedFile]) -> str:
    rows = [
        (file.path, f"{one.reason} ({one.count:,})", one.examples[0] if one.examples else "")
        for file in files
        for one in file.set_aside
    ]
    more = f"<p>And {len(rows) - MOST:,} more.</p>" if len(rows) > MOST else ""
    return (
        table_html("Lines that are no facts or cannot be read.", ("File", "What", "Such as"), rows[:MOST]) + more
        if rows
        else ""
    )


def _warnings(files: Sequence[ImportedFile]) -> str:
    """Return warnings, the same one of several files once."""
    by_words: dict[str, list[str]] = {}
    for file in files:
        for words in file.warnings:
            by_words.setdefault(words, []).append(file.path)
    lines = [
        f"{one_line(paths[0])}{f' and {len(paths) - 1} more' if len(paths) > 1 else ''}: {words}"
        for words, paths in by_words.items()
    ]
    return bullets(_cut(lines)) if lines else ""


def _cut(lines: list[str]) -> list[str]:
    return lines if len(lines) <= MOST else [*lines[:MOST], f"And {len(lines) - MOST:,} more."]


def finding_html(findings: Findings, name: str) -> str:
    """Return one finding with sentence, table and notes as HTML, or why there is none."""
    one = found(findings).get(name)
    if one is None:
        return f"<p>{html.escape(findings.missing.get(name, 'Nothing yet.'))}</p>"
    return (
        f"<p>{html.escape(one.sentence)}</p>{table_html(f'{one.title}.', one.heads, one.rows)}{paragraphs(one.notes)}"
    )


def not_known_html(findings: Findings | None) -> str:
    """Return what cannot be concluded; it is never empty."""
    lines = findings.not_known if findings is not None else ("Nothing was read yet, so nothing can be concluded.",)
    return bullets(lines)


def definitions_html(findings: Findings | None) -> str:
    """Return how figures are defined, with source, year and mark, and what others publish."""
    used = findings.rates if findings is not None else None
    held = [one.words() for one in definitions().definitions.values()]
    others = [f"{one.words} {one.why_not}".strip() for one in used.others] if used is not None else []
    first = bullets(used.definitions) if used is not None and used.definitions else ""
    networking = findings.networking if findings is not None else None
    notes = paragraphs(networking.notes) if networking is not None else ""
    benchmarks = f"<p><strong>What others publish</strong></p>{bullets(others)}" if others else ""
    every = folded("All definitions of the course", bullets(held))
    return f"{first}{notes}{benchmarks}{every}"


def findings_html(findings: Findings) -> str:
    """Return all findings for a static page."""
    return "".join(folded(label, finding_html(findings, name)) for name, label in LABELS.items())


def caption(text: str) -> str:
    """Return a heading of a static page."""
    return f"<p><strong>{escaped(text)}</strong></p>"
