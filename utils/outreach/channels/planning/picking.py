"""Which home base and which outpost a plan is made of: the best pair, or a person's own pick."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.channels.facts.catalog import named
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from outreach.channels.deciding.choice import Choice
    from outreach.channels.deciding.portfolio import Pair
    from outreach.channels.facts.catalog import Channel


@dataclass(frozen=True)
class Picked:
    """A home base and an outpost, as far as there are any.

    ``best`` is the best pair of all, and ``best_beside`` the best one with this home base;
    ``own_home`` says that a person named the home base, ``on_purpose`` that they want no outpost.
    """

    home_base: Channel | None
    outpost: Channel | None
    best: Pair | None
    best_beside: Pair | None
    own_home: bool = False
    on_purpose: bool = False

    @property
    def channels(self) -> tuple[Channel, ...]:
        """Home base and outpost, as far as there are any."""
        return tuple(channel for channel in (self.home_base, self.outpost) if channel is not None)


def picked(choice: Choice, home_base: str | None = None, outpost: str | None = None) -> Picked:
    """Return the pair of a plan; see `plan.make_plan` for what the names mean and what is refused."""
    home = _pick(choice, home_base, "home base", _can_be_home) if home_base else None
    post = _pick(choice, outpost, "outpost", _can_be_outpost) if outpost else None
    best = choice.pairs[0] if choice.pairs else None
    if home is None and best is not None:
        # With an outpost that was picked, the best home base beside which it fits.
        with_post = (pair for pair in choice.pairs if post is not None and _same(pair.outpost, post))
        home = next(with_post, best).home_base
    if home is None:
        if post is not None:
            raise OutreachError(
                f"{post.name} cannot be your outpost yet: it needs a home base to lead back to, "
                "and none passes your gates."
            )
        return Picked(None, None, None, None)
    beside = next((pair for pair in choice.pairs if _same(pair.home_base, home)), None)
    if outpost is None and beside is not None:
        post = beside.outpost
    return Picked(home, post, best, beside, own_home=bool(home_base), on_purpose=outpost is not None and post is None)


def _pick(choice: Choice, name: str, part: str, can_be: Callable[[Channel], bool]) -> Channel:
    """Return the open channel that is called so, or say why it cannot be this part of a plan."""
    found = named([*choice.gated.open, *(gone.channel for gone in choice.gated.out)], name)
    can = [channel for channel in choice.gated.open if can_be(channel)]
    if found is None:
        raise OutreachError(f"There is no channel called {str(name)[:60]!r}. {_may_be(part, can)}")
    for gone in choice.gated.out:
        if gone.channel.id == found.id:
            raise OutreachError(f"{found.name} cannot be your {part} yet. {gone.why} {gone.lift}")
    if not can_be(found):
        why = (
            "what you write there does not stay yours"
            if part == "home base"
            else "an outpost is a place where people are already"
        )
        raise OutreachError(f"{found.name} cannot be your {part}: {why}. {_may_be(part, can)}")
    return found


def _may_be(part: str, channels: Iterable[Channel]) -> str:
    ids = [channel.id for channel in channels]
    return f"Your {part} can be one of: {', '.join(ids)}." if ids else f"No {part} passes your gates."


def _can_be_home(channel: Channel) -> bool:
    return channel.is_yours()


def _can_be_outpost(channel: Channel) -> bool:
    return channel.role == "outpost"


def _same(channel: Channel | None, other: Channel) -> bool:
    return channel is not None and channel.id == other.id
