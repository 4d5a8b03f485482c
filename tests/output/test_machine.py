"""Files for machines hold what the pair holds, in the form that their schema and RFC 4287 describe."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportdiff.model import Facts, Finding, PairChanges, Severity
from reportdiff.output._database import Database
from reportdiff.output._pair import Pair
from reportdiff.output.machine import changes_json, changes_parquet, json_schema, render_feed
from reportdiff.store import publish
from small_reports import comparison, link, report
from small_store import published, run_of, wanted

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(Path(tmp_path_factory.mktemp("machine")) / "reportdiff.duckdb")


@pytest.fixture(scope="module")
def pair(database: Path) -> Pair:
    with Database(database) as source:
        return source.pair(source.comparisons()[0])


# ------------------------------------------------------------------------------ JSON

TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def wrong(value: Any, schema: dict[str, Any], root: dict[str, Any], where: str = "") -> Iterator[str]:
    """What in a value is not as the schema says: the few words of JSON Schema that ours uses."""
    known = {"$ref", "$defs", "$schema", "title", "description", "type", "enum", "const", "anyOf", "items"}
    assert set(schema) <= known | {"required", "properties", "additionalProperties"}, schema
    if "$ref" in schema:
        yield from wrong(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, where)
    if "anyOf" in schema and all(list(wrong(value, one, root, where)) for one in schema["anyOf"]):
        yield f"{where}: none of the alternatives"
    if "type" in schema:
        names = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        fits = any(isinstance(value, TYPES[name]) for name in names)
        if not fits or (isinstance(value, bool) and "boolean" not in names):
            yield f"{where}: {value!r} is no {names}"
    if value not in schema.get("enum", [value]) or schema.get("const", value) != value:
        yield f"{where}: {value!r} is not allowed"
    if isinstance(value, dict):
        missing = set(schema.get("required", ())) - set(value)
        strange = set(value) - set(schema.get("properties", value))
        yield from (f"{where}: {name} is missing or strange" for name in sorted(missing | strange))
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                yield from wrong(value[name], inner, root, f"{where}/{name}")
    if isinstance(value, list) and "items" in schema:
        for number, one in enumerate(value):
            yield from wrong(one, schema["items"], root, f"{where}/{number}")


def test_the_document_is_as_its_schema_says(pair: Pair) -> None:
    schema = json_schema()
    document = json.loads(changes_json(pair))
    assert list(wrong(document, schema, schema)) == []
    assert all(document[name] for name in ("links", "changes", "quantity_changes", "treaty_counts", "donors"))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.pop("links"),
        lambda document: document.update(more=1),
        lambda document: document["links"][0].update(moved=1),
        lambda document: document["changes"][0].update(what="other"),
        lambda document: document["old"]["paragraphs"][0].update(page="1"),
    ],
)
def test_the_check_itself_finds_what_is_wrong(pair: Pair, spoil: Any) -> None:
    schema, document = json_schema(), json.loads(changes_json(pair))
    spoil(document)
    assert list(wrong(document, schema, schema)) != []


def test_every_key_of_the_schema_that_is_no_plain_word_is_described_or_typed() -> None:
    def bare(schema: Any) -> Iterator[Any]:
        if isinstance(schema, dict):
            for inner in schema.get("properties", {}).values():
                if not set(inner) & {"type", "enum", "const", "anyOf", "$ref"}:
                    yield inner
            for inner in schema.values():
                yield from bare(inner)

    assert list(bare(json_schema())) == []


def test_quotes_of_facts_are_the_text_between_their_offsets(pair: Pair) -> None:
    document = json.loads(changes_json(pair))
    texts = {
        side: {one["address"]: one["text"] for one in document[side]["paragraphs"]} for side in ("old", "new")
    }
    places = [
        (side, move[side])
        for key in ("quantity_changes", "treaty_counts", "funding")
        for move in document[key]
        for side in ("old", "new")
        if move[side] is not None
    ]
    assert len(places) > 3
    for side, one in places:
        assert texts[side][one["address"]][one["start"] : one["end"]] == one["quote"]


def test_both_editions_can_be_rebuilt_from_links_added_and_dropped(pair: Pair) -> None:
    document = json.loads(changes_json(pair))
    for side, rest in (("old", "dropped"), ("new", "added")):
        told = {address for one in document["links"] for address in one[side]} | set(document[rest])
        assert told == {one["address"] for one in document[side]["paragraphs"]}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=30))
def test_any_text_comes_back_from_json_and_parquet_and_half_a_pair_is_one_character(text: str) -> None:
    odd = f"{text}\ud800<script>=1\u202e\x00"
    old, new = report("2019", {"1": "a"}), report("2020", {"1": odd})
    made = Pair(old, new, comparison(old, new, link("1", "1")), Facts(), Facts(), PairChanges())
    document = changes_json(made)
    document.encode()
    told = json.loads(document)["new"]["paragraphs"][0]["text"]
    assert len(told) == len(odd)
    assert told.replace("\ufffd", "") == odd.replace("\ud800", "").replace("\ufffd", "")
    changes_parquet(made)


# ------------------------------------------------------------------------------ Parquet


def test_the_table_has_one_row_a_change_with_its_words(pair: Pair, tmp_path: Path) -> None:
    file = tmp_path / "changes.parquet"
    file.write_bytes(changes_parquet(pair))
    table = duckdb.read_parquet(str(file))
    found = [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
    assert [row["what"] for row in found] == ["figures", "added", "dropped"]
    assert [(row["rank"], row["old"], row["new"]) for row in found] == [
        (1, ["2"], ["2"]),
        (2, [], ["5"]),
        (3, ["5"], []),
    ]
    assert found[0]["new_text"] == pair.new.paragraphs[1].text
    assert (found[0]["shape"], found[0]["heading"]) == ("one-to-one", "Treaties")
    assert (found[1]["old_text"], found[1]["shape"]) == (None, None)


def test_a_pair_without_changes_is_a_table_without_rows(pair: Pair, tmp_path: Path) -> None:
    file = tmp_path / "changes.parquet"
    file.write_bytes(changes_parquet(replace(pair, changes=PairChanges())))
    assert duckdb.read_parquet(str(file)).fetchall() == []


def test_the_same_pair_gives_the_same_bytes(pair: Pair) -> None:
    assert changes_json(pair) == changes_json(pair)
    assert changes_parquet(pair) == changes_parquet(pair)


# ------------------------------------------------------------------------------ Atom


def feed_of(database: Path) -> Any:
    with Database(database) as source:
        return etree.fromstring(render_feed(source).encode())


def test_the_feed_has_what_atom_requires_and_one_entry_a_comparison(database: Path) -> None:
    feed = feed_of(database)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "reportdiff"
    ids = [one.findtext(f"{ATOM}id") for one in (feed, *entries)]
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one) for one in ids)
    assert len(set(ids)) == len(ids)
    for one in (feed, *entries):
        (title,), (updated,) = one.findall(f"{ATOM}title"), one.findall(f"{ATOM}updated")
        assert title.text
        assert datetime.fromisoformat(updated.text).tzinfo is not None
    for entry in entries:
        alternates = [one for one in entry.findall(f"{ATOM}link") if one.get("rel") == "alternate"]
        assert len(alternates) == 1
        assert entry.findtext(f"{ATOM}summary")


def test_entries_are_dated_by_their_edition_and_the_latest_comes_first(database: Path) -> None:
    feed = feed_of(database)
    updated = [one.findtext(f"{ATOM}updated") for one in feed.findall(f"{ATOM}entry")]
    assert updated == ["2022-01-10T00:00:00Z", "2021-01-10T00:00:00Z"]
    assert feed.findtext(f"{ATOM}updated") == updated[0]


def test_links_are_relative_and_lead_to_the_files_of_the_pair(database: Path) -> None:
    links = [one.get("href") for one in feed_of(database).iter(f"{ATOM}link")]
    assert "sample-series/en/2020-2021/report.html" in links
    assert not [one for one in links if one.startswith(("/", "http"))]


def test_an_entry_tells_counts_and_findings(database: Path) -> None:
    summary = feed_of(database).findtext(f"{ATOM}entry/{ATOM}summary")
    assert "New: 1; Dropped: 1" in summary
    assert "doubt, para. 4: A sample jump." in summary
    assert "Sample data" in summary


def test_another_run_is_no_news(tmp_path: Path) -> None:
    feeds = []
    for number, folder in ((1, "one"), (5, "other")):
        file = tmp_path / folder / "reportdiff.duckdb"
        file.parent.mkdir()
        publish(file, wanted("2019", "2020"), run_of(number))
        with Database(file) as source:
            feeds.append(render_feed(source))
            assert render_feed(source) == feeds[-1]
    assert feeds[0] == feeds[1]


def test_an_empty_database_gives_a_feed_without_entries(tmp_path: Path) -> None:
    file = tmp_path / "reportdiff.duckdb"
    publish(file, wanted(), run_of(1))
    feed = feed_of(file)
    assert feed.findall(f"{ATOM}entry") == []
    assert feed.findtext(f"{ATOM}updated") == "1980-01-01T00:00:00Z"


def test_text_of_a_report_is_text_in_the_feed(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = Finding("odd", Severity.ERROR, "<script>&\u202e\x01 sample", address="1")
    monkeypatch.setattr(Database, "findings_of", lambda *_: (odd,))
    summary = feed_of(database).findtext(f"{ATOM}entry/{ATOM}summary")
    assert "<script>&⟨U+202E⟩⟨U+0001⟩ sample" in summary
