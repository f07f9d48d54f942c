"""Lists of what the owner has published: a row is a post, and no number stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Asked, Reading
from outreach.engagement.forms.table_form import Rows, TableForm
from outreach.engagement.reading.counted import SetAside
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray


@dataclass(frozen=True)
class ActivityForm(TableForm):
    """A table with a row for each thing done.

    Attributes
    ----------
    did
        The metric that each row is one of.
    item_of
        Makes the item of the text under ``item``.
    """

    metrics: Mapping[str, str] = field(default_factory=dict)
    did: str = "posts"
    item_of: Callable[[pd.Series], pd.Series] = lambda text: text

    def _tidy(self, rows: Rows) -> Reading:
        asked: list[Asked] = []
        set_aside: list[SetAside] = []
        when = self._days(rows, self.published, asked, set_aside)
        if asked:
            return Reading(tidy.empty(), set_aside=tuple(set_aside), asked=tuple(asked))
        table = done(
            rows.answers.channel or self.channel,
            self.item_of(rows.text(*self.item)),
            rows.text(*self.title),
            when,
            self.did,
            rows.file.shown,
        )
        without = int(np.isnat(when).sum()) - sum(one.count for one in set_aside)
        if without > 0:
            set_aside.append(SetAside("posts without a day", without))
        columns = {rows.written[name]: self.did for name in self.published if name in rows.written}
        return Reading(table, columns=columns, set_aside=tuple(set_aside), records=len(table))


def done(
    channel: str, item: pd.Series, title: pd.Series, when: NDArray[np.datetime64], metric: str, source: str
) -> pd.DataFrame:
    """Return a row of the tidy table for each thing done on a known day."""
    known = ~np.isnat(when)
    made = pd.DataFrame(
        {
            "channel": channel,
            "item": item.to_numpy()[known],
            "title": title.to_numpy()[known],
            "published": when[known],
            "date": when[known].astype("datetime64[D]").astype("datetime64[s]"),
            "metric": metric,
            "value": np.ones(int(known.sum())),
            "window": tidy.DAY,
            "source": source,
        }
    )
    return tidy.table(made)
