"""Small catalogs, channels and practices, written as an author or a learner writes them."""

from __future__ import annotations

from hypothesis import settings

from outreach.channels.deciding.choice import Decision
from outreach.channels.deciding.gates import gate
from outreach.channels.deciding.ranking import Ranking, rank
from outreach.channels.facts.catalog import Catalog, Channel
from outreach.channels.facts.catalog_file import parse_catalog
from outreach.channels.facts.known import catalog
from outreach.channels.planning.plan import Plan, make_plan
from outreach.practice import Practice

unhurried = settings(deadline=None, max_examples=40)
"""A busy machine is no failure of what is tested; forty cases, others at each run, find in time what a hundred find."""

ESTIMATE = 'mark = "ESTIMATE", source = "authors", year = 2026, verified_on = "2026-11"'
SEEN = 'mark = "SEEN", source = "survey", year = 2025, verified_on = "2026-11"'

SOURCES = """
edition = "2026-11"

[recheck]
hours = 24
money = 6
half_life = 24
export = 12
reach = 12
seekers = 24
judged = 24
requires = 12
fine_print = 12

[sources]
authors = { title = "Course authors", judgment = true }
survey = { title = "A survey", year = 2025, address = "https://example.org/survey" }
"""


def scale(value: float) -> str:
    return f"{{ value = {value}, low = {max(0, value - 1)}, high = {min(3, value + 1)}, {ESTIMATE} }}"


def hours(value: float, low: float, high: float) -> str:
    return f'{{ value = {value}, low = {low}, high = {high}, unit = "hours a week", {ESTIMATE} }}'


def money(value: float, low: float | None = None) -> str:
    least = value if low is None else low
    return f'{{ value = {value}, low = {least}, high = {value}, unit = "US dollars a month", {ESTIMATE} }}'


def reach(value: float) -> str:
    low, high = value / 2, 2 * value
    return f'{{ value = {value}, low = {low}, high = {high}, unit = "% of US adults of that age", {ESTIMATE} }}'


SUBSCRIPTION = f"""
[channel.requires]
pay-a-subscription = {{ value = 1, low = 1, high = 1, text = "Grain.", {ESTIMATE} }}
"""

CHANNEL = f"""
[[channel]]
id = "pigeons"
name = "Carrier pigeons"
also_called = ["birds"]
role = "home"
what = "Letters on the wing."
hours_per_week  = {hours(2, 1, 3)}
money_to_start  = {{ value = 0, low = 0, high = 0, unit = "US dollars", {ESTIMATE} }}
money_per_month = {money(0)}
half_life       = {{ value = 12, low = 6, high = 48, unit = "hours", text = "as long as the bird flies", {ESTIMATE} }}
content_export  = {scale(3)}
audience_export = {scale(3)}
ownership       = {scale(3)}
search          = {scale(1)}
message         = {scale(1)}
review          = {scale(0)}
confidentiality = {scale(1)}
fine_print      = [{{ text = "Birds get lost.", {SEEN} }}]
[channel.reach]
all     = {{ value = 10, low = 9, high = 11, unit = "% of US adults", {SEEN} }}
"18-29" = {reach(10)}
"30-49" = {{ value = 20, low = 20, high = 20, unit = "% of US adults of that age", {SEEN} }}
"50-64" = {reach(10)}
"65+"   = {reach(10)}
[channel.fit]
public    = {scale(2)}
referrers = {scale(3)}
peers     = {scale(1)}
[channel.gives]
writing       = {scale(3)}
speaking      = {scale(0)}
conversing    = {scale(1)}
teaching-live = {scale(0)}
answering     = {scale(2)}
hosting       = {scale(0)}
"""

WHOLE = SOURCES + CHANNEL

CODE = """
[codes.guild]
authority = "Code of the Guild"
edition = "1999"
verified_on = "2026-09"
mark = "SEEN"
source = "page"
words = ["guildsman", "master of birds"]
degrees = ["dr bird"]
"""
CODES = (
    """
edition = "2026-11"
[recheck]
codes = 12
[sources]
known = { title = "Course authors", judgment = true }
page = { title = "A page", address = "https://example.org/code" }
"""
    + CODE
)


def changed(old: str, new: str, text: str = WHOLE) -> str:
    """Return the sample catalog with one thing changed; what is to be changed must be there once."""
    assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
    return text.replace(old, new)


def costing(cell: str, text: str = CHANNEL) -> str:
    """Return a channel that costs money each month."""
    return changed(money(0), cell, text) + SUBSCRIPTION


def another(channel_id: str, *changes: tuple[str, str]) -> str:
    """Return the text of one more channel, as the sample but for these changes."""
    text = CHANNEL.replace('"pigeons"', f'"{channel_id}"').replace("Carrier pigeons", channel_id.title())
    text = text.replace('["birds"]', "[]")
    for old, new in changes:
        text = changed(old, new, text)
    return text


def small(*channels: str) -> Catalog:
    return parse_catalog(SOURCES + "".join(channels or (CHANNEL,)))


def one() -> Channel:
    return small().channels[0]


def ranked(practice: Practice, weights: dict[str, float] | None = None) -> Ranking:
    return rank(practice, gate(practice, catalog().channels).open, weights)


def planned(practice: Practice, weights: dict[str, float] | None = None) -> Plan:
    return make_plan(Decision(practice).choose(weights))
