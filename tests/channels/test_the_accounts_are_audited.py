"""The accounts already open: how alive they are, what to do about each, and nothing that is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

import outreach.channels.accounts.checks  # noqa: F401 - registers the check
from outreach import workspace
from outreach.channels.accounts.account import (
    MOST_ACCOUNTS,
    SOMETHING_ELSE,
    Account,
    Audit,
    account_from,
    brought_back,
    edited,
    titles,
    with_new,
    without,
)
from outreach.channels.accounts.example import JUNIPER_STREET
from outreach.channels.accounts.file import (
    CHECKLIST,
    FILE_NAME,
    is_as_written,
    load_audit,
    read_audit,
    ticked_in,
    write_audit,
    write_checklist,
)
from outreach.channels.accounts.state import checklist, judged, rule_words, state_of, whole_in_words
from outreach.channels.accounts.steps import ADVICE
from outreach.channels.accounts.view import AccountsView, audit_accounts
from outreach.channels.facts.known import catalog
from outreach.checks import Fine, NotMade, Problem, Result, Unreadable, find_check
from outreach.crisis_lines import Kind, line_for
from outreach.errors import OutreachError
from outreach.form import Form
from outreach.view import WIDGET_VIEW
from outreach.workspace import Workspace, make_learner_folder, temporary_workspace, use_workspace

HOSTILE = "<img src=x onerror=alert(1)>\n## Forged\n- [x] `$x$` | \u202eevil\x1b[31m"


@pytest.fixture(autouse=True)
def space(tmp_path: Path) -> Iterator[Workspace]:
    folder = make_learner_folder(tmp_path / "learner")
    use_workspace(folder)
    yield folder
    use_workspace(None)


def account(account_id: int = 1, **said: Any) -> Account:
    """Return an account of which everything is said, but for these changes."""
    whole = Account(account_id, "linkedin", "", 2, people=300, known=60, conversations_in_90_days=3, decision="keep")
    return replace(whole, **said)


def listing(account_id: int = 1, **said: Any) -> Account:
    """Return a listing of which everything that has to be said is said, but for these changes."""
    return replace(
        Account(account_id, "psychology-today", months_since_last_post=5, decision="keep"),
        **said,
    )


def audit(*accounts: Account) -> Audit:
    return Audit(accounts)


def opened(space: Workspace) -> tuple[AccountsView, Form]:
    view = AccountsView(Workspace(space.folder))
    return view, view.widget()


def type_in(form: Form, **values: object) -> None:
    """Do what the page does when somebody edits fields; ``a1_people`` is the field 1-people."""
    named = {re.sub(r"^a(\d+)_", r"\1-", name): value for name, value in values.items()}
    form.set_state({"values": {**form.values, **named}, "edits": form.edits + 1})


def shown(form: Form) -> list[str]:
    return [field["name"] for field in form.fields if not field["hidden"]]


def press(form: Form, button: str) -> None:
    """Do what the page does when somebody presses a button that is there."""
    before = form.status_html
    form._received(form, {"press": button}, None)
    assert form.status_html != before, f"{button} was not there to press, or nobody was told"


def check(space: Workspace, *accounts: Account) -> Result:
    space.write_text(FILE_NAME, write_audit(audit(*accounts)))
    return find_check("channels.accounts")(space)


# How alive an account is.


@pytest.mark.parametrize(
    ("months", "talks", "state"),
    [
        (0, 1, "alive"),
        (3, 1, "alive"),
        (3, 0, "dormant"),
        (4, 9, "dormant"),
        (12, 0, "dormant"),
        (13, 0, "abandoned"),
        (13, 1, "dormant"),
        (600, 0, "abandoned"),
        (None, 0, "cannot tell"),
        (0, None, "cannot tell"),
    ],
)
def test_the_state_changes_exactly_at_the_lines_that_are_told(months: int, talks: int, state: str) -> None:
    assert state_of(account(months_since_last_post=months, conversations_in_90_days=talks)) == state


def test_who_never_posted_is_abandoned_unless_somebody_talks_there() -> None:
    never = account(months_since_last_post=None, never_posted=True)
    assert state_of(replace(never, conversations_in_90_days=0)) == "abandoned"
    assert state_of(replace(never, conversations_in_90_days=1)) == "dormant"
    assert "never an own post" in judged(audit(never))[0].reason


def test_each_missing_answer_is_named() -> None:
    [one] = judged(audit(Account(1)))
    assert one.reason == (
        "Still to say: which account this is, when the last own post was and how many conversations there were."
    )
    [other] = judged(audit(account(channel=SOMETHING_ELSE, name="")))
    assert other.reason == "Still to say: which account this is."


def test_a_reason_is_one_sentence_with_the_numbers_that_decided() -> None:
    [one] = judged(audit(account(months_since_last_post=1, conversations_in_90_days=1)))
    assert one.reason == "The last own post was 1 month ago, and there was 1 conversation in 90 days."
    [now] = judged(audit(account(months_since_last_post=0, conversations_in_90_days=0)))
    assert now.reason == "The last own post was this month, and there was no conversation in 90 days."


def test_knowing_more_people_than_there_are_is_said_kindly_and_counted_nowhere() -> None:
    both = audit(account(1), account(2, people=10, known=40))
    assert "40 people are known of 10" in judged(both)[1].note
    assert judged(both)[0].note == ""
    assert "about 60 of 300 people there personally (1 account is not counted in this)" in whole_in_words(both)


def test_the_whole_is_told_in_grammar() -> None:
    dormant, gone = account(months_since_last_post=8), account(2, months_since_last_post=14, conversations_in_90_days=0)
    assert whole_in_words(audit(dormant)).startswith("The one account listed is dormant. You know about 60 of 300")
    assert whole_in_words(audit(dormant, gone, replace(gone, id=3))).startswith(
        "Of 3 accounts, 0 are alive, 1 is dormant and 2 are abandoned. You know about 180 of 900"
    )
    assert "and 1 cannot be judged yet." in whole_in_words(audit(dormant, gone, Account(3)))


def test_knowing_too_many_is_told_where_the_numbers_stand() -> None:
    [one] = judged(audit(account(people=20, known=80)))
    assert one.known_words == "please look again: 80 known of 20"
    [even] = judged(audit(account(people=20, known=20)))
    assert (even.known_words, even.note) == ("20 of 20", "")
    assert "Known personally: please look again: 80 known of 20" in write_checklist(audit(one.account))


def test_nobody_is_known_of_nobody() -> None:
    assert "know about" not in whole_in_words(audit(account(people=0, known=0)))


# Listings.


@pytest.mark.parametrize("channel", ["psychology-today", "google-business"])
@pytest.mark.parametrize(
    ("months", "state"), [(0, "alive"), (12, "alive"), (13, "dormant"), (600, "dormant"), (None, "cannot tell")]
)
def test_a_listing_is_alive_as_long_as_it_is_true_and_never_abandoned(
    channel: str, months: int | None, state: str
) -> None:
    assert state_of(listing(channel=channel, months_since_last_post=months)) == state
    assert state_of(listing(channel=channel, months_since_last_post=months, conversations_in_90_days=0)) == state


def test_never_posted_says_nothing_of_a_listing() -> None:
    assert state_of(listing(never_posted=True)) == "alive"
    [one] = judged(audit(listing(never_posted=True, months_since_last_post=None)))
    assert one.reason == "Still to say: when it was last brought up to date."


@pytest.mark.parametrize(
    ("months", "inquiries", "reason"),
    [
        (0, None, "It was last brought up to date this month."),
        (1, 0, "It was last brought up to date 1 month ago, and no inquiry came through it in 90 days."),
        (5, 1, "It was last brought up to date 5 months ago, and 1 inquiry came through it in 90 days."),
        (5, 1200, "It was last brought up to date 5 months ago, and 1,200 inquiries came through it in 90 days."),
    ],
)
def test_the_reason_of_a_listing_speaks_of_no_post(months: int, inquiries: int | None, reason: str) -> None:
    [one] = judged(audit(listing(months_since_last_post=months, conversations_in_90_days=inquiries)))
    assert one.reason == reason


def test_each_rule_is_told_where_it_is_used_and_nowhere_else() -> None:
    feed, entry = rule_words(audit(account())), rule_words(audit(listing()))
    assert "ESTIMATE" in feed
    assert "ESTIMATE" in entry
    assert "listing" not in feed
    assert "own post" not in entry
    assert "at most ~12 months ago" in entry
    both = rule_words(audit(account(), listing(2)))
    assert "own post" in both
    assert "at most ~12 months ago" in both
    assert rule_words(Audit()) == ""


def test_nobody_is_counted_who_reads_a_listing() -> None:
    both = audit(account(1), listing(2, people=10, known=40))
    assert judged(both)[1].known_words == "not asked of a listing"
    assert judged(both)[1].note == ""
    assert whole_in_words(both).endswith("You know about 60 of 300 people there personally.")


def test_the_steps_for_a_listing_are_its_own() -> None:
    for decision in ("keep", "park", "close"):
        assert not set(checklist(listing(decision=decision))) & set(checklist(account(decision=decision)))
    assert "fees" in checklist(listing(decision="keep"))[0]
    parked = " ".join(checklist(listing(decision="park")))
    assert "no new people now" in parked
    assert "telephone number in it true" in parked
    assert "messages" not in parked
    assert checklist(listing(decision="")) == ()


def test_a_listing_is_closed_with_a_copy_first_and_a_last_look_at_what_still_shows() -> None:
    steps = checklist(listing(decision="close"))
    words = ("so that you have a copy", "Take its address off", "Then delete", "Note the date", "still shows")
    order = [next(n for n, step in enumerate(steps) if word in step) for word in words]
    assert order == [0, 1, 2, 3, 4]


def test_a_channel_that_is_chosen_as_a_listing_gets_the_questions_of_a_listing_and_back(space: Workspace) -> None:
    space.write_text(FILE_NAME, write_audit(audit(account(1, never_posted=True))))
    _, form = opened(space)
    type_in(form, a1_channel="psychology-today")
    labels = {field["name"]: field["label"] for field in form.fields}
    assert shown(form) == [
        "1-channel",
        "1-name",
        "1-months_since_last_post",
        "1-conversations_in_90_days",
        "1-decision",
        "take-1",
    ]
    assert labels["1-months_since_last_post"].startswith("How many months ago did you last bring it up to date?")
    assert labels["1-conversations_in_90_days"].startswith("How many inquiries")
    assert "you may leave this empty" in labels["1-conversations_in_90_days"]
    type_in(form, a1_channel="linkedin")
    assert {"1-never_posted", "1-people", "1-known"} < set(shown(form))
    assert load_audit(space) == audit(account(1, never_posted=True))


def test_something_else_is_asked_and_judged_as_an_account(space: Workspace) -> None:
    other = account(1, channel=SOMETHING_ELSE, name="A directory of my town", months_since_last_post=20)
    other = replace(other, conversations_in_90_days=0)
    assert state_of(other) == "abandoned"
    space.write_text(FILE_NAME, write_audit(audit(other)))
    assert "1-people" in shown(opened(space)[1])


# What to do about it.


def test_closing_begins_with_the_export_that_the_catalog_tells_with_its_mark() -> None:
    steps = checklist(account(decision="close"))
    said = [note for note in catalog().channel("linkedin").fine_print if note.about.endswith("_export")]
    assert len(said) == 2
    assert all(f"{note.text.rstrip('.')} ({note.mark}: " in steps[0] for note in said)
    order = [next(n for n, step in enumerate(steps) if word in step) for word in ("Export", "last post", "Then delete")]
    assert order == sorted(order)
    assert order[-1] == len(steps) - 1


@pytest.mark.parametrize("channel", [channel.id for channel in catalog().channels])
def test_every_channel_of_the_catalog_has_a_line_on_its_export(channel: str) -> None:
    first = checklist(account(channel=channel, decision="close"))[0]
    assert re.search(r"\((SEEN|KNOWN|ESTIMATE): ", first)


def test_a_place_that_the_course_does_not_know_is_not_described() -> None:
    first = checklist(account(channel=SOMETHING_ELSE, name="Myspace", decision="close"))[0]
    assert "has not looked at this place" in first


def test_each_decision_has_steps_of_its_own_and_no_decision_has_none() -> None:
    keep, park, close = (checklist(account(decision=decision)) for decision in ("keep", "park", "close"))
    assert not set(keep) & set(park)
    assert not set(park) & set(close)
    assert all((keep, park, close))
    assert checklist(account(decision="")) == ()


@pytest.mark.parametrize("decision", ["park", "close"])
def test_who_leaves_says_that_nobody_watches_and_where_to_turn_in_an_emergency(decision: str) -> None:
    [step] = [one for one in checklist(account(decision=decision)) if "911" in one]
    assert "nobody watches this page" in step
    assert "call or text 988" in step
    assert "988: SEEN, 2026-11, UTHealth Houston 2024" in step
    assert "911: KNOWN" in step
    assert all(line_for("US", kind).backing() in step for kind in get_args(Kind))
    assert "Other countries have other lines." in step
    assert not any("911" in one for one in checklist(listing(decision=decision)))


def test_the_advice_says_that_no_page_is_watched_day_and_night() -> None:
    assert "No page is watched day and night" in ADVICE
    assert "emergency" in write_checklist(audit(account()))


# What can be said of an account.


@pytest.mark.parametrize(("typed", "kept"), [("14", 14), (" 1,200 ", 1200), ("", None), (340, 340), (14.0, 14)])
def test_a_number_is_read_as_people_type_it(typed: object, kept: int | None) -> None:
    assert account_from(1, {"people": typed}).people == kept


@pytest.mark.parametrize(
    "bad",
    ["-1", "two", "1.5", "1e9", "nan", True, [], float("inf"), 10**400, "9" * 5000, "٣", -3, {"a": 1}, "12,34"],
)
def test_a_bad_number_gets_a_short_sentence(bad: object) -> None:
    with pytest.raises(OutreachError, match="a whole number from 0 to 600 was expected") as said:
        account_from(1, {"months_since_last_post": bad})
    assert len(str(said.value)) < 200


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"decision": "burn"}, "expected one of: keep, park, close"),
        ({"name": 3}, "words were expected"),
        ({"name": "x" * 121}, "120 is the most"),
        ({"never_posted": "yes"}, "true or false"),
        ({"followers": 3}, "no part called 'followers'"),
        ({"channel": ["linkedin"]}, "words were expected"),
    ],
)
def test_an_odd_value_gets_a_sentence(values: dict[str, object], said: str) -> None:
    with pytest.raises(OutreachError, match=said):
        account_from(1, values)


def test_a_place_may_be_written_by_its_name_and_one_that_is_not_in_the_catalog_is_something_else() -> None:
    assert account_from(1, {"channel": "Facebook page"}).channel == "facebook-page"
    unknown = account_from(1, {"channel": "Myspace"})
    assert (unknown.channel, unknown.name) == (SOMETHING_ELSE, "Myspace")


def test_accounts_that_are_called_the_same_can_be_told_apart() -> None:
    assert titles(audit(account(1), account(2), account(3, name="Nadia"), Account(4))) == (
        "LinkedIn (1)",
        "LinkedIn (2)",
        "LinkedIn (Nadia)",
        "Account 4",
    )


def test_what_is_taken_away_comes_back_as_it_was() -> None:
    before = audit(account(1), account(2, name="Nadia"))
    away = without(before, 2)
    assert away.accounts == before.accounts[:1]
    assert brought_back(away) == before


def test_a_number_of_an_account_is_never_given_to_another() -> None:
    after = with_new(without(with_new(audit(account(1))), 2))
    assert [one.id for one in (*after.accounts, *after.taken_away)] == [1, 3, 2]


def test_there_is_room_for_twenty_and_the_next_one_is_told_so() -> None:
    full = Audit()
    for _ in range(MOST_ACCOUNTS):
        full = with_new(full)
    with pytest.raises(OutreachError, match="room for 20 accounts"):
        with_new(full)
    with pytest.raises(OutreachError, match="room for 20 accounts"):
        brought_back(with_new(without(full, 1)))


def test_an_edit_of_an_account_that_is_nowhere_is_refused() -> None:
    with pytest.raises(OutreachError, match="not in your list any more"):
        edited(audit(account(1)), 9, "name", "x")


# The two files.


def test_the_file_is_read_as_it_is_written() -> None:
    whole = Audit((account(3, name='"""\n[[account]]'), Account(1)), (account(2, never_posted=True),), no_account=True)
    assert read_audit(write_audit(whole)) == whole
    assert read_audit(write_audit(Audit())) == Audit()


def test_a_file_written_by_hand_needs_no_numbers() -> None:
    read = read_audit('[[account]]\nchannel = "x"\n\n[[account]]\nid = 1\n\n[[account]]\nid = 1\nchannel = "Reddit"\n')
    assert [(one.id, one.channel) for one in read.accounts] == [(2, "x"), (1, ""), (3, "reddit")]


ODD_FILES = {
    "not TOML": b"account = facebook\n",
    "an unknown key": b"acounts = 3\n",
    "an account that is none": b'account = ["linkedin"]\n',
    "a word for yes": b'no_account_anywhere = "yes"\n',
    "an unknown part": b"[[account]]\nfollowers = 3\n",
    "too many": b"[[account]]\n" * 21,
    "a number of five thousand digits": b"[[account]]\npeople = " + b"9" * 5000,
    "nested too deep": b"x = " + b"[" * 5000 + b"]" * 5000,
    "another encoding": "[[account]]\nname = 'Männer'".encode("latin-1"),
    "half a file": write_audit(JUNIPER_STREET).encode()[:-5],
}


@pytest.mark.parametrize("what", ODD_FILES)
def test_an_odd_file_gets_a_short_sentence_stays_and_is_set_aside_at_the_next_edit_only(
    space: Workspace, what: str
) -> None:
    space.path(FILE_NAME).write_bytes(ODD_FILES[what])
    _, form = opened(space)
    assert 20 < len(form.status_html) < 500
    assert form.status_kind == "trouble"
    assert space.path(FILE_NAME).read_bytes() == ODD_FILES[what]
    assert isinstance(find_check("channels.accounts")(space), Unreadable)
    press(form, "add")
    [aside] = space.work.glob("accounts.damaged-*.toml")
    assert aside.read_bytes() == ODD_FILES[what]
    assert "is kept as" in form.status_html
    assert len(load_audit(space).accounts) == 1


def test_a_file_that_is_damaged_while_the_form_is_open_costs_nothing_that_is_shown(space: Workspace) -> None:
    space.write_text(FILE_NAME, write_audit(audit(account(1), account(2, channel="x"))))
    _, form = opened(space)
    space.path(FILE_NAME).write_bytes(b"[[account]\n")
    type_in(form, a2_people="7")
    assert load_audit(space) == audit(account(1), account(2, channel="x", people=7))


def test_the_checklist_is_written_with_every_edit_and_ticks_stay(space: Workspace) -> None:
    space.write_text(FILE_NAME, write_audit(audit(account(1, decision="close"))))
    _, form = opened(space)
    type_in(form, a1_people="301")
    text = space.path(CHECKLIST).read_text(encoding="utf-8")
    step = checklist(account(decision="close"))[1]
    assert f"- [ ] {step}" in text
    space.path(CHECKLIST).write_text(text.replace(f"- [ ] {step}", f"- [x] {step}"), encoding="utf-8")
    type_in(form, a1_people="302")
    after = space.path(CHECKLIST).read_text(encoding="utf-8")
    assert ticked_in(after) == {("LinkedIn", step)}
    assert "of 302" in after
    assert not list(space.work.glob("accounts.earlier-*.md"))


def test_a_checklist_that_was_changed_by_hand_is_kept_under_another_name_once(space: Workspace) -> None:
    space.write_text(FILE_NAME, write_audit(audit(account(1))))
    _, form = opened(space)
    type_in(form, a1_people="301")
    with space.path(CHECKLIST).open("a", encoding="utf-8") as file:
        file.write("\nAsk Grace about the hospice page.\n")
    type_in(form, a1_people="302")
    [earlier] = space.work.glob("accounts.earlier-*.md")
    assert "Ask Grace" in earlier.read_text(encoding="utf-8")
    assert f"kept as my-work/{earlier.name}" in form.status_html
    type_in(form, a1_people="303")
    assert len(list(space.work.glob("accounts.earlier-*.md"))) == 1


def test_a_checklist_that_was_left_behind_is_written_anew_and_no_change_of_its_reader(space: Workspace) -> None:
    space.write_text(CHECKLIST, write_checklist(audit(account(1, decision="park"), account(2))))
    space.write_text(FILE_NAME, write_audit(audit(account(1))))
    _, form = opened(space)
    type_in(form, a1_people="301")
    assert "of 301" in space.path(CHECKLIST).read_text(encoding="utf-8")
    assert not list(space.work.glob("accounts.earlier-*.md"))


def test_whether_a_checklist_was_changed_by_hand_can_be_told_from_itself() -> None:
    text = write_checklist(audit(account(1, decision="park")))
    assert is_as_written(text)
    assert is_as_written(text.replace("- [ ]", "- [x]", 1))
    assert not is_as_written(text.replace("Pin a post", "Pin two posts"))
    assert not is_as_written(f"{text}\nAsk Grace.\n")
    assert not is_as_written("# My own list\n")


def test_a_process_that_ends_in_the_middle_of_a_write_leaves_the_file_before_it(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    space.write_text(FILE_NAME, write_audit(audit(account(1))))
    _, form = opened(space)

    def cut(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("outreach.workspace._rename", cut)
        with pytest.raises(KeyboardInterrupt):
            form.press("take-1")
    assert load_audit(space) == audit(account(1))
    press(form, "take-1")
    assert load_audit(space).taken_away == (account(1),)


def test_a_checklist_that_cannot_be_written_costs_no_answer(space: Workspace) -> None:
    space.path(CHECKLIST).mkdir()
    _, form = opened(space)
    press(form, "add")
    type_in(form, a1_people="5")
    assert load_audit(space).accounts[0].people == 5
    assert "Your answers are kept." in form.status_html
    assert form.kept_well


def test_a_hostile_name_is_text_on_one_line_everywhere(space: Workspace) -> None:
    hostile = audit(account(1, channel=SOMETHING_ELSE, name=HOSTILE, decision="close"))
    view = AccountsView(space, "An example", hostile)
    form = view.widget()
    sections = "".join(section["html"] for section in form.sections)
    type_in(form, a1_people="1")
    for said in (view.page(), sections, form.prompt_html, form.status_html):
        assert "&lt;img" in said
    for said in (view.page(), sections, form.prompt_html, form.status_html, write_checklist(hostile)):
        assert "<img" not in said
    for said in (view.page(), sections, form.prompt_html, form.status_html, write_checklist(hostile), view.summary()):
        assert "\u202e" not in said
        assert "\x1b" not in said
    assert len(re.findall("^## ", write_checklist(hostile), re.MULTILINE)) == 1
    assert ticked_in(write_checklist(hostile)) == frozenset()


def test_a_name_in_another_script_is_kept_and_shown(space: Workspace) -> None:
    _, form = opened(space)
    press(form, "add")
    type_in(form, a1_channel=SOMETHING_ELSE, a1_name="مركز الرعاية")
    assert load_audit(space).accounts[0].name == "مركز الرعاية"
    assert "مركز الرعاية" in AccountsView(space).page()


# The form.


def test_an_empty_audit_says_what_to_do_and_an_untouched_form_leaves_no_file(space: Workspace) -> None:
    view, form = opened(space)
    assert "Add an account" in view.summary()
    assert shown(form) == ["nowhere"]
    assert [button["name"] for button in form.buttons] == ["add"]
    assert not space.path(FILE_NAME).exists()


def test_what_is_typed_is_there_in_another_notebook(space: Workspace) -> None:
    view, form = opened(space)
    press(form, "add")
    type_in(form, a1_channel="linkedin")
    type_in(form, a1_months_since_last_post="8", a1_conversations_in_90_days="4")
    type_in(form, a1_decision="keep")
    again, elsewhere = opened(space)
    assert elsewhere.values == form.values
    assert again.summary() == view.summary()
    assert "LinkedIn: dormant. The last own post was 8 months ago" in again.summary()
    assert "LinkedIn: dormant" not in form.sections[0]["html"]  # it stands there as a table
    assert "<td>dormant</td>" in form.sections[0]["html"]
    assert form.kept == form.edits > 0


def test_the_result_follows_each_edit(space: Workspace) -> None:
    space.write_text(FILE_NAME, write_audit(audit(account(1))))
    view, form = opened(space)
    assert "<td>alive</td>" in form.sections[0]["html"]
    type_in(form, a1_conversations_in_90_days="0")
    assert "<td>dormant</td>" in form.sections[0]["html"]
    type_in(form, a1_decision="park")
    assert "Pin a post" in form.sections[1]["html"]
    assert view.summary().count("Decision: park.") == 1


def test_a_bad_number_is_said_and_the_rest_is_kept(space: Workspace) -> None:
    space.write_text(FILE_NAME, write_audit(audit(account(1))))
    _, form = opened(space)
    type_in(form, a1_people="many")
    assert "a whole number from 0 to 100,000,000 was expected" in form.status_html
    assert (form.status_kind, form.kept_well) == ("trouble", False)
    type_in(form, a1_known="7")
    assert load_audit(space) == audit(account(1, known=7))
    assert form.kept_well


def test_knowing_more_than_there_are_is_said_when_it_is_typed_and_kept(space: Workspace) -> None:
    space.write_text(FILE_NAME, write_audit(audit(account(1), account(2, channel="x", people=1, known=2))))
    _, form = opened(space)
    type_in(form, a1_people="20")
    assert "LinkedIn: The numbers now say that 60 people are known of 20 who are there." in form.status_html
    assert "please look at them once more" in form.status_html
    assert "Kept in my-work/accounts.toml" in form.status_html
    assert (form.status_kind, form.kept_well) == ("not-yet", True)
    assert "<td>please look again: 60 known of 20</td>" in form.sections[0]["html"]
    type_in(form, a1_people="60")
    assert "numbers now say" not in form.status_html
    assert form.status_kind == "plain"
    type_in(form, a2_name="Nadia")
    assert "numbers now say" not in form.status_html  # said where it was typed, and not at every other field


def test_no_account_is_offered_for_talks_but_one_that_was_kept_is_still_read(space: Workspace) -> None:
    def places(form: Form) -> set[str]:
        [field] = [field for field in form.fields if field["name"] == "1-channel"]
        return {option["id"] for option in field["options"]}

    space.write_text(FILE_NAME, write_audit(audit(account(1, channel="talks"))))
    view, form = opened(space)
    assert "talks" in places(form)
    assert "Talks and webinars: alive." in view.summary()
    type_in(form, a1_channel="linkedin")
    others = {channel.id for channel in catalog().channels} - {"talks"}
    assert places(form) == others | {"", SOMETHING_ELSE}


def test_never_posted_can_be_said_and_takes_the_question_for_months_away(space: Workspace) -> None:
    space.write_text(FILE_NAME, write_audit(audit(account(1))))
    _, form = opened(space)
    type_in(form, a1_never_posted=["yes"])
    assert "1-months_since_last_post" not in shown(form)
    assert load_audit(space).accounts[0].never_posted
    type_in(form, a1_never_posted=[])
    assert "1-months_since_last_post" in shown(form)
    assert load_audit(space) == audit(account(1))


def test_somebody_without_any_account_says_so_once(space: Workspace) -> None:
    view, form = opened(space)
    type_in(form, nowhere=["yes"])
    assert find_check("channels.accounts")(space) == Fine()
    assert "nothing to keep, park or close" in view.summary()
    assert opened(space)[1].values["nowhere"] == ["yes"]
    press(form, "add")
    assert shown(form)[0] == "1-channel"
    assert isinstance(find_check("channels.accounts")(space), Problem)


def test_an_account_that_is_taken_away_comes_back_after_a_restart(space: Workspace) -> None:
    space.write_text(FILE_NAME, write_audit(audit(account(1), account(2, channel="x"))))
    _, form = opened(space)
    press(form, "take-1")
    assert "1-people" not in shown(form)
    _, later = opened(space)
    assert [button["label"] for button in later.buttons] == ["Add an account", "Bring it back: LinkedIn"]
    press(later, "back")
    assert later.values["1-people"] == "300"
    assert set(load_audit(space).accounts) == {account(1), account(2, channel="x")}
    assert [button["name"] for button in later.buttons] == ["add"]


def test_two_open_forms_take_nothing_from_each_other(space: Workspace) -> None:
    _, first = opened(space)
    press(first, "add")
    _, second = opened(space)
    press(second, "add")
    press(first, "add")
    assert "2-people" in shown(first)  # the other window's row is shown with the next one of one's own
    type_in(first, a3_people="3")
    type_in(second, a2_people="2")
    type_in(first, a1_people="1")
    type_in(second, a1_known="1")
    kept = load_audit(space).accounts
    assert [(one.id, one.people, one.known) for one in kept] == [(1, 1, 1), (2, 2, None), (3, 3, None)]
    press(second, "add")
    assert (second.values["3-people"], second.values["2-people"]) == ("3", "2")


def test_an_edit_of_what_another_window_took_away_brings_it_back_with_the_edit(space: Workspace) -> None:
    space.write_text(FILE_NAME, write_audit(audit(account(1))))
    (_, first), (_, second) = opened(space), opened(space)
    press(first, "take-1")
    type_in(second, a1_people="301")
    assert load_audit(space) == audit(account(1, people=301))


def test_drawing_rows_anew_edits_nothing(space: Workspace) -> None:
    _, first = opened(space)
    _, second = opened(space)
    press(first, "add")
    type_in(first, a1_name="Nadia")
    before = space.path(FILE_NAME).read_bytes()
    space.path(FILE_NAME).write_bytes(before.replace(b"Nadia", b"Grace"))
    press(second, "add")
    assert second.values["1-name"] == "Grace"
    assert load_audit(space).accounts[0].name == "Grace"


def test_typing_a_name_does_not_draw_the_form_anew(space: Workspace) -> None:
    space.write_text(FILE_NAME, write_audit(audit(account(1))))
    _, form = opened(space)
    drawn: list[object] = []
    form.observe(drawn.append, names="fields")
    type_in(form, a1_name="N")
    type_in(form, a1_name="Na")
    type_in(form, a1_months_since_last_post="9")
    assert drawn == []
    type_in(form, a1_channel="x")
    assert len(drawn) == 1


def test_every_account_stands_in_a_frame_of_its_own_and_names_its_button(space: Workspace) -> None:
    space.write_text(FILE_NAME, write_audit(audit(account(1), account(2))))
    _, form = opened(space)
    groups = {field["group"] for field in form.fields if not field["hidden"]}
    assert groups == {"Account 1: LinkedIn", "Account 2: LinkedIn"}
    assert [field["name"] for field in form.fields if field["kind"] == "action"] == ["take-1", "take-2"]


def test_a_press_that_no_button_gives_does_nothing(space: Workspace) -> None:
    space.write_text(FILE_NAME, write_audit(audit(account(1))))
    _, form = opened(space)
    for name in ("take-9", "1-people", "back", "take-", 3):
        form._received(form, {"press": name}, None)
    type_in(form, a9_people="1", odd="x")
    assert load_audit(space) == audit(account(1))


def test_an_edit_among_twenty_full_accounts_writes_each_file_once_and_draws_only_the_result(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    space.write_text(FILE_NAME, write_audit(audit(*(account(number) for number in range(1, 21)))))
    _, form = opened(space)
    assert form.buttons[0]["disabled"]
    drawn: list[str] = []
    form.observe(lambda change: drawn.append(change["name"]), names=["fields", "buttons", "prompt_html", "sections"])
    written: list[str] = []
    write = workspace.atomic_write

    def counted(path: Path, data: bytes, *, shown_as: str | None = None) -> None:
        written.append(path.name)
        write(path, data, shown_as=shown_as)

    monkeypatch.setattr(workspace, "atomic_write", counted)
    type_in(form, a20_people="4")
    assert drawn == ["sections"]
    assert sorted(written) == sorted([FILE_NAME, CHECKLIST])
    assert load_audit(space).accounts[-1].people == 4


# The example.


def test_the_invented_practice_is_judged_as_the_story_says() -> None:
    said = audit_accounts("juniper-street").summary()
    assert "Of 3 accounts, 0 are alive, 1 is dormant and 2 are abandoned." in said
    assert "Facebook page: abandoned. The last own post was 14 months ago" in said
    assert "LinkedIn (Nadia): dormant." in said
    assert "Known personally: 60 of 340. Decision: keep." in said
    assert "ESTIMATE" in said
    assert "You know" not in said


def test_the_example_shows_what_comes_out_above_its_fields_and_only_there() -> None:
    form = audit_accounts("juniper-street").widget()
    assert "<td>abandoned</td>" in form.prompt_html
    assert "0 are alive, 1 is dormant and 2 are abandoned" in form.prompt_html
    assert [section["name"] for section in form.sections] == ["steps"]
    type_in(form, a3_months_since_last_post="2")
    assert "1 is alive, 0 are dormant and 2 are abandoned" in form.prompt_html


def test_ones_own_list_shows_what_comes_out_below_its_fields(space: Workspace) -> None:
    space.write_text(FILE_NAME, write_audit(audit(account(1))))
    _, form = opened(space)
    assert "<table>" not in form.prompt_html
    assert [section["name"] for section in form.sections] == ["result", "steps"]


def test_playing_with_the_example_changes_nothing_of_ones_own(space: Workspace) -> None:
    view = audit_accounts("juniper-street")
    form = view.widget()
    type_in(form, a3_conversations_in_90_days="0", a3_months_since_last_post="20")
    assert "0 are dormant and 3 are abandoned" in view.summary()
    press(form, "take-3")
    assert not list(space.work.iterdir())
    assert not form.keeps
    assert "2 are abandoned" in audit_accounts("juniper-street").summary()
    assert audit_accounts().audit == Audit()


@pytest.mark.parametrize("name", ["tomas", "elm", "<b>", 3, ""])
def test_an_example_that_does_not_exist_gets_a_sentence(name: Any) -> None:
    with pytest.raises(OutreachError, match="Use 'juniper-street'"):
        audit_accounts(name)


def test_a_view_is_shown_in_three_ways_and_the_same_at_every_run() -> None:
    use_workspace(temporary_workspace())
    first, second = audit_accounts("juniper-street"), audit_accounts("juniper-street")
    bundle = first._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", WIDGET_VIEW}
    assert bundle["text/plain"] == second.summary()
    assert bundle["text/html"] == second.page()
    assert first.widget() is first.widget()
    assert "<table>" in bundle["text/html"]


# The check.


def test_what_is_not_made_is_not_wrong(space: Workspace) -> None:
    assert find_check("channels.accounts")(space) == NotMade()
    assert check(space) == NotMade()


def test_the_problems_come_in_the_order_in_which_a_person_would_mend_them(space: Workspace) -> None:
    kept = [account(1), account(2, channel="x"), account(3, channel="reddit", months_since_last_post=20)]
    kept[2] = replace(kept[2], conversations_in_90_days=0)
    undecided = replace(kept[1], decision="")
    unclear = replace(kept[2], conversations_in_90_days=None)
    assert check(space, kept[0], undecided, unclear) == Problem("cannot-tell", {"account": "Reddit"})
    assert check(space, kept[0], undecided, kept[2]) == Problem("undecided", {"account": catalog().channel("x").name})
    assert check(space, *kept) == Problem("keeps-all", {"count": "3"})
    assert check(space, kept[0], replace(kept[1], decision="close"), kept[2]) == Problem(
        "abandoned-kept", {"account": "Reddit"}
    )
    assert check(space, kept[0], replace(kept[1], decision="close"), replace(kept[2], decision="park")) == Fine()


def test_two_accounts_may_both_be_kept(space: Workspace) -> None:
    assert check(space, account(1), account(2, channel="x", months_since_last_post=9)) == Fine()


def test_three_living_accounts_may_all_be_kept_and_with_one_that_is_dormant_they_may_not(space: Workspace) -> None:
    three = [account(1), account(2, channel="x"), account(3, channel="reddit")]
    assert check(space, *three) == Fine()
    assert check(space, *three[:2], replace(three[2], months_since_last_post=4)) == Problem("keeps-all", {"count": "3"})


def test_listings_do_not_count_among_those_that_are_kept(space: Workspace) -> None:
    dormant = account(2, channel="x", months_since_last_post=9)
    old = listing(3, months_since_last_post=40)
    assert check(space, account(1), dormant, old, listing(4, channel="google-business")) == Fine()
    third = account(5, channel="reddit")
    assert check(space, account(1), dormant, third, old) == Problem("keeps-all", {"count": "3"})
    assert check(space, account(1), dormant, third, replace(old, decision="close")) == Problem(
        "keeps-all", {"count": "3"}
    )
    assert check(space, old) == Fine()


def test_the_audit_of_the_invented_practice_passes(space: Workspace) -> None:
    assert check(space, *JUNIPER_STREET.accounts) == Fine()
