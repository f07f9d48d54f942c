"""The figures of a choice: true to its numbers, and readable without seeing them or their colors."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import combinations, pairwise
from typing import Any

import plotly.io as pio
import pytest

from outreach.channels.deciding.choice import Choice, Decision
from outreach.channels.deciding.criteria import CRITERIA, CRITERION
from outreach.channels.deciding.essay import ESSAYS_CHOICE, GROUPS
from outreach.channels.deciding.ranking import rank
from outreach.channels.deciding.uncertainty import sampling_interval
from outreach.channels.examples import EXAMPLES
from outreach.channels.pictures import PICTURES, Picture
from outreach.channels.pictures.contributions import COLOURS, PATTERNS, label
from outreach.channels.pictures.weightings import CORNERS, ESSAYS_COLOURS, OTHER_COLOURS
from outreach.channels.sentences import headline, what_would_change
from outreach.figure import AccessibleFigure
from outreach.figure_style import INK, LETTERS_IN_A_LINE, PAGE, SKY
from outreach.practice import Practice
from outreach.wording import html_table, share_words
from tests.channels.samples import CHANNEL, another, small

ONE = Practice(goals=("referrers",), ways_of_giving=("writing",), hours_per_week=3, confidentiality_ceiling=2)
JUNIPER = EXAMPLES["juniper-street"]
TOMAS = EXAMPLES["tomas"]


def decided(practice: Practice = ONE, weights: dict[str, float] | None = None) -> Choice:
    return Decision(practice).choose(weights)


CASES: dict[str, Choice] = {
    "an example": Decision(JUNIPER.practice).choose(JUNIPER.weights),
    "another example": Decision(TOMAS.practice).choose(TOMAS.weights),
    "an empty profile, 18 channels": decided(Practice()),
    "no hours, no channel": decided(Practice(hours_per_week=0)),
    "one channel": Decision(ONE, small()).choose(),
    "two that are level in everything": Decision(ONE, small(CHANNEL, another("doves"))).choose(),
    "all weight on money, exact ties": decided(JUNIPER.practice, {"money": 1}),
    "all weight on search": decided(Practice(), {"search": 7}),
}
EMPTY, LEVEL, EXAMPLE = CASES["no hours, no channel"], CASES["two that are level in everything"], CASES["an example"]

every_picture = pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
every_case = pytest.mark.parametrize("choice", CASES.values(), ids=CASES)
with_channels = pytest.mark.parametrize(
    "choice", [choice for choice in CASES.values() if choice.leader], ids=[key for key in CASES if CASES[key].leader]
)


def drawn(picture: str, choice: Choice) -> dict[str, Any]:
    """Return a figure as the page gets it."""
    figure: dict[str, Any] = json.loads(PICTURES[picture].draw(choice).to_json())
    return figure


def traces(picture: str, choice: Choice, kind: str) -> list[dict[str, Any]]:
    return [trace for trace in drawn(picture, choice)["data"] if trace["type"] == kind]


class Tables(HTMLParser):
    """Rows of cells as a screen reader meets them, and every tag that stands there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.is_in_cell = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert all(name == "scope" for name, _ in attrs)
        if tag == "tr":
            self.rows.append([])
        self.is_in_cell = tag in {"td", "th"}
        if self.is_in_cell:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.is_in_cell:
            self.rows[-1][-1] += data


def rows_of(picture: str, choice: Choice) -> list[list[str]]:
    return Tables(PICTURES[picture].table(choice)).rows


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def veiled(color: str, part: float) -> str:
    """Return a color behind white that lets ``1 - part`` of it through."""
    made = [round(255 * part + (1 - part) * int(color[place : place + 2], 16)) for place in (1, 3, 5)]
    return "#" + "".join(f"{channel:02x}" for channel in made)


# Each figure, whatever the choice.


@every_picture
@every_case
def test_each_figure_has_a_title_an_alternative_text_and_a_table(picture: Picture, choice: Choice) -> None:
    layout = drawn(picture.id, choice)["layout"]
    title = layout["title"]["text"].replace("<br>", " ")
    assert title
    assert len(picture.alt(choice)) > len(title)
    assert picture.alt(choice).endswith(".")
    table = picture.table(choice)
    assert table.count("<table>") == table.count("<caption>") == table.count("</table>") >= 1
    assert Tables(table).tags <= {"table", "caption", "thead", "tbody", "tr", "th", "td", "p", "ul", "li"}
    for words in (title, picture.alt(choice), table):
        assert not re.search(r"\bNone\b|\bnan\b|\binf\b|0x|\{|\}", words)


@every_picture
@every_case
def test_each_row_of_a_table_has_a_cell_for_each_head_and_a_name(picture: Picture, choice: Choice) -> None:
    for table in picture.table(choice).split("</table>")[:-1]:
        heads, *rows = Tables(table).rows
        assert all(len(row) == len(heads) for row in rows)
        assert all(cell.strip() for row in rows for cell in row[:2])
        assert table.count('<th scope="row">') == len(rows)


@every_picture
@every_case
def test_no_line_of_a_title_runs_out_of_the_figure(picture: Picture, choice: Choice) -> None:
    layout = drawn(picture.id, choice)["layout"]
    lines = layout["title"]["text"].split("<br>")
    assert max(len(line) for line in lines) <= LETTERS_IN_A_LINE
    assert layout["margin"]["t"] >= 24 * len(lines)


@every_picture
@every_case
def test_the_same_choice_gives_the_same_figure_words_and_table(picture: Picture, choice: Choice) -> None:
    again = choice.decision.choose(choice.ranking.weights)
    assert picture.draw(again).to_json() == picture.draw(choice).to_json()
    assert (picture.alt(again), picture.table(again)) == (picture.alt(choice), picture.table(choice))


@every_picture
def test_a_figure_hangs_on_no_global_theme(picture: Picture) -> None:
    before, drawn_before = pio.templates.default, picture.draw(EXAMPLE).to_json()
    try:
        pio.templates.default = "plotly_dark"
        assert picture.draw(EXAMPLE).to_json() == drawn_before
    finally:
        pio.templates.default = before


@every_picture
def test_with_everything_shut_out_a_figure_is_empty_and_says_so(picture: Picture) -> None:
    figure = drawn(picture.id, EMPTY)
    assert not figure["data"]
    assert not figure["layout"]["xaxis"]["visible"]
    assert not figure["layout"]["yaxis"]["visible"]
    assert re.search("No channel passes your gates|Nothing is in first place", picture.alt(EMPTY))
    assert len(rows_of(picture.id, EMPTY)) == 1
    shown = AccessibleFigure(picture.draw(EMPTY), alt=picture.alt(EMPTY), table_html=picture.table(EMPTY))
    assert repr(shown) == f"AccessibleFigure({picture.alt(EMPTY)!r})"


@every_picture
@pytest.mark.parametrize(
    "name", ["<b onclick=x>Pigeons & co</b>", '"><img src=x onerror=alert(1)>', "鳩の手紙", "حمام"]
)
def test_names_in_a_table_are_escaped_and_whole(picture: Picture, name: str) -> None:
    quoted = name.replace('"', '\\"')
    odd = Decision(ONE, small(CHANNEL.replace("Carrier pigeons", quoted), another("doves"))).choose()
    found = Tables(picture.table(odd))
    assert not found.tags & {"b", "img"}
    if picture.id in {"points", "chances"}:
        cells = [cell.strip("\u2068\u2069") for row in found.rows for cell in row]
        assert name in cells


def test_heads_and_captions_of_a_table_are_escaped_too() -> None:
    assert "<i>" not in html_table("<i>", ["<i>"], [])


def test_the_formula_of_contrast_is_the_right_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_ink_stands_out_from_page_and_fill() -> None:
    assert contrast(INK, PAGE) >= 7
    for color in COLOURS.values():
        assert contrast(INK, color) >= 3, color


@every_picture
def test_words_on_a_figure_are_ink_of_a_readable_size(picture: Picture) -> None:
    layout = drawn(picture.id, EXAMPLE)["layout"]
    assert layout["font"] == {"family": "system-ui, sans-serif", "size": 14, "color": INK}
    fonts = [note["font"] for note in layout.get("annotations", []) if "font" in note]
    assert all(font["color"] == INK and font["size"] >= 13 for font in fonts)


# Where the points come from.


@with_channels
def test_the_parts_of_each_bar_are_the_contributions_and_add_up_to_its_points(choice: Choice) -> None:
    bars = traces("points", choice, "bar")
    weighted = [criterion for criterion in CRITERIA if choice.ranking.weights[criterion.id] > 0]
    assert [bar["name"] for bar in bars] == [criterion.label for criterion in weighted]
    for place, row in enumerate(choice.ranking.rows):
        for bar, criterion in zip(bars, weighted, strict=True):
            assert bar["x"][place] == pytest.approx(100 * row.contributions[criterion.id], abs=0.0006)
            assert bar["y"][place] == label(row)
        assert sum(bar["x"][place] for bar in bars) == pytest.approx(row.points, abs=0.005)


@with_channels
def test_every_bar_has_its_interval_its_dot_and_its_number(choice: Choice) -> None:
    spans, dots = traces("points", choice, "scatter")
    notes = drawn("points", choice)["layout"]["annotations"]
    for place, row in enumerate(choice.ranking.rows):
        low, high = choice.chances.span_of_scores(row.channel)
        middle, half = spans["x"][place], spans["error_x"]["array"][place]
        assert (middle - half, middle + half) == pytest.approx((100 * low, 100 * high), abs=0.002)
        assert dots["x"][place] == pytest.approx(row.points, abs=0.001)
        assert re.sub("<.*?>", "", notes[place]["text"]).strip() == f"{row.points:.0f}"
        assert notes[place]["y"] == spans["y"][place] == dots["y"][place] == label(row)


@with_channels
def test_bars_begin_at_nought_and_no_number_stands_beyond_the_axis(choice: Choice) -> None:
    layout = drawn("points", choice)["layout"]
    assert layout["xaxis"]["range"] == [0, 100]
    assert layout["barmode"] == "stack"
    assert all(part >= 0 for bar in traces("points", choice, "bar") for part in bar["x"])
    # What is anchored outside the range is not drawn at all.
    assert all(0 <= note["x"] <= 100 for note in layout["annotations"])
    assert layout["margin"]["r"] >= 40


def test_the_axis_has_its_unit_and_the_title_its_message() -> None:
    layout = drawn("points", EXAMPLE)["layout"]
    assert layout["xaxis"]["title"]["text"].startswith("Points, of 100.")
    assert "nine tenths of the draws" in layout["xaxis"]["title"]["text"]
    assert layout["title"]["text"] == headline(EXAMPLE) == "Leaning: Your own blog leads"


def test_no_two_neighbors_in_a_bar_share_color_or_pattern() -> None:
    assert len(set(COLOURS.values())) == len(CRITERIA)
    assert list(COLOURS) == list(PATTERNS) == list(CRITERION)
    for one, other in pairwise(CRITERIA):
        assert PATTERNS[one.id] != PATTERNS[other.id]


def test_no_two_parts_are_told_apart_by_hue_alone() -> None:
    for one, other in combinations(CRITERION, 2):
        if PATTERNS[one] == PATTERNS[other]:
            assert contrast(COLOURS[one], COLOURS[other]) > 1.2, (one, other)


def test_a_tie_is_marked_on_its_bars_and_in_its_table() -> None:
    assert traces("points", LEVEL, "bar")[0]["y"] == ["1=. Doves", "1=. Carrier pigeons"]
    assert [row[0] for row in rows_of("points", LEVEL)[1:]] == ["1 (tie)", "1 (tie)"]


@with_channels
def test_the_table_of_points_holds_every_number_of_the_figure(choice: Choice) -> None:
    heads, *rows = rows_of("points", choice)
    assert heads[4:] == [criterion.label for criterion in CRITERIA]
    for said, row in zip(rows, choice.ranking.rows, strict=True):
        low, high = choice.chances.span_of_scores(row.channel)
        parts = [f"{100 * row.contributions[key]:.1f}" for key in CRITERION]
        assert said[2:] == [f"{row.points:.1f}", f"{100 * low:.0f} to {100 * high:.0f}", *parts]


def test_the_alternative_text_says_what_the_eye_would_see() -> None:
    first, *_, last = EXAMPLE.ranking.rows
    low, high = EXAMPLE.chances.span_of_scores(first.channel)
    said = PICTURES["points"].alt(EXAMPLE)
    assert said.startswith(f"Bar chart of {len(EXAMPLE.ranking.rows)} channels. Leaning: Your own blog leads.")
    assert f"Your own blog: {first.points:.0f} of 100 points" in said
    assert f"{100 * low:.0f} to {100 * high:.0f}" in said
    assert said.endswith(f"Last: {last.channel.name} {last.points:.0f}.")
    assert PICTURES["points"].alt(CASES["one channel"]).startswith("Bar chart of 1 channel. Carrier pigeons is all")
    assert PICTURES["points"].alt(EMPTY) == "Bar chart without bars. No channel passes your gates."


# How sure the places are.


@with_channels
def test_each_cell_is_the_chance_of_its_place(choice: Choice) -> None:
    (cells,) = traces("chances", choice, "heatmap")
    assert cells["y"] == [row.channel.name for row in choice.ranking.rows]
    for row, shown in zip(choice.ranking.rows, cells["z"], strict=True):
        chances = choice.chances.of_places(row.channel)
        alone = len(shown) if len(shown) == len(chances) else len(shown) - 1
        assert shown[:alone] == pytest.approx([100 * chance for chance in chances[:alone]], abs=0.06)
        assert sum(shown) == pytest.approx(100, abs=0.4)
    assert cells["x"][-1] == ("6 or later" if len(choice.ranking.rows) > 5 else str(len(choice.ranking.rows)))


@with_channels
def test_each_chance_is_written_in_its_cell_and_can_be_read_there(choice: Choice) -> None:
    (cells,) = traces("chances", choice, "heatmap")
    assert cells["texttemplate"] == "%{text}"
    for row, words in zip(choice.ranking.rows, cells["text"], strict=True):
        chances = choice.chances.of_places(row.channel)
        shown = [*chances[:5], sum(chances[5:])] if len(chances) > 5 else chances
        for chance, said in zip(shown, words, strict=True):
            assert said == ("" if chance == 0 else "<1" if chance < 0.01 else f"{100 * chance:.0f}")
    assert cells["textfont"]["color"] == INK
    assert {color for _, color in cells["colorscale"]} == {PAGE, SKY}
    assert min(contrast(INK, color) for _, color in cells["colorscale"]) >= 4.5


def test_a_small_chance_is_never_written_as_none() -> None:
    (cells,) = traces("chances", EXAMPLE, "heatmap")
    assert any("<1" in row for row in cells["text"])
    assert "0" not in {said for row in cells["text"] for said in row}


@with_channels
def test_the_table_of_chances_has_intervals_for_every_count(choice: Choice) -> None:
    _, *rows = rows_of("chances", choice)
    for said, row in zip(rows, choice.ranking.rows, strict=True):
        chance = choice.chances.first(row.channel)
        low, high = sampling_interval(chance, choice.chances.draws)
        assert said[1] == f"{100 * chance:.1f} ({100 * low:.1f} to {100 * high:.1f})"
        assert low <= chance <= high
        assert float(said[2]) == pytest.approx(choice.chances.expected_place(row.channel), abs=0.06)
    assert rows[0][4] == ""
    assert all(row[4].endswith("of 100") for row in rows[1:])


def test_what_is_exactly_level_shares_first_place() -> None:
    shown = traces("chances", LEVEL, "heatmap")[0]["z"]
    assert sum(row[0] for row in shown) == pytest.approx(100, abs=0.2)
    assert all(45 < row[0] < 55 for row in shown)


def test_one_channel_is_one_channel_in_words() -> None:
    assert PICTURES["chances"].alt(CASES["one channel"]).startswith("Chances of places for 1 channel. ")


# Which weights would change it.


@with_channels
def test_each_span_begins_and_ends_where_first_place_changes(choice: Choice) -> None:
    (spans,), (now,) = traces("changes", choice, "bar"), traces("changes", choice, "scatter")
    for place, row in enumerate(choice.stabilities):
        assert spans["y"][place] == now["y"][place] == row.criterion.label
        assert spans["base"][place] == pytest.approx(100 * row.low, abs=0.006)
        assert spans["base"][place] + spans["x"][place] == pytest.approx(100 * row.high, abs=0.011)
        assert now["x"][place] == pytest.approx(100 * row.now, abs=0.006)
        assert row.low - 1e-9 <= row.now <= row.high + 1e-9


@with_channels
def test_every_rival_is_named_on_the_figure_in_words_and_in_the_table(choice: Choice) -> None:
    notes = [note["text"].strip("◂▸ ") for note in drawn("changes", choice)["layout"].get("annotations", [])]
    rivals = [rival.name for row in choice.stabilities for rival in (row.above, row.below) if rival is not None]
    assert notes == rivals
    for row, said in zip(choice.stabilities, rows_of("changes", choice)[1:], strict=True):
        assert said[:3] == [
            row.criterion.label,
            share_words(row.now),
            f"{share_words(row.low)} to {share_words(row.high)}",
        ]
        for rival in (row.above, row.below):
            assert rival is None or f"{rival.name} would lead" in said[3]
            assert rival is None or f"{rival.name} would lead" in PICTURES["changes"].alt(choice)
        if row.above is row.below is None:
            assert said[3] == "nobody, however far it moves"


@with_channels
def test_the_names_of_rivals_cover_neither_the_mark_nor_each_other(choice: Choice) -> None:
    for note in drawn("changes", choice)["layout"].get("annotations", []):
        assert abs(note["yshift"]) >= 16
        assert (note["yshift"] > 0) == note["text"].endswith("▸")
        assert note["xanchor"] == ("left" if note["x"] < 50 else "right")


def test_the_title_counts_the_weights_that_could_change_it() -> None:
    movable = sum(bool(row.above or row.below) for row in EXAMPLE.stabilities)
    title = drawn("changes", EXAMPLE)["layout"]["title"]["text"]
    assert title == f"{movable} of 8 weights could alone take first place from Your own blog"
    assert "only Carrier pigeons passes" in drawn("changes", CASES["one channel"])["layout"]["title"]["text"]


def test_what_would_change_it_stands_below_its_table_in_whole_sentences() -> None:
    table = PICTURES["changes"].table(EXAMPLE)
    assert table.count("<li>") == len(what_would_change(EXAMPLE)) >= 2


# Where the essay would be right.


@with_channels
def test_the_map_names_at_each_point_the_channel_that_a_ranking_would(choice: Choice) -> None:
    (ground,) = traces("essay", choice, "heatmap")
    channels = [row.channel for row in choice.ranking.rows]
    for asks, brings in ((0, 0), (10, 10), (0, 40), (40, 0), (20, 20), (5, 30)):
        parts = {"brings": brings / 40, "asks": asks / 40, "yours": 1 - (brings + asks) / 40}
        weights = {key: part * within(choice, group)[key] for group, part in parts.items() for key in GROUPS[group]}
        ranking = rank(choice.practice, channels, weights)
        level = {row.channel.name for row in ranking.rows if row.score > ranking.rows[0].score - 1e-9}
        assert ground["text"][asks][brings] in level


def within(choice: Choice, group: str) -> dict[str, float]:
    """Return how the weight of a bundle is parted: as the person does, or evenly where it has none."""
    own = {key: choice.ranking.weights[key] for key in GROUPS[group]}
    whole = sum(own.values())
    return {key: part / whole if whole else 1 / len(own) for key, part in own.items()}


@with_channels
def test_the_star_stands_where_the_persons_own_weights_are_and_its_words_stay_inside(choice: Choice) -> None:
    (star,) = traces("essay", choice, "scatter")
    for axis, group in (("x", "brings"), ("y", "asks")):
        own = sum(choice.ranking.weights[key] for key in GROUPS[group])
        assert star[axis] == pytest.approx([100 * own], abs=0.006)
    assert star["textposition"] == ("middle right" if star["x"][0] < 50 else "middle left")


@with_channels
def test_nothing_is_drawn_where_more_than_all_weight_would_be_given_away(choice: Choice) -> None:
    (ground,) = traces("essay", choice, "heatmap")
    for asks, row in enumerate(ground["z"]):
        for brings, cell in enumerate(row):
            assert (cell is None) == (asks + brings > 40)
            assert (ground["text"][asks][brings] == "") == (cell is None)


@with_channels
def test_regions_are_named_on_the_map_and_the_names_can_be_read(choice: Choice) -> None:
    (ground,) = traces("essay", choice, "heatmap")
    notes = [note for note in drawn("essay", choice)["layout"]["annotations"] if note["text"] in names(choice)]
    largest = max(names(choice), key=lambda name: sum(row.count(name) for row in ground["text"]))
    assert largest in {note["text"] for note in notes}
    for note in notes:
        row, column = (round(note[axis] / 2.5) for axis in ("y", "x"))
        assert ground["text"][row][column] == note["text"]
        assert note["bgcolor"] == "rgba(255, 255, 255, 0.6)"
    for color in (*ESSAYS_COLOURS.values(), *OTHER_COLOURS):
        assert contrast(INK, veiled(color, 0.6)) >= 4.5


def names(choice: Choice) -> set[str]:
    return {row.channel.name for row in choice.ranking.rows}


@with_channels
def test_the_table_of_the_map_has_the_shares_of_all_weightings_with_intervals(choice: Choice) -> None:
    shares, corners, _ = PICTURES["essay"].table(choice).split("</table>")
    rows = Tables(shares).rows[1:]
    assert sum(float(row[1].split(" ")[0]) for row in rows) == pytest.approx(100, abs=0.6)
    by_name = {row.channel.name: row.channel for row in choice.ranking.rows}
    for name, said, essays in rows:
        share = choice.essay.shares[by_name[name].id]
        low, high = sampling_interval(share, choice.essay.draws)
        assert said == f"{100 * share:.1f} ({100 * low:.1f} to {100 * high:.1f})"
        assert essays == ("yes" if by_name[name].id in ESSAYS_CHOICE else "no")
    assert [row[0] for row in Tables(corners).rows[1:]] == list(CORNERS)


def test_the_essays_channels_have_colors_of_their_own() -> None:
    assert set(ESSAYS_COLOURS) == set(ESSAYS_CHOICE)
    assert not set(ESSAYS_COLOURS.values()) & set(OTHER_COLOURS)
    assert len({*ESSAYS_COLOURS.values(), *OTHER_COLOURS}) == len(ESSAYS_COLOURS) + len(OTHER_COLOURS)
