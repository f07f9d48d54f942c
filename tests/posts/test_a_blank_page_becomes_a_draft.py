"""From a blank page: the questions that people ask, the seven parts of a post, and the first draft made of them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach import plan_post, question_bank
from outreach.errors import OutreachError
from outreach.form import Form
from outreach.posts.drafting.draft_file import FILE_NAME as DRAFT
from outreach.posts.drafting.draft_file import read_draft, text_of_version, versions
from outreach.posts.drafting.outline import (
    BANK,
    FILE_NAME,
    LONGEST,
    MOST_QUESTIONS,
    PARTS,
    Asked,
    Outline,
    bank_words,
    draft_of,
    keep_part,
    keep_questions,
    load_outline,
    outline_from,
    questions_in,
    read_questions,
)
from outreach.posts.findings.suggesting import GENERAL
from outreach.posts.starting import EXAMPLE
from outreach.workspace import Workspace, make_learner_folder, temporary_workspace, use_workspace
from tests.posts.samples import files_in, full_disk, reviewed, write

FULL = Outline(
    reader="A son at the kitchen table.",
    question="Am I  a bad\nson?",
    idea="You are tired, not bad.",
    story="A composite: a son of many.",
    today="Write down one thing.",
    next="Call one friend.",
    you="Nadia Rahimi, LICSW.",
)


@pytest.fixture(autouse=True)
def space(tmp_path: Path) -> Iterator[Workspace]:
    folder = make_learner_folder(tmp_path / "learner")
    use_workspace(folder)
    yield folder
    use_workspace(None)


def type_in(form: Form, **values: object) -> None:
    form.set_state({"values": {**form.values, **values}, "edits": form.edits + 1})


# The bank of questions.


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("How do I sleep?", Asked("How do I sleep?")),
        ("- How do I sleep?", Asked("How do I sleep?")),
        ("  + How do I sleep?  ", Asked("How do I sleep?")),
        ("12. How do I sleep?", Asked("How do I sleep?")),
        ("3) How do I sleep?", Asked("How do I sleep?")),
        ("* How do I sleep?", Asked("How do I sleep?", next=True)),
        ("*How do I sleep?", Asked("How do I sleep?", next=True)),
        ("- * How do I sleep?", Asked("How do I sleep?", next=True)),
        ("★ How do I sleep?", Asked("How do I sleep?", next=True)),
        ("-5 degrees and no heating?", Asked("-5 degrees and no heating?")),
        ("1968 was hard. Why?", Asked("1968 was hard. Why?")),
        ("*", Asked("*")),
    ],
)
def test_a_line_is_a_question_and_a_star_marks_the_next_to_answer(line: str, asked: Asked) -> None:
    assert questions_in(line) == (asked,)


def test_headings_empty_lines_and_doubles_are_passed_over_and_starred_ones_come_first() -> None:
    text = "# Mine\n\nOne?\n- Two?\n\n* Three?\nOne?\n   \n## More\nFour?\r\n"
    assert [one.words for one in questions_in(text)] == ["Three?", "One?", "Two?", "Four?"]
    assert questions_in("") == ()


def test_what_is_kept_is_read_back_the_same_from_the_file_and_through_the_form(space: Workspace) -> None:
    kept = keep_questions(space, "One?\n* Two?\nThree?")
    assert read_questions(space) == kept == (Asked("Two?", next=True), Asked("One?"), Asked("Three?"))
    form = question_bank().widget()
    assert form.values["questions"] == "* Two?\nOne?\nThree?"
    type_in(form, questions=form.values["questions"] + "\nFour?")
    assert read_questions(space) == (*kept, Asked("Four?"))
    assert "4 questions in my-work/questions-people-ask.md, 1 of them to answer next." in form.status_html


def test_questions_that_were_typed_into_the_file_by_hand_are_found(space: Workspace) -> None:
    space.path(BANK).write_bytes(b"\xef\xbb\xbfNotes of mine\r\n\r\n- One?\r\n")
    assert [one.words for one in read_questions(space)] == ["Notes of mine", "One?"]


def test_far_too_many_lines_are_not_kept(space: Workspace) -> None:
    keep_questions(space, "One?")
    with pytest.raises(OutreachError, match=r"These are 5,000 lines; the bank keeps 200 questions\. It was not saved"):
        keep_questions(space, "\n".join(f"{number}?" for number in range(5000)))
    assert [one.words for one in read_questions(space)] == ["One?"]
    assert len(questions_in("\n".join(f"{number}?" for number in range(5000)))) == MOST_QUESTIONS


@pytest.mark.parametrize("line", ["a" + " " * 400_000 + "b", " " * 400_000 + "a", "*" * 400_000, "1" * 400_000 + "."])
def test_a_line_that_was_made_to_be_slow_is_not(line: str) -> None:
    begun = time.perf_counter()
    assert len(questions_in(line)) == 1
    assert time.perf_counter() - begun < 1


def test_a_bank_that_cannot_be_read_gets_a_sentence_and_no_traceback(space: Workspace) -> None:
    space.path(BANK).write_bytes(b"\xff")
    view = question_bank()
    assert "not UTF-8 text" in view.summary()
    assert "not UTF-8 text" in view.page()
    form = view.widget()
    assert form.status_kind == "trouble"
    assert plan_post().widget().fields[1]["name"] == "question", "the outline works without the bank"


def test_a_bank_on_a_full_disk_says_so_and_is_not_called_kept(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = question_bank().widget()
    with full_disk(monkeypatch):
        type_in(form, questions="One?")
    assert "the disk is full" in form.status_html
    assert not form.kept_well
    assert read_questions(space) == ()


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((), "No question yet."),
        ((Asked("One?"),), "1 question in my-work/questions-people-ask.md, 0 of them to answer next."),
    ],
)
def test_how_many_there_are_is_said(found: tuple[Asked, ...], said: str) -> None:
    assert bank_words(found) == said


def test_hostile_questions_are_shown_as_words(space: Workspace) -> None:
    keep_questions(space, "<img src=x onerror=alert(1)>")
    assert "<img" not in question_bank().page()


# The seven parts.


def test_a_part_is_kept_beside_the_others_and_can_be_edited_in_the_file(space: Workspace) -> None:
    keep_part(space, "idea", "  You are tired.  ")
    keep_part(space, "reader", "A son.\nAt night.")
    assert load_outline(space) == Outline(reader="A son.\nAt night.", idea="You are tired.")
    space.write_text(FILE_NAME, 'idea = "Mine"\n')
    assert keep_part(space, "you", "Nadia") == Outline(idea="Mine", you="Nadia")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"plot": "x"},
            "The outline has no part called 'plot'. Its parts are: reader, question, idea, story, today, nex",
        ),
        ({"idea": 3}, "The part 'idea' of the outline is no text."),
        ({"idea": ["x"]}, "The part 'idea' of the outline is no text."),
        ({"idea": "x" * (LONGEST + 1)}, "3,001"),
        ({"x" * 500: ""}, "has no part called 'xxx"),
    ],
)
def test_an_outline_of_something_else_is_refused_in_a_short_sentence(values: dict[str, object], said: str) -> None:
    with pytest.raises(OutreachError) as error:
        outline_from(values)
    assert said in str(error.value)
    assert len(str(error.value)) < 200


@pytest.mark.parametrize("data", [b"idea = You", b"\xff", b"idea = 3", b"x = " + b"[" * 5000, b"plot = 'x'"])
def test_an_outline_that_cannot_be_read_is_told_and_set_aside_at_the_next_edit_only(
    space: Workspace, data: bytes
) -> None:
    space.path(FILE_NAME).write_bytes(data)
    form = plan_post().widget()
    assert form.status_kind == "trouble"
    assert space.path(FILE_NAME).read_bytes() == data
    type_in(form, idea="You are tired.")
    [aside] = space.work.glob("first-post-outline.damaged-*.toml")
    assert aside.read_bytes() == data
    assert aside.name in form.status_html
    assert load_outline(space).idea == "You are tired."


def test_hostile_words_in_a_part_are_read_back_and_shown_as_words(space: Workspace) -> None:
    hostile = '"""\n[x]\n# \u202e\\u0000 <img src=x onerror=alert(1)>'
    keep_part(space, "story", hostile)
    assert load_outline(space).story == hostile
    assert "<img" not in plan_post().page()
    assert keep_part(space, "you", "half \ud83d").you == "half \ufffd"


def test_the_form_keeps_each_part_and_takes_a_question_from_the_bank(space: Workspace) -> None:
    keep_questions(space, "Am I a bad son?\n* How do I sleep?")
    form = plan_post().widget()
    assert [field["name"] for field in form.fields] == ["reader", "bank", *list(PARTS)[1:]]
    type_in(form, reader="A son.")
    type_in(form, bank="1")
    assert form.values["question"] == "Am I a bad son?"
    assert load_outline(space) == Outline(reader="A son.", question="Am I a bad son?")
    for odd in ("", "7", "x", "-1"):
        type_in(form, bank=odd)
    assert load_outline(space).question == "Am I a bad son?"


# The draft.


def test_a_draft_holds_every_part_once_in_order_and_nothing_but_a_notice_is_added() -> None:
    assert draft_of(FULL) == (
        "# Am I a bad son?\n\n"
        "A son at the kitchen table.\n\nA composite: a son of many.\n\nYou are tired, not bad.\n\n"
        "Write down one thing.\n\nCall one friend.\n\n"
        f"*Nadia Rahimi, LICSW. {GENERAL}*\n"
    )


@pytest.mark.parametrize(
    ("outline", "draft"),
    [
        (Outline(), ""),
        (Outline(question="Why?"), "# Why?\n"),
        (Outline(idea="Rest."), f"# Rest.\n\nRest.\n\n*{GENERAL}*\n"),
        (Outline(you="Nadia."), ""),
    ],
)
def test_a_draft_of_little_is_little(outline: Outline, draft: str) -> None:
    assert draft_of(outline) == draft


def test_the_button_makes_a_draft_and_puts_a_second_one_below_what_is_written(space: Workspace) -> None:
    form = plan_post().widget()
    form.press("draft")
    assert (form.status_kind, form.status_html) == ("trouble", "<p>Fill in at least one part first.</p>")
    type_in(form, idea="You are tired.")
    form.press("draft")
    assert read_draft(space).startswith("# You are tired.\n")
    assert "Put into my-work/first-post.md. Go on in the studio" in form.status_html
    form.press("draft")
    assert "holds these words already" in form.status_html
    write(space, "Mine, written meanwhile.\n")
    type_in(form, idea="You are not bad.")
    form.press("draft")
    assert read_draft(space).startswith("Mine, written meanwhile.\n\n# You are not bad.\n")
    assert text_of_version(space, versions(space)[-1].name) == "Mine, written meanwhile.\n"


def test_a_draft_that_cannot_be_kept_gets_a_sentence(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    write(space, "Mine.\n")
    form = plan_post().widget()
    type_in(form, idea="You are tired.")
    with full_disk(monkeypatch):
        form.press("draft")
    assert form.status_kind == "trouble"
    assert "the disk is full" in form.status_html
    assert read_draft(space) == "Mine.\n"
    space.path(DRAFT).write_bytes(b"\xff")
    form.press("draft")
    assert "not UTF-8" in form.status_html
    assert space.path(DRAFT).read_bytes() == b"\xff"


def test_the_example_of_the_lesson_is_shown_and_keeps_nothing(space: Workspace) -> None:
    before = files_in(space)
    view = plan_post("nadia")
    form = view.widget()
    type_in(form, idea="Mine")
    assert form.buttons == []
    assert files_in(space) == before
    assert view.summary().startswith("Nadia's post, in seven parts (invented)\n")
    with pytest.raises(OutreachError, match="no outline called 'tomas'"):
        plan_post("tomas")


def test_the_example_makes_a_draft_in_which_nothing_is_found() -> None:
    draft = draft_of(EXAMPLE)
    assert reviewed(draft, practice="Juniper Street Counseling", licence="LICSW").findings == ()


def test_without_a_folder_of_a_learner_nothing_is_called_kept() -> None:
    use_workspace(temporary_workspace())
    form = plan_post().widget()
    type_in(form, idea="You are tired.")
    assert form.status_html == ""
    assert not form.keeps
