"""A learner's folder with small exports in it, and what a page does with the parts of the explorer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from outreach.engagement.exploring.drop_zone import DropZone
from outreach.engagement.exploring.explorer import Explorer
from outreach.engagement.exploring.exports_folder import folder_of
from outreach.figure import AccessibleFigure
from outreach.form import Form
from outreach.workspace import Workspace, make_learner_folder, use_workspace

CHART = "sep=,\nVisits\nDate,Primary\n2026-03-02T00:00:00,3\n2026-03-03T00:00:00,4\n"
"""A chart that does not say whether it is of Facebook or of Instagram."""

INQUIRIES = "date,source,qualified\n03/04/2026,hospice,yes\n05/04/2026,doctor,no\n"
"""Its dates can be read in two ways."""

READERS = "Day,Readers\n2026-03-02,10\n2026-03-03,11\n"
"""A table that no export writes, and whose columns speak for themselves."""

LOG = "".join(
    f'{address} - - [{day:02}/Mar/2026:10:00:00 -0800] "GET /a/ HTTP/1.1" 200 9 "-" "Mozilla/5.0 (X11) Firefox/140"\n'
    for day, address in ((2, "203.0.113.24"), (3, "203.0.113.99"), (4, "203.0.113.24"), (5, "203.0.113.98"))
)
"""Four visits, two of them from one address."""

ANSWERS = "date,where,kind\n" + "".join(
    f"2026-{month:02}-{day:02},newsletter,reply\n" for month in (3, 4, 5) for day in (3, 10, 17, 24)
)
HOSTILE = '<img src=x onerror="alert(1)">'


def learner(tmp_path: Path) -> Iterator[Workspace]:
    """Give a learner's folder, in use until the test ends."""
    space = make_learner_folder(tmp_path / "learner")
    use_workspace(space)
    yield space
    use_workspace(None)


def put(space: Workspace, **texts: str) -> None:
    """Lay exports into the learner's folder; ``two_csv`` becomes two.csv."""
    for name, text in texts.items():
        stem, _, ending = name.rpartition("_")
        put_as(space, f"{stem}.{ending}", text)


def put_as(space: Workspace, name: str, text: str) -> Path:
    path = folder_of(space) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def parts(view: Explorer) -> tuple[Form, Form, AccessibleFigure, Form]:
    """Return what was read, what is looked at, the figure, and what is kept."""
    read, look, figure, below = view.widget().children[-4:]
    assert isinstance(read, Form)
    assert isinstance(look, Form)
    assert isinstance(figure, AccessibleFigure)
    assert isinstance(below, Form)
    return read, look, figure, below


def zone(view: Explorer) -> DropZone:
    found = view.widget().children[0]
    assert isinstance(found, DropZone)
    return found


def edit(form: Form, **values: object) -> None:
    """Do what the page does when somebody edits a field."""
    form.set_state({"values": {**form.values, **values}, "edits": form.edits + 1})


def field(form: Form, begins: str) -> dict[str, Any]:
    """Return the field whose name begins so."""
    return next(one for one in form.fields if one["name"].startswith(begins))


def sections(form: Form) -> dict[str, str]:
    return {section["name"]: section["html"] for section in form.sections}


class Page:
    """A page that drops files: what it sends, and what it hears."""

    def __init__(self, drop: DropZone) -> None:
        self.drop = drop
        self.heard: list[dict[str, Any]] = []
        drop.send = lambda content, buffers=None: self.heard.append(content)  # noqa: ARG005 - as a widget sends

    def says(self, message: object, *buffers: bytes) -> dict[str, Any]:
        self.drop._received(self.drop, message, [memoryview(part) for part in buffers])
        return self.heard[-1]

    def gives(self, name: str, data: bytes, *, key: str = "1", part: int = 4) -> dict[str, Any]:
        """Send a whole file as the page does, until something goes wrong."""
        answer = self.says({"do": "begin", "file": key, "name": name, "size": len(data)})
        for at in range(0, len(data), part):
            if "trouble" in answer:
                break
            answer = self.says({"do": "part", "file": key}, data[at : at + part])
        return answer if "trouble" in answer else self.says({"do": "end", "file": key})
