"""Find out whether a folder must stay the same folder: mount points and processes.

A process that has a folder open, works in it or has it mounted does not see a folder that replaces it. Linux lists them in
`/proc`. Processes of other users cannot be seen, so the answer may be wrong for them. Elsewhere only mount points are found.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")


def is_held(folder: Path) -> bool:
    """Return whether a folder is mounted, or a visible process uses it."""
    if not folder.is_dir():
        return False
    path = str(folder.resolve())
    if Path(path).is_mount() or any(_is_at_or_below(point, path) for point in mount_points()):
        return True
    return any(_holds(process, path) for process in _processes()) or _is_mounted_elsewhere(path)


def mount_points() -> tuple[str, ...]:
    """Return the folders and files on which something is mounted, for this process."""
    return tuple(point for _, _, point in _mounts(_PROC / "self"))


def _mounts(process: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the device, the folder on that device, and the mount point of each mount that a process sees."""
    with suppress(OSError, UnicodeDecodeError):
        for line in (process / "mountinfo").read_text("utf-8").splitlines():
            _, _, device, root, point, *_ = line.split(" ")
            yield device, _decoded(root), _decoded(point)


def _decoded(path: str) -> str:
    # the kernel writes these four characters in octal
    for code, character in (("040", " "), ("011", "\t"), ("012", "\n"), ("134", "\\")):
        path = path.replace(f"\\{code}", character)
    return path


def _processes() -> Iterator[Path]:
    with suppress(OSError):
        yield from (_PROC / name for name in os.listdir(_PROC) if name.isdecimal())


def _holds(process: Path, path: str) -> bool:
    with suppress(OSError):
        if _is_at_or_below(os.readlink(process / "cwd"), path):
            return True
    with suppress(OSError):
        for number in os.listdir(process / "fd"):
            with suppress(OSError):
                if os.readlink(process / "fd" / number) == path:
                    return True
    return False


def _is_mounted_elsewhere(path: str) -> bool:
    """Return whether another process, such as a container's, has the folder mounted."""
    here = [each for each in _mounts(_PROC / "self") if _is_at_or_below(path, each[2])]
    if not here:
        return False
    device, root, point = max(here, key=lambda each: len(each[2]))
    on_device = os.path.normpath(os.path.join(root, os.path.relpath(path, point)))
    own = os.stat(_PROC / "self/ns/mnt").st_ino
    seen = {own}
    for process in _processes():
        with suppress(OSError):
            namespace = os.stat(process / "ns/mnt").st_ino
            if namespace in seen:
                continue
            seen.add(namespace)
            if any((device, on_device) == each[:2] for each in _mounts(process)):
                return True
    return False


def _is_at_or_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder.rstrip('/')}/")
