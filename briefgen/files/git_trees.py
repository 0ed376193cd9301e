"""Files of a commit, read from git's objects.

They are written to a temporary folder.

The work tree and the index are neither read nor changed. Symbolic links and submodules are left out.

Guarantee: nothing is written outside the temporary folder, also where a tree has names such as `..`
(`tests/unit/files/test_git_trees.py`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from hashlib import new as new_hash
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from briefgen.files.git import NoRevision, run, run_bytes
from briefgen.files.limits import CEILING

_REGULAR = ("100644", "100755")
SHA1_DIGITS = 40
"""The length of git's usual hashes; repositories with SHA-256 have longer ones."""
_BLOBS_AT_ONCE = 2000
_MOST_MESSAGES = 2000
_CHUNK = 1 << 20
_CONFIGURATION = "mkdocs.yml"
_BRIEFINGS = ("/briefing.yaml", "/briefing.yml")


class TreeFile(msgspec.Struct, frozen=True):
    """A regular file of a commit: the hash of its content, and its size in bytes."""

    hash: str
    size: int


def files_at(commit: str, project: Path) -> dict[str, TreeFile]:
    """Return the regular files of a commit by path from the root of the repository.

    Paths that could leave a folder are left out. Raises NoRevision if git fails.
    """
    listed = run(project, "ls-tree", "-r", "-l", "-z", "--full-tree", commit)
    found: dict[str, TreeFile] = {}
    for line in filter(None, listed.split("\0")):
        head, _, path = line.partition("\t")
        mode, _kind, hash, size = head.split()
        if mode in _REGULAR and _is_inside(path) and size.isdigit():
            found[path] = TreeFile(hash, int(size))
    return found


def _is_inside(path: str) -> bool:
    parts = path.split("/")
    return not ({"", ".", ".."} & set(parts)) and "\\" not in path and not PurePosixPath(path).is_absolute()


def contents_of(hashes: list[str], project: Path) -> dict[str, bytes]:
    """Return the contents of blobs by their hashes.

    Raises NoRevision where the clone lacks one.
    """
    found: dict[str, bytes] = {}
    for first in range(0, len(hashes), _BLOBS_AT_ONCE):
        some = hashes[first : first + _BLOBS_AT_ONCE]
        printed = run_bytes(project, "cat-file", "--batch", given="\n".join([*some, ""]).encode())
        at = 0
        for hash in some:
            end = printed.index(b"\n", at)
            *_, kind, size = (b"", *printed[at:end].split())
            if not size.isdigit():
                raise NoRevision(
                    f"this clone lacks file contents (`{hash[:12]}` is {kind.decode()}); fetch all of them"
                )
            at = end + 1 + int(size)
            found[hash] = printed[end + 1 : at]
            at += 1
    return found


def write(files: Mapping[str, TreeFile], project: Path, folder: Path, is_wanted: Callable[[str], bool]) -> None:
    """Write the wanted files of a commit into a folder.

    A file above every limit gets its size and no content, so that the reader of the folder rejects it in the same way.
    """
    wanted = {path: file for path, file in files.items() if is_wanted(path)}
    small = sorted({file.hash for file in wanted.values() if file.size <= CEILING.file_bytes})
    contents = contents_of(small, project)
    for parent in sorted({(folder / path).parent for path in wanted}):
        parent.mkdir(parents=True, exist_ok=True)
    for path, file in wanted.items():
        if file.hash in contents:
            (folder / path).write_bytes(contents[file.hash])
        else:
            (folder / path).touch()
            os.truncate(folder / path, file.size)


def is_near(path: str, root: str) -> bool:
    """Return whether a file may be a project's configuration.

    It may also be one that the configuration inherits from.

    That is a YAML file beside the project's, in a folder above it, or in a folder right below it.
    """
    parent = PurePosixPath(path).parent.as_posix()
    here = PurePosixPath(root or ".")
    around = {place.as_posix() for place in (here, *here.parents)}
    is_below = PurePosixPath(parent).parent.as_posix() == here.as_posix()
    return path.endswith((".yml", ".yaml")) and (parent in around or is_below)


def hashes_below(folder: Path, *, digits: int = SHA1_DIGITS) -> dict[str, str]:
    """Return git's hash of each regular file in a folder by its path there.

    No symbolic link is followed.
    """
    found: dict[str, str] = {}
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                found[path.relative_to(folder).as_posix()] = _file_hash(path, digits)
    return found


def _file_hash(path: Path, digits: int) -> str:
    found = _hasher(path.stat().st_size, digits)
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            found.update(chunk)
    return str(found.hexdigest())


def _hasher(size: int, digits: int) -> Any:
    found = new_hash("sha1" if digits == SHA1_DIGITS else "sha256", usedforsecurity=False)
    found.update(b"blob %d\0" % size)
    return found


def project_in(files: Mapping[str, TreeFile], path: str) -> str | None:
    """Return the folder of a project in a commit, or None where it has none.

    It is the same folder as now, or else the only one with `mkdocs.yml` and a briefing below it.
    """
    if below(path, _CONFIGURATION) in files:
        return path
    briefings = [PurePosixPath(name).parent.parent.as_posix() for name in files if name.endswith(_BRIEFINGS)]
    candidates = {"" if place == "." else place for place in briefings}
    found = [place for place in sorted(candidates) if below(place, _CONFIGURATION) in files]
    return found[0] if len(found) == 1 else None


def below(folder: str, path: str) -> str:
    """Return a path in a folder; an empty folder stands for the root."""
    return f"{folder}/{path}" if folder else path


def subject_of(commit: str, project: Path) -> str:
    """Return the first line of a commit's message."""
    return run(project, "log", "-1", "--format=%s", "--end-of-options", commit).strip()


def messages_between(base: str, head: str, project: Path) -> list[str]:
    """Return the messages of the commits of a head that its base has not.

    The newest message is the first.
    """
    listed = run(
        project, "log", f"--max-count={_MOST_MESSAGES}", "-z", "--format=%B", "--end-of-options", f"{base}..{head}"
    )
    return [text for text in listed.split("\0") if text.strip()]
