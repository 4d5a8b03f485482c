"""A pair made by hand that holds every kind of change; the sentences are samples."""

from __future__ import annotations

from dataclasses import replace

from reportdiff.history import pair_changes
from reportdiff.model import (
    Address,
    Comparison,
    Facts,
    Finding,
    Kind,
    Link,
    NoteMark,
    Relation,
    Report,
    Section,
    Severity,
)
from reportdiff.output._pair import Pair
from small_reports import comparison, donor, link, mention, money, parties, quantity, report

SECTIONS = (
    Section("A", None, 1, "I.", "Treaties"),
    Section("B", None, 1, "II.", "Means"),
    Section("B1", "B", 2, "A.", "Pledges"),
    Section("C", None, 1, "III.", "Bridges"),
)
OLD_TEXTS = {
    "front1": "A cover of the sample report for 2020.",
    "1": "This sample report tells of the year.",
    "2": "The sample convention has 50 parties.",
    "3": "Pledges reached 250 million dollars in 2020, from Samplia and Testland.",
    "4": "The Harbour Project went on and trained 40 officers in the sample year.",
    "5": "The “River Scheme” went on as planned, with no end in sight.",
    "6": "A paragraph on bridges that nobody takes up again.",
    "7": "Two boats were bought. They carry water to the island every day of the week.",
    "8": "One half of a story that is told as one from now on.",
    "9": "The other half of that story, which was told alone so far.",
    "10": "What stood last in the sample stands earlier now.",
    "11": "Wardens of the old harbour hall kept the long list of visitors in a drawer.",
    "11(a)": "A subparagraph that goes along.",
    "fn1": "A note to the sample.",
}
NEW_TEXTS = {
    "front1": "A cover of the sample report for 2021.",
    "1": "This sample report tells of the year.",
    "2": "What stood last in the sample stands earlier now.",
    "3": "In 2021, 3 more States joined: the sample convention has 52 parties.",
    "4": "Pledges reached 285 million dollars in 2021, from Samplia and Exempla.",
    "5": "The Harbour Project came to its end and trained 55 officers in the sample year.",
    "6": 'The "River Scheme" went on as planned, with no end in sight.',
    "7": "The Tunnel Initiative was launched.",
    "8": "Two boats were bought last spring.",
    "9": "They carry water to the island every day of the week.",
    "10": "One half of a story that is told as one from now on, and the other half of that story.",
    "12": "In a drawer nobody looked; today the long list of visitors is open to all who ask.",
    "12(a)": "A subparagraph that goes along.",
    "fn1": "A note to the sample.",
}
_OLD_SECTION = {"2": "A", "3": "B1", "4": "B", "5": "B", "6": "C"} | dict.fromkeys(
    ("7", "8", "9", "10", "11", "11(a)"), "B"
)
_NEW_SECTION = {"2": "A", "3": "A", "4": "B1", "5": "B", "6": "B", "7": "B"} | dict.fromkeys(
    ("8", "9", "10", "12", "12(a)"), "B"
)
LINKS: tuple[Link[Address], ...] = (
    link("front1", "front1", Relation.FIGURES),
    link("1", "1", Relation.IDENTICAL, similarity=1),
    link("2", "3"),
    link("3", "4", Relation.FIGURES),
    replace(link("4", "5"), signals={"rare words": 1.5, "bias": -2.0}, review="decision-1"),
    link("5", "6", Relation.IDENTICAL, similarity=1),
    link("7", "8 9"),
    link("8 9", "10"),
    link("10", "2", Relation.IDENTICAL, moved=True, similarity=1),
    link("11", "12", Relation.REWRITTEN, similarity=0.3),
    link("11(a)", "12(a)", Relation.IDENTICAL, similarity=1),
    link("fn1", "fn1", Relation.IDENTICAL, similarity=1),
)


def every_kind(language: str = "en") -> Pair:
    """A pair with every relation, a move, a split, a merge, facts, findings, notes and front matter."""
    old = _report("2020", OLD_TEXTS, _OLD_SECTION, language)
    new = _report("2021", NEW_TEXTS, _NEW_SECTION, language)
    old_facts = Facts(
        treaty_counts=(parties(old, "2", 50),),
        funding=(money(old, "3", "250 million dollars", "250000000", period="2020"),),
        donors=(donor(old, "3", "Samplia", "SAM"), donor(old, "3", "Testland", "TES")),
        programmes=(mention(old, "4", "Harbour Project"),),
        quantities=(quantity(old, "4", "40 officers", "40", "persons"),),
    )
    new_facts = Facts(
        treaty_counts=(parties(new, "3", 52, 3),),
        funding=(money(new, "4", "285 million dollars", "285000000", period="2021"),),
        donors=(donor(new, "4", "Samplia", "SAM"), donor(new, "4", "Exempla", "EXE")),
        programmes=(
            mention(new, "5", "Harbour Project", "ended"),
            mention(new, "7", "Tunnel Initiative", "new"),
        ),
        quantities=(quantity(new, "5", "55 officers", "55", "persons"),),
    )
    return made_pair(old, new, comparison(old, new, *LINKS), old_facts, new_facts)


def made_pair(
    old: Report,
    new: Report,
    between: Comparison,
    old_facts: Facts | None = None,
    new_facts: Facts | None = None,
) -> Pair:
    """A pair with the changes that history makes of it, and one finding at its first new paragraph."""
    before, after = old_facts or Facts(), new_facts or Facts()
    changes = pair_changes(old, new, between, before, after)
    at = new.paragraphs[0].address if new.paragraphs else None
    finding = Finding("sample", Severity.WARNING, "A sample finding.", at, new.edition)
    return Pair(
        old, new, between, before, after, changes, "A sample series", sample=True, series_findings=(finding,)
    )


def _report(edition: str, texts: dict[str, str], section_of: dict[str, str], language: str) -> Report:
    made = report(edition, texts, language=language, sections=SECTIONS, section_of=section_of)
    return replace(
        made,
        notes=(NoteMark("fn1", "1", len(texts["1"]) - 1),),
        paragraphs=tuple(
            replace(p, kind=Kind.FRONT_MATTER, page=1)
            if p.address.startswith("front")
            else replace(p, page=2)
            for p in made.paragraphs
        ),
    )
