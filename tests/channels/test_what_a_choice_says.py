"""What a choice says of itself in sentences: who leads, how surely, what would change it, and the essay's claim."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given

from outreach.channels.deciding.choice import Choice, Decision
from outreach.channels.deciding.criteria import CRITERIA
from outreach.channels.deciding.uncertainty import CLEAR_FROM, DRAWS, LEANING_FROM
from outreach.channels.deciding.weights import CONFIDENCE, by_order, by_points
from outreach.channels.examples import EXAMPLES
from outreach.channels.facts.catalog import FACTS
from outreach.channels.facts.known import catalog
from outreach.channels.planning.left_out import grouped
from outreach.channels.planning.plan import make_plan
from outreach.channels.preview import changes_html, essay_html, notes_on, out_html, plan_html, sureness_html, text_of
from outreach.channels.sentences import _apart, headline, how_sure, over_all_weightings, the_essay, weights_in_words
from outreach.channels.sentences import what_would_change as changes
from outreach.practice import Practice
from outreach.wording import LIMITS_OF_WORDS, number_words, of_hundred
from tests.channels.samples import CHANNEL, another, planned, small, unhurried
from tests.channels.values import even_weightings, practices

SAID = Practice(goals=("referrers",), age_bands=("50-64",), ways_of_giving=("writing",))
JUNIPER = EXAMPLES["juniper-street"]
EXAMPLE = Decision(JUNIPER.practice).choose(JUNIPER.weights)
ALONE = Decision(SAID, small()).choose()
NOTHING = Decision(Practice(hours_per_week=0)).choose()
LEVEL = Decision(SAID, small(CHANNEL, another("doves"))).choose()
MONEY_ONLY = Decision(JUNIPER.practice).choose({"money": 1})


def all_sentences(choice: Choice) -> str:
    return " ".join([headline(choice), how_sure(choice), *changes(choice), the_essay(choice), *notes_on(choice)])


# Who leads, and how surely.


def test_the_word_goes_with_the_chance_of_first_place() -> None:
    assert EXAMPLE.word == "leaning"
    assert LEANING_FROM <= EXAMPLE.chance < CLEAR_FROM
    assert headline(EXAMPLE) == "Leaning: Your own blog leads"
    sure = EXAMPLE.decision.choose(replace(EXAMPLE.ranking.weights, confidence=CONFIDENCE["sure"]))
    assert {"leaning": "Leaning: ", "clear": "Your own blog leads clearly"}[sure.word] in headline(sure)


@pytest.mark.parametrize(
    ("choice", "title", "begins"),
    [
        (LEVEL, "A tie: ", "Tie. "),
        (ALONE, "Carrier pigeons is all that passes your gates", "Alone: only one channel passes your gates"),
        (NOTHING, "No channel passes your gates", "There is nothing to rank: every channel is out."),
    ],
    ids=["tie", "alone", "none"],
)
def test_each_word_has_its_title_and_its_sentence(choice: Choice, title: str, begins: str) -> None:
    assert headline(choice).startswith(title)
    assert how_sure(choice).startswith(begins)


def test_a_tie_names_all_that_share_it_or_says_how_many_more() -> None:
    assert {"Carrier pigeons", "Doves"} == set(headline(LEVEL).removeprefix("A tie: ").split(" and "))
    contenders = MONEY_ONLY.contenders
    assert len(contenders) > 3
    assert headline(MONEY_ONLY).endswith(f" and {len(contenders) - 2} more")
    assert "too close to call one of them the first" in how_sure(MONEY_ONLY)


def test_the_sentence_says_the_chances_that_were_counted() -> None:
    leader, second = (row.channel for row in EXAMPLE.ranking.rows[:2])
    said = how_sure(EXAMPLE)
    assert f"{DRAWS:,} times" in said
    assert f"Your own blog comes first in {of_hundred(EXAMPLE.chance)} draws" in said
    assert f"closest rival, {second.name}, in {of_hundred(EXAMPLE.chances.beating(leader, second))}" in said


def test_a_silent_profile_is_never_told_that_something_leads() -> None:
    sure = Decision(Practice(will_not_do=("face-public-reviews",))).choose({"hours": 1})
    assert sure.word in {"leaning", "clear"}
    assert headline(sure) == "Psychology Today profile comes first, for a practice that has not said anything yet"


# What would change it.


def test_the_smallest_move_is_said_with_its_points_and_the_rival() -> None:
    move = EXAMPLE.move
    assert move is not None
    assert move.to is not None
    said = changes(EXAMPLE)[0]
    for criterion, part in move.taken:
        assert f"{round(100 * part, 1):g} points from “{criterion.label}”" in said
    assert f"to “{move.to.label}”" in said
    assert "of 100 points in all" in said
    assert f"Then {move.rival.name} draws level." in said


def test_the_nearest_fact_is_said_with_its_figure_and_its_mark() -> None:
    flip = EXAMPLE.flips[0]
    said = changes(EXAMPLE)[1]
    assert f"“{FACTS[flip.fact].label}” of {flip.channel.name}" in said
    assert f"({flip.cell.mark}: {flip.cell.low:g} to {flip.cell.high:g})" in said
    assert "in place of ~" in said
    assert ("one alone could do it" in said) == flip.is_within


def test_a_figure_of_one_has_no_plural_and_a_figure_without_a_span_shows_none() -> None:
    (_, said, *_) = changes(Decision(Practice(will_not_do=("face-public-reviews",))).choose({"hours": 1}))
    assert "were 1 hour a week in place of ~0.25 (ESTIMATE), Talks" in said


def test_facts_that_could_do_it_are_counted() -> None:
    choice = Decision(Practice()).choose()
    within = [flip for flip in choice.flips if flip.is_within]
    assert within
    said = changes(choice)[1]
    assert said.startswith("Facts: one alone could do it. If ")
    assert (f" {len(within) - 1} more could do it too." in said) == (len(within) > 1)


def test_what_a_gate_keeps_from_first_place_is_said_with_the_way_back() -> None:
    busy = Decision(Practice(hours_per_week=0.25)).choose()
    gone = busy.shut_out
    assert len(gone) > 1
    said = changes(busy)[-1]
    assert said.startswith(f"Gates: {gone[0].channel.name} would come first if it were let in. {gone[0].lift}")
    assert said.endswith(f"The same holds for {len(gone) - 1} more.")


def test_what_is_level_says_so_instead_of_a_figure() -> None:
    weights, facts = changes(LEVEL)
    assert "are level already, so any small change decides" in weights
    assert "are level as it is, so any one fact could decide" in facts
    assert changes(ALONE) == ("Only another channel that passes your gates could change it.",)
    assert changes(NOTHING) == ("Any gate that opens changes it: there is nothing in first place now.",)


# The essay.


def test_the_essay_is_agreed_with_half_or_not_at_all() -> None:
    assert "This ranking agrees on one of them: Your own blog comes first" in the_essay(EXAMPLE)
    assert "This ranking half agrees: " in the_essay(Decision(Practice()).choose({"search": 7}))
    assert "This ranking disagrees: Bluesky comes first, and your own blog is in place " in the_essay(MONEY_ONLY)
    assert "there is no blog in it" in the_essay(LEVEL)
    assert the_essay(NOTHING).endswith("Here nothing is left to rank.")


def test_a_blog_that_is_out_is_said_with_its_reason() -> None:
    poor = Decision(replace(SAID, hours_per_week=0.5)).choose()
    out = {gone.channel.id: gone for gone in poor.gated.out}
    assert "own-blog" in out
    assert poor.leader is not None
    assert f"your own blog is out: {out['own-blog'].why.rstrip('.')}" in the_essay(poor)


def test_the_share_of_all_weightings_is_the_one_that_was_counted() -> None:
    test = EXAMPLE.essay
    said = over_all_weightings(EXAMPLE)
    assert (
        f"comes first in {of_hundred(test.share)} (in {of_hundred(test.share_with_facts)} if the facts vary too)"
        in said
    )
    assert test.worse
    assert f"“{test.worse[0].label}”" in said
    assert test.rivals[0].name in said
    assert over_all_weightings(NOTHING) == ""


# The weights.


def test_weights_are_said_as_shares_largest_first_with_how_they_were_given() -> None:
    said = weights_in_words(EXAMPLE.ranking)
    shares = [float(share) for share in re.findall(r"([0-9.]+)%", said)]
    assert shares == sorted(shares, reverse=True)
    assert len(shares) == len(CRITERIA)
    assert sum(shares) == pytest.approx(100, abs=0.5)
    assert said.endswith("(given by points; fairly sure: mostly within about a third)")


# In text and HTML.


def test_a_profile_that_says_all_leaves_no_notes() -> None:
    assert notes_on(EXAMPLE) == []
    (said,) = notes_on(Decision(replace(JUNIPER.practice, hours_per_week=None, money_per_month=None)).choose())
    assert said == "Your profile leaves open: hours and money. Nothing is set aside for that."


def test_what_is_out_is_a_table_with_a_way_back_for_each() -> None:
    few = Decision(Practice(hours_per_week=3, confidentiality_ceiling=2)).choose()
    table, alike = out_html(few), grouped(few.gated.out)
    assert 0 < len(alike) < len(few.gated.out)
    assert table.count("<tr>") == 1 + len(alike)
    assert table.count("It comes back") == len(alike)
    assert all(gone.channel.name in table for gone in few.gated.out)
    assert "Nothing is shut out by what your profile says." in out_html(Decision(Practice()).choose())


def test_the_text_shows_the_first_places_and_says_how_many_more() -> None:
    said = text_of("us", planned(JUNIPER.practice)).splitlines()
    assert [line.split(".")[0].strip() for line in said if "first in" in line and line.startswith("  ")] == [
        str(place) for place in range(1, 7)
    ]
    assert f"      and {len(EXAMPLE.ranking.rows) - 6} more" in said


@unhurried
@given(practices, even_weightings)
def test_whatever_is_chosen_the_sentences_are_whole(practice: Practice, weights: dict[str, float]) -> None:
    choice = Decision(practice).choose(weights)
    said = all_sentences(choice)
    assert not re.search(
        r"\bNone\b|\bnan\b|\binf\b|\{|\}|  |\.\.|,,| ,|\(\)|“”|-0\b|e-\d|(?<![\d.,])1 (points|hours|channels|dollars)",
        said,
    )
    assert said.count("“") == said.count("”")
    assert not re.search(r"blogs? (lead|come|draw) |webinars (leads|comes|draws|is) ", said)
    for sentence in changes(choice):
        assert sentence.endswith(".")
        assert sentence[0].isupper()
    for known in catalog().channels:
        assert "-" not in known.id or f" {known.id}" not in said
    names = [channel.name for channel in catalog().channels]
    assert choice.leader is None or any(name in headline(choice) for name in names)


@pytest.mark.parametrize(
    "choice", [EXAMPLE, ALONE, NOTHING, LEVEL, MONEY_ONLY], ids=["example", "alone", "none", "level", "money"]
)
def test_html_of_a_choice_is_whole_and_escaped(choice: Choice) -> None:
    plan = make_plan(choice)
    for part in (
        changes_html(choice),
        essay_html(choice),
        out_html(choice),
        plan_html(plan),
        sureness_html(plan, ["<b>"]),
    ):
        assert set(re.findall(r"<(/?)(\w+)", part)) <= {
            (slash, tag)
            for slash in ("", "/")
            for tag in ["p", "ul", "li", "dl", "dt", "dd", "br", "table", "caption", "thead", "tbody", "tr", "th", "td"]
        }
        for tag in ("p", "li", "dd", "td"):
            assert part.count(f"<{tag}>") == part.count(f"</{tag}>")
    assert "&lt;b&gt;" in sureness_html(plan, ["<b>"])


# Words and figures that must not contradict each other, each found by an attack.


def test_words_change_where_the_figures_that_are_shown_change() -> None:
    assert LIMITS_OF_WORDS == (LEANING_FROM, CLEAR_FROM)
    assert of_hundred(0.7475) == "74.7 of 100"
    assert of_hundred(0.9453) == "94.5 of 100"
    assert (of_hundred(0.75), of_hundred(0.744), of_hundred(0.95)) == ("75 of 100", "74 of 100", "95 of 100")


def test_channels_level_in_first_place_are_a_tie_and_the_leader_is_in_it() -> None:
    choice = Decision(Practice()).choose(by_points({"money": 100, "comfort": 75, "risk": 5}, "sure"))
    assert choice.leader is not None
    assert choice.ranking.rows[0].tied
    assert choice.word == "tie"
    assert choice.leader in choice.contenders
    assert choice.leader.name in headline(choice)
    assert "level" in how_sure(choice)
    assert "too close" not in how_sure(choice)


def test_a_move_of_almost_nothing_is_not_said_to_be_nothing() -> None:
    choice = Decision(JUNIPER.practice).choose(by_points({"hours": 60, "purpose": 75, "risk": 50}, "sure"))
    assert choice.move is not None
    assert choice.move.share > 0
    assert " 0 points" not in changes(choice)[0]


def test_a_fact_that_only_draws_level_at_the_end_of_its_span_changes_nothing() -> None:
    choice = Decision(JUNIPER.practice).choose(by_order(["purpose", "risk"]))
    assert all(flip.cell.low < flip.needed < flip.cell.high for flip in choice.flips if flip.is_within)
    assert choice.chance > 0
    assert not any(flip.needed in {flip.cell.low, flip.cell.high} for flip in choice.flips if flip.is_within)


def test_a_figure_next_to_one_that_is_known_is_said_to_be_next_to_it() -> None:
    cell = catalog().channel("linkedin")["search"]
    assert _apart(cell.low + 0.001, cell) == f"just above {number_words(cell.low)}"
    assert _apart(cell.low - 0.001, cell) == f"just below {number_words(cell.low)}"
    assert _apart(cell.low + 0.3, cell) == number_words(cell.low + 0.3)
