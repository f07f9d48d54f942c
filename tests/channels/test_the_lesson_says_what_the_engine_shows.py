"""Where the lesson names a place, a word or a count, the engine must still give it."""

from __future__ import annotations

import re

from outreach.channels.chooser import Chooser, choose_channels
from outreach.channels.criteria import EQUAL_WEIGHTS
from outreach.channels.examples import juniper_street, tomas_alone
from outreach.channels.plan import evidence
from outreach.course.outline import course_home

MODULE = course_home() / "course" / "02-choose-channels"
LESSON = " ".join((MODULE / "lesson.md").read_text(encoding="utf-8").split())
PRACTICE = " ".join((MODULE / "practice.md").read_text(encoding="utf-8").split())


def says(text: str, sentence: str) -> bool:
    return sentence in text


def place(view: Chooser, channel: str) -> int:
    row = view.plan.ranking.find(channel)
    assert row is not None
    return row.place


def out(view: Chooser) -> set[str]:
    return {gone.channel.id for gone in view.plan.out}


def test_what_the_lesson_says_of_juniper_street() -> None:
    view = choose_channels("juniper-street")
    ranking = view.plan.ranking
    assert says(LESSON, "Here it is the blog.")
    assert (place(view, "own-blog"), ranking.word) == (1, "clear")
    strongest = [criterion.label for criterion in ranking.rows[0].strongest(3)]
    assert says(LESSON, "the largest parts are " + '"{}", "{}" and "{}"'.format(*strongest))
    assert says(LESSON, "The newsletter comes second.")
    assert place(view, "newsletter") == 2
    assert says(LESSON, f"**LinkedIn** is only in place {place(view, 'linkedin')} of {len(ranking.rows)}.")
    assert view.plan.outpost is not None
    assert view.plan.outpost.channel.id == "linkedin"
    assert {"youtube", "instagram"} <= out(view)
    assert says(LESSON, f"It is in place {place(view, 'own-community')}. It costs at least three hours a week")
    assert says(LESSON, "A rented one, such as today's Ning, comes last.")
    assert place(view, "hosted-community") == len(ranking.rows)


def test_what_the_lesson_says_of_tomas() -> None:
    view = choose_channels("tomas-alone")
    assert says(LESSON, "For Tomás, talks and webinars lead, and the podcast comes second. The blog is in place 3.")
    assert [place(view, name) for name in ("talks", "podcast", "own-blog")] == [1, 2, 3]
    assert says(LESSON, "the plan makes the podcast his home base and keeps the talks as his outpost")
    plan = view.plan
    assert (plan.home_base, plan.outpost) != (None, None)
    assert plan.home_base is not None
    assert plan.outpost is not None
    assert (plan.home_base.channel.id, plan.outpost.channel.id) == ("podcast", "talks")
    assert says(LESSON, "YouTube is set aside for him too")
    assert "youtube" in out(view)
    assert says(LESSON, "Both rankings above are clear")
    assert plan.ranking.word == "clear"


def test_what_the_lesson_says_of_equal_weights() -> None:
    ranking = choose_channels(tomas_alone(), EQUAL_WEIGHTS).plan.ranking
    assert says(LESSON, "his ranking becomes a tie of three: blog, talks and podcast")
    assert ranking.word == "tie"
    assert ranking.first is not None
    leaders = {ranking.first.channel.id, *(swap.rival.id for swap in ranking.swaps)}
    assert leaders == {"own-blog", "talks", "podcast"}


def test_what_the_lesson_counts_is_what_the_plan_counts() -> None:
    said = evidence(choose_channels("juniper-street").plan)
    counted = re.search(r"of the (\d+) facts used, (\d+) SEEN, (\d+) KNOWN and (\d+) ESTIMATE", said)
    assert counted is not None
    total, seen, known, estimate = counted.groups()
    counts = f"{seen} are SEEN, {known} are KNOWN and {estimate} are ESTIMATES"
    assert says(LESSON, f"Of the {total} facts behind Juniper Street's plan, {counts}")


def test_what_the_practice_says_of_making_the_blog_lose() -> None:
    weights = dict(choose_channels("juniper-street").weights)
    assert says(PRACTICE, "No single weight overturns it.")
    for name in weights:
        for moved in (0.0, 100.0):
            view = choose_channels(juniper_street(), {**weights, name: moved})
            assert place(view, "own-blog") == 1
            assert view.plan.ranking.word != "tie"
    assert says(PRACTICE, 'With "Strangers find it" at 0 and "It takes little time" at 100')
    ranking = choose_channels(juniper_street(), {**weights, "search": 0.0, "hours": 100.0}).plan.ranking
    assert ranking.word == "tie"
    assert ranking.first is not None
    assert {ranking.first.channel.id, *(swap.rival.id for swap in ranking.swaps)} == {"own-blog", "newsletter"}
