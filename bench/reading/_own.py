"""Pages of our own, whose full text is known: random reports in six languages, set as PDF and read back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.reading._files import PROJECT
from bench.reading._truth import Accuracy, Row, accuracy, digest, texts_of, told

from reportdiff import read_report

sys.path.append(str(PROJECT / "tests"))

from drafting import TONGUES, drawn
from pdf_setting import set_pdf

_SEEDS = range(8)
_TITLE = "SAMPLE {}"


def own_accuracies() -> list[Accuracy]:
    """How much of our own pages is read right, language by language."""
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
            rows += _rows(code, seed, draft.texts)
    return rows, texts


def _rows(code: str, seed: int, texts: dict[str, str]) -> Iterator[Row]:
    for address, text in texts.items():
        yield Row("", code, f"{seed}:{address}", len(told(text)), digest(text))
