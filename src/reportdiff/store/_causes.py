"""What made rows be as they are: a first comparison, words that changed, or only reportdiff itself.

The published database is attached as `published` while the next state is built, so that rows can be held
against those that they replace, whatever layout those have.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import duckdb

from reportdiff.store._items import OWNERS, STAGED, STAGES, Name

# What says that a row tells the same as before. Scores and ranks may move without being another result.
_TELLING = {
    "links": ("old", "new", "relation", "shape", "moved", "renumbered", "review"),
    "unlinked": ("what", "address"),
    "changes": ("what", "old", "new"),
    "quantity_changes": ("old_address", "old_start", "new_address", "new_start", "old_value", "new_value"),
}
# And the paragraphs that it is about, in the old and in the new edition, as lists of addresses.
_ABOUT = {
    "links": ("old", "new"),
    "unlinked": ("CASE what WHEN 'dropped' THEN [address] END", "CASE what WHEN 'added' THEN [address] END"),
    "changes": ("old", "new"),
    "quantity_changes": ("[old_address]", "[new_address]"),
}
# What tells only when and why a row was written; and what every run brings up to date.
_ABOUT_WRITING = {"run_id", "extractor", "cause"}
_DESCRIBED = {"editions": {"position", "follows", "corpus", "source"}}


def keep_unchanged(connection: duckdb.DuckDBPyConnection, names: Collection[Name]) -> list[Name]:
    """Which of these items, written anew, hold the rows that the published database holds.

    They keep the run and the cause that those have.
    """
    same: list[Name] = []
    for kind, (name, tables) in OWNERS.items():
        ids = {item.id for item in names if item.table == kind}
        for table, condition in _tables_of(kind, tables):
            if ids:
                ids -= _differing(connection, table, name, ids, condition)
        if ids:
            _keep_runs(connection, kind, ids)
            _keep_causes(connection, kind, ids)
        same += [Name(kind, id_) for id_ in sorted(ids)]
    return same


def _tables_of(kind: str, tables: Iterable[str]) -> list[tuple[str, str]]:
    """The tables with rows of a kind of item, each with the condition that tells them from others."""
    stages = ", ".join(f"'{stage}'" for stage in STAGES.get(kind, ()) if stage != "reference")
    staged = [(table, f" AND stage IN ({stages})") for table in STAGED] if stages else []
    return [(table, "") for table in tables] + staged


def _differing(
    connection: duckdb.DuckDBPyConnection, table: str, name: str, ids: Collection[str], condition: str
) -> set[str]:
    left_out = _ABOUT_WRITING | _DESCRIBED.get(table, set())
    told = [column for column in _columns(connection, table, "current_database()") if column not in left_out]
    columns = ", ".join(f'"{column}"' for column in told)
    within = f"WHERE {name} IN (SELECT unnest($ids)){condition}"
    now = f"SELECT {name} AS item, {columns} FROM {table} {within}"  # noqa: S608
    before = f"SELECT {name} AS item, {columns} FROM published.{table} {within}"  # noqa: S608
    rows = connection.execute(
        f"SELECT DISTINCT item FROM (({now} EXCEPT ALL {before}) UNION ALL ({before} EXCEPT ALL {now}))",  # noqa: S608
        {"ids": list(ids)},
    ).fetchall()
    return {str(item) for (item,) in rows}


def _keep_runs(connection: duckdb.DuckDBPyConnection, kind: str, ids: Collection[str]) -> None:
    """Give back the run that wrote them first; all rows of an item have one."""
    name, tables = OWNERS[kind]
    for table, condition in _tables_of(kind, tables):
        connection.execute(
            f"UPDATE {table} SET run_id = p.run_id"  # noqa: S608
            f" FROM (SELECT {name} AS item, run_id FROM published.{kind}) p"
            f" WHERE {name} = p.item AND p.item IN (SELECT unnest(?)){condition}",
            [list(ids)],
        )
    if kind == "editions":  # what status lists say of them went with them
        connection.execute(
            "INSERT INTO findings BY NAME FROM published.findings"
            " WHERE stage = 'reference' AND edition_id IN (SELECT unnest(?))",
            [list(ids)],
        )


def _keep_causes(connection: duckdb.DuckDBPyConnection, kind: str, ids: Collection[str]) -> None:
    if kind in ("editions", "comparisons"):
        key = OWNERS[kind][0]
        connection.execute(
            f"UPDATE {kind} SET cause = p.cause FROM published.{kind} p"  # noqa: S608
            f" WHERE {kind}.{key} = p.{key} AND p.{key} IN (SELECT unnest(?))",
            [list(ids)],
        )


def say_causes(
    connection: duckdb.DuckDBPyConnection, written: Collection[Name], same: Collection[Name]
) -> None:
    """Say of written editions and comparisons what made them be as they are, and of the latter's rows.

    A row of a comparison keeps its cause where it tells the same as before of paragraphs whose words did not
    change.

    Args:
        connection: The next state, with the published database attached.
        written: What this run wrote.
        same: What of it holds the rows that were there.
    """
    if {"edition_id", "sha256"} <= set(columns_of_published(connection, "editions")):
        _say_of_editions(connection, [name.id for name in written if name.table == "editions"], same)
        if "comparison_id" in columns_of_published(connection, "comparisons"):
            _say_of_comparisons(
                connection, [name.id for name in written if name.table == "comparisons"], same
            )


def _say_of_editions(
    connection: duckdb.DuckDBPyConnection, written: list[str], same: Collection[Name]
) -> None:
    has_settings = "settings" in columns_of_published(connection, "editions")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE unmoved_editions AS SELECT e.edition_id FROM editions e"  # noqa: S608
        " JOIN published.editions p USING (edition_id)"
        f" WHERE e.sha256 = p.sha256 {'AND e.settings = p.settings' if has_settings else ''}"
    )
    connection.execute(
        "UPDATE editions SET cause = CASE WHEN edition_id IN (FROM unmoved_editions) THEN 'version'"
        " ELSE 'content' END WHERE edition_id IN (SELECT edition_id FROM published.editions)"
        " AND edition_id IN (SELECT unnest(?))",
        [[id_ for id_ in written if Name("editions", id_) not in same]],
    )


def _say_of_comparisons(
    connection: duckdb.DuckDBPyConnection, written: list[str], same: Collection[Name]
) -> None:
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE unmoved_comparisons AS SELECT comparison_id FROM comparisons"
        " WHERE comparison_id IN (SELECT comparison_id FROM published.comparisons)"
        " AND old_edition_id IN (FROM unmoved_editions) AND new_edition_id IN (FROM unmoved_editions)"
    )
    connection.execute(
        "UPDATE comparisons SET cause = CASE WHEN comparison_id IN (FROM unmoved_comparisons) THEN 'version'"
        " ELSE 'content' END WHERE comparison_id IN (SELECT comparison_id FROM published.comparisons)"
        " AND comparison_id IN (SELECT unnest(?))",
        [[id_ for id_ in written if Name("comparisons", id_) not in same]],
    )
    _find_changed_words(connection, written)
    for table, telling in _TELLING.items():
        _say_of_rows(connection, table, telling, written, same)
    connection.execute(
        "DROP TABLE unmoved_comparisons; DROP TABLE unmoved_editions; DROP TABLE changed_words"
    )


def _find_changed_words(connection: duckdb.DuckDBPyConnection, written: list[str]) -> None:
    """For each edition of the written comparisons, the addresses whose words are not as they were."""
    held = set(columns_of_published(connection, "paragraphs"))
    before = "published.paragraphs" if {"paragraph_id", "text"} <= held else "(FROM paragraphs LIMIT 0)"
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE changed_words AS"  # noqa: S608
        " SELECT n.edition_id, list(n.address) AS addresses FROM paragraphs n"
        f" LEFT JOIN {before} p USING (paragraph_id)"
        " WHERE p.text IS DISTINCT FROM n.text AND n.edition_id IN ("
        "   SELECT unnest([old_edition_id, new_edition_id]) FROM comparisons"
        "   WHERE comparison_id IN (SELECT unnest(?)))"
        " GROUP BY n.edition_id",
        [written],
    )


def _say_of_rows(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    telling: Iterable[str],
    written: list[str],
    same: Collection[Name],
) -> None:
    connection.execute(
        f"UPDATE {table} SET cause = c.cause FROM comparisons c"  # noqa: S608
        f" WHERE c.comparison_id = {table}.comparison_id AND c.comparison_id IN (SELECT unnest(?))",
        [[id_ for id_ in written if Name("comparisons", id_) not in same]],
    )
    held = set(columns_of_published(connection, table))
    if held.issuperset(telling):
        equal = " AND ".join(f"t.{column} IS NOT DISTINCT FROM p.{column}" for column in telling)
        old, new = _ABOUT[table]
        connection.execute(
            f"UPDATE {table} SET cause = kept.cause FROM ("  # noqa: S608
            f" SELECT t.rowid AS id, any_value({'p.cause' if 'cause' in held else repr('first')}) AS cause"
            f" FROM (SELECT rowid, *, {old} AS olds, {new} AS news FROM {table}"
            "   WHERE comparison_id IN (SELECT unnest(?))) t"
            f" JOIN published.{table} p ON p.comparison_id = t.comparison_id AND {equal}"
            " JOIN comparisons c ON c.comparison_id = t.comparison_id"
            " LEFT JOIN changed_words o ON o.edition_id = c.old_edition_id"
            " LEFT JOIN changed_words n ON n.edition_id = c.new_edition_id"
            " WHERE NOT coalesce(list_has_any(o.addresses, t.olds), false)"
            " AND NOT coalesce(list_has_any(n.addresses, t.news), false)"
            f" GROUP BY t.rowid) kept WHERE kept.id = {table}.rowid",
            [written],
        )


def columns_of_published(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """The columns that a table has in the published database; none where it has no such table."""
    return _columns(connection, table, "'published'")


def _columns(connection: duckdb.DuckDBPyConnection, table: str, database: str) -> list[str]:
    rows = connection.execute(
        f"SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND database_name = {database}"  # noqa: S608
        " ORDER BY column_index",
        [table],
    ).fetchall()
    return [str(column) for (column,) in rows]
