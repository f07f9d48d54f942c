"""What a learner has set in the explorer, and how it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from outreach.engagement.importing.answering import answers_from
from outreach.errors import OutreachError
from outreach.wording import listed
from outreach.workspace import WORK

if TYPE_CHECKING:
    from outreach.engagement.forms.form import Answers
    from outreach.workspace import Workspace

SETTING_FILE = "exploring.json"
EVERYTHING, LAST, BEFORE, OWN_DATES = "all", "last", "before", "dates"
PERIODS: dict[str, str] = {
    EVERYTHING: "Everything there is",
    LAST: "The last 13 weeks",
    BEFORE: "The 13 weeks before them",
    OWN_DATES: "From and to days of my own",
}
QUARTER = timedelta(weeks=13)
LONGEST = 2_000
"""Letters of what a learner takes from it; the other texts are shorter still."""

ABOUT = ("dates", "channel", "period", "columns")
"""What can be said about one file, by the names of `answering.answers_from`."""


@dataclass(frozen=True)
class Setting:
    """Everything that can be set.

    ``channels`` are those to look at, all if none is named. ``said`` is what was said about single files, by their path
    and by what it is about. ``own`` are the addresses of one's own visits, as they were typed.
    """

    channels: tuple[str, ...] = ()
    period: str = EVERYTHING
    first: str = ""
    last: str = ""
    figure: str = ""
    own: str = ""
    said: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    mine: str = ""
    again: str = ""

    def with_said(self, path: str, about: str, answer: str) -> Setting:
        """Return the same with another answer about one file; an empty one takes it back."""
        of_file = {**self.said.get(path, {}), about: answer}
        kept = {name: text for name, text in of_file.items() if text.strip()}
        others = {name: held for name, held in self.said.items() if name != path}
        return replace(self, said={**others, path: kept} if kept else others)

    def answers(self) -> Answers:
        """Return what holds for all files.

        Raises
        ------
        OutreachError
            If an address cannot be understood.
        """
        answers = answers_from(own=self.own)
        if answers.own:
            # Loaded late: only who names own visits needs it.
            from outreach.engagement.access_log.own import own_marks

            own_marks(answers.own)  # refuses what is no address, with a sentence
        return answers

    def of_file(self, path: str) -> Answers:
        """Return what holds for a single file.

        Raises
        ------
        OutreachError
            If an answer cannot be understood.
        """
        return answers_from(**self.said.get(path, {}))

    def days(self, last: date | None) -> tuple[date, date] | None:
        """Return the first and last day to look at, None for all; ``last`` is the last day that there are numbers of.

        Raises
        ------
        OutreachError
            If days of one's own cannot be understood.
        """
        if self.period == OWN_DATES:
            return _span(self.first, self.last)
        if last is None or self.period == EVERYTHING:
            return None
        # Whole weeks: the last one ends with the last Sunday there are numbers of.
        sunday = last - timedelta(days=(last.weekday() + 1) % 7)
        end = sunday - QUARTER if self.period == BEFORE else sunday
        return end - QUARTER + timedelta(days=1), end

    def look_again(self) -> date | None:
        """Return the day to look again; None where none is named.

        Raises
        ------
        OutreachError
            If it is no day.
        """
        return _day(self.again, "look again on") if self.again.strip() else None


def _span(first: str, last: str) -> tuple[date, date]:
    one, two = _day(first, "from"), _day(last, "to")
    if two < one:
        raise OutreachError(f"The last day, {two}, comes before the first, {one}. Turn them around.")
    return one, two


def _day(typed: str, where: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise OutreachError(f"For “{where}” a day such as 2026-08-30 was expected; this is {typed[:40]!r}.") from None


_WORDS: dict[str, str] = {
    "channels": "the channels",
    "period": "the period",
    "first": "its first day",
    "last": "its last day",
    "figure": "the figure",
    "own": "your own addresses",
    "said": "what you said about single files",
    "mine": "what you take from it",
    "again": "the day to look again",
}


def kept_setting(space: Workspace) -> tuple[Setting, str]:
    """Return what was set last time, and a sentence where a part of it could not be used; the other parts stay."""
    kept = space.read_json(SETTING_FILE)
    usable: dict[str, Any] = {}
    lost = []
    for part in fields(Setting):
        if part.name in kept:
            value = _usable(part.name, kept[part.name])
            if value is None:
                lost.append(_WORDS[part.name])
            else:
                usable[part.name] = value
    note = (
        f"In {WORK}/{SETTING_FILE} this could not be used and begins anew: {listed(lost)}. The rest is as you left it."
    )
    return Setting(**usable), note if lost else ""


def _usable(name: str, value: Any) -> Any:
    """Return a kept value as a setting holds it; None where it cannot be used."""
    if name == "channels":
        return tuple(value) if isinstance(value, list) and all(isinstance(one, str) for one in value) else None
    if name == "said":
        return _said(value)
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    return value if name != "period" or value in PERIODS else None


def _said(value: Any) -> dict[str, dict[str, str]] | None:
    if not isinstance(value, Mapping):
        return None
    for held in value.values():
        if not isinstance(held, Mapping) or any(
            about not in ABOUT or not isinstance(held[about], str) for about in held
        ):
            return None
    return {path: dict(held) for path, held in value.items()}


def keep_setting(space: Workspace, setting: Setting, before: Setting) -> None:
    """Keep what differs from the setting ``before``, beside what else the file holds.

    Another window may have kept something else meanwhile, and takes nothing from this one.
    """
    new, old = _plain(setting), _plain(before)
    changed = {part: value for part, value in new.items() if old[part] != value}

    def merged(content: dict[str, Any]) -> dict[str, Any]:
        after = {**content, **changed}
        if "said" in changed:
            after["said"] = _merged_said(_said(content.get("said")) or {}, old["said"], new["said"])
        return after

    if changed:
        space.update_json(SETTING_FILE, merged)


def _merged_said(
    kept: dict[str, dict[str, str]], old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """Return what is kept with only those answers changed that were changed here."""
    for path in {*old, *new}:
        for about in ABOUT:
            was, is_now = old.get(path, {}).get(about, ""), new.get(path, {}).get(about, "")
            if was != is_now:
                held = {**kept.get(path, {}), about: is_now}
                kept[path] = {name: text for name, text in held.items() if text}
    return {path: held for path, held in kept.items() if held}


def _plain(setting: Setting) -> dict[str, Any]:
    plain = asdict(setting)
    plain["channels"] = list(setting.channels)
    plain["said"] = {path: dict(held) for path, held in setting.said.items()}
    return plain
