"""The facts of a channel: what was read, what is only known and what is judged look different wherever they stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from outreach.channels.deciding.license_rules import license_rules
from outreach.channels.facts.catalog import FACTS, Mark, Note
from outreach.channels.facts.known import catalog
from outreach.channels.facts.listing import WIDTH, day_of, fact_list, stale_list
from outreach.channels.facts.view import marks_counted, show_facts
from outreach.channels.held import held
from outreach.channels.wording import figure_words, mark_words, source_words
from outreach.crisis_lines import crisis_lines
from outreach.errors import OutreachError
from outreach.professional_codes import professional_codes
from outreach.view import WIDGET_VIEW

CHANNELS = [channel.id for channel in catalog().channels]


@pytest.mark.parametrize("name", CHANNELS)
def test_every_fact_of_a_channel_is_shown_with_mark_and_source(name: str) -> None:
    channel, view = catalog().channel(name), show_facts(name)
    said = list(channel.said())
    assert view.page().count('<th scope="row">') == len(said)
    assert len(re.findall(r"\[(?:SEEN|KNOWN|ESTIMATE)[^\]]*\]", view.summary())) == len(said)
    for mark in Mark:
        expected = sum(one.mark is mark for _, one in said)
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
            assert figure_words(cell, FACTS[key]).startswith("~") == (cell.mark is not Mark.SEEN), (channel.id, key)


@pytest.mark.parametrize(
    ("channel", "fact", "said"),
    [
        ("own-blog", "hours_per_week", "~3 hours a week (2 to 4)"),
        ("talks", "hours_per_week", "~1 hour a week (0.7 to 1.4)"),
        ("psychology-today", "money_per_month", "29.95 US dollars a month"),
        ("own-blog", "half_life", "~1.9 years"),
        ("newsletter", "half_life", "~days; the archive lasts (24 hours to 7 days)"),
        ("psychology-today", "half_life", "~as long as it is paid for (4 weeks to 5 years)"),
        ("youtube", "half_life", "about 6 days"),
        ("facebook-page", "half_life", "30 to 50 minutes"),
        ("tiktok", "half_life", "~minutes (1 minute to 60 minutes)"),
        ("youtube", "reach.all", "84% of US adults (83 to 84)"),
        ("podcast", "reach.65+", "~38% of US adults of that age (20 to 45)"),
        ("own-blog", "reach.all", "~50% of US adults (0 to 100)"),
        ("mastodon", "reach.all", "~2% of US adults (0 to 4)"),
        ("podcast", "requires.record-my-voice", "~yes. It is a recording of your voice."),
        ("tiktok", "requires.post-every-day", "~mostly. Being seen means posting every day or two."),
        ("facebook-page", "audience_export", "~0 of 3 (0 to 1). None of them."),
        ("reddit", "search", "~3 of 3 (2 to 3)"),
        (
            "youtube",
            "money_to_start",
            "~100 US dollars (0 to 300). Free to open; a microphone and a lamp cost extra.",
        ),
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
    assert "no year given" in source_words(catalog(), linkedin.fine_print[0])
    assert mark_words(Note("x", Mark.SEEN, ("C1a",), 2025, "2026-12")) == "SEEN: source read 2026-12"


def test_the_addresses_of_the_sources_are_links_that_leak_nothing() -> None:
    page = show_facts("linkedin").page()
    links = re.findall(r'<a href="([^"]+)" rel="noopener noreferrer">', page)
    assert "https://endearist.com/en/blog/how-to-export-linkedin-connections" in links
    assert page.count("<a ") == len(links)
    assert "<a " not in show_facts("mastodon").page().split("Where it was read")[0]


def test_a_figure_that_nobody_measured_carries_its_note() -> None:
    note = "Nobody measured this; it gets the middle and the whole range, so it decides little."
    view = show_facts("own-blog")
    assert f"Used by adults: ~50% of US adults (0 to 100). {note} [ESTIMATE: our judgment]" in view.summary()
    assert f"<td>~50% of US adults (0 to 100)<br><small>{note}</small></td>" in view.page()


def test_the_overview_names_every_channel_with_its_marks() -> None:
    view = show_facts()
    assert view.summary().splitlines()[0] == "18 channels. Facts of 2026-11."
    for channel in catalog().channels:
        assert f"{channel.name} ({channel.id}): ~" in view.summary()
        assert f'<th scope="row">{channel.name}</th>' in view.page()
    assert view.page().count("<small><em>ESTIMATE: our judgment</em>. Year 2026</small>") > 18
    assert "<small>SEEN: source read 2026-11. Year 2018</small>" in view.page()
    assert "<small><em>KNOWN: not read again, check it</em>. Year 2025</small>" in view.page()


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


# The list on the command line.


def command(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "outreach.cli", "facts", *words], check=False, capture_output=True, text=True
    )


def test_the_list_holds_every_fact_with_mark_year_month_and_source() -> None:
    listed = fact_list(catalog(), date(2026, 11, 25))
    flat = " ".join(listed.split())
    said = [one for channel in catalog().channels for _, one in channel.said()]
    assert flat.count(" Look again from ") == len(said)
    assert flat.count(". Year ") == len(said)
    assert flat.count(" Last judged 2026-11.") == sum(one.mark is not Mark.SEEN for one in said)
    assert flat.count("SEEN: source read 2026-11.") == sum(one.mark is Mark.SEEN for one in said)
    assert flat.count(" Source: ") == sum(len(one.source) for one in said)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_list_that_cannot_be_written_says_so_in_one_sentence(unbuffered: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "outreach.cli", "facts", "linkedin"],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )
    assert (done.returncode, done.stderr) == (1, "The output could not be written (No space left on device).\n")


def test_the_list_fits_a_terminal_but_for_addresses_which_stay_whole() -> None:
    lines = fact_list(catalog(), date(2026, 11, 25)).splitlines() + stale_list(catalog(), date(2099, 1, 1)).splitlines()
    assert all(len(line) <= WIDTH for line in lines if "://" not in line)
    assert all(line.strip().startswith("http") for line in lines if "://" in line)


def test_a_fact_is_said_to_be_stale_from_its_day_on() -> None:
    newsletter = catalog().channel("newsletter")
    assert "Look again from 2027-05-01." in fact_list(catalog(), date(2027, 4, 30), newsletter)
    assert "To be looked at again since" not in fact_list(catalog(), date(2027, 4, 30), newsletter)
    assert "again since 2027-05-01." in " ".join(fact_list(catalog(), date(2027, 5, 1), newsletter).split())


def test_what_is_stale_is_named_with_since_when_and_its_source() -> None:
    listed = stale_list(catalog(), date(2027, 5, 1), catalog().channel("newsletter"))
    assert listed.startswith("On 2027-05-01 2 facts of Newsletter should be looked at again.\n")
    assert "  Money each month: 0 US dollars a month. Substack" in listed
    assert "    Due since 2027-05-01. SEEN: source read 2026-11. Year 2026.\n" in listed
    assert "    Read again: Substack pricing against Ghost, no year given\n" in listed
    assert "      https://helios-stack.pages.dev/substack-pricing-vs-ghost" in listed
    assert "Half" not in listed


def test_where_nothing_is_stale_a_sentence_says_so_and_what_is_next() -> None:
    said = "On 2027-04-30 no fact is past its re-check date. The first is due on 2027-05-01."
    assert " ".join(stale_list(catalog(), date(2027, 4, 30)).split()) == said
    of_reddit = stale_list(catalog(), date(2027, 4, 30), catalog().channel("reddit"))
    assert of_reddit.startswith("On 2027-04-30 no fact of Reddit is past")


def test_a_day_is_read_and_anything_else_gets_a_sentence() -> None:
    assert day_of("2027-05-01") == date(2027, 5, 1)
    assert abs((day_of(None) - date.today()).days) <= 1  # noqa: DTZ011 - the reader's own calendar
    for wrong in ("tomorrow", "2027-02-30", "20270501", "2027-5-1", "", "\u0662027-05-01"):
        with pytest.raises(OutreachError, match=r"is no day\. Write it as year, month and day, such as 2026-11-30"):
            day_of(wrong)


def test_the_command_lists_prints_what_is_stale_and_works_in_a_pipe() -> None:
    listed = command("LinkedIn")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "\nLinkedIn (linkedin)\n" in listed.stdout
    assert "Reddit" not in listed.stdout
    said = " ".join(command("--stale", "--on", "2026-11-30").stdout.split())
    kinds = "fact, rule, crisis line, term, definition, benchmark, agent or referrer"
    assert said == f"On 2026-11-30 no {kinds} is past its re-check date. The first is due on 2027-01-30."


# What is held beside the catalog: rules of codes, and the lines for a crisis.


def flat(listed: str) -> str:
    return " ".join(listed.split())


def test_the_list_ends_with_every_rule_and_every_crisis_line() -> None:
    _, _, last = held(day="2026-11-25").partition("\nRules of professional codes (2026-11)\n")
    rules, _, lines = last.partition("\nEmergency and crisis lines (2026-11)\n")
    clauses = [clause for rule in license_rules().rules for clause in rule.clauses]
    codes = professional_codes().codes.values()
    assert flat(rules).count(" Look again from 2027-11-01.") == len(codes) + len(clauses)
    for source in (*(code.source for code in codes), *(clause.source for clause in clauses)):
        assert source.title in flat(rules)
        assert source.address in rules
    assert flat(
        "The ACA Code of Ethics (2014, C.3.b) bars asking clients, past or present, for testimonials. "
        "SEEN: source read 2026-11. Look again from 2027-11-01. Source: Ethical pitfalls of online"
    ) in flat(rules)
    assert "The AAMFT Code of Ethics, edition: 2015. SEEN: source read 2026-11." in flat(rules)
    assert "KNOWN: not read again, check it. Last judged 2026-11." in flat(rules)
    assert (
        "US, crisis (988 Suicide & Crisis Lifeline; 24/7; since 2022-07-16): call or text 988. Also by chat, and in "
        "ASL by videophone. SEEN: source read 2026-11. Look again from 2027-01-30."
    ) in flat(lines)
    assert "call 988 and press 3. The source is weak: a news digest." in flat(lines)
    known = crisis_lines()
    assert flat(lines).count(" Look again from 2027-01-30.") == len(known.lines) + len(known.retired)
    assert "https://med.uth.edu/psychiatry/2024/09/17/" in lines


def test_of_one_channel_only_the_clauses_that_speak_of_it_are_listed() -> None:
    listed = held("reddit", "2026-11-25")
    assert "bars a diagnosis of any single person." in listed
    assert "testimonials" not in listed
    assert "988" not in listed
    assert "professional codes" not in held("newsletter", "2026-11-25")


def test_a_crisis_line_is_stale_long_before_a_rule() -> None:
    lines = flat(held(day="2027-01-30", only_stale=True))
    count = sum(1 for _ in crisis_lines().dated())
    assert lines.startswith(f"On 2027-01-30 {count} crisis lines should be looked at again. Emergency and crisis lines")
    assert "Due since 2027-01-30. SEEN: source read 2026-11. Read again: UTHealth Houston, 2024 https://med" in lines
    assert "911. Due since 2027-01-30. KNOWN: not read again, check it. Last judged 2026-11. Look for a" in lines


def test_a_rule_is_stale_from_its_day_on_with_the_source_to_read_again() -> None:
    count = sum(1 for _ in (*professional_codes().dated(), *license_rules().dated()))
    assert " rules" not in held(day="2027-10-31", only_stale=True)
    lines = sum(1 for _ in crisis_lines().dated())
    assert f" facts, {count} rules and {lines} crisis lines should" in flat(held(day="2027-11-01", only_stale=True))
    of_google = flat(held("google-business", "2027-11-01", only_stale=True))
    assert "(2017, 5.05) bars asking present therapy clients for testimonials. Due since 2027-11-01. SEEN" in of_google
    assert "Read again: APA 5.05, as quoted in the policy of a practice (Island Therapy), no year given" in of_google
    assert "https://www.islandtherapy.net/social-media-policy" in of_google


def test_the_whole_list_fits_a_terminal_too() -> None:
    lines = (held() + held(day="2099-01-01", only_stale=True)).splitlines()
    assert all(len(line) <= WIDTH or line.strip().startswith("http") for line in lines)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("myspace",), "There is no channel called 'myspace'. The channels are: own-blog, newsletter"),
        (("--on", "tomorrow"), "'tomorrow' is no day."),
    ],
)
def test_the_command_answers_a_slip_with_one_sentence(words: tuple[str, ...], told: str) -> None:
    done = command(*words)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(told)
    assert done.stderr.count("\n") == 1


def loaded_by(code: str) -> set[str]:
    """Return which heavy libraries a piece of code brings along, in a process of its own."""
    heavy = "('pandas', 'plotly', 'ipywidgets', 'numpy')"
    script = f"{code}\nimport sys\nprint(*[name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_facts_need_no_heavy_library() -> None:
    assert loaded_by("from outreach import show_facts\nshow_facts('x').page()") == set()
    assert loaded_by("from outreach.channels.facts.listing import day_of, stale_list") == set()


def test_ranking_and_plan_draw_nothing_and_bring_numbers_only() -> None:
    assert loaded_by("from outreach import choose_channels\nrepr(choose_channels('juniper-street'))") <= {"numpy"}


def test_the_door_of_the_course_does_not_open_this_room() -> None:
    assert loaded_by("import outreach, sys\nassert 'outreach.channels' not in sys.modules\nprint()") == set()
