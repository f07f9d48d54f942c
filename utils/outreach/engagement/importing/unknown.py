"""What to say of a file that nothing recognizes: what was seen, what comes near, and how to get the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.engagement.reading.rows import keys, outline
from outreach.wording import listed, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.engagement.forms.form import Form
    from outreach.engagement.reading.opened import Opened

NEAR = 0.5
"""Share of the names of a form from which a file is said to come near it."""

FEWEST = 2
"""Fewer names than these are shared by chance."""

_SEEN = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"%PDF": "a PDF document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"SQLite": "a database",
    b"\x00\x00\x00": "a video or another file that holds no text",
}
"""How files begin that hold no table."""

_COLUMNS_SHOWN = 6


def sentence(file: Opened, forms: Iterable[Form]) -> str:
    """Return what was seen in a file, which known export comes nearest, and how to get that one."""
    seen = outline(file)
    if file.size == 0:
        return "The file is empty. Export it again, and look whether the page showed any numbers for the period."
    if seen is None or not seen.lines:
        head = file.head(16)
        what = next((words for begins, words in _SEEN.items() if head.startswith(begins)), "a file that holds no text")
        return (
            f"This is {what}; exports are tables (CSV, XLSX), JSON, XML or ZIP files. Look for Export or "
            "Download where the numbers are shown."
        )
    if (kind := _kind(file)) is not None:
        return (
            f"This is {kind}, and none that is known here. Look for Export or Download where the numbers are shown; an "
            "archive is read whole, as it came."
        )
    near, missing, share = _nearest([set(keys(line)) for line in seen.lines], forms)
    header = max(seen.lines[:10], key=len)
    what = (
        f"a table with the columns {_shown(header)}"
        if len(header) > 1
        else f"a text that begins with '{one_line(header[0])[:60]}'"
    )
    if near is not None and share >= NEAR:
        lacks = f" What it lacks is {listed([repr(name) for name in missing[:4]])}." if missing else ""
        advice = f"It comes near {near.platform}, {near.export}.{lacks} To get that one: {near.how}"
    elif len(header) > 1:
        advice = "No export that is known here has these columns."
    else:
        return (
            f"This is {what}. No export that is known here looks so. Look for Export or Download where the "
            "numbers are shown."
        )
    return f"This is {what}. {advice}"


def _kind(file: Opened) -> str | None:
    """Return what a file is that is text and no table; None where it may be one."""
    begins = file.head(200).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return {b"{": "a JSON file", b"[": "a JSON file", b"<": "an XML or HTML file"}.get(begins)


def _nearest(lines: list[set[str]], forms: Iterable[Form]) -> tuple[Form | None, list[str], float]:
    best: tuple[Form | None, list[str], float] = (None, [], 0.0)
    for form in forms:
        words = getattr(form, "words", {})
        for line in lines:
            names = {words.get(key, key) for key in line}
            missing = [name for name in form.wanted if name not in names]
            if len(form.wanted) - len(missing) < FEWEST:
                continue
            share = 1 - len(missing) / len(form.wanted)
            if share > best[2]:
                best = (form, missing, share)
    return best


def _shown(header: Iterable[str]) -> str:
    names = [one_line(name)[:30] for name in header if name.strip()]
    shown = [f"'{name}'" for name in names[:_COLUMNS_SHOWN]]
    return listed([*shown, f"{len(names) - len(shown)} more"] if len(names) > len(shown) else shown)
