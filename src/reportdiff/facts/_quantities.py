"""Quantities: the numbers of a paragraph that count something, with what they count."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from reportdiff.facts._changes import Counted, with_changes, without_reached_limits
from reportdiff.facts._elided import with_elided
from reportdiff.facts._naming import without_names
from reportdiff.language.casing import Uncased
from reportdiff.language.dates import Date
from reportdiff.language.lexicon import Lexicon, Term, by_first_letter
from reportdiff.language.numbers import Numeral
from reportdiff.language.tables import primary, table
from reportdiff.model import Place, Quantity

_PUNCTUATION = re.compile(r"[.,;:!?()\[\]“”\"《》（）。，；：、？！…\n]")
_ENDS = frozenset(",;:!?()[]\n")  # after which nothing is counted any more
_HALF = Decimal("0.5")
_LARGE = 10_000
_BEFORE = 40  # how far before a number words that bear on it are looked for
_QUOTES = ("“", "「", "‘")
_STOPPED = re.compile(r"[.;!?]\s|[。；！？]")
_NUMBER_FOLLOWS = re.compile(r"[ \u00a0]?\d")
_COMPOUND = re.compile(r"-(?P<noun>[a-z]+)(?![\w-])")
_CHAINED = 2  # letters of a noun that can close a chain
_WORD = re.compile(r"[^\W\d_][\w'’-]{0,40}")


@dataclass(frozen=True, slots=True)
class _Either:
    """What a noun counts beside some words, unless others stand there too, and what it counts else."""

    beside: Lexicon
    unless: Lexicon
    then: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class _Units:
    nouns: Lexicon
    stop: Lexicon
    both: Lexicon
    classifiers: Lexicon
    classifier_units: Lexicon
    after: Lexicon
    count_words: Lexicon
    one_after: tuple[str, ...]
    one_of: frozenset[str]
    reach: int
    window: int
    reach_after_link: int
    links: tuple[str, ...]
    measures: frozenset[str]
    noun_first: bool
    adjacent: bool
    partitive: Lexicon
    whole: Lexicon
    half: Lexicon
    one_is_article: bool
    plural: re.Pattern[str] | None
    modifiers: re.Pattern[str] | None
    during: Uncased | None
    durations: frozenset[str]
    attributes: re.Pattern[str] | None
    leading: re.Pattern[str] | None
    postposed: re.Pattern[str] | None
    named_group: re.Pattern[str]
    led: tuple[tuple[str, Uncased], ...]
    compounds: frozenset[str]
    unmeasured: Uncased | None
    unspaced: bool
    either: Mapping[str, _Either]


def counted_in(text: str, numerals: Sequence[Numeral], language: str) -> list[Counted]:
    """What each numeral of a text counts; numerals that count nothing are left out."""
    units = _units(primary(language))
    read = _unspaced if units.unspaced else _spaced
    limits = [*(numeral.start for numeral in numerals), len(text)][1:]
    found = (read(text, numeral, limit, units) for numeral, limit in zip(numerals, limits, strict=True))
    meant = _in_context(text, [counted for counted in found if counted is not None], units)
    meant = _with_led(text, meant, units) if meant and units.led else meant
    return without_reached_limits(text, with_elided(text, meant, language), language)


def _in_context(text: str, counted: Sequence[Counted], units: _Units) -> list[Counted]:
    """The same; a noun of two meanings counts what its sentence, and what stands before it, speak of."""
    meant = list(counted)
    for unit, either in units.either.items():
        places = [place for place, item in enumerate(counted) if item.unit == unit]
        if not places:
            continue
        stops = [0, *(match.end() for match in _STOPPED.finditer(text)), len(text) + 1]
        beside = next(iter(either.beside.find(text)), None)
        others = [term.start for term in either.unless.find(text)]
        for place in places:
            sentence = bisect_right(stops, counted[place].start)
            start, end = stops[sentence - 1], stops[sentence]
            told = beside is not None and beside.end <= end
            apart = bisect_left(others, start) < bisect_left(others, end)
            meant[place] = replace(meant[place], unit=either.then if told and not apart else either.otherwise)
    return meant


def quantities(
    text: str, address: str, counted: Sequence[Counted], dates: Sequence[Date], language: str
) -> list[Quantity]:
    """The quantities of one paragraph; what a change is from and by has the qualifier `from` and `by`."""
    return [
        Quantity(
            item.numeral.value,
            item.numeral.high,
            item.unit,
            item.numeral.currency,
            item.qualifier,
            Place(address, item.start, item.end, text[item.start : item.end]),
        )
        for item in with_changes(text, without_names(text, counted, language), dates, language)
    ]


def _spaced(text: str, numeral: Numeral, limit: int, units: _Units) -> Counted | None:
    if numeral.postposed:
        return _postposed(text, numeral, units)
    unit, end = (None, numeral.end) if _says_unit(numeral) else _noun_after(text, numeral, limit, units)
    beside = end > numeral.end and text[numeral.end : end].count(" ") <= 1
    if numeral.maybe_year and (unit is None or not beside):
        return None
    bare = numeral.spelled and unit is None and not _says_unit(numeral)
    article = numeral.spelled and numeral.value == 1 and units.one_is_article and not _says_unit(numeral)
    numeral, end = _with_half(text, numeral, end, units)
    unit = numeral.unit or unit
    qualifier = None if _is_during(text, numeral, unit, units) else numeral.qualifier
    qualifier = qualifier or _told_after(text, max(end, numeral.end), units)
    return Counted(numeral, unit, qualifier, numeral.start, end, is_article=article, is_bare=bare)


def _told_after(text: str, end: int, units: _Units) -> str | None:
    """The qualifier that stands after what is counted: "trois langues ou plus"."""
    said = units.after.at(text, _skip_space(text, end))
    return said.key if said and not _NUMBER_FOLLOWS.match(text, said.end) else None


def _with_led(text: str, counted: Sequence[Counted], units: _Units) -> list[Counted]:
    """The same with the qualifiers of verbs that lead to a number over its subject: تتجاوز النسبة 50."""
    ends = {match.end(): key for key, form in units.led for match in form.finditer(text)}
    return [
        replace(item, qualifier=ends[item.numeral.start])
        if item.qualifier is None and item.numeral.start in ends
        else item
        for item in counted
    ]


def _postposed(text: str, numeral: Numeral, units: _Units) -> Counted | None:
    """A number that stands after what it counts, perhaps with one word between: الوظائف الشاغرة الخمس."""
    begin = max(0, numeral.start - _BEFORE)
    nouns = units.nouns.find(text, begin, numeral.start)
    led = units.postposed and nouns and units.postposed.fullmatch(text, nouns[-1].end, numeral.start)
    if not led or units.named_group.search(text, begin, numeral.start):
        return None
    return Counted(numeral, nouns[-1].key, None, nouns[-1].start, numeral.end)


def _is_during(text: str, numeral: Numeral, unit: str | None, units: _Units) -> bool:
    """Whether a word of size only says how long something took: "a training over 2 weeks"."""
    lasted = unit in units.durations and units.during is not None and numeral.qualifier is not None
    if not (lasted and units.during):
        return False
    return units.during.search(text, max(0, numeral.start - _BEFORE), numeral.start) is not None


def _with_half(text: str, numeral: Numeral, end: int, units: _Units) -> tuple[Numeral, int]:
    """The numeral and the end of what it counts, with the half after them: "deux ans et demi"."""
    half = units.half.at(text, _skip_space(text, end))
    if half is None or numeral.high is not None or numeral.value != int(numeral.value):
        return numeral, end
    return replace(numeral, value=numeral.value + _HALF), half.end


def _says_unit(numeral: Numeral) -> bool:
    return numeral.unit is not None or numeral.currency is not None


def _noun_after(text: str, numeral: Numeral, limit: int, units: _Units) -> tuple[str | None, int]:
    """The head of the phrase that follows: its last noun before a preposition, a verb or a stop."""
    if (measure := _hyphened(text, numeral, units)) is not None:
        return measure.key, measure.end
    end = min(limit, numeral.end + 90)
    if text[numeral.end : numeral.end + 1] in _ENDS:
        return _noun_before(text, numeral.start, units), numeral.end
    stop = _PUNCTUATION.search(text, numeral.end, end)
    beside = units.nouns.at(text, _skip_space(text, numeral.end)) if stop else None
    if beside and stop and beside.end > stop.start():
        return beside.key, beside.end  # a unit with a full stop of its own: кв. км
    end = stop.start() if stop else end
    one = numeral.value == 1 and numeral.high is None
    begin = numeral.end if one else _past(_links(numeral, units), text, numeral.end)
    breaks = units.stop.find(text, begin, end)
    last, end = end, breaks[0].start if breaks else end
    words = [match.end() for match in _WORD.finditer(text, begin, end)][: units.reach]
    # A noun may hold a word that breaks phrases: points de base.
    nouns = [noun for noun in units.nouns.find(text, begin, last) if words and noun.start < words[-1]]
    if units.adjacent and nouns and not _is_beside(text, numeral, begin, nouns[0], units):
        nouns = []
    if nouns and not _only_modified(text, begin, nouns[0].start, units):
        nouns = []
    if len(nouns) > 1 and units.modifiers and _describes(text, nouns[0], nouns[1], units):
        nouns = nouns[1:]  # опрошенных лабораторий
    singular = numeral.high is None and (
        abs(numeral.value) < 2 if units.noun_first else numeral.value == 1  # 1,5 tonne
    )
    if units.plural and not singular:
        nouns = [noun for noun in nouns if _is_plural(text, noun, units)]
    led = [place for place, noun in enumerate(nouns) if units.leading and units.leading.match(text, noun.end)]
    nouns = nouns[: led[0] + 1] if led else nouns
    if nouns and nouns[0].key in units.measures and nouns[0].start - numeral.end <= 1:
        return nouns[0].key, nouns[0].end
    if nouns and units.noun_first:
        return nouns[0].key, nouns[0].end
    joined = units.both.find(text, begin, end)
    if joined and any(noun.end <= joined[0].start for noun in nouns):
        nouns = [noun for noun in nouns if noun.end <= joined[0].start]
    return (
        (nouns[-1].key, nouns[-1].end) if nouns else (_noun_before(text, numeral.start, units), numeral.end)
    )


def _hyphened(text: str, numeral: Numeral, units: _Units) -> Term | None:
    """What a number counts that a hyphen joins to it: "a 60-bed hospital"."""
    joined = _COMPOUND.match(text, numeral.end) if units.compounds else None
    if joined is None or joined["noun"] not in units.compounds:
        return None
    return units.nouns.at(text, joined.start("noun"))


def _is_plural(text: str, noun: Term, units: _Units) -> bool:
    """Whether a noun ends like those that are more than one; where it comes first, its first word may."""
    if units.plural is None or units.plural.search(text, noun.start, noun.end):
        return True
    head = _WORD.match(text, noun.start) if units.noun_first else None
    return head is not None and units.plural.search(text, noun.start, min(head.end(), noun.end)) is not None


def _is_beside(text: str, numeral: Numeral, begin: int, noun: Term, units: _Units) -> bool:
    """Whether a noun stands right after its number; with its article only after an "of"."""
    opening = units.nouns.opening(text, noun.start)
    return not text[begin:opening].strip() and (
        opening == noun.start or begin > numeral.end or numeral.fraction
    )


def _only_modified(text: str, start: int, end: int, units: _Units) -> bool:
    """Whether only modifiers stand between a number and a noun, where a language has data for them."""
    words = _WORD.finditer(text, start, end) if units.modifiers else ()
    return all(units.modifiers.fullmatch(word.group()) for word in words if units.modifiers)


def _describes(text: str, first: Term, second: Term, units: _Units) -> bool:
    """Whether the first of two nouns has the form of a modifier and the second stands right after it."""
    beside = not text[first.end : second.start].strip() and second.start > first.end
    return beside and bool(units.modifiers and units.modifiers.fullmatch(text, first.start, first.end))


def _links(numeral: Numeral, units: _Units) -> Lexicon:
    return units.whole if numeral.fraction else units.partitive


def _past(links: Lexicon, text: str, at: int) -> int:
    """Past the "of" of "twelve of States", where a language counts so, and of "two thirds of the States"."""
    term = links.at(text, _skip_space(text, at))
    return term.end if term else at


def _unspaced(text: str, numeral: Numeral, limit: int, units: _Units) -> Counted | None:
    if _says_unit(numeral):
        said = units.after.at(text, _skip_space(text, numeral.end))
        qualifier = numeral.qualifier or (said.key if said else None)
        return Counted(numeral, numeral.unit, qualifier, numeral.start, numeral.end)
    at = _skip_space(text, numeral.end)
    measure = units.classifiers.at(text, at)
    noun = units.nouns.at(text, at) if measure else None
    measure = None if noun and measure and noun.end > measure.end else measure  # 家庭 is no 家
    after = units.after.at(text, measure.end if measure else at)
    at = after.end if after else measure.end if measure else at
    unit, end = _noun_unspaced(text, at, min(limit, len(text)), units)
    named = units.classifier_units.key(text[measure.start : measure.end]) if measure else None
    if measure and named:
        unit, end = named, measure.end
    numeral, end = _with_half(text, numeral, end, units)
    if measure and (part := units.half.at(text, at)) is not None:  # 两个半小时
        timed = units.classifiers.at(text, part.end)
        if timed and (named := units.classifier_units.key(text[timed.start : timed.end])):
            unit, end = named, timed.end
    if measure and unit is None:
        unit = _noun_before(text, numeral.start, units)
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


def _only_names(text: str, numeral: Numeral, noun: Term, units: _Units) -> bool:
    """Whether digits with no measure word tell one of a kind from others: 214 房间, 27001 标准."""
    plain = not numeral.spelled and numeral.scale == 1 and numeral.qualifier is None and numeral.high is None
    led = units.unmeasured and units.unmeasured.search(text, max(0, numeral.start - _BEFORE), numeral.start)
    return plain and noun.end - noun.start >= _CHAINED and not led


def _noun_before(text: str, start: int, units: _Units) -> str | None:
    """What a bare number counts by the words before it: "the number of parties rose to 187"."""
    begin = max(0, start - units.window)
    breaks = [match.end() for match in _PUNCTUATION.finditer(text, begin, start)]
    begin = breaks[-1] if breaks else begin
    said = units.count_words.find(text, begin, start)
    nouns = units.nouns.find(text, begin, start) if said or units.unspaced else []
    if not nouns:
        return None
    beside = units.unspaced and not text[nouns[-1].end : start].strip()
    if said and not units.unspaced:
        return _counted_by_words(text, said[-1].end, start, nouns, units)
    return nouns[-1].key if beside or said else None


def _counted_by_words(text: str, begin: int, end: int, nouns: Sequence[Term], units: _Units) -> str | None:
    """The head of the phrase after "the number of"."""
    following = [noun for noun in nouns if noun.start >= begin]
    if not following or _is_broken(text, begin, following[0].start, units):
        return None
    if units.noun_first:
        return following[0].key
    breaks = units.stop.find(text, following[0].end, end)
    phrase = [noun for noun in following if not breaks or noun.end <= breaks[0].start]
    return phrase[-1].key


def _is_broken(text: str, begin: int, end: int, units: _Units) -> bool:
    """Whether a word that breaks phrases stands between two offsets, other than right after the first."""
    return any(text[begin : term.start].strip() for term in units.stop.find(text, begin, end))


def _counts(text: str, numeral: Numeral, unit: str | None, units: _Units, *, measured: bool) -> bool:
    """Whether a numeral counts: an article does not, nor a year, nor one spelled without a measure word."""
    if numeral.spelled and (numeral.value == 0 or text[: numeral.start].endswith(_QUOTES)):
        return False  # “四个意识”: a slogan
    if numeral.maybe_year or numeral.spelled:
        if not measured:
            return False
        if numeral.spelled and numeral.value == 1:
            return unit in units.one_of or text[: numeral.start].endswith(units.one_after)
    return measured or not numeral.spelled


def _noun_unspaced(text: str, at: int, limit: int, units: _Units) -> tuple[str | None, int]:
    """The noun right after, or after a modifier with 的; nouns that touch are one, named by the last."""
    end = min(limit, at + units.window)
    stop = _PUNCTUATION.search(text, at, end)
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


def _modified(text: str, noun: Term, at: int, units: _Units) -> tuple[str, int]:
    """The noun that a clause with 的 leads to: of "提出请求的国家" it is the last."""
    link = next((mark for mark in units.links if text.startswith(mark, noun.end)), None)
    head = units.nouns.at(text, noun.end + len(link)) if link and noun.start > at else None
    return (head.key, head.end) if head else (noun.key, noun.end)


def _chained(text: str, key: str, end: int, units: _Units) -> tuple[str, int]:
    following = units.nouns.at(text, end)
    if following is None or following.end - following.start < _CHAINED:  # 监狱人满为患
        return key, end
    return _chained(text, following.key, following.end, units)


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \u00a0\n":
        at += 1
    return at


@cache
def _units(code: str) -> _Units:
    data = table(code, "units")
    nouns, classifiers = data.get("nouns", {}), data.get("classifiers", {})
    named = classifiers.get("units", {})
    return _Units(
        nouns=Lexicon(data.get("units", {}), clitics=nouns.get("clitics", "")),
        stop=Lexicon({"stop": nouns.get("stop", [])}),
        both=Lexicon({"both": nouns.get("both", [])}),
        classifiers=Lexicon({"": classifiers.get("plain", []), **named}),
        classifier_units=Lexicon(named),
        after=Lexicon(data.get("after", {})),
        count_words=Lexicon({"": nouns.get("count_words", [])}),
        one_after=tuple(data.get("one", {}).get("counted_after", ())),
        one_of=frozenset(data.get("one", {}).get("units", ())),
        reach=nouns.get("reach", 5),
        window=nouns.get("window", 60),
        reach_after_link=nouns.get("reach_after_link", 0),
        links=tuple(nouns.get("links", ())),
        one_is_article=bool(nouns.get("one_is_article", False)),
        noun_first=nouns.get("head") == "first",
        adjacent=bool(nouns.get("adjacent", False)),
        whole=Lexicon({"": nouns.get("whole", [])}),
        half=Lexicon({"": nouns.get("half", [])}),
        partitive=Lexicon({"": nouns.get("partitive", [])}),
        plural=_compiled(nouns, "plural"),
        modifiers=_compiled(nouns, "modifiers"),
        leading=_compiled(nouns, "leading"),
        postposed=_compiled(nouns, "postposed"),
        named_group=re.compile(nouns.get("named_group", "(?!)")),
        led=tuple(
            (key, Uncased(by_first_letter(forms, r"\b"))) for key, forms in data.get("led", {}).items()
        ),
        unmeasured=Uncased(nouns["unmeasured"]) if "unmeasured" in nouns else None,
        compounds=frozenset(nouns.get("compounds", ())),
        during=Uncased(nouns["during"]) if "during" in nouns else None,
        durations=frozenset(nouns.get("durations", ())),
        attributes=_compiled(nouns, "attributes"),
        measures=frozenset(nouns.get("measures", ())),
        unspaced=not table(code, "numbers").get("spaced", True),
        either={
            unit: _Either(
                Lexicon({"": said["beside"]}), Lexicon({"": said["unless"]}), said["then"], said["else"]
            )
            for unit, said in data.get("either", {}).items()
        },
    )


def _compiled(data: Mapping[str, str], name: str) -> re.Pattern[str] | None:
    return re.compile(data[name]) if name in data else None
