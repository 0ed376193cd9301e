"""Plain English: short docstring lines, sentences and test names, no banned words."""

from __future__ import annotations

import ast
import inspect
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PYTHON = [
    file
    for folder in ("briefgen", "docs_site", "tests")
    for file in sorted((ROOT / folder).rglob("*.py"))
    if "node_modules" not in file.parts
]

LONGEST_FIRST_LINE = 80
LONGEST_TEST_NAME = 60
MOST_WORDS = 25
BANNED = re.compile(
    r"\b(?:mend(?:s|ed|ing)?|tells?|telling|told|(?:no|some|any|every)body|whoever|whatever|strangers?"
    r"|flood(?:s|ed|ing)?|walls?|doors?|houses?|stamp(?:s|ed|ing)?|harvest(?:s|ed|ing)?|quiet(?:ly)?|loud(?:ly)?)\b",
    re.IGNORECASE,
)

_CODE = re.compile(r"``[^`]+``|`[^`]+`")
_BLOCK = re.compile(r"^(?: {4}.*(?:\n|$))+", re.MULTILINE)
_ITEM = re.compile(r"^[-*] ", re.MULTILINE)
_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|etc|cf|vs|no)\.", re.IGNORECASE)
_END = re.compile(r"""(?:(?<=[.!?…])|(?<=[.!?…]["')\]]))\s+(?=["'(\[]*[A-Z0-9…])""")


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a docstring without code blocks.

    A code span becomes the word `CODE`.
    """
    prose = _CODE.sub("CODE", _BLOCK.sub("\n", inspect.cleandoc(text)))
    for paragraph in re.split(r"\n\s*\n", _ITEM.sub("\n\n", prose)):
        joined = _ABBREVIATION.sub(r"\1", " ".join(paragraph.split()))
        yield from (sentence for sentence in _END.split(joined) if sentence)


def _words(sentence: str) -> int:
    return sum(bool(re.search(r"\w", word)) for word in sentence.split())


def _docstrings(tree: ast.Module) -> Iterator[tuple[int, str, bool]]:
    """Yield each docstring with its line, and whether its first line must be short.

    That is the case for modules, classes and public functions. A string below an assignment is a docstring too.
    """
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for index, child in enumerate(body if isinstance(body, list) else ()):
            if not isinstance(child, ast.Expr) or not isinstance(child.value, ast.Constant):
                continue
            if isinstance(child.value.value, str):
                is_private = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("_")
                yield child.lineno, child.value.value, index == 0 and not is_private


def _comments(source: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def problems(source: str) -> Iterator[str]:
    """Yield what is wrong with a module's wording, each as ``line: problem``."""
    for line, text, is_short in _docstrings(ast.parse(source)):
        first = inspect.cleandoc(text).split("\n")[0]
        if is_short and len(first) > LONGEST_FIRST_LINE:
            yield f"{line}: first line has {len(first)} characters: {first}"
        for sentence in sentences(text):
            if (count := _words(sentence)) > MOST_WORDS:
                yield f"{line}: sentence has {count} words: {sentence}"
            yield from (f"{line}: `{word[0]}` in: {sentence}" for word in BANNED.finditer(sentence))
    for line, text in _comments(source):
        yield from (f"{line}: `{word[0]}` in: {text}" for word in BANNED.finditer(_CODE.sub("CODE", text)))


@pytest.mark.parametrize(
    "folder", sorted({file.parent for file in PYTHON}), ids=lambda folder: str(folder.relative_to(ROOT))
)
def test_code_is_in_plain_english(folder: Path) -> None:
    found = [
        f"{file.relative_to(ROOT)}:{each}"
        for file in PYTHON
        if file.parent == folder
        for each in problems(file.read_text("utf-8"))
    ]
    assert not found, "\n".join(found)


def long_names(source: str) -> Iterator[str]:
    """Yield the test functions of a module whose name is too long."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or not node.name.startswith("test_"):
            continue
        if len(node.name) > LONGEST_TEST_NAME:
            yield f"{node.lineno}: name has {len(node.name)} characters: {node.name}"


def test_test_names_are_short() -> None:
    files = [file for file in PYTHON if "tests" in file.parts]
    assert len(files) > 100
    found = [f"{file.relative_to(ROOT)}:{each}" for file in files for each in long_names(file.read_text("utf-8"))]
    assert not found, "\n".join(found)


def test_long_test_names_are_found() -> None:
    limit = "test_".ljust(LONGEST_TEST_NAME, "a")
    source = f"def {limit}(): ...\nclass A:\n    async def {limit}b(self): ...\ndef {'a' * 70}(): ...\n"
    assert list(long_names(source)) == [f"3: name has 61 characters: {limit}b"]


LONG = " ".join(["Word", *["word"] * 25])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(f'"""{"x" * 81}."""', "1: first line has 82 characters", id="module"),
        pytest.param(f'class A:\n    """{"x" * 81}."""', "2: first line has 82 characters", id="class"),
        pytest.param(f'def a():\n    """{"x" * 81}."""', "2: first line has 82 characters", id="public function"),
        pytest.param(f'"""A.\n\n{LONG}."""', "1: sentence has 26 words", id="sentence"),
        pytest.param(f'A = 1\n"""A.\n\nOne. {LONG}. Two."""', "2: sentence has 26 words", id="attribute"),
        pytest.param(f'def _a():\n    """A.\n\n    - {LONG}\n    - b\n    """', "2: sentence has 26 words", id="item"),
        pytest.param('def _a():\n    """Nobody is\n    told."""', "2: `Nobody` in: Nobody is told.", id="banned"),
        pytest.param("a = 1  # mended", "1: `mended` in: # mended", id="comment"),
    ],
)
def test_unclear_wording_is_found(source: str, expected: str) -> None:
    assert [each for each in problems(source) if each.startswith(expected)]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(f'def _a():\n    """{"x" * 81}."""', id="private function"),
        pytest.param(f'"""A.\n\nBad:\n\n    {LONG}\n    nobody\n"""', id="code block"),
        pytest.param('"""A.\n\nOne `{}` and ``{}``."""'.format(LONG, "nobody told"), id="code span"),
        pytest.param(f'"""A.\n\n{LONG.removesuffix(" word")}."""', id="25 words"),
        pytest.param('a = "nobody told a stranger"', id="string"),
        pytest.param("# the wallet has a storehouse", id="part of a word"),
        pytest.param("# calls `mend`", id="code in a comment"),
    ],
)
def test_clear_wording_is_accepted(source: str) -> None:
    assert list(problems(source)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("One, e.g. Two. (Three.) Four?", ["One, e.g Two.", "(Three.)", "Four?"]),
        ("The limit is 2.5 of 1.4.11. Next: `a. B` is\none.", ["The limit is 2.5 of 1.4.11.", "Next: CODE is one."]),
        ("Without a full stop\n\nNext paragraph", ["Without a full stop", "Next paragraph"]),
    ],
)
def test_sentences_are_split(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected
