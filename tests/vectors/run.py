"""Run all hostile texts before and after: `python -m tests.vectors.run`.

`make vectors` does the same.

It counts how many execute, and takes about half an hour. Options:

- `--before` tries only the plain pages, `--after` only the briefs.
- `--every 3` audits all pages and acts on a third of them.
- `--record` writes the result to `recorded.json`, which `docs/security.md` quotes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from tests.vectors import trials
from tests.vectors.own import own
from tests.vectors.published import published

RECORD = Path(__file__).with_name("recorded.json")


def main() -> int:
    """Run the chosen trials; return 1 if any text executed in a briefing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", action="store_true", help="try only the plain pages")
    parser.add_argument("--after", action="store_true", help="try only the briefs")
    parser.add_argument("--every", type=int, default=1, help="act on every nth page of briefs")
    parser.add_argument("--record", action="store_true", help="write the result to recorded.json")
    options = parser.parse_args()
    is_whole = options.before == options.after
    record = msgspec.json.decode(RECORD.read_bytes()) if RECORD.is_file() else {}
    with tempfile.TemporaryDirectory() as folder:
        if options.before or is_whole:
            record["before"] = _before(Path(folder))
        wrong = 0
        if options.after or is_whole:
            record["after"], wrong = _after(Path(folder), options.every)
    if options.record:
        RECORD.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")
    return 1 if wrong else 0


def _before(folder: Path) -> dict[str, Any]:
    found = trials.before(folder / "before", [*published(), *own()])
    summary = {}
    for name, vectors in (("published", published()), ("own", own())):
        ran = [vector.name for vector in vectors if "ran" in found[vector.name]]
        reached = [v for v in vectors if found[v.name] & {"ran", "asked", "left", "policy"}]
        summary[name] = {
            "texts": len(vectors),
            "ran": len(ran),
            "ran_or_reached_others": len(reached),
            "which": _grouped(ran),
        }
        print(
            f"before, {name}: {len(ran)} of {len(vectors)} ran, {len(reached)} ran or reached another host", flush=True
        )
    return summary


def _grouped(names: Iterable[str]) -> dict[str, str]:
    """Return the numbers of published texts by collection as ranges, our own by name."""
    found = defaultdict(list)
    for name in names:
        collection, _, number = name.rpartition("-")
        found[collection if number.isdigit() else "own"].append(number if number.isdigit() else name)
    return {collection: ("; " if collection == "own" else " ").join(numbers) for collection, numbers in found.items()}


def ungrouped(which: dict[str, str]) -> set[str]:
    """Return the names from their compact form."""
    own_names = set(which.get("own", "").split("; ")) - {""}
    return own_names | {f"{c}-{n}" for c, numbers in which.items() if c != "own" for n in numbers.split()}


def _after(folder: Path, every: int) -> tuple[dict[str, Any], int]:
    results = {
        "published": trials.published(folder, published(), every=every),
        "own": trials.own(folder, own(), rounds=len(own()), every=every),
    }
    summary = {}
    for name, result in results.items():
        wrong = result.wrong
        summary[name] = {
            "texts": result.texts,
            "places": result.places,
            "refused": result.refused,
            "pages": result.pages,
            "acted_on": result.read,
            "wrong": len(wrong),
        }
        print(
            f"after, {name}: {result.texts} texts in {result.places} places on {result.pages} pages, {result.read} acted on, "
            f"{result.refused} places refused by the check; something happened on {len(wrong)} pages",
            flush=True,
        )
        for address, happened in list(wrong.items())[:50]:
            print(f"  {address}: {'; '.join(happened)[:400]}")
    return summary, sum(len(result.wrong) for result in results.values())


if __name__ == "__main__":
    sys.exit(main())
