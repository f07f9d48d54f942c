"""The facts of a channel: what was read, what is only known and what is judged look different wherever they stand."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from outreach.channels.catalog import FACTS, Cell, Mark, catalog
from outreach.channels.facts import marks_counted, show_facts
from outreach.channels.wording import figure_words, mark_words, source_words
from outreach.errors import OutreachError
from outreach.view import WIDGET_VIEW

CHANNELS = [channel.id for channel in catalog().channels]


@pytest.mark.parametrize("name", CHANNELS)
def test_every_fact_of_a_channel_is_shown_with_mark_and_source(name: str) -> None:
    channel, view = catalog().channel(name), show_facts(name)
    cells = list(channel.cells())
    assert view.page().count('<th scope="row">') == len(cells)
    assert len(re.findall(r"\[(?:SEEN|KNOWN|ESTIMATE)[^\]]*\]", view.summary())) == len(cells)
    for mark in Mark:
        expected = sum(cell.mark is mark for _, cell in cells)
        assert view.summary().count(f"[{mark}: ") == expected
        assert len(re.findall(rf"<td>(?:<em>)?{mark}: ", view.page())) == expected


def test_what_was_not_read_is_set_apart_by_word_sign_and_type() -> None:
    page = show_facts("linkedin").page()
    assert "<td>SEEN: source read 2026-11</td>" in page
    assert "<td><em>KNOWN: not read again, check it</em></td>" in page
    assert "<td><em>ESTIMATE: our judgment</em></td>" in page
    assert "<td>40% of US adults of that age</td>" in page
    assert "<td>~31% of US adults of that age</td>" in page


def test_a_sign_stands_before_every_figure_that_was_not_read() -> None:
    for channel in catalog().channels:
        for key, cell in channel.cells():
            if cell.value is not None:
                assert figure_words(cell, FACTS[key]).startswith("~") == (cell.mark is not Mark.SEEN), (channel.id, key)


@pytest.mark.parametrize(
    ("channel", "fact", "said"),
    [
        ("own-blog", "hours_per_week", "~3 hours a week (2 to 4)"),
        ("talks", "hours_per_week", "~1 hour a week (0.7 to 1.4)"),
        ("psychology-today", "money_per_month", "29.95 US dollars a month"),
        ("own-blog", "half_life", "~about 1.9 years"),
        ("youtube", "half_life", "about 6 days"),
        ("tiktok", "half_life", "minutes"),
        ("youtube", "reach.all", "84% of US adults (83 to 84)"),
        ("podcast", "reach.65+", "38% of people aged 55 and over, listening monthly"),
        ("reddit", "search", "~3 of 3 (2 to 3)"),
        ("youtube", "money_to_start", "free to open; a microphone and a lamp cost extra and are not priced here"),
    ],
)
def test_a_fact_is_said_with_its_unit_and_span(channel: str, fact: str, said: str) -> None:
    assert figure_words(catalog().channel(channel)[fact], FACTS[fact]) == said


def test_a_source_is_said_with_its_year_and_the_year_it_speaks_of() -> None:
    linkedin = catalog().channel("linkedin")
    assert source_words(catalog(), linkedin["half_life"]) == (
        "Half-life of social media posts, edition of 2018 (S. Graffius), 2018"
    )
    assert source_words(catalog(), linkedin["reach.30-49"]).endswith("Figure of 2023")
    assert "no year given" in source_words(catalog(), linkedin["content_export"])
    assert mark_words(Cell(Mark.SEEN, ("C1a",), 2025, text="x", verified_on="2026-12")) == "SEEN: source read 2026-12"


def test_the_addresses_of_the_sources_are_links_that_leak_nothing() -> None:
    page = show_facts("linkedin").page()
    links = re.findall(r'<a href="([^"]+)" rel="noopener noreferrer">', page)
    assert "https://endearist.com/en/blog/how-to-export-linkedin-connections" in links
    assert page.count("<a ") == len(links)
    assert "<a " not in show_facts("mastodon").page().split("Where it was read")[0]


def test_the_overview_names_every_channel_with_its_marks() -> None:
    view = show_facts()
    assert view.summary().splitlines()[0] == "18 channels. Facts of 2026-11."
    for channel in catalog().channels:
        assert f"{channel.name} ({channel.id}): ~" in view.summary()
        assert f'<th scope="row">{channel.name}</th>' in view.page()
    assert view.page().count("<em>ESTIMATE: our judgment</em>") > 18


def test_how_much_of_it_is_estimate_is_said_openly() -> None:
    counted = marks_counted(catalog().channels)
    numbers = [int(number) for number in re.findall(r"\d+", counted)]
    assert numbers[0] == sum(numbers[1:])
    assert counted in show_facts().summary()
    assert "ESTIMATE is a judgment of the authors" in show_facts().page()


def test_facts_have_nothing_to_operate_and_are_shown_as_they_are() -> None:
    bundle = show_facts("x")._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert WIDGET_VIEW not in bundle
    assert show_facts("x").widget().value == bundle["text/html"]
    assert repr(show_facts("Twitter")) == repr(show_facts("x")) == bundle["text/plain"]


def test_a_channel_that_does_not_exist_gets_a_sentence() -> None:
    with pytest.raises(OutreachError, match="no channel called 'myspace'"):
        show_facts("myspace")


def loaded_by(code: str) -> set[str]:
    """Return which heavy libraries a piece of code brings along, in a process of its own."""
    heavy = "('pandas', 'plotly', 'ipywidgets', 'numpy')"
    script = f"{code}\nimport sys\nprint(*[name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_facts_ranking_and_plan_need_no_heavy_library() -> None:
    assert loaded_by("from outreach import show_facts\nshow_facts('x').page()") == set()
    assert loaded_by("from outreach import choose_channels\nrepr(choose_channels('juniper-street'))") == set()


def test_the_door_of_the_course_does_not_open_this_room() -> None:
    assert loaded_by("import outreach, sys\nassert 'outreach.channels' not in sys.modules\nprint()") == set()
