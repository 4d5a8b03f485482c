"""What a numeral counts where no spaces part words: a measure word after it, a noun, or one after a 的."""

from __future__ import annotations

from reportdiff.facts._changes import Counted
from reportdiff.facts._quantity_nouns import (
    BEFORE,
    PUNCTUATION,
    noun_before,
    says_unit,
    skip_space,
    with_half,
)
from reportdiff.facts._quantity_words import UnitWords
from reportdiff.language.lexicon import Term
from reportdiff.language.numbers import Numeral

_LARGE = 10_000
_QUOTES = ("“", "「", "‘")
_CHAINED = 2  # letters of a noun that can close a chain


def unspaced(text: str, numeral: Numeral, limit: int, units: UnitWords) -> Counted | None:
    """The numeral with what it counts; None where it counts nothing."""
    if says_unit(numeral):
        said = units.after.at(text, skip_space(text, numeral.end))
        qualifier = numeral.qualifier or (said.key if said else None)
        return Counted(numeral, numeral.unit, qualifier, numeral.start, numeral.end)
    at = skip_space(text, numeral.end)
    measure = units.classifiers.at(text, at)
    noun = units.nouns.at(text, at) if measure else None
    measure = None if noun and measure and noun.end > measure.end else measure  # 家庭 is no 家
    after = units.after.at(text, measure.end if measure else at)
    at = after.end if after else measure.end if measure else at
    unit, end = _noun_unspaced(text, at, min(limit, len(text)), units)
    named = units.classifier_units.key(text[measure.start : measure.end]) if measure else None
    if measure and named:
        unit, end = named, measure.end
    numeral, end = with_half(text, numeral, end, units)
    if measure and (part := units.half.at(text, at)) is not None:  # 两个半小时
        timed = units.classifiers.at(text, part.end)
        if timed and (named := units.classifier_units.key(text[timed.start : timed.end])):
            unit, end = named, timed.end
    if measure and unit is None:
        unit = noun_before(text, numeral.start, units)
    beside = units.nouns.at(text, at)
    if beside and measure is None and _only_names(text, numeral, beside, units):
        return None
    direct = beside is not None
    large = direct and numeral.value >= _LARGE  # 千万家庭
    measured = measure is not None or numeral.fraction or large
    if not _counts(text, numeral, unit if direct else None, units, measured=measured):
        return None
    qualifier = numeral.qualifier or (after.key if after else None)
    bare = numeral.spelled and unit is None  # 两个维护
    end = max(end, at if measure else numeral.end)
    return Counted(numeral, unit, qualifier, numeral.start, end, is_bare=bare)


def _only_names(text: str, numeral: Numeral, noun: Term, units: UnitWords) -> bool:
    """Whether digits with no measure word tell one of a kind from others: 214 房间, 27001 标准."""
    plain = not numeral.spelled and numeral.scale == 1 and numeral.qualifier is None and numeral.high is None
    led = units.unmeasured and units.unmeasured.search(text, max(0, numeral.start - BEFORE), numeral.start)
    return plain and noun.end - noun.start >= _CHAINED and not led


def _counts(text: str, numeral: Numeral, unit: str | None, units: UnitWords, *, measured: bool) -> bool:
    """Whether a numeral counts: an article does not, nor a year, nor one spelled without a measure word."""
    if numeral.spelled and (numeral.value == 0 or text[: numeral.start].endswith(_QUOTES)):
        return False  # “四个意识”: a slogan
    if numeral.maybe_year or numeral.spelled:
        if not measured:
            return False
        if numeral.spelled and numeral.value == 1:
            return unit in units.one_of or text[: numeral.start].endswith(units.one_after)
    return measured or not numeral.spelled


def _noun_unspaced(text: str, at: int, limit: int, units: UnitWords) -> tuple[str | None, int]:
    """The noun right after, or after a modifier with 的; nouns that touch are one, named by the last."""
    end = min(limit, at + units.window)
    stop = PUNCTUATION.search(text, at, end)
    end = stop.start() if stop else end
    breaks = units.stop.find(text, at, end)
    for noun in units.nouns.find(text, at, end):
        if noun.start < at:
            continue
        if units.attributes and (described := units.attributes.match(text, noun.start)):
            at = described.end()  # 国家级经济开发区
            continue
        broken = bool(breaks) and breaks[0].start < noun.start
        link = max((text.rfind(mark, at, noun.start) for mark in units.links), default=-1)
        near = noun.start - at <= units.reach and not broken and link < 0
        if near or (link >= 0 and noun.start - link <= units.reach_after_link):
            return _chained(text, *_modified(text, noun, at, units), units)
    return None, at


def _modified(text: str, noun: Term, at: int, units: UnitWords) -> tuple[str, int]:
    """The noun that a clause with 的 leads to: of "提出请求的国家" it is the last."""
    link = next((mark for mark in units.links if text.startswith(mark, noun.end)), None)
    head = units.nouns.at(text, noun.end + len(link)) if link and noun.start > at else None
    return (head.key, head.end) if head else (noun.key, noun.end)


def _chained(text: str, key: str, end: int, units: UnitWords) -> tuple[str, int]:
    following = units.nouns.at(text, end)
    if following is None or following.end - following.start < _CHAINED:  # 监狱人满为患
        return key, end
    return _chained(text, following.key, following.end, units)
