"""Phrases of each language, as `data/<language>.toml` states them: as many traps as facts."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from passages import report_of
from reportdiff.facts import extract_facts
from reportdiff.model import Facts

FILES = sorted((Path(__file__).parent / "data").glob("*.toml"))
Row = tuple[object, ...]


def _phrases(kind: str) -> list[Any]:
    return [
        pytest.param(file.stem, phrase, id=f"{file.stem}-{phrase['text'][:40]}")
        for file in FILES
        for phrase in tomllib.loads(file.read_text(encoding="utf-8")).get(kind, [])
    ]


def _facts(language: str, phrase: dict[str, Any]) -> Facts:
    return extract_facts(report_of(language, phrase["text"], heading=phrase.get("heading")))


def _stated(phrase: dict[str, Any], *keys: str) -> list[Row]:
    return [tuple(_plain(row.get(key)) for key in keys) for row in phrase.get("rows", [])]


def _plain(value: object) -> object:
    return round(float(value), 4) if isinstance(value, int | float) else value


@pytest.mark.parametrize(("language", "phrase"), _phrases("quantities"))
def test_quantities_are_those_stated(language: str, phrase: dict[str, Any]) -> None:
    found = [
        (float(row.value), row.high and float(row.high), row.unit, row.currency, row.qualifier)
        for row in _facts(language, phrase).quantities
    ]
    assert found == _stated(phrase, "v", "h", "u", "c", "q")


@pytest.mark.parametrize(("language", "phrase"), _phrases("treaties"))
def test_party_counts_are_those_stated(language: str, phrase: dict[str, Any]) -> None:
    rows = _facts(language, phrase).treaty_counts
    found = [(row.instrument, row.parties, row.newly, row.as_of) for row in rows]
    assert found == _stated(phrase, "i", "n", "new", "at")


@pytest.mark.parametrize(("language", "phrase"), _phrases("funding"))
def test_money_is_that_stated(language: str, phrase: dict[str, Any]) -> None:
    found = [
        (
            row.measure,
            row.period,
            row.amount and round(float(row.amount) / 1e6, 4),
            row.share and float(row.share),
            str(row.basis),
        )
        for row in _facts(language, phrase).funding
    ]
    stated = [(*row[:4], row[4] or "actual") for row in _stated(phrase, "m", "p", "a", "s", "b")]
    assert found == stated


@pytest.mark.parametrize(("language", "phrase"), _phrases("donors"))
def test_donors_are_those_stated(language: str, phrase: dict[str, Any]) -> None:
    rows = _facts(language, phrase).donors
    found = [(row.measure, row.period, row.donor, row.kind) for row in rows]
    assert found == _stated(phrase, "m", "p", "d", "k")


@pytest.mark.parametrize(("language", "phrase"), _phrases("programmes"))
def test_programmes_are_those_stated(language: str, phrase: dict[str, Any]) -> None:
    rows = _facts(language, phrase).programmes
    assert [(row.name, row.scope, row.status) for row in rows] == _stated(phrase, "name", "scope", "status")
    keys = [row.get("key") for row in phrase.get("rows", [])]
    assert [row.programme if key else None for row, key in zip(rows, keys, strict=True)] == keys
