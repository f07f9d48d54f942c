"""Plain sentences as somebody writes them in haste: who is a client, who is not, and what a declaration covers."""

from __future__ import annotations

import pytest

from outreach.posts.author import Author
from outreach.posts.review import review

AUTHOR = Author(name="Nadia Rahimi", practice="Juniper Street Counseling", city="Port Ellery", country="US")
TELLING = "Last Tuesday Dan Whitlock, 44, told me he wants to quit."


def found(text: str, channel: str = "blog") -> set[tuple[str, str]]:
    return {(one.category, one.words) for one in review(text, AUTHOR, channel).findings}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Maria Lopez cried in my office on Tuesday.", "Maria Lopez"),
        ("I saw Sarah Miller today and she is doing better.", "Sarah Miller"),
        ("Yesterday John Smith came to see me because his wife left him.", "John Smith"),
        ("James R. relapsed again last week.", "James R."),
        (TELLING, "Dan Whitlock"),
        (f"This is not a composite. {TELLING}", "Dan Whitlock"),
        (f"Resin composite is what my dentist uses. {TELLING}", "Dan Whitlock"),
    ],
)
def test_a_client_with_first_and_last_name_is_found(text: str, name: str) -> None:
    assert ("NAME", name) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks to Dr. Alan Reed for the talk on Tuesday.",
        "My sister Anna Weber came to visit.",
        "Welcome Priya Shah, our new therapist.",
        "I finally read Pauline Boss's Ambiguous Loss, and I think every caregiver should.",
        "“This is home, Mama,” she says.",
    ],
)
def test_somebody_who_is_no_client_may_be_named(text: str) -> None:
    assert not [one for one in found(text) if one[0] == "NAME"]


def test_people_who_are_declared_to_be_made_of_many_are_nobodys_but_a_number_stays_one() -> None:
    text = f"The people in this post are made up of many. {TELLING} His number is 360-555-0148."
    assert found(text) == {("PHONE", "360-555-0148")}


@pytest.mark.parametrize(
    "text",
    [
        "I can't promise you will stop fighting. Nobody can.",
        "I won't promise that you'll feel better in six weeks.",
        "No therapist should guarantee you a result.",
    ],
)
def test_to_refuse_a_promise_is_no_promise(text: str) -> None:
    assert not [one for one in found(text) if one[0] == "GUARANTEE"]


def test_the_one_rare_fact_is_grave_beside_two_others() -> None:
    alone = review("The first woman to captain the ferry came to see me.", AUTHOR).findings
    story = (
        "She is 58, she was the first woman to captain the ferry to Saint Agnes, and she came to see me last Tuesday."
    )
    beside = review(story, AUTHOR).findings
    assert {one.severity for one in alone if one.category == "UNIQUE_DETAIL"} <= {"medium"}
    [rare] = [one for one in beside if one.category == "UNIQUE_DETAIL"]
    assert (rare.severity, rare.words.endswith("Saint Agnes")) == ("high", True)
