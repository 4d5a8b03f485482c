"""What a summary says, before it is said in any language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportdiff.model import (
    Address,
    Change,
    Facts,
    Finding,
    Place,
    QuantityChange,
    Relation,
    Report,
    Severity,
    Shape,
)
from reportdiff.output._diff import Piece
from reportdiff.output._excerpts import changed_excerpt, marked_excerpt, plain_excerpt
from reportdiff.output._figures import (
    CountMove,
    MoneyMove,
    count_moves,
    is_surely_the_same,
    money_moves,
    other_moves,
)
from reportdiff.output._names import DonorMoves, ProgrammeEvent, donor_moves, programme_events
from reportdiff.output._pair import Pair
from reportdiff.output._provenance import Provenance
from reportdiff.output._sections import ASIDE, SectionRow, section_rows

MOST_CHANGES = 10
"""Changes shown with their words."""
_CONTRADICTED = frozenset({"list-length-mismatch", "parts-do-not-sum"})
"""Findings on the facts of one edition that were understood, and contradict each other."""
_MOST_QUANTITIES = 8
_NOT_SHOWN = ("identical",)
_ALONE_REASONS = frozenset({"new paragraph", "dropped paragraph"})
_OF_TWO, _ALONE = 220, 300
"""Columns of an excerpt that has another beside it, and of one that stands alone."""
_ASIDE_AT_MOST = 15
"""Importance that footnotes and front matter reach by their wording alone."""


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One of the most important changes with its words, or several of one section with those of the first.

    `merged` holds both texts in one line with marks; where the wording has little in common, `before`
    and `now` hold an excerpt each. `figures` are the printed quantities that moved in it. `by_version`
    says that it is told so only since a newer reportdiff; `reviewed`, that an analyst decided on the link.
    `quoted` are the addresses whose words are shown, where they are not those of the whole change.
    """

    change: Change
    heading: str | None
    merged: tuple[Piece, ...]
    before: tuple[Piece, ...]
    now: tuple[Piece, ...]
    figures: tuple[QuantityChange, ...]
    by_version: bool = False
    reviewed: bool = False
    quoted: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownQuantity:
    """A quantity that moved, with the words of the new edition around it.

    `sure` says that both figures surely count the same thing.
    """

    change: QuantityChange
    words: tuple[Piece, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """One page on two editions. `counts` are changes by what happened; `addresses` where.

    Both leave out footnotes and front matter, which only `sections` counts. `rearranged` are links by
    `moved`, `split` and `merge`.
    `audit` are findings on figures, `unread` findings on what could not be read or understood.
    """

    title: str | None
    sample: bool
    old: Report
    new: Report
    counts: Mapping[str, int]
    rearranged: Mapping[str, int]
    addresses: Mapping[str, tuple[Address, ...]]
    parties: tuple[CountMove, ...]
    money: tuple[MoneyMove, ...]
    quantities: tuple[ShownQuantity, ...]
    more_quantities: int
    programmes: tuple[ProgrammeEvent, ...]
    donors: tuple[DonorMoves, ...]
    changes: tuple[ShownChange, ...]
    audit: tuple[Finding, ...]
    unread: tuple[Finding, ...]
    sections: tuple[SectionRow, ...]
    comparison_id: str | None
    provenance: Provenance


def summarise(pair: Pair) -> Summary:
    """The summary of a pair; it says nothing that the pair does not hold."""
    changes = _main_changes(pair)
    moved = other_moves(pair)
    contradicted = [finding for finding in pair.new_facts.findings if finding.kind in _CONTRADICTED]
    unread = [finding for finding in pair.new_facts.findings if finding.kind not in _CONTRADICTED]
    return Summary(
        title=pair.new.title or pair.series_title or pair.old.title,
        sample=pair.sample,
        old=pair.old,
        new=pair.new,
        counts=Counter(change.what for change in changes),
        rearranged=_rearranged(pair, changes),
        addresses=_addresses(pair, changes),
        parties=count_moves(pair),
        money=money_moves(pair),
        quantities=_quantities(pair, moved[:_MOST_QUANTITIES]),
        more_quantities=max(0, len(moved) - _MOST_QUANTITIES),
        programmes=programme_events(pair),
        donors=tuple(donor_moves(pair)),
        changes=_shown_changes(pair, changes),
        audit=_worst_first([*pair.changes.findings, *pair.series_findings, *contradicted]),
        unread=_worst_first([*pair.new.findings, *unread]),
        sections=section_rows(pair),
        comparison_id=_comparison_id(pair),
        provenance=pair.provenance,
    )


def _worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    severities = list(Severity)
    return tuple(sorted(findings, key=lambda finding: severities.index(finding.severity)))


def _comparison_id(pair: Pair) -> str | None:
    series, old, new = pair.new.series, pair.old.edition, pair.new.edition
    return None if None in (series, old, new) else f"{series}/{old}..{new}/{pair.new.language}"


def _main_changes(pair: Pair) -> tuple[Change, ...]:
    """The changes less those of footnotes and front matter, unless a fact made them matter."""
    aside_old = {p.address for p in pair.old.paragraphs if p.kind in ASIDE}
    aside_new = {p.address for p in pair.new.paragraphs if p.kind in ASIDE}
    return tuple(
        change
        for change in pair.changes.changes
        if change.importance > _ASIDE_AT_MOST
        or not (aside_old.issuperset(change.old) and aside_new.issuperset(change.new))
    )


def _rearranged(pair: Pair, changes: Sequence[Change]) -> Counter[str]:
    """Links that moved, split or merged, among the changes that count."""
    shown = {change.new for change in changes}
    links = [link for link in pair.comparison.links if link.new in shown]
    return Counter(
        name
        for link in links
        for name in (*(["moved"] if link.moved else []), link.shape.value)
        if name != Shape.ONE_TO_ONE.value
    )


def _addresses(pair: Pair, changes: Sequence[Change]) -> dict[str, tuple[Address, ...]]:
    """Where things happened, in reading order: of the old edition where dropped, else of the new one."""
    happened: dict[str, set[Address]] = {}
    for change in changes:
        happened.setdefault(change.what, set()).update(change.new or change.old)
    return {
        what: tuple(
            paragraph.address
            for paragraph in (pair.old if what == "dropped" else pair.new).paragraphs
            if paragraph.address in addresses
        )
        for what, addresses in happened.items()
    }


# ------------------------------------------------------------------------------ changes in words


def _shown_changes(pair: Pair, changes: Sequence[Change]) -> tuple[ShownChange, ...]:
    shown = _of_one_section([change for change in changes if change.what not in _NOT_SHOWN])[:MOST_CHANGES]
    headings = {
        "old": {section.id: section.heading or section.label for section in pair.old.sections},
        "new": {section.id: section.heading or section.label for section in pair.new.sections},
    }
    return tuple(
        replace(
            _shown_change(
                pair, group[0], headings["new" if group[0].new else "old"].get(group[0].section or "")
            ),
            change=_joined(pair, group),
            quoted=(group[0].new or group[0].old) if len(group) > 1 else (),
        )
        for group in shown
    )


def _of_one_section(changes: Sequence[Change]) -> list[list[Change]]:
    """New paragraphs of a section, or dropped ones, without other news together, in the first one's place."""
    groups: dict[object, list[Change]] = {}
    for number, change in enumerate(changes):
        alone = change.reason in _ALONE_REASONS and change.section is not None
        groups.setdefault((change.what, change.section) if alone else number, []).append(change)
    return list(groups.values())


def _joined(pair: Pair, group: Sequence[Change]) -> Change:
    """The first of a group, at the addresses of all in reading order."""
    if len(group) == 1:
        return group[0]
    old = {address for change in group for address in change.old}
    new = {address for change in group for address in change.new}
    return replace(
        group[0],
        old=tuple(p.address for p in pair.old.paragraphs if p.address in old),
        new=tuple(p.address for p in pair.new.paragraphs if p.address in new),
    )


def _shown_change(pair: Pair, change: Change, heading: str | None) -> ShownChange:
    language = pair.new.language
    old, new = _joined_text(pair.old, change.old), _joined_text(pair.new, change.new)
    figures = tuple(moved for moved in pair.changes.quantity_changes if moved.new_place.address in change.new)
    merged = change.what in (Relation.FIGURES, Relation.EDITED)
    columns = _OF_TWO if change.old and change.new else _ALONE
    return ShownChange(
        change=change,
        heading=heading,
        merged=changed_excerpt(old, new, language) if merged else (),
        before=() if merged else plain_excerpt(old, language, _focus(pair.old_facts, change.old), columns),
        now=() if merged else plain_excerpt(new, language, _focus(pair.new_facts, change.new), columns),
        figures=figures,
        by_version=(change.old, change.new) in pair.provenance.by_version,
        reviewed=any(link.review for link in pair.comparison.links if link.new == change.new != ()),
    )


def _joined_text(report: Report, addresses: Sequence[Address]) -> str:
    return " ".join(p.text for p in report.paragraphs if p.address in addresses)


def _focus(facts: Facts, addresses: Sequence[Address]) -> tuple[int, int] | None:
    """The first fact of a single paragraph: an excerpt shows it rather than the beginning."""
    if len(addresses) != 1:
        return None
    places: list[Place] = [count.place for count in facts.treaty_counts]
    places += [figure.place for figure in facts.funding]
    places += [m.place for m in facts.programmes if m.status in ("new", "ended", "next-phase")]
    here = [place for place in places if place.address == addresses[0]]
    return (here[0].start, here[0].end) if here else None


# ------------------------------------------------------------------------------ quantities in words


def _quantities(pair: Pair, moved: Sequence[QuantityChange]) -> tuple[ShownQuantity, ...]:
    texts = {paragraph.address: paragraph.text for paragraph in pair.new.paragraphs}
    return tuple(
        ShownQuantity(
            change,
            marked_excerpt(
                texts[change.new_place.address],
                pair.new.language,
                (change.new_place.start, change.new_place.end),
            ),
            is_surely_the_same(pair, change),
        )
        for change in moved
    )
