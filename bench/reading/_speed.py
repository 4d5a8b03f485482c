"""Pages a second and peak memory, ours beside other tools, each in a process of its own, in the same run."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.reading._files import PROJECT

_SCRIPT = Path(__file__).with_name("_tools.py")
_RUNS = 3
_OURS = ("reportdiff", "pdfium-calls", "pypdfium2")
_PEERS = {"pdfplumber": "pdfplumber", "pypdf": "pypdf", "pdftotext": None}


@dataclass(frozen=True)
class Speed:
    """What a tool took: the fastest of the runs, and the most memory of any. `version` as the tool says."""

    tool: str
    version: str
    pages: int
    seconds: float
    megabytes: float

    @property
    def pages_a_second(self) -> float:
        """Pages read in a second of processor time on one core."""
        return self.pages / self.seconds


def speeds(paths: Sequence[Path], peers: str | None) -> list[Speed | str]:
    """Every tool's speed, or its name where it is not installed.

    Args:
        paths: The PDFs to read.
        peers: The interpreter that has pdfplumber and pypdf.
    """
    interpreters = dict.fromkeys(_OURS, sys.executable) | dict.fromkeys(_PEERS, peers or sys.executable)
    versions = {tool: _version(tool, interpreters[tool]) for tool in interpreters}
    runs: dict[str, list[dict[str, float]]] = {tool: [] for tool, version in versions.items() if version}
    for _ in range(_RUNS):
        for tool, results in runs.items():
            results.append(_run(interpreters[tool], tool, paths))
    return [_speed(tool, version, runs[tool]) if version else tool for tool, version in versions.items()]


def speed(tool: str, paths: Sequence[Path]) -> Speed:
    """How fast one of our own tools reads files, of any format."""
    return _speed(tool, "", [_run(sys.executable, tool, paths) for _ in range(_RUNS)])


def _speed(tool: str, version: str, runs: Sequence[dict[str, float]]) -> Speed:
    best = min(runs, key=lambda run: run["seconds"])
    return Speed(tool, version, int(best["pages"]), best["seconds"], max(run["megabytes"] for run in runs))


def _run(python: str, tool: str, paths: Sequence[Path]) -> dict[str, float]:
    command = [python, str(_SCRIPT), tool, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=PROJECT)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _version(tool: str, python: str) -> str:
    """A tool's version; empty if it is not installed."""
    if tool == "pdftotext":
        if shutil.which(tool) is None:
            return ""
        said = subprocess.run([tool, "-v"], capture_output=True, check=False, text=True).stderr
        return said.split()[2]
    package = "pypdfium2" if tool == "pdfium-calls" else tool
    code = f"from importlib.metadata import version; print(version({package!r}))"
    done = subprocess.run([python, "-c", code], capture_output=True, check=False, text=True)
    return done.stdout.strip()
