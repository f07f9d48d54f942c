"""Puts the course into the wheel, and leaves it out of an installation that points at a clone.

A plain ``force-include`` would also copy the notebooks beside an editable
installation, where they would grow stale behind the author's back.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TREES = ("course", "lessons", "exercises", "solutions")


class CourseHook(BuildHookInterface[Any]):
    """Adds the course's folders to the wheel as ``outreach/_course``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Tell the builder which folders go where."""
        if version == "editable":
            return
        root = Path(self.root)
        for tree in TREES:
            if (root / tree).is_dir():
                build_data["force_include"][str(root / tree)] = f"outreach/_course/{tree}"
