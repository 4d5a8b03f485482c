"""reviews.toml of a series: written by `reportdiff review` and by hand, made for version control."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from reportdiff._regular import bytes_inside
from reportdiff.errors import ReviewError
from reportdiff.model import Decision, FactKind, Review

REVIEWS_FILE = "reviews.toml"
_LARGEST = 16 << 20

_HEAD = (
    "# Decisions on links, facts and paragraphs, applied from the next run on; "
    "`reportdiff review --help` says more.\n"
)
_TEXTS = ("language", "edition", "words", "old_edition", "subject", "quote", "note", "reviewer")
_LISTS = {"old": "old", "new": "addresses"}
_KEYS = ("decision", "fact", "address", "start", "set", "decided", *_TEXTS, *_LISTS)
_ON_LINKS = (Decision.CONFIRM_LINK, Decision.REJECT_LINK, Decision.SET_LINK)
_NEEDED = ("language", "edition", "words")


def read_reviews(folder: Path) -> tuple[Review, ...]:
    """The reviews of a series, in the order of its file; none where it has no such file.

    Raises:
        ReviewError: The file is not TOML, or one of its entries cannot be understood.
    """
    path = folder / REVIEWS_FILE
    source = f"{folder.name}/{REVIEWS_FILE}"
    try:
        data = bytes_inside(path, folder.parent, _LARGEST + 1)
        if data is None:
            return ()
        if len(data) > _LARGEST:
            raise ReviewError("it is larger than 16 MB", path=source, advice="shorten it")
        table = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise ReviewError("it is not readable UTF-8 text", path=source, advice="save it as UTF-8") from None
    except OSError as failure:
        advice = "move it away, or put the file back"
        raise ReviewError(f"it cannot be read ({failure.strerror})", path=source, advice=advice) from None
    except (ValueError, RecursionError) as failure:  # a number of thousands of digits, a list of lists of …
        raise ReviewError(
            f"it is not valid TOML: {failure}", path=source, advice="correct that place"
        ) from None
    entries = table.pop("review", [])
    if table or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ReviewError("it holds more than [[review]] entries", path=source, advice="correct it")
    reviews = [_review(folder.name, entry, _Where(source, place)) for place, entry in enumerate(entries, 1)]
    latest = {review.id: place for place, review in enumerate(reviews)}
    return tuple(review for place, review in enumerate(reviews) if latest[review.id] == place)


def add_review(folder: Path, review: Review) -> bool:
    """Write a review at the end of its series' file; whether it was not what the file decides already.

    What the file holds, comments included, stays as it is. The file is replaced in one step.

    Raises:
        ReviewError: The file has a mistake, or cannot be written.
    """
    review = replace(review, id=_id(review))
    if _standing_decision(read_reviews(folder), review) == review.id:
        return False
    path = folder / REVIEWS_FILE
    before = path.read_text(encoding="utf-8") if path.is_file() else _HEAD
    beside = path.with_name(f".{REVIEWS_FILE}.new")
    try:
        beside.unlink(missing_ok=True)
        with beside.open("x", encoding="utf-8") as file:  # never through a link that somebody put there
            file.write(f"{before.rstrip()}\n\n{_entry(review)}")
        beside.replace(path)
    except OSError as failure:
        raise ReviewError(
            f"it cannot be written ({failure.strerror})", path=path, advice="check the folder's permissions"
        ) from None
    return True


def _standing_decision(known: Sequence[Review], review: Review) -> str | None:
    """The id of the last decision on the same words and the same fact; of a remark, of the same remark."""
    return next((one.id for one in reversed(known) if _about(one) == _about(review)), None)


def _about(review: Review) -> tuple[object, ...]:
    kind = review.decision.value.rpartition("-")[2]
    remark = review.note if review.decision is Decision.NOTE else None
    return kind, review.words, review.old, review.addresses, review.fact, review.quote, review.subject, remark


class _Where:
    """An entry of a file, for errors."""

    def __init__(self, source: str, place: int) -> None:
        self._source = source
        self._place = place

    def wrong(self, problem: str, advice: str = "correct it") -> ReviewError:
        return ReviewError(problem, path=self._source, where=f"review {self._place}", advice=advice)


def _review(series: str, entry: Mapping[str, Any], where: _Where) -> Review:
    for key in entry:
        if key not in _KEYS:
            raise where.wrong(f"unknown key “{key}”", f"the keys are {', '.join(sorted(_KEYS))}")
    decision = _one_of(Decision, entry.get("decision"), "decision", where)
    texts = {key: _text(entry[key], key, where) for key in _TEXTS if key in entry}
    needed = (*_NEEDED, *(("old_edition", "old", "new") if decision in _ON_LINKS else ("address",)))
    missing = [key for key in needed if not entry.get(key)]
    if missing:
        raise where.wrong(f"a {decision} needs “{missing[0]}”", "add it")
    lists = {name: _texts(entry[key], key, where) for key, name in _LISTS.items() if key in entry}
    if decision not in _ON_LINKS:
        lists = {"addresses": (_text(entry["address"], "address", where),)}
        texts.pop("old_edition", None)
    fact = _one_of(FactKind, entry["fact"], "fact", where) if "fact" in entry else None
    on_fact = decision in (Decision.CONFIRM_FACT, Decision.REJECT_FACT, Decision.CORRECT_FACT)
    if on_fact and (fact is None or not texts.get("quote")):
        raise where.wrong(f"a {decision} needs “fact” and “quote”", "add them")
    start, decided = entry.get("start"), entry.get("decided")
    if start is not None and not (isinstance(start, int) and start >= 0):
        raise where.wrong("“start” is no offset", "write the number of characters before the quote")
    if decided is not None and type(decided) is not date:
        raise where.wrong("“decided” is no date", "write it as 2026-01-31, without quotes")
    given: dict[str, Any] = {**texts, **lists}
    values = _values(entry.get("set", {}), where)
    review = Review(
        "", series, decision=decision, fact=fact, start=start, values=values, decided=decided, **given
    )
    return replace(review, id=_id(review))


def _one_of(kind: Any, value: object, key: str, where: _Where) -> Any:  # noqa: ANN401 - one of two enums
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(one.value for one in kind)
        raise where.wrong(f"“{value}” is no {key}", f"write one of {known}") from None


def _text(value: object, key: str, where: _Where) -> str:
    if not isinstance(value, str):
        raise where.wrong(f"“{key}” is not text in quotes")
    return value


def _texts(value: object, key: str, where: _Where) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise where.wrong(f"“{key}” is not a list of addresses", 'write it as ["42", "43"]')
    return tuple(_text(item, key, where) for item in value)


def _values(value: object, where: _Where) -> dict[str, str]:
    if not isinstance(value, dict):
        raise where.wrong("“set” is not a table", "write it as { parties = 187 }")
    plain = {name: item for name, item in value.items() if isinstance(item, str | int | float)}
    if len(plain) < len(value):
        raise where.wrong("“set” holds more than texts and numbers")
    return {name: item if isinstance(item, str) else str(item) for name, item in plain.items()}


def _id(review: Review) -> str:
    """Eight digits made of what is decided on which words; not of the remark, the person or the day."""
    parts = [
        review.series,
        review.language,
        review.decision,
        review.old_edition or "",
        " ".join(review.old),
        review.edition,
        " ".join(review.addresses),
        review.words,
        review.fact or "",
        review.subject or "",
        review.quote or "",
        str(review.start),
        *(f"{name}={value}" for name, value in sorted(review.values.items())),
        (review.note or "") if review.decision is Decision.NOTE else "",
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:8]


# ------------------------------------------------------------------------------ writing


def _entry(review: Review) -> str:
    lines = ["[[review]]", *(f"{key} = {value}" for key, value in _written(review))]
    return "\n".join(lines) + "\n"


def _written(review: Review) -> Iterator[tuple[str, str]]:
    yield "decision", _quoted(review.decision.value)
    yield "language", _quoted(review.language)
    if review.old_edition is not None:
        yield "old_edition", _quoted(review.old_edition)
        yield "old", _listed(review.old)
    yield "edition", _quoted(review.edition)
    if review.decision in _ON_LINKS:
        yield "new", _listed(review.addresses)
    else:
        yield "address", _quoted(review.addresses[0])
    if review.fact is not None:
        yield "fact", _quoted(review.fact.value)
    for key in ("subject", "quote"):
        if getattr(review, key) is not None:
            yield key, _quoted(getattr(review, key))
    if review.start is not None:
        yield "start", str(review.start)
    if review.values:
        pairs = ", ".join(f"{name} = {_quoted(value)}" for name, value in review.values.items())
        yield "set", f"{{ {pairs} }}"
    yield "words", _quoted(review.words)
    for key in ("reviewer", "note"):
        if getattr(review, key):
            yield key, _quoted(getattr(review, key))
    if review.decided is not None:
        yield "decided", review.decided.isoformat()


def _quoted(text: str) -> str:
    """A TOML basic string: as in JSON, which leaves only the delete character unescaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _listed(addresses: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, addresses))}]"
