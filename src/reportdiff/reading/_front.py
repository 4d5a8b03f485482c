"""What the front matter says of the document: title, symbol, session, agenda item, date, period."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile, takewhile

from reportdiff.language.structure import StructureRules, structure_rules
from reportdiff.model import Meta
from reportdiff.reading._characters import columns
from reportdiff.reading._numbering import cjk_value

_PART = r"\s?\((?:\d{4}|[A-Z][a-z]{2,6}\.? [\dIVX]{1,4})\)"
SYMBOL = re.compile(rf"(?<![\w/])[A-Z]{{1,6}}(?:/[A-Z0-9][A-Za-z0-9.\-]*)+(?:{_PART})?(?![\w/])")
_CJK = re.compile("[〇○零一二三四五六七八九十]+")
_DASHED = re.compile(r"[\s–—-]+")
_WIDEST_TITLE = 300
_LETTERHEADS = "en"
"""The language that letterheads may keep in a document of another one."""


@dataclass(frozen=True, slots=True)
class Front:
    """What was found; `title` and `symbol` are None where the text does not say."""

    symbol: str | None
    title: str | None
    meta: Meta


def front_of(
    front: Sequence[str],
    furniture: Sequence[str],
    summary: Sequence[str],
    rules: StructureRules,
    opening: Sequence[str] = (),
) -> Front:
    """Read the front matter.

    Args:
        front: Its texts in order.
        furniture: Texts of running heads and feet, which print the symbol.
        summary: Texts of the summary, which may say the period.
        rules: The language's rules.
        opening: The first paragraphs of the body, which may say the period as well.
    """
    front = _before_contents(front, rules)
    sessions = _matching(front, rules.session)
    items = _matching(front, rules.agenda_item)
    title = _title(front, rules)
    said = [*([title] if title else []), *front, *summary, *_of_itself(opening, rules)]
    period = _first_group([title or "", *front], rules.title_period) or _first_group(said, rules.period)
    printed = _date(front, rules) or _date(front, structure_rules(_LETTERHEADS))
    meta = Meta(printed, "; ".join(sessions) or None, "; ".join(items) or None, period)
    return Front(_symbol(front, furniture), title, meta)


def _before_contents(front: Sequence[str], rules: StructureRules) -> list[str]:
    """The front matter above a table of contents."""
    return list(takewhile(lambda text: text.strip().casefold() not in rules.contents, front))


def _of_itself(texts: Sequence[str], rules: StructureRules) -> list[str]:
    """The sentences in which a report speaks of itself."""
    ends = f"(?<=[{re.escape(rules.sentence_end)}])"
    sentences = [sentence for text in texts for sentence in re.split(rf"{ends}(?!\d)", text)]
    return [one for one in sentences if any(word in one.casefold() for word in rules.this_report)]


def _symbol(front: Sequence[str], furniture: Sequence[str]) -> str | None:
    """The symbol that a line of the front consists of, else the one that most running heads print."""
    for text in front:
        parts = [part for part in _DASHED.split(text) if part]
        if parts and all(SYMBOL.fullmatch(part) for part in parts):
            return "–".join(parts)
        if SYMBOL.fullmatch(text.strip()):
            return text.strip()
    heads = [match.group() for text in furniture if (match := SYMBOL.fullmatch(text.strip()))]
    return max(Counter(heads).items(), key=lambda held: (held[1], held[0]))[0] if heads else None


def _matching(front: Sequence[str], patterns: Sequence[re.Pattern[str]]) -> list[str]:
    return [text for text in front if any(pattern.fullmatch(text.strip()) for pattern in patterns)]


def _first_group(texts: Sequence[str], patterns: Sequence[re.Pattern[str]]) -> str | None:
    for text in texts:
        for pattern in patterns:
            match = pattern.search(text)
            if match:
                return next(filter(None, match.groups()), None)
    return None


def _date(front: Sequence[str], rules: StructureRules) -> str | None:
    """The date that a line of the front matter is or starts with, followed by a word at most."""
    for text in front:
        for pattern in rules.dates:
            match = pattern.match(text.strip())
            rest = text.strip()[match.end() :] if match else ""
            if match and re.fullmatch(r"[^\d–—-]{0,12}", rest):
                return _iso(match, rules)
    return None


def _iso(match: re.Match[str], rules: StructureRules) -> str | None:
    month = rules.months.get(match["month"].casefold()) or _whole(match["month"])
    try:
        return date(_whole(match["year"]), month, _whole(match["day"])).isoformat()
    except ValueError:
        return None


def _whole(printed: str) -> int:
    """A number in digits of any script or in Chinese numerals; 0 for anything else."""
    if printed.isdecimal():
        return int(printed)
    return (cjk_value(printed) or 0) if _CJK.fullmatch(printed) else 0


def _title(front: Sequence[str], rules: StructureRules) -> str | None:
    """The names after the last line that is something else; an agenda item has its own title below it."""
    known = [index for index, text in enumerate(front) if _is_known(text, rules)]
    item = max((index for index in known if _matching([front[index]], rules.agenda_item)), default=None)
    after = item + 2 if item is not None else known[-1] + 1 if known else 0
    if item is not None:  # another organ's name and session may stand below the item, beside it on paper
        beside = [index for index in known if _matching([front[index]], (*rules.session, *rules.masthead))]
        after = max([after, *(index + 1 for index in beside)])
    named = dropwhile(lambda text: not _is_name(text, rules), front[after:])
    names = list(takewhile(lambda text: _is_name(text, rules), named))
    if not names:
        return None
    separator = ": " if rules.spaced else "："
    return separator.join(names[:2]) if known else names[0]


def _is_known(text: str, rules: StructureRules) -> bool:
    """Whether a line of the front matter is a session, item, date, symbol or part of the masthead."""
    text = text.strip()
    patterns = (*rules.session, *rules.agenda_item, *rules.masthead)
    said = any(pattern.fullmatch(text) for pattern in patterns) or SYMBOL.fullmatch(text)
    return bool(said) or _date([text], rules) is not None


def _is_name(text: str, rules: StructureRules) -> bool:
    ends = text.rstrip()[-1:] in rules.sentence_end + rules.clause_end
    return columns(text) <= _WIDEST_TITLE and any(char.isalpha() for char in text) and not ends
