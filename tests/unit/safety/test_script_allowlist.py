"""The allowlist of scripts: what plugins, themes and copies of remote scripts add."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.safety.script_allowlist import digest, installed_themes, known
from tests.conftest import write

REDIRECT = '''
TEMPLATE = """
<script>var a=location.hash;location.href="{url}"+(a?"#"+a:"")</script>
<link href="{url}">
"""
'''


def test_scripts_in_the_package_of_a_plugin_are_known(tmp_path: Path) -> None:
    write(tmp_path, {"plugin.py": REDIRECT, "view/own.js": "go()", "view/page.html": "<script>own()</script>"})
    found = known((), plugins=[tmp_path])
    assert found.has_text('var a=location.hash;location.href="../über/#x"+(a?"#"+a:"")')
    assert found.has_text("own()")
    assert digest(b"go()") in found.styles


@pytest.mark.parametrize(
    "inserted", ['";alert(1);"', "x\\", "javascript:alert(1)", "javascript:alert%281%29", "`x`", "a\nb"]
)
def test_inserted_address_cannot_end_the_string(tmp_path: Path, inserted: str) -> None:
    write(tmp_path, {"plugin.py": REDIRECT})
    found = known((), plugins=[tmp_path])
    assert not found.has_text(f'var a=location.hash;location.href="{inserted}"+(a?"#"+a:"")')


@pytest.mark.parametrize(
    "source", ["x = '<script>go({number})</script>'", "x = f'<script>go({42})</script>'", "<script>go()</script>"]
)
def test_computed_scripts_of_a_plugin_are_unknown(tmp_path: Path, source: str) -> None:
    write(tmp_path, {"plugin.py": source})
    assert not known((), plugins=[tmp_path]).has_text("go(42)")


def test_module_outside_of_a_package_is_read_alone(tmp_path: Path) -> None:
    write(tmp_path, {"hook.py": REDIRECT, "other.html": "<script>other()</script>"})
    found = known((), plugins=[tmp_path / "hook.py"])
    assert len(found.texts) == 1
    assert not found.has_text("other()")


def test_copies_of_remote_scripts_are_known_by_their_place() -> None:
    found = known((), places=["https://cdn.example.org/a/b.js?x=1", "own.js"])
    assert "assets/external/cdn.example.org/a/b.js" in found.places
    assert "own.js" in found.places
    assert "assets/external/cdn.example.org/b.js" not in found.places


def test_separate_package_of_zensicals_theme_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        tmp_path, {"zensical_ui/__init__.py": "", "zensical_ui/templates/base.html": "<script>of_zensical()</script>"}
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    folders = installed_themes("material")
    assert tmp_path / "zensical_ui" in folders
    assert known(folders).has_text("of_zensical()")
