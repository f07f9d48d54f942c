"""The catalog of the course: every channel that was promised, every figure with its source and mark."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from itertools import pairwise
from typing import get_args

import pytest

from outreach.channels.deciding.criteria import DOLLARS_WORTH_NOTHING, HOURS_WORTH_NOTHING
from outreach.channels.facts.catalog import FACTS, Cell, Channel, Mark, Note, Recheck, due_on, plain, recheck_of, stale
from outreach.channels.facts.known import catalog
from outreach.errors import OutreachError
from outreach.practice import AGE_BANDS, GOALS, WAYS_OF_GIVING, WILL_NOT_DO
from tests.channels.samples import CHANNEL, SEEN, WHOLE, another, changed, one, scale, small

PROMISED = (
    "own-blog",
    "newsletter",
    "own-community",
    "hosted-community",
    "linkedin",
    "facebook-page",
    "facebook-group",
    "x",
    "instagram",
    "youtube",
    "tiktok",
    "mastodon",
    "bluesky",
    "reddit",
    "podcast",
    "psychology-today",
    "google-business",
    "talks",
)
NAMED_BY_THE_ESSAY = ("own blog", "own online community", "Ning", "LinkedIn", "Facebook", "Twitter", "X")
SEVEN_PARTS = ("value", "low", "high", "source", "year", "mark", "verified_on")
EVERYWHERE = 11 + 5 + len(GOALS) + len(WAYS_OF_GIVING)
"""Facts that every channel has: eleven of its own, reach of all and of four ages, goals and ways of giving."""


def every_cell() -> list[tuple[Channel, str, Cell]]:
    return [(channel, key, cell) for channel in catalog().channels for key, cell in channel.cells()]


def everything_said() -> list[tuple[Channel, str, Cell | Note]]:
    return [(channel, key, said) for channel in catalog().channels for key, said in channel.said()]


def test_all_eighteen_channels_are_there() -> None:
    assert tuple(channel.id for channel in catalog().channels) == PROMISED


@pytest.mark.parametrize("name", NAMED_BY_THE_ESSAY)
def test_every_channel_that_the_essay_names_is_found_by_its_name(name: str) -> None:
    assert catalog().find(name) is not None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("LINKEDIN", "linkedin"),
        ("  x (Formerly twitter) ", "x"),
        ("google_business", "google-business"),
        ("Blog", "own-blog"),
    ],
)
def test_a_channel_is_found_however_its_name_is_typed(typed: str, found: str) -> None:
    assert catalog().channel(typed).id == found


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "town crier"])
def test_a_channel_that_is_not_there_is_named_in_a_sentence_with_what_is(typed: str) -> None:
    assert catalog().find(typed) is None
    with pytest.raises(OutreachError, match=r"There is no channel called .* The channels are: own-blog, newsletter"):
        catalog().channel(typed)


def test_every_cell_has_all_seven_parts() -> None:
    whole = 0
    for channel, key, cell in every_cell():
        parts = dataclasses.asdict(cell)
        missing = [part for part in SEVEN_PARTS if parts[part] is None or parts[part] in ((), "")]
        assert not missing, (channel.id, key, missing)
        assert all(isinstance(parts[part], float) for part in ("value", "low", "high")), (channel.id, key)
        assert cell.low <= cell.value <= cell.high, (channel.id, key)
        assert all(source in catalog().sources for source in cell.source), (channel.id, key)
        assert 2000 <= cell.year <= int(cell.verified_on[:4]), (channel.id, key)
        whole += 1
    assert whole > len(PROMISED) * EVERYWHERE


def test_every_line_of_fine_print_has_words_source_year_mark_and_month() -> None:
    notes = [(channel, note) for channel in catalog().channels for note in channel.fine_print]
    assert len(notes) > len(PROMISED)
    for channel, note in notes:
        backed = {part: said for part, said in dataclasses.asdict(note).items() if part != "about"}
        assert all(backed.values()), (channel.id, note.text)
        assert note.text.endswith("."), (channel.id, note.text)


def test_nothing_was_verified_after_the_edition() -> None:
    for channel, key, said in everything_said():
        assert re.fullmatch(r"\d{4}-\d{2}", said.verified_on), (channel.id, key)
        assert said.verified_on <= catalog().edition, (channel.id, key)


def test_what_was_read_says_where_and_the_rest_does_not_pretend() -> None:
    for channel, key, said in everything_said():
        where, sources = f"{channel.id} {key}", catalog().cited(said)
        if said.mark is Mark.SEEN:
            assert all(source.address for source in sources), where
        else:
            assert all(source.judgment for source in sources), where


def test_every_source_is_used() -> None:
    used = {key for _, _, said in everything_said() for key in said.source}
    assert used == set(catalog().sources)


def test_every_channel_has_every_fact_that_ranking_and_gates_need() -> None:
    needed = {key for key, fact in FACTS.items() if fact.needed}
    assert len(needed) == EVERYWHERE
    assert {f"fit.{goal}" for goal in GOALS} | {f"gives.{way}" for way in WAYS_OF_GIVING} <= needed
    assert {"reach.all"} | {f"reach.{band}" for band in AGE_BANDS} <= needed
    for channel in catalog().channels:
        assert needed <= set(channel.facts), channel.id


UNMEASURED = (
    "own-blog",
    "newsletter",
    "own-community",
    "hosted-community",
    "psychology-today",
    "google-business",
    "talks",
)


def test_reach_that_nobody_measured_is_the_middle_and_the_whole_range_and_says_so() -> None:
    for channel in catalog().channels:
        for key in ("reach.all", *(f"reach.{band}" for band in AGE_BANDS)):
            cell = channel[key]
            guessed = (cell.low, cell.value, cell.high) == (0, 50, 100)
            assert guessed == (channel.id in UNMEASURED), (channel.id, key)
            if guessed:
                assert cell.mark is Mark.ESTIMATE
                assert cell.note.startswith("Nobody measured this; it gets the middle and the whole range")


def test_reach_of_one_age_is_wide_where_only_that_of_all_was_measured() -> None:
    for name, band in (("bluesky", "18-29"), ("bluesky", "65+"), ("podcast", "30-49"), ("podcast", "65+")):
        cell = catalog().channel(name)[f"reach.{band}"]
        assert cell.mark is Mark.ESTIMATE, (name, band)
        assert cell.high - cell.low >= 0.5 * cell.value, (name, band)
        assert cell.note, (name, band)


def test_every_judged_scale_leaves_room_for_doubt() -> None:
    for channel, key, cell in every_cell():
        if FACTS[key].kind == "scale":
            assert cell.mark is not Mark.SEEN, (channel.id, key)
            assert cell.low != cell.high, (channel.id, key)


def test_the_blog_is_found_by_search_with_a_chance_and_no_promise() -> None:
    blog = catalog().channel("own-blog")
    assert (blog["search"].low, blog["search"].value) == (1, 3)
    assert "no promise" in blog["search"].note
    assert any("91 % of pages got no visit" in note.text for note in blog.fine_print)


def test_what_a_channel_asks_of_a_person_is_a_yes_that_may_have_a_way_around() -> None:
    asked = [cell for _, key, cell in every_cell() if key.startswith("requires.")]
    assert {cell.value for cell in asked} == {cell.high for cell in asked} == {1}
    assert {cell.low for cell in asked} == {0, 1}


def test_every_thing_a_person_may_refuse_comes_with_some_channel() -> None:
    required = {act for channel in catalog().channels for act in channel.required()}
    assert required == set(WILL_NOT_DO)


def test_a_channel_asks_for_a_subscription_exactly_where_it_costs_money_each_month() -> None:
    for channel in catalog().channels:
        assert ("pay-a-subscription" in channel.required()) == (channel["money_per_month"].low > 0)


def test_the_scales_of_hours_and_money_hold_every_channel() -> None:
    assert max(channel["hours_per_week"].high for channel in catalog().channels) == HOURS_WORTH_NOTHING
    assert max(channel["money_per_month"].high for channel in catalog().channels) < DOLLARS_WORTH_NOTHING


@pytest.mark.parametrize(
    ("channel", "fact", "value", "mark", "year"),
    [
        ("youtube", "reach.all", 84, Mark.SEEN, 2025),
        ("facebook-page", "reach.30-49", 80, Mark.SEEN, 2025),
        ("facebook-page", "reach.65+", 58, Mark.KNOWN, 2023),
        ("linkedin", "reach.all", 30, Mark.SEEN, 2023),
        ("linkedin", "reach.30-49", 40, Mark.SEEN, 2023),
        ("linkedin", "reach.50-64", 31, Mark.KNOWN, 2023),
        ("x", "reach.all", 21, Mark.SEEN, 2025),
        ("bluesky", "reach.all", 4, Mark.SEEN, 2025),
        ("podcast", "reach.all", 55, Mark.SEEN, 2025),
        ("linkedin", "half_life", 24, Mark.SEEN, 2018),
        ("own-blog", "half_life", 16644, Mark.KNOWN, 2025),
        ("own-blog", "money_per_month", 15, Mark.KNOWN, 2026),
        ("psychology-today", "money_per_month", 29.95, Mark.SEEN, 2026),
        ("own-blog", "hours_per_week", 3, Mark.ESTIMATE, 2026),
        ("linkedin", "fit.referrers", 3, Mark.ESTIMATE, 2026),
    ],
)
def test_figures_stand_as_they_were_read(channel: str, fact: str, value: float, mark: Mark, year: int) -> None:
    cell = catalog().channel(channel)[fact]
    assert (cell.value, cell.mark, cell.year) == (value, mark, year)


def test_only_what_stays_yours_can_be_a_home_base() -> None:
    yours = [channel.id for channel in catalog().channels if channel.is_yours()]
    assert yours == ["own-blog", "newsletter", "own-community", "podcast"]
    assert "rented" in catalog().channel("hosted-community").role_words()


def test_no_channel_can_be_taken_for_another() -> None:
    names = [plain(name) for c in catalog().channels for name in {plain(n) for n in (c.id, c.name, *c.also_called)}]
    assert len(names) == len(set(names))


def test_facts_come_in_reading_order_and_the_fine_print_last() -> None:
    keys = [key for key, _ in catalog().channel("own-blog").said()]
    facts = [key for key in keys if key in FACTS]
    assert all(list(FACTS).index(one) < list(FACTS).index(other) for one, other in pairwise(facts))
    assert keys[len(facts) :] == [f"fine_print.{number}" for number in range(1, len(keys) - len(facts) + 1)]


def test_the_catalog_is_read_once() -> None:
    assert catalog() is catalog()


def test_a_small_catalog_is_read_with_all_it_says() -> None:
    channel = one()
    assert channel["reach.30-49"].value == 20
    assert (channel["hours_per_week"].least, channel["hours_per_week"].number) == (1, 2)
    assert channel.fine_print == (Note("Birds get lost.", Mark.SEEN, ("survey",), 2025, "2026-11"),)
    assert "seekers" not in channel.facts


def test_two_channels_may_differ_in_one_cell() -> None:
    two = small(CHANNEL, another("doves", (f"public    = {scale(2)}", f"public    = {scale(1)}")))
    assert [channel.id for channel in two.channels] == ["pigeons", "doves"]
    assert [channel["fit.public"].value for channel in two.channels] == [2, 1]


# When a fact is to be looked at again.


def test_every_fact_has_a_time_after_which_it_is_looked_at_again() -> None:
    assert set(catalog().recheck) == set(get_args(Recheck))
    assert {recheck_of(key) for _, key, _ in everything_said()} == set(get_args(Recheck))
    assert catalog().recheck["money"] < catalog().recheck["reach"] < catalog().recheck["judged"]


@pytest.mark.parametrize(
    ("verified_on", "months", "due"),
    [
        ("2026-11", 1, date(2026, 12, 1)),
        ("2026-11", 2, date(2027, 1, 1)),
        ("2026-11", 6, date(2027, 5, 1)),
        ("2026-12", 12, date(2027, 12, 1)),
        ("2026-01", 24, date(2028, 1, 1)),
    ],
)
def test_a_fact_is_due_on_the_first_of_the_month_so_many_months_on(verified_on: str, months: int, due: date) -> None:
    note = Note("Birds get lost.", Mark.SEEN, ("survey",), 2025, verified_on)
    assert due_on(note, months) == due
    assert due_on(dataclasses.replace(one()["search"], verified_on=verified_on), months) == due


def test_nothing_is_stale_before_its_day_and_all_of_a_kind_from_that_day_on() -> None:
    assert stale(small(), date(2027, 4, 30)) == ()
    found = stale(small(), date(2027, 5, 1))
    assert [(one.channel.id, one.key, one.since) for one in found] == [
        ("pigeons", "money_to_start", date(2027, 5, 1)),
        ("pigeons", "money_per_month", date(2027, 5, 1)),
    ]


def test_an_older_fact_is_stale_before_the_others_of_its_kind() -> None:
    old = changed(
        f'text = "Birds get lost.", {SEEN}', f'text = "Birds get lost.", {SEEN.replace("2026-11", "2025-11")}'
    )
    found = stale(small(old.removeprefix(WHOLE.removesuffix(CHANNEL))), date(2026, 11, 1))
    assert [(one.key, one.since) for one in found] == [("fine_print.1", date(2026, 11, 1))]


def test_in_the_end_everything_is_stale() -> None:
    assert len(stale(catalog(), date(2099, 1, 1))) == len(everything_said())
