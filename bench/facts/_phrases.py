"""The phrases of tests/facts/data and of this folder: facts and traps of each language, a few words each.

Those of the tests were seen by whoever wrote the extractor; those of this folder come in sets that were
written from the outside, each described by its about.toml.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from bench.sample_scores import Score

from reportdiff import Facts, Report, extract_facts
from reportdiff.model import Account, Kind, Meta, Paragraph, Section

OF_TESTS = Path(__file__).resolve().parents[2] / "tests" / "facts" / "data"
FROM_OUTSIDE = Path(__file__).with_name("phrases")
ABOUT = "about.toml"
KINDS = ("treaties", "funding", "donors", "programmes", "quantities")

# For each kind: the facts of a report, and what of each is compared, by its key in the file.
_MILLION = Decimal(1_000_000)
_COMPARED = {
    "quantities": ("quantities", {"v": "value", "h": "high", "u": "unit", "c": "currency", "q": "qualifier"}),
    "treaties": ("treaty_counts", {"i": "instrument", "n": "parties", "new": "newly", "at": "as_of"}),
    "funding": ("funding", {"m": "measure", "p": "period", "a": "amount", "s": "share", "b": "basis"}),
    "donors": ("donors", {"m": "measure", "p": "period", "d": "donor", "k": "kind"}),
    "programmes": ("programmes", {"name": "name", "scope": "scope", "status": "status"}),
}


@dataclass(frozen=True)
class PhraseSet:
    """One set from the outside; what its fields mean is said in phrases/README.md."""

    folder: Path
    written: date | None = None
    tuned: str | None = None
    note: str = ""
    held_to: tuple[str, ...] = ()
    first: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The set's date, and a letter if it is not the first of it."""
        return self.folder.name


@cache
def outside_sets() -> tuple[PhraseSet, ...]:
    """All sets of phrases from the outside, the oldest first."""
    return tuple(_set(folder) for folder in sorted(FROM_OUTSIDE.iterdir()) if folder.is_dir())


def _set(folder: Path) -> PhraseSet:
    file = folder / ABOUT
    about = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    tuned = about.get("tuned")
    return PhraseSet(
        folder,
        about.get("written"),
        tuned,
        about.get("note", ""),
        tuple(about.get("held_to", KINDS)) if tuned else (),
        {kind: (precision, recall) for kind, (precision, recall) in about.get("first", {}).items()},
    )


def phrases(folder: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Language, kind and phrase of each file of a folder."""
    for file in sorted(folder.glob("*.toml")):
        if file.name == ABOUT:
            continue
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        for kind in KINDS:
            for phrase in data.get(kind, []):
                yield file.stem, kind, phrase


@cache
def phrase_scores(folder: Path) -> dict[tuple[str, str], Score]:
    """The score of each language and kind; a fact is right where all that is compared is."""
    scores: dict[tuple[str, str], Score] = {}
    for language, kind, phrase in phrases(folder):
        true, found = stated(kind, phrase), understood(language, kind, phrase)
        score = Score((true & found).total(), found.total(), true.total())
        scores[language, kind] = scores.get((language, kind), Score(0, 0, 0)) + score
    return scores


def score_of_kind(folder: Path, kind: str) -> Score:
    """The score of one kind in all languages of a folder."""
    scores = [score for (_, one), score in phrase_scores(folder).items() if one == kind]
    return sum(scores, Score(0, 0, 0))


def traps(folder: Path) -> Counter[tuple[str, str]]:
    """How many phrases of each language and kind state nothing."""
    return Counter((language, kind) for language, kind, phrase in phrases(folder) if not phrase.get("rows"))


def phrase_errors(folder: Path) -> Iterator[str]:
    """Every phrase that is not understood as it says."""
    for language, kind, phrase in phrases(folder):
        true, found = stated(kind, phrase), understood(language, kind, phrase)
        if true != found:
            missed, false = list((true - found).elements()), list((found - true).elements())
            yield f"{language} {kind} {phrase['text']}\n    missed {missed}\n    false {false}"


def stated(kind: str, phrase: dict[str, Any]) -> Counter[tuple[Any, ...]]:
    """The facts that a phrase states."""
    basis = {"b": "actual"} if kind == "funding" else {}
    _, compared = _COMPARED[kind]
    rows = [basis | row for row in phrase.get("rows", [])]
    return Counter(tuple(_plain(row.get(key)) for key in compared) for row in rows)


def understood(language: str, kind: str, phrase: dict[str, Any]) -> Counter[tuple[Any, ...]]:
    """The facts that the extractor finds in a phrase."""
    where, compared = _COMPARED[kind]
    facts: Facts = extract_facts(report_of(language, [phrase["text"]], phrase.get("heading")))
    return Counter(
        tuple(_plain(_scaled(name, getattr(fact, name))) for name in compared.values())
        for fact in getattr(facts, where)
    )


def _scaled(name: str, value: Any) -> Any:  # noqa: ANN401 - values of any fact
    return value / _MILLION if name == "amount" and value is not None else value


def _plain(value: Any) -> Any:  # noqa: ANN401
    return round(float(value), 4) if isinstance(value, int | float | Decimal) else value and str(value)


def report_of(language: str, texts: list[str], heading: str | None = None) -> Report:
    """The edition of 2021 whose paragraphs are the texts."""
    sections = (Section("s1", None, 1, None, heading),) if heading else ()
    paragraphs = tuple(
        Paragraph(str(number), number, None, "s1" if heading else None, Kind.BODY, text)
        for number, text in enumerate(texts, start=1)
    )
    return Report("phrases", "2021", language, None, None, Meta(), sections, paragraphs, (), Account())
