"""Decisions on links, applied to a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from reportdiff.model import Address, Comparison, Decision, Link, Report, Review, ReviewOutcome, ReviewStatus
from reportdiff.reviews._standing import stale

Pairs = set[tuple[Address, Address]]


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

    Returns:
        The comparison, and in its `reviews` what became of each of them.
    """
    links = list(comparison.links)
    told: dict[str, ReviewOutcome] = {}
    applied: list[Review] = []
    for review in reviews:
        if outcome := stale(review, new, old):
            told[review.id] = outcome
            continue
        told[review.id] = _touch_of(review, links)
        links = list(_decided(links, old, new, review))
        applied.append(review)
    told |= {review.id: _superseded(review) for review in applied if not _holds(review, links)}
    places = {paragraph.address: place for place, paragraph in enumerate(new.paragraphs)}
    links.sort(key=lambda link: [places[address] for address in link.new])
    kept = {address for link in links for address in link.old}
    come = {address for link in links for address in link.new}
    return replace(
        comparison,
        links=tuple(_in_or_out_of_order(links, comparison.links, old, new)),
        added=tuple(p.address for p in new.paragraphs if p.address not in come),
        dropped=tuple(p.address for p in old.paragraphs if p.address not in kept),
        reviews=tuple(told.values()),
    )


def _superseded(review: Review) -> ReviewOutcome:
    why = "a later decision on these paragraphs holds"
    return ReviewOutcome(review.id, ReviewStatus.SUPERSEDED, why)


def _touch_of(review: Review, links: Iterable[Link[Address]]) -> ReviewOutcome:
    """What a decision meets: what is to be rejected may not be there."""
    if review.decision is Decision.REJECT_LINK and not _linking(links, review):
        why = "nothing links these paragraphs"
        return ReviewOutcome(review.id, ReviewStatus.NOTHING_TO_REJECT, why)
    return ReviewOutcome(review.id, ReviewStatus.APPLIED)


def _holds(review: Review, links: Iterable[Link[Address]]) -> bool:
    """Whether the links are, after all decisions, as this one wants them."""
    found = _linking(links, review)
    if review.decision is Decision.REJECT_LINK:
        return not found
    return any(_sides(link) == (set(review.old), set(review.addresses)) for link in found)


def _linking(links: Iterable[Link[Address]], review: Review) -> list[Link[Address]]:
    """The links with a paragraph of either side of a decision."""
    before, after = set(review.old), set(review.addresses)
    return [link for link in links if before.intersection(link.old) and after.intersection(link.new)]


def _sides(link: Link[Address]) -> tuple[set[Address], set[Address]]:
    return set(link.old), set(link.new)


def _in_or_out_of_order(
    links: Sequence[Link[Address]], found: Sequence[Link[Address]], old: Report, new: Report
) -> Iterator[Link[Address]]:
    """The links, those that a person made told to have moved where they cross others that did not."""
    as_found = {(link.old, link.new) for link in found}
    for link in links:
        if link.review is None or (link.old, link.new) in as_found:
            yield link
        else:
            from reportdiff.alignment import is_out_of_order

            yield replace(link, moved=is_out_of_order(link, links, old, new))


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
        if _sides(link) == (before, after):
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
