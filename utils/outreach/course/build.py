"""From the course source to the three trees of notebooks: plan, run, then write all or nothing."""

from __future__ import annotations

import contextlib
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.course.differences import Difference, differences_between, faults_of_form, not_built, not_planned
from outreach.course.execute import run, stored
from outreach.course.leaks import LEARNER_TREES, find_leaks, secrets_of_course
from outreach.course.notebooks import (
    SHOWS_OUTPUTS,
    Notebook,
    canonical,
    fingerprint,
    is_as_built,
    read_json,
    to_bytes,
    to_json,
)
from outreach.course.notebooks import cells_in as cells_of_file
from outreach.course.plan import is_ours, plan_course, strays, unknown_notebooks
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.course.plan import Plan

KERNELS_AT_ONCE = 2


def build(home: Path, *, progress: Callable[[str], None] = lambda _: None, force: bool = False) -> tuple[str, ...]:
    """Make every notebook of the course anew and return the paths of those that changed.

    Nothing is written until every notebook has run and none holds an answer
    that it must not hold.

    Parameters
    ----------
    progress
        Told what is done, one line a notebook.
    force
        Write over built notebooks that somebody edited.

    Raises
    ------
    OutreachError
        If the source is wrong, a cell fails, an answer would reach learners, or
        a notebook was edited by hand and the edit is not in the source.
    """
    plan = plan_course(home)
    if not force:
        _refuse_to_lose_edits(home, plan)
    made = make(home, plan, progress)
    _refuse_leaks(home, plan, made)
    changed = {notebook.path: to_bytes(notebook) for notebook in made}
    changed = {path: data for path, data in changed.items() if _bytes_of(home / path) != data}
    removed = [path for path in unknown_notebooks(home, plan) if is_ours(home, path)]
    _write_all({home / path: data for path, data in changed.items()})
    for path in removed:
        (home / path).unlink()
        progress(f"{path}: removed, its module is gone")
    progress(f"{len(made)} notebooks are built, {len(changed)} of them changed.")
    return (*changed, *removed)


def _refuse_leaks(home: Path, plan: Plan, made: list[Notebook]) -> None:
    sought = secrets_of_course(home, plan)
    found = [leak for one in made if one.tree in LEARNER_TREES for leak in find_leaks(one.path, to_json(one), sought)]
    if found:
        raise OutreachError(
            "\n".join(["Nothing was written: learners would find what they must not find.", *map(str, found)])
        )


def make(home: Path, plan: Plan, progress: Callable[[str], None]) -> list[Notebook]:
    """Return the planned notebooks as they are stored, running those that show outputs."""

    def made(notebook: Notebook) -> Notebook:
        if notebook.tree not in SHOWS_OUTPUTS:
            return notebook
        return stored(notebook, run(notebook, home))

    finished = []
    with ThreadPoolExecutor(KERNELS_AT_ONCE) as kernels:
        for place, notebook in enumerate(kernels.map(made, plan.notebooks), start=1):
            progress(f"[{place}/{len(plan.notebooks)}] {notebook.path}")
            finished.append(notebook)
    return finished


def check_build(
    home: Path,
    *,
    execute: bool = False,
    module: str | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Difference]:
    """Compare the notebooks that stand in the trees with what the source makes of them.

    Parameters
    ----------
    execute
        Run the notebooks and compare every byte. Without it the cells, their ids
        and the form of the stored outputs are compared, which takes no kernel.
    module
        The id of one module, to look at its notebooks alone.
    """
    plan = plan_course(home)
    mine = [notebook for notebook in plan.notebooks if module is None or Path(notebook.path).stem == module]
    found = [not_planned(path) for path in strays(home, plan)]
    made = make(home, replace(plan, notebooks=tuple(mine)), progress) if execute else mine
    for notebook in made:
        found += _compare(home, notebook, execute=execute)
    return found


def _compare(home: Path, notebook: Notebook, *, execute: bool) -> list[Difference]:
    path = home / notebook.path
    if not path.is_file():
        return [not_built(notebook.path)]
    try:
        content = read_json(path, notebook.path)
    except OutreachError as error:
        return [Difference(notebook.path, "", str(error))]
    found = [*differences_between(content, notebook, with_outputs=execute), *faults_of_form(content, notebook)]
    if not found and path.read_bytes() != (to_bytes(notebook) if execute else canonical(content)):
        found = [
            Difference(
                notebook.path, "", "the cells are the same, but the file is written in another way. Build it again."
            )
        ]
    return found


def _refuse_to_lose_edits(home: Path, plan: Plan) -> None:
    for notebook in plan.notebooks:
        path = home / notebook.path
        if not path.exists():
            continue
        content = read_json(path, notebook.path)
        planned = fingerprint((cell.kind, cell.text) for cell in notebook.cells)
        if not is_as_built(content) and fingerprint(cells_of_file(content)) != planned:
            msg = (
                f"{notebook.path} was edited since it was built, and the edit is not in the source. "
                f"Bring it in with “outreach adopt {notebook.path}”, or write over it with “outreach build --force”."
            )
            raise OutreachError(msg)


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:  # missing, or something else stands there, which writing will find
        return None


def _write_all(files: dict[Path, bytes]) -> None:
    """Write every file beside its place first, and rename them only when all are there."""
    staged: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            for left in path.parent.glob(f".{path.name}.*.tmp"):
                left.unlink()  # a build that was killed left it
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
            staged[path] = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o644)
        for path, temporary in staged.items():
            temporary.replace(path)
    except OSError as error:
        msg = (
            f"The notebooks could not be written ({error.strerror or error}). "
            "Check the disk and the rights of the folder, and build again."
        )
        raise OutreachError(msg) from error
    finally:
        for temporary in staged.values():
            with contextlib.suppress(OSError):
                temporary.unlink()
