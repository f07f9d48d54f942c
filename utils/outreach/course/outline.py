"""What the course consists of: its modules in order, read from ``course.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from outreach.errors import OutreachError, SourceError

MODULE_ID = re.compile(r"\d\d-[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Module:
    """One step of the course. Minutes are the authors' estimate for one person."""

    id: str
    title: str
    keeps: str
    objectives: tuple[str, ...]
    minutes_lesson: int
    minutes_practice: int | None
    prerequisites: tuple[str, ...]

    @property
    def number(self) -> str:
        """The two digits that the module is called by."""
        return self.id[:2]

    @property
    def has_practice(self) -> bool:
        """Whether the module has exercises and solutions beside its lesson."""
        return self.minutes_practice is not None

    def notebooks(self) -> tuple[str, ...]:
        """Return the paths of its built notebooks, below the course home."""
        trees = ("lessons", "exercises", "solutions") if self.has_practice else ("lessons",)
        return tuple(f"{tree}/{self.id}.ipynb" for tree in trees)


@dataclass(frozen=True)
class Outline:
    """The whole course."""

    title: str
    version: str
    modules: tuple[Module, ...]

    def module(self, name: str) -> Module:
        """Return the module called by its id or its number.

        Raises
        ------
        OutreachError
            If the course has none of that name.
        """
        for module in self.modules:
            if name in {module.id, module.number}:
                return module
        msg = f"There is no module {name!r}. The modules are: {', '.join(module.id for module in self.modules)}."
        raise OutreachError(msg)


def course_home() -> Path:
    """Return the folder that holds ``course/`` and the built notebooks.

    It is the clone where the package runs from one, and the copy inside the
    package where it was installed from a wheel.
    """
    package = Path(__file__).resolve().parent.parent
    clone = package.parent.parent
    for home in (clone, package / "_course"):
        if (home / "course" / "course.toml").is_file():
            return home
    msg = "The course's notebooks are not here: this installation is not whole. Install the course again."
    raise OutreachError(msg)


@cache
def read_outline(home: Path) -> Outline:
    """Read ``course/course.toml``.

    Raises
    ------
    SourceError
        If it is missing, is not TOML, or holds something other than an outline.
    """
    path = home / "course" / "course.toml"
    shown = path.relative_to(home).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except FileNotFoundError as error:
        raise SourceError(shown, None, "is missing") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(shown, None, f"is not TOML: {error}") from error
    try:
        return _outline(content)
    except OutreachError as error:
        raise SourceError(shown, None, str(error)) from error


def _outline(content: dict[str, Any]) -> Outline:
    _keys("the course", content, {"title", "version", "module"}, set())
    modules = tuple(_module(values) for values in content["module"])
    ids = [module.id for module in modules]
    if ids != sorted(set(ids)):
        msg = f"modules stand out of order or twice: {', '.join(ids)}"
        raise OutreachError(msg)
    for place, module in enumerate(modules):
        for needed in module.prerequisites:
            if needed not in ids[:place]:
                msg = f"module {module.id} needs {needed!r}, which is no module before it"
                raise OutreachError(msg)
    return Outline(title=str(content["title"]), version=str(content["version"]), modules=modules)


def _module(values: dict[str, Any]) -> Module:
    name = str(values.get("id", "without id"))
    _keys(f"module {name}", values, {"id", "title", "keeps", "objectives", "minutes", "prerequisites"}, set())
    if not MODULE_ID.fullmatch(name):
        msg = f"module id {name!r} is not two digits and words, such as 02-choose-channels"
        raise OutreachError(msg)
    minutes = values["minutes"]
    _keys(f"minutes of module {name}", minutes, {"lesson"}, {"practice"})
    for part, number in minutes.items():
        if not isinstance(number, int) or not 1 <= number <= 600:  # noqa: PLR2004 - ten hours is no lesson
            msg = f"module {name}: minutes for its {part} are {number!r}; a whole number was expected"
            raise OutreachError(msg)
    if not values["objectives"]:
        msg = f"module {name} has no objectives"
        raise OutreachError(msg)
    return Module(
        id=name,
        title=str(values["title"]),
        keeps=str(values["keeps"]),
        objectives=tuple(values["objectives"]),
        minutes_lesson=minutes["lesson"],
        minutes_practice=minutes.get("practice"),
        prerequisites=tuple(values["prerequisites"]),
    )


def _keys(what: str, values: dict[str, Any], needed: set[str], allowed: set[str]) -> None:
    unknown = sorted(set(values) - needed - allowed)
    missing = sorted(needed - set(values))
    if unknown:
        msg = f"{what} has a key {unknown[0]!r}, which is not known"
        raise OutreachError(msg)
    if missing:
        msg = f"{what} has no {missing[0]!r}"
        raise OutreachError(msg)
