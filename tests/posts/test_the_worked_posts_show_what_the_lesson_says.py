"""The five worked posts: what the lesson tells of each is what the review shows, and what is good has nothing grave."""

from __future__ import annotations

import re

import pytest

from outreach.course.outline import course_home
from outreach.errors import OutreachError
from outreach.posts.drafting.worked_posts import WORKED, worked_post
from outreach.posts.review import Review, review
from tests.posts.samples import of

LESSON = (course_home() / "course" / "03-write-first-post" / "lesson.md").read_text(encoding="utf-8")
GOOD = ("nadia-second", "nadia-third", "grace")


def found_in(name: str) -> Review:
    worked = worked_post(name)
    return review(worked.text, worked.author)


def flat(text: str) -> str:
    return " ".join(re.sub(r"(?m)^> ?", "", text).split())


def test_the_lesson_opens_each_of_the_five() -> None:
    assert set(re.findall(r'write_post\("([a-z-]+)"\)', LESSON)) == set(WORKED)
    assert len(WORKED) == 5


@pytest.mark.parametrize("name", WORKED)
def test_a_worked_post_is_invented_and_says_so_in_its_title(name: str) -> None:
    worked = worked_post(name)
    assert worked.title.endswith("(invented)")
    assert worked.author.email.endswith(".example")
    assert worked.author.website.endswith(".example")
    assert worked.text.endswith("\n")


def test_a_post_that_does_not_exist_gets_a_sentence_with_those_that_do() -> None:
    with pytest.raises(
        OutreachError, match=r"no worked post called 'nadia'\. They are: nadia-first, nadia-second, nadia-t"
    ):
        worked_post("nadia")
    with pytest.raises(OutreachError) as error:
        worked_post("x" * 500)
    assert len(str(error.value)) < 200


@pytest.mark.parametrize("name", GOOD)
def test_what_the_lesson_calls_good_has_nothing_to_put_right_for_its_author(name: str) -> None:
    found = found_in(name)
    assert found.of("high") == ()
    assert found.of("medium") == ()
    assert found.stories == ()


def test_the_first_draft_stands_in_the_lesson_word_for_word() -> None:
    draft = flat(worked_post("nadia-first").text).removeprefix("# The good shoes ")
    assert draft in flat(LESSON)


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("Last Tuesday at four", "SESSION_TIME"),
        ("58", "AGE"),
        ("the first woman to captain the ferry", "UNIQUE_DETAIL"),
        ("March", "DATE"),
        ("Gull Street", "ADDRESS"),
        ("suffers from dementia", "STIGMA"),
    ],
)
def test_the_first_draft_gives_somebody_away_by_facts(words: str, category: str) -> None:
    found = found_in("nadia-first")
    start = found.draft.index(words)
    assert any(one.start < start + len(words) and start < one.end for one in of(found, category))


def test_the_first_draft_tells_a_story_that_is_one_card_and_has_no_name_in_it() -> None:
    found = found_in("nadia-first")
    assert "There is no name in it." in LESSON
    assert [one.words for one in of(found, "NAME")] == []
    [story] = found.stories
    assert {"AGE", "UNIQUE_DETAIL", "ADDRESS"} <= {part.category for part in story.parts}
    assert story.severity == "high"
    assert not story.consent


TOLD_OF_TOMAS = [
    ("you will never go to bed angry again", "GUARANTEE"),
    ("nine out of ten couples are over the worst", "GUARANTEE"),
    ("Tomás gave us our marriage back!", "TESTIMONIAL"),
    ("leave us five stars", "TESTIMONIAL"),
    ("you have an avoidant attachment", "ADVICE"),
    ("Only three places are left for April", "PROMO_HYPE"),
]


@pytest.mark.parametrize(("words", "category"), TOLD_OF_TOMAS)
def test_what_the_lesson_tells_of_a_good_promise_is_what_is_marked(words: str, category: str) -> None:
    found = found_in("tomas")
    start = found.draft.index(words)
    assert any(one.start < start + len(words) and start < one.end for one in of(found, category))


def test_the_draft_with_promises_is_not_to_be_published_and_gives_nobody_away() -> None:
    found = found_in("tomas")
    assert "to put right before anybody sees this." in found.verdict()
    assert found.stories == ()


def test_of_the_two_balances_that_the_lesson_has_people_read_one_after_the_other_one_is_of_the_author() -> None:
    tomas, grace = found_in("tomas").balance, found_in("grace").balance
    assert tomas.asks + tomas.tells_of_author >= 4
    assert grace.asks + grace.tells_of_author <= 1
    assert grace.gives > tomas.gives
