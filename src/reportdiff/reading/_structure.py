"""Blocks of any format to sections, paragraphs with addresses, footnotes and findings.

Addresses: paragraphs by their printed number (`42`), items below it (`93(b)`, `12(a)(i)`), in an annex
with its prefix (`annex1:12`, `annex1:enclosure1:3`), footnotes by their mark (`fn1`, `fn*`), the
summary `summary`, `summary:2`. A paragraph without a number is `p1`, `p2`, counted through each part;
front matter is counted apart (`front1`), so that what stands above a report's title does not
shift the numbers of its text. A number met a second time is `42~2`, with a finding.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reportdiff.language.structure import StructureRules
from reportdiff.model import Address, Finding, Kind, NoteMark, Paragraph, Section, Severity
from reportdiff.reading._block import Block, Mark, Role
from reportdiff.reading._characters import damaged, excerpt, overrides, visible
from reportdiff.reading._cues import Cues, Reading
from reportdiff.reading._headings import Headings
from reportdiff.reading._items import Items
from reportdiff.reading._lone_labels import with_lone_labels
from reportdiff.reading._misread import misread_number
from reportdiff.reading._numbering import Label, bullet_at_start, labels_at_start
from reportdiff.reading._outline import Addresses, Outline, Style
from reportdiff.reading._paragraph_numbers import Numbers
from reportdiff.reading._parts import Part, PartName, body_start, is_listed, part_of_heading, part_opened


class Class(StrEnum):
    """Where characters go in the account."""

    BODY = "body"
    HEADINGS = "headings"
    NOTES = "notes"
    TABLES = "tables"
    FRONT_MATTER = "front_matter"
    FURNITURE = "furniture"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Structured:
    """A document with its structure, before it is a report."""

    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[NoteMark, ...]
    findings: tuple[Finding, ...]
    characters: Counter[Class]


_ASIDE = (Role.FURNITURE, Role.UNKNOWN, Role.NOTE)
_CLASSES = {
    Kind.BODY: Class.BODY,
    Kind.SUBPARAGRAPH: Class.BODY,
    Kind.SUMMARY: Class.BODY,
    Kind.TABLE: Class.TABLES,
    Kind.FOOTNOTE: Class.NOTES,
    Kind.FRONT_MATTER: Class.FRONT_MATTER,
}


def structured(blocks: Sequence[Block], rules: StructureRules) -> Structured:
    """The structure of a document given as blocks in reading order."""
    shown = with_lone_labels([block for block in blocks if block.text.strip()], rules)
    reader = _Reader(Cues([block for block in shown if block.role not in _ASIDE], rules))
    for block in blocks:
        if not block.text.strip() and block.role is not Role.FURNITURE:
            reader.leave_out(block, block.label)
        elif block.role in _ASIDE:
            reader.set_aside(block)
    reader.read()
    return reader.outcome()


class _Reader:
    """Goes through the blocks once, in order, and knows where in the document it stands."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self._outline = Outline()
        self._addresses = Addresses()
        self._items = Items()
        self._headings = Headings(cues, self._outline)
        self._paragraphs: list[tuple[Paragraph, Block, int]] = []
        self._findings: list[Finding] = []
        self._characters: Counter[Class] = Counter()
        self._kind = Kind.FRONT_MATTER
        self._prefix = ""
        self._in_appendix = False
        self._numbers = Numbers(cues)
        self._counts: Counter[str] = Counter()
        self._untitled = False
        self._waiting: list[Mark] = []
        self._misreads = False

    # ------------------------------------------------------------------------ the walk

    def read(self) -> None:
        """Read all blocks of the text."""
        start = body_start(self._cues)
        for index, reading in enumerate(self._cues.readings):
            if index == start and self._kind is Kind.FRONT_MATTER:
                self._kind = Kind.BODY
            self._take(index, reading, in_front=index < start)

    def set_aside(self, block: Block) -> None:
        """Account for a block outside the text: a footnote, furniture, or what was not understood."""
        if block.role is Role.NOTE:
            label = block.label or "?"
            self._add(block, f"fn{label.strip('()[]./ ')}", Kind.FOOTNOTE, label, number=None, section=None)
            return
        self._count(block, Class.FURNITURE if block.role is Role.FURNITURE else Class.NOT_UNDERSTOOD)
        if block.role is Role.UNKNOWN:
            message = f"{visible(block.text)} characters here could not be placed: {excerpt(block.text)}"
            self._find("not-understood", Severity.WARNING, message, block)

    def leave_out(self, block: Block, label: str | None) -> None:
        """Account for a label that no text follows: its list goes on, but there is nothing to address."""
        self._count(block, Class.NOT_UNDERSTOOD)
        self._count_marks(block)
        if label:
            message = f"no text follows {label}"
            self._find("label-without-text", Severity.WARNING, message, block)

    def outcome(self) -> Structured:
        """Everything read, in the order of the document."""
        known = {
            paragraph.label: paragraph.address
            for paragraph, _, _ in self._paragraphs
            if paragraph.kind is Kind.FOOTNOTE
        }
        notes = self._note_marks()
        hung = {mark.address for mark in notes}
        for label, address in known.items():
            if address not in hung:
                self._findings.append(
                    Finding(
                        "note-without-mark",
                        Severity.INFO,
                        f"the mark of note {label} was not found in the text",
                        address,
                    )
                )
        paragraphs = [paragraph for paragraph, _, _ in self._paragraphs]
        in_text = [p for p in paragraphs if p.kind is not Kind.FOOTNOTE]
        apart = [p for p in paragraphs if p.kind is Kind.FOOTNOTE]
        return Structured(
            self._outline.sections, (*in_text, *apart), notes, tuple(self._findings), self._characters
        )

    def _take(self, index: int, reading: Reading, *, in_front: bool) -> None:
        block = reading.block
        if block.role is Role.TABLE:
            self._add_plain(block, Kind.FRONT_MATTER if in_front else Kind.TABLE, None)
            return
        part = part_opened(block.text, self._cues.rules) if not reading.labels else None
        if part is None and block.role is Role.HEADING:
            part = part_of_heading(block.text, block.first_line, self._cues.rules)
        if part and self._opens(part) and not is_listed(index, self._cues):
            self._open_part(part, block)
        elif in_front or (part and part.name is PartName.CONTENTS) or self._cues.is_contents_line(block.text):
            self._add_plain(block, Kind.FRONT_MATTER, None)
        else:
            self._place(index, reading)

    def _place(self, index: int, reading: Reading) -> None:
        """Take a block of the body as the first of the things it can be."""
        ways = (self._as_paragraph, self._as_run_in, self._as_item, self._as_heading)
        if not any(way(index, reading) for way in ways):
            self._as_plain(index, reading)

    # ------------------------------------------------------------------------ parts

    def _opens(self, part: Part) -> bool:
        if part.name is PartName.SUMMARY:
            return self._numbers.last == 0 and not self._counts["summary"]
        return part.name is not PartName.CONTENTS

    def _open_part(self, part: Part, block: Block) -> None:
        self._items.begin(None)
        self._count(block, Class.HEADINGS)
        self._hang_on_next(block)
        if part.name is PartName.SUMMARY:
            self._kind = Kind.SUMMARY
            self._outline.open_top(None, part.title, Style("summary"))
            return
        self._kind = Kind.BODY
        self._numbers.start_again()
        name = self._enter_division(part)
        self._outline.open(Style(name), part.label, part.title)
        self._untitled = not part.title

    def _enter_division(self, part: Part) -> str:
        """Open the part at its place and say what it is there.

        Annexes stand at the top; enclosures and appendices inside an annex are named after it. An appendix
        that no annex stands before is an annex itself.
        """
        in_annex = "annex" in self._prefix
        is_appendix = part.name is PartName.APPENDIX
        if part.name is PartName.ANNEX or not in_annex or (is_appendix and self._in_appendix):
            self._in_appendix = is_appendix
            name = "annex" if is_appendix else part.name.value
            self._outline.close_all()
            self._counts[name] += 1
            self._prefix = f"{name}{self._counts[name]}:"
            return name
        annex = self._prefix.split(":")[0]
        self._counts[f"{annex}:enclosure"] += 1
        self._prefix = f"{annex}:enclosure{self._counts[f'{annex}:enclosure']}:"
        return "enclosure"

    # ------------------------------------------------------------------------ numbered paragraphs

    def _as_paragraph(self, index: int, reading: Reading) -> bool:
        for label in reading.labels:
            if "paragraph" not in label.serves:
                continue
            text = reading.after(label)
            if self._numbers.numbers(index, label, text) and not self._is_list_number(index, label):
                self._add_numbered(reading, label)
                return True
        return self._as_misread(index, reading)

    def _as_misread(self, index: int, reading: Reading) -> bool:
        """Take a text whose number a scan misread."""
        due = self._numbers.last + 1
        label = misread_number(reading.block.text, due) if reading.block.label is None else None
        if label is None or self._kind is not Kind.BODY or not self._cues.is_sentence(reading.after(label)):
            return False
        if not self._numbers.is_missing(index) or not (self._misreads or self._numbers.goes_on(index)):
            return False
        self._misreads = True
        message = f"{label.printed} stands where paragraph {due} is due, and is taken for its number"
        self._find("number-misread", Severity.WARNING, message, reading.block, f"{self._prefix}{due}")
        self._add_numbered(reading, label)
        return True

    def _is_list_number(self, index: int, label: Label) -> bool:
        """Whether a number that starts again after a lead-in numbers a list."""
        restarts = label.value <= self._numbers.last and "item" in label.serves
        return (
            restarts and (self._cues.leads_in(self._cues.before(index)) or self._items.are_open) and index > 0
        )

    def _add_numbered(self, reading: Reading, label: Label) -> None:
        if self._kind is not Kind.BODY:
            self._kind = Kind.BODY
            self._outline.close_all()
        problem = self._numbers.take(label)
        if problem:
            self._find(problem[0], Severity.WARNING, problem[1], reading.block)
        wanted = f"{self._prefix}{label.core}" if label.stem else f"{self._prefix}{label.value}"
        number = None if label.stem else label.value
        address = self._add(
            reading.block, wanted, Kind.BODY, label.printed, number=number, cut=self._cut(reading, label)
        )
        self._items.begin(address)
        self._items.begin_inside(labels_at_start(reading.after(label), self._cues.rules))
        self._untitled = False

    # ------------------------------------------------------------------------ items

    def _as_item(self, index: int, reading: Reading) -> bool:
        if self._kind is not Kind.BODY:
            return False
        labels = reading.labels
        leads_in = self._cues.leads_in(self._cues.before(index))
        label = self._items.going_on(labels, leads_in=leads_in)
        if label and not self._items_end(index, reading, label):
            return self._add_item(reading, label)
        label = self._items.opening(labels)
        if label and self._may_open(index, reading, label, leads_in=leads_in):
            return self._add_item(reading, label)
        label = self._items.skipping(labels)
        if label and self._cues.is_sentence(reading.after(label)):
            message = f"an item is missing before {label.printed}"
            self._find("item-gap", Severity.WARNING, message, reading.block)
            return self._add_item(reading, label)
        return False

    def _items_end(self, index: int, reading: Reading, label: Label) -> bool:
        """Whether a label that goes on with a list is a heading's, which its style is due for as well."""
        heading = self._cues.is_heading_like(index, reading.after(label))
        closed = self._cues.ends_sentence(self._cues.before(index))
        return (
            heading
            and closed
            and self._outline.holds(label.style)
            and self._outline.expects(label.style, label.value)
        )

    def _may_open(self, index: int, reading: Reading, label: Label, *, leads_in: bool) -> bool:
        """Whether a first label opens a list: after a lead-in, or before a text that is no heading."""
        if reading.block.role is Role.HEADING:
            return False
        return (
            leads_in
            or self._cues.goes_on(self._cues.before(index))
            or not self._cues.is_heading_like(index, reading.after(label))
        )

    def _add_item(self, reading: Reading, label: Label) -> bool:
        wanted = self._items.take(label, reading.labels)
        text = reading.after(label)
        if not text:
            self.leave_out(reading.block, label.printed)
            return True
        cut = self._cut(reading, label)
        self._add(reading.block, wanted, Kind.SUBPARAGRAPH, label.printed, number=None, cut=cut)
        self._items.begin_inside(labels_at_start(text, self._cues.rules))
        return True

    # ------------------------------------------------------------------------ headings

    def _as_heading(self, index: int, reading: Reading) -> bool:
        block = reading.block
        label = self._headings.labelled(index, reading)
        if label:
            style = Style(label.style, level=block.level)
            self._open_section(block, style, label.printed, reading.after(label), label.value)
            self._untitled = not reading.after(label) and self._cues.is_like_next(index)
            return True
        if reading.labels and block.role is not Role.HEADING:
            return False
        if self._untitled and self._headings.may_be_title(block):
            self._entitle(block)
            return True
        if not self._headings.is_plain(index, block, self._numbers.last + 1):
            return False
        self._open_section(block, self._headings.style_of(block), block.label, block.text, 0)
        return True

    def _entitle(self, block: Block) -> None:
        """Take the block as the title of the annex whose name came just before."""
        self._untitled = False
        self._count(block, Class.HEADINGS)
        self._hang_on_next(block)
        self._outline.entitle(block.text)

    def _as_run_in(self, index: int, reading: Reading) -> bool:
        """The heading stays in its paragraph, where it is printed, and names the section as well."""
        found = self._headings.run_in(index, reading)
        if found is None:
            return False
        label, heading = found
        self._kind = Kind.BODY
        self._outline.open(Style(label.style), label.printed, heading, label.value)
        self._add_plain(reading.block, Kind.BODY, label.printed, cut=self._cut(reading, label))
        self._items.begin(None)
        return True

    def _open_section(self, block: Block, style: Style, label: str | None, heading: str, value: int) -> None:
        if self._kind is not Kind.BODY:
            self._kind = Kind.BODY
            self._outline.close_all()
        self._count(block, Class.HEADINGS)
        self._hang_on_next(block)
        self._outline.open(style, label, heading.strip(), value)
        self._items.begin(None)
        self._untitled = False

    # ------------------------------------------------------------------------ paragraphs

    def _as_plain(self, index: int, reading: Reading) -> None:
        block = reading.block
        self._untitled = self._untitled and block.text.startswith("[")
        if self._kind is Kind.SUMMARY:
            self._counts["summary"] += 1
            count = self._counts["summary"]
            wanted = "summary" if count == 1 else f"summary:{count}"
            self._add(block, wanted, Kind.SUMMARY, block.label, number=None)
            return
        bullet = 0 if block.label else bullet_at_start(block.text)
        label = block.label or (block.text[:bullet].strip() or None)
        kind = Kind.TABLE if self._headings.is_cell(index) else Kind.BODY
        address = self._add_plain(block, kind, label, cut=bullet)
        if not bullet and not self._items.are_open:
            self._items.begin(address)

    def _add_plain(self, block: Block, kind: Kind, label: str | None, *, cut: int = 0) -> Address:
        stem = "front" if kind is Kind.FRONT_MATTER else f"{self._prefix}p"
        self._counts[stem] += 1
        return self._add(block, f"{stem}{self._counts[stem]}", kind, label, number=None, cut=cut)

    def _cut(self, reading: Reading, label: Label) -> int:
        """How many characters of the block's text are its label."""
        return 0 if reading.block.label else label.end

    def _add(
        self,
        block: Block,
        wanted: Address,
        kind: Kind,
        label: str | None,
        *,
        number: int | None,
        section: str | None = "",
        cut: int = 0,
    ) -> Address:
        address, free = self._addresses.give(wanted)
        place = self._outline.current if section == "" and kind is not Kind.FRONT_MATTER else section or None
        self._paragraphs.append(
            (
                Paragraph(address, number, label, place, kind, block.text[cut:], block.page, block.line),
                self._with_waiting(block, kind),
                cut,
            )
        )
        self._count(block, _CLASSES[kind])
        self._count_marks(block)
        if not free and kind is not Kind.FOOTNOTE:
            self._find(
                "address-repeated",
                Severity.WARNING,
                f"{wanted} stands twice; this one is {address}",
                block,
                address,
            )
        if damaged(block.text):
            message = f"{damaged(block.text)} characters here are not readable"
            self._find("damaged-text", Severity.WARNING, message, block, address)
        if overrides(block.text):
            message = f"{overrides(block.text)} signs here turn the direction of writing: it reads otherwise"
            self._find("direction-override", Severity.WARNING, message, block, address)
        return address

    def _hang_on_next(self, block: Block) -> None:
        """Keep the marks of a heading for the paragraph below it: notes hang on paragraphs alone."""
        self._count_marks(block)
        self._waiting += [Mark(mark.label, 0) for mark in block.marks]

    def _with_waiting(self, block: Block, kind: Kind) -> Block:
        if not self._waiting or kind is Kind.FOOTNOTE:
            return block
        waiting, self._waiting = self._waiting, []
        return replace(block, marks=(*waiting, *block.marks))

    def _count(self, block: Block, where: Class) -> None:
        self._characters[where] += visible(block.text) + visible(block.label or "") + block.removed

    def _count_marks(self, block: Block) -> None:
        self._characters[Class.NOTES] += sum(visible(mark.label) for mark in block.marks)

    def _note_marks(self) -> tuple[NoteMark, ...]:
        """Every mark at its place, joined to the note of its label that comes next."""
        notes: dict[str, list[Paragraph]] = {}
        for paragraph, _, _ in self._paragraphs:
            if paragraph.kind is Kind.FOOTNOTE:
                notes.setdefault((paragraph.label or "").strip("()[]./ "), []).append(paragraph)
        found = []
        for paragraph, block, cut in self._paragraphs:
            for mark in block.marks:
                candidates = notes.get(mark.label.strip("()[]./ "), [])
                if candidates:
                    at = bisect_left(candidates, paragraph.page or 0, key=lambda one: one.page or 0)
                    note = candidates[min(at, len(candidates) - 1)]
                    offset = max(0, mark.offset - cut)
                    found.append(NoteMark(note.address, paragraph.address, min(offset, len(paragraph.text))))
        return tuple(found)

    def _find(
        self, kind: str, severity: Severity, message: str, block: Block, address: Address | None = None
    ) -> None:
        self._findings.append(Finding(kind, severity, message, address, page=block.page, line=block.line))
