"""Make sure that there is a Chromium for the browser tests: install Debian's as root, else say what to install.

Under CI=true a machine without one fails, so that the browser tests can never be skipped unseen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> str | None:
    """Return the path of a Chromium, or None."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> int:
    """Install Chromium where that is ours to do."""
    if find():
        return 0
    is_debian = Path("/etc/debian_version").exists()
    if is_debian and os.geteuid() == 0:
        print("installing Debian's chromium for the browser tests")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-core"]):
            subprocess.run(["apt-get", "-qq", *words], check=False, env=environment, **quiet)  # type: ignore[call-overload]  # two files
        if find():
            return 0
    how = "apt-get install chromium" if is_debian else "Chromium or Chrome, or set CHROMIUM to its path"
    print(f"the browser tests need Chromium: install {how}", file=sys.stderr)
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
