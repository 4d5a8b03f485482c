"""Measures reading, or makes rows of truth: `python -m bench.reading measure [INTERPRETER] | truth FILE`.

`measure` needs `../shared` and writes results.md; INTERPRETER is a Python that has pdfplumber and pypdf.
`truth` prints rows for bench/reading/truth/ from a private file of exact texts (see `_truth`).
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.reading._result import results
from bench.reading._truth import rows_of, written

RESULTS = Path(__file__).with_name("results.md")


def main(arguments: list[str]) -> None:
    """Run one of the two."""
    match arguments:
        case ["measure"] | ["measure", _]:
            RESULTS.write_text(results(arguments[1] if arguments[1:] else None), encoding="utf-8")
        case ["truth", private]:
            sys.stdout.write(written(rows_of(Path(private).read_text(encoding="utf-8"))))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
