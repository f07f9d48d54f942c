"""Definitions and benchmarks: each with its source, year and mark, and "not comparable" where it is not."""

from __future__ import annotations

import pytest

from outreach.dated import Mark
from outreach.engagement.measuring.benchmarks import benchmarks, comparable, parse_benchmarks
from outreach.engagement.measuring.definitions import definition, definitions, parse_definitions
from outreach.errors import OutreachError, SourceError

EXPECTED = [
    "engagement-by-reach",
    "engagement-by-impressions",
    "engagement-by-followers",
    "engagement-daily",
    "engagement-rivaliq",
    "conversation",
    "amplification",
    "applause",
    "economic-value",
    "relative",
    "open",
    "click",
    "click-to-open",
    "retention",
    "inquiry-conversion",
    "referral-share",
    "reciprocity",
    "give-ask",
    "dau-mau",
    "wau-mau",
    "first-response",
    "reply-coverage",
    "page-views",
    "participation",
]

DEFINITION = """
edition = "2026-11"
[recheck]
definitions = 12
[sources]
page = { title = "A page", year = 2020, address = "https://page.example/" }
ours = { title = "We", judgment = true }
[[definition]]
id = "hums"
name = "Hums"
definition = "Hums for each bee."
numerator = "hums"
denominator = "bees"
unit = "per"
mark = "SEEN"
source = "page"
verified_on = "2026-10"
note = "Loud."
"""
BENCHMARK = """
edition = "2026-11"
[recheck]
benchmarks = 12
[sources]
page = { title = "A page", year = 2020, address = "https://page.example/" }
[[benchmark]]
id = "bees"
publisher = "The Hive"
what = "Median"
definition = "click"
figures = { all = 2.5 }
year = 2020
denominator = "mails delivered"
population = "hives"
least_audience = 0
of = "recipients"
mark = "SEEN"
source = "page"
verified_on = "2026-10"
note = "Loud."
"""


def test_all_figures_are_defined() -> None:
    assert list(definitions().definitions) == EXPECTED


def test_each_says_what_is_divided_by_what_and_who_says_so() -> None:
    for one in definitions().definitions.values():
        assert one.words().startswith(f"{one.name}: ")
        assert one.source.title in one.words()
        assert one.mark is Mark.SEEN or one.mark in one.words()


def test_opens_are_untrusted_since_september_2021() -> None:
    assert "September 2021" in definition("open").untrusted
    assert "September 2021" in definition("click-to-open").untrusted
    assert not definition("click").untrusted


def test_what_we_judge_is_marked_as_our_judgment() -> None:
    assert {one.id for one in definitions().definitions.values() if one.mark is Mark.ESTIMATE} == {
        "reciprocity",
        "give-ask",
        "wau-mau",
    }


def test_facts_are_listed_with_the_day_to_look_again() -> None:
    for held in (definitions(), benchmarks()):
        facts = list(held.dated())
        assert facts
        for fact in facts:
            assert fact.due.isoformat() > fact.verified_on
            assert fact.sources
            assert held.edition in fact.group


def test_an_unknown_figure_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(OutreachError, match=r"No figure is called 'klout'.*conversation"):
        definition("klout")
    with pytest.raises(OutreachError, match=r"No benchmark is called 'klout'.*mailerlite-open"):
        benchmarks().benchmark("klout")


def test_every_benchmark_is_shown_with_source_year_denominator_and_population() -> None:
    for one in benchmarks().benchmarks.values():
        for part in (str(one.year), one.denominator, one.population, one.source.title, one.mark):
            assert part in one.words()


def said(name: str, mine: str, audience: float | None = None) -> str:
    return comparable(benchmarks().benchmark(name), mine, audience=audience) or "comparable"


def test_another_definition_is_not_comparable() -> None:
    assert "theirs is likes, comments, shares and reactions" in said("rivaliq-2025", "engagement-by-reach", 9000)
    assert "theirs is" in said("rivaliq-2025", "engagement-by-followers", 9000), "the same denominator is not enough"
    assert "does not state" in said("hootsuite-2025", "engagement-by-followers", 9000)


def test_another_population_is_not_comparable() -> None:
    assert "no class for health care" in said("rivaliq-2025", "engagement-rivaliq", 9000)
    assert "you have 120 recipients" in said("mailchimp-2019-click", "click", 120)
    assert "is not known" in said("mailchimp-2019-click", "click")
    assert "before September 2021" in said("mailchimp-2019-open", "open", 5000)


def test_the_same_definition_and_population_are_comparable() -> None:
    assert said("mailerlite-open", "open", 120) == "comparable"
    assert said("mailchimp-2019-click", "click", 1500) == "comparable"


def test_a_good_file_is_read() -> None:
    assert parse_definitions(DEFINITION).definition("hums").year == 2020
    assert parse_benchmarks(BENCHMARK).benchmark("bees").figures == (("all", 2.5),)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('unit = "per"', 'unit = "bees"', "the unit is 'bees'"),
        ('note = "Loud."', "", "has no note"),
        ('note = "Loud."', 'note = "Loud."\nvolume = 3', "'volume'"),
        ('source = "page"', 'source = "ours"', "is marked SEEN and rests on 'ours'"),
        ('mark = "SEEN"', 'mark = "SURE"', "the mark is 'SURE'"),
        ('"2026-10"', '"2026-12"', "after the edition"),
    ],
)
def test_a_bad_definition_is_not_read(old: str, new: str, expected: str) -> None:
    assert old in DEFINITION
    with pytest.raises(SourceError, match=expected):
        parse_definitions(DEFINITION.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('definition = "click"', 'definition = "clack"', "there is no definition 'clack'"),
        ("{ all = 2.5 }", "{}", "has no figures"),
        ("{ all = 2.5 }", "{ all = 250 }", "a percent from 0 to 100"),
        ("least_audience = 0", "least_audience = true", "least_audience is True"),
        ('mark = "SEEN"', 'mark = "ESTIMATE"', "the mark is 'ESTIMATE'"),
        ("year = 2020\nden", 'year = "now"\nden', "the year is 'now'"),
    ],
)
def test_a_bad_benchmark_is_not_read(old: str, new: str, expected: str) -> None:
    assert old in BENCHMARK
    with pytest.raises(SourceError, match=expected):
        parse_benchmarks(BENCHMARK.replace(old, new))


def test_nothing_is_there_twice() -> None:
    twice = DEFINITION + DEFINITION[DEFINITION.index("[[definition]]") :]
    with pytest.raises(SourceError, match="hums is defined twice"):
        parse_definitions(twice)
    with pytest.raises(SourceError, match="bees is there twice"):
        parse_benchmarks(BENCHMARK + BENCHMARK[BENCHMARK.index("[[benchmark]]") :])
