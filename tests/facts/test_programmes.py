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


# --------------------------------------------------------------------------------- places, figures


@pytest.mark.parametrize(
    ("language", "text", "places", "period"),
    [
        ("en", "The Border Post Project continued in Kenya and Peru (2019–2023).", ("KEN", "PER"), "2019-2023"),
        ("en", "The Clean Harbours Programme held a meeting in Vienna and trained judges in Kenya.", (), None),
        ("en", "The Clean Harbours Programme works in Kenya, Peru and Nepal.", ("KEN", "PER", "NPL"), None),
        ("en", "The Office expanded its Clean Harbours Programme to Kenya and Peru.", ("KEN", "PER"), None),
        ("fr", "Le Projet Postes frontière s’est poursuivi au Kenya et au Pérou (2019-2023).", ("KEN", "PER"), "2019-2023"),
        ("es", "El Proyecto Puestos Fronterizos continuó en Kenya y el Perú (2019-2023).", ("KEN", "PER"), "2019-2023"),
        ("ru", "Проект «Пограничный пост» продолжался в Кении и Перу (2019–2023 годы).", ("KEN", "PER"), "2019-2023"),
        ("ar", 'استمر مشروع "المراكز الحدودية" في كينيا وبيرو (2019-2023).', ("KEN", "PER"), "2019-2023"),
        ("zh", "“边境哨所项目”继续在肯尼亚和秘鲁执行（2019-2023 年）。", ("KEN", "PER"), "2019-2023"),
        ("zh", "“边境哨所项目”在肯尼亚和秘鲁继续执行。", ("KEN", "PER"), None),
    ],
)  # fmt: skip
def test_a_programme_is_where_it_is_said_to_work(
    language: str, text: str, places: tuple[str, ...], period: str | None
) -> None:
    (row,) = _mentions(language, text)
    assert (row.places, row.period) == (places, period)


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "The Clean Harbours Programme trained 400 officers in 14 countries. The programme also delivered 60 kits. Elsewhere, the Office held 9 meetings. A total of 30 States had replied.", [400, 14, 60]),
        ("en", "In 2021, 45 States replied to the survey. The Clean Harbours Programme seized 3 tons of cocaine. It now covers 12 ports. Some 80 people were arrested.", [3, 12, 80]),
        ("en", "The Clean Harbours Programme trained 40 officers, while the Bright Futures Initiative reached 300 schools.", [40, 300]),
        ("en", "The Clean Harbours Programme and the Bright Futures Initiative trained 40 officers.", []),
        ("en", "The Clean Harbours Programme grew from 14 to 20 countries, while Member States adopted 5 resolutions.", [14, 20]),
        ("zh", "“清洁港湾方案”在 14 个国家培训了 400 名官员。该方案还提供了 60 套设备。办公室另外举办了 9 次会议。", [14, 400, 60]),
        ("zh", "办公室的“清洁港湾方案”缉获 3 吨可卡因，“光明未来举措”惠及 300 所学校。", [3, 300]),
        ("fr", "Le Programme Ports propres a permis de former 400 agents dans 14 pays. Il a fourni 60 trousses. L’Office a par ailleurs tenu 9 réunions.", [400, 14, 60]),
        ("es", "El Programa Puertos Limpios capacitó a 400 agentes en 14 países. El programa entregó 60 equipos. Además, la Oficina celebró 9 reuniones.", [400, 14, 60]),
        ("ru", "По программе «Чистые порты» прошли подготовку 400 сотрудников в 14 странах. Программа предоставила 60 комплектов. Управление провело 9 совещаний.", [400, 14, 60]),
        ("ar", 'درب برنامج "الموانئ النظيفة" 400 موظف في 14 بلدا. وقدم البرنامج 60 مجموعة. وعقد المكتب 9 اجتماعات.', [400, 14, 60]),
    ],
)  # fmt: skip
def test_the_figures_of_a_programme_are_those_said_of_it_alone(
    language: str, text: str, values: list[int]
) -> None:
    facts = extract_facts(report_of(language, text))
    assert [int(figure.value) for figure in facts.programme_figures] == values
    assert all(figure.place in {row.place for row in facts.quantities} for figure in facts.programme_figures)


def test_the_numbers_in_a_programme_s_name_are_none_of_its_figures() -> None:
    facts = extract_facts(report_of("en", "The “Twelve Ports 40 Cities” programme trained 9 officers."))
    assert [int(figure.value) for figure in facts.programme_figures] == [9]
