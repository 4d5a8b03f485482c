"""A number is held against the list right after it, where that list is understood to its end."""

from __future__ import annotations

import pytest

from passages import report_of
from reportdiff.facts import extract_facts

LENGTH, SUM = "list-length-mismatch", "parts-do-not-sum"

CONTRADICTED = [
    ("en", "Training was given in four countries (Fiji, Samoa and Tonga).", LENGTH),
    ("en", "The Office worked in 5 countries: Kenya, Uganda, the Sudan and Somalia.", LENGTH),
    ("fr", "Des cours ont été donnés dans quatre pays (Bénin, Tchad et Togo).", LENGTH),
    ("es", "Se impartieron cursos en cuatro países (Chile, Perú y Bolivia).", LENGTH),
    ("zh", "在4个国家（斐济、萨摩亚和汤加）举办了培训。", LENGTH),
    (
        "en",
        "Pledges for 2021 came to $310 million. The four donors were Japan, Norway and Sweden.",
        LENGTH,
    ),
    ("en", "The Office trained 120 officers (70 officers in Samplia and 40 officers in Testland).", SUM),
    ("zh", "培训了120名官员（70名官员在示例国，40名官员在测试国）。", SUM),
    ("en", "The fund spent $12.5 million ($7.2 million on travel and $4.1 million on rent).", SUM),
]

BORNE_OUT = [
    ("en", "Training was given in three countries (Fiji, Samoa and Tonga)."),
    ("en", "Training was given in 12 countries (including Fiji, Samoa and Tonga)."),
    ("en", "Training was given in 12 countries (such as Fiji and Samoa)."),
    ("en", "Training was given in 12 countries (Fiji, Samoa and others)."),
    ("en", "Training was given in 12 countries (Fiji and Samoa in 2015, Tonga in 2016)."),
    ("en", "Training was given in about 12 countries (Fiji, Samoa and Tonga)."),
    ("en", "Training was given in 12 countries of Asia and the Pacific (Asia, Fiji and Samoa)."),
    ("fr", "Des cours ont été donnés dans douze pays (notamment Bénin, Tchad et Togo)."),
    ("zh", "在12个国家（包括斐济、萨摩亚和汤加）举办了培训。"),
    ("zh", "在3个国家（斐济、萨摩亚和汤加）举办了培训。"),
    ("en", "The Office trained 120 officers (70 officers in Samplia and 50 officers in Testland)."),
    ("en", "The Office trained 120 officers (including 70 officers in Samplia and 20 officers in Testland)."),
    ("en", "The Office trained 120 officers (3 courses of 20 officers each)."),
    ("en", "The Office trained 120 officers (70 officers in 2015 and 20 officers in 2016)."),
    ("en", "The Office trained 120 officers (more than 70 officers in Samplia and 20 officers in Testland)."),
    ("en", "The fund spent $12.5 million ($7.2 million on travel and $5.2 million on rent)."),
]


def _kinds(language: str, text: str) -> set[str]:
    found = extract_facts(report_of(language, text)).findings
    return {finding.kind for finding in found} & {LENGTH, SUM}


@pytest.mark.parametrize(("language", "text", "kind"), CONTRADICTED)
def test_a_list_that_contradicts_the_number_before_it_is_a_finding(
    language: str, text: str, kind: str
) -> None:
    assert _kinds(language, text) == {kind}


@pytest.mark.parametrize(("language", "text"), BORNE_OUT)
def test_a_list_that_bears_its_number_out_or_gives_examples_is_none(language: str, text: str) -> None:
    assert _kinds(language, text) == set()


def test_the_finding_says_both_numbers_and_where_they_stand() -> None:
    report = report_of("en", "Training was given in four countries (Fiji, Samoa and Tonga).")
    (finding,) = [one for one in extract_facts(report).findings if one.kind == LENGTH]
    assert finding.address == report.paragraphs[0].address
    assert finding.message == ("4 stated, but the list names 3: four countries (Fiji, Samoa and Tonga)")
