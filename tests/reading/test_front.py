"""What the front matter says of the document, in whichever language its letterhead is."""

from __future__ import annotations

import pytest

from reportdiff.language.structure import structure_rules
from reportdiff.reading._front import front_of


def test_a_letterhead_in_english_dates_a_document_in_another_language() -> None:
    front = ["S/2031/7", "11 March 2031", "Russian", "Письмо представителя образца"]
    assert front_of(front, [], [], structure_rules("ru")).meta.date == "2031-03-11"


def test_what_leads_in_is_no_part_of_the_title() -> None:
    front = ["S/2031/7", "Sample letter of the unit", "On behalf of the samples, which are:"]
    assert front_of(front, [], [], structure_rules("en")).title == "Sample letter of the unit"


@pytest.mark.parametrize(
    ("printed", "symbol"),
    [
        ("A/80/6 (Sect. 16)", "A/80/6 (Sect. 16)"),
        ("S/2031/7", "S/2031/7"),
        ("A/99/7–S/2031/7", "A/99/7–S/2031/7"),
        ("A/99/7-S/2031/7", "A/99/7–S/2031/7"),
        ("S/RES/2231 (2015)", "S/RES/2231 (2015)"),
    ],
)
def test_a_line_that_is_a_symbol_is_the_document_s(printed: str, symbol: str) -> None:
    assert front_of([printed], [], [], structure_rules("en")).symbol == symbol


def test_items_of_a_preliminary_list_are_agenda_items() -> None:
    line = "Items 137 and 138 of the preliminary list"
    assert front_of([line], [], [], structure_rules("en")).meta.agenda_item == line


FIRST_PAGES = {
    "en": (
        [
            "Distr.: General",
            "1 January 2031",
            "Original: English",
            "Commission on Samples",
            "Sixtieth session",
        ],
        [
            "Vienna, 13–17 March 2031",
            "Item 3 of the provisional agenda*",
            "Sample policy",
            "Sample work",
            "Report",
        ],
    ),
    "fr": (
        [
            "Distr. générale",
            "1er janvier 2031",
            "Français",
            "Commission des échantillons",
            "Soixantième session",
        ],
        [
            "Vienne, 13-17 mars 2031",
            "Point 3 de l’ordre du jour provisoire*",
            "Politique",
            "Travaux",
            "Rapport",
        ],
    ),
    "es": (
        [
            "Distr. general",
            "1 de enero de 2031",
            "Español",
            "Comisión de Muestras",
            "60º período de sesiones",
        ],
        [
            "Viena, 13 a 17 de marzo de 2031",
            "Tema 3 del programa provisional*",
            "Política",
            "Labor",
            "Informe",
        ],
    ),
    "ru": (
        ["Distr.: General", "1 января 2031 года", "Russian", "Комиссия по образцам", "Шестидесятая сессия"],
        [
            "Вена, 13–17 марта 2031 года",
            "Пункт 3 предварительной повестки дня*",
            "Политика",
            "Работа",
            "Доклад",
        ],
    ),
    "ar": (
        ["Distr.: General", "1 كانون الثاني/يناير 2031", "Arabic", "لجنة العينات", "الدورة الستون"],
        [
            "فيينا، 13-17 آذار/مارس 2031",
            "البند 3 من جدول الأعمال المؤقت*",
            "السياسة",
            "أعمال العينات",
            "تقرير",
        ],
    ),
    "zh": (
        ["Distr.: General", "2031年1月1日", "Chinese", "示例委员会", "第六十届会议"],
        ["2031年3月13日至17日，维也纳", "临时议程*项目3", "政策指示", "示例工作", "报告"],
    ),
}


@pytest.mark.parametrize("language", FIRST_PAGES)
def test_a_first_page_says_symbol_session_item_date_and_title(language: str) -> None:
    head, rest = FIRST_PAGES[language]
    rules = structure_rules(language)
    front = front_of(["E/CN.99/2031/3", *head, *rest], [], [], rules)
    assert front.symbol == "E/CN.99/2031/3"
    assert front.meta.date == "2031-01-01"
    assert front.meta.session == head[-1]
    assert front.meta.agenda_item == rest[1]
    assert front.title == (": " if rules.spaced else "：").join(rest[3:])
    assert front.meta.period is None


@pytest.mark.parametrize(
    ("language", "printed", "iso"),
    [
        ("en", "13 March 2031", "2031-03-13"),
        ("en", "March 13, 2031", "2031-03-13"),
        ("fr", "1er mars 2031", "2031-03-01"),
        ("fr", "13 août 2031", "2031-08-13"),
        ("es", "1º de marzo de 2031", "2031-03-01"),
        ("es", "13 de marzo del 2031", "2031-03-13"),
        ("ru", "13 марта 2031 года", "2031-03-13"),
        ("ru", "13 марта 2031 г.", "2031-03-13"),
        ("ar", "13 كانون الأول/ديسمبر 2031", "2031-12-13"),
        ("ar", "١٣ آذار/مارس ٢٠٣١", "2031-03-13"),
        ("ar", "13 مارس 2031", "2031-03-13"),
        ("zh", "2031 年 3 月 13 日", "2031-03-13"),
        ("zh", "二〇三一年三月十三日", "2031-03-13"),
        ("zh", "二○三一年十二月三十一日", "2031-12-31"),
        ("zh", "二〇三一年十三月一日", None),
        ("en", "31 February 2031", None),
    ],
)
def test_dates_are_read_as_a_language_writes_them(language: str, printed: str, iso: str | None) -> None:
    assert front_of(["S/2031/7", printed], [], [], structure_rules(language)).meta.date == iso


@pytest.mark.parametrize(
    ("language", "summary", "period"),
    [
        ("en", "It covers the period from 1 July 2030 to 30 June 2031.", "from 1 July 2030 to 30 June 2031"),
        ("en", "It tells of samples during the period 1 July 2030–30 June 2031.", "1 July 2030–30 June 2031"),
        ("en", "It reviews the work between October and December 2030.", "between October and December 2030"),
        ("en", "The report summarizes the activities carried out in 2030.", "2030"),
        ("en", "The report covers the biennium 2030–2031.", "2030–2031"),
        ("fr", "Il couvre la période du 1er juillet au 31 août 2030.", "du 1er juillet au 31 août 2030"),
        ("fr", "Le rapport porte sur l’année 2030.", "2030"),
        ("es", "Abarca del 1 de julio al 3 de mayo de 2030.", "del 1 de julio al 3 de mayo de 2030"),
        ("es", "El informe abarca el bienio 2030-2031.", "2030-2031"),
        ("ru", "Доклад охватывает период с 1 июля по 31 августа 2030 года.", "с 1 июля по 31 августа 2030"),
        ("ru", "В докладе излагается деятельность Отдела в 2030 году.", "2030"),
        ("ar", "يغطي الفترة من 1 تموز/يوليه إلى 31 آب/أغسطس 2030.", "من 1 تموز/يوليه إلى 31 آب/أغسطس 2030"),
        ("ar", "يلخص التقرير الأنشطة التي اضطلع بها المكتب في عام 2030.", "2030"),
        ("zh", "所述期间为2030年7月1日至2031年6月30日。", "2030年7月1日至2031年6月30日"),
        ("zh", "本报告介绍示例单位2030年的工作情况。", "2030年"),
        ("zh", "本报告概述了二〇三一年期间的示例。", "二〇三一年"),
        ("en", "The samples were first taken in 1990.", None),
    ],
)  # fmt: skip
def test_a_summary_says_the_period(language: str, summary: str, period: str | None) -> None:
    assert front_of([], [], [summary], structure_rules(language)).meta.period == period


@pytest.mark.parametrize(
    ("language", "title", "period"),
    [
        ("en", "Proposed sample budget for 2031", "2031"),
        ("en", "Proposed sample budget for the biennium 2030–2031", "2030–2031"),
        ("en", "Annual sample report 2031", "2031"),
        ("fr", "Projet de budget des échantillons pour 2031", "2031"),
        ("es", "Proyecto de presupuesto de muestras para 2031", "2031"),
        ("ru", "Бюджет образцов на 2031 год", "2031"),
        ("ar", "ميزانية العينات: الميزانية المقترحة لعام 2031", "2031"),
        ("zh", "2031年拟议示例方案预算", "2031年"),
        ("en", "Follow-up to the sample summit of 2031", None),
    ],
)
def test_a_title_says_the_period(language: str, title: str, period: str | None) -> None:
    assert front_of([title], [], [], structure_rules(language)).meta.period == period


def test_a_table_of_contents_says_no_period() -> None:
    front = ["Proposed sample budget for 2031", "Contents", "A. Sample work in 2029 | 3"]
    assert front_of(front, [], [], structure_rules("en")).meta.period == "2031"
    assert front_of(front[1:], [], [], structure_rules("en")).meta.period is None


def test_the_first_paragraphs_say_the_period_where_they_speak_of_the_report() -> None:
    rules = structure_rules("en")
    opening = [
        "The samples were taken from 1 May to 2 May 2029.",
        "The present report covers 2030. It is short.",
    ]
    assert front_of([], [], [], rules, opening).meta.period == "2030"
    assert front_of([], [], [], rules, opening[:1]).meta.period is None
