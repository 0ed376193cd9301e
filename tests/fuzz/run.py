"""The fuzzer: mutates real files; failing inputs are minimised and saved.

`make fuzz SECONDS=600` runs it for longer, `python -m tests.fuzz.run --target yaml` for one target. The tests replay the inputs
in `tests/fuzz/crashes/`. A name's part before the first hyphen is the target.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

from tests.conftest import ROOT
from tests.fuzz.targets import TARGETS
from tests.property.strategies import YAML_PIECES
from tests.property.test_prose_safety import PIECES

CRASHES = Path(__file__).parent / "crashes"
LIMIT = 5.0
"""Limit of CPU seconds for one input, generous enough for a slow machine."""
_MOST = 20_000
_DATES = (
    "2025-11-27",
    "2025-11-27T10:00Z",
    "2025-11?",
    "2025-11-27/2025-12",
    "../2025",
    "-0044",
    "Y-12345",
    "2025-21",
    "202X",
    "27 November 2025",
)
_ADDRESSES = (
    "https://user@example.org:80/a?b=c#d",
    "http://[::1]/",
    "mailto:a@b.example",
    "https://новости.рф/%D0%B0",
    "//x",
    "javascript:x",
)
_LOCATORS = ("para. 3", "p. 12", "pp. 3-4", "sent. 7", "00:14:05", "art. 5(1)(a)", "§ 3")


def crash(name: str, data: bytes) -> str:
    """Return the traceback of a target that fails on the bytes, or an empty text."""
    start = time.process_time()
    try:
        TARGETS[name](data)
    except Exception:
        return traceback.format_exc()
    seconds = time.process_time() - start
    return f"took {seconds:.1f} s" if seconds > LIMIT else ""


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    """Return the seed inputs of a target."""
    briefs = [f.read_bytes() for f in sorted((ROOT / "content").rglob("*.yaml"))[::7]]
    briefs += [f.read_bytes() for f in sorted((ROOT / "tests/data/cases").rglob("*.yaml"))]
    words = {
        "date": _DATES,
        "locator": _LOCATORS,
        "address": _ADDRESSES,
        "name": ("the-office", "The Office", "ОФИС", "con", "a--b"),
        "options": (
            "plugins:\n  - search\n  - briefgen:\n      content: a/b\n      limits: {files: 100}\n      severity: {BG4: note}\n      as_of: 2025-11\n",
        ),
    }
    if name in words:
        return tuple(word.encode() for word in words[name])
    if name == "record":
        return tuple(f.read_bytes() for f in sorted((ROOT / "seeds").iterdir()) if f.is_file())
    if name == "kept":
        # the array that the reader expects: maker, entries by path, key
        one = [b"0" * 16, "x", "actor", {"id": "x", "name": "X", "summary": "S."}, [], True]
        return (
            msgspec.msgpack.encode(["", {"content/actors/x.yaml": one}, ""]),
            b"\xdd\xff\xff\xff\xff",
            b"\x91" * 5000,
        )
    if name == "prose":
        fields = [re.sub(rb"(?m)^[a-z_]+: (?:>-|\|)?", b"", text) for text in briefs]
        return tuple(fields)
    return tuple(briefs)


_PIECES: tuple[bytes, ...] = tuple(
    piece.encode("utf-8", "replace")
    for piece in (
        *(str(each) for strategy in (YAML_PIECES, PIECES) for each in strategy.elements),  # type: ignore[attr-defined]  # what the laws try
        *_DATES, *_ADDRESSES, *_LOCATORS,
        "\u202e", "\u200d", "\ufe0f", "\U000e0041", "\ue000", "\u2028", "\x85", "\r", "\x1b[31m", "99999999999999999999", "nan", "1e400", "-0", "٣",
    )
)  # fmt: skip


def _flip(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_PIECES) + data[at:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_PIECES) * chance.choice((2, 10, 1000)) + data[at:]


def _cut(data: bytes, chance: random.Random) -> bytes:
    one, other = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:one] + data[other:]


def _double(data: bytes, chance: random.Random) -> bytes:
    one, other = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:other] + data[one:]


def _trim(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_flip, _insert, _insert, _repeat, _cut, _double, _trim)


def inputs(name: str, seed: int) -> Iterator[bytes]:
    """Yield inputs without end; the same seed gives the same inputs."""
    chance = random.Random(f"{name} {seed}")
    while True:
        data = chance.choice(seeds(name))
        if chance.random() < 0.2:
            other = chance.choice(seeds(name))
            data = data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]
        for _ in range(chance.choice((1, 1, 2, 3, 5, 8, 13))):
            data = chance.choice(_WAYS)(data, chance)
        yield data[:_MOST]


def smaller(name: str, data: bytes) -> bytes:
    """Return a shorter input that still fails, found by removing parts."""
    size = len(data) // 2
    end = time.process_time() + 30
    while size and time.process_time() < end:
        for at in range(0, len(data), size):
            shorter = data[:at] + data[at + size :]
            if len(shorter) < len(data) and crash(name, shorter):
                data = shorter
                break
        else:
            size //= 2
    return data


def fuzz(names: list[str], seed: int, seconds: float) -> int:
    """Fuzz the targets in turn; save a case for each new failure, return their number."""
    end = time.monotonic() + seconds
    streams = {name: inputs(name, seed) for name in names}
    tried = dict.fromkeys(names, 0)
    found: set[str] = set()
    while time.monotonic() < end:
        for name, stream in streams.items():
            until = min(end, time.monotonic() + 0.5)
            while time.monotonic() < until:
                data = next(stream)
                tried[name] += 1
                if (said := crash(name, data)) and (line := _where(said)) not in found:
                    found.add(line)
                    data = smaller(name, data)
                    case = CRASHES / f"{name}-{sha256(data).hexdigest()[:12]}"
                    case.write_bytes(data)
                    print(f"{case.relative_to(ROOT)}\n{said}", flush=True)
    print(", ".join(f"{name} {number:,}" for name, number in tried.items()))
    return len(found)


def _where(said: str) -> str:
    """Return what identifies a failure: the locations in the traceback."""
    return " ".join(re.findall(r"File \"[^\"]*/(\w+\.py)\", line (\d+)", said)[-1:][0]) if "File" in said else said[:6]


def main() -> int:
    """Run the fuzzer with the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=None, help="default: another one each time")
    parser.add_argument("--target", choices=TARGETS, action="append")
    chosen = parser.parse_args()
    seed = chosen.seed if chosen.seed is not None else random.SystemRandom().randrange(1_000_000)
    print(f"seed {seed}")
    return 1 if fuzz(chosen.target or [*TARGETS], seed, chosen.seconds) else 0


if __name__ == "__main__":
    sys.exit(main())
