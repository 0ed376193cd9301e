"""Styles and scripts come as one file each, a project's own parts among them; all together stay small."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from briefgen.config import Config
from briefgen.render.templates import own_templates, render
from tests.conftest import ROOT, write
from tests.unit._make import CLEAN, linked

ASSETS = ROOT / "site_templates/assets"
MOST = 60_000
"""How many bytes script and style may be, gzipped: the limit that the project set itself."""


def assets(folder: Path, files: dict[str, str]) -> dict[str, bytes]:
    corpus, _ = linked(folder, {**CLEAN})
    write(folder, files)
    rendered, _ = render(corpus, Config(project=folder))
    return rendered.assets


def test_every_part_is_in_the_one_file_and_nowhere_else(tmp_path: Path) -> None:
    found = assets(tmp_path, {})
    for suffix in (".css", ".js"):
        whole = found[f"assets/briefgen/briefgen{suffix}"]
        parts = sorted(ASSETS.glob(f"*{suffix}"))
        assert len(parts) > 3
        assert all(part.read_bytes().strip() in whole for part in parts)
        assert [path for path in found if path.endswith(suffix)] == [f"assets/briefgen/briefgen{suffix}"]


def test_a_part_of_the_project_takes_the_place_of_ours_and_new_ones_are_added(tmp_path: Path) -> None:
    own = {
        "site_templates/assets/citing.css": ".mine { color: red; }",
        "site_templates/assets/zz.js": "window.mine = 1",
        "site_templates/assets/pictures/map.svg": "<svg/>",
    }
    found = assets(tmp_path, own)
    sheet = found["assets/briefgen/briefgen.css"]
    assert b".mine { color: red; }" in sheet
    assert (ASSETS / "citing.css").read_bytes().strip() not in sheet
    assert found["assets/briefgen/briefgen.js"].endswith(b"window.mine = 1\n;\n")
    assert found["assets/briefgen/pictures/map.svg"] == b"<svg/>"


def test_what_a_style_names_is_there() -> None:
    for sheet in ASSETS.glob("*.css"):
        for name in re.findall(r'url\("?([^")]+)"?\)', sheet.read_text("utf-8")):
            assert (ASSETS / name).is_file(), name


def test_fonts_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (own_templates() / "assets/fonts/OFL.txt").read_text("utf-8")
    assert list((ASSETS / "fonts").glob("*.woff2"))


def test_script_and_style_stay_within_their_limit(tmp_path: Path) -> None:
    found = assets(tmp_path, {})
    sizes = {path: len(gzip.compress(found[path], 9)) for path in found if path.endswith((".css", ".js"))}
    assert sum(sizes.values()) <= MOST, sizes


def test_no_script_or_style_names_another_host() -> None:
    for part in [*ASSETS.glob("*.css"), *ASSETS.glob("*.js")]:
        text = part.read_text("utf-8")
        hosts = set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+", text)) - {"http://www.w3.org"}
        assert hosts == set(), part.name
