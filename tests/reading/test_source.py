"""Files are told by their content, and what cannot be read is refused in one clear line."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.errors import Locked, NoText, ReadingError, Undecodable, UnknownFormat
from reportdiff.reading import read_report
from reportdiff.reading._decode import decoded
from reportdiff.reading._source import Format, format_of, read_source

CHINESE = "本文是为测试编写的示例。办公室继续协助各国开展培训，并在年底公布了成果。" * 4
FRENCH = "Le présent texte est un exemple rédigé pour les essais. Il énumère les activités de l’année."
TRADITIONAL = "這是為測試寫的樣本。辦公室繼續協助各地辦理訓練，並在年底公布了成果與經費。" * 4
RUSSIAN = "Это образец, написанный для проверки. Отдел продолжал учить партнёров и подвёл итоги года. " * 2
ARABIC = "هذا نص تجريبي كتب للاختبار. واصل المكتب تدريب الشركاء ونشر نتائج العام في التقرير السنوي. " * 2
KANA = "この事務所は今年、見本の研修を行い、二十人が参加した。結果は年末に公表された。"
SOMEWHERE = Path("sample.txt")


def an_archive(name: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(name, "<sample/>")
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n", Format.PDF),
        (an_archive("word/document.xml"), Format.DOCX),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>x", Format.HTML),
        (b"<?xml version='1.0'?>\n<html><p>x", Format.HTML),
        ("<html><body><p>In another encoding.".encode("utf-16"), Format.HTML),
        (
            "<html><body><p>In another encoding, and it does not say so at all.".encode("utf-16-le"),
            Format.HTML,
        ),
        (b"<div><p>A piece of a page.</p></div>", Format.HTML),
        (b"<!-- saved -->\n<title>Sample</title><p>A piece of a page.", Format.HTML),
        (b"<DOCUMENT>\n<TYPE>10-K\n<TEXT>\n<HTML><BODY><P>A filing</P><P>goes on</P>", Format.HTML),
        (b"Some words <p>and a piece</p> <p>of a <b>page</b></p> <p>and more.</p>", Format.HTML),
        (b"\n\n%PDF-1.7\n", Format.PDF),
        (b"\x1b%-12345X@PJL JOB\r\n%PDF-1.7\n", Format.PDF),
        (b"Content-Type: application/pdf\n\n%PDF-1.4\n1 0 obj\n<<>>", Format.PDF),
        (b"The header of such a file reads %PDF-1.4 and the unit kept it.", Format.TEXT),
        (b"A plain line with < and >.", Format.TEXT),
        (b"A tag such as <p> or <div> begins a paragraph, and </p> ends it.", Format.TEXT),
        (b"<b> is a tag of which the sample unit wrote.", Format.TEXT),
        (b"[1] A note stands first, {as some do}: then the text.", Format.TEXT),
        (b"<note> stands here where the author meant to write one.", Format.TEXT),
        ("mit Umlauten: ä".encode("utf-16"), Format.TEXT),
    ],
)
def test_the_format_is_told_by_content(data: bytes, expected: Format) -> None:
    assert format_of(data, SOMEWHERE) is expected


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", NoText),
        (b" \n\n ", NoText),
        ("\ufeff \n".encode(), NoText),
        (b"\x1b\x1b \n", NoText),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", UnknownFormat),
        (an_archive("xl/workbook.xml"), UnknownFormat),
        (b"PK\x03\x04 and then nothing of an archive", UnknownFormat),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), UnknownFormat),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Locked),
        (rb"{\rtf1\ansi\deff0 {\fonttbl{\f0 Times;}}\f0 The sample unit worked.\par}", UnknownFormat),
        (b'{"title": "Sample", "text": "The sample unit worked."}', UnknownFormat),
        (b'[ {"title": "Sample"}, {"title": "Another"} ]', UnknownFormat),
        (b"<?xml version='1.0'?><report><line>The sample unit worked.</line></report>", UnknownFormat),
        (b"<rss>" + b"<item><name>Sample</name></item>" * 9 + b"</rss>", UnknownFormat),
        (b"From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related\n", UnknownFormat),
        (b"%!PS-Adobe-3.0\n%%Title: sample\n/Times findfont", UnknownFormat),
        (bytes(range(160, 256)) * 4, Undecodable),
        (CHINESE.encode("shift_jis", "ignore"), Undecodable),
        ("Пример текста, написанный для проверки.".encode("cp1251"), Undecodable),
        (("사무소는 올해 시범 훈련을 열었고 모두 스무 명이 왔다. " * 4).encode("euc-kr"), Undecodable),
        ((KANA * 4).encode("euc-jp"), Undecodable),
        (
            ("Birim bu yıl örnek eğitimler düzenledi ve şu sonuçları açıkladı. " * 4).encode("cp1254"),
            Undecodable,
        ),
        (("Jednotka letos uspořádala školení a zveřejnila výsledky. " * 4).encode("cp1250"), Undecodable),
        (("Zespół przeprowadził szkolenia i ogłosił wyniki. " * 4).encode("cp1250"), Undecodable),
        ((FRENCH.replace("’", "'") * 4).encode("mac_roman"), Undecodable),
        (("La unidad organizó cursos para niños en español. " * 4).encode("cp850"), Undecodable),
        (CHINESE.encode()[:-1] + b"\xff\n" + CHINESE.encode(), Undecodable),
    ],
)
def test_a_file_that_is_no_report_is_refused_with_its_name_and_advice(
    tmp_path: Path, data: bytes, error: type[ReadingError]
) -> None:
    path = tmp_path / "sample.txt"
    path.write_bytes(data)
    with pytest.raises(error) as raised:
        read_report(path)
    assert "sample.txt" in str(raised.value)
    assert raised.value.advice
    assert "\n" not in str(raised.value)


def test_a_folder_a_pipe_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe, tmp_path / "none.txt"):
        with pytest.raises(ReadingError, match=r"folder|regular|no such"):
            read_source(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_chinese_is_read_in_every_encoding_it_comes_in(encoding: str) -> None:
    assert decoded(CHINESE.encode(encoding), SOMEWHERE) == CHINESE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "gb18030"])
def test_short_chinese_texts_are_read_without_a_mark_of_their_encoding(encoding: str) -> None:
    text = "办公室在本年度举办了样例培训，共有二十人参加。\n"
    assert decoded(text.encode(encoding), SOMEWHERE) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "big5"])
def test_traditional_chinese_is_read_in_every_encoding_it_comes_in(encoding: str) -> None:
    assert decoded(TRADITIONAL.encode(encoding), SOMEWHERE) == TRADITIONAL


@pytest.mark.parametrize("encoding", ["utf-16-le", "cp1251", "koi8-r", "iso8859-5", "cp866"])
def test_russian_is_read_in_every_encoding_it_comes_in(encoding: str) -> None:
    assert decoded(RUSSIAN.encode(encoding), SOMEWHERE) == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-16-be", "cp1256", "iso8859-6"])
def test_arabic_is_read_in_every_encoding_it_comes_in(encoding: str) -> None:
    assert decoded(ARABIC.encode(encoding), SOMEWHERE) == ARABIC


@pytest.mark.parametrize("text", ["Мир.", "Отчёт за год", "سلام"])
@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp1256"])
def test_a_text_too_short_to_tell_its_encoding_is_refused_with_advice(text: str, encoding: str) -> None:
    with pytest.raises(Undecodable, match="save it as UTF-8"):
        decoded(text.encode(encoding, "replace") + b"\xc0\xe0\xff\xfe", SOMEWHERE)


@pytest.mark.parametrize(
    "text",
    [
        "Die Stelle schrieb auf, was sie im Jahr für Übungen und Prüfungen ausgegeben hat.",
        "La unidad organizó cursos para niños y publicó los resultados en español.",
        "A unidade organizou ações de formação e publicou as conclusões do ano.",
        "The unit’s café – the first – was “closed” during the year under review.",
    ],
)
def test_western_languages_are_read_in_their_encoding_from_before_unicode(text: str) -> None:
    assert decoded(text.encode("cp1252"), SOMEWHERE) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1252"])
def test_french_is_read_in_every_encoding_it_comes_in(encoding: str) -> None:
    assert decoded(FRENCH.encode(encoding), SOMEWHERE) == FRENCH


def test_a_damaged_byte_is_named_by_its_line() -> None:
    with pytest.raises(Undecodable, match="line 3"):
        decoded(f"{CHINESE}\n{CHINESE}\n".encode() + b"\xff" + CHINESE.encode(), SOMEWHERE)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(data=st.binary(min_size=1, max_size=300))
def test_broken_bytes_end_in_a_report_or_an_error_of_ours(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "sample.txt"
    path.write_bytes(data.replace(b"%PDF", b"").replace(b"<", b""))
    try:
        account = read_report(path, "en").account
    except ReadingError:
        return
    assert account.total == account.body + account.headings + account.notes + account.tables + (
        account.front_matter + account.furniture + account.not_understood
    )
