"""What a person has set in the chooser: weights by points or by order, how sure they are, and their own picks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from outreach.channels.deciding.criteria import CRITERION, EQUAL_WEIGHTS
from outreach.channels.deciding.weights import FAIRLY, How, Weights, by_order, by_points, confidence_of, normalized
from outreach.channels.planning.keeping import SETTING_FILE
from outreach.errors import OutreachError
from outreach.wording import listed
from outreach.workspace import WORK

if TYPE_CHECKING:
    from outreach.workspace import Workspace

AS_RANKED = "as-ranked"
"""The pick of somebody who leaves it to the ranking."""

NO_OUTPOST = "none"
PICKS = ("home_base", "outpost")
HOWS: dict[str, str] = {
    "points": "By points: how much each step is worth to me",
    "order": "By order alone: what matters most comes first",
}


@dataclass(frozen=True)
class Setting:
    """Everything that can be set. ``weights`` says what follows from it."""

    points: Mapping[str, float] = field(default_factory=lambda: dict(EQUAL_WEIGHTS))
    order: tuple[str, ...] = tuple(CRITERION)
    how: How = "points"
    confidence: str = FAIRLY.id
    home_base: str = AS_RANKED
    outpost: str = AS_RANKED

    @property
    def weights(self) -> Weights:
        """The weights that follow.

        Raises
        ------
        OutreachError
            If they cannot be used, such as when all are zero.
        """
        if self.how == "order":
            return by_order(self.order, self.confidence)
        return by_points(self.points, self.confidence)

    @property
    def picks(self) -> tuple[str | None, str | None]:
        """Home base and outpost as `plan.make_plan` takes them: None for the ranking's, empty for none on purpose."""
        home_base = None if self.home_base == AS_RANKED else self.home_base
        outpost = None if self.outpost == AS_RANKED else "" if self.outpost == NO_OUTPOST else self.outpost
        return home_base, outpost

    def with_pick(self, part: str, channel: str) -> Setting:
        """Return the same with another pick for home base or outpost."""
        return replace(self, home_base=channel) if part == "home_base" else replace(self, outpost=channel)


def setting_from(values: Mapping[str, Any]) -> Setting:
    """Check plain values, as they stand in a file or a form, and make a setting.

    Raises
    ------
    OutreachError
        If weights, order or confidence cannot be used.
    """
    points = values.get("weights", EQUAL_WEIGHTS)
    how = values.get("how", "points")
    if not isinstance(how, str) or how not in HOWS:
        msg = f"Weights are given by points or by order; this is {str(how)[:40]!r}."
        raise OutreachError(msg)
    order = values.get("order", list(CRITERION))
    by_order(order)  # refuses what cannot be used, with a sentence
    return Setting(
        points={key: float(points.get(key, 0)) for key in CRITERION} if _all_known(points) else {},
        order=tuple(order),
        how=cast("How", how),
        confidence=confidence_of(values.get("confidence", FAIRLY.id)).id,
        home_base=_pick(values.get("home_base")),
        outpost=_pick(values.get("outpost")),
    )


def _pick(said: object) -> str:
    return said if isinstance(said, str) and said else AS_RANKED


def _all_known(points: object) -> bool:
    normalized(cast("Mapping[str, float]", points))  # refuses what cannot be used, with a sentence
    return True


PART_WORDS: dict[str, str] = {
    "weights": "the weights",
    "how": "whether they are points or an order",
    "order": "the order",
    "confidence": "how sure you are",
}


def kept_setting(space: Workspace) -> tuple[Setting, str]:
    """Return what was set last time, and a sentence where a part of it could not be used; the other parts stay."""
    kept = space.read_json(SETTING_FILE)
    usable: dict[str, Any] = {part: kept[part] for part in PICKS if part in kept}
    lost = []
    for part, words in PART_WORDS.items():
        if part in kept:
            try:
                setting_from({part: kept[part]})
            except (OutreachError, AttributeError, TypeError, ValueError):
                lost.append(words)
            else:
                usable[part] = kept[part]
    note = (
        f"In {WORK}/{SETTING_FILE} this could not be used and begins anew: {listed(lost)}. The rest is as you left it."
    )
    return setting_from(usable), note if lost else ""


def keep_setting(space: Workspace, setting: Setting, before: Setting | None = None) -> None:
    """Keep what was set for the next time, beside what else the file holds.

    Where the setting ``before`` is given, only what differs from it is kept: another
    window may have kept something else meanwhile.
    """
    new, old = _plain(setting), {} if before is None else _plain(before)
    changed = {part: value for part, value in new.items() if part not in old or old[part] != value}

    def merged(content: dict[str, Any]) -> dict[str, Any]:
        kept = content.get("weights")
        if before is not None and "weights" in changed and isinstance(kept, Mapping):
            moved = {key: point for key, point in new["weights"].items() if old["weights"].get(key) != point}
            return {**content, **changed, "weights": {**kept, **moved}}
        return {**content, **changed}

    space.update_json(SETTING_FILE, merged)


def _plain(setting: Setting) -> dict[str, Any]:
    plain = asdict(setting)
    plain["weights"] = dict(plain.pop("points"))
    plain["order"] = list(setting.order)
    return plain
