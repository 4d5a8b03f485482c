"""Mentions of instruments in a text, and what stand-ins such as "the Convention" mean."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from reportdiff.language.casing import small
from reportdiff.language.lexicon import Lexicon
from reportdiff.language.tables import primary, table

OTHER = "other"
_PROTOCOL = "protocol"
_FAR = 60
_MARKS = {"《": "》", "“": "”", '"': '"'}


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name instruments; `ids` is empty where a stand-in could not be resolved.

    `kind` is `convention`, `protocol`, `protocols` or `drug-conventions`; another treaty has the id `other`.
    """

    ids: tuple[str, ...]
    kind: str
    start: int
    end: int
    stands_in: bool = False


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument of the canonical list; dates are ISO.

    `needed` are the parties that its entry into force took.
    """

    id: str
    kind: str
    adopted: str
    in_force: str
    needed: int
    protocol_of: str | None
    group: str | None


@cache
def instruments() -> dict[str, Instrument]:
    """The canonical list, in its order."""
    file = resources.files("reportdiff.facts") / "data" / "instruments.toml"
    listed = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        name: Instrument(
            name,
            entry["kind"],
            entry["adopted"],
            entry["in_force"],
            entry["needed"],
            entry.get("protocol_of"),
            entry.get("group"),
        )
        for name, entry in listed.items()
    }


class Resolver:
    """What a stand-in means: the last one named in the paragraph, else in its headings, else in its section.

    Feed it the paragraphs of a report in their order.
    """

    def __init__(self, language: str) -> None:
        self._names = _names(primary(language))
        self._section: object = None
        self._in_section: dict[str, str] = {}
        self._headings: dict[str, Mention | None] = {}

    def mentions(self, text: str, section: object, headings: Sequence[str]) -> list[Mention]:
        """The mentions of one paragraph in reading order, stand-ins resolved.

        Args:
            text: the paragraph.
            section: what identifies its section.
            headings: of its section and those above, the nearest first.
        """
        if section != self._section:
            self._section, self._in_section = section, {}
        resolved: list[Mention] = []
        here: dict[str, str] = {}
        for mention in _named(text, self._names):
            known = self._resolved(mention, here, headings) if mention.stands_in else mention
            resolved.append(known)
            if len(known.ids) == 1 and not known.stands_in:
                here[known.kind] = known.ids[0]
        self._in_section |= here
        return resolved

    def of_heading(self, headings: Sequence[str]) -> Mention | None:
        """The one instrument that the nearest heading names by name."""
        nearest = headings[0] if headings else ""
        if nearest not in self._headings:
            named = {m.ids[0] for m in _named(nearest, self._names) if len(m.ids) == 1} - {OTHER}
            self._headings[nearest] = _of_name(named.pop(), 0, 0) if len(named) == 1 else None
        return self._headings[nearest]

    def _resolved(self, mention: Mention, here: dict[str, str], headings: Sequence[str]) -> Mention:
        if mention.kind == "drug-conventions":
            return replace(
                mention, ids=tuple(i.id for i in instruments().values() if i.group == mention.kind)
            )
        single = "convention" if mention.kind == "protocols" else mention.kind
        meant = here.get(single) or self._of_headings(single, headings) or self._in_section.get(single)
        if meant is None:
            return mention
        if mention.kind == "protocols":
            return replace(mention, ids=tuple(i.id for i in instruments().values() if i.protocol_of == meant))
        return replace(mention, ids=(meant,))

    def _of_headings(self, kind: str, headings: Sequence[str]) -> str | None:
        for heading in headings:
            named = [m.ids[0] for m in _named(heading, self._names) if m.kind == kind and len(m.ids) == 1]
            spoken = (
                [term.key for term in self._names.topics[kind].find(heading)]
                if kind in self._names.topics
                else []
            )
            meant = set(named or spoken)
            if len(meant) == 1:
                return meant.pop()
            if meant:
                return None
        return None


@dataclass(frozen=True, slots=True)
class _Names:
    named: Lexicon
    stand_ins: Lexicon
    other: re.Pattern[str]
    kinds: tuple[str, ...]
    supplementing: Lexicon
    protocols: Lexicon
    on_topic: Lexicon
    among_topics: Lexicon
    topics: dict[str, Lexicon]


def _named(text: str, names: _Names) -> list[Mention]:
    known = [_marked(text, _of_name(term.key, term.start, term.end)) for term in names.named.find(text)]
    others = [
        Mention((OTHER,), _kind_of_other(text[m.start() : m.end()], names), *m.span())
        for m in (names.other.finditer(text) if any(kind in small(text) for kind in names.kinds) else ())
    ]
    stand_ins = [
        _marked(text, Mention((), term.key, term.start, term.end, stands_in=True))
        for term in names.stand_ins.find(text)
    ]
    by_topic = [] if _PROTOCOL not in names.topics else list(_by_topic(text, names))
    return _without_supplemented(text, _first_wins(len(text), known, by_topic, others, stand_ins), names)


def _by_topic(text: str, names: _Names) -> Iterator[Mention]:
    """Protocols that are told by what they are on: "its Protocols on trafficking in persons and firearms".

    The list follows its noun, or stands before it as in Chinese (关于…的议定书).
    """
    for noun in names.protocols.find(text):
        start = names.on_topic.at(text, _skipped(text, noun.end))
        if start:
            ids, end = _topics(text, start.end, len(text), names)
            span = (noun.start, end)
        else:
            leads = names.on_topic.find(text, max(0, noun.start - _FAR), noun.start)
            ids, end = _topics(text, leads[-1].end, noun.start, names) if leads else ([], 0)
            ids = ids if end == noun.start else []
            span = (leads[-1].start, noun.end) if leads else (0, 0)
        if len(ids) > 1:
            yield Mention(tuple(ids), "protocols", *span)


def _topics(text: str, at: int, limit: int, names: _Names) -> tuple[list[str], int]:
    """The protocols whose topics are listed from an offset on, and where the list ends."""
    ids: list[str] = []
    end = at = _skipped(text, at)
    while at < limit:
        topic, between = names.topics[_PROTOCOL].at(text, at), names.among_topics.at(text, at)
        if topic is None and between is None:
            break
        if topic:
            ids.append(topic.key)
            end = topic.end
        at = _skipped(text, topic.end if topic else between.end if between else limit)
    return ids, (limit if at >= limit else end)


def _skipped(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \u00a0\n":
        at += 1
    return at


def _of_name(key: str, start: int, end: int) -> Mention:
    return Mention((key,), instruments()[key].kind, start, end)


def _kind_of_other(name: str, names: _Names) -> str:
    terms = names.stand_ins.find(name)
    return terms[-1].key if terms else "convention"


def _marked(text: str, mention: Mention) -> Mention:
    """The mention with the title marks around it."""
    opening = text[mention.start - 1] if mention.start else ""
    closing = _MARKS.get(opening)
    if closing and text[mention.end : mention.end + 1] == closing:
        return replace(mention, start=mention.start - 1, end=mention.end + 1)
    return mention


def _first_wins(length: int, *ranked: Iterable[Mention]) -> list[Mention]:
    """Mentions without overlaps: what comes in an earlier list takes its place."""
    taken = bytearray(length)
    kept: list[Mention] = []
    for mention in (mention for mentions in ranked for mention in mentions):
        if 1 not in taken[mention.start : mention.end]:
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def _without_supplemented(text: str, mentions: Sequence[Mention], names: _Names) -> list[Mention]:
    """Without the convention in "Protocol …, supplementing the … Convention", and one named twice over."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        between = text[last.end : mention.start] if last else ""
        if last and _supplements(last, mention, between, names):
            kept[-1] = replace(last, end=mention.end)
            continue
        if last and last.ids == mention.ids and last.ids and len(between.strip(" ,（(")) == 0:
            kept[-1] = replace(last, end=mention.end)
            continue
        kept.append(mention)
    return kept


def _supplements(last: Mention, mention: Mention, between: str, names: _Names) -> bool:
    kinds = (last.kind, mention.kind) == ("protocol", "convention")
    return kinds and len(between) <= 40 and bool(names.supplementing.find(between))


@cache
def _names(code: str) -> _Names:
    data = table(code, "treaties")
    say, clitics = data.get("say", {}), data.get("clitics", "")
    topics: dict[str, dict[str, list[str]]] = {}
    for name, words in data.get("topics", {}).items():
        topics.setdefault(instruments()[name].kind, {})[name] = words
    return _Names(
        named=Lexicon(data.get("names", {}), clitics=clitics),
        stand_ins=Lexicon(data.get("pronouns", {}), clitics=clitics),
        other=re.compile(say.get("other", "(?!)")),
        kinds=tuple(say.get("kinds", [""])),
        supplementing=Lexicon({"": say.get("supplementing", [])}),
        protocols=Lexicon(
            {"": [*data.get("pronouns", {}).get("protocols", []), *say.get("protocols", [])]}, clitics=clitics
        ),
        on_topic=Lexicon({"": say.get("on_topic", [])}, clitics=clitics),
        among_topics=Lexicon({"": say.get("among_topics", [])}, clitics=clitics),
        topics={kind: Lexicon(words, clitics=clitics) for kind, words in topics.items()},
    )
