"""Running a notebook: a fresh kernel, nobody's settings, no folder touched, and no failure passed over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from outreach.course.execute import Ran, run, stored
from outreach.course.notebooks import BuiltCell, Notebook, joined
from outreach.errors import OutreachError
from outreach.workspace import make_learner_folder


def notebook(*code: str) -> Notebook:
    cells = [BuiltCell("title", "markdown", "# A title")]
    for place, text in enumerate(code, start=1):
        cells += [BuiltCell(f"h{place}", "markdown", f"## Step *{place}*"), BuiltCell(f"c{place}", "code", text)]
    return Notebook("lessons/00-run.ipynb", tuple(cells))


def printed(ran: Ran, place: int = 0) -> str:
    return "".join(joined(output.get("text", "")) for output in ran.outputs[place])


def failure(home: Path, *code: str, seconds: float = 30) -> str:
    with pytest.raises(OutreachError) as caught:
        run(notebook(*code), home, seconds=seconds)
    return str(caught.value)


def test_cells_share_one_kernel_and_their_outputs_come_in_order(tmp_path: Path) -> None:
    ran = run(notebook("x = 1", "print(x)", "x"), tmp_path, also=["print('after', x)"])
    assert [len(outputs) for outputs in ran.outputs] == [0, 1, 1, 1]
    assert printed(ran, 1) == "1\n"
    assert printed(ran, 3) == "after 1\n"


def test_an_error_names_the_heading_above_its_cell(tmp_path: Path) -> None:
    assert failure(tmp_path, "x = 1", "x.nothing") == (
        "lessons/00-run.ipynb, under “Step 2”: AttributeError: 'int' object has no attribute 'nothing'"
    )


def test_a_cell_that_fails_without_an_error_output_is_a_failure(tmp_path: Path) -> None:
    said = failure(tmp_path, "print(1)", "get_ipython().run_line_magic('nosuch', '')", "print(2)")
    assert said.startswith("lessons/00-run.ipynb, under “Step 2”: UsageError")


def test_a_cell_magic_that_does_not_exist_is_a_failure(tmp_path: Path) -> None:
    assert "under “Step 1”: UsageError" in failure(tmp_path, "%%nosuch\nprint(1)")


def test_a_cell_that_takes_too_long_is_a_failure(tmp_path: Path) -> None:
    assert failure(tmp_path, "1", "import time; time.sleep(30)", seconds=1) == (
        "lessons/00-run.ipynb, under “Step 2”: the cell took longer than 1 seconds"
    )


def test_a_kernel_that_dies_is_a_failure(tmp_path: Path) -> None:
    assert (
        failure(tmp_path, "import os; os._exit(3)")
        == "lessons/00-run.ipynb, under “Step 1”: the kernel died in this cell"
    )


def test_a_person_s_own_settings_have_no_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00-mine.py").write_text("mine = 'from my startup file'\n", encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("OUTREACH_MINE", "from my environment")
    assert (
        printed(run(notebook("import os; print('mine' in globals(), os.environ.get('OUTREACH_MINE'))"), tmp_path))
        == "False None\n"
    )


def test_running_from_a_learner_s_folder_touches_nothing_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    space = make_learner_folder(tmp_path / "mine")
    monkeypatch.chdir(space.folder)
    before = sorted(space.folder.rglob("*"))
    code = "from outreach.workspace import workspace; space = workspace(); print(space.is_temporary)"
    assert printed(run(notebook(code, "space.write_text('a.txt', 'x')"), tmp_path)) == "True\n"
    assert sorted(space.folder.rglob("*")) == before


def shown(*outputs: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    return stored(notebook("x"), Ran((outputs,))).code[0].outputs


def display(**data: Any) -> dict[str, Any]:
    return {
        "output_type": "display_data",
        "metadata": {"isolated": True},
        "data": {name.replace("_", "/", 1): text for name, text in data.items()},
    }


def test_what_differs_from_run_to_run_is_not_stored() -> None:
    widget = {
        "output_type": "execute_result",
        "execution_count": 9,
        "metadata": {"a": 1},
        "data": {"text/plain": "A view\nof two"},
    }
    widget["data"] = {**dict(widget["data"]), "application/vnd.jupyter.widget-view+json": {"model_id": "f00d"}}  # type: ignore[call-overload]
    assert shown(widget) == (
        {
            "output_type": "execute_result",
            "execution_count": None,
            "metadata": {},
            "data": {"text/plain": ["A view\n", "of two"]},
        },
    )


def test_an_output_of_a_widget_alone_is_not_stored() -> None:
    assert shown(display(**{"application_vnd.jupyter.widget-view+json": {}})) == ()


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (display(text_plain="x", image_png="iVBORw0KGgo="), "the type image/png is stored, which tests do not compare"),
        (display(text_plain="x", application_json={"a": 1}), "the type application/json"),
        (display(text_html="<p>x</p>"), "without text/plain"),
        (
            {"output_type": "stream", "name": "stderr", "text": "FutureWarning: soon\n"},
            "writes a warning: FutureWarning: soon",
        ),
        (
            {"output_type": "error", "ename": "E", "evalue": "", "traceback": []},
            "an output of the type error is stored",
        ),
    ],
)
def test_an_output_that_no_test_would_compare_is_refused(output: dict[str, Any], said: str) -> None:
    with pytest.raises(OutreachError) as caught:
        shown(output)
    assert "lessons/00-run.ipynb, under “Step 1”: " in str(caught.value)
    assert said in str(caught.value)


def test_the_outputs_that_are_stored_are_plain_data() -> None:
    assert json.loads(json.dumps(shown(display(text_plain="x")))) == [
        {"output_type": "display_data", "metadata": {}, "data": {"text/plain": ["x"]}}
    ]
