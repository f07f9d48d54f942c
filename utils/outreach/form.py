"""A form for the notebook that works with the keyboard alone and with a screen reader.

The standard widgets leave sliders without a name and arrow keys to the
notebook (see ipywidgets issue 2650), so the course draws its own fields from
plain HTML elements: one widget, described by data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from outreach.errors import OutreachError

_HERE = Path(__file__).parent
_ESM = (_HERE / "form.js").read_text(encoding="utf-8")
BOX_CSS = (_HERE / "box.css").read_text(encoding="utf-8")
"""How every live part of the course looks: its frame, its buttons, and where the keyboard is."""

_CSS = BOX_CSS + (_HERE / "form.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Option:
    """One thing to choose in a field."""

    id: str
    text: str


@dataclass(frozen=True)
class Field:
    """One field. ``kind`` is radio, checks, number, text, textarea, order, range, select or action.

    A ``range`` is a slider and a number field for the same value, ``unit`` is
    written behind the number. ``label_html`` is shown instead of the label
    where it holds markup; it must be escaped by whoever makes it. An
    ``action`` is a button that stands among the fields. Fields that follow each
    other and have the same ``group`` stand in one frame under that name. Options
    of an ``inline`` field stand beside each other.
    """

    name: str
    kind: str
    label: str
    help: str = ""
    label_html: str = ""
    options: tuple[Option, ...] = ()
    minimum: float = 0
    maximum: float = 100
    step: float = 1
    unit: str = ""
    rows: int = 5
    hidden: bool = False
    limit: int = 20_000
    inline: bool = False
    group: str = ""


@dataclass(frozen=True)
class Button:
    """Something to press."""

    name: str
    label: str
    primary: bool = False
    disabled: bool = False


@dataclass(frozen=True)
class Section:
    """Something that opens below the form, such as a hint. ``html`` is escaped already."""

    name: str
    title: str
    html: str
    open: bool = True


class Form(anywidget.AnyWidget):
    """Fields, buttons, a status line that screen readers announce, and sections below."""

    _esm = _ESM
    _css = _CSS

    title = traitlets.Unicode().tag(sync=True)
    prompt_html = traitlets.Unicode().tag(sync=True)
    fields: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    values: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    buttons: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    sections: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    status_html = traitlets.Unicode().tag(sync=True)
    status_kind = traitlets.Unicode("plain").tag(sync=True)
    edits = traitlets.Int(0).tag(sync=True)
    kept = traitlets.Int(0).tag(sync=True)
    keeps = traitlets.Bool(default_value=False).tag(sync=True)
    kept_well = traitlets.Bool(default_value=True).tag(sync=True)

    def __init__(
        self,
        *,
        fields: Iterable[Field] = (),
        values: Mapping[str, Any] | None = None,
        buttons: Iterable[Button] = (),
        title: str = "",
        prompt_html: str = "",
        status_html: str = "",
        keeps: bool = False,
    ) -> None:
        """Make a form; ``keeps`` shows whether what was typed has been kept."""
        super().__init__(
            title=title,
            prompt_html=prompt_html,
            fields=[asdict(field) for field in fields],
            values=dict(values or {}),
            buttons=[asdict(button) for button in buttons],
            status_html=status_html,
            keeps=keeps,
        )
        self._on_change: list[Callable[[str, Any], None]] = []
        self._on_click: list[Callable[[str], None]] = []
        self._seen = dict(self.values)
        self.observe(self._changed, names="values")
        self.observe(self._edited, names="edits")
        self.on_msg(self._received)

    def __repr__(self) -> str:
        return f"Form({self.title!r})"

    def on_change(self, listener: Callable[[str, Any], None]) -> None:
        """Call ``listener(name, value)`` whenever somebody edits a field.

        A listener that cannot keep the value says why with ``say`` and raises
        ``OutreachError``; the page then does not say that it was kept.
        """
        self._on_change.append(listener)

    def on_click(self, listener: Callable[[str], None]) -> None:
        """Call ``listener(button_name)`` whenever a button is pressed."""
        self._on_click.append(listener)

    def press(self, button: str) -> None:
        """Do what a press of the button does."""
        for listener in self._on_click:
            listener(button)

    def say(self, status_html: str, kind: str = "plain") -> None:
        """Put HTML into the status line; ``kind`` is plain, good, not-yet or trouble."""
        with self.hold_sync():
            self.status_kind = kind
            self.status_html = status_html

    def show_buttons(self, buttons: Iterable[Button]) -> None:
        """Show these buttons from now on."""
        self.buttons = [asdict(button) for button in buttons]

    def show_sections(self, sections: Iterable[Section]) -> None:
        """Show these sections from now on."""
        self.sections = [asdict(section) for section in sections]

    def show_fields(self, fields: Iterable[Field]) -> None:
        """Show these fields from now on; their values stay."""
        self.fields = [asdict(field) for field in fields]

    def _changed(self, change: Any) -> None:
        new = change["new"]
        before, self._seen = self._seen, dict(new)
        well = True
        for name, value in new.items():
            if before.get(name) != value:
                for listener in self._on_change:
                    try:
                        listener(name, value)
                    except OutreachError:
                        well = False  # the listener has said why, in the status line
        self.kept_well = well
        self.kept = self.edits

    def _edited(self, change: Any) -> None:
        # Typed and taken back between two messages: nothing changed, but the page waits for a word.
        if self.values == self._seen:
            self.kept = change["new"]

    def _received(self, _widget: Form, content: Any, _buffers: Any) -> None:
        pressed, values = (content.get(part) if isinstance(content, Mapping) else None for part in ("press", "values"))
        if isinstance(values, dict) and values.keys() <= {field["name"] for field in self.fields}:
            self.values = {**self.values, **values}  # an answer of a moment ago may still be on its way
        actions = [*self.buttons, *(field for field in self.fields if field["kind"] == "action")]
        if isinstance(pressed, str) and any(one["name"] == pressed for one in actions):
            self.press(pressed)
            self.send({"pressed": pressed})
