"""Yes and no as exports write them, also where a spreadsheet has put them in its own language."""

from __future__ import annotations

YES = frozenset({"true", "t", "yes", "1", "1.0", "wahr", "vrai", "verdadero", "vero", "verdadeiro", "waar", "sant"})
NOT = frozenset({"false", "f", "no", "0", "0.0", "falsch", "faux", "falso", "onwaar", "falskt"})
