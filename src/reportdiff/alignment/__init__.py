"""Two editions to one comparison: what became of every paragraph.

`docs/alignment.md` explains the method.
"""

from __future__ import annotations

from reportdiff._versions import VERSIONS
from reportdiff.alignment._by_hand import is_out_of_order, link_by_hand
from reportdiff.alignment._compare import align, compare

__all__ = ["VERSION", "align", "compare", "is_out_of_order", "link_by_hand"]

VERSION = VERSIONS["alignment"]
