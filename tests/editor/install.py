"""Make sure that there is a yaml-language-server for the editor tests: install Debian's Node as root, then the server.

Under CI=true a machine without one fails, so that the editor tests can never be skipped unseen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = Path(__file__).with_name("package.json")
FOLDER = Path(__file__).parents[2] / ".cache/editor"
SERVER = FOLDER / "node_modules/yaml-language-server/bin/yaml-language-server"


def find() -> list[str] | None:
    """Return the command that starts the server, or None."""
    node = shutil.which("node")
    return [node, str(SERVER), "--stdio"] if node and SERVER.is_file() and _is_current() else None


def _is_current() -> bool:
    """Return whether what is installed is what the list of packages asks for."""
    installed = FOLDER / "package.json"
    return installed.is_file() and installed.read_bytes() == PACKAGES.read_bytes()


def main() -> int:
    """Install Node where that is ours to do, and the server beside the project's other caches."""
    if find():
        return 0
    if (
        not (shutil.which("node") and shutil.which("npm"))
        and Path("/etc/debian_version").exists()
        and os.geteuid() == 0
    ):
        print("installing Debian's nodejs and npm for the editor tests")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "-y", "--no-install-recommends", "nodejs", "npm"]):
            _quietly(["apt-get", "-qq", *words], environment)
    npm = shutil.which("npm")
    if npm:
        print("installing yaml-language-server for the editor tests")
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        list_of_packages = FOLDER / "package.json"
        shutil.copy(PACKAGES, list_of_packages)
        words = ["install", "--prefix", str(FOLDER), "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund"]
        if _quietly([npm, *words], dict(os.environ)) != 0:
            # what is half there does not count as installed
            list_of_packages.unlink()
        if find():
            return 0
    print("the editor tests need yaml-language-server: install Node and npm, then run this again", file=sys.stderr)
    return 1 if os.environ.get("CI") == "true" else 0


def _quietly(words: list[str], environment: dict[str, str]) -> int:
    quiet = subprocess.DEVNULL
    return subprocess.run(words, check=False, env=environment, stdout=quiet, stderr=quiet).returncode


if __name__ == "__main__":
    sys.exit(main())
