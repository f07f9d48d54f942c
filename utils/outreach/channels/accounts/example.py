"""The accounts of the invented practice that runs through the lessons; the practice itself is in `examples`."""

from __future__ import annotations

from outreach.channels.accounts.account import Account, Audit

JUNIPER_STREET = Audit(
    (
        Account(1, "facebook-page", "", 14, people=212, known=30, conversations_in_90_days=0, decision="park"),
        Account(2, "instagram", "", 26, conversations_in_90_days=0, decision="close"),
        Account(3, "linkedin", "Nadia", 8, people=340, known=60, conversations_in_90_days=4, decision="keep"),
    )
)
"""How many people follow nine posts on Instagram, nobody there could say."""

ACCOUNTS_OF: dict[str, Audit] = {"juniper-street": JUNIPER_STREET}
"""The accounts of examples, by the id of the example."""
