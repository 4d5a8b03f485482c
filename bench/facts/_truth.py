"""Facts of real documents as they were read by hand, kept as addresses, offsets and values.

A private file marks the words; `marked` makes the rows to be kept:

    # sample/en/2016.txt
    @ 13
    some [46] judges | 46 | persons | about
    and [two] more | 2 | persons|- | - | may

The words in brackets, with enough around them to be found once in the paragraph, are what the fact must
point at. Then follow the values of `VALUES`; those at the end may be left out. `-` is no value, `a|b` one of
two, `*` any. `may` marks what one reader would take for a fact and another would not: it is neither missed
nor wrong.
"""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("truth")

VALUES = {
    "quantities": ("value", "unit", "qualifier"),
    "treaty_counts": ("instrument", "parties", "newly", "as_of"),
    "funding": ("measure", "amount", "share", "currency", "period", "qualifier", "basis"),
    "donors": ("donor", "kind", "measure", "period"),
    "programmes": ("name", "scope", "status", "period"),
}
"""What is kept of each kind.

A quantity's value may be a range, `80..90`, and its unit a currency; the name of a programme is `=` where the
words in brackets are its name."""

Texts = Callable[[str], Mapping[str, str]]
"""From a file of the corpora to its paragraphs' texts by address."""


@dataclass(frozen=True)
class Row:
    """One fact of the truth."""

    file: str
    address: str
    start: int
    end: int
    sure: bool
    values: tuple[str, ...]


def digest(text: str) -> str:
    """What tells whether a paragraph is still read as it was when its facts were marked."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def marked(private: str, kind: str, texts: Texts) -> list[dict[str, str]]:
    """The rows to keep for a private file of marked words.

    Raises:
        ValueError: words that are not in their paragraph, or more than once.
    """
    rows: list[dict[str, str]] = []
    file = address = ""
    for line in filter(None, private.splitlines()):
        if line.startswith("# "):
            file = line[2:]
        elif line.startswith("@ "):
            address = line[2:]
        else:
            rows.append(_marked_row(line.split(" | "), kind, file, address, texts(file)[address]))
    return rows


def _marked_row(cells: Sequence[str], kind: str, file: str, address: str, text: str) -> dict[str, str]:
    words, *values = cells
    sure = values[-1] != "may"
    before, _, rest = words.partition("[")
    inside, _, after = rest.partition("]")
    around, text = before + inside + after, text.replace("\u00a0", " ")
    if text.count(around) != 1:
        raise ValueError(f"{file} {address}: “{around}” is there {text.count(around)} times")
    start = text.index(around) + len(before)
    place = {"file": file, "address": address, "start": str(start), "end": str(start + len(inside))}
    names = VALUES[kind]
    filled = [*(values if sure else values[:-1]), *["-"] * len(names)][: len(names)]
    return {**place, "sure": "yes" if sure else "may", **dict(zip(names, filled, strict=True))}


def read_paragraphs(name: str, lines: Iterable[str], texts: Texts) -> list[dict[str, str]]:
    """The rows of paragraphs.tsv: which paragraphs were read in full for a set, and what their text was."""
    places = [line.split("\t") for line in lines]
    return [
        {"set": name, "file": file, "address": address, "sha256": digest(texts(file)[address])}
        for file, address in places
    ]


def written(rows: Sequence[Mapping[str, str]]) -> str:
    """Rows as a table with tabs."""
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]), delimiter="\t", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue()


@cache
def kept(kind: str) -> tuple[Row, ...]:
    """The truth of one kind."""
    return tuple(
        Row(
            line["file"],
            line["address"],
            int(line["start"]),
            int(line["end"]),
            line["sure"] == "yes",
            tuple(line[name] for name in VALUES[kind]),
        )
        for line in _table(FOLDER / f"{kind}.tsv")
    )


@dataclass(frozen=True)
class TruthSet:
    """Paragraphs that were read for some kinds of facts; what its fields mean is said in sets.toml."""

    name: str
    source: str
    language: str
    kinds: tuple[str, ...]
    written: date
    tuned: str | None
    held_to: tuple[str, ...]


@cache
def kept_sets() -> tuple[TruthSet, ...]:
    """All sets, as sets.toml has them."""
    tables = tomllib.loads((FOLDER / "sets.toml").read_text(encoding="utf-8"))
    return tuple(
        TruthSet(
            name,
            one["source"],
            one["language"],
            tuple(one["kinds"]),
            one["written"],
            one.get("tuned"),
            tuple(one.get("held_to", ())),
        )
        for name, one in tables.items()
    )


@cache
def kept_paragraphs(name: str) -> dict[str, dict[str, str]]:
    """For each file of a set, the paragraphs that were read and the digests of their texts."""
    found: dict[str, dict[str, str]] = {}
    for line in _table(FOLDER / "paragraphs.tsv"):
        if line["set"] == name:
            found.setdefault(line["file"], {})[line["address"]] = line["sha256"]
    return found


@cache
def first_looks() -> dict[tuple[str, str], dict[str, str]]:
    """What was measured of each set and kind before anybody had read the errors."""
    return {(line["set"], line["kind"]): line for line in _table(FOLDER / "first.tsv")}


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))
