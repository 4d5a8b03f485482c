"""Lines of a script written from the right, as converters that keep places print them: labels come last.

Within a line such converters also put signs and figures in another order than is read. That is not undone,
for it cannot be told from what the author wrote, but it becomes a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportdiff.reading._block import Block
from reportdiff.reading._lines import Line

_RIGHT = re.compile("[\u0590-\u08ff]")
_LABEL = (
    r"(?P<label>[-–]\d{1,3}|\d{1,3}[-–.]|\(\s?[^\W\d_]{1,2}\s?\)|[‘’'\"]{2}\d{1,2}|[‘’'\"]\d{1,2}[‘’'\"])"
)
_LAST = re.compile(rf"(?P<text>.*\S)(?P<gap>\s{{2,}}){_LABEL}")
_GAPS = re.compile(r"(\s{3,})")
_ALONE = re.compile(_LABEL)
_NUMBERED_HEADING = re.compile(r"[-–]\s(?P<number>\d{1,2})(?=[^\W\d_])")
_MISPLACED = re.compile(r"(?<=\s)[،؛.:؟](?=\w)")


def from_right(lines: Sequence[Line]) -> list[Line]:
    """The lines with labels first; where they begin on the right is not kept, for it is not exact."""
    if 2 * sum(1 for line in lines if _RIGHT.search(line.text)) < len(lines):
        return list(lines)
    return [replace(line, text=_label_first(line.text), led=0) for line in lines]


def _label_first(text: str) -> str:
    alone, last = _ALONE.fullmatch(text), _LAST.fullmatch(text)
    if alone:
        return _as_printed(alone["label"])
    if last and _RIGHT.search(last["text"]):
        return f"{_as_printed(last['label'])}{last['gap']}{last['text']}"
    cells = _GAPS.split(text)
    if len(cells) > 1:
        return "".join(reversed(cells))
    return _NUMBERED_HEADING.sub(r"\g<number>- ", text, count=1)


def _as_printed(label: str) -> str:
    """A label with its signs where they are read: `1-` for `-1`, `‘1’` for two signs and the number."""
    label = label.replace(" ", "")
    if label[0] in "-–":
        return label[1:] + label[0]
    return f"{label[0]}{label[2:]}{label[1]}" if re.fullmatch(r"[‘’'\"]{2}\d+", label) else label


def with_doubts(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those marked whose signs stand before the space that should come after them."""
    return [_doubted(block) if _RIGHT.search(block.text) else block for block in blocks]


def _doubted(block: Block) -> Block:
    count = len(_MISPLACED.findall(block.text))
    said = f"{count} signs stand on the wrong side of a space: their order is the converter's"
    return replace(block, doubtful=said) if count and not block.doubtful else block
