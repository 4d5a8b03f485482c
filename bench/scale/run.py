"""What a corpus costs from files to the published database: one line a size in results.json.

    python -m bench.scale.run SERIES EDITIONS [FOLDER]

Generates SERIES × EDITIONS × 2 languages, runs the main job on it as `reportdiff run` does, without the
rendering of reports, and once more with one edition added. Seconds, processor seconds and memory are those of
the whole tree of processes, Prefect's server included. Results of sizes measured before stay in the file.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.scale.generate import FIRST_YEAR, Size, write_corpus, write_series

RESULTS = Path(__file__).with_name("results.json")
_PAUSE = 0.5  # seconds between two looks at the memory


def measured(corpus: Path, output: Path, home: Path, *options: str) -> dict[str, Any]:
    """Seconds, processor seconds and greatest memory (MB) of one run, and when its stages ended."""
    before = _processor()
    environment = {**os.environ, "PREFECT_HOME": str(home)}
    command = [sys.executable, "-m", "bench.scale._job", str(corpus), str(output), *options]
    started, load, most = time.perf_counter(), os.getloadavg()[0], 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        while process.poll() is None:
            most = max(most, _resident(process.pid))
            time.sleep(_PAUSE)
        stages = [json.loads(line) for line in process.stdout or ()]
    if process.returncode:
        raise SystemExit(f"the run ended with {process.returncode}")
    return {
        "seconds": round(time.perf_counter() - started, 1),
        "processor": round(_processor() - before, 1),
        "megabytes": most >> 20,
        "load": round((load + os.getloadavg()[0]) / 2, 1),
        "stages": stages,
    }


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _resident(root: int) -> int:
    """Bytes that a process and all that it started hold; pages that they share count for each."""
    parents, pages = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            parents[int(folder.name)], pages[int(folder.name)] = int(fields[1]), int(fields[21])
    tree = {root}
    while grown := {one for one, parent in parents.items() if parent in tree} - tree:
        tree |= grown
    return sum(pages.get(one, 0) for one in tree) * resource.getpagesize()


def row(size: Size, folder: Path) -> dict[str, Any]:
    """One size: from nothing, and with one edition more."""
    corpus, output, home = folder / "corpus", folder / "output", folder / "prefect"
    written = write_corpus(corpus, size)
    whole = measured(corpus, output, home, "--no-reports")
    database = (output / "reportdiff.duckdb").stat().st_size
    longer = Size(1, size.editions + 1, size.paragraphs)
    with tempfile.TemporaryDirectory() as other:
        write_series(Path(other), 1, longer)
        new = f"made-up-01/en/{FIRST_YEAR + size.editions}.txt"
        shutil.copyfile(Path(other) / new, corpus / new)
    added = measured(corpus, output, home, "--no-reports")
    kept = sum(path.stat().st_size for path in (output / ".cache").rglob("*") if path.is_file())
    return {
        "editions": size.files,
        "bytes": written,
        "database": database,
        "memory_of_results": kept,
        "whole": whole,
        "added": added,
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M}",
        "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
        "versions": {name: version(name) for name in ("prefect", "duckdb", "rapidfuzz", "reportdiff")}
        | {"python": platform.python_version()},
    }


def main() -> None:
    """Measure one size and keep its line."""
    size = Size(int(sys.argv[1]), int(sys.argv[2]))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(place)
        found = row(size, folder)
    rows = json.loads(RESULTS.read_text()) if RESULTS.exists() else []
    rows = [one for one in rows if one["editions"] != size.files] + [found]
    rows.sort(key=lambda one: int(one["editions"]))
    RESULTS.write_text(json.dumps(rows, indent=1) + "\n")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
