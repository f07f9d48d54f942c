"""Who may import whom, as the design of the house says, and how light the door is."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import outreach

PACKAGE = Path(outreach.__file__).parent
DOMAINS = ("channels", "posts", "engagement")
SHARED = {
    "outreach.practice",
    "outreach.errors",
    "outreach.checks",
    "outreach.workspace",
    "outreach.dated",
    "outreach.dated_file",
    "outreach.crisis_lines",
}
"""What every domain may use: the learner, people's errors, named checks, the learner's folder, and dated data."""

EDGE = {
    "channels/accounts/fields.py",
    "channels/accounts/view.py",
    "channels/chooser.py",
    "channels/chooser_fields.py",
    "channels/chooser_live.py",
    "channels/facts/view.py",
    "channels/pictures/chances.py",
    "channels/pictures/changes.py",
    "channels/pictures/contributions.py",
    "channels/pictures/__init__.py",
    "channels/pictures/style.py",
    "channels/pictures/weightings.py",
}
"""Where a domain meets the notebook: its views, and the pure functions that build their figures."""

MAY_KNOW: dict[str, set[str]] = {
    "wording": {"facts"},
    "facts": {"wording"},
    "examples": set(),
    "deciding": {"facts", "wording"},
    "accounts": {"facts", "wording", "examples"},
    "sentences": {"facts", "wording", "deciding"},
    "pictures": {"facts", "wording", "deciding", "sentences"},
    "planning": {"facts", "wording", "deciding", "sentences"},
    "setting": {"facts", "wording", "deciding", "planning"},
    "preview": {"facts", "wording", "deciding", "sentences", "planning"},
}
"""The order inside of channels: what each part may know of the others.

Words are put to facts, and the view of the facts uses the words: these two know each other, but no module of one is
imported by what it imports itself.
"""

ON_TOP = {"checks", "chooser", "chooser_fields", "chooser_live", "held"}
"""Where the parts of channels come together. None of the parts knows these."""

JUPYTER = {
    "IPython",
    "ipykernel",
    "ipywidgets",
    "anywidget",
    "jupyter",
    "jupyter_client",
    "jupyterlab",
    "nbclient",
    "nbformat",
    "jupytext",
    "plotly",
}
VIEW_KIT = {"outreach.view", "outreach.form", "outreach.figure"}


def imports(path: Path) -> set[str]:
    """Return every module that a file imports, for types only too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module.startswith("outreach"):
                found.update(
                    f"{node.module}.{alias.name}" for alias in node.names if is_module(f"{node.module}.{alias.name}")
                )
    return found


def is_module(name: str) -> bool:
    path = PACKAGE.parent.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def files(*rooms: str) -> list[Path]:
    return [path for room in rooms for path in sorted((PACKAGE / room).rglob("*.py"))]


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def part_of(path: Path) -> str:
    """Return the folder or the module of channels that a file is, or belongs to."""
    return path.relative_to(PACKAGE / "channels").parts[0].removesuffix(".py")


def parts_known(path: Path) -> set[str]:
    names = (name.split(".") for name in imports(path) if name.startswith("outreach.channels."))
    return {name[2] for name in names}


def test_there_is_something_to_look_at() -> None:
    assert len(files("channels")) > 5
    assert len(files("course")) > 10
    assert all((PACKAGE / edge).is_file() for edge in EDGE)


@pytest.mark.parametrize("path", files(*DOMAINS), ids=named)
def test_a_domain_knows_only_itself_and_what_is_shared(path: Path) -> None:
    own = f"outreach.{path.relative_to(PACKAGE).parts[0]}"
    allowed = SHARED | {"outreach"} | (VIEW_KIT if named(path) in EDGE else set())
    known = {name for name in imports(path) if name.startswith("outreach") and not name.startswith(own)}
    assert known <= allowed


@pytest.mark.parametrize("path", files(*DOMAINS), ids=named)
def test_only_the_edge_of_a_domain_meets_jupyter(path: Path) -> None:
    met = {name.split(".")[0] for name in imports(path)} & JUPYTER
    assert not met or named(path) in EDGE


@pytest.mark.parametrize("path", files("channels"), ids=named)
def test_each_part_of_channels_knows_only_the_parts_below_it(path: Path) -> None:
    part = part_of(path)
    known = parts_known(path) - {part}
    assert known <= (MAY_KNOW.keys() | ON_TOP if part in ON_TOP else MAY_KNOW.get(part, set()))


def test_every_part_of_channels_has_its_place_in_the_order() -> None:
    assert {part_of(path) for path in files("channels")} - {"__init__"} == MAY_KNOW.keys() | ON_TOP


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("from outreach.channels.planning.plan import Plan", {"planning"}),
        ("from outreach.channels import preview", {"preview"}),
        ("import outreach.channels.chooser", {"chooser"}),
        ("if TYPE_CHECKING:\n    from outreach.channels.accounts import state", {"accounts"}),
        ("def late():\n    from outreach.channels.deciding import choice", {"deciding"}),
        ("from outreach.practice import Practice", set()),
    ],
)
def test_a_part_that_knows_another_is_found_out(tmp_path: Path, line: str, parts: set[str]) -> None:
    (tmp_path / "some.py").write_text(line, encoding="utf-8")
    assert parts_known(tmp_path / "some.py") == parts


@pytest.mark.parametrize("path", files("course"), ids=named)
def test_the_course_knows_no_channel_post_or_metric(path: Path) -> None:
    assert not {name for name in imports(path) if name.startswith(tuple(f"outreach.{domain}" for domain in DOMAINS))}


def test_the_command_only_parses_calls_and_prints() -> None:
    outside = {name.split(".")[0] for name in imports(PACKAGE / "cli.py")} - {"outreach"}
    assert outside <= {"__future__", "sys", "pathlib", "typing", "typer", "rich"}


def test_importing_outreach_loads_nothing_heavy() -> None:
    code = "import sys, outreach; print(sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for heavy in ("pandas", "numpy", "plotly", "ipywidgets", "anywidget", "IPython", "typer", "jupytext", "nbformat"):
        assert f"'{heavy}'" not in loaded


def test_every_name_that_a_learner_types_is_there() -> None:
    for name in outreach.__all__:
        assert callable(getattr(outreach, name))
    with pytest.raises(AttributeError, match="no attribute 'aks'"):
        _ = outreach.aks


@pytest.mark.parametrize("name", ["channels.plan", "channels.accounts", "practice.profile", "practice.purpose"])
def test_a_check_is_found_by_its_name_alone(name: str) -> None:
    # In a process of its own: here another test may have loaded the room already.
    code = f"from outreach.checks import find_check; print(find_check({name!r}).__name__)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.startswith("check_")
