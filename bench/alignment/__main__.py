"""Fits the shipped weights, or measures the method: `python -m bench.alignment fit|measure`.

Needs `../shared` and runs for a few minutes. `fit` writes weights.toml, `measure` writes results.md.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.alignment._cases import PROJECT, all_cases
from bench.alignment._fit import calibrated, fitted, prepare
from bench.alignment._measure import judgements, left_out, report
from bench.alignment._table import weights_table

WEIGHTS = PROJECT / "src" / "reportdiff" / "alignment" / "weights.toml"
RESULTS = Path(__file__).with_name("results.md")


def main(arguments: list[str]) -> None:
    """Run one of the two."""
    if arguments not in (["fit"], ["measure"]):
        sys.exit(__doc__)
    prepared = [prepare(case) for case in all_cases()]
    outcomes = left_out(prepared)
    if arguments == ["fit"]:
        lines = map(calibrated, judgements(outcomes))
        WEIGHTS.write_text(weights_table(fitted(prepared), *lines), encoding="utf-8")
    else:
        RESULTS.write_text(report(prepared, outcomes), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
