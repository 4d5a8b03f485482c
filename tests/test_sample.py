"""The sample series holds what its truth file says, by means that do not need the reader."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz

FOLDER = Path(__file__).resolve().parent.parent / "corpora" / "sample-annual-report"
EDITIONS = ("2012", "2013", "2014", "2015", "2016")
WRITTEN = {
    "zh": EDITIONS,
    "en": EDITIONS,
    "fr": EDITIONS[-2:],
    "es": EDITIONS[-2:],
    "ru": EDITIONS[-2:],
    "ar": EDITIONS[-2:],
}
LANGUAGES = tuple(WRITTEN)
FILES = tuple((language, edition) for language, editions in WRITTEN.items() for edition in editions)
PAIRS = tuple(pairwise(EDITIONS))
FILE_PAIRS = tuple((language, *pair) for language, editions in WRITTEN.items() for pair in pairwise(editions))
RELATIONS = ("identical", "figures", "edited", "rewritten")
LONGEST_SHARED = {"zh": 25, "en": 60, "fr": 60, "es": 60, "ru": 60, "ar": 60}
SUMMARY = {"zh": "摘要", "en": "Summary", "fr": "Résumé", "es": "Resumen", "ru": "Резюме", "ar": "موجز"}
LAST_SECTION = {"zh": "五. ", "en": "V. ", "fr": "V. ", "es": "V. ", "ru": "V. ", "ar": "خامسا - "}
LETTERED = {"zh": "({}) ", "en": "({}) ", "fr": "{}) ", "es": "{}) ", "ru": "{}) ", "ar": "({}) "}
NUMBERED = {"ar": "{} - "}
LETTERS = {"ar": ("أ", "ب", "ج", "د", "هـ", "و")}
NOTICE = {
    "zh": ("示例文本", "不是联合国文件"),
    "en": ("Sample text", "not a United Nations document"),
    "fr": ("Texte d’exemple", "pas un document des Nations Unies"),
    "es": ("Texto de muestra", "no es un documento de las Naciones Unidas"),
    "ru": ("Текст-образец", "это не документ Организации Объединенных Наций"),
    "ar": ("نص نموذجي", "ليس وثيقة من وثائق الأمم المتحدة"),
}
NUMBER_WORDS = {
    "zh": r"[一二三四五六七八九十两]+",
    "en": r"(?i)\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b",
    "fr": r"(?i)\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix)\b",
    "es": r"(?i)\b(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)\b",
    "ru": r"(?i)\b(?:дв[ае]|двух|три|трех|четыре|четырех|восемь|(?:пят|шест|сем|девят|десят)[ьи])\b",
    "ar": r"\b(?:ال)?(?:ثلاث|أربع|خمس|ست|سبع|ثمان|تسع|عشر)(?:ة|ية|ي)?\b",
}

SHARE = {
    "zh": "%",
    "en": " per cent",
    "fr": "\u00a0%",
    "es": "\u00a0%",
    "ru": "\u00a0процента",
    "ar": "\u00a0في المائة",
}
MILLIONS = {"fr": " millions de dollars", "es": " millones de dólares", "ru": " млн долл. США", "ar": " مل"}

Texts = dict[str, str]


@cache
def truth() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "truth.toml").read_text(encoding="utf-8"))


@cache
def printed(language: str, edition: str) -> str:
    return (FOLDER / language / f"{edition}.txt").read_text(encoding="utf-8")


@cache
def texts(language: str, edition: str) -> Texts:
    """The summary, numbered paragraphs and lettered items by address, each on one line."""
    found: Texts = {}
    number, letter, address = 0, 0, ""
    in_recommendations = False
    for line in _without_notes_and_links(printed(language, edition)).split("\n"):
        in_recommendations |= line.strip().startswith(LAST_SECTION[language])
        if not address:
            if line.strip() == SUMMARY[language]:
                address = "summary"
            elif line.lstrip().startswith(NUMBERED.get(language, "{}. ").format(number + 1)):
                number, letter = number + 1, 0
                address = str(number)
            elif in_recommendations and line.lstrip().startswith(_lettered(language, letter)):
                letter += 1
                address = f"{number}({chr(96 + letter)})"
            if not address or address == "summary":
                continue
        found[address] = f"{found.get(address, '')} {line.strip()}".strip()
        if found[address] and line.endswith(" "):
            address = ""
    return {where: _tidied(text, where, language) for where, text in found.items()}


def _lettered(language: str, place: int) -> str:
    letters = LETTERS.get(language, "abcdefghij")
    return LETTERED[language].format(letters[place]) if place < len(letters) else "\0"


def _without_notes_and_links(text: str) -> str:
    text = re.sub(r"(?m)^http\S+\n", "", text)
    return re.sub(r"\n_{5,} \n\n(?: [\d*]+ (?:[^\n]+[^\n ]\n\n?)*[^\n]* \n\n?)+", "\n", text)


def _tidied(text: str, address: str, language: str) -> str:
    """Without its label; Chinese also without spaces, which a line break takes away."""
    if address != "summary":
        text = text.split(" ", 1)[1]
    return re.sub(r"\s", "", text) if language == "zh" else re.sub(r"[^\S\u00a0]+", " ", text)


def _masked(text: str, language: str) -> str:
    return re.sub(r"\d[\d,.]*", "0", re.sub(NUMBER_WORDS[language], "0", text))


def _sides(link: str) -> tuple[list[str], list[str]]:
    old, new = link.split(">")
    return old.split(","), new.split(",")


def _links(old: str, new: str) -> dict[str, list[str]]:
    links: dict[str, list[str]] = truth()["links"][f"{old}-{new}"]
    return links


def _joined(language: str, edition: str, addresses: list[str]) -> str:
    return ("" if language == "zh" else " ").join(texts(language, edition)[address] for address in addresses)


@pytest.mark.parametrize(("language", "edition"), FILES)
def test_an_edition_has_25_to_40_numbered_paragraphs_and_lettered_recommendations(
    language: str, edition: str
) -> None:
    addresses = texts(language, edition)
    assert 25 <= sum(address.isdigit() for address in addresses) <= 40
    assert sum("(" in address for address in addresses) >= 10
    assert "summary" in addresses


@pytest.mark.parametrize(("language", "edition"), FILES)
def test_all_languages_have_the_same_addresses(language: str, edition: str) -> None:
    assert list(texts(language, edition)) == list(texts("zh", edition))


@pytest.mark.parametrize(("language", "edition"), FILES)
def test_all_languages_say_the_same_long_numbers(language: str, edition: str) -> None:
    for address, chinese in texts("zh", edition).items():
        other = texts(language, edition)[address]
        assert _long_numbers(chinese) == _long_numbers(other), address


def _long_numbers(text: str) -> Counter[str]:
    """Numbers of three digits and more; years and whole tens of thousands (万) are printed differently."""
    money = r"\d[\d.,]* ?(?:[亿万]|mill|млн|مل)|\$\d[\d.,]*|\d[\d.\s]* (?:d[oó]l|долл|دولار)"
    plain = re.sub(r"(?<=\d)[,.\u00a0](?=\d{3}(?!\d))", "", re.sub(money, "", text))
    numbers = re.findall(r"(?<![\d./])\d{3,}(?!\d)", plain)
    return Counter(number for number in numbers if number[:2] != "20" and not number.endswith("0000"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_lines_say_that_it_is_a_sample_and_in_every_edition_alike(language: str) -> None:
    notices = {printed(language, edition).split("\n \n", 1)[0] for edition in WRITTEN[language]}
    assert len(notices) == 1
    notice = "".join(notices).replace("\n", "" if language == "zh" else " ")
    for words in NOTICE[language]:
        assert words in notice


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_every_address_is_in_exactly_one_link_or_list_on_each_side(old: str, new: str) -> None:
    links = _links(old, new)
    sides = [_sides(link) for relation in RELATIONS for link in links[relation]]
    before = [address for side, _ in sides for address in side] + links["dropped"]
    after = [address for _, side in sides for address in side] + links["added"]
    assert Counter(before) == Counter(texts("zh", old).keys())
    assert Counter(after) == Counter(texts("zh", new).keys())


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_without_the_moved_links_the_others_keep_their_order(old: str, new: str) -> None:
    links = _links(old, new)
    everything = [link for relation in RELATIONS for link in links[relation]]
    assert links["moved"]
    assert set(links["moved"]) <= set(everything)
    assert not _in_order(everything, old, new)
    assert _in_order([link for link in everything if link not in links["moved"]], old, new)


def _in_order(links: list[str], old: str, new: str) -> bool:
    before, after = list(texts("zh", old)), list(texts("zh", new))
    places = sorted((before.index(_sides(link)[0][0]), after.index(_sides(link)[1][0])) for link in links)
    return all(first[1] < second[1] for first, second in pairwise(places))


@pytest.mark.parametrize(("language", "old", "new"), FILE_PAIRS)
def test_the_relation_of_every_link_holds_in_all_languages(language: str, old: str, new: str) -> None:
    for relation in RELATIONS:
        for link in _links(old, new)[relation]:
            left, right = _sides(link)
            first, second = _joined(language, old, left), _joined(language, new, right)
            assert _relation(first, second, language) == relation, f"{old}-{new} {link}"


def _relation(old: str, new: str, language: str) -> str:
    if old == new:
        return "identical"
    if _masked(old, language) == _masked(new, language):
        return "figures"
    return "edited" if fuzz.ratio(old, new) > 60 else "rewritten"


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_no_relation_takes_more_than_two_fifths_of_a_pair(old: str, new: str) -> None:
    links = _links(old, new)
    total = sum(len(links[relation]) for relation in RELATIONS)
    assert all(0.1 < len(links[relation]) / total < 0.4 for relation in RELATIONS)


def test_splits_merges_and_moves_all_occur() -> None:
    sides = [
        _sides(link) for old, new in PAIRS for relation in RELATIONS for link in _links(old, new)[relation]
    ]
    assert any(len(old) == 1 < len(new) for old, new in sides)
    assert any(len(new) == 1 < len(old) for old, new in sides)


@pytest.mark.parametrize(("language", "edition"), FILES)
def test_every_fact_stands_in_the_paragraph_that_it_names(language: str, edition: str) -> None:
    facts = truth()["facts"][edition]
    said = texts(language, edition)
    for count in facts["treaty_counts"]:
        assert str(count["parties"]) in said[count["address"]]
    for figure in facts["funding"]:
        assert _as_printed(figure, language) in said[figure["address"]]
    for programme in facts["programmes"]:
        assert programme["name"][language].replace(" ", "") in said[programme["address"]].replace(" ", "")
    for quantity in facts["quantities"]:
        assert _localised(f"{quantity['value']:,}", language) in said[quantity["address"]]
    for donor in facts["donors"]:
        assert donor["address"] in said


def _as_printed(figure: dict[str, Any], language: str) -> str:
    if "share" in figure:
        return _localised(str(figure["share"]), language) + SHARE[language]
    millions = figure["amount"] / 1_000_000
    if language == "en":
        return f"${millions:g} million"
    if language in MILLIONS:
        return _localised(f"{millions:g}", language) + MILLIONS[language]
    return f"{millions / 100:g}亿美元" if millions >= 100 else f"{figure['amount'] // 10_000:,}万美元"


def _localised(number: str, language: str) -> str:
    separators = {"fr": "\u00a0,", "es": ".,", "ru": "\u00a0,", "ar": "\u00a0,"}.get(language, ",.")
    return number.translate(str.maketrans(",.", separators))


def test_stated_increments_add_up_save_where_the_truth_says_so() -> None:
    wrong = []
    for old, new in PAIRS:
        before = {count["instrument"]: count["parties"] for count in truth()["facts"][old]["treaty_counts"]}
        for count in truth()["facts"][new]["treaty_counts"]:
            known = before.get(count["instrument"])
            if known is not None and "newly" in count and known + count["newly"] != count["parties"]:
                wrong.append({"edition": new, "address": count["address"], "instrument": count["instrument"]})
    assert wrong == truth()["findings"]
    assert len(wrong) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_long_run_of_characters_comes_from_a_real_report(language: str, shared: Path) -> None:
    length = LONGEST_SHARED[language]
    ours = {
        run
        for edition in WRITTEN[language]
        for run in _runs(_squeezed(printed(language, edition), language), length)
    }
    for path in sorted((shared / "corpora").glob(f"*/{language}/*.txt")):
        real = _squeezed(path.read_text(encoding="utf-8", errors="replace"), language)
        assert not ours.intersection(_runs(real, length)), path.name


def _runs(text: str, length: int) -> set[str]:
    return {text[start : start + length] for start in range(len(text) - length + 1)}


def _squeezed(text: str, language: str) -> str:
    text = re.sub(r"_{5,}", "", text)
    return re.sub(r"\s+", "" if language == "zh" else " ", text)
