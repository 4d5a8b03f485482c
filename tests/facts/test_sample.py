"""The sample series: what was written into it is found, and nothing else."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reportdiff.facts import extract_facts
from reportdiff.model import Facts
from reportdiff.reading import read_report

SERIES = "sample-annual-report"
EDITIONS = ("2012", "2013", "2014", "2015", "2016")
WRITTEN = {
    "zh": EDITIONS,
    "en": EDITIONS,
    "fr": EDITIONS[-2:],
    "es": EDITIONS[-2:],
    "ru": EDITIONS[-2:],
    "ar": EDITIONS[-2:],
}
FILES = [(language, edition) for language, editions in WRITTEN.items() for edition in editions]
# Names of invented donors, which no table of ours can know.
ALIASES = {
    "港湾之光基金会": "harbour-lights-foundation",
    "Fondation Lumières du port": "harbour-lights-foundation",
    "Fundación Luces del Puerto": "harbour-lights-foundation",
    "Благотворительного фонда «Огни гавани»": "harbour-lights-foundation",
    "河口信托基金": "estuary-trust-fund",
    "Fonds d’affectation spéciale de l’estuaire": "estuary-trust-fund",
    "Fondo Fiduciario del Estuario": "estuary-trust-fund",
    "Целевого фонда «Эстуарий»": "estuary-trust-fund",
    "مؤسسة أضواء المرفأ": "harbour-lights-foundation",
    "الصندوق الاستئماني للمصب": "estuary-trust-fund",
}


@pytest.fixture(scope="module")
def truth(project: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = tomllib.loads(
        (project / "corpora" / SERIES / "truth.toml").read_text(encoding="utf-8")
    )
    return loaded


@cache
def _facts(file: Path) -> Facts:
    return extract_facts(read_report(file), ALIASES)


def _file(project: Path, language: str, edition: str) -> Path:
    return project / "corpora" / SERIES / language / f"{edition}.txt"


@pytest.mark.parametrize(("language", "edition"), FILES)
def test_counts_money_and_donors_are_those_written_in(
    project: Path, truth: dict[str, Any], language: str, edition: str
) -> None:
    facts, written = _facts(_file(project, language, edition)), truth["facts"][edition]
    keys = {
        "treaty_counts": ("instrument", "parties", "newly", "as_of"),
        "funding": ("measure", "period", "amount", "currency", "share", "qualifier", "basis"),
        "donors": ("measure", "period", "donor", "kind"),
    }
    for kind, fields in keys.items():
        found = {
            (row.place.address, *(_plain(getattr(row, field)) for field in fields))
            for row in getattr(facts, kind)
        }
        gold = {(row["address"], *(_plain(row.get(field)) for field in fields)) for row in written[kind]}
        assert found == gold


def test_programmes_are_found_by_name_scope_and_status(project: Path, truth: dict[str, Any]) -> None:
    for language, editions in WRITTEN.items():
        found, gold = set(), set()
        for edition in editions:
            rows = _facts(_file(project, language, edition)).programmes
            found |= {(edition, row.place.address, row.name, row.scope, row.status) for row in rows}
            gold |= {
                (edition, row["address"], row["name"][language], row["scope"], row["status"])
                for row in truth["facts"][edition]["programmes"]
            }
        assert len(found & gold) >= 0.9 * max(len(found), len(gold))


def test_quantities_written_in_are_found(project: Path, truth: dict[str, Any]) -> None:
    for language, edition in FILES:
        rows = _facts(_file(project, language, edition)).quantities
        found = {(row.place.address, _plain(row.value), row.unit, row.currency) for row in rows}
        gold = {
            (row["address"], _plain(row["value"]), row.get("unit"), row.get("currency"))
            for row in truth["facts"][edition].get("quantities", [])
        }
        assert gold <= found


def _plain(value: object) -> object:
    is_number = not isinstance(value, str) and value is not None
    return round(float(value), 4) if is_number else value if value is None else str(value)  # type: ignore[arg-type]
