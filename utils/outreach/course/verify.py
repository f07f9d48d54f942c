"""One command that says whether the course is whole: in step, leaking nothing, running, and fair."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from outreach.course.build import check_build
from outreach.course.compared import Compared, compare_outputs
from outreach.course.leaks import leaks_of_course
from outreach.course.notebooks import SHOWS_OUTPUTS, read_json
from outreach.course.outline import read_outline
from outreach.course.plan import plan_course
from outreach.course.question_file import questions_of
from outreach.course.report import Check, Report, write_junit, write_table
from outreach.course.unanswered import faults_of_exercise
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from outreach.course.outline import Module

__all__ = ["Check", "Report", "verify", "write_table"]


def verify(
    home: Path,
    *,
    module: str | None = None,
    junit: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Report:
    """Check the whole course, or one module by its id or number.

    The notebooks run under nbval in a process of their own while the other checks
    are made, so that all of it takes little longer than nbval alone.

    Raises
    ------
    OutreachError
        If there is no such module, or the checks themselves cannot be made.
    """
    began = time.perf_counter()
    outline = read_outline(home)
    modules = outline.modules if module is None else (outline.module(module),)
    compared = [path for one in modules for path in one.notebooks() if path.split("/")[0] in SHOWS_OUTPUTS]
    present = [path for path in sorted(compared) if (home / path).is_file() and not (home / path).is_symlink()]

    def told(result: Compared) -> None:
        progress(str(_check_of(result)))

    with ThreadPoolExecutor(1) as beside:
        under_nbval = beside.submit(compare_outputs, home, present, told)
        checks = []
        for check in _checks_beside(home, modules, None if module is None else modules[0].id):
            progress(str(check))
            checks.append(check)
        checks += _checks_of_outputs(under_nbval, compared)
    report = Report(tuple(checks), time.perf_counter() - began)
    if junit is not None:
        write_junit(report, junit)
    return report


def _checks_beside(home: Path, modules: tuple[Module, ...], only: str | None) -> Iterator[Check]:
    yield _checked("in step", only or "course", lambda: map(str, check_build(home, module=only)))
    yield _checked(
        "no leaks", only or "course", lambda: map(str, leaks_of_course(home, plan_course(home), module=only))
    )
    for module in modules:
        yield from _contracts(home, module)
        for path in module.notebooks():
            if path.startswith("exercises/"):
                yield _checked("not attempted", path, partial(_exercise, home, path))


def _exercise(home: Path, path: str) -> list[str]:
    return faults_of_exercise(read_json(home / path, path), path, home)


def _contracts(home: Path, module: Module) -> Iterator[Check]:
    from outreach.course.contracts import broken_contracts  # noqa: PLC0415 - it brings in the questions' views

    questions = questions_of(home, module.id)
    if questions:
        yield _checked(
            "contracts",
            module.id,
            lambda: [broken for question in questions for broken in broken_contracts(question, home)],
            looked_at=f"{len(questions)} questions",
        )


def _checked(name: str, subject: str, look: Callable[[], Iterable[str]], looked_at: str = "") -> Check:
    began = time.perf_counter()
    try:
        problems = tuple(look())
    except OutreachError as error:
        problems = (str(error),)
    return Check(name, subject, problems, time.perf_counter() - began, looked_at)


_OUTPUTS = "outputs"


def _checks_of_outputs(under_nbval: Future[list[Compared]], expected: list[str]) -> Iterator[Check]:
    """Yield a check for every notebook that was expected, whether or not nbval has seen it."""
    try:
        results = {result.path: result for result in under_nbval.result()}
    except OutreachError as error:
        yield Check(_OUTPUTS, "course", (str(error),), 0.0)
        return
    for path in sorted(expected):
        if path in results:
            yield _check_of(results[path])
        else:
            yield Check(_OUTPUTS, path, ("no cell of this notebook was run. Build it, and see that it has code.",), 0.0)


def _check_of(result: Compared) -> Check:
    problems: tuple[str, ...] = ()
    if result.failure:
        problems = (f"under “{result.heading}”: {result.failure}",)
    elif result.passed != result.cells:
        problems = (f"only {result.passed} of its {result.cells} cells were run",)
    return Check(_OUTPUTS, result.path, problems, result.seconds, f"{result.passed} of {result.cells} cells")
