"""Files that say the same and are written differently, such as one that a spreadsheet has saved again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.engagement.forms.form import Form, Reading

_SOURCE = "source"


def without_copies(readings: Sequence[tuple[Form, Reading]]) -> tuple[list[tuple[Form, Reading]], list[str]]:
    """Return each reading once, and a sentence for lists of people of which there was a copy.

    People, ties and details have no ids by which they could be told one by one, so a list counts once only where it is
    the same from end to end.
    """
    kept: list[tuple[Form, Reading]] = []
    said: list[str] = []
    for form, reading in readings:
        alike = [other for known, other in kept if (known.platform, known.export) == (form.platform, form.export)]
        has_more = reading.detail or _filled(reading.people) or _filled(reading.ties)
        if has_more and any(map(_filled, _parts(reading))) and any(_is_same(reading, other) for other in alike):
            if reading.people is not None and len(reading.people):
                said.append(
                    f"{form.platform}, {form.export}: the same {len(reading.people):,} people stand in more than one "
                    "file. Each counts once."
                )
        else:
            kept.append((form, reading))
    return kept, said


def _parts(reading: Reading) -> list[pd.DataFrame | None]:
    return [reading.rows, reading.people, reading.ties]


def _filled(frame: pd.DataFrame | None) -> bool:
    return frame is not None and len(frame) > 0


def _is_same(one: Reading, other: Reading) -> bool:
    return all(_alike(*pair) for pair in zip(_parts(one), _parts(other), strict=True))


def _alike(one: pd.DataFrame | None, other: pd.DataFrame | None) -> bool:
    if one is None or other is None or one.empty or other.empty:
        return _filled(one) == _filled(other)
    if len(one) != len(other) or list(one.columns) != list(other.columns):
        return False
    return bool(np.array_equal(_marks(one), _marks(other)))


def _marks(frame: pd.DataFrame) -> np.ndarray:
    """Return a number for each row, in an order that does not hang on that of the rows."""
    plain = frame.drop(columns=_SOURCE, errors="ignore")
    plain = plain.astype({name: "str" for name in plain if isinstance(plain[name].dtype, pd.CategoricalDtype)})
    marks: np.ndarray = np.sort(np.asarray(pd.util.hash_pandas_object(plain, index=False), dtype="uint64"))
    return marks
