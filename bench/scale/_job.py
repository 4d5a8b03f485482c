"""One run of the main job in a process of its own: `python -m bench.scale._job CORPUS OUTPUT [--no-reports]`.

Prints a line of JSON a stage: its name, how many results it made, and when it ended, in seconds.
"""

from __future__ import annotations

import json
import sys
import time

from reportdiff.pipeline import _work, job_of, run_job


def main() -> None:
    """Run it as Prefect's flow, as `reportdiff run` does."""
    started = time.perf_counter()

    def tell(stage: str, done: int, total: int) -> None:
        if done == total:
            end = round(time.perf_counter() - started, 2)
            print(json.dumps({"stage": stage, "results": total, "end": end}), flush=True)

    if "--no-reports" in sys.argv:
        _work._write_outputs = lambda _job: []  # noqa: SLF001 - what is measured is all but this
    run_job(job_of(sys.argv[1], sys.argv[2]), tell)


if __name__ == "__main__":
    main()
