"""The real texts whose facts were read by hand, and what the extractor makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from bench.facts._score import Outcome, outcome
from bench.facts._truth import Row, TruthSet, digest, kept, kept_paragraphs, kept_sets

from reportdiff import Facts, Report, extract_facts, read_report
from reportdiff.facts import VERSION
from reportdiff.language.tables import table
from reportdiff.series import read_series_file

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
KINDS = ("treaty_counts", "funding", "donors", "programmes", "quantities")
LANGUAGES = ("zh", "en", "fr", "es", "ru", "ar")


@cache
def report_of_file(file: str) -> Report:
    """A file of the corpora as it is read."""
    if not (CORPORA / file).is_file():
        raise SystemExit(f"needs the real texts of ../shared; missing: {file}")
    return read_report(CORPORA / file)


@cache
def texts_of(file: str) -> dict[str, str]:
    """A file's paragraphs by address."""
    return {paragraph.address: paragraph.text for paragraph in report_of_file(file).paragraphs}


@cache
def facts_of(file: str) -> Facts:
    """What is understood of a file."""
    return extract_facts(report_of_file(file), _aliases(file.partition("/")[0]))


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
    return sorted(
        {
            f"{file} {address}"
            for one in kept_sets()
            for file, places in kept_paragraphs(one.name).items()
            for address, mark in places.items()
            if not _is_same(file, address, mark)
        }
    )


def _is_same(file: str, address: str, mark: str) -> bool:
    return digest(texts_of(file).get(address, "")) == mark


@cache
def outcome_of(name: str, kind: str) -> Outcome:
    """The outcome of one kind in one set; paragraphs that are read otherwise now are left out."""
    files = kept_paragraphs(name)
    rows = [row for row in kept(kind) if row.file in files]
    return sum((_of_file(kind, file, places, rows) for file, places in files.items()), Outcome())


def _of_file(kind: str, file: str, places: Mapping[str, str], rows: Sequence[Row]) -> Outcome:
    same = {address for address, mark in places.items() if _is_same(file, address, mark)}
    facts = [fact for fact in getattr(facts_of(file), kind) if fact.place.address in same]
    here = [row for row in rows if row.file == file and row.address in same]
    return outcome(kind, here, facts, known_units())


def first_rows(name: str, commit: str) -> Iterator[dict[str, str]]:
    """The rows of first.tsv for a set."""
    (one,) = (one for one in kept_sets() if one.name == name)
    for kind in one.kinds:
        found, whole = outcome_of(name, kind).found, outcome_of(name, kind).whole
        counts = {"found": found.right, "whole": whole.right, "stated": found.predicted, "true": found.true}
        where = {"set": name, "kind": kind, "version": VERSION, "commit": commit}
        yield where | {key: str(count) for key, count in counts.items()}


def errors(name: str | None = None) -> Iterator[str]:
    """Every fact of a set missed, stated wrongly or not wholly right: for the screen, never kept.

    Without a name, those of all sets that were read by whoever changes the extractor, and of no other.
    """
    for one in kept_sets():
        if one.name == name or (name is None and one.tuned):
            for kind in one.kinds:
                yield from _errors(one, kind)


def _errors(one: TruthSet, kind: str) -> Iterator[str]:
    result, head = outcome_of(one.name, kind), f"{one.name} {kind}"
    for row in result.missed:
        words = texts_of(row.file)[row.address][max(0, row.start - 12) : row.end + 24]
        yield f"{head} missed {row.address} {row.values} …{words}…"
    for fact in result.false:
        yield f"{head} false {fact}"
    for row, fact in result.partly:
        yield f"{head} partly {row.address} {row.values} {fact}"
