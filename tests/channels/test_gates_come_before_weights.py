"""Gates: what cannot be done is set aside first, with the reason and what would lift it."""

from __future__ import annotations

import re

import pytest

from outreach.channels.deciding.gates import Gated, gate
from outreach.channels.facts.known import catalog
from outreach.channels.wording import dollars, hours_words
from outreach.practice import SETTLED, WILL_NOT_DO, Practice
from tests.channels.samples import CHANNEL, ESTIMATE, changed, costing, hours, money, scale, small

CAMERA = f"""
[channel.requires]
be-on-camera = {{ value = 1, low = 1, high = 1, text = "A face.", {ESTIMATE} }}
"""
SENTENCES = re.compile(r"[.!?](?:\s|$)")


def gated(practice: Practice, text: str = CHANNEL) -> Gated:
    return gate(practice, small(text).channels)


def reasons(practice: Practice, text: str = CHANNEL) -> list[tuple[str, str]]:
    return [(reason.why, reason.lift) for gone in gated(practice, text).out for reason in gone.reasons]


def test_nothing_said_gates_nothing() -> None:
    parted = gate(Practice(), catalog().channels)
    assert parted.open == catalog().channels
    assert parted.out == ()


@pytest.mark.parametrize("there", [1, 1.5, 40])
def test_a_channel_whose_leanest_form_fits_in_the_hours_passes(there: float) -> None:
    assert gated(Practice(hours_per_week=there)).out == ()


@pytest.mark.parametrize("there", [0, 0.5, 0.99])
def test_a_channel_whose_leanest_form_takes_more_hours_is_out_and_says_how_many_it_takes(there: float) -> None:
    assert reasons(Practice(hours_per_week=there)) == [
        (
            f"It takes at least ~1 hour a week (ESTIMATE); you have {there:g} hours.",
            "It comes back when you can give it 1 hour a week.",
        )
    ]


def test_hours_are_singular_for_one_and_plural_for_others() -> None:
    two = changed(hours(2, 1, 3), hours(2, 2, 3), CHANNEL)
    assert reasons(Practice(hours_per_week=1), two)[0][0] == (
        "It takes at least ~2 hours a week (ESTIMATE); you have 1 hour."
    )


def test_money_gates_at_its_lowest_price_and_not_at_its_usual_one() -> None:
    paid = costing(money(15, low=4))
    assert gated(Practice(money_per_month=4), paid).out == ()
    assert gated(Practice(money_per_month=None), paid).out == ()
    assert reasons(Practice(money_per_month=3.5), paid) == [
        (
            "It costs at least ~4 dollars a month (ESTIMATE); you have 3.50 dollars.",
            "It comes back when you can spend 4 dollars a month.",
        )
    ]


@pytest.mark.parametrize(("ceiling", "out"), [(None, 0), (3, 0), (2, 0), (1, 0), (0, 1)])
def test_the_confidentiality_ceiling_lets_in_what_is_not_above_it(ceiling: int | None, out: int) -> None:
    assert len(gated(Practice(confidentiality_ceiling=ceiling)).out) == out


def test_what_you_can_handle_is_said_in_the_words_of_the_form() -> None:
    risky = changed(f"confidentiality = {scale(1)}", f"confidentiality = {scale(3)}", CHANNEL)
    [(why, lift)] = reasons(Practice(confidentiality_ceiling=2), risky)
    assert why == (
        "Its risk to confidentiality is ~3 of 3 (ESTIMATE); for private contact you said “Medium”, which is 2."
    )
    assert lift == ("It comes back when you can say “High” there and mean it.")


def test_what_is_half_above_a_level_comes_back_with_the_whole_level_above() -> None:
    half = changed(f"confidentiality = {scale(1)}", f"confidentiality = {scale(1.5)}", CHANNEL)
    assert "“Medium”" in reasons(Practice(confidentiality_ceiling=1), half)[0][1]
    assert gated(Practice(confidentiality_ceiling=2), half).out == ()


def test_a_limit_is_held_against_the_higher_of_messages_and_confidentiality_and_its_mark_is_said() -> None:
    known = scale(3).replace("ESTIMATE", "KNOWN")
    text = changed(f"message         = {scale(1)}", f"message = {known}", CHANNEL)
    [(why, _)] = reasons(Practice(confidentiality_ceiling=2), text)
    assert (
        why == "Its exposure to private messages is ~3 of 3 (KNOWN); for private contact you said “Medium”, which is 2."
    )
    assert gated(Practice(confidentiality_ceiling=3), text).out == ()


def test_a_rule_of_the_license_shuts_out_until_it_is_settled() -> None:
    reviewed = changed(f"review          = {scale(0)}", f"review = {scale(3)}", CHANNEL)
    [(why, lift)] = reasons(Practice(licence="LICSW"), reviewed)
    assert why == (
        "The NASW Code of Ethics (2021, 4.07: KNOWN) bars asking present clients for testimonials, "
        "and we judge that this place lives on public reviews."
    )
    assert lift == (
        "It comes back when you have settled this in your profile, as a promise that no program can check: "
        f"“{SETTLED['reviews']}”."
    )
    assert gated(Practice(licence="LICSW", settled=("reviews",)), reviewed).out == ()
    assert gated(Practice(), reviewed).out == ()


def test_to_settle_one_thing_does_not_settle_another() -> None:
    reviewed = changed(f"review          = {scale(0)}", f"review = {scale(3)}", CHANNEL)
    others = tuple(key for key in SETTLED if key != "reviews")
    assert [gone.reasons[0].gate for gone in gated(Practice(licence="LCSW", settled=others), reviewed).out] == [
        "license"
    ]


def test_what_a_person_will_not_do_is_respected_and_a_judgment_is_called_one() -> None:
    camera = CHANNEL + CAMERA
    assert gated(Practice(will_not_do=("moderate-others",)), camera).out == ()
    assert reasons(Practice(will_not_do=("be-on-camera",)), camera) == [
        (
            "We judge that it asks you to be on camera, which you said you will not do (a face).",
            "It comes back when you are ready to be on camera after all.",
        )
    ]


def test_a_known_requirement_is_not_called_a_judgment() -> None:
    known = CHANNEL + CAMERA.replace("ESTIMATE", "KNOWN").replace("A face", "Record my face")
    assert reasons(Practice(will_not_do=("be-on-camera",)), known)[0][0] == (
        "It asks you to be on camera, which you said you will not do (record your face)."
    )


def test_every_reason_is_given_and_not_only_the_first() -> None:
    out = gate(
        Practice(hours_per_week=1, confidentiality_ceiling=1, will_not_do=tuple(WILL_NOT_DO)),
        [catalog().channel("tiktok")],
    ).out
    assert [reason.gate for reason in out[0].reasons] == ["hours", "confidentiality", *["will not do"] * 4]
    assert all(reason.why in out[0].why and reason.lift in out[0].lift for reason in out[0].reasons)


def test_the_ways_back_of_one_channel_say_together_that_all_of_them_are_needed() -> None:
    strict = changed(f"confidentiality = {scale(1)}", f"confidentiality = {scale(3)}", CHANNEL) + CAMERA
    [gone] = gated(Practice(hours_per_week=0.5, confidentiality_ceiling=2, will_not_do=("be-on-camera",)), strict).out
    assert gone.lift == (
        "It comes back only when you can give it 1 hour a week. "
        "And only when you can say “High” there and mean it. And only when you are ready to be on camera after all."
    )


def test_every_reason_and_every_way_back_is_one_sentence() -> None:
    practice = Practice(
        licence="LPC, PsyD, LICSW, LADC",
        hours_per_week=0,
        money_per_month=0,
        will_not_do=tuple(WILL_NOT_DO),
        confidentiality_ceiling=0,
    )
    out = gate(practice, catalog().channels).out
    assert len(out) == len(catalog().channels)
    for gone in out:
        for reason in gone.reasons:
            for sentence in (reason.why, reason.lift):
                assert sentence.endswith(".")
                assert len(SENTENCES.findall(sentence)) == 1, sentence
                assert sentence[0].isupper()


def test_what_is_open_and_what_is_out_are_all_there_is_in_the_order_of_the_catalog() -> None:
    parted = gate(Practice(hours_per_week=2, confidentiality_ceiling=2), catalog().channels)
    both = {channel.id for channel in parted.open} | {gone.channel.id for gone in parted.out}
    assert both == {channel.id for channel in catalog().channels}
    assert len(parted.open) + len(parted.out) == len(catalog().channels)
    order = [channel.id for channel in catalog().channels]
    assert sorted(parted.open, key=lambda channel: order.index(channel.id)) == list(parted.open)


@pytest.mark.parametrize(
    ("amount", "said"), [(0, "0 dollars"), (1, "1 dollar"), (29.95, "29.95 dollars"), (3.5, "3.50 dollars")]
)
def test_money_is_said_as_people_say_it(amount: float, said: str) -> None:
    assert dollars(amount) == said


@pytest.mark.parametrize(("hours", "said"), [(0, "0 hours"), (1, "1 hour"), (1.5, "1.5 hours"), (2e-300, "0 hours")])
def test_hours_are_said_as_people_say_them(hours: float, said: str) -> None:
    assert hours_words(hours) == said
