"""A site is built beside the one that is there: whole or not at all, whoever else builds, whatever was left behind."""

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


def test_a_new_site_appears_whole(tmp_path: Path) -> None:
    new = StagedSite(tmp_path / "a" / "site")
    write(new.folder, {"index.html": "new"})
    assert not new.site.exists()
    new.publish()
    assert (tmp_path / "a/site/index.html").read_text() == "new"
    assert _names(tmp_path / "a") == ["site"]


@pytest.mark.parametrize("in_one_step", [True, False])
def test_a_new_site_takes_the_old_ones_place(tmp_path: Path, in_one_step: bool) -> None:
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


def test_what_is_discarded_leaves_the_old_site(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"index.html": "old"})
    new = StagedSite(site)
    write(new.folder, {"index.html": "new"})
    new.discard()
    assert (site / "index.html").read_text() == "old"
    assert _names(tmp_path) == ["site"]


@pytest.mark.parametrize("in_one_step", [True, False])
def test_a_failed_swap_puts_the_old_site_back(tmp_path: Path, in_one_step: bool) -> None:
    site = write(tmp_path / "site", {"index.html": "old"})
    new = StagedSite(site)
    new.folder.rmdir()
    with pytest.raises(OSError, match="No such file"):
        new.publish(in_one_step=in_one_step)
    assert (site / "index.html").read_text() == "old"
    new.discard()


def test_what_a_killed_build_left_is_taken_away_and_a_site_that_it_moved_is_put_back(tmp_path: Path) -> None:
    stale = write(tmp_path / ".site.briefgen-new-0", {"index.html": "half"})
    old = write(tmp_path / ".site.briefgen-old-0", {"index.html": "old"})
    StagedSite(tmp_path / "site").discard()
    assert (tmp_path / "site/index.html").read_text() == "old"
    assert not stale.exists()
    assert not old.exists()


def test_the_folder_of_a_build_that_goes_on_is_left_alone(tmp_path: Path) -> None:
    script = "import sys, pathlib, briefgen.files.swap as b; n = b.Beside(pathlib.Path(sys.argv[1])); print(n.folder, flush=True); sys.stdin.read()"
    words = [sys.executable, "-c", script, str(tmp_path / "site")]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        theirs = Path(other.stdout.readline().strip())
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


def test_hidden_files_that_somebody_keeps_in_the_site_stay(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"index.html": "old", ".git/HEAD": "ref", ".nojekyll": "", ".own": "theirs"})
    new = StagedSite(site)
    write(new.folder, {"index.html": "new", ".own": "ours"})
    new.copy_hidden()
    new.publish()
    assert _names(site) == [".git", ".nojekyll", ".own", "index.html"]
    assert (site / ".own").read_text() == "ours"


def test_a_site_that_is_a_link_is_swapped_where_it_leads(tmp_path: Path) -> None:
    real = write(tmp_path / "real", {"index.html": "old"})
    (tmp_path / "site").symlink_to(real)
    new = StagedSite(tmp_path / "site")
    write(new.folder, {"index.html": "new"})
    new.publish()
    assert (tmp_path / "site").is_symlink()
    assert (real / "index.html").read_text() == "new"


def test_a_file_or_a_mounted_disk_in_the_sites_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    with pytest.raises(NotADirectoryError, match="a file, not a folder"):
        StagedSite(tmp_path / "site")
    with pytest.raises(OSError, match="a disk is mounted here"):
        StagedSite(Path("/"))


def test_a_site_keeps_its_mode(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"index.html": "old"})
    site.chmod(0o2750)
    new = StagedSite(site)
    new.publish()
    assert site.stat().st_mode & 0o7777 == 0o2750
