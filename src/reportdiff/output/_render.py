"""Summaries and the index as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from reportdiff.output._catalogue import Catalogue, catalogue, catalogue_languages
from reportdiff.output._database import ListedComparison, ListedEdition
from reportdiff.output._linked import LinkedCatalogue
from reportdiff.output._markdown import Markdown, escape
from reportdiff.output._phrases import WHATS, Phrases
from reportdiff.output._summary import Summary

PAIR_FILES = (
    "summary.md",
    "report.html",
    "workbook.xlsx",
    "redline.docx",
    "changes.json",
    "changes.parquet",
)
"""What is written of each pair."""
_SAID = ("summary.md", "report.html", "workbook.xlsx")
"""Those of them that are written in each interface language."""
MARK = "<!-- Written by reportdiff; edits are lost with the next run. -->"
"""First line of every file of ours: only files that begin with it are ever replaced or removed."""


@cache
def _environment() -> Environment:
    """Everything a template prints is escaped unless it is Markdown already."""
    environment = Environment(
        loader=PackageLoader("reportdiff.output", "templates"),
        autoescape=False,  # noqa: S701 - Markdown, escaped by `finalize`
        finalize=lambda value: value if isinstance(value, Markdown) else escape(str(value)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["markdown"] = Markdown
    return environment


def summary_languages(report_language: str) -> tuple[str, ...]:
    """The interface languages that a report's summary is written in: English, and its own."""
    own = report_language.split("-", maxsplit=1)[0]
    return ("en", own) if own != "en" and own in catalogue_languages() else ("en",)


def in_language(name: str, ui_language: str) -> str:
    """The name of a file in one interface language: `summary.md` in English, else `summary.zh.md`."""
    stem, _, ending = name.rpartition(".")
    return name if ui_language == "en" else f"{stem}.{ui_language}.{ending}"


def summary_file(ui_language: str) -> str:
    """The name of a summary's file in one interface language."""
    return in_language("summary.md", ui_language)


def render_summary(summary: Summary, ui_language: str, *, links: bool = True) -> str:
    """The summary as Markdown; `links` leads to the same page in the other interface languages."""
    words = catalogue(ui_language)
    if links:
        words = LinkedCatalogue(words, summary.old, summary.new, in_language("report.html", ui_language))
    files = _other_files(summary, words) if links else []
    text = (
        _environment()
        .get_template("summary.md.j2")
        .render(
            mark=Markdown(MARK),
            p=Phrases(summary, words),
            say=words.say,
            words=words,
            files=files,
            whats=WHATS,
        )
    )
    return _tidy(text)


def _other_files(summary: Summary, words: Catalogue) -> list[tuple[Markdown, Markdown]]:
    """What lies beside a summary: the other files of its language, and the summaries in others."""
    beside = [
        (words.say(f"page.files.{name.partition('.')[0]}"), Markdown(in_language(name, words.language)))
        for name in ("report.html", "workbook.xlsx")
    ]
    return [
        *beside,
        (words.say("page.files.redline"), Markdown("redline.docx")),
        *(
            (Markdown(catalogue(language).say("name")), Markdown(summary_file(language)))
            for language in summary_languages(summary.new.language)
            if language != words.language
        ),
    ]


def render_index(
    listed: Sequence[ListedComparison],
    alone: Sequence[ListedEdition] = (),
    *,
    ui_language: str = "en",
    leads_to: str = "summary.md",
) -> str:
    """The index of all series, languages and pairs, and of the editions that are in none.

    Args:
        listed: The comparisons.
        alone: The editions that no comparison has.
        ui_language: One of `index_languages(listed, alone)`.
        leads_to: The file of a pair that its name links to; the others stand beside it.
    """
    words = catalogue(ui_language)
    ending = "html" if leads_to.endswith("html") else "md"
    others = [
        (Markdown(catalogue(language).say("name")), Markdown(in_language(f"index.{ending}", language)))
        for language in index_languages(listed, alone)
        if language != ui_language
    ]
    listing = list(_listing([*listed, *alone], words, leads_to))
    text = (
        _environment()
        .get_template("index.md.j2")
        .render(mark=Markdown(MARK), say=words.say, words=words, whats=WHATS, listing=listing, others=others)
    )
    return _tidy(text)


def index_languages(
    listed: Sequence[ListedComparison], alone: Sequence[ListedEdition] = ()
) -> tuple[str, ...]:
    """The languages that the index is written in: English, and the reports' own that have a catalogue."""
    languages = [one.language for one in listed] + [one.language for one in alone]
    own = {language.split("-", maxsplit=1)[0] for language in languages}
    return ("en", *(language for language in catalogue_languages() if language in own - {"en"}))


def pair_folder(listed: ListedComparison) -> str:
    """Where the files of a comparison lie below the folder of outputs."""
    return f"{listed.series}/{listed.language}/{listed.old}-{listed.new}"


def _listing(
    listed: Sequence[ListedComparison | ListedEdition], words: Catalogue, leads_to: str
) -> Iterable[dict[str, object]]:
    ordered = sorted(listed, key=lambda one: (one.series, one.language))
    for series, of_series in groupby(ordered, key=lambda one: (one.series, one.title, one.sample)):
        languages = [
            _listed_language(words.language_name(language), list(of_language), words, leads_to)
            for language, of_language in groupby(of_series, key=lambda one: one.language)
        ]
        yield {"title": series[1] or series[0], "sample": series[2], "languages": languages}


def _listed_language(
    name: Markdown, listed: Sequence[ListedComparison | ListedEdition], words: Catalogue, leads_to: str
) -> dict[str, object]:
    own = words.language if words.language in summary_languages(listed[0].language) else "en"
    folder = f"{listed[0].series}/{listed[0].language}"
    return {
        "name": name,
        "whole": Markdown(quote(f"{folder}/{in_language('series.html', own)}")),
        "pairs": [_listed_pair(one, words, leads_to) for one in listed if isinstance(one, ListedComparison)],
        "alone": [
            words.say("index.alone", edition=one.edition, n=one.paragraphs)
            for one in listed
            if isinstance(one, ListedEdition)
        ],
    }


def _listed_pair(one: ListedComparison, words: Catalogue, leads_to: str) -> dict[str, object]:
    own = words.language if words.language in summary_languages(one.language) else "en"
    files = {
        name: Markdown(quote(f"{pair_folder(one)}/{in_language(name, own) if name in _SAID else name}"))
        for name in PAIR_FILES
    }
    return {
        "old": one.old,
        "new": one.new,
        "link": files[leads_to],
        "files": [
            (words.say(f"index.files.{name.replace('.', '_')}"), file)
            for name, file in files.items()
            if name != leads_to
        ],
        "counts": [Markdown(words.number(one.counts.get(what, 0))) for what in WHATS],
        "findings": Markdown(words.number(one.findings)),
    }


def _tidy(text: str) -> str:
    """One blank line at most between blocks, none at the end."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip() + "\n"
