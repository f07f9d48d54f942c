"""The chooser while it is open: its forms and its figure, which follow each other."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ipywidgets import VBox

from outreach.channels import preview
from outreach.channels.chooser_fields import PROMPTS, pick_fields, picture_fields, values_of, weight_fields
from outreach.channels.deciding.criteria import CRITERION
from outreach.channels.deciding.weights import ordered
from outreach.channels.pictures import PICTURES
from outreach.channels.sentences import headline
from outreach.channels.setting import PICKS, Setting, keep_setting, setting_from
from outreach.errors import OutreachError
from outreach.figure import AccessibleFigure
from outreach.form import Button, Form, Section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.channels.chooser import Chooser

FIRST_PICTURE = "points"


class LiveChooser:
    """Four parts below each other: weights, what to look at, the figure, and the plan with one's own picks."""

    def __init__(self, chooser: Chooser) -> None:
        """Draw the chooser as it is set now; from then on what is edited here is set there."""
        self._chooser = chooser
        self._picture = PICTURES[FIRST_PICTURE]
        setting, choice, picture = chooser.setting, chooser.choice, self._picture
        keeps = chooser.keeps and not chooser.space.is_temporary
        self._weights = Form(
            title=f"Channels for {chooser.title}",
            prompt_html=PROMPTS[setting.how],
            fields=weight_fields(setting.order, by_points=setting.how == "points"),
            values=values_of(setting),
            keeps=keeps,
        )
        self._look = Form(fields=picture_fields(), values={"picture": picture.id})
        self._figure = AccessibleFigure(picture.draw(choice), alt=picture.alt(choice), table_html=picture.table(choice))
        self._below = Form(
            fields=pick_fields(choice),
            values={name: getattr(setting, name) for name in PICKS},
            buttons=[Button("save", "Save my plan", primary=True)] if chooser.can_save else [],
            keeps=keeps,
        )
        self._weights.on_change(lambda name, _value: self._moved(name, self._weights.values))
        self._look.on_change(lambda _name, value: self._look_at(value))
        self._below.on_change(self._picked)
        self._below.on_click(lambda _button: self._pressed_save())
        notes = [*chooser.space.take_notices(), *chooser.what_to_know_first()]
        self._weights.say("".join(f"<p>{html.escape(note)}</p>" for note in notes))
        self._say_who_leads()
        self._show_below()
        self.box = VBox([self._weights, self._look, self._figure, self._below])

    def _look_at(self, picture: Any) -> None:
        if picture in list(PICTURES):
            self._picture = PICTURES[picture]
            self._draw()

    def _moved(self, name: str, values: Mapping[str, Any]) -> None:
        before = self._chooser.setting
        if name == "how":
            values = self._change_how(values)
        try:
            self._chooser.set(_setting_of(values, before))
        except OutreachError as error:
            self._weights.say(f"<p>{html.escape(str(error))} The figure below stays as it was.</p>", "trouble")
            raise
        self._draw()
        self._show_below()
        self._below.say("")  # a plan that was saved before is not the one that is shown now
        self._weights.say("")
        self._say_who_leads()
        self._keep(self._weights, before)

    def _change_how(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Show sliders or an order, before anything is refused: who comes back must find what was there."""
        by_points = values["how"] != "order"
        if not by_points and values.get("order") == list(CRITERION):
            # An order that nobody has given yet begins with what the points say.
            values = {**values, "order": list(ordered(self._chooser.setting.points))}
            self._weights.values = dict(values)
        self._weights.prompt_html = PROMPTS["points" if by_points else "order"]
        self._weights.show_fields(weight_fields(values["order"], by_points=by_points))
        return values

    def _picked(self, name: str, value: Any) -> None:
        if name not in PICKS:
            return
        before = self._chooser.setting
        try:
            self._chooser.pick(name, str(value))
        except OutreachError as error:
            self._below.say(f"<p>{html.escape(str(error))} The plan stays as it was.</p>", "trouble")
            raise
        self._show_below()
        self._below.say("")
        self._keep(self._below, before)

    def _keep(self, form: Form, before: Setting) -> None:
        if not self._chooser.keeps:
            return
        try:
            keep_setting(self._chooser.space, self._chooser.setting, before)
        except OutreachError as error:
            form.say(f"<p>{html.escape(str(error))}</p>", "trouble")
            raise

    def _pressed_save(self) -> None:
        try:
            self._below.say(f"<p>{html.escape(self._chooser.save().sentence)}</p>", "good")
        except OutreachError as error:
            self._below.say(f"<p>{html.escape(str(error))}</p>", "trouble")

    def _draw(self) -> None:
        choice, picture = self._chooser.choice, self._picture
        self._figure.update(picture.draw(choice), alt=picture.alt(choice), table_html=picture.table(choice))

    def _say_who_leads(self) -> None:
        self._look.say(f"<p><strong>{html.escape(headline(self._chooser.choice))}.</strong></p>")

    def _show_below(self) -> None:
        plan, choice = self._chooser.plan, self._chooser.choice
        out = f"Out before any weight counts: {len(plan.out)}"
        self._below.show_sections(
            [
                Section("sure", "How sure this is", preview.sureness_html(plan)),
                Section("changes", "What would change it", preview.changes_html(choice)),
                Section("essay", "What the essay would say", preview.essay_html(choice)),
                Section("plan", "The plan", preview.plan_html(plan)),
                Section("out", out, preview.out_html(choice)),
            ]
        )


def _setting_of(values: Mapping[str, Any], before: Setting) -> Setting:
    """Return what the form holds; the points that are not shown are kept for later, and so are the picks."""
    by_order = values.get("how") == "order"
    points = before.points if by_order else {key: values.get(key, 0) for key in CRITERION}
    made = setting_from({"weights": points, **{part: values.get(part) for part in ("how", "order", "confidence")}})
    return replace(made, home_base=before.home_base, outpost=before.outpost)
