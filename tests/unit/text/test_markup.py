"""Links, citations and code spans in prose are found as CommonMark finds them."""

from __future__ import annotations

import pytest

from briefgen.text.markup import code_spans, links, replaced_code

CODE = {
    "one backtick": ("a `b` c", ["`b`"]),
    "two backticks around one": ("``a ` b`` c", ["``a ` b``"]),
    "over lines": ("a `b\nc` d", ["`b\nc`"]),
    "two spans": ("`a` and ``b``", ["`a`", "``b``"]),
    "never closed": ("a ``b` c", []),
    "closed by a longer run only": ("`a``", []),
    "opened by a longer run only": ("```a``", []),
    "a run that is passed over": ("``` `a` ``", ["`a`"]),
    "marks of another span inside": ("`a `` b` c ``", ["`a `` b`"]),
}


@pytest.mark.parametrize(("text", "spans"), CODE.values(), ids=CODE)
def test_code_spans_end_at_equally_long_run(text: str, spans: list[str]) -> None:
    assert [text[start:end] for start, end in code_spans(text)] == spans


def test_links_in_code_are_not_links() -> None:
    assert list(links("[[a]] `[[b]]` [[c|d]] ``[[e]]` [[f]]``")) == ["a", "c"]


def test_replaced_code_keeps_the_rest() -> None:
    assert replaced_code("a `b` c ``d``", lambda code: "x" * len(code)) == "a xxx c xxxxx"
