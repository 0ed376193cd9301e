"""A changed module changes the key of the code, which invalidates the caches."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.files.code_version import code_key
from tests.conftest import ROOT
from tests.support.small import CLEAN, project

PACKAGE = ROOT / "briefgen"
FOLDERS = sorted({file.parent.relative_to(PACKAGE).as_posix() for file in PACKAGE.rglob("*.py")})
NOTHING_COMPILED = shutil.ignore_patterns("__pycache__")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the package.

    Each test changes it, and compares only with the key just before.
    """
    copy = tmp_path_factory.mktemp("code") / "briefgen"
    shutil.copytree(PACKAGE, copy, ignore=NOTHING_COMPILED)
    return copy


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_changed_module_in_any_folder_changes_the_key(folder: str, package: Path) -> None:
    before = code_key(package)
    assert code_key(package) == before
    file = sorted((package / folder).glob("*.py"))[-1]
    file.write_bytes(file.read_bytes() + b"\n")
    assert code_key(package) != before


def test_new_renamed_and_deleted_modules_change_the_key(package: Path) -> None:
    keys = [code_key(package)]
    new = package / "text" / "new.py"
    new.write_bytes(b"")
    keys.append(code_key(package))
    keys.append(code_key(new.rename(package / "text" / "renamed.py").parents[1]))
    (package / "text" / "renamed.py").unlink()
    keys.append(code_key(package))
    assert keys[0] == keys[3]
    assert len(set(keys[:3])) == 3


def test_change_of_same_size_and_time_changes_the_key(package: Path) -> None:
    file = package / "text" / "typography.py"
    found = file.stat()
    before = code_key(package)
    file.write_bytes(file.read_bytes()[::-1])
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (found.st_size, found.st_mtime_ns)
    assert code_key(package) != before


def _report(copies: Path, folder: Path) -> str:
    command = [sys.executable, "-B", "-P", "-m", "briefgen", "check", "--format", "concise"]
    environment = {**os.environ, "PYTHONPATH": str(copies), "NO_COLOR": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert "Error" not in done.stderr
    return done.stdout


HELPERS = {
    # used by a rule that checks each brief alone
    "text/typography.py": ("\n\ndef without_code(text):\n    return text\n", "BG476"),
    # used by the reader of the files
    "yaml/invisible.py": ('\n_FOUND = re.compile("\u00e9")\n', "BG119"),
}


@pytest.mark.parametrize("helper", HELPERS)
def test_a_changed_helper_invalidates_the_disk_cache(helper: str, tmp_path: Path) -> None:
    copy = tmp_path / "code" / "briefgen"
    shutil.copytree(PACKAGE, copy, ignore=NOTHING_COMPILED)
    event = CLEAN["content/events/2025-11-20-draft.yaml"].replace("was shown.", "was shown at a caf\u00e9, `a  b`.")
    folder = project(tmp_path / "here", {**CLEAN, "content/events/2025-11-20-draft.yaml": event})
    (folder / "mkdocs.yml").write_text("site_name: S\ntheme: {name: material, font: false}\nplugins: [briefgen]\n")
    before = _report(copy.parent, folder)
    assert (folder / ".briefgen/entries.msgpack").is_file()
    assert _report(copy.parent, folder) == before
    addition, code = HELPERS[helper]
    with (copy / helper).open("a", encoding="utf-8") as file:
        file.write(addition)
    assert code not in before
    assert code in _report(copy.parent, folder)
