"""Which visits are the learner's own: by address or network, by agent, or by a path that only they open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import TYPE_CHECKING

from outreach.engagement.access_log.asked import target_of
from outreach.engagement.access_log.lines import as_address, client
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORTEST = 3
_LIKE_AN_ADDRESS = re.compile(r"[0-9.*/]+|[0-9A-Fa-f:.*/]*:[0-9A-Fa-f:.*/]*")


@dataclass(frozen=True)
class Own:
    """The marks of own visits."""

    networks: tuple[IPv4Network | IPv6Network, ...] = ()
    beginnings: tuple[bytes, ...] = ()
    paths: tuple[bytes, ...] = ()
    agents: tuple[bytes, ...] = ()

    def has_address(self, before: bytes) -> bool:
        """Tell whether the address in what precedes the time of a line is one's own."""
        text = client(before)[0]
        if b":" not in text and not text.startswith(self.beginnings):
            return False
        address = as_address(text)
        return address is not None and any(
            address in network for network in self.networks if network.version == address.version
        )

    def has_path(self, request: bytes) -> bool:
        """Tell whether a request is for a path that shows who asked; with `paths`, what begins with one of them."""
        return target_of(request).startswith(self.paths)

    def has_agent(self, agent: bytes) -> bool:
        """Tell whether an agent holds a mark of one's own."""
        small = agent.lower()
        return any(mark in small for mark in self.agents)


def own_marks(given: Iterable[str]) -> Own:
    """Sort what a learner gave: ``203.0.113.7``, ``203.0.113.0/24``, ``/my-hidden-page``, or a word of the agent.

    Raises
    ------
    OutreachError
        If one of them is empty, or was meant as an address and is none.
    """
    networks: list[IPv4Network | IPv6Network] = []
    paths: list[bytes] = []
    agents: list[bytes] = []
    for text in [given] if isinstance(given, str) else given:
        mark = text.strip()
        if len(mark) < _SHORTEST:
            raise OutreachError(
                f"Own visits cannot be known by {mark!r}. Expected an address such as 203.0.113.7, a network such as "
                "203.0.113.0/24, a path such as /my-hidden-page, or a word of at least three letters from the agent."
            )
        if mark.startswith("/"):
            paths.append(mark.encode())
        elif _LIKE_AN_ADDRESS.fullmatch(mark):
            networks.append(_network(mark))
        else:
            agents.append(mark.lower().encode())
    return Own(tuple(networks), tuple(map(_beginning, networks)), tuple(paths), tuple(agents))


def _beginning(network: IPv4Network | IPv6Network) -> bytes:
    """Return how every address of a network begins, in whole numbers: most others are told by it at once."""
    if network.version != 4:  # noqa: PLR2004 - the version
        return b":"
    kept = str(network.network_address).split(".")[: network.prefixlen // 8]
    return ".".join([*kept, ""] if len(kept) < 4 else kept).encode() if kept else b""  # noqa: PLR2004 - four numbers


def _network(mark: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(mark, strict=False)
    except ValueError as error:
        raise OutreachError(
            f"{mark} is no address of a computer or network. Expected one such as 203.0.113.7, 203.0.113.0/24 or "
            "2001:db8::/64; a page on the web that shows your address can tell you yours."
        ) from error
