"""Files for office programs: a Word document with tracked changes, and a workbook.

Usage:
    Path("redline.docx").write_bytes(render_redline(pair))
    Path("workbook.xlsx").write_bytes(render_workbook(pair, "en"))
"""

from __future__ import annotations

from reportdiff.output.office._redline import render_redline
from reportdiff.output.office._workbook import render_workbook

__all__ = ["render_redline", "render_workbook"]
