"""series.toml: what it says, and that each mistake in it gets one line that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportdiff.errors import SeriesFileError
from reportdiff.series import Series, read_series_file


def described(folder: Path, text: str) -> Series:
    (folder / "series.toml").write_text(text, encoding="utf-8")
    return read_series_file(folder)


def test_a_folder_without_a_series_file_is_a_series_named_after_itself(tmp_path: Path) -> None:
    assert read_series_file(tmp_path) == Series(tmp_path.name)


def test_everything_a_series_file_says_is_kept(tmp_path: Path) -> None:
    series = described(
        tmp_path,
        'title = "T"\nreference_language = "zh"\nlanguages = ["zh", "en"]\nsample = true\n'
        '[symbols]\npattern = ["A/{year}/1", "B/{next_year}/2"]\n'
        '[symbols.exceptions]\n2014 = "A/2014/1/Rev.1"\n',
    )
    assert (series.title, series.reference_language, series.languages) == ("T", "zh", ("zh", "en"))
    assert series.sample
    assert series.symbol("2016") == "A/2016/1–B/2017/2"
    assert series.symbol("2014") == "A/2014/1/Rev.1"


def test_an_edition_without_a_year_has_no_symbol(tmp_path: Path) -> None:
    assert described(tmp_path, '[symbols]\npattern = "A/{year}"').symbol("spring") is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title = ", "not valid TOML"),
        ('tilte = "T"', "did you mean “title”"),
        ("title = 3", "“title” is not text in quotes"),
        ('sample = "yes"', "“sample” is not true or false"),
        ('languages = ["Chinese!"]', "“Chinese!” is no language code"),
        ('reference_language = "fr"\nlanguages = ["zh"]', "not among its languages"),
        ('[symbols]\npattern = "A/{month}"', "holds more than {year} and {next_year}"),
        ('[symbols]\npatern = "A/{year}"', "“symbols” holds more than"),
        ("languages = [1]", "“languages” is not text or a list of texts"),
    ],
)
def test_each_mistake_is_named_with_its_file(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(SeriesFileError) as caught:
        described(tmp_path, text)
    assert says in str(caught.value)
    assert f"{tmp_path.name}/series.toml" in str(caught.value)


def test_a_series_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "series.toml").write_bytes("title = '报告'".encode("gb18030"))
    with pytest.raises(SeriesFileError, match="UTF-8"):
        read_series_file(tmp_path)


def test_aliases_beside_the_series_file_are_kept(tmp_path: Path) -> None:
    (tmp_path / "aliases.toml").write_text('"A printed name" = "one-name"', encoding="utf-8")
    assert read_series_file(tmp_path).aliases == {"A printed name": "one-name"}


def test_an_alias_that_stands_for_nothing_is_named_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "aliases.toml").write_text('"A printed name" = 3', encoding="utf-8")
    with pytest.raises(SeriesFileError, match=r"aliases\.toml: “A printed name” stands for no name"):
        read_series_file(tmp_path)


def test_a_symbol_may_reckon_from_the_year_and_differ_in_a_span_of_years(tmp_path: Path) -> None:
    series = described(
        tmp_path,
        '[symbols]\npattern = "A/{year-1945}/1"\n'
        '[symbols.exceptions]\n"1998..2007" = "B/{year+1}/2"\n2003 = ["B/9", "C/{next_year}"]\n2020 = []\n'
        '[symbols.corrigenda]\n2016 = ["A/71/1/Corr.1", ["A/71/1/Corr.2", "S/2016/9/Corr.2"]]\n',
    )
    assert series.symbols_of("2023") == ("A/78/1",)
    assert series.symbols_of("1998") == series.symbols_of("1998a") == ("B/1999/2",)
    assert series.symbols_of("2003") == ("B/9", "C/2004")
    assert series.symbols_of("2020") == ()
    assert series.symbol("2020") is None
    assert series.corrigenda == {"2016": (("A/71/1/Corr.1",), ("A/71/1/Corr.2", "S/2016/9/Corr.2"))}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[symbols.exceptions]\n"../../2016" = "A/1"', "is no name of an edition"),
        ('[symbols.exceptions]\n"20/16" = "A/1"', "is no name of an edition"),
        ('[symbols.exceptions]\n".2016" = "A/1"', "is no name of an edition"),
        ('[symbols.exceptions]\n"2016\\u0000" = "A/1"', "is no name of an edition"),
        ('[symbols.corrigenda]\n"1998..2007" = "A/1/Corr.1"', "is no name of an edition"),
        ("[symbols.corrigenda]\n2016 = 3", "“symbols.corrigenda” is not text or a list of texts"),
        ('[symbols.corrigenda]\n2016 = [["A", 3]]', "“symbols.corrigenda” is not text or a list of texts"),
        ("symbols = {corrigenda = 3}", "the tables exceptions and corrigenda"),
        ('[symbols.exceptions]\n2016 = "A/{year.__class__}"', "holds more than {year} and {next_year}"),
        ('[symbols]\npattern = "A/{year!r}"', "holds more than {year} and {next_year}"),
        ('[symbols]\npattern = "A/{{year}}"', "holds more than {year} and {next_year}"),
        ('[symbols]\npattern = "A/{year-99999999}"', "holds more than {year} and {next_year}"),
        ('[symbols]\npattern = "A/1\\r\\nHost: elsewhere"', "is no document symbol"),
        ('[symbols]\npattern = ""', "is no document symbol"),
        ('[symbols]\npattern = "A/{y\\n}"', "is no document symbol"),
        (f'[symbols]\npattern = "{"A" * 200}"', "is no document symbol"),
        (f"editions = {'[' * 20_000}{']' * 20_000}", "not valid TOML"),
        (f"editions = {'9' * 10_000}", "not valid TOML"),
        (f"# {'x' * (1 << 20)}", "larger than 1 MB"),
    ],
)
def test_a_hostile_series_file_gets_one_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(SeriesFileError) as caught:
        described(tmp_path, text)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500
