"""Atomic publishing: failed, killed and concurrent builds leave one complete site."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefgen.files.swap import StagedSite
from tests.conftest import write


def _names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def test_a_first_site_is_published_in_one_step(tmp_path: Path) -> None:
    new = StagedSite(tmp_path / "a" / "site")
    write(new.folder, {"index.html": "new"})
    assert not new.site.exists()
    new.publish()
    assert (tmp_path / "a/site/index.html").read_text() == "new"
    assert _names(tmp_path / "a") == ["site"]


@pytest.mark.parametrize("in_one_step", [True, False])
def test_a_new_site_replaces_the_old_one(tmp_path: Path, in_one_step: bool) -> None:
    site = write(tmp_path / "site", {"index.html": "old", "gone/index.html": "old"})
    new = StagedSite(site)
    write(new.folder, {"index.html": "new"})
    assert (site / "index.html").read_text() == "old"
    folder = site.stat().st_ino
    new.publish(in_one_step=in_one_step)
    assert (site / "index.html").read_text() == "new"
    assert site.stat().st_ino != folder
    assert _names(site) == ["index.html"]
    assert _names(tmp_path) == ["site"]


def test_a_discarded_build_keeps_the_old_site(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"index.html": "old"})
    new = StagedSite(site)
    write(new.folder, {"index.html": "new"})
    new.discard()
    assert (site / "index.html").read_text() == "old"
    assert _names(tmp_path) == ["site"]


@pytest.mark.parametrize("in_one_step", [True, False])
def test_a_failed_swap_restores_the_old_site(tmp_path: Path, in_one_step: bool) -> None:
    site = write(tmp_path / "site", {"index.html": "old"})
    new = StagedSite(site)
    new.folder.rmdir()
    with pytest.raises(OSError, match="No such file"):
        new.publish(in_one_step=in_one_step)
    assert (site / "index.html").read_text() == "old"
    new.discard()


def test_leftovers_of_killed_builds_are_deleted_or_restored(tmp_path: Path) -> None:
    stale = write(tmp_path / ".site.briefgen-new-0", {"index.html": "half"})
    old = write(tmp_path / ".site.briefgen-old-0", {"index.html": "old"})
    StagedSite(tmp_path / "site").discard()
    assert (tmp_path / "site/index.html").read_text() == "old"
    assert not stale.exists()
    assert not old.exists()


def test_the_folder_of_a_running_build_is_kept(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib; from briefgen.files.swap import StagedSite; "
        "new = StagedSite(pathlib.Path(sys.argv[1])); print(new.folder, flush=True); sys.stdin.read()"
    )
    words = [sys.executable, "-c", script, str(tmp_path / "site")]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        theirs = Path(other.stdout.readline().strip())
        assert theirs.parent == tmp_path
        (theirs / "index.html").write_text("theirs")
        old = time.time() - 1000
        os.utime(theirs, (old, old))
        ours = StagedSite(tmp_path / "site")
        write(ours.folder, {"index.html": "ours"})
        ours.publish()
        assert (theirs / "index.html").read_text() == "theirs"
        other.kill()
    StagedSite(tmp_path / "site").discard()
    assert _names(tmp_path) == ["site"]


def test_the_last_of_two_builds_at_once_wins(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"index.html": "old"})
    first, second = StagedSite(site), StagedSite(site)
    write(first.folder, {"index.html": "first"})
    write(second.folder, {"index.html": "second"})
    second.publish()
    first.publish()
    assert (site / "index.html").read_text() == "first"
    assert _names(tmp_path) == ["site"]


def test_hidden_files_of_the_old_site_are_kept(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"index.html": "old", ".git/HEAD": "ref", ".nojekyll": "", ".own": "theirs"})
    new = StagedSite(site)
    write(new.folder, {"index.html": "new", ".own": "ours"})
    new.copy_hidden()
    new.publish()
    assert _names(site) == [".git", ".nojekyll", ".own", "index.html"]
    assert (site / ".own").read_text() == "ours"


def test_a_linked_site_is_swapped_at_the_link_target(tmp_path: Path) -> None:
    real = write(tmp_path / "real", {"index.html": "old"})
    (tmp_path / "site").symlink_to(real)
    new = StagedSite(tmp_path / "site")
    write(new.folder, {"index.html": "new"})
    new.publish()
    assert (tmp_path / "site").is_symlink()
    assert (real / "index.html").read_text() == "new"


def test_a_file_or_mount_point_as_site_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    with pytest.raises(NotADirectoryError, match="a file, not a folder"):
        StagedSite(tmp_path / "site")
    with pytest.raises(OSError, match="a disk is mounted here"):
        StagedSite(Path("/"))


def test_a_new_site_keeps_the_mode_of_the_old_one(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"index.html": "old"})
    site.chmod(0o2750)
    new = StagedSite(site)
    new.publish()
    assert site.stat().st_mode & 0o7777 == 0o2750
