"""What is set in the explorer comes back, and two windows take nothing from each other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.engagement.exploring.explorer import explore
from outreach.engagement.exploring.setting import SETTING_FILE, Setting, kept_setting
from outreach.workspace import Workspace
from tests.engagement.exports_dropped import ANSWERS, CHART, INQUIRIES, LOG, edit, field, learner, parts, put


@pytest.fixture(autouse=True)
def space(tmp_path: Path) -> Iterator[Workspace]:
    for found in learner(tmp_path):
        put(found, access_log=LOG, chart_csv=CHART, inquiries_csv=INQUIRIES, answers_csv=ANSWERS)
        yield found


def test_everything_that_is_set_comes_back() -> None:
    read, look, _, below = parts(explore())
    edit(read, own="203.0.113.24")
    edit(read, **{field(read, "channel-")["name"]: "instagram"})
    edit(read, **{field(read, "dates-")["name"]: "DMY"})
    edit(look, channels=["blog", "newsletter"])
    edit(look, period="dates", first="2026-03-01", last="2026-06-01")
    edit(look, figure="networking")
    edit(below, mine="Twelve replies.", again="2026-09-01")
    assert all(form.kept_well for form in (read, look, below))
    view = explore()
    read, look, _, below = parts(view)
    assert read.values["own"] == "203.0.113.24"
    assert read.values[field(read, "channel-")["name"]] == "instagram"
    assert read.values[field(read, "dates-")["name"]] == "DMY"
    assert look.values["channels"] == ["blog", "newsletter"]
    assert (look.values["period"], look.values["first"], look.values["last"]) == ("dates", "2026-03-01", "2026-06-01")
    assert view.setting.figure == "networking"
    assert (below.values["mine"], below.values["again"]) == ("Twelve replies.", "2026-09-01")
    visits = {file.path: file.totals.get("visits") for file in view.imported.files}
    assert visits["access.log"] == 2


def test_two_windows_at_once_take_nothing_from_each_other(space: Workspace) -> None:
    one, two = explore(), explore()
    read_one, _, _, below_one = parts(one)
    read_two, look_two, _, _ = parts(two)
    edit(read_one, **{field(read_one, "channel-")["name"]: "facebook"})
    edit(read_two, **{field(read_two, "dates-")["name"]: "MDY"})
    edit(below_one, mine="Kept.")
    edit(look_two, period="last")
    kept, note = kept_setting(space)
    assert note == ""
    assert kept.said == {"chart.csv": {"channel": "facebook"}, "inquiries.csv": {"dates": "MDY"}}
    assert (kept.mine, kept.period) == ("Kept.", "last")


def test_looking_alone_keeps_nothing(space: Workspace) -> None:
    view = explore()
    view.widget()
    assert view.setting == Setting()
    assert not (space.work / SETTING_FILE).exists()


def test_a_figure_that_there_is_not_now_is_shown_again_when_there_is() -> None:
    view = explore()
    _, look, _, _ = parts(view)
    assert "networking" not in [option["id"] for option in field(look, "figure")["options"]]
    edit(look, figure="networking")
    assert look.values["figure"] != "networking"
    assert view.setting.figure == "networking"


def test_an_answer_that_is_taken_back_is_gone(space: Workspace) -> None:
    read, *_ = parts(explore())
    name = field(read, "channel-")["name"]
    edit(read, **{name: "facebook"})
    edit(read, **{name: ""})
    assert kept_setting(space)[0].said == {}


def test_saving_leaves_what_was_set_and_setting_leaves_what_was_saved(space: Workspace) -> None:
    *_, below = parts(explore())
    edit(below, mine="One.")
    below.press("save")
    edit(below, mine="Two.")
    content = json.loads((space.work / SETTING_FILE).read_text("utf-8"))
    assert content["mine"] == "Two."
    assert list(content["written"]) == ["measurement.md"]


def test_a_damaged_file_gets_its_sentence_and_is_set_aside(space: Workspace) -> None:
    (space.work / SETTING_FILE).write_text('{"mine": "half', "utf-8")
    read, *_ = parts(explore())
    assert f"my-work/{SETTING_FILE} could not be read" in read.status_html
    assert len(list(space.work.glob("exploring.damaged-*.json"))) == 1


@pytest.mark.parametrize(
    ("part", "value", "words"),
    [
        ("channels", "blog", "the channels"),
        ("channels", [5], "the channels"),
        ("period", "forever", "the period"),
        ("own", 5, "your own addresses"),
        ("said", {"a.csv": {"color": "red"}}, "what you said about single files"),
        ("said", {"a.csv": "MDY"}, "what you said about single files"),
        ("said", [], "what you said about single files"),
        ("mine", "x" * 2001, "what you take from it"),
        ("figure", None, "the figure"),
    ],
)
def test_a_part_that_cannot_be_used_begins_anew_and_the_others_stay(
    space: Workspace, part: str, value: object, words: str
) -> None:
    (space.work / SETTING_FILE).write_text(json.dumps({"again": "2026-09-01", part: value}), "utf-8")
    kept, note = kept_setting(space)
    assert words in note
    assert kept == Setting(again="2026-09-01")
    assert words in explore().summary()


def test_a_kept_channel_that_no_file_has_any_more_shows_everything(space: Workspace) -> None:
    (space.work / SETTING_FILE).write_text(json.dumps({"channels": ["myspace"]}), "utf-8")
    view = explore()
    _, look, _, _ = parts(view)
    assert look.values["channels"] == list(view.channels)


def test_kept_days_that_make_no_sense_are_told_and_everything_is_shown(space: Workspace) -> None:
    (space.work / SETTING_FILE).write_text(json.dumps({"period": "dates", "first": "soon"}), "utf-8")
    view = explore()
    assert "So everything is shown." in view.summary()
    assert view.findings is not None


def test_what_is_set_in_the_example_is_not_kept(space: Workspace) -> None:
    _, look, _, below = parts(explore("juniper-street"))
    edit(look, period="last")
    edit(below, mine="Not mine.")
    assert not (space.work / SETTING_FILE).exists()
