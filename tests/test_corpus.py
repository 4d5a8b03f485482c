"""The layout of a corpus: what is an edition, what is refused, and in which order they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportdiff.corpus import Corpus, natural_order, read_corpus
from reportdiff.errors import CorpusError, EditionConflict, SeriesFileError


def put(root: Path, name: str, content: str = "1. A sample sentence.") -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def names(corpus: Corpus) -> list[str]:
    return [file.source for file in corpus.editions]


def lines(corpus: Corpus) -> list[str]:
    return [str(refusal.error) for refusal in corpus.refused]


def test_editions_stand_in_order_of_their_numbers_and_not_of_their_letters(tmp_path: Path) -> None:
    for edition in ("2025-10", "2025-2", "2024"):
        put(tmp_path, f"budget/en/{edition}.txt")
    assert [file.edition for file in read_corpus(tmp_path).editions] == ["2024", "2025-2", "2025-10"]


def test_an_edition_name_may_hold_dots_and_words(tmp_path: Path) -> None:
    put(tmp_path, "budget/en/2026-section-16.docx")
    assert read_corpus(tmp_path).editions[0].edition == "2026-section-16"


def test_the_highest_revision_speaks_for_its_edition(tmp_path: Path) -> None:
    for name in ("2016.txt", "2016.rev1.txt", "2016.rev2.pdf"):
        put(tmp_path, f"budget/en/{name}", name)
    corpus = read_corpus(tmp_path)
    assert names(corpus) == ["budget/en/2016.rev2.pdf"]
    assert corpus.editions[0].revision == 2
    assert [file.source for file in corpus.superseded] == ["budget/en/2016.txt", "budget/en/2016.rev1.txt"]
    assert corpus.refused == ()


@pytest.mark.parametrize("name", ["2016.v2", "2016 (1)", "2016_final", "2016-rev2", "2016.final.draft"])
def test_a_file_that_looks_like_another_version_of_an_edition_is_refused_and_told_how_to_be_named(
    tmp_path: Path, name: str
) -> None:
    put(tmp_path, "budget/en/2016.txt")
    put(tmp_path, f"budget/en/{name}.txt", "1. Another sample sentence.")
    corpus = read_corpus(tmp_path)
    assert names(corpus) == ["budget/en/2016.txt"]
    assert len(lines(corpus)) == 1
    assert "name it 2016.rev1.txt" in lines(corpus)[0]
    put(tmp_path, "budget/series.toml", f'editions = ["{name}"]')
    assert names(read_corpus(tmp_path)) == ["budget/en/2016.txt", f"budget/en/{name}.txt"]


@pytest.mark.parametrize("name", ["2016-2", "2016q1", "2016-section-16", "2017.v2", "2016a"])
def test_a_name_of_its_own_is_an_edition_of_its_own(tmp_path: Path, name: str) -> None:
    put(tmp_path, "budget/en/2016.txt")
    put(tmp_path, f"budget/en/{name}.txt", "1. Another sample sentence.")
    assert {file.edition for file in read_corpus(tmp_path).editions} == {"2016", name}


def test_two_files_for_one_corrigendum_are_both_refused(tmp_path: Path) -> None:
    for name in ("2016.txt", "2016.corr1.txt", "2016.corr1.pdf"):
        put(tmp_path, f"budget/en/{name}", name)
    corpus = read_corpus(tmp_path)
    assert corpus.corrigenda == ()
    assert len(corpus.refused) == 2


def test_a_corrigendum_is_kept_apart_from_the_editions(tmp_path: Path) -> None:
    put(tmp_path, "budget/en/2016.txt")
    put(tmp_path, "budget/en/2016.corr1.txt")
    corpus = read_corpus(tmp_path)
    assert names(corpus) == ["budget/en/2016.txt"]
    assert [file.source for file in corpus.corrigenda] == ["budget/en/2016.corr1.txt"]


def test_two_files_for_one_edition_are_both_refused_and_each_names_the_other(tmp_path: Path) -> None:
    put(tmp_path, "budget/en/2016.txt")
    put(tmp_path, "budget/en/2016.pdf")
    put(tmp_path, "budget/en/2017.txt")
    corpus = read_corpus(tmp_path)
    assert names(corpus) == ["budget/en/2017.txt"]
    assert all(isinstance(refusal.error, EditionConflict) for refusal in corpus.refused)
    assert any("2016.pdf: 2016.txt claims to be the same edition" in line for line in lines(corpus))
    assert {refusal.edition for refusal in corpus.refused} == {"2016"}


def test_files_outside_series_and_language_are_refused_with_the_command_that_reads_them(
    tmp_path: Path,
) -> None:
    put(tmp_path, "stray.txt")
    put(tmp_path, "budget/stray.txt")
    put(tmp_path, "budget/drafts of mine/stray.txt")
    put(tmp_path, "budget/en/deep/stray.txt")
    corpus = read_corpus(tmp_path)
    assert corpus.editions == ()
    assert len(lines(corpus)) == 4
    assert any("“drafts of mine” is no language code" in line for line in lines(corpus))
    assert sum(f"reportdiff parse {tmp_path}" in line for line in lines(corpus)) == 3


def test_notes_and_settings_beside_the_editions_are_no_editions(tmp_path: Path) -> None:
    for name in ("README.md", "budget/series.toml", "budget/truth.toml", "budget/en/.hidden"):
        put(tmp_path, name, "")
    corpus = read_corpus(tmp_path)
    assert (corpus.editions, corpus.refused) == ((), ())


def test_a_link_that_leads_out_of_the_corpus_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere.txt")
    put(tmp_path, "corpus/budget/en/2015.txt")
    (tmp_path / "corpus/budget/en/2016.txt").symlink_to(tmp_path / "elsewhere.txt")
    corpus = read_corpus(tmp_path / "corpus")
    assert names(corpus) == ["budget/en/2015.txt"]
    assert "leads out of the corpus" in lines(corpus)[0]


def test_one_series_and_one_language_can_be_asked_for(tmp_path: Path) -> None:
    for name in ("budget/en/2016.txt", "budget/zh/2016.txt", "report/en/2016.txt"):
        put(tmp_path, name)
    assert names(read_corpus(tmp_path, series="budget", language="zh")) == ["budget/zh/2016.txt"]


def test_a_language_that_is_not_there_is_an_error_that_names_those_that_are(tmp_path: Path) -> None:
    put(tmp_path, "budget/en/2016.txt")
    with pytest.raises(CorpusError, match="it holds: en"):
        read_corpus(tmp_path, language="fr")


def test_an_unknown_series_is_an_error_that_names_the_nearest(tmp_path: Path) -> None:
    put(tmp_path, "budget/en/2016.txt")
    with pytest.raises(CorpusError, match="did you mean “budget”"):
        read_corpus(tmp_path, series="bugdet")


def test_a_folder_that_is_not_there_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="--corpus"):
        read_corpus(tmp_path / "nowhere")


def test_a_mistake_in_one_series_file_leaves_the_other_series_alone(tmp_path: Path) -> None:
    put(tmp_path, "broken/series.toml", "title = ")
    put(tmp_path, "broken/en/2016.txt")
    put(tmp_path, "budget/en/2016.txt")
    corpus = read_corpus(tmp_path)
    assert names(corpus) == ["budget/en/2016.txt"]
    assert isinstance(corpus.refused[0].error, SeriesFileError)
    assert corpus.refused[0].series == "broken"


@pytest.mark.parametrize(
    ("smaller", "larger"), [("2", "10"), ("2025a", "2025b"), ("2025q1", "2025q2"), ("a", "b1")]
)
def test_natural_order_counts_digits_as_numbers(smaller: str, larger: str) -> None:
    assert natural_order(smaller) < natural_order(larger)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2021.txt.bak", "it looks like a program's copy of a file"),
        ("2021.txt~", "it looks like a program's copy of a file"),
        ("2022..txt", "its name is not <edition>.<extension>"),
        ("2022 .txt", "its name is not <edition>.<extension>"),
        ("20\u200f18.txt", "its name holds characters that cannot be seen"),
        ("20\u200b18.txt", "its name holds characters that cannot be seen"),
        ("2018\u202e.txt", "its name holds characters that cannot be seen"),
    ],
)
def test_what_only_looks_like_an_edition_is_refused(tmp_path: Path, name: str, said: str) -> None:
    put(tmp_path, f"budget/en/{name}")
    put(tmp_path, "budget/en/2015.txt")
    corpus = read_corpus(tmp_path)
    assert [file.edition for file in corpus.editions] == ["2015"]
    (refusal,) = corpus.refused
    assert said in str(refusal.error)
    assert str(refusal.error).isprintable()


def test_marks_stand_in_names_that_are_written_from_right_to_left(tmp_path: Path) -> None:
    put(tmp_path, "budget/ar/تقرير\u200f 2016.txt")
    assert read_corpus(tmp_path).refused == ()


def test_digits_of_other_scripts_are_numbers(tmp_path: Path) -> None:
    for name in ("2024", "２０２３", "2022", "٢٠٢١"):
        put(tmp_path, f"budget/en/{name}.txt")
    assert [file.edition for file in read_corpus(tmp_path).editions] == ["٢٠٢١", "2022", "２０２３", "2024"]
