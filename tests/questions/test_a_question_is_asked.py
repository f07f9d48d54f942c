"""The form of a question: checking, hints, the explanation, and what is kept of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from outreach import checks
from outreach.course.ask import QuestionView, ask
from outreach.course.marking import LONGEST_NUMBER, mark, read_number
from outreach.course.record import answer_of, record_of
from outreach.errors import OutreachError
from outreach.form import Form
from outreach.workspace import Workspace, make_learner_folder, temporary_workspace
from tests.questions.samples import ALL, ARTEFACT, question_of, read


def asked(kind: str, tmp_path: Path, space: Workspace | None = None) -> tuple[QuestionView, Form]:
    view = QuestionView(question_of(kind, tmp_path), space or make_learner_folder(tmp_path / "learner"))
    return view, view.widget()


def type_in(form: Form, **values: object) -> None:
    """Do what the browser does when somebody edits a field."""
    form.set_state({"values": {**form.values, **values}, "edits": form.edits + 1})


def labels(form: Form) -> list[str]:
    return [button["label"] for button in form.buttons]


def titles(form: Form) -> list[str]:
    return [section["title"] for section in form.sections]


def shown(form: Form) -> list[str]:
    return [field["name"] for field in form.fields if not field["hidden"]]


@pytest.mark.parametrize("kind", ALL)
def test_an_untouched_question_says_so_in_its_last_line(tmp_path: Path, kind: str) -> None:
    view = QuestionView(question_of(kind, tmp_path), temporary_workspace())
    assert view.summary().splitlines()[-1] == "not attempted"
    assert view.summary() == QuestionView(question_of(kind, tmp_path), temporary_workspace()).summary()


def test_checking_nothing_is_not_attempted_and_leaves_no_trace(tmp_path: Path) -> None:
    view, form = asked("choice", tmp_path)
    form.press("check")
    assert "Not attempted" in form.status_html
    assert not view.space.path("progress.json").exists()


def test_wrong_then_right(tmp_path: Path) -> None:
    view, form = asked("choice", tmp_path)
    type_in(form, value="one")
    form.press("check")
    assert "The first is tempting, and it is off." in form.status_html
    assert form.status_kind == "not-yet"
    type_in(form, value="two")
    assert "Changed since you last pressed Check" in form.status_html
    form.press("check")
    assert "Yes, because it holds." in form.status_html
    assert form.status_kind == "good"
    assert (record_of(view.space, "sample.choice").outcome, record_of(view.space, "sample.choice").tries) == (
        "correct",
        2,
    )


def test_hints_open_one_by_one_and_stay_open(tmp_path: Path) -> None:
    view, form = asked("choice", tmp_path)
    assert "Show a hint (3 left)" in labels(form)
    form.press("hint")
    assert titles(form) == ["Hint 1 of 3"]
    form.press("hint")
    form.press("hint")
    assert titles(form) == ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3"]
    assert not any("hint" in label for label in labels(form))
    form.press("hint")
    reopened = QuestionView(view.question, view.space).widget()
    assert titles(reopened) == ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3"]


def test_the_explanation_opens_after_two_tries(tmp_path: Path) -> None:
    _, form = asked("choice", tmp_path)
    for value in ("one", "three"):
        assert "The worked explanation" not in titles(form)
        type_in(form, value=value)
        form.press("check")
    assert "The worked explanation" in titles(form)


def test_the_explanation_opens_on_an_honest_show_me_and_that_is_kept(tmp_path: Path) -> None:
    view, form = asked("choice", tmp_path)
    form.press("show")
    assert titles(form) == ["The worked explanation"]
    assert "step by step" in form.sections[0]["html"]
    assert record_of(view.space, "sample.choice").shown
    assert record_of(view.space, "sample.choice").outcome == "not attempted"


def test_what_the_page_gets_before_an_answer_holds_no_secret(tmp_path: Path) -> None:
    for kind in ALL:
        view, form = asked(kind, tmp_path, temporary_workspace())
        sent = json.dumps(form.get_state(), default=str) + view.page() + view.summary()
        for secret in (view.question.explanation, view.question.right, *view.question.hints):
            assert secret not in sent


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("choice", {"value": "one"}),
        ("choices", {"value": ["one", "three"]}),
        ("number", {"value": "4,"}),
        ("order", {"value": ["two", "one", "three"]}),
        ("text", {"text": "Half a sent", "met": ["reader"], "stand_by": []}),
    ],
)
def test_what_was_typed_is_there_in_another_notebook_before_any_check(
    tmp_path: Path, kind: str, values: dict[str, object]
) -> None:
    view, form = asked(kind, tmp_path)
    for name, value in values.items():
        type_in(form, **{name: value})
    elsewhere = QuestionView(view.question, Workspace(view.space.folder)).widget()
    assert elsewhere.values == values
    assert form.kept == form.edits > 0


def test_progress_never_holds_what_was_typed(tmp_path: Path) -> None:
    view, form = asked("text", tmp_path)
    type_in(form, text="A very private sentence about my practice and nobody else.", met=["reader", "plain"])
    form.press("check")
    assert "private" in view.space.path("answers.json").read_text(encoding="utf-8")
    kept = json.loads(view.space.path("progress.json").read_text(encoding="utf-8"))
    assert set(kept["questions"]["sample.text"]) == {"first", "last", "outcome", "tries"}


def test_an_answer_from_code_gets_the_verdict_of_the_check_button(tmp_path: Path) -> None:
    view, form = asked("choice", tmp_path)
    verdict = view.answer("one")
    assert repr(verdict) == "sample.choice: not yet. The first is tempting, and it is off."
    assert verdict._repr_html_() == form.status_html
    assert form.values == {"value": "one"}
    assert repr(view.answer("two")) == "sample.choice: correct. Yes, because it holds."


def test_start_over_forgets_this_question_only(tmp_path: Path) -> None:
    view, form = asked("choice", tmp_path)
    other = QuestionView(question_of("number", tmp_path), view.space)
    other.answer("9")
    type_in(form, value="one")
    form.press("check")
    form.press("reset")
    assert form.values == {"value": None}
    assert view.summary().splitlines()[-1] == "not attempted"
    assert "Start over" not in labels(form)
    assert QuestionView(other.question, view.space).summary().splitlines()[-1] == "not yet"


def test_the_remarks_can_be_overruled_by_the_writer(tmp_path: Path) -> None:
    _, form = asked("text", tmp_path)
    assert shown(form) == ["text", "met"]
    type_in(form, text="Help.")
    type_in(form, met=["reader", "plain"])
    form.press("check")
    assert "This is short" in form.status_html
    assert shown(form) == ["text", "met", "stand_by"]
    type_in(form, stand_by=["yes"])
    form.press("check")
    assert form.status_kind == "good"
    assert "Complete by your own marking" in form.status_html


def test_a_crash_inside_a_check_becomes_a_kind_sentence_and_is_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_space: Workspace) -> checks.Result:
        msg = "a fault of the course"
        raise RuntimeError(msg)

    monkeypatch.setitem(checks._registered, "practice.profile", broken)
    [question] = read(ARTEFACT, tmp_path)
    space = make_learner_folder(tmp_path / "learner")
    verdict = QuestionView(question, space).answer()
    assert verdict.outcome == "cannot be checked"
    assert "not your mistake" in verdict.message
    log = (space.hidden / "problems.log").read_text(encoding="utf-8")
    assert "checking sample.artefact" in log
    assert "RuntimeError: a fault of the course" in log


def test_an_answer_that_cannot_be_kept_is_said_at_once(tmp_path: Path) -> None:
    view, form = asked("choice", tmp_path)
    view.space.path("answers.json").write_text('{"form": 99}', encoding="utf-8")
    type_in(form, value="one")
    assert "newer course" in form.status_html
    assert form.status_kind == "trouble"


def test_a_damaged_file_is_reported_where_the_learner_looks(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    space.path("answers.json").write_bytes(b"{half")
    _, form = asked("choice", tmp_path, space)
    assert "It is kept as my-work/answers.damaged-" in form.status_html


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("left", ["a text", 7, ["nosuch"], {"odd": []}, None, True])
def test_an_answer_to_an_older_form_of_a_question_breaks_nothing(tmp_path: Path, kind: str, left: object) -> None:
    space = make_learner_folder(tmp_path / "learner")
    space.update_json("answers.json", lambda _: {"answers": {f"sample.{kind}": {"value": left}}})
    view, form = asked(kind, tmp_path, space)
    form.press("check")
    assert view.summary()
    assert view.page()


def test_an_unknown_id_names_its_neighbours() -> None:
    with pytest.raises(OutreachError, match=r"no question called 'start.try-on'.*Did you mean start.try-one"):
        ask("start.try-on")


def test_outside_a_course_folder_the_form_says_that_nothing_is_kept(tmp_path: Path) -> None:
    _, form = asked("choice", tmp_path, temporary_workspace())
    assert "outside your course folder" in form.status_html
    assert not form.keeps


def test_a_press_that_no_button_stands_for_does_nothing(tmp_path: Path) -> None:
    view, form = asked("choice", tmp_path)
    type_in(form, value="one")
    for content in ({"press": "reset-everything"}, ["press"], {"press": {"name": "reset"}}, "press", None):
        form._received(form, content, [])
    assert view.summary().splitlines()[3].strip() == "(x) The first"


def test_a_press_brings_along_what_was_chosen_a_moment_before(tmp_path: Path) -> None:
    view, form = asked("choice", tmp_path)
    form._received(form, {"press": "check", "values": {"value": "one", "stranger": 1}}, [])
    assert "Not attempted" in form.status_html
    form._received(form, {"press": "check", "values": {"value": "one"}}, [])
    assert "Not attempted" not in form.status_html
    assert answer_of(view.space, view.question.id) == "one"


def test_one_question_in_two_notebooks_loses_no_words(tmp_path: Path) -> None:
    view, first = asked("text", tmp_path)
    second = QuestionView(view.question, Workspace(view.space.folder)).widget()
    type_in(first, text="A long text that took an hour.")
    type_in(second, met=["reader"])
    kept = QuestionView(view.question, Workspace(view.space.folder)).widget()
    assert kept.values["text"] == "A long text that took an hour."
    assert kept.values["met"] == ["reader"]


def test_a_field_that_the_form_does_not_have_changes_no_answer(tmp_path: Path) -> None:
    view, form = asked("choice", tmp_path)
    type_in(form, evil="one")
    assert view.summary().splitlines()[-1] == "not attempted"
    assert not view.space.path("answers.json").exists()


ODD: dict[str, object] = {
    "a set": {1, 2},
    "bytes": b"one",
    "a complex number": 1j,
    "a huge number": 10**4000,
    "a mixed list": [1, "a"],
    "a text that is none": {"text": 5},
}


@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
@pytest.mark.parametrize("kind", [kind for kind in ALL if kind != "artefact"])
def test_an_odd_answer_from_code_gets_a_sentence_and_the_question_can_be_shown_again(
    tmp_path: Path, kind: str, value: object
) -> None:
    view, _ = asked(kind, tmp_path)
    try:
        said = repr(view.answer(value))
    except OutreachError as error:
        said = str(error)
    assert len(said) < 400
    assert QuestionView(view.question, view.space).summary()
    assert QuestionView(view.question, view.space).widget()


@pytest.mark.parametrize("kind", ALL)
def test_a_number_of_thousands_of_digits_is_refused_and_the_answer_before_stays(tmp_path: Path, kind: str) -> None:
    view, _ = asked(kind, tmp_path)
    before = view.summary(), view.page()
    if kind == "artefact":
        view.answer(10**5000)
    else:
        with pytest.raises(OutreachError, match="This answer cannot be kept"):
            view.answer(10**5000)
    assert (view.summary(), view.page()) == before
    assert mark(view.question, 10**5000, view.space).outcome in {"cannot be checked", "not attempted"}


def test_a_number_of_a_thousand_digits_is_shown_in_part(tmp_path: Path) -> None:
    view, form = asked("number", tmp_path)
    view.answer(10**1000)
    assert len(max(view.summary().splitlines(), key=len)) < 200
    assert "could not be read as one number" in form.status_html


def test_a_number_is_looked_for_in_so_many_characters_and_in_no_more() -> None:
    longest = "1".ljust(LONGEST_NUMBER - 1) + "h"
    assert read_number(longest) == 1
    with pytest.raises(OutreachError, match="could not be read as one number"):
        read_number(f" {longest}")


@pytest.mark.parametrize("asked_for", [None, "", 5, ["x"], {}, pytest.param(10**5000, id="a giant"), "x" * 9000])
def test_asking_for_something_odd_gets_a_sentence(asked_for: object) -> None:
    with pytest.raises(OutreachError, match="no question called"):
        ask(asked_for)  # type: ignore[arg-type] # a learner may type anything


def test_who_stands_by_a_text_does_not_stand_by_the_next_one(tmp_path: Path) -> None:
    _, form = asked("text", tmp_path)
    type_in(form, text="Help.")
    type_in(form, met=["reader", "plain"])
    form.press("check")
    type_in(form, stand_by=["yes"])
    form.press("check")
    assert form.status_kind == "good"
    type_in(form, text="We guarantee that you will all feel better soon.")
    form.press("check")
    assert "hard to keep" in form.status_html
    assert form.values["stand_by"] == []
