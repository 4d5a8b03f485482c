"""What corrigenda, revisions and analysts say of single paragraphs, where these stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from reportdiff.model import Address
from reportdiff.output._anchors import NEW, OLD
from reportdiff.output._catalogue import Catalogue
from reportdiff.output._inline import html
from reportdiff.output._pair import Pair
from reportdiff.output._provenance_phrases import ProvenancePhrases, correction_name

Beside = Mapping[tuple[str, Address], list[Markup]]
"""Lines by side and address."""


def beside_by_place(pair: Pair, words: Catalogue, phrases: ProvenancePhrases) -> Beside:
    """The lines to show with each paragraph of either side."""
    beside: dict[tuple[str, Address], list[Markup]] = defaultdict(list)
    for edition, address, line in _lines(pair, words, phrases):
        side = NEW if edition == pair.new.edition else OLD
        if line not in beside[side, address]:
            beside[side, address].append(line)
    return beside


def _lines(pair: Pair, words: Catalogue, phrases: ProvenancePhrases) -> Iterator[tuple[str, Address, Markup]]:
    for correction in pair.provenance.corrections:
        said = words.say("report.corrected", name=correction_name(correction), text=correction.text)
        for address in correction.addresses:
            yield correction.edition, address, html(said)
    for revision in pair.provenance.revisions:
        for address in revision.addresses:
            yield revision.edition, address, html(words.say("report.revised", number=revision.number))
    for review in pair.provenance.reviews:
        for address in review.addresses:
            yield review.edition, address, html(phrases.decision(review))
