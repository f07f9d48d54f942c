"""What must pass passes, what must not does not, and each wrong answer gets its own words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.course.contracts import broken_contracts, reference_of, wrong_answers
from outreach.course.marking import Outcome, cues_in, mark, read_number
from outreach.course.outline import course_home
from outreach.course.question_file import all_questions
from outreach.course.questions import Cue, kind_of
from outreach.errors import OutreachError
from outreach.workspace import temporary_workspace
from tests.questions.samples import ALL, ARTEFACT, CHOICE, NUMBER, ORDER, TEXT, question_of, read

COURSE = all_questions(course_home())


@pytest.mark.parametrize("name", COURSE)
def test_every_question_of_the_course_keeps_its_contract(name: str) -> None:
    assert broken_contracts(COURSE[name]) == []


def test_the_course_uses_all_six_kinds() -> None:
    assert {kind_of(question) for question in COURSE.values()} == set(ALL)


@pytest.mark.parametrize("kind", ALL)
def test_a_sample_of_each_kind_keeps_its_contract(tmp_path: Path, kind: str) -> None:
    assert broken_contracts(question_of(kind, tmp_path)) == []


def test_contracts_see_a_reference_that_sets_off_a_cue(tmp_path: Path) -> None:
    [question] = read(TEXT.replace("A plain sentence for people", "We guarantee a plain sentence for people"), tmp_path)
    [broken] = broken_contracts(question)
    assert broken.startswith("sample.text: the reference answer is not yet")


def test_contracts_see_a_wrong_text_that_sets_off_another_cue(tmp_path: Path) -> None:
    [question] = read(
        TEXT.replace('answer = "Help."', 'answer = "A long text with nothing short about it at all."'), tmp_path
    )
    [broken] = broken_contracts(question)
    assert "is correct" in broken


def test_contracts_see_a_wrong_number_that_another_wrong_number_hides(tmp_path: Path) -> None:
    [question] = read(NUMBER.replace("answer = 9", "answer = 3"), tmp_path)
    assert any("gets the message of another" in broken for broken in broken_contracts(question))


def test_contracts_see_a_file_that_does_not_have_the_problem_it_is_listed_for(tmp_path: Path) -> None:
    [question] = read(ARTEFACT.replace("answer = 'serves = \"parents\"'", "answer = 'hours_per_week = 2'"), tmp_path)
    [broken] = broken_contracts(question)
    assert "gets the message of another" in broken


def test_contracts_see_a_reference_file_that_does_not_pass(tmp_path: Path) -> None:
    [question] = read(ARTEFACT.replace("hours_per_week = 2\nways", "ways"), tmp_path)
    assert any("a file with no problem is not yet" in broken for broken in broken_contracts(question))


def test_contracts_see_a_prompt_that_gives_the_explanation_away(tmp_path: Path) -> None:
    [question] = read(CHOICE.replace("What do you *think*?", "This is how it is worked out, step by step."), tmp_path)
    assert any("gives away" in broken for broken in broken_contracts(question))


@pytest.mark.parametrize("kind", ALL)
def test_untouched_is_never_wrong(tmp_path: Path, kind: str) -> None:
    verdict = mark(question_of(kind, tmp_path), None, temporary_workspace())
    assert verdict.outcome is Outcome.NOT_ATTEMPTED
    assert repr(verdict) == f"sample.{kind}: not attempted"


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind != "artefact"])
def test_each_listed_wrong_answer_gets_its_own_words_and_the_reference_passes(tmp_path: Path, kind: str) -> None:
    question = question_of(kind, tmp_path)
    space = temporary_workspace()
    assert mark(question, reference_of(question), space).outcome is Outcome.CORRECT
    said = []
    for value, feedback in wrong_answers(question):
        verdict = mark(question, value, space)
        assert verdict.outcome is Outcome.NOT_YET
        assert feedback in verdict.message
        said.append(feedback)
    assert len(set(said)) == len(said) >= 2


UNREADABLE: list[tuple[str, Any, str]] = [
    ("choice", "four", "There is no option 'four'"),
    ("choice", 3, "There is no option 3"),
    ("choices", "one", "A list of ids was expected"),
    ("choices", ["one", "nine"], "There is no 'nine' here"),
    ("number", "about three", "'about three' could not be read as one number"),
    ("number", "3 or 4", "could not be read as one number"),
    ("number", float("nan"), "could not be read as one number"),
    ("number", True, "could not be read as one number"),
    ("order", ["one", "one", "two"], "Each item was expected once"),
    ("order", {"one": 1}, "A list of ids was expected"),
    ("text", "x" * 20_001, "at most 20,000 were expected"),
    ("text", {"text": "words enough to be read here", "met": ["nosuch"]}, "There is no 'nosuch' here"),
]


@pytest.mark.parametrize(
    ("kind", "value", "said"), UNREADABLE, ids=[f"{kind}-{said[:24]}" for kind, _, said in UNREADABLE]
)
def test_what_cannot_be_read_cannot_be_checked_and_is_never_called_wrong(
    tmp_path: Path, kind: str, value: Any, said: str
) -> None:
    verdict = mark(question_of(kind, tmp_path), value, temporary_workspace())
    assert verdict.outcome is Outcome.CANNOT_BE_CHECKED
    assert said in repr(verdict)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("4.5", 4.5),
        (" 4,5 ", 4.5),
        ("1,000", 1000),
        ("1,234,567.5", 1234567.5),
        ("4.5 hours", 4.5),
        ("-2", -2),
        (".5", 0.5),
        (7, 7),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: Any, number: float) -> None:
    assert read_number(typed) == number


@given(st.text(max_size=30))
def test_any_typed_text_is_a_number_or_a_sentence(typed: str) -> None:
    try:
        number = read_number(typed)
    except OutreachError as error:
        said = str(error)
        number = None
    else:
        said = "could not be read as one number"
    assert "could not be read as one number" in said
    assert number is None or abs(number) < float("inf")


def test_a_near_number_gets_the_words_of_the_nearest_mistake(tmp_path: Path) -> None:
    question = question_of("number", tmp_path)
    space = temporary_workspace()
    assert mark(question, 3.4, space).message == "Around three, the comments are left out."
    assert mark(question, 3.6, space).message == "That is another number; go through the steps once more."
    assert mark(question, "4.505", space).outcome is Outcome.CORRECT


def test_an_order_that_nobody_foresaw_says_how_much_of_it_stands(tmp_path: Path) -> None:
    [question] = read(ORDER, tmp_path)
    verdict = mark(question, ["one", "three", "two"], temporary_workspace())
    assert verdict.outcome is Outcome.NOT_YET
    assert repr(verdict).endswith("Not in this order yet. 1 of 3 stand in their place.")


def test_no_more_than_two_feedbacks_are_shown_at_once_each_with_its_choice_named(tmp_path: Path) -> None:
    question = question_of("choices", tmp_path)
    verdict = mark(question, ["three", "four"], temporary_workspace())
    first, second = verdict.message.split("\n\n")
    assert re.fullmatch(r"“.+”: The third does not belong\.", first)
    assert re.fullmatch(r"“.+”: The fourth does not belong either\.", second)


def test_a_text_is_complete_only_by_the_writers_own_marking(tmp_path: Path) -> None:
    question = question_of("text", tmp_path)
    space = temporary_workspace()
    text = "A plain sentence for people who care for a parent."
    assert mark(question, text, space).outcome is Outcome.NOT_YET
    assert mark(question, {"text": text, "met": ["reader"]}, space).outcome is Outcome.NOT_YET
    whole = mark(question, {"text": text, "met": ["reader", "plain"]}, space)
    assert whole.words == "complete by your own marking"
    assert "correct" not in repr(whole)


def test_a_remark_holds_until_the_writer_stands_by_the_text(tmp_path: Path) -> None:
    question = question_of("text", tmp_path)
    given_up = {"text": "Help.", "met": ["reader", "plain"]}
    space = temporary_workspace()
    assert mark(question, given_up, space).outcome is Outcome.NOT_YET
    assert mark(question, {**given_up, "stand_by": True}, space).outcome is Outcome.CORRECT


def test_cues_look_at_whole_words_in_any_case() -> None:
    avoids = Cue("avoids", "A promise.", pattern=("cure",))
    mentions = Cue("mentions", "Who reads it?", pattern=("you", "reader"))
    assert cues_in("A secure place, CURE-free", (avoids,)) == ["A promise."]
    assert cues_in("A secure place", (avoids,)) == []
    assert cues_in("For the Reader.", (mentions,)) == []
    assert cues_in("Young people", (mentions,)) == ["Who reads it?"]
    assert cues_in("one two three", (Cue("max-words", "Long.", words=2),)) == ["Long."]


def test_an_unreadable_file_cannot_be_checked_and_says_why(tmp_path: Path) -> None:
    space = temporary_workspace()
    space.path("practice.toml").write_bytes(b"\xff\xfe")
    verdict = mark(question_of("artefact", tmp_path), None, space)
    assert verdict.outcome is Outcome.CANNOT_BE_CHECKED
    assert "not UTF-8 text" in repr(verdict)


def test_what_a_learner_typed_into_a_file_is_shown_as_text(tmp_path: Path) -> None:
    space = temporary_workspace()
    space.write_text("practice.toml", 'age_bands = ["<img src=x onerror=alert(1)>![](http://x.example/)"]')
    shown = mark(question_of("artefact", tmp_path), None, space)._repr_html_()
    assert "<img" not in shown
    assert "&lt;img" in shown
