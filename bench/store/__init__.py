"""How long publishing and asking take on a database of a million paragraphs."""
