"""The figure of a ranking: true to its numbers, and readable without seeing it or its colors."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import Any

import pytest

from outreach.channels.catalog import catalog
from outreach.channels.criteria import CRITERIA, CRITERION, EQUAL_WEIGHTS
from outreach.channels.figures import COLOURS, INK, PAGE, PATTERNS, alt_text, ranked_bars, table_html
from outreach.channels.ranking import Ranking, rank
from outreach.channels.wording import html_table
from outreach.practice import Practice
from tests.channels.samples import CHANNEL, another, ranked, small

ONE = Practice(goals=("referrers",), ways_of_giving=("writing",), hours_per_week=3, confidentiality_ceiling=2)


def luminance(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def drawn(ranking: Ranking) -> dict[str, Any]:
    figure: dict[str, Any] = ranked_bars(ranking).to_plotly_json()
    return figure


def bars(ranking: Ranking) -> list[dict[str, Any]]:
    return [trace for trace in drawn(ranking)["data"] if trace["type"] == "bar"]


def test_the_formula_of_contrast_is_the_right_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_parts_of_each_bar_add_up_to_its_points() -> None:
    ranking = ranked(ONE)
    for place, row in enumerate(ranking.rows):
        assert sum(trace["x"][place] for trace in bars(ranking)) == pytest.approx(row.points, abs=0.01)


def test_bars_begin_at_nought_and_end_below_a_hundred() -> None:
    layout = drawn(ranked(ONE))["layout"]
    assert layout["xaxis"]["range"] == [0, 100]
    assert layout["barmode"] == "stack"
    assert all(part >= 0 for trace in bars(ranked(ONE)) for part in trace["x"])


def test_the_axis_has_its_unit_and_the_title_its_message() -> None:
    layout = drawn(ranked(ONE))["layout"]
    assert layout["xaxis"]["title"]["text"] == "Points, of 100"
    assert layout["title"]["text"] == "Your own blog leads clearly"


def test_every_bar_carries_its_points_as_a_number() -> None:
    ranking = ranked(ONE)
    totals = [trace for trace in drawn(ranking)["data"] if trace["type"] == "scatter"]
    assert [text.strip() for text in totals[0]["text"]] == [f"{row.points:.0f}" for row in ranking.rows]


def test_outline_and_text_stand_out_from_page_and_fill() -> None:
    assert contrast(INK, PAGE) >= 7
    for color in COLOURS.values():
        assert contrast(INK, color) >= 3, color


def test_no_two_neighbors_in_a_bar_share_color_or_pattern() -> None:
    assert len(set(COLOURS.values())) == len(CRITERIA)
    assert list(COLOURS) == list(PATTERNS) == list(CRITERION)
    for one, other in pairwise(CRITERIA):
        assert PATTERNS[one.id] != PATTERNS[other.id]


def test_no_two_parts_are_told_apart_by_hue_alone() -> None:
    for one, other in combinations(CRITERION, 2):
        if PATTERNS[one] == PATTERNS[other]:
            assert contrast(COLOURS[one], COLOURS[other]) > 1.2, (one, other)


def test_a_criterion_without_weight_is_not_drawn() -> None:
    ranking = ranked(ONE, {"search": 1, "risk": 3})
    assert [trace["name"] for trace in bars(ranking)] == ["Strangers find it", "It exposes little"]


def test_the_same_ranking_gives_the_same_figure() -> None:
    assert ranked_bars(ranked(ONE)).to_json() == ranked_bars(ranked(ONE)).to_json()


def test_the_figure_hangs_on_no_global_theme() -> None:
    import plotly.io as pio  # noqa: PLC0415

    before, drawn_before = pio.templates.default, ranked_bars(ranked(ONE)).to_json()
    try:
        pio.templates.default = "plotly_dark"
        assert ranked_bars(ranked(ONE)).to_json() == drawn_before
    finally:
        pio.templates.default = before


def test_a_tie_is_marked_on_its_bars_and_in_its_table() -> None:
    two = rank(ONE, small(CHANNEL, another("doves")).channels)
    assert bars(two)[0]["y"] == ["1=. Doves", "1=. Carrier pigeons"]
    assert table_html(two).count("<td>1 (tie)</td>") == 2


def test_the_alternative_text_says_what_the_eye_would_see() -> None:
    assert alt_text(ranked(Practice(), EQUAL_WEIGHTS)) == (
        "Bar chart of 18 channels. Your own blog comes first, for a practice that has not said anything yet. "
        "Your own blog: 72 of 100 points, most of them for “It stays mine” and “Strangers find it”. "
        "Next: Newsletter 65, YouTube 65, Podcast 64. Last: Hosted community (Circle, Mighty, Ning) 39."
    )
    assert alt_text(rank(ONE, small().channels)).startswith("Bar chart of 1 channel. Carrier pigeons is all")
    assert alt_text(rank(ONE, [])) == "Bar chart without bars. No channel passes your gates."


def test_an_empty_ranking_still_draws() -> None:
    figure = drawn(rank(ONE, []))
    assert not figure["data"]
    assert figure["layout"]["title"]["text"] == "No channel passes your gates"
    assert table_html(rank(ONE, [])).count("<tr>") == 1


def test_the_table_holds_every_number_of_the_figure_and_names_its_rows_and_columns() -> None:
    ranking = ranked(ONE)
    table = table_html(ranking)
    assert table.startswith("<table><caption>Your own blog leads clearly.")
    assert table.count('<th scope="row">') == len(ranking.rows)
    assert table.count('<th scope="col">') == 3 + len(CRITERIA)
    for row in ranking.rows:
        cells = re.findall(
            r"<td>([^<]*)</td>", table.split(f'<th scope="row">{row.channel.name}</th>')[1].split("</tr>")[0]
        )
        assert cells == [f"{row.points:.1f}", *(f"{100 * row.contributions[key]:.1f}" for key in CRITERION)]


def test_names_in_a_table_are_escaped() -> None:
    odd = rank(ONE, small(CHANNEL.replace("Carrier pigeons", "<b onclick=x>Pigeons & co</b>")).channels)
    assert "<b" not in table_html(odd)
    assert "&lt;b onclick=x&gt;Pigeons &amp; co&lt;/b&gt;" in table_html(odd)
    assert "<i>" not in html_table("<i>", ["<i>"], [])


def test_every_channel_of_the_catalog_can_be_drawn() -> None:
    everything = rank(Practice(), catalog().channels)
    assert len(bars(everything)[0]["y"]) == 18
    assert drawn(everything)["layout"]["height"] > drawn(ranked(ONE))["layout"]["height"]
