r"""The one memory: results of stages as JSON files, named by what they were made from.

A key is `<stage>/<digest>`; equal keys mean equal results. Each file is a record as Prefect writes it,
so that Prefect's tasks find and leave their results here (see `_prefect_results`):

    {"metadata": {…Prefect's…}, "result": "{\"type\": \"Report\", \"value\": {…}}"}

`result` is text that holds JSON. Reading a result needs neither Prefect nor the stage that made it.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from reportdiff.errors import ReportdiffError
from reportdiff.model import Comparison, Concordance, Facts, NotRead, PairChanges, Report, SeriesHistory

Result = Report | NotRead | Facts | Comparison | PairChanges | SeriesHistory | Concordance
"""What stages make. Nothing else is ever read from the memory, whatever a file says it holds."""

_TYPES: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (Report, NotRead, Facts, Comparison, PairChanges, SeriesHistory, Concordance)
}
_Kind = TypeVar("_Kind", Report, NotRead, Facts, Comparison, PairChanges, SeriesHistory, Concordance)

_log = logging.getLogger(__name__)


class Unreadable(ReportdiffError):
    """A record that does not hold what its key says; it is made again, never trusted."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Results of stages in one folder."""

    folder: Path

    def path(self, key: str) -> Path:
        """The file that holds the result of `key`, whether it is there or not."""
        return self.folder / key

    def has(self, key: str) -> bool:
        """Whether there is a record of `key`; it may turn out to be unreadable."""
        return self.path(key).is_file()

    def holds(self, key: str, kind: type[Result]) -> bool:
        """Whether there is a whole record of `key` that says it is of that kind; its value is not read."""
        try:
            text = result_text(self.path(key).read_bytes())
        except (OSError, Unreadable):
            return False
        return text.startswith(f'{{"type":"{kind.__name__}","value":{{') and text.endswith("}}")

    def find(self, key: str) -> Result | None:
        """The result of `key`, or None where it has to be computed.

        A record that cannot be read counts as absent, with a warning in the log.
        """
        try:
            return decode(result_text(self.path(key).read_bytes()))
        except FileNotFoundError:
            return None
        except OSError as failure:
            _log.warning("%s: cannot be read (%s); computed anew", self.path(key), failure.strerror)
        except Unreadable as problem:
            _log.warning("%s: %s; computed anew", self.path(key), problem.problem)
        return None

    def load(self, key: str, kind: type[_Kind]) -> _Kind | None:
        """The result of `key` where it is of that kind; a result of another kind counts as absent."""
        result = self.find(key)
        if result is None or isinstance(result, kind):
            return result
        _log.warning("%s: holds no %s; computed anew", self.path(key), kind.__name__)
        return None

    def save(self, key: str, result: Result) -> None:
        """Keep a result, as Prefect's tasks would.

        Raises:
            ReportdiffError: The folder cannot be written.
        """
        path = self.path(key)
        metadata = {"storage_key": str(path.resolve()), "serializer": {"type": "reportdiff"}}
        record = json.dumps({"metadata": metadata, "result": encode(result)}, ensure_ascii=False)
        try:
            write_whole(path, record.encode())
        except OSError as failure:
            raise ReportdiffError(
                f"a result cannot be kept ({failure.strerror})",
                path=path,
                advice="free some space or choose another folder with --output",
            ) from failure


def encode(result: Result) -> str:
    """A result as JSON text that says its type."""
    kind = type(result).__name__
    value = _adapter(kind).dump_json(result).decode()
    return f'{{"type":"{kind}","value":{value}}}'


def decode(text: str) -> Result:
    """The result that `encode` wrote.

    Raises:
        Unreadable: It is no such text.
    """
    try:
        document = json.loads(text)
        result: Result = _adapter(document["type"]).validate_python(document["value"])
    except (ValueError, TypeError, KeyError, RecursionError) as failure:
        raise Unreadable(f"no result of ours ({_first_line(failure)})") from failure
    return result


def result_text(record: bytes) -> str:
    """What a record holds, without Prefect's metadata.

    Raises:
        Unreadable: It is no record.
    """
    try:
        text = json.loads(record)["result"]
    except (ValueError, TypeError, KeyError, RecursionError) as failure:
        raise Unreadable(f"no record of a result ({_first_line(failure)})") from failure
    if not isinstance(text, str):
        raise Unreadable("no record of a result (its result is not text)")
    return text


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that readers, and a crash, find the old content or the new, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(_TYPES[kind])


def _first_line(failure: Exception) -> str:
    if isinstance(failure, ValidationError):
        first = failure.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(failure).partition("\n")[0]
