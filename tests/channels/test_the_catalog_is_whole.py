"""The catalog of the course: every channel that was promised, every figure with its source and mark."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest

from outreach.channels.catalog import FACTS, Cell, Channel, Mark, catalog, plain
from outreach.channels.criteria import DOLLARS_WORTH_NOTHING, HOURS_WORTH_NOTHING
from outreach.errors import OutreachError
from outreach.practice import GOALS, WAYS_OF_GIVING, WILL_NOT_DO
from tests.channels.samples import CHANNEL, another, one, scale, small

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


def every_cell() -> list[tuple[Channel, str, Cell]]:
    return [(channel, key, cell) for channel in catalog().channels for key, cell in channel.cells()]


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


def test_every_cell_has_source_year_and_mark_and_its_numbers_rise() -> None:
    for channel, key, cell in every_cell():
        where = f"{channel.id} {key}"
        assert cell.source, where
        assert all(source in catalog().sources for source in cell.source), where
        assert cell.year >= 2000, where
        assert cell.mark in Mark, where
        if cell.value is not None:
            assert cell.low is not None
            assert cell.high is not None
            assert cell.low <= cell.value <= cell.high, where
        else:
            assert cell.text, where


def test_what_was_read_says_when_and_where_and_the_rest_does_not_pretend() -> None:
    for channel, key, cell in every_cell():
        where = f"{channel.id} {key}"
        if cell.mark is Mark.SEEN:
            assert re.fullmatch(r"\d{4}-\d{2}", cell.verified_on), where
            assert all(source.address for source in catalog().cited(cell)), where
        else:
            assert cell.verified_on == "", where
            assert all(source.judgment for source in catalog().cited(cell)), where


def test_every_source_is_used() -> None:
    used = {key for _, _, cell in every_cell() for key in cell.source}
    assert used == set(catalog().sources)


def test_every_channel_has_every_fact_that_ranking_and_gates_need() -> None:
    needed = {key for key, fact in FACTS.items() if fact.needed}
    assert {f"fit.{goal}" for goal in GOALS} | {f"gives.{way}" for way in WAYS_OF_GIVING} <= needed
    for channel in catalog().channels:
        assert needed <= set(channel.facts), channel.id


def test_no_percentage_is_given_where_nobody_measured_one() -> None:
    unmeasured = {channel.id for channel in catalog().channels if "audience" in channel.facts}
    assert {"own-blog", "newsletter", "own-community", "hosted-community", "talks", "psychology-today"} <= unmeasured
    for channel in catalog().channels:
        if channel.id in unmeasured:
            assert not [key for key in channel.facts if key.startswith("reach.")]
            assert channel["audience"].mark is not Mark.SEEN


def test_what_was_not_measured_gets_the_middle_and_the_whole_range() -> None:
    blog = catalog().channel("own-blog")["audience"]
    assert (blog.low, blog.value, blog.high) == (0, 1.5, 3)


def test_every_judged_scale_leaves_room_for_doubt() -> None:
    for channel, key, cell in every_cell():
        if key in FACTS and FACTS[key].kind == "scale":
            assert cell.mark is not Mark.SEEN, (channel.id, key)
            assert cell.low != cell.high, (channel.id, key)


def test_every_thing_a_person_may_refuse_comes_with_some_channel() -> None:
    required = {act for channel in catalog().channels for act in channel.required()}
    assert required == set(WILL_NOT_DO)


def test_a_channel_asks_for_a_subscription_exactly_where_it_costs_money_each_month() -> None:
    for channel in catalog().channels:
        assert ("pay-a-subscription" in channel.required()) == (channel["money_per_month"].least > 0)


def test_the_scales_of_hours_and_money_hold_every_channel() -> None:
    assert max(channel["hours_per_week"].high or 0 for channel in catalog().channels) == HOURS_WORTH_NOTHING
    assert max(channel["money_per_month"].high or 0 for channel in catalog().channels) < DOLLARS_WORTH_NOTHING


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


def test_cells_come_in_reading_order_and_the_fine_print_last() -> None:
    keys = [key for key, _ in catalog().channel("own-blog").cells()]
    order = [list(FACTS).index(key) for key in keys if key in FACTS]
    assert all(one < other for one, other in pairwise(order))
    assert keys[-1].startswith("fine_print.")


def test_the_catalog_is_read_once() -> None:
    catalog()
    before = time.perf_counter()
    again = catalog()
    assert time.perf_counter() - before < 0.01
    assert again is catalog()


def test_a_small_catalog_is_read_with_all_it_says() -> None:
    channel = one()
    assert channel["reach.30-49"].value == 20
    assert channel["hours_per_week"].least == 1
    assert channel.fine_print[0].text == "Birds get lost."
    assert channel.get("audience") is None
    with pytest.raises(ValueError, match="no number"):
        _ = channel["half_life"].number


def test_two_channels_may_differ_in_one_cell() -> None:
    two = small(CHANNEL, another("doves", (f"public    = {scale(2)}", f"public    = {scale(1)}")))
    assert [channel.id for channel in two.channels] == ["pigeons", "doves"]
    assert [channel["fit.public"].value for channel in two.channels] == [2, 1]
