"""The comment under a proposal: nothing in the proposal's files becomes markup."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefgen.changes.comment import CheckTotals, HostedProposal, NotAReport, comment, read_check, read_diff
from tests.conftest import run, write

HEAD, BASE = "5" * 40, "a" * 40
PREVIEW = "https://previews.example.org/pr-12/"
PROPOSAL = HostedProposal(
    number=12,
    head=HEAD,
    run="https://git.example.org/o/n/actions/runs/1",
    preview=PREVIEW,
    repository="https://git.example.org/o/n",
)
CHANGE: dict[str, Any] = {
    "id": "5a042fd1",
    "type": "point.summary",
    "verb": "changed",
    "class": "substantive",
    "reason": "our-words",
    "section": "brief",
    "subject": {
        "kind": "point",
        "id": "point-01",
        "title": "Withdrawal",
        "url": "https://preview.invalid/points/point-01/#a",
    },
    "label": "summary",
    "old_reads": "a",
    "new_reads": "b",
    "words": [{"op": "gone", "text": "a"}, {"op": "new", "text": "b"}],
    "members": ["one"],
    "place": {"path": "content/points/point-01.yaml", "line": 3},
    "note": "a note",
    "says": "Withdrawal, summary:",
}
REPORT: dict[str, Any] = {
    "version": 1,
    "base": {"ref": "main", "commit": BASE},
    "head": {"ref": "HEAD", "commit": HEAD},
    "preview": "https://preview.invalid/",
    "summary": {"briefs": {"new": 0, "changed": 1, "renamed": 0, "gone": 0}},
    "hints": [{"level": "note", "code": "x", "says": "a hint"}],
    "changes": [CHANGE, {**CHANGE, "section": "matrix", "id": "1"}, {**CHANGE, "section": "disputes", "id": "2"}],
    "layout_only": ["content/a.yaml"],
}
HOSTILE = [
    "![i](https://evil.example/i.png)",
    "[a](https://evil.example/)",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "@maintainer #1 GH-2 owner/name#3",
    "https://evil.example/ www.evil.example",
    "a | b\n\n# c\n- d",
    "</details><h1>x",
    "```\n<b>",
    "-->x<!--",
    "../../../../evil/repo",
    "javascript:alert(1)",
    "\u202eevil\x1b[31m",
]
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_TAGS = {"details", "summary", "ins", "del", "br", "sub", "span"}


def _report(changed: dict[str, Any] = REPORT) -> bytes:
    return json.dumps(changed).encode()


def _text(report: dict[str, Any] = REPORT, proposal: HostedProposal = PROPOSAL) -> str:
    return comment(proposal, read_diff(_report(report), proposal), CheckTotals(0, 0, 0))


def _with(report: Any, hostile: str, at: int) -> tuple[Any, int]:
    """Return the report with the text at a position replaced, and the number of texts."""
    seen = 0

    def replaced(value: Any) -> Any:
        nonlocal seen
        if isinstance(value, str):
            seen += 1
            return hostile if seen == at else value
        if isinstance(value, dict):
            return {key: replaced(each) for key, each in value.items()}
        return [replaced(each) for each in value] if isinstance(value, list) else value

    return replaced(report), seen


def _inside(text: str) -> Iterator[Any]:
    for token in _MARKDOWN.parse(text):
        yield token
        yield from token.children or ()


def _check_harmless(text: str) -> None:
    allowed = (PREVIEW, f"{PROPOSAL.repository}/blob/", PROPOSAL.run)
    for token in _inside(text):
        assert token.type != "image"
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith(allowed), token.attrs
            assert ".." not in str(token.attrs["href"])
        if token.type in ("html_inline", "html_block"):
            tags = set(re.findall(r"</?([a-z]\w*)([^>]*)>", re.sub("<!--.*?-->", "", token.content, flags=re.DOTALL)))
            assert {name for name, _ in tags} <= _TAGS, token.content
            assert {attributes.strip() for _, attributes in tags} <= {""}, token.content
        if token.type == "text":
            assert not re.search(r"(?<!\w)@\w|#\d|GH-\d", token.content), token.content
    # hosts make links of bare addresses, but not in code
    outside = re.sub("`[^`\n]*`", "", text)
    assert [each for each in re.findall(r"https?://\S*|www\.\w\S*", outside) if not each.startswith(allowed)] == []
    assert text.startswith(f"<!-- briefgen:proposal -->\n<!-- briefgen:head={HEAD} -->\n\n## Proposal 12\n")
    assert text.count("<!-- briefgen:") == 2


def test_comment_has_its_rows_and_the_changes_one_level_deeper() -> None:
    text = _text()
    assert f"- **Preview:** [the site as it would be]({PREVIEW}), not published\n" in text
    assert "- **Compared:** `5555555` with `aaaaaaa`\n" in text
    assert "\n### By page\n" in text
    assert f"[Withdrawal]({PREVIEW}points/point-01/#a)" in text
    assert f"[file](https://git.example.org/o/n/blob/{HEAD}/content/points/point-01.yaml#L3)" in text
    _check_harmless(text)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_at_any_place_is_harmless(hostile: str) -> None:
    _, number = _with(REPORT, "", 0)
    assert number > 40
    read = 0
    for at in range(1, number + 1):
        report, _ = _with(REPORT, hostile, at)
        try:
            text = _text(report)
        except NotAReport:
            continue
        read += 1
        _check_harmless(text)
    assert read > 25


@given(st.text(max_size=40) | st.text(st.sampled_from("a1 `|\\*_[](){}<>!#@&;:/.~-+=\n"), max_size=30))
def test_any_text_is_harmless(text: str) -> None:
    for at in (8, 14, 16):
        report, _ = _with(REPORT, text, at)
        try:
            _check_harmless(_text(report))
        except NotAReport:
            continue


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/", "https://preview.invalid/../pr-8/", "https://preview.invalid/%2e%2e/", "https://preview.invalid//evil/",
        "https://preview.invalid/a)b", "https://preview.invalid.evil.example/", "https://preview.invalid/?q=1", "",
    ],
)  # fmt: skip
def test_address_outside_the_preview_is_dropped(url: str) -> None:
    report = {**REPORT, "changes": [{**CHANGE, "subject": {**CHANGE["subject"], "url": url}}]}
    assert "**Withdrawal** · point" in _text(report)


def test_without_preview_no_page_is_linked() -> None:
    text = _text(proposal=HostedProposal(number=12, head=HEAD, run=PROPOSAL.run))
    assert "- **Preview:** the file `site` of [the run]" in text
    assert "**Withdrawal** · point · `content/points/point-01.yaml:3`" in text


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        (CheckTotals(0, 0, 4), "passed,"),
        (CheckTotals(0, 1, 0), "passed, with 1 warning,"),
        (CheckTotals(2, 1, 0), "failed: 2 errors,"),
        (None, "could not run,"),
    ],
)
def test_check_row_says_how_the_check_ended(totals: CheckTotals | None, said: str) -> None:
    assert f"- **Check:** {said} [details](" in comment(PROPOSAL, None, totals)


def test_missing_or_empty_comparison_is_said() -> None:
    assert "could not be compared" in comment(PROPOSAL, None, None)
    empty = {**REPORT, "changes": [], "layout_only": [], "hints": []}
    assert "No page of the briefing changes.\n" in _text(empty)


def test_long_comment_fits_the_host() -> None:
    changes = [
        {**CHANGE, "id": f"{n}", "subject": {**CHANGE["subject"], "id": f"p{n}", "title": "T" * 200}}
        for n in range(5_000)
    ]
    assert len(_text({**REPORT, "changes": changes})) < 65_536


@pytest.mark.parametrize("read", [lambda content: read_diff(content, PROPOSAL), read_check])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"version": 2}',
        b'{"version": 1, "summary": 5}',
        b"<html>",
    ],
)
def test_file_that_is_no_report_is_rejected(read: Callable[[bytes], object], content: bytes) -> None:
    with pytest.raises(NotAReport, match="not a report of briefgen"):
        read(content)


def _command(folder: Path, *words: str) -> tuple[int, str]:
    files = ["--diff", "diff.json", "--check", "check.json", "--number", "12"]
    result = run("briefgen", "comment", *files, *words, cwd=folder)
    assert "Traceback" not in result.stderr
    return result.returncode, result.stdout + result.stderr


def test_command_writes_the_comment_without_a_project(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "diff.json": _report().decode(),
            "check.json": '{"version": 1, "summary": {"errors": 0, "warnings": 0, "notes": 0}}',
        },
    )
    code, text = _command(tmp_path, "--head", HEAD, "--preview", PREVIEW.rstrip("/"), "--run", PROPOSAL.run)
    assert code == 0
    assert text.startswith("<!-- briefgen:proposal -->\n")
    assert f"]({PREVIEW}points/point-01/#a)" in text
    assert _command(tmp_path, "--head", HEAD, "--output", "out.md") == (0, "")
    assert (tmp_path / "out.md").read_text().startswith("<!-- briefgen:proposal -->\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--head", "main"], "a commit in full"),
        (["--head", f"{HEAD} -->"], "a commit in full"),
        (["--head", HEAD, "--preview", "javascript:alert(1)"], "not a web address"),
        (["--head", HEAD, "--run", "http://example.org"], "not a web address"),
    ],
)
def test_wrong_option_of_the_command_is_reported(words: list[str], said: str, tmp_path: Path) -> None:
    code, text = _command(tmp_path, *words)
    assert code == 2
    assert said in text
