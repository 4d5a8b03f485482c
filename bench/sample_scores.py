"""Scores of links and facts on the sample series against what was written into it: a smoke test.

    python bench/sample_scores.py

The texts were written to be told apart, so the figures say that every stage works, not how well.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any

from reportdiff import Comparison, Facts, Report, compare, extract_facts, read_report
from reportdiff.series import read_series_file

SAMPLE = Path(__file__).resolve().parent.parent / "corpora" / "sample-annual-report"
LANGUAGES = ("zh", "en", "fr", "es", "ru", "ar")
# Letters of items where they are not a, b, c: the truth gives addresses in Latin letters.
LETTERS = {"ar": ("أ", "ب", "ج", "د", "هـ", "و")}
RELATIONS = ("identical", "figures", "edited", "rewritten")

# What of each kind of fact must agree; a programme's slug is the extractor's own choice.
KEYS = {
    "treaty_counts": ("instrument", "parties", "newly", "as_of", "address"),
    "funding": ("measure", "period", "amount", "currency", "share", "basis", "address"),
    "donors": ("measure", "period", "donor", "kind", "address"),
    "programmes": ("name", "status", "address"),
    "quantities": ("value", "unit", "address"),
}

Pair = tuple[str, str]


@dataclass(frozen=True)
class Score:
    """How much of what was predicted is true, and how much of what is true was predicted."""

    right: int
    predicted: int
    true: int

    @property
    def precision(self) -> float:
        """Share of the predicted that is true; 1 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Share of the true that was predicted; 1 where there is nothing."""
        return self.right / self.true if self.true else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.predicted + other.predicted, self.true + other.true)


def score_of(predicted: set[Any], true: set[Any]) -> Score:
    """The score of one set against another."""
    return Score(len(predicted & true), len(predicted), len(true))


@cache
def truth() -> dict[str, Any]:
    """The truth file."""
    return tomllib.loads((SAMPLE / "truth.toml").read_text(encoding="utf-8"))


def editions(language: str) -> list[str]:
    """The sample's editions of one language in order."""
    return sorted(file.stem for file in (SAMPLE / language).glob("*.txt"))


@cache
def report(language: str, edition: str) -> Report:
    """One edition as it is read."""
    return read_report(SAMPLE / language / f"{edition}.txt")


@cache
def comparison(language: str, old: str, new: str) -> Comparison:
    """Two editions as they are aligned."""
    return compare(report(language, old), report(language, new))


@cache
def facts(language: str, edition: str) -> Facts:
    """What is understood of one edition."""
    return extract_facts(report(language, edition), read_series_file(SAMPLE).aliases)


def true_pairs(old: str, new: str) -> dict[Pair, str]:
    """The pairs of addresses that were written to correspond, with their relation."""
    links = truth()["links"][f"{old}-{new}"]
    return {pair: relation for relation in RELATIONS for text in links[relation] for pair in _pairs(text)}


def _pairs(text: str) -> Iterator[Pair]:
    left, right = text.split(">")
    yield from product(left.split(","), right.split(","))


def found_pairs(language: str, old: str, new: str) -> dict[Pair, str]:
    """The pairs that alignment found among the addresses that the truth speaks of."""
    links = truth()["links"][f"{old}-{new}"]
    known = set(true_pairs(old, new))
    left = {a for a, _ in known} | set(links["dropped"])
    right = {b for _, b in known} | set(links["added"])
    return {
        (a, b): link.relation.value
        for link in comparison(language, old, new).links
        for a, b in product(_latin(link.old, language), _latin(link.new, language))
        if a in left or b in right
    }


def _latin(addresses: Iterable[str], language: str) -> list[str]:
    """The addresses with their letters as the truth gives them."""
    latin = {f"({letter})": f"({chr(97 + place)})" for place, letter in enumerate(LETTERS.get(language, ()))}
    return [re.sub(r"\(\w+\)\Z", lambda found: latin.get(found[0], found[0]), each) for each in addresses]


def link_scores(language: str) -> dict[str, Score]:
    """Links of all pairs of editions: all, by relation (with the relation right), and moved ones."""
    scores = dict.fromkeys(("links", *RELATIONS, "moved"), Score(0, 0, 0))
    for old, new in pairwise(editions(language)):
        true, found = true_pairs(old, new), found_pairs(language, old, new)
        scores["links"] += score_of(set(found), set(true))
        for relation in RELATIONS:
            scores[relation] += score_of(_having(found, relation), _having(true, relation))
        moved = {pair for text in truth()["links"][f"{old}-{new}"]["moved"] for pair in _pairs(text)}
        links = comparison(language, old, new).links
        said = {
            pair
            for link in links
            if link.moved
            for pair in product(_latin(link.old, language), _latin(link.new, language))
        }
        scores["moved"] += score_of(said & set(found), moved)
    return scores


def _having(pairs: dict[Pair, str], relation: str) -> set[Pair]:
    return {pair for pair, one in pairs.items() if one == relation}


def fact_scores(language: str) -> dict[str, Score]:
    """Facts of all editions by kind. Of quantities the truth is a selection: only recall counts."""
    scores = dict.fromkeys(KEYS, Score(0, 0, 0))
    for edition in editions(language):
        for kind in KEYS:
            true = true_facts(kind, edition, language)
            found = found_facts(kind, edition, language)
            scores[kind] += score_of(found & true if kind == "quantities" else found, true)
    return scores


def true_facts(kind: str, edition: str, language: str) -> set[tuple[Any, ...]]:
    """The facts of one kind that were written into an edition."""
    rows = truth()["facts"][edition].get(kind, [])
    return {tuple(_plain(row.get(key), language) for key in KEYS[kind]) for row in rows}


def found_facts(kind: str, edition: str, language: str) -> set[tuple[Any, ...]]:
    """The facts of one kind that were extracted from an edition."""
    return {
        tuple(
            _plain(fact.place.address if key == "address" else getattr(fact, key), language)
            for key in KEYS[kind]
        )
        for fact in getattr(facts(language, edition), kind)
    }


def _plain(value: Any, language: str) -> Any:  # noqa: ANN401 - TOML and model values alike
    if isinstance(value, dict):
        value = value[language]
    if isinstance(value, str) or value is None:
        return None if value is None else str(value).strip('“”《》"')
    return round(float(value), 6)


def main() -> None:
    """Print the scores as a Markdown table."""
    print("| language | what | precision | recall | right | predicted | true |")
    print("|---|---|---|---|---|---|---|")
    for language in LANGUAGES:
        for what, score in (link_scores(language) | fact_scores(language)).items():
            print(
                f"| {language} | {what} | {score.precision:.3f} | {score.recall:.3f} "
                f"| {score.right} | {score.predicted} | {score.true} |"
            )


if __name__ == "__main__":
    main()
