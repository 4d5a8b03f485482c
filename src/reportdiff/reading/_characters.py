"""Single characters: what counts, what is invisible, what is a remnant of typesetting."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202c\u2060-\u2064\u2066-\u2069\ufeff]"
)
_OVERRIDE = re.compile("[\u202d\u202e]")
# Without the signs that stand for whole phrases, which are shown as they are.
_PRESENTATION = re.compile("[\ufb00-\ufb06\ufb50-\ufdf9\ufe70-\ufefc]+")
_DAMAGED = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
_LETTERS_APART = re.compile(r"(?<![\w.’'-])[a-zà-ÿа-я](?: [a-zà-ÿа-я]){4,}(?![\w.’'-])")
_TRAILING = re.escape(bytes(range(0x80, 0xC0)).decode("cp1252", "ignore"))
_GARBLED = re.compile(f"[\u00c2-\u00df][{_TRAILING}]|[\u00e0-\u00ef][{_TRAILING}]{{2}}")
_SEPARATORS = str.maketrans(
    {
        "\u2028": " ",
        "\u2029": " ",
        "\x0b": " ",
        "\x85": " ",
        "\x1c": " ",
        "\x1d": " ",
        "\x1e": " ",
        "\x1f": " ",
    }
)
_WIDE = {"W", "F"}
_EXCERPT = 60


class _Widths(dict[str, int]):
    """The width of each character met so far in half-width columns."""

    def __missing__(self, char: str) -> int:
        self[char] = width = 2 if unicodedata.east_asian_width(char) in _WIDE else 1
        return width


class _Shown(dict[str, bool]):
    """Whether each character met so far shows."""

    def __missing__(self, char: str) -> bool:
        is_shown = not char.isspace() and (char.isprintable() or bool(_DAMAGED.match(char)))
        self[char] = is_shown
        return is_shown


_WIDTHS, _SHOWN = _Widths(), _Shown()


def with_line_feeds(text: str) -> str:
    """The text with line feeds as its only line ends; other separators are spaces, form feeds stay."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_SEPARATORS)


def cleaned(text: str) -> str:
    """The text without what never shows, such as soft hyphens, with ligatures and Arabic forms as letters.

    Signs that override the direction of writing stay: with them a reader sees another order of characters.
    """
    text = _INVISIBLE.sub("", text)
    return _PRESENTATION.sub(lambda run: unicodedata.normalize("NFKC", run.group()), text)


def visible(text: str) -> int:
    """How many characters of the text show: neither white space nor control nor format characters."""
    return sum(map(_SHOWN.__getitem__, text))


def excerpt(text: str) -> str:
    """The beginning of a text, to be shown where something is said of it."""
    return f"“{text}”" if len(text) <= _EXCERPT else f"“{text[:_EXCERPT].rstrip()}…”"


def damaged(text: str) -> int:
    """How many characters say nothing: replacement characters, private-use glyphs, letters set apart."""
    apart = sum(len(run.replace(" ", "")) for run in _LETTERS_APART.findall(text))
    return len(_DAMAGED.findall(text)) + apart


def garbled(text: str) -> int:
    """How many groups of characters are UTF-8 that was read as Windows-1252, where most others are too."""
    groups = _GARBLED.findall(text) if not text.isascii() else []
    foreign = sum(1 for char in text if char > "\x7f") if groups else 0
    return len(groups) if sum(map(len, groups)) > 0.5 * foreign else 0


def overrides(text: str) -> int:
    """How many signs override the direction of writing, so that the text reads otherwise than it shows."""
    return len(_OVERRIDE.findall(text))


def columns(text: str) -> int:
    """The width of the text in half-width columns, wide characters counting two."""
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


def is_wide(char: str) -> bool:
    """Whether the character is set full width, as Chinese characters and their punctuation are."""
    return unicodedata.east_asian_width(char) in _WIDE or char in "“”‘’…—"


def joined(before: str, after: str) -> str:
    """Two pieces of a broken line as one: with a space between words, with none beside a wide character.

    A hyphen at the end of a line stays and takes no space.
    """
    if not before or not after:
        return before + after
    last, first = before[-1], after[0]
    if is_wide(last) and not (last in "“”‘’…—" and not is_wide(first)):
        return before + after
    if is_wide(first) and first not in "“”‘’…—":
        return before + after
    if last in "-\u2010\u2011" and len(before) > 1 and not before[-2].isspace():
        return before + after
    return f"{before} {after}"
