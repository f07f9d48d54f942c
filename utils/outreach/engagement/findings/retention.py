"""Who stays on the list, by the month of joining."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pandas as pd

from outreach.engagement.findings.finding import Finding
from outreach.engagement.findings.words import count_words, day_words, share_of
from outreach.engagement.measuring.display import rate_words
from outreach.engagement.measuring.retention import Cohort, Member, cohorts, months_later

if TYPE_CHECKING:
    from datetime import date

    from outreach.engagement.findings.chosen import Chosen

MOST_PEOPLE = 5_000
MOST_MONTHS = 18
AFTER = (1, 3, 6)
"""Months after joining that are shown."""

TOLD = 3
"""Months after joining that the sentence tells."""


@dataclass(frozen=True)
class Retention(Finding):
    """Those who joined, by month, and how many were still there later."""

    cohorts: tuple[Cohort, ...] = ()


def retention(chosen: Chosen) -> Retention | str:
    """Return who stays, or why there is no such finding."""
    if chosen.people is None or chosen.people.empty:
        return (
            "No file lists the days on which people joined and left. Export the audience or subscribers of your letter."
        )
    people = chosen.people[chosen.people["joined"].notna().to_numpy()].sort_values("joined", kind="stable")
    until = _until(chosen, people)
    people = people[(people["joined"] < pd.Timestamp(until) + timedelta(days=1)).to_numpy()]
    wrong = (people["left"] < people["joined"]).to_numpy()
    people = people[~wrong]
    left_out = max(0, len(people) - MOST_PEOPLE)
    if people.empty:
        return "No day of joining could be read for anybody on the list."
    newest = people.tail(MOST_PEOPLE)
    members = [
        Member(joined.date(), None if pd.isna(left) else left.date())
        for joined, left in zip(newest["joined"], newest["left"], strict=True)
    ]
    old = [member for member in members if months_later(member.joined, TOLD) <= until]
    stayed = sum(member.left is None or member.left > months_later(member.joined, TOLD) for member in old)
    found = cohorts(members, until)
    title = f"{stayed} of {count_words(len(old), 'reader')} stayed {TOLD} months"
    sentence = f"Of those who joined, {share_of(stayed, len(old), 'people')} were still there {TOLD} months later."
    if not old:
        title = "Too early to tell who stays"
        sentence = f"{count_words(len(members), 'person', 'people')} joined, none of them {TOLD} months ago yet."
    notes = [f"Counted until {day_words(until)}. A month is told once everybody of it can have reached it."]
    if wrong.any():
        notes.append(
            f"{count_words(int(wrong.sum()), 'person', 'people')} left before joining, by the export; left out."
        )
    if left_out:
        notes.append(f"The newest {MOST_PEOPLE:,} are counted; {left_out:,} joined before them.")
    if len(found) > MOST_MONTHS:
        notes.append(f"The last {MOST_MONTHS} months are shown.")
    return Retention(
        title,
        sentence,
        f"Table of {count_words(min(len(found), MOST_MONTHS), 'month')} of joining. {title}.",
        ("Joined in", "People", *(f"Still there after {count_words(months, 'month')}" for months in AFTER)),
        tuple(_row(cohort) for cohort in found[-MOST_MONTHS:]),
        tuple(notes),
        found,
    )


def _until(chosen: Chosen, people: pd.DataFrame) -> date:
    if chosen.period is not None:
        return chosen.period[1]
    last: date = max(day.date() for day in (people["joined"].max(), people["left"].max()) if not pd.isna(day))
    return last if chosen.last is None else max(last, chosen.last)


def _row(cohort: Cohort) -> tuple[str, ...]:
    kept = (
        rate_words(cohort.kept[months].part, cohort.joined) if months < len(cohort.kept) else "not yet"
        for months in AFTER
    )
    return cohort.month, str(cohort.joined), *kept
