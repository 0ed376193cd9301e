"""Build the search index: feed search records to Pagefind while MkDocs renders.

Each record becomes a small HTML page, sent to Pagefind's service over standard input. Pagefind is not given a
folder, because it would read the pages in the order of the file system, which differs between machines. Pages,
statements and sources have separate indexes, so that the first one is small; the browser merges the others into it.
The site gets the needed parts of Pagefind's output, the filter choices, and the names for the correction of typos.
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
from itertools import chain
from pathlib import Path
from threading import Thread

import msgspec

from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.source import Source
from briefgen.search import fragment_packs, pagefind_format, shown_text
from briefgen.search import records as search_records
from briefgen.search.records import SearchRecord
from briefgen.site.shared import Site
from briefgen.text import messages

try:
    from pagefind_bin import get_executable
except ImportError:  # No wheel for this platform, or it is not installed.
    get_executable = None

FOLDER = "pagefind"
"""The folder of the index in the built site."""
STATEMENTS, SOURCES = "statements", "sources"
"""The folders of the indexes of statements and of sources below `FOLDER`."""
_MARKS = {STATEMENTS: "-x-said", SOURCES: "-x-cited"}
"""Suffixes of the languages of these indexes.

By it, the browser recognises a statement or a source before it has loaded the record.
"""
_NAME, _OTHER_NAMES = 10, 0.2
"""Weights of names and of aliases; ordinary text has weight 1."""
_TITLE = {"event": 3, "dispute": 2}
"""Weights of titles of events and disputes: points, plans and themes on a subject come before them."""
_SCRIPT = "pagefind.js"
_ONE_THREAD = {"RAYON_NUM_THREADS": "1"}
"""With more threads, the order of the records in an index would vary."""


class NoEngine(Exception):
    """Pagefind's executable is missing or does not run; the message says why."""


class SearchFailed(Exception):
    """Pagefind ran without making an index; the message is what it reported."""


def engine() -> Path:
    """Return the path of Pagefind's executable, that of the Python package first.

    Raises `NoEngine` if no executable runs on this machine.
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


def sizes(corpus: Corpus) -> dict[str, int]:
    """Return the number of records of each index that the browser may merge.

    Sources are in the first index if there is no other page.
    """
    sources = len(corpus.of(Source))
    return {STATEMENTS: len(corpus.statements), SOURCES: sources if sources < len(corpus.briefs) else 0}


class Indexing:
    """A running Pagefind job for a site's records; ends with `finish` or `stop`."""

    def __init__(self, program: Path, site: Site) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="briefgen-search-", ignore_cleanup_errors=True)
        with messages.in_language(site.language):
            briefs = tuple(search_records.briefs(site))
            others = {
                STATEMENTS: tuple(search_records.statements(site)),
                SOURCES: tuple(search_records.sources(site)),
            }
            choices = search_records.choices(site, (*briefs, *chain(*others.values())))
            shown = msgspec.json.encode(choices, enc_hook=messages.plain)
        language = site.briefing.language.partition("-")[0].lower()
        self._files = {
            "choices.json": shown,
            "names.json": json.dumps(search_records.names(site), ensure_ascii=False, separators=(",", ":")).encode(),
        }
        # Pagefind writes no usable index without records, so the sources are the first index if there are no pages
        first = SOURCES if others[SOURCES] and not briefs else ""
        groups = {"": briefs, **others}
        self._records = {
            "" if folder == first else folder: records
            for folder, records in groups.items()
            if records or folder == first
        }
        marks = {**_MARKS, "": _MARKS.get(first, "")}
        self._programs = {
            folder: self._start(program, folder or "briefs", records, language + marks[folder])
            for folder, records in self._records.items()
        }

    def finish(self, site_dir: Path) -> None:
        """Wait for Pagefind, and write the needed parts of its output below `site_dir`.

        Raises `SearchFailed` with Pagefind's message.
        """
        try:
            made = {folder: program.finish() for folder, program in self._programs.items()}
            script = fragment_packs.reading_packs(made[""].get(_SCRIPT, b""))
            arranged = fragment_packs.separate if script is None else fragment_packs.in_packs
            indexes = {
                folder: pagefind_format.in_fixed_order(
                    arranged(files, shown_text.restored(files, self._records[folder]))
                )
                for folder, files in made.items()
            }
            if script is not None:
                indexes[""][_SCRIPT] = script
            target = site_dir / FOLDER
            shutil.rmtree(target, ignore_errors=True)
            for folder, index in indexes.items():
                _write(_needed(index, is_first=not folder), target / folder)
            _write(self._files, target)
        finally:
            self.stop()

    def stop(self) -> None:
        """End the processes and remove the temporary folder."""
        for program in self._programs.values():
            program.stop()
        self._folder.cleanup()

    def _start(self, program: Path, name: str, records: Iterable[SearchRecord], language: str) -> _Program:
        requests = _requests(records, language)
        return _Program(program, tuple(requests), Path(self._folder.name) / f"{name}.log")


class _Program:
    """One Pagefind process in service mode; ends with `finish` or `stop`.

    It answers one request after the other until its input ends.
    """

    def __init__(self, program: Path, requests: tuple[bytes, ...], log: Path) -> None:
        self._log = log
        self._expected = len(requests)
        self._replies = bytearray()
        with log.open("wb") as stderr:
            self._process = subprocess.Popen(
                [program, "--service"],
                cwd=log.parent,  # a folder without Pagefind settings
                env={name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
                | _ONE_THREAD,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
            )
        # Separate threads write and read: a process that only does one of both would block.
        self._threads = (Thread(target=self._send, args=(b"".join(requests),)), Thread(target=self._receive))
        for thread in self._threads:
            thread.start()

    def finish(self) -> dict[str, bytes]:
        """Wait for the index and return its files by path.

        Raises `SearchFailed` with Pagefind's message if there is none.
        """
        self._end()
        stderr_text = self._log.read_text("utf-8", errors="replace").strip()
        try:
            replies = [json.loads(base64.b64decode(reply))["payload"] for reply in self._replies.split(b",")[:-1]]
            wrong = next((reply["message"] for reply in replies if reply["type"] == "Error"), None)
            if wrong is None and len(replies) == self._expected:
                files = replies[-1]["files"]
                return {file["path"].replace("\\", "/"): base64.b64decode(file["content"]) for file in files}
        except (ValueError, KeyError, TypeError):
            wrong = "its reply is not in a known Pagefind format"
        raise SearchFailed(wrong or stderr_text or "Pagefind failed without a message")

    def stop(self) -> None:
        """Kill the process in any state."""
        self._process.kill()
        self._end()

    def _end(self) -> None:
        for thread in self._threads:
            thread.join()
        self._process.wait()

    def _send(self, requests: bytes) -> None:
        assert self._process.stdin is not None
        with suppress(OSError):  # The process has ended; the missing replies show that.
            self._process.stdin.write(requests)
            self._process.stdin.flush()

    def _receive(self) -> None:
        """Read all replies, then close the input: the process ends when its input does."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._process.stdout as replies:
            count = 0
            while count < self._expected and (more := os.read(replies.fileno(), 1 << 16)):
                self._replies += more
                count += more.count(b",")
        with suppress(OSError):
            self._process.stdin.close()


def _requests(records: Iterable[SearchRecord], language: str) -> Iterator[bytes]:
    """Yield the requests to Pagefind: a new index, each record's page, the files.

    Pagefind can write the files itself. But when it reports that it did, the last files may not have reached the
    disk.
    """
    yield _request("NewIndex", config={"force_language": language})
    for record in records:
        path = shown_text.path_of(record)
        yield _request("AddFile", index_id=0, file_path=path, url=None, file_contents=page(record))
    yield _request("GetFiles", index_id=0)


def _request(what: str, **values: object) -> bytes:
    return base64.b64encode(json.dumps({"message_id": 0, "payload": {"type": what, **values}}).encode()) + b","


def page(record: SearchRecord) -> str:
    """Return a record as the HTML page that Pagefind reads.

    It contains the filters, the metadata of a result, and the folded words by weight. All values are escaped.
    """
    filters = [("kind", record.kind), ("date", record.days), ("grade", record.grade), ("quotation", record.quotation)]
    filters += [*(("theme", theme) for theme in record.themes), *(("actor", actor) for actor in record.actors)]
    shown = {"title": record.title, "url": record.url, "kind": record.kind, "date": record.date}
    # The title of a point is ordinary text; its name is its number.
    called = {"actor": record.names, "point": record.names[1:]}.get(record.kind, ())
    shown["name"] = " ".join(called)
    shown |= {key: shown_text.folded(shown[key]) for key in ("title", "name", "date")}
    data = " ".join(f'data-{key}="{escape(value)}"' for key, value in shown.items() if value)
    keys = ", ".join(f"{key}[data-{key}]" for key, value in shown.items() if value)
    lines = [
        '<!doctype html><html lang="en"><title>-</title><body data-pagefind-body>',
        *(f'<i data-pagefind-filter="{key}:{value}"></i>' for key, value in filters if value),
        f'<i {data} data-pagefind-meta="{keys}"></i>',
        *(
            f'<p data-pagefind-weight="{_TITLE.get(record.kind, _NAME)}">{shown_text.folded(name)}</p>'
            for name in record.names
        ),
        *(f"<p>{shown_text.folded(text)}</p>" for text in record.text),
        *(f'<p data-pagefind-weight="{_OTHER_NAMES}">{shown_text.folded(names)}</p>' for names in record.also),
    ]
    return "\n".join(lines)


def _needed(index: Mapping[str, bytes], *, is_first: bool) -> dict[str, bytes]:
    """Return the files of an index that the browser requests."""
    (language,) = json.loads(index[pagefind_format.ENTRY])["languages"].values()
    programs = (_SCRIPT, f"wasm.{language['wasm'] or 'unknown'}.pagefind")
    return {
        path: content
        for path, content in index.items()
        if path.startswith(("filter/", "fragment/", "index/"))
        or path.endswith(".pf_meta")
        or path == pagefind_format.ENTRY
        or (is_first and path in programs)
    }


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
