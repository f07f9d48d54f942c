"""What the lesson shows of findings: the same that the explorer shows, one at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from outreach.engagement.exploring.looks import LABELS, drawings
from outreach.engagement.exploring.part import Part
from outreach.engagement.findings.gathered import gathered

if TYPE_CHECKING:
    from outreach.engagement.exploring.part import Sample

SHORT = 160
"""Letters of a note that stands in the text as well; the page shows all notes."""


ANSWERED_AT = ("blog", "newsletter")
"""Where people answer the practice in words; the lesson counts these weeks, and not what a page of Facebook adds."""


def finding(name: str, sample: Sample) -> Part:
    """Return one finding as a part; where there is none, why."""
    findings = gathered(sample.imported, channels=ANSWERED_AT) if name == "weekly" else sample.findings
    found = getattr(findings, name)
    if found is None:
        return Part(LABELS[name], [sample.findings.missing.get(name, "Nothing was found.")], (), [], LABELS[name])
    short = [note for note in found.notes if len(note) <= SHORT][:1]
    draw = drawings().get(name)
    return Part(
        found.title,
        [found.sentence, *short],
        found.heads,
        found.rows,
        f"{found.title}.",
        found.alt if draw is not None else "",
        None if draw is None else partial(draw, found),
        more=[note for note in found.notes if note not in short],
    )
