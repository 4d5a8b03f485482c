"""Dates and periods as facts give them: `2016`, `2016-2017`, `2016-12`, `2016q4`, `2016h2`, `2016-12-31`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_FORMS = re.compile(
    r"(?P<year>\d{4})(?:-(?P<until>\d{4})|-(?P<month>\d\d)(?:-(?P<day>\d\d))?|q(?P<quarter>[1-4])|h(?P<half>[12]))?"
)
_DECEMBER = 12


def period_end(said: str | None) -> date | None:
    """The last day of a date or period; None where it is neither.

    What is said "as of 2016" holds at the end of 2016: by its last day a period can be held against a date.
    """
    match = _FORMS.fullmatch(said or "")
    if match is None:
        return None
    year = int(match["until"] or match["year"])
    try:
        if match["day"]:
            return date(year, int(match["month"]), int(match["day"]))
        month = _last_month(match)
        return date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None


def _last_month(match: re.Match[str]) -> int:
    if match["month"]:
        return int(match["month"])
    if match["quarter"]:
        return 3 * int(match["quarter"])
    return 6 * int(match["half"]) if match["half"] else _DECEMBER
