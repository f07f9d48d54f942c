"""Weighs what speaks for and against a candidate.

For each category there is a table of weights, by sign. What is left of a candidate is the sum of the weights of its
signs, turned into a chance by the logistic function; it is kept where the chance is at least the category's limit.
The tables were worked out from labelled posts of our own by ``benchmarks/learn_weights.py``; nothing but the sum is
computed here.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE = Path(__file__).with_name("weights.json")


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Return the weights by category and sign; "" is what every candidate of the category starts with."""
    content: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    tables: dict[str, dict[str, float]] = content["weights"]
    return tables


MOST_ODDS = 4.0


def odds(category: str, signs: Iterable[str]) -> float:
    """Return the log odds that something with these signs is what its category says, within four of zero."""
    table = weights().get(category)
    if table is None:
        return 0.0
    look_up = table.get
    total = table[""]
    for sign in signs:
        total += look_up(sign, 0.0)
    return max(min(total, MOST_ODDS), -MOST_ODDS)


def chance(category: str, signs: Iterable[str], gate: float = 0.0, of_draft: float = 0.0) -> float:
    """Return the chance, from 0 to 1, that a candidate with these signs is what its category says.

    ``gate`` and ``of_draft`` are log odds that its sentence, and the likeliest sentence of the draft, give somebody away.
    """
    table = weights().get(category)
    if table is None:
        return 1.0
    look_up = table.get
    total = table[""] + gate * look_up("gate", 0.0) + of_draft * look_up("gate of the draft", 0.0)
    for sign in signs:
        total += look_up(sign, 0.0)
    return 1.0 / (1.0 + math.exp(-max(min(total, 30.0), -30.0)))


@cache
def limits() -> Mapping[str, float]:
    """Return for each category the chance from which a candidate is kept."""
    content: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    found: dict[str, float] = content["limits"]
    return found
