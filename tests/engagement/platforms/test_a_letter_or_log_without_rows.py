"""A header alone is an export of nothing, not a fault."""

from __future__ import annotations

import pytest

from outreach.engagement.forms.form import Answers
from outreach.engagement.forms.table_form import TableForm
from outreach.engagement.platforms.communities import discourse
from outreach.engagement.platforms.own import own_logs
from outreach.engagement.platforms.subscriptions import (
    beehiiv,
    buttondown,
    curated,
    mailchimp,
    podcasts,
    substack,
    substack_readers,
)
from tests.engagement.files import made

FORMS = [
    form
    for family in (
        beehiiv,
        buttondown,
        curated,
        discourse,
        mailchimp,
        own_logs,
        podcasts,
        substack,
        substack_readers,
    )
    for form in family.FORMS
    if isinstance(form, TableForm)
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.platform}, {form.export}")
def test_a_header_alone_gives_no_number_and_no_fault(form: TableForm) -> None:
    header = [*form.needs, *form.metrics, *form.item, *form.title, *form.published, *form.date]
    text = ",".join(f'"{name}"' for name in dict.fromkeys(header))
    reading = form.read(made("empty.csv", text + "\n"), Answers())
    assert reading.rows["value"].sum() == 0
    assert reading.people is None or reading.people.empty
    assert not reading.asked
