"""Documents of our own in the forms that the United Nations print, and what must be read from each.

Nothing here knows the reader. The words are drawn from `words.toml`, so that the texts mean nothing; what is
hard is in how they are set: words broken at line ends, some of which keep their hyphen, notes over two pages
and on headings and cells, lists in lists, cells of several lines, annexes whose numbers start again.

A text's name is its address; `A^` is the heading above the text A, `A^^` that above this; `A+2` is the second
text without a number after A; `fn3@` is what stands before the mark of note 3.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

_WORDS = Path(__file__).with_name("words.toml")
SOFT = "\u00ad"
MARK = re.compile(r"\{([^}]+)\}")
BEFORE = 10


@dataclass(frozen=True)
class Block:
    """One block as it is set: `kind`, its label, its text or rows; `level` of a heading or item."""

    kind: str
    text: str = ""
    label: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass
class Draft:
    """A document: its blocks, its notes by mark, and the texts that must be read, by name."""

    code: str
    name: str
    head: str
    right: Sequence[str]
    blocks: list[Block] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def shown(text: str) -> str:
    """A text as it is read: without marks of notes and places where words may break."""
    return MARK.sub("", text).replace(SOFT, "")


def ending(text: str) -> str:
    """How a text ends, without its spaces."""
    return "".join(text.split())[-BEFORE:]


def tongues() -> dict[str, dict[str, object]]:
    """What is known of each language."""
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))


class Drafter:
    """Adds blocks to a document, each with the text that must be read."""

    def __init__(self, code: str, name: str, seed: int) -> None:
        self._data: dict[str, object] = tongues()[code]
        self._random = Random(f"{code} {name} {seed}")  # noqa: S311
        self._glue = "" if code == "zh" else " "
        self._pool = str(self._data["words"]).replace("·", SOFT).split()
        self.draft = Draft(code, name, self.said("head"), self.listed("right"))
        self._fresh: dict[int, str] = {}
        self._prefix, self._number, self._last, self._plain = "", 0, "", 0
        self._path: list[str] = []

    def said(self, key: str) -> str:
        """A word or phrase of the language."""
        return str(self._data[key])

    def listed(self, key: str) -> list[str]:
        """Phrases of the language."""
        found = self._data[key]
        assert isinstance(found, list)
        return [str(one) for one in found]

    # ------------------------------------------------------------------------ words

    def phrase(self, count: int) -> str:
        """Words that no full stop ends."""
        kept = self.listed("kept")
        words = [
            self._random.choice(kept) if self._random.random() < 0.12 else self._random.choice(self._pool)
            for _ in range(count)
        ]
        text = self._glue.join(words)
        return text[:1].upper() + text[1:]

    def name(self, count: int = 4) -> str:
        """Words that may be a heading or a cell: none of them keeps a hyphen."""
        text = self._glue.join(self._random.choice(self._pool) for _ in range(count))
        return text[:1].upper() + text[1:]

    def sentence(self) -> str:
        """A sentence, often with a figure or a symbol."""
        figure = self._random.choice(("", "", "1,204", "17.5", "2030", "A/85/17", "48"))
        middle = f"{self._glue}{figure}{self._glue}" if figure else self._glue
        start, end = self.phrase(self._random.randint(5, 14)), self.phrase(self._random.randint(3, 9))
        return f"{start}{middle}{end[:1].lower()}{end[1:]}{self.said('end')}"

    def text(self, sentences: int) -> str:
        """Several sentences."""
        return self._glue.join(self.sentence() for _ in range(sentences))

    # ------------------------------------------------------------------------ blocks

    def add(self, kind: str, text: str = "", label: str = "", level: int = 0) -> None:
        """A block of which nothing is expected: furniture, letterhead, a change of layout."""
        self.draft.blocks.append(Block(kind, text, label, level))

    def front(self, kind: str, text: str) -> None:
        """A block of the front matter, whose addresses are not compared."""
        self.add(kind, text)
        self.draft.texts[f"front:{''.join(shown(text).split())}"] = shown(text)

    def heading(self, level: int, text: str, label: str = "") -> None:
        """A heading; `level` counts from 1 within its part."""
        self.add("heading", text, label, level)
        base = 1 if self._prefix else 0
        self._stand(base + level, shown(text))

    def part(self, prefix: str, label: str, title: str, level: int) -> None:
        """An annex or enclosure: numbers start again."""
        self.add("annex", title, label, level)
        self._stand(level, shown(title))
        self._prefix, self._number, self._last, self._plain, self._path = prefix, 0, "", 0, []

    def para(self, text: str) -> None:
        """A numbered paragraph."""
        self._number += 1
        form = "{} -" if self.draft.code == "ar" else "{}."
        self._path = [f"{self._prefix}{self._number}"]
        self.add("para", text, form.format(self._number))
        self._keep("".join(self._path), text, new=True)

    def item(self, depth: int, count: int, text: str) -> None:
        """An item of a list, at a depth from 1."""
        label = self.listed("letters" if depth == 1 else "romans")[count]
        self._path = [*self._path[:depth], f"({label.strip('()‘’')})"]
        self.add("item", text, label, depth)
        self._keep("".join(self._path), text, new=True)

    def plain(self, kind: str, text: str) -> None:
        """A paragraph without a number: of a letter, a caption, a line with a dash before it."""
        self.add(kind, text, "–" if kind == "dash" else "")
        self._plain += 1
        self._keep(self._unnumbered(), text, new=False)

    def table(self, rows: Sequence[Sequence[str]], *, wide: bool = False) -> None:
        """A table, whose first row is its head."""
        self.draft.blocks.append(Block("table", level=int(wide), rows=tuple(tuple(row) for row in rows)))
        for row in rows:
            self._plain += 1
            self._keep(self._unnumbered(), " | ".join(row).strip(), new=False)

    def note(self, mark: str, text: str) -> str:
        """A note; its mark is to be put into a text."""
        self.draft.notes[mark] = text
        self.draft.texts[f"fn{mark}"] = shown(text)
        return f"{{{mark}}}"

    def _stand(self, level: int, heading: str) -> None:
        """A heading stands above the next numbered text, all that stand there being one further up."""
        self._fresh = (
            {1: heading} | {up + 1: text for up, text in self._fresh.items()} if level > 1 else {1: heading}
        )

    def _unnumbered(self) -> str:
        return f"{self._last}+{self._plain}" if self._last else f"{self._prefix}p{self._plain}"

    def _keep(self, name: str, text: str, *, new: bool) -> None:
        self.draft.texts[name] = shown(text)
        if new:
            self._last, self._plain = name, 0
            self.draft.texts |= {name + "^" * up: text for up, text in self._fresh.items()}
            self._fresh = {}
        for mark in MARK.finditer(text):
            if "|" not in text:
                self.draft.texts[f"fn{mark[1]}@"] = ending(shown(text[: mark.start()]))


def letter(code: str) -> Draft:
    """A letter of transmittal, an annex that is a letter, and an enclosure that is a report."""
    make = Drafter(code, "letter", 1)
    make.front("title", make.name(14))
    for _ in range(3):
        make.front("letter", make.text(3))
    make.front("signed", make.said("signed"))
    make.part("annex1:", make.listed("annexes")[0].rpartition(" ")[0] or "附件", make.name(9), 1)
    for _ in range(3):
        make.plain("letter", make.text(4))
    make.plain("signed", make.said("signed"))
    make.part("annex1:enclosure1:", make.said("enclosure"), make.name(10), 2)
    for _ in range(3):
        make.heading(2, make.name(5))
        for _ in range(5):
            make.para(make.text(5))
    return make.draft


def report(code: str) -> Draft:
    """A report with lists, tables and notes of all kinds, a turned page, and two annexes."""
    make = Drafter(code, "report", 2)
    for line in make.listed("session"):
        make.front("front", line)
    make.front("title", make.name(8))
    _chapters(make)
    _tables(make)
    make.add("wide")
    make.part("annex1:", make.listed("annexes")[0], make.name(6), 1)
    head = [make.name(1) for _ in range(6)]
    rows = [
        [make.name(3 + 3 * (row % 2)), *(str(row * n * 13 + n) for n in range(1, 5)), make.name(3)]
        for row in range(24)
    ]
    make.table([head, *rows], wide=True)
    make.add("upright")
    make.part("annex2:", make.listed("annexes")[1], make.name(6), 1)
    for _ in range(6):
        make.para(make.text(3))
    return make.draft


def _chapters(make: Drafter) -> None:
    marks = iter(map(str, range(1, 99)))
    for chapter in range(2):
        on_heading = make.note(next(marks), make.sentence())
        make.heading(1, make.name(6 + 8 * chapter) + on_heading, make.listed("chapters")[chapter])
        for part in range(2):
            make.heading(2, make.name(5), make.listed("parts")[part])
            for _ in range(3):
                make.para(make.text(4))
            mark = make.note(next(marks), make.text(3 + 16 * part))
            make.para(f"{make.text(2)}{mark} {make.text(3)}")
            make.para(make.phrase(9) + (":" if make.draft.code != "zh" else "："))
            for count in range(3):
                make.item(1, count, make.text(2))
                for small in range(2 * (count == 1)):
                    make.item(2, small, make.text(2))
                    make.plain("dash", make.text(1))
                    make.plain("dash", make.text(2))
            make.para(make.text(6) + make.note(next(marks), make.sentence()))


def _tables(make: Drafter) -> None:
    make.heading(1, make.name(4), make.listed("chapters")[2])
    make.para(make.text(3))
    last = max(map(int, make.draft.notes)) + 1
    rows = [[make.name(2), make.name(1) + make.note(str(last), make.sentence()), make.name(4)]]
    rows += [
        [make.name(9 if row % 3 else 2), str(101 + 7 * row), "" if row % 4 == 2 else f"{row}.5"]
        for row in range(9)
    ]
    rows[4][1] += make.note(str(last + 1), make.sentence())
    make.table(rows)
    make.para(make.text(4))
    make.para(make.text(2))


def agenda(code: str) -> Draft:
    """An agenda in two columns."""
    make = Drafter(code, "agenda", 3)
    make.front("title", make.name(5))
    make.add("columns")
    for chapter in range(3):
        make.heading(1, make.name(4), make.listed("chapters")[chapter])
        for _ in range(7):
            make.para(make.text(3))
    make.add("end-columns")
    return make.draft


KINDS = (letter, report, agenda)


def drafts() -> list[Draft]:
    """All documents in all languages."""
    return [kind(code) for code in tongues() for kind in KINDS]
