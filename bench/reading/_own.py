"""Pages of our own, whose full text is known, read back.

Two kinds: random reports set by a typesetter of ours, and harder documents (`_draft`) that LibreOffice sets
as PDF and Word files, and that we write as web pages.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.reading._draft import Draft, drafts
from bench.reading._files import PROJECT
from bench.reading._leaks import Leaks, characters, leaks_of
from bench.reading._lines import lines_of
from bench.reading._office import set_by_office
from bench.reading._truth import Accuracy, Row, accuracy, digest, texts_of, told
from bench.reading._web import page

from reportdiff import read_report
from reportdiff.errors import ReadingError

sys.path.append(str(PROJECT / "tests"))

from drafting import TONGUES, drawn
from pdf_setting import set_pdf

FORMS = ("pdf", "docx", "html")
_SEEDS = range(8)
_TITLE = "SAMPLE {}"


def drawn_accuracies() -> list[Accuracy]:
    """How much of the reports that we set ourselves is read right, language by language."""
    return [accuracy(f"our own, {code}", *_read(code)) for code in TONGUES]


def _read(code: str) -> tuple[list[Row], dict[str, str]]:
    rows: list[Row] = []
    texts: dict[str, str] = {}
    with TemporaryDirectory() as folder:
        for seed in _SEEDS:
            path = Path(folder) / f"{seed}.pdf"
            draft = drawn(TONGUES[code], seed)
            title = _TITLE.format(seed)
            path.write_bytes(set_pdf(draft.body, title, rtl=code == "ar", justified=code != "zh"))
            texts |= {f"{seed}:{name}": text for name, text in texts_of(read_report(path, code)).items()}
            rows += _rows(code, {f"{seed}:{name}": text for name, text in draft.texts.items()})
    return rows, texts


def _rows(page_name: str, texts: Mapping[str, str]) -> Iterator[Row]:
    for address, text in texts.items():
        yield Row("", page_name, address, len(told(text)), digest(text))


def set_files(folder: Path) -> dict[Path, Draft]:
    """The harder documents in every form, and what each file holds."""
    made = drafts()
    files: dict[Path, Draft] = {}
    for form in FORMS:
        paths = written(made, folder) if form == "html" else set_by_office(made, form, folder)
        files |= dict(zip(paths, made, strict=True))
    return files


def written(made: Sequence[Draft], folder: Path) -> list[Path]:
    """The documents as web pages."""
    paths = [folder / f"{draft.code}-{draft.name}.html" for draft in made]
    for path, draft in zip(paths, made, strict=True):
        path.write_text(page(draft), encoding="utf-8")
    return paths


def set_accuracy(path: Path, draft: Draft) -> Accuracy:
    """How much of one of the harder documents is read right: nothing, where it is refused."""
    try:
        texts = texts_of(read_report(path))
    except ReadingError:
        texts = {}
    return accuracy(path.name, list(_rows("", draft.texts)), texts)


def set_leaks(path: Path) -> Leaks:
    """What of one of the harder documents is lost or left in: all is lost, where it is refused."""
    try:
        return leaks_of(path)
    except ReadingError:
        body = tuple(line.text for line in lines_of(path))
        return Leaks(characters(body), lost=body)
