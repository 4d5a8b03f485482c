"""Finding the terms of a list."""

from __future__ import annotations

from reportdiff.language.lexicon import Lexicon


def _found(lexicon: Lexicon, text: str) -> list[tuple[str, str]]:
    return [(term.key, text[term.start : term.end]) for term in lexicon.find(text)]


def test_the_longest_term_wins_at_each_place() -> None:
    lexicon = Lexicon({"party": ["party", "parties"], "state": ["State"], "state-party": ["State party"]})
    assert _found(lexicon, "a State party, a State and parties") == [
        ("state-party", "State party"),
        ("state", "State"),
        ("party", "parties"),
    ]


def test_a_term_is_a_whole_word() -> None:
    assert _found(Lexicon({"t": ["ton"]}), "tonight, Canton, ton") == [("t", "ton")]


def test_beside_chinese_characters_a_latin_term_stands_alone() -> None:
    assert _found(Lexicon({"s": ["SMART", "方案"]}), "全球SMART方案") == [("s", "SMART"), ("s", "方案")]


def test_a_star_takes_endings_and_brackets_are_optional() -> None:
    lexicon = Lexicon({"country": ["countr*"], "kit": ["kit(s)"]})
    assert _found(lexicon, "countries kits kit") == [
        ("country", "countries"),
        ("kit", "kits"),
        ("kit", "kit"),
    ]


def test_typography_makes_no_difference() -> None:
    lexicon = Lexicon({"ci": ["Côte d'Ivoire"], "na": ["non-parties to"]})
    assert _found(lexicon, "Côte\u00a0d’Ivoire, non–parties  to") == [
        ("ci", "Côte\u00a0d’Ivoire"),
        ("na", "non–parties  to"),
    ]


def test_clitics_are_no_part_of_the_term() -> None:
    assert _found(Lexicon({"f": ["فرنسا"]}, clitics="[وبل]"), "وفرنسا") == [("f", "فرنسا")]


def test_a_list_without_terms_finds_nothing() -> None:
    lexicon = Lexicon({})
    assert lexicon.find("anything") == []
    assert lexicon.at("anything", 0) is None
