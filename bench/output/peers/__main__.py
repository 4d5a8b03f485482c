"""Figures and pictures of docs/comparison.md, made again by one command.

    python -m venv peers && peers/bin/pip install redlines typing_extensions
    npm install --prefix peers diff2html-cli
    python -m bench.output.peers --redlines peers/bin/python --diff2html peers/node_modules/.bin/diff2html

The peers stay outside the project. `--labels` and `--reports` name hand-labelled pairs and real reports,
where they are at hand; nothing but figures is kept of these. `--pictures` names a folder for pictures of the
sample's pages.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.output.peers._measured import Asked, results
from bench.output.peers._tools import Peers

RESULTS = Path(__file__).with_name("results.md")


def _asked() -> Asked:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--redlines", type=Path, required=True, help="a Python that has redlines")
    parser.add_argument("--diff2html", type=Path, required=True, help="the program of diff2html-cli")
    parser.add_argument("--labels", type=Path, help="folder of labels and their score.py")
    parser.add_argument("--reports", type=Path, help="folder of real reports")
    parser.add_argument("--pictures", type=Path, help="folder for pictures")
    parser.add_argument("--chromium", type=Path, default=Path("/usr/bin/chromium"))
    asked = parser.parse_args()
    peers = Peers(asked.redlines.absolute(), asked.diff2html.absolute())
    return Asked(peers, asked.labels, asked.reports, asked.pictures, asked.chromium)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        RESULTS.write_text(results(_asked(), Path(folder)), encoding="utf-8")
