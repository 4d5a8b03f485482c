"""Pairs of texts with known links: what the weights are fitted on and measured by.

The real texts and labels lie in `../shared`, beside the checkout; none of them is in the project.
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib.util import module_from_spec, spec_from_file_location
from itertools import product
from pathlib import Path
from types import ModuleType

from reportdiff.alignment._compare import report_units
from reportdiff.alignment._units import Unit
from reportdiff.model import Report
from reportdiff.reading import read_report

PROJECT = Path(__file__).resolve().parents[2]
SHARED = PROJECT.parent / "shared"
BENCHMARKS = ("argrewrite", "porsimples", "deplain-free")
LABELS = Path(__file__).parent / "labels"
"""Labels of our own, made by reading, by the guide of the shared ones."""

Pair = tuple[int, int]


@dataclass(frozen=True)
class Labelled:
    """A pair of editions of one series whose links somebody told by reading, and the file with them."""

    series: str
    language: str
    old: str
    new: str
    extension: str
    labels: Path

    @property
    def name(self) -> str:
        """The series and its two editions."""
        return f"{self.series} {self.old}–{self.new}"

    @property
    def broken_lines(self) -> bool:
        """Whether a paragraph may stand on several labelled lines: so in Chinese texts from web pages."""
        return self.extension == "txt" and self.language == "zh"

    def text(self, edition: str) -> Path:
        """The file of an edition."""
        return SHARED / "corpora" / self.series / self.language / f"{edition}.{self.extension}"


def labelled_pairs() -> Iterator[Labelled]:
    """The shared pairs and our own: what `SERIES.OLD-NEW.tsv` says of each."""
    for folder in (SHARED / "gold", LABELS):
        for path in sorted(folder.glob("*.tsv")):
            series, editions = path.stem.split(".", 1)
            old, new = _halves(editions)
            language = "zh" if series.startswith("zh-") else "en"
            (text,) = (SHARED / "corpora" / series / language).glob(f"{old}.*")
            yield Labelled(series, language, old, new, text.suffix[1:], path)


def _halves(editions: str) -> tuple[str, str]:
    """Both editions of `2015-2016` or of `2025-01-2025-02`."""
    parts = editions.split("-")
    middle = len(parts) // 2
    return "-".join(parts[:middle]), "-".join(parts[middle:])


@dataclass(frozen=True)
class Case:
    """Two lists of units and the links between them; units that nobody judged are in no judged set.

    `documents` names whose texts it is made of: no case is measured with weights that saw one of them.
    """

    name: str
    group: str
    language: str | None
    old: list[Unit]
    new: list[Unit]
    gold: frozenset[Pair]
    old_judged: frozenset[int]
    new_judged: frozenset[int]
    doubtful: frozenset[Pair] = frozenset()
    reports: tuple[Report, Report] | None = field(default=None, repr=False)
    labelled: Labelled | None = None
    documents: frozenset[str] = frozenset()

    def judged(self, pair: Pair) -> bool:
        """Whether it is known if the pair is a link."""
        return pair[0] in self.old_judged and pair[1] in self.new_judged and pair not in self.doubtful


def all_cases() -> list[Case]:
    """Every case there is, in a fixed order."""
    plain = [case for name in BENCHMARKS for case in benchmark_cases(name)]
    reports = [labelled_case(pair) for pair in labelled_pairs()]
    named = [replace(case, documents=frozenset({_document(case)})) for case in [*reports, *plain]]
    reports, plain = named[: len(reports)], named[len(reports) :]
    others = [*factbook_cases(), *sample_cases()]
    return [*named, *others, *_unrelated(plain, reports), *_short(plain), *_joined(plain)]


def _document(case: Case) -> str:
    """The series of a report; of a benchmark the document, of which it may hold several versions."""
    return case.group if case.labelled else case.name.split("_")[0]


def plain_case(name: str, group: str, old: list[str], new: list[str], gold: Iterable[Pair]) -> Case:
    """A case of bare texts, all of them judged."""
    return Case(
        name,
        group,
        None,
        [Unit(text) for text in old],
        [Unit(text) for text in new],
        frozenset(gold),
        frozenset(range(len(old))),
        frozenset(range(len(new))),
    )


def benchmark_cases(name: str) -> Iterator[Case]:
    """The development half of one public benchmark."""
    for key, old, new, gold in benchmark_score().load_gold(str(SHARED / "benchmarks" / name / "pairs")):
        yield plain_case(f"{name}/{key}", name, old, new, gold)


def factbook_cases() -> Iterator[Case]:
    """Consecutive years of a list of countries, the line that names the country hidden."""
    folder = SHARED / "corpora" / "factbook-illicit-drugs" / "en"
    for year in range(2004, 2008):
        old, new = (_countries(folder / f"{y}.txt") for y in (year, year + 1))
        places = {name: i for i, name in enumerate(old)}
        gold = {(places[name], j) for j, name in enumerate(new) if name in places}
        yield plain_case(f"factbook/{year}", "factbook", list(old.values()), list(new.values()), gold)


def _countries(path: Path) -> dict[str, str]:
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    named = (block.split("\n", 1) for block in blocks if "\n" in block)
    return {name: " ".join(text.split()) for name, text in named}


def _languages(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.is_dir())


def sample_cases() -> Iterator[Case]:
    """The project's own sample series; its texts were written to be told apart."""
    folder = PROJECT / "corpora" / "sample-annual-report"
    truth = tomllib.loads((folder / "truth.toml").read_text(encoding="utf-8"))["links"]
    for language, (key, table) in product(_languages(folder), truth.items()):
        files = [folder / language / f"{edition}.txt" for edition in key.split("-")]
        if all(file.is_file() for file in files):
            old, new = (read_report(file, language) for file in files)
            links = [link for relation in _RELATIONS for link in table.get(relation, ())]
            pairs = [
                (o, n)
                for link in links
                for o in link.split(">")[0].split(",")
                for n in link.split(">")[1].split(",")
            ]
            yield _report_case(f"sample/{language}/{key}", "sample", old, new, pairs, lambda a: a, _named)


_RELATIONS = ("identical", "figures", "edited", "rewritten")


def _named(address: str) -> bool:
    return address == "summary" or address[0].isdigit()


def labelled_case(pair: Labelled) -> Case:
    """One hand-labelled pair of real reports, as the project reads it."""
    left, right = (read_report(pair.text(edition), pair.language) for edition in (pair.old, pair.new))
    rows = _rows(pair.labels)
    if rows[0]["old"].startswith("L"):
        texts = [pair.text(edition).read_text(encoding="utf-8") for edition in (pair.old, pair.new)]
        case = _line_case(pair, left, right, rows, texts)
    else:
        links = [(r["old"], r["new"]) for r in rows if "-" not in (r["old"], r["new"])]
        named = {r[side] for r in rows for side in ("old", "new")}
        case = _report_case(
            pair.name, pair.series, left, right, links, _numbered, lambda a: _numbered(a) in named
        )
    return replace(case, name=pair.name, labelled=pair)


def _numbered(address: str) -> str:
    """The numbered paragraph that a lettered item belongs to."""
    return address.split("(", maxsplit=1)[0]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def _report_case(
    name: str,
    group: str,
    old: Report,
    new: Report,
    links: list[tuple[str, str]],
    base: Callable[[str], str],
    named: Callable[[str], bool],
) -> Case:
    left, right = ([p.address for p in report.paragraphs] for report in (old, new))
    wanted = set(links)
    related = {
        (i, j): (a, b) in wanted
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if (base(a), base(b)) in wanted
    }
    return Case(
        name,
        group,
        new.language,
        report_units(old),
        report_units(new),
        frozenset(pair for pair, exact in related.items() if exact),
        frozenset(i for i, a in enumerate(left) if named(a)),
        frozenset(j for j, b in enumerate(right) if named(b)),
        # Which lettered items of two linked paragraphs correspond was not marked.
        frozenset(pair for pair, exact in related.items() if not exact),
        (old, new),
    )


def _line_case(
    pair: Labelled, old: Report, new: Report, rows: list[dict[str, str]], texts: list[str]
) -> Case:
    score = gold_score()
    covers = []
    for side, report, text in zip(("old", "new"), (old, new), texts, strict=True):
        labels = {row[side] for row in rows} - {"-", ""}
        ends = score.line_ends({"_source": text.split("\n")}) if pair.broken_lines else {}
        blocks = score.blocks(labels, ends)
        starts = sorted((p.line, i) for i, p in enumerate(report.paragraphs) if p.line)
        following = [line for line, _ in starts[1:]] + [10**9]
        covers.append(
            (
                blocks,
                {
                    i: {b for b in set(blocks.values()) if a <= int(b[1:]) < e}
                    for (a, i), e in zip(starts, following, strict=True)
                },
            )
        )
    (old_blocks, old_cover), (new_blocks, new_cover) = covers
    links = {(old_blocks[r["old"]], new_blocks[r["new"]]) for r in rows if "-" not in (r["old"], r["new"])}
    gold = {
        (i, j)
        for i, a in old_cover.items()
        for j, b in new_cover.items()
        if any((x, y) in links for x in a for y in b)
    }
    return Case(
        pair.name,
        pair.series,
        new.language,
        report_units(old),
        report_units(new),
        frozenset(gold),
        frozenset(i for i, cover in old_cover.items() if cover),
        frozenset(j for j, cover in new_cover.items() if cover),
        frozenset(),
        (old, new),
    )


def _unrelated(plain: list[Case], reports: list[Case]) -> Iterator[Case]:
    """Negative controls: texts of one kind that have no passage in common."""
    yield _crossed(reports[0], reports[1])
    yield _crossed(reports[1], reports[0])
    for name in BENCHMARKS:
        own = [case for case in plain if case.group == name]
        for k in range(0, len(own), 6):
            yield _crossed(own[k], own[(k + len(own) // 2) % len(own)])


def _crossed(one: Case, other: Case) -> Case:
    return Case(
        f"unrelated/{one.name}+{other.name}",
        "unrelated",
        one.language,
        one.old,
        other.new,
        frozenset(),
        one.old_judged,
        other.new_judged,
        documents=one.documents | other.documents,
    )


def _short(plain: list[Case]) -> Iterator[Case]:
    """A few units cut out of a longer text, for callers with little to align."""
    rng = random.Random(0)  # noqa: S311
    for case in plain:
        if rng.random() < 0.5:
            continue
        count = rng.choice((1, 1, 2, 3, 5))
        start = rng.randrange(max(1, len(case.old) - count + 1))
        linked = [j for i, j in case.gold if start <= i < start + count]
        if not linked or max(linked) - min(linked) >= 8:
            continue
        first = min(linked)
        old = [unit.text for unit in case.old[start : start + count]]
        new = [unit.text for unit in case.new[first : max(linked) + 1]]
        inside = {(i - start, j - first) for i, j in case.gold}
        gold = {(i, j) for i, j in inside if 0 <= i < len(old) and 0 <= j < len(new)}
        short = plain_case(f"short/{case.name}", "short", old, new, gold)
        yield replace(short, documents=case.documents)


def _joined(plain: list[Case]) -> Iterator[Case]:
    """Texts of which some neighbours were made one unit, on either side: merges and splits of any wording."""
    rng = random.Random(1)  # noqa: S311
    for case in plain:
        if rng.random() < 0.6:
            continue
        old, new = (_runs(len(side), rng) for side in (case.old, case.new))
        gold = {(old[i], new[j]) for i, j in case.gold}
        texts = (_texts_of_runs(case.old, old), _texts_of_runs(case.new, new))
        yield replace(plain_case(f"joined/{case.name}", "joined", *texts, gold), documents=case.documents)


def _runs(count: int, rng: random.Random) -> list[int]:
    """For each unit the run of up to four that it is joined to."""
    runs: list[int] = []
    while len(runs) < count:
        runs += [runs[-1] + 1 if runs else 0] * rng.choice((1, 1, 2, 3, 4))
    return runs[:count]


def _texts_of_runs(units: list[Unit], runs: list[int]) -> list[str]:
    texts = [""] * (runs[-1] + 1 if runs else 0)
    for unit, run in zip(units, runs, strict=True):
        texts[run] = f"{texts[run]} {unit.text}".strip()
    return texts


def benchmark_score() -> ModuleType:
    """The scorer of the benchmarks."""
    return _script("benchmark_score", SHARED / "benchmarks" / "score.py")


def gold_score() -> ModuleType:
    """The scorer of the hand-labelled pairs."""
    return _script("gold_score", SHARED / "gold" / "score.py")


def _script(name: str, path: Path) -> ModuleType:
    if name not in sys.modules:
        spec = spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


def scored_by_gold(
    case: Case, links: Iterable[tuple[tuple[int, ...], tuple[int, ...], str]]
) -> dict[str, float]:
    """What gold/score.py says of links (old places, new places, relation) between a pair of reports."""
    pair = case.labelled
    assert pair is not None
    assert case.reports is not None
    left, right = case.reports
    compared = {
        "links": [
            {
                "old": [left.paragraphs[i].address for i in a],
                "new": [right.paragraphs[j].address for j in b],
                "relation": relation,
            }
            for a, b, relation in links
        ]
    }
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, content in (("old", _parsed(left)), ("new", _parsed(right)), ("compare", compared)):
            files.append(Path(folder) / f"{name}.json")
            files[-1].write_text(json.dumps(content), encoding="utf-8")
        rows = Path(folder) / "gold.tsv"
        rows.write_text(
            "".join(line for line in pair.labels.open(encoding="utf-8") if not line.startswith("#")),
            encoding="utf-8",
        )
        sources = ["--old-text", pair.text(pair.old), "--new-text", pair.text(pair.new)]
        command = [
            sys.executable,
            SHARED / "gold" / "score.py",
            rows,
            *files,
            *(sources if pair.broken_lines else []),
            "--json",
        ]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def _parsed(report: Report) -> dict[str, list[dict[str, object]]]:
    return {"paragraphs": [{"address": p.address, "line": p.line} for p in report.paragraphs]}
