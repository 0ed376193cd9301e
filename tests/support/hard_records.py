"""Make records of documents that cause backtracking, and check quotations.

`tests/property/test_time_law.py` runs this module as a child process: `python -m tests.support.hard_records growth
20000 3` compares the CPU time of two sizes, `… allowed 5000000 3` measures one, and `… units 20000 40` compares records alone.
The last number says how many groups or units.
"""

from __future__ import annotations

import gc
import json
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from briefgen.build import check_project
from briefgen.config import Config
from briefgen.corpus import records
from briefgen.corpus.cache import Cache
from briefgen.model.edtf import parse
from briefgen.provenance import short_quotes, summary
from briefgen.text import shingles
from briefgen.text.passages import read
from tests.conftest import write
from tests.support.hard_fields import UNITS as FIELD_UNITS
from tests.support.hard_texts import MOST_GROWTH, hang, longest
from tests.support.hard_texts import UNITS as EXPRESSION_UNITS
from tests.support.small import CLEAN

_OF_SEGMENTS = (
    *(
        "a.b. A ",
        "Mr. A ",
        "No. 1 ",
        "\n \n",
        "a\f",
        "a\x85",
        "a-\n",
        "a-",
        "'a",
        "ก",
        "e\u0301",
        "a\u0327\u0301 ",
        "İ",
        "ﬃ ",
    ),
    *("[…] ", "(. . .) ", "[a] ", "a[b]", "「a。」", "?! ", "…” A", "1-", "¬\n", "\xad", "½ "),
)
"""Strings that are hard for the segmentation and for the search of quotations."""
UNITS = tuple(dict.fromkeys((*_OF_SEGMENTS, *FIELD_UNITS, *EXPRESSION_UNITS)))
"""Strings that a hard document repeats."""
_TOGETHER = 8
GROUPS = tuple(UNITS[start : start + _TOGETHER] for start in range(0, len(UNITS), _TOGETHER))
_FLOOR = 0.1
_MOST_TIMES = 5
"""How many times as long as plain prose a hard document of the same size may take."""
_PLAIN = ("The talks will go on in spring, the ministry said. ",)


def document(units: Sequence[str], size: int) -> str:
    """Return a document of about so many bytes in which each unit fills an equal part."""
    share = size // len(units)
    return "a b c d. " + " Z\n\n".join(unit * (share // len(unit.encode())) for unit in units)


def quotations(units: Sequence[str]) -> Iterator[str]:
    """Yield long quotations: found, not found, and in many parts."""
    shown = ["".join(filter(str.isprintable, unit)) for unit in units]
    yield "a b c d"
    yield "zzz never said this"
    yield "…".join(f"{unit * 20} " for unit in shown)
    yield from (f"x {unit * (2000 // (len(unit) or 1))} zzz" for unit in shown)


def cpu(units: Sequence[str], size: int) -> float:
    """Return the CPU seconds of making a record and checking quotations.

    They are checked without the text of the document, and then with it.
    """
    event = CLEAN["content/events/2025-11-27-talks.yaml"] + "statements:\n"
    for number, text in enumerate(quotations(units)):
        event += f"  - {{id: s{number}, speaker: ministry, quote: {json.dumps(text)}, cite: [wire]}}\n"
    content = document(units, size).encode()
    with tempfile.TemporaryDirectory() as name:
        folder = write(Path(name), {**CLEAN, "content/events/2025-11-27-talks.yaml": event})
        start = time.process_time()
        held = records.made("wire", content, parse("2025-11-30"))
        write(folder, {path: part.decode() for path, part in records.files(held).items()})
        _check(folder)
        (folder / "seeds/texts").mkdir()
        (folder / "seeds/texts/wire.txt").write_bytes(content)
        _check(folder)
        return time.process_time() - start


def _check(folder: Path) -> None:
    corpus = check_project(Config(project=folder), Cache()).corpus
    held = corpus.records["wire"]
    short_quotes.proofs(corpus, held)
    summary.data(corpus, ("wire",))


def unread(size: int, units: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield each unit with its problem: more than linear time for its record alone."""
    gc.disable()
    for unit in units:

        def call(size: int, unit: str = unit) -> None:
            text = f"a b c d. {unit * (size // len(unit))}"
            shingles.decode(shingles.encode(shingles.make(read(text, "en"), "wire")))

        # a collection in one of the two measurements would count as growth
        gc.collect()
        yield {"place": unit, "wrong": longest(call, size)}


def slow(size: int, groups: Sequence[Sequence[str]]) -> Iterator[dict[str, Any]]:
    """Yield each group with its problem: growth that is more than linear."""
    for units in groups:
        one, two = cpu(units, size), cpu(units, 2 * size)
        if two > MOST_GROWTH * max(one, _FLOOR):
            # other programs disturb a measurement; they only add to it
            one, two = min(one, cpu(units, size)), min(two, cpu(units, 2 * size))
        growth = two / max(one, _FLOOR)
        yield {"place": str(units), "wrong": f"{growth:.1f} times the work" if growth > MOST_GROWTH else ""}


def expensive(size: int, groups: Sequence[Sequence[str]]) -> Iterator[dict[str, Any]]:
    """Yield each group with its problem: far more work than plain prose of its size."""
    plain = min(cpu(_PLAIN, size) for _ in range(2))
    for units in groups:
        times = cpu(units, size) / plain
        yield {"place": str(units), "wrong": f"{times:.1f} times the work" if times > _MOST_TIMES else ""}


def main() -> None:
    """Print one line of JSON for each unit or group: its text and its problem."""
    signal.signal(signal.SIGVTALRM, hang)
    way, size, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    found = (
        unread(size, UNITS[:count])
        if way == "units"
        else (slow if way == "growth" else expensive)(size, GROUPS[:count])
    )
    for one in found:
        print(json.dumps(one), flush=True)


if __name__ == "__main__":
    main()
