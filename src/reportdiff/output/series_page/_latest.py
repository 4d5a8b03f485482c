"""The latest two editions side by side, as the page shows them before anybody chooses others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from reportdiff.model import Comparison, Paragraph, Report
from reportdiff.output._catalogue import Catalogue
from reportdiff.output._inline import plain
from reportdiff.output._marked_text import marked_text
from reportdiff.output._marks import Marks, changed_words, shared_phrases
from reportdiff.output.series_page._data import ASIDE, heading
from reportdiff.output.series_page._subjects import Subject, in_reading_order, linked_subjects
from reportdiff.output.series_page._ways import Ways


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph as it is shown."""

    edition: str
    label: str
    href: str | None
    page: str
    document: str | None
    text: Markup


@dataclass(frozen=True, slots=True)
class Block:
    """One subject as it is shown; `one` where both sides have the same characters and stand once."""

    what: str
    old: tuple[Part, ...]
    new: tuple[Part, ...]
    one: bool


@dataclass(slots=True)
class Group:
    """Blocks under one heading; `path` are the headings above it and its own."""

    path: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)

    def runs(self) -> Iterator[tuple[bool, list[Block]]]:
        """Neighbours that stand as they were (True), and all others one by one."""
        same: list[Block] = []
        for block in self.blocks:
            if block.what == "identical":
                same.append(block)
                continue
            if same:
                yield True, same
                same = []
            yield False, [block]
        if same:
            yield True, same


class Latest:
    """The comparison of the latest editions that were compared."""

    def __init__(
        self, old: Report, new: Report, comparison: Comparison, words: Catalogue, ways: Ways
    ) -> None:
        self.old, self.new = old, new
        self._words, self._ways = words, ways
        linked = linked_subjects(old, new, comparison)
        self._subjects = in_reading_order(linked, old, new)

    def counts(self) -> dict[str, int]:
        """How many subjects each thing happened to, without footnotes and front matter."""
        main = [one.what for one in self._subjects if not self._aside(one)]
        return {what: main.count(what) for what in dict.fromkeys(main)}

    def groups(self) -> list[Group]:
        """Sections in the order of the new edition."""
        groups: list[Group] = []
        last: object = ()
        for subject in self._subjects:
            if self._aside(subject):
                continue
            section = self.new.paragraphs[subject.new[0]].section if subject.new else last
            if not groups or section != last:
                groups.append(Group(self._path(section if isinstance(section, str) else None)))
                last = section
            groups[-1].blocks.append(self._block(subject))
        return groups

    def aside(self) -> list[Block]:
        """Footnotes and front matter."""
        return [self._block(subject) for subject in self._subjects if self._aside(subject)]

    def _aside(self, subject: Subject) -> bool:
        return all(paragraph.kind in ASIDE for side in self._sides(subject) for paragraph in side)

    def _sides(self, subject: Subject) -> tuple[list[Paragraph], list[Paragraph]]:
        return (
            [self.old.paragraphs[place] for place in subject.old],
            [self.new.paragraphs[place] for place in subject.new],
        )

    def _path(self, section: str | None) -> tuple[str, ...]:
        sections = {one.id: one for one in self.new.sections}
        path: list[str] = []
        while section is not None and section in sections:
            path.insert(0, heading(sections[section].label, sections[section].heading))
            section = sections[section].parent
        return tuple(path)

    def _block(self, subject: Subject) -> Block:
        old, new = self._sides(subject)
        one = [p.text for p in old] == [p.text for p in new]
        before, after = self._marks(subject, old, new)
        return Block(
            subject.what,
            tuple(self._part(self.old, paragraph, before) for paragraph in old),
            tuple(self._part(self.new, paragraph, after) for paragraph in new),
            one,
        )

    def _marks(
        self, subject: Subject, old: Sequence[Paragraph], new: Sequence[Paragraph]
    ) -> tuple[Marks, Marks]:
        if not old or not new or subject.what == "identical":
            return {}, {}
        if subject.what == "rewritten":
            return shared_phrases(old, new, self.new.language, ())
        return changed_words(old, new, self.new.language)

    def _part(self, report: Report, paragraph: Paragraph, marks: Marks) -> Part:
        edition = report.edition or ""
        return Part(
            edition=edition,
            label=plain(self._words.places([paragraph.address])),
            href=self._ways.to_paragraph(edition, paragraph.address),
            page="" if paragraph.page is None else plain(self._words.say("report.page", n=paragraph.page)),
            document=self._ways.to_document(edition, paragraph.page),
            text=marked_text(paragraph.text, marks.get(paragraph.address, ())),
        )
