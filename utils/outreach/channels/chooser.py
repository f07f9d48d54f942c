"""The chooser: weights to set, the figures that follow, what is out and why, and the plan to keep."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from outreach.channels import preview
from outreach.channels.deciding.choice import Decision
from outreach.channels.deciding.criteria import CRITERION
from outreach.channels.deciding.weights import confidence_of, ordered
from outreach.channels.examples import EXAMPLES, example
from outreach.channels.facts.known import catalog
from outreach.channels.planning.keeping import keep_plan, page_is_behind
from outreach.channels.planning.plan import FILE_NAME, PAGE_NAME, Plan, make_plan
from outreach.channels.planning.plan_file import write_plan
from outreach.channels.planning.plan_page import plan_html_page
from outreach.channels.sentences import headline
from outreach.channels.setting import (
    AS_RANKED,
    PICKS,
    Setting,
    keep_setting,
    kept_setting,
    setting_from,
)
from outreach.channels.wording import escaped, one_line
from outreach.errors import OutreachError
from outreach.practice import Practice, checked, load_practice
from outreach.view import Saved, View
from outreach.workspace import WORK, workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ipywidgets import VBox

    from outreach.channels.deciding.choice import Choice
    from outreach.channels.pictures import Picture
    from outreach.figure import AccessibleFigure
    from outreach.form import Form
    from outreach.workspace import Workspace

REVIEW_AFTER = timedelta(weeks=13)
FIRST_PICTURE = "points"
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
        self._parts: tuple[Form, Form, AccessibleFigure, Form] | None = None
        self._live: VBox | None = None
        self._picture = FIRST_PICTURE

    @property
    def plan(self) -> Plan:
        """The plan that follows from what is set."""
        return self._plan(self.review_on)

    def weigh(self, points: Mapping[str, float]) -> Choice:
        """Put these points in place of the weights before, and return the choice that follows.

        Raises
        ------
        OutreachError
            For weights that cannot be used; the ones before then stay.
        """
        return self.set(replace(self.setting, points=setting_from({"weights": points}).points, how="points"))

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
        return preview.text_of(self.title, self.plan, self._notes())

    def page(self) -> str:
        """Return ranking, reasons and plan as HTML with tables."""
        from outreach.channels.pictures import PICTURES  # noqa: PLC0415 - plotly only where something is shown

        plan = self.plan
        parts = [
            f"<p><strong>Channels for {escaped(self.title)}</strong></p>",
            preview.sureness_html(plan, self._notes()),
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
        return Saved(f"Saved as {WORK}/{FILE_NAME}, and to print as {WORK}/{PAGE_NAME}{where}.{missing}{kept}")

    def widget(self) -> VBox:
        """Return sliders, figure and plan, which follow each other; the same at every call."""
        if self._live is None:
            self._live = self._make_live()
        return self._live

    def _make_live(self) -> VBox:
        from ipywidgets import VBox  # noqa: PLC0415 - widgets only where one is shown

        from outreach.channels.chooser_fields import (  # noqa: PLC0415
            PROMPTS,
            pick_fields,
            picture_fields,
            values_of,
            weight_fields,
        )
        from outreach.figure import AccessibleFigure  # noqa: PLC0415
        from outreach.form import Button, Form  # noqa: PLC0415

        keeps = self.keeps and not self.space.is_temporary
        picture = self._shown()
        form = Form(
            title=f"Channels for {self.title}",
            prompt_html=PROMPTS[self.setting.how],
            fields=weight_fields(self.setting.order, by_points=self.setting.how == "points"),
            values=values_of(self.setting),
            keeps=keeps,
        )
        look = Form(fields=picture_fields(), values={"picture": self._picture})
        figure = AccessibleFigure(
            picture.draw(self.choice), alt=picture.alt(self.choice), table_html=picture.table(self.choice)
        )
        below = Form(
            fields=pick_fields(self.choice),
            values={name: getattr(self.setting, name) for name in PICKS},
            buttons=[Button("save", "Save my plan", primary=True)] if self.can_save else [],
            keeps=keeps,
        )
        self._parts = (form, look, figure, below)
        form.on_change(lambda name, _value: self._moved(name, form.values))
        look.on_change(lambda _name, value: self._look_at(value))
        below.on_change(self._picked)
        below.on_click(lambda _button: self._pressed_save())
        self._show_below()
        form.say("".join(f"<p>{html.escape(note)}</p>" for note in [*self.space.take_notices(), *self._notes()]))
        self._say_who_leads()
        return VBox([form, look, figure, below])

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

    def _notes(self) -> list[str]:
        return self.notes or preview.notes_on(self.choice)

    def _shown(self) -> Picture:
        from outreach.channels.pictures import PICTURES  # noqa: PLC0415

        return PICTURES[self._picture]

    def _look_at(self, picture: Any) -> None:
        from outreach.channels.pictures import PICTURES  # noqa: PLC0415

        if picture in list(PICTURES):
            self._picture = picture
            self._draw()

    def _moved(self, name: str, values: Mapping[str, Any]) -> None:
        from outreach.channels.chooser_fields import PROMPTS, weight_fields  # noqa: PLC0415

        if self._parts is None:
            return
        form, _, _, below = self._parts
        if name == "how":
            if values["how"] == "order" and self.setting.order == tuple(CRITERION):
                # An order that nobody has given yet begins with what the points say.
                self.setting = replace(self.setting, order=ordered(self.setting.points))
                form.values = values = {**values, "order": list(self.setting.order)}
            # Before anything is refused: who comes back from an order must find the sliders again.
            form.prompt_html = PROMPTS["order" if values["how"] == "order" else "points"]
            form.show_fields(weight_fields(self.setting.order, by_points=values["how"] != "order"))
        before = self.setting
        try:
            self.set(self._setting_of(values))
        except OutreachError as error:
            form.say(f"<p>{html.escape(str(error))} The figure below stays as it was.</p>", "trouble")
            raise
        self._draw()
        self._show_below()
        below.say("")  # a plan that was saved before is not the one that is shown now
        form.say("")
        self._say_who_leads()
        self._keep(form, before)

    def _say_who_leads(self) -> None:
        if self._parts is not None:
            self._parts[1].say(f"<p><strong>{html.escape(headline(self.choice))}.</strong></p>")

    def _setting_of(self, values: Mapping[str, Any]) -> Setting:
        """Return what the form holds; the order and the points that are not shown are kept for later."""
        points = {key: values.get(key, 0) for key in CRITERION}
        by_order = values.get("how") == "order"
        return replace(
            setting_from(
                {
                    "weights": self.setting.points if by_order else points,
                    "how": values.get("how"),
                    "order": values.get("order"),
                    "confidence": values.get("confidence"),
                }
            ),
            home_base=self.setting.home_base,
            outpost=self.setting.outpost,
        )

    def _picked(self, name: str, value: Any) -> None:
        if self._parts is None or name not in PICKS:
            return
        below, before = self._parts[3], self.setting
        self.setting = before.with_pick(name, str(value))
        try:
            self._plan(None)
        except OutreachError as error:
            self.setting = before
            below.say(f"<p>{html.escape(str(error))} The plan stays as it was.</p>", "trouble")
            raise
        self._show_below()
        below.say("")
        self._keep(below, before)

    def _draw(self) -> None:
        if self._parts is not None:
            picture = self._shown()
            self._parts[2].update(
                picture.draw(self.choice), alt=picture.alt(self.choice), table_html=picture.table(self.choice)
            )

    def _keep(self, form: Form, before: Setting) -> None:
        if not self.keeps:
            return
        try:
            keep_setting(self.space, self.setting, before)
        except OutreachError as error:
            form.say(f"<p>{html.escape(str(error))}</p>", "trouble")
            raise

    def _pressed_save(self) -> None:
        if self._parts is None:
            return
        below = self._parts[3]
        try:
            below.say(f"<p>{html.escape(self.save().sentence)}</p>", "good")
        except OutreachError as error:
            below.say(f"<p>{html.escape(str(error))}</p>", "trouble")

    def _show_below(self) -> None:
        if self._parts is None:
            return
        from outreach.form import Section  # noqa: PLC0415

        plan, choice = self.plan, self.choice
        out = f"Out before any weight counts: {len(plan.out)}"
        self._parts[3].show_sections(
            [
                Section("sure", "How sure this is", preview.sureness_html(plan)),
                Section("changes", "What would change it", preview.changes_html(choice)),
                Section("essay", "What the essay would say", preview.essay_html(choice)),
                Section("plan", "The plan", preview.plan_html(plan)),
                Section("out", out, preview.out_html(choice)),
            ]
        )


def _folded(title: str, content: str) -> str:
    return f"<details><summary>{html.escape(title)}</summary>{content}</details>" if content else ""
