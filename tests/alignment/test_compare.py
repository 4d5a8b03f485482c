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


def _halves() -> tuple[str, str]:
    return BODY[1], "Its first windows went to the chapel of the fishermen, who paid for them in herring."


def test_a_split_or_merge_that_keeps_its_number_is_not_renumbered() -> None:
    whole = report(*body(BODY[0], " ".join(_halves()), BODY[2]))
    parts = report(*body(BODY[0], *_halves(), BODY[2]), edition="2002")
    split = {link.old: link for link in compare(whole, parts).links}
    assert (split["2",].new, split["2",].renumbered) == (("2", "3"), False)
    assert split["3",].renumbered
    merge = {link.new: link for link in compare(parts, whole).links}
    assert (merge["2",].old, merge["2",].renumbered) == (("2", "3"), False)


def test_a_split_whose_parts_all_have_other_numbers_is_renumbered() -> None:
    whole = report(*body(BODY[0], " ".join(_halves())))
    parts = report(*body(BODY[0], BODY[3], *_halves()), edition="2002")
    (split,) = [link for link in compare(whole, parts).links if link.old == ("2",)]
    assert (split.new, split.renumbered) == (("3", "4"), True)


def test_paragraphs_without_labels_are_not_renumbered() -> None:
    plain = [Paragraph(f"p{k}", None, None, None, Kind.BODY, text) for k, text in enumerate(BODY)]
    later = [Paragraph(f"p{k + 3}", None, None, None, Kind.BODY, text) for k, text in enumerate(BODY)]
    assert not any(link.renumbered for link in compare(report(*plain), report(*later, edition="2002")).links)


def test_footnotes_set_at_the_end_of_the_report_have_not_moved() -> None:
    notes = [
        footnote(k, text) for k, text in enumerate(("Harbour archive, box nine.", "Letter of the abbot."), 1)
    ]
    texts = body(*BODY)
    old = report(texts[0], notes[0], *texts[1:3], notes[1], *texts[3:])
    found = compare(old, report(*texts, *notes, edition="2002")).links
    assert len(found) == 7
    assert not any(link.moved for link in found)


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
