"""A catalog with a missing, unknown or contradictory cell is not read; file, channel and cell are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.channels.catalog_file import parse_catalog, read_catalog
from outreach.errors import SourceError
from tests.channels.samples import CHANNEL, ESTIMATE, SEEN, SOURCES, WHOLE, another, changed, money, scale

HOURS = "hours_per_week  = { value = 2, low = 1, high = 3"
LETTERS = f'{{ text = "the letters", {ESTIMATE} }}'
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
        ('id = "pigeons"', 'id = "Pigeons!"', "channel Pigeons!: the id is small letters and digits with hyphens"),
        ('["birds"]', '"birds"', "channel pigeons: also_called is 'birds'; a list of words was expected"),
        ("search          =", "#", "channel pigeons has no search"),
        ("peers     =", "#", "channel pigeons has no cell fit.peers"),
        ("hosting       =", "juggling      =", "channel pigeons: gives has a key 'juggling'; expected one of writing"),
        ('"30-49" =', '"30-50" =', "channel pigeons: reach has a key '30-50'; expected one of all, 18-29, 30-49"),
        ("[channel.fit]", "[channel.fits]", "channel pigeons has a key 'fits', which is not known"),
        ('edition = "2026-11"', 'edition = "November"', "the edition is 'November'; a year and month"),
        ('edition = "2026-11"', "", "the catalog has no edition"),
    ],
)
def test_a_missing_or_unknown_part_is_named(old: str, new: str, told: str) -> None:
    assert refused(changed(old, new)).startswith(told)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (HOURS, HOURS.replace("low = 1", "low = 2.5"), "low 2.5, value 2 and high 3 do not rise"),
        (HOURS, HOURS.replace("high = 3", "high = 1"), "low 1, value 2 and high 1 do not rise"),
        (HOURS, HOURS.replace(", low = 1", ""), "has value and high; value, low and high go together"),
        (HOURS, HOURS.replace("value = 2", "value = true"), "value is True; a number was expected"),
        (HOURS, HOURS.replace("value = 2", 'value = "2"'), "value is '2'; a number was expected"),
        (HOURS, HOURS.replace("value = 2", "value = nan"), "value is nan; a number was expected"),
        (HOURS, HOURS.replace("high = 3", "high = inf"), "high is inf; a number was expected"),
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
        (LETTERS, '"the letters"', "a cell is a table such as"),
        (LETTERS, LETTERS.replace('mark = "ESTIMATE", ', ""), "has no mark"),
        (LETTERS, LETTERS.replace('source = "authors", ', ""), "has no source"),
        (LETTERS, LETTERS.replace('source = "authors"', "source = []"), "has no source"),
        (LETTERS, LETTERS.replace('source = "authors"', "source = 7"), "source is 7; a list of words was expected"),
        (LETTERS, LETTERS.replace(", year = 2026", ""), "has no year"),
        (LETTERS, LETTERS.replace("year = 2026", 'year = "2026"'), "the year is '2026'; a whole number from 1990"),
        (LETTERS, LETTERS.replace("year = 2026", "year = 26"), "the year is 26; a whole number from 1990"),
        (
            LETTERS,
            LETTERS.replace('"ESTIMATE"', '"GUESS"'),
            "the mark is 'GUESS'; expected one of SEEN, KNOWN, ESTIMATE",
        ),
        (LETTERS, LETTERS.replace('"authors"', '"nobody"'), "there is no source 'nobody' in [sources]"),
        (LETTERS, LETTERS.replace('text = "the letters", ', ""), "has neither a value nor a text"),
        (LETTERS, LETTERS.replace('text = "the letters"', 'text = ""'), "text is ''; words were expected"),
        (LETTERS, LETTERS.replace('"authors"', '"survey"'), "is marked ESTIMATE and rests on 'survey'"),
        (LETTERS, LETTERS.replace(" }", ', verified_on = "2026-11" }'), "is marked ESTIMATE, so nobody verified it"),
        (LETTERS, LETTERS.replace('text = "the letters"', "value = 1, low = 1, high = 1"), "takes a text and no value"),
        (LETTERS, LETTERS.replace(" }", ', unit = "letters" }'), "has a unit and no value"),
    ],
)
def test_a_cell_of_words_without_its_provenance_is_named(old: str, new: str, told: str) -> None:
    what = refused(changed(old, new))
    assert what.startswith("channel pigeons, cell content_export")
    assert told in what


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (LOST.replace('"survey"', '"authors"'), "is marked SEEN and rests on 'authors'; expected one that was read"),
        (LOST.replace(', verified_on = "2026-11"', ""), "is marked SEEN; verified_on should say when"),
        (LOST.replace('"2026-11"', '"2026-13"'), "is marked SEEN; verified_on should say when"),
        (LOST.replace('"2026-11"', "2026"), "is marked SEEN; verified_on should say when"),
        (LOST.replace("year = 2025", "year = 2027"), "speaks of 2027 and was read before, in 2026-11"),
    ],
)
def test_a_fact_that_claims_to_have_been_read_must_say_where_and_when(new: str, told: str) -> None:
    what = refused(changed(LOST, new))
    assert what.startswith("channel pigeons, fine_print 1")
    assert told in what


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            f"ownership       = {scale(3)}",
            f"ownership       = {scale(3).replace('3', '4')}",
            "it should stay from 0 to 3",
        ),
        ("value = 10, low = 9, high = 11", "value = 10, low = 9, high = 101", "it should stay from 0 to 100"),
        ('unit = "% of US adults",', 'unit = "people",', "the unit is 'people'; expected '% of ...'"),
        ('unit = "hours a week"', 'unit = "minutes"', "the unit is 'minutes'; expected 'hours a week'"),
        ('unit = "% of US adults",', "", "the unit is ''; expected '% of ...'"),
        (money(0), f'{{ text = "little", {ESTIMATE} }}', "cell money_per_month needs a value, low and high"),
    ],
)
def test_a_value_off_its_scale_or_in_another_unit_is_refused(old: str, new: str, told: str) -> None:
    assert told in refused(changed(old, new))


def test_reach_and_its_stand_in_cannot_both_be_given_nor_both_be_left_out() -> None:
    both = changed("fine_print      =", f"audience = {scale(1)}\nfine_print      =")
    assert refused(both).startswith("channel pigeons has both reach.all and audience")
    neither = changed("all     = { value = 10", '"65+" = { value = 10')
    assert refused(neither).startswith("channel pigeons has neither reach.all and audience")


def test_a_price_without_a_subscription_and_a_subscription_without_a_price_contradict_each_other() -> None:
    told = "channel pigeons: money_per_month and requires.pay-a-subscription contradict each other"
    assert refused(changed(money(0), money(5))) == told
    asked = WHOLE + f'[channel.requires]\npay-a-subscription = {{ text = "Grain.", {ESTIMATE} }}\n'
    assert refused(asked) == told
    parse_catalog(changed(money(0), money(5), asked))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('title = "A survey", ', "", "source survey has no title"),
        (', address = "https://example.org/survey"', "", "source survey has no address"),
        ('"https://example.org/survey"', '"javascript:alert(1)"', "source survey has no address"),
        ("judgment = true", "judgement = true", "source authors has a key 'judgement', which is not known"),
        ("year = 2025, address", 'year = "last", address', "source survey: the year is 'last'"),
    ],
)
def test_a_source_without_title_or_address_is_refused(old: str, new: str, told: str) -> None:
    assert refused(changed(old, new)).startswith(told)


def test_two_channels_of_one_name_are_refused() -> None:
    assert refused(WHOLE + CHANNEL) == "channel pigeons: the name 'pigeons' also belongs to pigeons"
    doves = another("doves", ("also_called = []", 'also_called = ["BIRDS!"]'))
    assert refused(WHOLE + doves) == "channel doves: the name 'birds' also belongs to pigeons"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the catalog has no channel"),
        (SOURCES, "the catalog has no channel"),
        (SOURCES.replace("[sources]", "channel = []\n[sources]"), "there is no [[channel]]"),
        (SOURCES.replace("[sources]", 'channel = ["linkedin"]\n[sources]'), "a channel is no table"),
        (SOURCES.replace("[sources]", "channel = {}\n[sources]"), "there is no [[channel]]"),
        ("sources = 3\n" + CHANNEL, "the catalog has no edition"),
        (changed("fine_print      = [", "fine_print      = 3 #"), "channel pigeons: fine_print is no list of cells"),
        (
            changed("[channel.reach]", "reach = 3\n[channel.other]"),
            "channel pigeons has a key 'other', which is not known",
        ),
        ("edition = [", "is not TOML: "),
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
