"""Publishing in place keeps the folder, and kills leave a usable site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.files import in_place
from briefgen.files.holders import is_held
from briefgen.files.swap import StagedSite, Way
from tests.conftest import write

OLD = {
    "index.html": "old", "SHA256SUMS": "old", "a.css": "old", "same.css": "same", "gone/index.html": "old", "gone/x.png": "old",
    "file": "old", "folder/x": "old", ".git/HEAD": "ref",
}  # fmt: skip
NEW = {
    "index.html": "new", "SHA256SUMS": "new", "a.css": "new", "same.css": "same", "b/index.html": "new", "b/y.png": "new",
    "file/x": "new", "folder": "new",
}  # fmt: skip
WHOLE = {**NEW, ".git/HEAD": "ref"}


def _files(folder: Path) -> dict[str, str]:
    return {file.relative_to(folder).as_posix(): file.read_text() for file in folder.rglob("*") if file.is_file()}


def _staged(site: Path, files: dict[str, str], way: Way = "in-place") -> StagedSite:
    new = StagedSite(site, way)
    write(new.folder, files)
    return new


def test_folder_stays_and_holds_exactly_the_new_site(tmp_path: Path) -> None:
    site = write(tmp_path / "site", OLD)
    kept, unchanged = site.stat().st_ino, (site / "same.css").stat().st_ino
    assert _staged(site, NEW).publish()
    assert _files(site) == WHOLE
    assert (site.stat().st_ino, (site / "same.css").stat().st_ino) == (kept, unchanged)
    assert not (site / "gone").exists()
    assert os.listdir(tmp_path) == ["site"]


def test_pages_come_after_assets_and_before_deletions(tmp_path: Path) -> None:
    site = write(tmp_path / "site", OLD)
    new = _staged(site, NEW)
    moved: list[str] = []

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in ("os.rename", "os.remove") and moved is not None and str(arguments[0]).startswith(str(site)):
            path = os.path.relpath(str(arguments[0]), site)
            moved.append(("-" if event == "os.remove" else "+") + path.removeprefix(f"{in_place.FOLDER}/files/"))

    sys.addaudithook(hook)
    new.publish()
    steps = [each for each in moved if in_place.FOLDER not in each and each not in ("-file", "+folder")]
    kinds = [
        "page" if e.startswith("+") and e.endswith(".html") else "sums" if e == "+SHA256SUMS" else e[0] for e in steps
    ]
    assert kinds == sorted(kinds, key=("+", "page", "sums", "-").index)
    assert {"+", "page", "sums", "-"} == set(kinds)
    assert steps.index("-gone/index.html") < steps.index("-gone/x.png")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_kill_at_any_step_leaves_a_site_that_is_completed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    states = []
    for number in range(1, 200):
        write(site, OLD)
        new = _staged(site, NEW)
        child = os.fork()
        if child == 0:
            _kill_at(number)
            new.publish()
            os._exit(0)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        found = {path: text for path, text in _files(site).items() if not path.startswith(in_place.FOLDER)}
        is_partial = [path for path, text in found.items() if text not in (OLD.get(path), WHOLE.get(path))]
        assert is_partial == []
        if found.get("b/index.html"):
            assert found["b/y.png"] == found["a.css"] == "new", "a page was there before its assets"
        new.discard()
        StagedSite(site, "in-place").discard()
        after = _files(site)
        assert after in (OLD, WHOLE)
        states.append(after == WHOLE)
        subprocess.run(["rm", "-rf", str(site)], check=True)
        if ended == 0:
            break
    assert states == sorted(states)
    assert states.count(False) > 10
    assert states.count(True) > 10


def _kill_at(number: int) -> None:
    left = number

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        del arguments
        if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"):
            left -= 1
            if not left:
                os._exit(9)

    sys.addaudithook(hook)


def test_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write(tmp_path / "site", OLD)
    new = _staged(site, NEW)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(in_place, "_move_or_copy", fail)
    with pytest.raises(OSError, match="No space left"):
        new.publish()
    assert _files(site) == OLD


def test_links_in_the_site_are_replaced_and_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"index.html": "theirs", "x": "theirs"})
    site = write(tmp_path / "site", {"index.html": "old"})
    (site / "b").symlink_to(outside)
    (site / "stale").symlink_to(outside)
    _staged(site, {"b/index.html": "new", "index.html": "new"}).publish()
    assert _files(site) == {"b/index.html": "new", "index.html": "new"}
    assert _files(outside) == {"index.html": "theirs", "x": "theirs"}


def test_forged_journal_reaches_nothing_outside_the_site(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"x": "theirs"})
    journal = {"moved": ["l/x", "../../../outside/x"], "deleted": ["../outside/x", f"{outside}/x", "m/x"]}
    site = write(tmp_path / "site", {f"{in_place.FOLDER}/journal.json": json.dumps(journal), "index.html": "old"})
    (site / in_place.FOLDER / "files").mkdir()
    (site / in_place.FOLDER / "files/l").symlink_to(outside)
    (site / "m").symlink_to(outside)
    StagedSite(site, "swap").discard()
    assert _files(outside) == {"x": "theirs"}
    assert not (site / in_place.FOLDER).exists()


# When a folder is kept.


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists open folders in `/proc`")
def test_folder_that_is_open_or_worked_in_is_kept(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"index.html": "old", "below/x": "old"})
    assert not is_held(site)
    opened = os.open(site, os.O_RDONLY)
    try:
        assert is_held(site)
        assert _staged(site, {"index.html": "new"}, "auto").publish()
        assert os.listdir(opened) == ["index.html"]
    finally:
        os.close(opened)
    assert not is_held(site)
    write(site, {"below/x": "old"})
    with subprocess.Popen(["cat"], cwd=site / "below", stdin=subprocess.PIPE) as other:
        assert is_held(site)
        other.communicate()
    assert not _staged(site, {"index.html": "newer"}, "auto").publish()
    assert _files(site) == {"index.html": "newer"}


_MOUNTED = """
set -e
mount --bind "$1/disk" "$1/$2"
exec "$3" -c "$4" "$1"
"""
_PUBLISH = """
import sys
from pathlib import Path
from briefgen.files.swap import StagedSite
folder = Path(sys.argv[1])
new = StagedSite(folder / "site", "auto")
(new.folder / "index.html").write_text("new")
print(new.publish())
"""


@pytest.mark.parametrize("place", ["site", "site/media"])
def test_mounted_site_is_kept_and_what_is_mounted_below_it(place: str, tmp_path: Path) -> None:
    write(tmp_path, {"disk/index.html": "old", "disk/stale": "old", "site/media/x": "old"})
    words = ["unshare", "--mount", "sh", "-c", _MOUNTED, "sh", str(tmp_path), place, sys.executable, _PUBLISH]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip("only root can mount a folder")
    assert done.stdout == "True\n", done.stderr
    if place == "site":
        assert _files(tmp_path / "disk") == {"index.html": "new"}
    else:
        assert _files(tmp_path / "disk") == {"index.html": "old", "stale": "old"}
        assert (tmp_path / "site/index.html").read_text() == "new"
