"""Previews: the banner, and what is left out of the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.diagnostics.types import Diagnostic, Severity, Span
from briefgen.mkdocs.preview import asked, banner, mark
from tests.conftest import write


def _error(message: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic("BG301", "unknown", severity, message, "", Span("content/a.yaml", 3, 1))


def test_banner_escapes_its_text_and_the_findings() -> None:
    shown = banner("Proposal <b>12</b>", [_error("unknown id `<img src=x>`")], "en")
    assert "<p>Proposal &lt;b&gt;12&lt;/b&gt;</p>" in shown
    assert "<li>content/a.yaml:3: BG301 unknown id `&lt;img src=x&gt;`</li>" in shown
    assert "The check found 1 error." in shown


def test_banner_lists_errors_only_and_counts_the_rest() -> None:
    assert "details" not in banner("P", [_error("w", Severity.WARNING)], "en")
    many = banner("P", [_error(f"m{number}") for number in range(23)], "en")
    assert many.count("<li>") == 21
    assert "<li>3 more</li>" in many
    assert banner("P", [_error(f"m{number}") for number in range(20)], "en").count("<li>") == 20


def test_banner_is_in_the_language_of_the_site() -> None:
    assert "Перевірка" in banner("P", [_error("m")], "uk")


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ("<html><head><title>T</title></head><body>x</body></html>",
         '<html><head><meta name="robots" content="noindex"><title>T</title></head><body>B\\1</body></html>'),
        ('<HEAD lang="en"></HEAD><BODY class="a" dir="ltr">x<body>',
         '<HEAD lang="en"><meta name="robots" content="noindex"></HEAD><BODY class="a" dir="ltr">B\\1<body>'),
        ("<header>x</header><p>a part of a page</p>", "<header>x</header><p>a part of a page</p>"),
    ],
)  # fmt: skip
def test_pages_get_the_banner_once(page: str, marked: str, tmp_path: Path) -> None:
    write(tmp_path, {"a/index.html": page})
    # a backslash in the banner is no reference to a group
    mark(tmp_path, "B\\1")
    assert (tmp_path / "a/index.html").read_text() == marked.replace("B\\1</", "B\\1x</").replace(
        "B\\1<body>", "B\\1x<body>"
    )


def test_sitemaps_and_feeds_are_deleted(tmp_path: Path) -> None:
    left_out = ["sitemap.xml", "sitemap.xml.gz", "feed.xml", "feed_rss_created.xml", "changes.atom", "a/rss.xml"]
    kept = ["data.xml", "positions.csv", "atom.txt", "a/feedback.html"]
    write(tmp_path, dict.fromkeys([*left_out, *kept], ""))
    mark(tmp_path, "B")
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()) == sorted(kept)


def test_links_of_the_site_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"outside.html": "<body>", "site/a.txt": ""})
    (tmp_path / "site/b.html").symlink_to(tmp_path / "outside.html")
    mark(tmp_path / "site", "B")
    assert (tmp_path / "outside.html").read_text() == "<body>"


def test_only_a_text_asks_for_a_preview() -> None:
    assert asked({}) == asked({"BRIEFGEN_PREVIEW": "  "}) == ""
    assert asked({"BRIEFGEN_PREVIEW": " Proposal\n12 "}) == "Proposal 12"
