"""A place to drop files in, or to choose them by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

import anywidget
import traitlets

from outreach.errors import OutreachError
from outreach.form import BOX_CSS

_HERE = Path(__file__).parent
_ESM = (_HERE / "drop_zone.js").read_text(encoding="utf-8")
_CSS = BOX_CSS + (_HERE / "drop_zone.css").read_text(encoding="utf-8")

LOST = "This file is not being copied any more. Drop it again."


class TakesParts(Protocol):
    """What takes one file that comes in parts; see `exports_folder.Coming`."""

    def add(self, data: bytes) -> None:
        """Take the next bytes."""
        ...

    def finish(self) -> Path:
        """Give the whole file its name."""
        ...

    def drop(self) -> None:
        """Forget what came so far."""
        ...


class DropZone(anywidget.AnyWidget):
    """Takes files in parts, so that a large one neither fills the memory nor blocks the page.

    The page sends ``{"do": "begin", "file": key, "name": ..., "size": ...}``, then "part" with the bytes beside it,
    then "end", or "stop" where it gives up; and "all" when everything has come. Each message is answered with
    ``{"file": key, "taken": ...}`` or ``{"file": key, "trouble": sentence}`` before the page sends the next one.
    """

    _esm = _ESM
    _css = _CSS

    title = traitlets.Unicode().tag(sync=True)
    words = traitlets.Unicode().tag(sync=True)

    def __init__(
        self, title: str, words: str, begin: Callable[[str, int], TakesParts], arrived: Callable[[], None]
    ) -> None:
        """Show a place for files.

        ``begin(name, size)`` returns what takes the parts; ``arrived()`` is called when all that was dropped has come.
        """
        super().__init__(title=title, words=words)
        self._begin = begin
        self._arrived = arrived
        self._coming: dict[str, TakesParts] = {}
        self.on_msg(self._received)

    def __repr__(self) -> str:
        return f"DropZone({self.title!r})"

    def _received(self, _widget: DropZone, content: Any, buffers: Any) -> None:
        if not isinstance(content, Mapping):
            return
        key = str(content.get("file", ""))
        try:
            self._take(key, content, buffers or ())
        except OutreachError as error:
            self._drop(key)
            self.send({"file": key, "trouble": str(error)})
            return
        self.send({"file": key, "taken": content.get("do")})

    def _take(self, key: str, content: Mapping[str, Any], buffers: Any) -> None:
        match content.get("do"):
            case "begin":
                self._drop(key)
                self._coming[key] = self._begin(*_named(content))
            case "part":
                for part in buffers:
                    self._known(key).add(bytes(part))
            case "end":
                self._known(key).finish()
                self._coming.pop(key)
            case "stop":
                self._drop(key)
            case "all":
                self._arrived()
            case _:
                raise OutreachError(LOST)

    def _known(self, key: str) -> TakesParts:
        if key not in self._coming:
            raise OutreachError(LOST)
        return self._coming[key]

    def _drop(self, key: str) -> None:
        if key in self._coming:
            self._coming.pop(key).drop()


def _named(content: Mapping[str, Any]) -> tuple[str, int]:
    name, size = content.get("name"), content.get("size")
    if not isinstance(name, str) or not isinstance(size, int) or isinstance(size, bool) or size < 0:
        raise OutreachError(LOST)
    return name, size
