"""Rules for drafts: each with authority, source, date and mark; the strictest first; a bad file of them is not read."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path
from typing import Any

import pytest

from outreach.dated import Mark, Source
from outreach.errors import SourceError
from outreach.posts.findings import rules as module
from outreach.posts.findings.finding import DIRECT, IDENTIFIERS
from outreach.posts.findings.rules import parse_rules, review_rules
from outreach.posts.findings.terms import terms
from outreach.posts.held import dated
from outreach.posts.review import WAYS, WHOLE
from outreach.professional_codes import parse_codes, professional_codes
from tests.channels.samples import CODES, changed
from tests.posts.samples import given, only, reviewed

SCORER = Path(__file__).resolve().parents[2].parent / "shared" / "benchmarks" / "score_posts.py"

IDENTIFYING = ["NAME", "PHONE", "EMAIL", "ONLINE_ID", "ID_NUMBER", "ADDRESS", "PLACE", "DATE", "SESSION_TIME", "AGE"]
IDENTIFYING += ["AFFILIATION", "UNIQUE_DETAIL", "CLIENT_STATUS"]
SPANS = [
    *IDENTIFYING,
    "STIGMA",
    "SUICIDE_WORDING",
    "SUICIDE_DETAIL",
    "TESTIMONIAL",
    "GUARANTEE",
    "ADVICE",
    "PROMO_HYPE",
]
LABELS = ["MISSING_CRISIS", "MISSING_DISCLAIMER", "HARD_TO_READ", "PROMO_HEAVY"]
OUR_OWN = {"STORY", "CRISIS_LINE"}

CLAUSE = """
[[rule.clause]]
authority = "Custom of the birds"
section = "2"
mark = "KNOWN"
source = "known"
verified_on = "2026-10"
"""
FOR_THE_GUILD = """
[[rule.clause]]
code = "guild"
country = "US"
authority = "Code of the Guild"
section = "7"
mark = "SEEN"
source = "page"
verified_on = "2026-10"
"""
RULE = """
[[rule]]
category = "NAME"
name = "A bird's name"
why = "Birds know each other."
suggestion = "Say what kind of bird."
"""
LIKE = """
[[rule]]
category = "PHONE"
name = "A bird's call"
why = "Each has its own."
suggestion = "Leave it out."
like = "NAME"
first = { authority = "Law of calls", section = "1", mark = "SEEN", source = "page", verified_on = "2026-09" }
"""
SAMPLE = (
    """
edition = "2026-11"
[recheck]
clauses = 12
[sources]
known = { title = "Course authors", judgment = true }
page = { title = "A page", address = "https://example.org/code" }
"""
    + RULE
    + FOR_THE_GUILD
    + CLAUSE
    + LIKE
)


def refused(text: str) -> str:
    with pytest.raises(SourceError) as error:
        parse_rules(text, parse_codes(CODES))
    assert error.value.file == "review_rules.toml"
    return error.value.what


# The rules of the course.


@pytest.mark.parametrize("category", [*SPANS, *LABELS, *OUR_OWN])
def test_each_thing_that_is_looked_for_has_a_rule_with_authority_source_month_and_mark(category: str) -> None:
    rule = review_rules().rules[category]
    assert rule.clauses
    for clause in rule.clauses:
        assert clause.authority
        assert clause.section
        assert clause.mark in Mark
        assert clause.source.judgment or clause.source.address.startswith(("https://", "http://"))
        assert "2026-01" <= clause.verified_on <= review_rules().edition
        assert clause.words() == f"{clause.authority} ({clause.section}; {clause.mark}, {clause.verified_on})"


def test_no_rule_is_there_for_what_nobody_looks_for() -> None:
    assert set(review_rules().rules) == {*SPANS, *LABELS, *OUR_OWN}
    assert set(WHOLE) == set(LABELS)
    assert set(IDENTIFYING) == IDENTIFIERS > DIRECT
    assert len(SPANS) == 20


def test_the_categories_are_those_of_the_annotation_guide() -> None:
    if not SCORER.exists():
        pytest.skip("the annotation guide with its scorer is not on this computer")
    spec = importlib.util.spec_from_file_location("score_posts", SCORER)
    assert spec is not None
    assert spec.loader is not None
    guide = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(guide)
    assert (list(guide.CATEGORIES), list(guide.LABELS)) == (SPANS, LABELS)
    assert set(guide.IDENTIFIERS) == IDENTIFIERS


def sources() -> dict[str, Source]:
    return {clause.source.key: clause.source for rule in review_rules().rules.values() for clause in rule.clauses}


def test_every_source_of_the_file_is_used() -> None:
    text = Path(module.__file__).with_name("review_rules.toml").read_text(encoding="utf-8")
    assert set(sources()) == set(tomllib.loads(text)["sources"])


def test_a_source_that_several_files_rest_on_is_the_same_in_each() -> None:
    words = {source.key: source for term in terms().terms for source in term.sources}
    codes = {code.source.key: code.source for code in professional_codes().codes.values()}
    for others in (words, codes):
        both = sources().keys() & others.keys()
        assert len(both) > 1
        assert all(sources()[key] == others[key] for key in both)


def test_every_author_has_a_rule_for_everything_whatever_license_and_country() -> None:
    codes = [frozenset(), frozenset(professional_codes().codes)]
    for rule in review_rules().rules.values():
        for country in ("", "US", "CA", "UK", "IE", "AU", "NZ", "ZZ"):
            assert all(rule.applying(declared, country) for declared in codes), rule.category


@pytest.mark.parametrize(
    ("category", "licence", "country", "authority"),
    [
        ("NAME", "LICSW", "US", "HIPAA Safe Harbor, identifier (A) names"),
        ("NAME", "LICSW", "CA", "NASW Code of Ethics: no identifying information"),
        ("NAME", "", "UK", "BACP guidance"),
        ("NAME", "", "NZ", "The HIPAA list, used here for every country"),
        ("DATE", "LMFT", "IE", "AAMFT Code of Ethics: clinical material in writing"),
        ("CLIENT_STATUS", "LADC", "US", "US rule on programs that treat substance use"),
        ("CLIENT_STATUS", "LCSW", "US", "HIPAA: a public reply neither confirms nor denies"),
        ("TESTIMONIAL", "LPC", "AU", "National Law, s. 133"),
        ("TESTIMONIAL", "LPC", "CA", "Canadian guidance"),
        ("TESTIMONIAL", "LPC", "US", "ACA Code of Ethics: not from current clients, former clients"),
        ("TESTIMONIAL", "PsyD", "US", "APA Ethics Code: not from current therapy clients"),
        ("TESTIMONIAL", "PsyD, LPC", "US", "ACA Code of Ethics: not from current clients, former clients"),
        ("TESTIMONIAL", "LPC PsyD LICSW", "US", "ACA Code of Ethics: not from current clients, former clients"),
        ("TESTIMONIAL", "", "US", "HIPAA: no name, picture or words of a client for promotion"),
        ("TESTIMONIAL", "", "IE", "Ethical pitfalls of online testimonials"),
    ],
)
def test_the_strictest_rule_for_license_and_country_is_the_one_that_is_named(
    monkeypatch: pytest.MonkeyPatch, category: str, licence: str, country: str, authority: str
) -> None:
    found = given(monkeypatch, f"Words and [{category}|these words].", licence=licence, country=country)
    assert only(found, category).clauses[0].authority.startswith(authority)


def test_the_other_rules_stand_behind_the_strictest_and_none_that_does_not_apply(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = given(monkeypatch, "Words and [TESTIMONIAL|praise].", licence="LPC", country="US")
    said = [clause.authority.split(":")[0] for clause in only(found, "TESTIMONIAL").clauses]
    assert said == [
        "ACA Code of Ethics",
        "HIPAA",
        "FTC rule on reviews",
        "Ethical pitfalls of online testimonials (Counseling Today)",
    ]


def test_a_rule_that_is_like_another_differs_in_its_first_clause_alone() -> None:
    rules = review_rules().rules
    for category in SPANS[1:12]:
        assert rules[category].clauses[1:] == rules["NAME"].clauses[1:]
        assert rules[category].clauses[0] != rules["NAME"].clauses[0]


def test_a_story_and_a_crisis_line_carry_their_rules_too() -> None:
    rule = review_rules().rules["STORY"]
    assert "composite" in rule.suggestion
    assert "consent" in rule.suggestion
    assert "cut" in rule.suggestion
    assert len(WAYS) == 3
    line = only(reviewed("If you are young and in crisis, call 988 and press 3."), "CRISIS_LINE")
    assert line.clauses == review_rules().rules["CRISIS_LINE"].clauses


# The list of what is dated.


def test_every_clause_is_in_the_list_of_what_is_dated_and_due_a_year_later() -> None:
    listed = [one for one in dated() if one.group.startswith("Rules for drafts")]
    clauses = [clause for rule in review_rules().rules.values() for clause in rule.clauses]
    assert len(listed) == len(clauses)
    assert {one.due.isoformat() for one in listed} == {"2027-11-01"}
    assert [one.mark for one in listed] == [clause.mark for clause in clauses]
    assert "Somebody's name: HIPAA Safe Harbor, identifier (A) names, 45 CFR 164.514(b)(2)(i)(A)." in [
        one.said for one in listed
    ]


# A bad file.


def test_the_sample_itself_is_taken() -> None:
    rules = parse_rules(SAMPLE, parse_codes(CODES)).rules
    name, phone = rules["NAME"], rules["PHONE"]
    assert [clause.section for clause in name.applying(frozenset({"guild"}), "US")] == ["7", "2"]
    assert [clause.section for clause in name.applying(frozenset({"guild"}), "CA")] == ["2"]
    assert [clause.section for clause in name.applying(frozenset(), "US")] == ["2"]
    assert [clause.section for clause in phone.applying(frozenset(), "US")] == ["1", "2"]


@pytest.mark.parametrize("key", ["authority", "section", "mark", "source", "verified_on"])
def test_a_clause_without_one_of_its_parts_is_refused(key: str) -> None:
    [line] = [line for line in CLAUSE.splitlines() if line.startswith(f"{key} =")]
    assert refused(changed(CLAUSE, CLAUSE.replace(f"{line}\n", ""), SAMPLE)) == f"rule NAME, a clause has no {key}"


@pytest.mark.parametrize("key", ["category", "name", "why", "suggestion"])
def test_a_rule_without_one_of_its_parts_is_refused(key: str) -> None:
    [line] = [line for line in RULE.splitlines() if line.startswith(f"{key} =")]
    assert refused(changed(RULE, RULE.replace(f"{line}\n", ""), SAMPLE)) == f"rule 1 has no {key}"


BAD: list[tuple[str, str, str]] = [
    ('category = "NAME"', 'category = "NAME"\ncolor = "red"', "rule 1 has a key 'color', which is not known"),
    ('section = "7"', 'section = "7"\nlink = "x"', "rule NAME, a clause has a key 'link', which is not known"),
    ('edition = "2026-11"', 'edition = "2026-11"\nversion = 2', "the file has a key 'version', which is not known"),
    ('edition = "2026-11"', "edition = 2026", "the file: edition is 2026; a year and month"),
    ("[recheck]\nclauses = 12\n", "", "the file has no recheck"),
    ("clauses = 12", "clauses = 0", "recheck: clauses is 0; whole months"),
    ("clauses = 12", "rules = 12", "recheck has a key 'rules', which is not known"),
    ('category = "PHONE"', 'category = "NAME"', "NAME has two rules"),
    ('like = "NAME"', 'like = "BEAK"', "rule PHONE is like 'BEAK', which no rule before it is"),
    ('like = "NAME"', "", "rule PHONE needs clauses of its own, or a first one and the rule that it is like"),
    (LIKE, f"{LIKE}{CLAUSE}", "rule PHONE needs clauses of its own, or a first one"),
    (CLAUSE, "", "rule NAME: the last clause is not for everybody, so some author would have none"),
    (f"{FOR_THE_GUILD}{CLAUSE}", "", "rule NAME needs clauses of its own"),
    ('code = "guild"', 'code = "gild"', "rule NAME, a clause: there is no code 'gild' in professional_codes.toml"),
    (
        'country = "US"',
        'country = "usa"',
        "rule NAME, a clause: the country is 'usa'; two capital letters such as US were",
    ),
    (
        'country = "US"',
        "country = 1",
        "rule NAME, a clause: the country is 1; two capital letters such as US were expected",
    ),
    ('mark = "KNOWN"', 'mark = "SEEN"', "rule NAME, a clause is marked SEEN and rests on 'known'"),
    ('mark = "KNOWN"', 'mark = "HEARD"', "rule NAME, a clause: the mark is 'HEARD'; expected one of"),
    ('source = "known"', 'source = "book"', "rule NAME, a clause: there is no source 'book' in [sources]"),
    (', address = "https://example.org/code"', "", "source page has no address; only a source with judgment"),
    ('"https://example.org/code"', '"javascript:x"', "source page has the address 'javascript:x'; one with http"),
    ('"2026-09"', '"2026-12"', "rule PHONE, a clause: verified_on is 2026-12, after the edition of the file"),
    ('"2026-09"', '"2026"', "rule PHONE, a clause: verified_on is '2026'; a year and month"),
    ('name = "A bird\'s name"', 'name = " "', "rule NAME: name is ' '; words were expected"),
    ('why = "Birds know', 'why = "\\u202eBirds know', "rule NAME: why is '\\u202eBirds know"),
    (f"{FOR_THE_GUILD}{CLAUSE}", "\nclause = [3]\n", "rule NAME, a clause is no table"),
    (f"{FOR_THE_GUILD}{CLAUSE}", "\nclause = 3\n", "rule NAME: clause is no list of tables"),
    ('like = "NAME"', 'like = ["NAME"]', "rule PHONE is like ['NAME'], which no rule before it is"),
    ("[sources]", "[sources", "is not TOML"),
    ('section = "7"', f"section = 0x{'f' * 9000}", "rule NAME, a clause: section is a giant; words were expected"),
]


@pytest.mark.parametrize(("old", "new", "told"), BAD)
def test_a_bad_file_of_rules_is_refused_and_the_rule_is_named(old: str, new: str, told: str) -> None:
    assert refused(changed(old, new, SAMPLE)).startswith(told)


def test_a_rule_that_is_no_table_and_a_file_without_rules_are_refused() -> None:
    head = SAMPLE.partition("[[rule]]")[0]
    assert refused(head) == "the file has no rule"
    assert refused(f"rule = 3\n{head}").startswith("the file: rule is no list of tables")
    assert refused(f"rule = [3]\n{head}").startswith("rule 1 is no table")
    assert refused(f"rule = []\n{head}").startswith("the file: rule is no list of tables")
    assert refused("x = " + "[" * 5000).startswith("is not TOML")


def test_a_code_that_is_a_list_is_refused_in_a_sentence() -> None:
    odd: list[Any] = ['["guild"]', "{ a = 1 }", "3"]
    for one in odd:
        assert refused(changed('code = "guild"', f"code = {one}", SAMPLE)).startswith(
            "rule NAME, a clause: there is no code "
        )
