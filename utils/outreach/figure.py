"""A plotly figure for the notebook that can be read without being seen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_HERE = Path(__file__).parent
_ESM = (_HERE / "figure.js").read_text(encoding="utf-8")
_CSS = (_HERE / "figure.css").read_text(encoding="utf-8")


class AccessibleFigure(anywidget.AnyWidget):
    """A figure with an alternative text and the same numbers as a table.

    The drawing library is asked of the kernel once for each page, so that it is
    neither fetched from a network nor saved in the notebook, as plotly's own
    widget does with five megabytes for each figure. A page without a kernel
    shows the table.
    """

    _esm = _ESM
    _css = _CSS

    figure: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    table_html = traitlets.Unicode().tag(sync=True)

    def __init__(self, figure: Figure, *, alt: str, table_html: str) -> None:
        """Show ``figure``; ``table_html`` is an escaped table with a caption."""
        super().__init__(figure=_plain(figure), alt=alt, table_html=table_html)
        self.on_msg(self._received)

    def __repr__(self) -> str:
        return f"AccessibleFigure({self.alt!r})"

    def update(self, figure: Figure, *, alt: str, table_html: str) -> None:
        """Show another figure in the same place, all three parts in one message."""
        with self.hold_sync():
            self.figure = _plain(figure)
            self.alt = alt
            self.table_html = table_html

    def _received(self, _widget: AccessibleFigure, content: Any, _buffers: Any) -> None:
        if isinstance(content, Mapping) and content.get("need") == "plotly":
            from plotly.offline import get_plotlyjs  # noqa: PLC0415 - five megabytes, only where one is drawn

            self.send({"library": "plotly"}, buffers=[get_plotlyjs().encode("utf-8")])


def _plain(figure: Figure) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(figure.to_json())
    return made
