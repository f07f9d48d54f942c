"""The catalog of the course, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.channels.facts.catalog_file import read_catalog

if TYPE_CHECKING:
    from outreach.channels.facts.catalog import Catalog


@cache
def catalog() -> Catalog:
    """Return the catalog of the course, read once."""
    return read_catalog(Path(__file__).with_name("catalog.toml"))
