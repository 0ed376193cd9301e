"""Media: images and PDF files are judged by content, published if named."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.build import build_project, check_project
from briefgen.config import Config
from briefgen.corpus.cache import Cache
from briefgen.corpus.media import load_media
from briefgen.files.limits import Limits
from tests.support.small import CLEAN, project

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
EVENT = "content/events/2025-11-27-talks.yaml"
NAMED = "media:\n  - {file: maps/line.png, alt: Map of the line., licence: CC BY 4.0, credit: A mapper}\n"


def _put(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / "content/media" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def _problems(folder: Path, limits: Limits | None = None) -> list[str]:
    found, problems = load_media(folder / "content", "content", limits or Limits())
    return [*found, *(f"{problem.path} {problem.code.id} {problem.message}" for problem in problems)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", PNG),
        ("A.PNG", PNG),
        ("b.jpg", b"\xff\xd8\xff\xe0"),
        ("c.gif", b"GIF89a"),
        ("d.webp", b"RIFF\0\0\0\0WEBPVP8 "),
        ("e.avif", b"\0\0\0\x20ftypavif"),
        ("deep/er/f.pdf", b"%PDF-1.7"),
    ],
)
def test_known_formats_are_published(name: str, content: bytes, tmp_path: Path) -> None:
    assert _problems(_put(tmp_path, {name: content})) == [name]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "`a.svg` is no image or PDF"),
        ("a.png", b"<script>alert(1)</script>", "`a.png` is no image or PDF"),
        ("a.html", PNG, "`a.html` holds PNG data"),
        ("a.jpg", b"%PDF-1.7", "`a.jpg` holds PDF data"),
        ("empty.png", b"", "`empty.png` is no image or PDF"),
        ("a.yaml", b"title: No brief\n", "`a.yaml` is no image or PDF"),
    ],
)
def test_other_content_is_rejected(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    assert _problems(_put(tmp_path, {name: content})) == [f"content/media/{name} BG137 {message}"]


def test_large_and_linked_files_are_not_read(tmp_path: Path) -> None:
    _put(tmp_path, {"big.png": PNG + bytes(2000), "ok.png": PNG})
    (tmp_path / "content/media/link.png").symlink_to(tmp_path / "content/media/ok.png")
    (tmp_path / "outside").mkdir()
    (tmp_path / "content/media/folder").symlink_to(tmp_path / "outside")
    assert [line.split()[0:2] for line in _problems(tmp_path, Limits(media_bytes=1000))] == [
        ["ok.png"],
        ["content/media/big.png", "BG111"],
        ["content/media/folder", "BG113"],
        ["content/media/link.png", "BG113"],
    ]
    (over,) = _problems(tmp_path, Limits(total_bytes=1000))
    assert over.startswith("content/media BG130")


def test_named_files_are_published_and_others_reported(tmp_path: Path) -> None:
    project(tmp_path, {**CLEAN, EVENT: f"{CLEAN[EVENT]}{NAMED}"})
    _put(tmp_path, {"maps/line.png": PNG, "left.png": PNG})
    config = Config(project=tmp_path)
    built = build_project(config, Cache())
    assert [(d.code, d.span.path) for d in built.diagnostics] == [("BG138", "content/media/left.png")]
    assert built.rendered is not None
    assert {name: content for name, content in built.rendered.assets.items() if name.startswith("media/")} == {
        "media/maps/line.png": PNG
    }
    page = next(page.markdown for page in built.rendered.pages if page.uri == "events/2025-11-27-talks/index.md")
    assert '<img src="../../media/maps/line.png" alt="Map of the line." loading="lazy">' in page
    assert "A mapper. CC BY 4.0" in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pixel.gif", b"GIF89a=1;alert(1)"),
        ("page.png", PNG + b"<script>alert(1)</script>"),
        ("shell.php.png", PNG),
        ("draft.pdf", b"%PDF-1.7 <html> <body>"),
    ],
)
def test_media_are_judged_like_copied_files(name: str, content: bytes, tmp_path: Path) -> None:
    _put(project(tmp_path, CLEAN), {name: content})
    found = check_project(Config(project=tmp_path), Cache())
    assert found.corpus.media == {}
    assert [(d.severity.value, d.span.path) for d in found.diagnostics] == [("error", f"content/media/{name}")]


def test_missing_files_and_paths_outside_are_errors(tmp_path: Path) -> None:
    wrong = (
        "media:\n  - {file: maps/lime.png, alt: A., licence: B}\n  - {file: ../../secret.png, alt: A., licence: B}\n"
    )
    project(tmp_path, {**CLEAN, EVENT: f"{CLEAN[EVENT]}{wrong}"})
    _put(tmp_path, {"maps/line.png": PNG})
    found = check_project(Config(project=tmp_path), Cache()).diagnostics
    assert [d.code for d in found if d.span.path == EVENT] == ["BG206"]
    project(tmp_path, {**CLEAN, EVENT: f"{CLEAN[EVENT]}{NAMED}".replace("line.png", "lime.png")})
    (missing,) = (d for d in check_project(Config(project=tmp_path), Cache()).diagnostics if d.span.path == EVENT)
    assert (missing.code, missing.help) == ("BG496", "did you mean `maps/line.png`?")
