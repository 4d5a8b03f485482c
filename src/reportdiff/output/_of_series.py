"""All files of one series in one language."""

from __future__ import annotations

from reportdiff.output._manifest import Files
from reportdiff.output._render import in_language, summary_languages
from reportdiff.output._series import Series
from reportdiff.output.series_page import render_series


def series_files(series: Series, folder: str) -> Files:
    """The contents of each file by its name: the page in English and in the reports' language."""
    return {
        f"{folder}/{in_language('series.html', language)}": render_series(series, language)
        for language in summary_languages(series.language)
    }
