"""The real texts whose facts were read by hand, and what the extractor makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.facts._score import Outcome, outcome
from bench.facts._truth import Row, digest, kept, kept_paragraphs

from reportdiff import Facts, extract_facts, read_report
from reportdiff.language.tables import table
from reportdiff.series import read_series_file

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
KINDS = ("treaty_counts", "funding", "donors", "programmes", "quantities")
LANGUAGES = ("zh", "en", "fr", "es", "ru", "ar")


@dataclass(frozen=True)
class Corpus:
    """Files of one language in which some kinds of facts were read."""

    name: str
    folder: str
    language: str
    kinds: tuple[str, ...]


CORPUSES = (
    Corpus("flagship 2016, all paragraphs", "unodc-executive-director/", "zh", KINDS),
    Corpus("budget .docx, sample", "un-programme-budget/", "en", ("quantities",)),
    Corpus("opcw, all different paragraphs", "un-opcw-syria/", "en", ("quantities",)),
    Corpus("factbook, sample", "factbook-illicit-drugs/", "en", ("quantities",)),
)


@cache
def texts_of(path: Path) -> dict[str, str]:
    """A file's paragraphs by address."""
    if not path.is_file():
        raise SystemExit(f"needs the real texts of ../shared; missing: {path.name}")
    return {paragraph.address: paragraph.text for paragraph in read_report(path).paragraphs}


@cache
def facts_of(path: Path) -> Facts:
    """What is understood of a file."""
    return extract_facts(read_report(path), _aliases(path.parts[-3]))


@cache
def _aliases(series: str) -> Mapping[str, str]:
    """What the series' own table says of its names."""
    return read_series_file(ROOT / "corpora" / series).aliases


@cache
def known_units() -> frozenset[str]:
    """The units that any language has a word for; of others no unit is expected."""
    tables = [table(code, "units") for code in LANGUAGES]
    named = (set(one.get("units", {})) | set(one.get("classifiers", {}).get("units", {})) for one in tables)
    return frozenset({"per-cent"}.union(*named))


def changed() -> list[str]:
    """Paragraphs that are no longer read as they were when their facts were marked."""
    return [
        f"{file} {address}"
        for file, places in kept_paragraphs().items()
        for address, mark in places.items()
        if digest(texts_of(CORPORA / file).get(address, "")) != mark
    ]


def outcomes(corpus: Corpus) -> dict[str, Outcome]:
    """The outcome of each kind in one corpus; paragraphs that are read otherwise now are left out."""
    found: dict[str, Outcome] = {}
    files = {file: places for file, places in kept_paragraphs().items() if file.startswith(corpus.folder)}
    for kind in corpus.kinds:
        rows = [row for row in kept(kind) if row.file in files]
        parts = [_of_file(kind, file, places, rows) for file, places in files.items()]
        found[kind] = _together(parts)
    return found


def _of_file(kind: str, file: str, places: dict[str, str], rows: list[Row]) -> Outcome:
    texts = texts_of(CORPORA / file)
    same = {address for address, mark in places.items() if digest(texts.get(address, "")) == mark}
    facts = [fact for fact in getattr(facts_of(CORPORA / file), kind) if fact.place.address in same]
    return outcome(
        kind, [row for row in rows if row.file == file and row.address in same], facts, known_units()
    )


def _together(parts: list[Outcome]) -> Outcome:
    first, *rest = parts
    for part in rest:
        first = Outcome(
            first.found + part.found,
            first.whole + part.whole,
            first.missed + part.missed,
            first.false + part.false,
            first.partly + part.partly,
        )
    return first


def errors() -> Iterator[str]:
    """Every fact missed, stated wrongly or not wholly right, with its address: for the screen, never kept."""
    for corpus in CORPUSES:
        for kind, result in outcomes(corpus).items():
            head = f"{corpus.folder}{kind}"
            for row in result.missed:
                words = texts_of(CORPORA / row.file)[row.address][row.start - 12 : row.end + 24]
                yield f"{head} missed {row.file} {row.address} {row.values} …{words}…"
            for fact in result.false:
                yield f"{head} false {fact}"
            for row, fact in result.partly:
                yield f"{head} partly {row.file} {row.address} {row.values} {fact}"
