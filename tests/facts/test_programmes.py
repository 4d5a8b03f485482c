"""Programmes: names, scopes, what is said of them."""

# ruff: noqa: E501 (phrases and tables stand on one line each)

from __future__ import annotations

import pytest

from passages import report_of
from reportdiff.facts import extract_facts
from reportdiff.model import ProgrammeMention


def _mentions(language: str, text: str, edition: str = "2021") -> list[ProgrammeMention]:
    return list(extract_facts(report_of(language, text, edition=edition)).programmes)


@pytest.mark.parametrize(
    ("language", "text", "name", "scope", "status"),
    [
        ("en", "In 2021, the Office launched the Clean Harbours Programme.", "Clean Harbours Programme", "global", "new"),
        ("en", "The Clean Harbours Programme, launched in 2019, trained officers.", "Clean Harbours Programme", "global", "continuing"),
        ("en", "The Regional Programme for Eastern Africa entered its second phase.", "Regional Programme for Eastern Africa", "regional", "next-phase"),
        ("en", "The Office signed the Country Programme for Nepal (2021–2025).", "Country Programme for Nepal (2021–2025)", "country", "new"),
        ("en", "The Country Programme for Nepal (2023–2027) was discussed.", "Country Programme for Nepal (2023–2027)", "country", "planned"),
        ("en", "Under the Global Programme on Wildlife Courts, judges met.", "Global Programme on Wildlife Courts", "global", "unstated"),
        ("en", "The Bright Futures Initiative came to an end in June.", "Bright Futures Initiative", "initiative", "ended"),
        ("en", "The Office continued its regional programme for South-East Asia.", "regional programme for South-East Asia", "regional", "continuing"),
        ("zh", "办公室启动了“清洁港湾方案”。", "清洁港湾方案", "global", "new"),
        ("zh", "2019 年启动的“清洁港湾方案”培训了官员。", "清洁港湾方案", "global", "continuing"),
        ("zh", "办公室通过其野生动植物法庭全球方案举办了会议。", "野生动植物法庭全球方案", "global", "unstated"),
        ("zh", "“东非区域方案”进入第二阶段。", "东非区域方案", "regional", "next-phase"),
        ("zh", "“光明未来举措”于 6 月结束。", "光明未来举措", "initiative", "ended"),
        ("zh", "题为“光明未来”的举措惠及学校。", "光明未来", "initiative", "unstated"),
    ],
)  # fmt: skip
def test_a_programme_has_its_printed_name_scope_and_status(
    language: str, text: str, name: str, scope: str, status: str
) -> None:
    assert [(row.name, row.scope, row.status) for row in _mentions(language, text)] == [(name, scope, status)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The United Nations Development Programme and the World Food Programme took part."),
        ("en", "The programme trained officers; its projects and initiatives went on."),
        ("en", "Global and regional programmes were evaluated; all projects were approved."),
        ("en", "The Programme Review Board met."),
        ("zh", "联合国开发计划署参加了会议，方案审查委员会核准了项目。"),
        ("zh", "办公室通过其全球、区域和国别方案提供支持。"),
        ("zh", "该区域方案和这一全球方案继续执行。"),
    ],
)
def test_organizations_pronouns_and_programmes_at_large_are_no_mentions(language: str, text: str) -> None:
    assert _mentions(language, text) == []


def test_a_described_country_programme_is_known_by_its_country_in_every_language() -> None:
    (chinese,) = _mentions("zh", "为尼泊尔制订了一项新的国别方案（2021-2025 年）。")
    (english,) = _mentions("en", "The Office signed the Country Programme for Nepal (2021–2025).")
    assert chinese.programme == english.programme == "country-programme-npl-2021-2025"
    assert chinese.places == english.places == ("NPL",)
    assert chinese.period == english.period == "2021-2025"


def test_as_many_programmes_as_places_are_as_many_mentions() -> None:
    rows = _mentions("zh", "办公室启动了中东、东非和西非三个新的综合区域方案。")
    assert [row.programme for row in rows] == [
        "regional-programme-middle-east",
        "regional-programme-east-africa",
        "regional-programme-west-africa",
    ]


def test_a_programme_is_mentioned_once_a_paragraph() -> None:
    text = "The Clean Harbours Programme grew. The Clean Harbours Programme has 9 teams."
    assert len(_mentions("en", text)) == 1


def test_an_alias_joins_names_of_one_programme() -> None:
    report = report_of("zh", "办公室启动了“清洁港湾方案”。")
    facts = extract_facts(report, {"清洁港湾方案": "clean-harbours"})
    assert [row.programme for row in facts.programmes] == ["clean-harbours"]
