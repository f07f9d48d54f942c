"""What the course source makes: a pure plan of every notebook, before anything is run or written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.course.conventions import check_conventions, check_questions
from outreach.course.notebooks import STAMP, TREES, BuiltCell, Notebook, cell_ids, is_as_built, read_json
from outreach.course.outline import read_outline
from outreach.course.question_file import all_questions, questions_of
from outreach.course.source import Source, read_source
from outreach.course.tags import Edition, Role
from outreach.errors import OutreachError, SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from outreach.course.outline import Module

MADE: dict[str, tuple[Role, Edition]] = {
    "lessons": (Role.LESSON, Edition.LESSON),
    "exercises": (Role.PRACTICE, Edition.EXERCISE),
    "solutions": (Role.PRACTICE, Edition.SOLUTION),
}


@dataclass(frozen=True)
class Plan:
    """Every notebook of the course, without outputs, and the sources they are made from."""

    notebooks: tuple[Notebook, ...]
    sources: tuple[Source, ...]

    def notebook(self, path: str) -> Notebook:
        """Return the notebook with that path below the course home."""
        return next(notebook for notebook in self.notebooks if notebook.path == path)


def plan_course(home: Path) -> Plan:
    """Read every source of the course, check it, and plan its notebooks.

    Raises
    ------
    SourceError
        For the first thing in any source that is not as it must be.
    """
    modules = read_outline(home).modules
    _refuse_unlisted(home, modules)
    sources = []
    notebooks = []
    for module in modules:
        for role, source in _sources(home, module).items():
            check_conventions(source)
            sources.append(source)
            notebooks += plan_notebooks(source, module.id, role)
    check_questions(sources, where_questions_are(home))
    return Plan(tuple(sorted(notebooks, key=lambda one: (TREES.index(one.tree), one.path))), tuple(sources))


def plan_notebooks(source: Source, module: str, role: Role) -> list[Notebook]:
    """Return the notebooks that one source makes.

    Ids are counted over the whole source, so that a cell has the same id in the
    exercise and in the solution.
    """
    ids = dict(zip(source.cells, cell_ids((cell.kind, cell.text) for cell in source.cells), strict=True))
    return [
        Notebook(
            f"{tree}/{module}.ipynb",
            tuple(BuiltCell(ids[cell], cell.kind, cell.text) for cell in source.cells_of(edition)),
        )
        for tree, (made_from, edition) in MADE.items()
        if made_from is role
    ]


def source_path(home: Path, module: str, role: Role) -> Path:
    """Return where the source of a module stands."""
    return home / "course" / module / f"{role}.md"


def _sources(home: Path, module: Module) -> Mapping[Role, Source]:
    found = {}
    for role in Role:
        path = source_path(home, module.id, role)
        shown = path.relative_to(home).as_posix()
        if role is Role.LESSON or module.has_practice:
            found[role] = read_source(path, role, shown_as=shown)
        elif path.exists():
            raise SourceError(
                shown, None, f"stands here, but course.toml gives no minutes for a practice of {module.id}"
            )
    return found


def _refuse_unlisted(home: Path, modules: tuple[Module, ...]) -> None:
    listed = {module.id for module in modules}
    for path in sorted((home / "course").glob("*/*.md")):
        if path.parent.name not in listed and path.stem in set(Role):
            raise SourceError(path.relative_to(home).as_posix(), None, "belongs to no module in course.toml")


def where_questions_are(home: Path) -> dict[str, tuple[str, int]]:
    """Return the file and the line of each question of the course, by its id."""
    all_questions(home)  # which refuses an id that is used twice
    return {
        question.id: (f"course/{module.id}/questions.toml", question.line)
        for module in read_outline(home).modules
        for question in questions_of(home, module.id)
    }


def entries_of(tree: Path) -> list[Path]:
    """Return everything that stands in a built tree; a link counts as itself, whatever it points to."""
    found = []
    for path in sorted(tree.iterdir()) if tree.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            found += entries_of(path)
        else:
            found.append(path)
    return found


def strays(home: Path, plan: Plan) -> list[str]:
    """Return what stands in the built trees beside the planned notebooks, or in their place as a link or a folder.

    The checkpoints that JupyterLab keeps are left alone: they are never shipped.
    """
    planned = {home / notebook.path for notebook in plan.notebooks}
    found = [path for tree in TREES for path in entries_of(home / tree)]
    wrong = [path for path in found if path not in planned and ".ipynb_checkpoints" not in path.parts]
    wrong += [path for path in sorted(planned) if path.is_symlink() or path.is_dir()]
    return [path.relative_to(home).as_posix() for path in wrong]


def unknown_notebooks(home: Path, plan: Plan) -> list[str]:
    """Return the notebooks in the built trees that no module makes."""
    planned = {notebook.path for notebook in plan.notebooks}
    found = (path.relative_to(home).as_posix() for tree in TREES for path in sorted((home / tree).rglob("*.ipynb")))
    return [path for path in found if path not in planned and ".ipynb_checkpoints" not in path]


def is_ours(home: Path, path: str) -> bool:
    """Tell whether a notebook in the trees was built for that very place, and not changed since."""
    try:
        content = read_json(home / path)
    except OutreachError:
        return False
    stamp = content["metadata"].get(STAMP)
    return isinstance(stamp, dict) and stamp.get("notebook") == path.removesuffix(".ipynb") and is_as_built(content)
