"""Any table whose columns the learner names: what stands in which column, and what each number counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from outreach.engagement.forms.table_form import FAR_DOWN, Rows, TableForm
from outreach.engagement.reading.dates import dates
from outreach.engagement.reading.numbers import numbers
from outreach.engagement.reading.rows import key, keys, outline
from outreach.engagement.table import tidy
from outreach.errors import OutreachError
from outreach.wording import listed, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from outreach.engagement.forms.form import Answers, Form, Kind, Reading
    from outreach.engagement.reading.opened import Opened

ROLES = ("item", "title", "published", "date", "account")
"""What a column can be that is no number. ``published`` is the day a post came out, ``date`` the day of a number."""

NOTHING = frozenset({"", "nothing", "none", "ignore", "skip"})
"""What a column is called that is passed over."""

_METRIC = re.compile(r"[^\W\d_]\w{0,40}")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


@dataclass(frozen=True)
class OwnColumnsForm:
    """A table that no other form knows. It fits nothing by itself."""

    platform: str = "Your own table"
    export: str = "columns that you have named"
    kind: Kind = "own"
    how: str = "Say what each column means, such as Day=date,Readers=visitors."
    wanted: tuple[str, ...] = ()

    def fit(self, file: Opened) -> int:  # noqa: ARG002 - every form is asked so
        """Return 0: nothing but the learner's word makes a table one of these."""
        return 0

    def reads(self, file: Opened, answers: Answers) -> bool:
        """Tell whether the file has all the columns that were named."""
        return bool(answers.columns) and _header_at(file, answers.columns) is not None

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the table by the names that were given.

        Raises
        ------
        OutreachError
            If a header is not there, a meaning stands twice or is no word, no column is a number, or titles are
            addresses of people.
        """
        roles, metrics = _sorted_out(file, answers.columns)
        if not self.reads(file, answers):
            raise OutreachError(_not_there(file, answers.columns))
        form = TableForm(
            platform=self.platform,
            export=self.export,
            kind=self.kind,
            how=self.how,
            channel="own table",
            needs=tuple(key(header) for header in answers.columns),
            metrics=metrics,
            item=roles.get("item", ()),
            title=roles.get("title", ()),
            account=roles.get("account", ()),
            published=roles.get("published", ()),
            date=roles.get("date", ()),
            window=_window(roles, answers),
            skips=(("rows of totals", _is_total),),
            cautions=(_refuse_addresses,),
            decimal=lambda rows: "," if rows.sheet.delimiter == ";" else None,
            finish=with_items,
        )
        return form.read(file, answers, progress)


def _window(roles: Mapping[str, tuple[str, ...]], answers: Answers) -> str:
    if "date" in roles:
        return tidy.DAY
    if answers.period:
        return tidy.span(*answers.period)
    return tidy.LIFETIME if "published" in roles else tidy.NOT_STATED


def _sorted_out(file: Opened, columns: Mapping[str, str]) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Return the names of columns by role, and the metric of each other column."""
    roles: dict[str, tuple[str, ...]] = {}
    metrics: dict[str, str] = {}
    for header, said in columns.items():
        meaning = said.strip().casefold().replace(" ", "_")
        if meaning in NOTHING:
            continue
        if meaning in roles or meaning in metrics.values():
            raise OutreachError(
                f"Two columns of {file.shown} were both called '{one_line(said)}'. Give each meaning to one column."
            )
        if meaning in ROLES:
            roles[meaning] = (key(header),)
        elif _METRIC.fullmatch(meaning):
            metrics[key(header)] = meaning
        else:
            raise OutreachError(
                f"'{one_line(said)}' is no meaning of a column. Write {listed(ROLES, 'or')}, or what it counts in one "
                "or two words, such as clicks or page views."
            )
    if not metrics:
        raise OutreachError(
            f"None of the columns of {file.shown} was said to be a number. Say of at least one what it counts, "
            "such as Readers=visitors."
        )
    return roles, metrics


def _header_at(file: Opened, columns: Mapping[str, str]) -> int | None:
    seen = outline(file)
    needed = {key(header) for header in columns}
    records = seen.lines[:FAR_DOWN] if seen else ()
    return next((place for place, record in enumerate(records) if needed <= set(keys(record))), None)


def _not_there(file: Opened, columns: Mapping[str, str]) -> str:
    seen = outline(file)
    if seen is None or not seen.lines:
        return f"{file.shown} holds no table. Columns can be named in a table of text, such as CSV."
    header = max(seen.lines[:10], key=len)
    here = set(keys(header))
    missing = [f"'{one_line(name)}'" for name in columns if key(name) not in here]
    there = listed([f"'{one_line(name)}'" for name in header if name.strip()][:12])
    return f"{file.shown} has no column {listed(missing, 'or') or 'of all these names in one line'}. It has {there}."


def _is_total(rows: Rows) -> pd.Series:
    first = rows.frame[rows.frame.columns[0]].str.strip().str.casefold()
    return first.isin({"total", "totals", "sum", "grand total", "gesamt", "summe"})


def _refuse_addresses(rows: Rows) -> str:
    named = {key(header): said.strip().casefold() for header, said in rows.answers.columns.items()}
    for name, role in named.items():
        if role in ROLES and name in rows.frame and _holds_addresses(rows.frame[name]):
            raise OutreachError(
                f"The column '{rows.written[name]}' holds e-mail addresses of people. Leave it out; only numbers, "
                "days and titles are read."
            )
    return ""


def with_items(reading: Reading, rows: Rows) -> Reading:
    """Let the title stand for a post that has no id of its own, with its day where a title comes again."""
    del rows
    table = reading.rows
    if table.empty or (table["item"] != "").any() or (table["title"] == "").all():
        return reading
    posts = table[["title", "published"]].drop_duplicates()
    again = table["title"].isin(posts["title"][posts["title"].duplicated()])
    day = table["published"].dt.strftime(" (%Y-%m-%d)").fillna("")
    return replace(reading, rows=table.assign(item=table["title"].astype("str") + day.where(again, "")))


def _holds_addresses(texts: pd.Series) -> bool:
    return bool(texts.str.strip().str.fullmatch(_ADDRESS.pattern).any())


OWN_COLUMNS = OwnColumnsForm()

_WORDS = {
    "item": "id|post id|item|slug|url|link|permalink|page|path|address|unique id|campaign id",
    "title": "title|subject|headline|name|post|campaign|episode|"
    "titel|betreff|titre|objet|título|asunto|titolo|oggetto",
    "published": "published|publish date|publish time|published at|pub date|send time|send date|sent|sent at|sent on|"
    "posted|posted at|created at|release date|veröffentlicht|gesendet|publié|envoyé|publicado|enviado|pubblicato|"
    "inviato",
    "date": "date|day|datum|tag|jour|fecha|día|data|giorno|dia",
    "account": "account|list|audience|newsletter|show",
    "impressions": "impressions|impressionen|impresiones|impressioni",
    "reach": "reach|reichweite|alcance|portée",
    "views": "views|plays|streams|starts|aufrufe|vues|vistas|visualizaciones|visualizzazioni",
    "page_views": "page views|pageviews|seitenaufrufe|pages vues|páginas vistas",
    "visits": "visits|besuche|visites|visitas|visite",
    "visitors": "visitors|unique visitors|readers|users|besucher|visiteurs|visitantes|visitatori",
    "sessions": "sessions|sitzungen|sesiones|sessioni",
    "downloads": "downloads|all downloads|total downloads|all time",
    "clicks": "clicks|total clicks|klicks|clics|clic",
    "unique_clicks": "unique clicks|clickers|people who clicked",
    "link_clicks": "link clicks|linkklicks",
    "opens": "opens|total opens|öffnungen|ouvertures|aperturas|aperture",
    "unique_opens": "unique opens|openers|people who opened",
    "sends": "sends|sent to|recipients|total recipients|empfänger|destinataires|destinatarios|destinatari",
    "deliveries": "deliveries|delivered|successful deliveries|zugestellt",
    "bounces": "bounces|total bounces|bounced",
    "unsubscribes": "unsubscribes|unsubscribed|unsubscriptions|abmeldungen|désabonnements|bajas",
    "complaints": "complaints|spam reports|abuse complaints",
    "forwards": "forwards|forwarded",
    "signups": "signups|sign ups|subscriptions|anmeldungen|inscriptions",
    "subscribers": "subscribers|abonnenten|abonnés|suscriptores|iscritti",
    "followers": "followers|fans|listeners",
    "comments": "comments|kommentare|commentaires|comentarios|commenti",
    "replies": "replies|answers|antworten|réponses|respuestas|risposte",
    "likes": "likes|favorites|favourites|gefällt mir",
    "reactions": "reactions|reaktionen|réactions|reacciones|reazioni",
    "shares": "shares|reposts|boosts|geteilt|partages",
    "saves": "saves|saved|bookmarks",
    "inquiries": "inquiries|enquiries|anfragen|demandes|consultas",
}  # fmt: skip
_MEANINGS = {word: meaning for meaning, words in _WORDS.items() for word in words.split("|")}
_SIGNS = re.compile(r"[\s_\-/.:()#]+")


def suggested(file: Opened) -> dict[str, str]:
    """Return what the columns of a table seem to mean, header to role or metric, for a learner to look at.

    Only headers whose words are known, and under which stand days or numbers as the word says. Nothing without numbers.
    """
    seen = outline(file)
    if seen is None:
        return {}
    best: dict[str, str] = {}
    for place, record in enumerate(seen.lines[:FAR_DOWN]):
        found = _of_header(record, seen.lines[place + 1 :])
        if len(found) > len(best):
            best = found
    return best if any(meaning not in ROLES for meaning in best.values()) else {}


def _of_header(header: Sequence[str], below: Sequence[Sequence[str]]) -> dict[str, str]:
    named = list(keys(header))
    meanings = [_MEANINGS.get(_SIGNS.sub(" ", name).strip(), "") for name in named]
    has_text = "title" in meanings or "item" in meanings
    found: dict[str, str] = {}
    for place, (written, guess) in enumerate(zip(header, meanings, strict=True)):
        meaning = guess
        if meaning == "date" and has_text and "published" not in meanings:
            meaning = "published"
        if not meaning or meaning in found.values() or named[place] != key(written):
            continue
        texts = pd.Series([row[place] for row in below if len(row) > place], dtype=str)
        if _stands_there(meaning, texts):
            found[written.strip()] = meaning
    return found


def _stands_there(meaning: str, texts: pd.Series) -> bool:
    """Tell whether the first rows hold what the meaning needs: days, numbers, or text that names no person."""
    filled = texts[texts.str.strip().astype(bool)]
    if filled.empty:
        return False
    if meaning in {"published", "date"}:
        return not dates(filled).unread.all()
    if meaning in ROLES:
        return not _holds_addresses(filled)
    return not numbers(filled).unread.any()


def said(columns: Mapping[str, str]) -> str:
    """Return suggested meanings as a sentence, or "" where there are none."""
    if not columns:
        return ""
    pairs = [f"'{one_line(header)}' as {meaning.replace('_', ' ')}" for header, meaning in columns.items()]
    return f"It could be read with {listed(pairs)}. Look whether that is right before you take it."


FORMS: tuple[Form, ...] = (OWN_COLUMNS,)
