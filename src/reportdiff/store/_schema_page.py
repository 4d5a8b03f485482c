"""The data dictionary as a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reportdiff.store._diagram import diagram
from reportdiff.store._dictionary import Schema, TableDescription, schema


def schema_markdown(database: Path) -> str:
    """The dictionary as a page of Markdown with a diagram (Mermaid) of what refers to what."""
    return "\n".join(schema_page(schema(database)))


def schema_page(found: Schema) -> Iterator[str]:
    """The lines of that page."""
    yield "# The database"
    yield ""
    yield f"Layout `{found.version}`. Printed by `reportdiff schema` from the database's own comments."
    yield ""
    yield "A line leads from a row to all that name it; a run made every row, which is not drawn."
    yield ""
    yield from diagram(found.tables)
    for kind, title in (("view", "Views"), ("table", "Tables")):
        yield f"## {title}"
        yield ""
        for table in found.tables:
            if table.kind == kind:
                yield from _table_section(table)
    yield "## Vocabularies"
    yield ""
    yield "ENUM types: what a column of that type may hold, in the order in which it sorts."
    yield ""
    for vocabulary in found.vocabularies:
        words = ", ".join(f"`{word}`" for word in vocabulary.words)
        yield f"- `{vocabulary.name}`: {words}. {vocabulary.comment or ''}"
    yield ""
    yield "## Macros"
    yield ""
    for macro in found.macros:
        yield f"- `{macro.name}({', '.join(macro.parameters)})`: {macro.comment or ''}"
    yield ""
    yield "## Functions of `reportdiff query`"
    yield ""
    yield "Of two strings. Not in the database: other clients do not know them."
    yield ""
    for function in found.functions:
        yield f"- `{function.name}(one, other)` → {function.type}: {function.comment}"
    yield ""


def _table_section(table: TableDescription) -> Iterator[str]:
    yield f"### {table.name}"
    yield ""
    if table.comment:
        yield table.comment
        yield ""
    if table.key:
        yield f"Primary key: {', '.join(f'`{name}`' for name in table.key)}."
        yield ""
    yield "| column | type | meaning |"
    yield "|---|---|---|"
    for column in table.columns:
        optional = ", may be NULL" if column.nullable else ""
        yield f"| `{column.name}` | {_cell(column.type)}{optional} | {_cell(column.comment or '')} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
