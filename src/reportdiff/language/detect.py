"""Tells the language of a text that does not say it."""

from __future__ import annotations

from functools import cache

_SAMPLE = 20_000
_FEWEST_LETTERS = 20


def language_of(text: str) -> str:
    """The BCP 47 code of the language that most of the text is in, `und` where there is too little of it."""
    letters = sum(map(str.isalpha, text[:_SAMPLE]))
    if letters < _FEWEST_LETTERS:
        return "und"
    from py3langid.langid import classify  # type: ignore[import-untyped]  # loads its model on first use

    middle = max(0, len(text) // 2 - _SAMPLE // 2)
    language, _ = classify(text[middle : middle + _SAMPLE])
    return str(language)


def knows(code: str) -> bool:
    """Whether `language_of` can tell the language of this code (ISO 639) from others."""
    return code in _codes()


@cache
def _codes() -> frozenset[str]:
    from py3langid.langid import rank

    return frozenset(str(language) for language, _ in rank(""))
