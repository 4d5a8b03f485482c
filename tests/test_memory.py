from __future__ import annotations

import json
import logging
import subprocess
import sys
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportdiff._memory import Memory, Result, Unreadable, decode, encode, result_text
from reportdiff.errors import ReportdiffError
from reportdiff.model import (
    Account,
    Comparison,
    EditionName,
    Facts,
    Kind,
    Link,
    Meta,
    NotRead,
    PairChanges,
    Paragraph,
    Relation,
    Report,
    SeriesHistory,
    Shape,
)

LINKS = st.builds(
    Link,
    old=st.lists(st.text(), max_size=3).map(tuple),
    new=st.lists(st.text(), max_size=3).map(tuple),
    relation=st.sampled_from(Relation),
    shape=st.sampled_from(Shape),
    moved=st.booleans(),
    renumbered=st.booleans(),
    similarity=st.floats(0, 1),
    confidence=st.floats(0, 1),
    signals=st.dictionaries(st.text(max_size=5), st.floats(-1, 1), max_size=3),
)
ADDRESSES = st.lists(st.text(), max_size=3).map(tuple)
COMPARISONS = st.builds(
    Comparison,
    old=st.builds(EditionName),
    new=st.builds(EditionName),
    links=st.lists(LINKS, max_size=3).map(tuple),
    added=ADDRESSES,
    dropped=ADDRESSES,
)


def results() -> st.SearchStrategy[Result]:
    """Any result of any stage, its numbers finite."""
    return st.one_of(
        COMPARISONS, *(st.builds(kind) for kind in (Report, NotRead, Facts, PairChanges, SeriesHistory))
    )


@pytest.fixture(autouse=True, scope="module")
def _finite_numbers() -> None:
    st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
    st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))


def shape_of(value: Any) -> Any:
    """The value with the type of everything in it, so that 1, 1.0 and Decimal(1) are three things."""
    if is_dataclass(value):
        return type(value), [shape_of(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return tuple, [shape_of(item) for item in value]
    if isinstance(value, dict):
        return dict, [(shape_of(key), shape_of(item)) for key, item in value.items()]
    return type(value), repr(value)


@settings(derandomize=True, deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(results())
def test_a_result_reads_back_as_it_was_written(result: Result) -> None:
    again = decode(encode(result))
    assert again == result
    assert shape_of(again) == shape_of(result)


def report(text: str = "Sample text.") -> Report:
    paragraph = Paragraph("1", 1, None, None, Kind.BODY, text)
    return Report("sample", "2020", "en", None, None, Meta(), (), (paragraph,), (), Account())


def test_a_kept_result_is_found_by_another_memory_of_the_same_folder(tmp_path: Path) -> None:
    Memory(tmp_path).save("reading/abc", report("Übung 样本"))
    assert Memory(tmp_path).has("reading/abc")
    assert Memory(tmp_path).load("reading/abc", Report) == report("Übung 样本")


def test_a_result_that_was_never_kept_is_none_and_no_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert Memory(tmp_path).load("reading/abc", Report) is None
    assert not caplog.records


def test_a_record_cut_anywhere_counts_as_absent_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    memory = Memory(tmp_path)
    memory.save("reading/abc", report())
    whole = memory.path("reading/abc").read_bytes()
    for length in range(0, len(whole), 7):
        memory.path("reading/abc").write_bytes(whole[:length])
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            assert memory.load("reading/abc", Report) is None
        assert "computed anew" in caplog.text
        assert "abc" in caplog.text


@pytest.mark.parametrize(
    "record",
    [
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b'{"result": 5}',
        b'{"result": "[]"}',
        b'{"result": "{\\"type\\": \\"Report\\", \\"value\\": {}}"}',
        b'{"result": "{\\"type\\": \\"os.system\\", \\"value\\": \\"true\\"}"}',
        b'{"result": "{\\"__class__\\": \\"pathlib.Path\\", \\"data\\": \\"x\\"}"}',
        b'{"result": "{\\"type\\": [], \\"value\\": {}}"}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_or_hostile_record_is_never_a_result_nor_a_crash(tmp_path: Path, record: bytes) -> None:
    memory = Memory(tmp_path)
    memory.path("reading").mkdir()
    memory.path("reading/abc").write_bytes(record)
    assert memory.load("reading/abc", Report) is None
    with pytest.raises(Unreadable):
        decode(result_text(record))


def test_a_result_of_another_type_counts_as_absent(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.save("facts/abc", Facts())
    assert memory.load("facts/abc", Report) is None
    assert memory.load("facts/abc", Facts) == Facts()


def test_a_folder_in_place_of_a_record_counts_as_absent(tmp_path: Path) -> None:
    (tmp_path / "reading" / "abc").mkdir(parents=True)
    assert not Memory(tmp_path).has("reading/abc")
    assert Memory(tmp_path).load("reading/abc", Report) is None


def test_a_failed_write_leaves_the_old_record_and_no_scraps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory(tmp_path)
    memory.save("reading/abc", report("old"))

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ReportdiffError, match=r"No space left on device.*--output"):
        memory.save("reading/abc", report("new"))
    assert memory.load("reading/abc", Report) == report("old")
    assert [path.name for path in (tmp_path / "reading").iterdir()] == ["abc"]


def test_records_are_json_with_the_result_as_json_text(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.save("reading/abc", report("样本"))
    content = memory.path("reading/abc").read_bytes()
    document = json.loads(json.loads(content)["result"])
    assert document["type"] == "Report"
    assert document["value"]["paragraphs"][0]["text"] == "样本"
    assert "样本".encode() in content


def test_reading_a_result_does_not_import_prefect(tmp_path: Path) -> None:
    Memory(tmp_path).save("facts/abc", Facts())
    program = (
        "import sys; from pathlib import Path; from reportdiff._memory import Memory;"
        "from reportdiff.model import Facts;"
        f"assert Memory(Path({str(tmp_path)!r})).load('facts/abc', Facts) == Facts();"
        "assert 'prefect' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603
