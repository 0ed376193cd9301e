"""Audit of `mkdocs.yml`: dangerous settings, their location, and `trust`."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.config import Config
from briefgen.safety import config_audit
from tests.conftest import write
from tests.support.small import diagnosed

BASE = "site_name: S\ntheme: {name: material, font: false}\n"
PLUGINS = "plugins:\n  - briefgen\n"


def _found(folder: Path, settings: str, *, plugins: str = PLUGINS, base: str = BASE) -> list[tuple[str, int, int]]:
    write(folder, {"mkdocs.yml": base + plugins + settings})
    told = diagnosed(folder)
    assert all(d.help and d.span.path == "mkdocs.yml" for d in told), told
    return [(d.code, d.span.line, d.span.column) for d in told]


@pytest.mark.parametrize(
    ("entry", "column"),
    [
        ("- macros", 5), ("- macros: {}", 13), ("- markdown-exec", 5), ("- include-markdown", 5), ("- mkdocs-jupyter", 5),
        ("- table-reader", 5), ("- mkdocstrings", 5), ("- material/macros", 5),
    ],
)  # fmt: skip
def test_plugin_that_runs_or_includes_page_content_is_reported(tmp_path: Path, entry: str, column: int) -> None:
    assert _found(tmp_path, "", plugins=f"{PLUGINS}  {entry}\n") == [("BG610", 5, column)]


@pytest.mark.parametrize("name", ["pymdownx.snippets", "markdown_include.include", "mdx_include", "pymdownx.b64", "markdown_exec", "mkdocs-click"])  # fmt: skip
def test_extension_that_runs_or_reads_page_content_is_reported(tmp_path: Path, name: str) -> None:
    assert _found(tmp_path, f"markdown_extensions:\n  - tables\n  - {name}\n") == [("BG610", 7, 5)]
    assert _found(tmp_path, f"markdown_extensions:\n  {name}: {{}}\n") == [("BG610", 6, 3 + len(name) + 2)]


def test_audit_error_cannot_be_suppressed_or_disabled(tmp_path: Path) -> None:
    plugins = "plugins:\n  - macros\n  - briefgen:\n      ignore: [BG610]\n      severity: {BG610: note}\n"
    assert ("BG610", 4, 5) in _found(tmp_path, "", plugins=plugins)


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ("repo_url: https://github.com/a/b\n", 5),
        ("extra_css: [a.css, https://e.org/b.css]\n", 5),
        ("extra_css: [//e.org/b.css]\n", 5),
        ("extra_javascript:\n  - a.js\n  - path: https://e.org/b.js\n    defer: true\n", 7),
        ("extra:\n  analytics: {provider: google, property: G-1}\n", 6),
        ("markdown_extensions:\n  - pymdownx.emoji\n", 6),
        ("markdown_extensions:\n  - pymdownx.superfences:\n      custom_fences:\n        - {name: mermaid, class: mermaid}\n", 8),
    ],
)  # fmt: skip
def test_setting_that_contacts_another_host_is_reported(tmp_path: Path, settings: str, line: int) -> None:
    assert [(code, at) for code, at, _ in _found(tmp_path, settings)] == [("BG611", line)]


@pytest.mark.parametrize("theme", ["theme: material\n", "theme: {name: material}\n", "theme: {name: material, font: {text: Roboto}}\n"])  # fmt: skip
def test_fonts_from_another_host_are_reported(tmp_path: Path, theme: str) -> None:
    assert [(code, line) for code, line, _ in _found(tmp_path, "", base=f"site_name: S\n{theme}")] == [("BG611", 2)]


@pytest.mark.parametrize(
    ("base", "plugins", "settings"),
    [
        (BASE, PLUGINS, ""),
        ("site_name: S\ntheme: mkdocs\n", PLUGINS, ""),
        ("site_name: S\ntheme: material\n", f"{PLUGINS}  - privacy\n", "extra_css: [https://e.org/a.css]\n"),
        (BASE, f"{PLUGINS}  - macros: {{enabled: false}}\n", ""),
        (BASE, f"{PLUGINS}  - search\n  - tags\n  - gen-files: {{scripts: [a.py]}}\n", "hooks: [hooks.py]\n"),
        (BASE, PLUGINS, "repo_url: https://git.example.org/a/b\nextra_css: [a.css]\nextra: {generator: false}\n"),
        (BASE, PLUGINS, "markdown_extensions:\n  - pymdownx.emoji:\n      emoji_generator: !!python/name:pymdownx.emoji.to_alt\n"),
        (BASE, "plugins:\n  - briefgen: {trust: [hosts]}\n", "repo_url: https://github.com/a/b\n"),
        (BASE, "plugins:\n  - macros\n  - briefgen: {trust: [code]}\n", "markdown_extensions: [pymdownx.snippets]\n"),
    ],
)  # fmt: skip
def test_safe_or_trusted_settings_are_not_reported(tmp_path: Path, base: str, plugins: str, settings: str) -> None:
    assert _found(tmp_path, settings, plugins=plugins, base=base) == []


def test_inherited_settings_are_audited(tmp_path: Path) -> None:
    write(tmp_path, {"base.yml": f"{BASE}markdown_extensions: [pymdownx.snippets]\n"})
    assert [code for code, _, _ in _found(tmp_path, "", base="INHERIT: base.yml\nsite_name: S\n")] == ["BG610"]
    write(tmp_path, {"base.yml": "INHERIT: mkdocs.yml\ntheme: {name: material, font: false}\n"})
    assert _found(tmp_path, "", base="INHERIT: base.yml\nsite_name: S\n") == []
    assert _found(tmp_path, "", base=f"INHERIT: gone.yml\n{BASE}") == []


@pytest.mark.parametrize(
    "settings",
    [
        "hooks: [docs/hooks.py]\n",
        "hooks: [./docs/../content/hooks.py]\n",
        "extra_templates: [robots.txt]\n",
    ],
)
def test_code_among_the_pages_is_reported(tmp_path: Path, settings: str) -> None:
    assert [(code, line) for code, line, _ in _found(tmp_path, settings)] == [("BG612", 5)]


@pytest.mark.parametrize("folder", ["docs/theme", "content", "docs/../docs/a"])
def test_templates_folder_among_the_pages_is_reported(tmp_path: Path, folder: str) -> None:
    base = f"site_name: S\ntheme: {{name: material, font: false, custom_dir: {folder}}}\n"
    assert [(code, line) for code, line, _ in _found(tmp_path, "", base=base)] == [("BG612", 2)]


def test_templates_option_among_the_pages_is_reported(tmp_path: Path) -> None:
    plugins = "plugins:\n  - briefgen:\n      templates: docs/look\n"
    assert _found(tmp_path, "", plugins=plugins) == [("BG612", 5, 18)]


def test_unknown_trust_word_is_reported(tmp_path: Path) -> None:
    plugins = "plugins:\n  - briefgen: {trust: [everything]}\n"
    write(tmp_path, {"mkdocs.yml": BASE + plugins})
    from briefgen import config

    assert [p.at for p in config.read(tmp_path)[1]] == [("plugins", 0, "briefgen", "trust", 0)]


def test_deeply_nested_configuration_does_not_crash(tmp_path: Path) -> None:
    write(tmp_path, {"base.yml": "a: " + "[" * 20_000})
    assert _found(tmp_path, "", base=f"INHERIT: base.yml\n{BASE}") == []


@pytest.mark.parametrize(
    ("written", "name"),
    [("material/privacy", "privacy"), ("materialx/search", "search"), ("tags #2", "tags"), ("/offline", "offline"), ("own/macros", "own/macros")],
)  # fmt: skip
def test_common_name_has_no_prefix_of_a_theme(written: str, name: str) -> None:
    assert config_audit.common_name(written) == name


@pytest.mark.parametrize(("plugins", "count"), [(["offline"], 1), (["offline", "privacy"], 0), (["privacy"], 0)])
def test_offline_without_privacy_is_reported(plugins: list[str], count: int, tmp_path: Path) -> None:
    settings = {"theme": {"name": "materialx", "font": "false"}, "plugins": plugins}
    found = list(config_audit.refusals(config_audit.setup(settings), Config(project=tmp_path)))
    assert len([problem for problem in found if "`offline`" in problem.message]) == count
