"""Lines written from the right, as they stand on paper, to the order in which they are read.

The Unicode bidirectional algorithm the other way round, for what reports have: letters and signs go from
the right, figures and words in other scripts go from the left.
"""

from __future__ import annotations

import re

_RTL = "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_MARKS = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
_LETTER = rf"[^\W\d_{_RTL}]"
_WORD = rf"{_LETTER}(?:[^\W{_RTL}]|[.,/&'’:+-](?=[^\W{_RTL}]))*"
_FIGURE = r"\d+(?:[.,/:\u066b\u066c]\d+)*"
_NEUTRAL = rf"[^\w(){{}}\[\]{_RTL}]{{1,3}}"
_WORDS = rf"(?:{_WORD}|{_FIGURE})(?:{_NEUTRAL}(?:{_WORD}|{_FIGURE}))*"
_LEVEL = rf"{_WORD}(?:{_NEUTRAL}(?:{_WORD}|{_FIGURE})| ?[()]{_WORDS}[()])*"
_PIECE = re.compile(rf"(?P<level>{_LEVEL}|{_FIGURE})|.[{_MARKS}]*", re.DOTALL)
# Between figures that stand by themselves, a hyphen or plus sign joins as a point does.
_LONE_PIECE = re.compile(rf"(?P<level>{_LEVEL}|\d+(?:[-+.,/:]\d+)*)|.[{_MARKS}]*", re.DOTALL)
_RTL_LETTER = re.compile(rf"[{_RTL}]")
_LATIN = re.compile(_LETTER)
_TURNED = re.compile(r"[^()\[\]]*[)\]]")
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
_QUOTES = {"‘": "’", "“": "”"}
_SIGNS = {sign: pair for pair in (_PAIRS | _QUOTES).items() for sign in pair}


def logical(visual: str) -> str:
    """The characters of a line from the left, in reading order."""
    if _RTL_LETTER.search(visual):
        return _reversed(visual, _PIECE)
    # Words of other scripts alone are left as they are, unless their brackets say that they were turned.
    if _LATIN.search(visual) and not _TURNED.match(visual):
        return visual
    return _reversed(visual, _LONE_PIECE)


def _reversed(visual: str, pieces: re.Pattern[str]) -> str:
    return "".join(reversed([match.group() for match in pieces.finditer(visual)]))


def paired(text: str) -> str:
    """The text with signs in pairs told to open or close by what stands beside them.

    Files say nothing reliable of it: some hold the sign that is seen, some the one that is meant.
    """
    found, opened = list(text), []
    for place, sign in enumerate(text):
        if sign not in _SIGNS:
            continue
        pair = _SIGNS[sign]
        before, after = text[place - 1 : place].strip(), text[place + 1 : place + 2].strip()
        if pair[0] in _QUOTES and bool(before) == bool(after):
            continue  # an apostrophe
        opens = not before if bool(before) != bool(after) else pair not in opened
        found[place] = pair[0] if opens else pair[1]
        if opens:
            opened.append(pair)
        elif pair in opened:
            opened.remove(pair)
    return "".join(found)
