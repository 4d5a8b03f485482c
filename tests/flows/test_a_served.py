"""`reportdiff serve` for real: its own Prefect server, runs by schedule, artifacts, webhooks, its end."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import httpx
import pytest

from pdf_writing import Page, pdf_of
from prefect_place import (
    MARKED,
    REPORTDIFF,
    Listener,
    PrefectPlace,
    Program,
    free_port,
    listening,
    processes_with,
    save_webhook,
    serving,
    until,
)
from reportdiff.store import run_lock

INFO = 20
SYMBOL = "E/XX.7/{year}/3"


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as found:
        yield found


@pytest.fixture(scope="module")
def served(place: PrefectPlace, listener: Listener) -> Iterator[Program]:
    """`reportdiff serve`, once it serves."""
    port = free_port()
    place.settings["REPORTDIFF_NOTIFY"] = "listener"
    program = place.start("serve", *REPORTDIFF, "serve", "--to", "public/reports", f"--port={port}")
    try:
        until(lambda: "Serving until" in program.printed or program.process.poll() is not None, "its start")
        assert program.process.poll() is None, program.printed
        place.url = f"http://127.0.0.1:{port}/api"
        save_webhook(place.url, "listener", listener.url)
        yield program
    finally:
        program.end()
        place.url = ""
        del place.settings["REPORTDIFF_NOTIFY"]


@pytest.fixture(scope="module")
def scheduled(place: PrefectPlace, served: Program) -> list[dict[str, Any]]:
    """The first two runs of a schedule of some seconds, ended."""
    assert served.process.poll() is None
    place.schedule("compare-series", {"interval": 6, "anchor_date": datetime.now(UTC).isoformat()})
    final = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")

    def look() -> list[dict[str, Any]] | None:
        runs = place.runs("compare-series", *final)
        return runs if len(runs) > 1 else None

    runs = until(look, "two runs")
    place.schedule("compare-series", {})
    under_way = ("SCHEDULED", "PENDING", "RUNNING")
    until(lambda: not place.runs("compare-series", *under_way), "the end of those that had begun")
    return runs[:2]


def test_two_runs_of_a_schedule_happen(scheduled: list[dict[str, Any]], served: Program) -> None:
    assert [run["state_type"] for run in scheduled] == ["COMPLETED"] * 2, served.printed[-3000:]
    assert [run["auto_scheduled"] for run in scheduled] == [True, True]
    assert [run["name"] for run in scheduled] == ["all series of corpora"] * 2


def test_a_run_leaves_a_summary_a_table_of_changes_and_a_link(
    scheduled: list[dict[str, Any]], place: PrefectPlace
) -> None:
    found = place.artifacts(scheduled[0]["id"])
    assert sorted(found) == ["reportdiff-changes", "reportdiff-report", "reportdiff-summary"]
    folder = place.folder / "outputs" / "office" / "en" / "2014-2015"
    summary = found["reportdiff-summary"]["data"]
    assert "2 editions, 1 comparison" in summary
    assert "What changed from 2014 to 2015" in summary
    assert f"]({(folder / 'report.html').as_uri()}" in summary
    rows = json.loads(found["reportdiff-changes"]["data"])
    assert {"comparison", "rank", "change", "importance", "why"} <= set(rows[0])
    assert rows[0]["comparison"] == "office 2014–2015 en"
    assert (folder / "report.html").as_uri() in found["reportdiff-report"]["data"]


def test_a_run_that_found_nothing_new_leaves_no_table(
    scheduled: list[dict[str, Any]], place: PrefectPlace
) -> None:
    found = place.artifacts(scheduled[1]["id"])
    assert sorted(found) == ["reportdiff-report", "reportdiff-summary"]
    assert "nothing new" in found["reportdiff-summary"]["data"]


def test_tasks_say_series_edition_and_language(scheduled: list[dict[str, Any]], place: PrefectPlace) -> None:
    names = until(lambda: place.task_names(scheduled[0]["id"]) or None, "its tasks")
    assert {"read office 2014 en", "align office 2014–2015 en", "follow subjects office en"} <= names


def test_no_log_shows_words_of_a_paragraph(
    scheduled: list[dict[str, Any]], place: PrefectPlace, served: Program
) -> None:
    logs = [line for run in scheduled for line in place.logs(run["id"])]
    said = [line["message"] for line in logs if line["level"] >= INFO]
    assert any("2 editions, 1 comparison" in line for line in said)
    assert [line for line in said if MARKED in line] == []
    assert [line["message"] for line in logs if line["level"] > INFO] == []
    assert MARKED not in served.printed
    stored = (place.folder / "outputs" / "office" / "en" / "2014-2015" / "changes.json").read_text()
    assert MARKED in stored, "the paragraph was read and compared"


def test_important_changes_are_told_through_the_webhook(
    scheduled: list[dict[str, Any]], listener: Listener
) -> None:
    told = listener.heard(state="Completed", run=scheduled[0]["name"])
    assert "important change" in told["message"]
    assert scheduled[0]["id"] in told["url"]
    assert MARKED not in json.dumps(told)
    assert scheduled[1]["id"] not in json.dumps(listener.received), "no news is not told"


def test_a_failed_run_is_told_through_the_webhook(
    served: Program, place: PrefectPlace, listener: Listener
) -> None:
    assert served.process.poll() is None
    run = place.start_run("compare-series", corpus=str(place.folder / "nowhere"))
    place.ended(run, "FAILED")
    told = listener.heard(state="Failed", flow="compare-series")
    assert "there is no such folder of reports" in told["text"]


def test_a_killed_run_is_marked_crashed_told_and_completed_by_the_next(
    served: Program, place: PrefectPlace, listener: Listener
) -> None:
    assert served.process.poll() is None
    with run_lock(place.folder / "outputs" / "reportdiff.duckdb"):  # it stays in the middle of its work
        run = place.start_run("compare-series")
        place.in_state(run, "RUNNING")
        (pid,) = processes_with("PREFECT__FLOW_RUN_ID", run)
        os.kill(pid, signal.SIGKILL)
        place.ended(run, "CRASHED")
    listener.heard(state="Crashed", flow="compare-series")
    place.ended(place.start_run("compare-series"), "COMPLETED")


class Documents(BaseHTTPRequestHandler):
    """Has two editions of a sample report, as a document system would."""

    def do_GET(self) -> None:
        """Answer by the year in the symbol."""
        for year in (2016, 2017):
            if f"%2F{year}%2F" in self.path or f"/{year}/" in self.path:
                page = Page()
                page.write(60, 734, "Sample Nations", 14)
                page.write(420, 734, SYMBOL.format(year=year), 10)
                for line in range(8):
                    page.write(90, 640 - 40 * line, f"{line + 1}. The office helped {year - 2000 + line}", 10)
                    page.write(60, 626 - 40 * line, "countries, which is a sentence written for a test.", 10)
                self._answer(200, pdf_of([page]))
                return
        self._answer(404, b"")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/pdf" if body else "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def test_a_new_edition_is_fetched_and_then_compared(served: Program, place: PrefectPlace) -> None:
    assert served.process.poll() is None
    series = place.folder / "corpora" / "fetched"
    series.mkdir()
    (series / "series.toml").write_text(
        'title = "Sample"\nlanguages = ["en"]\n[symbols]\npattern = "E/XX.7/{year}/3"\n'
        '[symbols.exceptions]\n2016 = "E/XX.7/2016/3"\n"2018..2099" = []\n'
    )
    with serving(Documents) as url:
        place.ended(place.start_run("fetch-editions", server=url), "COMPLETED")
    assert sorted(path.name for path in (series / "en").iterdir()) == ["2016.pdf", "2017.pdf"]

    def look() -> dict[str, Any] | None:
        runs = place.runs("compare-series", "COMPLETED", "FAILED", "CRASHED")
        return next((run for run in runs if run["parameters"].get("series") == "fetched"), None)

    run = until(look, "its comparison")
    assert (run["name"], run["state_type"]) == ("fetched", "COMPLETED")
    assert (place.folder / "outputs" / "fetched" / "en" / "2016-2017" / "report.html").is_file()


def test_outputs_are_published_by_a_run(scheduled: list[dict[str, Any]], place: PrefectPlace) -> None:
    assert scheduled
    place.ended(place.start_run("publish"), "COMPLETED")
    assert (place.folder / "public" / "reports" / "office" / "en" / "2014-2015" / "report.html").is_file()


def test_told_to_end_it_ends_with_its_server_and_leaves_no_process(
    served: Program, place: PrefectPlace
) -> None:
    assert served.end(signal.SIGTERM) == 0, served.printed[-2000:]
    assert served.printed.rstrip().endswith("Ended.")
    assert "Traceback" not in served.printed.rpartition("Finished in state")[2], "none while it ended"
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{place.url}/health", trust_env=False)
    home = str(place.folder / "home")
    until(lambda: not processes_with("PREFECT_HOME", home), "the end of all its processes", 20)


def test_a_server_that_does_not_answer_is_one_clear_error(place: PrefectPlace) -> None:
    place = PrefectPlace(place.folder, "http://127.0.0.1:1/api")
    process = place.run(*REPORTDIFF, "serve")
    assert process.returncode == 1
    last = process.stderr.splitlines()[-1]
    assert "no Prefect server answers at http://127.0.0.1:1/api" in last
    assert "prefect server start" in last


def test_a_port_that_is_taken_is_one_clear_error(place: PrefectPlace) -> None:
    with listening() as other:
        process = PrefectPlace(place.folder).run(
            *REPORTDIFF, "serve", f"--port={other.url.rpartition(':')[2]}"
        )
    assert process.returncode == 1
    assert "something listens at" in process.stderr.splitlines()[-1]
    assert Path(place.folder).is_dir()
