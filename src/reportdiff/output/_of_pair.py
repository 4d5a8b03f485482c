"""All files of one comparison."""

from __future__ import annotations

from reportdiff.output._manifest import Files
from reportdiff.output._pair import Pair
from reportdiff.output._render import in_language, render_summary, summary_languages
from reportdiff.output._summary import summarise
from reportdiff.output.machine import changes_json, changes_parquet
from reportdiff.output.office import render_redline, render_workbook
from reportdiff.output.report_page import render_report


def pair_files(pair: Pair, folder: str) -> Files:
    """The contents of each file by its name: pages and workbook in English and in the reports' language."""
    summary = summarise(pair)
    files: dict[str, str | bytes] = {}
    for language in summary_languages(pair.new.language):
        report = in_language("report.html", language)
        files |= {
            in_language("summary.md", language): render_summary(summary, language),
            report: render_report(pair, language, summary),
            in_language("workbook.xlsx", language): render_workbook(pair, language, report_file=report),
        }
    files |= {
        "redline.docx": render_redline(pair),
        "changes.json": changes_json(pair),
        "changes.parquet": changes_parquet(pair),
    }
    return {f"{folder}/{name}": content for name, content in files.items()}
