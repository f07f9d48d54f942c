"""What ``outreach import`` prints, and whether it went well."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.engagement.importing.importing import import_files
from outreach.engagement.importing.telling import as_data, as_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from outreach.engagement.forms.form import Answers
    from outreach.engagement.importing.imported import Imported
    from outreach.engagement.importing.importing import Progress


@dataclass(frozen=True)
class Told:
    """``text`` is what to print. ``is_fine`` is whether something was read and every path that was named could be."""

    text: str
    is_fine: bool


def told(paths: Sequence[Path], answers: Answers, *, as_json: bool, progress: Progress | None = None) -> Told:
    """Import the paths and say of each file what it was, as text or as one JSON list with an entry for each file.

    A file inside of a folder or an archive that is no export is told, and is no failure: archives hold many such files.
    """
    imported = import_files(paths, answers, progress=progress)
    text = (
        json.dumps([as_data(file) for file in imported.files], ensure_ascii=False, indent=2)
        if as_json
        else as_text(imported)
    )
    return Told(text, _is_fine(imported, paths))


def _is_fine(imported: Imported, paths: Sequence[Path]) -> bool:
    named = {str(path) for path in paths} | {path.name for path in paths if not path.is_dir()}
    failed = any(one.trouble and one.path in named for one in imported.files)
    return bool(imported.read) and not failed
