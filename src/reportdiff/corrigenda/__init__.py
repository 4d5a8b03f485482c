"""What a list of corrections to an edition says, and which paragraphs it names."""

from reportdiff.corrigenda._corrections import corrections

VERSION = "corrigenda/2"

__all__ = ["VERSION", "corrections"]
