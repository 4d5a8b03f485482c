"""The files for office programs and for machines, as functions from a pair and an interface language."""

from __future__ import annotations

from collections.abc import Callable

from reportdiff.output._pair import Pair
from reportdiff.output.machine import changes_json, changes_parquet
from reportdiff.output.office import render_redline, render_workbook

FILES: dict[str, Callable[[Pair, str], bytes]] = {
    "workbook.xlsx": render_workbook,
    "redline.docx": lambda pair, _: render_redline(pair),
    "changes.json": lambda pair, _: changes_json(pair).encode(),
    "changes.parquet": lambda pair, _: changes_parquet(pair),
}
