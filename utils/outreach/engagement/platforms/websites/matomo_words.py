"""What the columns of Matomo are called: raw, in English and in German, in small letters.

Raw and English names were seen in its own test files, the first four German ones too; the other German names are KNOWN.
"""

from __future__ import annotations

RAW = {
    "nb_uniq_visitors": "visitors",
    "nb_visits": "visits",
    "nb_actions": "actions",
    "bounce_count": "single_visits",
    "sum_visit_length": "visit_seconds",
    "max_actions": "most_actions",
    "bounce_rate": "bounce_rate",
    "nb_actions_per_visit": "average_actions",
    "avg_time_on_site": "average_seconds",
    "nb_pageviews": "page_views",
    "nb_hits": "page_views",
    "nb_downloads": "downloads",
    "nb_outlinks": "link_clicks",
    "nb_conversions": "key_events",
    "nb_impressions": "impressions",
    "nb_interactions": "interactions",
    "entry_nb_visits": "entrances",
    "exit_nb_visits": "exits",
}
ENGLISH = {
    "unique visitors": "visitors",
    "visits": "visits",
    "actions": "actions",
    "bounces": "single_visits",
    "total time spent by visitors (in seconds)": "visit_seconds",
    "maximum actions in one visit": "most_actions",
    "bounce rate": "bounce_rate",
    "actions per visit": "average_actions",
    "avg. visit duration (in seconds)": "average_seconds",
    "pageviews": "page_views",
    "downloads": "downloads",
    "outlinks": "link_clicks",
    "conversions": "key_events",
    "impressions": "impressions",
    "content interactions": "interactions",
    "entrances": "entrances",
    "exits": "exits",
}
GERMAN = {
    "eindeutige besucher": "visitors",
    "besuche": "visits",
    "aktionen": "actions",
    "absprünge": "single_visits",
    "gesamte aufenthaltsdauer der besucher (in sekunden)": "visit_seconds",
    "maximale aktionen pro besuch": "most_actions",
    "absprungrate": "bounce_rate",
    "aktionen pro besuch": "average_actions",
    "durchschn. besuchszeit (in sekunden)": "average_seconds",
    "seitenansichten": "page_views",
    "konversionen": "key_events",
    "impressionen": "impressions",
}
STRONG = frozenset(
    {
        "unique visitors",
        "actions",
        "maximum actions in one visit",
        "actions per visit",
        "eindeutige besucher",
        "aktionen",
        "aktionen pro besuch",
    }
)
"""Names that other statistics of websites do not use."""

DATES = ("date", "datum")
LABELS = ("label", "bezeichnung", "beschriftung")
METADATA = "metadata: "
METADATA_NAMES = (METADATA, "metadaten: ")

KINDS = {
    "pageurl": "page",
    "entrypageurl": "first page",
    "exitpageurl": "last page",
    "pagetitle": "page title",
    "countrycode": "country",
    "regioncode": "region",
    "city": "city",
    "devicetype": "device",
    "browsercode": "browser",
    "operatingsystemcode": "system",
    "referrername": "source",
    "referrertype": "channel",
    "referrerkeyword": "query",
    "contentname": "content",
    "eventname": "event",
}
"""What stands before "==" in the column of segments, to the kind that is said before each label."""
