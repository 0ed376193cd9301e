"""Marks of other Markdown dialects are found in prose, and ordinary text is not."""

from __future__ import annotations

import pytest

from briefgen.text.typography import words_alone
from briefgen.text.unsupported_marks import marks, may_have_marks

FOUND = {
    "It is ==marked==.": "==marked==", "==two words==": "==two words==", "(==a==)": "==a==",
    "It is ~~gone~~.": "~~gone~~", "~~a b~~, so": "~~a b~~", "It is ++new++.": "++new++", "see ||spoiler||": "||spoiler||",
    "x^2^": "^2^", "the 2^nd^ day": "^nd^", "H~2~O": "~2~", "CO~2~ fell": "~2~", "A note^[in the line] here": "^[in the line]",
    "- [ ] call": "- [ ]", "* [x] done": "* [x]", "1. [X] done": "1. [X]", "a\n\n  - [ ] x": "- [ ]",
    "!!! note\n    Words.": "!!!", '??? "Title"': "???", "???+ details": "???+", "a\n\n!!! warning": "!!!",
    "> [!NOTE]\n> Words": "> [!NOTE]", "::: warning\nWords\n:::": ":::", ":::{note}": ":::{", ":::: card": "::::",
    "# Head {: .class}": "{: .class}", "{: #id .a}": "{: #id .a}", "Head {#anchor}": "{#anchor}", "words{.red}": "{.red}",
    "[a](https://example.org/){target=_blank}": "{target=_blank}", "*a*{lang=uk}": "{lang=uk}",
    "Good :smile: so": ":smile:", ":warning: look": ":warning:", "(:white_check_mark:)": ":white_check_mark:",
    "Let $x$ be": "$x$", "$E = mc^2$": "$E = mc^2$", "$\\alpha$ and": "$\\alpha$", "$$a + b$$": "$$a + b$$", "so $x_1$.": "$x_1$",
    "Term\n: words": ": ", "Term\n:   words": ":   ", "*[HTML]: Hyper": "*[HTML]:",
    "{>> a note <<}": "{>> a note <<}", "{++ new ++}": "{++ new ++}", "{-- old --}": "{-- old --}", "{~~a~>b~~}": "{~~a~>b~~}",
    "{==a==}": "{==a==}", "--8<-- 'file.md'": "--8<--", '-8<- "a"': "-8<-", "{{ page.title }}": "{{ page.title }}",
    "{% include 'a' %}": "{% include 'a' %}", "[TOC]": "[TOC]", "a\n\n[toc]\n": "[toc]", "&nosuch; word": "&nosuch;",
}  # fmt: skip
ORDINARY = [
    "It costs $5 and $6.", "From $5 to $6bn, US$ 7 and A$8.", "US$5 and US$6", "$300m/$400m", "about $1,000–$2,000 a day",
    "Between $5 {in all} and $6_000.", "A$ and US$ rose", "The $US fell; the $A rose.", "It cost $x and $y", "5$ and 6$",
    "`a==b` and `~~x~~` and `:smile:`", "a==b", "if a == b == c", "a == b, c == d", "=====", "==", "x ==> y", "a ~ b ~ c",
    "At 10:30:45 and 10:30.", "from 10:30: talks", "Ratio 3:2:1", "std::vector::size", "It said: no: never.", "note:this:that",
    "https://example.org/a==b==c", "See https://example.org/~user/~other, www.example.org/x^2^y.", "[a](https://e.org/:smile:)",
    "Yes!!! And no??? Really?!", "What??? yes", "!!!", "??? ", "C++ and C++", "i++ + ++j", "1 ++ 2", "a + b ++ c", "+380 44 and ++",
    "^_^", "2^3 and 2^4", "~5 to ~6 km", "~100", "5~6~7", "~/path/~/other", "a^b", "R&D; AT&T;", "&c; and so on", "fish &amp; chips",
    "&nbsp;&copy;&#8212;&#x2014; are shown", "[x] marks", "- [sic] word", "- [x](https://example.org)", "- a [ ] b", "1. A [x] b",
    "|a|b|", "a || b || c", "|| alone", "A -- B --> C", "<- 8< -", "a:b", ":", "a\n\n: b", "Smile :-) :) :D :p", "::", "::: ", ": : :",
    "{a}", "{1, 2}", "the set {x, y} and {a = b}", "{ }", "*bold*{", "\\==a\\==", "\\~~a~~", "\\$x$", "\\:smile:", "[[point-06|the cap]]",
    "[@wire, para. 3]", "*[wire] said", "*[HTML] words", "- *[HTML]* words:", "It was 5 × 10^3.", "Q:A:B", "a_b_c", "No. 8<9",
    "He said — “no” — and left…", "3:16: the verse", "mailto:a@b.c:", "16:00:00Z", "12:ab:34:cd:ef", "e.g.: this; i.e.: that",
    "A list:\n\n- one\n- two", "One line\nand: another", "A line\n:-) said he", "[1] and [2]", "[TOC] in a sentence",
    "The Δ~5% change", "Temperature ~20°C~", "@name", "#tag", "a | b", "e^x", "x^2 + y^2 = z^2", "100%", "50 %}", "{{", "}}", "{%", "{%s}", "${list} and ${other}$",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND.items())
def test_mark_of_another_dialect_is_found(text: str, expected: str) -> None:
    assert may_have_marks(text)
    assert expected.strip() in [text[start:end].strip() for start, end, _ in marks(words_alone(text))]


def test_ordinary_text_has_no_marks() -> None:
    found = [(text, text[start:end]) for text in ORDINARY for start, end, _ in marks(words_alone(text))]
    assert found == []


def test_each_kind_of_mark_is_found_once() -> None:
    text = "==a== ==b== ~~c~~ ~~d~~"
    assert [text[start:end] for start, end, _ in marks(text)] == ["==a==", "~~c~~"]
