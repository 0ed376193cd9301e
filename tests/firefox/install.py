"""Install Firefox and its driver for the tests; as root from Debian.

With CI=true a missing Firefox is an error, so that CI never skips these tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.npm import install, is_installed

PACKAGES = Path(__file__).with_name("package.json")
FOLDER = Path(__file__).parents[2] / ".cache/firefox"
DRIVER = FOLDER / "node_modules/puppeteer-core/package.json"


def find() -> str | None:
    """Return the path of a Firefox, or None."""
    return os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")


def has_driver() -> bool:
    """Return whether puppeteer-core is installed."""
    return is_installed(PACKAGES, FOLDER) and DRIVER.is_file()


def main() -> int:
    """Install what is missing, if the permissions allow it."""
    is_driven = has_driver() or (install(PACKAGES, FOLDER, "puppeteer-core") and has_driver())
    if not is_driven:
        print("the Firefox tests need puppeteer-core: install Node and npm, then run this again", file=sys.stderr)
    is_ready = _firefox() and is_driven
    return 0 if is_ready or os.environ.get("CI") != "true" else 1


def _firefox() -> bool:
    if find():
        return True
    if Path("/etc/debian_version").exists() and os.geteuid() == 0:
        print("installing Debian's firefox-esr for the Firefox tests")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "-y", "--no-install-recommends", "firefox-esr"]):
            command = ["apt-get", "-qq", *words]
            subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if find():
            return True
    print("the Firefox tests need Firefox: install it, or set FIREFOX to its path", file=sys.stderr)
    return False


if __name__ == "__main__":
    sys.exit(main())
