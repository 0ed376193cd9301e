"""Search index: records as Pagefind pages, and the needed parts of its output."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from briefgen.config import Config
from briefgen.search import index, records, shown_text
from briefgen.search.records import SearchRecord
from briefgen.site.shared import Site
from tests.support.small import linked

STATED = {
    "content/events/2025-11-27-talks.yaml": (
        "title: Talks\ndate: 2025-11-27\nsummary: Two sides met.\ncite: [wire]\nstatements:\n"
        "  - {id: a, speaker: ministry, quote: 'We met <in> \"peace\" & quiet', cite: [wire]}\n"
    )
}


def _site(folder: Path, files: dict[str, str | None]) -> Site:
    corpus, problems = linked(folder, files)
    assert problems == ()
    return Site(corpus, Config(project=folder))


def _indexed(folder: Path, site: Site) -> Path:
    target = folder / "site"
    index.Indexing(index.engine(), site).finish(target)
    return target / "pagefind"


def _fragments(folder: Path) -> list[dict[str, object]]:
    texts = [gzip.decompress(file.read_bytes()) for file in sorted(folder.glob("fragment/*.pf_fragment"))]
    return [fragment for text in texts for fragment in json.loads(text.partition(b"pagefind_dcd")[2])]


def test_a_record_is_escaped_and_empty_values_are_left_out() -> None:
    html = index.page(
        SearchRecord(key="k", url="a/?b&c", kind="source", title='<b>"A" & B</b>', names=("<i>",), text=("&",))
    )
    assert 'data-title="b a b b"' in html
    assert 'data-url="a/?b&amp;c"' in html
    assert "<i></p>" not in html
    assert re.findall('data-pagefind-filter="([^"]*)"', html) == ["kind:source"]
    assert 'data-pagefind-meta="title[data-title], url[data-url], kind[data-kind]"' in html


def test_a_points_number_is_its_name() -> None:
    html = index.page(
        SearchRecord(
            key="k", url="", kind="point", title="Tolls", names=("Tolls", "Point 7"), text=(), also=("Bureau",)
        )
    )
    assert 'data-name="point 7"' in html
    assert re.search("<p [^>]*>bureau</p>", html)


def test_the_index_has_each_brief_and_statement_but_no_ui(tmp_path: Path) -> None:
    site = _site(tmp_path, dict(STATED))
    folder = _indexed(tmp_path, site)
    assert len(_fragments(folder)) + len(_fragments(folder / "sources")) == len(site.corpus.briefs)
    (said,) = _fragments(folder / "statements")
    assert said["content"] == 'We \u200bmet \u200b<in> \u200b"peace" & \u200bquiet.'
    assert said["meta"] == {
        "title": '“We met <in> "peace" & quiet”',
        "by": "Ministry",
        "event": "Talks",
        "url": "events/2025-11-27-talks/#a",
        "kind": "statement",
        "date": "27 November 2025",
    }
    names = {file.name for file in folder.iterdir()}
    assert {name for name in names if not name.endswith(".pf_meta")} == {
        "choices.json", "filter", "fragment", "index", "names.json", "pagefind-entry.json", "pagefind.js", "sources", "statements",
        "wasm.en.pagefind",
    }  # fmt: skip
    assert b"this._loadFragment(pack)" in (folder / "pagefind.js").read_bytes()
    assert not list((folder / "statements").glob("*.js")) + list((folder / "statements").glob("wasm*"))


@pytest.mark.parametrize(
    ("name", "words", "shown"),
    [
        ("Зв’язок", "зв-язок", "Зв’язок. "),
        ("It has $300, €50bn", "it has 300 50bn", "It |has |$300, |€50bn. "),
        ("在北京 — “we”", "在北 北京 京 we", "在|北|京 — |“we”. "),
        ("Łódź—İstanbul…", "lodz istanbul", "Łódź—|İstanbul… "),
        ("A\u200bB  c", "a b c", "A|B |c. "),
        ("!?", "", ""),
    ],
)
def test_excerpts_show_the_original_text(name: str, words: str, shown: str) -> None:
    record = SearchRecord(key="k", url="", kind="actor", title=name, names=(name,), text=("Ok",))
    path = shown_text.path_of(record)
    assert f'<p data-pagefind-weight="10">{words}</p>' in index.page(record)
    files = {"a.pf_fragment": gzip.compress(b'pagefind_dcd{"url":"/%s","content":"x","meta":{}}' % path.encode())}
    (content,) = shown_text.restored(files, [record]).values()
    fragment = json.loads(content)
    assert fragment["meta"] == {"title": name}
    assert fragment["content"].replace("\u200b", "|") == f"{shown}|Ok.".removeprefix("|")


def test_each_piece_of_an_excerpt_is_a_word_of_pagefind(tmp_path: Path) -> None:
    name = "Зв’язок $300 — «l'accord» a—b: 在北京市 (R&D) 10:30:45 ½ ﬁne <b>&amp;</b> 🇺🇦 . x\u00ady"
    record = SearchRecord(
        key="k", url="", kind="actor", title=name, names=(name, "!"), text=("", "One; two?", name), also=("z",)
    )
    program = index._Program(index.engine(), tuple(index._requests([record], "en")), tmp_path / "log")
    files = program.finish()
    (packed,) = (content for path, content in files.items() if path.endswith(".pf_fragment"))
    (shown,) = shown_text.restored(files, [record]).values()
    indexed = json.loads(gzip.decompress(packed).removeprefix(b"pagefind_dcd"))["content"]
    assert len(indexed.split()) == len(json.loads(shown)["content"].split("\u200b")) > 20


def test_shown_text_changes_the_name_of_its_file() -> None:
    names = ("O'Brien", "O’Brien")
    paths = {
        shown_text.path_of(SearchRecord(key="k", url="", kind="actor", title="T", names=(name,))) for name in names
    }
    assert len(paths) == 2


def test_a_site_without_statements_has_one_index(tmp_path: Path) -> None:
    folder = _indexed(tmp_path, _site(tmp_path, {}))
    assert not (folder / "statements").exists()


def test_a_language_without_stemmer_gets_the_general_program(tmp_path: Path) -> None:
    site = _site(tmp_path, {"content/briefing.yaml": "title: Мала\nlanguage: uk\nthemes:\n  territory: T\n", **STATED})
    folder = _indexed(tmp_path, site)
    assert (folder / "wasm.unknown.pagefind").is_file()


def test_the_same_records_give_the_same_index_bytes(tmp_path: Path) -> None:
    site = _site(tmp_path, dict(STATED))
    indexes = [_indexed(tmp_path / name, site) for name in ("one", "two", "three")]
    contents = [
        {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        for folder in indexes
    ]
    assert contents[0] == contents[1] == contents[2]


def test_pagefind_settings_on_the_machine_are_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = _site(tmp_path, dict(STATED))
    plain = _indexed(tmp_path / "one", site)
    (tmp_path / "pagefind.yml").write_text("root_selector: '#nothing'\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_ROOT_SELECTOR", "#nothing")
    assert (_indexed(tmp_path / "two", site) / "pagefind-entry.json").read_bytes() == (
        plain / "pagefind-entry.json"
    ).read_bytes()


@pytest.mark.parametrize("reply", ["not base64!,", "e30=,", "bnVsbA==,"])
def test_a_reply_in_an_unknown_format_is_reported(tmp_path: Path, reply: str) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho {reply * 9}\n")
    program.chmod(0o755)
    with pytest.raises(index.SearchFailed, match="not in a known Pagefind format"):
        index.Indexing(program, _site(tmp_path, {})).finish(tmp_path / "site")


def test_pagefinds_error_is_reported_and_no_files_remain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(rooms))
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\necho no room left >&2\nexit 3\n")
    program.chmod(0o755)
    indexing = index.Indexing(program, _site(tmp_path, {}))
    with pytest.raises(index.SearchFailed, match="no room left"):
        indexing.finish(tmp_path / "site")
    assert list(rooms.iterdir()) == []


def test_stop_ends_the_process_and_removes_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(rooms))
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\nexec sleep 600\n")
    program.chmod(0o755)
    index.Indexing(program, _site(tmp_path, {})).stop()
    assert list(rooms.iterdir()) == []


def test_a_missing_or_broken_program_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(index, "get_executable", None)
    with pytest.raises(index.NoEngine, match="`pagefind-bin` is not installed"):
        index.engine()
    broken = tmp_path / "pagefind"
    broken.write_bytes(b"\x7fELF of another machine")
    broken.chmod(0o755)
    with pytest.raises(index.NoEngine, match="does not run here"):
        index.engine()
    monkeypatch.setattr(index, "get_executable", lambda: tmp_path / "nowhere")
    with pytest.raises(index.NoEngine, match="does not run here"):
        index.engine()


def test_pagefind_on_the_path_is_used_without_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pagefind").symlink_to(index.engine())
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(index, "get_executable", None)
    assert index.engine() == tmp_path / "pagefind"


def test_record_keys_are_unique_and_valid_file_names(tmp_path: Path) -> None:
    site = _site(tmp_path, dict(STATED))
    keys = [record.key for record in (*records.briefs(site), *records.statements(site), *records.sources(site))]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[a-z0-9-]+\.[a-z0-9-]+", key) for key in keys)
