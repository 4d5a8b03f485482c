"""Random reports, set as the text of a PDF, are read back as they were drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting import TONGUES, drawn
from reportdiff.model import Kind, Report
from reportdiff.reading import read_report

STEADY = settings(
    derandomize=True,
    deadline=None,
    max_examples=6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def read_back(folder: Path, text: str, code: str) -> Report:
    path = folder / "sample.txt"
    path.write_text(text, encoding="utf-8")
    return read_report(path, code)


def shown(text: str) -> str:
    """The text without the spaces that joining Chinese lines may cost."""
    return text.replace(" ", "")


@pytest.mark.parametrize("code", TONGUES)
@STEADY
@given(seed=st.integers(0, 10_000))
def test_a_report_set_as_a_pdf_is_read_back_as_it_was_drawn(tmp_path: Path, code: str, seed: int) -> None:
    tongue = TONGUES[code]
    draft = drawn(tongue, seed)
    report = read_back(tmp_path, draft.set_in(tongue), code)
    texts = {p.address: p.text for p in report.paragraphs if p.kind in (Kind.BODY, Kind.SUBPARAGRAPH)}
    same = shown if code == "zh" else str
    assert list(texts) == list(draft.texts)
    assert {address: same(text) for address, text in texts.items()} == {
        address: same(text) for address, text in draft.texts.items()
    }
    headings = [(section.label, same(section.heading)) for section in report.sections[1:]]
    assert headings == [(label, same(text)) for label, text in draft.headings]


@pytest.mark.parametrize("code", TONGUES)
@STEADY
@given(seed=st.integers(0, 10_000))
def test_every_character_is_accounted_for(tmp_path: Path, code: str, seed: int) -> None:
    tongue = TONGUES[code]
    draft = drawn(tongue, seed)
    text = draft.set_in(tongue)
    account = read_back(tmp_path, text, code).account
    assert account.total == sum(1 for char in text if not char.isspace())
    assert account.not_understood == 0
    assert account.body >= sum(len("".join(text.split())) for text in draft.texts.values())
    assert account.total == sum(
        (
            account.body,
            account.headings,
            account.notes,
            account.tables,
            account.front_matter,
            account.furniture,
        )
    )


@pytest.mark.parametrize("code", TONGUES)
@STEADY
@given(seed=st.integers(0, 10_000))
def test_every_note_hangs_at_the_end_of_its_paragraph(tmp_path: Path, code: str, seed: int) -> None:
    tongue = TONGUES[code]
    draft = drawn(tongue, seed)
    report = read_back(tmp_path, draft.set_in(tongue), code)
    lengths = {p.address: len(p.text) for p in report.paragraphs}
    marks = [mark for mark in report.notes if mark.address != "fn*"]
    assert len(marks) == draft.notes
    assert all(mark.offset == lengths[mark.within] for mark in marks)
