"""The form of a text on which it is compared: what is only typography is folded away."""

from __future__ import annotations

import re
import unicodedata

_CJK = "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"

# NFKC would also turn 10² into 102 and ½ into 1⁄2, which changes what is said.
_KEPT = frozenset("²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞™℠")

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′‹›`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»「」『』〝〞", '"'),
        **dict.fromkeys("‐‑‒–—―−─﹘﹣", "-"),
        **dict.fromkeys(
            "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c\u202a\u202b\u202c\u202d\u202e", ""
        ),
        **dict.fromkeys(
            "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652", ""
        ),  # Arabic lengthening, vowels
        **dict.fromkeys("・‧∙", "·"),
        "〔": "(",
        "〕": ")",
        "〇": "零",
        "。": ".",
        "、": ",",
    }
)

_BULLET = re.compile(r"^[•●▪■◦○‣➢] ?(?=[^ ])")
_LABEL = re.compile(
    r"""(?:
        \(? (?: \d{1,3} | [a-zA-Z] | [ivxIVX]{1,6} ) (?: \)\.? | \. ) (?=[\s"""
    + _CJK
    + r"""])
      | \d{1,3} , (?=["""
    + _CJK
    + r"""])
      | \( [一二三四五六七八九十]{1,3} \)
      | [一二三四五六七八九十]{1,3} [,.]
      | [·*-] \s
    )\s*(?=\S)""",
    re.VERBOSE,
)
_SPACES = re.compile(r"\s+")
_SPACE_BESIDE_CJK = re.compile(rf"(?<=[{_CJK}]) | (?=[{_CJK}])")
_SPACE_BEFORE_SIGN = re.compile(r" (?=[,.;:!?%)\]])|(?<=[(\[]) ")
_SPACE_IN_QUOTES = re.compile(r'(^|[\s(])" | "(?=$|[\s,.;:!?)])')


def normalise(text: str) -> str:
    """The text without differences of width, quotes, dashes, spaces, ligatures, soft hyphens or bullets.

    Offsets in the result mean nothing in the original. Case and wording are kept, and so is what looks like
    the number of a list item: in running text it may as well be an ordinal, a day or an initial.
    """
    folded = (
        unicodedata.normalize("NFKC", text)
        if _KEPT.isdisjoint(text)
        else "".join(c if c in _KEPT else unicodedata.normalize("NFKC", c) for c in text)
    )
    folded = _SPACES.sub(" ", folded.translate(_FOLDED)).strip()
    folded = _SPACE_BESIDE_CJK.sub("", folded)
    folded = _SPACE_BEFORE_SIGN.sub("", folded)
    folded = _SPACE_IN_QUOTES.sub(r'\1"', folded)
    return _BULLET.sub("", folded, count=1)


def list_label(normal: str) -> str:
    """What stands at the head of a normal form as the label of a list item does, or nothing."""
    match = _LABEL.match(normal)
    return match.group() if match else ""
