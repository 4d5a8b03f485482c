"""Documents in the layouts that the United Nations set, with invented texts, in six languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from page_sheets import PLAIN, Look, Sheet

ORIGINAL = {
    "en": ("Distr.: General", "3 May 2031", "Original: English"),
    "fr": ("Distr. générale", "3 mai 2031", "Français", "Original : anglais"),
    "es": ("Distr. general", "3 de mayo de 2031", "Español", "Original: inglés"),
    "ru": ("Distr.: General", "3 May 2031", "Russian", "Original: English"),
    "ar": ("Distr.: General", "3 May 2031", "Arabic", "Original: English"),
    "zh": ("Distr.: General", "3 May 2031", "Chinese", "Original: English"),
}


@dataclass(frozen=True, slots=True)
class _Parts:
    """The names of the parts of a document in one language."""

    summary: str
    contents: str
    annex: str
    enclosure: str
    table: str
    source: str
    letters: tuple[str, ...] = ("(a)", "(b)", "(c)")
    romans: tuple[str, ...] = ("I.", "II.", "III.")
    capitals: tuple[str, ...] = ("A.", "B.", "C.")


PARTS = {
    "en": _Parts("Summary", "Contents", "Annex", "Enclosure", "Table", "Source"),
    "fr": _Parts(
        "Résumé", "Table des matières", "Annexe", "Pièce jointe", "Tableau", "Source", ("a)", "b)", "c)")
    ),
    "es": _Parts("Resumen", "Índice", "Anexo", "Documento adjunto", "Cuadro", "Fuente", ("a)", "b)", "c)")),
    "ru": _Parts(
        "Резюме", "Содержание", "Приложение", "Добавление", "Таблица", "Источник", ("a)", "b)", "c)")
    ),
    "ar": _Parts(
        "موجز",
        "المحتويات",
        "المرفق",
        "الضميمة",
        "الجدول",
        "المصدر",
        ("(أ)", "(ب)", "(ج)"),
        ("أولا -", "ثانيا -", "ثالثا -"),
        ("ألف -", "باء -", "جيم -"),
    ),
    "zh": _Parts(
        "摘要",
        "目录",
        "附件",
        "附文",
        "表",
        "资料来源",
        romans=("一.", "二.", "三."),
        capitals=("A.", "B.", "C."),
    ),
}

TITLE = Look(14, bold=True, above=18, below=8)
CHAPTER = Look(12, bold=True, above=14, below=8)


def letter(code: str) -> Sheet:
    """A letter of transmittal, an annex with a letter, and an enclosure with the report."""
    parts = PARTS[code]
    sheet = Sheet(code)
    words = sheet.words
    sheet.letterhead(ORIGINAL[code])
    sheet.front(words.name(10), TITLE)
    for _ in range(2):
        sheet.front(words.text(3), replace(PLAIN, indent=24))
    sheet.front(f"<i>({words.name(1)})</i> {words.name(1)}", replace(PLAIN, left=180, above=12, below=0))
    sheet.front(words.name(2), replace(PLAIN, left=180))
    sheet.part("annex1:", parts.annex, words.name(9))
    for _ in range(3):
        sheet.plain(words.text(3), replace(PLAIN, indent=24))
    sheet.part("annex1:enclosure1:", parts.enclosure, words.name(6), depth=2)
    number = 0
    for _ in range(3):
        sheet.heading(3, words.name(4), CHAPTER)
        for _ in range(4):
            number += 1
            sheet.para(number, words.text(4))
    return sheet


def summarized(code: str) -> Sheet:
    """A report with its summary in a box and a table of contents before three levels of headings."""
    parts = PARTS[code]
    sheet = Sheet(code, symbol="A/86/99")
    words = sheet.words
    sheet.letterhead(ORIGINAL[code], ("Sample Nations", "Sample Assembly"))
    sheet.front(words.name(6), TITLE)
    box = Look(left=12, right=12, place="justify", boxed=True)
    sheet.summary(
        parts.summary,
        [words.text(3), words.text(4)],
        box,
        Look(slanted=True, boxed=True, left=12, right=12, place="center"),
    )
    names = [words.name(4) for _ in range(6)]
    sheet.front(parts.contents, Look(bold=True, new_page="Standard"))
    for number, name in enumerate(names, 3):
        sheet.front(f"{name}\t{number}", Look(below=3))
    number = 0
    for chapter in range(2):
        sheet.heading(
            1,
            names[3 * chapter],
            replace(CHAPTER, new_page="Standard" if not chapter else ""),
            parts.romans[chapter],
        )
        number += 1
        sheet.para(number, words.text(3))
        for part in range(2):
            sheet.heading(
                2, names[3 * chapter + part + 1], Look(11, bold=True, above=10), parts.capitals[part]
            )
            for _ in range(2):
                number += 1
                sheet.para(number, words.text(3))
            sheet.heading(3, words.name(4), Look(bold=True, above=8), "1.")
            number += 1
            sheet.para(number, words.text(3))
    return sheet


def headed(code: str) -> Sheet:
    """Headings without numbers in three levels: bold, italics in bold, italics."""
    sheet = Sheet(code)
    words = sheet.words
    number = 0
    for _ in range(2):
        sheet.heading(1, words.name(4), Look(13, bold=True, above=14))
        for _ in range(2):
            sheet.heading(2, words.name(4), Look(bold=True, slanted=code not in ("ar", "zh"), above=12))
            for _ in range(2):
                sheet.heading(
                    3,
                    words.name(4),
                    Look(slanted=code not in ("ar", "zh"), underlined=code in ("ar", "zh"), above=10),
                )
                for _ in range(2):
                    number += 1
                    sheet.para(number, words.text(3))
    return sheet


def underlined(code: str) -> Sheet:
    """Headings in bold and underlined, in a report justified and indented as typed ones are."""
    sheet = Sheet(code, justified=False)
    words = sheet.words
    number = 0
    for _ in range(2):
        sheet.heading(1, words.name(3), Look(bold=True, place="center", above=14))
        for _ in range(3):
            sheet.heading(2, words.name(5), Look(underlined=True, above=12))
            for _ in range(3):
                number += 1
                sheet.para(number, words.text(3), Look(indent=24))
    return sheet


def small_capitals(code: str) -> Sheet:
    """Headings in small capitals above headings in italics, the paragraphs hanging beside their numbers."""
    sheet = Sheet(code, justified=False)
    words = sheet.words
    number = 0
    for _ in range(2):
        sheet.heading(1, words.name(3), Look(12, small_capitals=True, place="center", above=14))
        for _ in range(3):
            sheet.heading(
                2,
                words.name(9),
                Look(slanted=code not in ("ar", "zh"), underlined=code in ("ar", "zh"), above=12),
            )
            for _ in range(3):
                number += 1
                sheet.para(number, words.text(3), Look(left=30, indent=-30))
    return sheet


def tabled(code: str) -> Sheet:
    """Tables over several pages with wrapped and empty cells, captions above and sources below."""
    parts = PARTS[code]
    sheet = Sheet(code, symbol="E/2031/99")
    words = sheet.words
    sheet.heading(1, words.name(4), CHAPTER)
    sheet.para(1, words.text(4))
    sheet.para(2, words.text(3))
    sheet.plain(f"{parts.table} 1", Look(below=0, above=6, keep=True))
    sheet.plain(words.name(5), Look(bold=True, below=4, keep=True))
    head = [words.name(2), words.name(1), words.name(1), words.name(1)]
    rows = [head]
    for row in range(70):
        name = words.name(2 if row % 5 else 9)
        values = [
            str(1200 + 37 * row),
            "" if row % 7 == 3 else str(15 + row),
            "" if row % 11 == 5 else f"{row}.5",
        ]
        rows.append([name, *values])
    sheet.table(rows, [170, 80, 70, 70], heads=1)
    sheet.plain(f"<i>{parts.source}</i>: {words.clause(6)}.", Look(8.5))
    sheet.para(3, words.text(5))
    sheet.table([[words.name(2), words.name(1)], [words.name(2), "17"]], [200, 100], ruled="grid")
    sheet.heading(1, words.name(4), CHAPTER)
    sheet.para(4, words.text(5))
    return sheet


def landscape(code: str) -> Sheet:
    """A report whose annex is a wide table on turned pages."""
    parts = PARTS[code]
    sheet = Sheet(code, symbol="A/86/98")
    words = sheet.words
    sheet.heading(1, words.name(4), CHAPTER)
    for number in range(1, 9):
        sheet.para(number, words.text(4))
    sheet.heading(1, words.name(4), CHAPTER)
    sheet.para(9, words.text(4))
    sheet.part("annex1:", parts.annex, words.name(5), look=Look(14, bold=True, below=8, new_page="Wide"))
    rows = [[words.name(1) for _ in range(7)]]
    rows += [
        [
            words.name(2 + row % 3),
            *("" if (row + n) % 6 == 2 else str(row * n + 11) for n in range(1, 6)),
            words.name(3),
        ]
        for row in range(30)
    ]
    sheet.table(rows, [150, 80, 80, 80, 80, 70, 100], heads=1)
    return sheet


def columned(code: str) -> Sheet:
    """An item of an agenda with notes in two columns."""
    sheet = Sheet(code, margin=60, symbol="A/86/250")
    words = sheet.words
    sheet.front(words.name(6), TITLE)
    sheet.columns(begin=True)
    number = 0
    for count in range(3):
        sheet.heading(1, words.name(3), Look(bold=True, above=10), PARTS[code].romans[count])
        for _ in range(7):
            number += 1
            sheet.para(number, words.text(4), Look(place="justify", below=5))
    sheet.columns(begin=False)
    return sheet


def quoting(code: str) -> Sheet:
    """Block quotations, centred headings within a chapter and recommendations in bold."""
    parts = PARTS[code]
    sheet = Sheet(code)
    words = sheet.words
    number = 0
    for chapter in range(2):
        sheet.heading(1, words.name(4), CHAPTER, parts.romans[chapter])
        for _ in range(2):
            sheet.heading(2, words.name(4), Look(bold=True, place="center", above=10))
            number += 1
            sheet.para(number, words.text(3))
            number += 1
            colon = "：" if code == "zh" else ":"
            sheet.para(number, words.sentence(9)[:-1] + colon)
            sheet.plain(words.text(3), Look(left=48, right=48, place="justify"))
            number += 1
            sheet.para(number, f"{words.text(2)} <b>{words.text(2)}</b>".replace("。 ", "。"))
            number += 1
            sheet.para(number, f"<b>{words.text(3)}</b>")
        number += 1
        sheet.para(number, words.sentence(9)[:-1] + colon)
        for label in parts.letters:
            sheet.item(label, words.text(2))
    return sheet


def noted(code: str) -> Sheet:
    """Notes with signs and numbers: on a heading, in a table, of several paragraphs, over two pages."""
    sheet = Sheet(code)
    words = sheet.words
    sheet.heading(1, words.name(4), CHAPTER)
    sheet.para(1, words.text(3) + "{*}", notes={"*": [words.text(1)]})
    sheet.para(2, words.text(2) + "{1}", notes={"1": [words.text(2), words.text(2), words.text(1)]})
    for number in range(3, 7):
        sheet.para(number, words.text(4))
    sheet.para(7, words.text(2) + "{2}", notes={"2": [words.text(24)]})
    for number in range(8, 14):
        sheet.para(number, words.text(4))
    sheet.para(14, words.text(3) + "{3}", notes={"3": [words.sentence(9)]})
    head = [words.name(2), words.name(1) + "{4}", words.name(1)]
    sheet.table(
        [head, *([words.name(2), str(n * 7), str(n * 3)] for n in range(1, 6))],
        [150, 100, 100],
        notes={"4": [words.sentence(6)]},
    )
    sheet.heading(1, words.name(4), CHAPTER)
    sheet.para(15, words.text(3))
    return sheet


def long_paragraph(code: str) -> Sheet:
    """A paragraph that begins on one page and ends two pages later, with a note and a table between."""
    sheet = Sheet(code)
    words = sheet.words
    sheet.heading(1, words.name(4), CHAPTER)
    for number in range(1, 5):
        sheet.para(number, words.text(4))
    sheet.para(5, words.text(25) + "{1} " + words.text(30), notes={"1": [words.text(3)]})
    sheet.para(6, words.text(3))
    sheet.table(
        [
            [words.name(2), words.name(1), words.name(1)],
            *([words.name(2), str(n * 7), str(n * 3)] for n in range(1, 6)),
        ],
        [150, 100, 100],
    )
    sheet.heading(1, words.name(4), CHAPTER)
    sheet.para(7, words.text(3))
    return sheet


DOCUMENTS: dict[str, Callable[[str], Sheet]] = {
    "letter": letter,
    "summarized": summarized,
    "headed": headed,
    "underlined": underlined,
    "small-capitals": small_capitals,
    "tabled": tabled,
    "landscape": landscape,
    "columned": columned,
    "quoting": quoting,
    "noted": noted,
    "long-paragraph": long_paragraph,
}
