"""What a text says of a programme: which words speak of it, and the status that they give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reportdiff.facts._passage import Passage
from reportdiff.facts._programme_found import Found
from reportdiff.facts._programme_say import AFTER, ANYWHERE, BEFORE, BESIDE, DENIED_BY, DENIES, ProgrammeSay
from reportdiff.facts._sentences import Span
from reportdiff.language.lexicon import Lexicon, Term

# The order in which what is said decides: words, the status that they give, how far from the name they count.
_SAID = (
    ("ended", "ended", 70),
    ("running", "continuing", 70),
    ("next-phase", "next-phase", 70),
    ("planned", "planned", 70),
    ("new", "new", 36),
    ("continuing", "continuing", 110),
)
_AROUND = 110
_TOUCHING = 4
_SEMICOLON = re.compile("[;；؛]")
_COMMA = re.compile("[,，،、]")
_CLAUSE_COMMA = re.compile("[,，،]")
_MARKS = re.compile(r"[\s“”«»\"'‘’,，،、]+")
_DATE_NEAR = 12
_FROM_HEAD = 40


def grouped(text: str, names: Sequence[Found], say: ProgrammeSay) -> list[list[Found]]:
    """The names, those together that only "and" or commas join: what is said is said of all of them.

    Of two names parted by a comma and "and", each opens a clause of its own.
    """
    groups: list[list[Found]] = []
    for name in names:
        if groups and _are_joined(text[groups[-1][-1].end : name.start], say):
            groups[-1].append(name)
        else:
            groups.append([name])
    return [part for group in groups for part in _apart(text, group)]


def clauses(passage: Passage, groups: Sequence[Sequence[Found]], say: ProgrammeSay) -> list[Span]:
    """For each group of names the words of its sentence that speak of it.

    A clause ends at a word such as "while"; between two groups at a semicolon, else at a comma, else at
    "and", else the words between them may speak of either.
    """
    text = passage.text
    spans = [_own_clause(text, _sentence(passage, group), group, say.clauses) for group in groups]
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    for place, (one, other) in enumerate(pairwise(groups)):
        left, right = one[-1].end, other[0].start
        if starts[place + 1] < ends[place]:
            cut = _cut(text, left, right, say)
            ends[place] = min(ends[place], cut or right)
            starts[place + 1] = max(starts[place + 1], cut or left)
    return [Span(start, end) for start, end in zip(starts, ends, strict=True)]


def status(
    passage: Passage, found: Found, group: Span, clause: Span, period: str | None, say: ProgrammeSay
) -> str:
    """What its clause says near its name or its group's; a launch of another year is no news."""
    if period and passage.period and period[:4] > passage.period[-4:]:
        return "planned"
    start, end = max(clause.start, group.start - _AROUND), min(clause.end, group.end + _AROUND)
    for cues, told, reach in _SAID:
        near = [
            cue
            for cue in say.status[cues].find(passage.text, start, end)
            if _counts(cue, found, group, reach)
            and not _is_denied(passage.text, cue, group, Span(start, end), say)
        ]
        if near:
            return _by_year(passage, near[0], found, clause) if cues == "new" else told
    return "unstated"


def _sentence(passage: Passage, group: Sequence[Found]) -> Span:
    return next(span for span in passage.sentences if group[0].start in span)


def _are_joined(gap: str, say: ProgrammeSay) -> bool:
    """Whether nothing but words of joining, marks and words for programme part two names."""
    if len(gap) > 2 * _AROUND or _SEMICOLON.search(gap):
        return False
    left = gap
    for words in (say.joins, say.generic):
        for term in reversed(words.find(left)):
            left = left[: term.start] + " " + left[term.end :]
    return gap.strip() != "" and not _MARKS.sub("", left)


def _apart(text: str, group: list[Found]) -> list[list[Found]]:
    if len(group) == 2 and _CLAUSE_COMMA.search(text, group[0].end, group[1].start):
        return [[name] for name in group]
    return [group]


def _own_clause(text: str, sentence: Span, group: Sequence[Found], limits: Lexicon) -> Span:
    """What comes before a semicolon is of another subject; what comes after it goes on about the name."""
    first, last = group[0].start, group[-1].end
    words = limits.find(text, sentence.start, sentence.end)
    before = [mark.end() for mark in _SEMICOLON.finditer(text, sentence.start, first)]
    before += [word.end for word in words if word.end <= first]
    after = [word.start for word in words if word.start >= last]
    return Span(max(before, default=sentence.start), min(after, default=sentence.end))


def _cut(text: str, left: int, right: int, say: ProgrammeSay) -> int | None:
    stops = [match.start() for match in _SEMICOLON.finditer(text, left, right)]
    commas = [match.start() for match in _COMMA.finditer(text, left, right)]
    joins = [term.start for term in say.joins.find(text, left, right)]
    return max(stops or commas or joins, default=None)


def _counts(cue: Term, found: Found, group: Span, reach: int) -> bool:
    """Whether a cue stands on its side of the name, and near enough."""
    if cue.key == BESIDE:
        return cue.start <= found.end + _TOUCHING and found.start <= cue.end + _TOUCHING
    sides = {
        ANYWHERE: True,
        BEFORE: cue.start < group.start,
        AFTER: cue.end > group.end,
    }
    return sides.get(cue.key, False) and cue.start - group.end < reach and group.start - cue.end < reach


def _is_denied(text: str, cue: Term, group: Span, clause: Span, say: ProgrammeSay) -> bool:
    """Whether a word denies the cue: before it, or after it or the names that it stands before."""
    before = say.denials.find(text, max(clause.start, cue.start - say.denial_reach), cue.end)
    if any(
        term.key == DENIES and term.start < cue.end and not _COMMA.search(text, term.end, cue.start)
        for term in before
    ):
        return True
    starts = {cue.end, group.end if cue.end <= group.start else cue.end}
    after = [say.denials.find(text, at, min(clause.end, at + say.denial_reach)) for at in sorted(starts)]
    return any(term.key == DENIED_BY for terms in after for term in terms)


def _by_year(passage: Passage, cue: Term, found: Found, clause: Span) -> str:
    """New where the year beside the cue, or at the head of its clause, is the edition's."""
    dates = [
        date
        for date in passage.dates
        if date.iso and date.start in clause and not found.start <= date.start < found.end + _TOUCHING
    ]
    near = [d for d in dates if abs(d.start - cue.end) < _DATE_NEAR or abs(cue.start - d.end) < _DATE_NEAR]
    near = near or [
        d for d in dates if d.start - clause.start < _DATE_NEAR and 0 <= cue.start - d.end < _FROM_HEAD
    ]
    if not near or not passage.period or near[0].iso is None:
        return "new"
    year, now = near[0].iso[:4], passage.period[-4:]
    return "new" if passage.period[:4] <= year <= now else "continuing" if year < now else "planned"
