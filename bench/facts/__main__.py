"""Measures facts, or makes rows of truth.

    python -m bench.facts measure | errors | truth KIND FILE | read FILE

`measure` needs `../shared` and writes results.md; `errors` prints what is missed or wrong.
`truth` prints rows for bench/facts/truth/ from a private file of marked words (see `_truth`), `read` those
of paragraphs.tsv from a list of the paragraphs that were read, one `file<tab>address` a line.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.facts._corpora import CORPORA, errors, texts_of
from bench.facts._phrases import FROM_OUTSIDE, OF_TESTS, phrase_errors
from bench.facts._results import results
from bench.facts._truth import marked, read_paragraphs, written

RESULTS = Path(__file__).with_name("results.md")


def main(arguments: list[str]) -> None:
    """Run one of them."""
    match arguments:
        case ["measure"]:
            RESULTS.write_text(results(), encoding="utf-8")
        case ["errors"]:
            print(*errors(), *phrase_errors(FROM_OUTSIDE), *phrase_errors(OF_TESTS), sep="\n")
        case ["truth", kind, private]:
            sys.stdout.write(written(marked(Path(private).read_text(encoding="utf-8"), kind, _texts)))
        case ["read", private]:
            lines = Path(private).read_text(encoding="utf-8").splitlines()
            sys.stdout.write(written(read_paragraphs(lines, _texts)))
        case _:
            sys.exit(__doc__)


def _texts(file: str) -> dict[str, str]:
    return texts_of(CORPORA / file)


if __name__ == "__main__":
    main(sys.argv[1:])
