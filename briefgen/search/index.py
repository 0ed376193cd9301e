"""The search index: Pagefind's, of the records that `findable` writes. With `indexfiles` the only module that knows Pagefind.

Each record becomes a page of a few lines, told to Pagefind's program one after the other while MkDocs renders the site: in
a folder it would find them in the order of the file system, which is another one on another disk. Briefs and statements
have an index each, so that the first one is small; the second is merged into it in the browser. What is needed of
Pagefind's output goes into the site, with the choices of the filters and the names that a misspelt word is compared with.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from html import escape
from pathlib import Path
from threading import Thread

import msgspec

from briefgen.search import pagefind_format
from briefgen.search import records as search_records
from briefgen.search.records import SearchRecord
from briefgen.site.shared import Site

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
_NAME, _TITLE_OF_SOURCE, _OTHER_NAMES = 10, 3, 0.2
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
        briefs = tuple(search_records.briefs(site))
        statements = tuple(search_records.statements(site))
        language = site.briefing.language.partition("-")[0].lower()
        self._files = {
            "choices.json": msgspec.json.encode(search_records.choices(site, (*briefs, *statements))),
            "names.json": json.dumps(search_records.names(site), ensure_ascii=False, separators=(",", ":")).encode(),
        }
        self._programs = [self._start(program, "briefs", briefs, language)]
        if statements:
            self._programs.append(self._start(program, STATEMENTS, statements, language + _MARK))

    def finish(self, site_dir: Path) -> None:
        """Wait for Pagefind, and put what the browser needs of its output into the site.

        Raises SearchFailed with what it said when it failed.
        """
        try:
            indexes = [pagefind_format.settled(program.finish()) for program in self._programs]
            target = site_dir / FOLDER
            shutil.rmtree(target, ignore_errors=True)
            _put(_needed(indexes[0], is_first=True), target)
            for index in indexes[1:]:
                _put(_needed(index, is_first=False), target / STATEMENTS)
            _put(self._files, target)
        finally:
            self.stop()

    def stop(self) -> None:
        """Leave nothing behind, whatever has become of it."""
        for program in self._programs:
            program.stop()
        self._folder.cleanup()

    def _start(self, program: Path, name: str, records: Iterable[SearchRecord], language: str) -> _Program:
        requests = _requests(records, language)
        return _Program(program, tuple(requests), Path(self._folder.name) / f"{name}-said")


class _Program:
    """Pagefind's program, which answers one request after the other until its input ends; ends with `finish` or `stop`."""

    def __init__(self, program: Path, requests: tuple[bytes, ...], log: Path) -> None:
        self._log = log
        self._wanted = len(requests)
        self._replies = bytearray()
        with log.open("wb") as said:
            self._process = subprocess.Popen(
                [program, "--service"],
                cwd=log.parent,  # where it finds no settings
                env={name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
                | _ONE_THREAD,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
            )
        # it would wait for whoever tells and does not listen
        self._threads = (Thread(target=self._tell, args=(b"".join(requests),)), Thread(target=self._listen))
        for thread in self._threads:
            thread.start()

    def finish(self) -> dict[str, bytes]:
        """Wait for the index, and return its files by their paths. Raises SearchFailed with what the program said when there is none."""
        self._end()
        said = self._log.read_text("utf-8", errors="replace").strip()
        try:
            replies = [json.loads(base64.b64decode(reply))["payload"] for reply in self._replies.split(b",")[:-1]]
            wrong = next((reply["message"] for reply in replies if reply["type"] == "Error"), None)
            if wrong is None and len(replies) == self._wanted:
                files = replies[-1]["files"]
                return {file["path"].replace("\\", "/"): base64.b64decode(file["content"]) for file in files}
        except (ValueError, KeyError, TypeError):
            wrong = "it speaks as no Pagefind does that is known here"
        raise SearchFailed(wrong or said or "Pagefind failed and said nothing")

    def stop(self) -> None:
        """End the program wherever it is."""
        self._process.kill()
        self._end()

    def _end(self) -> None:
        for thread in self._threads:
            thread.join()
        self._process.wait()

    def _tell(self, requests: bytes) -> None:
        assert self._process.stdin is not None
        with suppress(OSError):  # the program has ended, and its silence says so
            self._process.stdin.write(requests)
            self._process.stdin.flush()

    def _listen(self) -> None:
        """Hear the replies, then end the input: to end it before would end the program in the middle."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._process.stdout as replies:
            count = 0
            while count < self._wanted and (more := os.read(replies.fileno(), 1 << 16)):
                self._replies += more
                count += more.count(b",")
        with suppress(OSError):
            self._process.stdin.close()


def _requests(records: Iterable[SearchRecord], language: str) -> Iterator[bytes]:
    """Yield what Pagefind is told: a new index, each record as a page, and to hand over the files.

    It can write them itself, but when it says that it has, the last ones may still be on their way to the disk.
    """
    yield _request("NewIndex", config={"force_language": language})
    for record in records:
        yield _request("AddFile", index_id=0, file_path=f"{record.key}.html", url=None, file_contents=page(record))
    yield _request("GetFiles", index_id=0)


def _request(what: str, **values: object) -> bytes:
    return base64.b64encode(json.dumps({"message_id": 0, "payload": {"type": what, **values}}).encode()) + b","


def page(record: SearchRecord) -> str:
    """Return a record as a page that Pagefind reads: its filters, what a result shows, and its words by weight."""
    filters = [("kind", record.kind), ("date", record.days), ("grade", record.grade), ("quotation", record.quotation)]
    filters += [*(("theme", theme) for theme in record.themes), *(("actor", actor) for actor in record.actors)]
    shown = {"title": record.title, "url": record.url, "kind": record.kind, "date": record.date}
    # a point's title is words like any other; what it is called is its number
    called = {"actor": record.names, "point": record.names[1:]}.get(record.kind, ())
    shown["name"] = " ".join(called)
    data = " ".join(f'data-{key}="{escape(value)}"' for key, value in shown.items() if value)
    keys = ", ".join(f"{key}[data-{key}]" for key, value in shown.items() if value)
    weight = _TITLE_OF_SOURCE if record.kind == "source" else _NAME
    lines = [
        '<!doctype html><html lang="en"><title>-</title><body data-pagefind-body>',
        *(f'<i data-pagefind-filter="{key}:{value}"></i>' for key, value in filters if value),
        f'<i {data} data-pagefind-meta="{keys}"></i>',
        *(f'<p data-pagefind-weight="{weight}">{escape(name)}</p>' for name in record.names),
        *(f"<p>{escape(text)}</p>" for text in record.text),
        *(f'<p data-pagefind-weight="{_OTHER_NAMES}">{escape(names)}</p>' for names in record.also),
    ]
    return "\n".join(lines)


def _needed(index: Mapping[str, bytes], *, is_first: bool) -> dict[str, bytes]:
    """Return an index without the parts that nothing asks for."""
    (language,) = json.loads(index[pagefind_format.ENTRY])["languages"].values()
    programs = ("pagefind.js", f"wasm.{language['wasm'] or 'unknown'}.pagefind")
    return {
        path: content
        for path, content in index.items()
        if path.startswith(("filter/", "fragment/", "index/"))
        or path.endswith(".pf_meta")
        or path == pagefind_format.ENTRY
        or (is_first and path in programs)
    }


def _put(files: Mapping[str, bytes], folder: Path) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
