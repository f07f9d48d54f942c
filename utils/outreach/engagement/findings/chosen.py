"""The part of what was imported that the findings are about: some channels and a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.findings.ties import told
from outreach.engagement.table import tidy
from outreach.errors import OutreachError
from outreach.wording import listed, one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from outreach.engagement.importing.imported import Imported

    Mask = NDArray[np.bool_]

LOGS = ("log", "own")
"""Kinds of files that people keep by hand."""


@dataclass(frozen=True)
class Instrument:
    """What counted: one export of one platform. Two of them may count the same, and are never added."""

    name: str
    is_log: bool = False


@dataclass(frozen=True)
class Chosen:
    """Rows of the tidy table, and what comes beside it, of the channels and the period that were chosen.

    ``channels`` are those of the rows, ``instruments`` what counted, by the ``source`` of a row, ``broken_clocks`` the
    channels whose time of day cannot be used. ``is_part`` tells that some channels were chosen of all.
    """

    rows: pd.DataFrame
    ties: pd.DataFrame | None
    people: pd.DataFrame | None
    detail: Mapping[str, pd.DataFrame]
    channels: tuple[str, ...]
    instruments: Mapping[str, Instrument]
    first: date | None
    last: date | None
    names: bool = False
    broken_clocks: frozenset[str] = frozenset()
    period: tuple[date, date] | None = None
    is_part: bool = False

    def of(self, channel: str) -> pd.DataFrame:
        """Return the rows of one channel."""
        return tidy.only(self.rows, among(self.rows, "channel", (channel,)))


def among(rows: pd.DataFrame, column: str, values: Collection[str]) -> Mask:
    """Return which rows have one of these values in a column of categories."""
    categories = rows[column].cat
    wanted, codes = categories.categories.isin(list(values)), categories.codes.to_numpy()
    if wanted.sum() == 1:  # to look for one number among millions is much quicker than to look each of them up
        mask: Mask = codes == int(wanted.argmax())
        return mask
    # The last place is that of what is missing, whose code is -1.
    looked_up: Mask = np.append(wanted, False)[codes]
    return looked_up


def present(rows: pd.DataFrame, column: str) -> tuple[str, ...]:
    """Return the values of a column of categories that some row has, in the order of the alphabet."""
    categories = rows[column].cat
    seen = np.unique(categories.codes.to_numpy())
    return tuple(sorted(str(categories.categories[code]) for code in seen))


def with_metric(rows: pd.DataFrame, metrics: Collection[str]) -> pd.DataFrame:
    """Return the rows of these metrics that are of a channel as a whole, and not of a post or page."""
    chosen_rows = rows[among(rows, "metric", metrics)]
    whole: pd.DataFrame = chosen_rows[(chosen_rows["item"] == "").to_numpy()]
    return whole


def chosen(
    imported: Imported,
    *,
    channels: Sequence[str] = (),
    period: tuple[date, date] | None = None,
    names: bool = False,
) -> Chosen:
    """Return what was imported of these channels, all if none is named, and of this period, both days in it.

    Raises
    ------
    OutreachError
        If a channel is named that no file speaks of, or the period ends before it begins.
    """
    rows = imported.table
    held = present(rows, "channel")
    wanted = tuple(dict.fromkeys(name.strip().casefold() for name in channels if name.strip()))
    unknown = [name for name in wanted if name not in held]
    if unknown:
        raise OutreachError(
            f"No file speaks of the channel {one_line(unknown[0])!r}. Those that there are: {listed(held) or 'none'}."
        )
    if period is not None and period[1] < period[0]:
        raise OutreachError(
            f"The last day of the period, {period[1]}, comes before the first, {period[0]}. Turn them around."
        )
    ties = told(imported.ties)
    if wanted:
        rows = rows[among(rows, "channel", wanted)]
        ties = None if ties is None else ties[ties["channel"].isin(wanted).to_numpy()]
    if period is not None:
        rows = rows[_within(rows, period)]
        ties = None if ties is None else ties[_between(ties["when"], period)]
    first, last = _ends(rows, ties, period)
    return Chosen(
        rows,
        None if ties is None or ties.empty else ties,
        _people(imported.people, wanted),
        imported.detail,
        tuple(name for name in present(rows, "channel") if name) if len(rows) else (),
        _instruments(imported),
        first,
        last,
        names,
        broken_clocks=_broken_clocks(imported.detail.get("clock")),
        period=period,
        is_part=bool(wanted),
    )


def ends_of_spans(rows: pd.DataFrame) -> tuple[date, date] | None:
    """Return the first and last day of the stated ranges that rows are for, or None."""
    spans = [window.split("/") for window in present(rows, "window") if "/" in window] if len(rows) else []
    if not spans:
        return None
    return min(pd.Timestamp(one) for one, _ in spans).date(), max(pd.Timestamp(two) for _, two in spans).date()


def _people(people: pd.DataFrame | None, wanted: Collection[str]) -> pd.DataFrame | None:
    if people is None or not wanted or "channel" not in people:
        return people
    mine: pd.DataFrame = people[people["channel"].isin(list(wanted)).to_numpy()]
    return mine


def _broken_clocks(clocks: pd.DataFrame | None) -> frozenset[str]:
    """Return the channels of which some file has no time of day that can be used."""
    if clocks is None or clocks.empty:
        return frozenset()
    return frozenset(clocks.loc[~clocks["usable"].to_numpy(dtype=bool), "channel"].astype("str"))


def _instruments(imported: Imported) -> dict[str, Instrument]:
    found = {
        file.path: Instrument(f"{file.platform}, {file.export}", file.kind in LOGS)
        for file in imported.files
        if file.platform
    }
    others = [source for source in map(str, imported.table["source"].cat.categories) if source not in found]
    # An archive that became one reading names itself as the source, and its parts as files, or the other way round.
    near = {
        source: next(
            (one for path, one in found.items() if source and (path.startswith(source) or source.startswith(path))),
            None,
        )
        for source in others
    }
    return {**found, **{source: one or Instrument("another file") for source, one in near.items()}}


def _within(rows: pd.DataFrame, period: tuple[date, date]) -> Mask:
    days = rows["date"].where(rows["date"].notna(), rows["published"])
    inside = _between(days, period)
    spans = [window for window in present(rows, "window") if "/" in window]
    fits = [window for window in spans if _fits(window, period)]
    is_span = among(rows, "window", spans) & rows["published"].isna().to_numpy()
    return np.where(is_span, among(rows, "window", fits), inside)


def _fits(window: str, period: tuple[date, date]) -> bool:
    first, last = (pd.Timestamp(day).date() for day in window.split("/"))
    return bool(period[0] <= first and last <= period[1])


def _between(days: pd.Series, period: tuple[date, date]) -> Mask:
    first, last = np.datetime64(period[0], "s"), np.datetime64(period[1], "s") + np.timedelta64(1, "D")
    moments = days.to_numpy().astype("datetime64[s]")
    mask: Mask = (moments >= first) & (moments < last)
    return mask


def _ends(
    rows: pd.DataFrame, ties: pd.DataFrame | None, period: tuple[date, date] | None
) -> tuple[date | None, date | None]:
    """Return the first and last day that is spoken of, none of them outside the period.

    A post of the period may carry a number for a range that is longer.
    """
    days = [rows["date"].min(), rows["date"].max(), rows["published"].min(), rows["published"].max()]
    if ties is not None and len(ties):
        days += [ties["when"].min(), ties["when"].max()]
    some = [day for day in days if not pd.isna(day)]
    spans = ends_of_spans(rows)
    if spans:
        some += [pd.Timestamp(day) for day in spans]
    if not some:
        return None, None
    first, last = min(some).date(), max(some).date()
    return (first, last) if period is None else (max(first, period[0]), min(last, period[1]))
