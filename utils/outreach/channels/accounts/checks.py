"""The named check of the audit. It reads the file that stands there, whoever wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.channels.accounts.file import load_audit
from outreach.channels.accounts.listings import is_listing
from outreach.channels.accounts.state import judged
from outreach.checks import Fine, NotMade, Problem, Result, Unreadable, named_check
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from outreach.channels.accounts.account import Audit
    from outreach.workspace import Workspace

MANY = 3
"""From so many accounts on, keeping every one of them is worth a second look. Listings do not count."""


@named_check("channels.accounts")
def check_accounts(space: Workspace) -> Result:
    """Check that every account can be judged and is decided on, and that what is kept is worth keeping."""
    try:
        audit = load_audit(space)
    except OutreachError as error:
        return Unreadable(str(error))
    if not audit.accounts:
        return Fine() if audit.no_account else NotMade()
    return problem_of(audit) or Fine()


def problem_of(audit: Audit) -> Problem | None:
    """Return the first thing that is not right yet, in the order in which a person would mend it."""
    accounts = judged(audit)
    for one in accounts:
        if one.state == "cannot tell":
            return Problem("cannot-tell", {"account": one.title})
    for one in accounts:
        if not one.account.decision:
            return Problem("undecided", {"account": one.title})
    tended = [one for one in accounts if not is_listing(one.account)]
    all_kept = all(one.account.decision == "keep" for one in tended)
    if len(tended) >= MANY and all_kept and any(one.state != "alive" for one in tended):
        return Problem("keeps-all", {"count": str(len(tended))})
    for one in accounts:
        if one.account.decision == "keep" and one.state == "abandoned":
            return Problem("abandoned-kept", {"account": one.title})
    return None
