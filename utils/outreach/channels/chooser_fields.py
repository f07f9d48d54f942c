"""What the chooser asks: weights by points or by order, how sure one is, what to see, and one's own picks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outreach.channels.deciding.criteria import CRITERIA, CRITERION
from outreach.channels.deciding.weights import CONFIDENCE
from outreach.channels.pictures import PICTURES
from outreach.channels.setting import AS_RANKED, HOWS, NO_OUTPOST, Setting
from outreach.form import Field, Option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from outreach.channels.deciding.choice import Choice

MOST = 100.0
"""The highest weight that a slider gives; a weight given in code may be any number."""

PROMPTS: dict[str, str] = {
    "points": (
        "<p>Imagine a channel that is at its worst in everything. Which one thing would you raise first, from its "
        "worst to its best? Give that 100 points. Then give each other thing the points that its whole step is worth "
        "beside it; 0 is nothing. Only the proportions count. The figure below follows at once.</p>"
    ),
    "order": (
        "<p>Imagine a channel that is at its worst in everything. Put on top the one thing that you would raise first, "
        "from its worst to its best; then the next, and so on. From the order alone the weights follow. "
        "The figure below follows at once.</p>"
    ),
}


def weight_fields(order: Sequence[str], *, by_points: bool) -> list[Field]:
    """Return the fields of the form above the figure.

    An ``order`` that was given in code may leave criteria out; then they are not shown as if they counted.
    """
    levels = {level.id: level.label for level in CONFIDENCE.values()}
    steps = {key: f"{CRITERION[key].label}: {_step(key)}" for key in CRITERION if key in order}
    return [
        Field("how", "radio", "How do you want to weigh?", options=_options(HOWS), inline=True),
        *(
            Field(
                criterion.id,
                "range",
                criterion.label,
                help=f"From: {criterion.worst}. To: {criterion.best}.",
                maximum=MOST,
                step=5,
                unit="points",
                hidden=not by_points,
            )
            for criterion in CRITERIA
        ),
        Field("order", "order", "What matters most comes first", options=_options(steps), hidden=by_points),
        Field("confidence", "radio", "How sure are you of these weights?", options=_options(levels), inline=True),
    ]


def picture_fields() -> list[Field]:
    """Return the field that stands right above the figure."""
    pictures = {picture.id: picture.label for picture in PICTURES.values()}
    return [Field("picture", "radio", "What do you want to see?", options=_options(pictures), inline=True)]


def values_of(setting: Setting) -> dict[str, Any]:
    """Return the values of those fields; sliders show no more than 100 points, in the same proportions."""
    points = {key: float(setting.points.get(key, 0)) for key in CRITERION}
    top = max(points.values())
    shown = {key: point if top <= MOST else round(MOST * (point / top), 2) for key, point in points.items()}
    return {**shown, "how": setting.how, "order": list(setting.order), "confidence": setting.confidence}


def pick_fields(choice: Choice) -> list[Field]:
    """Return the fields in which a person may overrule the ranking, with what passed the gates."""
    rows = sorted((row.channel for row in choice.ranking.rows), key=lambda channel: channel.name)
    ranked = {AS_RANKED: "As the ranking has it"}
    homes = {channel.id: channel.name for channel in rows if channel.is_yours()}
    outposts = {channel.id: channel.name for channel in rows if channel.role == "outpost"}
    return [
        Field("home_base", "select", "My home base", options=_options({**ranked, **homes})),
        Field("outpost", "select", "My outpost", options=_options({**ranked, NO_OUTPOST: "None for now", **outposts})),
    ]


def _options(texts: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(key, text) for key, text in texts.items())


def _step(criterion: str) -> str:
    return f"from “{CRITERION[criterion].worst}” to “{CRITERION[criterion].best}”"
