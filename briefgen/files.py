"""Write files whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

ON_DISK: Mapping[str, bytes] = MappingProxyType({})
"""No content that stands for a file's own: everything is as it is on disk."""


def write_atomically(path: Path, content: bytes) -> bool:
    """Replace the file in one step, making its folders; leave it alone and return False when it holds this already."""
    try:
        if path.read_bytes() == content:
            return False
    except OSError:
        pass
    beside = path.with_name(f".{path.name[:40]}.{os.getpid()}.part")
    # left by a run that was killed; numbers of processes come again
    beside.unlink(missing_ok=True)
    try:
        stream = beside.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = beside.open("xb")
    try:
        with stream:
            stream.write(content)
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return True
