"""Files for machines: a comparison as JSON and Parquet, and a feed of all comparisons.

Usage:
    Path("changes.json").write_text(changes_json(pair), encoding="utf-8")
    Path("changes.parquet").write_bytes(changes_parquet(pair))
    Path("feed.atom").write_text(render_feed(database), encoding="utf-8")
"""

from __future__ import annotations

from reportdiff.output.machine._feed import render_feed
from reportdiff.output.machine._json import SCHEMA_VERSION, changes_json, json_schema
from reportdiff.output.machine._parquet import changes_parquet

__all__ = ["SCHEMA_VERSION", "changes_json", "changes_parquet", "json_schema", "render_feed"]
