"""The allow-list of copied files: by ending, by content, and both together."""

from __future__ import annotations

import io

import pytest

from briefgen.diagnostics.types import Problem, Span
from briefgen.files.chunks import CHUNK
from briefgen.safety import published_files
from briefgen.safety.published_files import SIGNATURES, TEXTS

HTML = b"<!doctype html><script>alert(1)</script>"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
SAMPLES = {
    ".png": PNG,
    ".jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    ".jpeg": b"\xff\xd8\xff\xe1\x1a\x02Exif\0\0",
    ".gif": b"GIF89a\x10\0\x10\0\x80\0\0",
    ".webp": b"RIFF\x0c\0\0\0WEBPVP8 \0\0\0\0",
    ".avif": b"\0\0\0\x1cftypavif\0\0\0\0",
    ".ico": b"\0\0\1\0\1\0",
    ".pdf": b"%PDF-1.7\n%\xe2\xe3\n<</Type /Catalog>>",
    ".woff": b"wOFF\0\1\0\0\0\0\0\x10\0\0\0\0",
    ".woff2": b"wOF2OTTO\0\0\0\x0e\0\0",
    ".ttf": b"\0\1\0\0\0\x0f",
    ".otf": b"OTTO\0\x0f",
    ".mp3": b"ID3\x04\0\0",
    ".ogg": b"OggS\0\2",
    ".flac": b"fLaC\0\0\0\x22",
    ".wav": b"RIFF\x04\0\0\0WAVE",
    ".mp4": b"\0\0\0\x20ftypisom",
    ".m4a": b"\0\0\0\x20ftypM4A ",
    ".webm": b"\x1a\x45\xdf\xa3\x01",
}


def _judged(name: str, content: bytes) -> Problem | None:
    return published_files.bad_name(name, name) or published_files.bad_content(
        name, name, io.BytesIO(content), len(content)
    )


def _code(name: str, content: bytes = b"x") -> str:
    found = _judged(name, content)
    return found.code.id if found else ""


def test_every_format_on_the_list_has_a_sample() -> None:
    assert SAMPLES.keys() == SIGNATURES.keys()


@pytest.mark.parametrize("ending", sorted(SIGNATURES))
def test_file_with_its_own_signature_is_published(ending: str) -> None:
    assert _code(f"a{ending}", SAMPLES[ending]) == ""
    assert _code(f"b/A.v2{ending.upper()}", SAMPLES[ending]) == ""


@pytest.mark.parametrize("ending", sorted(SIGNATURES))
def test_file_with_another_signature_is_rejected(ending: str) -> None:
    for content in (b"", HTML, b"GIF99a", b"%!PS", b" " + SAMPLES[ending], HTML + SAMPLES[ending]):
        assert _code(f"a{ending}", content) == "BG619"


@pytest.mark.parametrize("ending", sorted(SIGNATURES))
def test_markup_anywhere_in_a_binary_file_is_rejected(ending: str) -> None:
    markup = (b"<script>", b"<HTML\n>", b"<svg onload=x>", b"<x:script >", b"<?php x", b"<!DOCTYPE html>")
    if ending in (".woff", ".woff2"):
        # their own length is in their head, so nothing can be added
        assert _code(f"a{ending}", SAMPLES[ending] + markup[0]) == "BG619"
        return
    for found in markup:
        assert _code(f"a{ending}", SAMPLES[ending] + found) == "BG619"
        # across the border of two chunks
        filler = b"\0" * (CHUNK - len(SAMPLES[ending]) - 3)
        assert _code(f"a{ending}", SAMPLES[ending] + filler + found) == "BG619"


@pytest.mark.parametrize(
    "name",
    [
        *("x.xpdl", "x.xht", "x.svgz", "x.htc", "x.mht", "x.shtml", "x.php", "x.wasm", "x.html", "X.HTML", "x.svg", "x.js"),
        *("noending", "x.", "x.html.", "x.html ", "x.png ", "x.png.", "x.zip", "x.exe", "x.docm", "x.yaml", "x.swf", "x.pdf.exe"),
        *("x.html.png", "x.php.txt", "x.PHP.en.txt", "x.svg.jpg", "x.js.json", "_headers", "CNAME", "netlify.toml", ".htaccess"),
        *(".nojekyll", "robots.txt", "Robots.TXT", "a/vercel.json", "_worker.js", ".well-known/security.txt", "cgi-bin/a.txt"),
    ],
)  # fmt: skip
def test_name_that_is_not_on_the_list_is_rejected(name: str) -> None:
    assert _code(name) == "BG613"


@pytest.mark.parametrize(
    "name", ["a.txt", "U.S.txt", "notes.2025-11-27.en.csv", "a.min.json", "b.png.txt", "C.TSV", "é.vtt"]
)
def test_text_with_an_ordinary_name_is_published(name: str) -> None:
    assert _code(name, "Größe: <5 %, “x” & John <john@example.org>; a<b\n".encode()) == ""


@pytest.mark.parametrize("ending", sorted(TEXTS))
@pytest.mark.parametrize(
    "content",
    [
        HTML,
        b"  \n\xef\xbb\xbf<script src=x>",
        b"\xef\xbb\xbf<html>",
        "<script>x</script>".encode("utf-16"),
        "<script>x</script>".encode("utf-16-le"),
        "<p>x</p>".encode("utf-32"),
        b'<?xml version="1.0"?><svg/>',
        b"<svg xmlns='http://www.w3.org/2000/svg'>",
        b"a,b\n1,<img src=x onerror=y>\n",
        b"<x:script xmlns:x='http://www.w3.org/1999/xhtml'>",
        b"a\xff",
        b"a\xc3",
        b"\x1b$B<script",
        b"GIF89a\0",
        b"%PDF-1.7\n\x80",
    ],
)
def test_text_with_markup_or_another_encoding_is_rejected(ending: str, content: bytes) -> None:
    assert _code(f"a{ending}", content) == "BG619"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.gif", b"GIF89a=1;alert(1)//"),
        ("a.gif", b"GIF89a/*\0\0\0\0*/=1;"),
        ("a.jpg", b"\xff\xd8\xff\xe0/*JFIF*/=1"),
        ("a.webp", b"RIFF=1;/WEBPVP8 "),
        ("a.wav", b"RIFF/*  WAVE*/"),
        ("a.woff2", b"wOF2OTTO=1;/*..."),
        ("a.mp3", b"ID3=1;alert(1)"),
    ],
)
def test_file_that_is_also_a_program_is_rejected(name: str, content: bytes) -> None:
    assert _code(name, content) == "BG619"


def test_markup_in_a_text_has_line_and_column() -> None:
    for before in (b"", b"x" * (CHUNK - 7) + b"\n", b"a\n" * CHUNK):
        found = _judged("a.csv", before + "é,b\n1,é<script>".encode())
        assert found is not None
        assert found.at == Span("", before.count(b"\n") + 2, 4)
