"""The limits of reading: what a file may ask for before it is refused, each with its unit and reason.

They stand far above any report (the longest known have some 1,500 pages), and keep hostile files to
minutes of one processor and to two gigabytes of memory, which the system enforces (`_process.py`).
"""

from __future__ import annotations

MAX_BYTES = 256 << 20
"""Bytes of a file. Scanned reports of many pages come to some 100 MB."""

MAX_CHARACTERS = 25_000_000
"""Characters of a document after unpacking and decoding: 5,000 full pages."""

MAX_LINES = 500_000
"""Lines that show something in a text file: 5,000 pages of 60 lines have 300,000."""

MAX_BLOCKS = 300_000
"""Paragraphs, headings, notes and rows of tables in a document: 5,000 pages of 60 rows each."""

MAX_PAGES = 5_000
"""Pages of a PDF."""

MAX_GLYPHS = 200_000
"""Characters of one page of a PDF; a page of the smallest legible print has some 20,000."""

MAX_EXTENT = 20_000.0
"""Points from the corner of a page of a PDF; the format's own limit is 14,400."""

PAGE_SECONDS = 20
"""Processor time for one page of a PDF, which usually takes a hundredth of a second."""

LAYOUT_SECONDS = 180
"""Processor time for putting the pages of a PDF together, 5,000 of which take some 60."""

FILE_SECONDS = 120
"""Processor time for a text, a Word file or a web page, the largest of which take some 60."""

MEMORY = 2 << 30
"""Bytes of address space for reading, of which a PDF of 5,000 pages needs about a third."""

SMALL_BYTES = 64 << 10
"""Bytes of a file, unpacked, that is read without such limits: even what takes their square is seconds."""

MAX_XML = 128 << 20
"""Bytes that the XML of a Word file may unpack to, over all parts that are read."""

MAX_PAGE_SOURCE = 64 << 20
"""Bytes of a web page; those of whole books have some 10 MB."""

MAX_SECTION_DEPTH = 24
"""Levels of sections. Every style of numbering that is known, one in another, comes to fewer."""

MAX_LISTED = 780
"""The largest number printed as letters, as Word does it (30 times the alphabet)."""

MAX_NESTING = 60
"""Tables, boxes and content controls of a Word file, one in another."""
