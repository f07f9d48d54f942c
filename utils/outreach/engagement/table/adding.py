"""Add numbers of the tidy table, or say why they must not be added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.engagement.table import tidy
from outreach.engagement.table.metrics import RIGHT_WAY, WHY_NOT, metric
from outreach.errors import OutreachError
from outreach.wording import listed

if TYPE_CHECKING:
    import pandas as pd


class NotAdditiveError(OutreachError):
    """These numbers must not be added; the sentence names the right way."""


def total(rows: pd.DataFrame, name: str) -> float:
    """Return the sum of one metric over rows of the tidy table; 0 without a row of it.

    Raises
    ------
    NotAdditiveError
        If the metric counts people, is a level, a share or an average, and there is more than one number;
        if the windows differ, such as a day beside a lifetime; if a number stands there twice; or if the
        rows come from several sources for the same place, which may hold the same facts.
    """
    chosen = tidy.only(rows, (rows["metric"] == name).to_numpy())
    if len(chosen) <= 1:
        return float(chosen["value"].sum())
    known = metric(name)
    if known.adds != "yes":
        msg = f"{len(chosen)} numbers of {known.label} were not added: {WHY_NOT[known.adds]}. {RIGHT_WAY[known.adds]}."
        raise NotAdditiveError(msg)
    for place in sorted(chosen["channel"].unique()):
        _refuse_mixed(tidy.only(chosen, (chosen["channel"] == place).to_numpy()), known.label, str(place))
    return float(chosen["value"].sum())


def may_add(rows: pd.DataFrame, name: str) -> bool:
    """Return whether `total` gives a number for these rows."""
    try:
        total(rows, name)
    except NotAdditiveError:
        return False
    return True


def _refuse_mixed(rows: pd.DataFrame, label: str, place: str) -> None:
    where = f" of {place}" if place else ""
    windows = sorted({_kind(str(window)) for window in rows["window"].unique()})
    if len(windows) > 1:
        msg = (
            f"Numbers of {label}{where} were not added: some are for {' and some for '.join(windows)}, and "
            "the same fact is in both. "
            "Choose one of them, by its window."
        )
        raise NotAdditiveError(msg)
    facts = ["account", "item", "date", "window"]
    has_item = (rows["item"] != "").to_numpy()
    if has_item.any() and not has_item.all():
        msg = (
            f"Numbers of {label}{where} were not added: some are for single posts and some for all of them "
            "together, which "
            "holds the posts already. Choose one of them."
        )
        raise NotAdditiveError(msg)
    if len(by := _breakdowns(rows)) > 1:
        msg = (
            f"Numbers of {label}{where} were not added: the same facts stand there by {listed(by)}. Choose "
            "one of these."
        )
        raise NotAdditiveError(msg)
    # Where every item stands once no fact stands twice, and the other columns need no look.
    if rows["item"].duplicated().any() and rows.duplicated(facts).any():
        msg = (
            f"Numbers of {label}{where} were not added: the same fact stands there twice. "
            "Import the files together, so that what they share counts once."
        )
        raise NotAdditiveError(msg)


def _breakdowns(rows: pd.DataFrame) -> list[str]:
    """Return by what the rows part the same facts, such as query and page; nothing where they are posts or days."""
    if ": " not in str(rows["item"].iloc[0]):
        return []
    kinds = {str(item).partition(": ")[::2] for item in rows["item"].unique()}
    return sorted({kind for kind, _ in kinds}) if all(label for _, label in kinds) else []


def _kind(window: str) -> str:
    if window == "day":
        return "single days"
    if window == "lifetime":
        return "the whole life of a post"
    return "a stated period" if "/" in window else f"the window '{window}'"
