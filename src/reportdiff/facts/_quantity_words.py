"""The words for what is counted, as `units.toml` of each language lists them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportdiff.language.casing import Uncased
from reportdiff.language.lexicon import Lexicon, by_first_letter
from reportdiff.language.tables import table


@dataclass(frozen=True, slots=True)
class Either:
    """What a noun counts beside some words, unless others stand there too, and what it counts else."""

    beside: Lexicon
    unless: Lexicon
    then: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class UnitWords:
    """One lexicon or pattern for each list of `units.toml`; the comments there tell what each is for."""

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
    either: Mapping[str, Either]


@cache
def unit_words(code: str) -> UnitWords:
    """What the tables of a language hold; nothing where there is none."""
    data = table(code, "units")
    nouns, classifiers = data.get("nouns", {}), data.get("classifiers", {})
    named = classifiers.get("units", {})
    return UnitWords(
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
            unit: Either(
                Lexicon({"": said["beside"]}), Lexicon({"": said["unless"]}), said["then"], said["else"]
            )
            for unit, said in data.get("either", {}).items()
        },
    )


def _compiled(data: Mapping[str, str], name: str) -> re.Pattern[str] | None:
    return re.compile(data[name]) if name in data else None
