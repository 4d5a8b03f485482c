"""Measures facts, or makes rows of truth.

    python -m bench.facts measure | errors [SET]
    python -m bench.facts truth KIND FILE | read SET FILE | first SET COMMIT

`measure` needs `../shared` and writes results.md. `errors` prints what is missed or wrong, of unseen sets
only when asked for by name: then say in sets.toml or about.toml from which version on the set is tuned.
`truth` prints rows for bench/facts/truth/ from a private file of marked words (see `_truth`), `read` those
of paragraphs.tsv from a list of the paragraphs that were read, one `file<tab>address` a line, `first` those
of first.tsv, to be made before anybody has read the errors.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from bench.facts._corpora import errors, first_rows, texts_of
from bench.facts._phrases import OF_TESTS, outside_sets, phrase_errors
from bench.facts._results import results
from bench.facts._truth import marked, read_paragraphs, written

RESULTS = Path(__file__).with_name("results.md")


def main(arguments: list[str]) -> None:
    """Run one of them."""
    match arguments:
        case ["measure"]:
            RESULTS.write_text(results(), encoding="utf-8")
        case ["errors", *names] if len(names) < 2:
            print(*_errors(*names), sep="\n")
        case ["truth", kind, private]:
            sys.stdout.write(written(marked(Path(private).read_text(encoding="utf-8"), kind, texts_of)))
        case ["read", name, private]:
            lines = Path(private).read_text(encoding="utf-8").splitlines()
            sys.stdout.write(written(read_paragraphs(name, lines, texts_of)))
        case ["first", name, commit]:
            sys.stdout.write(written(list(first_rows(name, commit))))
        case _:
            sys.exit(__doc__)


def _errors(name: str | None = None) -> Iterator[str]:
    yield from errors(name)
    for one in outside_sets():
        if one.name == name or (name is None and one.tuned):
            yield from phrase_errors(one.folder)
    if name is None:
        yield from phrase_errors(OF_TESTS)


if __name__ == "__main__":
    main(sys.argv[1:])
