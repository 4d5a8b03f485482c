"""The software bill of materials as CycloneDX JSON: every package of the lock, with hashes and licence.

    make sbom > sbom.json

Versions and hashes are those of the lock, licences those that the installed packages state; a package of the
lock that is not installed on this system (another system's, another Python's) has none. The same lock and the
same installation give the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata, version
from pathlib import Path
from typing import Any

LOCK = Path(__file__).with_name("lock.txt")
_PACKAGE = re.compile(r"^(?P<name>[A-Za-z0-9][\w.-]*)==(?P<version>[^\s;\\]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def components(lock: str) -> list[dict[str, Any]]:
    """One component a package of the lock, in its order."""
    found = list(_PACKAGE.finditer(lock))
    ends = [one.start() for one in found[1:]] + [len(lock)]
    return [
        _component(one["name"], one["version"], _HASH.findall(lock, one.end(), end))
        for one, end in zip(found, ends, strict=True)
    ]


def _component(name: str, locked: str, hashes: list[str]) -> dict[str, Any]:
    purl = f"pkg:pypi/{name.lower().replace('_', '-')}@{locked}"
    made: dict[str, Any] = {"type": "library", "bom-ref": purl, "name": name, "version": locked, "purl": purl}
    licence = _licence(name)
    if licence:
        made["licenses"] = [{"license": {"name": licence}}]
    # A package has a file for each system: these are the hashes of all, one of which is installed.
    made["externalReferences"] = [
        {
            "type": "distribution",
            "url": f"https://pypi.org/project/{name}/{locked}/",
            "hashes": [{"alg": "SHA-256", "content": one} for one in sorted(hashes)],
        }
    ]
    return made


def _licence(name: str) -> str | None:
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return None
    for key in ("License-Expression", "License"):
        lines = (said.get(key) or "").strip().splitlines()
        if lines:
            return lines[0].strip()
    classified = [
        one.split(" :: ")[-1] for one in said.get_all("Classifier") or [] if one.startswith("License ::")
    ]
    return " AND ".join(classified) or None


def document(lock: str) -> dict[str, Any]:
    """The whole bill, by CycloneDX 1.5."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "name": "reportdiff", "version": version("reportdiff")}
        },
        "components": components(lock),
    }


if __name__ == "__main__":
    json.dump(document(LOCK.read_text(encoding="utf-8")), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
