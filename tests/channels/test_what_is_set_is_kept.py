"""What is set in the chooser is there again another day, and a damaged file or another window takes nothing away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from outreach.channels.chooser import Chooser, choose_channels
from outreach.channels.deciding.criteria import CRITERION, EQUAL_WEIGHTS
from outreach.channels.deciding.weights import rank_order_centroid
from outreach.channels.examples import juniper_street
from outreach.channels.planning.keeping import SETTING_FILE, keep_plan
from outreach.channels.setting import (
    AS_RANKED,
    HOWS,
    NO_OUTPOST,
    Setting,
    keep_setting,
    kept_setting,
    setting_from,
)
from outreach.errors import OutreachError, WorkspaceError
from outreach.form import Form
from outreach.practice import Practice, save_practice
from outreach.workspace import Workspace, make_learner_folder, use_workspace

PRACTICE = Practice(
    name="Elm & Ash",
    goals=("referrers",),
    ways_of_giving=("writing",),
    hours_per_week=3,
    money_per_month=40,
    confidentiality_ceiling=2,
)
REVERSED = tuple(reversed(CRITERION))


@pytest.fixture(autouse=True)
def space(tmp_path: Path) -> Iterator[Workspace]:
    folder = make_learner_folder(tmp_path / "learner")
    use_workspace(folder)
    save_practice(folder, PRACTICE)
    yield folder
    use_workspace(None)


def forms(view: Chooser) -> tuple[Form, Form]:
    form, _, _, below = view.widget().children
    return form, below


def move(form: Form, **values: object) -> None:
    """Do what the page does when somebody moves or picks something."""
    form.set_state({"values": {**form.values, **values}, "edits": form.edits + 1})


def on_file(space: Workspace) -> dict[str, object]:
    content: dict[str, object] = json.loads(space.read_text(SETTING_FILE) or "{}")
    return content


def another_day(space: Workspace) -> Chooser:
    use_workspace(Workspace(space.folder))
    return choose_channels()


# A setting by itself.


def test_nothing_set_is_the_same_for_all() -> None:
    assert setting_from({}) == Setting()
    assert set(Setting().weights.shares.values()) == {1 / 8}
    assert Setting().picks == (None, None)


def test_points_and_order_stand_beside_each_other_and_only_one_counts() -> None:
    both = replace(Setting(), points={**dict.fromkeys(CRITERION, 0.0), "search": 1.0}, order=REVERSED)
    assert both.weights["search"] == 1
    by_order = replace(both, how="order")
    assert [by_order.weights[key] for key in REVERSED] == pytest.approx(rank_order_centroid(8))
    assert by_order.weights.how == "order"


def test_confidence_goes_with_points_and_with_order() -> None:
    for how in HOWS:
        assert setting_from({"how": how, "confidence": "guess"}).weights.confidence.id == "guess"


def test_none_for_now_is_not_the_same_as_left_to_the_ranking() -> None:
    assert Setting().with_pick("outpost", NO_OUTPOST).picks == (None, "")
    assert Setting().with_pick("outpost", "linkedin").picks == (None, "linkedin")
    assert Setting().with_pick("home_base", "own-blog").picks == ("own-blog", None)
    assert Setting().with_pick("home_base", "own-blog").with_pick("home_base", AS_RANKED) == Setting()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"weights": {"serch": 5}}, "no criterion called 'serch'"),
        ({"weights": [1, 2]}, "a number for each criterion"),
        ({"weights": None}, "a number for each criterion"),
        ({"weights": "much"}, "a number for each criterion"),
        ({"weights": {"search": -1}}, "a number from 0 upwards"),
        ({"weights": {"search": True}}, "a number from 0 upwards"),
        ({"weights": {"search": float("nan")}}, "a number from 0 upwards"),
        ({"weights": {"search": 10**400}}, "a number from 0 upwards"),
        ({"weights": {}}, "All weights are zero"),
        ({"how": "by heart"}, "by points or by order"),
        ({"how": []}, "by points or by order"),
        ({"how": None}, "by points or by order"),
        ({"order": "search"}, "An order is a list"),
        ({"order": 5}, "this is '5'"),
        ({"order": []}, "An order is a list"),
        ({"order": ["search", "search"]}, "more than once"),
        ({"order": ["fame"]}, "no criterion called 'fame'"),
        ({"order": [["search"]]}, "no criterion called"),
        ({"confidence": "very"}, "one of: guess, fairly, sure"),
        ({"confidence": {}}, "one of: guess, fairly, sure"),
    ],
)
def test_what_cannot_be_used_gets_a_sentence(values: dict[str, object], said: str) -> None:
    with pytest.raises(OutreachError, match=said):
        setting_from(values)


# In the folder.


def test_what_is_kept_comes_back_whole(space: Workspace) -> None:
    made = Setting({**EQUAL_WEIGHTS, "risk": 12.5}, REVERSED, "order", "sure", "newsletter", NO_OUTPOST)
    keep_setting(space, made)
    assert kept_setting(space) == (made, "")


def test_keeping_leaves_what_else_the_file_holds(space: Workspace) -> None:
    keep_plan(space, "a plan\n", "<p>a page</p>\n")
    before = on_file(space)
    keep_setting(space, Setting())
    assert before.items() <= on_file(space).items()
    keep_plan(space, "another\n", "<p>another</p>\n")
    assert kept_setting(space) == (Setting(), "")


def test_a_file_from_before_there_was_an_order_is_read(space: Workspace) -> None:
    space.write_text(SETTING_FILE, '{"form": 1, "weights": {"search": 100, "comfort": 5}}')
    setting, note = kept_setting(space)
    assert note == ""
    assert setting.points == {**dict.fromkeys(CRITERION, 0.0), "search": 100.0, "comfort": 5.0}
    assert replace(setting, points=EQUAL_WEIGHTS) == Setting()


@pytest.mark.parametrize(
    "damage",
    [
        '{"weights": {"serch": 5}}',
        '{"weights": [1, 2]}',
        '{"weights": {"search": -1}}',
        '{"weights": {"search": NaN}}',
        '{"weights": {"search": Infinity}}',
        '{"weights": "<img src=x>"}',
        '{"weights": null}',
        '{"how": {"a": 1}}',
        '{"order": {"search": 1}}',
        '{"order": [1, 2]}',
        '{"confidence": ["sure"]}',
        '{"weights": {"search": 1' + "0" * 5000 + "}}",
    ],
)
def test_what_was_kept_and_makes_no_sense_is_said_and_begins_anew(space: Workspace, damage: str) -> None:
    space.write_text(SETTING_FILE, damage)
    view = choose_channels()
    assert view.setting == Setting()
    said = f"{view.summary()} {view.page()} {forms(view)[0].status_html}"
    assert "could not be used and begins anew" in said or "could not be read" in said
    assert "<img" not in said


@pytest.mark.parametrize("damage", ['{"weights": {', "", "[]", "\x00\x01", "[" * 100_000])
def test_a_damaged_file_is_set_aside_and_said(space: Workspace, damage: str) -> None:
    space.write_text(SETTING_FILE, damage)
    form, _ = forms(choose_channels())
    assert "could not be read" in form.status_html
    assert list(space.work.glob("channel-weights.damaged-*.json"))
    move(form, search=5)
    assert kept_setting(space)[0].points["search"] == 5


def test_a_file_of_a_newer_course_is_left_alone(space: Workspace) -> None:
    space.write_text(SETTING_FILE, '{"form": 999}')
    with pytest.raises(WorkspaceError, match="newer course"):
        choose_channels()
    assert space.read_text(SETTING_FILE) == '{"form": 999}'


def test_a_pick_of_hostile_text_is_answered_and_dropped(space: Workspace) -> None:
    space.write_text(SETTING_FILE, json.dumps({"home_base": "<img src=x onerror=1>", "outpost": ["linkedin"]}))
    view = choose_channels()
    assert (view.setting.home_base, view.setting.outpost) == (AS_RANKED, AS_RANKED)
    form, below = forms(view)
    for shown in (view.page(), form.status_html, *(section["html"] for section in below.sections)):
        assert "<img" not in shown
    assert "no longer holds" in form.status_html


# From one day to the next.


def test_weights_of_ones_own_practice_are_there_again_on_another_day(space: Workspace) -> None:
    move(forms(choose_channels())[0], search=100, comfort=5)
    again = another_day(space)
    assert again.setting.points == {**EQUAL_WEIGHTS, "search": 100.0, "comfort": 5.0}
    form, _ = forms(again)
    assert {key: form.values[key] for key in CRITERION} == again.setting.points
    assert again.summary() == choose_channels().summary()


def test_order_confidence_and_picks_are_there_again_on_another_day(space: Workspace) -> None:
    form, below = forms(choose_channels())
    move(form, how="order")
    move(form, order=list(REVERSED))
    move(form, confidence="guess")
    move(below, home_base="newsletter")
    move(below, outpost=NO_OUTPOST)
    again = another_day(space)
    assert again.setting == Setting(dict(EQUAL_WEIGHTS), REVERSED, "order", "guess", "newsletter", NO_OUTPOST)
    form, below = forms(again)
    assert (form.values["how"], form.values["order"], form.values["confidence"]) == ("order", list(REVERSED), "guess")
    assert below.values == {"home_base": "newsletter", "outpost": NO_OUTPOST}
    assert again.plan.home_base is not None
    assert again.plan.home_base.channel.id == "newsletter"


def test_a_pick_that_has_since_been_shut_out_is_said_and_the_other_one_stays(space: Workspace) -> None:
    _, below = forms(choose_channels())
    move(below, home_base="newsletter")
    move(below, outpost="linkedin")
    save_practice(space, replace(PRACTICE, hours_per_week=0.75))
    again = another_day(space)
    out = {gone.channel.id for gone in again.plan.out}
    lost = {name for name, pick in (("home_base", "newsletter"), ("outpost", "linkedin")) if pick in out}
    assert lost, "this profile should shut one of them out"
    for name, pick in (("home_base", "newsletter"), ("outpost", "linkedin")):
        assert getattr(again.setting, name) == (AS_RANKED if name in lost else pick)
    assert again.summary().count("Your pick of last time no longer holds, so the ranking decides.") == len(lost)


def test_one_bad_part_does_not_take_the_others_with_it(space: Workspace) -> None:
    space.write_text(SETTING_FILE, '{"weights": {"search": 97}, "confidence": "sur", "home_base": "newsletter"}')
    setting, note = kept_setting(space)
    assert (setting.points["search"], setting.home_base, setting.confidence) == (97.0, "newsletter", "fairly")
    assert note.endswith("begins anew: how sure you are. The rest is as you left it.")


def test_two_windows_take_nothing_from_each_other(space: Workspace) -> None:
    (one, picks), (other, _) = forms(choose_channels()), forms(choose_channels())
    move(one, search=10)
    move(other, risk=20)
    assert kept_setting(space)[0].points == {**EQUAL_WEIGHTS, "search": 10.0, "risk": 20.0}
    move(picks, outpost=NO_OUTPOST)
    move(other, confidence="sure")
    kept = kept_setting(space)[0]
    assert (kept.outpost, kept.confidence, kept.points["search"]) == (NO_OUTPOST, "sure", 10.0)
    assert one.kept_well
    assert other.kept_well


def test_a_profile_that_changed_meanwhile_stops_the_old_plan_from_being_saved(space: Workspace) -> None:
    save_practice(space, juniper_street())
    view = choose_channels()
    view.save()
    before = space.read_text("channel-plan.md")
    save_practice(space, replace(juniper_street(), hours_per_week=1.0))
    with pytest.raises(OutreachError, match=r"Your profile has changed since this box was run"):
        view.save()
    assert space.read_text("channel-plan.md") == before


def test_an_order_that_nobody_has_given_begins_with_the_points(space: Workspace) -> None:
    view = choose_channels()
    form, _ = forms(view)
    move(form, search=100, money=0)
    move(form, how="order")
    assert form.values["order"][0] == "search"
    assert form.values["order"][-1] == "money"
    assert view.choice.ranking.weights["search"] == max(view.choice.ranking.weights.shares.values())
    assert kept_setting(space)[0].order[0] == "search"
    move(form, how="points")
    move(form, how="order")
    assert form.values["order"][0] == "search"


def test_playing_with_an_example_changes_nothing_of_ones_own(space: Workspace) -> None:
    form, below = forms(choose_channels("juniper-street"))
    move(form, search=0)
    move(below, outpost=NO_OUTPOST)
    assert not (space.work / SETTING_FILE).exists()
    assert choose_channels("juniper-street").setting.points["search"] == 80


def test_weights_given_in_code_are_used_and_do_not_replace_those_that_are_kept() -> None:
    move(forms(choose_channels())[0], search=90)
    given = choose_channels(weights={"risk": 3})
    assert given.plan.ranking.weights["risk"] == 1
    move(forms(given)[0], risk=50)
    assert choose_channels().setting.points["search"] == 90


def test_an_order_given_in_code_counts_and_the_points_stay_for_another_time() -> None:
    move(forms(choose_channels())[0], search=90)
    given = choose_channels(order=["risk", "search"])
    assert given.plan.ranking.weights["risk"] == 0.75
    assert given.plan.ranking.weights["search"] == 0.25
    assert choose_channels().setting.points["search"] == 90


def test_confidence_alone_leaves_the_weights_as_they_were_set() -> None:
    move(forms(choose_channels())[0], search=90)
    given = choose_channels(confidence="sure")
    assert given.setting.points == {**EQUAL_WEIGHTS, "search": 90.0}
    assert given.plan.ranking.weights.confidence.id == "sure"
    assert choose_channels().setting.confidence == "fairly"


def test_saving_a_plan_keeps_the_weights() -> None:
    view = choose_channels()
    move(forms(view)[0], search=70)
    view.save()
    assert choose_channels().setting.points["search"] == 70
