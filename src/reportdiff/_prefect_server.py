"""The child that runs Prefect's server: `prefect server start`, ended when its parent is gone.

The parent holds the other end of our standard input; when it ends, by whatever signal, the pipe closes.
"""

from __future__ import annotations

import gc
import os
import runpy
import signal
import sys
import threading

# Importing the server makes hundreds of thousands of objects that stay; collecting among them at the
# default pace takes a fifth of the start-up.
_COLLECT_AFTER_OBJECTS = 50_000


def main() -> None:
    """Run `prefect server start` with our own arguments, in this process."""
    gc.set_threshold(_COLLECT_AFTER_OBJECTS, 20, 20)
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    sys.argv[1:1] = ["server", "start"]
    runpy.run_module("prefect", run_name="__main__", alter_sys=True)


def _stop_with_parent() -> None:
    # Not `sys.stdin`: its buffer would be locked at shutdown.
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
