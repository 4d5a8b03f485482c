"""Which words of a block's paragraphs changed, and which phrases its two sides share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportdiff.language.tokens import Token, is_figure, is_unspaced, tokens
from reportdiff.model import Address, Paragraph, QuantityChange
from reportdiff.output._marked_text import Range
from reportdiff.textdiff import Opcode, SequenceMatcher, word_changes

_ISLAND = 2
"""Up to so many words in common between two changes are shown as part of the change."""
_PHRASE, _PHRASE_UNSPACED = 3, 4
"""Words of a shared phrase at least; characters in scripts without spaces."""
_TELLING = 5
"""Letters that one of a phrase's words has at least, so that it is more than little words."""

Marks = Mapping[Address, Sequence[Range]]


def changed_words(
    old: Sequence[Paragraph], new: Sequence[Paragraph], language: str | None, *, characters: bool = False
) -> tuple[Marks, Marks]:
    """The words that only one side has, by address; the paragraphs of a side are read as one text.

    Args:
        old: The paragraphs of the old side.
        new: Those of the new one.
        language: BCP 47, of both.
        characters: Mark single characters, for texts that differ in their typography.
    """
    before, after = _joined(old), _joined(new)
    if characters:
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        codes: list[Opcode] = [(str(c[0]), *map(int, c[1:])) for c in matcher.get_opcodes()]  # type: ignore[misc]
    else:
        codes = list(_without_islands(word_changes(before, after, language), (before, after), language))
    changed = [code for code in codes if code[0] != "equal"]
    return (
        _by_paragraph(old, [Range(code[1], code[2], "old") for code in changed]),
        _by_paragraph(new, [Range(code[3], code[4], "new") for code in changed]),
    )


def shared_phrases(
    old: Sequence[Paragraph],
    new: Sequence[Paragraph],
    language: str | None,
    moved: Iterable[QuantityChange],
) -> tuple[Marks, Marks]:
    """Phrases that both sides have, in any order, and the figures that moved between them."""
    before, after = _joined(old), _joined(new)
    words = tokens(before, language), tokens(after, language)
    least = _PHRASE_UNSPACED if is_unspaced(before + after) else _PHRASE
    ours: list[Range] = []
    theirs: list[Range] = []
    for i, j, n in _tiles([t.text for t in words[0]], [t.text for t in words[1]], least):
        if not _is_telling(words[0][i : i + n], unspaced=least == _PHRASE_UNSPACED):
            continue
        while n > 1 and not words[0][i + n - 1].text[-1].isalnum():
            n -= 1  # noqa: PLW2901
        note = str(len(ours) + 1)
        ours.append(Range(words[0][i].start, words[0][i + n - 1].end, "shared", note))
        theirs.append(Range(words[1][j].start, words[1][j + n - 1].end, "shared", note))
    marks = {**_by_paragraph(old, ours)}, {**_by_paragraph(new, theirs)}
    for change in moved:
        for side, place, kind in ((0, change.old_place, "old"), (1, change.new_place, "new")):
            figure = Range(place.start, place.end, kind)
            marks[side][place.address] = [figure, *marks[side].get(place.address, ())]
    return marks


def _joined(paragraphs: Sequence[Paragraph]) -> str:
    return " ".join(paragraph.text for paragraph in paragraphs)


def _by_paragraph(paragraphs: Sequence[Paragraph], ranges: Sequence[Range]) -> dict[Address, list[Range]]:
    """Ranges of the joined text as ranges of its paragraphs, without white space at their ends."""
    found: dict[Address, list[Range]] = {}
    begin = 0
    for paragraph in paragraphs:
        end = begin + len(paragraph.text)
        inside = [one for one in ranges if one.start < end and one.end > begin]
        local = (
            one._replace(start=max(one.start, begin) - begin, end=min(one.end, end) - begin) for one in inside
        )
        found[paragraph.address] = [_trimmed(one, paragraph.text) for one in local]
        begin = end + 1
    return found


def _trimmed(one: Range, text: str) -> Range:
    words = text[one.start : one.end]
    if not words.strip():
        return one
    lead = len(words) - len(words.lstrip())
    return one._replace(start=one.start + lead, end=one.start + len(words.rstrip()))


# ------------------------------------------------------------------------------ changes


def _without_islands(
    codes: Sequence[Opcode], texts: tuple[str, str], language: str | None
) -> Iterator[Opcode]:
    """Opcodes with a few common words between two changes of wording made part of the change."""
    pending: Opcode | None = None
    for place, code in enumerate(codes):
        between = code[0] == "equal" and 0 < place < len(codes) - 1
        island = between and _is_island(code, texts[1], language)
        if island and not any(
            _is_figure(codes[beside], texts, language) for beside in (place - 1, place + 1)
        ):
            code = ("replace", *code[1:])  # noqa: PLW2901
        if code[0] == "equal":
            if pending is not None:
                yield pending
                pending = None
            yield code
        elif pending is None:
            pending = ("replace", *code[1:])
        else:
            pending = ("replace", pending[1], code[2], pending[3], code[4])
    if pending is not None:
        yield pending


def _is_island(code: Opcode, new: str, language: str | None) -> bool:
    words = tokens(new[code[3] : code[4]], language)
    return len(words) <= _ISLAND and not any(is_figure(word.text, language) for word in words)


def _is_figure(code: Opcode, texts: tuple[str, str], language: str | None) -> bool:
    """Whether numbers or dates alone took the place of such: they are best seen alone."""
    sides = tokens(texts[0][code[1] : code[2]], language), tokens(texts[1][code[3] : code[4]], language)
    return all(side and all(is_figure(word.text, language) for word in side) for side in sides)


# ------------------------------------------------------------------------------ shared phrases


def _tiles(old: Sequence[str], new: Sequence[str], least: int) -> Iterator[tuple[int, int, int]]:
    """Common runs, the longest first, none of which overlaps another: old place, new place, length."""
    used_old, used_new = bytearray(len(old)), bytearray(len(new))
    for length, i, j in sorted(_common_runs(old, new, least), key=lambda run: (-run[0], run[1], run[2])):
        if any(used_old[i : i + length]) or any(used_new[j : j + length]):
            continue
        used_old[i : i + length] = used_new[j : j + length] = b"\x01" * length
        yield i, j, length


def _common_runs(old: Sequence[str], new: Sequence[str], least: int) -> Iterator[tuple[int, int, int]]:
    """Every run of words that both have and that goes on in neither direction."""
    starts: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(old) - least + 1):
        starts[tuple(old[i : i + least])].append(i)
    for j in range(len(new) - least + 1):
        for i in starts.get(tuple(new[j : j + least]), ()):
            if i and j and old[i - 1] == new[j - 1]:
                continue
            length = least
            while i + length < len(old) and j + length < len(new) and old[i + length] == new[j + length]:
                length += 1
            yield length, i, j


def _is_telling(words: Sequence[Token], *, unspaced: bool) -> bool:
    letters = [sum(map(str.isalnum, word.text)) for word in words]
    return sum(letters) >= _PHRASE_UNSPACED if unspaced else max(letters) >= _TELLING
