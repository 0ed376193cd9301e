"""Benchmark of a corpus of a given size: `python -m tests.bench.run --n 10000`.

Every step runs in its own process, which gives its CPU seconds and memory. For comparison it also builds:

- a tenth of the corpus, which shows how the cost grows;
- the same pages as ready Markdown by MkDocs alone, which shows our share.

Prints the targets beside the numbers and asserts nothing, because seconds depend on the machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

MEGABYTE = 1_000_000
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "PYTHONUTF8": "1"}
YAMLLINT = "{rules: {key-duplicates: enable, document-start: disable}}"
"""The comparison for a check: parses the same files and finds only YAML errors."""
ROOT = Path(__file__).parent.parent.parent


class Cost(NamedTuple):
    """The cost of a process and its children."""

    wall: float
    cpu: float
    memory: float
    """The peak of its resident memory, in MB."""


def measure(*words: str, cwd: Path) -> Cost:
    """Run a Python module and return its cost; exits with its output if it fails."""
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile() as said:
        start = perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", *words], cwd=cwd, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(words)} ended with {process.returncode}\n{said.read().decode()[-4000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / MEGABYTE)


def stages(what: str, project: Path) -> str:
    """Return the seconds of each stage of a check or render, as one line."""
    result = subprocess.run(
        [sys.executable, "-m", "tests.bench.stages", what, str(project)],
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        check=True,
    )
    return ", ".join(f"{name} {seconds:.2f}" for name, seconds in json.loads(result.stdout).items())


def size(folder: Path) -> str:
    """Return how many files a folder holds, and their bytes."""
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return f"{len(sizes):,} files, {sum(sizes) / MEGABYTE:,.1f} MB"


def first_result(index: Path) -> str:
    """Return the bytes a browser fetches for a first search, as hosts send them.

    Hosts compress the script. A search for a word loads one chunk of the index and five fragments.
    """
    script = len(gzip.compress((index / "pagefind.js").read_bytes()))
    once = sum(f.stat().st_size for f in index.iterdir() if f.suffix in (".pagefind", ".pf_meta"))
    chunks = sorted(f.stat().st_size for f in (index / "index").iterdir())
    fragments = [f.stat().st_size for f in (index / "fragment").iterdir()]
    results = 5 * sum(fragments) // len(fragments)
    typical, largest = (script + once + results + chunk for chunk in (chunks[len(chunks) // 2], chunks[-1]))
    return f"a first result takes {typical / 1000:.0f} kB, with the largest chunk {largest / 1000:.0f} kB"


def show(name: str, cost: Cost, note: str = "") -> None:
    """Print a row of the table."""
    print(f"{name:<26}{cost.wall:>9.2f}{cost.cpu:>9.2f}{cost.memory:>10.0f}   {note}", flush=True)


def bench(folder: Path, count: int, *, is_with_mkdocs: bool) -> dict[str, Cost]:
    """Measure one corpus, print its rows and return them by name."""
    project, markdown = folder / f"project-{count}", folder / f"markdown-{count}"
    found: dict[str, Cost] = {}

    def step(name: str, *words: str, cwd: Path, output: Path | None = None) -> None:
        found[name] = measure(*words, cwd=cwd)
        show(name, found[name], size(output) if output else "")

    print(f"\n{count:,} briefs\n{'':<26}{'wall s':>9}{'CPU s':>9}{'peak MB':>10}")
    step("generate", "tests.bench.synthetic", str(project), str(count), cwd=folder, output=project / "content")
    step("check", "briefgen", "check", "--fail-on", "warning", cwd=project)
    step("check, cached", "briefgen", "check", cwd=project)
    step("yamllint", "yamllint", "--no-warnings", "-d", YAMLLINT, "content", cwd=project)
    print(f"    {stages('check', project)}", flush=True)
    step("render", "briefgen", "render", "--output", str(markdown), cwd=project, output=markdown)
    print(f"    {stages('render', project)}", flush=True)
    if is_with_mkdocs:
        step("mkdocs build", "mkdocs", "build", "--quiet", cwd=project, output=project / "site")
        step("mkdocs build, no plugin", "mkdocs", "build", "--quiet", cwd=markdown, output=markdown / "site")
        print(f"    search index {size(project / 'site/pagefind')}; {first_result(project / 'site/pagefind')}")
    return found


def flagship(folder: Path) -> Cost:
    """Return the cost of a cached check of the flagship after one edited file."""
    project = folder / "flagship"
    for name in ("content", "mkdocs.yml"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        project.mkdir(exist_ok=True)
        copy(source, project / name)
    measure("briefgen", "check", cwd=project)
    edited = next((project / "content/events").glob("*.yaml"))
    edited.write_text(edited.read_text("utf-8") + "# edited\n", "utf-8")
    cost = measure("briefgen", "check", cwd=project)
    print(f"\nThe flagship briefing\n{'':<26}{'wall s':>9}{'CPU s':>9}{'peak MB':>10}")
    show("check, one file edited", cost)
    show("briefgen --help", measure("briefgen", "--help", cwd=project))
    return cost


def bars(whole: dict[str, Cost], tenth: dict[str, Cost], count: int) -> None:
    """Print the targets, which are set for 10,000 briefs, beside the measurements."""
    rows = [
        ("check, CPU s", whole["check"].cpu, 8.0),
        ("check, cached, CPU s", whole["check, cached"].cpu, 2.5),
        ("check, peak MB", whole["check"].memory, 400.0),
        ("render above check, CPU s", whole["render"].cpu - whole["check"].cpu, 3.0),
    ]
    if "mkdocs build" in whole:
        build, peer = whole["mkdocs build"], whole["mkdocs build, no plugin"]
        rows += [
            ("mkdocs build, CPU s", build.cpu, 60.0),
            ("mkdocs build, whole / tenth", build.cpu / tenth["mkdocs build"].cpu, 12.0),
        ]
    print(f"\nTargets (set for 10,000 briefs, here {count:,}){'measured':>10}{'target':>8}")
    for name, value, target in rows:
        print(f"  {name:<40}{value:>11.2f}{target:>8.0f}{'' if value <= target else '   exceeded'}")
    print(f"  {'check / yamllint, CPU':<40}{whole['check'].cpu / whole['yamllint'].cpu:>11.2f}")
    for name in ("check", "check, cached", "render"):
        print(f"  {f'{name}, whole / tenth':<40}{whole[name].cpu / tenth[name].cpu:>11.2f}")
    if "mkdocs build" in whole:
        print(f"  {'CPU with the plugin / MkDocs alone':<40}{build.cpu / peer.cpu:>11.2f}")


def main() -> None:
    """Generate a corpus, measure it and print the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=10_000, help="how many events, actors and points")
    parser.add_argument("--skip-mkdocs", action="store_true", help="only check and render")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="briefgen-bench-") as folder:
        flagship(Path(folder).resolve())
        costs = [
            bench(Path(folder).resolve(), count, is_with_mkdocs=not options.skip_mkdocs)
            for count in (max(10, options.n // 10), options.n)
        ]
    bars(costs[1], costs[0], options.n)


if __name__ == "__main__":
    main()
