"""Network layout by Graphviz: place boxes so that connected ones are close.

No two boxes overlap. This is the only module that knows the program `graphviz-pure`, a port of Graphviz that gives
the same numbers on every platform. The input is in the DOT language, so any Graphviz could replace it.
"""

from __future__ import annotations

import math
import subprocess
from functools import cache, lru_cache
from importlib import metadata

PROGRAM = "graphviz-pure"
_INCH = 72
# Stress majorization from a fixed start, with hubs kept apart. Then overlaps are removed; the shape stays.
_GRAPH = "overlap=prism,overlap_scaling=-1,model=subset,pack=8,start=1,splines=line"
_MOST_SECONDS = 120


@lru_cache(maxsize=8)
def arrange(
    boxes: tuple[tuple[int, int], ...], ties: tuple[tuple[int, int], ...]
) -> tuple[tuple[tuple[int, int], ...], tuple[int, int]] | None:
    """Return the centre of each box and the size of the drawing, in pixels.

    `boxes` are widths and heights, `ties` are pairs of box indexes. The origin is the upper left corner. None if
    the program is missing or fails. The result is cached because most rebuilds of `mkdocs serve` leave the network
    unchanged.
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
    """Return the layout from Graphviz's plain output, which uses inches and upward y."""
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
    """Return the path of the program that the package installed, or None."""
    try:
        files = metadata.files(PROGRAM) or []
    except metadata.PackageNotFoundError:
        return None
    return next((str(file.locate()) for file in files if file.stem == PROGRAM and file.suffix in ("", ".exe")), None)
