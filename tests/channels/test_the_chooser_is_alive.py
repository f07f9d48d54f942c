"""The chooser: weights that move the ranking at once, a plan that is saved, and nothing that is lost."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from outreach.channels.chooser import Chooser, choose_channels
from outreach.channels.criteria import CRITERIA, CRITERION
from outreach.channels.examples import juniper_street, tomas_alone
from outreach.channels.facts import show_facts
from outreach.channels.keeping import WEIGHTS_FILE
from outreach.channels.plan import FILE_NAME
from outreach.channels.plan_reading import read_plan
from outreach.checks import Fine, find_check
from outreach.errors import OutreachError
from outreach.figure import AccessibleFigure
from outreach.form import Form
from outreach.practice import Practice, save_practice
from outreach.view import WIDGET_VIEW
from outreach.workspace import Workspace, make_learner_folder, temporary_workspace, use_workspace

DAY = date(2027, 2, 22)
PRACTICE = Practice(
    name="Elm & Ash",
    goals=("referrers",),
    age_bands=("50-64",),
    ways_of_giving=("writing",),
    hours_per_week=3,
    money_per_month=40,
    confidentiality_ceiling=2,
)


@pytest.fixture(autouse=True)
def space(tmp_path: Path) -> Iterator[Workspace]:
    folder = make_learner_folder(tmp_path / "learner")
    use_workspace(folder)
    yield folder
    use_workspace(None)


def live(view: Chooser) -> tuple[Form, AccessibleFigure, Form]:
    form, figure, below = view.widget().children
    assert isinstance(form, Form)
    assert isinstance(figure, AccessibleFigure)
    assert isinstance(below, Form)
    return form, figure, below


def move(form: Form, **weights: object) -> None:
    """Do what the page does when somebody moves a slider."""
    form.set_state({"values": {**form.values, **weights}, "edits": form.edits + 1})


def bars(figure: AccessibleFigure) -> list[str]:
    labels: list[str] = figure.figure["data"][0]["y"]
    return labels


# Moving weights.


def test_every_criterion_has_a_slider_with_its_question() -> None:
    form, _, _ = live(choose_channels(PRACTICE))
    assert [(field["name"], field["kind"]) for field in form.fields] == [(key, "range") for key in CRITERION]
    assert all(field["label"] and field["help"].endswith("?") for field in form.fields)
    assert all((field["minimum"], field["maximum"], field["unit"]) == (0, 100, "points") for field in form.fields)


def test_moving_a_weight_moves_figure_words_table_and_plan_together() -> None:
    view = choose_channels(PRACTICE)
    form, figure, below = live(view)
    assert bars(figure)[0] == "1. Your own blog"
    move(form, **{**dict.fromkeys(CRITERION, 0), "hours": 100})
    assert bars(figure)[0].endswith(("Psychology Today profile", "Google Business Profile"))
    assert figure.alt.startswith(f"Bar chart of {len(view.plan.ranking.rows)} channels. A tie")
    assert "A tie" in figure.table_html
    assert form.status_html.startswith("<p>A tie")
    assert [section["name"] for section in below.sections] == ["sure", "plan", "out"]
    assert "Tie:" in below.sections[0]["html"]
    assert view.summary().splitlines()[1].startswith("A tie")


def test_weights_that_are_all_zero_get_a_sentence_and_the_ranking_stays() -> None:
    view = choose_channels(PRACTICE)
    form, figure, _ = live(view)
    before = figure.figure
    move(form, **dict.fromkeys(CRITERION, 0))
    assert "All weights are zero" in form.status_html
    assert form.status_kind == "trouble"
    assert figure.figure == before
    move(form, search=5)
    assert form.status_kind == "plain"
    assert view.plan.ranking.weights["search"] == 1


@pytest.mark.parametrize("bad", ["a lot", None, -5, [], {"a": 1}])
def test_a_value_that_no_slider_gives_is_answered_and_not_kept(space: Workspace, bad: object) -> None:
    save_practice(space, PRACTICE)
    form, figure, _ = live(choose_channels())
    before = figure.figure
    move(form, search=bad)
    assert "a number from 0 upwards was expected" in form.status_html
    assert figure.figure == before
    assert not (space.work / WEIGHTS_FILE).exists()


def test_the_same_view_shown_twice_is_one_and_the_same() -> None:
    view = choose_channels(PRACTICE)
    assert view.widget() is view.widget()


def test_a_move_is_ready_within_tens_of_milliseconds() -> None:
    form, _, _ = live(choose_channels("juniper-street"))
    took = []
    for weight in range(20):
        before = time.perf_counter()
        move(form, search=weight)
        took.append(time.perf_counter() - before)
    assert statistics.median(took) < 0.06


# Keeping.


def test_weights_of_ones_own_practice_are_there_again_on_another_day(space: Workspace) -> None:
    save_practice(space, PRACTICE)
    form, _, _ = live(choose_channels())
    move(form, search=100, comfort=5)
    use_workspace(Workspace(space.folder))
    again = choose_channels()
    assert again.weights == {**dict.fromkeys(CRITERION, 50.0), "search": 100.0, "comfort": 5.0}
    assert live(again)[0].values == again.weights
    assert again.summary() == choose_channels().summary()


def test_playing_with_an_example_changes_nothing_of_ones_own(space: Workspace) -> None:
    form, _, _ = live(choose_channels("juniper-street"))
    move(form, search=0)
    assert not (space.work / WEIGHTS_FILE).exists()
    assert choose_channels("juniper-street").weights["search"] == 80


def test_weights_given_in_code_are_used_and_do_not_replace_those_that_are_kept(space: Workspace) -> None:
    save_practice(space, PRACTICE)
    move(live(choose_channels())[0], search=90)
    given = choose_channels(weights={"risk": 3})
    assert given.plan.ranking.weights["risk"] == 1
    move(live(given)[0], risk=50)
    assert choose_channels().weights["search"] == 90


def test_another_s_weights_can_be_tried_on() -> None:
    assert choose_channels("juniper-street", weights="tomas").weights == choose_channels("tomas").weights


def test_weights_above_a_hundred_keep_their_proportions_on_the_sliders() -> None:
    form, _, _ = live(choose_channels(PRACTICE, {"search": 400, "risk": 100}))
    assert form.values["search"] == 100
    assert form.values["risk"] == 25


@pytest.mark.parametrize(
    "damage", ['{"weights": {"serch": 5}}', '{"weights": [1, 2]}', '{"weights": {"search": -1}}', '{"weights": "much"}']
)
def test_kept_weights_that_make_no_sense_are_said_and_all_begin_the_same(space: Workspace, damage: str) -> None:
    save_practice(space, PRACTICE)
    space.write_text(WEIGHTS_FILE, damage)
    view = choose_channels()
    assert set(view.weights.values()) == {50.0}
    assert "could not be used, so all begin the same again" in view.summary()


def test_a_damaged_weights_file_is_set_aside_and_said(space: Workspace) -> None:
    save_practice(space, PRACTICE)
    space.write_text(WEIGHTS_FILE, '{"weights": {')
    form, _, _ = live(choose_channels())
    assert "could not be read" in form.status_html
    assert list(space.work.glob("channel-weights.damaged-*.json"))


# Saving the plan.


def test_the_button_saves_a_plan_that_passes_its_check_and_says_where(space: Workspace) -> None:
    save_practice(space, PRACTICE)
    _, _, below = live(choose_channels(review_on=DAY))
    assert [button["label"] for button in below.buttons] == ["Save my plan"]
    below.press("save")
    assert below.status_html == "<p>Saved as my-work/channel-plan.md.</p>"
    assert find_check("channels.plan")(space) == Fine()
    plan = read_plan(space.read_text(FILE_NAME) or "")
    assert plan.review_on == DAY
    assert "# Channel plan: Elm &amp; Ash" in (space.read_text(FILE_NAME) or "")


def test_a_plan_can_be_saved_without_a_widget_and_is_looked_at_again_in_thirteen_weeks(space: Workspace) -> None:
    saved = choose_channels(juniper_street(), "juniper-street").save()
    assert repr(saved) == "Saved as my-work/channel-plan.md."
    assert str(space.folder) not in repr(saved)
    assert saved._repr_html_() == "<p>Saved as my-work/channel-plan.md.</p>"
    plan = read_plan(space.read_text(FILE_NAME) or "")
    assert plan.review_on is not None
    assert abs(plan.review_on - date.today() - timedelta(weeks=13)) <= timedelta(days=1)  # noqa: DTZ011 - as the learner counts


def test_in_a_temporary_folder_it_says_that_nothing_stays() -> None:
    use_workspace(temporary_workspace())
    assert repr(choose_channels("tomas").save()) == (
        "Saved as my-work/channel-plan.md of a temporary folder; in your own course folder it stays."
    )


def test_a_plan_that_was_changed_by_hand_is_never_lost(space: Workspace) -> None:
    view = choose_channels(juniper_street(), "juniper-street", review_on=DAY)
    view.save()
    for number in (1, 2):
        space.write_text(FILE_NAME, f"my own words, {number}\n")
        assert f"is kept as my-work/channel-plan.earlier-{number}.md." in repr(view.save())
        assert space.read_text(f"channel-plan.earlier-{number}.md") == f"my own words, {number}\n"


def test_saving_again_what_the_course_wrote_leaves_no_copies(space: Workspace) -> None:
    choose_channels(juniper_street(), "juniper-street", review_on=DAY).save()
    choose_channels(tomas_alone(), "tomas", review_on=DAY).save()
    choose_channels(tomas_alone(), "tomas", review_on=DAY).save()
    assert sorted(path.name for path in space.work.glob("*.md")) == [FILE_NAME]
    assert [place.name for place in read_plan(space.read_text(FILE_NAME) or "").home_bases] == ["Podcast"]


def test_the_plan_of_an_example_never_takes_the_place_of_a_learners_own(space: Workspace) -> None:
    save_practice(space, PRACTICE)
    choose_channels(review_on=DAY).save()
    mine = space.read_text(FILE_NAME)
    _, _, below = live(choose_channels("juniper-street"))
    assert below.buttons == []
    with pytest.raises(OutreachError, match="It was not saved, so that yours stays"):
        choose_channels("juniper-street").save()
    assert space.read_text(FILE_NAME) == mine


def test_saving_a_plan_keeps_the_weights(space: Workspace) -> None:
    save_practice(space, PRACTICE)
    view = choose_channels()
    move(live(view)[0], search=70)
    view.save()
    assert choose_channels().weights["search"] == 70


def test_moving_a_weight_takes_the_word_saved_away() -> None:
    form, _, below = live(choose_channels(PRACTICE))
    below.press("save")
    assert "Saved" in below.status_html
    move(form, search=0)
    assert below.status_html == ""


def test_a_folder_that_cannot_be_written_gets_a_sentence(space: Workspace) -> None:
    save_practice(space, PRACTICE)
    form, _, below = live(choose_channels())
    (space.work / FILE_NAME).mkdir()
    below.press("save")
    assert below.status_kind == "trouble"
    assert "could not" in below.status_html
    (space.work / WEIGHTS_FILE).mkdir()
    move(form, search=1)
    assert form.status_kind == "trouble"


# What is said without a widget.


def test_the_summary_is_the_same_at_every_run_and_on_every_day() -> None:
    assert choose_channels("juniper-street").summary() == choose_channels("juniper-street", review_on=DAY).summary()
    assert not re.search(r"0x[0-9a-f]{6}|\d{4}-\d{2}-\d{2}", choose_channels("juniper-street").summary())


def test_the_summary_has_ranks_word_reasons_and_plan() -> None:
    said = choose_channels(PRACTICE).summary()
    for part in (
        "Channels for Elm & Ash",
        "Your own blog leads clearly.",
        "   1. Your own blog  ",
        "      and ",
        "Clear: ",
        "This tests the weights, not the facts",
        "The essay of 2009",
        "Weights: “Fits my purpose” 12.5%",
        "  TikTok: Its risk to confidentiality",
        "  Home base: Your own blog, 2 hours a week, 15 dollars a month",
        "  Outpost: LinkedIn, 1 hour a week, no money",
    ):
        assert part in said


def test_an_empty_profile_gets_a_kind_note_and_a_ranking() -> None:
    view = choose_channels()
    assert "You have not said anything about your practice yet" in view.summary()
    assert "Fill in your practice profile in module 00, then run this cell again." in view.page()
    assert "You have not said anything" in live(view)[0].status_html
    assert "Channels for your practice" in view.summary()
    assert len(view.plan.ranking.rows) == 18


def test_a_profile_that_is_silent_on_something_is_told_what_that_means() -> None:
    said = choose_channels(Practice(hours_per_week=4)).summary()
    assert "Your profile says nothing on “Fits my purpose”, “Used by the ages I want” and “I give easily there”" in said


def test_with_everything_shut_out_there_is_a_way_on_and_no_crash() -> None:
    view = choose_channels(Practice(hours_per_week=0))
    form, figure, below = live(view)
    assert "No channel passes your gates." in view.summary()
    assert "The nearest is Newsletter. It comes back when you can give it 1 hour a week." in view.page()
    assert figure.alt == "Bar chart without bars. No channel passes your gates."
    move(form, search=1)
    assert form.status_html == "<p>No channel passes your gates.</p>"
    below.press("save")
    assert "It has no home base yet." in below.status_html


def test_the_page_stands_without_a_kernel_and_without_styles() -> None:
    page = choose_channels("juniper-street").page()
    assert page.count("<table>") == page.count("<caption>") == 2
    assert '<th scope="row">LinkedIn</th>' in page
    assert "style=" not in page
    assert "<script" not in page
    assert page.count("<dt>") == 2


def test_a_hostile_name_is_only_a_name_wherever_it_is_shown() -> None:
    name = '<img src=x onerror="alert(1)">\n$x$\u202e'
    view = choose_channels(Practice(name=name, hours_per_week=3))
    form, _, below = live(view)
    for shown in (view.page(), form.prompt_html, form.status_html, *(section["html"] for section in below.sections)):
        assert "<img" not in shown
        assert "\u202e" not in shown
    assert 'class="tex2jax_ignore"' in view.page()
    assert view.summary().splitlines()[1] == "Your own blog comes first, for a practice that has not said anything yet."


def test_a_notebook_gets_text_page_and_widget() -> None:
    bundle = choose_channels("juniper-street")._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", WIDGET_VIEW}
    assert bundle["text/plain"] == repr(choose_channels("juniper-street"))


@pytest.mark.parametrize("what", [3, ["juniper-street"], {"hours_per_week": 3}])
def test_what_is_no_practice_gets_a_sentence(what: object) -> None:
    with pytest.raises(
        OutreachError, match=r"is no practice\. Leave it out for your own, or name an example: juniper-"
    ):
        choose_channels(what)  # type: ignore[arg-type] # typed by a learner


def test_names_and_weights_that_do_not_exist_get_a_sentence() -> None:
    with pytest.raises(OutreachError, match="no example practice called 'juniper street'"):
        choose_channels("juniper street")
    with pytest.raises(OutreachError, match="no example practice called 'nadia'"):
        choose_channels("tomas", weights="nadia")
    with pytest.raises(OutreachError, match="All weights are zero"):
        choose_channels("tomas", weights={})
    with pytest.raises(OutreachError, match="no criterion called 'fame'"):
        choose_channels("tomas", weights={"fame": 5})


def test_a_profile_that_cannot_be_read_says_so(space: Workspace) -> None:
    space.write_text("practice.toml", "goals = 7\n")
    with pytest.raises(OutreachError, match="goals"):
        choose_channels()


def test_weights_that_cannot_be_used_leave_the_ranking_as_it_was() -> None:
    view = choose_channels("tomas")
    before = view.summary()
    with pytest.raises(OutreachError):
        view.weigh({"search": -1})
    assert view.summary() == before
    assert len(CRITERIA) == len(view.weights)


@pytest.mark.parametrize(
    "call",
    [
        lambda: choose_channels("juniper-street", weights=5),  # type: ignore[arg-type] # typed by a learner
        lambda: choose_channels("juniper-street", weights=["purpose"]),  # type: ignore[arg-type] # typed by a learner
        lambda: choose_channels("juniper-street", weights={"purpose": 10**400}),
        lambda: choose_channels("juniper-street", review_on="2027-01-01"),  # type: ignore[arg-type] # typed by a learner
        lambda: show_facts(5),  # type: ignore[arg-type] # typed by a learner
        lambda: show_facts(b"linkedin"),  # type: ignore[arg-type] # typed by a learner
    ],
)
def test_an_odd_argument_gets_a_sentence(call: Callable[[], object]) -> None:
    with pytest.raises(OutreachError) as said:
        call()
    assert len(str(said.value)) < 400
