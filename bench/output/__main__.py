"""Measures outputs: `python -m bench.output measure` writes results.md."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.output._measured import results

RESULTS = Path(__file__).with_name("results.md")

if __name__ == "__main__":
    if sys.argv[1:] != ["measure"]:
        sys.exit(__doc__)
    RESULTS.write_text(results(), encoding="utf-8")
