"""Fuzz targets: each takes bytes and raises if a guarantee is broken.

A target calls the parsers of untrusted input exactly as the project calls them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from briefgen import config
from briefgen.build import check_project
from briefgen.check.spans import place
from briefgen.config import Config
from briefgen.corpus import records
from briefgen.corpus.cache import Cache
from briefgen.corpus.disk_cache import FOLDER, EntryCache, _birth, _sealed
from briefgen.diagnostics.types import Problem, Span
from briefgen.editing.format import formatted
from briefgen.model import decode, edtf
from briefgen.model.ids import is_id, suggested_id
from briefgen.model.kinds.event import Event
from briefgen.provenance.readings import with_editors_marks
from briefgen.registry import discover
from briefgen.safety.page_audit import judge
from briefgen.safety.page_prescan import look
from briefgen.safety.script_allowlist import Known
from briefgen.text import confusables, hosts, locators, outline, passages, shingles, urls
from briefgen.text.control_characters import CONTROL
from briefgen.text.typography import words_alone
from briefgen.yaml import reader
from briefgen.yaml import text as yaml_text
from briefgen.yaml.comments import comments
from briefgen.yaml.invisible import hidden
from briefgen.yaml.spans import compose
from briefgen.yaml.text import YamlFile
from briefgen.yaml.tree import tree
from tests.property.test_prose_safety import PLACE, PROSE, _assert_harmless
from tests.property.test_yaml_laws import _in_text
from tests.support.small import CLEAN, project

BRIEF = "content/events/2025-11-28-fuzz.yaml"
Target = Callable[[bytes], None]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


@cache
def _project() -> tuple[Path, tempfile.TemporaryDirectory[str]]:
    kept = tempfile.TemporaryDirectory()
    files = {**CLEAN, BRIEF: "a: b\n", "mkdocs.yml": "plugins: [briefgen]\n"}
    return project(Path(kept.name) / "p", files), kept


def check(data: bytes) -> None:
    """Any file in a project: the check returns located problems, reports are readable."""
    folder, _ = _project()
    found = check_project(Config(project=folder), Cache(), overrides={BRIEF: data}).diagnostics
    lines = yaml_text.lines(data.decode("utf-8-sig", "replace"))
    for diagnostic in found:
        if diagnostic.span.path == BRIEF:
            assert 1 <= diagnostic.span.line <= len(lines) + 1
    for name, report in discover("briefgen.check.report", "render").items():
        said = report.render(found, {BRIEF: lines}, colour=False)
        assert CONTROL.search(said.replace("\n", "")) is None, name
        said.encode("utf-8")


def yaml(data: bytes) -> None:
    """Reader, composer, comments and tree agree on YAML; marks are inside the text."""
    file = reader.read("x.yaml", data)
    if isinstance(file, Problem):
        return
    found, problems = reader.parse(file)
    assert (found is None) == bool(problems)
    for problem in (*problems, *hidden(file)):
        if isinstance(problem.at, Span):
            _in_text(problem.at, file.text + "\n")
    compose(file)
    if found is not None:
        comments(file.text)
        assert tree(file.text) is not None
        for struct in (Event, records.RecordMeta):
            for problem in decode.decode(struct, "x.yaml", found, id="x" if struct is Event else None)[1]:
                assert problem.message


def prose(data: bytes) -> None:
    """Prose is rendered as one line of allowed, closed tags with safe addresses."""
    text = _text(data).replace("\0", "")
    _assert_harmless(str(PROSE.html(text, PLACE, autolink=True)))
    _assert_harmless(str(PROSE.inline(text, PLACE)))
    assert "\n" not in PROSE.plain(text)
    outline.headings(text)
    words_alone(text)


def date(data: bytes) -> None:
    """A text parses as a date or is rejected with a message."""
    text = _text(data)
    try:
        found = edtf.parse(text)
    except edtf.NotADate:
        edtf.suggestion(text)
        return
    assert found.earliest <= found.latest
    assert edtf.parse(found.text) == found
    assert found.words()
    assert found.sort_key
    assert found.iso is not None


def locator(data: bytes) -> None:
    """Locators and citations parse as far as possible."""
    text = _text(data)
    locators.read(text)
    locators.sort_key(text)
    passages.read(text, "en").texts()
    with_editors_marks(text, "en")


def name(data: bytes) -> None:
    """A suggested id is a valid id."""
    text = _text(data)
    near = suggested_id(text)
    assert near == "" or is_id(near)
    confusables.outside_ascii(text)
    list(confusables.mixed_words(text))
    if is_id(text):
        assert text.isascii()
        assert "." not in text
        assert "/" not in text


def address(data: bytes) -> None:
    """An allowed address parses alike in the standard library, without credentials."""
    text = _text(data)
    urls.canonical(text)
    urls.flaw(text)
    if urls.is_safe(text) and not text.startswith("mailto:"):
        rest = text.partition("://")[2]
        host = rest.replace("/", " ").replace("?", " ").replace("#", " ").split(" ")[0]
        assert "@" not in host
        assert "\\" not in text
        if "[" not in host:
            parts = urlsplit(text)
            assert parts.scheme in ("http", "https")
            assert parts.hostname
            assert parts.username is None
            assert parts.port is None or 1 <= parts.port <= 65535


def options(data: bytes) -> None:
    """Any `mkdocs.yml` gives options and problems."""
    folder, _ = _project()
    file = folder.parent / "mkdocs.yml"
    file.write_bytes(data)
    found, problems = config.read(file.parent)
    place(problems, file.parent)
    assert ".." not in found.options.content
    assert not found.options.content.startswith("/")


def layout(data: bytes) -> None:
    """Formatting keeps the data and is idempotent."""
    file = reader.read("x.yaml", data)
    if isinstance(file, Problem):
        return
    before, problems = reader.parse(file)
    result = formatted(file, None)
    if before is None or result.left_alone:
        assert problems or result.text == file.text
        return
    after = YamlFile("x.yaml", result.text)
    assert reader.parse(after)[0] == before
    assert formatted(after, None).text == result.text


def record(data: bytes) -> None:
    """A record and a fingerprint are valid or reported as damaged."""
    records.decode_record("seeds/x.yaml", data)
    with suppress(shingles.Damaged):
        shingles.decode(data)


def page(data: bytes) -> None:
    """The quick look at a page finds all that the full audit finds."""
    text = _text(data)
    if look(text.encode(), Known(), lambda _: False).findings == ():
        assert judge(text.removeprefix("\ufeff"), Known(), lambda _: False).findings == ()


def host(data: bytes) -> None:
    """Any host is judged, and its forms are text."""
    text = _text(data)
    found = hosts.lookalike(text)
    assert found is None or found.reason
    hosts.ascii_host(text)


def kept(data: bytes) -> None:
    """A cache file with a valid checksum and any content is read or counts as empty."""
    folder, _ = _project()
    here = folder / FOLDER
    here.mkdir(exist_ok=True)
    (here / ".gitignore").touch()
    (here / "entries.msgpack").write_bytes(_sealed(_birth(here), data) + data)
    cached = EntryCache(folder)
    for path in list(cached._kept):
        cached.get(path, b"")


TARGETS: dict[str, Target] = {
    target.__name__: target
    for target in (check, yaml, prose, date, locator, name, address, options, layout, record, page, host, kept)
}
