"""Live preview: watched paths that come and go, and reports of failed builds."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from briefgen.build import build_project
from briefgen.config import read
from briefgen.corpus.cache import Cache
from briefgen.mkdocs import serve
from briefgen.mkdocs.plugin import BriefgenPlugin
from tests.conftest import write


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveReloadServer]:
    """Return a server that watches, but does not serve."""
    made = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path), polling_interval=0.01)
    made.observer.start()
    yield made
    made.shutdown()


def _asked(server: LiveReloadServer, change: Callable[[], object]) -> bool:
    """Return whether a change asks for a build within some seconds."""
    with server._rebuild_cond:
        server._want_rebuild = False
    change()
    end = time.monotonic() + 20
    while time.monotonic() < end and not server._want_rebuild:
        time.sleep(0.005)
    return server._want_rebuild


def test_folder_made_while_serving_is_watched(
    server: LiveReloadServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "_SECONDS", 0.01)
    folder = tmp_path / "site_templates"
    serve.watch(server, lambda: [folder])
    assert _asked(server, lambda: write(folder, {"kinds/actor.md.j2": "a"}))
    assert _asked(server, lambda: write(folder, {"kinds/actor.md.j2": "another text"}))


def test_folder_deleted_and_made_again_is_watched(
    server: LiveReloadServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "_SECONDS", 0.01)
    folder = write(tmp_path / "docs", {"a.md": "a"})
    server.watch(str(folder))
    serve.watch(server, lambda: [folder])

    def delete() -> None:
        (folder / "a.md").unlink()
        folder.rmdir()

    assert _asked(server, delete)
    assert _asked(server, lambda: write(folder, {"a.md": "a"}))
    time.sleep(0.1)
    assert _asked(server, lambda: write(folder, {"a.md": "another text"}))


def test_watching_ends_with_the_server(
    server: LiveReloadServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "_SECONDS", 0.01)
    serve.watch(server, lambda: [tmp_path / "nowhere"])
    server._shutdown = True
    end = time.monotonic() + 20
    while time.monotonic() < end and any(thread.name == "briefgen-watch" for thread in threading.enumerate()):
        time.sleep(0.005)
    assert not any(thread.name == "briefgen-watch" for thread in threading.enumerate())


def _page(server: LiveReloadServer) -> tuple[list[Any], bytes]:
    started: list[Any] = []
    app = server.get_app()
    assert app is not None
    body = b"".join(app({"PATH_INFO": "/"}, lambda *words: started.extend(words)))  # type: ignore[arg-type]  # a short start function
    return started, body


def test_report_is_escaped_above_the_page_while_there_is_one(
    server: LiveReloadServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = b'<html><body class="x"><p>page</p></body></html>'

    def plain(_: object, start: Any) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(html)))])
        return [html]

    said = ["a <b> & c"]
    monkeypatch.setattr(server, "serve_request", plain)
    serve.show_report(server, lambda: said[0])
    started, body = _page(server)
    assert body.startswith(b'<html><body class="x"><section id="briefgen-report"')
    assert b"a &lt;b&gt; &amp; c</section><p>page</p>" in body
    assert dict(started[1])["Content-Length"] == str(len(body))
    said[0] = ""
    assert _page(server)[1] == html


class _Failing:
    """A builder of MkDocs that logs an error and aborts, or works."""

    def __init__(self) -> None:
        self.is_failing = True
        self.built = 0

    def __call__(self) -> None:
        if self.is_failing:
            logging.getLogger("mkdocs.config").error("Config value 'theme': Unrecognised theme name: 'x'")
            raise Abort("Aborted with 1 configuration errors!")
        self.built += 1


def test_broken_settings_are_shown_until_they_are_repaired(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin, builder = BriefgenPlugin(), _Failing()
    settings, problems = read(minimal)
    good = build_project(settings, Cache(), before=problems)

    def build(_: object) -> object:
        settings, problems = read(minimal)
        plugin._settings = settings
        return build_project(settings, Cache(), before=problems)

    config: Any = type("Config", (), {"config_file_path": str(minimal / "mkdocs.yml"), "strict": False})
    monkeypatch.setattr(plugin, "_build", build)
    plugin._good, plugin._is_serving = good, True
    plugin._rebuild(config, builder)
    assert "Unrecognised theme name" in plugin.overlay
    assert plugin._fresh is None
    text = (minimal / "mkdocs.yml").read_text("utf-8")
    for broken in ("theme: [", text.replace("- briefgen", "- briefgen: {drafts: 3}"), ""):
        (minimal / "mkdocs.yml").write_text(broken, "utf-8")
        plugin._rebuild(config, builder)
        assert "mkdocs.yml:" in plugin.overlay, broken
    (minimal / "mkdocs.yml").write_text(text, "utf-8")
    builder.is_failing = False
    plugin._rebuild(config, builder)
    assert builder.built == 1
