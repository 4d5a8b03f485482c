"""A small corpus made by hand as a run would want it stored; the sentences are samples."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import duckdb

from reportdiff.history import pair_changes
from reportdiff.model import (
    Change,
    Comparison,
    Donor,
    Facts,
    Finding,
    Lineage,
    LineageMember,
    Link,
    Meta,
    NoteMark,
    PairChanges,
    Programme,
    ProgrammeFigure,
    QuantityChange,
    Relation,
    Report,
    Section,
    SeriesHistory,
    Severity,
)
from reportdiff.store import (
    ComparisonEntry,
    EditionEntry,
    HistoryEntry,
    Run,
    SeriesEntry,
    Wanted,
    publish,
)
from small_reports import comparison, link, mention, money, parties, place, quantity, report

SERIES = "sample-series"
EXTRACTOR = "reading 1, facts 1"
START = datetime(2026, 1, 1, tzinfo=UTC)

Result = TypeVar("Result")


@dataclass
class Loads:
    """Which entries were asked for their results."""

    names: list[str] = field(default_factory=list)

    def of(self, name: str, result: Result) -> Callable[[], Result]:
        """A `load` that notes its name."""

        def load() -> Result:
            self.names.append(name)
            return result

        return load


def sections() -> tuple[Section, ...]:
    """A chapter with one section, and a second chapter."""
    return (
        Section("I", None, 1, "I.", "Work of the office"),
        Section("I.A", "I", 2, "A.", "Treaties"),
        Section("II", None, 1, "II.", "Money"),
    )


def edition(name: str, count: int, pledged: str, donors: str, *, date: str | None = None) -> Report:
    """An edition of six paragraphs about a treaty, a programme, money and donors."""
    texts = {
        "1": "This sample report says the same every year.",
        "2": f"As of the end of {name} the sample treaty had {count} parties, 2 more than before.",
        "3": f"Sample Programme Alpha went on in {name}.",
        "4": f"Pledges came to {pledged} dollars in {name}.",
        "5": f"Donors were {donors}.",
        "fn1": f"Sample note of {name}.",
    }
    section_of = {"1": "I", "2": "I.A", "3": "I", "4": "II", "5": "II"}
    made = report(name, texts, sections=sections(), section_of=section_of)
    return replace(
        made,
        meta=Meta(date=date or f"{int(name) + 1}-01-10", period=name),
        notes=(NoteMark("fn1", "1", 4),),
        findings=(Finding("odd-line", Severity.INFO, "A sample finding.", address="1"),),
    )


def facts_of(made: Report, count: int, pledged: str, donors: Sequence[tuple[str, str]]) -> Facts:
    """The facts of such an edition; donors as code and printed name."""
    name = made.edition or ""
    pledges = money(made, "4", f"{pledged} dollars", pledged, period=name)
    earlier = str(int(name) - 1)
    return Facts(
        treaty_counts=(parties(made, "2", count, 2, as_of=name),),
        funding=(pledges, replace(pledges, period=earlier, amount=Decimal(pledged) - 1)),
        donors=tuple(
            Donor("pledges", name, code, "state", place(made, "5", printed)) for code, printed in donors
        ),
        programmes=(mention(made, "3", "Sample Programme Alpha"),),
        programme_figures=(
            ProgrammeFigure(
                "sample-programme-alpha", Decimal(name), None, None, None, None, place(made, "3", name)
            ),
        ),
        quantities=(quantity(made, "4", pledged, pledged, currency="USD"),),
        findings=(Finding("not-understood", Severity.WARNING, "A sample sentence.", address="5"),),
    )


EDITIONS: dict[str, tuple[int, str, tuple[tuple[str, str], ...]]] = {
    "2019": (180, "1000", (("NOR", "Norway"), ("JPN", "Japan"))),
    "2020": (182, "1200.50", (("NOR", "Norway"), ("SWE", "Sweden"))),
    "2021": (185, "900", (("SWE", "Sweden"),)),
}


def small_edition(name: str) -> tuple[Report, Facts]:
    """One of the editions of the small corpus."""
    count, pledged, donors = EDITIONS[name]
    made = edition(name, count, pledged, ", ".join(printed for _, printed in donors))
    return made, facts_of(made, count, pledged, donors)


def small_comparison(old: str, new: str) -> tuple[Comparison, PairChanges]:
    """Paragraphs 1 to 4 linked, 5 rewritten elsewhere: dropped and added; the note linked."""
    one, other = small_edition(old)[0], small_edition(new)[0]
    made = comparison(
        one,
        other,
        link("1", "1", Relation.IDENTICAL, similarity=1.0),
        link("2", "2", Relation.FIGURES),
        link("3 4", "3 4", Relation.EDITED, moved=True),
        link("fn1", "fn1", Relation.REWRITTEN, similarity=0.3),
    )
    old_figure, new_figure = Decimal(EDITIONS[old][1]), Decimal(EDITIONS[new][1])
    changes = PairChanges(
        changes=(
            Change(old, new, ("2",), ("2",), "figures", "I.A", 90.0, "a count moved"),
            Change(old, new, (), ("5",), "added", "II", 50.0, "new text"),
            Change(old, new, ("5",), (), "dropped", "II", 40.0, "left out"),
        ),
        quantity_changes=(
            QuantityChange(
                old,
                new,
                place(one, "4", EDITIONS[old][1]),
                place(other, "4", EDITIONS[new][1]),
                None,
                "USD",
                old_figure,
                new_figure,
                new_figure - old_figure,
                float((new_figure - old_figure) / old_figure),
            ),
        ),
        findings=(Finding("jump", Severity.WARNING, "A sample jump.", address="4", edition=new),),
        kept=pair_changes(one, other, made, Facts(), Facts()).kept,
    )
    return made, changes


def small_history(names: Sequence[str]) -> SeriesHistory:
    """Lineages by address, and the one programme."""
    lineages = tuple(
        Lineage(f"{names[0]}#{address}", tuple(LineageMember(name, address) for name in names))
        for address in ("1", "2", "3", "4", "5", "fn1")
    )
    alpha = Programme("sample-programme-alpha", ("Sample Programme Alpha",), "global", names[0], names[-1])
    finding = Finding("gap", Severity.INFO, "A sample gap.", edition=names[-1])
    return SeriesHistory(lineages, (alpha,), (finding,))


def wanted(
    *names: str,
    loads: Loads | None = None,
    revision: dict[str, str] | None = None,
    series: str = SERIES,
    language: str = "en",
) -> Wanted:
    """What a run over these editions wants; `revision` changes the content hash of an edition."""
    loads = loads or Loads()
    hashes = {name: _sha256(name + (revision or {}).get(name, "")) for name in names}
    keys = {name: f"edition/{hashes[name][:8]}" for name in names}
    editions = tuple(
        EditionEntry(
            series,
            name,
            language,
            position,
            f"{series}/{language}/{name}.txt",
            hashes[name],
            keys[name],
            EXTRACTOR,
            loads.of(name, small_edition(name)),
        )
        for position, name in enumerate(names, 1)
    )
    pairs = tuple(
        ComparisonEntry(
            series,
            language,
            old,
            new,
            f"pair/{keys[old]}/{keys[new]}",
            "alignment 1",
            loads.of(f"{old}..{new}", small_comparison(old, new)),
        )
        for old, new in pairwise(names)
    )
    histories = tuple(
        HistoryEntry(
            series,
            language,
            "history/" + "/".join(keys.values()),
            "history 1",
            loads.of("history", small_history(names)),
        )
        for _ in names[:1]
    )
    entry = SeriesEntry(series, "Sample series", "en", sample=True)
    return Wanted((entry,), editions, pairs, histories)


def wanted_of(*results: tuple[Report, Facts], links: dict[str, Sequence[Link[str]]] | None = None) -> Wanted:
    """What a run over these reports wants: entries named by them, compared by `links` by new edition."""
    entries = [
        EditionEntry(
            SERIES,
            made.edition or "",
            made.language,
            sum(one.language == made.language for one, _ in results[: place + 1]),
            f"{SERIES}/{made.language}/{made.edition}.txt",
            _sha256(f"{made.edition}"),
            f"edition/{made.edition}",
            EXTRACTOR,
            Loads().of("", (made, facts)),
        )
        for place, (made, facts) in enumerate(results)
    ]
    pairs = [
        ComparisonEntry(
            SERIES,
            new.language,
            old.edition or "",
            new.edition or "",
            f"pair/{new.edition}",
            "alignment 1",
            Loads().of("", _compared(old, new, *links[new.edition or ""])),
        )
        for (old, _), (new, _) in pairwise(results)
        if links and new.edition in links
    ]
    entry = SeriesEntry(SERIES, "Sample series", "en", sample=True)
    return Wanted((entry,), tuple(entries), tuple(pairs), ())


def _compared(old: Report, new: Report, *links: Link[str]) -> tuple[Comparison, PairChanges]:
    made = comparison(old, new, *links)
    return made, PairChanges(kept=pair_changes(old, new, made, Facts(), Facts()).kept)


def run_of(number: int, refused: tuple[str, ...] = ()) -> Run:
    """The row of the run with this number."""
    began = START + timedelta(days=number)
    return Run(f"run-{number}", began, began + timedelta(seconds=3), "corpora", number, refused)


def published(database: Path, *names: str) -> Path:
    """The small corpus, published as run 1."""
    publish(database, wanted(*(names or tuple(EDITIONS))), run_of(1))
    return database


def all_rows(database: Path, *, without: Sequence[str] = ()) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in an order of their own."""
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()
        return {
            table: sorted(connection.execute(f'FROM "{table}"').fetchall(), key=repr)
            for (table,) in sorted(tables)
            if table not in without
        }


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    """What a query finds."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
