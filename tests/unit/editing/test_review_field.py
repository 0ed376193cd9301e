"""Recording a review keeps all other bytes and comments, in every YAML style."""

from __future__ import annotations

import pytest

from briefgen.editing.review_field import stamped
from tests.conftest import ROOT

REVIEW = {"date": "2025-11-28", "brief": "3f9a1c2b", "named": "77aa01 c2d3e4"}
FLOW = "{date: 2025-11-28, brief: 3f9a1c2b, named: 77aa01 c2d3e4}"
MANY = {**REVIEW, "named": " ".join(f"{number:05x}a" for number in range(20))}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: M\nsummary: S\n", f"name: M\nsummary: S\nreviewed: {FLOW}\n"),
        ("name: M\nsummary: S", f"name: M\nsummary: S\nreviewed: {FLOW}"),
        ("name: M\r\nsummary: S  # c\r\n", f"name: M\r\nsummary: S  # c\r\nreviewed: {FLOW}\r\n"),
        ("\ufeffname: M\nsummary: S\n", f"\ufeffname: M\nsummary: S\nreviewed: {FLOW}\n"),
        ("name: M\nformerly: [a]\nautolink: false\n", f"name: M\nreviewed: {FLOW}\nformerly: [a]\nautolink: false\n"),
        ("name: M\nsummary: |\n  S\n\n# end\n", f"name: M\nsummary: |\n  S\nreviewed: {FLOW}\n\n# end\n"),
        ("{name: M, summary: S}\n", f"{{name: M, summary: S, reviewed: {FLOW}}}\n"),
        ("name: M\nreviewed: 2025-01-01  # by A\n", f"name: M\nreviewed: {FLOW}  # by A\n"),
        ("name: M\nreviewed:\nautolink: false\n", f"name: M\nreviewed: {FLOW}\nautolink: false\n"),
        ("reviewed: {date: 2025, brief: 00000000}\nname: M\n", f"reviewed: {FLOW}\nname: M\n"),
        (
            "reviewed:\n  date: 2025  # by A\n  # and B\n  brief: '00000000'\n  named: >-\n    000000\n    111111\nname: M\n",
            "reviewed:\n  date: 2025-11-28  # by A\n  # and B\n  brief: 3f9a1c2b\n  named: 77aa01 c2d3e4\nname: M\n",
        ),
        (
            "reviewed:\n    date: 2025  # by A\nname: M\n",
            "reviewed:\n    date: 2025-11-28  # by A\n    brief: 3f9a1c2b\n    named: 77aa01 c2d3e4\nname: M\n",
        ),
    ],
)
def test_review_is_recorded_and_other_bytes_stay(before: str, after: str) -> None:
    assert stamped("x.yaml", before.encode(), REVIEW) == after.encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: M\n", "name: M\nreviewed:\n  date: 2025-11-28\n  brief: 3f9a1c2b\n  named: {named}\n"),
        (
            "name: M\nreviewed: 2025  # by A\nautolink: false\n",
            "name: M\nreviewed:  # by A\n  date: 2025-11-28\n  brief: 3f9a1c2b\n  named: {named}\nautolink: false\n",
        ),
        ("reviewed: 2025\nname: M\n", "reviewed:\n  date: 2025-11-28\n  brief: 3f9a1c2b\n  named: {named}\nname: M\n"),
    ],
)
def test_long_review_is_written_in_block_style(before: str, after: str) -> None:
    groups = MANY["named"].split()
    named = f">-\n    {' '.join(groups[:13])}\n    {' '.join(groups[13:])}"
    once = stamped("x.yaml", before.encode(), MANY)
    assert once == after.format(named=named).encode()
    assert stamped("x.yaml", once, MANY) == once
    assert stamped("x.yaml", once, REVIEW) == after.format(named=REVIEW["named"]).encode()


@pytest.mark.parametrize("digits", ["12345678", "1234e567"])
def test_fingerprint_that_looks_like_a_number_is_quoted(digits: str) -> None:
    after = stamped("x.yaml", b"name: M\n", {"date": "2025-11-28", "brief": digits})
    assert after == f"name: M\nreviewed: {{date: 2025-11-28, brief: '{digits}'}}\n".encode()


def test_edit_that_would_lose_a_comment_is_rejected() -> None:
    text = b"reviewed:\n  date: 2025  # by A\n  named: 77aa01  # seen\nname: M\n"
    assert stamped("x.yaml", text, {"date": "2025-11-28", "brief": "3f9a1c2b"}) is None


@pytest.mark.parametrize("text", [b"name: [", b"\xff", b"- a\n", b""])
def test_unreadable_file_is_not_edited(text: bytes) -> None:
    assert stamped("x.yaml", text, REVIEW) is None


@pytest.mark.parametrize("review", [REVIEW, MANY], ids=["short", "long"])
def test_review_of_every_real_brief_keeps_its_lines(review: dict[str, str]) -> None:
    for file in sorted((ROOT / "content").glob("*/*.yaml")):
        before = file.read_bytes()
        after = stamped(file.name, before, review)
        assert after is not None, file
        assert [line for line in before.splitlines() if line not in after.splitlines()] == [], file
        assert stamped(file.name, after, review) == after
