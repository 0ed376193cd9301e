"""Configuration: options, defaults, places of problems, and project search."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import config
from briefgen.check.spans import place
from briefgen.config import Config
from briefgen.diagnostics.types import At
from tests.conftest import write


def _read(folder: Path, text: str) -> tuple[Config, list[tuple[str, At | None, str]]]:
    found, problems = config.read(write(folder, {"mkdocs.yml": text}))
    return found, [(p.code.id, p.at if isinstance(p.at, tuple) else None, p.message) for p in problems]


@pytest.mark.parametrize(
    "plugins",
    [
        "plugins:\n  - search\n  - briefgen\n",
        "plugins: [briefgen]\n",
        "plugins:\n  - briefgen:\n",
        "plugins:\n  - briefgen: {}\n",
        "plugins:\n  briefgen: {}\n",
        "plugins:\n  search: {}\n  briefgen:\n",
    ],
)
def test_plugin_without_options_has_the_defaults(tmp_path: Path, plugins: str) -> None:
    found, problems = _read(tmp_path, f"site_name: S\n{plugins}")
    assert problems == []
    assert found.options == config.Options()
    assert found.content == tmp_path / "content"
    assert found.templates == tmp_path / "site_templates"
    assert found.directory_urls


def test_options_are_read(tmp_path: Path) -> None:
    found, problems = _read(
        tmp_path,
        "use_directory_urls: false\nplugins:\n  - briefgen:\n"
        "      content: data/briefs\n      templates: look\n      drafts: true\n      branch: trunk\n",
    )
    assert problems == []
    assert found.options == config.Options(content="data/briefs", templates="look", drafts=True, branch="trunk")
    assert (found.content, found.directory_urls) == (tmp_path / "data/briefs", False)


def test_drafts_argument_overrides_the_file(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": "plugins:\n  - briefgen:\n      drafts: true\n"})
    assert not config.read(tmp_path, drafts=False)[0].options.drafts
    assert config.read(tmp_path, drafts=True)[0].options.drafts
    assert config.read(tmp_path)[0].options.drafts


def test_yaml_tags_and_anchors_are_accepted(tmp_path: Path) -> None:
    _, problems = _read(tmp_path, "a: &x !ENV [A, b]\nb: *x\nc: !!python/name:material.x.y\nplugins:\n  - briefgen\n")
    assert problems == []


@pytest.mark.parametrize(
    ("text", "code", "at", "message"),
    [
        ("site_name: S\n", "BG602", None, "`mkdocs.yml` lists no plugin `briefgen`"),
        ("plugins: [search]\n", "BG602", None, "`mkdocs.yml` lists no plugin `briefgen`"),
        ("plugins:\n", "BG602", None, "`mkdocs.yml` lists no plugin `briefgen`"),
        ("plugins: briefgen\n", "BG602", None, "`mkdocs.yml` lists no plugin `briefgen`"),
        ("", "BG602", None, "`mkdocs.yml` is not a YAML mapping"),
        ("- a\n", "BG602", None, "`mkdocs.yml` is not a YAML mapping"),
        ("a: b: c\n", "BG102", None, "a colon followed by a space inside text"),
        (
            "plugins:\n  - search\n  - briefgen:\n      contents: x\n",
            "BG201",
            ("plugins", 1, "briefgen", "contents"),
            "unknown field `contents`",
        ),
        (
            "plugins:\n  briefgen:\n    content: ../elsewhere\n",
            "BG206",
            ("plugins", "briefgen", "content"),
            "`../elsewhere` is not a folder inside the project",
        ),
        (
            "plugins:\n  briefgen:\n    content: /etc\n",
            "BG206",
            ("plugins", "briefgen", "content"),
            "`/etc` is not a folder inside the project",
        ),
        (
            "plugins:\n  briefgen:\n    templates: a/../../b\n",
            "BG206",
            ("plugins", "briefgen", "templates"),
            "`a/../../b` is not a folder inside the project",
        ),
        (
            "plugins:\n  briefgen:\n    branch: [a]\n",
            "BG203",
            ("plugins", "briefgen", "branch"),
            "`branch` takes text, this is a list",
        ),
    ],
)
def test_invalid_option_has_its_code_and_place(
    tmp_path: Path, text: str, code: str, at: At | None, message: str
) -> None:
    found, problems = _read(tmp_path, text)
    assert problems == [(code, at, message)]
    assert found.options == config.Options()


def test_invalid_option_is_placed_in_a_file_with_tags(tmp_path: Path) -> None:
    text = "extra: !ENV x\nplugins:\n  - briefgen:\n      contents: x\n"
    _, problems = config.read(write(tmp_path, {"mkdocs.yml": text}))
    (diagnostic,) = place(problems, tmp_path)
    assert (diagnostic.span.path, diagnostic.span.line, diagnostic.span.column) == ("mkdocs.yml", 4, 7)


def test_without_mkdocs_yml_there_is_no_project(tmp_path: Path) -> None:
    _, problems = config.read(tmp_path)
    assert [p.code.id for p in problems] == ["BG601"]


def test_configuration_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(b"site_name: \xff\n")
    _, problems = config.read(tmp_path)
    assert [p.code.id for p in problems] == ["BG101"]


def test_project_is_the_nearest_folder_above(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": "", "inner/mkdocs.yml": "", "inner/content/actors/x.yaml": "", "content/y": ""})
    assert config.find_project(tmp_path / "content") == tmp_path.resolve()
    assert config.find_project(tmp_path / "inner/content/actors") == (tmp_path / "inner").resolve()
    assert config.find_project(tmp_path / "inner") == (tmp_path / "inner").resolve()
