"""The change report beside what redlines, diff2html and `git diff --word-diff` show for the same pair."""
