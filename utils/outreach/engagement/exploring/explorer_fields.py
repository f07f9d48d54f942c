"""The fields of the explorer, and what their values mean."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from outreach.engagement.exploring.looks import LABELS
from outreach.engagement.exploring.setting import ABOUT, LONGEST, OWN_DATES, PERIODS
from outreach.engagement.findings.words import channel_name
from outreach.engagement.sample.happened.visits import OWN_ADDRESS
from outreach.form import Field, Option
from outreach.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from outreach.engagement.exploring.explorer import Explorer
    from outreach.engagement.importing.imported import ImportedFile

NOT_SAID = ""
ORDERS = {NOT_SAID: "Not said yet", "MDY": "The month comes first", "DMY": "The day comes first"}
MOST_ASKED = 40
"""Files that are asked about at once; the others come when these are answered."""

OWN_HELP = (
    "So that your own visits do not count. Addresses or networks as the log writes them, parted by commas, such as "
    "203.0.113.7. A page on the web that shows your address can tell you yours. They stay on this computer."
)
COLUMNS_HELP = "Each column and what it means, parted by commas, such as Day=date, Readers=visitors."


def field_name(about: str, path: str) -> str:
    """Return how the field for one answer about one file is called, the same for that file every time."""
    return f"{about}-{hashlib.sha256(path.encode('utf-8', 'replace')).hexdigest()[:12]}"


def asked_fields(explorer: Explorer) -> dict[str, tuple[str, str, Field]]:
    """Return the fields about single files, by name: path, what it is about, and the field.

    What was answered stays there, so that it can be changed.
    """
    made: dict[str, tuple[str, str, Field]] = {}
    for file in explorer.imported.files:
        said = explorer.setting.said.get(file.path, {})
        asked = {one.about: one for one in file.asked}
        for about in ABOUT:
            is_own_column = about == "columns" and (bool(file.suggested) or "columns" in said)
            if about in asked or about in said or is_own_column:
                choices = asked[about].choices if about in asked else ()
                words = asked[about].sentence if about in asked else ""
                name = field_name(about, file.path)
                made[name] = file.path, about, _asked(name, about, file, choices, words, explorer)
        if len(made) >= MOST_ASKED:
            break
    return made


def _asked(name: str, about: str, file: ImportedFile, choices: Iterable[str], words: str, explorer: Explorer) -> Field:
    group = one_line(file.path)
    if about == "dates":
        return Field(
            name, "radio", "How are its dates written?", words, options=_options(ORDERS), inline=True, group=group
        )
    if about == "channel":
        held = explorer.setting.said.get(file.path, {}).get("channel", "")
        known = dict.fromkeys([*choices, *([held] if held else []), *(explorer.channels if not choices else ())])
        options = {NOT_SAID: "Not said yet", **{one: channel_name(one) for one in known}}
        return Field(name, "select", "Which place is it from?", words, options=_options(options), group=group)
    if about == "period":
        label = "First and last day of its numbers"
        return Field(name, "text", label, words or "Such as 2026-03-01/2026-03-31.", limit=60, group=group)
    suggestion = ", ".join(f"{header}={meaning}" for header, meaning in file.suggested.items())
    help_ = f"{COLUMNS_HELP} It looks like this: {suggestion}" if suggestion else COLUMNS_HELP
    return Field(name, "text", "What its columns mean", help_, limit=1000, group=group)


def read_fields(explorer: Explorer) -> list[Field]:
    """Return the fields below what was read."""
    example = "" if explorer.is_own else f" Nadia's, in this log, is {OWN_ADDRESS}."
    own = Field("own", "text", "Your own addresses", OWN_HELP + example, limit=1000)
    return [*(field for _, _, field in asked_fields(explorer).values()), own]


def read_values(explorer: Explorer) -> dict[str, Any]:
    """Return their values."""
    said = explorer.setting.said
    asked = {name: said.get(path, {}).get(about, "") for name, (path, about, _) in asked_fields(explorer).items()}
    return {**asked, "own": explorer.setting.own}


def look_fields(explorer: Explorer, figures: Iterable[str]) -> list[Field]:
    """Return the fields right above the figure."""
    channels = {name: channel_name(name) for name in explorer.channels}
    is_own_dates = explorer.setting.period == OWN_DATES
    return [
        Field("channels", "checks", "Channels", options=_options(channels), inline=True, hidden=not channels),
        Field("period", "select", "Which days?", options=_options(PERIODS)),
        Field("first", "text", "From", "A day such as 2026-03-02.", limit=20, hidden=not is_own_dates),
        Field("last", "text", "To", "A day such as 2026-08-30.", limit=20, hidden=not is_own_dates),
        Field(
            "figure",
            "radio",
            "What do you want to see?",
            options=_options({name: LABELS[name] for name in figures}),
            inline=True,
        ),
    ]


def look_values(explorer: Explorer, figure: str) -> dict[str, Any]:
    """Return their values; no channel named means all of them."""
    setting = explorer.setting
    chosen = [name for name in explorer.channels if name in setting.channels]
    return {
        "channels": chosen or list(explorer.channels),
        "period": setting.period,
        "first": setting.first,
        "last": setting.last,
        "figure": figure,
    }


def below_fields() -> list[Field]:
    """Return what is written down of this look."""
    return [
        Field(
            "mine",
            "textarea",
            "What I take from it",
            "A sentence or two of your own: what you saw, how sure it is, and what you will do or leave.",
            rows=3,
            limit=LONGEST,
        ),
        Field("again", "text", "Look again on", "A day such as 2026-11-29.", limit=20),
    ]


def _options(texts: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(key, text) for key, text in texts.items())
