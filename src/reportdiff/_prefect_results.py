"""The memory as Prefect sees it: a storage of records, a serializer of results, and tasks that use both."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from prefect import Task
from prefect.context import TaskRunContext
from prefect.filesystems import LocalFileSystem
from prefect.serializers import Serializer
from prefect.utilities.annotations import NotSet
from pydantic import Field

from reportdiff._memory import Memory, Result, Unreadable, decode, encode, result_text, write_whole

_P = ParamSpec("_P")
_R = TypeVar("_R")

_log = logging.getLogger(__name__)


def remembered(task: Task[_P, _R], memory: Memory, *, force: bool = False) -> Task[_P, _R]:
    """The same task with its result kept in `memory` under the value of its parameter `key`.

    A result that is there already is returned without running the task, whose run ends as Cached. One
    that cannot be read is made again, with a warning in the log; with `force` every one is.
    """
    remembering = task.with_options(
        persist_result=True,
        cache_key_fn=_key,
        result_serializer=ResultSerializer(),
        cache_result_in_memory=False,
        refresh_cache=True if force else NotSet,
    )
    # Given to the constructor, a storage of ours would first have to be saved on the server.
    remembering.result_storage = RecordFolder(basepath=str(memory.folder))
    return remembering


class ResultSerializer(Serializer):
    """JSON that reads back as the types of `reportdiff.model`, and as nothing else."""

    type: str = Field(default="reportdiff", frozen=True)

    def dumps(self, obj: Result) -> bytes:
        """The result as JSON."""
        return encode(obj).encode()

    def loads(self, blob: bytes) -> Result:
        """The result that `dumps` wrote."""
        return decode(blob.decode())


class RecordFolder(LocalFileSystem):
    """A local file system whose files are written whole, and told apart from damaged ones on reading.

    A record names the serializer that Prefect reads it with, and one of Prefect's runs code that it finds:
    whatever a file says, it is read by ours.
    """

    _block_type_name = "Folder of reportdiff results"

    def read_path(self, path: str, *, _sync: bool = True) -> bytes:  # type: ignore[override]
        """The record at `path`; Prefect takes any error for a result that is not there."""
        place = self._resolve_path(path)
        content = place.read_bytes()
        try:
            result = result_text(content)
            decode(result)
        except Unreadable as problem:
            _log.warning("%s: %s; computed anew", place, problem.problem)
            raise
        metadata = {"storage_key": str(place), "serializer": {"type": "reportdiff"}}
        return json.dumps({"metadata": metadata, "result": result}, ensure_ascii=False).encode()

    def write_path(self, path: str, content: bytes, *, _sync: bool = True) -> str:  # type: ignore[override]
        """Write the record at `path`, whole or not at all."""
        place: Path = self._resolve_path(path)
        write_whole(place, content)
        return str(place)


def _key(_: TaskRunContext, parameters: dict[str, Any]) -> str:
    return str(parameters["key"])
