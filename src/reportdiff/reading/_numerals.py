"""Numbers as word processors and browsers print them before paragraphs: 12, xii, l, 十二, л."""

from __future__ import annotations

import re
from collections.abc import Callable

from reportdiff.reading._limits import MAX_LISTED

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 3999
_WHOLE = re.compile("-?[0-9]{1,9}")
_CHINESE = "〇一二三四五六七八九"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"


def whole(text: str | None) -> int | None:
    """The whole number that an attribute says; None if it says none, or one that no document reaches."""
    return int(text) if text and _WHOLE.fullmatch(text) else None


def numeral(number: int, form: str) -> str:
    """A number in a form by the name that Word gives it; in digits for a form that is not known."""
    return _FORMS.get(form, str)(number)


def _roman(number: int) -> str:
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (number // worth)
        number %= worth
    return text


def _letters(alphabet: str) -> Callable[[int], str]:
    """Letters as Word counts them: after z come aa, bb, cc."""

    def shown(number: int) -> str:
        if not 0 < number <= MAX_LISTED:
            return str(number)
        return alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)

    return shown


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return "".join(_CHINESE[int(digit)] for digit in str(abs(number)))
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _CHINESE[ones]
    return (_CHINESE[tens] if tens > 1 else "") + "十" + (_CHINESE[ones] if ones else "")


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


def _bracketed_chinese(number: int) -> str:
    return chr(0x321F + number) if 1 <= number <= 10 else f"({_chinese(number)})"


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _letters(_LATIN.upper()),
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _letters(_RUSSIAN.upper()),
    "arabicAlpha": _letters(_ARABIC),
    "arabicAbjad": _letters(_ABJAD),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": lambda number: "".join(_CHINESE[int(digit)] for digit in str(abs(number))),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": lambda number: str(number).translate({48 + i: 0xFF10 + i for i in range(10)}),
}
