"""What is saved with a notebook can be shown again, with a kernel and without one."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from traitlets.config import Configurable

from outreach.lab_server import WIDGET_STATE, ReadablePages, keep_readable
from outreach.view import WIDGET_VIEW


def saved(kept: list[str], shown: list[str], *, page: bool = True) -> list[dict[str, Any]]:
    """Save a notebook that shows these models and keeps the state of those; return what its outputs hold then."""
    outputs = [
        {"data": {WIDGET_VIEW: {"model_id": name}, "text/plain": "x", **({"text/html": "<p>x</p>"} if page else {})}}
        for name in shown
    ]
    state: dict[str, Any] = {WIDGET_STATE: {"state": {name: {} for name in kept}}}
    content = {"metadata": {"widgets": state} if kept else {}, "cells": [{"outputs": outputs}, {"source": "text"}]}
    keep_readable({"type": "notebook", "content": content}, path="x.ipynb", contents_manager=None)
    return [output["data"] for output in outputs]


def test_a_live_part_with_its_state_stays_live() -> None:
    assert WIDGET_VIEW in saved(["a"], ["a"])[0]


def test_a_live_part_without_its_state_leaves_its_page() -> None:
    first, second = saved(["b"], ["a", "b"])
    assert sorted(first) == ["text/html", "text/plain"]
    assert WIDGET_VIEW in second
    assert WIDGET_VIEW not in saved([], ["a"])[0]


def test_a_live_part_that_has_no_page_is_left_alone() -> None:
    assert WIDGET_VIEW in saved([], ["a"], page=False)[0]


def test_other_files_are_saved_as_they_are() -> None:
    for model in ({"type": "file", "content": "text"}, {"type": "notebook", "content": None}, {"type": "directory"}):
        before = dict(model)
        keep_readable(model)
        assert model == before


@pytest.mark.parametrize(("path_of_the_kernel", "is_live"), [("lesson.ipynb", True), ("other.ipynb", False)])
def test_a_notebook_is_opened_live_only_beside_its_kernel(
    tmp_path: Path, path_of_the_kernel: str, *, is_live: bool
) -> None:
    output = nbformat.v4.new_output("display_data", {WIDGET_VIEW: {"model_id": "a"}, "text/html": "<p>x</p>"})
    cell = nbformat.v4.new_code_cell("x", outputs=[output])
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "lesson.ipynb")

    async def sessions() -> list[dict[str, str]]:
        return [{"path": path_of_the_kernel}]

    class Server(Configurable):
        session_manager = SimpleNamespace(list_sessions=sessions)

    pages = ReadablePages(root_dir=str(tmp_path), parent=Server())
    got = asyncio.run(pages.get("lesson.ipynb"))
    data = got["content"]["cells"][0]["outputs"][0]["data"]
    assert (WIDGET_VIEW in data) is is_live
    assert data["text/html"] == "<p>x</p>"
