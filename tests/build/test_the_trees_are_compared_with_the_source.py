"""Whatever differs between a tree and its source is found, and said so that a person can act."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from outreach.course.build import build, check_build
from tests.build.small_course import MODULE, built, copy_package, edit, replace_in, source_of, write_course


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course that was built once; tests that change something change a copy."""
    home = copy_package(write_course(tmp_path_factory.mktemp("ready")))
    build(home)
    return home


def copy_of(home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(home, tmp_path / "copy", ignore=shutil.ignore_patterns("utils")))


def code_cell(content: dict[str, Any]) -> dict[str, Any]:
    return next(cell for cell in content["cells"] if cell["cell_type"] == "code")


def test_what_was_just_built_does_not_differ(ready: Path) -> None:
    assert check_build(ready) == []
    said: list[str] = []
    assert check_build(ready, execute=True, progress=said.append) == []
    assert said == [
        f"[{place}/3] {tree}/{MODULE}.ipynb"
        for place, tree in enumerate(("lessons", "exercises", "solutions"), start=1)
    ]


def test_a_changed_source_shows_as_the_difference_of_a_cell_under_its_heading(ready: Path, tmp_path: Path) -> None:
    home = copy_of(ready, tmp_path)
    replace_in(source_of(home, "lesson"), "Run the next cell.", "Run the cell below.")
    assert str(check_build(home)[0]) == (
        f"lessons/{MODULE}.ipynb, under “Something to run”: a cell differs from the source\n"
        "    --- in the notebook\n"
        "    +++ from the source\n"
        "    @@ -1,3 +1,3 @@\n"
        "     ## Something to run\n"
        "     \n"
        "    -Run the next cell.\n"
        "    +Run the cell below."
    )


def test_a_cell_that_is_only_in_one_of_both_is_named(ready: Path, tmp_path: Path) -> None:
    home = copy_of(ready, tmp_path)
    replace_in(source_of(home, "lesson"), "That was all.", "That was all.\n\n+++\n\nNot quite.")
    edit(built(home, "solutions"), lambda content: content["cells"].pop())
    said = [str(difference) for difference in check_build(home)]
    assert any("under “Something to run”: a cell of the source is missing in the notebook" in line for line in said)
    assert any("solutions" in line and "under “The hours”: a cell of the source is missing" in line for line in said)


def test_a_notebook_that_is_missing_is_named(ready: Path, tmp_path: Path) -> None:
    home = copy_of(ready, tmp_path)
    built(home, "exercises").unlink()
    assert [str(one) for one in check_build(home)] == [f"exercises/{MODULE}.ipynb: is missing. Run “outreach build”."]


def test_a_notebook_that_no_module_makes_is_named(ready: Path, tmp_path: Path) -> None:
    home = copy_of(ready, tmp_path)
    (home / "lessons" / "deep").mkdir()
    shutil.copy(built(home, "solutions"), home / "lessons" / "deep" / "answers.ipynb")
    (home / "lessons" / ".ipynb_checkpoints").mkdir()
    shutil.copy(built(home, "lessons"), home / "lessons" / ".ipynb_checkpoints" / "a.ipynb")
    assert [one.notebook for one in check_build(home)] == ["lessons/deep/answers.ipynb"]


def test_a_stray_file_is_named_also_where_one_module_is_looked_at(ready: Path, tmp_path: Path) -> None:
    home = copy_of(ready, tmp_path)
    shutil.copy(built(home, "lessons"), home / "lessons" / "07-other.ipynb")
    shutil.copy(built(home, "solutions"), home / "exercises" / "01-small.IPYNB")
    (home / "exercises" / "answers.txt").write_text("own-blog", encoding="utf-8")
    built(home, "exercises").unlink()
    strays = ["lessons/07-other.ipynb", "exercises/01-small.IPYNB", "exercises/answers.txt"]
    for module in (None, MODULE):
        assert [one.notebook for one in check_build(home, module=module)] == [*strays, f"exercises/{MODULE}.ipynb"]


@pytest.mark.skipif(os.name == "nt", reason="making a link needs a special right on Windows")
def test_a_link_in_a_tree_is_named_whatever_it_points_to(ready: Path, tmp_path: Path) -> None:
    home = copy_of(ready, tmp_path)
    (home / "lessons" / "extra").symlink_to(home / "solutions")
    built(home, "exercises").unlink()
    built(home, "exercises").symlink_to(built(home, "solutions"))
    assert {one.notebook for one in check_build(home, module=MODULE)} == {"lessons/extra", f"exercises/{MODULE}.ipynb"}


def test_a_key_that_stands_twice_is_seen_in_the_bytes(ready: Path, tmp_path: Path) -> None:
    home = copy_of(ready, tmp_path)
    path = built(home, "exercises")
    path.write_bytes(path.read_bytes().replace(b"{", b'{"metadata": {"solution": "own-blog"},', 1))
    [difference] = check_build(home)
    assert difference.notebook == f"exercises/{MODULE}.ipynb"


def put(**entries: Any) -> Callable[[dict[str, Any]], None]:
    return lambda content: code_cell(content).update(entries)


HTML = {
    "output_type": "display_data",
    "metadata": {},
    "data": {"text/plain": ["x"], "application/vnd.jupyter.widget-view+json": {}},
}
TAMPERED: list[tuple[str, str, Callable[[dict[str, Any]], Any], str]] = [
    ("an id", "lessons", put(id="mine"), "a cell has the id 'mine'"),
    ("metadata of a cell", "lessons", put(metadata={"answer": "own-blog"}), "a cell has metadata: answer"),
    ("an execution count", "lessons", put(execution_count=3), "was run outside the build"),
    (
        "outputs taken out with their count",
        "lessons",
        put(execution_count=None, outputs=[]),
        "are missing, or it was run outside",
    ),
    ("an execution count in an exercise", "exercises", put(execution_count=0), "an exercise has an execution count"),
    ("an output in an exercise", "exercises", put(outputs=[HTML]), "an exercise stores an output"),
    ("a live widget", "lessons", put(outputs=[HTML]), "widget-view+json is stored, which tests do not compare"),
    (
        "an attachment",
        "lessons",
        lambda content: content["cells"][0].update(attachments={}),
        "a cell has or lacks 'attachments'",
    ),
    (
        "metadata of the notebook",
        "lessons",
        lambda content: content["metadata"].update(widgets={}),
        "its metadata is not as built",
    ),
    ("a key of the notebook", "lessons", lambda content: content.update(answers=[]), "it has a key 'answers'"),
    ("the stamp", "lessons", lambda content: content["metadata"].pop("outreach"), "its metadata is not as built"),
    ("the format", "lessons", lambda content: content.update(nbformat_minor=4), "its nbformat_minor is not as built"),
    ("the format as a whole", "lessons", lambda content: content.update(nbformat=3), "is not a notebook of format 4"),
    (
        "the kind of a cell",
        "lessons",
        lambda content: content["cells"][0].update(cell_type="raw"),
        "a cell differs from the source",
    ),
]


@pytest.mark.parametrize(("tree", "change", "said"), [row[1:] for row in TAMPERED], ids=[row[0] for row in TAMPERED])
def test_what_was_changed_by_hand_is_found_without_running(
    ready: Path, tmp_path: Path, tree: str, change: Callable[[dict[str, Any]], Any], said: str
) -> None:
    home = copy_of(ready, tmp_path)
    edit(built(home, tree), change)
    found = check_build(home)
    assert {one.notebook for one in found} == {f"{tree}/{MODULE}.ipynb"}
    assert any(said in str(one) for one in found)


def test_a_changed_output_is_found_by_running(ready: Path, tmp_path: Path) -> None:
    home = copy_package(copy_of(ready, tmp_path))
    replace_in(built(home, "lessons"), '"hello from the small lesson\\n"', '"goodbye from the small lesson\\n"')
    assert check_build(home) == []
    (found,) = check_build(home, execute=True)
    assert (found.heading, found.what) == ("Something to run", "what the cell shows has changed")
    assert "    -goodbye from the small lesson\n    +hello from the small lesson" in found.diff


def test_other_spaces_in_the_file_are_found_by_comparing_bytes(ready: Path, tmp_path: Path) -> None:
    home = copy_package(copy_of(ready, tmp_path))
    path = built(home, "exercises")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert [str(one) for one in check_build(home, execute=True)] == [
        f"exercises/{MODULE}.ipynb: the cells are the same, but the file is written in another way. Build it again."
    ]
