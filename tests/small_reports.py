"""Small reports, comparisons and facts made by hand; the sentences are samples."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportdiff.model import (
    Account,
    Basis,
    Comparison,
    Donor,
    EditionName,
    Funding,
    Kind,
    Link,
    Meta,
    Paragraph,
    Place,
    ProgrammeMention,
    Quantity,
    Relation,
    Report,
    Section,
    Shape,
    TreatyCount,
)

SERIES = "sample-series"


def report(
    edition: str,
    texts: dict[str, str],
    *,
    language: str = "en",
    sections: Sequence[Section] = (),
    section_of: dict[str, str] | None = None,
    account: Account | None = None,
) -> Report:
    """A report with one paragraph an entry of `texts`, by address."""
    paragraphs = tuple(
        Paragraph(
            address=address,
            number=int(address) if address.isdecimal() else None,
            label=f"{address}.",
            section=(section_of or {}).get(address),
            kind=Kind.FOOTNOTE if address.startswith("fn") else Kind.BODY,
            text=text,
        )
        for address, text in texts.items()
    )
    return Report(
        series=SERIES,
        edition=edition,
        language=language,
        symbol=f"SAMPLE/{edition}",
        title="Sample report",
        meta=Meta(),
        sections=tuple(sections),
        paragraphs=paragraphs,
        notes=(),
        account=account or Account(total=1000, body=1000),
    )


def link(
    old: str,
    new: str,
    relation: Relation = Relation.EDITED,
    *,
    moved: bool = False,
    similarity: float = 0.8,
    confidence: float = 0.9,
) -> Link[str]:
    """A link between addresses separated by spaces."""
    olds, news = tuple(old.split()), tuple(new.split())
    shapes = {
        (False, False): Shape.ONE_TO_ONE,
        (False, True): Shape.SPLIT,
        (True, False): Shape.MERGE,
        (True, True): Shape.MANY_TO_MANY,
    }
    return Link(
        old=olds,
        new=news,
        relation=relation,
        shape=shapes[len(olds) > 1, len(news) > 1],
        moved=moved,
        renumbered=olds != news,
        similarity=similarity,
        confidence=confidence,
    )


def comparison(old: Report, new: Report, *links: Link[str]) -> Comparison:
    """The links, and every paragraph that they leave over as added or dropped."""
    linked_old = {address for one in links for address in one.old}
    linked_new = {address for one in links for address in one.new}
    return Comparison(
        old=edition_name(old),
        new=edition_name(new),
        links=links,
        added=tuple(p.address for p in new.paragraphs if p.address not in linked_new),
        dropped=tuple(p.address for p in old.paragraphs if p.address not in linked_old),
    )


def edition_name(one: Report) -> EditionName:
    """What identifies the report."""
    return EditionName(one.series, one.edition, one.language, one.symbol, one.title)


def place(one: Report, address: str, quote: str) -> Place:
    """Where `quote` first stands in a paragraph."""
    text = next(p.text for p in one.paragraphs if p.address == address)
    start = text.index(quote)
    return Place(address, start, start + len(quote), quote)


def quantity(
    one: Report, address: str, quote: str, value: str, unit: str | None = None, currency: str | None = None
) -> Quantity:
    """A quantity whose words are `quote`."""
    return Quantity(Decimal(value), None, unit, currency, None, place(one, address, quote))


def parties(
    one: Report,
    address: str,
    count: int,
    newly: int | None = None,
    *,
    instrument: str = "untoc",
    as_of: str | None = None,
) -> TreatyCount:
    """A party count whose words are its number."""
    return TreatyCount(instrument, count, newly, as_of, place(one, address, str(count)))


def money(
    one: Report,
    address: str,
    quote: str,
    amount: str | None,
    *,
    measure: str = "pledges",
    period: str | None = None,
    share: str | None = None,
    basis: Basis = Basis.ACTUAL,
    qualifier: str | None = None,
) -> Funding:
    """A funding figure in US dollars, or a share."""
    return Funding(
        measure=measure,
        period=period,
        amount=None if amount is None else Decimal(amount),
        currency=None if amount is None else "USD",
        share=None if share is None else Decimal(share),
        qualifier=qualifier,
        basis=basis,
        place=place(one, address, quote),
    )


def donor(one: Report, address: str, quote: str, code: str, measure: str = "pledges") -> Donor:
    """A donor whose words are its printed name."""
    return Donor(measure, None, code, "state", place(one, address, quote))


def mention(one: Report, address: str, name: str, status: str = "continuing") -> ProgrammeMention:
    """A programme mentioned by its name; the slug is the name in lower case with dashes."""
    slug = name.lower().replace(" ", "-")
    return ProgrammeMention(slug, name, "global", status, None, (), place(one, address, name))
