"""Tables and footnotes of prose: HTML, one line, plain text, and what is reported."""

from __future__ import annotations

import re
from html import unescape

import pytest

from briefgen.text.markdown import MOST_COLUMNS, cells
from briefgen.text.outline import table_lines
from briefgen.text.prose import Prose, RenderContext, Target
from briefgen.text.table_facts import facts, has_any
from briefgen.text.tables_and_footnotes import key_of

PROSE = Prose(
    {"mara": Target("actors/mara/", "Mara Vell"), "wire": Target("sources/wire/", "Wire")}, {"Mara Vell": "mara"}
)
PLACE = RenderContext(link=lambda url: f"../{url}", numbers={"wire": 3})
TABLE = "| date | what |\n|:-:|---:|\n| 2031 | a *toll* |\n| 2032 | [[mara|she]] \\| [@wire] |\n"
NOTES = "A claim[^1] stands[^b], again[^1].\n\n[^1]: The *note*.\n[^b]: Two\n\n    parts.\n"


def _html(text: str) -> str:
    return str(PROSE.html(text, PLACE, autolink=True))


def test_a_table_is_one_named_region_with_column_headers() -> None:
    html = _html(TABLE)
    assert html.startswith(
        '<div class="bg-table" role="region" tabindex="0" aria-label="Table: date, what"><table><thead>'
    )
    assert '<th scope="col" class="bg-center">date</th> <th scope="col" class="bg-end">what</th>' in html
    assert '<td class="bg-end">a <em>toll</em></td>' in html
    assert '<a href="../actors/mara/">she</a> | <sup class="bg-cite">' in html
    assert "\n" not in html
    assert "style" not in html


def test_a_link_with_words_stays_in_its_cell() -> None:
    html = _html("| a | b |\n|---|---|\n| [[mara|she]] | `[[mara|x]]` |\n")
    assert '<td><a href="../actors/mara/">she</a></td> <td><code>[[mara|x]]</code></td>' in html
    assert _html("| a |\n|---|\n| [[mara\\|she]] |\n").count('<a href="../actors/mara/">she</a>') == 1


def test_names_in_cells_and_footnotes_become_links() -> None:
    assert "<td><a " in _html("| a |\n|---|\n| Mara Vell |\n")
    assert '<li id="' in (html := _html("A[^1].\n\n[^1]: Mara Vell said so.\n"))
    assert ">Mara Vell</a>" in html


def test_a_footnote_is_linked_both_ways() -> None:
    html, key = _html(NOTES), key_of(NOTES)
    assert f'<a href="#note-{key}-1" id="noteref-{key}-1" role="doc-noteref" aria-label="note 1">1</a>' in html
    assert f'id="noteref-{key}-1-2"' in html
    assert f'<li id="note-{key}-2"><p>Two</p> <p>parts. <a href="#noteref-{key}-2" role="doc-backlink"' in html
    assert re.findall('role="doc-backlink" aria-label="([^"]*)"', html) == [
        "back to note 1 in the text, place 1",
        "back to note 1 in the text, place 2",
        "back to note 2 in the text",
    ]
    ids = re.findall(' id="([^"]*)"', html)
    assert len(ids) == len(set(ids)) == 5
    assert set(re.findall('href="#([^"]*)"', html)) == set(ids)


def test_text_on_one_line_and_plain_text_have_no_marks() -> None:
    expected = "date, what; 2031, a toll; 2032, she | ."
    assert PROSE.plain(TABLE) == expected
    assert PROSE.plain(NOTES) == "A claim stands, again. (1) The note. (2) Two parts."
    inline = str(PROSE.inline(TABLE + "\n" + NOTES, PLACE))
    assert "<table" not in inline
    assert 'href="#note' not in inline
    assert "A claim<sup>1</sup> stands<sup>2</sup>" in inline
    assert re.search(r"\|-|\[\^", PROSE.plain(TABLE + "\n" + NOTES) + unescape(inline)) is None


@pytest.mark.parametrize(
    "text",
    [
        "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=a> |",
        "| [x](javascript:alert(1)) |\n|---|\n| a |",
        'A[^"onclick=a].\n\n[^"onclick=a]: <b onclick=x>"</b>\n',
        '| a" onfocus="b |\n|---|\n| c |',
        "A[^<b>].\n\n[^<b>]: &lt;script&gt;\n",
    ],
)
def test_hostile_text_in_tables_and_footnotes_is_escaped(text: str) -> None:
    html = _html(text)
    assert re.findall(r"<(?!/?(?:div|table|thead|tbody|tr|th|td|p|sup|a|ol|li)\b)", html) == []
    assert not re.search(r'<[^>"]*(?:"[^"]*"[^>"]*)*\s(?:on\w+|style)=', html)
    assert 'href="javascript' not in html


WRONG = {
    "A[^1] b.": "the footnote `[^1]` has no text",
    "A b.\n\n[^1]: Note.": "no text refers to the footnote `[^1]`, so readers do not see it",
    "A[^1].\n\n[^1]: One.\n[^1]: Two.": "2 footnotes are called `[^1]`; readers see the last one",
    "A[^my note] b.": "`[^my note]` is no footnote",
    f"A[^{'x' * 41}] b.": f"`[^{'x' * 41}]` is no footnote",
    "| a | b |\n| c | d |": "a row that is not part of a table",
    "| a | b |\n|---|\n| c | d |": "a row that is not part of a table",
    "a | b\n--- | --- | ---": "a row that is not part of a table",
    f"{'|a' * 30}|\n{'|-' * 30}|\n{'|b' + chr(10)}" + "|b\n" * 2300: "a row that is not part of a table",
    "> | a | b |\n> | c | d |": "a row that is not part of a table",
    "| a | b |\n|---|---|\n| c | d | e |": "a row with 3 cells in a table with 2 columns",
    "a | b\n--|--\nc | d | e": "a row with 3 cells in a table with 2 columns",
    f"{'|a' * 31}|\n{'|-' * 31}|\n": f"a table with 31 columns; at most {MOST_COLUMNS} are shown",
}
RIGHT = [
    TABLE, NOTES, "a | b\n--|--\nc", "> | a |\n> |---|\n> | b |", "- x\n\n  | a |\n  |---|\n  | b |", "`| a | b |`", "| a",
    "```\n| a | b |\n```", "    | a | b |\n    [^1]: x", "`[^1]`", "\\[^1]", "a | b | c", "|", "||", "a\n---", "- a\n- b", "---", "x [a][^b",
    f"{'|a' * 30}|\n{'|-' * 30}|\n", "| a |\n|---|\n| [[x|y]] |", "| a |\n|---|\n| b \\| c |", "A[^1].\n\n[^1]: x[^2]\n[^2]: y",
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), WRONG.items())
def test_text_that_readers_would_not_see_is_reported(text: str, message: str) -> None:
    found = list(facts(text))
    assert message in [one[1] for one in found]
    assert all(word in text for word, _, _ in found)


def test_complete_tables_and_footnotes_are_not_reported() -> None:
    assert [(text, found) for text in RIGHT if (found := list(facts(text)))] == []


def test_table_lines_and_cells_are_those_of_the_renderer() -> None:
    assert table_lines(f"a\n\n{TABLE}\nb") == {2, 3, 4, 5}
    assert table_lines("| a |\n| b |") == frozenset()
    assert cells("| a | b \\| c |") == [" a ", " b \\| c "]
    assert [has_any(text) for text in (TABLE, NOTES, "a | b [^1]")] == [True, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"a[^{n}] " for n in range(1500)) + "\n\n" + "".join(f"[^{n}]: ten letters\n" for n in range(1500)),
        "[^1]: " * 5000,
        "|a" * 5000 + "|\n" + "|-" * 5000 + "|\n" + "|b\n" * 500,
        "[^" * 5000 + "a]\n\n[^a]: b",
    ],
    ids=["many footnotes", "nested footnotes", "5,000 columns", "open references"],
)
def test_large_tables_and_footnotes_are_shown_or_reported(text: str) -> None:
    reported = list(facts(text))
    shown = len(re.sub("<[^>]*>", "", _html(text)))
    assert reported or shown > 10_000
    assert len(reported) < 3000
