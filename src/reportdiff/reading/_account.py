"""The account of a file's characters: where every one of them went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reportdiff.model import Account, Finding, Severity
from reportdiff.reading._block import Block
from reportdiff.reading._characters import visible
from reportdiff.reading._structure import Class


def in_blocks(blocks: Sequence[Block]) -> int:
    """The visible characters of blocks, with their labels, marks and what was left out when joining."""
    return sum(
        visible(block.text)
        + visible(block.label or "")
        + sum(visible(mark.label) for mark in block.marks)
        + block.removed
        for block in blocks
    )


def account_of(total: int, characters: Counter[Class]) -> tuple[Account, tuple[Finding, ...]]:
    """The account of `total` visible characters; what is in no class is not understood, with a finding."""
    counts = {name.value: characters[name] for name in Class}
    lost = total - sum(counts.values())
    if lost <= 0:
        return Account(total=total - lost, **counts), ()
    counts["not_understood"] += lost
    message = f"{lost} characters of the file are in no paragraph"
    return Account(total=total, **counts), (Finding("characters-lost", Severity.WARNING, message),)
