"""Changes between two texts in pieces that a reader can take in."""

from __future__ import annotations

from collections.abc import Sequence

from reportdiff.language.tokens import is_unspaced
from reportdiff.textdiff._matcher import Opcode, SequenceMatcher


def word_changes(old: str, new: str, language: str | None = None) -> list[Opcode]:
    """Opcodes over whole words (single characters in scripts without spaces), numbers and dates uncut.

    Spaces and signs that stay the same between two changes are part of one change.

    Args:
        old: The older text.
        new: The newer one.
        language: BCP 47, if known.

    Returns:
        Opcodes as from `SequenceMatcher.get_opcodes`, in offsets of characters, that rebuild both texts.
    """
    words = not is_unspaced(old + new)
    matcher = SequenceMatcher(None, old, new, autojunk=False, words=words, language=language)
    return _joined([_opcode(code) for code in matcher.get_opcodes()], old)


def _opcode(code: Sequence[object]) -> Opcode:
    tag, i1, i2, j1, j2 = code
    return str(tag), int(str(i1)), int(str(i2)), int(str(j1)), int(str(j2))


def _joined(codes: list[Opcode], old: str) -> list[Opcode]:
    found: list[Opcode] = []
    for place, code in enumerate(codes):
        changed = code[0] != "equal"
        after_change = bool(found) and found[-1][0] != "equal"
        before_change = place < len(codes) - 1
        bare = not any(map(str.isalnum, old[code[1] : code[2]]))
        if after_change and (changed or (bare and before_change)):
            found.append(_with(found.pop(), code))
        else:
            found.append(code)
    return found


def _with(one: Opcode, other: Opcode) -> Opcode:
    return _named(one[1], other[2], one[3], other[4])


def _named(i1: int, i2: int, j1: int, j2: int) -> Opcode:
    tag = "insert" if i1 == i2 else "delete" if j1 == j2 else "replace"
    return tag, i1, i2, j1, j2
