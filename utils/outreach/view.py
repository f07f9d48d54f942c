"""What every interactive thing of the course has in common: three ways to be read."""

from __future__ import annotations

import html
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ipywidgets import DOMWidget

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


class View(ABC):
    """Something to see in a notebook, with a summary that can be compared.

    ``summary`` is the deterministic ``text/plain`` that nbval compares and a
    terminal shows; ``page`` is the static ``text/html`` that a page without a
    kernel shows and a screen reader reads; ``widget`` is the live form of the
    same thing, made only when a notebook displays the view.
    """

    @abstractmethod
    def summary(self) -> str:
        """Return the text that stands for this view, the same at every run."""

    @abstractmethod
    def page(self) -> str:
        """Return static HTML for this view, every foreign text escaped."""

    @abstractmethod
    def widget(self) -> DOMWidget:
        """Return the live widget for this view."""

    def __repr__(self) -> str:
        return self.summary()

    def _repr_mimebundle_(self, **_kwargs: object) -> dict[str, Any]:
        live = self.widget()
        return {
            "text/plain": self.summary(),
            "text/html": self.page(),
            WIDGET_VIEW: {
                "version_major": 2,
                "version_minor": 0,
                "model_id": live.model_id,
            },
        }


@dataclass(frozen=True, repr=False)
class Saved:
    """What was kept and where, as a sentence."""

    sentence: str

    def __repr__(self) -> str:
        return self.sentence

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(self.sentence)}</p>"
