"""The search index: Pagefind's, of the records that `findable` writes. The only module that knows Pagefind.

Each record becomes a page of a few lines in a temporary folder, which Pagefind's program reads while MkDocs renders the
site. Briefs and statements have an index each, so that the first one is small; the second is merged into it in the
browser. What is needed of Pagefind's output goes into the site, with the choices of the filters and the names that a
misspelt word is compared with.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from html import escape
from pathlib import Path

import msgspec

from briefgen import findable
from briefgen.findable import Record
from briefgen.site import Site

try:
    from pagefind_bin import get_executable
except ImportError:  # no wheel for this platform, or it was left out
    get_executable = None

FOLDER = "pagefind"
"""Where the index is in the site."""
STATEMENTS = "statements"
"""Where the index of the statements is in that folder."""
_MARK = "-x-said"
"""Added to the language of the statements' index: by it the browser tells a statement from a brief before it has read it."""
_NAME, _TITLE_OF_SOURCE = 10, 3
"""How much more a word of a name weighs than one of the text; sources come after what they are cited for."""
_ONE_THREAD = {"RAYON_NUM_THREADS": "1"}
"""With more threads the records of an index come in another order each time."""


class NoEngine(Exception):
    """Pagefind's program is not there or does not run; the message says why."""


class SearchFailed(Exception):
    """Pagefind ran and did not make an index; the message is what it said."""


def engine() -> Path:
    """Return Pagefind's program, that of the Python package before one on the path.

    Raises NoEngine where there is none that runs on this machine.
    """
    try:
        found = Path(get_executable()) if get_executable else None
    except FileNotFoundError:
        found = None
    path = found or shutil.which("pagefind")
    if path is None:
        raise NoEngine("the package `pagefind-bin` is not installed")
    try:
        subprocess.run([path, "--version"], capture_output=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError) as error:
        raise NoEngine(f"`{path}` does not run here: {error}") from None
    return Path(path)


class Indexing:
    """Pagefind at work on a site's records; ends with `finish` or `stop`."""

    def __init__(self, program: Path, site: Site) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="briefgen-search-", ignore_cleanup_errors=True)
        briefs = tuple(findable.briefs(site))
        statements = tuple(findable.statements(site))
        language = site.briefing.language.partition("-")[0].lower()
        self._files = {
            "choices.json": msgspec.json.encode(findable.choices(site, (*briefs, *statements))),
            "names.json": json.dumps(findable.names(site), ensure_ascii=False, separators=(",", ":")).encode(),
        }
        self._processes = [self._start(program, "briefs", briefs, language)]
        if statements:
            self._processes.append(self._start(program, STATEMENTS, statements, language + _MARK))

    def finish(self, site_dir: Path) -> None:
        """Wait for Pagefind, and put what the browser needs of its output into the site.

        Raises SearchFailed with what it said when it failed.
        """
        try:
            for process in self._processes:
                if process.wait() != 0:
                    raise SearchFailed(self._said())
            target = site_dir / FOLDER
            shutil.rmtree(target, ignore_errors=True)
            _take(self._output("briefs"), target, is_first=True)
            if len(self._processes) > 1:
                _take(self._output(STATEMENTS), target / STATEMENTS, is_first=False)
            for name, content in self._files.items():
                (target / name).write_bytes(content)
        finally:
            self.stop()

    def stop(self) -> None:
        """Leave nothing behind, whatever has become of it."""
        for process in self._processes:
            if process.poll() is None:
                process.kill()
                process.wait()
        self._folder.cleanup()

    def _start(self, program: Path, name: str, records: Iterable[Record], language: str) -> subprocess.Popen[bytes]:
        source = Path(self._folder.name) / name
        source.mkdir()
        for record in records:
            (source / f"{record.key}.html").write_text(page(record), "utf-8")
        words = [str(program), "--silent", "--site", str(source), "--output-path", str(self._output(name))]
        with self._log.open("ab") as said:
            return subprocess.Popen(
                [*words, "--force-language", language],
                cwd=self._folder.name,
                env={**os.environ, **_ONE_THREAD},
                stdout=said,
                stderr=said,
            )

    @property
    def _log(self) -> Path:
        return Path(self._folder.name) / "log"

    def _output(self, name: str) -> Path:
        return Path(self._folder.name) / f"{name}-index"

    def _said(self) -> str:
        return self._log.read_text("utf-8", errors="replace").strip() or "Pagefind failed and said nothing"


def page(record: Record) -> str:
    """Return a record as a page that Pagefind reads: its filters, what a result shows, and its words by weight."""
    filters = [("kind", record.kind), ("date", record.days), ("grade", record.grade), ("quotation", record.quotation)]
    filters += [*(("theme", theme) for theme in record.themes), *(("actor", actor) for actor in record.actors)]
    shown = {"title": record.title, "url": record.url, "kind": record.kind, "date": record.date}
    if record.kind == "actor":
        shown["name"] = " ".join(record.names)
    data = " ".join(f'data-{key}="{escape(value)}"' for key, value in shown.items() if value)
    keys = ", ".join(f"{key}[data-{key}]" for key, value in shown.items() if value)
    weight = _TITLE_OF_SOURCE if record.kind == "source" else _NAME
    lines = [
        '<!doctype html><html lang="en"><title>-</title><body data-pagefind-body>',
        *(f'<i data-pagefind-filter="{key}:{value}"></i>' for key, value in filters if value),
        f'<i {data} data-pagefind-meta="{keys}"></i>',
        *(f'<p data-pagefind-weight="{weight}">{escape(name)}</p>' for name in record.names),
        *(f"<p>{escape(text)}</p>" for text in record.text),
    ]
    return "\n".join(lines)


def _take(output: Path, target: Path, *, is_first: bool) -> None:
    """Move an index into the site without the parts that nothing asks for."""
    entry = json.loads((output / "pagefind-entry.json").read_bytes())
    (language,) = entry["languages"].values()
    target.mkdir(parents=True)
    for part in sorted(output.iterdir()):
        is_program = part.name in ("pagefind.js", f"wasm.{language['wasm'] or 'unknown'}.pagefind")
        is_index = part.is_dir() or part.suffix == ".pf_meta" or part.name == "pagefind-entry.json"
        if is_index or (is_first and is_program):
            shutil.move(part, target / part.name)
