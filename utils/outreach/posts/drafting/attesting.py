"""What the author attests of a draft: asked, kept with the date, and bound to the exact text.

An edit withdraws it: what was attested of one text says nothing of another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from outreach.errors import OutreachError
from outreach.posts.drafting.draft_file import digest_of
from outreach.workspace import whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from outreach.posts.findings.finding import Question
    from outreach.workspace import Workspace

FILE_NAME = "first-post-attested.json"
MOST_KEPT = 200
LONGEST_NOTE = 300


@dataclass(frozen=True)
class Attestation:
    """What was attested of one text: the statements by their keys, the day, and a note on consent that is on file."""

    digest: str
    attested_on: date
    statements: Mapping[str, str]
    consent_form: str = ""

    def holds_for(self, text: str, questions: Sequence[Question]) -> bool:
        """Tell whether all that is asked of this very text was attested."""
        return self.digest == digest_of(text) and {one.key for one in questions} <= set(self.statements)


def attest(
    space: Workspace,
    text: str,
    questions: Sequence[Question],
    agreed: Sequence[str],
    *,
    consent_form: str = "",
    today: date | None = None,
) -> Attestation:
    """Keep that the author attests what is asked of a text.

    ``agreed`` are the keys of the questions that were answered with yes. ``consent_form`` says which signed form is on
    file, by a number or a date, never by a name.

    Raises
    ------
    OutreachError
        If the text is empty, a question is left open, or the note is too long; nothing is then kept.
    """
    if not text.strip():
        raise OutreachError("There is nothing to attest yet: the draft is empty.")
    left = [one for one in questions if one.key not in set(agreed)]
    if left:
        many = "Everything" if len(left) > 1 else "One statement"
        raise OutreachError(
            f"{many} has to be true and ticked before you attest; {len(left)} of {len(questions)} "
            f"{'are' if len(left) > 1 else 'is'} open. Change the draft until you can tick "
            f"{'them' if len(left) > 1 else 'it'}."
        )
    if len(consent_form) > LONGEST_NOTE:
        raise OutreachError(f"Name the form by a number or a date, in at most {LONGEST_NOTE} characters.")
    made = Attestation(
        digest=digest_of(text),
        attested_on=today or date.today(),  # noqa: DTZ011 - the author's own calendar
        statements={one.key: one.words for one in questions},
        consent_form=whole(consent_form.strip()),
    )
    space.update_json(FILE_NAME, lambda content: {**content, "attested": [*_kept(content), _entry(made)][-MOST_KEPT:]})
    return made


def attestation_of(space: Workspace, text: str) -> Attestation | None:
    """Return the newest attestation of this very text, or None."""
    wanted = digest_of(text)
    return next((one for one in reversed(attestations(space)) if one.digest == wanted), None)


def attested_as_it_stands(space: Workspace, text: str, questions: Sequence[Question]) -> Attestation | None:
    """Return the newest attestation of this very text if it says all that is asked of it, or None."""
    made = attestation_of(space, text)
    return made if made is not None and made.holds_for(text, questions) else None


def latest(space: Workspace) -> Attestation | None:
    """Return the newest attestation of any text, or None."""
    return next(reversed(attestations(space)), None)


def withdraw(space: Workspace, text: str) -> None:
    """Take back what was attested of a text."""
    wanted = digest_of(text)
    space.update_json(
        FILE_NAME,
        lambda content: {**content, "attested": [one for one in _kept(content) if one.get("text_sha256") != wanted]},
    )


def attestations(space: Workspace) -> list[Attestation]:
    """Return all attestations that are kept, the oldest first; entries that cannot be understood are passed over."""
    return [made for entry in _kept(space.read_json(FILE_NAME)) if (made := _attestation(entry)) is not None]


def _kept(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    kept = content.get("attested")
    return [one for one in kept if isinstance(one, dict)] if isinstance(kept, list) else []


def _entry(made: Attestation) -> dict[str, Any]:
    return {
        "text_sha256": made.digest,
        "attested_on": made.attested_on.isoformat(),
        "statements": dict(made.statements),
        "consent_form": made.consent_form,
    }


def _attestation(entry: Mapping[str, Any]) -> Attestation | None:
    statements, form = entry.get("statements"), entry.get("consent_form", "")
    try:
        day = datetime.strptime(str(entry.get("attested_on")), "%Y-%m-%d").date()  # noqa: DTZ007 - a day, no moment
    except ValueError:
        return None
    if not isinstance(statements, dict) or not isinstance(form, str):
        return None
    return Attestation(
        str(entry.get("text_sha256")), day, {str(key): str(words) for key, words in statements.items()}, form
    )
