"""What the template of the report page may ask for: every text that comes out is safe to print."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from markupsafe import Markup

from reportdiff.model import Address, Finding, Link, Paragraph, QuantityChange, Section, Shape
from reportdiff.output._anchors import NEW, OLD, anchor, document_link
from reportdiff.output._catalogue import catalogue
from reportdiff.output._inline import html, plain
from reportdiff.output._marked_text import marked_text, shown
from reportdiff.output._marks import Marks, changed_words, shared_phrases
from reportdiff.output._pair import Pair
from reportdiff.output._phrases import WHATS
from reportdiff.output._provenance_phrases import ProvenancePhrases
from reportdiff.output.report_page._beside import beside_by_place
from reportdiff.output.report_page._blocks import (
    Block,
    Fold,
    Group,
    Stub,
    blocks_of,
    groups_of,
    is_typographic,
)
from reportdiff.output.report_page._facts import QUANTITY, facts_by_address
from reportdiff.output.report_page._linked import PageCatalogue
from reportdiff.output.report_page._renumbered import renumberings

_FIGURE_REASONS = {"party count changed", "funding figure changed", "only figures differ", "quantities moved"}
_SIGNALS = 6
"""Signals of a link that are named; the others are told as one."""
_CELL = 60
"""Characters of text that make the heat strip's cell one unit wide."""


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph as it is shown: `anchors` are its ids, several where both editions have it."""

    anchors: tuple[str, ...]
    label: str
    page: str
    document: str | None
    kind: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as it is shown; `one` where both sides are the same and stand once."""

    block: Block
    label: str
    what: Markup
    badges: tuple[Markup, ...]
    reason: Markup
    figures: bool
    old: tuple[Part, ...]
    new: tuple[Part, ...]
    one: bool
    findings: tuple[tuple[str, Markup], ...]
    by_version: bool
    moved: tuple[Markup, ...]
    facts: tuple[str, ...]


class Page:
    """A pair in one interface language, part by part."""

    def __init__(self, pair: Pair, words: PageCatalogue) -> None:
        self.pair = pair
        self.words = words
        self._unlinked = catalogue(words.language)
        self._cited: dict[Address, str] = {}
        self._signed = cache(lambda tenths: str(words.signed(Decimal(tenths) / 10)))
        self.blocks = blocks_of(pair)
        self.groups = groups_of(pair, self.blocks)
        self.old_edition = pair.old.edition or words.say("page.old_edition")
        self.new_edition = pair.new.edition or words.say("page.new_edition")
        self._facts = {
            OLD: facts_by_address(pair.old_facts, words, pair.old.language),
            NEW: facts_by_address(pair.new_facts, words, pair.new.language),
        }
        self._findings = _findings_by_place(pair)
        phrases = ProvenancePhrases(pair, words, self.old_edition)
        self._beside = beside_by_place(pair, words, phrases)
        self._moved: dict[Address, list[QuantityChange]] = defaultdict(list)
        for change in pair.changes.quantity_changes:
            self._moved[change.new_place.address].append(change)
        self._sections = {
            OLD: {section.id: section for section in pair.old.sections},
            NEW: {section.id: section for section in pair.new.sections},
        }
        self._became = self._old_sections()
        stubs = (item for group in self.groups for item in group.items if isinstance(item, Stub))
        self._down = {stub.block.number: stub.down for stub in stubs}

    # -------------------------------------------------------------------------- parts of the page

    def counts(self) -> list[tuple[str, Markup, int]]:
        """What happened, its name, how many blocks, in the order of the summary."""
        number = Counter(block.what for block in self.blocks)
        return [(what, html(self.words.name("what", what)), number[what]) for what in WHATS if number[what]]

    def rearranged(self) -> int:
        """Blocks that moved, or that are a split or merge."""
        return sum(block.moved or block.shape is not Shape.ONE_TO_ONE for block in self.blocks)

    def aside(self, where: str) -> list[Block]:
        """Blocks of front matter or footnotes."""
        return [block for block in self.blocks if block.aside == where and not is_typographic(block)]

    def typographic(self) -> list[Block]:
        """Blocks in which only typography differs."""
        return [block for block in self.blocks if is_typographic(block)]

    def is_typographic(self, block: Block) -> bool:
        """Whether the block is told last, with others in which only typography differs."""
        return is_typographic(block)

    def typographic_stub(self, block: Block) -> Markup:
        """What stands in the place of such a block."""
        place = self.words.places([p.address for p in block.new])
        return html(self.words.say("report.typography_stub", place=place))

    def unchanged(self, fold: Fold) -> Markup:
        """What a fold says while it is closed."""
        places = plain(self.words.places([p.address for block in fold.blocks for p in block.new]))
        return html(self.words.say("report.unchanged", n=len(fold.blocks), places=places))

    def kind(self, item: Block | Stub | Fold) -> str:
        """What an item of a group is."""
        return type(item).__name__.lower()

    def group_counts(self, group: Group) -> list[tuple[str, Markup, str]]:
        """What happened in a section, with its name and number, unchanged last."""
        number = Counter(block.what for block in group.blocks())
        return [
            (what, html(self.words.name("what", what)), self.words.number(number[what]))
            for what in WHATS
            if number[what]
        ]

    def cells(self, group: Group) -> list[tuple[int, str, int]]:
        """The heat strip's cells of a section: block, what happened, width."""
        return [
            (block.number, block.what, 1 + _length(block) // _CELL)
            for block in group.blocks()
            if not is_typographic(block)
        ]

    def renumberings(self) -> list[tuple[Markup, Markup]]:
        """Rows of the old-to-new table."""
        order = [paragraph.address for paragraph in self.pair.old.paragraphs]
        rows = renumberings(self.pair.comparison.links, order)
        return [(self.old_places(row.old, bare=True), html(self.words.places(row.new))) for row in rows]

    def old_places(self, addresses: Sequence[Address], *, bare: bool = False) -> Markup:
        """Places of the old edition; `bare` where the words around say so already."""
        return html(self.words.old_places(addresses, bare=bare))

    # -------------------------------------------------------------------------- sections

    def path(self, group: Group) -> list[Section]:
        """The sections from the top to a group's own."""
        sections = self._sections[OLD if group.gone else NEW]
        path: list[Section] = []
        section = group.section
        while section is not None and section in sections:
            path.insert(0, sections[section])
            section = sections[section].parent
        return path

    def new_headings(self, place: int) -> list[Section]:
        """The headings to print before a group: those that the group before it was not under."""
        path = self.path(self.groups[place])
        if self.groups[place].gone:
            return path[-1:]
        earlier = [group for group in self.groups[:place] if not group.gone]
        before = self.path(earlier[-1]) if earlier else []
        common = 0
        while common < min(len(path), len(before)) and path[common].id == before[common].id:
            common += 1
        return path[min(common, max(0, len(path) - 1)) :]

    def heading(self, section: Section) -> str:
        """Label and heading as printed."""
        return shown(" ".join(part for part in (section.label, section.heading) if part))

    def heading_was(self, group: Group, section: Section) -> str | None:
        """The heading that the section had, where it had another."""
        if group.gone:
            return None
        old = self._became.get(section.id)
        if old is None or old.heading.casefold() == section.heading.casefold():
            return None
        return shown(old.heading)

    def _old_sections(self) -> dict[str, Section]:
        """By new section, the old one that most of its links lead to, each old section once."""
        votes: Counter[tuple[str, str]] = Counter()
        old_of = {p.address: p.section for p in self.pair.old.paragraphs}
        new_of = {p.address: p.section for p in self.pair.new.paragraphs}
        for link in self.pair.comparison.links:
            votes.update(
                (old, new)
                for a in link.old
                for b in link.new
                if (old := old_of.get(a)) is not None and (new := new_of.get(b)) is not None
            )
        became: dict[str, Section] = {}
        taken: set[str] = set()
        for (old, new), _ in votes.most_common():
            if new not in became and old not in taken and old in self._sections[OLD]:
                became[new] = self._sections[OLD][old]
                taken.add(old)
        return became

    # -------------------------------------------------------------------------- blocks

    def show(self, block: Block) -> Shown:
        """A block with its words marked."""
        one = block.verbatim and block.shape is Shape.ONE_TO_ONE
        moved = [change for p in block.new for change in self._moved.get(p.address, ())]
        old_marks, new_marks = ({}, {}) if one else self._marks(block, moved)
        if one:
            old: tuple[Part, ...] = ()
            new: tuple[Part, ...] = (self._part(NEW, block.new[0], new_marks, also=block.old[0]),)
        else:
            old = tuple(self._part(OLD, paragraph, old_marks) for paragraph in block.old)
            new = tuple(self._part(NEW, paragraph, new_marks) for paragraph in block.new)
        what = html(self.words.name("what", block.what))
        return Shown(
            block=block,
            label=f"{what.striptags()}: {self._label(block)}",
            what=what,
            badges=tuple(self._badges(block)),
            reason=self._reason(block),
            figures=bool(moved) or not _FIGURE_REASONS.isdisjoint(block.reasons),
            old=old,
            new=new,
            one=one,
            findings=tuple(self._block_findings(block)),
            by_version=block.addresses in self.pair.provenance.by_version,
            moved=tuple(self._figure_moved(change) for change in moved),
            facts=self._block_facts(block),
        )

    def _marks(self, block: Block, moved: Sequence[QuantityChange]) -> tuple[Marks, Marks]:
        if not block.old or not block.new:
            return {}, {}
        language = self.pair.new.language
        if block.what == "rewritten":
            inside = {p.address for p in block.old}
            return shared_phrases(
                block.old, block.new, language, [c for c in moved if c.old_place.address in inside]
            )
        return changed_words(block.old, block.new, language, characters=block.what == "identical")

    def _part(self, side: str, paragraph: Paragraph, marks: Marks, also: Paragraph | None = None) -> Part:
        report = self.pair.old if side == OLD else self.pair.new
        anchors = [anchor(side, paragraph.address)]
        if also is not None:
            anchors.append(anchor(OLD, also.address))
        return Part(
            anchors=tuple(anchors),
            label=self._place(paragraph),
            page="" if paragraph.page is None else plain(self.words.say("report.page", n=paragraph.page)),
            document=document_link(report, paragraph.page),
            kind=paragraph.kind.value,
            text=marked_text(
                paragraph.text,
                marks.get(paragraph.address, ()),
                self._facts[side].get(paragraph.address, ()),
                self._notes(side, paragraph),
            ),
        )

    def _notes(self, side: str, paragraph: Paragraph) -> dict[int, Markup]:
        """Ways to the footnotes that hang on a paragraph, by offset; their marks are no part of the text."""
        report = self.pair.old if side == OLD else self.pair.new
        known = {p.address for p in report.paragraphs} if report.notes else set()
        link = Markup('<a class="note" href="#{}" aria-label="{}" data-note="{}"></a>')
        return {
            note.offset: link.format(
                anchor(side, note.address),
                plain(self._unlinked.places([note.address])),
                shown(note.address.rpartition(":")[2].removeprefix("fn")),
            )
            for note in report.notes
            if note.within == paragraph.address and note.address in known
        }

    def _label(self, block: Block) -> str:
        paragraphs = block.new or block.old
        if len(paragraphs) == 1:
            return self._place(paragraphs[0])
        return plain(self._unlinked.places([p.address for p in paragraphs]))

    def _place(self, paragraph: Paragraph) -> str:
        """How a paragraph is cited."""
        if paragraph.address not in self._cited:
            self._cited[paragraph.address] = plain(self._unlinked.places([paragraph.address]))
        return self._cited[paragraph.address]

    def _badges(self, block: Block) -> Iterator[Markup]:
        words = self.words
        if block.moved and block.new:
            down = self._down.get(block.number, True)
            how = words.say("report.moved_up" if down else "report.moved_down")
            old = words.old_places([p.address for p in block.old])
            arrow = Markup('<span aria-hidden="true">{}</span> ').format("↓" if down else "↑")
            yield arrow + html(words.say("report.moved_from", how=how, place=old))
        if block.shape is Shape.SPLIT:
            yield html(words.say("report.split", n=len(block.new)))
        elif block.shape is Shape.MERGE:
            yield html(words.say("report.merged", n=len(block.old)))
        elif block.shape is Shape.MANY_TO_MANY:
            yield html(words.say("report.regrouped", old=len(block.old), new=len(block.new)))

    def stub(self, item: Stub) -> Markup:
        """Where a paragraph that stood here is now."""
        old = self.words.old_places([p.address for p in item.block.old])
        new = self.words.places([p.address for p in item.block.new])
        return html(self.words.say("report.stub_down" if item.down else "report.stub_up", place=old, new=new))

    def _reason(self, block: Block) -> Markup:
        plain_reasons = {"new paragraph", "dropped paragraph", "rewritten", "only figures differ"}
        plain_reasons |= {"wording edited", "identical", "moved", "split", "merged"}
        reasons = [reason for reason in block.reasons if reason not in plain_reasons]
        return html(self.words.reasons("; ".join(reasons))) if reasons else Markup("")

    def _figure_moved(self, change: QuantityChange) -> Markup:
        difference = self.words.relative(change.relative)
        if change.unit == "per-cent":
            difference = self.words.say("figures.points", value=self.words.signed(change.difference))
        values = {"old": change.old_place.quote, "new": change.new_place.quote}
        if not difference:
            return html(self.words.say("report.figure_moved_plain", **values))
        return html(self.words.say("report.figure_moved", **values, difference=difference))

    def _block_findings(self, block: Block) -> Iterator[tuple[str, Markup]]:
        for side, paragraphs in ((NEW, block.new), (OLD, block.old)):
            for paragraph in paragraphs:
                for finding in self._findings.get((side, paragraph.address), ()):
                    severity = html(self.words.say(f"severity.{finding.severity}"))
                    yield (
                        finding.severity.value,
                        Markup("{} {}").format(severity, html(self.words.message(finding))),
                    )
                for line in self._beside.get((side, paragraph.address), ()):
                    yield "info", line

    def _block_facts(self, block: Block) -> tuple[str, ...]:
        sides = ((NEW, block.new), (OLD, block.old if not block.new else ()))
        return tuple(
            dict.fromkeys(
                shown(fact.note)
                for side, paragraphs in sides
                for paragraph in paragraphs
                for fact in self._facts[side].get(paragraph.address, ())
                if fact.kind != QUANTITY
            )
        )

    # -------------------------------------------------------------------------- links

    def confidence(self, link: Link[Address]) -> Markup:
        """How sure a link is, and how alike its sides."""
        values = {
            name: self.words.percent(Decimal(f"{100 * value:.0f}"))
            for name, value in (("confidence", link.confidence), ("similarity", link.similarity))
        }
        return html(self.words.say("report.confidence", **values))

    def link_places(self, link: Link[Address]) -> Markup:
        """Both sides of a link, old first."""
        return Markup("{} → {}").format(self.old_places(link.old), html(self.words.places(link.new)))

    def signals(self, link: Link[Address]) -> list[tuple[Markup, str]]:
        """What spoke for and against a link, the strongest first, and the rest in one."""
        ordered = sorted(link.signals.items(), key=lambda item: (-abs(item[1]), item[0]))
        named = [
            (html(self.words.name("signals", name)), self._signed(round(10 * value)))
            for name, value in ordered[:_SIGNALS]
        ]
        rest = sum(value for _, value in ordered[_SIGNALS:])
        if len(ordered) > _SIGNALS:
            named.append((html(self.words.say("report.others")), self._signed(round(10 * rest))))
        return named


def _length(block: Block) -> int:
    return sum(len(p.text) for p in (block.new or block.old))


def _findings_by_place(pair: Pair) -> Mapping[tuple[str, Address], list[Finding]]:
    """Findings by side and paragraph; those of reading and facts of the new edition too."""
    found: dict[tuple[str, Address], list[Finding]] = defaultdict(list)
    of_pair = (*pair.changes.findings, *pair.series_findings)
    for finding in (*of_pair, *pair.new_facts.findings, *pair.new.findings):
        if finding.address is None:
            continue
        side = OLD if finding.edition == pair.old.edition and pair.old.edition is not None else NEW
        if finding not in found[side, finding.address]:
            found[side, finding.address].append(finding)
    return found
