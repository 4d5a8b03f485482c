"""Status lists of a depositary: who is a party to an instrument, and since when.

lists, notes = read_reference(Path("reference"))
"""

from reportdiff.reference._folder import Given, read_reference
from reportdiff.reference._table import read_list

__all__ = ["Given", "read_list", "read_reference"]
