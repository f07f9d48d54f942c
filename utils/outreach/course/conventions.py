"""What the cells of the course keep to, beyond being readable: headings, code, questions asked."""

from __future__ import annotations

import ast
import io
import tokenize
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from outreach.course.tags import FOR_LEARNERS, MADE_FROM, Edition, Role, editions
from outreach.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from markdown_it import MarkdownIt

    from outreach.course.source import Cell, Source

LONGEST_LINE = 100
MOST_LINES = 3
_BACK_DOORS = {"compile", "delattr", "eval", "exec", "getattr", "globals", "locals", "open", "setattr", "vars"}
WORKED_EXAMPLE = "from outreach import worked_example\n\nworked_example()"


@dataclass(frozen=True)
class Heading:
    """A heading in a text cell; ``line`` counts from 0 within the cell."""

    level: int
    title: str
    line: int


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - not for those who only run a lesson

    return MarkdownIt("commonmark")


@cache
def headings(text: str) -> tuple[Heading, ...]:
    """Return the headings of a text cell, without those inside quotes and lists."""
    tokens = _markdown().parse(text)
    return tuple(
        Heading(int(token.tag[1]), _words(tokens[place + 1].content), token.map[0])
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map
    )


def _words(markdown: str) -> str:
    return " ".join(markdown.replace("*", "").replace("`", "").split())


def check_conventions(source: Source) -> None:
    """Refuse a source whose cells do not keep to the course's conventions.

    Raises
    ------
    SourceError
        For the first cell that does not.
    """
    for cell in source.cells:
        if cell.kind == "code":
            _check_code(source, cell)
    for edition in MADE_FROM[source.role]:
        cells = source.cells_of(edition)
        if not cells:
            raise SourceError(source.file, len(source.lines), f"no cell is left for the {edition}")
        _check_titles(source, cells)
        _check_introduced(source, cells, edition)
    if source.role is Role.PRACTICE:
        _check_worked_example(source)
        _check_worked_answers(source)


def _check_titles(source: Source, cells: tuple[Cell, ...]) -> None:
    found = [
        (heading, cell.line + heading.line)
        for cell in cells
        if cell.kind == "markdown"
        for heading in headings(cell.text)
    ]
    first = headings(cells[0].text) if cells[0].kind == "markdown" else ()
    if not first or first[0].level != 1 or first[0].line != 0:
        raise SourceError(
            source.file,
            cells[0].line,
            "the first cell begins with something else than a title. Begin it with # and the title.",
        )
    above = 0
    for heading, line in found:
        if heading.level == 1 and above:
            raise SourceError(
                source.file, line, f"{heading.title!r} is a second title. A notebook has one; write this one with ##."
            )
        if heading.level > above + 1:
            skipped = "#" * (above + 1)
            raise SourceError(
                source.file, line, f"{heading.title!r} skips a level of headings; {skipped} was expected here"
            )
        above = heading.level


def _check_introduced(source: Source, cells: tuple[Cell, ...], edition: Edition) -> None:
    for before, cell in pairwise(cells):
        if before.kind == cell.kind == "code":
            what = f"in the {edition} this code cell follows another. Say in a text cell before it what it is for."
            raise SourceError(source.file, cell.line, what)


def _check_worked_example(source: Source) -> None:
    code = [cell for cell in source.cells_of(Edition.SOLUTION) if cell.kind == "code"]
    expected = ast.dump(ast.parse(WORKED_EXAMPLE))
    if not code or code[0].tags != ("solution",) or ast.dump(ast.parse(code[0].text)) != expected:
        what = (
            "the first code cell of the solutions is another than expected. It carries the tag solution alone "
            "and reads: from outreach import worked_example, then worked_example(). "
            "Without it a worked answer would replace a learner's own."
        )
        raise SourceError(source.file, code[0].line if code else len(source.lines), what)


def _check_worked_answers(source: Source) -> None:
    """Refuse a text for learners between a question and its worked answer.

    Where a line with the tag is lost, the talk about the answer joins the text
    around it, and nothing else in the file would show that it is one.
    """
    since: dict[str, list[Cell]] = {}
    for cell in source.cells:
        asked = questions_asked(cell.text) if cell.kind == "code" else []
        answered = cell.kind == "code" and next(_calls(ast.parse(cell.text), "answer"), None) is not None
        for question, line in asked:
            for between in since.pop(question, []) if answered else ():
                if between.kind == "markdown" and not {"solution", "stub", "facilitator"} & set(between.tags):
                    what = (
                        f"learners get this text, which stands between {question!r} and its worked answer in line "
                        f"{cell.line + line - 1}. Give it the tag solution, or move it behind the answer."
                    )
                    raise SourceError(source.file, between.line, what)
            if not answered:
                since[question] = []
        for cells in since.values():
            cells.append(cell)


def _check_code(source: Source, cell: Cell) -> None:
    try:
        tree = ast.parse(cell.text)
    except SyntaxError as error:
        what = f"this is not Python: {error.msg}. Magics and shell commands have no place here."
        raise SourceError(source.file, cell.line + (error.lineno or 1) - 1, what) from error
    for line, what in _faults_of_code(cell.text, tree, for_learners=_is_for_learners(source, cell)):
        raise SourceError(source.file, cell.line + line - 1, what)
    if _is_for_learners(source, cell):
        _check_readable(source, cell, tree)


def _is_for_learners(source: Source, cell: Cell) -> bool:
    return bool(editions(source.role, cell.tags) & FOR_LEARNERS)


def _faults_of_code(code: str, tree: ast.Module, *, for_learners: bool) -> Iterator[tuple[int, str]]:
    if line := _comment(code):
        yield (
            line,
            "a comment stands in the code. Say it in the text before the cell; markers of tools do nothing here.",
        )
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign):
            yield node.lineno, "this reads like an option of the cell; it is written :tags: [solution]"
        if isinstance(node, ast.Import | ast.ImportFrom) and any(one.asname or one.name == "*" for one in node.names):
            yield node.lineno, "import a name as it is called, without 'as' and without *"
    for call in _calls(tree, "ask"):
        if asked_in(call) is None:
            yield (
                call.lineno,
                'ask takes the id of a question as questions.toml has it, such as ask("channels.home-base")',
            )
    if for_learners:
        yield from _what_learners_never_meet(tree)


def _what_learners_never_meet(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for call in _calls(tree, "answer"):
        yield call.lineno, "an answer stands in a cell that learners get. Give the cell the tag solution."
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.lineno, f"learners meet plain calls such as progress(); .{node.attr} reaches behind one"
        if isinstance(node, ast.Name) and (node.id in _BACK_DOORS or node.id.startswith("__")):
            yield node.lineno, f"{node.id} has no place in a cell that learners get"


def _comment(code: str) -> int | None:
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            return token.start[0]
    return None


def _check_readable(source: Source, cell: Cell, tree: ast.Module) -> None:
    lines = [line for line in cell.text.split("\n") if line.strip()]
    does = [node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom)]
    one_line = len(does) <= 1 and all(node.lineno == node.end_lineno for node in does)
    if len(lines) > MOST_LINES or not one_line:
        what = (
            f"learners read one line of code a cell, with its imports at most {MOST_LINES}. "
            "Move the rest into the package."
        )
        raise SourceError(source.file, cell.line, what)
    for line in lines:
        if len(line) > LONGEST_LINE:
            raise SourceError(
                source.file,
                cell.line,
                f"this line of code has {len(line)} characters; at most {LONGEST_LINE} were expected",
            )


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name in {getattr(node.func, "id", None), getattr(node.func, "attr", None)}:
            yield node


def asked_in(call: ast.Call) -> str | None:
    """Return the question id that a call of ``ask`` names, or None where it names none plainly."""
    match call:
        case ast.Call(args=[ast.Constant(value=str(question))], keywords=[]):
            return question
        case _:
            return None


def questions_asked(code: str) -> list[tuple[str, int]]:
    """Return the ids that a code cell asks for, with the line of each, counted from 1.

    Code that is not Python asks for none.
    """
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return []
    return [(question, call.lineno) for call in _calls(tree, "ask") if (question := asked_in(call)) is not None]


def check_questions(sources: Iterable[Source], known: Mapping[str, tuple[str, int]]) -> None:
    """Refuse a question that is asked and does not exist, or exists and is asked nowhere.

    Parameters
    ----------
    sources
        Every source file of the course.
    known
        Where each question of the course is written: its file and line, by its id.
    """
    asked_of_learners: set[str] = set()
    for source in sources:
        for cell in source.cells:
            for question, line in questions_asked(cell.text) if cell.kind == "code" else ():
                if question not in known:
                    what = f"there is no question called {question!r} in the course's questions.toml files"
                    raise SourceError(source.file, cell.line + line - 1, what)
                if _is_for_learners(source, cell):
                    asked_of_learners.add(question)
    for question, (file, line) in known.items():
        if question not in asked_of_learners:
            raise SourceError(file, line, f"the question {question!r} is asked in no lesson and no practice")
