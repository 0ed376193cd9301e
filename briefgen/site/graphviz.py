"""Where to draw the boxes of a network, by Graphviz: those that are tied come near each other, and no two overlap.

The one door to the program `graphviz-pure`, a port of Graphviz that gives the same numbers on every platform. It reads the
DOT language, so any Graphviz could take its place.
"""

from __future__ import annotations

import math
import subprocess
from functools import cache, lru_cache
from importlib import metadata

PROGRAM = "graphviz-pure"
_INCH = 72
# stress majorization from a fixed start, with hubs kept at a distance; then overlaps are removed without changing the shape
_GRAPH = "overlap=prism,overlap_scaling=-1,model=subset,pack=8,start=1,splines=line"
_MOST_SECONDS = 120


@lru_cache(maxsize=8)
def arrange(
    boxes: tuple[tuple[int, int], ...], ties: tuple[tuple[int, int], ...]
) -> tuple[tuple[tuple[int, int], ...], tuple[int, int]] | None:
    """Return the middle of each box and the size of the whole; None where the program is missing or fails.

    Boxes are widths and heights, ties are pairs of their numbers. The whole begins at nought, downwards. Kept, because most
    changes that `serve` sees leave the network as it was.
    """
    if not boxes:
        return (), (0, 0)
    program = _program()
    if program is None:
        return None
    nodes = (f"{n} [width={width / _INCH:.4f},height={height / _INCH:.4f}]" for n, (width, height) in enumerate(boxes))
    edges = (f"{one}--{other}" for one, other in ties)
    dot = f'graph {{graph [{_GRAPH}];node [shape=box,fixedsize=true,label=""];{";".join((*nodes, *edges))}}}'
    try:
        done = subprocess.run(
            [program, "-Kneato", "-Tplain"], input=dot.encode(), capture_output=True, check=True, timeout=_MOST_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return _read(done.stdout.decode("utf-8", "replace"), len(boxes))


def _read(plain: str, count: int) -> tuple[tuple[tuple[int, int], ...], tuple[int, int]] | None:
    """Return what the output in Graphviz's plain format says: inches, upwards."""
    width = height = 0
    found: dict[int, tuple[int, int]] = {}
    try:
        for line in plain.splitlines():
            what, *words = line.split()
            if what == "graph":
                width, height = math.ceil(float(words[1]) * _INCH), math.ceil(float(words[2]) * _INCH)
            elif what == "node":
                found[int(words[0])] = (round(float(words[1]) * _INCH), height - round(float(words[2]) * _INCH))
    except (ValueError, IndexError, OverflowError):
        return None
    if found.keys() != set(range(count)):
        return None
    return tuple(found[n] for n in range(count)), (width, height)


@cache
def _program() -> str | None:
    """Return the program as its package installed it, on the search path or not."""
    try:
        files = metadata.files(PROGRAM) or []
    except metadata.PackageNotFoundError:
        return None
    return next((str(file.locate()) for file in files if file.stem == PROGRAM and file.suffix in ("", ".exe")), None)
