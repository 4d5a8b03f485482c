"""`reportdiff fetch` as it is called."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner, Result

from fetch.conftest import SYMBOL, Trial, pdf_document, whole
from reportdiff.cli import app
from reportdiff.errors import FetchError
from reportdiff.fetch import _client


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command waits in earnest, which a test does not."""
    monkeypatch.setattr(_client.Client, "_keep_pace", lambda _: None)


def call(trial: Trial, *arguments: str) -> Result:
    where = ("--corpus", str(trial.corpus), "--server", trial.server.home)
    return CliRunner().invoke(app, ["fetch", *where, *arguments])


def test_what_came_and_was_there_is_printed_and_what_was_refused_goes_to_stderr(trial: Trial) -> None:
    data = pdf_document()
    trial.server.play(SYMBOL, whole(data))
    trial.server.play("E/XX.7/2018/3", whole(data))
    wished = ("--series", "office", "--editions", "2016..2018", "--languages", "en")
    result = call(trial, *wished)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"new: en/2016.pdf ({SYMBOL}): {len(data):,} bytes",
        "absent: en/2018.pdf (E/XX.7/2019/3): the document system has no document of that symbol",
        "office: 1 new, 1 absent, 1 refused",
    ]
    assert re.fullmatch(r"refused: en/2017\.pdf \(E/XX\.7/2018/3\): what came is another.*\n", result.stderr)
    assert call(trial, *wished).stdout.splitlines()[0] == f"present: en/2016.pdf ({SYMBOL})"


def test_where_nothing_came_and_nothing_was_there_it_exits_with_one(trial: Trial) -> None:
    result = call(trial, "--series", "office", "--editions", "2016")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == "office: 1 absent"


def test_a_dry_run_shows_the_addresses(trial: Trial) -> None:
    result = call(trial, "--series", "office", "--editions", "2016", "--languages", "en, fr", "--dry-run")
    assert result.exit_code == 0
    home = f"{trial.server.home}/api/symbol/access"
    assert result.stdout.splitlines() == [
        f"en/2016: {home}?s={SYMBOL}&l=en&t=pdf",
        f"fr/2016: {home}?s={SYMBOL}&l=fr&t=pdf",
    ]
    assert trial.server.asked == []


def test_wrong_usage_exits_with_two(trial: Trial) -> None:
    assert call(trial).exit_code == 2
    assert call(trial, "--series", "office", "--format", "exe").exit_code == 2


def test_a_wish_that_cannot_be_met_is_an_error_of_one_line(trial: Trial) -> None:
    result = call(trial, "--series", "office", "--editions", "spring")
    assert isinstance(result.exception, FetchError)
    assert "it names no document symbols for spring" in str(result.exception)
