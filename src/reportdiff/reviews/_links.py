"""Decisions on links, applied to a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from reportdiff.model import Address, Comparison, Decision, Link, Report, Review
from reportdiff.reviews._standing import Standing, standing

Pairs = set[tuple[Address, Address]]
DECISIONS = (Decision.CONFIRM_LINK, Decision.REJECT_LINK, Decision.SET_LINK)


def with_link_reviews(
    comparison: Comparison, old: Report, new: Report, reviews: Iterable[Review]
) -> Comparison:
    """The comparison as analysts want it; every paragraph is in a link, `added` or `dropped` as before.

    Of decisions that contradict each other the later one in the file holds. A link that loses one of its
    paragraphs keeps the others; one set by hand takes its paragraphs out of all other links. What was
    confirmed is set again where another version would not link it.

    Args:
        comparison: As the alignment found it.
        old: The earlier edition.
        new: The later edition.
        reviews: Of this pair; those whose words have changed are left out.
    """
    links = list(comparison.links)
    for review in reviews:
        if review.decision in DECISIONS and standing(review, new, old) is Standing.APPLIED:
            links = list(_decided(links, old, new, review))
    places = {paragraph.address: place for place, paragraph in enumerate(new.paragraphs)}
    links.sort(key=lambda link: [places[address] for address in link.new])
    kept = {address for link in links for address in link.old}
    come = {address for link in links for address in link.new}
    return replace(
        comparison,
        links=tuple(links),
        added=tuple(p.address for p in new.paragraphs if p.address not in come),
        dropped=tuple(p.address for p in old.paragraphs if p.address not in kept),
    )


def _decided(
    links: Iterable[Link[Address]], old: Report, new: Report, review: Review
) -> Iterator[Link[Address]]:
    """The links after one decision."""
    before, after = set(review.old), set(review.addresses)
    if review.decision is Decision.REJECT_LINK:
        for link in links:
            yield from _without(link, set(product(before, after)), old, new)
        return
    same = None
    for link in links:
        if set(link.old) == before and set(link.new) == after:
            same = link
        else:
            taken = {pair for pair in product(link.old, link.new) if pair[0] in before or pair[1] in after}
            yield from _without(link, taken, old, new)
    found = same or _by_hand(old, new, review.old, review.addresses)
    yield replace(found, confidence=1.0, review=review.id)


def _by_hand(old: Report, new: Report, before: Sequence[Address], after: Sequence[Address]) -> Link[Address]:
    # Loaded when there is something to decide: a run that only looks for reviews does not pay for it.
    from reportdiff.alignment import link_by_hand

    return link_by_hand(old, new, before, after)


def _without(link: Link[Address], pairs: Pairs, old: Report, new: Report) -> Iterator[Link[Address]]:
    """What is left of a link without some of its pairs: itself, less, several links, or nothing."""
    left = [pair for pair in product(link.old, link.new) if pair not in pairs]
    if len(left) == len(link.old) * len(link.new):
        yield link
        return
    partners: dict[tuple[Address, ...], list[Address]] = {}
    for address in link.old:
        partners.setdefault(tuple(b for a, b in left if a == address), []).append(address)
    for after, before in partners.items():
        if after:
            made = _by_hand(old, new, before, after)
            yield replace(made, confidence=link.confidence, moved=link.moved, signals=link.signals)
