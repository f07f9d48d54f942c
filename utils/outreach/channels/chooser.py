"""The chooser: weights to set, the figures that follow, what is out and why, and the plan to keep."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from outreach.channels import preview
from outreach.channels.deciding.choice import Decision
from outreach.channels.deciding.weights import confidence_of
from outreach.channels.examples import EXAMPLES, example
from outreach.channels.facts.known import catalog
from outreach.channels.planning.keeping import keep_plan, page_is_behind
from outreach.channels.planning.plan import FILE_NAME, PAGE_NAME, Plan, make_plan
from outreach.channels.planning.plan_file import write_plan
from outreach.channels.planning.plan_page import plan_html_page
from outreach.channels.setting import (
    AS_RANKED,
    PICKS,
    Setting,
    kept_setting,
    setting_from,
)
from outreach.errors import OutreachError
from outreach.practice import Practice, checked, load_practice
from outreach.view import Saved, View
from outreach.wording import escaped, one_line
from outreach.workspace import WORK, workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ipywidgets import VBox

    from outreach.channels.chooser_live import LiveChooser
    from outreach.channels.deciding.choice import Choice
    from outreach.workspace import Workspace

REVIEW_AFTER = timedelta(weeks=13)
Whose = Literal["own", "example", "given"]


def choose_channels(
    practice: Practice | str | None = None,
    weights: Mapping[str, float] | str | None = None,
    *,
    order: Sequence[str] | None = None,
    confidence: str | None = None,
    review_on: date | None = None,
) -> Chooser:
    """Rank the channels for a practice and make a plan of them.

    Parameters
    ----------
    practice
        A profile, or the name of an example such as ``"juniper-street"``. Left
        out, it is your own profile.
    weights
        How many points each criterion gets, or the name of an example whose weights
        are to be used. Left out, it is the weights you set before, those of the
        example, or the same for all.
    order
        Criteria, what matters most first, in place of points.
    confidence
        How sure you are of your weights: "guess", "fairly" or "sure".
    review_on
        The day on which the plan is to be looked at again; 13 weeks after it is
        saved where it is left out.

    Raises
    ------
    OutreachError
        For a name or a weight that does not exist, or a profile that cannot be read.
    """
    if review_on is not None and (not isinstance(review_on, date) or isinstance(review_on, datetime)):
        msg = f"A review date is a date, such as date(2027, 2, 22); this is {str(review_on)[:40]!r}."
        raise OutreachError(msg)
    space = workspace()
    given = _given(weights, order, confidence)
    if isinstance(practice, str):
        shown = example(practice)
        setting = setting_from({"weights": shown.weights, **given})
        return Chooser(shown.title, shown.practice, setting, space, whose="example", review_on=review_on)
    if practice is None:
        return _own(space, given, review_on)
    if not isinstance(practice, Practice):
        shown_as = f"{type(practice).__name__} {str(practice)[:40]!r}"
        msg = f"{shown_as} is no practice. Leave it out for your own, or name an example: {', '.join(EXAMPLES)}."
        raise OutreachError(msg)
    given_practice = checked(practice)
    return Chooser(_title(given_practice), given_practice, setting_from(given), space, review_on=review_on)


def _given(
    weights: Mapping[str, float] | str | None, order: Sequence[str] | None, confidence: str | None
) -> dict[str, Any]:
    """Return what was given in the call, as a setting holds it."""
    given: dict[str, Any] = {}
    if weights is not None:
        given["weights"] = example(weights).weights if isinstance(weights, str) else weights
    if order is not None:
        given |= {"order": order, "how": "order"}
    if confidence is not None:
        given["confidence"] = confidence
    return given


def _own(space: Workspace, given: Mapping[str, Any], review_on: date | None) -> Chooser:
    practice = load_practice(space)
    kept, note = kept_setting(space)
    notes = [preview.SEEMS_EMPTY, preview.FILL_IN] if preview.is_empty(practice) else []
    notes += [said for said in (note, page_is_behind(space)) if said]
    if given.keys() <= {"confidence"}:
        # How sure somebody is says nothing about the weights, so these stay as they were set.
        setting = replace(kept, confidence=confidence_of(given.get("confidence", kept.confidence)).id)
    else:
        setting = setting_from(given)
    return Chooser(
        _title(practice),
        practice,
        setting,
        space,
        notes=notes,
        keeps=not given,
        whose="own",
        review_on=review_on,
    )


def _title(practice: Practice) -> str:
    return one_line(practice.name) or "your practice"


class Chooser(View):
    """The ranking and the plan of one practice under weights that can be moved."""

    def __init__(
        self,
        title: str,
        practice: Practice,
        setting: Setting,
        space: Workspace,
        *,
        notes: list[str] | None = None,
        keeps: bool = False,
        whose: Whose = "given",
        review_on: date | None = None,
    ) -> None:
        """Make the choice.

        ``keeps`` says that what is set is kept in the workspace. The plan of an
        example is never saved over a learner's own; one's own practice is the
        profile of the workspace, which may change later.
        """
        self.title = title
        self.space = space
        self.notes = notes or []
        self.keeps = keeps
        self.can_save = space.is_temporary or whose != "example"
        self.is_own = whose == "own"
        self.review_on = review_on
        self.decision = Decision(practice)
        self.setting, self.choice = setting, self.decision.choose(setting.weights)
        self._forget_lost_picks()
        self._live: LiveChooser | None = None

    @property
    def plan(self) -> Plan:
        """The plan that follows from what is set."""
        return self._plan(self.review_on)

    def set(self, setting: Setting) -> Choice:
        """Put this setting in place of the one before, and return the choice that follows.

        Raises
        ------
        OutreachError
            For weights that cannot be used; the setting before then stays.
        """
        choice = self.decision.choose(setting.weights)
        self.setting, self.choice = setting, choice
        return choice

    def summary(self) -> str:
        """Return ranking, reasons and plan as text."""
        return preview.text_of(self.title, self.plan, self.what_to_know_first())

    def page(self) -> str:
        """Return ranking, reasons and plan as HTML with tables."""
        from outreach.channels.pictures import PICTURES

        plan = self.plan
        parts = [
            f"<p><strong>Channels for {escaped(self.title)}</strong></p>",
            preview.sureness_html(plan, self.what_to_know_first()),
            *(_folded(picture.label, picture.table(self.choice)) for picture in PICTURES.values()),
            "<p><strong>What would change it</strong></p>",
            preview.changes_html(self.choice),
            preview.essay_html(self.choice),
            preview.out_html(self.choice),
            "<p><strong>The plan</strong></p>",
            preview.plan_html(plan),
        ]
        # The class keeps a dollar sign in somebody's practice name from being set as a formula.
        return f'<div class="tex2jax_ignore">{"".join(parts)}</div>'

    def save(self) -> Saved:
        """Write the plan to ``my-work/channel-plan.md``, and a page to print beside it.

        A plan that was changed by hand is kept under another name first.

        Raises
        ------
        OutreachError
            If this is an example's plan and the workspace is a learner's own, or if the profile has changed since.
        """
        if not self.can_save:
            msg = (
                f"This plan belongs to {self.title}. It was not saved, so that yours stays. "
                "Use choose_channels() for your own."
            )
            raise OutreachError(msg)
        if self.is_own and load_practice(self.space) != self.decision.practice:
            msg = "Your profile has changed since this box was run. Run the box again and save then. Nothing was saved."
            raise OutreachError(msg)
        plan = self._plan(self.review_on or date.today() + REVIEW_AFTER)  # noqa: DTZ011 - the learner's own calendar
        earlier = keep_plan(self.space, write_plan(plan, catalog()), plan_html_page(plan, catalog()))
        where = " of a temporary folder; in your own course folder it stays" if self.space.is_temporary else ""
        kept = f" What you had changed by hand is kept as {WORK}/{earlier}." if earlier else ""
        missing = "" if plan.home_base else " It has no home base yet."
        missing += f" {plan.over}" if plan.over else ""
        return Saved(f"Saved as {WORK}/{FILE_NAME}, and to print as {WORK}/{PAGE_NAME}{where}.{missing}{kept}")

    def widget(self) -> VBox:
        """Return sliders, figure and plan, which follow each other; the same at every call."""
        if self._live is None:
            from outreach.channels.chooser_live import LiveChooser

            self._live = LiveChooser(self)
        return self._live.box

    def pick(self, part: str, channel: str) -> None:
        """Put a person's own pick for home base or outpost in place of the one before.

        Raises
        ------
        OutreachError
            For a pick that cannot be used; the one before then stays.
        """
        before = self.setting
        self.setting = before.with_pick(part, channel)
        try:
            self._plan(None)
        except OutreachError:
            self.setting = before
            raise

    def _plan(self, review_on: date | None) -> Plan:
        home_base, outpost = self.setting.picks
        return make_plan(self.choice, review_on, home_base=home_base, outpost=outpost)

    def _forget_lost_picks(self) -> None:
        """Let the ranking decide again where a pick of last time has since been shut out, and say so."""
        for name in PICKS:
            home_base, outpost = Setting().with_pick(name, getattr(self.setting, name)).picks
            try:
                make_plan(self.choice, home_base=home_base, outpost=outpost)
            except OutreachError as error:
                self.notes.append(f"Your pick of last time no longer holds, so the ranking decides. {error}")
                self.setting = self.setting.with_pick(name, AS_RANKED)

    def what_to_know_first(self) -> list[str]:
        """Return what a person should know before they read the ranking, a sentence each."""
        return self.notes or preview.notes_on(self.choice)


def _folded(title: str, content: str) -> str:
    return f"<details><summary>{html.escape(title)}</summary>{content}</details>" if content else ""
