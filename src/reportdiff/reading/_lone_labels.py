"""Labels that stand alone on their line, as lists taken from tables and web pages have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportdiff.language.structure import StructureRules
from reportdiff.reading._block import Block, Mark, Role
from reportdiff.reading._numbering import bullet_at_start, labels_at_start

_BULLETS = tuple("•▪◦●○■□‣∙·")
_ASIDE = (Role.NOTE, Role.FURNITURE, Role.UNKNOWN)


def with_lone_labels(blocks: Sequence[Block], rules: StructureRules) -> list[Block]:
    """The blocks with each label that is all of one put before the text that follows, if that has none."""
    found: list[Block] = []
    held: Block | None = None
    aside: list[Block] = []
    for block in blocks:
        if held is not None and block.role in _ASIDE:
            aside.append(block)
            continue
        if held is not None and _may_take(held, block, rules):
            block = _labelled(held, block)  # noqa: PLW2901
        elif held is not None:
            found.append(held)
        found += aside
        held, aside = (block, []) if _is_lone(block, rules) else (None, [])
        if held is None:
            found.append(block)
    return [*found, *([held] if held else []), *aside]


def _is_lone(block: Block, rules: StructureRules) -> bool:
    """Whether a block is nothing but a label. A bare number may be anything, and `Part II` is a heading."""
    if block.role not in (Role.TEXT, Role.HEADING) or block.label or block.marks:
        return False
    return block.text in _BULLETS or any(
        label.end == len(block.text) and label.core != label.printed and not label.is_named
        for label in labels_at_start(block.text, rules)
    )


def _may_take(held: Block, block: Block, rules: StructureRules) -> bool:
    if (block.role, block.level) != (held.role, held.level) or block.label:
        return False
    is_near = held.page is None or block.page is None or block.page - held.page <= 1
    return is_near and not labels_at_start(block.text, rules) and not bullet_at_start(block.text)


def _labelled(held: Block, block: Block) -> Block:
    """The block with the label before its text, at the place of the label."""
    lead = f"{held.text} "
    marks = tuple(Mark(mark.label, mark.offset + len(lead)) for mark in block.marks)
    return replace(
        block,
        text=lead + block.text,
        page=held.page,
        line=held.line,
        indent=held.indent,
        marks=marks,
        removed=held.removed + block.removed,
    )
