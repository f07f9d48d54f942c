"""An edit made in a built notebook comes back into the source, alone, or not at all and with the reason."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from outreach.course.adopt import adopt, plan_adoption
from outreach.course.notebooks import cells_in, to_bytes, to_json
from outreach.course.plan import plan_course
from outreach.errors import OutreachError
from tests.build.small_course import LESSON, MODULE, PRACTICE, built, edit, replace_in, source_of, write_course

TREES = ("lessons", "exercises", "solutions")


def planned(home: Path) -> Path:
    """Write the small course and its notebooks without outputs; adopting looks at no output."""
    write_course(home)
    for notebook in plan_course(home).notebooks:
        (home / notebook.tree).mkdir()
        (home / notebook.path).write_bytes(to_bytes(notebook))
    return home


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return planned(tmp_path / "home")


def cell_with(content: dict[str, Any], part: str) -> Any:
    (cell,) = [cell for cell in content["cells"] if part in "".join(cell["source"])]
    return cell


def rewrite(part: str, new: str) -> Callable[[dict[str, Any]], None]:
    def change(content: dict[str, Any]) -> None:
        cell = cell_with(content, part)
        cell["source"] = "".join(cell["source"]).replace(part, new)

    return change


def new_cell(kind: str, text: str, name: str = "0b8f5a2c-made-by-jupyterlab") -> dict[str, Any]:
    cell = {"cell_type": kind, "id": name, "metadata": {}, "source": text}
    return cell | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def put_behind(part: str, *cells: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    def change(content: dict[str, Any]) -> None:
        place = content["cells"].index(cell_with(content, part))
        content["cells"][place + 1 : place + 1] = cells

    return change


def changed_lines(home: Path, role: str, before: str) -> list[str]:
    after = source_of(home, role).read_text(encoding="utf-8")
    lines = difflib.ndiff(before.split("\n"), after.split("\n"), linejunk=None)
    return [line[0] + line[2:] for line in lines if line[0] in "+-"]


def test_changed_text_changes_its_line_and_no_other(home: Path) -> None:
    edit(built(home, "lessons"), rewrite("It has a little text.", "It has a little more text."))
    said = adopt(built(home, "lessons"), home)
    assert said[0] == f"course/{MODULE}/lesson.md: cells changed: 1, added: 0, removed: 0."
    assert "-It has a little text.\n+It has a little more text." in said[1]
    assert said[-1] == "Now run “outreach build”, before you edit any further."
    assert changed_lines(home, "lesson", LESSON) == ["-It has a little text.", "+It has a little more text."]


def test_changed_code_keeps_its_fence_and_its_tags(home: Path) -> None:
    edit(built(home, "solutions"), rewrite('answer("own-blog")', 'answer("paper-drawer")'))
    adopt(built(home, "solutions"), home)
    assert changed_lines(home, "practice", PRACTICE) == [
        '-ask("small.home").answer("own-blog")',
        '+ask("small.home").answer("paper-drawer")',
    ]


def test_a_changed_stub_is_a_changed_stub(home: Path) -> None:
    edit(built(home, "exercises"), rewrite("your own sum here", "your sum here"))
    adopt(built(home, "exercises"), home)
    assert changed_lines(home, "practice", PRACTICE) == [
        "-There is room for your own sum here.",
        "+There is room for your sum here.",
    ]


def test_what_a_run_left_in_the_notebook_is_no_edit(home: Path) -> None:
    def run_all(content: dict[str, Any]) -> None:
        content["metadata"]["widgets"] = {"state": {}}
        content["cells"].append(new_cell("code", ""))
        for cell in content["cells"]:
            cell["metadata"] = {"collapsed": False}
            if cell["cell_type"] == "code":
                cell.update(execution_count=5, outputs=[{"output_type": "stream", "name": "stdout", "text": "x"}])
                cell["source"] = "".join(cell["source"]) + "\n\n"

    for tree in TREES:
        edit(built(home, tree), run_all)
        (said,) = adopt(built(home, tree), home)
        assert "holds no edit that is not in" in said
    assert source_of(home, "lesson").read_text(encoding="utf-8") == LESSON


def test_a_new_cell_of_an_exercise_has_no_tag(home: Path) -> None:
    edit(
        built(home, "exercises"),
        put_behind("Add them up.", new_cell("markdown", "Take your time."), new_cell("code", "print(3)", "b")),
    )
    edit(built(home, "exercises"), put_behind("print(3)", new_cell("markdown", "Now answer.", "c")))
    adopt(built(home, "exercises"), home)
    assert changed_lines(home, "practice", PRACTICE) == [
        "++++",
        "+",
        "+Take your time.",
        "+",
        "+```{code-cell}",
        "+print(3)",
        "+```",
        "+",
        "+Now answer.",
        "+",
    ]


def test_a_new_cell_of_a_solution_is_a_solution(home: Path) -> None:
    cells = new_cell("markdown", "It is the sum of three.", "a"), new_cell("code", "1.5 * 3", "b")
    edit(built(home, "solutions"), put_behind("Three days at ninety", *cells))
    edit(built(home, "solutions"), put_behind("1.5 * 3", new_cell("markdown", "Now in one step.", "c")))
    said = adopt(built(home, "solutions"), home)
    assert "New cells of a solution get the tag solution" in said[1]
    source = source_of(home, "practice").read_text(encoding="utf-8")
    assert (
        '+++ {"tags": ["solution"]}\n\nIt is the sum of three.\n\n```{code-cell}\n:tags: [solution]\n\n1.5 * 3\n```\n'
        in source
    )
    exercise = plan_course(home).notebook(f"exercises/{MODULE}.ipynb")
    assert not [cell for cell in exercise.cells if "sum of three" in cell.text or "1.5 * 3" in cell.text]


def test_a_removed_cell_is_removed_and_a_note_behind_it_stays(home: Path) -> None:
    replace_in(source_of(home, "lesson"), "It has a little text.\n", "It has a little text.\n\n+++\n\nOne more.\n")
    fresh = plan_course(home).notebook(f"lessons/{MODULE}.ipynb")
    path = built(home, "lessons")
    path.write_bytes(to_bytes(fresh))
    before = source_of(home, "lesson").read_text(encoding="utf-8")
    edit(path, lambda content: content["cells"].remove(cell_with(content, "One more.")))
    adopt(path, home)
    assert changed_lines(home, "lesson", before) == ["-", "-+++", "-", "-One more."]


def test_cells_that_changed_places_keep_their_tags_and_what_stands_behind_them(home: Path) -> None:
    def swap(content: dict[str, Any]) -> None:
        cells = content["cells"]
        home_place, hours_place = (cells.index(cell_with(content, part)) for part in ("## A home", "## The hours"))
        moved = cells[home_place:hours_place]
        content["cells"] = [*cells[:home_place], *cells[hours_place:], *moved]

    edit(built(home, "exercises"), swap)
    edit(
        built(home, "exercises"),
        lambda content: content["cells"][2].update(source='from outreach import ask\n\nask("small.hours")'),
    )
    said = adopt(built(home, "exercises"), home)
    assert "and some moved" in said[0]
    plan = plan_course(home)
    solution = [cell.text.split("\n")[0] for cell in plan.notebook(f"solutions/{MODULE}.ipynb").cells]
    assert (
        solution.index("## The hours") < solution.index('ask("small.hours").answer(4.5)') < solution.index("## A home")
    )
    assert solution.index("## A home") < solution.index('ask("small.home").answer("own-blog")')


def test_line_ends_of_windows_stay(home: Path) -> None:
    path = source_of(home, "lesson")
    path.write_bytes(LESSON.replace("\n", "\r\n").encode())
    edit(built(home, "lessons"), rewrite("It has a little text.", "It has more text."))
    adopt(built(home, "lessons"), home)
    assert (
        path.read_bytes() == LESSON.replace("It has a little text.", "It has more text.").replace("\n", "\r\n").encode()
    )


def test_a_copy_under_another_name_is_adopted_all_the_same(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "my copy of it.ipynb"
    copy.write_bytes(built(home, "lessons").read_bytes())
    edit(copy, rewrite("It has a little text.", "It has more text."))
    adopt(copy, home)
    assert "It has more text." in source_of(home, "lesson").read_text(encoding="utf-8")


def refused(home: Path, tree: str, change: Callable[[dict[str, Any]], Any], said: str) -> None:
    before = {role: source_of(home, role).read_bytes() for role in ("lesson", "practice")}
    edit(built(home, tree), change)
    with pytest.raises(OutreachError, match=said):
        adopt(built(home, tree), home)
    assert {role: source_of(home, role).read_bytes() for role in before} == before


REFUSED: list[tuple[str, str, Callable[[dict[str, Any]], Any], str]] = [
    ("no stamp", "lessons", lambda content: content["metadata"].pop("outreach"), "was not built from this course"),
    (
        "a foreign stamp",
        "lessons",
        lambda content: content["metadata"]["outreach"].update(notebook="lessons/99-x"),
        "not built from",
    ),
    ("a raw cell", "lessons", lambda content: content["cells"].append(new_cell("raw", "x")), "is a raw cell"),
    (
        "a picture",
        "lessons",
        lambda content: content["cells"][0].update(attachments={"a.png": {}}),
        "has a picture pasted into it",
    ),
    (
        "a tag set in JupyterLab",
        "lessons",
        lambda content: content["cells"][0].update(metadata={"tags": ["solution"]}),
        "given tags in",
    ),
    (
        "a split in the text",
        "lessons",
        rewrite("It has a little text.", "One.\n\n+++\n\nTwo."),
        "would read as something else",
    ),
    (
        "a fence in the text",
        "lessons",
        rewrite("It has a little text.", "```{code-cell}\nprint(1)\n```"),
        "would read as something else",
    ),
    (
        "a comment in the text",
        "lessons",
        rewrite("It has a little text.", "<!-- note -->"),
        r"lesson.md:14: an HTML comment",
    ),
    ("no title", "lessons", rewrite("# A small lesson", "A small lesson"), "begins with something else than a title"),
    ("two lines of code", "lessons", rewrite("print(", "x = 1\nprint("), "one line of code a cell"),
    ("a comment in the code", "lessons", rewrite("print(", "# TODO\nprint("), "a comment stands in the code"),
    (
        "code after code",
        "lessons",
        put_behind("print(", new_cell("code", "print(2)")),
        "this code cell follows another",
    ),
    (
        "a question that is not there",
        "exercises",
        rewrite("small.hours", "small.minutes"),
        "no question called 'small.minutes'",
    ),
    (
        "a question no longer asked",
        "exercises",
        lambda content: content["cells"].pop(-2),
        "'small.hours' is asked in no lesson",
    ),
    (
        "an answer for learners",
        "exercises",
        rewrite('ask("small.hours")', 'ask("small.hours").answer(4.5)'),
        "an answer stands in a cell",
    ),
    (
        "an explanation for learners",
        "lessons",
        rewrite("That was all.", "Ask who can close the place while you sleep."),
        "must not find",
    ),
    ("the worked example", "solutions", rewrite("worked_example()", "print()"), "the first code cell of the solutions"),
    (
        "an older notebook",
        "lessons",
        lambda content: content["metadata"]["outreach"].update(cells="000000000000"),
        "somebody's work",
    ),
]


@pytest.mark.parametrize(("tree", "change", "said"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_cannot_come_back_is_refused_with_its_reason(
    home: Path, tree: str, change: Callable[[dict[str, Any]], Any], said: str
) -> None:
    if said == "somebody's work":
        edit(built(home, tree), rewrite("It has a little text.", "It has more text."))
    refused(home, tree, change, said)


def test_an_edit_of_a_notebook_that_the_source_has_left_behind_is_refused(home: Path) -> None:
    replace_in(source_of(home, "lesson"), "That was all.", "That was all of it.")
    refused(home, "lessons", rewrite("It has a little text.", "It has more text."), "has changed since .* was built")


def test_what_the_notebook_does_not_show_may_have_changed_meanwhile(home: Path) -> None:
    replace_in(source_of(home, "practice"), "Whoever lends you", "Anybody who lends you")
    edit(built(home, "exercises"), rewrite("Add them up.", "Add all of them up."))
    adopt(built(home, "exercises"), home)
    source = source_of(home, "practice").read_text(encoding="utf-8")
    assert "Anybody who lends you" in source
    assert "Add all of them up." in source


def test_what_is_no_notebook_is_refused(home: Path, tmp_path: Path) -> None:
    with pytest.raises(OutreachError, match="There is no notebook"):
        adopt(tmp_path / "nothing.ipynb", home)
    (tmp_path / "text.ipynb").write_text("hello", encoding="utf-8")
    with pytest.raises(OutreachError, match="its JSON cannot be read"):
        adopt(tmp_path / "text.ipynb", home)
    (tmp_path / "other.ipynb").write_text('{"cells": "none"}', encoding="utf-8")
    with pytest.raises(OutreachError, match="is not a notebook of format 4"):
        adopt(tmp_path / "other.ipynb", home)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["change", "put", "remove", "move", "split"]),
        st.integers(0, 30),
        st.integers(0, 30),
        st.one_of(
            st.sampled_from(
                [
                    "More text.",
                    "Two\n\nparagraphs.",
                    "- a list",
                    "## A heading",
                    "> “Said”, he said",
                    "a | b",
                    "    indented",
                ]
            ),
            st.text(alphabet=st.characters(codec="utf-8", include_characters="\n"), min_size=1, max_size=20),
        ),
        st.sampled_from(["markdown", "code"]),
    ),
    min_size=1,
    max_size=4,
)


def take(content: dict[str, Any], step: tuple[str, int, int, str, str], number: int) -> None:
    act, first, second, text, kind = step
    cells = content["cells"]
    here, there = first % len(cells), second % len(cells)
    match act:
        case "change":
            cells[here]["source"] = "".join(cells[here]["source"]) + f"\n{text}"
        case "put":
            cells.insert(here, new_cell(kind, text if kind == "markdown" else f"print({text!r})", f"new-{number}"))
        case "remove" if len(cells) > 1:
            cells.pop(here)
        case "move":
            cells.insert(there, cells.pop(here))
        case _:
            cells.insert(here + 1, new_cell("markdown", text, f"new-{number}"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=st.sampled_from(TREES), steps=STEPS)
def test_any_edit_comes_back_exactly_or_is_refused(
    home: Path, tree: str, steps: list[tuple[str, int, int, str, str]]
) -> None:
    """Whatever is adopted builds the very notebook that was edited, and loses nothing that it does not show."""
    plan = plan_course(home)
    content = json.loads(json.dumps(to_json(plan.notebook(f"{tree}/{MODULE}.ipynb"))))
    for number, step in enumerate(steps):
        take(content, step, number)
    try:
        adoption = plan_adoption(content, "edited.ipynb", home)
    except OutreachError:
        event("refused")
        return
    event("adopted")
    again = planned_with(home, adoption.file, adoption.text)
    after = next(one for one in again.notebooks if one.path == f"{tree}/{MODULE}.ipynb")
    assert [(cell.kind, cell.text) for cell in after.cells] == cells_in(content)
    before = (home / adoption.file).read_text(encoding="utf-8")
    for hidden in (
        "Let people talk about their own drawer",
        *(() if tree == "solutions" else ("Whoever lends you the room",)),
    ):
        assert (hidden in adoption.text) == (hidden in before)


def planned_with(home: Path, file: str, text: str) -> Any:
    """Plan the course as it would be with one source file changed, and leave it as it was."""
    path = home / file
    before = path.read_bytes()
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
        return plan_course(home)
    finally:
        path.write_bytes(before)
