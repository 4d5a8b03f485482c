"""The real files that reading is measured on, and where their facts are kept."""

from __future__ import annotations

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
CORPORA = PROJECT.parent / "shared" / "corpora"
TRUTH = Path(__file__).with_name("truth")

FILES = (
    "un-undof/en/2025a.pdf",
    "un-undof/en/2025b.pdf",
    "un-afghanistan/en/2025a.pdf",
    "un-afghanistan/en/2025b.pdf",
    "un-opcw-syria/en/2025-01.pdf",
    "un-opcw-syria/en/2025-02.pdf",
    "un-opcw-syria/en/2025-03.pdf",
    "un-opcw-syria/en/2025-04.pdf",
    "unodc-haiti/en/2025q1.pdf",
    "unodc-haiti/en/2025q2.pdf",
    "un-strays/ru-S-2024-216.pdf",
    "un-strays/fr-E-ICEF-672-part-1-scan.pdf",
    "unodc-executive-director/zh/2016.txt",
    "un-programme-budget/en/2026-section-16.docx",
)


def files() -> list[Path]:
    """The files to read, all of which must be there."""
    found = [CORPORA / name for name in FILES]
    missing = [path.name for path in found if not path.is_file()]
    if missing:
        raise SystemExit(f"needs the real texts of ../shared; missing: {', '.join(missing)}")
    return found


def name_of(path: Path) -> str:
    """A file by its place in the corpora."""
    return path.relative_to(CORPORA).as_posix()
