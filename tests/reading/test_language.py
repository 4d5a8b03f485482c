"""A text in another language than was said is a finding; mixed and short texts are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting import TONGUES
from reportdiff.model import Severity
from reportdiff.reading import read_report
from reportdiff.reading._language import language_mismatch

SAMPLES = {
    "en": "The sample unit went on helping its partners and wrote down what it had done in the year.",
    "fr": "Le service fictif a continué d’aider ses partenaires et a noté ce qu’il avait fait.",
    "es": "La unidad de muestra siguió ayudando a sus asociados y anotó lo que había hecho.",
    "ru": "Условный отдел продолжал помогать своим партнерам и записывал все, что сделал.",
    "ar": "واصلت الوحدة النموذجية مساعدة شركائها وسجلت كل ما أنجزته خلال العام الماضي.",
    "zh": "样例单位在本年度继续协助各合作伙伴开展培训活动，并把所取得的各项成果写进年度材料供各方参考使用。",
    "de": "Die Beispielstelle half ihren Partnern weiter und schrieb auf, was sie getan hatte.",
}
TRADITIONAL = (
    "樣例單位在本年度繼續協助各合作夥伴開展培訓活動，並把所取得的各項成果寫進年度材料供各方參考使用。"
)


@pytest.mark.parametrize("language", SAMPLES)
def test_a_text_in_another_language_than_was_said_is_a_warning(language: str) -> None:
    texts = [SAMPLES[language]] * 12
    for said in TONGUES:
        found = language_mismatch(said, texts)
        assert [(one.kind, one.severity) for one in found] == (
            [("language-mismatch", Severity.WARNING)] if said != language else []
        )
        assert all(f"“{language}”" in one.message and f"“{said}”" in one.message for one in found)


def test_a_short_text_is_no_mismatch() -> None:
    assert language_mismatch("en", [SAMPLES["fr"]] * 2) == []
    assert language_mismatch("en", ["Trois mots."] * 500) == []


@pytest.mark.parametrize("said", TONGUES)
def test_a_text_of_two_languages_is_no_mismatch(said: str) -> None:
    assert language_mismatch(said, [SAMPLES["en"], SAMPLES["fr"], SAMPLES["ru"]] * 5) == []


def test_quotations_in_another_language_are_no_mismatch() -> None:
    assert language_mismatch("en", [SAMPLES["en"], SAMPLES["fr"]] * 8) == []


def test_regions_and_scripts_of_a_language_are_that_language() -> None:
    assert language_mismatch("zh-Hant", [TRADITIONAL] * 12) == []
    assert language_mismatch("en-GB", [SAMPLES["en"]] * 12) == []


def test_a_language_that_cannot_be_told_gives_no_warning() -> None:
    assert language_mismatch("mi", [SAMPLES["en"]] * 12) == []


def test_a_report_in_a_folder_of_another_language_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "sample" / "es"
    folder.mkdir(parents=True)
    path = folder / "2021.txt"
    path.write_text("\n\n".join(f"{n}. {SAMPLES['ru']}" for n in range(1, 12)), encoding="utf-8")
    assert "language-mismatch" in {finding.kind for finding in read_report(path).findings}
    assert "language-mismatch" not in {finding.kind for finding in read_report(path, "ru").findings}


def test_no_real_report_is_said_to_be_in_another_language(shared: Path) -> None:
    held = [path for path in sorted((shared / "corpora").glob("*/*/*.*")) if path.suffix != ".toml"]
    wrong = [path for path in held if "language-mismatch" in {one.kind for one in read_report(path).findings}]
    assert len(held) > 20
    assert wrong == []
