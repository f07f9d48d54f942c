"""The chooser: weights to move, the ranking that follows, what is out and why, and the plan to keep."""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from outreach.channels import preview
from outreach.channels.catalog import catalog
from outreach.channels.criteria import CRITERIA, CRITERION, EQUAL_WEIGHTS
from outreach.channels.examples import EXAMPLES, example
from outreach.channels.gates import gate
from outreach.channels.keeping import keep_plan, keep_weights, kept_weights
from outreach.channels.plan import FILE_NAME, Plan, make_plan
from outreach.channels.plan_file import write_plan
from outreach.channels.ranking import rank
from outreach.channels.wording import escaped, headline, one_line
from outreach.errors import OutreachError
from outreach.practice import Practice, load_practice
from outreach.view import View
from outreach.workspace import WORK, workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ipywidgets import VBox

    from outreach.figure import AccessibleFigure
    from outreach.form import Field, Form
    from outreach.workspace import Workspace

REVIEW_AFTER = timedelta(weeks=13)
MOST = 100.0
"""The highest weight that a slider gives; a weight given in code may be any number."""

_PROMPT = (
    "<p>How much does each of these matter to you? 0 is not at all. Only the proportions count. "
    "The ranking below follows at once.</p>"
)


def choose_channels(
    practice: Practice | str | None = None,
    weights: Mapping[str, float] | str | None = None,
    *,
    review_on: date | None = None,
) -> Chooser:
    """Rank the channels for a practice and make a plan of them.

    Parameters
    ----------
    practice
        A profile, or the name of an example such as ``"juniper-street"``. Left
        out, it is your own profile.
    weights
        How much each criterion counts, or the name of an example whose weights
        are to be used. Left out, it is the weights you set before, those of the
        example, or the same for all.
    review_on
        The day on which the plan is to be looked at again; 13 weeks after it is
        saved where it is left out.

    Raises
    ------
    OutreachError
        For a name or a weight that does not exist, or a profile that cannot be read.
    """
    if review_on is not None and not isinstance(review_on, date):
        msg = f"A review date is a date, such as date(2027, 2, 22); this is {str(review_on)[:40]!r}."
        raise OutreachError(msg)
    space = workspace()
    given = example(weights).weights if isinstance(weights, str) else weights
    if isinstance(practice, str):
        shown = example(practice)
        weighed = shown.weights if given is None else given
        return Chooser(shown.title, shown.practice, weighed, space, is_example=True, review_on=review_on)
    if practice is None:
        return _own(space, given, review_on)
    if not isinstance(practice, Practice):
        msg = f"{practice!r} is no practice. Leave it out for your own, or name an example: {', '.join(EXAMPLES)}."
        raise OutreachError(msg)
    return Chooser(_title(practice), practice, EQUAL_WEIGHTS if given is None else given, space, review_on=review_on)


def _own(space: Workspace, given: Mapping[str, float] | None, review_on: date | None) -> Chooser:
    practice = load_practice(space)
    kept, note = kept_weights(space)
    notes = [preview.SEEMS_EMPTY, preview.FILL_IN] if practice == Practice() else []
    notes += [note] if note else []
    return Chooser(
        _title(practice),
        practice,
        kept if given is None else given,
        space,
        notes=notes,
        keeps=given is None,
        review_on=review_on,
    )


def _title(practice: Practice) -> str:
    return one_line(practice.name) or "your practice"


@dataclass(frozen=True, repr=False)
class Saved:
    """Where a plan was saved, as a sentence."""

    sentence: str

    def __repr__(self) -> str:
        return self.sentence

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(self.sentence)}</p>"


class Chooser(View):
    """The ranking and the plan of one practice under weights that can be moved."""

    def __init__(
        self,
        title: str,
        practice: Practice,
        weights: Mapping[str, float],
        space: Workspace,
        *,
        notes: list[str] | None = None,
        keeps: bool = False,
        is_example: bool = False,
        review_on: date | None = None,
    ) -> None:
        """Make the choice.

        ``keeps`` says that moved weights are kept in the workspace; the plan of
        an example is never saved over a learner's own.
        """
        self.title = title
        self.practice = practice
        self.space = space
        self.notes = notes or []
        self.keeps = keeps
        self.can_save = space.is_temporary or not is_example
        self.review_on = review_on
        self._gated = gate(practice, catalog().channels)
        self.weights: dict[str, float] = {}
        self.plan = self.weigh(weights)
        self._parts: tuple[Form, AccessibleFigure, Form] | None = None
        self._live: VBox | None = None

    def weigh(self, weights: Mapping[str, float]) -> Plan:
        """Put these weights in place of the ones before, and return the plan that follows.

        Raises
        ------
        OutreachError
            For weights that cannot be used; the ones before then stay.
        """
        ranking = rank(self.practice, self._gated.open, weights)
        self.weights = {criterion.id: float(weights.get(criterion.id, 0)) for criterion in CRITERIA}
        self.plan = make_plan(self.practice, ranking, self._gated, self.review_on)
        return self.plan

    def summary(self) -> str:
        """Return ranking, reasons and plan as text."""
        return preview.text_of(self.title, self.plan, self._notes())

    def page(self) -> str:
        """Return ranking, reasons and plan as HTML with tables."""
        from outreach.channels.figures import table_html  # noqa: PLC0415 - plotly only where something is shown

        parts = [
            f"<p><strong>Channels for {escaped(self.title)}</strong></p>",
            preview.sureness_html(self.plan, self._notes()),
            table_html(self.plan.ranking) if self.plan.ranking.rows else "",
            preview.out_html(self.plan.out),
            "<p><strong>The plan</strong></p>",
            preview.plan_html(self.plan),
        ]
        # The class keeps a dollar sign in somebody's practice name from being set as a formula.
        return f'<div class="tex2jax_ignore">{"".join(parts)}</div>'

    def save(self) -> Saved:
        """Write the plan to ``my-work/channel-plan.md``.

        A plan that was changed by hand is kept under another name first.

        Raises
        ------
        OutreachError
            If this is an example's plan and the workspace is a learner's own.
        """
        if not self.can_save:
            msg = (
                f"This plan belongs to {self.title}. It was not saved, so that yours stays. "
                "Use choose_channels() for your own."
            )
            raise OutreachError(msg)
        review_on = self.review_on or date.today() + REVIEW_AFTER  # noqa: DTZ011 - the learner's own calendar
        text = write_plan(make_plan(self.practice, self.plan.ranking, self._gated, review_on), catalog())
        earlier = keep_plan(self.space, text)
        where = " of a temporary folder; in your own course folder it stays" if self.space.is_temporary else ""
        kept = f" The plan that you had changed by hand is kept as {WORK}/{earlier}." if earlier else ""
        missing = "" if self.plan.home_base else " It has no home base yet."
        return Saved(f"Saved as {WORK}/{FILE_NAME}{where}.{missing}{kept}")

    def widget(self) -> VBox:
        """Return sliders, figure and plan, which follow each other; the same at every call."""
        if self._live is None:
            self._live = self._make_live()
        return self._live

    def _make_live(self) -> VBox:
        from ipywidgets import VBox  # noqa: PLC0415 - widgets only where one is shown

        from outreach.channels.figures import alt_text, ranked_bars, table_html  # noqa: PLC0415
        from outreach.figure import AccessibleFigure  # noqa: PLC0415
        from outreach.form import Button, Form  # noqa: PLC0415

        ranking = self.plan.ranking
        form = Form(
            title=f"Channels for {self.title}",
            prompt_html=_PROMPT,
            fields=_fields(),
            values={key: min(MOST, weight) for key, weight in self._as_points().items()},
            keeps=self.keeps and not self.space.is_temporary,
        )
        figure = AccessibleFigure(ranked_bars(ranking), alt=alt_text(ranking), table_html=table_html(ranking))
        below = Form(buttons=[Button("save", "Save my plan", primary=True)] if self.can_save else [])
        self._parts = (form, figure, below)
        form.on_change(lambda _name, _value: self._moved(form.values))
        below.on_click(lambda _button: self._pressed_save())
        self._show_below()
        form.say("".join(f"<p>{html.escape(note)}</p>" for note in [*self.space.take_notices(), *self._notes()]))
        return VBox([form, figure, below])

    def _notes(self) -> list[str]:
        unsaid = preview.unsaid_in_words(self.plan.ranking)
        return [*self.notes, *([unsaid] if unsaid and not self.notes else [])]

    def _as_points(self) -> dict[str, float]:
        """Return the weights as the sliders show them: no more than 100, in the same proportions."""
        top = max(self.weights.values())
        return {key: weight if top <= MOST else round(MOST * weight / top, 2) for key, weight in self.weights.items()}

    def _moved(self, values: Mapping[str, Any]) -> None:
        if self._parts is None:
            return
        form, figure, below = self._parts
        from outreach.channels.figures import alt_text, ranked_bars, table_html  # noqa: PLC0415

        try:
            ranking = self.weigh({key: value for key, value in values.items() if key in CRITERION}).ranking
        except OutreachError as error:
            form.say(f"<p>{html.escape(str(error))} The ranking below stays as it was.</p>", "trouble")
            return
        figure.update(ranked_bars(ranking), alt=alt_text(ranking), table_html=table_html(ranking))
        self._show_below()
        below.say("")  # a plan that was saved before is not the one that is shown now
        form.say(f"<p>{html.escape(headline(ranking))}.</p>")
        if self.keeps:
            try:
                keep_weights(self.space, self.weights)
            except OutreachError as error:
                form.say(f"<p>{html.escape(str(error))}</p>", "trouble")

    def _pressed_save(self) -> None:
        if self._parts is None:
            return
        below = self._parts[2]
        try:
            below.say(f"<p>{html.escape(self.save().sentence)}</p>", "good")
        except OutreachError as error:
            below.say(f"<p>{html.escape(str(error))}</p>", "trouble")

    def _show_below(self) -> None:
        if self._parts is None:
            return
        from outreach.form import Section  # noqa: PLC0415

        self._parts[2].show_sections(
            [
                Section("sure", "How sure this is", preview.sureness_html(self.plan)),
                Section("plan", "The plan", preview.plan_html(self.plan)),
                Section("out", f"Out before any weight counts: {len(self.plan.out)}", preview.out_html(self.plan.out)),
            ]
        )


def _fields() -> list[Field]:
    from outreach.form import Field  # noqa: PLC0415

    return [
        Field(criterion.id, "range", criterion.label, help=criterion.question, maximum=MOST, step=5, unit="points")
        for criterion in CRITERIA
    ]
