"""Small files to read, made by tests."""

from __future__ import annotations

from pathlib import Path

from outreach.engagement.forms.form import Answers, Form, Reading
from outreach.engagement.reading.opened import Opened


def made(name: str, data: bytes | str, *siblings: Opened) -> Opened:
    """Return a file of that content; siblings lie in the same folder."""
    content = data.encode("utf-8") if isinstance(data, str) else data
    return Opened(name, name, content, siblings)


def on_disk(path: Path) -> Opened:
    """Return a real file, with those that lie beside it as its siblings."""
    others = tuple(
        Opened(one.name, one.name, one) for one in sorted(path.parent.iterdir()) if one.is_file() and one != path
    )
    return Opened(path.name, path.name, path, others)


def best(file: Opened, forms: tuple[Form, ...]) -> Form | None:
    """Return the form of these that fits best, or None where none fits."""
    fits = [(form.fit(file), -place) for place, form in enumerate(forms)]
    height, place = max(fits)
    return forms[-place] if height else None


def read(file: Opened, forms: tuple[Form, ...], answers: Answers | None = None) -> Reading:
    """Read a file by the form that fits best."""
    form = best(file, forms)
    assert form is not None, f"nothing recognizes {file.shown}"
    return form.read(file, answers or Answers())
