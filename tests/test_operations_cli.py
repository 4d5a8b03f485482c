from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportdiff.cli import app
from reportdiff.errors import PublishError

runner = CliRunner()


def test_publish_says_what_is_served(tmp_path: Path) -> None:
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "index.html").write_text("a page")
    arguments = ["publish", "--output", str(tmp_path / "outputs"), "--to", str(tmp_path / "www" / "reports")]
    first, again = runner.invoke(app, arguments), runner.invoke(app, arguments)
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "1 file published as 000001-" in first.stdout.replace("\n", "")
    assert "nothing new" in again.stdout
    assert (tmp_path / "www" / "reports" / "index.html").read_text() == "a page"


def test_publish_without_outputs_is_one_clear_error(tmp_path: Path) -> None:
    result = runner.invoke(
        app, ["publish", "--output", str(tmp_path / "none"), "--to", str(tmp_path / "www")]
    )
    assert isinstance(result.exception, PublishError)
    assert "run `reportdiff run` first" in str(result.exception)


@pytest.mark.parametrize("cron", ["fetch-editions", ""])
def test_a_schedule_without_a_name_is_wrong_usage(cron: str) -> None:
    result = runner.invoke(app, ["serve", "--cron", cron])
    assert result.exit_code == 2
    assert "NAME=CRON" in result.output
