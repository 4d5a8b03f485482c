"""Whole fetches: what comes, what is there, what changed, what is refused, and what is left behind."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

import pytest

from docx_writing import docx_of, paragraph, run
from fetch.conftest import SYMBOL, Trial, cut, failing, kept, pdf_document, stub, whole
from reportdiff.corpus import read_corpus
from reportdiff.errors import CorpusError, FetchError, SeriesFileError
from reportdiff.fetch import Result, Wish, fetch_editions, planned_documents, read_manifest


def test_a_new_edition_is_placed_and_recorded(trial: Trial) -> None:
    data = pdf_document()
    trial.server.play(SYMBOL, kept(data))
    fetched = trial.fetch()
    assert [str(one) for one in fetched.outcomes] == [f"new: en/2016.pdf ({SYMBOL}): {len(data):,} bytes"]
    assert fetched.closing_line == "office: 1 new"
    assert trial.files == ["en/2016.pdf", "fetched.toml"]
    assert (trial.folder / "en/2016.pdf").read_bytes() == data
    record = read_manifest(trial.folder)["en/2016.pdf"]
    assert record.sha256 == hashlib.sha256(data).hexdigest()
    assert (record.symbol, record.bytes, record.etag) == (SYMBOL, len(data), '"one"')
    assert record.fetched == trial.time.hour
    assert record.url == f"{trial.server.home}/api/symbol/access?s={SYMBOL}&l=en&t=pdf"
    assert not (trial.folder / ".fetch").exists()


def test_a_second_look_transfers_nothing_and_changes_no_byte(trial: Trial) -> None:
    trial.server.play(SYMBOL, kept(pdf_document()))
    trial.fetch()
    before = (trial.folder / "fetched.toml").read_bytes()
    trial.time.sleep(86400)
    fetched = trial.fetch()
    assert [one.result for one in fetched.outcomes] == [Result.PRESENT]
    assert trial.server.headers_of("if-none-match") == [None, '"one"']
    assert (trial.folder / "fetched.toml").read_bytes() == before
    assert not fetched.nothing_done


def test_the_time_of_the_last_change_serves_as_well(trial: Trial) -> None:
    changed = "Tue, 01 May 2018 10:00:00 GMT"
    trial.server.play(SYMBOL, whole(pdf_document(), Last_Modified=changed), whole(b"", status=304))
    trial.fetch()
    assert [one.result for one in trial.fetch().outcomes] == [Result.PRESENT]
    assert trial.server.headers_of("if-modified-since") == [None, changed]


def test_the_same_bytes_sent_again_are_no_revision(trial: Trial) -> None:
    trial.server.play(SYMBOL, kept(pdf_document(), '"one"'), kept(pdf_document(), '"two"'))
    trial.fetch()
    assert [one.result for one in trial.fetch().outcomes] == [Result.PRESENT]
    assert trial.files == ["en/2016.pdf", "fetched.toml"]
    assert read_manifest(trial.folder)["en/2016.pdf"].etag == '"two"'


def test_a_changed_document_becomes_a_revision_beside_the_old_one(trial: Trial) -> None:
    old, new, newer = (pdf_document(count=count) for count in (12, 14, 15))
    trial.server.play(SYMBOL, kept(old, '"one"'), kept(new, '"two"'), kept(newer, '"three"'))
    results = [trial.fetch().outcomes[0] for _ in range(3)]
    assert [(one.result, one.file) for one in results] == [
        (Result.NEW, "en/2016.pdf"),
        (Result.REVISION, "en/2016.rev1.pdf"),
        (Result.REVISION, "en/2016.rev2.pdf"),
    ]
    assert (trial.folder / "en/2016.pdf").read_bytes() == old
    assert (trial.folder / "en/2016.rev2.pdf").read_bytes() == newer
    assert trial.server.headers_of("if-none-match") == [None, '"one"', '"two"']
    corpus = read_corpus(trial.corpus)
    assert [file.source for file in corpus.editions] == ["office/en/2016.rev2.pdf"]
    assert corpus.refused == ()


def test_a_stub_is_no_document_although_the_server_says_that_all_is_well(trial: Trial) -> None:
    trial.server.play(SYMBOL, whole(stub()))
    fetched = trial.fetch()
    assert [one.result for one in fetched.outcomes] == [Result.ABSENT]
    assert fetched.nothing_done
    assert trial.files == []


def test_the_stub_of_the_real_system_is_known_as_one(trial: Trial, shared: Path) -> None:
    trial.server.play(SYMBOL, whole((shared / "corpora/un-strays/stub-A-78-1.pdf").read_bytes()))
    assert [one.result for one in trial.fetch().outcomes] == [Result.ABSENT]


def test_a_real_document_passes_under_its_symbol_and_not_under_another(trial: Trial, shared: Path) -> None:
    data = (shared / "corpora/un-strays/ru-S-2024-216.pdf").read_bytes()
    trial.describe('[symbols.exceptions]\na = "S/2024/228"\nb = "S/2024/216"\n')
    trial.server.play("S/2024/228", whole(data))
    trial.server.play("S/2024/216", whole(data))
    a, b = trial.fetch("a,b", ("ru",)).outcomes
    assert (a.result, b.result) == (Result.NEW, Result.REFUSED)
    assert "it bears the symbol S/2024/228" in b.note


def test_a_document_in_another_language_is_refused(trial: Trial) -> None:
    trial.server.play(SYMBOL, whole(pdf_document()))
    fetched = trial.fetch(languages=("en", "fr"))
    assert [one.result for one in fetched.outcomes] == [Result.NEW, Result.REFUSED]
    assert "is in “en”, not in “fr”" in fetched.outcomes[1].note
    assert trial.files == ["en/2016.pdf", "fetched.toml"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf_document("E/XX.7/2017/4"), "another document: it bears the symbol E/XX.7/2017/4"),
        (pdf_document(f"{SYMBOL}/Corr.1"), "another document"),
        (pdf_document("Sample only"), "does not show the symbol"),
        (pdf_document()[:-40], "is cut off"),
        (b"%PDF-1.7\nnot quite\n%%EOF\n", "cannot be read"),
        (b"<html><body>Sample page</body></html>", "is no PDF"),
        (b"", "is no PDF"),
    ],
)
def test_what_is_not_the_document_asked_for_is_refused(trial: Trial, data: bytes, says: str) -> None:
    trial.server.play(SYMBOL, whole(data))
    (outcome,) = trial.fetch().outcomes
    assert outcome.result is Result.REFUSED
    assert says in outcome.note
    assert trial.files == []
    assert not (trial.folder / ".fetch").exists()


def test_a_word_file_comes_where_one_is_asked_for(trial: Trial) -> None:
    body = paragraph(run(SYMBOL)) + "".join(
        paragraph(run(f"{number}. The office wrote this sample sentence for a test."))
        for number in range(1, 9)
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    trial.server.play(SYMBOL, whole(docx_of(body), kind))
    assert [one.file for one in trial.fetch(form="docx").came] == ["en/2016.docx"]
    assert trial.server.asked[0][0].endswith("&t=docx")


def test_a_corrigendum_comes_where_the_series_names_its_symbol(trial: Trial) -> None:
    trial.describe(
        '[symbols]\npattern = "E/XX.7/{next_year}/3"\n'
        f'[symbols.corrigenda]\n2016 = ["{SYMBOL}/Corr.1", "{SYMBOL}/Corr.2"]\n'
    )
    trial.server.play(SYMBOL, kept(pdf_document()))
    first, changed = (pdf_document(f"{SYMBOL}/Corr.1", count=count) for count in (1, 2))
    trial.server.play(f"{SYMBOL}/Corr.1", kept(first), kept(changed, '"two"'))
    results = [(one.result, one.file) for one in trial.fetch().outcomes]
    assert results == [
        (Result.NEW, "en/2016.pdf"),
        (Result.NEW, "en/2016.corr1.pdf"),
        (Result.ABSENT, "en/2016.corr2.pdf"),
    ]
    assert [file.source for file in read_corpus(trial.corpus).corrigenda] == ["office/en/2016.corr1.pdf"]
    again = trial.fetch().outcomes[1]
    assert again.result is Result.REFUSED
    assert "delete en/2016.corr1.pdf" in again.note
    assert (trial.folder / "en/2016.corr1.pdf").read_bytes() == first


def test_the_second_symbol_of_a_document_is_asked_for_where_the_first_is_not_known(trial: Trial) -> None:
    trial.describe('[symbols]\npattern = ["E/XX.7/{next_year}/3", "E/XX.15/{next_year}/3"]\n')
    trial.server.play("E/XX.15/2017/3", kept(pdf_document("E/XX.7/2017/3–E/XX.15/2017/3")))
    assert [one.result for one in trial.fetch().outcomes] == [Result.NEW]
    assert read_manifest(trial.folder)["en/2016.pdf"].symbol == "E/XX.15/2017/3"
    trial.fetch()
    assert len(trial.server.asked) == 3, "the symbol that served the first time is the one asked again"


def test_a_symbol_with_odd_characters_is_sent_whole_and_alone(trial: Trial) -> None:
    symbol = "E/XX.7/7 (Part I)&l=ru#%2e%2e/../Ä+"
    trial.describe(f'[symbols.exceptions]\n2016 = "{symbol}"\n')
    trial.fetch()
    assert trial.server.asked[0][0] == (
        "/api/symbol/access?s=E/XX.7/7%20%28Part%20I%29%26l%3Dru%23%252e%252e/../%C3%84%2B&l=en&t=pdf"
    )


def test_a_symbol_in_parts_is_found_in_the_document(trial: Trial) -> None:
    symbol = "E/80/6 (Sect. 16)"
    trial.describe(f'[symbols.exceptions]\n2016 = "{symbol}"\n')
    trial.server.play(symbol, whole(pdf_document(symbol)))
    assert [one.result for one in trial.fetch().outcomes] == [Result.NEW]


def test_the_name_that_the_server_gives_a_file_is_never_used(trial: Trial) -> None:
    named = "attachment; filename=\"../../../evil.pdf\"; filename*=UTF-8''..%2F..%2Fevil.pdf"
    trial.server.play(SYMBOL, whole(pdf_document(), Content_Disposition=named))
    trial.fetch()
    assert trial.files == ["en/2016.pdf", "fetched.toml"]
    assert not list(trial.corpus.parent.rglob("*evil*"))


def test_a_file_put_there_by_hand_is_left_alone_and_not_asked_for(trial: Trial) -> None:
    (trial.folder / "en").mkdir()
    (trial.folder / "en/2016.txt").write_text("Sample", encoding="utf-8")
    (outcome,) = trial.fetch().outcomes
    assert (outcome.result, outcome.file) == (Result.PRESENT, "en/2016.txt")
    assert "by hand" in outcome.note
    assert trial.server.asked == []


def test_a_fetched_file_that_was_edited_since_is_left_alone(trial: Trial) -> None:
    trial.server.play(SYMBOL, kept(pdf_document()))
    trial.fetch()
    (trial.folder / "en/2016.pdf").write_bytes(b"edited")
    (outcome,) = trial.fetch().outcomes
    assert "changed by hand" in outcome.note
    assert (trial.folder / "en/2016.pdf").read_bytes() == b"edited"
    assert len(trial.server.asked) == 1


def test_a_deleted_file_comes_again_whole(trial: Trial) -> None:
    trial.server.play(SYMBOL, kept(pdf_document()))
    trial.fetch()
    (trial.folder / "en/2016.pdf").unlink()
    assert [one.result for one in trial.fetch().outcomes] == [Result.NEW]
    assert trial.server.headers_of("if-none-match") == [None, None]


def test_a_document_that_the_server_lost_stays(trial: Trial) -> None:
    trial.server.play(SYMBOL, kept(pdf_document()), whole(stub()), failing(404))
    trial.fetch()
    for _ in range(2):
        (outcome,) = trial.fetch().outcomes
        assert (outcome.result, outcome.note) == (Result.PRESENT, "the document system no longer has it")
    assert trial.files == ["en/2016.pdf", "fetched.toml"]


def test_a_changed_document_that_is_the_wrong_one_is_refused_and_the_old_one_stays(trial: Trial) -> None:
    old = pdf_document()
    trial.server.play(SYMBOL, kept(old), whole(pdf_document("E/XX.7/2017/4")))
    trial.fetch()
    (outcome,) = trial.fetch().outcomes
    assert outcome.result is Result.REFUSED
    assert trial.files == ["en/2016.pdf", "fetched.toml"]
    assert (trial.folder / "en/2016.pdf").read_bytes() == old


def test_one_refused_document_does_not_keep_the_others_from_coming(trial: Trial) -> None:
    trial.server.play("E/XX.7/2016/3", whole(b"", "text/html"))
    trial.server.play(SYMBOL, whole(pdf_document()))
    fetched = trial.fetch("2015..2016")
    assert [one.result for one in fetched.outcomes] == [Result.REFUSED, Result.NEW]
    assert fetched.closing_line == "office: 1 new, 1 refused"


def test_what_broke_off_for_good_is_gone_on_with_by_the_next_run(trial: Trial) -> None:
    data = pdf_document()
    trial.server.play(SYMBOL, *[cut(data, 1000, ETag='"one"')] * 4, kept(data))
    (outcome,) = trial.fetch().outcomes
    assert outcome.result is Result.REFUSED
    assert "broke off" in outcome.note
    assert sorted(path.name for path in (trial.folder / ".fetch").iterdir()) == [
        "en-2016.pdf",
        "en-2016.pdf.json",
    ]
    assert read_corpus(trial.corpus).editions == ()
    assert [one.result for one in trial.fetch().outcomes] == [Result.NEW]
    assert trial.server.headers_of("range")[-1] == "bytes=1000-"
    assert (trial.folder / "en/2016.pdf").read_bytes() == data
    assert not (trial.folder / ".fetch").exists()


def test_without_editions_named_it_looks_for_those_known_and_the_years_since(trial: Trial) -> None:
    trial.server.play(SYMBOL, kept(pdf_document()))
    trial.fetch("2016")
    fetched = trial.fetch(None)
    assert [(one.document.edition, one.result) for one in fetched.outcomes] == [
        ("2016", Result.PRESENT),
        ("2017", Result.ABSENT),
        ("2018", Result.ABSENT),
    ]
    assert not fetched.nothing_done


def test_a_server_that_asks_to_be_left_alone_is_asked_nothing_more(trial: Trial) -> None:
    trial.server.play("E/XX.7/2016/3", failing(429, Retry_After="7200"))
    trial.server.play(SYMBOL, whole(pdf_document()))
    fetched = trial.fetch("2015..2016")
    assert [one.result for one in fetched.outcomes] == [Result.REFUSED, Result.NOT_ASKED]
    assert "asks to wait 7200 seconds" in fetched.outcomes[0].note
    assert len(trial.server.asked) == 1


def test_each_request_is_in_the_log(trial: Trial, caplog: pytest.LogCaptureFixture) -> None:
    trial.server.play(SYMBOL, whole(pdf_document()))
    with caplog.at_level(logging.INFO, "reportdiff.fetch"):
        trial.fetch()
    assert f"s={SYMBOL}&l=en&t=pdf: 200" in caplog.text
    assert "new: en/2016.pdf" in caplog.text
    assert "sample" not in caplog.text


def test_a_plan_asks_for_nothing_and_writes_nothing(trial: Trial) -> None:
    planned = planned_documents(trial.wish("2015..2016"))
    assert [(one.edition, one.language, address.partition("?")[2]) for one, address in planned] == [
        ("2015", "en", "s=E/XX.7/2016/3&l=en&t=pdf"),
        ("2016", "en", f"s={SYMBOL}&l=en&t=pdf"),
    ]
    assert trial.server.asked == []
    assert trial.files == []


def test_a_mistake_in_the_wish_or_the_series_is_said_before_anything_is_asked(trial: Trial) -> None:
    with pytest.raises(FetchError, match="there is no format 'exe'; there is pdf, docx"):
        trial.fetch(form="exe")
    with pytest.raises(FetchError, match="cannot be sent as a contact"):
        trial.fetch(contact="me\r\nX-Evil: 1")
    with pytest.raises(CorpusError, match=r"there is no series “\.\./office”"):
        fetch_editions(Wish(trial.corpus, "../office"))
    trial.describe("symbols = 3")
    with pytest.raises(SeriesFileError):
        trial.fetch()
    trial.describe("")
    with pytest.raises(FetchError, match=r"office/series\.toml: it names no document symbols"):
        trial.fetch()
    assert trial.server.asked == []
