"""String distances of rapidfuzz as functions for analysts' SQL: there in `reportdiff query` alone.

Any other client has `bigram_similarity` of the database itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import duckdb


@dataclass(frozen=True, slots=True)
class FunctionDescription:
    """One function of two strings; `type` is the DuckDB type of what it gives."""

    name: str
    type: str
    comment: str


FUNCTIONS = (
    FunctionDescription(
        "fuzz_ratio",
        "DOUBLE",
        "Likeness of two strings, 0 to 100: the share of their characters that is in the longest common"
        " subsequence. Right for Chinese too.",
    ),
    FunctionDescription(
        "partial_ratio",
        "DOUBLE",
        "fuzz_ratio of the shorter string and the stretch of the longer one that is most like it, 0 to 100."
        " A hundred times slower than fuzz_ratio on paragraphs.",
    ),
    FunctionDescription(
        "token_sort_ratio",
        "DOUBLE",
        "fuzz_ratio of the words in alphabetical order, 0 to 100. Words are parted by spaces: Chinese text is"
        " one word, for which it is fuzz_ratio.",
    ),
    FunctionDescription(
        "token_set_ratio",
        "DOUBLE",
        "Likeness of the sets of words, 0 to 100: 100 where one set holds the other. Words are parted by"
        " spaces: of no use for Chinese.",
    ),
    FunctionDescription(
        "edit_distance",
        "BIGINT",
        "How many characters (code points, not bytes) must be inserted, deleted or replaced to make one"
        " string the other.",
    ),
)
"""What `reportdiff query` knows beside the database's own macros; NULL where a string is NULL."""


def add_functions(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the functions known to a connection; the database is not touched, nor need it be writable."""
    for function in FUNCTIONS:
        connection.create_function(
            function.name, _called(function.name), ["VARCHAR", "VARCHAR"], function.type
        )


def _called(name: str) -> Callable[[str, str], float]:
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein

    calls: dict[str, Callable[..., float]] = {
        "fuzz_ratio": fuzz.ratio,
        "partial_ratio": fuzz.partial_ratio,
        "token_sort_ratio": fuzz.token_sort_ratio,
        "token_set_ratio": fuzz.token_set_ratio,
        "edit_distance": Levenshtein.distance,
    }
    call = calls[name]

    # DuckDB takes the number of parameters from the signature, which functions of C do not have.
    def called(one: str, other: str) -> float:
        return call(one, other)

    return called
