"""Outputs of cells: as they are stored, compared and read."""

from __future__ import annotations

import difflib
import json
import re
from typing import TYPE_CHECKING, Any

from outreach.course.notebooks import joined, split_lines
from outreach.view import WIDGET_VIEW

if TYPE_CHECKING:
    from collections.abc import Iterable

COMPARED_TYPES = ("text/plain", "text/html", "text/markdown")
"""What a stored output may hold: text that a test compares and a page without a kernel shows."""

MOST_LINES = 30
"""How long a difference may be; what follows helps nobody."""


def cleaned(output: dict[str, Any]) -> dict[str, Any] | None:
    """Return an output without what differs from run to run; None where nothing is left.

    The live widget goes: a page without a kernel would show an error in its place.
    """
    if output["output_type"] == "stream":
        return {"output_type": "stream", "name": output["name"], "text": split_lines(output["text"])}
    if output["output_type"] not in {"display_data", "execute_result"}:
        return output
    data = {
        kind: split_lines(value) if isinstance(value, str) else value
        for kind, value in output["data"].items()
        if kind != WIDGET_VIEW
    }
    if not data:
        return None
    clean = {"output_type": output["output_type"], "data": data, "metadata": {}}
    return clean | ({"execution_count": None} if output["output_type"] == "execute_result" else {})


def output_fault(output: dict[str, Any]) -> str:
    """Return what is wrong with an output as it is stored, in one sentence; empty where nothing is."""
    kind = output.get("output_type")
    if kind == "stream":
        if output.get("name") == "stderr":
            return f"the cell writes a warning: {joined(output.get('text')).strip()[:200]}"
        return ""
    if kind not in {"display_data", "execute_result"}:
        return f"an output of the type {kind} is stored; only what a cell shows or prints is expected"
    data = output.get("data")
    if not isinstance(data, dict) or "text/plain" not in data:
        return "an output is stored without text/plain, so a test would compare nothing that can be read"
    for mime in data:
        if mime not in COMPARED_TYPES:
            expected = ", ".join(COMPARED_TYPES)
            return f"an output of the type {mime} is stored, which tests do not compare; expected are {expected}"
    if output.get("metadata"):
        return "an output is stored with metadata"
    if output.get("execution_count") is not None:
        return "an output is stored with an execution count"
    return ""


def as_text(outputs: Iterable[Any]) -> str:
    """Return outputs as lines that a person can compare; HTML is broken between its tags."""
    lines = []
    for output in outputs:
        if not isinstance(output, dict):
            lines.append(repr(output))
        elif output.get("output_type") == "stream":
            lines.append(f"[{output.get('name')}]\n{joined(output.get('text', ''))}")
        elif isinstance(output.get("data"), dict):
            lines += [
                f"[{output.get('output_type')}, {mime}]\n{_lines(mime, value)}"
                for mime, value in sorted(output["data"].items())
            ]
        else:
            lines.append(json.dumps(output, sort_keys=True, indent=1))
    return "\n".join(lines)


def _lines(mime: str, value: Any) -> str:
    if not isinstance(value, str | list):
        return json.dumps(value, sort_keys=True, indent=1)
    text = joined(value)
    return re.sub(r"(?<=>)(?=<)", "\n", text) if mime == "text/html" else text


def readable_diff(built: str, found: str, *, names: tuple[str, str] = ("in the notebook", "from the source")) -> str:
    """Return a unified difference, indented, from what was found to what is built."""
    lines = list(difflib.unified_diff(found.split("\n"), built.split("\n"), *names, lineterm="", n=2))
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], f"... and {len(lines) - MOST_LINES} more lines"]
    return "\n".join(f"    {line}" for line in lines)
