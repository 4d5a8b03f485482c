"""One file to one report: its format, its language, its structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from reportdiff._versions import VERSIONS
from reportdiff.errors import ReadingError
from reportdiff.language.structure import known_languages, structure_rules
from reportdiff.model import Finding, Kind, Paragraph, Report, Severity
from reportdiff.reading._account import account_of
from reportdiff.reading._block import Block, Role
from reportdiff.reading._characters import garbled, visible
from reportdiff.reading._front import front_of
from reportdiff.reading._language import language_mismatch
from reportdiff.reading._letter_spacing import repair_findings
from reportdiff.reading._limits import MAX_BLOCKS
from reportdiff.reading._process import extracted
from reportdiff.reading._source import read_source
from reportdiff.reading._structure import structured

VERSION = VERSIONS["reading"]
"""Changes whenever the same file could be read differently."""

_FEWEST_GARBLED = 3
_LONG_FURNITURE, _FEWEST_WORDS = 60, 4
_DIGITS = re.compile(r"\d+")
_OPENING = 3


def read_report(
    path: Path | str, language: str | None = None, *, series: str | None = None, edition: str | None = None
) -> Report:
    """Read one file as a report.

    Args:
        path: The file: text, PDF, DOCX or HTML, told by content.
        language: A BCP 47 code. Without one it is taken from a path `<series>/<language>/<edition>.<ext>`,
            else told from the text.
        series: The series it belongs to; without one taken from such a path, else None.
        edition: Which edition it is; likewise.

    Raises:
        ReadingError: the file cannot be read as a report; says why and what to do.
    """
    path = Path(path)
    place = _place_of(path)
    source = read_source(path)
    extract, told = extracted(source, language or place[1])
    blocks = extract.blocks
    if len(blocks) > MAX_BLOCKS:
        problem = f"it has more than {MAX_BLOCKS} paragraphs, headings and rows"
        raise ReadingError(problem, path=path, advice="split it")
    rules = structure_rules(told)
    found = structured(blocks, rules)
    account, lost = account_of(extract.total, found.characters)
    said = language or place[1]
    other = language_mismatch(said, [one.text for one in found.paragraphs]) if said else []
    front = front_of(
        _texts(found.paragraphs, Kind.FRONT_MATTER),
        [block.text for block in blocks if block.role is Role.FURNITURE],
        _texts(found.paragraphs, Kind.SUMMARY),
        rules,
        _texts(found.paragraphs, Kind.BODY)[:_OPENING],
    )
    return Report(
        series=series or place[0],
        edition=edition or place[2],
        language=told,
        symbol=front.symbol,
        title=front.title,
        meta=front.meta,
        sections=found.sections,
        paragraphs=found.paragraphs,
        notes=found.notes,
        account=account,
        findings=(
            *extract.findings,
            *found.findings,
            *_misread(blocks),
            *repair_findings(blocks),
            *_long_furniture(blocks),
            *lost,
            *other,
        ),
    )


def _place_of(path: Path) -> tuple[str | None, str | None, str | None]:
    """Series, language and edition, where the folder of the file is named for a known language."""
    parts = path.absolute().parts
    if len(parts) < 4 or parts[-2].split("-")[0] not in known_languages():
        return None, None, None
    return parts[-3], parts[-2], path.stem


def _misread(blocks: list[Block]) -> list[Finding]:
    """A finding where the file itself holds text that was read in a wrong encoding before."""
    count = garbled("\n".join(block.text for block in blocks))
    if count < _FEWEST_GARBLED:
        return []
    first = next((block for block in blocks if garbled(block.text)), blocks[0])
    message = (
        f"{count} groups of characters are UTF-8 read in another encoding; save it again from its source"
    )
    return [Finding("damaged-text", Severity.WARNING, message, page=first.page, line=first.line)]


def _long_furniture(blocks: list[Block]) -> Iterator[Finding]:
    """A finding for each line left out as furniture that is long for that, once for those that repeat."""
    seen: set[str] = set()
    for block in blocks:
        words = block.text.split()
        shape = _DIGITS.sub("#", block.text)
        if block.role is not Role.FURNITURE or len(words) < _FEWEST_WORDS or shape in seen:
            continue
        if visible(block.text) > _LONG_FURNITURE:
            seen.add(shape)
            message = f"{visible(block.text)} characters were left out as a running line: {block.text[:40]}…"
            yield Finding("long-furniture", Severity.INFO, message, page=block.page, line=block.line)


def _texts(paragraphs: tuple[Paragraph, ...], kind: Kind) -> list[str]:
    return [paragraph.text for paragraph in paragraphs if paragraph.kind is kind]
