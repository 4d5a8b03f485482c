"""Comparison of two reports."""

from __future__ import annotations

from collections import Counter

from reportdiff.alignment import compare
from reportdiff.model import Account, Kind, Meta, Paragraph, Relation, Report, Section

BODY = (
    "The harbour council met four times and adopted the plan for the eastern breakwater.",
    "A glassworks opened beside the canal; apprentices from nine villages enrolled in its school.",
    "The toad tunnel under the mountain road was lengthened, and volunteers counted what used it.",
    "Fees for mooring stayed as they were.",
    "The observatory lent telescopes to schools and published an almanac for sailors.",
)


def report(*paragraphs: Paragraph, sections: tuple[Section, ...] = (), edition: str = "2001") -> Report:
    return Report(
        series="harbour",
        edition=edition,
        language="en",
        symbol=None,
        title=None,
        meta=Meta(),
        sections=sections,
        paragraphs=paragraphs,
        notes=(),
        account=Account(),
    )


def paragraph(number: int, text: str, section: str | None = None) -> Paragraph:
    return Paragraph(str(number), number, f"{number}.", section, Kind.BODY, text)


def footnote(number: int, text: str) -> Paragraph:
    return Paragraph(f"fn{number}", number, str(number), None, Kind.FOOTNOTE, text)


def body(*texts: str) -> list[Paragraph]:
    return [paragraph(k, text) for k, text in enumerate(texts, 1)]


def test_every_paragraph_is_linked_or_added_or_dropped() -> None:
    old = report(*body(*BODY[:4]), footnote(1, "Harbour archive, box nine."))
    new = report(*body(*BODY[1:]), edition="2002")
    found = compare(old, new)
    linked_old = {a for link in found.links for a in link.old}
    linked_new = {a for link in found.links for a in link.new}
    assert linked_old | set(found.dropped) == {p.address for p in old.paragraphs}
    assert linked_new | set(found.added) == {p.address for p in new.paragraphs}
    assert not linked_old & set(found.dropped)
    assert not linked_new & set(found.added)
    assert found.dropped == ("1", "fn1")
    assert found.added == ("4",)


def test_links_carry_addresses_and_say_when_the_number_changed() -> None:
    found = compare(report(*body(*BODY)), report(*body("An extra opening on whales.", *BODY), edition="2002"))
    assert [(link.old, link.new) for link in found.links] == [((str(k),), (str(k + 1),)) for k in range(1, 6)]
    assert all(link.renumbered for link in found.links)
    assert not any(link.renumbered for link in compare(report(*body(*BODY)), report(*body(*BODY))).links)


def test_footnotes_are_never_linked_with_body_text() -> None:
    old = report(*body(*BODY[:2]), footnote(1, BODY[2]))
    new = report(*body(*BODY[:3]), edition="2002")
    found = compare(old, new)
    assert found.dropped == ("fn1",)
    assert found.added == ("3",)


def test_front_matter_is_compared_with_front_matter_alone() -> None:
    cover = Paragraph("p1", None, None, None, Kind.FRONT_MATTER, "Harbour council, ninth session, 4 May 2001")
    later = Paragraph("p1", None, None, None, Kind.FRONT_MATTER, "Harbour council, tenth session, 6 May 2002")
    found = compare(report(cover, *body(*BODY)), report(later, *body(*BODY), edition="2002"))
    (link,) = [link for link in found.links if "p1" in link.old]
    assert (link.new, link.relation) == (("p1",), Relation.FIGURES)


def test_a_sentence_repeated_in_two_sections_is_paired_within_each() -> None:
    again = "The council welcomed these steps and asked for a further report."
    sections = tuple(Section(s, None, 1, None, f"Part {s}") for s in ("north", "south"))
    old = report(
        paragraph(1, BODY[0], "north"),
        paragraph(2, again, "north"),
        paragraph(3, BODY[1], "south"),
        paragraph(4, BODY[2], "south"),
        paragraph(5, again, "south"),
        sections=sections,
    )
    new = report(
        paragraph(1, BODY[1], "south"),
        paragraph(2, BODY[2], "south"),
        paragraph(3, again, "south"),
        paragraph(4, BODY[0], "north"),
        paragraph(5, again, "north"),
        sections=sections,
        edition="2002",
    )
    found = {(link.old, link.new) for link in compare(old, new).links}
    assert {(("2",), ("5",)), (("5",), ("3",))} <= found


def test_reports_without_paragraphs_compare_to_nothing() -> None:
    found = compare(report(), report(edition="2002"))
    assert (found.links, found.added, found.dropped) == ((), (), ())
    assert found.new.edition == "2002"


def test_no_address_is_in_a_pair_twice() -> None:
    found = compare(report(*body(*BODY, *BODY)), report(*body(*BODY), edition="2002"))
    counted = Counter((o, n) for link in found.links for o in link.old for n in link.new)
    assert set(counted.values()) == {1}
