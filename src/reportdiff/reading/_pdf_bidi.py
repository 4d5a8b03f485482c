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
_PIECE = re.compile(rf"(?P<level>{_WORD}(?: (?:{_WORD}|{_FIGURE}))*|{_FIGURE})|.[{_MARKS}]*", re.DOTALL)
_RTL_LETTER = re.compile(rf"[{_RTL}]")
_LATIN = re.compile(_LETTER)
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
_SIGNS = {sign: pair for pair in _PAIRS.items() for sign in pair}


def logical(visual: str) -> str:
    """The characters of a line from the left, in reading order."""
    if not _RTL_LETTER.search(visual) and (_LATIN.search(visual) or " " not in visual.strip()):
        return visual
    return _paired("".join(reversed([match.group() for match in _PIECE.finditer(visual)])))


def _paired(text: str) -> str:
    """The text with signs in pairs told to open or close by what stands beside them.

    Files say nothing reliable of it: some hold the sign that is seen, some the one that is meant.
    """
    found, opened = list(text), []
    for place, sign in enumerate(text):
        if sign not in _SIGNS:
            continue
        pair = _SIGNS[sign]
        before, after = text[place - 1 : place].strip(), text[place + 1 : place + 2].strip()
        opens = not before if bool(before) != bool(after) else pair not in opened
        found[place] = pair[0] if opens else pair[1]
        if opens:
            opened.append(pair)
        elif pair in opened:
            opened.remove(pair)
    return "".join(found)
