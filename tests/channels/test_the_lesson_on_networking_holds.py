"""Where module 01 names a state, a number or a decision, the audit must still give it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from outreach.channels.accounts.account import Account
from outreach.channels.accounts.example import JUNIPER_STREET
from outreach.channels.accounts.state import checklist, judged, state_of, whole_in_words
from outreach.channels.accounts.view import audit_accounts
from outreach.course.outline import course_home
from outreach.course.question_file import read_questions
from outreach.course.questions import Order
from outreach.errors import OutreachError
from outreach.workspace import Workspace, use_workspace

MODULE = course_home() / "course" / "01-why-network"
LESSON = " ".join((MODULE / "lesson.md").read_text(encoding="utf-8").split())


def states() -> dict[str, str]:
    return {one.account.channel: one.state for one in judged(JUNIPER_STREET)}


def test_two_accounts_are_abandoned_one_is_dormant_and_none_is_alive() -> None:
    assert "Two accounts are abandoned, one is dormant, and none is alive." in LESSON
    assert Counter(states().values()) == {"abandoned": 2, "dormant": 1}
    assert whole_in_words(JUNIPER_STREET, "They").startswith("Of 3 accounts, 0 are alive, 1 is dormant and 2 are")


def test_the_numbers_on_the_envelope_are_those_of_the_audit() -> None:
    linkedin = next(one for one in JUNIPER_STREET.accounts if one.channel == "linkedin")
    assert (linkedin.people, linkedin.known, linkedin.months_since_last_post) == (340, 60, 8)
    assert linkedin.conversations_in_90_days == 4
    assert "LinkedIn: 340 people." in LESSON
    assert "she stops at about sixty" in LESSON
    assert "it is sixty of 340" in LESSON
    assert "To the other 280," in LESSON
    assert "no post from her for eight months, and yet there were four conversations" in LESSON


def test_what_becomes_of_each_account_is_what_the_lesson_says() -> None:
    decided = {one.channel: one.decision for one in JUNIPER_STREET.accounts}
    assert decided == {"linkedin": "keep", "facebook-page": "park", "instagram": "close"}
    for sentence in ("Juniper Street keeps LinkedIn", "It parks the Facebook page", "It closes Instagram."):
        assert sentence in LESSON


def test_a_listing_is_judged_by_when_it_was_last_brought_up_to_date() -> None:
    assert "it is alive if you brought it up to date within the last twelve months, and dormant if not." in LESSON
    for channel in ("psychology-today", "google-business"):
        states = [state_of(Account(1, channel, months_since_last_post=months)) for months in (0, 12, 13, 60)]
        assert states == ["alive", "alive", "dormant", "dormant"]


def test_closing_instagram_takes_a_goodbye_in_the_story_as_in_the_checklist() -> None:
    closing = next(one for one in JUNIPER_STREET.accounts if one.decision == "close")
    assert closing.channel == "instagram"
    assert any("Write one last post" in step for step in checklist(closing))
    assert "The tenth will say goodbye" in LESSON


def test_the_order_of_leaving_in_the_question_is_the_order_of_the_checklist() -> None:
    question = next(one for one in read_questions(MODULE / "questions.toml") if isinstance(one, Order))
    closing = next(one for one in JUNIPER_STREET.accounts if one.decision == "close")
    steps = checklist(closing)
    said = {
        "save-copy": "Export first",
        "last-post": "Write one last post",
        "answer-open": "Answer what is still open",
        "lock-hold": "empty and locked",
        "delete-note": "Then delete the account",
    }
    assert set(question.answer) == set(said)
    places = [next(place for place, step in enumerate(steps) if said[item] in step) for item in question.answer]
    assert places == sorted(places)


def test_an_example_is_saved_in_a_temporary_folder_and_never_over_ones_own(tmp_path: Path) -> None:
    assert "of a temporary folder" in repr(audit_accounts("juniper-street").save())
    space = Workspace(tmp_path)
    use_workspace(space)
    try:
        with pytest.raises(OutreachError, match="It was not saved, so that yours stays"):
            audit_accounts("juniper-street").save()
        assert not space.path("accounts.toml").exists()
    finally:
        use_workspace(None)
