"""A progress bar for files that take a while, on the error stream, so that what is printed can go to a file."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LARGE = 20_000_000
"""Bytes from which a file takes long enough to be told of."""


@contextmanager
def progress_bar(console: Console | None = None) -> Iterator[Callable[[str, int, int], None]]:
    """Show how far a large file is read; yields what is told the file, its bytes that are done, and all of them.

    Small files are not shown, and nothing is where the error stream is no terminal.
    """
    console = console or Console(stderr=True)
    if not console.is_terminal:
        yield lambda _file, _done, _all: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        tasks = {}

        def tell(file: str, done: int, whole: int) -> None:
            if whole < LARGE:
                return
            if file not in tasks:
                tasks[file] = shown.add_task(PurePath(file).name, total=whole)
            shown.update(tasks[file], completed=done, total=whole)

        yield tell
