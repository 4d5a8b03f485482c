"""The corpus that bench/scale measures on: always the same, readable, and with all kinds of change."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.scale.generate import LANGUAGES, Size, write_corpus

from reportdiff import compare, extract_facts, read_report
from reportdiff.model import Relation, Report

SIZE = Size(series=1, editions=2, paragraphs=60)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scale")
    write_corpus(folder, SIZE)
    return folder


def editions(corpus: Path, language: str) -> list[Report]:
    files = sorted((corpus / "made-up-01" / language).iterdir())
    return [read_report(file, language) for file in files]


def content(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*.txt")}


def test_the_same_seed_writes_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    written = write_corpus(tmp_path / "again", SIZE)
    assert content(tmp_path / "again") == content(corpus)
    assert written == sum(map(len, content(corpus).values()))
    write_corpus(tmp_path / "other", SIZE, seed=1)
    assert content(tmp_path / "other") != content(corpus)


def test_a_longer_series_begins_with_the_same_editions(corpus: Path, tmp_path: Path) -> None:
    write_corpus(tmp_path, Size(series=1, editions=3, paragraphs=60))
    longer = content(tmp_path)
    assert len(content(corpus)) == SIZE.files == 4
    assert len(longer) == 6
    assert content(corpus).items() <= longer.items()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paragraph_is_read_under_its_number(corpus: Path, language: str) -> None:
    for report in editions(corpus, language):
        numbers = [one.number for one in report.paragraphs if one.number is not None]
        assert numbers == list(range(1, SIZE.paragraphs + 1))
        assert len(report.sections) == 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_between_editions_there_is_every_relation_and_there_are_facts(corpus: Path, language: str) -> None:
    old, new = editions(corpus, language)
    comparison = compare(old, new)
    assert {link.relation for link in comparison.links} == set(Relation)
    assert comparison.added
    assert comparison.dropped
    assert any(link.moved for link in comparison.links)
    assert any(link.renumbered for link in comparison.links)
    facts = extract_facts(new)
    assert facts.quantities
    assert facts.treaty_counts
    assert facts.programmes
