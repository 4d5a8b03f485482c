"""The bill of materials names every package of the lock, with its hashes, and the same every time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def _made() -> str:
    return subprocess.run(  # noqa: S603
        [sys.executable, ROOT / "requirements/sbom.py"], capture_output=True, text=True, check=True
    ).stdout


def test_every_package_of_the_lock_is_in_the_bill_with_all_its_hashes() -> None:
    bill = json.loads(_made())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    lock = (ROOT / "requirements/lock.txt").read_text(encoding="utf-8")
    assert len(bill["components"]) == len(re.findall(r"^[\w.-]+==", lock, re.MULTILINE)) > 100
    hashes = [one for part in bill["components"] for one in part["externalReferences"][0]["hashes"]]
    assert len(hashes) == lock.count("--hash=sha256:")


def test_what_is_installed_has_its_licence_and_no_whole_text_of_one() -> None:
    licences = {part["name"]: part.get("licenses") for part in json.loads(_made())["components"]}
    assert "MIT" in str(licences["duckdb"])
    assert all(len(str(one)) < 200 for one in licences.values())


def test_the_bill_is_the_same_every_time() -> None:
    assert _made() == _made()
