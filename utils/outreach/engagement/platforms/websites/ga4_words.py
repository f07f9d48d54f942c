"""What the columns of Google Analytics 4 are called and mean."""

from __future__ import annotations

METRICS = {
    "views": "page_views",
    "screen views": "page_views",
    "active users": "active_users",
    "users": "active_users",
    "total users": "visitors",
    "new users": "new_users",
    "returning users": "returning_users",
    "sessions": "sessions",
    "event count": "events",
    "key events": "key_events",
    "conversions": "key_events",
    "average session duration": "average_seconds",
    "average engagement time": "average_seconds",
    "average engagement time per active user": "average_seconds",
    "average engagement time per session": "average_seconds",
    "engagement rate": "engagement_rate",
    "bounce rate": "bounce_rate",
    "entrances": "entrances",
    "exits": "exits",
    "total revenue": "revenue",
    # German and French, as importers of others name them.
    "aufrufe": "page_views",
    "aktive nutzer": "active_users",
    "nutzer insgesamt": "visitors",
    "neue nutzer": "new_users",
    "wiederkehrende nutzer": "returning_users",
    "sitzungen": "sessions",
    "ereignisanzahl": "events",
    "wichtige ereignisse": "key_events",
    "schlüsselereignisse": "key_events",
    "durchschnittliche interaktionsdauer pro sitzung": "average_seconds",
    "durchschnittliche interaktionsdauer pro aktivem nutzer": "average_seconds",
    "engagement-rate": "engagement_rate",
    "gesamtumsatz": "revenue",
    "vues": "page_views",
    "utilisateurs actifs": "active_users",
    "nombre total d'utilisateurs": "visitors",
    "nouveaux utilisateurs": "new_users",
    "nombre d'événements": "events",
    "événements clés": "key_events",
    "taux d'engagement": "engagement_rate",
    "revenu total": "revenue",
}
"""Of several columns for one metric the first here counts. "Key events" were "Conversions" before 2024 (KNOWN)."""

KINDS = {
    "page path and screen class": "page",
    "page path": "page",
    "page path + query string": "page",
    "page location": "page",
    "page title and screen class": "page title",
    "page title and screen name": "page title",
    "page title": "page title",
    "landing page": "landing page",
    "landing page + query string": "landing page",
    "device category": "device",
    "session default channel group": "channel",
    "session primary channel group (default channel group)": "channel",
    "first user default channel group": "first channel",
    "first user primary channel group (default channel group)": "first channel",
    "session source / medium": "source / medium",
    "session source": "source",
    "event name": "event",
    "country id": "country code",
    "seitenpfad und bildschirmklasse": "page",
    "seitentitel und bildschirmklasse": "page title",
    "landingpage + abfragestring": "landing page",
    "land": "country",
    "sitzung - primäre channelgruppe (standard-channelgruppe)": "channel",
    "chemin de la page et classe de l'écran": "page",
    "titre de la page et classe de l'écran": "page title",
    "pays": "country",
    "groupe de canaux par défaut de la session": "channel",
}
"""Columns with labels to the kind that is said before each label; another column gives its own name."""

RATIOS = (" per ", "rate", "average ", "duration", "revenue", "%", " pro ", "umsatz", " par ", "taux ", "revenu")
"""Words in the names of columns that hold numbers of another kind, which are not read."""

NOT_MEASURED = "-1"
"""Stands in tables of cohorts where a week is not over."""

DATES = ("date", "datum")
GRAND_TOTALS = frozenset({"grand total", "gesamtsumme", "total général"})

OWN_LABELS = frozenset(
    name for name in KINDS if any(word in name for word in ("screen", "bildschirm", "écran", "channel", "canaux"))
)
"""Names that nothing else uses: they tell a table whose first lines are gone."""

BARE = 30
TOTALS = frozenset({"total", "totals", "gesamt", "summe"})

SIGNS = 60
"""How much the lines that begin with "#" and hold days of eight digits weigh: nothing else writes them."""
