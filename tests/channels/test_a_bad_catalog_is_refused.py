"""A catalog with a missing, unknown or contradictory cell is not read; file, channel and cell are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.channels.facts.catalog_file import parse_catalog, read_catalog
from outreach.dated_file import LARGEST_FILE
from outreach.errors import SourceError
from tests.channels.samples import CHANNEL, ESTIMATE, SEEN, SOURCES, SUBSCRIPTION, WHOLE, another, changed, money, scale

HOURS = "hours_per_week  = { value = 2, low = 1, high = 3"
SEARCH = f"search          = {scale(1)}"
LOST = f'{{ text = "Birds get lost.", {SEEN} }}'


def refused(text: str) -> str:
    with pytest.raises(SourceError) as error:
        parse_catalog(text, "catalog.toml")
    assert error.value.file == "catalog.toml"
    return error.value.what


def test_the_sample_itself_is_taken() -> None:
    assert len(parse_catalog(WHOLE).channels) == 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("hours_per_week  =", "hours_a_week  =", "channel pigeons has a key 'hours_a_week', which is not known"),
        ('what = "Letters on the wing."\n', "", "channel pigeons has no what"),
        ('what = "Letters on the wing."', 'what = "  "', "channel pigeons: what is '  '; words were expected"),
        (
            'role = "home"',
            'role = "nest"',
            "channel pigeons: the role is 'nest'; expected one of home, outpost, listing",
        ),
        ('role = "home"', "role = [3]", "channel pigeons: the role is [3]; expected one of home, outpost, listing"),
        ('id = "pigeons"', 'id = "Pigeons!"', "channel Pigeons!: the id is small letters and digits with hyphens"),
        ('["birds"]', '"birds"', "channel pigeons: also_called is 'birds'; a list of words was expected"),
        ("search          =", "#", "channel pigeons has no search"),
        ('"50-64" =', "#", "channel pigeons has no cell reach.50-64"),
        ("peers     =", "#", "channel pigeons has no cell fit.peers"),
        ("hosting       =", "juggling      =", "channel pigeons: gives has a key 'juggling'; expected one of writing"),
        ('"30-49" =', '"30-50" =', "channel pigeons: reach has a key '30-50'; expected one of all, 18-29, 30-49"),
        ("[channel.fit]", "[channel.fits]", "channel pigeons has a key 'fits', which is not known"),
        ('edition = "2026-11"', 'edition = "November"', "the catalog: edition is 'November'; a year and month"),
        ('edition = "2026-11"', 'edition = "9999-12"', "the catalog: edition is '9999-12'; a year and month"),
        (
            'edition = "2026-11"',
            'edition = "2099-01"',
            "the catalog: edition is '2099-01'; a year and month such as 2026-11, up",
        ),
        ('edition = "2026-11"', "", "the catalog has no edition"),
        ('id = "pigeons"', "id = 5", "channel 5: the id is small letters and digits"),
        ('id = "pigeons"', f"id = 0x{'f' * 9000}", "channel a giant: the id is small letters and digits"),
        ('id = "pigeons"', f'id = "{"P" * 9000}"', "channel PPPP"),
        (
            'role = "home"',
            f"role = [0x{'f' * 9000}]",
            "channel pigeons: the role is something too long to show; expected",
        ),
        ('what = "Letters', 'plural = "yes"\nwhat = "Letters', "channel pigeons: plural is 'yes'; true or false was"),
        ('what = "Letters', 'what = "\\u202eLetters', "channel pigeons: what is '\\u202eLetters"),
        ('what = "Letters', 'what = "Let\\nters', "channel pigeons: what is 'Let\\nters"),
        (
            '["birds"]',
            '["\\u0007birds"]',
            "channel pigeons: also_called is ['\\x07birds']; a list of words was expected",
        ),
        ('["birds"]', '["\U0001f426"]', "channel pigeons: also_called is ['\U0001f426']; a list of words was expected"),
    ],
)
def test_a_missing_or_unknown_part_is_named(old: str, new: str, told: str) -> None:
    assert refused(changed(old, new)).startswith(told)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (HOURS, HOURS.replace("low = 1", "low = 2.5"), "low 2.5, value 2 and high 3 do not rise"),
        (HOURS, HOURS.replace("high = 3", "high = 1"), "low 1, value 2 and high 1 do not rise"),
        (HOURS, HOURS.replace(", low = 1", ""), "has no low"),
        (HOURS, HOURS.replace(", high = 3", ""), "has no high"),
        (HOURS, HOURS.replace("value = 2, ", ""), "has no value"),
        (HOURS, HOURS.replace("value = 2", "value = true"), "value is True; a number was expected"),
        (HOURS, HOURS.replace("value = 2", 'value = "2"'), "value is '2'; a number was expected"),
        (HOURS, HOURS.replace("value = 2", "value = nan"), "value is nan; a number was expected"),
        (HOURS, HOURS.replace("high = 3", "high = inf"), "high is inf; a number was expected"),
        (HOURS, HOURS.replace("value = 2", "value = 1e300"), "value is 1e+300; a number was expected"),
        (HOURS, HOURS.replace("value = 2", f"value = {'9' * 400}"), "value is a giant; a number was expected"),
        (HOURS, HOURS.replace("value = 2", f"value = 0x{'f' * 9000}"), "value is a giant; a number was expected"),
        (HOURS, HOURS.replace("low = 1", "low = -1"), "goes from -1 to 3; it should stay from 0 to inf"),
        (HOURS, HOURS.replace("value = 2", "guess = 2, value = 2"), "has a key 'guess', which is not known"),
    ],
)
def test_a_contradictory_number_is_named_with_its_cell(old: str, new: str, told: str) -> None:
    what = refused(changed(old, new))
    assert what.startswith("channel pigeons, cell hours_per_week")
    assert told in what


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (scale(1), "1", "a cell is a table such as"),
        ('mark = "ESTIMATE", ', "", "has no mark"),
        ('"ESTIMATE"', '"GUESS"', "the mark is 'GUESS'; expected one of SEEN, KNOWN, ESTIMATE"),
        ('source = "authors", ', "", "has no source"),
        ('source = "authors"', "source = []", "has no source"),
        ('source = "authors"', "source = 7", "source is 7; a list of words was expected"),
        ('"authors"', '"nobody"', "there is no source 'nobody' in [sources]"),
        ('"authors"', '"survey"', "is marked ESTIMATE and rests on 'survey'"),
        ('"ESTIMATE"', '"SEEN"', "is marked SEEN and rests on 'authors'; expected one that was read"),
        (ESTIMATE, SEEN, "is judged on a scale, so its mark is never SEEN"),
        ("year = 2026, ", "", "has no year"),
        ("year = 2026", 'year = "2026"', "the year is '2026'; a whole number from 1990"),
        ("year = 2026", "year = 26", "the year is 26; a whole number from 1990"),
        ("year = 2026", "year = true", "the year is True; a whole number from 1990"),
        (', verified_on = "2026-11"', "", "has no verified_on"),
        (
            '"2026-11"',
            '"2026-13"',
            "verified_on is '2026-13'; a year and month such as 2026-11, up to 2040, was expected",
        ),
        ('"2026-11"', '"٢٠٢٦-11"', "verified_on is '٢٠٢٦-11'; a year and month"),
        ('"2026-11"', "2026", "verified_on is 2026; a year and month such as 2026-11, up to 2040, was expected"),
        ('"2026-11"', '"2026-12"', "verified_on is 2026-12, after the edition of the file, 2026-11"),
        ('"2026-11"', '"2025-11"', "speaks of 2026 and was verified before, in 2025-11"),
        (" }", ', unit = "hours" }', "the unit is 'hours'; expected none"),
        (" }", ', text = "" }', "text is ''; words were expected"),
        (" }", ", note = 3 }", "note is 3; words were expected"),
        (" }", ", guess = 3 }", "has a key 'guess', which is not known"),
    ],
)
def test_a_cell_without_its_backing_is_named(old: str, new: str, told: str) -> None:
    what = refused(changed(SEARCH, changed(old, new, SEARCH)))
    assert what.startswith("channel pigeons, cell search")
    assert told in what


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (LOST.replace('"survey"', '"authors"'), "is marked SEEN and rests on 'authors'; expected one that was read"),
        (LOST.replace(', verified_on = "2026-11"', ""), "has no verified_on"),
        (LOST.replace('"2026-11"', '"2026-12"'), "verified_on is 2026-12, after the edition of the file"),
        (LOST.replace("year = 2025", "year = 2027"), "speaks of 2027 and was verified before, in 2026-11"),
        (LOST.replace('text = "Birds get lost."', 'text = " "'), "text is ' '; words were expected"),
        (LOST.replace('text = "Birds get lost.", ', ""), "has no text"),
        (LOST.replace(" }", ", value = 3 }"), "has a key 'value', which is not known"),
        (LOST.replace(" }", ', about = ["search"] }'), "about is ['search']; the key of a fact was expected"),
        (LOST.replace(" }", f", about = 0x{'f' * 9000} }}"), "about is a giant; the key of a fact was expected"),
        ('"Birds get lost."', "a note is a table such as"),
    ],
)
def test_a_line_of_fine_print_without_its_backing_is_named(new: str, told: str) -> None:
    what = refused(changed(LOST, new))
    assert what.startswith("channel pigeons, fine_print 1")
    assert told in what


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (SEARCH, SEARCH.replace("high = 2", "high = 4"), "cell search goes from 0 to 4; it should stay from 0 to 3"),
        ("value = 10, low = 9, high = 11", "value = 10, low = 9, high = 101", "it should stay from 0 to 100"),
        ('unit = "% of US adults",', 'unit = "people",', "the unit is 'people'; expected '% of ...'"),
        ('unit = "hours a week"', 'unit = "minutes"', "the unit is 'minutes'; expected 'hours a week'"),
        ('unit = "% of US adults",', "", "the unit is ''; expected '% of ...'"),
        ('text = "as long as the bird flies", ', "", "cell half_life needs a text as well"),
    ],
)
def test_a_value_off_its_scale_or_in_another_unit_is_refused(old: str, new: str, told: str) -> None:
    assert told in refused(changed(old, new))


@pytest.mark.parametrize("numbers", ["value = 0, low = 0, high = 1", "value = 1, low = 0.5, high = 1"])
def test_a_thing_that_a_channel_asks_for_is_a_yes_or_is_left_out(numbers: str) -> None:
    asked = SUBSCRIPTION.replace("value = 1, low = 1, high = 1", numbers)
    told = refused(changed(money(0), money(5)) + asked)
    assert told.startswith("channel pigeons, cell requires.pay-a-subscription is a yes: value 1, low 0 or 1")


def test_a_price_without_a_subscription_and_a_subscription_without_a_price_contradict_each_other() -> None:
    told = "channel pigeons: money_per_month and requires.pay-a-subscription contradict each other"
    assert refused(changed(money(0), money(5))) == told
    assert refused(WHOLE + SUBSCRIPTION) == told
    parse_catalog(changed(money(0), money(5)) + SUBSCRIPTION)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("money = 6\n", "", "recheck has no money"),
        ("money = 6", "cash = 6", "recheck has a key 'cash', which is not known"),
        ("money = 6", "money = 0", "recheck: money is 0; whole months from 1 to 120 were expected"),
        ("money = 6", "money = 0.5", "recheck: money is 0.5; whole months from 1 to 120 were expected"),
        ("money = 6", 'money = "soon"', "recheck: money is 'soon'; whole months from 1 to 120 were expected"),
        ("money = 6", "money = true", "recheck: money is True; whole months from 1 to 120 were expected"),
        ("[recheck]", "[again]", "the catalog has a key 'again', which is not known"),
    ],
)
def test_a_kind_of_fact_that_would_never_be_looked_at_again_is_refused(old: str, new: str, told: str) -> None:
    assert refused(changed(old, new)) == told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('title = "A survey", ', "", "source survey has no title"),
        (', address = "https://example.org/survey"', "", "source survey has no address"),
        (
            '"https://example.org/survey"',
            '"javascript:alert(1)"',
            "source survey has the address 'javascript:alert(1)'; one",
        ),
        ('"https://example.org/survey"', '"https://"', "source survey has the address 'https://'; one"),
        ('"https://example.org/survey"', '"https://a b.org"', "source survey has the address 'https://a b.org'; one"),
        ('"https://example.org/survey"', "7", "source survey has the address 7; one"),
        ('survey" }', 'survey", also = ["javascript:x"] }', "source survey has the address 'javascript:x'; one"),
        ("judgment = true", 'judgment = "yes"', "source authors: judgment is 'yes'; true or false was expected"),
        ("judgment = true", "judgement = true", "source authors has a key 'judgement', which is not known"),
        ("year = 2025, address", 'year = "last", address', "source survey: the year is 'last'"),
    ],
)
def test_a_source_without_title_or_address_is_refused(old: str, new: str, told: str) -> None:
    assert refused(changed(old, new)).startswith(told)


@pytest.mark.parametrize(
    "new",
    [f'"{"x" * 9000}\\u0000"', f'["{"x" * 9000}", 3]', f"[0x{'f' * 9000}]", f"{{ {'k' * 9000} = 1 }}", "[" * 9000],
)
def test_a_message_stays_short_whatever_stands_in_the_file(new: str) -> None:
    assert len(refused(changed('"Letters on the wing."', new))) < 150


def test_a_name_in_any_script_is_taken() -> None:
    names = ["голуби", "נמל", "نامه\u200cبر", "鳩", "birds \U0001f426"]
    listed = ", ".join(f'"{name}"' for name in names)
    assert parse_catalog(changed('["birds"]', f"[{listed}]")).channels[0].also_called == tuple(names)


def test_two_channels_of_one_name_are_refused() -> None:
    assert refused(WHOLE + CHANNEL) == "channel pigeons: the name 'pigeons' also belongs to pigeons"
    doves = another("doves", ("also_called = []", 'also_called = ["BIRDS!"]'))
    assert refused(WHOLE + doves) == "channel doves: the name 'birds' also belongs to pigeons"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the catalog has no channel"),
        (SOURCES, "the catalog has no channel"),
        ("channel = []\n" + SOURCES, "the catalog: channel is no list of tables"),
        ('channel = ["linkedin"]\n' + SOURCES, "a channel is no table"),
        ("channel = {}\n" + SOURCES, "the catalog: channel is no list of tables"),
        ("sources = 3\n" + CHANNEL, "the catalog has no edition"),
        (changed("fine_print      = [", "fine_print      = 3 #"), "channel pigeons: fine_print is no list of notes"),
        (
            changed("[channel.reach]", "reach = 3\n[channel.other]"),
            "channel pigeons has a key 'other', which is not known",
        ),
        ("edition = [", "is not TOML: "),
        ("edition = " + 9000 * "9", "is not TOML: "),
        ("edition = " + 9000 * "[", "is not TOML: "),
    ],
)
def test_a_file_of_another_shape_is_refused_in_a_sentence(text: str, told: str) -> None:
    assert refused(text).startswith(told)


def test_a_catalog_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^here\.toml: cannot be read"):
        read_catalog(tmp_path / "here.toml")
    (tmp_path / "here.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match=r"^here\.toml: cannot be read"):
        read_catalog(tmp_path / "here.toml")
    (tmp_path / "here.toml").write_text(WHOLE, encoding="utf-8")
    assert read_catalog(tmp_path / "here.toml").channels[0].id == "pigeons"


def test_a_file_far_too_large_is_not_even_read(tmp_path: Path) -> None:
    (tmp_path / "huge.toml").write_bytes(b"#" * (LARGEST_FILE + 1))
    with pytest.raises(SourceError, match=r"^huge\.toml: has 2000001 bytes; at most 2000000 were expected$"):
        read_catalog(tmp_path / "huge.toml")
    (tmp_path / "long.toml").write_text(WHOLE + "#" * (LARGEST_FILE - len(WHOLE)), encoding="utf-8")
    assert read_catalog(tmp_path / "long.toml").edition == "2026-11"
