"""Keeps what was made of the file that was read last: several forms look at the same file, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import ref

from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.engagement.reading.opened import Opened

T = TypeVar("T")


class Recent(Generic[T]):
    """What was made of one file, or the sentence why nothing could be made of it."""

    def __init__(self) -> None:
        self._file: ref[Opened] | None = None
        self._made: T | OutreachError | None = None

    def of(self, file: Opened, make: Callable[[Opened], T]) -> T:
        """Return what was made of this file before, or make it now and forget the file before."""
        if self._file is None or self._file() is not file:
            self._made = None
            try:
                made: T | OutreachError = make(file)
            except OutreachError as error:
                made = error
            self._file, self._made = ref(file), made
        if isinstance(self._made, OutreachError):
            raise self._made.with_traceback(None)
        return self._made  # type: ignore[return-value] # it is not None here: it was just made, or is of this file
