"""The command line: what goes to stdout, how it exits, and that bad input gets one clear line."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.conftest import put, sample
from reportdiff.cli import app
from reportdiff.errors import ReportdiffError

COMMANDS = (
    "run",
    "fetch",
    "parse",
    "compare",
    "facts",
    "query",
    "history",
    "schema",
    "reference",
    "audit",
    "export",
)


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def reportdiff(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it, in a process of its own."""
    command = [sys.executable, "-c", "from reportdiff.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return put(tmp_path, "office/en/2015.txt", sample(2015))


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return put(tmp_path, "office/en/2016.txt", sample(2016, countries=14, money=45))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = call(command, "--help")
    assert result.exit_code == 0
    assert f"Example: reportdiff {command}" in " ".join(result.stdout.split())


def test_parse_prints_the_documented_form(new: Path) -> None:
    report = json.loads(call("parse", new, "--json").stdout)
    assert list(report)[:7] == ["series", "edition", "language", "symbol", "title", "meta", "sections"]
    assert (report["series"], report["edition"], report["language"]) == ("office", "2016", "en")
    assert set(report["meta"]) == {"date", "session", "agenda_item", "period"}
    assert set(report["sections"][0]) == {"id", "parent", "level", "label", "heading"}
    keys = {"address", "number", "label", "section", "kind", "text", "page", "line"}
    assert all(set(paragraph) == keys for paragraph in report["paragraphs"])
    assert [p["address"] for p in report["paragraphs"] if p["kind"] == "body"] == ["1", "2", "3"]


def test_parse_as_text_shows_headings_and_addresses(new: Path) -> None:
    text = call("parse", new).stdout
    assert "# I. Introduction" in text
    assert "  3  Voluntary pledges for 2016" in text
    assert "not understood" in text


def test_compare_prints_the_documented_form(old: Path, new: Path) -> None:
    comparison = json.loads(call("compare", old, new, "--json").stdout)
    assert list(comparison) == ["old", "new", "links", "added", "dropped"]
    relations = {tuple(link["new"]): link["relation"] for link in comparison["links"]}
    assert relations[("2",)] == "identical"
    assert relations[("3",)] == "figures"
    assert all("signals" not in link for link in comparison["links"])


def test_compare_explains_each_link_when_asked(old: Path, new: Path) -> None:
    comparison = json.loads(call("compare", old, new, "--json", "--explain").stdout)
    assert all(link["signals"] for link in comparison["links"])


def test_compare_writes_a_summary_to_a_file(old: Path, new: Path, tmp_path: Path) -> None:
    result = call("compare", old, new, "--markdown", tmp_path / "changes.md")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "2016" in (tmp_path / "changes.md").read_text(encoding="utf-8")


def test_compare_writes_a_page_that_asks_for_nothing_else(old: Path, new: Path, tmp_path: Path) -> None:
    assert call("compare", old, new, "--html", tmp_path / "changes.html").exit_code == 0
    page = (tmp_path / "changes.html").read_text(encoding="utf-8")
    assert "<!doctype html>" in page[:200].lower()
    assert "<table>" in page
    assert "2016" in page
    assert not re.search(r"src=|@import|url\(|<link|href=\"(?!#)", page)


def test_compare_says_when_the_two_reports_are_in_different_languages(old: Path, tmp_path: Path) -> None:
    chinese = put(
        tmp_path, "office/zh/2016.txt", "一. 导言\n\n1. 这是为测试而写的示例文本，说明办公室的工作。\n"
    )
    result = reportdiff("compare", old, chinese)
    assert "note: the first report is in en, the second in zh" in result.stderr


def test_facts_prints_the_documented_form_and_every_quote_is_its_words(new: Path) -> None:
    texts = {p["address"]: p["text"] for p in json.loads(call("parse", new, "--json").stdout)["paragraphs"]}
    facts = json.loads(call("facts", new, "--json").stdout)
    assert {"treaty_counts", "funding", "donors", "programmes", "quantities"} <= set(facts)
    assert facts["funding"][0]["amount"] == 45_000_000
    found = [fact for kind in ("funding", "quantities") for fact in facts[kind]]
    assert found
    assert all(fact["quote"] == texts[fact["address"]][fact["start"] : fact["end"]] for fact in found)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database made by the command itself."""
    folder = tmp_path_factory.mktemp("run")
    put(folder, "corpus/office/en/2015.txt", sample(2015))
    put(folder, "corpus/office/en/2016.txt", sample(2016, countries=14, money=45))
    put(folder, "corpus/office/en/2017.txt", b"")
    result = reportdiff("run", "--corpus", folder / "corpus", "--output", folder / "out")
    assert result.returncode == 0, result.stderr
    assert "refused: office/en/2017.txt" in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout.count("\n") == 1
    assert str(folder / "out/index.md") in result.stdout
    return folder / "out/reportdiff.duckdb"


def test_query_answers_in_every_format(database: Path) -> None:
    sql = "SELECT edition, language FROM editions ORDER BY edition"
    rows = [{"edition": "2015", "language": "en"}, {"edition": "2016", "language": "en"}]
    assert json.loads(call("query", sql, "--database", database, "--format", "json").stdout) == rows
    text = call("query", sql, "--database", database, "--format", "csv").stdout
    assert list(csv.DictReader(io.StringIO(text))) == rows
    markdown = call("query", sql, "--database", database, "--format", "markdown").stdout
    assert markdown.splitlines()[:3] == ["| edition | language |", "| --- | --- |", "| 2015 | en |"]
    assert "2016      en" in call("query", sql, "--database", database).stdout


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM editions",
        "SELECT 1; DROP TABLE editions",
        "COPY editions TO 'x.csv'",
        "FROM 'x.csv'",
        "SELEC",
    ],
)
def test_query_only_reads_and_says_so_in_one_line(database: Path, sql: str) -> None:
    result = reportdiff("query", sql, "--database", database)
    assert result.returncode == 1
    assert result.stderr.startswith("reportdiff: ")
    assert result.stderr.count("\n") == 1


CONTRADICTING = """Sample text, written for a test

I. Treaties

1. At the end of {year} the Convention against Corruption had {parties} parties.

2. Voluntary pledges for {year} came to $40 million.
"""


@pytest.fixture
def falling(tmp_path: Path) -> Path:
    """A corpus whose second edition states fewer parties than the first."""
    for year, parties in ((2009, 143), (2010, 140)):
        put(tmp_path, f"corpus/office/en/{year}.txt", CONTRADICTING.format(year=year, parties=parties))
    return tmp_path / "corpus"


def test_audit_brings_the_database_up_to_date_and_shows_findings_as_text_and_json(
    falling: Path, tmp_path: Path
) -> None:
    database = tmp_path / "out" / "reportdiff.duckdb"
    first = reportdiff("audit", "--corpus", falling, "--database", database, "--severity", "warning")
    assert first.returncode == 0, first.stderr
    message = "uncac: 140 parties here, after 143 in the 2009 edition: the count falls."
    assert first.stdout.splitlines() == [
        "office · en",
        f"  warning  2010 1: count-falls: {message}",
        "1 findings: 0 error, 1 warning, 0 info",
    ]
    (finding,) = json.loads(call("audit", "--database", database, "--kind", "count-falls", "--json").stdout)
    assert (finding["edition"], finding["address"], finding["severity"]) == ("2010", "1", "warning")
    assert json.loads(call("audit", "--database", database, "--series", "other", "--json").stdout) == []
    assert (
        json.loads(
            call(
                "audit", "--database", database, "--edition", "2009", "--kind", "count-falls", "--json"
            ).stdout
        )
        == []
    )
    assert call("audit", "--database", database, "--fail-on", "error").exit_code == 0
    assert call("audit", "--database", database, "--fail-on", "warning").exit_code == 3


def test_a_status_list_is_loaded_and_stated_counts_are_held_against_it(falling: Path, tmp_path: Path) -> None:
    database = tmp_path / "out" / "reportdiff.duckdb"
    assert reportdiff("run", "--corpus", falling, "--output", database.parent).returncode == 0
    rows = "".join(f"Place of {n}th,,1 Jan 2008 a\n" for n in range(143))
    status = put(tmp_path, "18-14.csv", "Participant,Signature,Accession(a)\n" + rows)
    arguments = ("reference", status, "--database", database, "--as-of", "2011-01-01", "--source", "Ours")
    loaded = reportdiff(*arguments)
    assert loaded.stdout.startswith("1 status lists with 143 parties (1 new or changed)"), loaded.stderr
    assert "not known as a State or organization: Place of 0th" in loaded.stderr
    assert "nothing new" in call(*arguments).stdout
    found = json.loads(call("audit", "--database", database, "--kind", "reference-differs", "--json").stdout)
    assert [(one["edition"], one["address"], one["severity"]) for one in found] == [
        ("2010", "1", "warning"),
    ]


def test_schema_is_read_from_the_database_in_both_formats(database: Path) -> None:
    assert "treaty_count_trend" in call("schema", "--database", database).stdout
    assert json.loads(call("schema", "--database", database, "--format", "json").stdout)


def test_export_writes_files_with_their_dictionary_and_leaves_other_folders_alone(
    database: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "export"
    done = call("export", folder, "--database", database, "--format", "csv")
    assert done.exit_code == 0
    assert re.fullmatch(r"\d\d tables in .*\n", done.stdout)
    assert (folder / "csv" / "editions.csv").exists()
    assert (folder / "dictionary.md").exists()
    refused = reportdiff("export", database.parent, "--database", database)
    assert refused.returncode == 1
    assert "was not made by an export; name a new or an empty one" in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_bad_input_ends_with_one_line_and_exit_code_1(tmp_path: Path, old: Path) -> None:
    empty = put(tmp_path, "empty.txt", b"")
    for arguments in (
        ("parse", empty),
        ("parse", tmp_path / "nowhere.txt"),
        ("parse", tmp_path),
        ("facts", empty),
        ("compare", old, empty),
        ("run", "--corpus", tmp_path / "nowhere"),
        ("query", "SELECT 1", "--database", tmp_path / "nowhere.duckdb"),
        ("audit", "--database", tmp_path / "nowhere.duckdb"),
        ("audit", "--corpus", tmp_path / "nowhere", "--database", tmp_path / "nowhere.duckdb"),
        ("reference", tmp_path / "nowhere.csv", "--database", tmp_path / "nowhere.duckdb"),
        ("reference", tmp_path, "--database", tmp_path / "nowhere.duckdb"),
    ):
        result = reportdiff(*arguments)
        assert result.returncode == 1, arguments
        assert result.stdout == "", arguments
        assert result.stderr.startswith("reportdiff: "), result.stderr
        assert result.stderr.count("\n") == 1, result.stderr


def test_wrong_usage_ends_with_exit_code_2() -> None:
    assert call("parse").exit_code == 2
    assert call("frobnicate").exit_code == 2
    assert call("query", "SELECT 1", "--format", "xml").exit_code == 2
    assert call("audit", "--severity", "bad").exit_code == 2
    assert call("reference", "x.csv", "--as-of", "yesterday").exit_code == 2


def test_errors_reach_main_as_ours(tmp_path: Path) -> None:
    result = call("parse", tmp_path / "nowhere.txt")
    assert isinstance(result.exception, ReportdiffError)
