"""What a printed number is worth: digits with separators, and words of which one number is made."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

_ASCII = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3, "\u066c \u00a0\u2009\u202f\n，"
)
_MOST_DIGITS = 18  # a longer run of digits is a code, a serial number or a torn table, and counts nothing
PLACES = Decimal("0.0001")
"""To what a fraction is rounded."""

Part = tuple[Decimal, bool]
"""A word of a number: its value, and whether it multiplies what stands before it."""


def digits_value(printed: str, group: str, decimal: str) -> Decimal | None:
    """The value of digits; None for more than a number has.

    Args:
        printed: digits of any script with their separators, perhaps a fraction in one character (2½).
        group: the mark between thousands.
        decimal: the marks before decimals; where `group` is among them, the places after it decide.
    """
    vulgar = Decimal(0)
    if unicodedata.category(printed[-1]) == "No":
        vulgar = Decimal(str(unicodedata.numeric(printed[-1]))).quantize(PLACES).normalize()
        printed = printed[:-1].rstrip()
    plain = printed.translate(_ASCII).replace("\u066b", ".")
    if group in decimal:
        plain = _by_places(plain, group)
    elif decimal == ",":
        plain = plain.replace(".", "").replace(",", ".") if group == "." else plain.replace(",", ".")
    else:
        plain = plain.replace(",", "")
    if plain.count(".") > 1 or len(plain) > _MOST_DIGITS:
        return None
    return Decimal(plain) + vulgar


def _by_places(plain: str, mark: str) -> str:
    """A number whose mark parts thousands where three digits follow, else decimals: 9,600 but 4,2."""
    groups = plain.split(mark)
    parted = not plain.startswith("0") and all(len(group.split(".")[0]) == 3 for group in groups[1:])
    return "".join(groups) if parted else ".".join(groups)


def is_one_number(parts: Sequence[Part], *, units_first: bool) -> bool:
    """Whether plain values that stand side by side shrink (twenty-five), as those of one number do."""
    return all(
        second[1] or first[1] or holds(first[0], second[0]) or (units_first and holds(second[0], first[0]))
        for first, second in pairwise(parts)
    )


def holds(first: Decimal, second: Decimal) -> bool:
    """Whether a value has room for another in its zeros: 20 for 5, 200 for 50 and 5."""
    if first == 0:
        return True
    room = 10 ** (len(str(first)) - len(str(first).rstrip("0")))
    return first >= 20 and second < room


def words_value(parts: Sequence[Part]) -> Decimal:
    """Two hundred and five: what stands before the greatest multiplier counts it, what follows is added."""
    multipliers = [value for value, multiplies in parts if multiplies]
    if not multipliers:
        return sum((value for value, _ in parts), Decimal(0))
    index = max(i for i, part in enumerate(parts) if part == (max(multipliers), True))
    count = words_value(parts[:index]) if index else Decimal(1)
    return count * parts[index][0] + words_value(parts[index + 1 :])


def words_scale(parts: Sequence[Part]) -> Decimal:
    """The multiplier that closes a number, of which "two to three hundred" says the other end too; else 1."""
    last, multiplies = parts[-1]
    greatest = max(value for value, _ in parts)
    return last if multiplies and len(parts) > 1 and last == greatest and last >= 100 else Decimal(1)
