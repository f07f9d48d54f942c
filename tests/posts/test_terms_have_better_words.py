"""Words that label people or speak of suicide carelessly have others to offer; none is offered that may be wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import islice, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import outreach
from outreach.dated import Mark
from outreach.errors import SourceError
from outreach.posts.author import Author
from outreach.posts.findings.terms import CATEGORIES, Frame, Term, parse_terms, terms
from outreach.posts.reviewing.review import marks_in
from tests.channels.samples import changed, unhurried

FORMS = Path(outreach.__file__).parent / "posts" / "reviewing" / "forms"
"""The rows by which the reviewer finds words."""


def entry(words: str, category: str = "STIGMA") -> Term:
    term = terms().for_words(words, category)
    assert term is not None
    return term


def offered(words: str, category: str = "STIGMA") -> str | None:
    return entry(words, category).replacement(words)


LABELS = [
    ("the mentally ill", "people with a mental health condition"),
    ("The mentally ill", "People with a mental health condition"),
    ("mentally ill", None),
    ("mentally ill people", "people with a mental health condition"),
    ("a mentally ill person", "a person with a mental health condition"),
    ("is mentally ill", "has a mental health condition"),
    ("mental patients", "people with a mental health condition"),
    ("suffers from", "lives with"),
    ("Suffers from", "Lives with"),
    ("suffer from", "live with"),
    ("suffered from", "lived with"),
    ("suffering from", "living with"),
    ("suffers from severe depression", "lives with severe depression"),
    ("suffering from “the blues”", "living with “the blues”"),
    ("suffering with anxiety", "living with anxiety"),
    ("suffers terribly from anxiety", None),
    ("anxiety sufferers", None),
    ("afflicted with depression", None),
    ("is afflicted with depression", "has depression"),
    ("were afflicted with PTSD", "had PTSD"),
    ("victims of depression", None),
    ("is plagued by panic", "lives with panic"),
    ("schizophrenics", "people with schizophrenia"),
    ("a schizophrenic", "a person with schizophrenia"),
    ("schizophrenic", None),
    ("so schizophrenic", "so contradictory"),
    ("so schizo", "so contradictory"),
    ("schizo", None),
    ("schizos", None),
    ("bipolars", "people with bipolar disorder"),
    ("a bipolar", "a person with bipolar disorder"),
    ("the bipolar", "people with bipolar disorder"),
    ("bipolar", None),
    ("a bit bipolar", "a bit changeable"),
    ("so bipolar", "so changeable"),
    ("bipolar weather", "changeable weather"),
    ("bipolar girlfriend", None),
    ("a manic-depressive", "a person with bipolar disorder"),
    ("so manic", "so frantic"),
    ("borderlines", "people with borderline personality disorder"),
    ("a borderline", "a person with borderline personality disorder"),
    ("borderline", None),
    ("depressives", "people with depression"),
    ("a depressive", "a person with depression"),
    ("the depressed", "people with depression"),
    ("so depressed", "so sad"),
    ("so OCD", "so particular"),
    ("SO OCD", "SO PARTICULAR"),
    ("a little OCD", "a little particular"),
    ("OCD", None),
    ("OCD about", None),
    ("all OCD", None),
    ("is ADHD", "has ADHD"),
    ("ADHD", None),
    ("so ADHD", "so distracted"),
    ("ADHDers", "people with ADHD"),
    ("anorexics", "people with an eating disorder"),
    ("an anorexic", "a person with an eating disorder"),
    ("bulimic", None),
    ("so anorexic", None),
    ("psychotics", "people experiencing psychosis"),
    ("a psychotic", "a person experiencing psychosis"),
    ("psychotic", None),
    ("so psychotic", None),
    ("psycho", None),
    ("crazy people", None),
    ("lunatics", None),
    ("nutjob", None),
    ("the insane", "people with a mental health condition"),
    ("demented", None),
    ("sociopaths", None),
    ("narcissist", "person with narcissistic traits"),
    ("a narcissist", "a person with narcissistic traits"),
    ("Narcissists", "People with narcissistic traits"),
    ("so narcissistic", "so self-centered"),
    ("neurotic", None),
    ("too neurotic", "too worried"),
    ("hysterics", None),
    ("insomniac", "person who has insomnia"),
    ("an insomniac", "a person who has insomnia"),
    ("insomniacs", "people who have insomnia"),
    ("hypochondriacs", "people with health anxiety"),
    ("hoarder", "person with a hoarding disorder"),
    ("split personality", None),
    ("PTSD from", None),
    ("insane asylum", "psychiatric hospital"),
    ("loony bins", "psychiatric hospitals"),
    ("madhouse", "psychiatric hospital"),
    ("an asylum", None),
    ("an insane asylum", "a psychiatric hospital"),
    ("shrinks", None),
    ("mental breakdown", "mental health crisis"),
    ("nervous breakdowns", "mental health crises"),
    ("went mental", None),
    ("mental case", "person in distress"),
    ("emotionally disturbed", None),
    ("normal people", None),
]
SUBSTANCES = [
    ("addict", "person with a substance use disorder"),
    ("an addict", "a person with a substance use disorder"),
    ("An addict", "A person with a substance use disorder"),
    ("addicts", "people with a substance use disorder"),
    ("Addicts", "People with a substance use disorder"),
    ("ADDICTS", "PEOPLE WITH A SUBSTANCE USE DISORDER"),
    ("two addicts", "two people with a substance use disorder"),
    ("12 addicts.", "12 people with a substance use disorder."),
    ("drug addicts", "people with a substance use disorder"),
    ("heroin addict", None),
    ("gambling addicts", None),
    ("addict mom", None),
    ("addict's brain", None),
    ("non-addicts", None),
    ("addict, sex", None),
    ("alcoholics", "people with alcohol use disorder"),
    ("an alcoholic", "a person with alcohol use disorder"),
    ("alcoholic", None),
    ("drunks", "people with alcohol use disorder"),
    ("drunk", None),
    ("winos", None),
    ("drug abuser", "person who uses drugs"),
    ("substance abusers", "people who use drugs"),
    ("junkies", "people who use drugs"),
    ("heroin users", "people who use heroin"),
    ("IV users", "people who inject drugs"),
    ("crackheads", "people who use drugs"),
    ("abuser", None),
    ("substance abuse", "substance use"),
    ("Substance abuse", "Substance use"),
    ("Substance Abuse", None),
    ("alcohol abuse", "alcohol misuse"),
    ("drug habit", "substance use disorder"),
    ("vice", None),
    ("clean", None),
    ("six months clean", None),
    ("clean time", "time in recovery"),
    ("dirty", None),
    ("clean screen", "negative test"),
    ("Dirty screens", "Positive tests"),
    ("a clean test", "a negative test"),
    ("tested dirty", "tested positive"),
    ("came back clean", None),
    ("former addict", "person in recovery"),
    ("a reformed addict", "a person in recovery"),
    ("an ex-addict", "a person in recovery"),
    ("recovering alcoholics", "people in recovery"),
    ("recovering heroin addict", None),
    ("medication-assisted treatment", None),
    ("relapsed", None),
    ("addicted babies", "babies born with withdrawal"),
    ("crack baby", None),
    ("born addicted", "born with withdrawal"),
    ("getting high", None),
    ("recreational drug users", "people who use drugs for non-medical reasons"),
]
OTHERS = [
    ("self-harmers", "people who self-harm"),
    ("a cutter", "a person who self-harms"),
    ("self\u2011harmer", "person who self-harms"),
    ("Self Harmers", "People Who Self-harm"),
    ("noncompliant", None),
    ("difficult client", None),
    ("refused treatment", "declined treatment"),
    ("refusing treatment", "declining treatment"),
    ("treatment-resistant patient", "person whose condition has not yet responded to treatment"),
    ("treatment-resistant clients", "people whose condition has not yet responded to treatment"),
    ("treatment-resistant", None),
    ("manipulative", None),
    ("is manipulative", "is trying to get a need met"),
    ("attention-seeking", None),
    ("drug-seekers", None),
    ("frequent flyers", "people who often use services"),
    ("a frequent flier", "a person who often uses services"),
    ("high-functioning", None),
    ("the disabled", "people with disabilities"),
    ("the handicapped", "people with disabilities"),
    ("handicapped", None),
    ("wheelchair-bound", None),
    ("is wheelchair bound", "uses a wheelchair"),
    ("were confined to a wheelchair", "used a wheelchair"),
    ("confined to bed", None),
    ("special needs", None),
    ("able-bodied", "non-disabled"),
    ("an able-bodied", "a non-disabled"),
    ("the retarded", "people with an intellectual disability"),
    ("retarded", None),
    ("the intellectually disabled", "people with an intellectual disability"),
    ("dyslexics", "people with dyslexia"),
    ("an epileptic", "a person with epilepsy"),
    ("hearing-impaired", "Deaf or hard of hearing"),
    ("the hearing impaired", "people who are Deaf or hard of hearing"),
    ("senile", None),
    ("the elderly", "older adults"),
    ("an elderly person", "an older adult"),
    ("seniors", None),
    ("the homeless", "people experiencing homelessness"),
    ("The Homeless", "People Experiencing Homelessness"),
    ("So OCD", "So particular"),
    ("IV Users", "People Who Inject Drugs"),
    ("Is ADHD", "Has ADHD"),
    ("An Inmate", "A Person Who Is Incarcerated"),
    ("Three Inmates", "Three People Who Are Incarcerated"),
    ("AN INMATE", "A PERSON WHO IS INCARCERATED"),
    ("The inmates", "The people who are incarcerated"),
    ("inmates", "people who are incarcerated"),
    ("an inmate", "a person who is incarcerated"),
    ("ex-cons", "people who were formerly incarcerated"),
    ("felons", None),
    ("the poor", "people with low income"),
    ("sexual preference", "sexual orientation"),
    ("a sexual preference", "a sexual orientation"),
    ("transgendered", "transgender"),
    ("the opposite sex", "another gender"),
    ("opposite sex", None),
    ("minorities", None),
    ("victims of abuse", "survivors of abuse"),
    ("the suicidal", "people thinking about suicide"),
    ("a suicidal patient", "a person thinking about suicide"),
    ("dunderhead", None),
]
WORDINGS = [
    ("commit suicide", "die by suicide"),
    ("commits suicide", "dies by suicide"),
    ("committed suicide", "died by suicide"),
    ("Committed suicide", "Died by suicide"),
    ("Committed Suicide", "Died by Suicide"),
    ("COMMITTED SUICIDE", "DIED BY SUICIDE"),
    ("committing suicide", "dying by suicide"),
    ("commit\u200bted\u00a0suicide", "died by suicide"),
    ("committed \u201csuicide\u201d", None),
    ("committed career suicide", None),
    ("tried to commit suicide", "attempted suicide"),
    ("successful suicide", "suicide death"),
    ("completed suicide", None),
    ("completed suicides", "suicide deaths"),
    ("completes suicide", "dies by suicide"),
    ("successful attempt", None),
    ("attempt was successful", None),
    ("killed himself successfully", None),
    ("failed attempt", "suicide attempt"),
    ("two failed attempts", "two suicide attempts"),
    ("an unsuccessful attempt", "a suicide attempt"),
    ("failed suicide", "suicide attempt"),
    ("suicide bid", "suicide attempt"),
    ("botched suicide attempt", "suicide attempt"),
    ("failed overdose", "non-fatal overdose"),
    ("suicide attempt failed", None),
    ("suicide epidemic", None),
    ("skyrocketing suicide rates", "rising suicide rates"),
    ("suicide rates skyrocketed", "suicide rates rose"),
    ("Surge in suicides", "Rise in suicides"),
    ("wave of suicides", None),
    ("without warning", None),
    ("political suicide", None),
    ("cry for help", None),
    ("suicidal gesture", None),
    ("parasuicide", None),
    ("suicide threats", None),
    ("suicidal people", "people thinking about suicide"),
    ("a deed of despair", None),
]
DETAILS = [
    ("hanged himself in the garage", "any-detail"),
    ("took a whole bottle of pills", "any-detail"),
    ("off the bridge", "any-detail"),
    ("left a note saying he was sorry", "note"),
    ("the note read", "note"),
    ("at peace now", "at-peace"),
    ("it was the only way out", "at-peace"),
    ("a hotspot", "hot-spot"),
    ("cause of death", "headline"),
    ("blamed her boss", "caused-by"),
    ("I can't any more", "any-detail"),
]


@pytest.mark.parametrize(("words", "other"), [*LABELS, *SUBSTANCES, *OTHERS])
def test_a_label_has_other_words_where_they_are_certain(words: str, other: str | None) -> None:
    assert offered(words) == other


@pytest.mark.parametrize(("words", "other"), WORDINGS)
def test_words_about_suicide_have_others_where_they_are_certain(words: str, other: str | None) -> None:
    assert offered(words, "SUICIDE_WORDING") == other


@pytest.mark.parametrize(("words", "key"), DETAILS)
def test_a_detail_of_a_death_is_only_ever_left_out(words: str, key: str) -> None:
    term = entry(words, "SUICIDE_DETAIL")
    assert (term.key, term.replacement(words)) == (key, None)


def test_so_many_forms_are_looked_at() -> None:
    assert len({words for words, _ in (*LABELS, *SUBSTANCES, *OTHERS, *WORDINGS, *DETAILS)}) >= 250


# The tables that the entries were made from: each pair, with its class and its mark.

PAIRS = [
    (1, ["the mentally ill"], "LAB", "SEEN"),
    (2, ["mentally ill"], "LAB", "SEEN"),
    (3, ["suffers from", "suffering from"], "ALW", "SEEN"),
    (4, ["afflicted with", "victim of"], "ALW", "SEEN"),
    (5, ["schizophrenic", "schizophrenics"], "LAB", "SEEN"),
    (6, ["schizo", "so schizophrenic"], "MET", "SEEN"),
    (7, ["bipolar", "bipolars"], "LAB", "SEEN"),
    (8, ["so bipolar", "bipolar mood"], "MET", "SEEN"),
    (9, ["borderline"], "LAB", "KNOWN"),
    (10, ["depressive", "a depressive"], "LAB", "KNOWN"),
    (11, ["so depressed"], "MET", "SEEN"),
    (12, ["so OCD"], "MET", "SEEN"),
    (13, ["is ADHD"], "LAB", "SEEN"),
    (14, ["anorexic", "bulimic"], "LAB", "SEEN"),
    (15, ["psychotic"], "LAB/MET", "SEEN"),
    (16, ["psycho", "crazy", "insane", "nuts", "lunatic", "maniac"], "ALW/MET", "SEEN"),
    (17, ["deranged", "demented"], "MET/LAB", "SEEN"),
    (18, ["sociopath", "psychopath"], "LAB", "SEEN"),
    (19, ["narcissist"], "LAB", "KNOWN"),
    (20, ["neurotic"], "MET", "SEEN"),
    (21, ["insomniac"], "LAB", "SEEN"),
    (22, ["asylum", "loony bin", "madhouse"], "ALW", "SEEN"),
    (23, ["shrink"], "ALW", "KNOWN"),
    (24, ["mental breakdown", "went mental"], "ALW", "KNOWN"),
    (25, ["emotionally disturbed", "mental case"], "LAB", "SEEN"),
    (26, ["normal"], "CTX", "SEEN"),
    (27, ["addict"], "LAB", "SEEN"),
    (28, ["alcoholic", "drunk"], "LAB", "SEEN"),
    (29, ["drug abuser", "substance abuser", "user", "junkie"], "ALW", "SEEN"),
    (30, ["substance abuse", "drug abuse"], "ALW", "SEEN"),
    (31, ["drug habit", "vice"], "ALW", "SEEN"),
    (32, ["clean"], "CTX", "SEEN"),
    (33, ["dirty"], "CTX", "SEEN"),
    (34, ["clean screen", "dirty screen"], "ALW", "SEEN"),
    (35, ["former addict", "reformed addict"], "ALW", "SEEN"),
    (36, ["medication-assisted therapy", "substitution therapy", "replacement therapy"], "CTX", "KNOWN"),
    (37, ["relapse"], "CTX", "KNOWN"),
    (38, ["addicted baby"], "ALW", "KNOWN"),
    (39, ["getting high", "strung out", "tweaking"], "ALW", "SEEN"),
    (40, ["recreational user", "casual user"], "CTX", "SEEN"),
    (44, ["self-harmer", "cutter"], "LAB", "KNOWN"),
    (45, ["non-compliant", "noncompliance"], "ALW", "KNOWN"),
    (46, ["refused treatment"], "CTX", "KNOWN"),
    (47, ["treatment-resistant patient"], "LAB", "KNOWN"),
    (48, ["manipulative", "attention-seeking"], "ALW", "KNOWN"),
    (49, ["frequent flyer"], "ALW", "KNOWN"),
    (50, ["high-functioning", "low-functioning"], "ALW", "KNOWN"),
    (51, ["the disabled", "handicapped"], "LAB", "SEEN"),
    (52, ["wheelchair-bound", "confined to a wheelchair"], "ALW", "SEEN"),
    (53, ["special needs", "differently abled"], "ALW", "SEEN"),
    (54, ["able-bodied"], "CTX", "SEEN"),
    (55, ["retarded", "feeble-minded", "cretin", "moron", "imbecile"], "ALW", "SEEN"),
    (56, ["intellectually disabled"], "LAB", "SEEN"),
    (57, ["dyslexic", "epileptic"], "LAB", "SEEN"),
    (58, ["hearing impaired"], "LAB", "SEEN"),
    (59, ["senile"], "ALW", "SEEN"),
    (60, ["the elderly", "seniors"], "ALW", "KNOWN"),
    (61, ["the homeless"], "ALW", "KNOWN"),
    (62, ["inmates", "convicts", "felons", "ex-cons"], "ALW", "KNOWN"),
    (63, ["the poor", "low-class"], "ALW", "KNOWN"),
    (64, ["sexual preference", "transgendered", "the opposite sex"], "ALW", "KNOWN"),
    (65, ["minority", "non-white", "victim of abuse"], "CTX", "KNOWN"),
]
ABOUT_SUICIDE = [
    (["committed suicide", "commit suicide"], "ALW", "SEEN"),  # 41
    (["successful suicide", "completed suicide"], "ALW", "SEEN"),  # 42
    (["failed attempt", "unsuccessful attempt", "failed suicide", "suicide bid"], "ALW", "SEEN"),  # 43
    (["suicide epidemic", "skyrocketing suicides", "surge in suicides"], "ALW", "SEEN"),
    (["inexplicable", "without warning", "out of the blue"], "ALW", "SEEN"),
    (["caused by"], "ALW", "KNOWN"),
    (["political suicide", "career suicide"], "MET", "SEEN"),
    (["cry for help", "attention-seeking"], "ALW", "KNOWN"),
    (["suicidal person"], "LAB", "KNOWN"),
]


@pytest.mark.parametrize(("row", "words", "frames", "mark"), PAIRS)
def test_every_pair_of_the_table_has_its_entry(row: int, words: list[str], frames: str, mark: str) -> None:
    for one in words:
        term = entry(one)
        assert ("/".join(term.frames), term.mark) == (frames, mark), (row, one, term.key)
        assert not term.general


@pytest.mark.parametrize(("words", "frames", "mark"), ABOUT_SUICIDE)
def test_every_row_of_the_list_on_suicide_has_its_entry(words: list[str], frames: str, mark: str) -> None:
    for one in words:
        term = entry(one, "SUICIDE_WORDING")
        assert ("/".join(term.frames), term.mark) == (frames, mark), (one, term.key)
        assert not term.general


def test_the_table_is_whole() -> None:
    assert [row for row, *_ in PAIRS] == [row for row in range(1, 66) if row not in (41, 42, 43)]


def test_newer_lists_advise_against_completed_and_the_entry_says_so() -> None:
    assert "An older table offers “completed” as acceptable" in entry("completed suicide", "SUICIDE_WORDING").note
    assert "Older lists call “medication-assisted treatment” the preferred term" in entry("medication-assisted").note


def test_peoples_own_words_stand() -> None:
    own = terms().own_words
    assert own.text.startswith("People choose how they are described: their own words for themselves stand")
    assert (own.mark, own.source.key) == (Mark.SEEN, "L2")


# What holds for every entry.

EVERY = terms().terms


@pytest.mark.parametrize("term", EVERY, ids=lambda term: term.key)
def test_an_entry_has_mark_source_month_and_reason(term: Term) -> None:
    judged = {source.judgment for source in term.sources}
    assert term.sources
    assert term.mark is not Mark.SEEN or judged == {False}
    assert (term.mark is Mark.ESTIMATE) == ([source.key for source in term.sources] == ["ours"])
    assert term.verified_on == "2026-11"
    assert term.why.endswith((".", ";"))
    assert ". " not in term.why
    assert set(term.categories) <= set(CATEGORIES)
    assert set(term.frames) <= set(Frame)


ALLOWED = ("bipolar disorder", "borderline personality disorder")
"""In these names of conditions a word is no label."""


def suggestions(term: Term) -> set[str]:
    others = {swap.other for swaps in term.swaps.values() for swap in swaps}
    return {*term.prefer, *term.prefer_one, *term.prefer_many, *others}


@pytest.mark.parametrize("term", EVERY, ids=lambda term: term.key)
def test_no_suggestion_holds_what_is_discouraged(term: Term) -> None:
    discouraged = [form for other in EVERY for form in other.forms]
    for suggestion in suggestions(term):
        plain = suggestion.lower().replace("-", " ").replace(",", "").replace(":", "")
        for name in ALLOWED:
            plain = plain.replace(name, "")
        assert not [form for form in discouraged if f" {form} " in f" {plain} "], suggestion


def test_the_reviewer_finds_nothing_in_what_is_offered() -> None:
    sentences = [f"Many people ask me about {one}." for one in sorted(set().union(*map(suggestions, EVERY)))]
    marked = [(sentence, marks_in(sentence, Author(), "blog")[0]) for sentence in sentences]
    assert len(sentences) > 150
    assert [sentence for sentence, marks in marked if any(mark.category in CATEGORIES for mark in marks)] == []


@pytest.mark.parametrize("term", EVERY, ids=lambda term: term.key)
def test_what_is_offered_is_offered_no_other_words(term: Term) -> None:
    for suggestion in suggestions(term):
        for category in CATEGORIES:
            assert offered(suggestion, category) is None
            assert offered(f"a {suggestion}", category) is None


@pytest.mark.parametrize("term", [term for term in EVERY if not term.general], ids=lambda term: term.key)
def test_a_form_leads_to_its_entry_however_it_is_written(term: Term) -> None:
    for category, form in product(term.categories, (*term.forms, *term.clues)):
        half = len(form) // 2
        ways = [
            form,
            form.upper(),
            form.title(),
            form.replace(" ", "-"),
            form.replace(" ", "\u2011"),
            form.replace(" ", "\u00a0"),
            form.replace("a", "\uff41"),
            f"“{form}”",
            f"{form}\u2019s",
            f"{form[:half]}\u200b\u00ad{form[half:]}",
        ]
        assert [way for way in ways if terms().for_words(way, category) is not term] == []
    for form in term.after_so:
        for way in (f"so {form}", f"So {form.upper()}", f"a bit {form}", f"all {form}", f"totally freaking {form}"):
            assert terms().for_words(way, term.categories[0]) is term


def test_each_category_has_an_entry_for_whatever_is_left() -> None:
    for category in CATEGORIES:
        assert entry("zzz", category).general
        assert entry("zzz", category).replacement("zzz") is None
        assert terms().for_words(" \u200b!? ", category) is None
    assert terms().for_words("addict", "NAME") is None


def test_alternatives_speak_of_one_or_of_many() -> None:
    assert entry("addict").alternatives("an addict") == ("person with a substance use disorder",)
    assert entry("addicts").alternatives("Addicts") == ("people with a substance use disorder",)
    assert entry("clean").alternatives("clean") == ("in recovery", "not using", "abstinent")
    assert entry("the mentally ill").alternatives()[0] == "people with a mental health condition"


def test_the_longest_phrase_leads_and_of_equals_the_first() -> None:
    assert entry("a victim of abuse").key == "victim-of-abuse"
    assert entry("a victim of anxiety").key == "afflicted-with"
    assert entry("gambling addict").key == "gambling-addict"
    assert entry("recovering gambler").key == "recovering-addict"
    assert entry("gambler recovering").key == "gambling-addict"


def test_what_stands_around_a_form_is_kept() -> None:
    assert offered("“suffers from \u2018it\u2019…”") == "“lives with \u2018it\u2019…”"
    assert offered("is  an\naddict!") == "is  a\nperson with a substance use disorder!"
    assert offered("the two\u00a0ex\u2013cons") == "the two\u00a0people who were formerly incarcerated"
    assert offered("poor addicts") is None
    assert offered("addicts in town") is None


@unhurried
@given(st.text(max_size=80) | st.text("adict so'\u2019OCD-\u200bsuferm ,.", max_size=40), st.sampled_from(CATEGORIES))
def test_any_words_have_an_entry_or_are_no_words(words: str, category: str) -> None:
    term = terms().for_words(words, category)
    if term is not None:
        other = term.replacement(words)
        assert other is None or other.strip()


def test_a_quotation_without_end_is_looked_at_only_at_its_beginning() -> None:
    words = "so sorry " * 50_000
    assert entry(f"addict {words}").key == "addict"
    assert entry(f"{words} addict").general
    assert offered(f"suffers from {words}") is None


# The reviewer's own rows.

SAMPLES = {"time_unit": "months", "be": "is", "die_past": "killed", "die_now": "die", "die_ing": "dying"}
MOST_FORMS = 3_000


def forms(row: str, slots: dict[str, list[str]]) -> Iterator[str]:
    """Go through the words that a row of the reviewer may point at, without what may stand in its gaps."""
    parts = row.split()
    inside = parts[parts.index("(") + 1 : parts.index(")")] if "(" in parts else parts
    ways = [alternatives(part, slots) for part in inside if part not in ("^", "END")]
    for words in islice(product(*ways), MOST_FORMS):
        yield " ".join(filter(None, words))


def alternatives(part: str, slots: dict[str, list[str]]) -> list[str]:
    if part[:2] == ".." or part[0] in "~!":
        return [""]
    if part[0] == "{":
        return [word for row in slots[part[1:-1]] for word in row.split("|")]
    names = part.strip("<>?").split("|")
    return [SAMPLES.get(name, name) for name in names] if part[0] == "<" else names


@pytest.mark.parametrize(("room", "category"), [("label", "STIGMA"), ("wording", "SUICIDE_WORDING")])
def test_hardly_a_form_that_the_reviewer_marks_is_left_to_the_general_entry(room: str, category: str) -> None:
    content = tomllib.loads((FORMS / f"{room}.toml").read_text(encoding="utf-8"))
    rows = [row for rows in content["patterns"].values() for row in rows]
    every = {form for row in rows for form in forms(row, content.get("slots", {}))} - {""}
    left = sorted(form for form in every if entry(form, category).general)
    assert len(every) > 300
    assert len(left) <= len(every) / 50, left


# The list of dated things, and files that are refused.


def test_every_entry_is_in_the_list_with_its_day() -> None:
    listed = list(terms().dated())
    assert len(listed) == len(EVERY) + 1
    assert {one.what for one in listed} == {"term"}
    assert {one.group for one in listed} == {"Words for people and for suicide (2026-11)"}
    assert {one.due for one in listed} == {date(2027, 11, 1)}
    assert listed[0].said == terms().own_words.text
    [addict] = [one for one in listed if one.said.startswith("“addict”")]
    assert addict.said == (
        "“addict”, “drug addict” or “addicts” and 1 more (LAB): person with a substance use disorder or people with a "
        "substance use disorder. The word names a person by a substance, and readers may blame the person for an "
        "illness."
    )
    assert [source.key for source in addict.sources] == ["L1", "L2", "L3", "L4"]
    assert any(one.said.startswith("Any other words (ALW): name the person first") for one in listed)


TERM = """
[[term]]
key = "grump"
categories = ["STIGMA"]
class = ["LAB"]
one = ["grump"]
many = ["grumps"]
prefer_one = ["person in a mood"]
prefer_many = ["people in a mood"]
why = "mood"
mark = "SEEN"
sources = ["page"]
verified_on = "2026-10"
"""
GENERAL = "".join(
    f"""
[[term]]
key = "any-{category.lower()}"
general = true
categories = ["{category}"]
class = ["ALW"]
prefer = ["other words"]
why = "mood"
mark = "ESTIMATE"
sources = ["ours"]
verified_on = "2026-11"
"""
    for category in CATEGORIES
)
SWAP = """
[[term]]
key = "grumbles"
categories = ["STIGMA"]
class = ["ALW"]
prefer = ["speaks"]
why = "mood"
mark = "KNOWN"
sources = ["page", "ours"]
verified_on = "2026-11"
[term.swap]
"grumbles at …" = "speaks to …"
"""
SAMPLE = (
    """
edition = "2026-11"
[recheck]
terms = 12
[sources]
ours = { title = "Course authors", judgment = true }
page = { title = "A page", year = 2024, address = "https://example.org/words" }
[own_words]
text = "Ask."
mark = "SEEN"
source = "page"
verified_on = "2026-11"
[why]
mood = "A mood is no person."
"""
    + GENERAL
    + TERM
    + SWAP
)


def refused(text: str) -> str:
    with pytest.raises(SourceError) as error:
        parse_terms(text)
    assert error.value.file == "terms.toml"
    return error.value.what


def test_the_sample_itself_is_taken() -> None:
    sample = parse_terms(SAMPLE)
    grump = sample.for_words("Grumps", "STIGMA")
    assert grump is not None
    assert grump.replacement("Grumps") == "People in a mood"
    assert [one.due for one in sample.dated()][-2:] == [date(2027, 10, 1), date(2027, 11, 1)]
    grumbles = sample.for_words("grumbles at", "STIGMA")
    assert grumbles is not None
    assert grumbles.replacement("Grumbles at me.") == "Speaks to me."


@pytest.mark.parametrize("key", ["key", "categories", "class", "why", "mark", "sources", "verified_on"])
def test_an_entry_without_one_of_its_parts_is_refused(key: str) -> None:
    [part] = [part for part in TERM.splitlines() if part.startswith(f"{key} =")]
    assert refused(SAMPLE.replace(TERM, changed(f"{part}\n", "", TERM))) == f"term 4 has no {key}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('["STIGMA"]', '["NAME"]', "term grump: categories holds 'NAME'; expected some of STIGMA, SUICIDE_WORDING"),
        ('["STIGMA"]', "[]", "term grump: categories is []; a list of words was expected"),
        ('["LAB"]', '["LABEL"]', "term grump: class holds 'LABEL'; expected some of ALW, LAB, MET, CTX"),
        ('"mood"\n', '"mind"\n', "term grump: there is no reason 'mind' in [why]"),
        ('"mood"\n', "[3]\n", "term grump: there is no reason [3] in [why]"),
        ('"SEEN"', '"HEARD"', "term grump: the mark is 'HEARD'; expected one of SEEN, KNOWN, ESTIMATE"),
        ('["page"]', '["book"]', "term grump: there is no source 'book' in [sources]"),
        ('["page"]', '["page", "ours"]', "term grump is marked SEEN and rests on 'ours'; expected one that was read"),
        ('["page"]', "[]", "term grump: sources is []; a list of words was expected"),
        ('"2026-10"', '"2026-12"', "term grump: verified_on is 2026-12, after the edition of the file, 2026-11"),
        ('one = ["grump"]', 'one = "grump"', "term grump: one is 'grump'; a list of words was expected"),
        ('"grump"]', '"Grump"]', "term grump: 'Grump' can never be met; it would be written 'grump'"),
        ('"grump"]', '"a. grump"]', "term grump: 'a. grump' can never be met; it would be written 'a grump'"),
        ('"grump"]', '"any grumps"]\nclues = ["any grumps"]', "term grump: 'any grumps' also stands under grump"),
        ('"grump"]', '"grumbles at"]', "term grumbles: 'grumbles at' also stands under grump"),
        ('prefer_one = ["person in a mood"]\n', "", "term grump has one and no prefer_one"),
        ('prefer_many = ["people in a mood"]\n', "", "term grump has many and no prefer_many"),
        ('one = ["grump"]', 'after_so = ["grump"]', "term grump has after_so and no prefer"),
        (
            'prefer_one = ["',
            'prefer = ["x"]\nprefer_one = ["',
            "term grump needs prefer, or prefer_one and prefer_many",
        ),
        ('prefer_one = ["person in a mood"]\nprefer_many = ["people in a mood"]\n', "", "term grump needs prefer, or"),
        ('one = ["grump"]\nmany = ["grumps"]\n', "", "term grump has no words"),
        ('key = "grump"', 'key = "any-stigma"', "term any-stigma is there twice"),
        ('key = "grump"', "key = 3", "term 4: key is 3; words were expected"),
        ('key = "grump"', 'key = "grump"\ngeneral = true', "STIGMA has 2 general terms; one was expected"),
        ('key = "grump"', 'key = "grump"\noffered = "no"', "term grump: offered is 'no'; true or false was expected"),
        ('key = "grump"', 'key = "grump"\nslur = true', "term 4 has a key 'slur', which is not known"),
        ('key = "grump"', 'key = "grump"\nnote = " "', "term grump: note is ' '; words were expected"),
    ],
)
def test_a_bad_entry_is_refused_and_named(old: str, new: str, told: str) -> None:
    assert refused(SAMPLE.replace(TERM, changed(old, new, TERM))).startswith(told)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"speaks to …"', '"speaks to"', "term grumbles: of 'grumbles at …' and 'speaks to' only one ends in …"),
        ('"grumbles at …"', '"…"', "term grumbles: '' can never be met; it would be written ''"),
        ('"speaks to …"', "7", "term grumbles, swap: grumbles at … is 7; words were expected"),
        ("[term.swap]", "[[term.swap]]", "term grumbles: swap is no table"),
        ("terms = 12", "terms = 0", "recheck: terms is 0; whole months from 1 to 120 were expected"),
        ("mood = ", 'mind = "A mind."\nmood = ', "why: no term has the reason 'mind'"),
        ('"A mood is no person."', '""', "why: mood is ''; words were expected"),
        ('text = "Ask."\n', "", "own_words has no text"),
        ('edition = "2026-11"\n', "", "the file has no edition"),
        (GENERAL, "", "STIGMA has 0 general terms; one was expected"),
        ("[sources]", "[sources", "is not TOML"),
    ],
)
def test_a_bad_file_of_terms_is_refused(old: str, new: str, told: str) -> None:
    assert refused(changed(old, new, SAMPLE)).startswith(told)
