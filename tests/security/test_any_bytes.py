"""Files that somebody else wrote hold anything: they are read, or refused with one line, and nothing else.

`REPORTDIFF_FUZZ=5000` tries that many examples of each, at random.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reportdiff.errors import ReportdiffError
from reportdiff.output._manifest import MANIFEST, OutputFolder
from reportdiff.reading import read_report
from reportdiff.reviews import read_reviews
from reportdiff.series import read_series_file

LONGER = int(os.environ.get("REPORTDIFF_FUZZ", "0"))
PIECES = st.sampled_from(
    [b"[[review]]\n", b"title = ", b'"', b"'''", b"[symbols]\n", b"[aliases]\n", b"= [", b"]", b"{", b"}",
     b"\n", b"kind = ", b'"link"', b"1979-05-27", b"9" * 5000, b"[" * 2000, b"\x00", b"\xff\xfe",
     b"\xef\xbb\xbf", b"\\u202e", b'"..", ', b"I. Introduction\n\n", b"1. A sample sentence.\n",
     b"\x0c", b"<html>", b"%PDF-1.7\n", b"PK\x03\x04", b'{"version": 1, "groups": {',
     b'"index": {"made_of": "", "files": {"../x": "0"}}', b"null", b"-1e999"]
)  # fmt: skip
BYTES = st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=12).map(b"".join))
bounded = settings(
    max_examples=LONGER or 60,
    derandomize=not LONGER,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def _answered(read: Callable[[Path], object], name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "office" / name
        place.parent.mkdir()
        place.write_bytes(content)
        said = ""
        try:
            read(place)
        except ReportdiffError as error:
            said = str(error)
        assert "\n" not in said


@bounded
@example(b"x = " + b"[" * 100_000)
@given(BYTES)
def test_a_series_file_of_any_bytes_is_read_or_refused(content: bytes) -> None:
    _answered(lambda place: read_series_file(place.parent), "series.toml", content)


@bounded
@example(b"x = " + b"9" * 100_000)
@given(BYTES)
def test_reviews_of_any_bytes_are_read_or_refused(content: bytes) -> None:
    _answered(lambda place: read_reviews(place.parent), "reviews.toml", content)


@bounded
@given(BYTES)
def test_a_manifest_of_outputs_of_any_bytes_costs_a_writing_at_most(content: bytes) -> None:
    def close(place: Path) -> None:
        outputs = OutputFolder(place.parent)
        outputs.write("index", "made of this", lambda: {"index.md": "sample"})
        outputs.close({"index"})
        assert (place.parent / "index.md").read_text(encoding="utf-8") == "sample"

    _answered(close, MANIFEST, content)


@bounded
@pytest.mark.parametrize("name", ["2016.txt", "2016.html", "2016.docx", "2016.pdf"])
@given(content=BYTES)
def test_a_report_of_any_bytes_is_read_or_refused(name: str, content: bytes) -> None:
    _answered(read_report, name, content)
