"""Results as Parquet at an address that fsspec opens."""

from __future__ import annotations

import logging
from copy import deepcopy
from pathlib import Path
from uuid import uuid4

import duckdb
import pytest

from reportdiff._memory import Memory
from reportdiff.model import NotRead
from reportdiff.pipeline._exchange import Exchange, NotThere, RemoteMemory, SharedMemory
from reportdiff.pipeline._results import Results

RESULT = NotRead("it’s no report: “什么”\n\0", "page 2", 'say "so"')
KEY = "reading/0123456789abcdef01234567"


@pytest.fixture(params=["a folder", "file://", "memory://"])
def exchange(request: pytest.FixtureRequest, tmp_path: Path) -> Exchange:
    """An exchange at each kind of address that needs no network."""
    folder = tmp_path / "it's shared"
    return Exchange(
        {"a folder": str(folder), "file://": f"file://{folder}", "memory://": f"memory://{uuid4().hex}"}[
            request.param
        ]
    )


def test_what_one_machine_leaves_another_finds(exchange: Exchange) -> None:
    assert exchange.find(KEY) is None
    exchange.save(KEY, RESULT)
    exchange.save(KEY, RESULT)
    assert Exchange(exchange.url).find(KEY) == RESULT
    assert exchange.keys(["reading", "facts"]) == {KEY}


def test_a_result_is_a_parquet_file_of_one_row(tmp_path: Path) -> None:
    Exchange(str(tmp_path)).save(KEY, RESULT)
    found = duckdb.read_parquet(str(tmp_path / f"{KEY}.parquet")).select("key", "type").fetchall()
    assert found == [(KEY, "NotRead")]
    assert [path.suffix for path in (tmp_path / "reading").iterdir()] == [".parquet"]


@pytest.mark.parametrize("content", [b"", b"PAR1 and nothing more", b"\x80\x04cos\nsystem\n."])
def test_a_file_that_is_no_result_counts_as_absent(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    place = tmp_path / f"{KEY}.parquet"
    place.parent.mkdir()
    place.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert Exchange(str(tmp_path)).find(KEY) is None
    assert "computed anew" in caplog.text


def test_a_result_under_another_name_counts_as_absent(tmp_path: Path) -> None:
    exchange = Exchange(str(tmp_path))
    exchange.save(KEY, RESULT)
    (tmp_path / f"{KEY}.parquet").rename(tmp_path / "reading" / "f.parquet")
    assert exchange.find("reading/f") is None


def test_results_that_are_sent_find_their_inputs_in_the_exchange_alone(tmp_path: Path) -> None:
    exchange = Exchange(str(tmp_path / "shared"))
    results = Results(SharedMemory(tmp_path / "home", exchange))
    Memory(tmp_path / "home").save(KEY, RESULT)
    there = deepcopy(results)  # asks for what is sent, and makes it anew from that
    assert isinstance(there.memory, RemoteMemory)
    with pytest.raises(NotThere):
        there.get(KEY, NotRead)
    exchange.save(KEY, RESULT)
    assert there.get(KEY, NotRead) == RESULT
