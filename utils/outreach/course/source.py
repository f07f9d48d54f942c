"""The course source: MyST Markdown notebooks, read strictly.

Every line is read here by a grammar far smaller than that of MyST, so that
a typing mistake is an error with file and line and never a cell that goes to
the wrong readers. jupytext reads the same file afterwards, and both must find
the same cells: what an author sees in JupyterLab is then what is built.
"""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from outreach.course.tags import Edition, Role, editions, refuse_tags
from outreach.errors import OutreachError, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Kind = Literal["markdown", "code"]

HEADER = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---
"""
CODE_CELL = "```{code-cell}"
FENCE = "```"
_HEADER_LINES = HEADER.rstrip("\n").split("\n")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TAG_OPTION = re.compile(r":tags: \[([\w-]+(?:, ?[\w-]+)*)\]")
_PLAIN_FENCE = re.compile(r"```[\w+-]*")

_NOT_IN_TEXT: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s*\+\+"), "a line that splits cells is exactly +++ or +++ with its tags"),
    (re.compile(r"\s+(```|~~~)"), "a fence stands behind spaces; begin it at the start of the line"),
    (re.compile(r"~~~"), "a fence of tildes; write it with three backticks"),
    (re.compile(r"````"), "a fence of more than three backticks; write it with three"),
    (
        re.compile(r".*\{\s*(code|raw)", re.IGNORECASE),
        f"this looks like a misspelt code cell; it is written {CODE_CELL}",
    ),
    (re.compile(r"```\s*\S*\{|```\s+\S|\s*:::|`{1,2}\{"), "this directive is not known; the only one is {code-cell}"),
    (re.compile(r"```.*[^\w+-]"), "a fence is three backticks and the name of a language, or nothing"),
    (
        re.compile(r"\s*:[\w-]+:(\s|$)"),
        "an option of a cell stands in the text; it belongs straight below " + CODE_CELL,
    ),
    (re.compile(r""".*["']tags["']\s*:"""), "tags stand in the text; they belong behind +++ at the start of a line"),
    (
        re.compile(r".*<!--"),
        "an HTML comment hides text from readers of the notebook but not from readers of the file; take it out",
    ),
    (re.compile(r"%"), "a MyST comment would show in the notebook; take it out"),
    (re.compile(r"\([\w-]+\)=\s*$"), "a MyST target would show in the notebook; take it out"),
    (re.compile(r".*\{[a-z][\w:-]*\}`"), "a MyST role would show in the notebook as it stands; write plain Markdown"),
    (
        re.compile(r".*\b(BEGIN|END)[ _-]*(SOLUTION|ANSWER|HIDDEN|HIDE|REMOVE|STUB)"),
        "a marker of another tool cuts nothing here; give the whole cell the tag solution",
    ),
)


@dataclass(frozen=True)
class Cell:
    """One cell of a source file.

    ``line`` is where its text begins, counted from 1. Lines ``start`` up to but not
    including ``end``, counted from 0, hold the cell with its fences, without the
    ``+++`` before it: that is what a changed cell replaces.
    """

    kind: Kind
    text: str
    tags: tuple[str, ...]
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """One source file, read."""

    file: str
    role: Role
    cells: tuple[Cell, ...]
    lines: tuple[str, ...]

    def cells_of(self, edition: Edition) -> tuple[Cell, ...]:
        """Return the cells that stand in an edition, in order."""
        return tuple(cell for cell in self.cells if edition in editions(self.role, cell.tags))


def read_source(path: Path, role: Role, *, shown_as: str | None = None) -> Source:
    """Read one source file.

    Raises
    ------
    SourceError
        With file and line, for anything that is not exactly understood.
    """
    shown = shown_as or path.name
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError(shown, None, "is missing") from error
    return parse_source(data, role, shown)


def parse_source(data: bytes, role: Role, file: str) -> Source:
    """Read the bytes of one source file; ``file`` is its name in messages."""
    lines = _lines(data, file)
    _refuse_other_header(lines, file)
    cells = tuple(_cells(lines, role, file))
    _refuse_other_reading(lines, cells, file)
    return Source(file, role, cells, tuple(lines))


def _lines(data: bytes, file: str) -> list[str]:
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(file, 1, "the file begins with a byte-order mark. Save it as UTF-8 without one.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        number = data[: error.start].count(b"\n") + 1
        what = f"byte {error.start} is not UTF-8 text. Save the file as UTF-8."
        raise SourceError(file, number, what) from error
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, start=1):
        if found := _INVISIBLE.search(line):
            raise SourceError(
                file, number, f"an invisible character (U+{ord(found[0]):04X}) stands in this line. Take it out."
            )
    return lines


def _refuse_other_header(lines: list[str], file: str) -> None:
    for number, expected in enumerate(_HEADER_LINES, start=1):
        found = lines[number - 1] if number <= len(lines) else ""
        if found != expected:
            raise SourceError(file, number, f"the header has {found!r} where {expected!r} was expected")


@dataclass(frozen=True)
class _Block:
    """A stretch of lines: text, a code cell, or the line that splits two cells."""

    kind: Literal["text", "code", "split"]
    start: int
    end: int


def _blocks(lines: list[str], file: str) -> Iterator[_Block]:
    at = text_from = len(_HEADER_LINES)
    while at < len(lines):
        line = lines[at].rstrip()
        after = at + 1
        kind: Literal["code", "split"] | None = None
        if line == CODE_CELL:
            kind, after = "code", _closing(lines, at, file) + 1
        elif line == "+++" or line.startswith("+++ {"):
            kind = "split"
        elif _PLAIN_FENCE.fullmatch(line):
            after = _closing(lines, at, file) + 1
        else:
            _refuse_in_text(lines[at], at + 1, file)
        if kind:
            yield from _text(lines, text_from, at)
            yield _Block(kind, at, after)
            text_from = after
        at = after
    yield from _text(lines, text_from, len(lines))


def _closing(lines: list[str], opening: int, file: str) -> int:
    for at in range(opening + 1, len(lines)):
        line = lines[at]
        if line.rstrip() == FENCE:
            return at
        if line.lstrip().startswith((FENCE, "~~~")) or line.startswith("+++"):
            break
    raise SourceError(
        file, opening + 1, f"this fence is not closed; a line {FENCE} was expected before the next fence or cell"
    )


def _refuse_in_text(line: str, number: int, file: str) -> None:
    for pattern, what in _NOT_IN_TEXT:
        if pattern.match(line):
            raise SourceError(file, number, what)


def _text(lines: list[str], start: int, end: int) -> Iterator[_Block]:
    while start < end and not lines[start].strip():
        start += 1
    while start < end and not lines[end - 1].strip():
        end -= 1
    if start < end:
        yield _Block("text", start, end)


def _cells(lines: list[str], role: Role, file: str) -> Iterator[Cell]:
    tags: tuple[str, ...] = ()
    split: _Block | None = None
    for block in _blocks(lines, file):
        if split and block.kind != "text":
            break
        if block.kind == "split":
            split, tags = block, _tags_of_split(lines[block.start], block.start + 1, role, file)
        elif block.kind == "code":
            yield _code_cell(lines, block, role, file)
        else:
            text = "\n".join(lines[block.start : block.end]).rstrip()
            yield Cell("markdown", text, tags, block.start + 1, block.start, block.end)
            split, tags = None, ()
    if split:
        raise SourceError(
            file,
            split.start + 1,
            "no text follows this line, so it begins an empty cell. Take it out, or write the cell.",
        )


def _tags_of_split(line: str, number: int, role: Role, file: str) -> tuple[str, ...]:
    given = line.rstrip().removeprefix("+++").strip()
    if not given:
        return ()
    expected = 'expected was, for example: +++ {"tags": ["slide"]}'
    try:
        options = json.loads(given, object_pairs_hook=_no_key_twice)
    except ValueError as error:
        raise SourceError(file, number, f"what stands behind +++ cannot be read; {expected}") from error
    if not isinstance(options, dict) or list(options) != ["tags"]:
        other = next((key for key in options if key != "tags"), "none")
        raise SourceError(file, number, f"a cell has tags and nothing else, found {other!r}; {expected}")
    tags = options["tags"]
    if not isinstance(tags, list) or not tags or not all(isinstance(tag, str) for tag in tags):
        raise SourceError(file, number, f"tags are a list of words; {expected}")
    return _checked(tuple(tags), number, role, file)


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) < len(pairs):
        msg = "a key stands twice"
        raise ValueError(msg)
    return dict(pairs)


def _checked(tags: tuple[str, ...], number: int, role: Role, file: str) -> tuple[str, ...]:
    try:
        refuse_tags(role, tags)
    except OutreachError as error:
        raise SourceError(file, number, str(error)) from error
    return tags


def _code_cell(lines: list[str], block: _Block, role: Role, file: str) -> Cell:
    first, last = block.start + 1, block.end - 1
    tags: tuple[str, ...] = ()
    if first < last and lines[first].lstrip().startswith((":", "---")):
        option = _TAG_OPTION.fullmatch(lines[first].rstrip())
        if option is None:
            what = f"{lines[first]!r} is not known here; the only option of a cell is written :tags: [solution]"
            raise SourceError(file, first + 1, what)
        tags = _checked(tuple(re.split(", ?", option[1])), first + 1, role, file)
        first += 1
        if first < last and lines[first].lstrip().startswith((":", "---")):
            raise SourceError(file, first + 1, "a cell has one line of options, its tags")
        if first < last and not lines[first].strip():
            first += 1
    body = lines[first:last]
    if not any(line.strip() for line in body):
        raise SourceError(file, block.start + 1, "this code cell is empty. Take it out, or write its line.")
    if not body[0].strip() or not body[-1].strip():
        raise SourceError(file, first + 1, "blank lines stand around the code. Take them out.")
    return Cell("code", "\n".join(body).rstrip(), tags, first + 1, block.start, block.end)


def _refuse_other_reading(lines: list[str], cells: tuple[Cell, ...], file: str) -> None:
    """Refuse a file in which jupytext finds other cells than we do."""
    from outreach.course import quick_nbformat  # noqa: F401, PLC0415, I001 - before jupytext
    from jupytext.myst import MystMetadataParsingError, myst_to_notebook  # noqa: PLC0415 - only authors need it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            notebook = myst_to_notebook("\n".join(lines))
    except MystMetadataParsingError as error:
        raise SourceError(file, None, f"jupytext cannot read this file: {error}") from error
    theirs = [
        (
            cell["cell_type"],
            cell["source"].rstrip(),
            tuple(cell["metadata"].get("tags", ())),
            set(cell["metadata"]) <= {"tags"},
        )
        for cell in notebook["cells"]
    ]
    for place, cell in enumerate(cells):
        if place >= len(theirs) or theirs[place] != (cell.kind, cell.text, cell.tags, True):
            raise SourceError(file, cell.line, "jupytext reads this cell in another way. Write it more plainly.")
    if len(theirs) > len(cells):
        raise SourceError(
            file, len(lines), "jupytext finds more cells in this file than are written. Write it more plainly."
        )
