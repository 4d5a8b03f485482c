"""An analyst may read everything in the database and nothing beside it."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from rapidfuzz import fuzz

from reportdiff.errors import QueryError, StoreError
from reportdiff.store import query, schema


def test_rows_come_with_columns_and_types(small_database: Path) -> None:
    found = query(
        small_database, "SELECT edition, position, DATE '2020-01-02' AS d FROM editions ORDER BY 1 LIMIT 1"
    )
    assert found.columns == ("edition", "position", "d")
    assert found.types == ("VARCHAR", "INTEGER", "DATE")
    assert [str(value) for value in found.rows[0]] == ["2019", "1", "2020-01-02"]
    assert not found.truncated


@pytest.mark.parametrize(
    "sql",
    [
        "FROM runs",
        "WITH e AS (FROM editions) SELECT count(*) FROM e",
        "VALUES (1)",
        "DESCRIBE editions",
        "SHOW TABLES",
        "SUMMARIZE editions",
        "EXPLAIN SELECT 1",
        'EXPLAIN (FORMAT json) SELECT \'ANALYZE\', "analyze" FROM (SELECT 1 AS "analyze")',
        "PIVOT programme_status ON edition USING first(status) GROUP BY programme",
        "SELECT 1;",
        "SELECT bigram_similarity('中国人民', '中国国民')",
        "FROM search('sample treaty')",
        "FROM paragraph_history('2')",
        "SELECT fuzz_ratio('a', 'b')",
        "SELECT ';' -- not ; two",
    ],
)
def test_whatever_reads_is_allowed(small_database: Path, sql: str) -> None:
    assert query(small_database, sql).rows


WAYS_OUT = [
    "EXPLAIN ANALYZE SELECT 1",
    "explain /* 中文 */ (analyse, FORMAT json) SELECT 1",
    "/* a */ EXPLAIN -- 中文\n ANALYZE CREATE TEMP TABLE t AS SELECT 1",
    "COPY editions TO '{folder}/out.csv'",
    "COPY (SELECT 1) TO '{folder}/out.parquet' (FORMAT parquet)",
    "COPY reviews FROM '{folder}/secret.csv'",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{folder}/out.csv'",
    "EXPORT DATABASE '{folder}/out'",
    "IMPORT DATABASE '{folder}/out'",
    "ATTACH '{folder}/out.duckdb' AS other",
    "ATTACH ':memory:' AS other",
    "INSTALL httpfs",
    "LOAD '{folder}/secret.csv'",
    "FROM read_csv('{folder}/secret.csv')",
    "FROM read_text('{folder}/secret.csv')",
    "FROM read_blob('{folder}/secret.csv')",
    "FROM read_json('{folder}/secret.csv')",
    "FROM parquet_metadata('{folder}/secret.csv')",
    "FROM sniff_csv('{folder}/secret.csv')",
    "FROM '{folder}/secret.csv'",
    "FROM glob('{folder}/*')",
    "PIVOT read_csv('{folder}/secret.csv') ON a USING sum(b)",
    "FROM query('COPY (SELECT 1) TO ''{folder}/out.csv''')",
    "FROM duckdb_secrets()",
    "SELECT getenv('HOME')",
    "FROM in_python",
]
WRITES = [
    "DELETE FROM runs",
    "UPDATE runs SET corpus = 'mine'",
    "INSERT INTO runs SELECT * FROM runs",
    "EXPLAIN ANALYZE DELETE FROM runs",
    "WITH gone AS (DELETE FROM runs RETURNING *) FROM gone",
    "DROP TABLE runs",
    "CREATE TABLE mine (a INTEGER)",
    "CREATE TEMP TABLE mine AS SELECT 1",
    "CREATE OR REPLACE VIEW text_reuse AS SELECT 1",
    "COMMENT ON TABLE runs IS 'mine'",
    "ALTER TABLE runs ADD COLUMN mine INTEGER",
    "CHECKPOINT",
    "VACUUM",
    "BEGIN TRANSACTION",
    "PREPARE mine AS DELETE FROM runs",
    "CALL pragma_version()",
]
SETTINGS = [
    "SET enable_external_access = true",
    "SET GLOBAL lock_configuration = false",
    "RESET enable_external_access",
    "PRAGMA enable_profiling",
    "PRAGMA enable_logging",
    "USE memory",
    "SET VARIABLE mine = 1",
    "SELECT 1; SET lock_configuration = false",
    "SELECT 1; SELECT 2",
]


@pytest.mark.parametrize("sql", WAYS_OUT + WRITES + SETTINGS)
def test_whatever_does_more_than_reading_is_refused_in_one_line(
    small_database: Path, tmp_path: Path, sql: str
) -> None:
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    in_python = pd.DataFrame({"a": [1]})
    before = small_database.read_bytes()
    with pytest.raises(QueryError) as refused:
        query(small_database, sql.format(folder=tmp_path))
    assert "\n" not in str(refused.value)
    assert small_database.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["secret.csv"]
    assert len(in_python) == 1


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("SELEC 1", 'Parser Error: syntax error at or near "SELEC"'),
        ("SELECT nothing FROM editions", 'Binder Error: .*"nothing"'),
        ("FROM nowhere", "Table with name nowhere does not exist"),
        ("SELECT CAST('x' AS INTEGER)", "Conversion Error"),
        ("", "one statement is expected, not 0"),
        (" ; ", "one statement is expected, not 0"),
        ("-- a remark", "one statement is expected, not 0"),
        ("SELECT 1; SELECT 2", "one statement is expected, not 2"),
        ("DROP TABLE runs", "DROP is not allowed: the database can only be read; ask with SELECT"),
        ("SELECT '\ud800'", "not Unicode"),
    ],
)
def test_wrong_sql_is_said_in_one_line(small_database: Path, sql: str, words: str) -> None:
    with pytest.raises(QueryError, match=words) as refused:
        query(small_database, sql)
    assert "\n" not in str(refused.value)


def test_rows_beyond_the_limit_are_left_out_and_said_to_be(small_database: Path) -> None:
    assert query(small_database, "FROM range(10)", limit=3).rows == ((0,), (1,), (2,))
    assert query(small_database, "FROM range(10)", limit=3).truncated
    assert not query(small_database, "FROM range(3)", limit=3).truncated
    assert query(small_database, "FROM range(3)", limit=0).rows == ()


def test_a_query_without_end_is_stopped(small_database: Path) -> None:
    endless = "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range + b.range = 7"
    with pytest.raises(QueryError, match="took too long"):
        query(small_database, endless, seconds=0.05)


def test_without_a_database_the_way_to_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no database; run `reportdiff run` first"):
        query(tmp_path / "none.duckdb", "SELECT 1")
    assert list(tmp_path.iterdir()) == []


def test_decimals_stay_decimals(small_database: Path) -> None:
    assert query(small_database, "SELECT max(amount) FROM funding").rows == ((Decimal("1200.50"),),)


def test_similarity_of_character_pairs_is_right_for_any_script(small_database: Path) -> None:
    def similarity(one: str, other: str) -> float:
        sql = "SELECT bigram_similarity('" + one + "', '" + other + "')"
        return float(query(small_database, sql).rows[0][0])

    assert similarity("中国人民", "中国国民") == pytest.approx(1 / 3)
    assert similarity("abcd", "abcd") == 1.0
    assert similarity("abcd", "wxyz") == 0.0
    assert similarity("中", "国") == 0.0
    assert similarity("中", "中") == 1.0
    assert similarity("", "") == 1.0
    assert similarity("aaaa", "aa") == 1.0


def test_search_asks_for_every_word_in_any_order_and_case(small_database: Path) -> None:
    def addresses(words: str) -> list[str]:
        return [f"{row[2]}#{row[3]}" for row in query(small_database, f"FROM search('{words}')").rows]

    assert addresses("TREATY sample 2020") == ["2020#2"]
    assert addresses("2020 nowhere") == []
    assert addresses("donors   sweden") == ["2020#5", "2021#5"]


# --------------------------------------------------------------------------------- rapidfuzz


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ("fuzz_ratio('中国人民', '中国国民')", 75.0),
        ("fuzz_ratio('abcd', 'wxyz')", 0.0),
        ("fuzz_ratio('', '')", 100.0),
        ("partial_ratio('枪支', '贩运枪支的样本')", 100.0),
        ("token_sort_ratio('a sample report', 'report a sample')", 100.0),
        ("token_set_ratio('sample report', 'a sample of a report')", 100.0),
        ("edit_distance('中', '国')", 1),
        ("edit_distance('kitten', 'sitting')", 3),
        ("fuzz_ratio(NULL, 'a')", None),
        ("edit_distance('a', NULL)", None),
    ],
)
def test_a_query_may_use_string_distances_that_count_characters(
    small_database: Path, call: str, found: float | None
) -> None:
    ((value,),) = query(small_database, f"SELECT {call}").rows
    assert value == (None if found is None else pytest.approx(found))


def test_string_distances_work_on_columns(small_database: Path) -> None:
    found = query(
        small_database,
        "SELECT o.text, n.text, fuzz_ratio(o.text, n.text)"
        " FROM paragraphs o JOIN paragraphs n USING (address)"
        " WHERE o.edition_id LIKE '%2019%' AND n.edition_id LIKE '%2020%'",
    )
    assert len(found.rows) == 6
    assert [row[2] for row in found.rows] == [fuzz.ratio(old, new) for old, new, _ in found.rows]


@pytest.mark.parametrize(
    "call", ["fuzz_ratio('a')", "fuzz_ratio(1, 2)", "fuzz_ratio('a', ['b'])", "edit_distance('a', 'b', 'c')"]
)
def test_a_string_distance_of_anything_but_two_strings_is_refused_in_one_line(
    small_database: Path, call: str
) -> None:
    with pytest.raises(QueryError, match="No function matches") as refused:
        query(small_database, f"SELECT {call}")
    assert "\n" not in str(refused.value)


def test_every_function_that_is_described_is_there_with_the_type_it_is_said_to_give(
    small_database: Path,
) -> None:
    for function in schema(small_database).functions:
        assert query(small_database, f"SELECT {function.name}('a', 'b')").types == (function.type,)


def test_string_distances_leave_the_database_as_it_is(small_database: Path) -> None:
    before = small_database.read_bytes()
    query(small_database, "SELECT fuzz_ratio(text, text) FROM paragraphs")
    assert small_database.read_bytes() == before


def test_no_progress_bar_goes_among_the_data(small_database: Path) -> None:
    asked = (
        "import sys; from pathlib import Path; from reportdiff.store import query, published\n"
        "asked = \"SELECT current_setting('enable_progress_bar')\"\n"
        "print(query(Path(sys.argv[1]), asked).rows)\n"
        "with published(Path(sys.argv[1])) as connection: print(connection.execute(asked).fetchall())\n"
    )
    # In a program without a file DuckDB takes a person to be watching.
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", asked, str(small_database)], capture_output=True, text=True, check=True
    )
    assert told.stdout == "((False,),)\n[(False,)]\n"


def test_the_settings_stay_locked(small_database: Path) -> None:
    locked = query(small_database, "SELECT current_setting('lock_configuration')")
    assert locked.rows == ((True,),)
