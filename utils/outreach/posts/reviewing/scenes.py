"""Whom each sentence of a draft speaks of: a client, somebody who may be named, an event, a study, or nobody.

Whether a weekday, a town or an age gives somebody away depends on whose it is. A draft is gone through once, sentence
by sentence; who was spoken of last is who "she" means. Who counts as a client is said in the annotation guide.

What a sentence shows are its facets, by the names of the patterns in ``forms/scene.toml``: ``client``, ``contact`` (care
that was given), ``dead`` and ``person`` lead to a client; ``family``, ``colleague`` and ``public`` to somebody who may be
named; ``event``, ``study`` and ``self`` (the author) to nobody who could be given away; ``generic`` to people in general.
``invented``, ``renamed`` and ``consent`` say what the author declares, ``not_invented`` that it is no such thing.
``aged`` is added here, where an exact age stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.posts.reviewing.grammar import Fit
    from outreach.posts.reviewing.mentions import Mention
    from outreach.posts.reviewing.reading import Reading


_AGED = re.compile(
    r"\b(?:\d{1,2}|[a-z]+(?:-[a-z]+)?)[\s-](?:year|month|week|day)s?[\s-]old\b(?!s)|\b\d{1,2}\s?(?:y/?o|yo|y\.o\.)\b|\baged\s\d{1,2}\b(?!\s*(?:to|-|\u2013|and))",
    re.IGNORECASE,
)
"""An exact age, which is that of one person."""

_MAY_BE_AGED = re.compile(r"\d\s?[yY]")
_BE_PAST = frozenset(("was", "were", "had", "did"))
_PAST = frozenset(("human_past", "say_past", "come_past"))
_SELF = frozenset(("i", "we", "my", "our"))


@dataclass(slots=True)
class Scene:
    """One sentence: its facets, and whom it speaks of.

    ``third`` tells whether it holds "she" and the like, ``own`` "I" or "we", ``you`` "you", ``past`` a verb in the past
    tense, and ``named`` a person's name. ``role`` is what `_role` says.
    """

    facets: frozenset[str]
    third: bool
    own: bool
    opens_with_self: bool
    you: bool
    past: bool
    named: bool
    role: str = "none"

    @property
    def declares_invented(self) -> bool:
        """Tell whether the author says here that somebody is invented or made of many."""
        return "invented" in self.facets and "not_invented" not in self.facets


@dataclass(slots=True)
class Scenes:
    """All sentences of a draft, and what holds for the whole of it."""

    each: list[Scene]
    has_client: bool
    invented: bool
    renamed: bool


def scenes_of(reading: Reading, fits: Iterable[Fit], mentions: Sequence[Mention], channel: str) -> Scenes:
    """Return whom each sentence of a draft speaks of, from what fits in it of the room ``scene``."""
    facets: dict[int, set[str]] = defaultdict(set)
    for fit in fits:
        facets[reading.sentence[fit.begin]].add(fit.name)
    for place in _exact_ages(reading.text):
        facets[reading.sentence[max(reading.token_at(place), 0)]].add("aged")
    named = {reading.sentence[one.start] for one in mentions if one.kind == "person"}
    each: list[Scene] = []
    current = "none"
    for number in range(len(reading.sentences)):
        scene = _scene(reading, number, frozenset(facets.get(number, ())), named=number in named)
        scene.role = _role(scene, current, channel)
        if scene.role in {"client", "exempt"}:
            current = scene.role
        each.append(scene)
    return Scenes(
        each,
        has_client=any(scene.role == "client" for scene in each),
        invented=any(scene.declares_invented for scene in each),
        renamed=any("renamed" in scene.facets for scene in each),
    )


def _exact_ages(text: str) -> list[int]:
    """Return where exact ages begin; without one of these words there is none, and nothing is looked for."""
    small = text.lower()
    if "old" not in small and "aged" not in small and not _MAY_BE_AGED.search(text):
        return []
    return [found.start() for found in _AGED.finditer(text)]


def _scene(reading: Reading, number: int, facets: frozenset[str], *, named: bool) -> Scene:
    tokens, classes, opening = reading.sentences[number], reading.classes[number], reading.openings[number]
    return Scene(
        facets,
        third="third" in classes,
        own="first" in classes or "we" in classes,
        opens_with_self=opening < tokens.stop and reading.words[opening] in _SELF,
        you="you" in classes,
        past=not (_PAST.isdisjoint(classes) and _BE_PAST.isdisjoint(reading.words[tokens.start : tokens.stop])),
        named=named,
    )


def _role(scene: Scene, current: str, channel: str) -> str:
    """Return whom a sentence speaks of: a client, somebody exempt, an event, a study, the author, or nobody known."""
    shown = scene.facets
    if scene.declares_invented:
        return "exempt"
    if shown & {"client", "dead"} or ("aged" in shown and not shown & {"study", "event", "public", "family"}):
        return "none" if "generic" in shown and not (scene.third or scene.named) else "client"
    if shown & {"family", "colleague", "public"}:
        return "exempt"
    if "contact" in shown:
        return "none" if "generic" in shown and not (scene.third or scene.named) else "client"
    if not scene.third and shown & {"study", "event"}:
        return "study" if "study" in shown else "event"
    if scene.third:
        return current if current in {"client", "exempt"} else ("none" if "generic" in shown else "client")
    if scene.named:
        return "client" if channel in {"community", "review_reply"} or current == "client" else "named"
    if "person" in shown and "generic" not in shown:
        return "client" if current != "exempt" else current
    return "self" if "self" in shown else "none"
