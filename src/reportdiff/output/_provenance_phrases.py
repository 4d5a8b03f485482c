"""Corrigenda, revisions, analysts' decisions and what is no news, said in one interface language."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from reportdiff.model import Address
from reportdiff.output._catalogue import Catalogue
from reportdiff.output._excerpts import plain_excerpt, width
from reportdiff.output._markdown import Markdown, escape, marked, without_links
from reportdiff.output._pair import Pair
from reportdiff.output._provenance import Correction, Reviewed, Revision
from reportdiff.output._summary import Summary

_TEXT = 300
"""Columns of a correction's or remark's text."""
_PLACES = 100
"""Columns of a list of places; a longer one is left out."""


class ProvenancePhrases:
    """What stands beside the editions, in lines and in phrases for a sentence."""

    def __init__(self, source: Summary | Pair, words: Catalogue, old_edition: str) -> None:
        self.s = source
        self.words = words
        self.old_edition = old_edition

    # -------------------------------------------------------------------------- for a sentence

    def corrections(self) -> list[Markdown]:
        """Each corrigendum with the paragraphs that it names."""
        found = self.s.provenance.corrections
        return [
            self._named(corrections[0], list(dict.fromkeys(a for one in corrections for a in one.addresses)))
            for _, group in groupby(found, key=lambda one: (one.edition, one.number))
            if (corrections := list(group))
        ]

    def _named(self, one: Correction, addresses: Sequence[Address]) -> Markdown:
        values: dict[str, object] = {"name": correction_name(one), "edition": self.words.edition(one.edition)}
        if not addresses:
            return self.words.say("beside.names_nothing", **values)
        return self.words.say("beside.names", **values, places=self._in(one.edition, addresses))

    def revisions(self) -> list[Markdown]:
        """Each edition that is read from a revision, with what that changed."""
        return [self._revision(one) for one in self.s.provenance.revisions]

    def _revision(self, one: Revision) -> Markdown:
        values: dict[str, object] = {"edition": self.words.edition(one.edition), "number": one.number}
        if not one.addresses and not one.dropped:
            return self.words.say("beside.revision_same", **values)
        places = self._in(one.edition, one.addresses)
        if not places or width(without_links(places)) > _PLACES:
            return self.words.say("beside.revision_many", **values, n=len(one.addresses) + len(one.dropped))
        return self.words.say("beside.revision", **values, places=places)

    def by_version(self) -> list[Markdown]:
        """How many changes are no news, and where."""
        told = self.s.provenance.by_version
        order = {p.address: place for place, p in enumerate(self.s.new.paragraphs)}
        changes = sorted(told, key=lambda change: order.get(change[1][0], -1) if change[1] else -1)
        if not changes:
            return []
        said = self.words.say("beside.by_version", n=len(changes))
        places = self.words.places([address for _, new in changes for address in new])
        if not places or width(without_links(places)) > _PLACES:
            return [said]
        return [self.words.say("glance.item_with_place", item=said, place=places)]

    # -------------------------------------------------------------------------- lines

    def lines(self) -> list[Markdown]:
        """Corrections with their words, and revisions."""
        stop = self.words.say("stop")
        revisions = [Markdown(f"{revision}{stop}") for revision in self.revisions()]
        return [*map(self._correction, self.s.provenance.corrections), *revisions]

    def _correction(self, one: Correction) -> Markdown:
        text = marked(plain_excerpt(one.text, None, None, _TEXT))
        return self.words.say("beside.correction", named=self._named(one, one.addresses), text=text)

    def decisions(self) -> list[Markdown]:
        """What analysts decided on these editions."""
        return [self.decision(one) for one in self.s.provenance.reviews]

    def decision(self, one: Reviewed) -> Markdown:
        """What was decided where, on which words, why, by whom, and whether it holds."""
        parts = [Markdown(f"**{self.words.name('decisions', one.decision)}**"), self._decided_on(one)]
        if one.quote:
            parts.append(self.words.say("decision.quote", quote=one.quote))
        if one.note:
            parts.append(marked(plain_excerpt(one.note, None, None, _TEXT)))
        by = [escape(one.reviewer)] if one.reviewer else []
        by += [self.words.date(one.decided)] if one.decided else []
        parts += [Markdown(self.words.say("comma").join(by))] if by else []
        if one.status != "applied":
            parts.append(self.words.say("decision.not_applied"))
        return Markdown(" · ".join(part for part in parts if part))

    def _decided_on(self, one: Reviewed) -> Markdown:
        new = self.words.places(one.addresses, edition=self._old(one.edition))
        old = self.words.places(one.old, edition=self.old_edition) if one.old else Markdown("")
        return self.words.say("change.was", place=new, old=old) if old and new else new or old

    def _in(self, edition: str, addresses: Sequence[Address]) -> Markdown:
        """Places of either edition; the sentence around says of which."""
        return self.words.places(addresses, edition=self._old(edition), bare=True)

    def _old(self, edition: str) -> str | None:
        """The edition where it is the old one: places of the new one need no name."""
        return edition if edition == self.old_edition else None


def correction_name(one: Correction) -> str:
    """How a corrigendum is cited: by its symbol, else by its number."""
    return one.symbol or f"Corr.{one.number}"
