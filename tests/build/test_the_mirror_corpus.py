"""Small sources beside the exact notebooks that they become.

``pytest tests/build --refresh-mirror`` writes the notebooks anew; what changed then
shows as a difference, and a person reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from outreach.course.conventions import check_conventions
from outreach.course.execute import run, stored
from outreach.course.notebooks import SHOWS_OUTPUTS, Notebook, read_json, to_bytes
from outreach.course.plan import plan_notebooks
from outreach.course.source import read_source
from outreach.course.tags import Role

MIRROR = Path(__file__).parent / "mirror"
CASES = sorted(path.parent.name + "/" + path.stem for path in MIRROR.glob("*/*.md"))


def notebooks_of(case: str) -> Iterator[Notebook]:
    folder, role = case.split("/")
    source = read_source(MIRROR / folder / f"{role}.md", Role(role))
    check_conventions(source)
    for notebook in plan_notebooks(source, "00-mirror", Role(role)):
        yield stored(notebook, run(notebook, MIRROR)) if notebook.tree in SHOWS_OUTPUTS else notebook


def test_there_are_cases_and_no_notebook_without_one() -> None:
    assert len(CASES) >= 6
    trees = {"lesson": {"lessons"}, "practice": {"exercises", "solutions"}}
    expected = {f"{case.split('/')[0]}/{tree}.ipynb" for case in CASES for tree in trees[case.split("/")[1]]}
    assert {path.relative_to(MIRROR).as_posix() for path in MIRROR.rglob("*.ipynb")} == expected


@pytest.mark.parametrize("case", CASES)
def test_a_source_becomes_exactly_its_notebooks(case: str, request: pytest.FixtureRequest) -> None:
    for notebook in notebooks_of(case):
        path = MIRROR / case.partition("/")[0] / f"{notebook.tree}.ipynb"
        made = to_bytes(notebook)
        if request.config.getoption("--refresh-mirror", default=False):
            path.write_bytes(made)
        assert made.decode("utf-8") == path.read_bytes().decode("utf-8"), (
            f"see pytest tests/build --refresh-mirror: {path.name}"
        )


@pytest.mark.parametrize("path", sorted(MIRROR.rglob("*.ipynb")), ids=lambda path: path.relative_to(MIRROR).as_posix())
def test_a_mirrored_notebook_is_valid_and_minimal(path: Path) -> None:
    content = read_json(path)
    nbformat.validate(nbformat.from_dict(content))
    assert (content["nbformat"], content["nbformat_minor"]) == (4, 5)
    assert set(content["metadata"]) == {"kernelspec", "language_info", "outreach"}
    for cell in content["cells"]:
        assert cell["metadata"] == {}
        if cell["cell_type"] == "code":
            assert cell["execution_count"] == (None if path.stem == "exercises" else 0)
            assert not (path.stem == "exercises" and cell["outputs"])
            assert "application/vnd.jupyter.widget-view+json" not in str(cell["outputs"])


def test_each_tag_puts_a_cell_where_the_table_says() -> None:
    texts = {
        tree: str(read_json(MIRROR / "every-tag" / f"{tree}.ipynb")) for tree in ("lessons", "exercises", "solutions")
    }
    there = {
        "Shown as a slide.": {"lessons"},
        "the first to be cut.": {"lessons"},
        "shown later": {"lessons"},
        "No learner reads this.": set(),
        "names = ": set(),
        "Everybody sees the task.": {"exercises", "solutions"},
        "Only the exercise has this line.": {"exercises"},
        "Only the solution has this line.": {"solutions"},
        "The total is": {"solutions"},
        "Only the guide has this line.": set(),
    }
    assert {part: {tree for tree, text in texts.items() if part in text} for part in there} == there


def test_a_cell_has_the_same_id_in_the_exercise_and_in_the_solution() -> None:
    ids = {
        tree: {
            "".join(cell["source"]): cell["id"] for cell in read_json(MIRROR / "every-tag" / f"{tree}.ipynb")["cells"]
        }
        for tree in ("exercises", "solutions")
    }
    both = set(ids["exercises"]) & set(ids["solutions"])
    assert len(both) >= 3
    assert all(ids["exercises"][text] == ids["solutions"][text] for text in both)
