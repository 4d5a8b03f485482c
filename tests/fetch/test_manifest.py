"""The manifest: what is written is read again, and a hostile one gets one line."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fetch.conftest import SYMBOL, Trial, kept, pdf_document
from reportdiff.errors import FetchError
from reportdiff.fetch import MANIFEST_FILE, Record, read_manifest
from reportdiff.fetch._manifest import manifest_text

TIME = datetime(2018, 5, 1, 12, 0, tzinfo=UTC)
ENTRY = (
    '[[document]]\nfile = "en/2016.pdf"\nsymbol = "E/1"\nurl = "https://x.example/"\n'
    f'sha256 = "{"0" * 64}"\nbytes = 3\nfetched = 2018-05-01T12:00:00Z\n'
)
shown = st.text(min_size=1, max_size=40).filter(str.isprintable)
plain = st.none() | st.from_regex(r"[!-~][ -~]{0,30}", fullmatch=True)
records = st.builds(
    Record,
    file=st.from_regex(r"(en|zh-Hant)/20[0-9]{2}(\.rev[1-9])?\.(pdf|docx)", fullmatch=True),
    symbol=shown,
    url=shown,
    sha256=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    bytes=st.integers(0, 1 << 40),
    fetched=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001
        lambda time: time.replace(microsecond=0, tzinfo=UTC)
    ),
    etag=plain,
    last_modified=plain,
)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(held=st.lists(records, unique_by=lambda record: record.file, max_size=4))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, held: list[Record]) -> None:
    folder = tmp_path_factory.mktemp("series")
    text = manifest_text(held)
    (folder / MANIFEST_FILE).write_text(text, encoding="utf-8")
    assert read_manifest(folder) == {record.file: record for record in held}
    assert manifest_text(reversed(held)) == text


@settings(derandomize=True, max_examples=300, deadline=None)
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: (ENTRY + text).encode()))
def test_any_bytes_are_read_or_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("series")
    (folder / MANIFEST_FILE).write_bytes(data)
    said = ""
    try:
        read_manifest(folder)
    except FetchError as error:
        said = str(error)
    assert "\n" not in said


def test_a_manifest_is_one_entry_a_file_in_order(tmp_path: Path) -> None:
    held = [Record(f"en/{year}.pdf", "E/1", "u", "0" * 64, 3, TIME) for year in (2016, 2015)]
    assert manifest_text(held).splitlines()[2:9] == [
        "[[document]]",
        'file = "en/2015.pdf"',
        'symbol = "E/1"',
        'url = "u"',
        f'sha256 = "{"0" * 64}"',
        "bytes = 3",
        "fetched = 2018-05-01T12:00:00Z",
    ]
    assert read_manifest(tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[document]", "not valid TOML"),
        ("[" * 50_000, "not valid TOML"),
        ("document = 3", "more than [[document]] entries"),
        ("document = [3]", "more than [[document]] entries"),
        (f"{ENTRY}[other]\n", "more than [[document]] entries"),
        (f"{ENTRY}{ENTRY}", "document 2: the file has an entry already"),
        (f"{ENTRY}size = 3\n", "unknown key 'size'"),
        (ENTRY.replace("bytes = 3", 'bytes = "3"'), "“bytes” is of the wrong kind"),
        (ENTRY.replace("bytes = 3", "bytes = true"), "“bytes” is of the wrong kind"),
        (ENTRY.replace("bytes = 3", "bytes = -3"), "“sha256” or “bytes” is none"),
        (ENTRY.replace("bytes = 3\n", ""), "“bytes” is missing"),
        (ENTRY.replace('"0', '"z'), "“sha256” or “bytes” is none"),
        (ENTRY.replace("2018-", "0001-").replace("Z", "+23:00"), "“fetched” is no time"),
        (ENTRY.replace("en/2016.pdf", "../../2016.pdf"), "“file” is no <language>"),
        (ENTRY.replace("en/2016.pdf", "en/../2016.pdf"), "“file” is no <language>"),
        (ENTRY.replace("en/2016.pdf", "/etc/passwd"), "“file” is no <language>"),
        (ENTRY.replace("en/2016.pdf", "en/.2016.pdf"), "“file” is no <language>"),
        (f'{ENTRY}etag = "a\\r\\nHost: b"\n', "“etag” is empty, too long or holds control characters"),
        (f'{ENTRY}etag = "é"\n', "“etag” holds more than plain characters"),
        (f'{ENTRY}etag = ""\n', "“etag” is empty"),
    ],
)
def test_a_hostile_manifest_gets_one_line(trial: Trial, text: str, says: str) -> None:
    (trial.folder / MANIFEST_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(FetchError) as caught:
        trial.fetch()
    assert says in str(caught.value)
    assert str(caught.value).startswith("office/fetched.toml")
    assert "\n" not in str(caught.value)
    assert trial.server.asked == []


def test_a_manifest_that_is_no_file_is_refused(trial: Trial, tmp_path: Path) -> None:
    path = trial.folder / MANIFEST_FILE
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FetchError, match="no link"):
        trial.fetch()
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(FetchError, match="not a regular file"):
        trial.fetch()
    path.unlink()
    path.write_bytes(b"#" * ((16 << 20) + 1))
    with pytest.raises(FetchError, match="larger than 16 MB"):
        trial.fetch()


def test_a_record_in_a_format_that_is_not_fetched_leaves_its_file_alone(trial: Trial) -> None:
    text = ENTRY.replace("2016.pdf", "2016.txt")
    (trial.folder / "en").mkdir()
    (trial.folder / "en/2016.txt").write_text("Sample", encoding="utf-8")
    (trial.folder / MANIFEST_FILE).write_text(text, encoding="utf-8")
    assert "by hand" in trial.fetch().outcomes[0].note


def test_remarks_of_entries_that_stay_are_not_worth_a_rewrite(trial: Trial) -> None:
    trial.server.play(SYMBOL, kept(pdf_document()))
    trial.fetch()
    path = trial.folder / MANIFEST_FILE
    path.write_text(path.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    trial.fetch()
    assert path.read_text(encoding="utf-8").endswith("# a remark\n")
