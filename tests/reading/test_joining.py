"""Words that a line end breaks lose its hyphen, unless the document or its language has them with one."""

from __future__ import annotations

import pytest

from reportdiff.reading._joining import Joiner


def read(*lines: str, language: str) -> str:
    return Joiner(lines, language).join_all(lines)[0]


@pytest.mark.parametrize(
    ("language", "before", "after", "word"),
    [
        ("en", "the firm ac-", "counted for it", "accounted"),
        ("en", "a well-", "known sample", "well-known"),
        ("fr", "une zone démili-", "tarisée", "démilitarisée"),
        ("fr", "le sous-", "secrétaire", "sous-secrétaire"),
        ("es", "la comuni-", "cación", "comunicación"),
        ("es", "un plan político-", "económico", "político-económico"),
        ("ru", "новое зако-", "нодательство", "законодательство"),
        ("ru", "кто-", "либо из них", "кто-либо"),
    ],
)
def test_a_hyphen_goes_unless_the_language_has_it(language: str, before: str, after: str, word: str) -> None:
    assert word in read(before, after, language=language).split()


def test_the_document_s_own_form_comes_before_the_language_s() -> None:
    assert read("в это мес-", "то они пришли", "место пусто", language="ru").startswith("в это место")
    assert read("a demi-", "litarized zone", "a demilitarized one", language="fr").startswith(
        "a demilitarized"
    )


def test_another_form_of_the_word_in_the_document_is_enough() -> None:
    lines = ("меры и зако-", "нодательстве о них", "законодательство вступило в силу")
    assert read(*lines, language="ru").startswith("меры и законодательстве")


def test_a_word_hyphened_within_a_line_keeps_its_hyphen() -> None:
    lines = ("the harbour-", "master met a harbour-master", "elsewhere")
    assert read(*lines, language="en").startswith("the harbour-master met")


def test_patterns_of_one_language_say_nothing_of_another() -> None:
    assert read("a vis-", "à visit", language="en") == "a vis-à visit"
    assert "demijohn" in read("a full demi-", "john of sample wine", language="en")


def test_a_space_before_the_hyphen_at_a_line_end_is_no_dash_where_the_document_has_the_word() -> None:
    lines = ("it cost ten cou -", "ronnes a day", "all couronnes were spent")
    assert read(*lines, language="fr").startswith("it cost ten couronnes")
    assert read("the unit -", "which met - went on", "the unit met", language="en").startswith(
        "the unit - which"
    )


def test_an_address_goes_on_with_letters_and_figures_that_are_no_word() -> None:
    lines = [
        "Samples (www.example.org/posts/ab3Cd9Ef",
        "7gh2Ij5Kl8Mn4Op) were kept.",
        "See www.example.org",
        "2030 programmes.",
    ]
    assert (
        read(*lines[:2], language="en")
        == "Samples (www.example.org/posts/ab3Cd9Ef7gh2Ij5Kl8Mn4Op) were kept."
    )
    assert read(*lines[2:], language="en") == "See www.example.org 2030 programmes."


def test_a_document_that_breaks_no_words_keeps_the_hyphens_at_its_line_ends() -> None:
    lines = ["The costs of the garden are paid by garden-", "loving people, and the rest is paid by others."]
    assert Joiner(lines, "und").join(*lines) == ("".join(lines), 0)


def test_a_dash_at_the_end_of_a_line_stays_a_dash() -> None:
    before, after = "Le jardin et le verger -", "deux belles choses - restent ouverts."
    assert Joiner([before, after], "fr").join(before, after) == (f"{before} {after}", 0)
