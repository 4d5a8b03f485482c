"""The named parts of a document: summary, annexes, enclosures, contents, and where its body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from statistics import median

from reportdiff.language.structure import StructureRules
from reportdiff.reading._block import Block, Role
from reportdiff.reading._characters import columns
from reportdiff.reading._cues import Cues, Reading
from reportdiff.reading._numbering import Label

_WIDEST_NAME = 60
_WIDEST_TITLE = 300
_LONG_FRONT = 120
_RESIZED = 0.06
_LABEL = r"(?P<label>[IVXLC]{1,6}|\d{1,2}|[A-Z]|[一二三四五六七八九十]{1,3}|\S{3,8}(?:\s\S{2,6})?)"


class PartName(StrEnum):
    """The parts that a heading can open by its words."""

    SUMMARY = "summary"
    CONTENTS = "contents"
    ANNEX = "annex"
    APPENDIX = "appendix"
    ENCLOSURE = "enclosure"


@dataclass(frozen=True, slots=True)
class Part:
    """A part opened by a block: its name, its label as printed, and its title if it stands there too."""

    name: PartName
    label: str | None
    title: str


def part_of_heading(text: str, first_line: int | None, rules: StructureRules) -> Part | None:
    """The annex or enclosure that a heading opens by its name, its title standing behind it.

    The name has a label, or a line of its own, `first_line` being the length of that.
    """
    alone = part_opened(text[:first_line].strip(), rules) if first_line else None
    if alone is not None and alone.name not in (PartName.SUMMARY, PartName.CONTENTS):
        return Part(alone.name, alone.label, text[first_line:].strip())
    for name, openers in _openers(rules):
        for word in openers:
            match = _titled_opener(word).match(text)
            if match is not None:
                return Part(name, match["printed"].strip(), text[match.end() :].strip())
    return None


def part_opened(text: str, rules: StructureRules) -> Part | None:
    """The part that a text opens, if it is nothing but the name of one."""
    if len(text) > _WIDEST_TITLE:
        return None
    for pattern in rules.annex_title:
        if pattern.fullmatch(text.strip()) and columns(text) <= _WIDEST_TITLE:
            return Part(PartName.ANNEX, None, text.strip())
    if columns(text) > _WIDEST_NAME:
        return None
    bare = re.sub(r"\s+", " ", text).strip(" :：.*").casefold()
    squeezed = bare.replace(" ", "")
    for name, words in ((PartName.SUMMARY, rules.summary), (PartName.CONTENTS, rules.contents)):
        if bare in words or squeezed in words:
            return Part(name, None, text.strip())
    for name, openers in _openers(rules):
        for word in openers:
            part = _labelled(text, word, name)
            if part:
                return part
    return None


def _openers(rules: StructureRules) -> tuple[tuple[PartName, tuple[str, ...]], ...]:
    return (
        (PartName.ANNEX, tuple(rules.annex)),
        (PartName.APPENDIX, tuple(rules.appendix)),
        (PartName.ENCLOSURE, tuple(rules.enclosure)),
    )


def _labelled(text: str, word: str, name: PartName) -> Part | None:
    match = _opener(word).fullmatch(text)
    if match is None:
        return None
    label = match["label"]
    if label and not re.fullmatch(r"[IVXLC]+|\d+|[A-Z]|[一二三四五六七八九十]+", label) and label.isascii():
        return None
    return Part(name, match["printed"].strip(), "")


@cache
def _opener(word: str) -> re.Pattern[str]:
    """A line that names a part by its word, alone or with a label."""
    return re.compile(rf"\s*(?P<printed>{re.escape(word)}\s*(?:{_LABEL})?)\s*[*.:：]*\s*", re.IGNORECASE)


@cache
def _titled_opener(word: str) -> re.Pattern[str]:
    """The name and label of a part at the start of a heading; a letter before a stop is a label, no word."""
    label = r"(?:[IVXLC]{1,6}|\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Z](?=\s*[.:：—–-]))"
    printed = rf"(?P<printed>{re.escape(word)}\s*{label})"
    return re.compile(rf"\s*{printed}(?![\w/])\s*[.:：—–-]*\s*(?=\S)", re.IGNORECASE)


def is_listed(index: int, cues: Cues) -> bool:
    """Whether a block that names a part is a line of the contents: these lines come again as headings."""
    texts = [reading.block.text for reading in cues.readings]
    part = part_opened(texts[index], cues.rules)
    if part is None or part.name in (PartName.SUMMARY, PartName.CONTENTS):
        return False
    start = next((place for place, text in enumerate(texts[:index]) if _is_contents(text, cues)), index)
    return not set(texts[start + 1 : index + 1]).isdisjoint(texts[index + 1 :])


def _is_contents(text: str, cues: Cues) -> bool:
    part = part_opened(text, cues.rules)
    return part is not None and part.name is PartName.CONTENTS


def body_start(cues: Cues) -> int:
    """The index of the first block that is no front matter.

    A numbered report begins at its summary, first numbered heading or paragraph 1, so that letters
    before them are front matter; another one begins at its first sentence, or the heading before it.
    """
    readings = cues.readings
    for index, reading in enumerate(readings):
        if _opens_body(index, reading, cues):
            return _with_headings_before(index, cues)
    if cues.habits.numbered:
        return 0
    first = next((index for index, reading in enumerate(readings) if _is_text(reading, cues)), 0)
    return _with_headings_before(first, cues)


def _with_headings_before(index: int, cues: Cues) -> int:
    """Where the headings begin that stand above the text that opens the body."""
    readings = cues.readings
    if not readings or not _is_text(readings[index], cues):
        return index
    while index and _is_named_heading(index - 1, readings[index - 1], cues):
        index -= 1
    names_a_part = index > 1 and any(
        _is_bare(label, readings[index - 2]) for label in readings[index - 2].labels
    )
    return index - 2 if names_a_part else index


def _is_bare(label: Label, reading: Reading) -> bool:
    """Whether a block is nothing but the name and number of a part, whose title stands in the next."""
    return label.is_named and not reading.after(label)


def _is_named_heading(index: int, reading: Reading, cues: Cues) -> bool:
    """Whether a block before the first sentence is a heading by its format, its number or its like below."""
    if reading.block.role is Role.HEADING:
        return True
    numbered = any("heading" in label.serves for label in reading.labels)
    may_be = cues.is_heading_like(index, reading.block.text)
    return may_be and (numbered or _has_its_like_below(index, reading.block, cues))


def _has_its_like_below(index: int, block: Block, cues: Cues) -> bool:
    """Whether a block that stands out looks as headings do that come after the first text."""
    below = cues.readings[index + 2 :]
    sizes = [reading.block.size or 0.0 for reading in below if reading.block.role is Role.TEXT]
    is_large = bool(sizes) and (block.size or 0.0) > (1 + _RESIZED) * median(sizes)
    if not (block.bold or block.slanted or block.underlined or is_large or block.text.isupper()):
        return False
    return any(
        _look_alike(block, reading.block) and cues.is_heading_like(place, reading.block.text)
        for place, reading in enumerate(below, index + 2)
    )


def _look_alike(one: Block, other: Block) -> bool:
    """Whether two blocks are set in one way."""
    if one.size is None or other.size is None or abs(one.size - other.size) > _RESIZED * one.size:
        return False
    looks = [(b.role, b.bold, b.slanted, b.underlined, b.centred) for b in (one, other)]
    return looks[0] == looks[1]


def _opens_body(index: int, reading: Reading, cues: Cues) -> bool:
    text = reading.block.text
    part = part_opened(text, cues.rules)
    if part:
        return part.name is not PartName.CONTENTS and not is_listed(index, cues)
    if any(_is_first_decimal(label, reading, cues) for label in reading.labels):
        return True
    if not cues.habits.numbered or cues.is_contents_line(text):
        return False
    return any(_is_first(index, reading, label.value, label.serves, cues) for label in reading.labels)


def _is_first_decimal(label: Label, reading: Reading, cues: Cues) -> bool:
    """Whether a paragraph is the first that a number in two parts numbers, such as 16.1."""
    is_first = bool(label.stem) and label.value == 1 and "paragraph" in label.serves
    return is_first and cues.ends_sentence(reading.after(label))


def _is_first(index: int, reading: Reading, value: int, serves: frozenset[str], cues: Cues) -> bool:
    if value != 1 and "paragraph" not in serves:
        return False
    text = reading.block.text
    if "paragraph" in serves and cues.is_sentence(text):
        return value == 1 or cues.comes_later(value + 1, index) is not None
    return value == 1 and "item" not in serves and cues.is_heading_like(index, text)


def _is_text(reading: Reading, cues: Cues) -> bool:
    text = reading.block.text
    if reading.block.role not in (Role.TEXT, Role.TABLE) or cues.is_contents_line(text):
        return False
    return cues.ends_sentence(text) or cues.leads_in(text) or columns(text) > _LONG_FRONT
