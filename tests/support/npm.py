"""Install npm programs for the tests in the project's cache.

A set is installed again when its list changes. `package-lock.json` pins versions and hashes (`make lock` updates it).
Install scripts of packages do not run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path


def is_installed(packages: Path, folder: Path) -> bool:
    """Return whether Node and the listed packages are installed."""
    lists = [(file, folder / file.name) for file in _lists(packages)]
    is_as_asked = all(copy.is_file() and copy.read_bytes() == file.read_bytes() for file, copy in lists)
    return bool(shutil.which("node")) and is_as_asked


def install(packages: Path, folder: Path, what: str) -> bool:
    """Install the packages, and as root on Debian also Node; return the success."""
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
            _run_silently(["apt-get", "-qq", *words], environment)
    npm = shutil.which("npm")
    if npm:
        print(f"installing {what} for the tests")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for file in _lists(packages):
            shutil.copy(file, folder)
        words = ["ci", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund"]
        if _run_silently([npm, *words], dict(os.environ)) != 0:
            # a partial installation must not count as installed
            (folder / packages.name).unlink()
    return is_installed(packages, folder)


def _lists(packages: Path) -> tuple[Path, Path]:
    return packages, packages.with_name("package-lock.json")


def _run_silently(words: list[str], environment: dict[str, str]) -> int:
    quiet = subprocess.DEVNULL
    return subprocess.run(words, check=False, env=environment, stdout=quiet, stderr=quiet).returncode
