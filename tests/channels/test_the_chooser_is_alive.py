"""The chooser: weights that move the ranking at once, a plan that is saved, and nothing that is lost."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from outreach.channels.chooser import Chooser, choose_channels
from outreach.channels.deciding.criteria import CRITERIA, CRITERION
from outreach.channels.deciding.uncertainty import DRAWS
from outreach.channels.examples import juniper_street, tomas_alone
from outreach.channels.facts.view import show_facts
from outreach.channels.pictures import PICTURES
from outreach.channels.planning.keeping import SETTING_FILE
from outreach.channels.planning.plan import FILE_NAME, PAGE_NAME
from outreach.channels.planning.plan_reading import read_plan
from outreach.channels.setting import NO_OUTPOST
from outreach.checks import Fine, find_check
from outreach.errors import OutreachError
from outreach.figure import AccessibleFigure
from outreach.form import Form
from outreach.practice import Practice, save_practice
from outreach.view import WIDGET_VIEW
from outreach.wording import of_hundred
from outreach.workspace import Workspace, make_learner_folder, temporary_workspace, use_workspace

DAY = date(2027, 2, 22)
PRACTICE = Practice(
    name="Elm & Ash",
    purpose="help people who care for a parent",
    goals=("referrers",),
    age_bands=("50-64",),
    ways_of_giving=("writing",),
    hours_per_week=3,
    money_per_month=40,
    confidentiality_ceiling=2,
)
ALL_ZERO = dict.fromkeys(CRITERION, 0)


@pytest.fixture(autouse=True)
def space(tmp_path: Path) -> Iterator[Workspace]:
    folder = make_learner_folder(tmp_path / "learner")
    use_workspace(folder)
    yield folder
    use_workspace(None)


def live(view: Chooser) -> tuple[Form, AccessibleFigure, Form]:
    form, _, figure, below = view.widget().children
    assert isinstance(form, Form)
    assert isinstance(figure, AccessibleFigure)
    assert isinstance(below, Form)
    return form, figure, below


def look(view: Chooser) -> Form:
    """Return the form right above the figure, which says who leads and what is shown."""
    form = view.widget().children[1]
    assert isinstance(form, Form)
    return form


def move(form: Form, **values: object) -> None:
    """Do what the page does when somebody moves or picks something."""
    form.set_state({"values": {**form.values, **values}, "edits": form.edits + 1})


def bars(figure: AccessibleFigure) -> list[str]:
    labels: list[str] = figure.figure["data"][0]["y"]
    return labels


def shown_fields(form: Form) -> set[str]:
    return {field["name"] for field in form.fields if not field["hidden"]}


def sections(below: Form) -> dict[str, str]:
    return {section["name"]: section["html"] for section in below.sections}


def files(space: Workspace) -> dict[str, str]:
    """Return what a learner sees in the folder, by name."""
    return {path.name: path.read_text("utf-8") for path in space.work.iterdir() if not path.name.startswith(".")}


# Moving weights.


def test_every_criterion_has_a_slider_with_its_question_and_its_two_ends() -> None:
    form, _, _ = live(choose_channels(PRACTICE))
    sliders = {field["name"]: field for field in form.fields if field["kind"] == "range"}
    assert list(sliders) == list(CRITERION)
    for criterion in CRITERIA:
        slider = sliders[criterion.id]
        assert slider["label"] == criterion.label
        assert all(words in slider["help"] for words in (criterion.worst, criterion.best))
        assert (slider["minimum"], slider["maximum"], slider["unit"]) == (0, 100, "points")


def test_moving_a_weight_moves_figure_words_table_and_plan_together() -> None:
    view = choose_channels(PRACTICE)
    form, figure, below = live(view)
    before = (figure.figure, figure.alt, figure.table_html, below.sections)
    assert bars(figure)[0] == "1. Your own blog"
    move(form, **ALL_ZERO | {"hours": 100})
    leader = view.choice.leader
    assert leader is not None
    assert leader.id != "own-blog"
    assert bars(figure)[0].endswith(leader.name)
    assert leader.name in figure.alt
    assert leader.name in figure.table_html
    assert leader.name in look(view).status_html
    assert leader.name in sections(below)["sure"]
    assert list(sections(below)) == ["sure", "changes", "essay", "plan", "out"]
    for now, then in zip((figure.figure, figure.alt, figure.table_html, below.sections), before, strict=True):
        assert now != then


def test_what_is_said_below_is_what_the_choice_says() -> None:
    view = choose_channels(PRACTICE)
    form, _, below = live(view)
    move(form, comfort=95)
    page = view.page()
    assert all(html in page for name, html in sections(below).items() if name != "sure")
    assert f"{DRAWS:,} times" in sections(below)["sure"]


def test_weights_that_are_all_zero_get_a_sentence_and_the_figure_stays() -> None:
    view = choose_channels(PRACTICE)
    form, figure, _ = live(view)
    before = figure.figure
    move(form, **ALL_ZERO)
    assert "All weights are zero" in form.status_html
    assert "The figure below stays as it was." in form.status_html
    assert form.status_kind == "trouble"
    assert not form.kept_well
    assert figure.figure == before
    move(form, search=5)
    assert form.status_kind == "plain"
    assert form.kept_well
    assert view.plan.ranking.weights["search"] == 1


@pytest.mark.parametrize("bad", ["a lot", None, -5, [], {"a": 1}, True, "5", 10**400, float("nan"), float("inf")])
def test_a_value_that_no_slider_gives_is_answered_and_not_kept(space: Workspace, bad: object) -> None:
    save_practice(space, PRACTICE)
    form, figure, _ = live(choose_channels())
    before = figure.figure
    move(form, search=bad)
    assert "a number from 0 upwards was expected" in form.status_html
    assert figure.figure == before
    assert not form.kept_well
    assert not (space.work / SETTING_FILE).exists()


@pytest.mark.parametrize(
    ("name", "bad"),
    [("how", []), ("how", "<b>"), ("order", "risk"), ("order", [["risk"]]), ("confidence", {}), ("confidence", "<b>")],
)
def test_a_choice_that_the_form_does_not_offer_is_answered(name: str, bad: object) -> None:
    view = choose_channels(PRACTICE)
    form, figure, _ = live(view)
    before, setting = figure.figure, view.setting
    move(form, **{name: bad})
    assert form.status_kind == "trouble"
    assert "<b>" not in form.status_html
    assert (figure.figure, view.setting) == (before, setting)


def test_the_same_view_shown_twice_is_one_and_the_same() -> None:
    view = choose_channels(PRACTICE)
    assert view.widget() is view.widget()


# Order, confidence, pictures.


def test_by_order_alone_hides_the_sliders_and_shows_the_order() -> None:
    view = choose_channels(PRACTICE)
    form, figure, _ = live(view)
    assert set(CRITERION) <= shown_fields(form)
    assert "order" not in shown_fields(form)
    before = figure.figure
    move(form, how="order")
    assert not set(CRITERION) & shown_fields(form)
    assert "order" in shown_fields(form)
    assert figure.figure != before
    assert view.plan.ranking.weights.how == "order"
    move(form, order=list(reversed(CRITERION)))
    assert max(CRITERION, key=lambda key: view.plan.ranking.weights[key]) == "risk"
    move(form, how="points")
    assert set(CRITERION) <= shown_fields(form)
    assert figure.figure == before


def test_each_step_of_the_order_is_put_into_words() -> None:
    form, _, _ = live(choose_channels(PRACTICE))
    options = next(field["options"] for field in form.fields if field["name"] == "order")
    assert [option["id"] for option in options] == list(CRITERION)
    for option in options:
        criterion = CRITERION[option["id"]]
        assert option["text"] == f"{criterion.label}: from “{criterion.worst}” to “{criterion.best}”"


def test_who_comes_back_from_the_order_to_sliders_at_zero_finds_them_again() -> None:
    form, _, _ = live(choose_channels(PRACTICE))
    move(form, **ALL_ZERO)
    move(form, how="order")
    assert form.status_kind == "plain"
    move(form, how="points")
    assert "All weights are zero" in form.status_html
    assert set(CRITERION) <= shown_fields(form)
    move(form, risk=10)
    assert form.status_kind == "plain"


def test_an_order_of_a_few_shows_no_more_than_counts() -> None:
    view = choose_channels(PRACTICE, order=["risk", "search"])
    form, _, _ = live(view)
    options = next(field["options"] for field in form.fields if field["name"] == "order")
    assert {option["id"] for option in options} == set(form.values["order"]) == {"risk", "search"}
    assert view.plan.ranking.weights["risk"] == 0.75


def test_less_confidence_makes_first_place_less_sure() -> None:
    view = choose_channels(PRACTICE)
    form, _, below = live(view)
    chances = {}
    for level in ("guess", "fairly", "sure"):
        move(form, confidence=level)
        chances[level] = view.choice.chance
        assert f"{100 * view.choice.chance:.0f} of 100" in sections(below)["sure"]
    assert chances["guess"] < chances["fairly"] < chances["sure"]


@pytest.mark.parametrize("name", PICTURES)
def test_each_picture_can_be_chosen_and_follows_the_weights(space: Workspace, name: str) -> None:
    save_practice(space, PRACTICE)
    view = choose_channels()
    form, figure, _ = live(view)
    move(look(view), picture=name)
    assert figure.alt == PICTURES[name].alt(view.choice)
    assert figure.table_html == PICTURES[name].table(view.choice)
    before = figure.figure
    move(form, ownership=100, hours=0)
    assert figure.alt == PICTURES[name].alt(view.choice)
    assert figure.figure != before


@pytest.mark.parametrize("bad", ["nonsense", None, [], {}])
def test_a_picture_that_does_not_exist_leaves_the_one_that_is_there(bad: object) -> None:
    view = choose_channels(PRACTICE)
    form, figure, _ = live(view)
    before = figure.figure
    move(look(view), picture=bad)
    assert figure.figure == before
    move(form, search=5)
    assert figure.figure != before


def test_the_page_holds_every_picture_as_a_table() -> None:
    view = choose_channels(PRACTICE)
    for picture in PICTURES.values():
        assert picture.table(view.choice) in view.page()


# Picks of one's own.


def test_a_pick_of_ones_own_changes_the_plan_and_not_the_ranking() -> None:
    view = choose_channels(PRACTICE)
    _, figure, below = live(view)
    before = figure.figure
    move(below, home_base="newsletter")
    assert view.plan.home_base is not None
    assert view.plan.home_base.channel.name == "Newsletter"
    assert "Your own pick. The ranking puts Your own blog first" in sections(below)["plan"]
    assert figure.figure == before
    move(below, home_base="as-ranked")
    assert view.plan.home_base.channel.name == "Your own blog"


def test_none_for_now_is_an_outpost_too() -> None:
    view = choose_channels(PRACTICE)
    _, _, below = live(view)
    assert view.plan.outpost is not None
    move(below, outpost=NO_OUTPOST)
    assert view.plan.outpost is None
    assert "None, by your own pick." in sections(below)["plan"]
    below.press("save")
    assert "Saved as" in below.status_html


def test_only_what_passed_the_gates_and_fits_its_part_is_offered() -> None:
    view = choose_channels(PRACTICE)
    _, _, below = live(view)
    homes, outposts = ([option["id"] for option in field["options"]] for field in below.fields)
    out = {gone.channel.id for gone in view.plan.out}
    assert out
    assert not out & {*homes, *outposts}
    assert homes[0] == outposts[0] == "as-ranked"
    assert outposts[1] == NO_OUTPOST
    assert "own-blog" in homes
    assert "linkedin" in outposts
    assert "linkedin" not in homes


@pytest.mark.parametrize(
    ("part", "pick"),
    [("outpost", "tiktok"), ("home_base", "linkedin"), ("outpost", "own-blog"), ("home_base", "<img src=x>")],
)
def test_a_pick_that_cannot_be_is_refused_and_the_plan_stays(space: Workspace, part: str, pick: str) -> None:
    save_practice(space, PRACTICE)
    view = choose_channels()
    _, _, below = live(view)
    before = sections(below)
    move(below, **{part: pick})
    assert below.status_kind == "trouble"
    assert "The plan stays as it was." in below.status_html
    assert "<img" not in below.status_html
    assert not below.kept_well
    assert sections(below) == before
    assert not (space.work / SETTING_FILE).exists()


def test_a_pick_stays_when_weights_move() -> None:
    view = choose_channels(PRACTICE)
    form, _, below = live(view)
    move(below, home_base="newsletter")
    move(form, search=0)
    assert view.plan.home_base is not None
    assert view.plan.home_base.channel.id == "newsletter"


# Saving the plan.


def test_the_button_saves_a_plan_that_passes_its_check_and_a_page_and_says_where(space: Workspace) -> None:
    save_practice(space, PRACTICE)
    _, _, below = live(choose_channels(review_on=DAY))
    assert [button["label"] for button in below.buttons] == ["Save my plan"]
    below.press("save")
    assert below.status_html == ("<p>Saved as my-work/channel-plan.md, and to print as my-work/channel-plan.html.</p>")
    assert find_check("channels.plan")(space) == Fine()
    plan = read_plan(space.read_text(FILE_NAME) or "")
    assert plan.review_on == DAY
    assert "# Channel plan: Elm &amp; Ash" in (space.read_text(FILE_NAME) or "")
    assert (space.read_text(PAGE_NAME) or "").startswith("<!DOCTYPE html>")


def test_a_plan_can_be_saved_without_a_widget_and_is_looked_at_again_in_thirteen_weeks(space: Workspace) -> None:
    saved = choose_channels(juniper_street(), "juniper-street").save()
    assert repr(saved) == "Saved as my-work/channel-plan.md, and to print as my-work/channel-plan.html."
    assert str(space.folder) not in repr(saved)
    assert saved._repr_html_() == f"<p>{saved!r}</p>"
    plan = read_plan(space.read_text(FILE_NAME) or "")
    assert plan.review_on is not None
    assert abs(plan.review_on - date.today() - timedelta(weeks=13)) <= timedelta(days=1)  # noqa: DTZ011 - as the learner counts


def test_in_a_temporary_folder_it_says_that_nothing_stays() -> None:
    use_workspace(temporary_workspace())
    assert repr(choose_channels("tomas").save()).endswith(" of a temporary folder; in your own course folder it stays.")


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
    assert sorted(files(space)) == sorted([FILE_NAME, PAGE_NAME, SETTING_FILE])
    assert [place.name for place in read_plan(space.read_text(FILE_NAME) or "").home_bases] == ["Podcast"]


def test_the_plan_of_an_example_never_takes_the_place_of_a_learners_own(space: Workspace) -> None:
    save_practice(space, PRACTICE)
    choose_channels(review_on=DAY).save()
    mine = files(space)
    _, _, below = live(choose_channels("juniper-street"))
    assert below.buttons == []
    below.press("save")
    assert "It was not saved, so that yours stays" in below.status_html
    with pytest.raises(OutreachError, match="It was not saved, so that yours stays"):
        choose_channels("juniper-street").save()
    assert files(space) == mine


def test_moving_a_weight_takes_the_word_saved_away() -> None:
    form, _, below = live(choose_channels(PRACTICE))
    below.press("save")
    assert "Saved" in below.status_html
    move(form, search=0)
    assert below.status_html == ""


def test_a_folder_that_cannot_be_written_gets_a_sentence_and_nothing_is_called_kept(space: Workspace) -> None:
    save_practice(space, PRACTICE)
    form, _, below = live(choose_channels())
    (space.work / FILE_NAME).mkdir()
    below.press("save")
    assert below.status_kind == "trouble"
    assert "could not" in below.status_html
    (space.work / SETTING_FILE).unlink(missing_ok=True)
    (space.work / SETTING_FILE).mkdir()
    move(form, search=1)
    assert form.status_kind == "trouble"
    assert not form.kept_well
    move(below, outpost=NO_OUTPOST)
    assert below.status_kind == "trouble"
    assert not below.kept_well


@pytest.mark.parametrize("failing", [0, 1, 2, 3])
def test_a_full_disk_gets_a_sentence_and_the_earlier_plan_stays(
    space: Workspace, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    save_practice(space, PRACTICE)
    form, _, below = live(choose_channels(review_on=DAY))
    below.press("save")
    before = {name: space.read_text(name) for name in (FILE_NAME, PAGE_NAME)}
    move(form, **ALL_ZERO | {"hours": 100})
    flush, flushed = os.fsync, 0

    def full(handle: int) -> None:
        nonlocal flushed
        flushed += 1
        if flushed > failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        flush(handle)

    monkeypatch.setattr(os, "fsync", full)
    below.press("save")
    monkeypatch.undo()
    assert flushed > failing
    if "the disk is full" in below.status_html:
        assert below.status_kind == "trouble"
        assert {name: space.read_text(name) for name in before} == before
    else:
        # The folder's own entry could not be flushed; what was written is there, and both parts of it are new.
        assert "Saved as" in below.status_html
        assert all(space.read_text(name) != text for name, text in before.items())
    assert not [path for path in space.work.iterdir() if path.name.startswith(".") and path.suffix == ".tmp"]
    below.press("save")
    assert "Saved as" in below.status_html
    assert all(space.read_text(name) != text for name, text in before.items())
    assert not list(space.work.glob("channel-plan.earlier*"))


def test_two_choosers_save_one_after_the_other_and_leave_no_copies(space: Workspace) -> None:
    save_practice(space, PRACTICE)
    one, other = live(choose_channels(review_on=DAY)), live(choose_channels(review_on=DAY))
    one[2].press("save")
    move(other[0], **ALL_ZERO | {"hours": 100})
    other[2].press("save")
    one[2].press("save")
    assert "Saved as" in one[2].status_html
    assert not list(space.work.glob("channel-plan.earlier*"))


# What is said without a widget.


@pytest.mark.parametrize("name", ["juniper-street", "tomas"])
def test_summary_and_page_are_the_same_at_every_run_and_on_every_day(name: str) -> None:
    view, again = choose_channels(name), choose_channels(name, review_on=DAY)
    assert view.summary() == again.summary()
    assert view.page() == again.page()
    for said in (view.summary(), view.page()):
        assert not re.search(r"0x[0-9a-f]{6}|\d{4}-\d{2}-\d{2}|IPY_MODEL|/tmp|object at", said)


def test_the_summary_names_no_channel_by_its_id() -> None:
    view = choose_channels("juniper-street")
    ids = {row.channel.id for row in view.choice.ranking.rows if "-" in row.channel.id}
    assert ids
    assert not [one for one in ids if one in view.summary()]


def test_the_summary_has_ranks_word_reasons_and_plan() -> None:
    view = choose_channels(PRACTICE)
    said = view.summary()
    assert said.startswith("Channels for Elm & Ash\n")
    for part in (
        "\n   1. Your own blog  ",
        f"first in {of_hundred(view.choice.chance)}",
        "      and ",
        f"{DRAWS:,} times",
        "The essay of 2009",
        "Weights: “Fits my purpose” 12.5%",
        "\nOut:\n",
        "TikTok: ",
        "  Home base: Your own blog, ",
        "  Outpost: ",
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
    assert "It comes back when you can give it" in view.page()
    assert figure.alt == "Bar chart without bars. No channel passes your gates."
    for picture in PICTURES:
        move(look(view), picture=picture)
        assert not figure.figure["data"]
    move(form, search=1)
    assert look(view).status_html == "<p><strong>No channel passes your gates.</strong></p>"
    move(form, how="order")
    move(below, outpost=NO_OUTPOST)
    below.press("save")
    assert "It has no home base yet." in below.status_html


def test_the_page_stands_without_a_kernel_and_without_styles() -> None:
    page = choose_channels("juniper-street").page()
    assert page.count("<table>") == page.count("<caption>") == page.count("</table>") >= len(PICTURES)
    assert page.count("<details>") == page.count("<summary>") == len(PICTURES)
    assert '<th scope="row">LinkedIn</th>' in page
    assert "style=" not in page
    assert "<script" not in page
    assert page.count("<dt>") == 2


HOSTILE = '<img src=x onerror="alert(1)">\n$x$\u202e`|*'


def test_hostile_words_are_only_words_wherever_they_are_shown(space: Workspace) -> None:
    practice = Practice(
        name=HOSTILE,
        licence=HOSTILE,
        serves=HOSTILE,
        place=HOSTILE,
        purpose=HOSTILE,
        hours_per_week=3,
    )
    view = choose_channels(practice)
    form, figure, below = live(view)
    below.press("save")
    shown = [view.page(), form.prompt_html, form.status_html, below.status_html, figure.table_html]
    shown += [*sections(below).values(), space.read_text(FILE_NAME) or "", space.read_text(PAGE_NAME) or ""]
    for text in shown:
        assert "<img" not in text
        assert "\u202e" not in text
    assert 'class="tex2jax_ignore"' in view.page()
    assert "\u202e" not in form.title
    assert view.summary().splitlines()[1].endswith(".")


@pytest.mark.parametrize("name", ["إلياس للإرشاد", "ילנה", "診療所 ひまわり", "Ωμέγα & Σία", "ก็ นะ"])
def test_a_name_in_any_script_is_shown_whole(space: Workspace, name: str) -> None:
    view = choose_channels(Practice(name=name, hours_per_week=3))
    form, _, below = live(view)
    assert name in view.summary()
    assert name in form.title
    assert name.replace("&", "&amp;") in view.page()
    below.press("save")
    assert name.replace("&", "&amp;") in (space.read_text(FILE_NAME) or "")
    if name in {"إلياس للإرشاد", "ילנה"}:
        assert f"\u2068{name}\u2069" in view.summary()


def test_a_notebook_gets_text_page_and_widget() -> None:
    bundle = choose_channels("juniper-street")._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", WIDGET_VIEW}
    assert bundle["text/plain"] == repr(choose_channels("juniper-street"))


# What a learner types.


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


def test_another_s_weights_can_be_tried_on() -> None:
    assert choose_channels("juniper-street", weights="tomas").setting == choose_channels("tomas").setting


def test_weights_above_a_hundred_keep_their_proportions_on_the_sliders() -> None:
    form, _, _ = live(choose_channels(PRACTICE, {"search": 400, "risk": 100}))
    assert form.values["search"] == 100
    assert form.values["risk"] == 25
    form, _, _ = live(choose_channels(PRACTICE, {"search": 1e308, "risk": 1e308}))
    assert form.values["search"] == form.values["risk"] == 100


def test_weights_that_cannot_be_used_leave_the_ranking_as_it_was() -> None:
    view = choose_channels("tomas")
    before = view.summary()
    with pytest.raises(OutreachError):
        view.set(replace(view.setting, points={"search": -1}))
    assert view.summary() == before


@pytest.mark.parametrize(
    "call",
    [
        lambda: choose_channels("juniper-street", weights=5),  # type: ignore[arg-type] # typed by a learner
        lambda: choose_channels("juniper-street", weights=["purpose"]),  # type: ignore[arg-type] # typed by a learner
        lambda: choose_channels("juniper-street", weights={"purpose": 10**400}),
        lambda: choose_channels("juniper-street", review_on="2027-01-01"),  # type: ignore[arg-type] # typed by a learner
        lambda: choose_channels("juniper-street", review_on=datetime(2027, 1, 1, tzinfo=UTC)),
        lambda: choose_channels("juniper-street", order="search"),
        lambda: choose_channels("juniper-street", order=5),  # type: ignore[arg-type] # typed by a learner
        lambda: choose_channels("juniper-street", order=["search", "search"]),
        lambda: choose_channels("juniper-street", confidence="very"),
        lambda: choose_channels("juniper-street", confidence=2),  # type: ignore[arg-type] # typed by a learner
        lambda: choose_channels(confidence="very"),
        lambda: show_facts(5),  # type: ignore[arg-type] # typed by a learner
        lambda: show_facts(b"linkedin"),  # type: ignore[arg-type] # typed by a learner
    ],
)
def test_an_odd_argument_gets_a_sentence(call: Callable[[], object]) -> None:
    with pytest.raises(OutreachError) as said:
        call()
    assert len(str(said.value)) < 400
