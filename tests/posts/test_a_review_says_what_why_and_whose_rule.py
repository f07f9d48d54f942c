"""A review: what was found, why it matters, on whose authority, what may help, and what only the author can tell."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st

from outreach.posts.findings.rules import review_rules
from outreach.posts.page import page_of, summary_of
from outreach.posts.review import CHANNELS, NO_VERDICT_OF_SAFE, NOTHING_YET, WAYS, Review, review
from tests.posts.samples import AGREED, HARMLESS, NADIA, TOLD, given, of, only, reviewed

DRAFTS = {
    "a story": TOLD,
    "words on suicide": "He committed suicide in the garage. She is an addict. Nobody had seen it.",
    "promises": "I guarantee that you will be free of panic in four weeks. Leave us a five-star review!",
    "a retired line": "If you are young and in crisis, call 988 and press 3.",
    "hard to read": "Notwithstanding considerations of institutional applicability, " * 12 + "people proceed.",
    "a reply": "Thank you, Dana, for coming to our sessions in March.",
}
STEPS = "For panic, try this. Breathe out slowly. Count five things you see. Name three sounds. Feel your feet."
EASY = "You are welcome to read on. "
unhurried = settings(deadline=None, max_examples=25)


def channel_of(name: str) -> str:
    return "review_reply" if name == "a reply" else "blog"


@pytest.mark.parametrize("name", DRAFTS)
def test_each_finding_says_what_and_why_and_whose_rule_it_is(name: str) -> None:
    found = review(DRAFTS[name], NADIA, channel_of(name))
    assert found.findings
    for one in found.findings:
        assert one.message.strip()
        assert one.suggestion.strip()
        assert one.clauses
        assert one.rule is review_rules().rules[one.category]
        assert one.words == found.draft[one.start : one.end]
        if one.category != "CRISIS_LINE":
            assert one.message == f"{one.rule.name}. {one.rule.why}"


@pytest.mark.parametrize("category", review_rules().rules)
def test_why_it_matters_is_one_sentence(category: str) -> None:
    why = review_rules().rules[category].why
    assert re.fullmatch(r"[^.!?]+(?:\d\.\d[^.!?]+)*[.]", why), why


def test_a_retired_option_of_a_crisis_line_is_flagged_and_the_current_one_is_not() -> None:
    old = only(reviewed("If you are young and in crisis, call 988 and press 3."), "CRISIS_LINE")
    assert (old.severity, old.words) == ("high", "988 and press 3")
    assert "ended on 2025-07" in old.message
    assert "988" in old.suggestion
    assert not of(reviewed("If you are in crisis, call or text 988."), "CRISIS_LINE")


def test_a_line_of_another_country_is_flagged_for_an_author_here_only() -> None:
    draft = "If you are thinking about suicide, call Samaritans on 116 123."
    assert only(reviewed(draft, country="US"), "CRISIS_LINE").severity == "medium"
    assert not of(reviewed(draft, country="UK"), "CRISIS_LINE")


def test_the_authors_own_number_is_no_crisis_line_that_nobody_knows() -> None:
    draft = "In a suicidal crisis, call our crisis line at 206-555-0142."
    assert of(reviewed(draft), "CRISIS_LINE")
    assert not of(reviewed(draft, phone="(206) 555-0142"), "CRISIS_LINE")


# Verdicts.


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ("", NOTHING_YET),
        (" \n\t\n", NOTHING_YET),
        (HARMLESS, "Nothing found; you attest the rest."),
        ("She is an addict, and we all know it.", "1 thing to mend or to justify; you attest the rest."),
        (f"{AGREED} {TOLD}", "things to keep in mind; you attest the rest."),
        ("If you are young and in crisis, call 988 and press 3.", "1 thing to put right before anybody sees this."),
    ],
)
def test_a_verdict_counts_the_gravest(draft: str, said: str) -> None:
    assert reviewed(draft).verdict().endswith(said)


def test_a_verdict_tells_how_much_stands_beside_the_gravest(monkeypatch: pytest.MonkeyPatch) -> None:
    one = given(monkeypatch, "I saw [NAME|Ana]. She is [AGE|41] and from [PLACE|Saco].")
    assert one.verdict() == "1 thing to put right before anybody sees this. 2 things beside it."
    two = given(monkeypatch, "I saw [NAME|Ana], and [NAME|Bo] too, in [PLACE|Saco].")
    assert two.verdict() == "2 things to put right before anybody sees this. 1 thing beside them."


@pytest.mark.parametrize("draft", [HARMLESS, *DRAFTS.values(), ""])
@pytest.mark.parametrize("channel", CHANNELS)
def test_no_review_ever_says_that_a_text_is_safe(draft: str, channel: str) -> None:
    found = review(draft, NADIA, channel)
    said = f"{found.verdict()} {summary_of(found)} {page_of(found)}"
    assert not re.search(r"\bsafe\b(?! harbor)|\ball clear\b|\bno problems?\b|\bcompliant\b", said, re.IGNORECASE)


def test_the_best_verdict_leaves_the_rest_to_the_author() -> None:
    found = reviewed(HARMLESS)
    assert found.findings == ()
    assert found.verdict() == NO_VERDICT_OF_SAFE
    assert len(found.questions) == 3
    assert all(one.words in " ".join(summary_of(found).split()) for one in found.questions)


# A story is one card.


def test_a_recognizable_story_is_one_card_with_all_its_parts_and_three_ways_out() -> None:
    found = reviewed(TOLD)
    [story] = found.stories
    assert [part.words for part in story.parts] == [
        "Last Tuesday",
        "Marisol Vega",
        "41-year-old",
        "Biddeford",
        "Lincoln Elementary School",
    ]
    assert all(any(part is one for one in found.findings) for part in story.parts)
    assert story.severity == "high"
    assert [way.name for way in story.ways] == ["composite", "consent", "cut"]
    assert story.clauses[0].authority.startswith("HIPAA: the author has no actual knowledge that what is left")
    assert story.message.startswith("5 facts about one story stand together here (")
    assert not story.consent


def test_a_card_stands_once_in_a_summary_and_its_parts_are_told_nowhere_else() -> None:
    found = reviewed(TOLD)
    said, page = summary_of(found), page_of(found)
    assert said.count("HIGH, a story:") == 1
    assert said.count("“Biddeford”") == 1
    assert all(f"{number}. {way.title}." in said for number, way in enumerate(WAYS, 1))
    assert page.count("A story.") == 1
    assert page.count("<q>Biddeford</q>") == 1


def test_one_fact_alone_is_no_story_and_facts_that_are_enough_alone_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert given(monkeypatch, "She came from [PLACE|Saco] to see me.").stories == ()
    assert given(monkeypatch, "[NAME|Ana] and [NAME|Bo] called me at [PHONE|555-0142].").stories == ()
    assert given(monkeypatch, "She is an [STIGMA|addict] from [PLACE|Saco].").stories == ()
    assert len(given(monkeypatch, "[NAME|Ana] is from [PLACE|Saco].").stories) == 1


def test_two_stories_in_two_paragraphs_are_two_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    found = given(monkeypatch, "[NAME|Ana] is from [PLACE|Saco].\n \n\nIn [DATE|May] he left [AFFILIATION|the Elks].\n")
    told = [found.draft[story.start : story.end].strip() for story in found.stories]
    assert told == ["Ana is from Saco.", "In May he left the Elks."]
    assert [story.severity for story in found.stories] == ["high", "medium"]


# How grave an identifier is.


@pytest.mark.parametrize(
    ("draft", "severity"),
    [
        ("A nurse of [AGE|41] slept badly.", "low"),
        ("A nurse of [AGE|41] from [PLACE|Saco] slept badly.", "medium"),
        ("A nurse of [AGE|41] slept badly.\n\nShe is from [PLACE|Saco].", "medium"),
        ("She is from [PLACE|Saco].\n\nA nurse of [AGE|41] slept badly.", "medium"),
        ("She is from [PLACE|Saco].\n\nSleep comes back.\n\nA nurse of [AGE|41] slept badly.", "low"),
        ("A nurse of [AGE|41] is an [STIGMA|addict].", "low"),
        ("A nurse of [AGE-OVER-89|91] slept badly.", "high"),
    ],
)
def test_an_age_is_a_reminder_alone_and_to_be_mended_beside_another_identifier(
    monkeypatch: pytest.MonkeyPatch, draft: str, severity: str
) -> None:
    assert only(given(monkeypatch, draft), "AGE").severity == severity


def test_a_review_of_four_times_as_many_stories_takes_about_four_times_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    def seconds(stories: int) -> float:
        draft = "On [DATE|May 3] I saw [NAME|Ana], a nurse of [AGE|41].\n\n" * stories
        begun = time.perf_counter()
        found = given(monkeypatch, draft)
        passed = time.perf_counter() - begun
        assert len(found.stories) == stories
        return passed

    few, many = (min(seconds(stories) for _ in range(3)) for stories in (50, 200))
    assert many < 10 * few


# What readers never see.


def test_of_a_head_only_what_readers_see_is_looked_at_and_places_stay() -> None:
    head = f"---\nlayout: post\neditor: {TOLD}\n---\n\n"
    assert reviewed(head + HARMLESS).findings == ()
    below = reviewed(head + TOLD)
    assert [one.words for one in of(below, "NAME")] == ["Marisol Vega"]
    assert only(below, "NAME").start > len(head)


@pytest.mark.parametrize("key", ["title", "summary", "description", "excerpt", "subtitle", "tags"])
def test_what_stands_in_a_head_for_readers_is_reviewed(key: str) -> None:
    found = reviewed(f"---\nlayout: post\n{key}: {TOLD}\n---\n\nWords about sleep.")
    assert "Marisol Vega" in [one.words for one in found.findings]


def test_what_only_looks_like_a_head_is_a_part_of_the_post() -> None:
    assert of(reviewed(f"Words.\n\n---\neditor: x\n{TOLD}\n---\n"), "NAME")
    assert of(reviewed(f"---\neditor: x\n{TOLD}"), "NAME")


# What the author is asked.


def test_pictures_are_asked_about_only_where_there_are_any() -> None:
    assert [one.key for one in reviewed(HARMLESS).questions] == ["recognized", "stories", "true"]
    with_image = f"{HARMLESS}\n![A chair](chair.jpg)\n"
    assert [one.key for one in reviewed(with_image).questions] == ["recognized", "stories", "true", "pictures"]
    assert len(reviewed(f"{HARMLESS}\n`![A chair](chair.jpg)`\n").questions) == 3


def test_every_question_says_why_it_is_asked_with_its_mark() -> None:
    for one in reviewed(f"{HARMLESS}\n![A chair](chair.jpg)\n").questions:
        assert re.search(r"\b(?:SEEN|KNOWN|ESTIMATE)\b", one.why) or "no program here looks at pictures" in one.why


# The whole draft.


@pytest.mark.parametrize(
    ("label", "severity", "draft", "mended"),
    [
        ("MISSING_CRISIS", "high", "Some people think of suicide at night.", "Some people think of suicide. Call 988."),
        (
            "MISSING_DISCLAIMER",
            "medium",
            STEPS,
            f"{STEPS} This is general information and no substitute for care.",
        ),
        ("HARD_TO_READ", "low", DRAFTS["hard to read"], EASY * 15),
        (
            "PROMO_HEAVY",
            "medium",
            "Book your session now. We are the most trusted practice in the county. Our prices are fair. Book today.",
            HARMLESS,
        ),
    ],
)
def test_each_label_of_the_whole_is_given_and_not_given(label: str, severity: str, draft: str, mended: str) -> None:
    found = reviewed(draft)
    assert label in found.labels
    assert only(found, label).severity == severity
    assert only(found, label).is_of_the_whole
    assert label not in reviewed(mended).labels


def test_what_is_said_of_the_whole_comes_first_then_the_draft_from_its_beginning() -> None:
    found = reviewed(f"Some people think of suicide at night.\n\n{TOLD}")
    assert found.findings[0].category == "MISSING_CRISIS"
    places = [one.start for one in found.findings if not one.is_of_the_whole]
    assert places == sorted(places)


# Any text at all.


@unhurried
@any_of(st.text(max_size=300), st.sampled_from(CHANNELS))
def test_any_text_is_reviewed_and_every_place_is_inside_it(draft: str, channel: str) -> None:
    found: Review = review(f"{draft} {TOLD} {draft}", NADIA, channel)
    for one in found.findings:
        assert 0 <= one.start <= one.end <= len(found.draft)
        assert one.is_of_the_whole or one.start < one.end
        if one.edit is not None:
            assert 0 <= one.edit.start <= one.edit.end <= len(found.draft)
    for story in found.stories:
        assert all(story.start <= part.start and part.end <= story.end for part in story.parts)
    assert summary_of(found)
    assert page_of(found)


@pytest.mark.parametrize("said", ["<script>alert(1)</script>", "</div><img src=x onerror=alert(1)>", "&amp; \" '"])
def test_a_page_shows_hostile_words_as_words(said: str) -> None:
    page = page_of(reviewed(f"{said} {TOLD} {said}"), said)
    assert "<script" not in page
    assert "<img" not in page
    assert "&amp;amp;" in page or said != "&amp; \" '"


def test_a_review_is_the_same_at_every_run() -> None:
    for draft in DRAFTS.values():
        assert summary_of(reviewed(draft)) == summary_of(reviewed(draft))
        assert page_of(reviewed(draft)) == page_of(reviewed(draft))
