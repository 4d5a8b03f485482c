"""fetched.toml of a series: where each fetched file is from, made for version control.

It changes only with what was fetched: a look that finds nothing new leaves no trace in it.
"""

from __future__ import annotations

import json
import os
import re
import stat
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reportdiff.corpus import natural_order
from reportdiff.errors import FetchError

MANIFEST_FILE = "fetched.toml"

_HEAD = """\
# What `reportdiff fetch` brought, and from where. It asks the server only for what has changed since.
"""
_LARGEST = 16 << 20
_ADVICE = "correct it, or delete the file: nothing but what it says is lost"
_FILE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*/[^\W_][\w-]*(\.(rev|corr)[1-9][0-9]?)?\.[a-z]{2,5}")
_HASH = re.compile(r"[0-9a-f]{64}")
# What may be sent back to the server that said it.
VALIDATOR = re.compile(r"[!-~][ -~]{0,299}")


@dataclass(frozen=True, slots=True)
class Record:
    """Where a file is from.

    Attributes:
        file: Its path inside the folder of the series.
        symbol: What was asked for.
        url: Where it was asked for.
        sha256: The hash of its bytes, in hexadecimal.
        bytes: Their number.
        fetched: When it came, in UTC.
        etag: What the server calls this state of it; None where it does not say.
        last_modified: When the server says it was changed.
    """

    file: str
    symbol: str
    url: str
    sha256: str
    bytes: int
    fetched: datetime
    etag: str | None = None
    last_modified: str | None = None


_KINDS: Mapping[str, type] = {
    **dict.fromkeys(("file", "symbol", "url", "sha256", "etag", "last_modified"), str),
    "bytes": int,
    "fetched": datetime,
}
_NEEDED = ("file", "symbol", "url", "sha256", "bytes", "fetched")


def read_manifest(folder: Path) -> dict[str, Record]:
    """The records of a series by file; none where nothing was fetched yet.

    Raises:
        FetchError: The manifest cannot be understood.
    """
    path = folder / MANIFEST_FILE
    source = f"{folder.name}/{MANIFEST_FILE}"
    data = _bytes_of(path, source)
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise FetchError("it is not UTF-8 text", path=source, advice=_ADVICE) from None
    except (ValueError, RecursionError) as failure:
        raise FetchError(f"it is not valid TOML: {failure}", path=source, advice=_ADVICE) from None
    entries = table.pop("document", [])
    if table or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise FetchError("it holds more than [[document]] entries", path=source, advice=_ADVICE)
    records: dict[str, Record] = {}
    for place, entry in enumerate(entries, 1):
        problem = _problem(entry)
        if problem or entry["file"] in records:
            what = problem or "the file has an entry already"
            raise FetchError(what, path=source, where=f"document {place}", advice=_ADVICE)
        records[entry["file"]] = Record(**{**entry, "fetched": _in_utc(entry["fetched"])})
    return records


def _bytes_of(path: Path, source: str) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return b""
    except OSError as failure:
        problem = f"it cannot be opened ({failure.strerror})"
        raise FetchError(problem, path=source, advice="it has to be a file, no link") from None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise FetchError("it is not a regular file", path=source, advice="remove it")
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise FetchError("it is larger than 16 MB", path=source, advice=_ADVICE)
    return data


def _problem(entry: Mapping[str, Any]) -> str | None:
    """What is wrong with an entry, None where nothing is."""
    for key, value in entry.items():
        if key not in _KINDS:
            return f"unknown key {key[:60]!a}"
        if type(value) is not _KINDS[key]:
            return f"“{key}” is of the wrong kind"
        if isinstance(value, str) and not (0 < len(value) <= 2000 and value.isprintable()):
            return f"“{key}” is empty, too long or holds control characters"
    missing = [key for key in _NEEDED if key not in entry]
    if missing:
        return f"“{missing[0]}” is missing"
    if not _FILE.fullmatch(entry["file"]):
        return "“file” is no <language>/<edition>.<extension>"
    if not _HASH.fullmatch(entry["sha256"]) or entry["bytes"] < 0:
        return "“sha256” or “bytes” is none"
    if not 2000 <= entry["fetched"].year <= 9000:
        return "“fetched” is no time at which anything was fetched"
    wrong = [key for key in ("etag", "last_modified") if not VALIDATOR.fullmatch(entry.get(key, "-"))]
    return f"“{wrong[0]}” holds more than plain characters" if wrong else None


def _in_utc(time: datetime) -> datetime:
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def manifest_text(records: Iterable[Record]) -> str:
    """The manifest as it is written, in order of language and edition."""
    ordered = sorted(records, key=lambda one: natural_order(one.file))
    return "\n".join([_HEAD, *map(_entry, ordered)])


def _entry(record: Record) -> str:
    held = ((field.name, getattr(record, field.name)) for field in fields(record))
    lines = [f"{name} = {_value(value)}" for name, value in held if value is not None]
    return "\n".join(["[[document]]", *lines]) + "\n"


def _value(value: str | int | datetime) -> str:
    if isinstance(value, str):
        # A TOML basic string: as in JSON, which leaves only the delete character unescaped.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return str(value)
