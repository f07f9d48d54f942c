"""A share stands beside its intervals, and the one that fails is seen to fail."""

from __future__ import annotations

from math import comb

import pytest

from outreach.engagement.exploring.share import show_coverage, show_share
from outreach.engagement.exploring.share_figures import coverage_figure, share_figure
from outreach.engagement.exploring.share_words import (
    METHODS,
    SIZES,
    TOLD,
    TRUTHS,
    WALD,
    WILSON,
    coverage,
    mean_coverage,
)
from outreach.engagement.measuring.intervals import wilson
from outreach.errors import OutreachError
from outreach.figure import AccessibleFigure
from outreach.form import Form
from tests.engagement.exports_dropped import edit


def test_three_of_sixty_is_said_in_words() -> None:
    text = show_share().summary()
    assert "3 of 60: the true share may be anywhere from about 2 to 14 in 100; so few people" in text
    assert "3 of 60: 5%, between 1.7% and 13.7%" in text
    assert "Our rule (ESTIMATE): with fewer than 20, the counts alone" in text


def test_the_textbook_interval_is_seen_below_zero() -> None:
    view = show_share(3, 60)
    assert "begins at -0.5%, and no share can be below 0%" in view.summary()
    assert "shown only to teach" in view.page()
    low = 100 * METHODS[WALD](3, 60).low
    assert share_figure(3, 60).layout.xaxis.range[0] < low < 0


@pytest.mark.parametrize(("part", "whole"), [(0, 100), (60, 60)])
def test_the_textbook_interval_is_seen_without_width(part: int, whole: int) -> None:
    text = show_share(part, whole).summary()
    assert "has no width at all here" in text
    assert "no: it has no width" in text


def test_where_it_does_not_fail_nothing_is_held_against_it() -> None:
    assert "textbook" not in show_share(300, 1000).summary()


def test_nobody_so_far_is_not_nobody_ever() -> None:
    text = show_share(0, 100).summary()
    assert "up to about 3.7 in 100 are possible" in text
    assert "3 divided by 100, says 3%" in text


@pytest.mark.parametrize(("part", "whole"), [(0, 1), (1, 1), (3, 12), (3, 60_000), (5_000_000, 10_000_000)])
def test_any_share_can_be_shown(part: int, whole: int) -> None:
    view = show_share(part, whole)
    view.widget()
    assert f"{part:,} of {whole:,}" in view.summary()
    assert "<table>" in view.page()


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (61, 60, "a part is never more than its whole"),
        (3, 0, "Of nobody, any share is possible"),
        (-1, 60, "a whole number such as 60 was expected"),
        (2.5, 60, "a whole number such as 60 was expected"),
        (True, 60, "a whole number such as 60 was expected"),
        ("<b>", 60, "a whole number such as 60 was expected"),
        (1, 10**8, "a whole number such as 60 was expected|at most 10,000,000"),
        (1, 20_000_000, "at most 10,000,000"),
    ],
)
def test_what_is_no_share_gets_a_sentence(part: int, whole: int, said: str) -> None:
    with pytest.raises(OutreachError, match=said):
        show_share(part, whole)


def test_the_figure_follows_what_is_typed() -> None:
    view = show_share()
    form, figure = view.widget().children
    assert isinstance(form, Form)
    assert isinstance(figure, AccessibleFigure)
    before = figure.figure
    edit(form, whole="600")
    assert "3 of 600" in form.status_html
    assert "3 of 600" in figure.alt
    assert figure.figure != before
    after = figure.figure
    edit(form, part="<b>")
    assert form.status_kind == "trouble"
    assert "The figure below stays as it was." in form.status_html
    assert "<b>" not in form.status_html.replace("<b>", "", 0) or "&lt;b&gt;" in form.status_html
    assert figure.figure == after
    assert not form.kept_well
    edit(form, part="1,000", whole="2 000")
    assert "1,000 of 2,000" in form.status_html


def test_marks_and_not_colors_alone_tell_the_intervals_apart() -> None:
    figure = share_figure(3, 60)
    assert len({trace.marker.symbol for trace in figure.data}) == len(METHODS)
    assert [trace.y[0] for trace in figure.data] == list(METHODS)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("truth", TOLD)
def test_how_often_an_interval_holds_the_truth_is_counted_exactly(size: int, truth: float) -> None:
    by_hand = sum(
        comb(size, count) * truth**count * (1 - truth) ** (size - count)
        for count in range(size + 1)
        if truth in wilson(count, size)
    )
    assert coverage(WILSON, size, truth) == pytest.approx(by_hand, abs=1e-9)


def test_the_textbook_interval_fails_where_counts_are_small_and_wilson_does_not() -> None:
    assert coverage(WALD, 30, 0.01) < 0.3
    for size in SIZES:
        assert mean_coverage(WALD, size) < min(0.94, mean_coverage(WILSON, size))
        assert abs(mean_coverage(WILSON, size) - 0.95) < 0.015


def test_coverage_is_shown_as_figure_table_and_sentence() -> None:
    view = show_coverage()
    assert view.summary() == show_coverage().summary()
    assert "holds it as seldom as 26 times" in view.summary()
    assert view.page().count("<tr>") == 1 + len(SIZES) * len(TOLD)
    _, figure = view.widget().children
    assert isinstance(figure, AccessibleFigure)
    assert "holds it as seldom as 26 times" in figure.alt


def test_the_figure_of_coverage_has_a_panel_for_each_size_and_a_line_for_what_was_promised() -> None:
    figure = coverage_figure()
    assert len(figure.data) == len(SIZES) * (len(METHODS) + 1)
    assert len(figure.data[0].x) == len(TRUTHS)
    assert len({trace.line.dash for trace in figure.data[: len(METHODS)]}) == len(METHODS)


def test_on_a_narrow_page_no_name_of_an_axis_covers_another() -> None:
    layout = coverage_figure().to_plotly_json()["layout"]
    axes = [axis for name, axis in layout.items() if name.startswith("xaxis")]
    assert [axis["title"]["text"] for axis in axes] == ["", "True share, percent", ""]
    assert all(axis["automargin"] for axis in axes)
    assert layout["legend"]["yanchor"] == "bottom"
