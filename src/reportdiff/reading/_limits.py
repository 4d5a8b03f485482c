"""The limits of reading: what a file may ask for before it is refused, each with its unit and reason.

They stand far above any report (the longest known have some 1,500 pages) and keep a hostile file to
minutes and to about two gigabytes.
"""

from __future__ import annotations

MAX_SECTION_DEPTH = 24
"""Levels of sections. Every style of numbering that is known, one in another, comes to fewer."""
