"""The source distribution (sdist) has no files but those of the package."""

from __future__ import annotations

import subprocess

from hatchling.builders.sdist import SdistBuilder

from tests.conftest import ROOT

FOLDERS = ("briefgen/", "site_templates/")
FILES = {"README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml"}


def test_sdist_has_the_tracked_files_of_the_package_only() -> None:
    packed = {file.distribution_path for file in SdistBuilder(str(ROOT)).recurse_included_files()}
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    wanted = {path for path in tracked.split("\0") if path.startswith(FOLDERS) or path in FILES}
    # the build backend adds the patterns that it ignored
    assert packed - {".gitignore"} == wanted
