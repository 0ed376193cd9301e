"""CPU cost of each rule on a project: `python -m tests.bench.rules DIR`.

The most expensive rule is first.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from time import process_time

from briefgen.check.runner import rules
from briefgen.config import read
from briefgen.corpus.cache import Cache
from briefgen.corpus.link import link
from briefgen.corpus.load import load


def main() -> None:
    """Print CPU seconds, code, name and number of findings of every rule."""
    config, _ = read(Path(sys.argv[1]).resolve())
    gc.disable()
    corpus, _ = link(load(config.project, config.content, Cache()))
    rows = []
    for code, module in rules():
        start = process_time()
        found = len(list(module.check(corpus)))
        rows.append((process_time() - start, f"{code.id} {code.name}", found))
    for seconds, name, found in sorted(rows, reverse=True):
        print(f"{seconds:8.3f}  {name:<32} {found:>6} findings")
    print(f"{sum(seconds for seconds, _, _ in rows):8.3f}  {len(rows)} rules, {len(corpus.briefs):,} briefs")


if __name__ == "__main__":
    main()
