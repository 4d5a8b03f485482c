"""Words that extraction has parted (`e volution`, `insti tutions`), mended by the document's other words.

Every repair is noted in its block, and so is every place that looks damaged but may be two words: both become
findings (see `repair_findings`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from reportdiff.language.detect import language_of
from reportdiff.language.structure import words_of_one_letter
from reportdiff.model import Finding, Severity
from reportdiff.reading._block import Block, Mark, Role

_WORD = re.compile(r"[^\W\d_]+")
_PAIR = re.compile(r"(?<![\w’'-])(?P<first>[^\W\d_]+)(?= (?P<rest>[^\W\d_]{2,})(?![\w-]))")
_SPACED_OUT = re.compile(r"(?<![\w’'-])[^\W\d_](?: [^\W\d_]){3,}(?![\w-])")
_HYPHENED_APART = re.compile(r"[^\W\d_]+ -[^\W\d_]+")
_HYPHEN_APART = re.compile(r"(?<=[^\W\d_]) (?=-[^\W\d_])")
_DAMAGED = re.compile(f"{_SPACED_OUT.pattern}|{_HYPHEN_APART.pattern}")
_SHORTEST_REST = 3
_SHORTEST_WORD = 7
_OFTEN = 3
_MOST_SHOWN = 3


@dataclass(slots=True)
class _Words:
    """What the document says of its words: how often each stands, and how each pair could be one.

    `parted` are the pairs, as they are written, that the document's other words may show to be one.
    """

    counts: Counter[str]
    as_first: Counter[str] = field(default_factory=Counter)
    as_rest: Counter[str] = field(default_factory=Counter)
    splits: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    parted: set[tuple[str, str]] = field(default_factory=set)


def mended(blocks: Sequence[Block], language: str | None = None) -> list[Block]:
    """The blocks with such words whole again; a language that is not given is told from them.

    A small letter that is no word of the language joins the rest of a word where the document has the whole
    word elsewhere and the rest nowhere else; so do two parts that are no words of the document, where it has
    the whole word often or parts it in another way too. Letters that all stand apart join where the document
    has the word that they make. Words with a capital inside are left alone.
    """
    texts = [block.text for block in blocks if not _is_exempt(block)]
    pairs = [_PAIR.findall(text) for text in texts]
    words = _words(texts, pairs)
    suspect = {
        text
        for text, found in zip(texts, pairs, strict=True)
        if not words.parted.isdisjoint(found) or _DAMAGED.search(text)
    }
    if not suspect:
        return list(blocks)
    letters = words_of_one_letter(language or language_of("\n".join(texts)))
    return [
        _mended(block, words, letters) if block.text in suspect and not _is_exempt(block) else block
        for block in blocks
    ]


def repair_findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """A finding for each block in which a word was mended, or may be damaged."""
    for block in blocks:
        for said, severity in ((block.repaired, Severity.INFO), (block.doubtful, Severity.WARNING)):
            if said:
                yield Finding("damaged-text", severity, said, page=block.page, line=block.line)


def _is_exempt(block: Block) -> bool:
    return block.role in (Role.FURNITURE, Role.TABLE)


def _words(texts: Sequence[str], pairs: Iterable[Sequence[tuple[str, str]]]) -> _Words:
    """The words of the texts, and those pairs of them that could be one word."""
    words: Counter[str] = Counter(word for text in texts for word in _WORD.findall(text))
    found = _Words(Counter())
    for word, count in words.items():
        found.counts[word.casefold()] += count
    counts = found.counts
    beside = Counter(pair for several in pairs for pair in several)
    rare: list[tuple[str, str, str]] = []
    for (one, other), count in beside.items():
        first, rest = one.casefold(), other.casefold()
        whole = first + rest
        if other.islower() and (whole in counts or counts[first] <= _OFTEN or counts[rest] <= _OFTEN):
            found.as_first[first] += count
            found.as_rest[rest] += count
            found.splits[whole].add(first)
            rare.append((one, other, whole))
    # A pair is a word that the document has whole elsewhere, or parts in another place too.
    found.parted = {
        (one, other) for one, other, whole in rare if whole in counts or len(found.splits[whole]) > 1
    }
    return found


def _pairs(text: str, parted: AbstractSet[tuple[str, str]]) -> Iterator[re.Match[str]]:
    """Each two words beside each other that may be one."""
    return (match for match in _PAIR.finditer(text) if match.groups() in parted)


def _mended(block: Block, words: _Words, letters: frozenset[str]) -> Block:
    spaces, repaired, doubtful = set(_hyphens_apart(block.text)), [], []
    for match in (*_pairs(block.text, words.parted), *_SPACED_OUT.finditer(block.text)):
        start, end = match.start(), match.end("rest") if match.re is _PAIR else match.end()
        sure = _joins(match, words, letters)
        if sure:
            spaces |= {place for place in range(start, end) if block.text[place] == " "}
            repaired.append(block.text[start:end])
        elif sure is None:
            doubtful.append(block.text[start:end])
    repaired += [match.group() for match in _HYPHENED_APART.finditer(block.text)]
    if not spaces and not doubtful:
        return block
    text = "".join(char for place, char in enumerate(block.text) if place not in spaces)
    marks = [
        Mark(mark.label, mark.offset - sum(1 for place in spaces if place < mark.offset))
        for mark in block.marks
    ]
    return replace(
        block,
        text=text,
        marks=tuple(marks),
        repaired=_said("words parted by extraction were joined", repaired),
        doubtful=_said("words here may be parts of one", doubtful),
    )


def _hyphens_apart(text: str) -> list[int]:
    """Where a space stands before a hyphen but none after it."""
    return [match.start() for match in _HYPHEN_APART.finditer(text)]


def _joins(match: re.Match[str], words: _Words, letters: frozenset[str]) -> bool | None:
    """Whether the parts are one word; None where that may be, but is not sure."""
    parts = match.groupdict()
    if not parts or len(parts["first"]) == 1:
        return _joins_letter(match, words, letters)
    first, rest = parts["first"].casefold(), parts["rest"].casefold()
    folded = first + rest
    seen = words.counts[folded]
    if not parts["first"].islower() or len(folded) < _SHORTEST_WORD:
        return False
    is_first_word = words.counts[first] > words.as_first[first]
    is_rest_word = words.counts[rest] > words.as_rest[rest]
    if is_first_word and is_rest_word:
        return False
    otherwise = len(words.splits[folded]) > 1
    if (seen >= _OFTEN and not is_first_word and not is_rest_word) or (otherwise and not is_rest_word):
        return True
    return None if seen and not is_rest_word else False


def _joins_letter(match: re.Match[str], words: _Words, letters: frozenset[str]) -> bool:
    rest, first = match.groupdict().get("rest"), match.group()[0]
    whole = (match.group().replace(" ", "") + (rest or "")).casefold()
    if rest is None:
        return words.counts[whole] > 0
    if first in letters or not first.islower() or len(rest) < _SHORTEST_REST:
        return False
    return words.counts[whole] > 0 and words.counts[rest.casefold()] == words.as_rest[rest.casefold()]


def _said(what: str, places: Sequence[str]) -> str:
    """What is said of places in a block; nothing where there are none."""
    more = f" and {len(places) - _MOST_SHOWN} more" if len(places) > _MOST_SHOWN else ""
    return f"{what}: " + ", ".join(f"`{place}`" for place in places[:_MOST_SHOWN]) + more if places else ""
