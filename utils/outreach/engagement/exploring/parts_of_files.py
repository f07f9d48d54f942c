"""What the lesson shows of files and of the table: what was read, what may be added, own visits, definitions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from outreach.engagement.access_log.reading import read_log
from outreach.engagement.exploring import numbers_figures, told
from outreach.engagement.exploring.part import Part
from outreach.engagement.exploring.reading_once import sample_folder
from outreach.engagement.importing.telling import summary
from outreach.engagement.measuring.definitions import definitions
from outreach.engagement.sample.happened.visits import OWN_ADDRESS, OWN_WEEK
from outreach.engagement.sample.weeks import WEEKS, week_of
from outreach.engagement.table.adding import NotAdditiveError, total
from outreach.engagement.table.metrics import metric
from outreach.wording import number_words, share_words

if TYPE_CHECKING:
    import pandas as pd

    from outreach.engagement.exploring.part import Sample
    from outreach.engagement.importing.imported import ImportedFile

POST_METRICS = ("reach", "views", "reactions", "comments", "shares", "link_clicks")


def files(sample: Sample) -> Part:
    """Return what the files were recognized as, by what is in them and not by their names."""
    imported = sample.imported
    rows = [(*told.file_row(file), _aside(file)) for file in imported.files]
    return Part(
        "The files",
        [summary(imported)],
        (*told.FILE_HEADS, "Set aside"),
        rows,
        "Every file, and what it was recognized as.",
        more=imported.notes,
    )


def _aside(file: ImportedFile) -> str:
    count = sum(one.count for one in file.set_aside)
    return f"{count:,}" if count else ""


def table(sample: Sample) -> Part:
    """Return a few rows of the tidy table, one of each window."""
    rows = sample.table
    some = rows[~rows["window"].astype("str").duplicated().to_numpy()].head(6)
    heads = ("Channel", "Title or item", "Day", "Metric", "Value", "Window")
    lines = [
        f"One row for each number: {len(rows):,} rows from all files, in one form.",
        "The window says what a number covers: a day, the whole life of a post, or a stated range.",
        "Numbers of two windows are never added: the same like would stand in both.",
    ]
    return Part("The table", lines, heads, [_cells(row) for _, row in some.iterrows()], "One row of each window.")


def _cells(row: pd.Series) -> tuple[str, ...]:
    day = row["date"] if str(row["date"]) != "NaT" else row["published"]
    return (
        str(row["channel"]),
        str(row["title"] or row["item"]) or "(the whole account)",
        f"{day:%Y-%m-%d}" if str(day) != "NaT" else "",
        metric(str(row["metric"])).label,
        number_words(float(row["value"])),
        str(row["window"]),
    )


def adding(sample: Sample) -> Part:
    """Return what comes of adding: a sum, or the sentence why there is none."""
    posts = sample.of("facebook", *POST_METRICS, window="lifetime")
    rows, refused = [], ""
    for name in POST_METRICS:
        known = metric(name)
        try:
            rows.append((known.label, number_words(total(posts, name)), "yes: each of them happened once"))
        except NotAdditiveError as error:
            refused = refused or str(error)
            rows.append((known.label, "no sum", "no: the same person may be in several"))
    lines = [f"Adding the reach of all Facebook posts: {refused}", "What happened once each, may be added:"]
    return Part("Adding", lines, ("Metric", "Sum of all posts", "May it be added"), rows, "Facebook, all posts.")


def own_visits(_sample: Sample) -> Part:
    """Return the visits of the blog by week, with own visits counted and set aside."""
    log = sample_folder() / "blog" / "access.log"
    with_own, without = read_log(log), read_log(log, own=[OWN_ADDRESS])
    all_visits, others = _by_week(with_own.days, "visits"), _by_week(without.days, "visits")
    pages, bots = (float(with_own.days[name].sum()) for name in ("page_views", "bot_views"))
    week = OWN_WEEK - 1
    own = all_visits[week] - others[week]
    rows = [
        (f"{number}", number_words(every), number_words(every - rest), number_words(rest))
        for number, (every, rest) in enumerate(zip(all_visits, others, strict=True), 1)
    ]
    lines = [
        (
            f"In week {OWN_WEEK}, {number_words(own)} of {number_words(all_visits[week])} visits were Nadia's own, "
            "while she worked on the design."
        ),
        (
            f"The log shows from which address each visit came. Nadia named hers, {OWN_ADDRESS}, so these visits are "
            "set aside."
        ),
        (
            f"Crawlers (programs that read pages, mostly for search engines) made {number_words(bots)} of "
            f"{number_words(bots + pages)} page views ({share_words(bots / (bots + pages))}). They are set aside in "
            "every week."
        ),
    ]
    return Part(
        "Own visits",
        lines,
        ("Week", "Visits", "Own", "Of others"),
        rows,
        "Visits of the blog by week.",
        f"Bars of visits to the blog for {WEEKS} weeks, own visits above those of others. Own visits stand out in week "
        f"{OWN_WEEK}: {number_words(own)} of {number_words(all_visits[week])}.",
        partial(numbers_figures.own_visits, all_visits, others, OWN_WEEK),
    )


def _by_week(days: pd.DataFrame, name: str) -> list[float]:
    weeks = [0.0] * WEEKS
    for day, value in zip(days["date"], days[name], strict=True):
        if 1 <= (week := week_of(day.date())) <= WEEKS:
            weeks[week - 1] += float(value)
    return weeks


def defined(_sample: Sample) -> Part:
    """Return how each figure of the course is defined."""
    held = definitions().definitions.values()
    rows = [(one.name, one.numerator, one.denominator, one.backing()) for one in held]
    lines = [
        f"{len(rows)} figures. Many are called engagement rate, and each has something else above or below the line.",
        "SEEN: the source was read for this course. KNOWN: not read again. ESTIMATE: our judgment.",
    ]
    heads = ("Figure", "Above the line", "Below the line", "Mark, month and source")
    return Part("Definitions", lines, heads, rows, "Every figure of the course, and who says so.")
