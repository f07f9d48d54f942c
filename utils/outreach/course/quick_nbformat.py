"""Loading nbformat without the grammar of web addresses that comes with it.

nbformat brings in jsonschema, which builds that grammar as it is imported, and
that takes longer than all else that a check of a notebook does. No notebook has
an address to check. Import this module before nbformat, jupytext, nbclient or nbval.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from types import ModuleType

_GRAMMAR = "rfc3987_syntax"

if "jsonschema" not in sys.modules and _GRAMMAR not in sys.modules:
    # None makes the import fail, for which jsonschema is prepared: the package is optional.
    sys.modules[_GRAMMAR] = cast("ModuleType", None)
    try:
        import nbformat  # noqa: F401 - loaded now, so that later imports find it
    finally:
        del sys.modules[_GRAMMAR]
