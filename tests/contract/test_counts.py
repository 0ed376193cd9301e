"""Operation counts on a generated corpus, which are the same on every machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import jinja2
import pytest

from briefgen.build import Build, build_project, check_project
from briefgen.config import Config, read
from briefgen.corpus.cache import Cache
from briefgen.corpus.load import LoadedFile
from briefgen.diagnostics.types import Severity
from briefgen.files.limits import Limits
from briefgen.render.compiled_templates import compiled_templates
from briefgen.yaml import reader, spans
from briefgen.yaml.text import YamlFile
from tests.bench.synthetic import generate
from tests.conftest import ROOT

COUNT = 60


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Return the configuration of a generated project; the tests only read it."""
    project = tmp_path_factory.mktemp("synthetic").resolve()
    generate(project, COUNT)
    found, problems = read(project)
    assert not problems
    return found


def _files(project: Path) -> dict[str, bytes]:
    return {f.relative_to(project).as_posix(): f.read_bytes() for f in sorted(project.rglob("*")) if f.is_file()}


def _pages(build: Build) -> dict[str, str]:
    assert build.rendered is not None
    return {page.uri: page.markdown for page in build.rendered.pages}


def test_generated_corpus_is_deterministic(config: Config, tmp_path: Path) -> None:
    generate(tmp_path, COUNT)
    assert _files(tmp_path) == _files(config.project)


def test_another_seed_gives_another_corpus(config: Config, tmp_path: Path) -> None:
    generate(tmp_path, COUNT, seed=2)
    assert _files(tmp_path) != _files(config.project)


def test_generated_corpus_has_the_given_mix_and_no_findings(config: Config) -> None:
    checked = check_project(config, Cache())
    assert checked.diagnostics == ()
    kinds = Counter(brief.folder for brief in checked.corpus.briefs.values())
    assert (kinds["events"], kinds["actors"], kinds["points"]) == (42, 12, 6)
    assert all(kinds[folder] for folder in ("plans", "sources", "disputes"))


@pytest.mark.parametrize("build", [check_project, build_project])
def test_each_file_is_read_and_decoded_once(build: Any, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: Counter[str] = Counter()
    decoded: Counter[str] = Counter()
    open_file, to_text = os.open, reader.read

    def counted_open(path: Path | str, *how: Any, **more: Any) -> int:
        opened[os.fspath(path)] += 1
        return open_file(path, *how, **more)

    def counted_text(path: str, content: bytes, limits: Limits) -> Any:
        decoded[path] += 1
        return to_text(path, content, limits)

    monkeypatch.setattr(os, "open", counted_open)
    monkeypatch.setattr(reader, "read", counted_text)
    build(config, Cache())
    monkeypatch.undo()
    content = sorted(config.content.rglob("*.yaml"))
    inside = {path: n for path, n in opened.items() if path.startswith(f"{config.content.as_posix()}/")}
    assert inside == {file.as_posix(): 1 for file in content}
    assert decoded == {file.relative_to(config.project).as_posix(): 1 for file in content}


def test_valid_files_are_never_composed(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    composed: list[str] = []
    compose = spans.compose

    def counted(file: YamlFile) -> Any:
        composed.append(file.path)
        return compose(file)

    monkeypatch.setattr(spans, "compose", counted)
    assert _pages(build_project(config, Cache()))
    assert composed == []


def test_invalid_file_is_composed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generate(tmp_path, COUNT)
    bad = sorted((tmp_path / "content/actors").iterdir())[0]
    bad.write_text(f"{bad.read_text('utf-8')}colour: red\nsize: large\n", "utf-8")
    composed: list[str] = []
    compose = spans.compose

    def counted(file: YamlFile) -> Any:
        composed.append(file.path)
        return compose(file)

    monkeypatch.setattr(spans, "compose", counted)
    checked = check_project(read(tmp_path)[0], Cache())
    assert [d.code for d in checked.diagnostics] == ["BG201", "BG201"]
    assert composed == [bad.relative_to(tmp_path).as_posix()]


def test_each_template_is_compiled_once(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: Counter[str] = Counter()
    compile = jinja2.Environment.compile

    def counted(self: jinja2.Environment, source: Any, name: Any = None, *rest: Any, **options: Any) -> Any:
        compiled[str(name)] += 1
        return compile(self, source, name, *rest, **options)

    monkeypatch.setattr(jinja2.Environment, "compile", counted)
    # earlier tests of the process have compiled them already
    compiled_templates.cache_clear()
    rendered = build_project(config, Cache()).rendered
    assert rendered is not None
    assert set(compiled.values()) == {1}
    assert rendered.templates == len(compiled)


def test_second_build_decodes_nothing_and_gives_same_pages(config: Config) -> None:
    cache: Cache[LoadedFile] = Cache()
    first = build_project(config, cache)
    briefs = len(first.corpus.briefs)
    assert (cache.misses, cache.hits) == (briefs, 0)
    second = build_project(config, cache)
    assert (cache.misses, cache.hits) == (briefs, briefs)
    assert _pages(second) == _pages(first) == _pages(build_project(config, Cache()))


def test_build_after_one_change_decodes_one_file(tmp_path: Path) -> None:
    generate(tmp_path, COUNT)
    config, _ = read(tmp_path)
    cache: Cache[LoadedFile] = Cache()
    build_project(config, cache)
    before = cache.misses
    changed = sorted((tmp_path / "content/points").iterdir())[0]
    changed.write_text(changed.read_text("utf-8").replace("title: ", "title: Anew, ", 1), "utf-8")
    assert build_project(config, cache).rendered is not None
    assert cache.misses == before + 1


@pytest.mark.parametrize("count", [1, 10, 333])
def test_generated_corpus_of_any_size_has_no_warnings(count: int, tmp_path: Path) -> None:
    generate(tmp_path, count)
    checked = check_project(read(tmp_path)[0], Cache())
    # in a small corpus some parties have no statement and some themes are unused
    assert [d for d in checked.diagnostics if d.severity is not Severity.NOTE] == []


COUNTER = """
import os, sys


def count(event, arguments):
    if event == "open" and os.path.abspath(str(arguments[0])) == os.environ["WATCHED"]:
        frame = sys._getframe(1)
        while frame and not frame.f_globals.get("__name__", "").startswith(("briefgen", "mkdocs.", "click.")):
            frame = frame.f_back
        name = frame.f_globals["__name__"] if frame else "?"
        file = os.open(os.environ["OPENED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(file, f"{name}\\n".encode())
        os.close(file)


sys.addaudithook(count)
"""
"""A `sitecustomize` that logs which module opens `mkdocs.yml`, in child processes too."""


@pytest.mark.parametrize(
    "words",
    [
        "briefgen check --no-cache",
        "briefgen check --select BG301 --no-cache",
        "briefgen build --quiet --site-dir SITE",
        "mkdocs build --quiet --site-dir SITE",
        "briefgen render --output SITE",
    ],
)
def test_configuration_is_read_once(words: str, minimal: Path, tmp_path: Path) -> None:
    (minimal / "mkdocs.yml").rename(minimal / "parent.yml")
    (minimal / "mkdocs.yml").write_text("INHERIT: parent.yml\nplugins: [search, briefgen]\n", "utf-8")
    (tmp_path / "hooks").mkdir()
    (tmp_path / "hooks/sitecustomize.py").write_text(COUNTER, "utf-8")
    log = tmp_path / "opened"
    environment = {
        **os.environ,
        "PYTHONPATH": f"{tmp_path / 'hooks'}{os.pathsep}{ROOT}",
        "OPENED": str(log),
        "WATCHED": str(minimal / "mkdocs.yml"),
    }
    command = [sys.executable, "-m", *words.replace("SITE", str(tmp_path / "site")).split()]
    done = subprocess.run(command, cwd=minimal, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    opened = log.read_text("utf-8").split()
    # `briefgen build` also asks for the folder of the pages, to make it if it is missing
    times = 2 if words.startswith("briefgen build") else 1
    assert [name for name in opened if name.startswith("briefgen")] == ["briefgen.config"] * times
    # MkDocs reads the file once itself, by the type of its option
    assert len(opened) == times + ("build" in words)
