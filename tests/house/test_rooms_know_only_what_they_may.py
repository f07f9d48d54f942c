"""Who may import whom, as the design of the house says, and how light the door is."""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from collections.abc import Iterable, Iterator
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
    "outreach.professional_codes",
    "outreach.wording",
}
"""What every domain may use: the learner, people's errors, named checks, the learner's folder, dated data, words."""

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
    "engagement/exploring/drop_zone.py",
    "engagement/exploring/explorer.py",
    "engagement/exploring/explorer_fields.py",
    "engagement/exploring/explorer_live.py",
    "engagement/exploring/looks.py",
    "engagement/exploring/numbers.py",
    "engagement/exploring/numbers_figures.py",
    "engagement/exploring/part.py",
    "engagement/exploring/share.py",
    "engagement/exploring/share_figures.py",
    "engagement/pictures/answered.py",
    "engagement/pictures/inquiries.py",
    "engagement/pictures/networking.py",
    "engagement/pictures/posts.py",
    "engagement/pictures/style.py",
    "engagement/pictures/weekly.py",
    "posts/exporter.py",
    "posts/starting.py",
    "posts/studio/live.py",
    "posts/studio/view.py",
}
"""Where a domain meets the notebook: its views, and the pure functions that build their figures."""

MAY_KNOW: dict[str, dict[str, set[str]]] = {
    "channels": {
        "wording": {"facts"},
        "facts": {"wording"},
        "examples": set(),
        "deciding": {"facts", "wording"},
        "accounts": {"facts", "wording", "examples"},
        "sentences": {"facts", "wording", "deciding"},
        "pictures": {"facts", "wording", "deciding", "sentences"},
        "planning": {"facts", "wording", "deciding", "sentences"},
        "setting": {"facts", "deciding", "planning"},
        "preview": {"facts", "deciding", "sentences", "planning"},
    },
    "posts": {
        "author": set(),
        "post": set(),
        "profile": {"author", "post"},
        "plain_language": set(),
        "reviewing": {"author", "plain_language"},
        "findings": {"reviewing"},
        "drafting": {"author", "findings"},
        "exporting": {"post", "drafting"},
        "balance": {"plain_language", "reviewing"},
    },
    "engagement": {
        "table": set(),
        "reading": set(),
        "access_log": set(),
        "forms": {"reading", "table"},
        "measuring": set(),
        "platforms": {"access_log", "forms", "measuring", "reading", "table"},
        "importing": {"forms", "platforms", "reading", "table"},
        "findings": {"importing", "measuring", "table"},
        "pictures": {"findings", "measuring"},
        "reporting": {"findings", "forms", "importing", "measuring", "table"},
        "keeping": set(),
        "sample": set(),
    },
}
"""The order inside of a room: what each of its parts may know of the others.

In channels, words are put to facts, and the view of the facts uses the words: these two know each other, but no module
of one is imported by what it imports itself.
"""

ON_TOP: dict[str, set[str]] = {
    "channels": {"checks", "chooser", "chooser_fields", "chooser_live", "held"},
    "engagement": {"checks", "exploring", "held"},
    "posts": {
        "checks",
        "exporter",
        "held",
        "page",
        "predicting",
        "review",
        "reviewing_files",
        "starting",
        "studio",
        "teller",
    },
}
"""Where the parts of a room come together. None of the parts knows these; they may know each other."""

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
VIEW_KIT = {"outreach.view", "outreach.form", "outreach.figure", "outreach.figure_style"}


def imports(path: Path, *, for_types: bool = True) -> set[str]:
    """Return every module that a file imports, late ones too; ``for_types`` says whether those for types only count."""
    found: set[str] = set()
    for node in nodes(ast.parse(path.read_text(encoding="utf-8")), for_types=for_types):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module.startswith("outreach"):
                found.update(
                    f"{node.module}.{alias.name}" for alias in node.names if is_module(f"{node.module}.{alias.name}")
                )
    return found


def nodes(tree: ast.AST, *, for_types: bool) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        is_for_types = isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        if for_types or not is_for_types:
            yield node
            yield from nodes(node, for_types=for_types)


def is_module(name: str) -> bool:
    path = PACKAGE.parent.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def files(*rooms: str) -> list[Path]:
    return [path for room in rooms for path in sorted((PACKAGE / room).rglob("*.py"))]


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def part_of(path: Path) -> str:
    """Return the folder or the module of its room that a file is, or belongs to."""
    return path.relative_to(PACKAGE).parts[1].removesuffix(".py")


def parts_known(path: Path, room: str) -> set[str]:
    names = (name.split(".") for name in imports(path) if name.startswith(f"outreach.{room}."))
    return {name[2] for name in names}


def round_about(paths: Iterable[Path]) -> list[str]:
    """Return the modules of a circle in which some files import each other, late imports too; nothing without one."""
    named = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in paths}
    known = {name.removesuffix(".__init__"): imports(path, for_types=False) for name, path in named.items()}
    # A package that imports its own modules names itself too.
    try:
        graphlib.TopologicalSorter({name: known.keys() & of - {name} for name, of in known.items()}).prepare()
    except graphlib.CycleError as circle:
        return list(circle.args[1])
    return []


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


@pytest.mark.parametrize("name", sorted(SHARED))
def test_what_is_shared_knows_no_room(name: str) -> None:
    rooms = tuple(f"outreach.{room}" for room in (*DOMAINS, "course"))
    path = PACKAGE.parent.joinpath(*name.split(".")).with_suffix(".py")
    assert not [known for known in imports(path) if known.startswith(rooms)]


@pytest.mark.parametrize("path", files(*DOMAINS), ids=named)
def test_only_the_edge_of_a_domain_meets_jupyter(path: Path) -> None:
    met = {name.split(".")[0] for name in imports(path)} & JUPYTER
    assert not met or named(path) in EDGE


@pytest.mark.parametrize("path", files(*MAY_KNOW), ids=named)
def test_each_part_of_a_room_knows_only_the_parts_below_it(path: Path) -> None:
    room, part = path.relative_to(PACKAGE).parts[0], part_of(path)
    below, on_top = MAY_KNOW[room], ON_TOP[room]
    known = parts_known(path, room) - {part}
    assert known <= (below.keys() | on_top if part in on_top else below.get(part, set()))


@pytest.mark.parametrize("room", MAY_KNOW)
def test_every_part_of_a_room_has_its_place_in_the_order(room: str) -> None:
    assert {part_of(path) for path in files(room)} - {"__init__"} == MAY_KNOW[room].keys() | ON_TOP[room]


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
    assert parts_known(tmp_path / "some.py", "channels") == parts


@pytest.mark.parametrize("room", [*MAY_KNOW, "course"])
def test_no_module_is_imported_by_what_it_imports_itself(room: str) -> None:
    assert round_about(files(room)) == []


@pytest.mark.parametrize(
    ("line", "is_round"),
    [
        ("from outreach.channels.one import a", True),
        ("from outreach.channels import one", True),
        ("import outreach.channels.one", True),
        ("def late():\n    from outreach.channels.one import a", True),
        ("if TYPE_CHECKING:\n    from outreach.channels.one import a", False),
        ("from outreach.channels.three import a", False),
        ("", False),
    ],
)
def test_modules_that_import_each_other_are_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, *, is_round: bool
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path / "outreach")
    room = tmp_path / "outreach" / "channels"
    room.mkdir(parents=True)
    lines = {"one": "from outreach.channels.two import a", "two": line, "three": "import outreach.channels.two.other"}
    for name, said in lines.items():
        (room / f"{name}.py").write_text(said, encoding="utf-8")
    found = round_about(sorted(room.glob("*.py")))
    assert {name.rpartition(".")[2] for name in found} == ({"one", "two"} if is_round else set())


@pytest.mark.parametrize("path", files("course"), ids=named)
def test_the_course_knows_no_channel_post_or_metric(path: Path) -> None:
    assert not {name for name in imports(path) if name.startswith(tuple(f"outreach.{domain}" for domain in DOMAINS))}


def test_the_command_only_parses_calls_and_prints() -> None:
    outside = {name.split(".")[0] for name in imports(PACKAGE / "cli.py")} - {"outreach"}
    assert outside <= {"__future__", "sys", "datetime", "pathlib", "typing", "typer", "rich"}


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


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("check", "channels.plan"),
        ("check", "channels.accounts"),
        ("check", "engagement.measurement"),
        ("check", "posts.first-post"),
        ("check", "practice.profile"),
        ("check", "practice.purpose"),
        ("keeper", "practice.purpose"),
        ("teller", "channels.plan"),
    ],
)
def test_what_a_room_registers_is_found_by_its_name_alone(kind: str, name: str) -> None:
    # In a process of its own: here another test may have loaded the room already.
    code = f"from outreach.checks import find_{kind}; print(find_{kind}({name!r}))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    told = {"check": "<function check_", "keeper": "Keeper(", "teller": "<function "}
    assert found.stdout.startswith(told[kind])
