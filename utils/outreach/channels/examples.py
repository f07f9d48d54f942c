"""The invented practice that runs through the lessons, as far as choosing channels needs it.

Everybody in it is invented. The weights are theirs: change them and another
channel may come first, which is what the lesson shows. The accounts that they
have already stand in `accounts.example`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.errors import OutreachError
from outreach.practice import Practice

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Example:
    """An invented practice with its weights."""

    id: str
    title: str
    practice: Practice
    weights: Mapping[str, float]


def juniper_street() -> Practice:
    """Return the practice as Nadia, Tomás and Grace filled it in together."""
    return Practice(
        name="Juniper Street Counseling",
        licence="LICSW, LMFT",
        serves="adults who care for a parent, and those who refer them",
        place="Port Ellery, Washington",
        purpose="Help people in our county who care for a parent feel less alone on a Sunday evening, "
        "and make it easy for hospice staff to send them to us",
        age_bands=("30-49", "50-64"),
        goals=("public", "referrers"),
        hours_per_week=3.0,
        money_per_month=40.0,
        ways_of_giving=("writing", "answering"),
        will_not_do=("be-on-camera", "post-every-day"),
        confidentiality_ceiling=2,
    )


def tomas_alone() -> Practice:
    """Return what Tomás would fill in if it were only up to him."""
    return Practice(
        name="Tomás Ibarra",
        licence="LMFT",
        serves="couples",
        place="Port Ellery, Washington",
        purpose="Help couples in our county talk again before they stop trying, "
        "and give family doctors one evening a season to send them to",
        age_bands=("30-49",),
        goals=("public", "referrers"),
        hours_per_week=3.0,
        money_per_month=40.0,
        ways_of_giving=("speaking", "teaching-live"),
        confidentiality_ceiling=2,
    )


EXAMPLES: dict[str, Example] = {
    example.id: example
    for example in (
        Example(
            "juniper-street",
            "Juniper Street Counseling (invented)",
            juniper_street(),
            {
                "purpose": 100,
                "audience": 50,
                "comfort": 70,
                "ownership": 60,
                "hours": 60,
                "money": 30,
                "search": 80,
                "risk": 60,
            },
        ),
        Example(
            "tomas",
            "Tomás Ibarra alone (invented)",
            tomas_alone(),
            {
                "purpose": 80,
                "audience": 40,
                "comfort": 100,
                "ownership": 20,
                "hours": 60,
                "money": 40,
                "search": 20,
                "risk": 60,
            },
        ),
    )
}


_ALSO = {"tomas-alone": "tomas", "juniper": "juniper-street"}


def example(name: str) -> Example:
    """Return the example of that name.

    Raises
    ------
    OutreachError
        If there is none; the sentence lists what there is.
    """
    key = _ALSO.get(name, name)
    if key not in EXAMPLES:
        raise OutreachError(
            f"There is no example practice called {name[:60]!r}. The examples are: {', '.join(EXAMPLES)}."
        )
    return EXAMPLES[key]
