"""Writes a made-up corpus: N series of M editions in two languages, always the same for a seed.

    python -m bench.scale.generate FOLDER [--series 20] [--editions 20] [--paragraphs 150] [--seed 20161231]

A subject is followed through the editions: its figures move, it is edited, rewritten, moved, dropped, and
new ones come; numbers of paragraphs shift accordingly. Both languages tell the same subjects and figures.
Every word is ours; `_words.toml` holds the sentences.
"""

from __future__ import annotations

import argparse
import random
import re
import textwrap
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

SEED = 20161231
LANGUAGES = ("en", "zh")
FIRST_YEAR = 2001
PARAGRAPHS = 150

# Of a hundred subjects, how many meet this fate from one edition to the next; the rest stay word for word.
FATES = {"dropped": 12, "rewritten": 14, "edited": 22, "figures": 32, "moved": 4}
_ATOM = re.compile(r"[\d.,%]+[。，]?|.[。，、；》]*", re.DOTALL)  # what a line is not broken in, in Chinese
_WIDTH = {"en": 86, "zh": 42}
_SYLLABLES = (
    *(("va", "瓦"), ("lo", "洛"), ("mi", "米"), ("ren", "伦"), ("ta", "塔"), ("so", "索")),
    *(("ka", "卡"), ("du", "杜"), ("bel", "贝尔"), ("fa", "法"), ("ne", "内"), ("gri", "格里")),
    *(("mo", "莫"), ("sa", "萨"), ("lu", "卢"), ("pi", "皮"), ("tor", "托尔"), ("he", "赫")),
)


@dataclass(frozen=True, slots=True)
class Size:
    """How large the corpus is; each series is told in both languages."""

    series: int = 20
    editions: int = 20
    paragraphs: int = PARAGRAPHS

    @property
    def files(self) -> int:
        """Editions in all, each language by itself."""
        return self.series * self.editions * len(LANGUAGES)


@dataclass(frozen=True, slots=True)
class Subject:
    """What one paragraph tells, in no language: which sentences, about what, and with which figures."""

    section: int
    place: tuple[int, ...]
    words: tuple[int, ...]
    sentences: tuple[int, ...]
    figures: tuple[int, ...]


def write_corpus(folder: Path, size: Size, seed: int = SEED) -> int:
    """Write the corpus into an empty or absent folder.

    Returns:
        How many bytes the editions have.
    """
    return sum(write_series(folder, number, size, seed) for number in range(1, size.series + 1))


def write_series(folder: Path, number: int, size: Size, seed: int = SEED) -> int:
    """Write one series with all its editions; a longer one begins with the same editions.

    Returns:
        How many bytes the editions have.
    """
    home = folder / f"made-up-{number:02}"
    home.mkdir(parents=True, exist_ok=True)
    home.joinpath("series.toml").write_text(_settings(number), encoding="utf-8")
    written = 0
    for year, subjects in _editions(number, size, seed):
        for language in LANGUAGES:
            path = home / language / f"{year}.txt"
            path.parent.mkdir(exist_ok=True)
            content = edition_text(number, year, subjects, language).encode()
            path.write_bytes(content)
            written += len(content)
    return written


def _settings(number: int) -> str:
    return (
        f'title = "Activities of Made-up Office {number} (sample)"\n'
        'description = "Generated for measurements: no word of it is of a real report."\n'
        'reference_language = "en"\nlanguages = ["en", "zh"]\nsample = true\n'
    )


# ------------------------------------------------------------------------- subjects through the years


def _editions(number: int, size: Size, seed: int) -> Iterator[tuple[int, list[Subject]]]:
    rng = random.Random(f"{seed}/{number}/{size.paragraphs}")  # noqa: S311 - no secret is made of it
    sections = len(_words()["sections"])
    subjects = [_new_subject(rng, place * sections // size.paragraphs) for place in range(size.paragraphs)]
    for year in range(FIRST_YEAR, FIRST_YEAR + size.editions):
        yield year, subjects
        subjects = _next(rng, subjects)


def _new_subject(rng: random.Random, section: int) -> Subject:
    words = _words()
    stock = len(words["en"]["sentences"])
    return Subject(
        section=section,
        place=tuple(rng.randrange(len(_SYLLABLES)) for _ in range(3)),
        words=tuple(rng.randrange(1000) for _ in range(8)),
        sentences=tuple(rng.sample(range(stock), rng.choice((2, 3, 3, 4)))),
        figures=tuple(rng.randrange(12, 900) for _ in range(8)),
    )


def _next(rng: random.Random, subjects: Sequence[Subject]) -> list[Subject]:
    """The subjects of the next edition; as many come as go, so that editions stay as long as they are."""
    kept: list[Subject] = []
    moving: list[Subject] = []
    for subject in subjects:
        fate = rng.choices((*FATES, "same"), (*FATES.values(), 100 - sum(FATES.values())))[0]
        if fate == "dropped":
            kept.insert(_place_in(rng, kept, subject.section), _new_subject(rng, subject.section))
        elif fate == "moved":
            moving.append(subject)
        else:
            kept.append(_changed(rng, subject, fate))
    for subject in moving:
        section = rng.randrange(len(_words()["sections"]))
        kept.append(replace(subject, section=section))
    return sorted(kept, key=lambda one: one.section)


def _place_in(rng: random.Random, kept: Sequence[Subject], section: int) -> int:
    begin = next((n for n, one in enumerate(kept) if one.section == section), len(kept))
    return rng.randint(begin, len(kept))


def _changed(rng: random.Random, subject: Subject, fate: str) -> Subject:
    figures = tuple(max(2, figure + rng.randint(-9, 25)) for figure in subject.figures)
    stock = len(_words()["en"]["sentences"])
    if fate == "figures":
        return replace(subject, figures=figures)
    if fate == "edited":
        sentences = (*subject.sentences[:-1], rng.randrange(stock))
        return replace(subject, figures=figures, sentences=sentences)
    if fate == "rewritten":
        sentences = tuple(rng.sample(range(stock), len(subject.sentences)))
        return replace(subject, figures=figures, sentences=sentences)
    return subject


# ------------------------------------------------------------------------------------ one language


def edition_text(series: int, year: int, subjects: Sequence[Subject], language: str) -> str:
    """The whole edition as the text of a report."""
    words = _words()[language]
    head = [line.format(series=series, year=year, next=year + 1) for line in words["head"]]
    parts = ["\n\n".join(head)]
    section = -1
    for number, subject in enumerate(subjects, 1):
        if subject.section != section:
            section = subject.section
            label = _words()["labels"][language][section]
            parts.append(f"{label}{_words()['sections'][section][LANGUAGES.index(language)]}")
        parts.append(_wrapped(f"{number}. {_said(subject, year, language)}", language))
    return "\n\n".join(parts) + "\n"


def _said(subject: Subject, year: int, language: str) -> str:
    words = _words()[language]
    filled = {
        name: stock[subject.words[place] % len(stock)] for place, (name, stock) in enumerate(_stocks(words))
    }
    name = "".join(_SYLLABLES[one][LANGUAGES.index(language)] for one in subject.place)
    figures = {f"n{place}": f"{figure:,}" for place, figure in enumerate(subject.figures)}
    parties = {"parties": str(100 + subject.figures[0] % 90), "joined": str(1 + subject.figures[1] % 9)}
    sentences = [
        words["sentences"][one].format(
            place=name.capitalize(), year=year, last=year - 1, next=year + 1, **filled, **figures, **parties
        )
        for one in subject.sentences
    ]
    return (" " if language == "en" else "").join(sentences)


def _stocks(words: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return sorted(words["stocks"].items())


def _wrapped(text: str, language: str) -> str:
    width = _WIDTH[language]
    if language == "en":
        return textwrap.fill(text, width, break_on_hyphens=False)
    lines = [""]
    for piece in _ATOM.findall(text):
        if len(lines[-1]) + len(piece) > width:
            lines.append("")
        lines[-1] += piece
    return "\n".join(lines)


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("_words.toml").read_text(encoding="utf-8"))


def main() -> None:
    """Write a corpus and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--series", type=int, default=20)
    parser.add_argument("--editions", type=int, default=20)
    parser.add_argument("--paragraphs", type=int, default=PARAGRAPHS)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    size = Size(asked.series, asked.editions, asked.paragraphs)
    print(f"{size.files} editions, {write_corpus(asked.folder, size, asked.seed):,} bytes")


if __name__ == "__main__":
    main()
