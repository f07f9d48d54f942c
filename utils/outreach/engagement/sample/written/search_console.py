"""What Google Search Console exports: seven tables in one archive."""

from __future__ import annotations

from outreach.engagement.sample import words
from outreach.engagement.sample.happened.searches import Shown, by_day, tables
from outreach.engagement.sample.weeks import EXPORTED
from outreach.engagement.sample.written.files import archive, table

NAME = f"search/{words.HOST}-Performance-on-Search-{EXPORTED}.zip"
FIRST_COLUMNS = {
    "Chart": "Date",
    "Queries": "Top queries",
    "Pages": "Top pages",
    "Countries": "Country",
    "Devices": "Device",
    "Search appearance": "Search Appearance",
}
MEASURES = ("Clicks", "Impressions", "CTR", "Position")


def files() -> dict[str, bytes]:
    """Return the archive."""
    rows = {"Chart": by_day(), **tables(), "Search appearance": ()}
    made = {
        f"{name}.csv": _text([(first, *MEASURES), *(_row(shown) for shown in rows[name])])
        for name, first in FIRST_COLUMNS.items()
    }
    made["Filters.csv"] = _text([("Filter", "Value"), ("Search type", "Web"), ("Date", "Last 6 months")])
    return {NAME: archive(made)}


def _text(rows: list[tuple[object, ...]]) -> bytes:
    return table(rows, last_end=False).encode()


def _row(shown: Shown) -> tuple[object, ...]:
    """Return a row. Where nothing was shown there is no rate and no place, and the export leaves both empty."""
    if not shown.impressions:
        return shown.name, shown.clicks, shown.impressions, "", ""
    rate = _plain(100 * shown.clicks / shown.impressions)
    return shown.name, shown.clicks, shown.impressions, f"{rate}%", _plain(shown.position)


def _plain(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
