"""The invented practice: what the lessons tell of it is what the engine gives, on everybody's facts."""

from __future__ import annotations

from functools import cache

import pytest

from outreach.channels.deciding.choice import Choice, Decision
from outreach.channels.deciding.criteria import CRITERION
from outreach.channels.deciding.essay import ESSAYS_CHOICE
from outreach.channels.examples import EXAMPLES, example, juniper_street
from outreach.channels.facts.known import catalog
from outreach.channels.sentences import headline, the_essay
from outreach.errors import OutreachError
from outreach.practice import practice_from, read_practice, write_practice


@cache
def choice_of(name: str, weights: str = "") -> Choice:
    """Return the choice of an example, with its own weights, another's or equal ones."""
    put = None if weights == "equal" else EXAMPLES[weights or name].weights
    return Decision(example(name).practice).choose(put)


def order(choice: Choice) -> list[str]:
    return [row.channel.id for row in choice.ranking.rows]


def best_pair(choice: Choice) -> list[str]:
    return [channel.id for channel in choice.pairs[0].channels]


def test_together_their_home_base_is_the_blog_and_their_outpost_is_where_referrers_are() -> None:
    choice = choice_of("juniper-street")
    assert order(choice)[0] == "own-blog"
    assert best_pair(choice) == ["own-blog", "linkedin"]
    assert catalog().channel("linkedin")["fit.referrers"].value == 3


def test_first_place_is_theirs_and_not_a_tie() -> None:
    choice = choice_of("juniper-street")
    assert choice.word in {"leaning", "clear"}
    assert "Your own blog leads" in headline(choice)
    assert choice.pair_chances[0] == max(choice.pair_chances)


def test_their_best_pair_fits_in_their_hours_and_their_money() -> None:
    practice = juniper_street()
    assert (practice.hours_per_week, practice.money_per_month) == (3, 40)
    channels = choice_of("juniper-street").pairs[0].channels
    assert sum(channel["hours_per_week"].low for channel in channels) <= 3
    assert sum(channel["money_per_month"].low for channel in channels) <= 40


def test_the_blog_leads_for_them_even_when_everything_counts_the_same() -> None:
    choice = choice_of("juniper-street", "equal")
    assert order(choice)[0] == "own-blog"
    assert next(row.channel.id for row in choice.ranking.rows if row.channel.role == "outpost") == "linkedin"
    assert choice.word in {"leaning", "clear"}


def test_the_quarrel_is_settled_with_reasons() -> None:
    out = {gone.channel.id: [reason.gate for reason in gone.reasons] for gone in choice_of("juniper-street").gated.out}
    assert out["youtube"] == ["hours", "will not do"]
    assert out["instagram"] == ["confidentiality", "will not do"]
    assert out["tiktok"][0] == "confidentiality"
    assert "linkedin" not in out


def test_for_tomas_alone_talks_win_and_the_essay_is_contradicted() -> None:
    choice = choice_of("tomas")
    assert order(choice)[0] == "talks"
    assert choice.word in {"leaning", "clear"}
    assert "This ranking disagrees: Talks and webinars come first" in the_essay(choice)
    assert best_pair(choice) == ["podcast", "talks"]


def test_it_is_tomas_s_weights_and_his_way_of_giving_that_make_talks_win() -> None:
    equal = choice_of("tomas", "equal")
    assert equal.word == "tie"
    assert {channel.id for channel in equal.chances.contenders()} >= {"own-blog", "talks"}
    assert order(choice_of("juniper-street", "tomas"))[0] == "own-blog"


def test_over_all_weightings_the_essay_is_mostly_right_for_them_and_mostly_wrong_for_tomas() -> None:
    # Their own weights do not count here; what differs is how they like to give, whom they want to reach and the gates.
    together, alone = choice_of("juniper-street").essay, choice_of("tomas").essay
    assert together.share > 0.5 > alone.share > 0
    assert max(together.shares, key=lambda name: together.shares[name]) in ESSAYS_CHOICE
    assert "talks" in {channel.id for channel in alone.rivals[:2]}


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_an_example_is_a_profile_that_a_learner_could_have_filled_in(name: str) -> None:
    shown = EXAMPLES[name]
    assert read_practice(write_practice(shown.practice)) == shown.practice
    assert practice_from({"goals": list(shown.practice.goals)}).goals == shown.practice.goals
    assert set(shown.weights) == set(CRITERION)
    assert all(0 <= weight <= 100 for weight in shown.weights.values())
    assert "invented" in shown.title


def test_an_example_that_does_not_exist_is_named_with_those_that_do() -> None:
    assert example("tomas-alone") is example("tomas")
    with pytest.raises(
        OutreachError, match=r"no example practice called 'nadia'\. The examples are: juniper-street, tomas"
    ):
        example("nadia")
