"""Errors that are written for the person who meets them."""

from __future__ import annotations


class OutreachError(Exception):
    """A sentence for a person: what was seen, what was expected, what to do next.

    The command line prints it without a traceback, and so does a notebook
    (IPython asks an exception for ``_render_traceback_``). Programming errors
    are ordinary exceptions and still raise with their traceback.
    """

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class SourceError(OutreachError):
    """Something in the course source is wrong; names the file and the line."""

    def __init__(self, file: object, line: int | None, what: str) -> None:
        self.file = str(file)
        self.line = line
        self.what = what
        where = self.file if line is None else f"{self.file}:{line}"
        super().__init__(f"{where}: {what}")


class WorkspaceError(OutreachError):
    """Something could not be kept or read in the learner's folder."""
