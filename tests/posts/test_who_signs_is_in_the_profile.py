"""Who signs a post: the part of the profile that says it, as a form, and what review and exports make of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from outreach import my_byline, my_practice
from outreach.channels.held import held
from outreach.crisis_lines import crisis_lines
from outreach.errors import OutreachError
from outreach.form import Form
from outreach.posts.author import Author, author_from, words_of
from outreach.posts.findings.rules import review_rules
from outreach.posts.findings.terms import terms
from outreach.posts.held import dated
from outreach.posts.post import Site
from outreach.posts.profile import LANGUAGES, author_of, site_of
from outreach.posts.review import review
from outreach.practice import (
    COUNTRIES,
    TEXT_LIMIT,
    Practice,
    checked,
    load_practice,
    practice_from,
    read_practice,
    save_practice,
    write_practice,
)
from outreach.workspace import Workspace, make_learner_folder, temporary_workspace, use_workspace
from tests.posts.samples import TOLD, of

NEWER = ("author", "colleagues", "town", "country", "phone", "email", "website", "address")
FULL = Practice(
    name="Juniper Street Counseling",
    licence="LICSW",
    place="Harmon County, Washington",
    author="Nadia Rahimi",
    colleagues="Tomás Ibarra, Grace Okonkwo",
    town="Port Ellery",
    country="US",
    phone="(206) 555-0142",
    email="hello@juniperstreet.example",
    website="https://juniperstreet.example",
    address="12 Juniper Street; Port Ellery, WA 98000",
)


@pytest.fixture(autouse=True)
def space(tmp_path: Path) -> Iterator[Workspace]:
    folder = make_learner_folder(tmp_path / "learner")
    use_workspace(folder)
    yield folder
    use_workspace(None)


def type_in(form: Form, **values: object) -> None:
    form.set_state({"values": {**form.values, **values}, "edits": form.edits + 1})


# The profile.


def test_a_profile_from_before_these_fields_is_read_and_keeps_them_empty() -> None:
    old = read_practice('name = "Elm"\nserves = "parents"\n')
    assert [getattr(old, name) for name in NEWER] == [""] * 8


def test_what_is_said_of_who_signs_is_read_back_as_it_was_written() -> None:
    assert read_practice(write_practice(FULL)) == FULL
    assert checked(FULL) == FULL


@pytest.mark.parametrize("name", [name for name in NEWER if name != "country"])
@pytest.mark.parametrize(
    ("value", "said"),
    [
        (3, "words were expected"),
        (None, "words were expected"),
        (["x"], "words were expected"),
        ("x" * 2001, "2,000 is"),
    ],
)
def test_words_are_expected_and_not_too_many(name: str, value: Any, said: str) -> None:
    with pytest.raises(OutreachError, match=said) as error:
        practice_from({name: value})
    assert repr(name) in str(error.value)
    assert len(str(error.value)) < 200


@pytest.mark.parametrize("value", ["France", "us", "USA", 3, ["US"], "x" * 5000])
def test_a_country_that_is_not_held_is_refused_with_those_that_are(value: Any) -> None:
    with pytest.raises(OutreachError, match="expected one of: US, CA, UK, IE, AU, NZ, or nothing") as error:
        practice_from({"country": value})
    assert len(str(error.value)) < 200


@pytest.mark.parametrize("value", ["", None])
def test_no_country_is_no_country(value: Any) -> None:
    assert practice_from({"country": value}).country == ""


def test_the_countries_are_those_that_lines_are_held_for() -> None:
    assert set(COUNTRIES) == {line.country for line in crisis_lines().lines} == set(LANGUAGES)


# The form.


def test_the_form_asks_who_signs_and_nothing_else(space: Workspace) -> None:
    form = my_byline().widget()
    assert [field["name"] for field in form.fields] == [
        *("author", "name", "licence", "town", "country"),
        *("colleagues", "phone", "email", "website", "address"),
    ]
    assert all(field["label"] for field in form.fields)
    assert form.keeps
    assert not {"author", "phone", "address"} & {field["name"] for field in my_practice().widget().fields}
    assert not space.path("practice.toml").exists()


def test_each_field_is_kept_as_it_is_typed_beside_what_the_other_form_holds(space: Workspace) -> None:
    save_practice(space, Practice(serves="parents", hours_per_week=3, goals=("public",)))
    form = my_byline().widget()
    type_in(form, author=" Nadia Rahimi ")
    type_in(form, country="US")
    type_in(form, address="12 Juniper Street; Port Ellery")
    assert "Kept in my-work/practice.toml." in form.status_html
    assert load_practice(space) == Practice(
        serves="parents",
        hours_per_week=3,
        goals=("public",),
        author="Nadia Rahimi",
        country="US",
        address="12 Juniper Street; Port Ellery",
    )
    again = my_byline()
    assert again.widget().values["author"] == "Nadia Rahimi"
    assert "  The country that you practice in: United States\n" in again.summary()
    assert "Your name, as it stands under what you write: Nadia Rahimi" in again.summary()


def test_a_name_that_both_forms_ask_for_is_one(space: Workspace) -> None:
    byline, practice = my_byline().widget(), my_practice().widget()
    type_in(byline, name="Elm and Ash", licence="LPC")
    type_in(practice, serves="parents")
    kept = load_practice(space)
    assert (kept.name, kept.licence, kept.serves) == ("Elm and Ash", "LPC", "parents")


def test_a_country_can_be_taken_back(space: Workspace) -> None:
    save_practice(space, FULL)
    type_in(my_byline().widget(), country="")
    assert load_practice(space) == replace(FULL, country="")


def test_a_bad_value_is_said_and_the_rest_stays(space: Workspace) -> None:
    save_practice(space, FULL)
    form = my_byline().widget()
    type_in(form, country="France")
    assert form.status_kind == "trouble"
    assert not form.kept_well
    type_in(form, phone="x" * (TEXT_LIMIT + 1))
    assert form.status_kind == "trouble"
    assert load_practice(space) == FULL


def test_a_damaged_profile_is_told_and_set_aside_at_the_next_edit_only(space: Workspace) -> None:
    space.path("practice.toml").write_bytes(b"author = Nadia")
    form = my_byline().widget()
    assert "could not be read as a settings file" in form.status_html
    assert space.path("practice.toml").read_bytes() == b"author = Nadia"
    type_in(form, author="Nadia")
    [aside] = space.work.glob("practice.damaged-*.toml")
    assert aside.read_bytes() == b"author = Nadia"
    assert load_practice(space).author == "Nadia"


def test_hostile_words_are_shown_as_words(space: Workspace) -> None:
    save_practice(space, replace(FULL, author="<img src=x onerror=alert(1)>", town="Elm\x1b[31m\u202e"))
    shown = my_byline().page() + my_byline().summary()
    assert "<img" not in my_byline().page()
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_without_a_folder_of_a_learner_nothing_is_called_kept() -> None:
    use_workspace(temporary_workspace())
    form = my_byline().widget()
    type_in(form, author="Nadia")
    assert (form.keeps, form.status_html) == (False, "")


# What review and exports make of it.


def test_the_review_knows_what_is_the_authors_own() -> None:
    assert author_of(FULL) == Author(
        name="Nadia Rahimi",
        practice="Juniper Street Counseling",
        city="Port Ellery",
        region="Washington",
        country="US",
        licence="LICSW",
        phone="(206) 555-0142",
        email="hello@juniperstreet.example",
        website="https://juniperstreet.example",
        address="12 Juniper Street; Port Ellery, WA 98000",
        others=("Tomás Ibarra", "Grace Okonkwo"),
    )


@pytest.mark.parametrize(
    ("practice", "expected"),
    [
        (Practice(), Author()),
        (Practice(place="Port Ellery, Washington"), Author(city="Port Ellery", region="Washington")),
        (Practice(place="Port Ellery, Washington", town="Saco"), Author(city="Saco", region="Washington")),
        (Practice(country="NZ"), Author(country="NZ")),
        (Practice(colleagues=" , Ana ,,Bo,"), Author(others=("Ana", "Bo"))),
    ],
)
def test_what_is_not_said_is_empty_and_the_country_is_the_first_of_the_course(
    practice: Practice, expected: Author
) -> None:
    assert author_of(practice) == expected


def test_a_colleague_who_may_be_named_is_not_marked_and_anybody_else_is() -> None:
    told = f"{TOLD} Marisol Vega and I wrote this."
    assert of(review(told, author_of(FULL)), "NAME")
    assert not of(review(told, author_of(replace(FULL, colleagues="Marisol Vega"))), "NAME")


def test_an_author_is_known_by_words_numbers_and_domains() -> None:
    nadia = author_of(FULL)
    assert nadia.name_words >= {"nadia", "rahimi", "tomás", "okonkwo"}
    assert nadia.city_words == ("port", "ellery")
    assert "2065550142" in nadia.numbers
    assert nadia.domains == {"juniperstreet.example"}
    assert Author(phone="555").numbers == frozenset()
    assert Author(website="http://www.x.example/blog").domains == {"x.example"}
    assert words_of("O\u2019Neil") == {"o'neil"}
    assert author_from({}) == Author()


@pytest.mark.parametrize(
    ("practice", "site"),
    [
        (
            FULL,
            Site(
                "Juniper Street Counseling",
                "Nadia Rahimi",
                "https://juniperstreet.example",
                "hello@juniperstreet.example",
                "12 Juniper Street\nPort Ellery, WA 98000",
                "en-US",
            ),
        ),
        (Practice(author="Nadia", country="UK"), Site("Nadia", "Nadia", language="en-GB")),
        (Practice(name="Elm", country="NZ"), Site("Elm", "Elm", language="en-NZ")),
        (Practice(), Site("", "")),
    ],
)
def test_the_exports_know_where_a_post_goes_and_who_answers_for_it(practice: Practice, site: Site) -> None:
    assert site_of(practice) == site


# What is dated, in the list of all that the course holds.


def test_the_list_of_the_course_ends_with_the_rules_and_words_for_drafts() -> None:
    listed = " ".join(held(day="2026-11-28", others=dated()).split())
    own = " ".join(held(day="2026-11-28").split())
    assert listed.startswith(own)
    _, _, mine = listed.partition("Rules for drafts (2026-11)")
    rules, _, words = mine.partition("Words for people and for suicide (2026-11)")
    clauses = [clause for rule in review_rules().rules.values() for clause in rule.clauses]
    assert rules.count(" Look again from 2027-11-01.") == len(clauses)
    assert words.count(" Look again from ") == len(terms().terms) + 1
    assert "Asking for praise, or showing a client's: ACA Code of Ethics" in rules
    assert "KNOWN: not read again, check it." in rules
    assert "ESTIMATE" in rules


def test_a_rule_for_drafts_is_stale_from_its_day_on_with_the_source_to_read_again() -> None:
    before = " ".join(held(day="2027-10-31", only_stale=True, others=dated()).split())
    after = " ".join(held(day="2027-11-01", only_stale=True, others=dated()).split())
    assert "Rules for drafts" not in before
    assert "Rules for drafts (2026-11)" in after
    assert "Read again: The 18 HIPAA Safe Harbor identifiers explained (J. D. Cook)" in after
    assert "https://www.johndcook.com/blog/hipaa-identifiers-explained/" in after


def test_of_one_channel_no_rule_for_drafts_is_listed() -> None:
    assert held("linkedin", "2026-11-28", others=dated()) == held("linkedin", "2026-11-28")


def test_the_first_of_all_that_falls_due_is_named_whichever_room_holds_it() -> None:
    first = min(one.due for one in dated())
    assert first > date(2026, 11, 28)
    said = " ".join(held(day="2026-11-28", only_stale=True, others=dated()).split())
    assert said.startswith("On 2026-11-28 no fact, rule, crisis line or term is past its re-check date.")
