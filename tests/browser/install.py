"""Install what the browser tests need: Chromium, axe and html-validate.

As root, installs Debian's Chromium; otherwise prints what to install. With CI=true a missing Chromium is an error, so that CI
never skips the browser tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.npm import install, is_installed

PACKAGES = Path(__file__).with_name("package.json")
FOLDER = Path(__file__).parents[2] / ".cache/browser"
AXE = FOLDER / "node_modules/axe-core/axe.min.js"
VALIDATOR = FOLDER / "node_modules/html-validate/bin/html-validate.mjs"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> str | None:
    """Return the path of a Chromium, or None."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


def has_judges() -> bool:
    """Return whether axe and html-validate are installed."""
    return is_installed(PACKAGES, FOLDER) and AXE.is_file() and VALIDATOR.is_file()


def main() -> int:
    """Install what is missing, if the permissions allow it."""
    judged = has_judges() or (install(PACKAGES, FOLDER, "axe-core and html-validate") and has_judges())
    if not judged:
        print(
            "the browser tests need axe-core and html-validate: install Node and npm, then run this again",
            file=sys.stderr,
        )
    is_ready = _chromium() and judged
    return 0 if is_ready or os.environ.get("CI") != "true" else 1


def _chromium() -> bool:
    if find():
        return True
    is_debian = Path("/etc/debian_version").exists()
    if is_debian and os.geteuid() == 0:
        print("installing Debian's chromium for the browser tests")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-core"]):
            subprocess.run(["apt-get", "-qq", *words], check=False, env=environment, **quiet)  # type: ignore[call-overload]  # two files
        if find():
            return True
    how = "apt-get install chromium" if is_debian else "Chromium or Chrome, or set CHROMIUM to its path"
    print(f"the browser tests need Chromium: install {how}", file=sys.stderr)
    return False


if __name__ == "__main__":
    sys.exit(main())
