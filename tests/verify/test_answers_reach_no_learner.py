"""The search for leaks finds what was planted, wherever and however, and nothing in what was not."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.course.folding import code_of, readings, words_of
from outreach.course.leaks import Secrets, find_leaks, leaks_of_course, secrets_of_course
from outreach.course.notebooks import to_bytes, to_json
from outreach.course.plan import Plan, plan_course
from tests.build.small_course import MODULE, PRACTICE, QUESTIONS, built, edit, write_course

SECRETS = {
    "a solution in text": (
        "Whoever lends you the room can take it back, and then the readers are gone too.",
        "the solution at",
    ),
    "a solution in code": ('ask("small.home").answer("own-blog")', "the solution at"),
    "the code of an answer": ('.answer("own-blog")', "small.home"),
    "a number as an answer": (".answer(4.5)", "small.hours"),
    "an explanation": (
        "A place of your own outlives the company that lends you the other ones for a while.",
        "small.home",
    ),
    "feedback on a wrong answer": (
        "A drawer is private and safe, and it is hard for anybody else to read what lies in it.",
        "small.home",
    ),
    "feedback on any other number": ("Count one day first and then all three of them.", "small.hours"),
    "feedback on a right answer": ("Yes, that is the sum of the three days together.", "small.hours"),
    "a hint": ("Ask who can close the place while you sleep.", "small.home"),
    "a note to the facilitator": (
        "Let people talk about their own drawer before you show anything at all.",
        "the note to the facilitator",
    ),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> tuple[Plan, Secrets]:
    """What the small course makes, planned and not run."""
    home = write_course(tmp_path_factory.mktemp("course"))
    plan = plan_course(home)
    return plan, secrets_of_course(home, plan)


def content_of(plan: Plan, tree: str) -> dict[str, Any]:
    return to_json(plan.notebook(f"{tree}/{MODULE}.ipynb"))


def test_what_is_built_leaks_nothing(course: tuple[Plan, Secrets]) -> None:
    plan, sought = course
    for tree in ("lessons", "exercises"):
        assert find_leaks(f"{tree}/{MODULE}.ipynb", content_of(plan, tree), sought) == []


def test_a_solution_among_the_exercises_is_found(course: tuple[Plan, Secrets]) -> None:
    plan, sought = course
    found = find_leaks(f"exercises/{MODULE}.ipynb", content_of(plan, "solutions"), sought)
    assert any("answers a question in code" in leak.what for leak in found)
    assert any("the solution at course/01-small/practice.md:" in leak.what for leak in found)
    assert any("the question small.home" in leak.what for leak in found)


def as_source(content: dict[str, Any], text: str) -> None:
    content["cells"][0]["source"] = ["# A title\n", f"Before it. {text} After it."]


def as_lines(content: dict[str, Any], text: str) -> None:
    middle = len(text) // 2
    content["cells"][0]["source"] = ["# A title\n", text[:middle], text[middle:]]


def across_cells(content: dict[str, Any], text: str) -> None:
    middle = len(text) // 2
    content["cells"] += [
        {"cell_type": "markdown", "id": f"m{half}", "metadata": {}, "source": part}
        for half, part in enumerate((text[:middle], text[middle:]))
    ]


def as_printed(content: dict[str, Any], text: str) -> None:
    middle = len(text) // 3
    outputs = [{"output_type": "stream", "name": "stdout", "text": [part]} for part in (text[:middle], text[middle:])]
    content["cells"][-1]["outputs"] = outputs


def as_page(content: dict[str, Any], text: str) -> None:
    page = f"<div title='x'><p>{html.escape(text)}</p></div>"
    content["cells"][-1]["outputs"] = [
        {"output_type": "display_data", "metadata": {}, "data": {"text/plain": "x", "text/html": page}}
    ]


def as_data(content: dict[str, Any], text: str) -> None:
    data = {"application/json": {"deep": [{"er": [1, text]}]}}
    content["cells"][-1]["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": data}]


def as_metadata(content: dict[str, Any], text: str) -> None:
    content["cells"][0]["metadata"] = {"note": {"deep": [text]}}


def as_key(content: dict[str, Any], text: str) -> None:
    content["metadata"]["state"] = {text: 1}


def as_widget_state(content: dict[str, Any], text: str) -> None:
    content["metadata"]["widgets"] = {"state": json.dumps({"value": json.dumps(text)})}


def as_attachment(content: dict[str, Any], text: str) -> None:
    content["cells"][0]["attachments"] = {"a.txt": {"text/plain": base64.b64encode(text.encode()).decode()}}


PLACES: list[Callable[[dict[str, Any], str], None]] = [
    *(
        as_source,
        as_lines,
        across_cells,
        as_printed,
        as_page,
        as_data,
        as_metadata,
        as_key,
        as_widget_state,
        as_attachment,
    ),
]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_every_kind_of_secret_is_found_in_every_place(
    course: tuple[Plan, Secrets], secret: str, place: Callable[[dict[str, Any], str], None]
) -> None:
    plan, sought = course
    content = content_of(plan, "lessons")
    text, part_of = SECRETS[secret]
    place(content, text)
    said = [str(leak) for leak in find_leaks(f"lessons/{MODULE}.ipynb", content, sought)]
    assert any(part_of in line for line in said)
    assert not any(text in line for line in said if len(text) > 40)


def test_a_leak_says_where_it_stands(course: tuple[Plan, Secrets]) -> None:
    plan, sought = course
    content = content_of(plan, "lessons")
    content["cells"][-1]["source"] = "Ask who can close the place while you sleep."
    (leak,) = find_leaks(f"lessons/{MODULE}.ipynb", content, sought)
    assert str(leak) == (
        f"lessons/{MODULE}.ipynb, under “Something to run”, in a cell's source: "
        "holds a part of the question small.home (it begins with “Ask who can clos”)"
    )


@pytest.mark.parametrize(
    ("text", "leaks"),
    [
        ("ask(x).answer(3)", True),
        ("ask(x) . answer (3)", True),
        ("ask(x).<b>answer</b>(3)", True),
        ("Think first. Answer (in a word) when you are ready.", False),
        ("Your answers (all of them) are kept.", False),
    ],
)
def test_an_answer_in_code_is_told_from_the_word(course: tuple[Plan, Secrets], text: str, leaks: bool) -> None:
    plan, sought = course
    content = content_of(plan, "lessons")
    content["cells"][-1]["source"] = text
    found = find_leaks(f"lessons/{MODULE}.ipynb", content, sought)
    assert any(leak.what == "answers a question in code" for leak in found) == leaks


def entities(text: str) -> str:
    return "".join(f"&#{ord(letter)};" for letter in text)


def marked_up(text: str) -> str:
    return "<b>".join(text[place : place + 3] for place in range(0, len(text), 3))


def emphasised(text: str) -> str:
    return " ".join(f"**{word}**" for word in text.split(" "))


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(letter):04x}" for letter in text)


def quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


def wrapped(text: str) -> str:
    return text.replace(" ", "\n> ")


def curly(text: str) -> str:
    return text.replace('"', "\u201d").replace("'", "\u2019")


def in_base64(text: str) -> str:
    return base64.b64encode(f"a picture {text} of something".encode()).decode()


def in_lines_of_base64(text: str) -> str:
    return base64.encodebytes(text.encode()).decode()


def with_soft_hyphens(text: str) -> str:
    return "\u00ad".join(text)


def wide(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


DISGUISES: list[Callable[[str], str]] = [str, str.upper, marked_up, curly, with_soft_hyphens, wide, html.escape]
ENCODINGS: list[Callable[[str], str]] = [str, entities, escaped, quoted, html.escape, in_base64, in_lines_of_base64]


@settings(max_examples=250, deadline=None)
@given(
    secret=st.sampled_from(sorted(SECRETS)),
    place=st.sampled_from(PLACES),
    disguise=st.sampled_from(DISGUISES),
    encoding=st.sampled_from(ENCODINGS),
    prose=st.sampled_from([str, emphasised, wrapped]),
    before=st.text(max_size=12),
)
def test_a_secret_is_found_in_disguise(
    course: tuple[Plan, Secrets],
    secret: str,
    place: Callable[[dict[str, Any], str], None],
    disguise: Callable[[str], str],
    encoding: Callable[[str], str],
    prose: Callable[[str], str],
    before: str,
) -> None:
    plan, sought = course
    text, part_of = SECRETS[secret]
    if " " in text and '"' not in text:
        text = prose(text)
    text = encoding(disguise(text))
    content = content_of(plan, "lessons")
    place(content, "".join(letter for letter in before if letter not in "<>&\\%") + " " + text)
    assert any(part_of in str(leak) for leak in find_leaks(f"lessons/{MODULE}.ipynb", content, sought))


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=80))
def test_reading_never_fails_and_keeps_the_text_itself(text: str) -> None:
    assert readings(text)[0] == text
    assert words_of(words_of(text)) == words_of(text)
    assert " " not in code_of(text)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda content: content["cells"][0].update(metadata={"answer": 1}), "answer"),
        (lambda content: content["cells"][0].update(metadata={"deep": {"correctOption": 1}}), "correctOption"),
        (lambda content: content["metadata"].update(nbgrader={}), "nbgrader"),
        (lambda content: content["metadata"].update(solution_cells=[]), "solution_cells"),
        (lambda content: content.update(answers={}), "answers"),
    ],
)
def test_a_key_that_may_carry_an_answer_is_found(
    course: tuple[Plan, Secrets], change: Callable[[dict[str, Any]], None], key: str
) -> None:
    plan, sought = course
    content = content_of(plan, "exercises")
    change(content)
    assert f"has a key {key!r}, which may carry an answer" in str(
        find_leaks(f"exercises/{MODULE}.ipynb", content, sought)[0]
    )


@pytest.mark.parametrize(
    ("text", "leaks"),
    [
        ("It is 4.5 in all.", True),
        ("4.5", True),
        ("It is 4.50 in all.", True),
        ("It is **4.5**.", True),
        ("It is 4&#46;5.", True),
        ("It is 14.5 or 4.55 or 4.5.1 or v4.5b.", False),
        ("90 minutes on three days", False),
    ],
)
def test_the_number_that_answers_a_question_stands_nowhere_in_its_exercise(
    course: tuple[Plan, Secrets], text: str, leaks: bool
) -> None:
    plan, sought = course
    content = content_of(plan, "exercises")
    content["cells"][0]["source"] = f"# A small practice\n\n{text}\n"
    said = [str(leak) for leak in find_leaks(f"exercises/{MODULE}.ipynb", content, sought)]
    assert any("holds the number that answers small.hours" in line for line in said) == leaks
    elsewhere = find_leaks(f"lessons/{MODULE}.ipynb", content, sought)
    assert not any("number" in str(leak) for leak in elsewhere)


def test_a_number_that_the_question_itself_shows_is_no_secret(tmp_path: Path) -> None:
    home = write_course(tmp_path, questions=QUESTIONS.replace("How many hours is that?", "Is that 4.5 hours or 45?"))
    plan = plan_course(home)
    content = content_of(plan, "exercises")
    content["cells"][0]["source"] = "It is 4.5."
    assert find_leaks(f"exercises/{MODULE}.ipynb", content, secrets_of_course(home, plan)) == []


def test_a_sentence_of_a_solution_is_found_in_the_exercise_beside_it_too(tmp_path: Path) -> None:
    task = "Write one sentence about the place where you keep what you write."
    practice = PRACTICE.replace("Choose one.", f"Choose one. {task}").replace("Whoever lends", f"{task} Whoever lends")
    home = write_course(tmp_path, practice=practice)
    plan = plan_course(home)
    content = content_of(plan, "exercises")
    assert task in str(content)
    [leak] = find_leaks(f"exercises/{MODULE}.ipynb", content, secrets_of_course(home, plan))
    assert "the solution at" in leak.what


def test_every_notebook_in_the_learners_trees_is_searched(course: tuple[Plan, Secrets], tmp_path: Path) -> None:
    plan, _ = course
    home = write_course(tmp_path)
    for tree in ("lessons", "exercises", "solutions"):
        (home / tree).mkdir()
        built(home, tree).write_bytes(to_bytes(plan.notebook(f"{tree}/{MODULE}.ipynb")))
    assert leaks_of_course(home, plan) == []
    (home / "lessons" / "handout").mkdir()
    (home / "lessons" / "handout" / "copy.ipynb").write_bytes(built(home, "solutions").read_bytes())
    (home / "exercises" / "broken.ipynb").write_bytes(b"{")
    edit(built(home, "exercises"), lambda content: as_metadata(content, '.answer("own-blog")'))
    assert {leak.notebook for leak in leaks_of_course(home, plan)} == {
        "lessons/handout/copy.ipynb",
        "exercises/broken.ipynb",
        f"exercises/{MODULE}.ipynb",
    }
    named = {leak.notebook for leak in leaks_of_course(home, plan, module=MODULE)}
    assert {"lessons/handout/copy.ipynb", f"exercises/{MODULE}.ipynb"} <= named
