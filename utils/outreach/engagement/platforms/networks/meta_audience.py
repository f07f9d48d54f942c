"""Followers of Facebook pages and Instagram accounts by age, gender, city and country."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from outreach.engagement.forms.form import Asked, Reading
from outreach.engagement.platforms.networks.meta_days import PLACES
from outreach.engagement.platforms.shared.columns import amounts
from outreach.engagement.reading.counted import set_aside
from outreach.engagement.reading.rows import blocks, key, outline
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from outreach.engagement.forms.form import Answers, Kind
    from outreach.engagement.reading.opened import Opened

AGES, CITIES, COUNTRIES = "age and gender", "city", "country"
SECTIONS: tuple[tuple[str, str], ...] = (
    (r"age (?:range )?(?:&|and) gender|gender (?:&|and) age|faixa etária e gênero", AGES),
    (r"top cities|principais cidades", CITIES),
    (r"top countries|principais países", COUNTRIES),
)
FOLLOWERS = re.compile(r"\bfollowers\b")
_NUMBER = re.compile(r"<?[\d.,\s]+%?")


@dataclass(frozen=True)
class Share:
    """A share of the followers, or how many they are."""

    place: str
    item: str
    metric: str
    text: str


@dataclass(frozen=True)
class MetaAudience:
    """The export of an audience: sections one below the other, each with a title."""

    platform: str = "Facebook or Instagram"
    export: str = "audience export of Meta Business Suite"
    kind: Kind = "breakdown"
    how: str = "In Meta Business Suite open Insights, then Audience, and choose Export."
    channel: str = ""
    wanted: ClassVar[tuple[str, ...]] = ("age & gender", "top cities", "top countries")

    def fit(self, file: Opened) -> int:
        """Return 20 for each kind of section whose title stands in the file, from two on."""
        seen = outline(file)
        if seen is None:
            return 0
        kinds = {kind for line in seen.lines if len(filled := _filled(line)) == 1 and (kind := _section(filled[0]))}
        return 20 * len(kinds) if len(kinds) > 1 else 0

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the sections; see `Form.read`."""
        told = list(_shares([record for block in blocks(file) for record in block]))
        found = list(dict.fromkeys(told))
        if progress is not None:
            progress(file.size, file.size)
        nameless = any(not share.place for share in found)
        place = answers.channel if answers.channel in PLACES else ""
        asked: tuple[Asked, ...] = ()
        if nameless and not place:
            sentence = (
                f"The sections in {file.shown} do not say whether the followers are those of Facebook or of Instagram. "
                "Both write them alike."
            )
            asked = (Asked("channel", sentence, PLACES),)
        known = [share for share in found if share.place or place]
        texts = pd.Series([share.text for share in known], dtype="str")
        values, unread = amounts(texts, "Value")
        made = pd.DataFrame(
            {
                "channel": [share.place or place for share in known],
                "item": [share.item for share in known],
                "metric": [share.metric for share in known],
                "value": values,
                "window": tidy.NOT_STATED,
                "source": file.shown,
            }
        )
        return Reading(
            tidy.table(made.astype({"value": "float64"})),
            columns={share.item.split(":")[0]: "percent" for share in known if share.metric == "percent"},
            set_aside=(*unread, *set_aside("shares that stand there twice", [""] * (len(told) - len(found)))),
            warnings=("Shares are of the followers at the time of the export, which the file does not state.",),
            asked=asked,
            records=len(known),
        )


def _filled(record: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in record if cell.strip()]


def _section(title: str) -> str:
    return next((kind for words, kind in SECTIONS if re.search(words, key(title))), "")


def _place(title: str) -> str:
    return next((place for place in PLACES if place in key(title)), "")


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell)) and any(sign.isdigit() for sign in cell)


def _shares(records: Sequence[Sequence[str]]) -> Iterator[Share]:
    """Read section by section: rows of a label and a value, or a row of labels above a row of values."""
    place, kind = "", ""
    labels: list[str] = []
    for record in records:
        cells = _filled(record)
        if len(cells) == 1 and not _is_number(cells[0]):
            if (
                (_section(cells[0]) and _section(cells[0]) != kind)
                or _place(cells[0])
                or FOLLOWERS.search(key(cells[0]))
            ):
                place, kind, labels = _place(cells[0]), _section(cells[0]), []
            continue
        if not kind:
            if len(cells) == 1:
                yield Share(place, "", "followers", cells[0])
        elif kind == AGES:
            if not _is_number(cells[-1]):
                labels = [cell.strip() for cell in record]
            else:
                yield from _by_age(place, record, labels)
        elif all(map(_is_number, cells)) and len(labels) >= len(cells):
            yield from (
                Share(place, f"{kind}: {label}", "percent", cell) for label, cell in zip(labels, cells, strict=False)
            )
            labels = []
        elif _is_number(cells[-1]):
            yield Share(place, f"{kind}: {', '.join(cells[:-1])}", "percent", cells[-1])
        else:
            labels = cells


def _by_age(place: str, record: Sequence[str], labels: Sequence[str]) -> Iterator[Share]:
    """Return the shares of an age; a cell may be empty, so labels and values are matched by their places."""
    for label, cell in zip(labels[1:], record[1:], strict=False):
        if label and cell.strip():
            yield Share(place, f"{AGES}: {record[0].strip()}, {label}", "percent", cell.strip())


AUDIENCE = MetaAudience()
FORMS = (AUDIENCE,)
