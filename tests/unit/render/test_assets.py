"""Styles and scripts are joined into one file each, in a fixed order.

A project's own files replace or extend them. The size of the result is limited.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from briefgen.config import Config
from briefgen.render.assets import SCRIPTS, STYLES, without_comments
from briefgen.render.assets import assets as joined
from briefgen.render.templates import own_templates, render
from tests.conftest import ROOT, write
from tests.support.small import CLEAN, linked

ASSETS = ROOT / "site_templates/assets"
PARTS = (("styles", ".css", STYLES), ("scripts", ".js", SCRIPTS))
MOST = 60_000
"""The limit of the joined script and style in bytes, gzipped."""
MOST_LINES = 300

ADDRESS = re.compile(r"\bhistory\b|\bpopstate\b|\bhashchange\b|\blocation\.(?:search|hash|href|replace)|\blocation\s*=")
"""Code that reads or writes state in the address; `location.origin`, `.pathname` and `.assign` do not."""


def assets(project: Path, files: dict[str, str]) -> dict[str, bytes]:
    write(project, files)
    return joined((project / "site_templates", own_templates()))


def _own(folder: str, suffix: str) -> list[Path]:
    found = sorted((ASSETS / folder).glob(f"*{suffix}"))
    assert len(found) > 3
    return found


def _sent(folder: str, name: str) -> bytes:
    """Return one of our files as the joined file has it."""
    return without_comments((ASSETS / folder / name).read_bytes()).strip()


@pytest.mark.parametrize(("folder", "suffix", "order"), PARTS)
def test_every_file_is_listed_once_and_every_name_exists(folder: str, suffix: str, order: tuple[str, ...]) -> None:
    assert sorted(order) == sorted(part.stem for part in _own(folder, suffix))
    assert [file.name for file in ASSETS.iterdir() if file.is_file()] == ["licences.txt"]


@pytest.mark.parametrize(("folder", "suffix", "order"), PARTS)
def test_files_are_joined_in_the_stated_order(folder: str, suffix: str, order: tuple[str, ...], tmp_path: Path) -> None:
    found = assets(tmp_path, {})
    whole = found[f"assets/briefgen/briefgen{suffix}"]
    starts = [whole.index(_sent(folder, f"{name}{suffix}")) for name in order]
    assert starts == sorted(starts)
    assert [path for path in found if path.endswith(suffix)] == [f"assets/briefgen/briefgen{suffix}"]


def test_base_style_and_address_come_before_their_users() -> None:
    assert STYLES[:2] == ("fonts", "base")
    assert SCRIPTS[:2] == ("messages", "address-state")


def test_project_file_replaces_own_file_at_same_path(tmp_path: Path) -> None:
    write(tmp_path, {"site_templates/assets/styles/citing.css": ".mine { color: red; }"})
    corpus, _ = linked(tmp_path / "project", {**CLEAN})
    rendered, _ = render(corpus, Config(project=tmp_path))
    whole = rendered.assets["assets/briefgen/briefgen.css"]
    assert _sent("styles", "citing.css") not in whole
    place = STYLES.index("citing")
    before, after = (_sent("styles", f"{STYLES[place + step]}.css") for step in (-1, 1))
    assert before + b"\n.mine { color: red; }\n" + after in whole


def test_file_directly_in_assets_moves_to_its_folder(tmp_path: Path) -> None:
    own = {
        "site_templates/assets/citing.css": ".mine { color: red; }",
        "site_templates/assets/zz.js": "window.mine = 1",
        "site_templates/assets/pictures/map.svg": "<svg/>",
    }
    found = assets(tmp_path, own)
    sheet = found["assets/briefgen/briefgen.css"]
    assert b".mine { color: red; }" in sheet
    assert _sent("styles", "citing.css") not in sheet
    assert found["assets/briefgen/briefgen.js"].endswith(b"window.mine = 1\n;\n")
    assert found["assets/briefgen/pictures/map.svg"] == b"<svg/>"


def test_new_files_follow_own_files_sorted_by_name(tmp_path: Path) -> None:
    own = {f"site_templates/assets/{path}": f".{Path(path).stem} {{}}" for path in ("styles/b.css", "a.css", "c.css")}
    found = assets(tmp_path, own)
    assert found["assets/briefgen/briefgen.css"].endswith(b"\n.a {}\n.b {}\n.c {}\n")


def test_file_in_another_folder_is_not_joined(tmp_path: Path) -> None:
    found = assets(tmp_path, {"site_templates/assets/scripts/vendor/map.js": "window.map = 1"})
    assert found["assets/briefgen/scripts/vendor/map.js"] == b"window.map = 1"
    assert b"window.map" not in found["assets/briefgen/briefgen.js"]


def test_files_named_in_styles_exist() -> None:
    # the joined style is in `assets/briefgen/`, so addresses in styles are relative to it
    names = [
        name
        for sheet in _own("styles", ".css")
        for name in re.findall(r'url\("?([^")]+)"?\)', sheet.read_text("utf-8"))
    ]
    assert len(names) > 3
    assert [name for name in names if not (ASSETS / name).is_file()] == []


def test_fonts_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (own_templates() / "assets/fonts/OFL.txt").read_text("utf-8")
    assert list((ASSETS / "fonts").glob("*.woff2"))


def test_script_and_style_stay_within_their_limit(tmp_path: Path) -> None:
    found = assets(tmp_path, {})
    sizes = {path: len(gzip.compress(found[path], 9)) for path in found if path.endswith((".css", ".js"))}
    assert sum(sizes.values()) <= MOST, sizes


def test_comments_that_fill_their_lines_are_left_out(tmp_path: Path) -> None:
    own = '/* A note\n   of two lines. */\nlet a = "/*"; /* kept */\n/*! Licence */\nlet b = "*/";\n'
    found = assets(tmp_path, {"site_templates/assets/scripts/zz.js": own})["assets/briefgen/briefgen.js"]
    assert found.endswith(b'let a = "/*"; /* kept */\n/*! Licence */\nlet b = "*/";\n;\n')
    assert b"A note" not in found


def test_no_script_or_style_names_another_host() -> None:
    for part in [*_own("styles", ".css"), *_own("scripts", ".js")]:
        text = part.read_text("utf-8")
        hosts = set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+", text)) - {"http://www.w3.org"}
        assert hosts == set(), part.name


def test_no_script_is_longer_than_300_lines() -> None:
    lengths = {part.name: len(part.read_text("utf-8").splitlines()) for part in _own("scripts", ".js")}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_only_one_script_reads_and_writes_the_address() -> None:
    users = {part.name: sorted(set(ADDRESS.findall(part.read_text("utf-8")))) for part in _own("scripts", ".js")}
    assert users.pop("address-state.js")
    assert {name: found for name, found in users.items() if found} == {}
