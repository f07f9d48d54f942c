"""What an author attests is asked, kept with its day, and bound to the very text."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from outreach.errors import OutreachError
from outreach.posts.drafting.attesting import (
    FILE_NAME,
    MOST_KEPT,
    Attestation,
    attest,
    attestation_of,
    attestations,
    attested_as_it_stands,
    latest,
    withdraw,
)
from outreach.posts.drafting.draft_file import digest_of
from outreach.posts.findings.finding import Question
from outreach.workspace import Workspace, make_learner_folder
from tests.posts.samples import HARMLESS, attested, full_disk, left_over, reviewed

DAY = date(2026, 11, 28)
QUESTIONS = reviewed(HARMLESS).questions
KEYS = [one.key for one in QUESTIONS]


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return make_learner_folder(tmp_path / "learner")


def test_what_was_attested_is_kept_with_its_day_its_words_and_no_word_of_the_draft(space: Workspace) -> None:
    made = attest(space, HARMLESS, QUESTIONS, KEYS, consent_form=" form 12 of May ", today=DAY)
    assert made == Attestation(digest_of(HARMLESS), DAY, {one.key: one.words for one in QUESTIONS}, "form 12 of May")
    assert attestation_of(space, HARMLESS) == made
    assert attested_as_it_stands(space, HARMLESS, QUESTIONS) == made
    written = space.path(FILE_NAME).read_text(encoding="utf-8")
    assert json.loads(written)["attested"][0]["attested_on"] == "2026-11-28"
    assert "chair" not in written


def test_the_day_is_today_where_none_is_given(space: Workspace) -> None:
    assert abs((attested(space, HARMLESS).attested_on - date.today()).days) <= 1  # noqa: DTZ011 - the author's calendar


@pytest.mark.parametrize(
    "edited",
    [
        HARMLESS.replace("chair", "chairs", 1),
        HARMLESS.replace("N", "n", 1),
        HARMLESS + " ",
        HARMLESS + "\n",
        HARMLESS.replace(" ", "\u00a0", 1),
        HARMLESS.replace("e", "\u0435", 1),
        "\u200b" + HARMLESS,
        HARMLESS[:-1],
        "",
    ],
)
def test_one_changed_letter_withdraws_it_and_changing_it_back_does_not(space: Workspace, edited: str) -> None:
    made = attested(space, HARMLESS)
    assert edited != HARMLESS
    assert attestation_of(space, edited) is None
    assert attested_as_it_stands(space, edited, QUESTIONS) is None
    assert not made.holds_for(edited, QUESTIONS)
    assert attested_as_it_stands(space, HARMLESS, QUESTIONS) == made


@pytest.mark.parametrize("same", ["\ufeff" + HARMLESS, HARMLESS.replace("\n", "\r\n")])
def test_how_an_editor_stores_the_same_text_withdraws_nothing(space: Workspace, same: str) -> None:
    assert attested_as_it_stands(space, same, QUESTIONS) is None
    attested(space, HARMLESS)
    assert attested_as_it_stands(space, same, QUESTIONS) is not None


@pytest.mark.parametrize(
    ("agreed", "said"),
    [
        ([], "Everything has to be true and ticked before you attest; 3 of 3 are open."),
        (["recognized"], "Everything has to be true and ticked before you attest; 2 of 3 are open."),
        (["recognized", "stories"], "One statement has to be true and ticked before you attest; 1 of 3 is open."),
        (["recognized", "recognized", "everything", "true"], "1 of 3 is open. Change the draft until you can tick it."),
    ],
)
def test_an_open_statement_keeps_anybody_from_attesting(space: Workspace, agreed: list[str], said: str) -> None:
    with pytest.raises(OutreachError) as error:
        attest(space, HARMLESS, QUESTIONS, agreed)
    assert said in str(error.value)
    assert not space.path(FILE_NAME).exists()


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_an_empty_draft_cannot_be_attested(space: Workspace, text: str) -> None:
    with pytest.raises(OutreachError, match="There is nothing to attest yet"):
        attest(space, text, QUESTIONS, KEYS)
    assert not space.path(FILE_NAME).exists()


def test_a_note_on_the_form_that_is_a_story_is_refused(space: Workspace) -> None:
    with pytest.raises(OutreachError, match="by a number or a date, in at most 300 characters"):
        attest(space, HARMLESS, QUESTIONS, KEYS, consent_form="x" * 301)
    assert not space.path(FILE_NAME).exists()


def test_a_question_that_came_later_is_not_attested_by_what_was(space: Workspace) -> None:
    attested(space, HARMLESS)
    more = (*QUESTIONS, Question("pictures", "No picture shows a client.", "A face is an identifier."))
    assert attestation_of(space, HARMLESS) is not None
    assert attested_as_it_stands(space, HARMLESS, more) is None
    assert attested_as_it_stands(space, HARMLESS, QUESTIONS[:2]) is not None


def test_the_newest_attestation_of_a_text_counts_and_the_latest_of_all_is_known(space: Workspace) -> None:
    assert latest(space) is None
    attest(space, HARMLESS, QUESTIONS, KEYS, today=date(2026, 11, 1))
    attest(space, HARMLESS, QUESTIONS, KEYS, consent_form="form 2", today=DAY)
    attest(space, "Another text.", QUESTIONS, KEYS, today=date(2026, 12, 1))
    made = attestation_of(space, HARMLESS)
    assert made is not None
    assert (made.attested_on, made.consent_form) == (DAY, "form 2")
    newest = latest(space)
    assert newest is not None
    assert newest.digest == digest_of("Another text.")


def test_taking_it_back_takes_back_every_attestation_of_this_text_and_of_no_other(space: Workspace) -> None:
    attested(space, HARMLESS)
    attested(space, HARMLESS)
    attested(space, "Another text.")
    withdraw(space, HARMLESS)
    assert attestation_of(space, HARMLESS) is None
    assert attestation_of(space, "Another text.") is not None
    withdraw(space, "A text that nobody attested.")
    assert len(attestations(space)) == 1


def test_no_more_are_kept_than_are_of_use_and_the_newest_stay(space: Workspace) -> None:
    entry = {"text_sha256": "0", "attested_on": "2026-01-01", "statements": {}, "consent_form": ""}
    space.update_json(FILE_NAME, lambda content: {**content, "attested": [entry] * MOST_KEPT})
    attested(space, HARMLESS)
    assert len(attestations(space)) == MOST_KEPT
    assert attestation_of(space, HARMLESS) is not None


# Bad files.


@pytest.mark.parametrize("data", [b"", b"{", b'{"attested": [{"text', b"\xff\xfe", b"[1]", b'"x"', b"[" * 100_000])
def test_a_damaged_file_is_set_aside_and_told_in_a_sentence(space: Workspace, data: bytes) -> None:
    space.path(FILE_NAME).write_bytes(data)
    assert attestation_of(space, HARMLESS) is None
    [aside] = space.work.glob("first-post-attested.damaged-*.json")
    assert aside.read_bytes() == data
    [notice] = space.take_notices()
    assert notice.startswith("my-work/first-post-attested.json could not be read (")
    assert aside.name in notice
    attested(space, HARMLESS)
    assert attestation_of(space, HARMLESS) is not None


@pytest.mark.parametrize(
    "content",
    [
        '{"attested": 3}',
        '{"attested": {"a": 1}}',
        '{"attested": [3, null, "x", []]}',
        '{"attested": [{}]}',
        '{"attested": [{"text_sha256": "DIGEST", "attested_on": "yesterday", "statements": {}}]}',
        '{"attested": [{"text_sha256": "DIGEST", "attested_on": "2026-02-30", "statements": {}}]}',
        '{"attested": [{"text_sha256": "DIGEST", "attested_on": "2026-11-28", "statements": ["recognized"]}]}',
        '{"attested": [{"text_sha256": "DIGEST", "attested_on": "2026-11-28", "statements": {}, "consent_form": 1}]}',
        '{"attested": [{"text_sha256": "DIGEST", "attested_on": "2026-11-28"}]}',
        '{"attested": [{"text_sha256": ["DIGEST"], "attested_on": "2026-11-28", "statements": {}}]}',
        '{"form": 1}',
    ],
)
def test_an_entry_that_cannot_be_understood_attests_nothing(space: Workspace, content: str) -> None:
    space.write_text(FILE_NAME, content.replace("DIGEST", digest_of(HARMLESS)))
    assert attested_as_it_stands(space, HARMLESS, QUESTIONS) is None
    attested(space, HARMLESS)
    assert attested_as_it_stands(space, HARMLESS, QUESTIONS) is not None


def test_statements_that_are_missing_from_an_entry_attest_nothing(space: Workspace) -> None:
    some = {"text_sha256": digest_of(HARMLESS), "attested_on": "2026-11-28", "statements": {"true": "It is true."}}
    space.write_text(FILE_NAME, json.dumps({"attested": [some]}))
    assert attestation_of(space, HARMLESS) is not None
    assert attested_as_it_stands(space, HARMLESS, QUESTIONS) is None


def test_a_file_of_a_newer_course_is_not_touched(space: Workspace) -> None:
    space.write_text(FILE_NAME, '{"form": 99, "attested": []}')
    with pytest.raises(OutreachError, match="was written by a newer course"):
        attestation_of(space, HARMLESS)
    with pytest.raises(OutreachError, match="was written by a newer course"):
        attested(space, HARMLESS)
    assert space.read_text(FILE_NAME) == '{"form": 99, "attested": []}'


def test_a_folder_in_its_place_gets_a_sentence(space: Workspace) -> None:
    space.path(FILE_NAME).mkdir()
    with pytest.raises(OutreachError, match=r"first-post-attested\.json could not be read: it is no file"):
        attestation_of(space, HARMLESS)


def test_on_a_full_disk_nothing_is_attested_and_what_was_attested_stays(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    attested(space, "Another text.")
    with full_disk(monkeypatch), pytest.raises(OutreachError, match="the disk is full"):
        attested(space, HARMLESS)
    assert attestation_of(space, HARMLESS) is None
    assert attestation_of(space, "Another text.") is not None
    assert left_over(space) == []
