"""Partial files of killed writes: their names, and how later runs delete them.

A write goes to `.NAME.PID.part` beside its file, and then replaces the file. A process that is killed in between leaves
the partial file.

Guarantees (`tests/unit/files/test_partial.py`): only regular files with such a name are deleted. They belong to the user
who runs the command, and their process has ended. Symbolic links are not followed.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

_MOST_OF_NAME = 40
_NAME = re.compile(rf"\..{{1,{_MOST_OF_NAME}}}\.([1-9][0-9]{{0,9}})\.part", re.DOTALL)
_ABANDONED_AGE = 86_400
"""Seconds after which a partial file counts as abandoned.

Its process id may belong to another process by then.
"""
_MOST_ENTRIES, _DEPTH = 1_000_000, 64


def partial_of(path: Path) -> Path:
    """Return the partial file to which this process writes a file's new content.

    Names of files are shortened, because a file system limits them; a hash keeps them different.
    """
    name = path.name
    if len(name) > _MOST_OF_NAME:
        name = f"{name[: _MOST_OF_NAME - 9]}~{blake2b(os.fsencode(name), digest_size=4).hexdigest()}"
    return path.with_name(f".{name}.{os.getpid()}.part")


def delete_abandoned(folders: Iterable[Path], *, below: bool = True) -> int:
    """Delete the partial files of ended processes in folders; return their number.

    Folders inside them are searched if ``below`` is on. Folders and files that cannot be read or deleted are skipped.
    """
    waiting = [(folder, 0) for folder in dict.fromkeys(folders) if not folder.is_symlink()]
    deleted = seen = 0
    while waiting and seen < _MOST_ENTRIES:
        folder, depth = waiting.pop()
        with suppress(OSError), os.scandir(folder) as listing:
            for item in listing:
                seen += 1
                if item.name.endswith(".part"):
                    deleted += _is_deleted(item)
                elif below and depth < _DEPTH and item.name != ".git" and item.is_dir(follow_symlinks=False):
                    waiting.append((Path(item.path), depth + 1))
    return deleted


def _is_deleted(item: os.DirEntry[str]) -> bool:
    name = _NAME.fullmatch(item.name)
    with suppress(OSError):
        if name and _is_abandoned(item.stat(follow_symlinks=False), int(name[1])):
            os.unlink(item.path)
            return True
    return False


def _is_abandoned(found: os.stat_result, process: int) -> bool:
    if not stat.S_ISREG(found.st_mode) or (hasattr(os, "geteuid") and found.st_uid != os.geteuid()):
        return False
    return not _is_running(process) or time.time() - found.st_mtime > _ABANDONED_AGE


def _is_running(process: int) -> bool:
    if os.name == "nt":  # pragma: no cover - there `os.kill` ends the process
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
