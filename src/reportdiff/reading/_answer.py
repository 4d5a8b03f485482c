"""What the process that reads files says of one, as JSON: blocks and findings as rows of values."""

from __future__ import annotations

from typing import Any

from reportdiff.model import Finding, Severity
from reportdiff.reading._block import Block, Extract, Mark, Role

_PLAIN = tuple(name for name in Block.__slots__ if name not in ("role", "marks"))


def answer_of(found: Extract, language: str) -> dict[str, Any]:
    """What was found in a file, and its language, as an answer."""
    return {
        "language": language,
        "total": found.total,
        "blocks": list(map(_row, found.blocks)),
        "findings": list(map(_finding, found.findings)),
    }


def extract_of(answer: dict[str, Any]) -> tuple[Extract, str]:
    """What an answer says was found, and the language."""
    blocks = list(map(_block, answer["blocks"]))
    return Extract(blocks, answer["total"], list(map(_finding_of, answer["findings"]))), answer["language"]


def _row(block: Block) -> list[Any]:
    marks = [(mark.label, mark.offset) for mark in block.marks]
    return [block.role.value, marks, *(getattr(block, name) for name in _PLAIN)]


def _block(row: list[Any]) -> Block:
    role, marks, *plain = row
    return Block(
        role=Role(role), marks=tuple(Mark(*mark) for mark in marks), **dict(zip(_PLAIN, plain, strict=True))
    )


def _finding(finding: Finding) -> list[Any]:
    return [finding.kind, finding.severity.value, finding.message, finding.page]


def _finding_of(row: list[Any]) -> Finding:
    kind, severity, message, page = row
    return Finding(kind, Severity(severity), message, page=page)
