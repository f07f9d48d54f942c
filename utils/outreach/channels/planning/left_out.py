"""What the gates shut out, put together where the reasons are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.channels.deciding.gates import Exclusion


class Alike(NamedTuple):
    """Channels that are out for the same reasons: their names, why, and what would bring them back."""

    names: tuple[str, ...]
    why: str
    lift: str


def grouped(out: Iterable[Exclusion]) -> tuple[Alike, ...]:
    """Put together what is out for the same reasons and comes back in the same way, in the order given."""
    alike: dict[tuple[str, str], list[str]] = {}
    for gone in out:
        alike.setdefault((gone.why, gone.lift), []).append(gone.channel.name)
    return tuple(Alike(tuple(names), why, lift) for (why, lift), names in alike.items())
