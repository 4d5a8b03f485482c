"""What the process that reads PDFs says of one, as JSON: blocks and findings as rows of values."""

from __future__ import annotations

from typing import Any

from reportdiff.model import Finding, Severity
from reportdiff.reading._block import Block, Extract, Mark, Role

_LAYOUT = ("indent", "size", "bold", "centred", "slanted", "underlined")


def answer_of(found: Extract) -> dict[str, Any]:
    """What was found as an answer."""
    findings = list(map(_finding, found.findings))
    return {"blocks": list(map(_row, found.blocks)), "total": found.total, "findings": findings}


def extract_of(answer: dict[str, Any]) -> Extract:
    """What an answer says was found."""
    return Extract(_blocks_of(answer), answer["total"], _findings_of(answer))


def _findings_of(answer: dict[str, Any]) -> list[Finding]:
    """The findings of an answer."""
    return [
        Finding(kind, Severity(severity), message, page=page)
        for kind, severity, message, page in answer["findings"]
    ]


def _blocks_of(answer: dict[str, Any]) -> list[Block]:
    """The blocks of an answer."""
    return [
        Block(
            text,
            Role(role),
            page,
            label=label,
            marks=tuple(Mark(*mark) for mark in marks),
            removed=removed,
            **dict(zip(_LAYOUT, layout, strict=True)),
        )
        for text, role, page, label, layout, marks, removed in answer["blocks"]
    ]


def _row(block: Block) -> list[Any]:
    marks = [(mark.label, mark.offset) for mark in block.marks]
    layout = [getattr(block, name) for name in _LAYOUT]
    return [block.text, block.role.value, block.page, block.label, layout, marks, block.removed]


def _finding(finding: Finding) -> list[Any]:
    return [finding.kind, finding.severity.value, finding.message, finding.page]
