"""The course map with its buttons, and the practice profile as a form."""

from __future__ import annotations

import json
import math
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from outreach.course.ask import QuestionView
from outreach.course.contracts import reference_of
from outreach.course.outline import course_home, read_outline
from outreach.course.progress import CourseMap
from outreach.course.question_file import all_questions
from outreach.course.questions import Artefact
from outreach.errors import OutreachError
from outreach.form import Form
from outreach.practice import (
    SETTLED,
    Practice,
    checked,
    load_practice,
    practice_from,
    read_practice,
    save_practice,
    write_practice,
)
from outreach.practice_form import PracticeView
from outreach.workspace import Workspace, make_learner_folder, temporary_workspace

HOME = course_home()
QUESTIONS = [question for question in all_questions(HOME).values() if not isinstance(question, Artefact)]


def a_map(space: Workspace) -> tuple[CourseMap, Form]:
    view = CourseMap(HOME, read_outline(HOME), space)
    return view, view.widget()


def answered(space: Workspace) -> None:
    for question in QUESTIONS[:2]:
        QuestionView(question, space).answer(reference_of(question))


def type_in(form: Form, **values: object) -> None:
    form.set_state({"values": {**form.values, **values}, "edits": form.edits + 1})


def test_the_map_counts_what_is_done_and_survives_a_new_day(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    assert a_map(space)[0].summary().startswith("Your course map: 0 of ")
    answered(space)
    later, form = a_map(Workspace(space.folder))
    assert later.summary().startswith("Your course map: 2 of ")
    assert form.prompt_html.count("<strong>done</strong>") == 2


def test_reset_all_is_asked_twice_and_keeps_the_profile(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    answered(space)
    save_practice(space, Practice(serves="parents"))
    view, form = a_map(space)
    form.press("reset-all")
    assert view.summary().startswith("Your course map: 2 of ")
    assert [button["label"] for button in form.buttons] == ["No, keep my answers", "Yes, start all over"]
    form.press("no")
    assert view.summary().startswith("Your course map: 2 of ")
    form.press("reset-all")
    form.press("reset-all")
    assert view.summary().startswith("Your course map: 0 of ")
    assert load_practice(space).serves == "parents"


def test_a_yes_to_one_thing_is_no_yes_to_another(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    answered(space)
    view, form = a_map(space)
    form.press("reset-all")
    form.press("delete")
    assert view.summary().startswith("Your course map: 2 of ")


def test_resetting_one_question_redraws_the_form_that_is_open(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    question = QUESTIONS[0]
    view = QuestionView(question, space)
    form = view.widget()
    view.answer(reference_of(question))
    _, buttons = a_map(space)
    type_in(buttons, question=question.id)
    buttons.press("reset-one")
    assert form.values == {"value": None}
    assert "is fresh again" in buttons.status_html


def test_a_copy_holds_everything_that_the_learner_made(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    answered(space)
    space.write_text("channel-plan.md", "# My plan\n")
    _, form = a_map(space)
    form.press("copy")
    [copy] = space.folder.glob("my-work-copy-*.zip")
    assert copy.name in form.status_html
    with zipfile.ZipFile(copy) as archive:
        assert sorted(archive.namelist()) == [
            "my-work/answers.json",
            "my-work/channel-plan.md",
            "my-work/progress.json",
        ]


def a_notebook_with_traces(folder: Path) -> Path:
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "widgets": {"state": {"x": {"values": {"text": "a private sentence"}}}},
            "kernelspec": {"name": "python3"},
        },
        "cells": [
            {
                "cell_type": "code",
                "id": "a",
                "metadata": {},
                "source": "ask('x.y')",
                "execution_count": 3,
                "outputs": [
                    {"output_type": "display_data", "metadata": {}, "data": {"text/plain": "a private sentence"}}
                ],
            },
            {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "my own note"},
        ],
    }
    path = folder / "exercises" / "02-choose-channels.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (path.parent / ".ipynb_checkpoints").mkdir()
    (path.parent / ".ipynb_checkpoints" / "copy.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return path


def test_deleting_leaves_no_word_of_the_learner_anywhere_in_the_folder(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    answered(space)
    notebook = a_notebook_with_traces(space.folder)
    space.write_text("drafts/first-post.md", "a private sentence")
    space.log_problem("a test", ValueError("a private sentence"))
    (space.hidden / "previous" / "1").mkdir(parents=True)
    (space.hidden / "previous" / "1" / "old.ipynb").write_text("a private sentence", encoding="utf-8")
    _, form = a_map(space)
    form.press("delete")
    form.press("delete")
    assert "Deleted: 3 files" in form.status_html
    left = [path for path in space.folder.rglob("*") if path.is_file() and b"private" in path.read_bytes()]
    assert left == []
    assert list(space.work.iterdir()) == []
    assert json.loads(notebook.read_text(encoding="utf-8"))["cells"][1]["source"] == "my own note"


def test_the_profile_keeps_each_field_as_it_is_typed(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    form = PracticeView(space).widget()
    type_in(form, serves="adults who care for a parent")
    type_in(form, age_bands=["65+", "50-64"])
    type_in(form, hours_per_week="2.5")
    type_in(form, confidentiality_ceiling="1")
    assert load_practice(space) == Practice(
        serves="adults who care for a parent", age_bands=("50-64", "65+"), hours_per_week=2.5, confidentiality_ceiling=1
    )
    assert PracticeView(Workspace(space.folder)).widget().values["age_bands"] == ["50-64", "65+"]


def test_a_purpose_and_what_is_settled_are_kept_and_shown(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    form = PracticeView(space).widget()
    type_in(form, purpose=" Help people who care for a parent feel less alone. ")
    type_in(form, settled=["membership", "reviews"])
    kept = load_practice(space)
    assert kept.purpose == "Help people who care for a parent feel less alone."
    assert kept.settled == ("reviews", "membership")
    again = PracticeView(Workspace(space.folder))
    assert again.widget().values["settled"] == ["reviews", "membership"]
    assert "\n  Your purpose, in one sentence: Help people who care for a parent feel less alone.\n" in again.summary()
    assert f"\n  Which of these have you settled: {SETTLED['reviews']}; {SETTLED['membership']}" in again.summary()


def test_what_is_no_longer_settled_is_taken_back(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    save_practice(space, Practice(purpose="parents", settled=tuple(SETTLED)))
    form = PracticeView(space).widget()
    type_in(form, settled=[])
    type_in(form, purpose="")
    assert load_practice(space) == Practice()


def test_a_profile_from_before_these_fields_is_read() -> None:
    old = read_practice('serves = "parents"\nhours_per_week = 3\n')
    assert (old.purpose, old.settled) == ("", ())


def test_the_form_asks_for_the_license_in_american_spelling() -> None:
    page = PracticeView(temporary_workspace()).page()
    assert "Your license" in page
    assert "licence" not in page


@pytest.mark.parametrize("typed", ["three", "-1", "1e9", "nan", "3 or 4"])
def test_a_bad_number_is_said_and_the_rest_is_kept(tmp_path: Path, typed: str) -> None:
    space = make_learner_folder(tmp_path / "learner")
    form = PracticeView(space).widget()
    type_in(form, hours_per_week="2")
    type_in(form, hours_per_week=typed)
    assert f"{typed!r}" in form.status_html.replace("&#x27;", "'")
    assert form.status_kind == "trouble"
    type_in(form, serves="parents")
    assert (load_practice(space).serves, load_practice(space).hours_per_week) == ("parents", 2.0)


def test_a_profile_edited_by_hand_into_nonsense_is_set_aside_at_the_next_edit_only(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    space.path("practice.toml").write_text("serves = parents\n", encoding="utf-8")
    form = PracticeView(space).widget()
    assert "could not be read as a settings file" in form.status_html
    assert space.path("practice.toml").read_text(encoding="utf-8") == "serves = parents\n"
    type_in(form, serves="parents")
    [aside] = space.work.glob("practice.damaged-*.toml")
    assert aside.read_text(encoding="utf-8") == "serves = parents\n"
    assert load_practice(space).serves == "parents"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"nmae": "x"}, "no field called 'nmae'"),
        ({"goals": "public"}, "a list was expected"),
        ({"goals": ["fame"]}, "holds 'fame'"),
        ({"settled": "reviews"}, "a list was expected"),
        ({"settled": ["reviews", "all of it"]}, "holds 'all of it'; expected one of: reviews, general-answers, member"),
        ({"purpose": ["help"]}, "words were expected"),
        ({"purpose": "x" * 2001}, "2,000 is the most"),
        ({"serves": 3}, "words were expected"),
        ({"serves": "x" * 2001}, "2,000 is the most"),
        ({"hours_per_week": True}, "a number from 0 to 80"),
        ({"confidentiality_ceiling": 4}, "from 0 to 3"),
    ],
)
def test_a_profile_file_with_an_odd_value_gets_a_sentence(values: dict[str, object], said: str) -> None:
    with pytest.raises(OutreachError, match=said):
        practice_from(values)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("hours_per_week", math.nan, "'hours per week' holds nan; a number from 0 to 80"),
        ("hours_per_week", -1, "holds -1; a number from 0 to 80"),
        ("hours_per_week", 10**400, "a number from 0 to 80"),
        pytest.param("hours_per_week", 10**5000, "something too long to show; a number from 0", id="a giant"),
        ("money_per_month", math.inf, "holds inf; a number from 0 to 100,000"),
        ("money_per_month", [3], "holds \\[3\\]; a number from 0 to 100,000"),
        ("goals", "public", "'goals' holds 'public'; a list was expected"),
        ("goals", None, "'goals' holds None; a list was expected"),
        ("will_not_do", ("dance",), "'will not do' holds 'dance'; expected one of"),
        ("ways_of_giving", (["writing"],), "expected one of"),
        ("confidentiality_ceiling", 0.5, "holds 0.5; expected a whole number from 0 to 3"),
        ("confidentiality_ceiling", 7, "holds 7; expected a whole number"),
        ("confidentiality_ceiling", -1, "holds -1; expected a whole number"),
        ("name", None, "'name' holds None; words were expected"),
        ("serves", None, "'serves' holds None; words were expected"),
        ("licence", 3, "'licence' holds 3; words were expected"),
        ("purpose", "x" * 2001, "2,000 is the most"),
    ],
)
def test_a_practice_made_by_hand_is_checked_like_a_file(field: str, value: Any, said: str) -> None:
    with pytest.raises(OutreachError, match=said):
        checked(replace(Practice(), **{field: value}))


def test_a_sound_practice_passes_as_it_is_and_anything_else_is_none() -> None:
    sound = Practice(name="Elm and Ash", goals=("public", "peers"), hours_per_week=3.0, confidentiality_ceiling=2)
    assert checked(sound) == sound
    assert checked(Practice()) == Practice()
    others: list[Any] = [None, {}, "juniper-street", Practice, 10**5000]
    for other in others:
        with pytest.raises(OutreachError, match="A practice was expected"):
            checked(other)


def test_the_profile_file_is_read_as_it_is_written() -> None:
    hostile = Practice(
        name='"""\n[x]\n# \\u0000 \u202e',
        place="<script>alert(1)</script>",
        purpose='"]\nsettled = [',
        settled=("reviews",),
    )
    assert read_practice(write_practice(hostile)) == hostile


def test_a_hostile_profile_is_shown_as_text() -> None:
    space = temporary_workspace()
    save_practice(space, Practice(name="<img src=x onerror=alert(1)>"))
    assert "<img" not in PracticeView(space).page()


def test_two_open_profiles_take_nothing_away_from_each_other(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    first, second = PracticeView(space).widget(), PracticeView(Workspace(space.folder)).widget()
    type_in(first, serves="parents")
    type_in(first, hours_per_week="3")
    type_in(second, name="Elm and Ash")
    kept = load_practice(space)
    assert (kept.serves, kept.hours_per_week, kept.name) == ("parents", 3.0, "Elm and Ash")


def test_an_edit_by_hand_survives_the_next_letter_in_the_form(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    form = PracticeView(space).widget()
    space.path("practice.toml").write_text('place = "Port Ellery"\n', encoding="utf-8")
    type_in(form, serves="parents")
    assert (load_practice(space).place, load_practice(space).serves) == ("Port Ellery", "parents")


def test_a_form_says_kept_only_when_it_was(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    form = PracticeView(space).widget()
    type_in(form, hours_per_week="about three")
    assert (form.kept, form.kept_well) == (form.edits, False)
    type_in(form, hours_per_week="3")
    assert form.kept_well


def test_half_an_emoji_is_kept_as_a_question_mark_and_stops_nothing(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    form = PracticeView(space).widget()
    type_in(form, serves="parents \ud83d")
    type_in(form, place="here")
    assert load_practice(space).place == "here"
    assert load_practice(space).serves.startswith("parents")


ODD_FILES = {
    "a list in a list": b'age_bands = [["18-29"]]',
    "a table in a list": b"goals = [{a = 1}]",
    "a number of four hundred digits": b"hours_per_week = " + b"9" * 400,
    "a number of five thousand digits": b"hours_per_week = " + b"9" * 5000,
    "nested too deep": b"x = " + b"[" * 5000 + b"]" * 5000,
    "another encoding": "serves = 'Männer'".encode("latin-1"),
    "a huge wrong value": b'goals = "' + b"x" * 100_000 + b'"',
}


@pytest.mark.parametrize("what", ODD_FILES)
def test_an_odd_profile_file_gets_a_short_sentence_and_stays(tmp_path: Path, what: str) -> None:
    space = make_learner_folder(tmp_path / "learner")
    space.path("practice.toml").write_bytes(ODD_FILES[what])
    form = PracticeView(space).widget()
    assert 20 < len(form.status_html) < 400
    assert space.path("practice.toml").read_bytes() == ODD_FILES[what]
    with pytest.raises(OutreachError):
        load_practice(space)


def test_signs_that_nobody_sees_are_not_shown() -> None:
    space = temporary_workspace()
    save_practice(space, Practice(name="Elm\x1b[31m\u202e and\nWeights: forged"))
    shown = PracticeView(space).summary() + PracticeView(space).page()
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "Elm[31m and Weights: forged" in shown
