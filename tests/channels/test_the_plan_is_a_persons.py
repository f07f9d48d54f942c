"""The plan: one home base, at most one outpost, written for a person and read back after they changed it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.channels.checks import problem_of
from outreach.channels.deciding.choice import Choice, Decision
from outreach.channels.deciding.criteria import EQUAL_WEIGHTS
from outreach.channels.facts.catalog import Mark
from outreach.channels.facts.known import catalog
from outreach.channels.planning.left_out import Alike, grouped
from outreach.channels.planning.plan import Plan, evidence, make_plan
from outreach.channels.planning.plan_file import write_plan
from outreach.channels.planning.plan_reading import LONGEST_LINE, NO_PURPOSE, WrittenPlan, read_date, read_plan
from outreach.channels.sentences import how_sure, the_essay, weights_in_words, what_would_change
from outreach.checks import Problem
from outreach.practice import AGE_BANDS, GOALS, WAYS_OF_GIVING, WILL_NOT_DO, Practice
from outreach.wording import MARK_LEGEND, listed, markdown, of_hundred, one_line
from tests.channels.samples import another, costing, money, planned, scale, small, unhurried

DAY = date(2027, 2, 22)


PURPOSE = "help people who care for a parent"


def chosen(practice: Practice, weights: dict[str, float] | None = None) -> Choice:
    return Decision(practice).choose(weights)


def written(practice: Practice, weights: dict[str, float] | None = None) -> str:
    return write_plan(make_plan(chosen(practice, weights), DAY), catalog())


def places(plan: Plan) -> tuple[str, str]:
    return (
        plan.home_base.channel.id if plan.home_base else "",
        plan.outpost.channel.id if plan.outpost else "",
    )


def read(*lines: str) -> WrittenPlan:
    return read_plan("\n".join(lines))


# The decision.

everyone = st.builds(
    Practice,
    goals=st.sets(st.sampled_from(sorted(GOALS))).map(tuple),
    age_bands=st.sets(st.sampled_from(sorted(AGE_BANDS))).map(tuple),
    ways_of_giving=st.sets(st.sampled_from(sorted(WAYS_OF_GIVING))).map(tuple),
    will_not_do=st.sets(st.sampled_from(sorted(WILL_NOT_DO))).map(tuple),
    hours_per_week=st.one_of(st.none(), st.floats(0, 12)),
    money_per_month=st.one_of(st.none(), st.floats(0, 120)),
    confidentiality_ceiling=st.one_of(st.none(), st.integers(0, 3)),
)


@unhurried
@given(everyone)
def test_no_plan_asks_for_more_than_there_is_or_for_what_was_shut_out(practice: Practice) -> None:
    plan = planned(practice)
    hours = sum(place.hours_per_week for place in plan.places)
    money = sum(place.money_per_month for place in plan.places)
    assert practice.hours_per_week is None or hours <= practice.hours_per_week + 1e-9
    assert practice.money_per_month is None or money <= practice.money_per_month + 1e-9
    assert not {gone.channel.id for gone in plan.out} & {place.channel.id for place in plan.places}


@unhurried
@given(everyone)
def test_a_home_base_is_always_ones_own_and_whatever_is_missing_is_explained(practice: Practice) -> None:
    plan = planned(practice)
    assert plan.home_base is None or plan.home_base.channel.is_yours()
    assert plan.outpost is None or plan.outpost.channel.role == "outpost"
    assert (plan.home_base is None) == bool(plan.without_home)
    assert (plan.outpost is None) == bool(plan.without_outpost)
    assert all(place.why.endswith(".") for place in plan.places)


@unhurried
@given(everyone)
def test_a_plan_that_was_written_reads_back_the_same(practice: Practice) -> None:
    plan = make_plan(chosen(practice), DAY)
    back = read_plan(write_plan(plan, catalog()))
    assert [place.name for place in back.home_bases] == [place.channel.name for place in plan.places[:1]]
    assert [place.name for place in back.outposts] == [place.channel.name for place in plan.places[1:]]
    for there, was in zip((*back.home_bases, *back.outposts), plan.places, strict=True):
        assert there.hours_per_week == was.hours_per_week
        assert there.money_per_month == was.money_per_month
        assert there.why == was.why
    assert back.review_on == DAY
    assert back.changes
    for kept, said in ((back.hours_there, practice.hours_per_week), (back.money_there, practice.money_per_month)):
        assert kept == (None if said is None else pytest.approx(said, abs=0.006))


@unhurried
@given(everyone)
def test_what_the_course_writes_passes_its_own_check(practice: Practice) -> None:
    plan = make_plan(chosen(replace(practice, purpose=PURPOSE)), DAY)
    problem = problem_of(read_plan(write_plan(plan, catalog())), practice)
    assert problem == (None if plan.home_base else Problem("no-home-base"))


def test_lean_hours_come_first_and_what_is_left_goes_to_the_home_base() -> None:
    writer = Practice(ways_of_giving=("writing",), goals=("referrers",), hours_per_week=3)
    assert [place.hours_per_week for place in planned(writer).places] == [2, 1]
    more = Practice(ways_of_giving=("writing",), goals=("referrers",), hours_per_week=3.5)
    assert [place.hours_per_week for place in planned(more).places] == [2.5, 1]
    plenty = Practice(ways_of_giving=("writing",), goals=("referrers",), hours_per_week=40)
    assert [place.hours_per_week for place in planned(plenty).places] == [3, 1.5]


def test_the_best_pair_is_planned_even_where_its_home_base_is_not_the_best_by_itself() -> None:
    weights = {"audience": 5.0, "search": 5.0, "ownership": 2.0}
    assert places(planned(Practice(hours_per_week=12), weights)) == ("own-blog", "youtube")
    tight = planned(Practice(hours_per_week=5), weights)
    assert places(tight) == ("newsletter", "youtube")
    assert tight.home_base is not None
    assert tight.home_base.why.endswith(
        "By itself Your own blog ranks higher, but with the outpost that fits beside it this is the better pair."
    )


def test_how_often_a_pair_is_the_best_is_said_with_the_next() -> None:
    choice = chosen(Practice(hours_per_week=3, ways_of_giving=("writing",)))
    plan = make_plan(choice)
    best, often = choice.pairs[0], choice.pair_chances[0]
    assert [place.channel for place in plan.places] == list(best.channels)
    assert plan.among_pairs.startswith(
        f"{len(choice.pairs)} plans fit, with an outpost or without. "
        f"This one is best in {of_hundred(often)} draws; next, "
    )
    assert plan.among_pairs in write_plan(plan, catalog())


def test_a_plan_that_alone_fits_is_called_so() -> None:
    assert planned(Practice(hours_per_week=1)).among_pairs == "It is the only plan that fits."


def test_without_room_for_an_outpost_the_plan_says_how_much_would_make_room() -> None:
    plan = planned(Practice(hours_per_week=1, ways_of_giving=("writing",)))
    assert places(plan) == ("newsletter", "")
    assert plan.without_outpost == (
        "None: after the home base too little is left. With 2 hours a week in all there would be room for LinkedIn. "
        "A home base alone is a whole plan."
    )


def test_without_an_outpost_nothing_says_to_leave_it() -> None:
    alone = written(Practice(hours_per_week=1, ways_of_giving=("writing",)))
    assert "That is more than you have: keep to the lean form." in alone
    assert "leave the outpost" not in alone
    assert "keep to the lean form, or leave the outpost." in written(Practice(hours_per_week=3))


def test_money_can_be_what_keeps_an_outpost_out() -> None:
    grain = costing(money(3))
    dues = costing(money(5), another("club", ('role = "home"', 'role = "outpost"')))
    practice = Practice(money_per_month=6)
    plan = make_plan(Decision(practice, small(grain, dues)).choose())
    assert places(plan) == ("pigeons", "")
    assert "With 8 dollars a month in all there would be room for Club." in plan.without_outpost


def test_no_outpost_at_all_is_a_whole_plan() -> None:
    plan = planned(Practice(will_not_do=("take-private-messages",), confidentiality_ceiling=0))
    assert plan.home_base is None
    alone = make_plan(Decision(Practice(), small()).choose())
    assert alone.without_outpost == (
        "None. No place where people are already passes your gates. A home base alone is a whole plan."
    )


def test_with_everything_shut_out_the_nearest_way_back_is_named() -> None:
    plan = planned(Practice(hours_per_week=0))
    assert places(plan) == ("", "")
    assert plan.without_home == (
        "None yet. Every channel on which what you write stays yours is out. "
        "The nearest is Newsletter. It comes back when you can give it 1 hour a week."
    )
    assert plan.without_outpost == "None. First find a home base for an outpost to lead back to."
    assert evidence(plan) == ""


def test_first_place_that_is_no_home_is_said_and_the_home_base_is_the_best_that_is() -> None:
    weights = {"comfort": 5.0, "hours": 1.0}
    plan = planned(Practice(ways_of_giving=("teaching-live",)), weights)
    assert plan.ranking.rows[0].channel.id == "talks"
    assert places(plan)[1] == "talks"
    assert plan.home_base is not None
    assert "Talks and webinars rank higher, but keep nothing at an address of yours" in plan.home_base.why


def test_the_facts_used_are_counted_by_their_marks() -> None:
    plan = planned(Practice(goals=("referrers",), age_bands=("30-49",), ways_of_giving=("writing",), hours_per_week=3))
    assert places(plan) == ("own-blog", "linkedin")
    marks = [place.channel[fact].mark for place in plan.places for fact in place.facts]
    assert evidence(plan) == (
        f"This plan rests on {len(marks)} facts: "
        f"{marks.count(Mark.SEEN)} SEEN, {marks.count(Mark.KNOWN)} KNOWN and {marks.count(Mark.ESTIMATE)} ESTIMATE."
    )


# The file.


ORDER = (
    "Purpose",
    "Home base",
    "Outpost",
    "Hours and money",
    "How sure this is",
    "What would change this choice",
    "Left out, and what would bring it back",
    "Facts used",
    "Review",
)


def test_the_file_says_what_was_decided_why_what_is_out_and_on_which_facts() -> None:
    practice = Practice(
        name="A practice",
        serves="parents",
        place="Ohio",
        purpose=PURPOSE,
        goals=("referrers",),
        hours_per_week=3,
        confidentiality_ceiling=2,
    )
    choice, text = chosen(practice), written(practice)
    lines = text.splitlines()
    assert [line.removeprefix("## ") for line in lines if line.startswith("## ")] == list(ORDER)
    for line in (
        "# Channel plan: A practice",
        "- For: parents",
        "- Where: Ohio",
        "- Goal: Be trusted by those who refer people to me",
        "- Look at this again on: 2027-02-22",
        PURPOSE,
        "- Channel: Your own blog",
        "- Hours there are: 3 a week",
        "- Dollars there are: not said",
        how_sure(choice),
        the_essay(choice),
        f"Weights: {weights_in_words(choice.ranking)}.",
        *(f"- {sentence}" for sentence in what_would_change(choice)),
        "- For me it would be:",
        *(f"- **{listed(alike.names)}.** {alike.why} {alike.lift}" for alike in grouped(choice.gated.out)),
        "- Review on: 2027-02-22",
    ):
        assert line in lines
    assert "TikTok" in {gone.channel.name for gone in choice.gated.out}
    assert lines[-1].startswith("- After four posts: ")


def test_every_fact_in_the_file_shows_its_year_its_mark_and_its_source() -> None:
    rows = [line for line in written(Practice(hours_per_week=3)).splitlines() if line.startswith("| ")][2:]
    assert len(rows) > 12
    for row in rows:
        _, _, figure, year, mark, source = row.strip("| ").split(" | ")
        assert mark.split(":")[0] in {"SEEN", "KNOWN", "ESTIMATE"}
        assert figure.startswith("~") == (not mark.startswith("SEEN"))
        assert 2000 < int(year) < 2100
        assert source


def test_channels_that_are_out_for_the_same_reasons_stand_together_and_none_is_lost() -> None:
    out = chosen(Practice(hours_per_week=3, confidentiality_ceiling=2)).gated.out
    alike = grouped(out)
    assert len(alike) < len(out)
    assert [{gone.channel.name for gone in out if (gone.why, gone.lift) == (why, lift)} for _, why, lift in alike] == [
        set(names) for names, _, _ in alike
    ]
    assert sorted(name for one in alike for name in one.names) == sorted(gone.channel.name for gone in out)
    assert grouped(out[:1]) == (Alike((out[0].channel.name,), out[0].why, out[0].lift),)
    assert grouped([]) == ()
    said = written(Practice(hours_per_week=3, confidentiality_ceiling=2))
    assert re.search(r"- \*\*Facebook page, .* and TikTok\.\*\* Its exposure to private messages", said)


def test_the_legend_speaks_of_facts_since_amounts_that_are_planned_stand_without_a_mark() -> None:
    assert "A ~ stands before every fact that is not SEEN." in MARK_LEGEND
    assert "- Hours planned: 3 a week" in written(Practice(hours_per_week=3))


# Little said, or much of it odd.


def test_a_profile_that_says_nothing_still_makes_a_plan_that_says_what_is_missing() -> None:
    text = written(Practice())
    assert text.startswith("# Channel plan\n")
    assert NO_PURPOSE in text
    assert "Your profile says nothing on" in text
    assert "You have not said how many hours you have. This plan would take ~" in text
    assert "You have not said what you can spend. This plan would cost ~" in text
    assert "Nothing is shut out by what you said about your practice." in text
    assert problem_of(read_plan(text)) == Problem("no-purpose")


def test_with_no_hours_at_all_the_file_says_what_is_missing_and_uses_no_facts() -> None:
    text = written(Practice(hours_per_week=0, purpose=PURPOSE))
    assert "- Hours there are: 0 a week" in text
    assert "There is nothing to rank: every channel is out." in text
    assert "None, as long as there is no home base." in text
    left_out = text.partition("## Left out")[2].partition("## ")[0]
    assert all(channel.name in left_out for channel in catalog().channels)
    assert "leave the outpost" not in text
    assert problem_of(read_plan(text)) == Problem("no-home-base")


def test_one_criterion_with_all_the_weight_makes_a_whole_plan() -> None:
    for criterion in EQUAL_WEIGHTS:
        text = written(Practice(hours_per_week=3, purpose=PURPOSE), {criterion: 1.0})
        assert problem_of(read_plan(text)) is None, criterion
        assert "most of them for ." not in text


def test_weights_by_which_no_outpost_adds_anything_are_said() -> None:
    home = another("home")
    post = another(
        "post", ('role = "home"', 'role = "outpost"'), ("search          = " + scale(1), "search = " + scale(0))
    )
    plan = make_plan(Decision(Practice(), small(home, post)).choose({"search": 1}))
    assert places(plan) == ("home", "")
    assert plan.without_outpost == (
        "None. By your weights no place where people are already adds anything. A home base alone is a whole plan."
    )


def test_the_same_choice_gives_the_same_bytes_whatever_the_day() -> None:
    practice = Practice(name="A", hours_per_week=3)
    assert written(practice) == written(practice)
    undated = write_plan(make_plan(chosen(practice)), catalog())
    assert undated == written(practice).replace(" 2027-02-22", "")
    assert written(practice).count("2027-02-22") == 2
    assert read_plan(undated).review_on is None


HOSTILE = (
    "<script>alert(1)</script>",
    "</td></table><img src=x onerror=alert(1)>",
    "A\n## Outpost\n- Channel: TikTok",
    "[click](javascript:alert(1))",
    "![x](http://example.org/track.png)",
    "**bold** _and_ `code` ~~gone~~ $\\alpha$ | cell",
    "# heading",
    "\u202egnitsil\u202c",
    "a\u0000b\u2028c",
    "- Review on: 1999-01-01",
    "&lt;b&gt; &amp;",
    "x" * 5000,
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_changes_nothing_but_the_name(name: str) -> None:
    practice = Practice(name=name, serves=name, place=name, hours_per_week=3)
    text = written(practice)
    tame = written(Practice(name="Tame", serves="Tame", place="Tame", hours_per_week=3))
    assert read_plan(text) == read_plan(tame)
    assert len(text.splitlines()) == len(tame.splitlines())
    assert "<" not in text.replace("\\<", "")
    assert not set(text) & set("\u202e\u202c\u2028\u0000")
    assert all(len(line) < 1000 for line in text.splitlines()[:4])


@pytest.mark.parametrize("name", ["مرکز مشاوره", "ייעוץ", "心理咨询", "Ñandú & Søn", "क्ष 👩‍👧"])
def test_names_in_any_script_are_kept_and_right_to_left_ones_isolated(name: str) -> None:
    shown = one_line(name)
    assert name in shown
    assert shown.startswith("\u2068") == (name in {"مرکز مشاوره", "ייעוץ"})
    assert one_line(shown) == shown
    assert shown.replace("&", "&amp;") in written(Practice(name=name))


LONG = "help people in our county who care for a parent feel less alone, " * 4


@pytest.mark.parametrize(
    "purpose",
    [
        LONG.strip(" ,"),
        "a_b *c* [d](e) <f> & g # h | i ~ $j$ `k` \\l",
        "帮助照顾父母的人" * 30,
        "माता-पिता की देखभाल करने वालों का अकेलापन कम करना",
        "Home base: what people bring, and what they take along",
    ],
)
def test_a_purpose_is_written_in_full_and_read_back_as_it_was_meant(purpose: str) -> None:
    assert read_plan(written(Practice(purpose=purpose))).purpose == purpose


@pytest.mark.parametrize("purpose", HOSTILE)
def test_a_hostile_purpose_changes_nothing_but_the_purpose(purpose: str) -> None:
    back = read_plan(written(Practice(purpose=purpose, hours_per_week=3)))
    assert replace(back, purpose="") == replace(read_plan(written(Practice(hours_per_week=3))), purpose="")
    assert "<" not in written(Practice(purpose=purpose)).replace("\\<", "")


def test_a_purpose_from_right_to_left_is_isolated_as_a_whole() -> None:
    assert "\n\u2068کمک به مراقبان خانواده\u2069\n" in written(Practice(purpose="کمک به مراقبان خانواده"))


def test_markdown_text_is_read_back_as_it_was_typed() -> None:
    assert markdown("a_b*c [d](e) <f> & g") == "a\\_b\\*c \\[d\\](e) &lt;f&gt; &amp; g"
    assert markdown("  many \t spaces\nand lines ") == "many spaces and lines"


@unhurried
@given(st.text(max_size=300))
def test_no_name_at_all_can_open_a_tag_or_a_second_line(name: str) -> None:
    text = markdown(name)
    assert "<" not in text
    assert ">" not in text
    assert len(text.splitlines()) <= 1
    text.encode("utf-8")


# Reading what a person wrote.


def test_a_plan_written_by_hand_in_few_words_is_understood() -> None:
    plan = read(
        "# My plan", "", "## Home base: My blog", "Hours: 2", "Why: I like to write.", "## Review", "22 February 2027"
    )
    assert [place.name for place in plan.home_bases] == ["My blog"]
    assert plan.home_bases[0].hours_per_week == 2
    assert plan.home_bases[0].why == "I like to write."
    assert plan.review_on == DAY
    assert plan.sections == {"home", "review"}


@pytest.mark.parametrize(
    "lines",
    [
        ("## Home base", "- Channel: Newsletter", "- Hours a week: 1.5", "- Why: They read mail."),
        ("###HOME BASE ###", "* **Channel:** Newsletter", "* **Hours a week:** 1,5", "* **Why:** They read mail."),
        ("**Home base**", "1. Channel = Newsletter", "2. Hours per week = 1.5 hours", "3. Reason = They read mail."),
        ("# Home-base", "Place: *Newsletter*", "hours: about 1.5", "because: They read", "mail."),
        ("\ufeff## Home base", "+ where: Newsletter", "+ HOURS: 1.5 to 2", "+ why: They", "", "  read mail."),
    ],
)
def test_labels_bullets_and_headings_may_be_changed(lines: tuple[str, ...]) -> None:
    place = read(*lines).home_bases[0]
    assert (place.name, place.hours_per_week, place.why) == ("Newsletter", 1.5, "They read mail.")


def test_without_a_label_the_first_line_names_the_channel() -> None:
    plan = read(
        "## Home base", "My own blog, two posts a month", "Hours: half an hour", "## Outpost", "- LinkedIn (Nadia)"
    )
    assert [place.name for place in (*plan.home_bases, *plan.outposts)] == ["My own blog", "LinkedIn"]
    assert plan.home_bases[0].hours_per_week == 0.5


@pytest.mark.parametrize(
    "said", ["None.", "none for now", "- No outpost", "Nothing", "Channel: none", "", "- Channel:"]
)
def test_no_outpost_is_understood_however_it_is_said(said: str) -> None:
    assert read("## Home base", "- Channel: Blog", "## Outpost", said).outposts == ()


def test_two_channels_under_one_heading_are_two() -> None:
    plan = read(
        "## Outpost",
        "- Channel: LinkedIn",
        "- Hours: 1",
        "- Channel: Reddit",
        "- Hours: 2",
        "## Outpost 2",
        "Channel: X",
    )
    assert [(place.name, place.hours_per_week) for place in plan.outposts] == [
        ("LinkedIn", 1),
        ("Reddit", 2),
        ("X", None),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "2027-02-22",
        "2027-2-22",
        "2/22/2027",
        "22 February 2027",
        "February 22, 2027",
        "Feb. 22nd, 2027",
        "Mon 22 Feb 2027",
    ],
)
def test_a_date_is_read_as_people_write_it(said: str) -> None:
    assert read_date(f"on {said}, in the morning") == DAY


@pytest.mark.parametrize("said", ["", "soon", "2027-02-30", "13/13/2027", "in spring 2027", "the 5 Foo 2027"])
def test_what_is_no_date_is_none(said: str) -> None:
    assert read_date(said) is None


@pytest.mark.parametrize(
    ("top", "bottom", "day"),
    [
        ("- Look at this again on: 2027-02-22", "- Review on:", DAY),
        ("Look at this again on February 22, 2027.", "We do it with Grace.", DAY),
        ("- Look at this again on: 2027-01-01", "- Review on: 2027-02-22", DAY),
        ("- Look at this again on: 2027-01-01", "22 February 2027", DAY),
        ("- Look at this again on:", "- Review on: 2027-02-22", DAY),
        ("- Look at this again on: 2027-02-22", "- Review on: after a few posts", None),
        ("- For: those of 2027-02-22", "- Review on:", None),
    ],
)
def test_the_date_may_be_changed_at_either_end_and_the_last_one_counts(top: str, bottom: str, day: date | None) -> None:
    assert (
        read("# Channel plan", top, "## Home base", "## Review", bottom, "- After four posts: look.").review_on == day
    )


@pytest.mark.parametrize(
    ("lines", "changes"),
    [
        (("- For me it would be:",), ()),
        (("- For me it would be: nobody answers.",), ("nobody answers.",)),
        (("Nothing.",), ()),
        (("**If nobody answers after four posts**",), ("**If nobody answers after four posts**",)),
        ((), ()),
    ],
)
def test_what_would_change_the_choice_is_read_in_ones_own_words(
    lines: tuple[str, ...], changes: tuple[str, ...]
) -> None:
    assert read("## What would change this choice", *lines, "## Review").changes == changes


@pytest.mark.parametrize(
    ("lines", "purpose"),
    [
        (("## Purpose", "", "Help parents.", "And their doctors."), "Help parents. And their doctors."),
        (("## Our purpose: help parents",), "help parents"),
        (("**Purpose**", "- help parents"), "help parents"),
        (("## Purpose", "**Help parents.**"), "**Help parents.**"),
        (("## Purpose", NO_PURPOSE), ""),
        (("## Purpose", NO_PURPOSE, "", "Help parents."), "Help parents."),
        (("## Purpose", "none yet"), ""),
        (("## Home base", "- Channel: Blog"), ""),
    ],
)
def test_a_purpose_is_read_however_it_is_set(lines: tuple[str, ...], purpose: str) -> None:
    assert read(*lines).purpose == purpose


def test_windows_line_ends_and_extra_sections_do_no_harm() -> None:
    text = (
        written(Practice(hours_per_week=3)).replace("\n", "\r\n") + "\r\n## Notes\r\n- Channel: a note, no channel\r\n"
    )
    assert read_plan(text) == read_plan(written(Practice(hours_per_week=3)))


@unhurried
@given(st.text(max_size=400))
def test_any_text_at_all_is_read_without_complaint(text: str) -> None:
    assert isinstance(read_plan(text), WrittenPlan)
    assert isinstance(read_plan(f"## Home base\n{text}\n## Review\n{text}"), WrittenPlan)


def test_what_markdown_had_to_escape_is_read_as_it_was_meant() -> None:
    assert (
        read("## Home base", "- Channel: Q&amp;A nights", "- Why: We &lt;3 questions.").home_bases[0].name
        == "Q&A nights"
    )


@pytest.mark.parametrize(
    "line", ["a" + " " * 5_000 + "b", "# Outpost " + "#" * 5_000 + ": B", "**" + "a " * 5_000, "9" * 5_000]
)
def test_what_stands_far_behind_in_a_line_is_not_looked_at(line: str) -> None:
    cut = line[:LONGEST_LINE]
    assert read("## Home base", line, "## Review", line) == read("## Home base", cut, "## Review", cut)
    assert read("## Home base", cut, "## Review", cut) != read("## Home base", cut[:-1], "## Review", line[-1])


def test_what_stands_in_a_comment_is_not_read() -> None:
    plan = read(
        "## Purpose", "Help <!-- all -->people", "<!-- ## Home base", "- Channel: A -->", "## Outpost", "<!-- B"
    )
    assert plan.purpose == "Help people"
    assert (plan.home_bases, plan.outposts) == ((), ())
    assert read_plan(written(Practice(purpose="<!-- help people -->"))).purpose == "<!-- help people -->"


def test_the_weights_are_written_as_shares() -> None:
    assert "“Fits my purpose” 12.5%" in written(Practice(), EQUAL_WEIGHTS)
    assert "“Strangers find it” 75%; “It costs little” 25%" in written(Practice(), {"search": 3, "money": 1})
