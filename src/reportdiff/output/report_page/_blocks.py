"""The subjects of a pair in the order that a reader meets them, each paragraph in exactly one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportdiff.model import Address, Change, Link, Paragraph, Relation, Shape
from reportdiff.output._anchors import NEW, OLD
from reportdiff.output._pair import Pair
from reportdiff.output._sections import ASIDE

_WEIGHT = ("identical", "figures", "edited", "rewritten", "dropped", "added")
"""What happened, by how much: a block of several links is told by the most."""
Key = tuple[str, Address]
"""A side and an address."""


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs that links join, or one that no link has.

    `what` is a relation, `added` or `dropped`; `aside` is `front` or `notes` for front matter and
    footnotes. `links` are none in what is added or dropped.
    """

    number: int
    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    links: tuple[Link[Address], ...]
    what: str
    importance: float
    reasons: tuple[str, ...]
    aside: str | None

    @property
    def addresses(self) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
        """Those of the old side and of the new."""
        return tuple(p.address for p in self.old), tuple(p.address for p in self.new)

    @property
    def moved(self) -> bool:
        """Whether any of its links is out of the order of its neighbours."""
        return any(link.moved for link in self.links)

    @property
    def shape(self) -> Shape:
        """How many paragraphs stand on either side."""
        several = (len(self.old) > 1, len(self.new) > 1)
        shapes = {(True, False): Shape.MERGE, (False, True): Shape.SPLIT, (True, True): Shape.MANY_TO_MANY}
        return shapes.get(several, Shape.ONE_TO_ONE)

    @property
    def plain(self) -> bool:
        """Whether it stands as it was: identical, in its place, one paragraph of each edition."""
        return self.what == Relation.IDENTICAL and not self.moved and self.shape is Shape.ONE_TO_ONE

    @property
    def verbatim(self) -> bool:
        """Whether both editions have the same characters."""
        return [p.text for p in self.old] == [p.text for p in self.new]


def blocks_of(pair: Pair) -> tuple[Block, ...]:
    """Every block: those with new paragraphs in the new edition's order, then what is dropped."""
    before = {paragraph.address: paragraph for paragraph in pair.old.paragraphs}
    after = {paragraph.address: paragraph for paragraph in pair.new.paragraphs}
    changes = _changes_by_key(pair.changes.changes)
    keys = [*((NEW, address) for address in after), *((OLD, address) for address in before)]
    places = {key: place for place, key in enumerate(keys)}
    joined = _joined_by_links(pair.comparison.links, keys)
    blocks: list[Block] = []
    seen: set[Key] = set()
    for key in keys:
        if key in seen:
            continue
        links = joined.get(key, ())
        inside = sorted({key, *_keys_of(links)}, key=places.__getitem__)
        seen.update(inside)
        old = tuple(before[address] for side, address in inside if side == OLD)
        new = tuple(after[address] for side, address in inside if side == NEW)
        blocks.append(_block(len(blocks) + 1, old, new, links, changes))
    return tuple(blocks)


def _keys_of(links: Sequence[Link[Address]]) -> Iterator[Key]:
    for link in links:
        yield from ((NEW, address) for address in link.new)
        yield from ((OLD, address) for address in link.old)


def _changes_by_key(changes: Sequence[Change]) -> dict[Key, list[Change]]:
    found: dict[Key, list[Change]] = defaultdict(list)
    for change in changes:
        key = (NEW, change.new[0]) if change.new else (OLD, change.old[0])
        found[key].append(change)
    return found


def _joined_by_links(
    links: Sequence[Link[Address]], known: Collection[Key]
) -> dict[Key, tuple[Link[Address], ...]]:
    """By paragraph, the links that it hangs together with, directly or through others."""
    leader: dict[Key, Key] = {}

    def led_by(key: Key) -> Key:
        while leader.setdefault(key, key) != key:
            leader[key] = key = leader[leader[key]]
        return key

    sides = [list(_keys_of([link])) for link in links]
    for keys in sides:
        for key in keys:
            leader[led_by(key)] = led_by(keys[0])
    groups: dict[Key, list[Link[Address]]] = defaultdict(list)
    for link, keys in zip(links, sides, strict=True):
        groups[led_by(keys[0])].append(link)
    return {key: tuple(groups[led_by(key)]) for key in known if key in leader}


def _block(
    number: int,
    old: tuple[Paragraph, ...],
    new: tuple[Paragraph, ...],
    links: tuple[Link[Address], ...],
    changes: Mapping[Key, Sequence[Change]],
) -> Block:
    if links:
        what = max((link.relation.value for link in links), key=_WEIGHT.index)
    else:
        what = "added" if new else "dropped"
    keys = [*((NEW, p.address) for p in new), *((OLD, p.address) for p in old)]
    own = [change for key in keys for change in changes.get(key, ())]
    reasons = dict.fromkeys(phrase for change in own for phrase in change.reason.split("; ") if phrase)
    asides = {ASIDE.get(p.kind) for p in (*new, *old)}
    return Block(
        number=number,
        old=old,
        new=new,
        links=links,
        what=what,
        importance=max((change.importance for change in own), default=0.0),
        reasons=tuple(reasons),
        aside=None if None in asides else "notes" if "notes" in asides else "front",
    )


# ------------------------------------------------------------------------------ reading order


@dataclass(frozen=True, slots=True)
class Stub:
    """What stands where a paragraph was: a way to where it is shown. `down` says where that is."""

    block: Block
    down: bool


@dataclass(frozen=True, slots=True)
class Fold:
    """Neighbours that stand as they were."""

    blocks: tuple[Block, ...]


Item = Block | Stub | Fold


@dataclass(frozen=True, slots=True)
class Group:
    """What a section holds, in reading order; `gone` where only the old edition has the section."""

    section: str | None
    gone: bool
    items: tuple[Item, ...]

    def blocks(self) -> Iterator[Block]:
        """Its blocks without stubs, folded ones too."""
        for item in self.items:
            if isinstance(item, Fold):
                yield from item.blocks
            elif isinstance(item, Block):
                yield item


def is_typographic(block: Block) -> bool:
    """Whether only spaces, quotes, dashes and the like differ, so that it is told last."""
    return block.plain and not block.verbatim


def groups_of(pair: Pair, blocks: Sequence[Block]) -> tuple[Group, ...]:
    """Sections in the new edition's order with what was dropped and moved away where it stood."""
    main = [block for block in blocks if block.aside is None]
    settled = [block for block in main if block.new]
    inserted, gone = _what_stood_where(pair, main)
    groups: list[Group] = _gone_groups(gone.get(0, {}))
    for section, run in groupby(settled, key=lambda block: block.new[0].section):
        items: list[Block | Stub] = []
        ended: dict[str | None, list[Block | Stub]] = {}
        for block in run:
            items += [
                *inserted.get((block.number, False), ()),
                block,
                *inserted.get((block.number, True), ()),
            ]
            ended |= gone.get(block.number, {})
        groups += [Group(section, gone=False, items=tuple(_folded(items))), *_gone_groups(ended)]
    return tuple(groups)


def _gone_groups(sections: Mapping[str | None, Sequence[Block | Stub]]) -> list[Group]:
    return [Group(section, gone=True, items=tuple(_folded(items))) for section, items in sections.items()]


def _folded(items: Sequence[Block | Stub]) -> Iterator[Item]:
    run: list[Block] = []
    for item in items:
        if isinstance(item, Block) and item.plain:
            run.append(item)
            continue
        if run:
            yield Fold(tuple(run))
            run = []
        yield item
    if run:
        yield Fold(tuple(run))


Inserted = dict[tuple[int, bool], list[Block | Stub]]
Gone = dict[int, dict[str | None, list[Block | Stub]]]


def _what_stood_where(pair: Pair, main: Sequence[Block]) -> tuple[Inserted, Gone]:
    """What is dropped or moved away, by the block that it stands before (False) or after (True).

    The block is the nearest that stayed in the old section; what is of a section none of which stayed is
    kept together, by the block that its section came after (0 at the beginning).
    """
    block_of = {paragraph.address: block for block in main for paragraph in block.old}
    walk = [p for p in pair.old.paragraphs if p.address in block_of and p.kind not in ASIDE]
    stayed = [p for p in walk if block_of[p.address].new and not block_of[p.address].moved]
    sections: dict[str | None, list[Paragraph]] = defaultdict(list)
    for paragraph in stayed:
        sections[paragraph.section].append(paragraph)
    position = {paragraph.address: place for place, paragraph in enumerate(pair.old.paragraphs)}
    inserted: Inserted = defaultdict(list)
    gone: Gone = defaultdict(dict)
    cursor = 0
    done: set[int] = set()
    for paragraph in walk:
        block = block_of[paragraph.address]
        if block.new and not block.moved:
            cursor = block.number
            continue
        if block.number in done:
            continue
        done.add(block.number)
        item: Block | Stub = Stub(block, down=block.number > cursor) if block.new else block
        near = sections.get(paragraph.section, [])
        earlier = [p for p in near if position[p.address] < position[paragraph.address]]
        if earlier:
            inserted[block_of[earlier[-1].address].number, True].append(item)
        elif near:
            inserted[block_of[near[0].address].number, False].append(item)
        else:
            gone[cursor].setdefault(paragraph.section, []).append(item)
    return inserted, gone
