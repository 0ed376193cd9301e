"""`briefgen links`: requests, results, findings, and where pages lead readers."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from briefgen.config import Config
from briefgen.corpus.link_results import PATH, LinkResult, LinkState, encoded, load_link_results
from briefgen.model.kinds.source import Source
from briefgen.render.templates import render
from briefgen.site.dead_links import reading
from tests.conftest import run
from tests.support.odd_server import OddServer, odd_server
from tests.support.small import checked, linked, project

TODAY = datetime.date.today().isoformat()
EVENT = "title: Talks\ndate: 2025-11-27\nsummary: Two sides met.\ncite: [wire, {names}]\n"


def _source(url: str, more: str = "") -> str:
    return f"title: The report at {url[-12:]}\npublisher: The Gazette\nreliability: C\npublished: 2025-11-27\nurl: {url}\n{more}"


@pytest.fixture(scope="module")
def server() -> Iterator[OddServer]:
    with odd_server() as running:
        yield running


def _project(folder: Path, server: OddServer) -> Path:
    sources = {
        "good": _source(f"{server.url}/works"),
        "gone": _source(f"{server.url}/status/404"),
        "moved": _source(f"{server.url}/to/301/works"),
        "archived": _source(f"{server.url}/status/410", f"archive_url: {server.url}/works?copy\n"),
    }
    files: dict[str, str | None] = {f"content/sources/{id}.yaml": text for id, text in sources.items()}
    files["content/sources/wire.yaml"] = "title: A report\npublished: 2025-11-27\nreliability: C\n"
    files["content/events/2025-11-27-talks.yaml"] = EVENT.format(names=", ".join(sources))
    files["mkdocs.yml"] = "site_name: Small\ntheme: {name: material}\nplugins: [briefgen]\n"
    return project(folder, files)


def _links(folder: Path, *words: str) -> tuple[int, str, str]:
    found = run("briefgen", "links", "--private", "--pause", "0", "--timeout", "5", *words, cwd=folder)
    return found.returncode, found.stdout, found.stderr


def test_results_are_committed_and_become_findings(tmp_path: Path, server: OddServer) -> None:
    folder = _project(tmp_path, server)
    code, said, errors = _links(folder)
    assert (code, errors) == (1, "")
    assert "2 are gone" in said
    assert f"{server.url}/status/404\n    404, since {TODAY}" in said
    found, problems = load_link_results(folder)
    assert problems == ()
    assert {url.rpartition("/")[2]: each.state for url, each in found.items()} == {
        "404": "gone",
        "410": "gone",
        "works": "moved",
        "works?copy": "works",
    } | {"works": found[f"{server.url}/works"].state}
    checked_again = run("briefgen", "check", "--select", "BG484", "--format", "concise", cwd=folder)
    assert checked_again.stdout.count("BG484") == 1
    assert checked_again.stdout.startswith("content/sources/gone.yaml:5:6:")


def test_second_run_keeps_the_first_day_and_other_links(tmp_path: Path, server: OddServer) -> None:
    folder = _project(tmp_path, server)
    url = f"{server.url}/status/404"
    old = LinkResult(url=url, state="gone", checked="2025-11-30", since="2025-11-01", reason="404")
    other = LinkResult(url=f"{server.url}/works", state="works", checked="2025-11-30")
    left = LinkResult(url="https://example.org/in-no-brief", state="works", checked="2025-11-30")
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / PATH).write_bytes(encoded((old, other, left)))
    assert _links(folder, "gone")[0] == 1
    found, _ = load_link_results(folder)
    assert (found[url].since, found[url].checked) == ("2025-11-01", TODAY)
    assert found[other.url] == other
    assert left.url not in found


def test_archived_copies_are_looked_for(tmp_path: Path, server: OddServer) -> None:
    folder = _project(tmp_path, server)
    code, said, _ = _links(folder, "--archive", "--archive-service", f"{server.url}/available", "--json")
    rows = {each["url"]: each for each in json.loads(said)["links"]}
    assert code == 1
    assert rows[f"{server.url}/status/404"]["copy"] == "https://web.example.org/20251128/https://example.org/a"
    assert "copy" not in rows[f"{server.url}/status/410"]
    text = run("briefgen", "check", "--select", "BG484,BG489", cwd=folder).stdout
    assert text.count("add `archive_url: https://web.example.org/20251128/https://example.org/a`") == 3


def test_private_networks_are_not_requested(tmp_path: Path, server: OddServer) -> None:
    folder = _project(tmp_path, server)
    before = len(server.asked)
    found = run("briefgen", "links", "--pause", "0", cwd=folder)
    assert (found.returncode, len(server.asked)) == (0, before)
    assert "5 did not answer" in found.stdout


def test_project_without_links_gets_no_file(minimal: Path) -> None:
    (minimal / "content/sources/wire.yaml").write_text("title: A report\n")
    found = run("briefgen", "links", cwd=minimal)
    assert (found.returncode, found.stdout) == (0, "no links to check\n")
    assert not (minimal / PATH).exists()


def test_unknown_id_is_refused_with_a_proposal(tmp_path: Path, server: OddServer) -> None:
    found = run("briefgen", "links", "goud", cwd=_project(tmp_path, server))
    assert found.returncode == 2
    assert "did you mean `good`?" in found.stderr


GONE = '{{"version": 1, "links": [{{"url": "https://example.org/gone", "state": "gone", "checked": "2025-12-01", {more}}}]}}'
SITE = {
    "content/sources/gone.yaml": _source("https://example.org/gone", "archive_url: https://web.example.org/gone\n"),
    "content/events/2025-11-27-talks.yaml": EVENT.format(names="gone"),
}


def _pages(folder: Path, more: str) -> dict[str, str]:
    files = {**SITE, PATH: GONE.format(more=more)}
    corpus = checked(folder, files).corpus
    shown, problems = render(corpus, Config(project=folder))
    assert problems == ()
    return {page.uri: page.markdown for page in shown.pages}


def test_readers_get_the_copy_where_the_original_is_dead(tmp_path: Path) -> None:
    pages = _pages(tmp_path, '"since": "2025-11-30"')
    event = pages["events/2025-11-27-talks/index.md"]
    assert "https://web.example.org/gone" in event
    assert "https://example.org/gone" not in event.replace("https://web.example.org/gone", "")
    assert "the original no longer works" in event
    source = pages["sources/gone/index.md"]
    assert "the original no longer works (since 30 November 2025, last checked on 1 December 2025)" in source
    assert "archived copy, the original no longer works" in pages["sources/index.md"]


def test_found_copy_counts_only_where_the_original_is_dead(tmp_path: Path) -> None:
    url = "https://example.org/gone"
    files = {**SITE, "content/sources/gone.yaml": _source(url)}
    expected: tuple[tuple[LinkState, str], ...] = (("works", ""), ("gone", "https://web.example.org/found"))
    for state, copy in expected:
        result = LinkResult(url=url, state=state, checked="2025-12-01", copy="https://web.example.org/found")
        corpus = msgspec.structs.replace(linked(tmp_path / state, files)[0], links={url: result})
        source = corpus.find("gone", Source)
        assert source is not None
        assert reading(corpus, source).copy == copy
