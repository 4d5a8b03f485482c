"""How well facts are understood, by kind and language, and how fast."""
