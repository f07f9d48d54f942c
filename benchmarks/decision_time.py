"""How long does a decision take? Medians and ratios, both sides in turn in one process.

    python benchmarks/decision_time.py [--runs 15]

The chances: 10,000 draws of uncertain weights and facts over all channels and
criteria, from the catalog's facts to the counts of places and pairs, against bare
NumPy arithmetic of the same size: draw 10,000 x 8 weights and share them out, draw
10,000 x 18 x 8 triangular values, multiply and add, rank by two sorts, count places
and pairs. A fact may be one of several behind a value, so the course draws more
numbers than the bare side does.

The move: one weight is changed as the page changes it, until the kernel has the new
figure for each picture (and, said apart, until the words and tables below follow too),
against building the same traces and layout with plotly alone, from numbers that are
there already, with an object for each trace as plotly's own manual builds them. The
course hands plotly plain traces, which saves it some of that time. No time of the
browser is in it.
"""

from __future__ import annotations

import argparse
import statistics
import time
from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go

from outreach.channels.chooser import choose_channels
from outreach.channels.deciding.criteria import CRITERIA
from outreach.channels.deciding.uncertainty import DRAWS, SEED, Draws
from outreach.channels.deciding.weights import by_points
from outreach.channels.examples import example
from outreach.channels.facts.known import catalog
from outreach.channels.pictures import PICTURES

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.channels.chooser import Chooser
    from outreach.channels.pictures import Picture

CHANCES_BOUND = 3.0
MOVE_BOUND = 1.5
MOVE_MILLISECONDS = 60
MOVED = "search"
"""The weight that is moved, to another place each time."""

TRACES = {"bar": go.Bar, "scatter": go.Scatter, "heatmap": go.Heatmap}


def seconds(work: Callable[[], object]) -> float:
    """Run something once and return how long it took."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def compare(title: str, ours: Callable[[], object], bare: Callable[[], object], *, runs: int, bound: float) -> None:
    """Print the medians of two pieces of work that take turns, and the median of their ratios."""
    pairs = [(seconds(ours), seconds(bare)) for _ in range(runs + 2)][2:]
    mine, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(one / two for one, two in pairs)
    times = f"{mine * 1000:.1f} ms against {other * 1000:.1f} ms"
    print(f"{title}: {times}, ratio {ratio:.2f} (bound {bound:g}, {runs} pairs)")


def our_chances() -> object:
    """Draw all facts and the weights, score, and count: what a first look at a decision costs."""
    shown = example("juniper-street")
    chances = Draws(shown.practice, catalog().channels).chances(by_points(shown.weights))
    return chances.firsts, chances.places, chances.beats, chances.spans


def bare_chances() -> object:
    """Do arithmetic of the same size with nothing around it."""
    number, criteria = len(catalog().channels), len(CRITERIA)
    chance = np.random.default_rng(SEED)
    weights = np.exp(0.34 * chance.standard_normal((DRAWS, criteria)))
    weights /= weights.sum(axis=1, keepdims=True)
    values = chance.triangular(0.2, 0.5, 0.9, (DRAWS, number, criteria))
    scores = np.einsum("dic,dc->di", values, weights)
    ranks = np.argsort(np.argsort(-scores, axis=1), axis=1)
    places = np.array([np.bincount(ranks[:, row], minlength=number) for row in range(number)])
    beats = np.array([(ranks < ranks[:, [row]]).sum(axis=0) for row in range(number)])
    return places, beats


def facts_drawn() -> int:
    """Return how many facts have a span and are drawn for the first side."""
    practice = example("juniper-street").practice
    behind = [
        channel[fact]
        for channel in catalog().channels
        for criterion in CRITERIA
        for fact in criterion.terms(channel, practice).facts
    ]
    return sum(cell.low < cell.high for cell in behind)


def move(view: Chooser, points: float) -> tuple[float, float]:
    """Move a weight; return the seconds until the figure is new, and until everything else is too."""
    form, _, figure, _ = view.widget().children
    drawn: list[float] = []

    def note(_change: object) -> None:
        drawn.append(time.perf_counter())

    figure.observe(note, names="figure")
    begun = time.perf_counter()
    form.values = {**form.values, MOVED: points}
    ended = time.perf_counter()
    figure.unobserve(note, names="figure")
    return drawn[0] - begun, ended - begun


def bare_figure(picture: Picture, view: Chooser) -> Callable[[], object]:
    """Return what builds the figure that is shown now, from its own lists, with plotly and nothing else."""
    ready = picture.draw(view.choice)
    layout = ready.layout.to_plotly_json()
    traces = [(TRACES[trace.type], {**trace.to_plotly_json()}) for trace in ready.data]
    for _, given in traces:
        del given["type"]

    def build() -> object:
        return go.Figure(data=[kind(**given) for kind, given in traces], layout=layout)

    return build


def compare_moves(picture: Picture, runs: int) -> None:
    """Print how long a move takes with one picture shown, beside the bare figure; the two take turns."""
    view = choose_channels("juniper-street")
    look = view.widget().children[1]
    look.values = {"picture": picture.id}
    taken = []
    for run in range(runs + 2):
        figure, everything = move(view, 5.0 * (run % 19 + 1))
        taken.append((figure, everything, seconds(bare_figure(picture, view))))
    figure, everything, bare = (1000 * statistics.median(side) for side in zip(*taken[2:], strict=True))
    ratio = statistics.median(one / two for one, _, two in taken[2:])
    print(
        f"move / bare figure, {picture.id}: {figure:.1f} ms (bound {MOVE_MILLISECONDS}) against {bare:.1f} ms, "
        f"ratio {ratio:.2f} (bound {MOVE_BOUND:g}, {runs} pairs); all that follows after {everything:.1f} ms"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    number = len(catalog().channels)
    print(f"{DRAWS:,} draws of {number} channels on {len(CRITERIA)} criteria; {facts_drawn()} facts have a span,")
    print(f"and the bare side draws {number * len(CRITERIA)} values: weights, values, sums, ranks, places and pairs")
    compare("chances / bare NumPy", our_chances, bare_chances, runs=runs, bound=CHANCES_BOUND)
    for picture in PICTURES.values():
        compare_moves(picture, runs)


if __name__ == "__main__":
    main()
