"""The new edition as a Word document with the changes from the old one tracked."""

from __future__ import annotations

from reportdiff.output._pair import Pair
from reportdiff.output._plain import edition_date, is_right_to_left, visible
from reportdiff.output.office._lines import lines_of
from reportdiff.output.office._package import document_file
from reportdiff.output.office._tracked import passages
from reportdiff.output.office._weave import woven
from reportdiff.output.office._wordml import Body


def render_redline(pair: Pair) -> bytes:
    """The new edition as a Word file with tracked insertions, deletions and moves against the old.

    Accepting all changes leaves the new edition, rejecting them the old one: headings, labels, texts and
    footnote marks. Paragraphs that moved are tracked as moves, with the words that changed in them; one
    that was split has an inserted paragraph mark, one that was merged a deleted one.

    Args:
        pair: The two editions and their correspondences.

    Returns:
        The bytes of a .docx file; the same pair gives the same bytes.
    """
    old, new = lines_of(pair.old), lines_of(pair.new)
    language = pair.new.language
    rtl = is_right_to_left(language)
    made = edition_date(pair.new)
    steps = woven(old, new, pair.comparison.links)
    title = pair.new.title or pair.series_title or pair.new.series or ""
    editions = " → ".join(one.edition or one.symbol or "" for one in (pair.old, pair.new))
    return document_file(
        Body(made, right_to_left=rtl).elements(passages(steps, old, new, language)),
        title=visible(title),
        header=visible(" · ".join(part for part in (title, editions) if part)),
        language=language,
        right_to_left=rtl,
        made=made,
    )
