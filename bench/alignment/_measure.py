"""Measures the method on cases it was not fitted on, beside its peers, and writes the results down."""

from __future__ import annotations

import platform
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from zlib import crc32

from bench.alignment._cases import BENCHMARKS, Case, Pair, benchmark_score, scored_by_gold
from bench.alignment._fit import EDITED_FROM, Prepared, calibrated, fitted, judged_links
from bench.alignment._mistakes import mistakes_table
from bench.alignment._moves import moves_rows
from bench.alignment._peers import PEERS
from bench.alignment._speed import speed_table

from reportdiff.alignment._relations import Relations, joined
from reportdiff.alignment._scoring import shipped_weights
from reportdiff.alignment._shape import beads
from reportdiff.alignment._stages import Chosen

_OURS = ("**this, series left out**", "this, pair left out", "this, as shipped")
_COLUMNS = ("P", "R", "R same", "R edited", "R continued", "relation fits")

Outcome = tuple[Prepared, dict[Pair, tuple[float, bool]]]
"""A case and the pairs predicted by weights that never saw it: their scores, and whether each is further."""


def left_out(prepared: Sequence[Prepared]) -> list[Outcome]:
    """Predictions for every case: each labelled series left out alone, the others by halves of documents."""
    folds: dict[str, list[Prepared]] = defaultdict(list)
    for p in prepared:
        folds[p.case.group if _is_gold(p.case) else f"half {_half(p.case)}"].append(p)
    return _predicted(prepared, folds.values())


def _half(case: Case) -> int:
    """The half that a case is measured with; all that is made of one document is in the same."""
    return crc32(min(case.documents, default=case.name).encode()) % 2


def _pairs_left_out(prepared: Sequence[Prepared]) -> list[Outcome]:
    """Predictions for each labelled pair, other pairs of its series being known."""
    outcomes = []
    for p in filter(lambda p: _is_gold(p.case), prepared):
        known = [q for q in prepared if q.case.name != p.case.name and not _is_made_of(q.case, p.case)]
        outcomes.append((p, judged_links(p, fitted(known))))
    return outcomes


def _is_made_of(control: Case, case: Case) -> bool:
    return control.group == "unrelated" and case.name in control.name


def _predicted(prepared: Sequence[Prepared], folds: Iterable[Sequence[Prepared]]) -> list[Outcome]:
    outcomes = []
    for fold in folds:
        names = {p.case.name for p in fold}
        seen = frozenset[str]().union(*(p.case.documents for p in fold))
        weights = fitted(
            [p for p in prepared if p.case.name not in names and seen.isdisjoint(p.case.documents)]
        )
        outcomes += [(p, judged_links(p, weights)) for p in fold]
    return outcomes


def _is_gold(case: Case) -> bool:
    return case.labelled is not None


Judgements = dict[str, list[tuple[float, bool]]]
"""Score and rightness of predicted pairs, by group of cases."""


def judgements(outcomes: Iterable[Outcome]) -> tuple[Judgements, Judgements]:
    """Of every predicted pair that somebody judged: first and only links of units, and further ones."""
    found: tuple[Judgements, Judgements] = (defaultdict(list), defaultdict(list))
    for p, pairs in outcomes:
        if p.case.group not in ("unrelated", "short", "sample", "joined"):
            for pair, (score, is_further) in pairs.items():
                if p.case.judged(pair):
                    found[is_further][p.case.group].append((score, pair in p.case.gold))
    return dict(found[0]), dict(found[1])


def report(prepared: Sequence[Prepared], outcomes: Sequence[Outcome]) -> str:
    """The whole of results.md."""
    shipped = shipped_weights()
    in_sample = [(p, judged_links(p, shipped)) for p in prepared]
    parts = [
        "# Alignment: measured\n",
        _conditions(),
        (
            "## Hand-labelled pairs of reports (link F1 by gold/score.py)\n\n"
            "Aligned by weights fitted without any pair of the series; fitted without the pair alone; and as "
            "shipped, which saw it. Peers use the threshold that is best on the very pair. The labels of "
            "un-afghanistan, un-undof and the government work report 2023–2024 come with the task; "
            "the others are our own, by one reader each (`labels/`).\n"
        ),
        _gold_table(outcomes, _pairs_left_out(prepared), in_sample),
        "## By kind of link on the same pairs, left out\n",
        _kinds_table(outcomes),
        (
            "## Mistakes by kind on the same pairs, series left out\n\n"
            "Pairs that were missed, and false ones (three of each, the surest first).\n"
        ),
        _table(
            ["", "pairs", "what went wrong", "for instance"],
            mistakes_table((p.case, pairs) for p, pairs in outcomes if _is_gold(p.case)),
        ),
        (
            "## Benchmarks, development halves (by benchmarks/score.py)\n\n"
            "Weights fitted on the other half of the documents, all versions of a document in one half; "
            "peers at their best threshold.\n"
        ),
        _benchmark_table(outcomes),
        "## Negative controls, factbook, sample, short inputs, runs of neighbours joined, left out\n",
        _other_table(outcomes),
        (
            "## Calibration\n\n"
            "Predicted pairs of the labelled reports, benchmarks and factbook, left out; the confidence "
            "of each group is calibrated on the other groups, that of splits and merges apart.\n"
        ),
        _reliability_table(outcomes),
        (
            "## Moves\n\n"
            "Editions made of the labelled reports' old sides by putting blocks of one to four paragraphs "
            "elsewhere, seeded; as shipped, by weights that saw these texts.\n"
        ),
        _moves_table([p.case for p in prepared if _is_gold(p.case)]),
        (
            "## Speed\n\nSeeded Chinese paragraphs of about 160 characters, "
            "each size in a process of its own on one core.\n"
        ),
        speed_table(),
    ]
    return "\n".join(parts)


def _conditions() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy", "rapidfuzz"))
    machine = (
        f"{platform.system()} {platform.machine()}, one core, Python {platform.python_version()}, {versions}"
    )
    return f"{datetime.now(UTC):%Y-%m-%d}; {machine}; weights version {shipped_weights().version}.\n"


def _gold_table(*outcomes: Sequence[Outcome]) -> str:
    found = [
        {p.case.name: _gold_f1(p.case, pairs) for p, pairs in some if _is_gold(p.case)} for some in outcomes
    ]
    cases = [p.case for p, _ in outcomes[0] if _is_gold(p.case)]
    scores = [[*_peers_f1(case), *(one[case.name] for one in found)] for case in cases]
    means = [sum(column) / len(column) for column in zip(*scores, strict=True)]
    return _table(
        ["", *(peer[0] for peer in PEERS), *_OURS],
        [
            [name, *(f"{f:.3f}" for f in row)]
            for name, row in [*((c.name, s) for c, s in zip(cases, scores, strict=True)), ("mean", means)]
        ],
    )


def _peers_f1(case: Case) -> Iterator[float]:
    for _, similarity, links, thresholds in PEERS:
        alike = similarity(case)
        yield max(_gold_f1(case, links(case, alike, least)) for least in thresholds)


def _gold_f1(case: Case, pairs: Iterable[Pair]) -> float:
    return scored_by_gold(case, [((i,), (j,), "edited") for i, j in pairs])["F1"]


def _kinds_table(outcomes: Sequence[Outcome]) -> str:
    rows = []
    for p, pairs in outcomes:
        if not _is_gold(p.case):
            continue
        found = scored_by_gold(p.case, _links(p, pairs))
        names = _COLUMNS
        rows.append([p.case.name, *(f"{found[n]:.2f}" if n in found else "–" for n in names)])
    return _table(["", *_COLUMNS], rows)


def _links(p: Prepared, pairs: dict[Pair, float]) -> list[tuple[tuple[int, ...], tuple[int, ...], str]]:
    relations = Relations(p.sides.texts.vocabulary, EDITED_FROM, p.case.language)
    found = beads([Chosen(i, j, score, 0.0, {}) for (i, j), (score, _) in sorted(pairs.items())])
    wordings = [(joined(p.sides.old, b.old), joined(p.sides.new, b.new)) for b in found]
    return [
        (b.old, b.new, relations.between(*both)[0].value) for b, both in zip(found, wordings, strict=True)
    ]


def _benchmark_table(outcomes: Sequence[Outcome]) -> str:
    rows = []
    for name in BENCHMARKS:
        own = [(p.case, set(pairs)) for p, pairs in outcomes if p.case.group == name]
        for label, similarity, links, thresholds in PEERS:
            alike = [(case, similarity(case)) for case, _ in own]
            scores = [_scores([(c, links(c, a, least)) for c, a in alike]) for least in thresholds]
            rows.append([name, label, *_shown(max(scores, key=lambda score: score["edited"]["F"]))])
        rows.append([name, "**this**", *_shown(_scores(own))])
    return _table(["", "", "link", "edited", "bead", "splits", "merges", "moved P/R"], rows)


def _scores(found: Sequence[tuple[Case, set[Pair]]]) -> dict[str, dict[str, float]]:
    items = [([u.text for u in c.old], [u.text for u in c.new], set(c.gold), pairs) for c, pairs in found]
    return dict(benchmark_score().score_sets(items)[0])


def _shown(score: dict[str, dict[str, float]]) -> list[str]:
    names = ("link", "edited", "bead", "kind 1-n", "kind n-1")
    moved = score["moved"]
    return [*(f"{score[name]['F']:.3f}" for name in names), f"{moved['P']:.2f}/{moved['R']:.2f}"]


def _other_table(outcomes: Sequence[Outcome]) -> str:
    rows = []
    for group in ("unrelated", "factbook", "sample", "short", "joined"):
        own = [
            (p.case, {pair for pair in pairs if p.case.judged(pair)})
            for p, pairs in outcomes
            if p.case.group == group
        ]
        units = sum(min(len(c.old_judged), len(c.new_judged)) for c, _ in own)
        links = sum(len(pairs) for _, pairs in own)
        f1 = "–" if group == "unrelated" else f"{_scores(own)['link']['F']:.3f}"
        rows.append([group, str(len(own)), str(units), str(links), f1])
    return _table(["", "pairs of texts", "units of the shorter", "links", "link F1"], rows)


def _reliability_table(outcomes: Sequence[Outcome]) -> str:
    shown: list[tuple[float, bool, float]] = []
    for judged in judgements(outcomes):
        for group, own in judged.items():
            line = calibrated({name: other for name, other in judged.items() if name != group})
            shown += [(line.at(score), right, 1.0 / len(own)) for score, right in own]
    rows = []
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.97), (0.97, 1.01)):
        inside = [(c, r, w) for c, r, w in shown if low <= c < high]
        if inside:
            weight = sum(w for _, _, w in inside)
            mean = sum(c * w for c, _, w in inside) / weight
            right = sum(w for _, r, w in inside if r) / weight
            plain = sum(r for _, r, _ in inside) / len(inside)
            figures = (f"{f:.2f}" for f in (plain, mean, right))
            rows.append([f"{low:.2f}–{min(high, 1.0):.2f}", str(len(inside)), *figures])
    head = ["confidence", "pairs", "right, pairs alike", "mean, groups alike", "right, groups alike"]
    return _table(head, rows)


def _moves_table(cases: Sequence[Case]) -> str:
    return _table(["edits of 30 % of the paragraphs", "paragraphs moved", "P", "R"], moves_rows(cases))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [" | ".join(head), " | ".join("---" for _ in head), *(" | ".join(row) for row in rows)]
    return "\n".join(f"| {line} |" for line in lines) + "\n"
