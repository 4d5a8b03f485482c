"""Quantities: what a number counts, and the numbers that count nothing."""

# ruff: noqa: E501 (phrases and tables stand on one line each)

from __future__ import annotations

from decimal import Decimal

import pytest

from passages import report_of
from reportdiff.facts import extract_facts

Row = tuple[Decimal, str | None, str | None, str | None]


def _rows(language: str, text: str) -> list[Row]:
    return [
        (row.value, row.unit, row.currency, row.qualifier)
        for row in extract_facts(report_of(language, text)).quantities
    ]


@pytest.mark.parametrize(
    ("language", "text", "rows"),
    [
        ("zh", "为 70 个国家的 222 个国家实验室提供了 638 份样本。", [(70, "countries"), (222, "laboratories"), (638, "samples")]),
        ("zh", "向 30 多个提出请求的国家派遣专家。", [(30, "countries")]),
        ("zh", "培训了 1,500 多名执法和刑事司法专业人员。", [(1500, "persons")]),
        ("zh", "缴获 4 吨海洛因和 1,400 吨前体化学品。", [(4, "tons"), (1400, "tons")]),
        ("zh", "作出的 19 项承诺中有三项涉及移民。", [(19, "commitments"), (3, "commitments")]),
        ("zh", "缔约国总数达到了 187 个。", [(187, "parties")]),
        ("zh", "提出建议 146 项，培训海关人员 210 名。", [(146, "recommendations"), (210, "persons")]),
        ("zh", "批准 19 项有关恐怖主义的国际公约和议定书。", [(19, "instruments")]),
        ("zh", "为期 3 个月，历时两年。", [(3, "months"), (2, "years")]),
        ("en", "It trained 1,500 law enforcement and criminal justice professionals.", [(1500, "persons")]),
        ("en", "It helped 222 national laboratories in 70 countries.", [(222, "laboratories"), (70, "countries")]),
        ("en", "Teams seized 8.4 tons of cocaine and 251 ha of land.", [(Decimal("8.4"), "tons"), (251, "hectares")]),
        ("en", "The number of participating States rose from 9 to 14.", [(9, "states"), (14, "states")]),
        ("en", "Courts in 13 countries and territories heard 212 cases.", [(13, "countries"), (212, "cases")]),
        ("en", "Two States parties sent five experts.", [(2, "parties"), (5, "persons")]),
    ],
)  # fmt: skip
def test_a_number_counts_the_noun_of_its_phrase(
    language: str, text: str, rows: list[tuple[Decimal, str]]
) -> None:
    assert [(value, unit) for value, unit, *_ in _rows(language, text)] == rows


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "一些国家进一步统一了做法，一道开展了一系列活动。"),
        ("zh", "办公室开展了一项举措，是最重要的措施之一。"),
        ("zh", "第十六次会议于 2016 年 4 月 19 日至 21 日举行。"),
        ("zh", "按照第 70/174 号决议和可持续发展目标 16。"),
        ("zh", "增强“四个意识”。"),
        ("en", "In 2016, one of the most important steps was taken."),
        ("en", "Resolution 2274 (2016) and Goals 3, 5 and 16 refer to it."),
        ("en", "The third meeting was held from 13 to 17 March 2017."),
    ],
)
def test_articles_ordinals_dates_and_symbols_count_nothing(language: str, text: str) -> None:
    assert _rows(language, text) == []


def test_money_and_shares_say_their_currency_and_unit() -> None:
    assert _rows("en", "About $2.5 million, or 12 per cent, came in.") == [
        (Decimal(2_500_000), None, "USD", "about"),
        (Decimal(12), "per-cent", None, None),
    ]
    assert _rows("zh", "约 250 万美元，占 12%。") == [
        (Decimal(2_500_000), None, "USD", "about"),
        (Decimal(12), "per-cent", None, None),
    ]


def test_a_qualifier_may_follow_the_measure_word() -> None:
    assert _rows("zh", "向 25 个以上的国家提供援助。") == [(Decimal(25), "countries", None, "more than")]


@pytest.mark.parametrize(
    ("language", "text", "rows"),
    [
        ("en", "The wait fell from 7 days to 5.", [(7, "days", "from"), (5, "days", None)]),
        ("en", "It fell from about 19 days in 2012 to 7 days in 2013.", [(19, "days", "from"), (7, "days", None)]),
        ("en", "Staff from 32 countries took part in 5 workshops.", [(32, "countries", None), (5, "workshops", None)]),
        ("en", "Staff from 32 countries travelled to 5 countries.", [(32, "countries", None), (5, "countries", None)]),
        ("en", "The total rose by about 30 laboratories.", [(30, "laboratories", "by")]),
        ("en", "The change was adopted by 52 States.", [(52, "states", None)]),
        ("zh", "等候时间从 7 天缩短至 5 天。", [(7, "days", "from"), (5, "days", None)]),
        ("zh", "由2012年的19个国家增加到2013年的25个国家。", [(19, "countries", "from"), (25, "countries", None)]),
        ("zh", "来自32个国家的代表访问了5个国家。", [(32, "countries", None), (5, "countries", None)]),
        ("zh", "每月提高30元。", [(30, None, "by")]),
        ("zh", "每月提高到30元。", [(30, None, None)]),
        ("fr", "Le délai est passé de 7 jours à 5 jours.", [(7, "days", "from"), (5, "days", None)]),
        ("fr", "Le délai a augmenté de 30 jours.", [(30, "days", "by")]),
        ("es", "El plazo pasó de 7 días a 5 días.", [(7, "days", "from"), (5, "days", None)]),
        ("es", "El plazo aumentó en 30 días.", [(30, "days", "by")]),
        ("ru", "Срок сократился с 7 дней до 5 дней.", [(7, "days", "from"), (5, "days", None)]),
        ("ru", "Срок увеличился на 30 дней.", [(30, "days", "by")]),
        ("ar", "انخفضت المدة من 7 أيام إلى 5 أيام.", [(7, "days", "from"), (5, "days", None)]),
        ("ar", "زادت المدة بمقدار 30 يوما.", [(30, "days", "by")]),
    ],
)  # fmt: skip
def test_what_a_change_starts_from_and_what_it_is_by_are_told_from_levels(
    language: str, text: str, rows: list[tuple[int, str | None, str | None]]
) -> None:
    assert [(value, unit, said) for value, unit, _, said in _rows(language, text)] == rows
