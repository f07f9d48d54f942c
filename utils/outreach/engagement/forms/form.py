"""What every form of an export can do: tell whether a file has it, and read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from outreach.engagement.reading.counted import SetAside
    from outreach.engagement.reading.opened import Opened

Kind = Literal["posts", "days", "breakdown", "activity", "people", "visits", "log", "own"]
"""What a row of the export is: a post, a day, a group (a country, a query), something the owner did, a person on a
list, a single visit or request, an entry of a log of one's own, or a column that the learner has named."""

Order = Literal["MDY", "DMY"]


@dataclass(frozen=True)
class Answers:
    """What the learner has said about a file that the file does not say itself.

    ``dates`` is the order of day and month, ``channel`` the place the file is from, ``period`` its first and last day,
    ``own`` addresses or networks of the practice, ``columns`` what one's own columns mean (header to role or metric).
    """

    dates: Order | None = None
    channel: str = ""
    period: tuple[str, str] | None = None
    own: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """Something the file does not say and that is never guessed.

    ``about`` is the name in `Answers`, ``sentence`` says what was seen and why it matters, ``choices`` are its answers.
    """

    about: Literal["dates", "channel", "period"]
    sentence: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What was read from one file.

    Attributes
    ----------
    rows
        The tidy table, see `outreach.engagement.table.tidy`.
    columns
        Headers as they stand in the file, to the metric they became.
    set_aside
        Rows that could not be read or are no facts, counted by reason.
    warnings
        Sentences for people about what the numbers can and cannot say.
    asked
        What must be answered first; ``rows`` then lacks what depends on it.
    ties
        Who answered whom, without names: columns ``thread, post, author, parent, when, own``. ``author`` is a number
        that means nothing outside this file; ``parent`` is the post that was answered, "" for a first post; ``own``
        says whether the owner wrote it.
    people
        A list's people without names: columns ``joined`` and ``left`` (NaT: still there).
    detail
        Tables by name that do not fit the tidy form, such as the referrers of an access log.
    records
        How many records of the file became facts; None where they are counted by what the rows speak of.
    """

    rows: pd.DataFrame
    columns: Mapping[str, str] = field(default_factory=dict)
    set_aside: tuple[SetAside, ...] = ()
    warnings: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    ties: pd.DataFrame | None = None
    people: pd.DataFrame | None = None
    detail: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    records: int | None = None


class Form(Protocol):
    """One export of one platform.

    ``platform`` is said to people ("LinkedIn"), ``export`` too ("creator analytics workbook"); ``channel`` stands in
    the table. ``how`` says in one sentence how to export it. ``wanted`` are the names that it is known by, for a file
    that comes near.
    """

    @property
    def platform(self) -> str:
        """Return its name for people."""
        ...

    @property
    def export(self) -> str:
        """Return which of the platform's exports it is, for people."""
        ...

    @property
    def kind(self) -> Kind:
        """Return what a row of it is."""
        ...

    @property
    def how(self) -> str:
        """Return how to export it, as one sentence."""
        ...

    @property
    def wanted(self) -> tuple[str, ...]:
        """Return the names that it is known by."""
        ...

    def fit(self, file: Opened) -> int:
        """Return how much of this form the file shows, by its content: 0 is none. The highest of all forms reads it."""
        ...

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the file.

        Raises
        ------
        OutreachError
            If it cannot be read; the sentence says what was seen and what to do.
        """
        ...


@runtime_checkable
class ReadsTogether(Form, Protocol):
    """A form whose files belong together, such as the logs of one server that were parted by size."""

    def read_together(
        self, files: Sequence[Opened], answers: Answers, progress: Callable[[int, int], None] | None = None
    ) -> Reading:
        """Read all of them as one; what stands in two of them counts once."""
        ...
