"""Which documents a series should have: of which editions, in which languages, under which symbols."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from reportdiff.corpus import natural_order
from reportdiff.errors import FetchError
from reportdiff.series import LANGUAGE_CODE, Series

_YEAR = re.compile(r"[0-9]{4}")
_NAME = re.compile(r"[^\W_][\w-]{0,60}")
_MOST = 200


@dataclass(frozen=True, slots=True)
class Document:
    """One document in one language.

    Attributes:
        edition: The edition that it is, or corrects.
        language: A BCP 47 code.
        corrigendum: Its number; 0 for the edition itself.
        symbols: What it is known by; all of one document.
    """

    edition: str
    language: str
    corrigendum: int
    symbols: tuple[str, ...]

    @property
    def stem(self) -> str:
        """The name of its file without a revision and without the extension."""
        return f"{self.edition}.corr{self.corrigendum}" if self.corrigendum else self.edition


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beforehand.

    Attributes:
        held: Editions that the corpus holds, in any language.
        languages: Languages that it holds them in.
        year: The current year.
    """

    held: frozenset[str]
    languages: frozenset[str]
    year: int


def planned(
    series: Series, known: Known, editions: str | None, languages: Sequence[str], served: Collection[str]
) -> list[Document]:
    """The documents to look for, in order of edition and language.

    Args:
        series: Whose they are.
        known: What is there.
        editions: `2010..2016`, `2010..`, `2016`, or several with commas; None for all that are known and
            those that may have come since.
        languages: BCP 47 codes; those of the series if there are none.
        served: Languages that the document system has.

    Raises:
        FetchError: No symbols are named, or what is wished for cannot be understood.
    """
    source = f"{series.id}/series.toml"
    if not (series.symbols or series.symbol_exceptions or series.corrigenda):
        raise FetchError("it names no document symbols", path=source, advice="add them under [symbols]")
    wanted = _languages(series, known, languages, served)
    names = _chosen(series, known, editions) if editions is not None else _due(series, known)
    found = [document for name in names for document in _of_edition(series, name)]
    if not found:
        which = f" for {', '.join(names[:5])}" if editions is not None else ""
        raise FetchError(
            f"it names no document symbols{which}", path=source, advice="add them under [symbols]"
        )
    return [replace(document, language=language) for document in found for language in wanted]


def _languages(
    series: Series, known: Known, wished: Sequence[str], served: Collection[str]
) -> tuple[str, ...]:
    own = series.languages or tuple(filter(None, [series.reference_language])) or sorted(known.languages)
    own = [language for language in own if language.partition("-")[0] in served]
    for language in wished:
        if not LANGUAGE_CODE.match(language) or language.partition("-")[0] not in served:
            raise FetchError(
                f"the document system has no editions in {language[:40]!a}",
                advice=f"it has {', '.join(sorted(served))}",
            )
    if not (wished or own):
        raise FetchError("nothing says in which languages", path=series.id, advice="add --languages zh,en")
    return tuple(dict.fromkeys(wished or own))


def _of_edition(series: Series, edition: str) -> Iterator[Document]:
    if not _NAME.fullmatch(edition):
        return
    symbols = series.symbols_of(edition)
    if symbols:
        yield Document(edition, "", 0, symbols)
    for number, corrigendum in enumerate(series.corrigenda.get(edition, ()), 1):
        if corrigendum and number < 100:
            yield Document(edition, "", number, corrigendum)


def _named(series: Series) -> set[str]:
    """Editions that series.toml names."""
    return {name for name in (*series.symbol_exceptions, *series.corrigenda) if ".." not in name}


def _due(series: Series, known: Known) -> list[str]:
    """Every edition that is known, and the years since the latest."""
    names = known.held | _named(series)
    years = [int(year[0]) for name in names if (year := _YEAR.match(name))]
    first = max(years) + 1 if years else known.year - 1
    first = max(first, known.year - _MOST)
    return _ordered(names | {str(year) for year in range(first, known.year + 1)})


def _chosen(series: Series, known: Known, wish: str) -> list[str]:
    names: set[str] = set()
    for part in wish.split(","):
        first, dots, last = (side.strip() for side in part.partition(".."))
        last = (last or str(known.year)) if dots else first
        for end in (first, last):
            if not _NAME.fullmatch(end):
                raise FetchError(
                    f"{part[:60]!a} names no editions", advice="write 2010..2016, 2010.. or 2016"
                )
        if dots:
            names |= _between(first, last, known.held | _named(series))
        else:
            names.add(first)
    if len(names) > _MOST:
        raise FetchError(
            f"{len(names)} editions are more than are fetched at once ({_MOST})", advice="name fewer"
        )
    return _ordered(names)


def _between(first: str, last: str, names: Collection[str]) -> set[str]:
    """The names from one to another, and every year between two years."""
    low, high = natural_order(first), natural_order(last)
    within = {one for one in names if low <= natural_order(one) and _ends_by(one, last)}
    if _YEAR.fullmatch(first) and _YEAR.fullmatch(last):
        return within | {str(year) for year in range(int(first), int(last) + 1)}
    return within | ({first, last} if low <= high else set())


def _ends_by(name: str, last: str) -> bool:
    """Whether a name is not after another; the parts of a year are of that year."""
    in_last_year = bool(_YEAR.fullmatch(last)) and name.startswith(last)
    return in_last_year or natural_order(name) <= natural_order(last)


def _ordered(names: Collection[str]) -> list[str]:
    return sorted(names, key=natural_order)
