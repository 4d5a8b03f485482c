"""The dictionary says what everything means, and is read from the database itself."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from reportdiff.store import VERSION, schema, schema_json, schema_markdown
from reportdiff.store._diagram import references
from small_store import rows

# The names that other stages, outputs and analysts rely on.
TABLES = [
    "series",
    "editions",
    "sections",
    "paragraphs",
    "comparisons",
    "links",
    "changes",
    "quantities",
    "quantity_changes",
    "treaty_counts",
    "treaty_reference",
    "concordances",
    "programmes",
    "programme_mentions",
    "programme_figures",
    "funding",
    "donors",
    "findings",
    "lineages",
    "reviews",
    "runs",
]
VIEWS = [
    "treaty_count_trend",
    "funding_trend",
    "programme_status",
    "programme_trend",
    "donor_lists",
    "donor_changes",
    "paragraph_history",
    "change_summary",
    "text_reuse",
    "quantity_changes_ranked",
    "treaty_reference_parties",
    "treaty_reference_check",
    "treaty_reference_joined",
    "paragraph_corrections",
    "revision_changes",
    "review_status",
]

MACROS = ["bigram_similarity", "paragraph_history", "search", "similar_to"]


def test_the_tables_and_views_of_the_design_are_there(small_database: Path) -> None:
    kinds = {table.name: table.kind for table in schema(small_database).tables}
    assert {name for name, kind in kinds.items() if kind == "table"} >= set(TABLES)
    assert {name for name, kind in kinds.items() if kind == "view"} == set(VIEWS)


def test_every_table_view_column_and_macro_says_what_it_means(small_database: Path) -> None:
    found = schema(small_database)
    silent = [table.name for table in found.tables if not table.comment]
    silent += [
        f"{table.name}.{column.name}"
        for table in found.tables
        for column in table.columns
        if not column.comment
    ]
    silent += [macro.name for macro in found.macros if not macro.comment]
    assert silent == []
    assert {macro.name for macro in found.macros} >= set(MACROS)


def test_every_table_has_a_primary_key_and_knows_its_vocabularies(small_database: Path) -> None:
    tables = [table for table in schema(small_database).tables if table.kind == "table"]
    assert [table.name for table in tables if not table.key] == []
    types = {f"{table.name}.{column.name}": column.type for table in tables for column in table.columns}
    assert types["links.relation"] == "ENUM('identical', 'figures', 'edited', 'rewritten')"
    assert types["findings.severity"] == "ENUM('error', 'warning', 'info')"
    assert types["programme_mentions.places"] == "VARCHAR[]"
    assert types["editions.date"] == "DATE"
    assert types["funding.amount"] == "DECIMAL(18,2)"


def test_every_table_and_view_says_its_grain(small_database: Path) -> None:
    found = schema(small_database).tables
    assert [table.name for table in found if not str(table.comment).startswith("One row")] == []


def test_the_dictionary_tells_columns_types_keys_and_nulls(small_database: Path) -> None:
    tables = {table.name: table for table in schema(small_database).tables}
    links = {column.name: column for column in tables["links"].columns}
    assert tables["links"].key == ("comparison_id", "link")
    assert links["old"].type == "VARCHAR[]"
    assert links["similarity"].nullable is False
    funding = {column.name: column for column in tables["funding"].columns}
    assert (funding["amount"].type, funding["amount"].nullable) == ("DECIMAL(18,2)", True)
    assert tables["text_reuse"].columns[0].nullable is None


def test_where_there_is_no_database_the_dictionary_is_that_of_an_empty_one(
    small_database: Path, tmp_path: Path
) -> None:
    assert schema(tmp_path / "none.duckdb") == schema(small_database)
    assert list(tmp_path.iterdir()) == []


def test_the_dictionary_is_that_of_the_file_and_not_of_the_program(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("COMMENT ON TABLE runs IS 'Changed | by \n hand.'")
        connection.execute("CREATE TABLE extra (a INTEGER)")
    found = {table.name: table for table in schema(database).tables}
    assert found["runs"].comment == "Changed | by \n hand."
    assert found["extra"].columns[0].comment is None
    assert "### extra" in schema_markdown(database)


def test_the_json_form_holds_all_of_it(small_database: Path) -> None:
    found = json.loads(schema_json(small_database))
    assert found["version"] == VERSION
    assert [table["name"] for table in found["tables"]] == [
        table.name for table in schema(small_database).tables
    ]
    (macro,) = [macro for macro in found["macros"] if macro["name"] == "search"]
    assert (macro["kind"], macro["parameters"]) == ("table_macro", ["words"])


def test_the_page_in_the_docs_is_true(project: Path, tmp_path: Path) -> None:
    page = (project / "docs" / "schema.md").read_text(encoding="utf-8")
    printed = schema_markdown(tmp_path / "none.duckdb")
    assert page == printed, "stale: reportdiff schema --database none > docs/schema.md"


def test_the_diagram_shows_what_refers_to_what(small_database: Path) -> None:
    page = schema_markdown(small_database)
    assert 'editions ||--o{ paragraphs : "edition_id"' in page
    assert 'editions ||--o{ comparisons : "old_edition_id"' in page
    assert 'comparisons ||--o{ links : "comparison_id"' in page
    assert 'paragraphs ||--o{ donors : "edition_id, address"' in page
    assert 'sections |o--o{ paragraphs : "edition_id, section"' in page


def test_what_the_diagram_shows_holds_in_a_database(small_database: Path) -> None:
    found = references(schema(small_database).tables)
    assert found
    for one in found:
        pairs = zip(one.columns, one.key, strict=True)
        named = " AND ".join(f't."{column}" = o."{key}"' for column, key in pairs)
        known = " AND ".join(f't."{column}" IS NOT NULL' for column in one.columns)
        lost = f"SELECT count(*) FROM {one.table} t ANTI JOIN {one.owner} o ON {named} WHERE {known}"  # noqa: S608
        assert rows(small_database, lost) == [(0,)], one


def test_the_diagram_says_which_references_may_be_missing(small_database: Path) -> None:
    optional = {(one.table, one.owner) for one in references(schema(small_database).tables) if one.optional}
    assert ("paragraphs", "sections") in optional
    assert ("findings", "comparisons") in optional
    assert ("links", "comparisons") not in optional


def test_every_table_of_the_reports_is_in_the_diagram(small_database: Path) -> None:
    tables = schema(small_database).tables
    drawn = {name for one in references(tables) for name in (one.table, one.owner)}
    assert {one.name for one in tables if one.kind == "table"} - drawn == {
        "runs",
        "store_version",
        "treaty_reference",
    }


def test_the_functions_of_query_alone_are_told_apart(small_database: Path) -> None:
    page = schema_markdown(small_database)
    assert "`fuzz_ratio(one, other)` → DOUBLE" in page.partition("## Functions of `reportdiff query`")[2]


def test_the_file_is_written_for_older_clients_too(small_database: Path) -> None:
    with duckdb.connect(str(small_database), read_only=True) as connection:
        found = connection.execute(
            "SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal"
        ).fetchone()
    assert found is not None
    assert "v1.0.0" in str(found[0])


def test_every_vocabulary_says_what_its_words_are_for(small_database: Path) -> None:
    found = schema(small_database)
    assert [one.name for one in found.vocabularies if not one.comment] == []
    severities = next(one for one in found.vocabularies if one.name == "finding_severity")
    assert severities.words == ("error", "warning", "info")
    assert "- `finding_severity`: `error`, `warning`, `info`." in schema_markdown(small_database)
