"""Dates and periods as facts give them: `2016`, `2016-2017`, `2016-12`, `2016q4`, `2016h2`, `2016-12-31`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

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


def period_start(said: str | None) -> date | None:
    """The first day of a date or period; None where it is neither."""
    match = _FORMS.fullmatch(said or "")
    if match is None or period_end(said) is None:
        return None
    return date(int(match["year"]), _first_month(match), int(match["day"] or 1))


def follows(old: str, new: str) -> bool:
    """Whether the period `new` begins when `old` has ended, as far as their names can tell.

    Names that are no periods are taken in the order in which they come, and follow each other.
    """
    end, start = period_end(old), period_start(new)
    return end is None or start is None or start == end + timedelta(days=1)


def _first_month(match: re.Match[str]) -> int:
    if match["month"]:
        return int(match["month"])
    if match["quarter"]:
        return 3 * int(match["quarter"]) - 2
    return 6 * int(match["half"]) - 5 if match["half"] else 1


def _last_month(match: re.Match[str]) -> int:
    if match["month"]:
        return int(match["month"])
    if match["quarter"]:
        return 3 * int(match["quarter"])
    return 6 * int(match["half"]) if match["half"] else _DECEMBER
