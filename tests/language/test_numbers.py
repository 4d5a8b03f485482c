"""Numerals: values, scales, qualifiers, ranges; and the numbers that are none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.language.numbers import Numeral, numerals_in


def _read(text: str, language: str) -> list[Numeral]:
    return [numeral for numeral in numerals_in(text, language) if not numeral.maybe_year]


def _values(text: str, language: str) -> list[Decimal]:
    return [numeral.value for numeral in _read(text, language)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("共 1,150 万元", 11_500_000),
        ("共 2.85 亿元", 285_000_000),
        ("共 3.2 万亿元", 3_200_000_000_000),
        ("共 7400亿元", 740_000_000_000),
        ("一百八十六个国家", 186),
        ("两百零五个国家", 205),
        ("三千二百万人", 32_000_000),
        ("十二个国家", 12),
        ("二十个国家", 20),
        ("30 多万人", 300_000),
        ("3200多万人", 32_000_000),
        ("1 234 567 人", 1_234_567),
        ("百分之十五", 15),
    ],
)
def test_a_chinese_numeral_has_the_value_that_its_digits_and_scales_give(text: str, value: int) -> None:
    assert _values(text, "zh") == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-five countries", 25),
        ("two hundred and five persons", 205),
        ("five hundred thousand people", 500_000),
        ("US$ 4.5 billion", 4_500_000_000),
        ("1,150.5 kg", Decimal("1150.5")),
        ("1 149 patrols", 1149),
        ("1,149 patrols", 1149),
        ("ninety-nine", 99),
    ],
)
def test_an_english_numeral_has_the_value_that_its_words_and_separators_give(
    text: str, value: int | Decimal
) -> None:
    assert _values(text, "en") == [value]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "大会第 70/174 号决议"),
        ("zh", "安全理事会第 2274 (2016)号决议"),
        ("zh", "可持续发展目标 3、5、15 和 16"),
        ("zh", "“可持续发展目标”16.4"),
        ("zh", "2016 年 4 月 19 日至 21 日"),
        ("zh", "第十六次会议"),
        ("zh", "20 国集团"),
        ("zh", "见 A/70/951 和 E/CN.7/2017/3"),
        ("zh", "两三个月"),
        ("zh", "成千上万"),
        ("en", "resolution 2274 (2016)"),
        ("en", "Goals 3, 5, 15 and 16"),
        ("en", "Sustainable Development Goal target 16.4"),
        ("en", "paragraphs 12 to 15 of document A/70/951"),
        ("en", "from 13 to 17 March 2017, and on 5 June"),
        ("en", "the 3rd session, the 1990s and COVID-19"),
        ("en", "12. The Office"),
        ("en", "telephone: +43 1 26060 5000"),
        ("en", "aged 15, a 10-year-old"),
        ("en", "article 7, annex II, table 3, figure 2"),
        ("en", "rounds of 7.62 x 39 calibre"),
    ],
)
def test_dates_symbols_ordinals_and_labels_are_no_numerals(language: str, text: str) -> None:
    assert _values(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "qualifier"),
    [
        ("zh", "约 30 个", "about"),
        ("zh", "超过了 30 个", "more than"),
        ("zh", "30 多个", "more than"),
        ("zh", "近 30 个", "nearly"),
        ("zh", "至少 30 个", "at least"),
        ("zh", "不到 30 个", "less than"),
        ("en", "about $30", "about"),
        ("en", "more than 30", "more than"),
        ("en", "nearly 30", "nearly"),
        ("en", "up to 30", "up to"),
        ("en", "at least 30", "at least"),
        ("en", "fewer than 30", "less than"),
    ],
)
def test_a_qualifier_is_one_of_the_canonical_ones(language: str, text: str, qualifier: str) -> None:
    (numeral,) = _read(text, language)
    assert numeral.qualifier == qualifier


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [
        ("zh", "2 至 3 个", 2, 3),
        ("zh", "10%至15%", 10, 15),
        ("en", "10–15 million dollars", 10_000_000, 15_000_000),
        ("en", "between 10 and 15 per cent", 10, 15),
        ("en", "between $280 million and $285 million", 280_000_000, 285_000_000),
        ("en", "30 to 40 thousand", 30_000, 40_000),
        ("en", "1 to 1,000", 1, 1000),
        ("en", "500 to 1.2 million", 500, 1_200_000),
        ("en", "two to three hundred", 200, 300),
        ("zh", "300 至 400 万元", 3_000_000, 4_000_000),
        ("zh", "100万元至300万元", 1_000_000, 3_000_000),
        ("fr", "3 à 4 milliers", 3000, 4000),
        ("es", "de 1 a 1.500", 1, 1500),
        ("ru", "от 30 до 40 тысяч", 30_000, 40_000),
        ("ar", "بين 30 و40 ألف", 30_000, 40_000),
    ],
)
def test_a_range_has_two_ends(language: str, text: str, low: int, high: int) -> None:
    (numeral,) = _read(text, language)
    assert (numeral.value, numeral.high) == (low, high)


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("zh", "从 17 个增至 20 个", [17, 20]),
        ("en", "rose from 10 to 15", [10, 15]),
        ("en", "dropped 48% to 107,400 hectares", [48, 107_400]),
        ("en", "increased $424 million to $900 million", [424_000_000, 900_000_000]),
    ],
)
def test_a_change_from_one_number_to_another_is_no_range(language: str, text: str, values: list[int]) -> None:
    assert _values(text, language) == values


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("fr", "plus de 1 500 agents, 2,85 millions de dollars, 12,5 %", [1500, 2_850_000, Decimal("12.5")]),
        ("fr", "quatre-vingt-dix pays, vingt-cinq pays, deux cents pays", [90, 25, 200]),
        ("fr", "résolution 2274 (2016), du 13 au 17 mars 2017", []),
        (
            "es",
            "1.500 funcionarios, 2.850 millones de dólares, 3 mil millones",
            [1500, 2_850_000_000, 3_000_000_000],
        ),
        ("es", "treinta y cinco países, el 12,5 %", [35, Decimal("12.5")]),
        ("es", "resolución 70/174, del 13 al 17 de marzo de 2017", []),
        ("ru", "более 1 500 человек, 2,85 млн долл. США, 4,5 млрд рублей", [1500, 2_850_000, 4_500_000_000]),
        ("ru", "двадцать пять государств, 12,5 процента", [25, Decimal("12.5")]),
        ("ru", "резолюция 2274 (2016), 13–17 марта 2017 года, 3-й доклад", []),
        ("ar", "أكثر من 1500 موظف و11 دولة وثلاث دول، 2.85 مليون دولار", [1500, 11, 3, 2_850_000]),
        ("ar", "٣٥ بلدا، 12.5 في المائة", [35, Decimal("12.5")]),
        ("ar", "القرار 70/174، 31 كانون الأول/ديسمبر 2016", []),
    ],
)
def test_numerals_of_the_other_united_nations_languages(
    language: str, text: str, values: list[int | Decimal]
) -> None:
    assert _values(text, language) == values


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "$310m, €1.2bn, 300k visitors, 1.2m people", [310_000_000, 1_200_000_000, 300_000, 1_200_000]),
        ("en", "a wall 5m high", []),
        ("fr", "310 M€ et 1,2 Md€", [310_000_000, 1_200_000_000]),
        ("es", "310 M€", [310_000_000]),
        ("zh", "$310m", [310_000_000]),
    ],
)
def test_a_letter_is_a_scale_beside_money_or_what_is_counted(
    language: str, text: str, values: list[int]
) -> None:
    assert _values(text, language) == values


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("zh", "二十五分之一", Decimal("0.04")),
        ("zh", "二十分之三", Decimal("0.15")),
        ("en", "seven tenths", Decimal("0.7")),
        ("ru", "пять шестых", Decimal("0.8333")),
        ("ar", "ثلاثة أخماس", Decimal("0.6")),
        ("en", "2½", Decimal("2.5")),
    ],
)
def test_a_fraction_is_told_by_any_denominator(language: str, text: str, value: Decimal) -> None:
    assert _values(text, language) == [value]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "двадцать одна треть"),
        ("ru", "двадцать пятая"),
        ("en", "one in five"),
        ("es", "uno de cada cinco"),
        ("zh", "数十个、亿万、几千人"),
        ("en", "978-92-1-148288, https://example.org/2025-02-20/7 and .50"),
    ],
)
def test_what_is_no_part_of_a_whole_a_ratio_indefinite_or_a_code_is_no_number(
    language: str, text: str
) -> None:
    assert _values(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "a change of -2.3 per cent", Decimal("-2.3")),
        ("en", "minus 3 per cent", -3),
        ("fr", "moins 3 %", -3),
        ("zh", "增长率为-2.3%", Decimal("-2.3")),
    ],
)
def test_a_minus_before_a_number_is_its_sign(language: str, text: str, value: Decimal | int) -> None:
    assert _values(text, language) == [value]


def test_a_language_without_data_reads_digits_alone() -> None:
    assert _values("Tuna 12 na 1,500", "sw") == [12, 1500]


@settings(derandomize=True, max_examples=200)
@given(st.text(alphabet="0123456789,.，万亿千百十一二三两 $%-–和至约近多个年月日abc()第", max_size=60))
def test_spans_of_numerals_lie_in_the_text_in_order_whatever_it_holds(text: str) -> None:
    for language in ("zh", "en"):
        spans = [(numeral.start, numeral.end) for numeral in numerals_in(text, language)]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert spans == sorted(spans)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("самолет Ту-204", "ru"),
        ("直-10", "zh"),
        ("сеть 5G", "ru"),
        ("5G 网络", "zh"),
        ("des pistolets de 9 mm", "fr"),
        ("见 www.example.org/2021-7，电话 010-5555 1234。", "zh"),
    ],
)
def test_a_number_that_a_hyphen_or_a_letter_joins_to_a_name_is_none(text: str, language: str) -> None:
    assert _values(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("20人-30人", "zh", [20, 30]),
        ("два-три дня", "ru", [2]),
        ("5 кг-10 кг", "ru", [5, 10]),
        ("الـ-15 دولة", "ar", [15]),
        ("article 5, six members", "en", [6]),
    ],
)
def test_a_hyphen_between_two_numbers_or_a_word_after_a_label_hides_none(
    text: str, language: str, values: list[int]
) -> None:
    assert _values(text, language) == values
