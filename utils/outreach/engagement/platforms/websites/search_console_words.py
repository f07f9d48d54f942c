"""What the columns of Search Console are called in several languages, in small letters."""

from __future__ import annotations

MEASURES = {
    "clicks": "clicks",
    "klicks": "clicks",
    "clics": "clicks",
    "clic": "clicks",
    "klikken": "clicks",
    "cliques": "clicks",
    "impressions": "impressions",
    "impressionen": "impressions",
    "impresiones": "impressions",
    "impressioni": "impressions",
    "vertoningen": "impressions",
    "impressões": "impressions",
    "ctr": "ctr",
    "klickrate": "ctr",
    "position": "position",
    "posición": "position",
    "posizione": "position",
    "positie": "position",
    "posição": "position",
}

_FIRST = {
    "query": (
        "top queries",
        "query",
        "queries",
        "häufigste suchanfragen",
        "suchanfrage",
        "requêtes les plus fréquentes",
        "consultas principales",
        "query principali",
        "populairste zoekopdrachten",
        "principais consultas",
    ),
    "page": (
        "top pages",
        "page",
        "pages",
        "häufigste seiten",
        "die häufigsten seiten",
        "seite",
        "pages les plus populaires",
        "pages principales",
        "páginas principales",
        "pagine principali",
        "populairste pagina's",
        "principais páginas",
    ),
    "country": ("country", "land", "pays", "país", "paese"),
    "device": ("device", "gerät", "appareil", "dispositivo", "apparaat"),
    "appearance": (
        "search appearance",
        "darstellung in der suche",
        "apparence dans les résultats de recherche",
        "aspecto en la búsqueda",
        "aspetto nella ricerca",
        "zoekopmaak",
    ),
    "day": ("date", "datum", "fecha", "data"),
}

FIRST_COLUMNS = {name: kind for kind, names in _FIRST.items() for name in names}
"""Names of the first column to what its labels are."""

FILTER_HEADERS = {
    ("filter", "value"),
    ("filter", "wert"),
    ("filtre", "valeur"),
    ("filtro", "valor"),
    ("filtro", "valore"),
    ("filter", "waarde"),
}

PREVIOUS = ("previous", "vorherig", "précédent", "anterior", "precedent", "vorige")
LAST_YEAR = (
    "last year",
    "vorjahr",
    "letzten jahr",
    "année précédente",
    "año anterior",
    "anno precedente",
    "vorig jaar",
)
"""Words in names of columns that say that they are for the earlier of two periods."""
