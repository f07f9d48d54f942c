"""The drafts of the invented practice on Juniper Street, which the lessons review. Everybody in them is invented."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from outreach.errors import OutreachError
from outreach.posts.author import Author

_HERE = Path(__file__).parent / "worked"


@dataclass(frozen=True)
class WorkedPost:
    """A draft of the lessons, and who wrote it."""

    name: str
    title: str
    author: Author

    @property
    def text(self) -> str:
        """The draft as it stands in its file."""
        return (_HERE / f"{self.name}.md").read_text(encoding="utf-8")


def _author(name: str, licence: str) -> Author:
    everybody = ("Nadia Rahimi", "Tomás Ibarra", "Grace Okonkwo")
    return Author(
        name=name,
        practice="Juniper Street Counseling",
        city="Port Ellery",
        region="Washington",
        country="US",
        licence=licence,
        website="https://juniperstreet.example",
        email="hello@juniperstreet.example",
        address="12 Juniper Street, Port Ellery, WA",
        others=tuple(one for one in everybody if one != name),
    )


WORKED: dict[str, WorkedPost] = {
    post.name: post
    for post in (
        WorkedPost("nadia-first", "Nadia's first draft (invented)", _author("Nadia Rahimi", "LICSW")),
        WorkedPost("nadia-second", "Nadia's second draft (invented)", _author("Nadia Rahimi", "LICSW")),
        WorkedPost("nadia-third", "Nadia's third draft (invented)", _author("Nadia Rahimi", "LICSW")),
        WorkedPost("tomas", "Tomás's draft (invented)", _author("Tomás Ibarra", "LMFT")),
        WorkedPost("grace", "Grace's draft (invented)", _author("Grace Okonkwo", "")),
    )
}


def worked_post(name: str) -> WorkedPost:
    """Return the worked post of that name.

    Raises
    ------
    OutreachError
        If there is none; the sentence lists what there is.
    """
    if name not in WORKED:
        raise OutreachError(f"There is no worked post called {name[:60]!r}. They are: {', '.join(WORKED)}.")
    return WORKED[name]
