"""Suggestions: other words are offered, an edit changes only its own words, and consent that is said is heard."""

from __future__ import annotations

import pytest
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st

from outreach.crisis_lines import crisis_lines
from outreach.posts.findings.consenting import agreed_in, paragraph_at, paragraphs_of, says_consent
from outreach.posts.findings.suggesting import GENERAL, NEUTRAL, edit_for
from outreach.posts.page import summary_of
from tests.posts.samples import AGREED, NADIA, TOLD, applied, given, of, only, reviewed

unhurried = settings(deadline=None, max_examples=60)


def after(draft: str, category: str, country: str = "US", channel: str = "blog") -> str | None:
    """Return a draft, in which what is marked stands between strokes, after the edit that is offered for it."""
    before, words, rest = draft.split("|")
    whole, start = before + words + rest, len(before)
    edit = edit_for(category, whole, start, start + len(words), country, channel)
    return None if edit is None else applied(edit, whole)


@pytest.mark.parametrize(
    ("category", "draft", "mended"),
    [
        ("AGE", "A |41-year-old| nurse slept badly.", "A forty-something nurse slept badly."),
        ("AGE", "I met a |41-year-old| who slept badly.", "I met a person in their forties who slept badly."),
        ("AGE", "I met an |8-year-old| boy.", "I met a young boy."),
        ("AGE", "I met an |8-year-old|.", "I met a child."),
        ("AGE", "An |8-year-old| came in.", "A child came in."),
        ("AGE", "She has an |18-month-old| son.", "She has a young son."),
        ("AGE", "Her son is |18 months old|.", "Her son is still a child."),
        ("AGE", "He is a |16-year-old| boy.", "He is a teenage boy."),
        ("AGE", "She was |41|.", "She was in her forties."),
        ("AGE", "His mother is |92 years old|.", "His mother is very old."),
        ("AGE", "They are |19|.", "They are in their teens."),
        ("AGE", "He |turned 60|, and wept.", "He had a birthday, and wept."),
        ("AGE", "Her son, |aged 9|, slept badly.", "Her son, still a child, slept badly."),
        ("AGE", "Dan was |born in 1980|.", None),
        ("AGE", "Dan was |born on March 3, 1980|.", None),
        ("AGE", "She is |forty-one|.", "She is in her forties."),
        ("DATE", "On |March 3| he called.", "One day in spring he called."),
        ("DATE", "He called on |March 3, 2024|.", "He called one day in spring."),
        ("DATE", "He called in |March|.", "He called in spring."),
        ("DATE", "He called in |October 2024|.", "He called in fall."),
        ("DATE", "He called in |late October|.", "He called in late fall."),
        ("DATE", "He called on |10/03/2024|.", "He called some time ago."),
        ("DATE", "He called on |Mother's Day|.", "He called around a holiday."),
        ("DATE", "|Mother's Day| was hard.", None),
        ("DATE", "He called |March 3|.", "He called one day in spring."),
        ("DATE", "|March 3, 2024|: he called.", "One day in spring: he called."),
        ("DATE", "- |March|, he called.", "- Spring, he called."),
        ("SESSION_TIME", "|Last Tuesday| he called.", "Recently he called."),
        ("SESSION_TIME", "On |Tuesday| he called.", "Recently he called."),
        ("SESSION_TIME", "He comes every |Tuesday|.", "He comes regularly."),
        ("SESSION_TIME", "He called |Tuesday|.", "He called recently."),
        ("SESSION_TIME", "He wept.\n\n“|Tuesday at four| he called.”", "He wept.\n\n“Recently he called.”"),
        ("SESSION_TIME", "He missed my |Tuesday| hour.", None),
        ("PLACE", "She drove from |Biddeford|.", "She drove from a town nearby."),
        ("PLACE", "|Biddeford| talks.", None),
        ("AFFILIATION", "He teaches at the |Lincoln Elementary School|.", "He teaches at a local school."),
        ("AFFILIATION", "The |Lincoln Elementary School| knew.", "A local school knew."),
        ("AFFILIATION", "|Lincoln High| knew.", "A local school knew."),
        ("AFFILIATION", "He works at |Acme|.", None),
        ("PHONE", "Call her at |555-0142|.", "Call her."),
        ("PHONE", "Call her (|555-0142|) soon.", "Call her soon."),
        ("EMAIL", "Write to her, |ana@mail.example|.", "Write to her."),
        ("ID_NUMBER", "Her number, |00482913|, is known.", "Her number, is known."),
        ("STIGMA", "She is an |addict|.", "She is a person with a substance use disorder."),
        ("STIGMA", "An |addict| called.", "A person with a substance use disorder called."),
        ("STIGMA", "The |addict| called.", "The person with a substance use disorder called."),
        ("SUICIDE_WORDING", "He |committed suicide|.", "He died by suicide."),
        ("NAME", "I saw |Ana|.", None),
        ("UNIQUE_DETAIL", "She |won the lottery|.", None),
        ("GUARANTEE", "|You will be well|.", None),
    ],
)
def test_what_is_offered_reads_as_a_sentence(category: str, draft: str, mended: str | None) -> None:
    assert after(draft, category) == mended


@pytest.mark.parametrize(
    ("country", "season"), [("US", "fall"), ("CA", "fall"), ("UK", "autumn"), ("IE", "autumn"), ("AU", "spring")]
)
def test_a_season_is_that_of_the_authors_half_of_the_earth_and_is_called_as_people_there_say(
    country: str, season: str
) -> None:
    assert after("He called in |October|.", "DATE", country) == f"He called in {season}."


def test_a_reply_to_a_review_is_replaced_as_a_whole_and_no_other_text_is() -> None:
    assert after("Thank you for |our sessions|.", "CLIENT_STATUS", channel="review_reply") == NEUTRAL + "\n"
    assert after("Thank you for |our sessions|.", "CLIENT_STATUS") is None


def test_the_neutral_reply_and_the_notice_pass_their_own_review() -> None:
    assert reviewed(NEUTRAL, "review_reply").findings == ()
    assert reviewed(GENERAL).findings == ()


@pytest.mark.parametrize("country", sorted({line.country for line in crisis_lines().lines}))
def test_what_is_offered_where_no_help_is_named_holds_the_lines_of_the_country_and_mends_it(country: str) -> None:
    draft = "Some people think of suicide at night.\n"
    finding = only(reviewed(draft, country=country), "MISSING_CRISIS")
    assert finding.edit is not None
    mended = applied(finding.edit, draft)
    assert mended.startswith("Some people think of suicide at night.\n\n")
    assert crisis_lines().line_for(country).words() in mended
    emergency = [line.words() for line in crisis_lines().lines if (line.country, line.kind) == (country, "emergency")]
    assert all(words in mended for words in emergency)
    assert ("If life is in danger now" in mended) == bool(emergency)
    assert reviewed(mended, country=country).findings == ()


def test_no_line_is_made_up_for_a_country_that_is_not_held() -> None:
    finding = only(reviewed("Some people think of suicide at night.", country="ZZ"), "MISSING_CRISIS")
    assert finding.edit is None
    assert finding.suggestion


def test_the_notice_that_is_offered_goes_to_the_end_and_mends_it() -> None:
    draft = (
        "For panic, try this. Breathe out slowly. Count five things you see. Name three sounds. Feel your feet.\n\n\n"
    )
    finding = only(reviewed(draft), "MISSING_DISCLAIMER")
    assert finding.edit is not None
    mended = applied(finding.edit, draft)
    assert mended == f"{draft.rstrip()}\n\n{GENERAL}\n"
    assert reviewed(mended).labels == ()


# An edit changes nothing but its own words, and only when it is asked for.


def test_no_edit_is_made_by_a_review() -> None:
    found = reviewed(TOLD)
    assert found.draft == TOLD
    assert any(one.edit is not None for one in found.findings)
    assert "You could say: “a town nearby”" in " ".join(summary_of(found).split())


@pytest.mark.parametrize(
    "wrapped", ["{}", "\ufeff{}\r\n", "🦊 {} 👩‍👩‍👧 {}", "---\ntitle: x\n---\n\n{}\n", "é\u0301 {}\t\x00 z"]
)
def test_an_edit_keeps_the_rest_of_the_draft_byte_for_byte(wrapped: str) -> None:
    draft = wrapped.replace("{}", TOLD)
    edits = [one.edit for one in reviewed(draft).findings if one.edit is not None]
    assert edits
    for edit in edits:
        made = applied(edit, draft).encode()
        assert made.startswith(draft[: edit.start].encode())
        assert made.endswith(draft[edit.end :].encode())
        assert "Marisol Vega" in made.decode(), "what nobody asked about is still there"


CATEGORIES = (
    "AGE",
    "DATE",
    "SESSION_TIME",
    "PLACE",
    "AFFILIATION",
    "PHONE",
    "STIGMA",
    "SUICIDE_WORDING",
    "CLIENT_STATUS",
)


@unhurried
@any_of(
    st.sampled_from(CATEGORIES),
    st.text(alphabet="ab 019-/()'\u2019on tueMy", max_size=30),
    st.text(max_size=20).filter(bool),
    st.text(max_size=30),
    st.sampled_from(["US", "AU", "ZZ", ""]),
    st.sampled_from(["blog", "review_reply"]),
)
def test_words_are_offered_for_any_stretch_or_none_and_their_place_covers_it(
    category: str, before: str, words: str, rest: str, country: str, channel: str
) -> None:
    draft, start = before + words + rest, len(before)
    edit = edit_for(category, draft, start, start + len(words), country, channel)
    if edit is not None:
        assert 0 <= edit.start <= start
        assert start + len(words) <= edit.end <= len(draft)


# Consent.


@pytest.mark.parametrize(
    "said",
    [
        AGREED,
        "Shared with permission.",
        "I tell this with her written consent.",
        "Ana\u2019s family gave their blessing.",
        "He read this before I posted it and said yes.",
        "She said I could share it.",
        "They agreed that I publish this.",
        "Ana signed a release.",
    ],
)
def test_a_draft_may_say_that_somebody_agreed(said: str) -> None:
    assert says_consent(said)


@pytest.mark.parametrize(
    "said",
    [
        "She has not given her consent.",
        "Never write about a client without permission.",
        "Ask for written consent before you share a story.",
        "I would need her permission to share this.",
        "We talked about consent in class.",
        "He did not agree that I tell this.",
        "We hadn\u2019t signed a release.",
        "She wouldn't give her consent.",
        "They asked me not to share it.",
        "I have no permission to tell more.",
        "Only with written permission do we share a story.",
        "",
    ],
)
def test_what_denies_it_or_only_speaks_of_it_is_no_consent(said: str) -> None:
    assert not says_consent(said)


def test_consent_holds_for_its_paragraph_and_those_beside_it_only(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "[NAME|Ana] is from [PLACE|Saco]."
    found = given(monkeypatch, f"Sleep.\n\n{told}\n\n{AGREED}\n\n{told}\n\n{told}")
    assert [one.severity for one in of(found, "NAME")] == ["low", "low", "high"]
    assert [one.severity for one in of(found, "PLACE")] == ["low", "low", "medium"]
    assert [story.consent for story in found.stories] == [True, True, False]
    assert [story.severity for story in found.stories] == ["low", "low", "high"]
    assert " ".join(summary_of(found).split()).count("The draft says that consent was given.") == 2


def test_consent_lowers_what_identifies_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    found = given(
        monkeypatch, f"{AGREED} She is an [STIGMA|addict] of [AGE-OVER-89|91]. [SUICIDE_DETAIL|He used a rope]."
    )
    severities = {one.category: one.severity for one in found.findings}
    assert severities == {"STIGMA": "medium", "AGE": "low", "SUICIDE_DETAIL": "high"}


def test_a_real_story_told_with_consent_is_a_reminder() -> None:
    found = reviewed(f"{TOLD}\n\n{AGREED}", licence=NADIA.licence)
    assert {one.severity for one in found.findings} == {"low"}
    [story, *_] = found.stories
    assert story.consent
    assert [one.key for one in found.questions][1] == "stories"


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        ("\n \n\n", []),
        ("one", ["one"]),
        ("one\ntwo", ["one\ntwo"]),
        ("one\n\ntwo\n \t\nthree\n", ["one", "two", "three\n"]),
        ("\n\none", ["one"]),
    ],
)
def test_paragraphs_are_parted_by_empty_lines(text: str, paragraphs: list[str]) -> None:
    found = paragraphs_of(text)
    assert [text[start:end] for start, end in found] == paragraphs
    for number, (start, end) in enumerate(found):
        assert paragraph_at(found, start) == paragraph_at(found, end - 1) == number
    assert paragraph_at(found, len(text) + 5) == -1


def test_a_place_between_paragraphs_is_in_none() -> None:
    found = paragraphs_of("one\n\ntwo")
    assert [paragraph_at(found, place) for place in range(8)] == [0, 0, 0, -1, -1, 1, 1, 1]
    assert paragraph_at([], 0) == -1
    assert agreed_in("", []) == frozenset()
