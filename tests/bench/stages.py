"""Seconds of each build stage: `python -m tests.bench.stages check|render DIR`.

Runs one build in this process and prints a line of JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from briefgen.build import build_project, check_project
from briefgen.config import read
from briefgen.corpus.cache import Cache
from briefgen.corpus.load import LoadedFile


def main() -> None:
    """Print the seconds of each stage."""
    what, project = sys.argv[1:]
    seconds: dict[str, float] = {}
    config, problems = read(Path(project))
    cache: Cache[LoadedFile] = Cache()
    build = check_project if what == "check" else build_project
    build(config, cache, before=problems, stage=seconds.__setitem__)
    print(json.dumps(seconds))


if __name__ == "__main__":
    main()
