"""From source to trees: the same bytes each time, all or nothing, and no edit lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from outreach.course.build import build
from outreach.course.notebooks import cell_ids
from outreach.course.plan import plan_course
from outreach.course.source import HEADER
from outreach.errors import OutreachError, SourceError
from tests.build.small_course import (
    LESSON,
    MODULE,
    OUTLINE,
    PRACTICE,
    built,
    copy_package,
    edit,
    replace_in,
    source_of,
    write_course,
)

TREES = ("lessons", "exercises", "solutions")


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course that was built once; tests that change something change a copy."""
    home = copy_package(write_course(tmp_path_factory.mktemp("ready")))
    build(home)
    return home


def copy_of(home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(home, tmp_path / "copy"))


def all_bytes(home: Path) -> dict[str, bytes]:
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for tree in TREES
        for path in (home / tree).rglob("*")
        if path.is_file()
    }


def test_building_makes_one_notebook_a_tree(ready: Path) -> None:
    assert set(all_bytes(ready)) == {f"{tree}/{MODULE}.ipynb" for tree in TREES}


def test_building_again_changes_nothing(ready: Path, tmp_path: Path) -> None:
    home = copy_of(ready, tmp_path)
    said: list[str] = []
    assert build(home, progress=said.append) == ()
    assert all_bytes(home) == all_bytes(ready)
    assert [line for line in said if line.startswith("[")] == [
        f"[{place}/3] {tree}/{MODULE}.ipynb" for place, tree in enumerate(TREES, start=1)
    ]
    assert said[-1] == "3 notebooks are built, 0 of them changed."


def test_another_machine_builds_the_same_bytes(ready: Path, tmp_path: Path) -> None:
    home = copy_of(ready, tmp_path / "über long folder")
    for tree in TREES:
        shutil.rmtree(home / tree)
    code = "import sys; from pathlib import Path; from outreach.course.build import build; build(Path(sys.argv[1]))"
    elsewhere = {"TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "7", "LC_ALL": "C", "COLUMNS": "40", "PYTHONUTF8": "0"}
    env = {**os.environ, **elsewhere, "PYTHONPATH": str(home / "utils")}
    subprocess.run([sys.executable, "-c", code, str(home)], env=env, cwd=tmp_path, check=True)
    assert all_bytes(home) == all_bytes(ready)


def test_a_notebook_is_utf8_with_unix_line_ends_and_sorted_keys(ready: Path) -> None:
    for data in all_bytes(ready).values():
        content = json.loads(data.decode("utf-8"))
        assert data.endswith(b"}\n")
        assert b"\r" not in data
        assert data.decode("utf-8") == json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def test_a_cell_that_is_put_in_moves_no_other_id() -> None:
    before = [("markdown", "one"), ("code", "two()"), ("markdown", "one")]
    after = [("markdown", "new"), *before, ("code", "two() ")]
    assert cell_ids(after)[1:4] == cell_ids(before)
    assert len(set(cell_ids(after))) == len(after)
    assert cell_ids([("markdown", "x")]) != cell_ids([("code", "x")])


def spoilt(tmp_path: Path, **texts: str) -> Path:
    return copy_package(write_course(tmp_path / "home", **texts))


def test_nothing_is_written_when_a_cell_fails(tmp_path: Path) -> None:
    home = spoilt(tmp_path, lesson=LESSON.replace('print("hello from the small lesson")', "1 / 0"))
    with pytest.raises(OutreachError) as caught:
        build(home)
    assert str(caught.value) == f"lessons/{MODULE}.ipynb, under “Something to run”: ZeroDivisionError: division by zero"
    assert all_bytes(home) == {}


def test_nothing_is_written_when_an_answer_would_reach_learners(tmp_path: Path) -> None:
    told = "Mark this: a place of your own outlives the company that lends you the other ones for a while."
    home = spoilt(tmp_path, lesson=LESSON.replace("That was all.", told))
    with pytest.raises(OutreachError, match=r"Nothing was written: learners would find(.|\n)*the question small.home"):
        build(home)
    assert all_bytes(home) == {}


def test_nothing_is_written_when_one_tree_cannot_be(tmp_path: Path) -> None:
    home = spoilt(tmp_path)
    (home / "solutions").write_text("a file where a folder belongs", encoding="utf-8")
    with pytest.raises(OutreachError, match="The notebooks could not be written"):
        build(home)
    assert all_bytes(home) == {}
    assert not [path for path in home.rglob("*.tmp") if "utils" not in path.parts]


def test_an_edit_is_not_built_over(ready: Path, tmp_path: Path) -> None:
    home = copy_of(ready, tmp_path)

    def change(content: dict[str, Any]) -> None:
        content["cells"][0]["source"] = ["# A better title\n"]

    edit(built(home, "lessons"), change)
    kept = built(home, "lessons").read_bytes()
    with pytest.raises(OutreachError, match=f"lessons/{MODULE}.ipynb was edited since it was built"):
        build(home)
    assert built(home, "lessons").read_bytes() == kept
    build(home, force=True)
    assert all_bytes(home) == all_bytes(ready)


def test_a_notebook_that_was_only_run_is_built_over(ready: Path, tmp_path: Path) -> None:
    home = copy_of(ready, tmp_path)

    def run_all(content: dict[str, Any]) -> None:
        content["metadata"]["widgets"] = {}
        content["cells"].append(
            {"cell_type": "code", "id": "new", "metadata": {}, "source": [], "outputs": [], "execution_count": None}
        )
        for cell in content["cells"]:
            if cell["cell_type"] == "code":
                cell["execution_count"] = 12

    edit(built(home, "exercises"), run_all)
    assert build(home) == (f"exercises/{MODULE}.ipynb",)
    assert all_bytes(home) == all_bytes(ready)


def test_what_is_no_notebook_is_not_built_over_in_silence(ready: Path, tmp_path: Path) -> None:
    home = copy_of(ready, tmp_path)
    built(home, "lessons").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    with pytest.raises(OutreachError, match="is not a notebook: its JSON cannot be read"):
        build(home)
    build(home, force=True)
    assert all_bytes(home) == all_bytes(ready)


def test_the_notebooks_of_a_module_that_is_gone_are_removed_and_no_others(ready: Path, tmp_path: Path) -> None:
    home = copy_of(ready, tmp_path)
    old, edited, foreign = (home / "lessons" / f"{name}.ipynb" for name in ("07-old", "08-edited", "my-own"))
    for path in (old, edited):
        text = (
            built(home, "lessons").read_text(encoding="utf-8").replace(f'"lessons/{MODULE}"', f'"lessons/{path.stem}"')
        )
        path.write_text(text, encoding="utf-8")
    replace_in(edited, "# A small lesson", "# A small lesson of mine")
    shutil.copy(built(home, "lessons"), foreign)
    assert build(home) == ("lessons/07-old.ipynb",)
    assert sorted(path.name for path in (home / "lessons").iterdir()) == [
        f"{MODULE}.ipynb",
        "08-edited.ipynb",
        "my-own.ipynb",
    ]


def test_a_module_without_practice_has_a_lesson_alone(tmp_path: Path) -> None:
    asked = LESSON.replace('print("hello from the small lesson")', 'print("hello")')
    home = write_course(tmp_path, lesson=asked, practice=None, questions="")
    assert [notebook.path for notebook in plan_course(home).notebooks] == [f"lessons/{MODULE}.ipynb"]


def test_a_practice_without_minutes_is_refused(tmp_path: Path) -> None:
    home = write_course(tmp_path, outline=OUTLINE.replace(", practice = 5", ""))
    with pytest.raises(SourceError, match="gives no minutes for a practice"):
        plan_course(home)


def test_a_lesson_that_is_missing_is_named(tmp_path: Path) -> None:
    home = write_course(tmp_path)
    source_of(home, "lesson").unlink()
    with pytest.raises(SourceError, match=rf"course/{MODULE}/lesson\.md: is missing"):
        plan_course(home)


def test_a_module_that_is_not_in_the_outline_is_refused(tmp_path: Path) -> None:
    home = write_course(tmp_path)
    (home / "course" / "02-forgotten").mkdir()
    (home / "course" / "02-forgotten" / "lesson.md").write_text(f"{HEADER}\n# Forgotten\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"02-forgotten/lesson\.md: belongs to no module"):
        plan_course(home)


def test_a_question_that_the_course_does_not_ask_stops_the_build(tmp_path: Path) -> None:
    home = write_course(tmp_path, practice=PRACTICE.replace('ask("small.hours")\n', 'ask("small.home")\n', 1))
    with pytest.raises(SourceError, match=r"questions\.toml:30: the question 'small.hours' is asked in no lesson"):
        plan_course(home)
