"""Programs from npm that tests talk to: each set lies in a folder of the project's cache, and is installed when its list changes."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path


def is_installed(packages: Path, folder: Path) -> bool:
    """Return whether what lies in the folder is what the list of packages asks for, and Node is there to run it."""
    installed = folder / "package.json"
    return bool(shutil.which("node")) and installed.is_file() and installed.read_bytes() == packages.read_bytes()


def install(packages: Path, folder: Path, what: str) -> bool:
    """Install Node where that is ours to do, as root on Debian, then the packages; return whether all is there."""
    if is_installed(packages, folder):
        return True
    if (
        not (shutil.which("node") and shutil.which("npm"))
        and Path("/etc/debian_version").exists()
        and os.geteuid() == 0
    ):
        print(f"installing Debian's nodejs and npm for {what}")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "-y", "--no-install-recommends", "nodejs", "npm"]):
            _quietly(["apt-get", "-qq", *words], environment)
    npm = shutil.which("npm")
    if npm:
        print(f"installing {what} for the tests")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        list_of_packages = folder / "package.json"
        shutil.copy(packages, list_of_packages)
        words = ["install", "--prefix", str(folder), "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund"]
        if _quietly([npm, *words], dict(os.environ)) != 0:
            # what is half there does not count as installed
            list_of_packages.unlink()
    return is_installed(packages, folder)


def _quietly(words: list[str], environment: dict[str, str]) -> int:
    quiet = subprocess.DEVNULL
    return subprocess.run(words, check=False, env=environment, stdout=quiet, stderr=quiet).returncode
