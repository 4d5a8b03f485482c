"""What a run leaves on a Prefect server that lasts: a summary, a table of changes, a link, progress.

They say what the database says, and no more of a report's words than its summary.md does. On the quiet
server of a single run, which ends with the run, nothing is left.
"""

from reportdiff.artifacts._news import IMPORTANT, NewChange, NewComparison, News, SevereFinding, news_of
from reportdiff.artifacts._progress import with_progress
from reportdiff.artifacts._shown import KEYS, show

__all__ = [
    "IMPORTANT",
    "KEYS",
    "NewChange",
    "NewComparison",
    "News",
    "SevereFinding",
    "news_of",
    "show",
    "with_progress",
]
