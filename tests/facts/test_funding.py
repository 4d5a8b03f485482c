"""Funding: measures, periods, amounts and their basis; donors."""

# ruff: noqa: E501 (phrases and tables stand on one line each)

from __future__ import annotations

from decimal import Decimal

import pytest

from passages import report_of
from reportdiff.facts import extract_facts
from reportdiff.language.tables import table
from reportdiff.measures import shares, sums

GP, SP, SHARE = "general-purpose-income", "special-purpose-income", "general-purpose-share"
Row = tuple[str, str | None, Decimal, str]


def _rows(language: str, text: str, edition: str = "2021") -> list[Row]:
    facts = extract_facts(report_of(language, text, edition=edition))
    return [
        (
            row.measure,
            row.period,
            row.amount if row.amount is not None else row.share or Decimal(0),
            str(row.basis),
        )
        for row in facts.funding
    ]


def _millions(amount: str) -> Decimal:
    return Decimal(amount) * 1_000_000


STATED: list[tuple[str, str, list[Row]]] = [
    ("en", "Voluntary pledges for 2021 were estimated at about $310 million.", [("pledges", "2021", _millions("310"), "estimate")]),
    ("en", "Pledges rose from $300 million in 2020 to $310 million in 2021.", [("pledges", "2020", _millions("300"), "actual"), ("pledges", "2021", _millions("310"), "actual")]),
    ("en", "In 2021, the Office received $4.2 million in general-purpose funds.", [(GP, "2021", _millions("4.2"), "actual")]),
    ("en", "General-purpose income is projected at $8.5 million for the biennium 2022–2023, compared with $9.1 million in 2020–2021.", [(GP, "2022-2023", _millions("8.5"), "forecast"), (GP, "2020-2021", _millions("9.1"), "actual")]),
    ("en", "General-purpose income accounted for only 1.4 per cent of total income in 2021.", [(SHARE, "2021", Decimal("1.4"), "actual")]),
    ("en", "Special-purpose income amounted to $340.5 million in 2021, up from $320 million in the previous year.", [(SP, "2021", _millions("340.5"), "actual"), (SP, "2020", _millions("320"), "actual")]),
    ("en", "Total expenditure reached $333 million in 2021, against $312 million in 2020.", [("expenditure", "2021", _millions("333"), "actual"), ("expenditure", "2020", _millions("312"), "actual")]),
    ("en", "The regular budget for 2021 provided $24.2 million.", [("regular-budget", "2021", _millions("24.2"), "actual")]),
    ("zh", "2021 年自愿捐款认捐额估计约为 3.1 亿美元。", [("pledges", "2021", _millions("310"), "estimate")]),
    ("zh", "认捐额从 2020 年的 3 亿美元增至 2021 年的 3.1 亿美元。", [("pledges", "2020", _millions("300"), "actual"), ("pledges", "2021", _millions("310"), "actual")]),
    ("zh", "2022-2023 两年期普通用途收入预计为 850 万美元，而 2020-2021 两年期为 910 万美元。", [(GP, "2022-2023", _millions("8.5"), "forecast"), (GP, "2020-2021", _millions("9.1"), "actual")]),
    ("zh", "普通用途资金仅占 2021 年总收入的 1.4%。", [(SHARE, "2021", Decimal("1.4"), "actual")]),
    ("zh", "2021 年特别用途收入为 3.405 亿美元，上一年为 3.2 亿美元。", [(SP, "2021", _millions("340.5"), "actual"), (SP, "2020", _millions("320"), "actual")]),
    ("zh", "2021 年总支出达 3.33 亿美元。", [("expenditure", "2021", _millions("333"), "actual")]),
]  # fmt: skip

TRAPS: list[tuple[str, str]] = [
    ("en", "General-purpose income fell by $2 million in 2021."),
    ("en", "General-purpose income fell by 10 per cent in 2021."),
    ("en", "Japan pledged $5 million for the prevention of terrorism."),
    ("en", "The authorities seized assets worth $46 million."),
    ("en", "The proceeds of crime amount to $870 billion a year."),
    ("en", "The project, with a budget of $12 million, trained 400 officers."),
    ("en", "The income of farmers fell to $1,100 per household in 2021."),
    ("en", "The Office managed 12 million records."),
    ("zh", "普通用途收入减少了 200 万美元。"),
    ("zh", "普通用途收入下降 10%。"),
    ("zh", "法院下令没收价值 1,800 万美元的资产。"),
    ("zh", "农户 2021 年平均收入 1,100 美元。"),
    ("zh", "项目预算为 1,200 万美元。"),
]


@pytest.mark.parametrize(("language", "text", "rows"), STATED)
def test_an_amount_goes_to_its_measure_period_and_basis(language: str, text: str, rows: list[Row]) -> None:
    assert _rows(language, text) == rows


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_money_of_others_and_changes_are_no_funding(language: str, text: str) -> None:
    assert _rows(language, text) == []


def test_the_reporting_period_is_the_period_of_the_edition() -> None:
    assert _rows("en", "Pledges in the reporting period came to $310 million.", "2019") == [
        ("pledges", "2019", _millions("310"), "actual")
    ]


def test_money_beside_words_of_funding_that_is_no_measure_is_a_finding() -> None:
    facts = extract_facts(report_of("en", "Donors were told of $3 million for travel."))
    assert facts.funding == ()
    assert [(finding.kind, finding.address) for finding in facts.findings] == [
        ("amount-without-measure", "1")
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Pledges in 2021 were between $310 million and $320 million."),
        ("zh", "2021 年认捐额在 3.1 亿至 3.2 亿美元之间。"),
        ("fr", "Les contributions annoncées pour 2021 se situent entre 310 et 320 millions de dollars."),
        ("es", "Las promesas de contribuciones de 2021 se situaron entre 310 y 320 millones de dólares."),
        ("ru", "Объявленные взносы за 2021 год составляют от 310 до 320 млн долл. США."),
        ("ar", "تراوحت التبرعات المعلنة في عام 2021 بين 310 ملايين و320 مليون دولار."),
        ("en", "Pledges in 2019, 2020 and 2021 were $280 million and $310 million, respectively."),
    ],
)
def test_an_amount_of_a_measure_that_is_not_understood_is_a_finding(language: str, text: str) -> None:
    facts = extract_facts(report_of(language, text))
    assert facts.funding == ()
    assert {finding.kind for finding in facts.findings} == {"funding-not-understood"}


@pytest.mark.parametrize(
    ("language", "text", "currency"),
    [
        ("en", "Special-purpose contributions reached £45.3 million in 2021.", "GBP"),
        ("zh", "2021 年特别用途捐款达 4,530 万英镑。", "GBP"),
        ("fr", "Le total des dépenses de 2021 a été de 12,4 millions de francs suisses.", "CHF"),
        ("es", "El total de gastos de 2021 fue de 12,4 millones de euros.", "EUR"),
        ("ru", "Общая сумма расходов за 2021 год составила 12,4 млн евро.", "EUR"),
        ("ar", "بلغ مجموع النفقات 12.4 مليون يورو في عام 2021.", "EUR"),
    ],
)
def test_an_amount_keeps_the_currency_that_it_is_printed_in(language: str, text: str, currency: str) -> None:
    (row,) = extract_facts(report_of(language, text)).funding
    assert row.currency == currency


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "The lighthouse's special-purpose income was $9 million in 2021.", "lighthouse"),
        (
            "fr",
            "Les contributions annoncées par le phare ont atteint 9 millions de dollars en 2021.",
            "phare",
        ),
        ("es", "En el faro, las promesas de contribuciones sumaron 9 millones de dólares.", "faro"),
        ("ru", "Объявленные взносы маяка составили в 2021 году 9 млн долл. США.", "маяка"),
        ("ar", "بلغت التبرعات المعلنة للمنارة 9 ملايين دولار في عام 2021.", "للمنارة"),
        ("zh", "2021 年灯塔的专用资金为 900 万美元。", "灯"),
    ],
)
def test_the_finding_names_the_first_word_that_is_in_no_construction_of_amounting(
    language: str, text: str, word: str
) -> None:
    facts = extract_facts(report_of(language, text))
    assert facts.funding == ()
    assert [finding.kind for finding in facts.findings] == ["funding-not-understood"]
    assert f"“{word}”" in facts.findings[0].message


def test_what_follows_a_word_of_cause_or_contrast_bounds_no_measure() -> None:
    text = "Thanks to the lighthouse, pledges reached $9 million in 2021 despite the storm."
    assert _rows("en", text) == [("pledges", "2021", _millions("9"), "actual")]


def test_different_amounts_of_one_measure_and_period_are_findings_and_no_rows() -> None:
    text = "Pledges for 2021 came to $310 million. Total pledges in 2021 were $40 million."
    facts = extract_facts(report_of("en", text))
    assert facts.funding == ()
    assert [finding.kind for finding in facts.findings] == ["funding-not-understood"] * 2
    assert "$40 million" in facts.findings[0].message


def test_an_amount_told_twice_as_far_as_it_is_printed_is_no_contradiction() -> None:
    text = "Pledges for 2021 came to $310.2 million. In sum, pledges in 2021 reached $310 million."
    assert [row.place.quote for row in extract_facts(report_of("en", text)).funding] == [
        "$310.2 million",
        "$310 million",
    ]


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_every_measure_of_a_sum_or_share_has_words_in_each_language(language: str) -> None:
    measures = {name for known in sums() for name in (*known.parts, *known.beside, *known.wholes)}
    measures |= {name for share in shares().values() for name in (share.part, *share.of)}
    assert measures <= set(table(language, "funding")["measures"])


def test_money_far_from_words_of_funding_is_neither_funding_nor_a_finding() -> None:
    facts = extract_facts(report_of("en", "The police seized goods worth $3 million."))
    assert (facts.funding, facts.findings) == ((), ())


def _donors(language: str, text: str) -> list[tuple[str, str | None, str, str]]:
    facts = extract_facts(report_of(language, text))
    return [(row.measure, row.period, row.donor, row.kind) for row in facts.donors]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Pledges for 2021 came to $310 million. The largest donors were Bosnia and Herzegovina, Türkiye and the United States of America, as well as the European Union, the Lighthouse Trust Fund and the Blue Meadow Foundation."),
        ("zh", "2021 年认捐额为 3.1 亿美元。最大捐助方包括波斯尼亚和黑塞哥维那、土耳其和美利坚合众国，以及欧洲联盟、灯塔信托基金和蓝草地基金会。"),
    ],
)  # fmt: skip
def test_a_list_of_donors_is_read_to_its_end(language: str, text: str) -> None:
    rows = _donors(language, text)
    assert [row[2] for row in rows[:4]] == ["BIH", "TUR", "USA", "european-union"]
    assert [row[3] for row in rows] == ["state", "state", "state", "organization", "fund", "foundation"]
    assert {row[:2] for row in rows} == {("pledges", "2021")}


def test_a_donor_without_a_known_name_has_its_printed_name_as_slug_unless_an_alias_says_more() -> None:
    text = "2021 年认捐额为 3.1 亿美元。最大捐助方包括日本和蓝草地基金会。"
    assert [row[2] for row in _donors("zh", text)] == ["JPN", "蓝草地基金会"]
    facts = extract_facts(report_of("zh", text), {"蓝草地基金会": "blue-meadow-foundation"})
    assert [row.donor for row in facts.donors] == ["JPN", "blue-meadow-foundation"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "With contributions for 2021, courses were held in Kenya, Uganda and the Sudan."),
        ("en", "The Office used the funds in Kenya, Uganda and Somalia."),
        ("en", "Assistance was provided to Chad, Mali and the Niger."),
        ("zh", "资金用于肯尼亚、乌干达和索马里。"),
        ("zh", "向乍得、马里和尼日尔提供了援助。"),
    ],
)
def test_states_that_receive_are_no_donors(language: str, text: str) -> None:
    assert _donors(language, text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2021, Chile, Peru and the African Union pledged special-purpose funds."),
        (
            "fr",
            "En 2021, le Chili, le Pérou et l’Union africaine ont annoncé des fonds à des fins spéciales.",
        ),
        ("es", "En 2021, Chile, el Perú y la Unión Africana aportaron fondos para fines especiales."),
        ("ru", "В 2021 году Чили, Перу и Африканский союз внесли средства специального назначения."),
        ("ar", "في عام 2021، قدمت شيلي وبيرو والاتحاد الأفريقي أموالا مخصصة الغرض."),
        ("zh", "智利、秘鲁和非洲联盟为 2021 年专用资金提供了捐款。"),
    ],
)
def test_those_who_stand_before_a_verb_of_giving_are_donors_by_the_same_slug(
    language: str, text: str
) -> None:
    rows = _donors(language, text)
    assert [row[2] for row in rows] == ["CHL", "PER", "african-union"]
    assert {row[:2] for row in rows} == {(SP, "2021")}


@pytest.mark.parametrize("verb", ["contributed to the evaluation of", "received", "asked about", "spent"])
def test_states_before_another_verb_are_no_donors(verb: str) -> None:
    assert _donors("en", f"In 2021, Chile, Peru and the African Union {verb} special-purpose funds.") == []


def test_a_clause_between_the_donors_and_their_verb_is_passed_over() -> None:
    text = "The largest donors in 2021, when pledges totalled $9 million, were Chile and Peru."
    assert [row[2] for row in _donors("en", text)] == ["CHL", "PER"]


SAID_OTHERWISE: list[tuple[str, str, list[Row]]] = [
    ("fr", "Le montant global des recettes pour 2019 s'établissait à 301,2 millions de dollars.", [("income-total", "2019", _millions("301.2"), "actual")]),
    ("es", "El importe total de los gastos de 2019 se cifra en 250 millones de dólares.", [("expenditure", "2019", _millions("250"), "actual")]),
    ("es", "De acuerdo con las proyecciones, los ingresos para fines generales llegarán a 4,1 millones de dólares en 2022.", [(GP, "2022", _millions("4.1"), "forecast")]),
    ("ru", "По прогнозу, расходы в двухгодичном периоде 2022–2023 годов составят 650 млн долл. США.", [("expenditure", "2022-2023", _millions("650"), "forecast")]),
    ("ru", "В 2019 году Управлению было выделено из регулярного бюджета 21,9 млн долл. США.", [("regular-budget", "2019", _millions("21.9"), "actual")]),
    ("zh", "2019年，经常预算向办公室拨款2,190万美元。", [("regular-budget", "2019", _millions("21.9"), "actual")]),
    ("zh", "2019年非专用捐款为440万美元。", [(GP, "2019", _millions("4.4"), "actual")]),
    ("ar", "وتقدر النفقات لفترة السنتين 2018-2019 بمبلغ 641.8 مليون دولار.", [("expenditure", "2018-2019", _millions("641.8"), "estimate")]),
    ("en", "From the regular budget, the Office received $21.9 million in 2019.", [("regular-budget", "2019", _millions("21.9"), "actual")]),
    ("en", "Donors pledged $290.5 million in 2019.", [("pledges", "2019", _millions("290.5"), "actual")]),
]  # fmt: skip

OF_OTHERS: list[tuple[str, str]] = [
    ("en", "12 donors pledged $4 million in 2019."),
    ("en", "Some donors pledged $4 million in 2019."),
    ("es", "Doce donantes prometieron 4 millones de dólares en 2019."),
    ("zh", "2019年，12个捐助方认捐400万美元。"),
    ("zh", "2019年总收入比2018年多600万美元。"),
    ("ru", "Расходы превысили показатель 2018 года на 6 млн долл. США."),
    ("ar", "وتجاوز إجمالي الإيرادات في عام 2019 إيرادات عام 2018 بمبلغ 6 ملايين دولار."),
    ("zh", "2019年从经常预算中为培训划拨了200万美元。"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "rows"), SAID_OTHERWISE)
def test_money_is_understood_however_it_is_said(language: str, text: str, rows: list[Row]) -> None:
    assert _rows(language, text) == rows


@pytest.mark.parametrize(("language", "text"), OF_OTHERS)
def test_what_some_gave_or_a_sum_exceeds_by_is_no_measure(language: str, text: str) -> None:
    assert _rows(language, text) == []


GIVERS: list[tuple[str, str]] = [
    ("en", "Chile, India and Qatar were the biggest contributors to special-purpose funds in 2019."),
    ("fr", "Le Chili, l'Inde et le Qatar ont été les plus grands contributeurs aux fonds à des fins spéciales en 2019."),
    ("ar", "وكانت شيلي والهند وقطر أكبر المانحين للأموال المخصصة الغرض في عام 2019."),
    ("zh", "智利、印度和卡塔尔是2019年特别用途资金的最大捐助方。"),
]  # fmt: skip
RECEIVERS: list[tuple[str, str]] = [
    ("en", "Chile, India and Qatar were the largest beneficiaries of special-purpose funds in 2019."),
    ("en", "Chile, India and Qatar were not contributors to special-purpose funds in 2019."),
    (
        "es",
        "Los fondos para fines especiales que recibieron Chile y Qatar en 2019 se gastaron en laboratorios.",
    ),
    ("zh", "智利、印度和卡塔尔不是2019年特别用途资金的捐助方。"),
]


def _by_period(language: str, text: str) -> list[tuple[str, str]]:
    return [(row.measure, row.donor) for row in extract_facts(report_of(language, text)).donors]


@pytest.mark.parametrize(("language", "text"), GIVERS)
def test_names_that_a_sentence_calls_donors_gave(language: str, text: str) -> None:
    assert _by_period(language, text) == [(SP, "CHL"), (SP, "IND"), (SP, "QAT")]


@pytest.mark.parametrize(("language", "text"), RECEIVERS)
def test_names_of_receivers_are_no_donors(language: str, text: str) -> None:
    assert _by_period(language, text) == []
