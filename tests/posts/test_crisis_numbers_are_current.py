"""A crisis option that a draft names is current, or it is said what became of it; other numbers are left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.crisis_lines import CrisisLine, crisis_lines, line_for
from outreach.posts.findings._crisis_page import NAMED
from outreach.posts.findings.crisis_numbers import CHECK_IT, COUNTRIES, CrisisNumber, Standing, crisis_numbers_in
from tests.channels.samples import unhurried


def found(text: str, country: str = "US") -> list[tuple[str, str]]:
    """Return what is found, as it stands in the draft, with its standing and, where it is not fine, its severity."""
    return [
        (text[one.start : one.end], f"{one.standing}{f', {one.severity}' if one.severity else ''}")
        for one in crisis_numbers_in(text, country)
    ]


def only(text: str, country: str = "US") -> CrisisNumber:
    [one] = crisis_numbers_in(text, country)
    return one


# Current options.


@pytest.mark.parametrize(
    ("country", "text", "number"),
    [
        ("US", "If you are thinking about suicide, call or text 988, any time.", "988"),
        ("US", "Dial 9-8-8.", "9-8-8"),
        ("US", "Dial, in the U.S. only, 988.", "988"),
        ("US", "dial 9 8 8", "9 8 8"),
        ("US", "Please ring 9.8.8 tonight", "9.8.8"),
        ("US", "The Suicide & Crisis Lifeline is at 988", "988"),
        ("US", "**988** is the crisis line.", "988"),
        ("US", "Call 988 24/7.", "988"),
        ("US", "If it gets frightening, 988 is there by call or text.", "988"),
        ("US", "Call 988 365 days a year.", "988"),
        ("US", "call nine-eight-eight", "nine-eight-eight"),
        ("US", "call Nine Eight Eight", "Nine Eight Eight"),
        ("US", "Text HOME to 741741", "741741"),
        ("US", "Text HOME to 741-741", "741-741"),
        ("US", "Crisis Text Line: 741 741", "741 741"),
        ("US", "The Trevor Project: 1-866-488-7386", "1-866-488-7386"),
        ("US", "The Trevor Project (866) 488-7386", "(866) 488-7386"),
        ("US", "Trevor: +1 866.488.7386", "+1 866.488.7386"),
        ("US", "or text START to 678678", "678678"),
        ("US", "Veterans may text 838255", "838255"),
        ("US", "In an emergency call 911", "911"),
        ("US", "call nine one one", "nine one one"),
        ("US", "\U0001f4de 988", "988"),
        ("CA", "Call or text 9-8-8", "9-8-8"),
        ("UK", "Samaritans: 116 123", "116 123"),
        ("UK", "Call 116123, free", "116123"),
        ("UK", "call triple nine", "triple nine"),
        ("UK", "text SHOUT to 85258", "85258"),
        ("UK", "Lifeline, 0808 808 8000", "0808 808 8000"),
        ("UK", "call 112", "112"),
        ("IE", "text HELLO to 50808", "50808"),
        ("IE", "Samaritans 116 123", "116 123"),
        ("AU", "Lifeline 13 11 14", "13 11 14"),
        ("AU", "Call 131114.", "131114"),
        ("AU", "text 0477 13 11 14", "0477 13 11 14"),
        ("AU", "in an emergency dial triple zero", "triple zero"),
        ("NZ", "Free call or text 1737", "1737"),
    ],
)
def test_a_current_option_is_found_in_any_spacing(country: str, text: str, number: str) -> None:
    assert found(text, country) == [(number, "current")]
    assert only(text, country).is_fine


@pytest.mark.parametrize(
    "number",
    [
        "\uff19\uff18\uff18",
        "\u0669\u0668\u0668",
        "9\u200b8\u200d8",
        "9\u20118\u20118",
        "9\u20138\u20138",
        "9\u00a08\u202f8",
        "\u2468\u2467\u2467",
        "9\ufe0f\u20e38\ufe0f\u20e38\ufe0f\u20e3",
        "\U0001d7f5\U0001d7f4\U0001d7f4",
        "9\u00ad88",
        "98\u20608",
    ],
)
def test_figures_of_any_script_and_signs_that_nobody_sees_hide_nothing(number: str) -> None:
    text = f"“Café” — please call {number}\u200b today"
    one = only(text)
    assert (one.standing, text[one.start : one.end].strip("\ufe0f\u20e3")) == (
        Standing.CURRENT,
        number.strip("\ufe0f\u20e3"),
    )
    assert found(f"Call {number} and press\u00a0\uff13") == [
        (f"{number} and press\u00a0\uff13".lstrip("\ufe0f\u20e3"), "retired, high")
    ]


def test_a_footnote_behind_a_number_is_no_part_of_it() -> None:
    assert found("Call 988\u00b2 or 911.\u00b3") == [("988", "current"), ("911", "current")]


def test_a_current_option_says_what_it_is_and_on_whose_word() -> None:
    one = only("Call 988.")
    assert one.message == (
        "“988” leads to 988 Suicide & Crisis Lifeline in the United States (988: SEEN, 2026-11, UTHealth Houston 2024)."
    )
    assert (one.line, one.suggestion) == (line_for("US"), "")


def test_what_was_not_read_again_asks_to_be_checked_and_is_no_fault() -> None:
    one = only("Text HOME to 741741.")
    assert one.suggestion == f"It was not read again for this course. {CHECK_IT}"
    assert (one.severity, one.message) == (
        None,
        "“741741” leads to Crisis Text Line in the United States (741741: KNOWN).",
    )
    region = only("Lifeline 0808 808 8000", "UK")
    assert region.message.startswith("“0808 808 8000” leads to Lifeline in the United Kingdom (Northern Ireland) (0808")


@pytest.mark.parametrize(
    ("text", "press", "name"),
    [
        ("Veterans: dial 988, then press 1.", "988, then press 1", "Veterans Crisis Line"),
        ("Dial 988 and press two for Spanish.", "988 and press two", "988 Suicide & Crisis Lifeline in Spanish"),
        ("Call 988 (option 1)", "988 (option 1", "Veterans Crisis Line"),
        ("Press 1 after dialing 988", "Press 1 after dialing 988", "Veterans Crisis Line"),
        ("Dial 988, then 1.", "988, then 1", "Veterans Crisis Line"),
    ],
)
def test_an_option_that_is_pressed_has_its_own_line(text: str, press: str, name: str) -> None:
    one = only(text)
    assert text[one.start : one.end] == press
    assert one.line is not None
    assert (one.line.name, one.severity) == (name, None)


def test_the_second_option_of_the_nhs_is_current() -> None:
    assert found("call NHS 111 and choose option 2", "UK") == [("111 and choose option 2", "current")]
    assert found("call NHS 111", "UK") == [("111", "current")]


# Options that ended.


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("LGBTQ+ youth: dial 988 and press 3.", "988 and press 3"),
        ("Dial 988, press 3", "988, press 3"),
        ("Call 988. Press 3 for LGBTQ+ youth.", "988. Press 3"),
        ("Call 988 and PRESS THREE", "988 and PRESS THREE"),
        ("call 988, then 3", "988, then 3"),
        ("call 988 (option 3)", "988 (option 3"),
        ("Dial 988 and press 3. Our old line was closed.", "988 and press 3"),
        ("call 988 and select the number 3", "988 and select the number 3"),
        ("Pressing 3 after you call 988 helps", "Pressing 3 after you call 988"),
        ("LGBTQ+ teens have 988 and press 3", "988 and press 3"),
        ("call\u00a09-8-8\u200b and press '3'", "9-8-8\u200b and press '3"),
        ("For kids 12 years old: dial 988 and press 3.", "988 and press 3"),
        ("Since her life almost ended she says: dial 988 and press 3.", "988 and press 3"),
    ],
)
def test_the_third_option_of_988_is_retired_however_it_is_written(text: str, words: str) -> None:
    assert found(text) == [(words, "retired, high")]


def test_what_ended_says_when_on_whose_word_and_what_to_write_instead() -> None:
    one = only("Dial 988 and press 3.")
    assert one.message == (
        "The option of 988 for LGBTQ+ young people ended on 2025-07-17 (SEEN, 2026-11, End of an option of 988, in a "
        "news digest 2025. The source is weak: a news digest. It was not confirmed with SAMHSA)."
    )
    assert one.suggestion == (
        "Write instead: call or text 988; also The Trevor Project (for LGBTQ+ young people): call 1-866-488-7386, or "
        "text 678-678."
    )
    assert one.retired is crisis_lines().retired[0]


@pytest.mark.parametrize(
    "number",
    [
        "1-800-273-8255",
        "1 800 273 8255",
        "1 (800) 273-8255",
        "(800) 273-8255",
        "800.273.8255",
        "+1-800-273-8255",
        "18002738255",
        "1-800-273-TALK",
        "1-800-273-TALK (8255)",
        "1\u2011800\u2011273\u20118255",
    ],
)
def test_the_old_long_number_still_leads_there_and_988_is_suggested(number: str) -> None:
    assert found(f"The lifeline is at {number}, day and night.") == [(number, "retired, low")]
    one = only(f"Reach them at {number}.")
    assert one.message.startswith(
        "The old long number of the Lifeline still leads there, but a post should name the new"
    )
    assert one.suggestion == "Write instead: call or text 988."


@pytest.mark.parametrize(
    "text",
    [
        "The option to dial 988 and press 3 ended in July 2025.",
        "You can no longer reach it: it is no longer available to dial 988 and press 3.",
        "For years you could dial 988 and press 3. That service was closed.",
        "Call 988, not the old number 1-800-273-8255.",
    ],
)
def test_who_says_that_it_is_over_is_left_in_peace(text: str) -> None:
    assert all(one.is_fine for one in crisis_numbers_in(text, "US"))
    assert any(one.standing is Standing.RETIRED for one in crisis_numbers_in(text, "US"))


def test_each_of_several_options_is_looked_at() -> None:
    assert found("Call 988: press 1 for veterans, 2 for Spanish, or 3 for LGBTQ+ youth.") == [
        ("988", "current"),
        ("press 1", "current"),
        ("2", "current"),
        ("3", "retired, high"),
    ]


def test_an_option_belongs_to_the_number_before_it() -> None:
    assert found("Call 988, or call 911 and press 3.") == [("988", "current"), ("911", "current")]
    assert found("Press 3 when you call 911, or call 988.") == [("911", "current"), ("988", "current")]
    assert found("Call 988, then 3 deep breaths, and press on.") == [("988", "current")]


def test_an_option_that_is_not_held_is_to_be_checked() -> None:
    one = only("Call 988 and press 7.")
    assert (one.standing, one.severity, one.suggestion) == (Standing.UNKNOWN, "medium", CHECK_IT)
    assert one.message == "That people press 7, as in “988 and press 7”, is not held here."


# Other countries.


@pytest.mark.parametrize(
    ("country", "text", "expected"),
    [
        ("US", "Samaritans are on 116 123.", "elsewhere, medium"),
        ("US", "In the UK, Samaritans are on 116 123.", "elsewhere"),
        ("US", "Samaritans (116 123) answer in Ireland.", "elsewhere"),
        ("US", "In Australia, Samaritans are on 116 123.", "elsewhere, medium"),
        ("US", "Call 999.", "elsewhere, medium"),
        ("US", "Britain:\n\n- call 116 123", "elsewhere"),
        ("US", "## For readers in the UK\n\nSamaritans answer on 116 123", "elsewhere"),
        ("US", "I grew up in the UK, where help was far away in those years.\n\nCall 116 123", "elsewhere, medium"),
        ("US", "Let us call 116 123", "elsewhere, medium"),
        ("UK", "Call or text 988.", "elsewhere, medium"),
        ("UK", "If you are in the US, call or text 988.", "elsewhere"),
        ("UK", "If you are in the U.S., call or text 988.", "elsewhere"),
        ("UK", "Canadians may call 988.", "elsewhere"),
        ("US", "In Canada, call 988.", "elsewhere"),
        ("US", "In the UK, call 988.", "elsewhere, medium"),
        ("CA", "In the US and Canada, call 988.", "current"),
        ("US", "If you want somebody to talk to, then you may call 116 123 from anywhere\nin the UK.", "elsewhere"),
        ("US", "In Northern Ireland, text HELLO to 50808.", "elsewhere, medium"),
        ("GB", "Call 116 123.", "current"),
        ("gb", "Call 116 123.", "current"),
        ("United Kingdom", "Call 116 123.", "current"),
        ("United States", "Call 988.", "current"),
        ("us", "Call 988.", "current"),
        ("FR", "Call 988.", "elsewhere, medium"),
        ("", "Call 988.", "elsewhere, medium"),
    ],
)
def test_a_line_of_another_country_is_fine_where_its_country_is_named(country: str, text: str, expected: str) -> None:
    [(_, standing)] = found(text, country)
    assert standing == expected


def test_a_line_of_another_country_says_whose_it_is_and_what_to_write() -> None:
    one = only("Samaritans: 116 123.")
    assert one.message == (
        "“116 123” leads to Samaritans in the United Kingdom, and is a number in Ireland too, but your practice is in "
        "the United States."
    )
    assert one.suggestion == (
        "Say beside it that it is for the United Kingdom and Ireland, or give the line of the United States: call or "
        "text 988."
    )
    wrong = only("In the UK, call 988.")
    assert wrong.message.endswith(", and is a number in Canada too, but your sentence names the United Kingdom.")
    assert wrong.suggestion.endswith(", or give the line of the United Kingdom: call 116 123.")
    nowhere = only("Call 988.", "")
    assert nowhere.message.endswith("too, and we do not know in which country you practice.")
    assert nowhere.suggestion == "Say beside it that it is for the United States and Canada."
    strange = only("Call 988.", "\u202eXY\n")
    assert strange.message.endswith("but your practice is in XY.")


def test_the_emergency_number_of_a_country_without_one_here_is_not_judged() -> None:
    assert found("In an emergency call 111.", "NZ") == []
    assert found("In an emergency call 911.", "CA") == []
    assert found("In an emergency call 112.", "FR") == []
    assert found("In an emergency call 999.", "AU") == [("999", "elsewhere, medium")]


def test_every_country_in_which_a_line_is_held_has_a_name() -> None:
    held = {line.country for line in crisis_lines().lines} | {option.country for option in crisis_lines().retired}
    assert held == set(COUNTRIES) == set(NAMED)
    for code, name in COUNTRIES.items():
        assert re.search(NAMED[code], f"In {name}, call")


@pytest.mark.parametrize("line", crisis_lines().lines, ids=lambda line: f"{line.country} {line.words()}")
def test_every_line_that_is_held_is_found_as_the_course_writes_it(line: CrisisLine) -> None:
    text = f"In {COUNTRIES[line.country]}, {line.words()}."
    every = crisis_numbers_in(text, line.country)
    written = " ".join(text[one.start : one.end] for one in every)
    assert all(number in written for number in line.way.numbers)
    assert {one.standing for one in every} == {Standing.CURRENT}
    assert line.name in {one.line.name for one in every if one.line}


@pytest.mark.parametrize("country", [code for code in COUNTRIES if code not in ("CA", "NZ")])
def test_what_the_course_offers_for_a_draft_is_current(country: str) -> None:
    crisis, emergency = line_for(country), line_for(country, "emergency")
    text = f"If you are thinking about suicide, {crisis.words()}. If life is in danger now, {emergency.words()}."
    assert {one.standing for one in crisis_numbers_in(text, country)} == {Standing.CURRENT}


# Numbers that are not held.


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Our crisis line is 1-800-555-0199.", "1-800-555-0199"),
        ("The suicide hotline: (206) 555-0142", "(206) 555-0142"),
        ("Call the helpline on 206 555 0142 any time", "206 555 0142"),
        ("A lifeline, +44 20 7946 0018, is there", "+44 20 7946 0018"),
        ("1-800-555-HELP is a hotline", "1-800-555-HELP"),
        ("The county hotline is 555-0142.", "555-0142"),
        ("Text HELLO to 55501, a crisis text line", "55501"),
        ("hotline: 4357", "4357"),
        ("The Trevor Project: 1-866-555-0100", "1-866-555-0100"),
        ("Samaritans: 116 321", "116 321"),
        ("suicide prevention line 2065550142", "2065550142"),
        ("The suicide hotline: 206\u2011555\u20110142\u200b", "206\u2011555\u20110142"),
    ],
)
def test_a_number_beside_words_of_crisis_that_is_not_held_is_to_be_checked(text: str, number: str) -> None:
    assert found(text) == [(number, "unknown, medium")]
    assert only(text).suggestion.startswith(CHECK_IT)


def test_an_unknown_number_beside_a_name_that_is_held_says_what_is_held() -> None:
    one = only("The Trevor Project: 1-866-555-0100")
    assert one.message == "No crisis line with the number “1-866-555-0100” is held here."
    assert one.suggestion == (
        "Check it before you publish. For The Trevor Project we hold: call 1-866-488-7386, or text 678-678."
    )
    assert (one.line, one.retired) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Call my office at (206) 555-0142 to book.",
        "Call 206-555-0142.",
        "Phone: 988-555-0142",
        "Text me at 206 988 0142.",
        "Call 206 988 or 206-988 or 1,988 or call 1-988.",
        "Call these:\n9\n8\n8",
        "Our number is 741741-22.",
        "988 people read it.",
        "There are 988 ways to say it, and 111 to text it.",
        "999 is a big number. Call it what you like.",
        "I called 988 people last year.",
        "It cost $988, or £111, or 999 dollars.",
        "A crisis that cost $1737.",
        "Room 988, Suite 111, page 999, highway 112, no. 911",
        "Call us at 111 Main Street.",
        "Write to us, or call: 12 Elm Way, Scottsdale, AZ 85258",
        "In 1737, Samaritans were not yet called for.",
        "She was called there in 1737.",
        "9/11 changed how we talk about crisis.",
        "Call on 13.11.2014 or 13/11/14.",
        "988lifeline.org, /988, #988x, v988",
        "About 988,000 calls and 1.988 million, 98.8% or 988.5.",
        "One nine is eight. Nine lives, eight hours; one one one.",
        "The hotline opened in 1998 and took 4,500 calls in 2024, from 2019-2024.",
        "The helpline took 4500 calls, for $250, in 12 000 hours.",
        "This page is not a crisis line; call our office at 206-555-0142.",
        "This is no hotline. Call 206-555-0142.",
        "This is not a crisis line, so call 206-555-0142 to talk.",
        "Here is the hotline; for all else ring 206-555-0142.",
        "If you need a crisis line, our office (206-555-0142) can name one.",
        "Hotline volunteers wanted; write by 2026-11-30 or 11/30/2026.",
        "A lifeline for parents. Call me: 206-555-0142.",
        "PRESS 3 TIMES",
        "Press 3 and option 3.",
    ],
)
def test_ordinary_numbers_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_the_authors_own_number_is_never_looked_at() -> None:
    text = "Our crisis line is 206-555-0142, or +1 (206) 555\u20110142, or 555-0142. Another hotline is 206-555-0143."
    for own in ("(206) 555-0142", "2065550142", "1 206 555 0142", "\uff12\uff10\uff16 555 0142"):
        [one] = crisis_numbers_in(text, "US", own=[own])
        assert text[one.start : one.end] == "206-555-0143"
    assert len(crisis_numbers_in(text, "US")) == 4
    assert len(crisis_numbers_in(text, "US", own={"", "12"})) == 4


# Whole drafts.


def test_everything_in_a_draft_is_found_in_its_order() -> None:
    text = (
        "# Where to turn\n\nIn the US, call or text 988. LGBTQ+ youth can dial 988\nand press 3, or The Trevor Project "
        "on 1-866-488-7386.\n\nOur office is at 206-555-0142.\n\n## UK\n\n- Samaritans: 116 123\n- text SHOUT to 85258"
        "\n\nThe county suicide hotline is 206-555-0199."
    )
    assert found(text) == [
        ("988", "current"),
        ("988\nand press 3", "retired, high"),
        ("1-866-488-7386", "current"),
        ("116 123", "elsewhere"),
        ("85258", "elsewhere"),
        ("206-555-0199", "unknown, medium"),
    ]


def test_lines_that_a_program_wrapped_are_one_sentence_and_short_lines_are_not() -> None:
    wrapped = "Readers who live in the United Kingdom and who want to talk to\nsomebody may call 116 123."
    assert found(wrapped) == [("116 123", "elsewhere")]
    assert found("For the UK see below\nHotline\n555-0142") == []


def test_a_draft_with_the_line_ends_of_windows_is_read_like_any_other() -> None:
    draft = "For readers in the UK:\n- call 116 123\n\nAnd dial 988\nand press 3."
    windows = [(one.replace("\r", ""), standing) for one, standing in found(draft.replace("\n", "\r\n"))]
    assert windows == found(draft) == [("116 123", "elsewhere"), ("988\nand press 3", "retired, high")]
    assert found("call 988\rand press 3") == [("988\rand press 3", "retired, high")]


def test_of_numbers_that_overlap_one_is_found() -> None:
    assert found("Call 9 9 9 8 8") == [("9 8 8", "current")]


def test_a_message_shows_a_number_on_one_line() -> None:
    one = only("call the lifeline: 1-800-273\n8255")
    assert "\n" not in one.message + one.suggestion


@unhurried
@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                "988",
                "9-8-8",
                "press",
                "3",
                "call",
                "text",
                "hotline",
                "UK",
                "in",
                "the",
                "116 123",
                "\u200b",
                "\n",
                ".",
                "741741",
                "\uff19",
            ]
        ),
        max_size=40,
    ).map(" ".join),
    st.sampled_from(["US", "UK", "", "FR"]),
)
def test_any_draft_is_read_and_every_place_is_in_it(text: str, country: str) -> None:
    last = 0
    for one in crisis_numbers_in(text, country):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip()
        assert one.message.endswith(".")
        assert (one.suggestion or ".").endswith(".")
        assert one.is_fine == (one.severity is None)
        assert one.start >= last or one.standing is not Standing.UNKNOWN
        last = one.start


@pytest.mark.parametrize(
    "text",
    [
        "1" * 50_000,
        "1 " * 20_000,
        "call 988 and press 3. " * 1_000,
        "one " * 10_000,
        "(" * 50_000,
        "hotline " * 5_000 + "1",
    ],
)
def test_a_draft_made_to_be_slow_is_not(text: str) -> None:
    assert len(crisis_numbers_in(text, "US")) in {0, 1_000}
