"""The page of results."""

# ruff: noqa: E501 (paragraphs of the page stand on one line each)

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.facts._corpora import KINDS, changed, outcome_of
from bench.facts._phrases import KINDS as PHRASE_KINDS
from bench.facts._phrases import OF_TESTS, PhraseSet, outside_sets, phrase_scores, score_of_kind, traps
from bench.facts._score import GOALS, Outcome, reaches
from bench.facts._speed import READERS, SIZES, growth, speeds
from bench.facts._truth import TruthSet, first_looks, kept_paragraphs, kept_sets
from bench.sample_scores import SAMPLE, Score, fact_scores

import reportdiff
from reportdiff.facts import VERSION

_TITLES = {
    "treaty_counts": "Treaty party counts",
    "funding": "Funding",
    "donors": "Donors",
    "programmes": "Programmes",
    "quantities": "Quantities",
    "treaties": "treaty counts",
}
_HOW = """Every row says of the set whether it is **unseen** (nobody who changes the extractor has read its errors) or **tuned** since the version named: only unseen rows and first looks tell what to expect of other texts. The truth is always written before the extractor's answers are looked at; the first look is what was measured then. P and R: precision and recall. A figure in bold misses its goal."""
_REAL = """## Real texts, read by hand

P and R: the fact stands where it was read, with the value that makes it this fact (a number with its range and currency; instrument and parties; measure and amount; donor; a programme's words). All values: also unit and qualifier; increment and date; period, qualifier and basis; kind, measure and period; name, scope, status and period. What readers may take either way is not counted. Sets and how they were drawn: `truth/sets.toml`. Samples are the paragraphs in a seeded order, each text once, up to a number of figures. Corrected after the first look: where the three programmes of the flagship's paragraph 8 stand, two overlooked rows of an organization chart, the unit of one number, the edges of six numbers, other names of ten units. Six false rows of the first look at unseen sets (five of unodc-haiti 2025q1, one of the work report 2024) were named to those who mend as further examples of a class."""
_HARD = """## Strings made to be hard

Milliseconds for a paragraph of that string alone, by its length in characters, in the slowest language; the last column is what the last doubling costs (2: linear, 4: quadratic). The eight that take longest of {count}; of all others twice the length costs at most {most:.1f} times as much."""
_CELLS = "Facts + traps: P / R; all values must be right."
_SHOWN = 8


def results() -> str:
    """All tables as one page of Markdown."""
    today = datetime.now(UTC).date()
    system = f"{platform.system()} {platform.machine()}, one core, Python {platform.python_version()}"
    parts = [
        f"# Facts: measured\n\n{today}; {system}; extractor version {VERSION}, sources {_sources()}.",
        _HOW,
        _REAL,
        *(part for kind in KINDS for part in _kind(kind)),
        _unread(),
        *(part for one in reversed(outside_sets()) for part in _phrase_block(one)),
        f"## Phrases of the tests\n\nWritten with the extractor: what it is known to understand. {_CELLS}",
        _phrase_table(OF_TESTS),
        "## The sample series\n\nWritten with the extractor too. True facts, P / R; of quantities the truth is a selection: R alone.",
        _sample_table(),
        "## Speed\n\nMegabytes of UTF-8 a second in processor time (goal ≥ 1 for all facts of a report), in all and of each reader alone.",
        _speed_table(),
        *_growth_parts(),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _sources() -> str:
    """What tells whether the page is of the sources at hand: a digest of the extractor and its data."""
    package = Path(reportdiff.__file__).parent
    files = sorted(
        file
        for part in ("facts", "language")
        for file in (package / part).rglob("*")
        if file.suffix in {".py", ".toml"}
    )
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def _table(names: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(names)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _figure(value: float, goal: float = 0.0) -> str:
    return f"{value:.3f}" if value >= goal else f"**{value:.3f}**"


# ------------------------------------------------------------------------------- real texts


def _kind(kind: str) -> Iterator[str]:
    precision, recall = GOALS[kind]
    yield f"### {_TITLES[kind]}\n\nGoal: P ≥ {precision:g}, R ≥ {recall:g}."
    sets = [one for one in kept_sets() if kind in one.kinds]
    told = [one for one in sets if outcome_of(one.name, kind).found.true]
    if told:
        names = ["text", "language", "true", "stated", "P", "R", "P, all values", "R, all values"]
        yield _table([*names, "first look, P / R", "set"], _set_rows(kind, told))
    yield _silent(kind, [one for one in sets if one not in told])


def _set_rows(kind: str, sets: list[TruthSet]) -> Iterator[list[str]]:
    for one in sets:
        state = f"{one.written}, {_state(one.tuned)}"
        yield [one.source, one.language, *_cells(kind, outcome_of(one.name, kind)), _first(one, kind), state]
    for state, some in (
        ("tuned", [one for one in sets if one.tuned]),
        ("unseen", [one for one in sets if not one.tuned]),
    ):
        if len(some) > 1:
            total = sum((outcome_of(one.name, kind) for one in some), Outcome())
            yield [f"all {state}", "", *_cells(kind, total), "", state]


def _cells(kind: str, result: Outcome) -> list[str]:
    precision, recall = GOALS[kind]
    found, whole = result.found, result.whole
    return [
        str(found.true),
        str(found.predicted),
        _figure(found.precision, precision),
        _figure(found.recall, recall),
        _figure(whole.precision),
        _figure(whole.recall),
    ]


def _state(tuned: str | None) -> str:
    return f"tuned since {tuned}" if tuned else "**unseen**"


def _first(one: TruthSet, kind: str) -> str:
    line = first_looks().get((one.name, kind))
    if line is None:
        return "–"
    score = Score(int(line["found"]), int(line["stated"]), int(line["true"]))
    return f"{score.precision:.3f} / {score.recall:.3f} ({line['version']}, {line['commit']})"


def _silent(kind: str, sets: list[TruthSet]) -> str:
    """What is said of sets in which nothing of the kind is stated: every row there is wrong."""
    if not sets:
        return ""
    paragraphs = sum(len(places) for one in sets for places in kept_paragraphs(one.name).values())
    unseen = sum(one.tuned is None for one in sets)
    languages = ", ".join(sorted({one.language for one in sets}))
    wrong = [f"{one.source} {_wrong(one, kind)}" for one in sets if _wrong(one, kind)]
    return (
        f"In {len(sets)} further sets ({languages}; {paragraphs} paragraphs; {unseen} of the sets unseen) nothing of the kind is "
        f"stated, so that every row is wrong. Wrong rows there: {'; '.join(wrong) or 'none, now and at the first look'}."
    )


def _wrong(one: TruthSet, kind: str) -> str:
    now = outcome_of(one.name, kind).found.predicted
    line = first_looks().get((one.name, kind))
    first = int(line["stated"]) if line else 0
    return f"{now or 'none'} ({first} at the first look)" if now or first else ""


def _unread() -> str:
    lost = changed()
    return f"Left out, as they are read otherwise now: {', '.join(lost)}." if lost else ""


# ------------------------------------------------------------------------------- phrases and the sample


def _phrase_block(one: PhraseSet) -> Iterator[str]:
    written = f" Written {one.written}." if one.written else ""
    yield f"## Phrases from the outside, {one.name}\n\nThis set is {_state(one.tuned)}.{written} {_CELLS} {one.note}".rstrip()
    yield _phrase_table(one.folder)
    if one.first:
        first = [f"{_TITLES.get(kind, kind).lower()} {p:.2f} / {r:.2f}" for kind, (p, r) in one.first.items()]
        yield f"First look, P / R: {', '.join(first)}."


def _phrase_table(folder: Path) -> str:
    """Facts + traps, P / R, of each language and kind."""
    scores, silent = phrase_scores(folder), traps(folder)
    languages = sorted({language for language, _ in scores})
    rows = [
        [code, *(_phrase_cell(kind, scores.get((code, kind)), silent[code, kind]) for kind in PHRASE_KINDS)]
        for code in languages
    ]
    total = [
        _phrase_cell(kind, score_of_kind(folder, kind), sum(silent[code, kind] for code in languages))
        for kind in PHRASE_KINDS
    ]
    return _table(
        ["language", *(_TITLES.get(kind, kind).lower() for kind in PHRASE_KINDS)],
        [*rows, ["all", *total]],
    )


def _phrase_cell(kind: str, score: Score | None, silent: int) -> str:
    if score is None:
        return "–"
    figures = f"{score.precision:.2f} / {score.recall:.2f}"
    return f"{score.true} + {silent}: " + (figures if reaches(kind, score) else f"**{figures}**")


def _sample_table() -> str:
    languages = sorted(path.name for path in SAMPLE.iterdir() if path.is_dir())
    rows = []
    for language in languages:
        scores = fact_scores(language)
        rows.append([language, *(_sample_cell(kind, scores[kind]) for kind in KINDS)])
    return _table(["language", *(_TITLES[kind].lower() for kind in KINDS)], rows)


def _sample_cell(kind: str, score: Score) -> str:
    precision = "" if kind == "quantities" else f"{score.precision:.2f} / "
    return f"{score.true}: {precision}{score.recall:.2f}"


# ------------------------------------------------------------------------------- speed


def _speed_table() -> str:
    rows = [
        [
            one.language,
            f"{one.what}, {one.size // 1000} kB",
            _fast(one.whole),
            *(f"{one.readers[name]:.1f}" for name in READERS),
        ]
        for one in speeds()
    ]
    return _table(["language", "text", "all", *READERS], rows)


def _fast(speed: float) -> str:
    return f"{speed:.2f}" if speed >= 1 else f"**{speed:.2f}**"


def _growth_parts() -> Iterator[str]:
    found = sorted(growth(), key=lambda one: one[2][-1], reverse=True)
    shown, others = found[:_SHOWN], found[_SHOWN:]
    yield _HARD.format(count=len(found), most=max(_ratio(seconds) for *_, seconds in others))
    names = ["string", "language", *(f"{size:,}" for size in SIZES), "× for twice"]
    rows = [
        [f"`{piece}`", language, *(f"{1000 * one:.0f}" for one in seconds), f"{_ratio(seconds):.1f}"]
        for piece, language, seconds in shown
    ]
    yield _table(names, rows)


def _ratio(seconds: list[float]) -> float:
    return seconds[-1] / seconds[-2]
