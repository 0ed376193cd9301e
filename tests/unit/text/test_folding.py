"""Folding of words for search: the index and the script of the search fold alike."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from briefgen.text import folding
from tests.conftest import ROOT

SCRIPT = ROOT / "site_templates/assets/scripts/text-folding.js"
_RUN = """
const window = globalThis;
%s
const { letters, words, queryWords } = window.briefgen.textFolding;
const lines = JSON.parse(require("fs").readFileSync(0, "utf8"));
const shown = (line) => words(line).map((one) => [[...line.slice(0, one.start)].length, [...line.slice(0, one.end)].length, one.folded]);
process.stdout.write(JSON.stringify(lines.map((line) => [letters(line), shown(line), queryWords(line)])));
"""

FOUND = [
    *((typed, f"Про {text} інше") for typed in ("Зв'язок", "Зв’язок", "Звʼязок", "зв`язок", "звязок")
      for text in ("Зв'язок", "Зв’язок", "Звʼязок", "ЗВ′ЯЗОК", "Зв‘язок")),
    ("O'Brien", "Ms O’Brien came"), ("obrien", "O'Brien"), ("brien", "O’Brien"), ("accord", "l’accord"), ("Sanaa", "Sanaʿa"),
    ("$300", "It holds $300 billion"), ("300", "$300"), ("€200", "200 euros"), ("$50bn", "$50bn"), ("№ 5", "No. is №5"),
    ("#5", "point 5"), ("@kyiv", "Kyiv"), ("§7", "section 7"), ("100%", "100 per cent"), ("£1.5bn", "1.5bn"), ("5", "№5"),
    ("fine", "a ﬁne"), ("ﬂow", "flow"), ("full", "Ｆｕｌｌ"), ("ＡＢＣ", "abc"), ("m2", "m²"), ("x²", "x2"), ("brand", "Brand™"),
    ("istanbul", "İstanbul"), ("İSTANBUL", "istanbul"), ("ısparta", "Isparta"), ("Diyarbakir", "Diyarbakır"),
    ("DİYARBAKIR", "Diyarbakır"), ("Lodz", "Łódź"), ("łódź", "LODZ"), ("Dordevic", "Đorđević"), ("Soren", "Søren"),
    ("Hamrun", "Ħamrun"), ("aero", "Ærø"), ("Phoenix", "Phœnix"), ("strasse", "Straße"), ("STRASSE", "straße"),
    ("Thor", "Þór"), ("gudmundur", "Guðmundur"), ("Bartek", "Barŧek"), ("Aliyev", "Əliyev"),
    ("Гудзь", "Ґудзь"), ("елка", "ёлка"), ("Ёлка", "Елка"), ("Жижак", "Жижак"), ("Казакстан", "Қазақстан"),
    ("北京", "会议在北京市举行"), ("北", "在北京"), ("京", "北京"), ("北京市", "会议在北京市举行"), ("東京", "きのう東京で"),
    ("ガス", "ロシアのガス"), ("สวัสดี", "เขาพูดสวัสดีครับ"), ("北京2024", "在北京2024年"), ("평양", "평양에서"),
    ("US-Russia", "US–Russia talks"), ("Moscow–Kyiv", "between Moscow - Kyiv"), ("600,000", "600,000"), ("600000", "600,000"),
    ("U.S.", "the US"), ("US", "U.S. forces"), ("R&D", "R&D"), ("other", "one—other"), ("e-mail", "email"), ("and/or", "and/or"),
    ("احمد", "أحمد"), ("محمد", "مُحَمَّد"), ("٢٠٢٥", "2025"), ("2025", "۲۰۲۵"), ("שלום", "שָׁלוֹם"), ("Αθήνα", "ΑΘΗΝΑ"), ("λόγος", "ΛΟΓΟΣ"),
    ("coope\u00adration", "cooperation"), ("é", "e\u0301"), ("é", "e"),
]  # fmt: skip
NOT_FOUND = [
    ("京北", "北京"), ("北市", "北京市"), ("Gaza", "Giza"), ("我们", "我和们"), ("мир", "мор"), ("कि", "की"),
]  # fmt: skip
NO_WORDS = ["", " ", "$", "№", "!?…", ".*+?^${}()|[]\\", "🇺🇦🕊️", "\u200f", "'’ʼ", "—", "\u200b"]


def _in_script(lines: list[str]) -> list[tuple[str, list[list[object]], list[str]]]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node.js: install it to run the script of the search")
    done = subprocess.run(
        [node, "-e", _RUN % SCRIPT.read_text("utf-8")],
        input=json.dumps(lines),
        capture_output=True,
        text=True,
        check=True,
    )
    answer: list[tuple[str, list[list[object]], list[str]]] = json.loads(done.stdout)
    return answer


def _indexed(text: str) -> set[str]:
    """Return what Pagefind makes of the folded words: the compounds and their parts."""
    found = set()
    for word in folding.words(text):
        found |= {word.folded.replace("-", ""), *word.folded.split("-")}
    return found


def test_query_finds_other_spellings_of_a_word() -> None:
    queries = [query for *_, query in _in_script([typed for typed, _ in (*FOUND, *NOT_FOUND)])]
    found = [
        bool(query) and all(any(word.startswith(one) for word in _indexed(text)) for one in query)
        for query, (_, text) in zip(queries, (*FOUND, *NOT_FOUND), strict=True)
    ]
    pairs = [*((pair, True) for pair in FOUND), *((pair, False) for pair in NOT_FOUND)]
    assert [pair for (pair, wanted), is_found in zip(pairs, found, strict=True) if is_found != wanted] == []


def test_signs_alone_are_no_query() -> None:
    assert [query for *_, query in _in_script(NO_WORDS)] == [[] for _ in NO_WORDS]
    assert [list(folding.words(line)) for line in NO_WORDS] == [[] for _ in NO_WORDS]


def test_script_and_index_fold_every_character_alike() -> None:
    # Python's tables of characters are older than those of most browsers
    known = [
        chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
    ]
    alone = [
        one for one in known if not 0xAC00 < ord(one) < 0xD7A0 and not 0x3500 < ord(one) < 0x9F00 and ord(one) < 0x20000
    ]
    lines = [f"a{one}b 字{one}字1 {one}" for one in alone]
    lines += [text for pair in (*FOUND, *NOT_FOUND) for text in pair] + NO_WORDS
    different = [
        (line, folded, own)
        for line, (folded, words, _) in zip(lines, _in_script(lines), strict=True)
        if (folded, words)
        != (own := (folding.letters(line), [[w.start, w.end, w.folded] for w in folding.words(line)]))
    ]
    assert different == []


@pytest.mark.parametrize("text", ["a" * 10_000, "'" * 10_000, "a'" * 5000, "北" * 10_000, ".*+" * 3000])
def test_long_text_is_folded(text: str) -> None:
    assert all(word.folded for word in folding.words(text))


def test_script_is_loaded_before_those_that_use_it() -> None:
    from briefgen.render.assets import SCRIPTS

    folder = SCRIPT.parent
    users = [name for name in SCRIPTS if "textFolding" in Path(folder / f"{name}.js").read_text("utf-8")]
    assert users[0] == "text-folding"
    assert len(users) > 3
