"""Draws random reports in the form of the flagship, in six languages, and says how they must be read.

The words are drawn at random from lists written for this project: the texts mean nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from typesetting import CHINESE, ENGLISH, Anchored, Block, Heading, Passage, Setting, TitleBlock, typeset


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a language writes and numbers. `chapters` number the first level, `parts` the second."""

    code: str
    setting: Setting
    text: str
    glue: str
    end: str
    semicolon: str
    colon: str
    summary: str
    chapters: tuple[str, ...]
    parts: tuple[str, ...]
    number: str = "{}."
    letters: tuple[str, ...] = ("(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)", "(h)", "(i)", "(j)")

    @property
    def words(self) -> list[str]:
        """The words to draw from; in a language written without spaces, its characters."""
        return self.text.split() if self.glue else list(self.text)


_ROMAN = ("I.", "II.", "III.", "IV.", "V.", "VI.")
_LATIN = ("A.", "B.", "C.")
_HALF = tuple(f"{letter})" for letter in "abcdefghij")

_ABJAD = ("أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي")
_ORDINALS = ("أولا -", "ثانيا -", "ثالثا -", "رابعا -", "خامسا -", "سادسا -")

_ENGLISH = Tongue(
    code="en",
    setting=ENGLISH,
    text="the sample unit went on helping partners run training projects and wrote long-term results down",
    glue=" ",
    end=".",
    semicolon=";",
    colon=":",
    summary="Summary",
    chapters=_ROMAN,
    parts=_LATIN,
)
_CHINESE = Tongue(
    code="zh",
    setting=CHINESE,
    text="样例单位继续帮助有关地方办好训练项目并把成果写进年度材料供各方参考使用",
    glue="",
    end="。",
    semicolon="；",
    colon="：",
    summary="摘要",
    chapters=tuple(f"{numeral}." for numeral in "一二三四五六"),
    parts=_LATIN,
)
_FRENCH = replace(
    _ENGLISH,
    code="fr",
    text="le service fictif a continué d’aider les partenaires à mener des projets où l’équipe notait tout",
    summary="Résumé",
    letters=_HALF,
)
_SPANISH = replace(
    _ENGLISH,
    code="es",
    text="la unidad de muestra siguió ayudando a los asociados en sus proyectos y anotó cada resultado",
    summary="Resumen",
    letters=_HALF,
)
_RUSSIAN = replace(
    _ENGLISH,
    code="ru",
    text="условный отдел продолжал помогать партнерам вести учебные проекты и записывал итоги работы",
    summary="Резюме",
    letters=_HALF,
)
_ARABIC = replace(
    _ENGLISH,
    code="ar",
    text="واصلت الوحدة النموذجية مساعدة الشركاء في إدارة مشاريع التدريب وسجلت كل نتيجة وفق الخطة",
    semicolon="؛",
    summary="موجز",
    chapters=_ORDINALS,
    parts=("ألف -", "باء -", "جيم -"),
    number="{} -",
    letters=tuple(f"({letter})" for letter in _ABJAD),
)
TONGUES = {tongue.code: tongue for tongue in (_CHINESE, _ENGLISH, _FRENCH, _SPANISH, _RUSSIAN, _ARABIC)}


@dataclass(slots=True)
class Draft:
    """A report as drawn: what is set, and what must be read from it."""

    body: list[Block] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    headings: list[tuple[str | None, str]] = field(default_factory=list)
    notes: int = 0

    def set_in(self, tongue: Tongue) -> str:
        """The report as text taken from its PDF."""
        words = tongue.glue.join(tongue.words)
        front = TitleBlock(
            (("SAMPLE",),), (words[:30].strip(),), (tongue.summary, f"{words}{tongue.end}"), ("* SAMPLE/1.",)
        )
        return typeset(front, self.body, tongue.setting)


class Drafter:
    """Draws one report."""

    def __init__(self, tongue: Tongue, seed: int) -> None:
        self._tongue = tongue
        self._random = Random(seed)  # noqa: S311
        self._draft = Draft()
        self._number = 0

    def draw(self) -> Draft:
        """A report of chapters, parts, sections and subsections, and a last chapter of recommendations."""
        chapters = self._random.randint(2, 5)
        for chapter in range(chapters):
            self._heading(self._tongue.chapters[chapter])
            self._paragraphs(0, 3)
            for part in range(self._random.randint(0, 3)):
                self._heading(self._tongue.parts[part])
                self._part()
        self._heading(self._tongue.chapters[chapters])
        self._paragraph()
        for _ in range(self._random.randint(1, 3)):
            self._recommendation()
        return self._draft

    def _part(self) -> None:
        if self._random.random() < 0.5:
            self._paragraphs(1, 3)
            return
        for section in range(self._random.randint(1, 3)):
            self._heading(self._tongue.number.format(section + 1))
            for letter in self._tongue.letters[: self._random.choice([0, 0, 2, 3])]:
                self._heading(letter)
                self._paragraphs(1, 2)
            self._paragraphs(1, 2)

    def _recommendation(self) -> None:
        self._heading(None)
        self._paragraph(ends=self._tongue.colon, clauses=1)
        letters = self._tongue.letters[: self._random.randint(2, 10)]
        for letter in letters:
            core = letter.strip("()")
            end = self._tongue.end if letter == letters[-1] else self._tongue.semicolon
            self._passage(letter, f"{self._number}({core})", self._clauses(3) + end)

    def _paragraphs(self, fewest: int, most: int) -> None:
        for _ in range(self._random.randint(fewest, most)):
            self._paragraph()

    def _paragraph(self, ends: str | None = None, clauses: int = 8) -> None:
        self._number += 1
        text = self._clauses(clauses) + (ends or self._tongue.end)
        self._passage(self._tongue.number.format(self._number), str(self._number), text)

    def _passage(self, label: str, address: str, text: str) -> None:
        notes, links = (), ()
        if self._random.random() < 0.1 and text.endswith(self._tongue.end) and not text[-2].isdigit():
            notes = (Anchored(len(text), self._clauses(2) + self._tongue.end),)
        if self._random.random() < 0.1:
            links = (Anchored(self._random.randrange(len(text)), "http://documents.example/A/70/951"),)
        self._draft.notes += len(notes)
        self._draft.body.append(Passage(label, text, notes, links))
        self._draft.texts[address] = text

    def _heading(self, label: str | None) -> None:
        text = self._phrase(4 if self._tongue.glue else 12)
        self._draft.body.append(Heading(label, text))
        self._draft.headings.append((label, text))

    def _clauses(self, most: int) -> str:
        comma = "，" if not self._tongue.glue else "، " if self._tongue.code == "ar" else ", "
        return comma.join(self._clause() for _ in range(self._random.randint(1, most)))

    def _clause(self) -> str:
        """A phrase, now and then with a figure, or with an enumeration that runs inside it."""
        text = self._phrase(9 if self._tongue.glue else 24)
        draw = self._random.random()
        if draw < 0.3:
            return f"{text} {self._random.randint(2, 2500)} {self._phrase(3)}"
        if draw < 0.4:
            return f"{text}{self._tongue.colon} (a) {self._phrase(5)} (b) {self._phrase(5)}"
        return text

    def _phrase(self, words: int) -> str:
        text = self._tongue.glue.join(self._random.choice(self._tongue.words) for _ in range(words))
        return text[:1].upper() + text[1:]


def drawn(tongue: Tongue, seed: int) -> Draft:
    """The report that a seed stands for."""
    return Drafter(tongue, seed).draw()
