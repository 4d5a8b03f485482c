"""Whether a text is in the language that its folder or its reader said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reportdiff.language.detect import knows, language_of
from reportdiff.model import Finding, Severity
from reportdiff.reading._characters import is_wide

_SAMPLES, _LENGTH = 25, 600
_FEWEST_LETTERS, _FEWEST_IN_ALL = 60, 600
_WIDE_LETTER, _FIRST_WIDE = 3, "\u1100"
_MOST, _FEW = 0.85, 0.05


def language_mismatch(said: str, texts: Sequence[str]) -> list[Finding]:
    """A finding where nearly all of the text is surely in another language than was said.

    Each of some 25 paragraphs, spread over the document, is told by itself, so that mixed texts and
    quotations give none; nor do short texts, or a language that cannot be told from others.
    """
    primary = said.lower().replace("_", "-").split("-")[0]
    if not knows(primary):
        return []
    long = [text[:_LENGTH] for text in texts if _letters(text[:_LENGTH]) >= _FEWEST_LETTERS]
    letters: Counter[str] = Counter()
    for text in long[:: len(long) // _SAMPLES + 1]:
        letters[language_of(text)] += _letters(text)
    if letters.total() < _FEWEST_IN_ALL:
        return []
    language, count = letters.most_common(1)[0]
    is_other = count >= _MOST * letters.total() and letters[primary] <= _FEW * letters.total()
    if language in ("und", primary) or not is_other:
        return []
    message = f"the text is in “{language}”, but was read as “{said}”: check its folder or --language"
    return [Finding("language-mismatch", Severity.WARNING, message)]


def _letters(text: str) -> int:
    """How many letters a text has, those of scripts without spaces counting as three."""
    wide = (
        0
        if text.isascii()
        else sum(1 for char in text if char >= _FIRST_WIDE and is_wide(char) and char.isalpha())
    )
    return sum(map(str.isalpha, text)) + (_WIDE_LETTER - 1) * wide
