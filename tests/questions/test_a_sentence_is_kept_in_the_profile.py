"""A text that a question keeps in a file of its room too, beside all else that stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach import checks
from outreach.channels.checks import problem_of
from outreach.channels.planning.plan_reading import WrittenPlan
from outreach.checks import Fine, Keeper, Kept, NotMade, Problem, Unreadable, find_check, find_keeper, register_keeper
from outreach.course.ask import QuestionView
from outreach.course.contracts import broken_contracts
from outreach.course.question_file import read_questions
from outreach.course.questions import Text
from outreach.course.record import answer_of, reset
from outreach.errors import OutreachError, SourceError
from outreach.form import Form
from outreach.practice import Practice, load_practice, save_practice
from outreach.practice_form import PracticeView
from outreach.practice_keeping import LONGEST_PURPOSE
from outreach.workspace import Workspace, make_learner_folder, temporary_workspace
from tests.questions.samples import ARTEFACT, CHOICE, TEXT, question_of, read

KEPT = TEXT.replace("reference =", 'keeps_in = "practice.purpose"\nreference =')
PURPOSE = "Help people who care for a parent feel less alone."


def purpose_question(tmp_path: Path) -> Text:
    [question] = read(KEPT, tmp_path)
    assert isinstance(question, Text)
    return question


def opened(tmp_path: Path, space: Workspace | None = None) -> tuple[QuestionView, Form]:
    view = QuestionView(purpose_question(tmp_path), space or make_learner_folder(tmp_path / "learner"))
    return view, view.widget()


def type_in(form: Form, **values: object) -> None:
    """Do what the browser does when somebody edits a field."""
    form.set_state({"values": {**form.values, **values}, "edits": form.edits + 1})


# Keeping.


def test_a_purpose_is_in_the_profile_as_soon_as_it_is_typed(tmp_path: Path) -> None:
    view, form = opened(tmp_path)
    type_in(form, text="Help people who")
    assert load_practice(view.space).purpose == "Help people who"
    type_in(form, text=PURPOSE)
    assert load_practice(view.space).purpose == PURPOSE
    assert form.kept == form.edits
    assert PracticeView(view.space).widget().values["purpose"] == PURPOSE


def test_an_answer_from_code_is_kept_in_the_profile_too(tmp_path: Path) -> None:
    view, _ = opened(tmp_path)
    view.answer({"text": PURPOSE, "met": []})
    assert load_practice(view.space).purpose == PURPOSE
    view.answer("Another sentence of a few words.")
    assert load_practice(view.space).purpose == "Another sentence of a few words."


def test_a_check_keeps_what_is_on_file_now_and_not_what_an_older_window_shows(tmp_path: Path) -> None:
    view, older = opened(tmp_path)
    type_in(older, text="An old sentence of some words.")
    _, newer = opened(tmp_path, Workspace(view.space.folder))
    type_in(newer, text=PURPOSE)
    save_practice(view.space, Practice(name="Elm and Ash"))
    older.press("check")
    assert load_practice(view.space) == Practice(name="Elm and Ash", purpose=PURPOSE)


LEFT = "Your profile holds other words now; they were left as they are."
NEWER = "Other words that came later, in the profile."


def test_a_check_puts_no_older_words_over_those_that_came_to_the_profile_since(tmp_path: Path) -> None:
    view, form = opened(tmp_path)
    type_in(form, text=PURPOSE)
    type_in(PracticeView(Workspace(view.space.folder)).widget(), purpose=NEWER)
    _, another = opened(tmp_path, Workspace(view.space.folder))
    for window in (form, another):
        window.press("check")
        assert load_practice(view.space).purpose == NEWER
        assert LEFT in window.status_html
        assert "Read your text once more" in window.status_html
    type_in(another, text="Help people who care for a child.")
    assert load_practice(view.space).purpose == "Help people who care for a child."
    another.press("check")
    assert LEFT not in another.status_html


def test_a_check_takes_back_no_choice_between_two_texts_that_were_typed_here(tmp_path: Path) -> None:
    view, first = opened(tmp_path)
    type_in(first, text=PURPOSE)
    _, second = opened(tmp_path, Workspace(view.space.folder))
    type_in(second, text="A second sentence of some words.")
    type_in(PracticeView(Workspace(view.space.folder)).widget(), purpose=PURPOSE)
    first.press("check")
    assert load_practice(view.space).purpose == PURPOSE


def test_an_answer_from_code_that_says_nothing_new_takes_nothing_back_either(tmp_path: Path) -> None:
    view, form = opened(tmp_path)
    view.answer(PURPOSE)
    save_practice(view.space, Practice(purpose=NEWER))
    view.answer({"text": PURPOSE, "met": ["reader"]})
    assert load_practice(view.space).purpose == NEWER
    assert LEFT in form.status_html


def test_a_check_gives_what_could_not_be_given_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view, form = opened(tmp_path)
    type_in(form, text="An old sentence of some words.")
    monkeypatch.setattr("outreach.workspace.LOCK_SECONDS", 0.05)
    with Workspace(view.space.folder).lock("practice.toml"):
        type_in(form, text=f"  {PURPOSE}\n")
    assert load_practice(view.space).purpose == "An old sentence of some words."
    form.press("check")
    assert load_practice(view.space).purpose == PURPOSE
    assert LEFT not in form.status_html


def test_the_rest_of_the_profile_stays_and_the_profile_form_takes_nothing_back(tmp_path: Path) -> None:
    view, form = opened(tmp_path)
    profile = PracticeView(Workspace(view.space.folder)).widget()
    type_in(profile, serves="parents")
    type_in(form, text=PURPOSE)
    type_in(profile, hours_per_week="3")
    assert load_practice(view.space) == Practice(serves="parents", purpose=PURPOSE, hours_per_week=3.0)


def test_a_text_on_several_lines_is_one_line_in_the_profile(tmp_path: Path) -> None:
    view, form = opened(tmp_path)
    type_in(form, text="  Help people\r\n\r\n\twho care\u2028for a parent. ")
    assert load_practice(view.space).purpose == "Help people who care for a parent."
    assert answer_of(view.space, "sample.text")["text"] == "  Help people\r\n\r\n\twho care\u2028for a parent. "


def test_a_text_that_is_too_long_is_kept_with_the_question_and_the_status_says_so(tmp_path: Path) -> None:
    view, form = opened(tmp_path)
    most = "a" * LONGEST_PURPOSE
    type_in(form, text=most)
    assert load_practice(view.space).purpose == most
    assert form.status_html == ""
    type_in(form, text=f"{most}b")
    assert load_practice(view.space).purpose == most
    assert answer_of(view.space, "sample.text")["text"] == f"{most}b"
    assert "at most 300 characters, and this one has 301" in form.status_html
    assert form.kept_well
    form.press("check")
    assert "at most 300 characters" in form.status_html
    assert "This is short" in form.status_html
    type_in(form, text=most)
    assert "300" not in form.status_html


def test_the_status_is_quiet_again_once_the_text_fits(tmp_path: Path) -> None:
    _, form = opened(tmp_path)
    type_in(form, text="a" * 400)
    type_in(form, text="a" * 40)
    assert form.status_html == ""


def test_a_ticked_point_touches_no_profile(tmp_path: Path) -> None:
    view, form = opened(tmp_path)
    type_in(form, met=["reader"])
    assert not view.space.path("practice.toml").exists()


def test_opening_checking_or_starting_over_without_a_text_leaves_the_purpose_as_it_is(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    save_practice(space, Practice(purpose=PURPOSE))
    view, form = opened(tmp_path, space)
    assert form.values["text"] == ""
    form.press("check")
    form.press("reset")
    reset(space, view.question.id)
    view.answer("  ")
    assert load_practice(space).purpose == PURPOSE


def test_starting_over_empties_the_question_and_not_the_profile(tmp_path: Path) -> None:
    view, form = opened(tmp_path)
    type_in(form, text=PURPOSE)
    form.press("check")
    form.press("reset")
    assert form.values["text"] == ""
    assert load_practice(view.space).purpose == PURPOSE


def test_starting_over_forgets_what_was_said_of_a_text_that_was_too_long(tmp_path: Path) -> None:
    _, form = opened(tmp_path)
    type_in(form, text="a" * 400)
    form.press("reset")
    type_in(form, met=["reader"])
    assert form.status_html == ""


def test_a_text_that_its_writer_deletes_is_gone_from_the_profile(tmp_path: Path) -> None:
    view, form = opened(tmp_path)
    type_in(form, text=PURPOSE)
    type_in(form, text="")
    assert load_practice(view.space).purpose == ""


def test_a_damaged_profile_is_set_aside_and_said(tmp_path: Path) -> None:
    view, form = opened(tmp_path)
    view.space.path("practice.toml").write_text("serves = parents\n", encoding="utf-8")
    type_in(form, text=PURPOSE)
    [aside] = view.space.work.glob("practice.damaged-*.toml")
    assert aside.read_text(encoding="utf-8") == "serves = parents\n"
    assert f"is kept as my-work/{aside.name}" in form.status_html
    assert load_practice(view.space).purpose == PURPOSE


def test_a_profile_that_cannot_be_written_now_costs_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view, form = opened(tmp_path)
    monkeypatch.setattr("outreach.workspace.LOCK_SECONDS", 0.05)
    with Workspace(view.space.folder).lock("practice.toml"):
        type_in(form, text=PURPOSE)
    assert answer_of(view.space, "sample.text")["text"] == PURPOSE
    assert "Your answer is kept. Another window has been saving my-work/practice.toml" in form.status_html
    assert form.kept_well
    form.press("check")
    assert load_practice(view.space).purpose == PURPOSE


@pytest.mark.parametrize(
    "hostile", ['"""\n[x]\n', "<img src=x onerror=alert(1)>", "half \ud83d an emoji", "\x00\x1b[31m"]
)
def test_hostile_text_makes_no_other_setting(tmp_path: Path, hostile: str) -> None:
    view, form = opened(tmp_path)
    type_in(form, text=f"Help people {hostile}")
    kept = load_practice(view.space)
    assert kept.purpose.startswith("Help people")
    assert kept == Practice(purpose=kept.purpose)


def test_a_worked_answer_touches_no_learner_s_profile(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    save_practice(space, Practice(purpose=PURPOSE))
    QuestionView(purpose_question(tmp_path), temporary_workspace()).answer("A worked sentence of some words.")
    assert load_practice(space).purpose == PURPOSE


def test_a_text_question_that_keeps_nothing_elsewhere_makes_no_profile(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    QuestionView(question_of("text", tmp_path), space).answer(PURPOSE)
    assert not space.path("practice.toml").exists()


def test_a_question_says_of_any_keeper_what_its_own_place_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawer = {"holds": ""}

    def keep(_space: Workspace, text: str) -> Kept:
        drawer["holds"] = text.upper()
        return Kept(drawer["holds"], "It was put into the drawer.")

    monkeypatch.setattr(checks, "_keepers", {})
    register_keeper("practice.purpose", Keeper("Your drawer", keep, lambda _space: drawer["holds"]))
    _, form = opened(tmp_path)
    type_in(form, text=PURPOSE)
    assert "It was put into the drawer." in form.status_html
    form.press("check")
    assert "Your drawer holds other words now" not in form.status_html
    drawer["holds"] = "OTHER WORDS"
    form.press("check")
    assert "Your drawer holds other words now; they were left as they are." in form.status_html
    assert drawer["holds"] == "OTHER WORDS"


def test_a_keeper_says_what_it_holds_of_a_text_and_that_it_holds_nothing_of_one_too_long(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    keeper = find_keeper("practice.purpose")
    assert keeper.keep(space, "  Help\n people\ud83d ") == Kept("Help people\ufffd")
    assert keeper.held(space) == "Help people\ufffd"
    refused = keeper.keep(space, "x" * (LONGEST_PURPOSE + 1))
    assert refused.held is None
    assert "301" in refused.note
    assert keeper.held(space) == "Help people\ufffd"


# Finding a keeper, and what an author may write.


def test_a_keeper_is_found_by_name_and_an_unknown_one_gets_a_sentence() -> None:
    assert find_keeper("practice.purpose") is find_keeper("practice.purpose")
    for unknown in ("practice.purpos", "practise.purpose", "purpose", ".purpose", "os.system", "../x.y"):
        with pytest.raises(OutreachError, match="no keeper called"):
            find_keeper(unknown)


def test_two_keepers_of_one_name_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_keepers", {})
    one = Keeper("Your drawer", keep=lambda _space, text: Kept(text), held=lambda _space: "")
    register_keeper("sample.one", one)
    with pytest.raises(ValueError, match=r"two keepers are called 'sample\.one'"):
        register_keeper("sample.one", one)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (KEPT.replace('"practice.purpose"', '"purpose"'), "the name of a keeper was expected"),
        (KEPT.replace('"practice.purpose"', '""'), "'keeps_in' is empty"),
        (KEPT.replace('"practice.purpose"', "3"), "'keeps_in' is empty or is not text"),
        (KEPT.replace("keeps_in", "keep_in"), "'keep_in', which is not known"),
        (CHOICE.replace("hints =", 'keeps_in = "practice.purpose"\nhints ='), "'keeps_in', which is not known"),
        (ARTEFACT.replace("hints =", 'keeps_in = "practice.purpose"\nhints ='), "'keeps_in', which is not known"),
    ],
)
def test_a_keeper_that_is_named_wrongly_stops_the_build(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "questions.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=said):
        read_questions(path)


def test_the_contract_holds_for_a_text_with_a_keeper_and_breaks_without_one(tmp_path: Path) -> None:
    assert broken_contracts(purpose_question(tmp_path)) == []
    [nowhere] = read(KEPT.replace("practice.purpose", "practice.porpoise"), tmp_path)
    [broken] = broken_contracts(nowhere)
    assert "There is no keeper called 'practice.porpoise'" in broken
    [long] = read(KEPT.replace("A plain sentence", f"A plain sentence {'so ' * 100}"), tmp_path)
    [broken] = broken_contracts(long)
    assert "does not take the reference answer" in broken


# The check of a purpose.


@pytest.mark.parametrize(
    ("purpose", "result"),
    [
        ("", NotMade()),
        ("Help more people", Problem("too-short", {"words": "3"})),
        ("- - - - - - -", Problem("too-short", {"words": "0"})),
        ("Help people in our county", Fine()),
        ("帮助照顾父母的人不那么孤单", Fine()),
    ],
)
def test_a_purpose_has_at_least_five_words(tmp_path: Path, purpose: str, result: object) -> None:
    space = make_learner_folder(tmp_path / "learner")
    assert find_check("practice.purpose")(space) == NotMade()
    save_practice(space, Practice(purpose=purpose))
    assert find_check("practice.purpose")(space) == result


@pytest.mark.parametrize(
    "purpose",
    [
        "Help more people",
        "Help people in our county",
        "- - - - - -",
        "帮助照顾父母的人不那么孤单",
        "帮助父母",
        "कम करना",
    ],
)
def test_the_check_of_the_plan_holds_a_purpose_to_be_whole_where_this_one_does(tmp_path: Path, purpose: str) -> None:
    space = make_learner_folder(tmp_path / "learner")
    save_practice(space, Practice(purpose=purpose))
    is_whole = find_check("practice.purpose")(space) == Fine()
    assert (problem_of(WrittenPlan(purpose=purpose)) != Problem("no-purpose")) == is_whole


def test_a_profile_that_cannot_be_read_cannot_be_checked_for_a_purpose(tmp_path: Path) -> None:
    space = make_learner_folder(tmp_path / "learner")
    space.path("practice.toml").write_text("purpose = 3\n", encoding="utf-8")
    assert isinstance(find_check("practice.purpose")(space), Unreadable)
