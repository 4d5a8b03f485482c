"""Files for office programs: a Word document with tracked changes, and a workbook.

Usage:
    pathlib.Path("redline.docx").write_bytes(render_redline(pair))
"""

from __future__ import annotations

from reportdiff.output.office._redline import render_redline

__all__ = ["render_redline"]
