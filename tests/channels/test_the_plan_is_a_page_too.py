"""The page of a plan: one file that needs nothing else, says what the file says, and lets no foreign text in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html.parser import HTMLParser

import pytest

from outreach.channels.deciding.choice import Choice, Decision
from outreach.channels.deciding.criteria import EQUAL_WEIGHTS
from outreach.channels.examples import EXAMPLES, Example
from outreach.channels.facts.known import catalog
from outreach.channels.planning.plan import make_plan
from outreach.channels.planning.plan_page import STYLE, plan_html_page
from outreach.channels.planning.plan_reading import NO_PURPOSE
from outreach.channels.sentences import how_sure, the_essay, what_would_change
from outreach.practice import Practice

DAY = date(2027, 2, 22)
HOSTILE = (
    "<script>alert(1)</script>",
    "</title></style></td></table><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "a\u0000b\u2028c \u202egnitsil\u202c",
    "&lt;b&gt; &amp; &#60;",
    "x" * 1900,
)


class Page(HTMLParser):
    """Tags with their attributes, and the words, of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.said))

    def values(self, name: str) -> list[str | None]:
        return [value for _, attrs in self.tags for key, value in attrs if key == name]


def chosen(practice: Practice, weights: dict[str, float] | None = None) -> Choice:
    return Decision(practice).choose(weights)


def source(practice: Practice, weights: dict[str, float] | None = None, day: date | None = DAY) -> str:
    return plan_html_page(make_plan(chosen(practice, weights), day), catalog())


def page(practice: Practice, weights: dict[str, float] | None = None, day: date | None = DAY) -> Page:
    return Page(source(practice, weights, day))


@pytest.mark.parametrize("shown", EXAMPLES.values(), ids=lambda shown: shown.id)
def test_the_page_needs_nothing_but_itself(shown: Example) -> None:
    made = page(shown.practice, dict(shown.weights))
    names = {tag for tag, _ in made.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not made.values("src") + made.values("href") + made.values("style")
    assert not [key for _, attrs in made.tags for key, _ in attrs if key.startswith("on")]
    assert not re.search(r"https?:|url\(|@import", source(shown.practice, dict(shown.weights)))


@pytest.mark.parametrize("shown", EXAMPLES.values(), ids=lambda shown: shown.id)
def test_the_page_has_language_title_headings_and_a_table_that_can_be_read_aloud(shown: Example) -> None:
    made = page(shown.practice, dict(shown.weights))
    tags = [tag for tag, _ in made.tags]
    assert ("html", (("lang", "en"),)) in made.tags
    assert [tag for tag in tags if re.fullmatch(r"h\d", tag)] == ["h1"] + ["h2"] * 8
    assert [tags.count(tag) for tag in ("title", "main", "table", "caption")] == [1, 1, 1, 1]
    assert all(dict(attrs).get("scope") in {"row", "col"} for tag, attrs in made.tags if tag == "th")
    ids = made.values("id")
    assert len(ids) == len(set(ids))
    assert set(made.values("aria-labelledby")) <= set(ids)
    assert f"Channel plan: {shown.practice.name}" in made.words


@pytest.mark.parametrize("shown", EXAMPLES.values(), ids=lambda shown: shown.id)
def test_the_page_says_purpose_places_hours_what_is_out_how_sure_what_would_change_and_when(shown: Example) -> None:
    choice = chosen(shown.practice, dict(shown.weights))
    plan, words = make_plan(choice, DAY), page(shown.practice, dict(shown.weights)).words
    for said in (
        shown.practice.purpose,
        *(place.channel.name for place in plan.places),
        *(place.why for place in plan.places),
        "Hours there are: 3 a week. Hours planned: 3 a week.",
        how_sure(choice),
        plan.among_pairs,
        the_essay(choice),
        *what_would_change(choice),
        *(gone.channel.name for gone in choice.gated.out),
        *(f"{gone.why} {gone.lift}" for gone in choice.gated.out),
        "Look at this again on: 2027-02-22",
    ):
        assert said in words


def test_every_figure_on_the_page_has_its_mark_its_year_and_the_number_of_its_source() -> None:
    shown = EXAMPLES["juniper-street"]
    text = source(shown.practice, dict(shown.weights))
    cells = re.findall(r"<td>(.*?)</td>", text)
    sources = re.findall(r"<li>(.*?)</li>", text.partition('class="sources"')[2])
    assert len(cells) > 20
    assert all(re.search(r", (\d{4}|no year given)$", one) for one in sources)
    for cell in cells:
        found = re.fullmatch(r"(~?)[\d.,]+.*, (SEEN|KNOWN|ESTIMATE) \d{4} \[([\d, ]+)\]", cell)
        assert found, cell
        assert (found[1] == "~") == (found[2] != "SEEN")
        assert all(1 <= int(number) <= len(sources) for number in found[3].split(", "))


def test_channels_that_are_out_for_the_same_reason_stand_together() -> None:
    words = page(Practice(hours_per_week=3, confidentiality_ceiling=2)).words
    assert re.search(r"Facebook page, .* and TikTok\. Its exposure to private messages", words)


@pytest.mark.parametrize("said", HOSTILE)
def test_foreign_text_changes_no_tag_and_no_attribute(said: str) -> None:
    hostile = page(Practice(name=said, serves=said, place=said, purpose=said, hours_per_week=3))
    tame = page(Practice(name="T", serves="T", place="T", purpose="T", hours_per_week=3))
    assert hostile.tags == tame.tags
    assert not set(hostile.words) & set("\u202e\u202c\u2028\u0000")


@pytest.mark.parametrize("name", ["مرکز مشاوره", "心理咨询", "Ñandú & Søn", "क्ष 👩‍👧"])
def test_names_and_purposes_in_any_script_are_kept_and_find_their_own_direction(name: str) -> None:
    made = page(Practice(name=name, serves=name, purpose=name))
    assert made.words.count(name) == 4
    assert made.values("dir") == ["auto"] * 3


def test_a_long_purpose_is_not_cut_off() -> None:
    purpose = "help people who care for a parent, " * 20 + "end"
    assert purpose in page(Practice(purpose=purpose)).words


def test_only_what_a_practice_wrote_may_break_anywhere() -> None:
    assert "[dir] { overflow-wrap: anywhere; }" in STYLE
    assert page(Practice(name="N", serves="S", place="P", purpose="U")).values("dir") == ["auto"] * 4


def test_a_profile_that_says_nothing_gets_a_page_that_says_what_is_missing() -> None:
    words = page(Practice(), day=None).words
    assert NO_PURPOSE in words
    assert "Look at this again on: no day set yet." in words
    assert "You have not said how many hours you have." in words
    assert "Your profile says nothing on" in words
    assert "Nothing is shut out by what you said about your practice." in words


def test_with_everything_shut_out_the_page_says_what_would_bring_it_back() -> None:
    made = page(Practice(hours_per_week=0))
    assert "None yet. Every channel on which what you write stays yours is out." in made.words
    assert "None, as long as there is no home base." in made.words
    assert "table" not in {tag for tag, _ in made.tags}


def test_one_criterion_with_all_the_weight_makes_a_page() -> None:
    for criterion in EQUAL_WEIGHTS:
        assert "Home base" in page(Practice(hours_per_week=3), {criterion: 1.0}).words


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert source(Practice(name="A", hours_per_week=3)) == source(Practice(name="A", hours_per_week=3))
