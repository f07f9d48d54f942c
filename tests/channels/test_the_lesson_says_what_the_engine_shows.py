"""Where lesson or practice names a place, a word or a count, the engine must still give it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from outreach.channels.chooser import REVIEW_AFTER, Chooser, choose_channels
from outreach.channels.deciding.criteria import CRITERIA, CRITERION, EQUAL_WEIGHTS
from outreach.channels.deciding.essay import ESSAYS_CHOICE, weight_map
from outreach.channels.deciding.gates import gate
from outreach.channels.deciding.license_rules import license_notes
from outreach.channels.deciding.uncertainty import CLEAR_FROM, DRAWS, LEANING_FROM
from outreach.channels.deciding.weights import CONFIDENCE
from outreach.channels.examples import juniper_street, tomas_alone
from outreach.channels.facts.known import catalog
from outreach.channels.facts.view import show_facts
from outreach.channels.pictures import PICTURES
from outreach.channels.planning.plan import FILE_NAME, PAGE_NAME, evidence
from outreach.channels.planning.plan_file import write_plan
from outreach.channels.planning.plan_reading import FOR_ME
from outreach.channels.sentences import what_would_change
from outreach.channels.setting import HOWS, setting_from
from outreach.course.outline import course_home

if TYPE_CHECKING:
    from outreach.channels.deciding.choice import Choice

MODULE = course_home() / "course" / "02-choose-channels"
LESSON = " ".join((MODULE / "lesson.md").read_text(encoding="utf-8").split())
PRACTICE = " ".join((MODULE / "practice.md").read_text(encoding="utf-8").split())
QUESTIONS = " ".join((MODULE / "questions.toml").read_text(encoding="utf-8").split())


def juniper(**changes: object) -> Choice:
    return choose_channels(replace(juniper_street(), **changes), "juniper-street").choice  # type: ignore[arg-type] # any field


def place(choice: Choice, channel: str) -> int:
    row = choice.ranking.find(channel)
    assert row is not None
    return row.place


def of_100(share: float) -> int:
    return round(100 * share)


def leaders_chance(choice: Choice) -> int:
    return of_100(choice.chance)


def out(view: Chooser) -> dict[str, list[str]]:
    return {gone.channel.id: [reason.gate for reason in gone.reasons] for gone in view.plan.out}


def pair_chance(choice: Choice, home_base: str, outpost: str) -> int:
    chances = zip(choice.pairs, choice.pair_chances, strict=True)
    wanted = [home_base, outpost]
    return of_100(next(chance for pair, chance in chances if [one.id for one in pair.channels] == wanted))


def juniper_street_is_set_as() -> str:
    return choose_channels("juniper-street").setting.confidence


def weighed(view: Chooser, points: dict[str, float]) -> Choice:
    """Return what follows when the sliders stand like this."""
    return view.set(setting_from({"weights": points}))


def contenders(choice: Choice) -> set[str]:
    return {channel.id for channel in choice.chances.contenders()}


def test_the_sliders_are_called_and_stepped_as_the_lesson_says() -> None:
    for criterion in CRITERIA:
        assert f"| **{criterion.label}** | {criterion.worst} | {criterion.best} |" in LESSON
    for level in CONFIDENCE.values():
        name, words = level.label.split(": ")
        assert f"- *{name}:* {words}." in LESSON
    assert HOWS["order"].startswith("By order alone")


def test_the_five_gates_are_those_of_the_engine() -> None:
    gates = {reason.gate for gone in gate(juniper_street(), catalog().channels).out for reason in gone.reasons}
    poor = replace(juniper_street(), money_per_month=0.0)
    gates |= {reason.gate for gone in gate(poor, catalog().channels).out for reason in gone.reasons}
    assert gates == {"hours", "money", "confidentiality", "license", "will not do"}
    assert "five yes-or-no questions" in LESSON


def test_the_code_of_nadias_license_shuts_two_places_until_reviews_are_settled() -> None:
    shut = {channel for channel, gates in out(choose_channels("juniper-street")).items() if "license" in gates}
    assert shut == {"google-business", "facebook-page"}
    assert "A Google Business Profile and a Facebook page live on public reviews." in LESSON
    assert "(NASW, 2021, 4.07: KNOWN)" in LESSON
    why = next(gone for gone in juniper().gated.out if gone.channel.id == "google-business").why
    assert "NASW Code of Ethics (2021, 4.07: KNOWN)" in why
    settled = {gone.channel.id for gone in juniper(settled=("reviews",)).gated.out}
    assert shut & settled == {"facebook-page"}
    assert "That would bring the Google profile back." in LESSON
    assert "The Facebook page would still be out, for the private messages it draws." in LESSON
    assert "For Tomás, an LMFT, the course holds no such rule and says so" in LESSON
    assert any("We hold no rule" in note for note in license_notes(tomas_alone().licence))


def test_how_well_strangers_find_a_blog_is_judged_as_the_lesson_says() -> None:
    search = next(channel for channel in catalog().channels if channel.id == "own-blog")["search"]
    assert (search.number, search.low, search.high, search.mark) == (3, 1, 3, "ESTIMATE")
    assert "we say 3 of 3, and hold anything down to 1 possible (ESTIMATE)" in LESSON


def test_both_lines_on_taking_a_newsletter_along_are_estimates() -> None:
    lines = [line for line in show_facts("newsletter").summary().splitlines() if line.strip().startswith("Taking")]
    assert "Both lines are our ESTIMATES" in LESSON
    assert ["ESTIMATE" in line for line in lines] == [True, True]


def test_what_the_lesson_says_of_juniper_street() -> None:
    view = choose_channels("juniper-street")
    choice, ranking = view.choice, view.plan.ranking
    assert "Here it is the blog." in LESSON
    assert (place(choice, "own-blog"), choice.word) == (1, "leaning")
    assert "So the blog is *leaning*" in LESSON
    strongest = [criterion.label for criterion in ranking.rows[0].strongest(3)]
    assert "the largest parts are " + '"{}", "{}" and "{}"'.format(*strongest) in LESSON
    assert "The newsletter comes second." in LESSON
    assert place(choice, "newsletter") == 2
    assert f"**LinkedIn** is in place {place(choice, 'linkedin')} of {len(ranking.rows)}." in LESSON
    outposts = [row.channel.id for row in ranking.rows if row.channel.role == "outpost"]
    assert outposts[0] == "linkedin"


def test_what_became_of_video_and_of_instagram() -> None:
    gates = out(choose_channels("juniper-street"))
    assert gates["youtube"] == ["hours", "will not do"]
    assert gates["instagram"] == ["confidentiality", "will not do"]
    assert "**Instagram** is set aside twice over, too." in LESSON
    assert "the practice has said in its profile that it will not" in LESSON
    assert "post-every-day" in juniper_street().will_not_do
    assert "post-every-day" not in tomas_alone().will_not_do
    opened = juniper(hours_per_week=4.0, will_not_do=("post-every-day",))
    assert f"If both gates opened, it would come in place {place(opened, 'youtube')}." in LESSON


def test_the_pair_and_how_sure_it_is() -> None:
    view = choose_channels("juniper-street")
    plan = view.plan
    assert [one.channel.id for one in plan.places] == ["own-blog", "linkedin"]
    first, next_best = (pair_chance(view.choice, "own-blog", other) for other in ("linkedin", "talks"))
    assert f"best in {first} of 100 draws. The blog with talks and webinars is best in {next_best}." in LESSON
    assert "For talks were the next best beside the blog." in PRACTICE
    assert plan.among_pairs.endswith(f"next, Your own blog and Talks and webinars in {next_best} of 100.")


def test_the_words_for_how_sure_it_is_have_the_limits_that_are_named() -> None:
    assert f"It ranks {DRAWS:,} times." in LESSON
    clear, leaning = of_100(CLEAR_FROM), of_100(LEANING_FROM)
    assert f"**Clear:** first in {clear} of 100 or more." in LESSON
    assert f"**Leaning:** first in {leaning} or more, and fewer than {clear}." in LESSON
    assert f"**Tie:** first in fewer than {leaning}." in LESSON
    assert f"the blog comes first in {leaders_chance(juniper())} of 100 draws." in LESSON


def test_a_few_draws_more_or_less_are_no_news() -> None:
    assert f"So {leaders_chance(juniper())} and 91 are the same news." in LESSON
    assert f"{leaders_chance(juniper())} and 60 are not." in LESSON


def test_less_sure_weights_make_a_less_sure_ranking() -> None:
    assert juniper_street_is_set_as() == "fairly"
    assert "choose *A guess*" in LESSON
    assert "Set it back to *Fairly sure*" in LESSON
    guess = choose_channels("juniper-street", confidence="guess").choice
    sure = choose_channels("juniper-street", confidence="sure").choice
    assert f"The blog now comes first in {leaders_chance(guess)} of 100 draws. It is still leaning." in LESSON
    assert guess.word == "leaning"
    assert f"Had they been quite sure, it would be {leaders_chance(sure)}, and the word would be *clear*." in LESSON
    assert sure.word == "clear"
    level = pair_chance(guess, "own-blog", "linkedin")
    assert level == pair_chance(guess, "own-blog", "talks")
    assert f"each makes the best pair in {level} of 100 draws" in LESSON


def test_the_line_of_the_blog_lies_left_of_its_dot() -> None:
    choice = juniper()
    assert choice.leader is not None
    assert choice.ranking.first is not None
    low, high = choice.chances.span_of_scores(choice.leader)
    dot = round(choice.ranking.first.points)
    assert f"the dot is at {dot}, and the line runs from {of_100(low)} to {of_100(high)}" in LESSON
    assert 100 * high < dot


def test_what_the_lesson_counts_is_what_the_plan_counts() -> None:
    said = evidence(choose_channels("juniper-street").plan)
    counted = re.search(r"rests on (\d+) facts: (\d+) SEEN, (\d+) KNOWN and (\d+) ESTIMATE", said)
    assert counted is not None
    total, seen, known, estimate = counted.groups()
    counts = f"{seen} is SEEN, {known} are KNOWN and {estimate} are ESTIMATES of ours"
    assert f"Of the {total} facts behind Juniper Street's plan, {counts}" in LESSON


def test_what_would_change_it_for_juniper_street() -> None:
    choice = juniper()
    move, (flip, *_) = choice.move, choice.flips
    assert move is not None
    assert move.to is not None
    [(taken, part)] = move.taken
    assert (
        f'Of 100 points in all, {100 * part:.1f} would have to go from "{taken.label}" to "{move.to.label}".' in LESSON
    )
    assert move.rival.id == "newsletter"
    assert f'"{taken.label}" has {100 * choice.ranking.weights[taken.id]:.1f} points.' in LESSON
    assert "So it would lose nearly all of them" in LESSON
    assert part > 0.9 * choice.ranking.weights[taken.id]
    assert f'"{move.to.label}" would then count more than twice as much as now' in LESSON
    assert choice.ranking.weights[move.to.id] + part > 2 * choice.ranking.weights[move.to.id]
    assert (flip.channel.id, flip.fact, flip.is_within) == ("own-blog", "search", False)
    assert f"It would have to be {flip.needed:.1f} of 3, and our range ends at {flip.cell.low:g}." in LESSON
    assert "Here there is none." in LESSON
    assert choice.shut_out == ()


def test_for_five_of_the_weights_nobody_takes_over() -> None:
    firm = [row for row in juniper().stabilities if not (row.below or row.above)]
    assert (len(firm), len(CRITERIA)) == (5, 8)
    assert "For five of the eight, the blog keeps first place however far the weight moves." in LESSON


def test_what_the_lesson_says_of_tomas() -> None:
    view = choose_channels("tomas-alone")
    choice, plan = view.choice, view.plan
    assert f"talks and webinars lead clearly: first in {leaders_chance(choice)} of 100 draws." in LESSON
    assert "The podcast comes second. The blog is in place 3." in LESSON
    assert [place(choice, name) for name in ("talks", "podcast", "own-blog")] == [1, 2, 3]
    assert choice.word == "clear"
    assert "the plan makes the podcast his home base and keeps the talks as his outpost" in LESSON
    assert [one.channel.id for one in plan.places] == ["podcast", "talks"]
    assert "YouTube is set aside for him too, because it takes more hours than he has." in LESSON
    assert out(view)["youtube"] == ["hours"]
    assert "Tomás gave it the most weight" in LESSON
    assert max(choice.ranking.weights.shares, key=lambda key: choice.ranking.weights[key]) == "comfort"


def test_what_the_lesson_says_of_equal_weights() -> None:
    choice = choose_channels(tomas_alone(), EQUAL_WEIGHTS).choice
    assert "His ranking becomes a tie of three: talks, blog and podcast." in LESSON
    assert choice.word == "tie"
    assert contenders(choice) == {"own-blog", "talks", "podcast"}
    assert f"Talks come first in {leaders_chance(choice)} of 100 draws, and that is no win." in LESSON
    assert "One fact alone could now turn it around, and there is more than one such fact." in LESSON
    assert len([flip for flip in choice.flips if flip.is_within]) > 1
    assert "YouTube would come first if it were let in. All it asks is a fourth hour each week." in LESSON
    [shut] = choice.shut_out
    assert (shut.channel.id, shut.lift) == ("youtube", "It comes back when you can give it 4 hours a week.")
    assert any(said.startswith("Gates: YouTube") for said in what_would_change(choice))


def test_how_the_essay_fares_over_all_weightings() -> None:
    practice, man = juniper().essay, choose_channels("tomas-alone").choice.essay
    assert f"**Juniper Street:** in {of_100(practice.share)} of 100." in LESSON
    assert f"**Tomás:** in {of_100(man.share)} of 100." in LESSON
    varied = f"it is {of_100(practice.share_with_facts)} and {of_100(man.share_with_facts)} of 100"
    assert f"If the facts may be off as well, {varied}." in LESSON
    assert {criterion.id for criterion in practice.worse} == {"hours", "money"}
    assert {criterion.id for criterion in man.worse} == {"comfort", "hours", "money"}
    assert (practice.rivals[0].id, man.rivals[0].id) == ("newsletter", "talks")
    assert practice.share > 0.5 > man.share
    assert "the newsletter comes first more often than all others together" in LESSON
    assert practice.shares["newsletter"] > (1 - practice.share) / 2
    assert "it is mostly the talks that come first" in LESSON
    assert man.shares["talks"] > (1 - man.share) / 2


def test_a_community_of_ones_own_hardly_ever_comes_first() -> None:
    choice = juniper()
    assert f"It is in place {place(choice, 'own-community')}, and it is first in fewer than 1 of 100" in LESSON
    assert choice.essay.shares["own-community"] < 0.01
    assert "A rented one comes last." in LESSON
    assert place(choice, "hosted-community") == len(choice.ranking.rows)
    assert {"own-blog", "own-community"} < set(ESSAYS_CHOICE)


def test_the_star_lies_where_the_lesson_says() -> None:
    for choice, channel in ((juniper(), "own-blog"), (choose_channels("tomas-alone").choice, "talks")):
        found = weight_map(choice.ranking)
        assert found.winner(*found.here).id == channel
    assert "the star lies in the blog's land. On Tomás's it lies in that of the talks." in LESSON


def test_the_map_is_a_slice_and_may_differ_from_the_count() -> None:
    choice = juniper()
    asks_alone = weight_map(choice.ranking).winner(0.0, 1.0)
    assert "Where all weight is on what a channel asks, Juniper Street's map shows talks." in LESSON
    assert asks_alone.id == "talks"
    assert "the newsletter is well ahead of the talks" in LESSON
    assert choice.essay.shares["newsletter"] > 2 * choice.essay.shares["talks"]


def test_the_four_figures_have_the_names_that_learners_read() -> None:
    assert len(PICTURES) == 4
    for picture in PICTURES.values():
        assert f"**{picture.label}:**" in LESSON


def test_the_files_of_the_plan_have_the_names_and_the_line_that_are_named() -> None:
    assert f"`{FILE_NAME}` is plain text" in LESSON
    assert f"`{PAGE_NAME}` is the same on one page" in LESSON
    written = write_plan(choose_channels("juniper-street").plan, catalog())
    assert f"{FOR_ME}:" in written
    assert f"*{FOR_ME}.*" in LESSON
    assert f"*{FOR_ME}*" in PRACTICE


def test_the_hours_that_the_texts_name_are_those_of_the_catalog_and_of_the_plan() -> None:
    least = {channel.id: channel["hours_per_week"].least for channel in catalog().channels}
    assert least["youtube"] == 4
    assert "YouTube takes at least four hours a week (ESTIMATE)" in LESSON
    assert least["own-community"] == juniper_street().hours_per_week == 3
    assert "It costs at least three hours a week (ESTIMATE), which is all the time there is." in LESSON
    assert [place.hours_per_week for place in choose_channels("juniper-street").plan.places] == [2, 1]
    assert "The plan gives the blog its leanest two hours." in PRACTICE
    assert "a lean blog could do with two hours, which left an hour for an outpost (ESTIMATE)" in QUESTIONS


def test_reach_and_half_life_are_told_as_the_catalog_has_them() -> None:
    known = {channel.id: channel for channel in catalog().channels}
    youtube, facebook, instagram = (
        known[name]["reach.all"].number for name in ("youtube", "facebook-page", "instagram")
    )
    assert f"{youtube:g}% of adults in the United States said that they ever use YouTube" in LESSON
    assert f"YouTube, {facebook:g}% Facebook and {instagram:g}% Instagram" in LESSON
    hours = {name: known[name]["half_life"] for name in ("facebook-page", "instagram", "linkedin", "youtube")}
    assert f"{60 * hours['facebook-page'].low:g} minutes for Facebook" in LESSON
    assert f"{hours['instagram'].number:g} hours for Instagram, {hours['linkedin'].number:g} hours" in LESSON
    assert f"{hours['youtube'].number / 24:g} days for YouTube" in LESSON


def test_the_date_of_the_review_is_as_far_off_as_the_lesson_says() -> None:
    assert f"{REVIEW_AFTER.days // 7} weeks from the day you save" in LESSON


def test_the_questions_use_the_limits_and_the_words_of_the_engine() -> None:
    leaning = of_100(LEANING_FROM)
    assert f"since first place is in fewer than {leaning}" in QUESTIONS
    assert f'of \\"leaning\\" only from {leaning}' in QUESTIONS
    money = CRITERION["money"]
    assert f"from *{money.worst}* to *{money.best}*" in QUESTIONS
    assert f"The practice can spend {juniper_street().money_per_month:g} dollars a month." in QUESTIONS


def test_what_the_practice_says_of_making_the_blog_lose() -> None:
    view = choose_channels("juniper-street")
    points = dict(view.setting.points)
    ends = {row.criterion.id: row for row in view.choice.stabilities if row.above or row.below}
    assert set(ends) == {"hours", "money", "ownership"}
    assert f'"It takes little time" would have to hold {of_100(ends["hours"].high)} of 100 points' in PRACTICE
    assert f'"It costs little" {of_100(ends["money"].high)}, and' in PRACTICE
    assert f'"It stays mine" {of_100(ends["ownership"].high)}.' in PRACTICE
    alone = weighed(view, {**points, "hours": 100.0})
    held = of_100(alone.ranking.weights["hours"])
    assert f"it holds {held} of 100 points, and the blog still leads, in {leaders_chance(alone)} of 100" in PRACTICE
    assert alone.word == "leaning"
    ties = set()
    for name in points:
        for moved in (0.0, 100.0):
            choice = weighed(view, {**points, name: moved})
            assert place(choice, "own-blog") == 1
            ties |= {(name, moved)} if choice.word == "tie" else set()
    assert ties == {("search", 0.0)}


def test_the_sliders_that_bring_about_a_tie_and_then_a_newsletter() -> None:
    view = choose_channels("juniper-street")
    points = {**view.setting.points, "search": 0.0}
    alone = weighed(view, points)
    assert alone.word == "tie"
    assert f"at 0, and all else as it was, the blog comes first in {leaders_chance(alone)}.)" in PRACTICE
    both = weighed(view, {**points, "hours": 100.0})
    assert both.word == "tie"
    counts = {channel.id: of_100(both.chances.first(channel)) for channel in both.chances.contenders()}
    assert set(counts) == {"own-blog", "newsletter", "talks"}
    said = f"the blog comes first in {counts['own-blog']} of 100 draws, the newsletter in {counts['newsletter']}"
    assert f"{said} and talks in {counts['talks']}." in PRACTICE
    lost = weighed(view, {**points, "search": 0.0, "hours": 100.0, "money": 100.0})
    assert place(lost, "newsletter") == 1
    blog = next(channel for channel in lost.chances.contenders() if channel.id == "own-blog")
    said = f"It comes first in {leaders_chance(lost)} of 100 draws, and the blog in {of_100(lost.chances.first(blog))}."
    assert said in PRACTICE
    assert points["purpose"] == max(points.values()) == 100
