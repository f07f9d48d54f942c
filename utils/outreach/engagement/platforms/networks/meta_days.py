"""Daily charts of Facebook pages and Instagram accounts: a file holds one chart or several, a day in each row.

The hour of a row is 00 or 01 with the summer time of the account: only the day means something.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Asked, Reading
from outreach.engagement.platforms.shared.columns import amounts, moments
from outreach.engagement.reading.counted import SetAside, set_aside
from outreach.engagement.reading.dates import dates
from outreach.engagement.reading.rows import blocks, key, outline
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from outreach.engagement.forms.form import Answers, Kind, Order
    from outreach.engagement.reading.opened import Opened

PLACES = ("facebook", "instagram")
DAY_NAMES = frozenset({"date", "data", "datum", "fecha"})
PRIMARY = frozenset({"primary", "primär", "principal", "principale", "primaire"})
SUBJECTS: tuple[tuple[str, str], ...] = (
    (r"\bnet follow", ""),
    (r"\bunfollow", "unfollows"),
    (
        r"\blink clicks?\b|cliques no link|linkklicks|link-klicks|clics sur (?:un|le) lien|clics en el enlace",
        "link_clicks",
    ),
    (r"\binteractions?\b|intera[cç]|interaktion|interaccion", "interactions"),
    (r"\bvisits?\b|\bvisitas\b|\bbesuche\b|\bvisites\b", "profile_visits"),
    (r"\breach\b|\balcance\b|\breichweite\b|\bcouverture\b", "reach"),
    (r"\bimpressions?\b", "impressions"),
    (r"^(?:facebook |instagram |content )?views\b|visualiza[çc]|\baufrufe\b|\bvues\b", "views"),
    (r"\bfollows\b|\bnew followers\b|\bneue follower\b|\bseguidores nuevos\b|\bnovos seguidores\b", "follows"),
)
"""What the title of a chart speaks of, the first that is found; "" is nothing known here.

Portuguese ones are documented by programs, German, French and Spanish ones are KNOWN.
"""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{1,2}:\d{2}.*)?|\d{1,2}[/.-]\w{1,9}[/.-]\d{2,4}(?: \d{1,2}:\d{2}.*)?")


@dataclass(frozen=True)
class Chart:
    """One chart: its title, and its rows of a day and a number."""

    title: str
    rows: tuple[tuple[str, str], ...]

    @property
    def place(self) -> str:
        """The place that the title names, or ""."""
        named = [place for place in PLACES if place in key(self.title)]
        return named[0] if len(named) == 1 else ""

    @property
    def metric(self) -> str:
        """The metric that the title names, or ""."""
        return next((metric for words, metric in SUBJECTS if re.search(words, key(self.title))), "")


@dataclass(frozen=True)
class DailyCharts:
    """A file of daily charts."""

    platform: str = "Facebook or Instagram"
    export: str = "daily chart of Meta Business Suite"
    kind: Kind = "days"
    how: str = "In Meta Business Suite open Insights, and choose Export at the chart."
    channel: str = ""
    wanted: ClassVar[tuple[str, ...]] = ("date", "primary")

    def fit(self, file: Opened) -> int:
        """Return how much a file looks like charts: a title alone in its row, a header of a day and a number, days."""
        seen = outline(file)
        if seen is None:
            return 0
        lines = [filled for line in seen.lines if (filled := [cell.strip() for cell in line if cell.strip()])]
        for title, header in itertools.pairwise(lines):
            if len(title) == 1 and _is_header(header):
                return 40 if key(header[1]) in PRIMARY else 20 if Chart(title[0], ()).metric else 0
        return 0

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the charts; see `Form.read`."""
        charts = list(dict.fromkeys(chart for block in blocks(file) for chart in _charts(block)))
        if progress is not None:
            progress(file.size, file.size)
        known = [chart for chart in charts if chart.metric]
        strange = [chart.title for chart in charts if not chart.metric]
        warnings: list[str] = []
        asked: list[Asked] = []
        tables: list[pd.DataFrame] = []
        left = [*set_aside("charts whose title says nothing that is known here", strange)]
        for chart in known:
            place = chart.place or _by_the_others(chart, known) or _answer(answers)
            if not place:
                asked.append(_which(file, chart))
                continue
            if not chart.place and place == _by_the_others(chart, known):
                other = next(one for one in PLACES if one != place)
                warnings.append(
                    f"The chart '{chart.title}' names no place. As that of {other.capitalize()} is in the file too, "
                    f"it was read as that of {place.capitalize()}."
                )
            if not answers.dates and (open_days := _open_days(chart)):
                asked.append(_which_order(file, open_days))
                continue
            table, unread = _table(chart, place, file, answers.dates)
            tables.append(table)
            left += unread
        columns = {chart.title: chart.metric for chart in known}
        return Reading(
            tidy.joined(tables),
            columns=columns,
            set_aside=tuple(left),
            warnings=tuple(warnings),
            asked=tuple(asked[:1]),
            records=sum(map(len, tables)),
        )


def _is_header(cells: Sequence[str]) -> bool:
    return len(cells) == 2 and key(cells[0]) in DAY_NAMES and not _DAY.fullmatch(cells[1].strip())  # noqa: PLR2004 - a pair


def _charts(block: Sequence[Sequence[str]]) -> list[Chart]:
    """Return the charts of a block; a title without rows is a chart too."""
    found: list[Chart] = []
    title, rows, begun = "", [], False
    for record in block:
        cells = [cell.strip() for cell in record if cell.strip()]
        if _is_header(cells):
            begun = True
        elif begun and cells and _DAY.fullmatch(cells[0]):
            rows.append((cells[0], cells[1] if len(cells) > 1 else ""))
        elif len(cells) == 1:
            if begun:
                found.append(Chart(title, tuple(rows)))
            title, rows, begun = cells[0], [], False
        elif begun and cells:
            rows.append((cells[0], cells[1]))
    if begun:
        found.append(Chart(title, tuple(rows)))
    return found


def _by_the_others(chart: Chart, charts: Sequence[Chart]) -> str:
    """Return the place of a chart without one, where the same chart of the other place is in the file.

    A file never holds the same chart of one place twice, so this is no guess.
    """
    named = {other.place for other in charts if other is not chart and other.metric == chart.metric and other.place}
    alone = sum(not other.place and other.metric == chart.metric for other in charts) == 1
    left = [place for place in PLACES if place not in named]
    return left[0] if alone and len(named) == 1 and len(left) == 1 else ""


def _answer(answers: Answers) -> str:
    return answers.channel if answers.channel in PLACES else ""


def _which(file: Opened, chart: Chart) -> Asked:
    sentence = (
        f"The chart '{chart.title}' in {file.shown} does not say whether it is of Facebook or of Instagram. "
        "Both write it alike, and their numbers do not belong together."
    )
    return Asked("channel", sentence, PLACES)


def _open_days(chart: Chart) -> str:
    """Return a day that a spreadsheet wrote so that it can be read in two ways, where no other day decides."""
    days = pd.Series([day for day, _ in chart.rows], dtype="str")
    return next(iter(days), "") if dates(days).ambiguous else ""


def _which_order(file: Opened, seen: str) -> Asked:
    sentence = (
        f"The dates in {file.shown} can be read in two ways: '{seen}' may begin with the month or with the day, and no "
        "date in it decides."
    )
    return Asked("dates", sentence, ("MDY", "DMY"))


def _table(chart: Chart, place: str, file: Opened, order: Order | None) -> tuple[pd.DataFrame, tuple[SetAside, ...]]:
    rows = pd.DataFrame(chart.rows, columns=["day", "text"], dtype="str")
    twice = rows.duplicated()
    days, texts = rows["day"][~twice], rows["text"][~twice]
    (when, no_days), (values, no_numbers) = moments(days, order), amounts(texts, chart.title, chart.metric)
    usable = np.isfinite(values) & ~np.isnat(when)
    made = pd.DataFrame(
        {
            "channel": place,
            "date": when[usable].astype("datetime64[D]").astype("datetime64[s]"),
            "metric": chart.metric,
            "value": values[usable],
            "window": tidy.DAY,
            "source": file.shown,
        }
    )
    odd = sum(one.count for one in (*no_days, *no_numbers))
    without = len(days) - len(made) - odd
    return tidy.table(made), (
        *no_days,
        *no_numbers,
        *set_aside("rows that stand there twice", rows["day"][twice]),
        *((SetAside("days without a number", without),) if without > 0 else ()),
    )


CHARTS = DailyCharts()
FORMS = (CHARTS,)
