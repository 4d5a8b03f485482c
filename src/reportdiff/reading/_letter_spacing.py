"""Words whose letters extraction has moved apart (`e volution`), mended by the document's other words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reportdiff.reading._block import Block, Mark

_WORD = re.compile(r"[^\W\d_]+")
_APART = re.compile(r"(?<![\w’'-])(?P<first>[^\W\d_]) (?P<rest>[^\W\d_]{3,})(?![\w-])")
_OWN_WORDS = "aàiouyаивкосуя"
_OFTEN = 3
_SPACED_OUT = re.compile(r"(?<![\w’'-])[^\W\d_](?: [^\W\d_]){3,}(?![\w-])")


def mended(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with such words whole again.

    A letter joins the rest of a word where the document has the whole word elsewhere and the rest by itself
    nowhere; letters that all stand apart join where the document has the word that they make.
    """
    texts = [block.text for block in blocks]
    if not any(_APART.search(text) or _SPACED_OUT.search(text) for text in texts):
        return list(blocks)
    words = Counter(word.casefold() for text in texts for word in _WORD.findall(text))
    rests = Counter(match["rest"].casefold() for text in texts for match in _APART.finditer(text))
    return [_mended(block, words, rests) for block in blocks]


def _mended(block: Block, words: Counter[str], rests: Counter[str]) -> Block:
    spaces = [
        place
        for match in (*_APART.finditer(block.text), *_SPACED_OUT.finditer(block.text))
        if _is_word(match, words, rests)
        for place in range(*match.span())
        if block.text[place] == " "
    ]
    if not spaces:
        return block
    text = "".join(char for place, char in enumerate(block.text) if place not in spaces)
    marks = [
        Mark(mark.label, mark.offset - sum(1 for place in spaces if place < mark.offset))
        for mark in block.marks
    ]
    return replace(block, text=text, marks=tuple(marks))


def _is_word(match: re.Match[str], words: Counter[str], rests: Counter[str]) -> bool:
    """Whether the document has the whole word, but the rest of it only where its first letter stands apart.

    Of letters that are words themselves more is asked: `a round` is not `around` read badly.
    """
    whole = match.group().replace(" ", "").casefold()
    rest = match.groupdict().get("rest")
    alone = words[rest.casefold()] - rests[rest.casefold()] if rest else 0
    enough = _OFTEN if rest and match["first"].casefold() in _OWN_WORDS else 1
    return words[whole] >= enough and alone == 0
