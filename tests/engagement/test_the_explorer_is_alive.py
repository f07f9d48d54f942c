"""The explorer: files that are read, questions that are answered, a figure that follows, and a measurement to keep."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach.checks import Fine, Problem, find_check
from outreach.engagement.exploring import reading_once, told
from outreach.engagement.exploring.explorer import explore
from outreach.engagement.exploring.looks import LABELS, drawings
from outreach.engagement.importing.imported import Imported
from outreach.engagement.importing.importing import import_files
from outreach.errors import OutreachError
from outreach.view import WIDGET_VIEW
from outreach.workspace import Workspace, temporary_workspace, use_workspace
from tests.engagement.exports_dropped import (
    ANSWERS,
    CHART,
    HOSTILE,
    INQUIRIES,
    LOG,
    READERS,
    Page,
    edit,
    field,
    learner,
    parts,
    put,
    put_as,
    sections,
    zone,
)


@pytest.fixture(autouse=True)
def space(tmp_path: Path) -> Iterator[Workspace]:
    yield from learner(tmp_path)


# Without a file.


def test_without_exports_the_first_sentence_is_friendly_and_borrowing_is_offered() -> None:
    view = explore()
    read, look, figure, below = parts(view)
    assert "There are no exports in my-work/exports yet, and that is fine." in view.summary()
    assert "There are no exports" in view.page()
    assert "There are no exports" in read.status_html
    assert [button["label"] for button in read.buttons] == [
        "Read the files again",
        "Borrow the files of Juniper Street",
    ]
    assert read.buttons[1]["primary"]
    assert look.fields == []
    assert figure.alt == "There is no figure yet."
    assert "Nothing was read yet" in sections(below)["not-known"]


@pytest.mark.parametrize("button", ["save", "report"])
def test_without_numbers_nothing_is_saved_and_a_sentence_says_so(space: Workspace, button: str) -> None:
    *_, below = parts(explore())
    below.press(button)
    assert below.status_kind == "trouble"
    assert "Nothing was saved, because no number has been read yet." in below.status_html
    assert not (space.work / "measurement.md").exists()


def test_an_example_that_does_not_exist_gets_a_sentence() -> None:
    with pytest.raises(OutreachError, match=r"There is no example '<b>'\. .* 'juniper-street'"):
        explore("<b>")


# What was read.


def test_each_state_of_a_file_has_its_section(space: Workspace) -> None:
    put(space, access_log=LOG, chart_csv=CHART, readers_csv=READERS, twice_log=LOG)
    view = explore()
    read, *_ = parts(view)
    held = sections(read)
    assert list(held) == ["read", "asked", "not-read", "same", "warnings"]
    assert "access.log" in held["read"]
    assert "access log" in held["read"]
    assert "chart.csv" in held["asked"]
    assert "Facebook or of Instagram" in held["asked"]
    assert "readers.csv" in held["not-read"]
    assert "--columns" not in held["not-read"]
    assert "twice.log is the same as access.log" in held["same"]
    assert "4 files: 1 read, 1 counted already, 1 waiting for an answer and 1 not read." in read.status_html
    for words in ("access.log: Web server", "twice.log: the same as access.log", "readers.csv: not read"):
        assert words in view.summary()


def test_a_place_that_is_chosen_counts_at_once(space: Workspace) -> None:
    put(space, chart_csv=CHART)
    view = explore()
    read, look, _, _ = parts(view)
    asked = field(read, "channel-")
    assert [option["id"] for option in asked["options"]] == ["", "facebook", "instagram"]
    assert asked["group"] == "chart.csv"
    edit(read, **{asked["name"]: "facebook"})
    assert view.imported.files[0].is_read
    assert "asked" not in sections(read)
    assert "chart.csv" in sections(read)["read"]
    assert field(read, "channel-")["name"] == asked["name"]
    assert [option["id"] for option in field(look, "channels")["options"]] == ["facebook"]
    edit(read, **{asked["name"]: ""})
    assert view.imported.files[0].asked


def test_dates_that_can_be_read_in_two_ways_are_asked_for(space: Workspace) -> None:
    put(space, inquiries_csv=INQUIRIES)
    view = explore()
    read, *_ = parts(view)
    asked = field(read, "dates-")
    assert [option["text"] for option in asked["options"]] == [
        "Not said yet",
        "The month comes first",
        "The day comes first",
    ]
    edit(read, **{asked["name"]: "MDY"})
    assert view.last_day == date(2026, 5, 4)
    edit(read, **{asked["name"]: "DMY"})
    assert view.last_day == date(2026, 4, 5)


def test_columns_of_ones_own_are_suggested_and_count_when_the_files_are_read_again(space: Workspace) -> None:
    put(space, readers_csv=READERS)
    view = explore()
    read, *_ = parts(view)
    asked = field(read, "columns-")
    assert "Day=date, Readers=visitors" in asked["help"]
    edit(read, **{asked["name"]: "Day=date, Readers=visitors"})
    assert "Read the files again" in read.status_html
    assert not view.imported.read
    read.press("again")
    assert view.imported.files[0].rows == 2
    assert view.imported.table["value"].tolist() == [10, 11]


def test_columns_that_cannot_be_understood_get_a_sentence(space: Workspace) -> None:
    put(space, readers_csv=READERS)
    read, *_ = parts(explore())
    edit(read, **{field(read, "columns-")["name"]: "Day"})
    read.press("again")
    assert read.status_kind == "trouble"
    assert "readers.csv: Columns are named as header=meaning" in read.status_html


def test_own_visits_no_longer_count_when_their_address_is_named(space: Workspace) -> None:
    put(space, access_log=LOG)
    view = explore()
    read, *_ = parts(view)
    assert view.imported.files[0].totals["visits"] == 4
    edit(read, own="203.0.113.24")
    assert view.imported.files[0].totals["visits"] == 4
    read.press("again")
    assert view.imported.files[0].totals["visits"] == 2


def test_an_address_that_is_none_is_told_and_everything_counts(space: Workspace) -> None:
    put(space, access_log=LOG)
    view = explore()
    read, *_ = parts(view)
    edit(read, own="203.0.113.999")
    read.press("again")
    assert read.status_kind == "trouble"
    assert "203.0.113.999 is no address" in read.status_html
    assert view.imported.files[0].totals["visits"] == 4
    edit(read, own="")
    read.press("again")
    assert read.status_kind == "plain"


@pytest.mark.parametrize("bad", ["tiktok", "<b>", 5, None, [], {"a": 1}])
def test_an_answer_that_is_not_offered_is_answered_and_not_kept(space: Workspace, bad: object) -> None:
    put(space, chart_csv=CHART)
    view = explore()
    read, *_ = parts(view)
    edit(read, **{field(read, "channel-")["name"]: bad})
    assert read.status_kind == "trouble"
    assert "<b>" not in read.status_html
    assert not read.kept_well
    assert view.setting.said == {}


def test_files_that_are_dropped_are_read_when_all_have_come(space: Workspace) -> None:
    view = explore()
    read, *_ = parts(view)
    page = Page(zone(view))
    page.gives("blog/access.log", LOG.encode(), part=100)
    assert not view.imported.files
    page.says({"do": "all", "file": "all"})
    assert [file.path for file in view.imported.read] == ["blog/access.log"]
    assert "1 file: 1 read." in read.status_html
    assert (space.work / "exports" / "blog" / "access.log").read_bytes() == LOG.encode()


def test_the_place_for_files_says_what_becomes_of_them() -> None:
    words = zone(explore()).words
    for said in ("zip files, as they are", "copied into my-work/exports on this computer", "original is not touched"):
        assert said in words
    assert "nothing is sent anywhere" in words


def test_a_file_that_is_taken_away_is_gone_when_the_files_are_read_again(space: Workspace) -> None:
    path = put_as(space, "access.log", LOG)
    view = explore()
    read, *_ = parts(view)
    path.unlink()
    read.press("again")
    assert view.imported.files == ()
    assert "There are no exports" in read.status_html


def test_the_same_files_are_read_once(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = []

    def counted(*paths: Any, **more: Any) -> Imported:
        reads.append(paths)
        return import_files(*paths, **more)

    monkeypatch.setattr(reading_once, "import_files", counted)
    put(space, access_log=LOG)
    for _ in range(3):
        explore()
    assert len(reads) == 1
    put(space, access_log=LOG + LOG.replace("Mar", "Apr"))
    assert explore().imported.files[0].rows == 8
    assert len(reads) == 2


# What is looked at.


def test_each_finding_with_a_figure_can_be_looked_at() -> None:
    view = explore("juniper-street")
    _, look, figure, below = parts(view)
    shown = [option["id"] for option in field(look, "figure")["options"]]
    assert shown == [name for name in LABELS if name in drawings()]
    for name in shown:
        edit(look, figure=name)
        finding = getattr(view.findings, name)
        assert figure.alt == finding.alt
        assert finding.heads[0] in figure.table_html
        assert "<strong>" in look.status_html
        assert name not in sections(below)


def test_a_period_and_a_channel_change_what_is_found() -> None:
    view = explore("juniper-street")
    _, look, figure, below = parts(view)
    edit(look, figure="weekly")
    before = figure.figure
    edit(look, period="last")
    assert view.findings is not None
    assert view.findings.asked_period == (date(2026, 6, 1), date(2026, 8, 30))
    assert figure.figure != before
    edit(look, channels=["facebook"])
    assert view.findings.channels == ("facebook",)
    assert "Follower counts say nothing about trust." in sections(below)["not-known"]
    edit(look, channels=list(view.channels), period="all")
    assert view.setting.channels == ()
    assert figure.figure == before


def test_the_two_quarters_lie_beside_each_other() -> None:
    view = explore("juniper-street")
    _, look, _, _ = parts(view)
    spans = {}
    for period in ("last", "before"):
        edit(look, period=period)
        spans[period] = view.setting.days(view.last_day)
    assert spans == {
        "last": (date(2026, 6, 1), date(2026, 8, 30)),
        "before": (date(2026, 3, 2), date(2026, 5, 31)),
    }


def test_days_of_ones_own_begin_with_those_there_are_and_can_be_changed() -> None:
    view = explore("juniper-street")
    _, look, _, _ = parts(view)
    assert field(look, "first")["hidden"]
    edit(look, period="dates")
    assert not field(look, "first")["hidden"]
    assert (look.values["first"], look.values["last"]) == ("2026-03-02", "2026-08-30")
    edit(look, first="2026-07-06")
    assert view.findings is not None
    assert view.findings.asked_period == (date(2026, 7, 6), date(2026, 8, 30))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"first": "soon"}, "a day such as 2026-08-30 was expected"),
        ({"last": "2026-01-01"}, "comes before the first"),
        ({"channels": []}, "Choose at least one"),
        ({"channels": ["myspace"]}, "none of the channels"),
        ({"channels": None}, "none of the channels"),
        ({"period": "forever"}, "none of the answers"),
        ({"period": []}, "none of the answers"),
        ({"figure": "<b>"}, "none of the answers"),
        ({"figure": {}}, "none of the answers"),
    ],
)
def test_what_cannot_be_looked_at_gets_a_sentence_and_the_figure_stays(values: dict[str, object], said: str) -> None:
    view = explore("juniper-street")
    _, look, figure, _ = parts(view)
    edit(look, period="dates")
    before, setting = figure.figure, view.setting
    edit(look, **values)
    assert said in look.status_html
    assert "<b>" not in look.status_html
    assert look.status_kind == "trouble"
    assert not look.kept_well
    assert (figure.figure, view.setting) == (before, setting)
    edit(look, period="all", first="", last="", channels=list(view.channels), figure="weekly")
    assert look.status_kind == "plain"


def test_a_period_without_numbers_says_so_and_can_be_left_again() -> None:
    view = explore("juniper-street")
    _, look, figure, below = parts(view)
    edit(look, period="dates", first="2020-01-01", last="2020-02-01")
    assert sections(below)["not-known"]
    assert look.fields
    edit(look, period="all")
    assert figure.figure["data"]


def test_what_can_not_be_concluded_is_always_open() -> None:
    for view in (explore(), explore("juniper-street")):
        *_, below = parts(view)
        first = below.sections[0]
        assert (first["name"], first["title"], first["open"]) == ("not-known", "What can I not conclude yet", True)
        assert "<li>" in first["html"]
        assert {"rates", "definitions"} <= sections(below).keys()


def test_definitions_stand_with_source_year_and_mark_and_others_with_what_is_against_them() -> None:
    *_, below = parts(explore("juniper-street"))
    held = sections(below)["definitions"]
    for words in ("SEEN", "KNOWN", "ESTIMATE", "Kaushik", "Not comparable", "What others publish"):
        assert words in held


# What is kept of it.


def test_a_measurement_is_saved_with_what_the_learner_takes_from_it(space: Workspace) -> None:
    put(space, answers_csv=ANSWERS)
    view = explore()
    *_, below = parts(view)
    check = find_check("engagement.measurement")
    below.press("save")
    assert "It does not say yet what you take from it" in below.status_html
    assert check(space) == Problem("no-conclusion")
    edit(
        below,
        mine="Twelve people wrote back to the letter in three months, and I will answer each.",
        again="2026-08-24",
    )
    assert below.status_html == ""
    below.press("save")
    assert below.status_kind == "good"
    assert below.status_html == "<p>Saved as my-work/measurement.md.</p>"
    assert check(space) == Fine()
    text = (space.work / "measurement.md").read_text("utf-8")
    assert "On: 2026-08-24" in text
    assert "Twelve people wrote back" in text
    assert "answers.csv" in text


def test_a_measurement_names_its_files_whole(space: Workspace) -> None:
    name = f"{'answers-of-the-letter-' * 4}.csv"
    put_as(space, name, ANSWERS)
    view = explore()
    *_, below = parts(view)
    below.press("save")
    line = next(line for line in (space.work / "measurement.md").read_text("utf-8").splitlines() if ".csv" in line)
    assert line.endswith(f"rows, {view.imported.files[0].first_date} to {view.imported.files[0].last_date}")


def test_a_long_list_of_files_does_not_stand_open_above_the_figure(space: Workspace) -> None:
    for number in range(told.FEW):
        put_as(space, f"inquiries-{number}.csv", f"date,source,qualified\n2026-03-{number + 10},hospice,yes\n")
    read, *_ = parts(explore())
    assert next(one for one in read.sections if one["name"] == "read")["open"]
    put_as(space, "one-more.csv", "date,source,qualified\n2026-04-30,hospice,yes\n")
    read, *_ = parts(explore())
    assert not next(one for one in read.sections if one["name"] == "read")["open"]


def test_a_measurement_that_was_changed_by_hand_is_kept_under_another_name(space: Workspace) -> None:
    put(space, answers_csv=ANSWERS)
    *_, below = parts(explore())
    below.press("save")
    file = space.work / "measurement.md"
    file.write_text(file.read_text("utf-8") + "\nMine.\n", "utf-8")
    edit(below, mine="Another sentence.")
    below.press("save")
    assert "kept as my-work/measurement.earlier-1.md" in below.status_html
    assert (space.work / "measurement.earlier-1.md").read_text("utf-8").endswith("\nMine.\n")
    below.press("save")
    assert "earlier" not in below.status_html
    assert not (space.work / "measurement.earlier-2.md").exists()


def test_a_measurement_that_is_no_text_is_set_aside_and_told(space: Workspace) -> None:
    put(space, answers_csv=ANSWERS)
    *_, below = parts(explore())
    (space.work / "measurement.md").write_bytes(b"\xff\xfe\x00")
    below.press("save")
    assert "It is kept as my-work/measurement.damaged-" in below.status_html
    assert (space.work / "measurement.md").read_text("utf-8").startswith("# Measurement")


def test_a_disk_that_is_full_is_told_and_what_was_there_stays(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    put(space, answers_csv=ANSWERS)
    *_, below = parts(explore())
    below.press("save")
    before = (space.work / "measurement.md").read_text("utf-8")
    monkeypatch.setattr("outreach.workspace.tempfile.mkstemp", full)
    edit(below, mine="Another sentence.")
    assert "the disk is full" in below.status_html
    assert not below.kept_well
    below.press("save")
    assert below.status_kind == "trouble"
    assert "the disk is full" in below.status_html
    assert (space.work / "measurement.md").read_text("utf-8") == before


def test_a_day_that_is_none_gets_a_sentence(space: Workspace) -> None:
    put(space, answers_csv=ANSWERS)
    *_, below = parts(explore())
    edit(below, again="in spring")
    assert "For “look again on” a day such as 2026-08-30 was expected" in below.status_html
    below.press("save")
    assert below.status_kind == "trouble"
    assert not (space.work / "measurement.md").exists()


def test_look_again_is_a_quarter_after_the_last_day_and_never_past(space: Workspace) -> None:
    assert explore("juniper-street").again() == date(2026, 11, 29)
    old = ANSWERS.replace("2026-", "2019-")
    put(space, answers_csv=old)
    assert explore().again() == date.today() + timedelta(weeks=13)  # noqa: DTZ011 - the same calendar


def test_the_example_is_not_saved_over_what_a_learner_has(space: Workspace) -> None:
    view = explore("juniper-street")
    *_, below = parts(view)
    assert below.buttons == []
    for save in (view.save, view.save_report):
        with pytest.raises(OutreachError, match="It was not saved, so that yours stays"):
            save()
    assert not (space.work / "measurement.md").exists()


def test_in_a_temporary_folder_the_example_is_saved_and_says_where() -> None:
    temporary = temporary_workspace()
    use_workspace(temporary)
    view = explore("juniper-street")
    assert "of a temporary folder" in view.save().sentence
    text = (temporary.work / "measurement.md").read_text("utf-8")
    assert text.startswith("# Measurement: Juniper Street Counseling")
    assert "5 of 9 inquiries" in text


def test_a_report_is_saved_as_a_page(space: Workspace) -> None:
    put(space, answers_csv=ANSWERS)
    *_, below = parts(explore())
    below.press("report")
    assert below.status_html == "<p>Saved as my-work/engagement-report.html.</p>"
    assert (space.work / "engagement-report.html").read_text("utf-8").startswith("<!doctype html>")


# The three ways to be read.


def test_the_summary_is_the_same_twice() -> None:
    assert explore("juniper-street").summary() == explore("juniper-street").summary()
    assert repr(explore("juniper-street")) == explore("juniper-street").summary()


def test_the_summary_says_files_findings_and_what_is_not_known() -> None:
    text = explore("juniper-street").summary()
    for words in ("Mailchimp, campaigns", "5 of 9 inquiries name", "What I cannot conclude yet", "269 readers"):
        assert words in text
    assert "/" + "tmp" not in text


def test_the_page_holds_every_finding_as_a_table() -> None:
    view = explore("juniper-street")
    page = view.page()
    for name in LABELS:
        assert f"<summary>{LABELS[name]}</summary>" in page
    assert page.count("<table>") > len(LABELS)
    assert "<script" not in page


def test_the_widget_is_the_same_at_every_call_and_the_bundle_holds_all_three() -> None:
    view = explore()
    assert view.widget() is view.widget()
    assert set(view._repr_mimebundle_()) == {"text/plain", "text/html", WIDGET_VIEW}


def test_only_ones_own_explorer_takes_files() -> None:
    assert len(explore().widget().children) == 5
    assert len(explore("juniper-street").widget().children) == 4


def test_hostile_names_and_titles_are_escaped_everywhere(space: Workspace) -> None:
    posts = f"Title,Published,Comments\n{HOSTILE},2026-03-02,3\n{HOSTILE} two,2026-03-09,4\n"
    put_as(space, f"{HOSTILE.replace('/', '')}.csv", posts)
    put_as(space, f"{HOSTILE}.log", LOG)
    view = explore()
    read, look, figure, below = parts(view)
    edit(read, **{field(read, "columns-")["name"]: "Title=title, Published=published, Comments=comments"})
    read.press("again")
    assert len(view.imported.read) == 2
    for option in field(look, "figure")["options"]:
        edit(look, figure=option["id"])
        shown = [look.status_html, figure.table_html, *(section["html"] for section in below.sections)]
        assert not any("<img" in html for html in shown)
    everything = [view.page(), read.status_html, *(section["html"] for section in read.sections)]
    assert not any("<img" in html for html in everything)
    assert "&lt;img" in view.page()
