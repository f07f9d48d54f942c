"""What a choice of channels says, in sentences: who leads, how surely, and what would change it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.channels.deciding.change import SAME
from outreach.channels.deciding.criteria import ASKED, CRITERIA
from outreach.channels.deciding.essay import ESSAYS_CHOICE
from outreach.channels.facts.catalog import FACTS, Mark
from outreach.channels.wording import verb
from outreach.wording import listed, number_words, of_hundred, share_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.channels.deciding.change import FactFlip, WeightMove
    from outreach.channels.deciding.choice import Choice
    from outreach.channels.deciding.criteria import Criterion
    from outreach.channels.deciding.ranking import Ranking
    from outreach.channels.facts.catalog import Cell, Channel

NAMED = 3
"""Channels or criteria that one sentence names at most."""

MORE_OFTEN = 0.05
"""Difference of two chances from which one is said to be first more often."""

WHAT_A_DRAW_IS = (
    "We ranked the channels {draws:,} times, each time with your weights as far off as you said they may be, "
    "and with each fact from its range."
)


def headline(choice: Choice) -> str:
    """Return the one message of a choice, as the title of its figure."""
    channel = choice.leader
    if channel is None:
        return "No channel passes your gates"
    if len(choice.ranking.unsaid) >= len(ASKED) and choice.word in {"leaning", "clear"}:
        # The word would be about weights alone; of the practice nothing is known.
        return f"{channel.name} {verb(channel, 'comes', 'come')} first, for a practice that has not said anything yet"
    match choice.word:
        case "tie":
            return f"A tie: {_some([one.name for one in choice.contenders])}"
        case "leaning":
            return f"Leaning: {channel.name} {verb(channel, 'leads', 'lead')}"
        case "clear":
            return f"{channel.name} {verb(channel, 'leads', 'lead')} clearly"
        case _:
            return f"{channel.name} {verb(channel, 'is', 'are')} all that passes your gates"


def how_sure(choice: Choice) -> str:
    """Return how sure first place is, with the chance behind the word."""
    leader = choice.leader
    if leader is None:
        return (
            "There is nothing to rank: every channel is out. The list of what is out says what would bring each back."
        )
    drawn = WHAT_A_DRAW_IS.format(draws=choice.chances.draws)
    often = f"{leader.name} {verb(leader, 'comes', 'come')} first in {of_hundred(choice.chance)}"
    match choice.word:
        case "tie":
            rivals = [one for one in choice.contenders if one.id != leader.id]
            others = listed([f"{one.name} in {of_hundred(choice.chances.first(one))}" for one in rivals[:NAMED]])
            return f"Tie. {drawn} {often} draws, {others}. {_too_close(choice, leader)}"
        case "leaning":
            return f"Leaning. {drawn} {often} draws. {_next(choice, leader)}"
        case "clear":
            return f"Clear. {drawn} {often} draws. {_next(choice, leader)}"
        case _:
            return "Alone: only one channel passes your gates, so the weights decide nothing."


def _too_close(choice: Choice, leader: Channel) -> str:
    likeliest = choice.contenders[0]
    if choice.chances.first(likeliest) - choice.chance < MORE_OFTEN:
        return "That is too close to call one of them the first."
    often = f"{likeliest.name} {verb(likeliest, 'is', 'are')} first more often"
    second = choice.ranking.rows[1]
    if choice.ranking.rows[0].score - second.score <= SAME:
        return f"By our best figures {leader.name} and {second.channel.name} are level; once facts may be off, {often}."
    return f"By our best figures {leader.name} {verb(leader, 'is', 'are')} ahead; once facts may be off, {often}."


def _next(choice: Choice, leader: Channel) -> str:
    rivals = [row.channel for row in choice.ranking.rows[1:]]
    closest = min(rivals, key=lambda rival: (choice.chances.beating(leader, rival), rival.id))
    return (
        f"It is ahead of the closest rival, {closest.name}, in {of_hundred(choice.chances.beating(leader, closest))}."
    )


def what_would_change(choice: Choice) -> tuple[str, ...]:
    """Return what would take first place from the leader: weights, a single fact, a gate. A sentence or two each."""
    leader = choice.leader
    if leader is None:
        return ("Any gate that opens changes it: there is nothing in first place now.",)
    said = [_shut_out(choice)] if choice.shut_out else []
    if len(choice.ranking.rows) > 1:
        said = [_by_weights(choice.move, leader), _by_a_fact(choice, leader), *said]
    return tuple(said) or ("Only another channel that passes your gates could change it.",)


def _by_weights(move: WeightMove | None, leader: Channel) -> str:
    if move is None:
        return f"Weights: no change of weights puts another channel before {leader.name}."
    if move.to is None:
        return f"Weights: {leader.name} and {move.rival.name} are level already, so any small change decides."
    parts = listed([f"{_points(part)} from “{criterion.label}”" for criterion, part in move.taken])
    return (
        f"Weights: of 100 points in all, you would have to move {parts} to “{move.to.label}”. "
        f"Then {move.rival.name} {verb(move.rival, 'draws', 'draw')} level. No smaller move does it."
    )


def _points(share: float) -> str:
    """Return a part of all weight as points of 100, with as few decimals as still tell it from none."""
    points = 100 * share
    decimals = next((places for places in (1, 2, 3) if round(points, places) > 0), None)
    if decimals is None:
        return "less than 0.001 points"
    said = f"{points:.{decimals}f}".rstrip("0").rstrip(".")
    return f"{said} {'point' if said == '1' else 'points'}"


def _by_a_fact(choice: Choice, leader: Channel) -> str:
    second = choice.ranking.rows[1]
    if choice.ranking.rows[0].score - second.score <= SAME:
        return f"Facts: {leader.name} and {second.channel.name} are level as it is, so any one fact could decide."
    within = [flip for flip in choice.flips if flip.is_within]
    if within:
        others = len(within) - 1
        more = f" {others} more could do it too." if others else ""
        return f"Facts: one alone could do it. {_flip(within[0])}{more}"
    none = f"Facts: no single one takes first place from {leader.name} while it stays within what we hold possible."
    return f"{none} The nearest: {_flip(choice.flips[0])}" if choice.flips else none


def _flip(flip: FactFlip) -> str:
    fact, cell = FACTS[flip.fact], flip.cell
    unit = "of 3" if fact.kind == "scale" else cell.unit
    number = _apart(flip.needed, cell)
    one = re.sub(r"^(hour|US dollar)s", r"\1", unit) if number.split()[-1] == "1" else unit
    needed = f"{number}{'' if unit.startswith('%') else ' '}{one}"
    other = flip.rival if flip.of_leader else flip.channel
    said = f"If “{fact.label}” of {flip.channel.name} were {needed} in place of {_held(cell)}"
    return f"{said}, {other.name} would draw level."


def _held(cell: Cell) -> str:
    """Return the figure of a cell with its mark and, where it has one, its span."""
    span = f"{number_words(cell.low)} to {number_words(cell.high)}" if cell.low < cell.high else ""
    mark = "" if cell.mark is Mark.SEEN else str(cell.mark)
    behind = ": ".join(filter(None, [mark, span]))
    return f"{'~' if mark else ''}{number_words(cell.number)}{f' ({behind})' if behind else ''}"


def _apart(needed: float, cell: Cell) -> str:
    """Return a figure with as few decimals as still tell it apart from those of the cell."""
    known = (cell.number, cell.low, cell.high)
    decimals = next((places for places in (1, 2) if round(needed, places) not in known), None)
    if decimals is not None:
        return f"{needed:,.{decimals}f}".rstrip("0").rstrip(".")
    nearest = min(known, key=lambda figure: abs(figure - needed))
    return f"just {'above' if needed > nearest else 'below'} {number_words(nearest)}"


def _shut_out(choice: Choice) -> str:
    gone = choice.shut_out[0]
    others = len(choice.shut_out) - 1
    more = f" The same holds for {others} more." if others else ""
    return f"Gates: {gone.channel.name} would come first if it were let in. {gone.lift}{more}"


def the_essay(choice: Choice) -> str:
    """Return whether this ranking agrees with the essay that the course starts from, and over which weightings."""
    return " ".join(filter(None, [_agreement(choice), over_all_weightings(choice)]))


def _agreement(choice: Choice) -> str:
    claim = "The essay of 2009 puts a blog and an online community of your own first."
    leader = choice.leader
    if leader is None:
        return f"{claim} Here nothing is left to rank."
    leaders = choice.contenders if choice.word == "tie" else (leader,)
    essays = [channel.name for channel in leaders if channel.id in ESSAYS_CHOICE]
    if leader.id in ESSAYS_CHOICE and choice.word != "tie":
        return (
            f"{claim} This ranking agrees on one of them: {leader.name} {verb(leader, 'comes', 'come')} "
            f"first{_the_other_choice(choice.ranking, leader)}."
        )
    if essays:
        return f"{claim} This ranking half agrees: {listed(essays)} {'is' if len(essays) == 1 else 'are'} in the tie."
    blog = choice.ranking.find("own-blog")
    where = f"your own blog is in place {blog.place}" if blog is not None else _why_no_blog(choice)
    return f"{claim} This ranking disagrees: {leader.name} {verb(leader, 'comes', 'come')} first, and {where}."


def _why_no_blog(choice: Choice) -> str:
    gone = next((gone for gone in choice.gated.out if gone.channel.id == "own-blog"), None)
    return "there is no blog in it" if gone is None else f"your own blog is out: {gone.why.rstrip('.')}"


def _the_other_choice(ranking: Ranking, leader: Channel) -> str:
    """Return where the essay's other first choice stands."""
    other = "own-blog" if leader.id != "own-blog" else "own-community"
    row = ranking.find(other)
    name = "a community of your own" if other == "own-community" else "a blog"
    return f"; {name} is set aside" if row is None else f"; {name} is in place {row.place}"


def over_all_weightings(choice: Choice) -> str:
    """Return over which share of all weightings a blog or a community comes first, and where not."""
    test = choice.essay
    if not test.draws:
        return ""
    if not any(channel.id in ESSAYS_CHOICE for channel in choice.chances.channels):
        return "A blog and a community are both set aside here, whatever the weights."
    share = of_hundred(test.share)
    varied = f" (in {of_hundred(test.share_with_facts)} if the facts vary too)" if test.share_with_facts else ""
    said = [f"Over all possible weightings, not just yours, a blog or a community comes first in {share}{varied}."]
    more = [_labels(criteria) for criteria in (test.better, test.worse)]
    if all(more):
        said.append(f"It holds more often with more weight on {more[0]}, and less often with more on {more[1]}.")
    if test.rivals:
        most = test.rivals[0]
        said.append(f"Where it does not hold, {most.name} {verb(most, 'comes', 'come')} first most often.")
    return " ".join(said)


def _labels(criteria: Sequence[Criterion]) -> str:
    return listed([f"“{criterion.label}”" for criterion in criteria[:NAMED]])


def weights_in_words(ranking: Ranking) -> str:
    """Return the weights as shares of 100, largest first, how they were given and how surely."""
    order = sorted(CRITERIA, key=lambda criterion: -ranking.weights[criterion.id])
    shares = "; ".join(f"“{criterion.label}” {share_words(ranking.weights[criterion.id])}" for criterion in order)
    how = "by points" if ranking.weights.how == "points" else "from an order"
    sure = ranking.weights.confidence.label
    return f"{shares} (given {how}; {sure[0].lower()}{sure[1:]})"


def _some(names: list[str]) -> str:
    """Return a few names; a title is short."""
    shown = names if len(names) <= NAMED else [*names[: NAMED - 1], f"{len(names) - NAMED + 1} more"]
    return listed(shown)
