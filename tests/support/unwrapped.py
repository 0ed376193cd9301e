"""Find words for readers that are not messages, so that no catalogue has them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import jinja2
from babel.messages.jslexer import tokenize
from jinja2 import nodes

FUNCTIONS = frozenset({"_", "gettext", "ngettext", "pgettext", "npgettext", "N_", "NP_", "lazy", "gettext_in"})
SHOWN_ATTRIBUTES = frozenset(
    {"aria-label", "title", "alt", "placeholder", "label", "aria-description", "aria-roledescription"}
)
_ENVIRONMENT = jinja2.Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], trim_blocks=True, lstrip_blocks=True)
_TRANSLATED = re.compile(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}|\{%-?\s*raw.*?endraw\s*-?%\}|\{#.*?#\}", re.DOTALL)
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%.*?%\}", re.DOTALL)
_ELEMENT_NAME = re.compile(r"(?<=<)(/?)\x1a")
_ADDRESS = re.compile(r"[\w/-]+/\x1a\S*|\x1a#\S*")
_ATTRIBUTE_LIST = re.compile(r"\{ ?[#.:][^}]*\}")
_WORD = re.compile(r"[A-Za-z]{2}")
# a sentence, a phrase or a capitalised word, but no selector, address, class, attribute or format
_PHRASE = re.compile(
    r"[A-Za-z’']{2,}[,;:]? [A-Za-z“‘(]{2,}|^ ?[A-Z][a-z]{2,}[.:?]? ?$|^ ?[a-z]{2,}[:,]? $|^ [a-z]{2,} ?"
)
_CODE = re.compile(r"""[<>={}\[\]\\/|#_]|\bbg-|\bmd-|^\.|--|noopener|\bvar\(|use strict""")


def _is_phrase(text: str) -> bool:
    return bool(_PHRASE.search(text)) and not _CODE.search(text)


class _Text(HTMLParser):
    """Collects text and shown attributes of a template without expressions."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._is_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_code = tag in ("script", "style", "code")
        self.found += [value for name, value in attrs if name in SHOWN_ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._is_code = False

    def handle_data(self, data: str) -> None:
        if not self._is_code:
            self.found.append(data)


def in_template(file: Path) -> list[str]:
    """Return the words of a template that are not messages.

    They can be text, shown attributes, and constants in expressions.
    """
    source = file.read_text("utf-8")
    # an expression is one sign, so that it can stand in an attribute
    html = _ELEMENT_NAME.sub(r"\1b", _STATEMENT.sub("", _EXPRESSION.sub("\x1a", _TRANSLATED.sub("", source))))
    parser = _Text()
    parser.feed(_ATTRIBUTE_LIST.sub("", html))
    parser.close()
    texts = [" ".join(text.split()) for text in parser.found if _WORD.search(_ADDRESS.sub("", text))]
    return [*texts, *_constants(_ENVIRONMENT.parse(source))]


def _constants(tree: nodes.Template) -> Iterator[str]:
    translated = {
        id(constant)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in FUNCTIONS
        for constant in call.find_all(nodes.Const)
    }
    compared = {id(constant) for one in tree.find_all(nodes.Compare) for constant in one.find_all(nodes.Const)}
    for constant in tree.find_all(nodes.Const):
        is_text = isinstance(constant.value, str) and id(constant) not in translated | compared
        if is_text and _is_phrase(constant.value):
            yield constant.value


def in_module(file: Path) -> list[str]:
    """Return the phrases of a Python module that are not messages.

    Docstrings, errors and problems are left out, because editors read them.
    """
    tree = ast.parse(file.read_text("utf-8"))
    passed: set[int] = set()
    for node in ast.walk(tree):
        if (isinstance(node, ast.Expr | ast.Raise) and not (isinstance(node, ast.Expr) and _is_yield(node.value))) or (
            isinstance(node, ast.Call) and _called(node) in {*FUNCTIONS, "problem", "Code", "Doc", "TypeVar", "cast"}
        ):
            passed.update(map(id, ast.walk(node)))
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in passed)
    return [one.value for one in constants if isinstance(one.value, str) and _is_phrase(_without_tags(one.value))]


def _is_yield(node: ast.expr) -> bool:
    # `list.append("words")` is an expression statement, too
    return not isinstance(node, ast.Constant)


def _without_tags(text: str) -> str:
    return re.sub(r"<[^<>]*>?|^[^<>]*>", "", text) if "<" in text or ">" in text else text


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def in_script(file: Path) -> list[str]:
    """Return the phrases in the strings of a script that are not messages."""
    found = []
    before: list[str] = []
    depth = 0
    for token in tokenize(file.read_text("utf-8"), jsx=False):
        if token.type in ("linecomment", "multilinecomment", "whitespace"):
            continue
        if token.value == "(":
            is_message = bool(before) and before[-1].rpartition(".")[2] in FUNCTIONS
            depth = depth + 1 if depth or is_message else 0
        elif token.value == ")":
            depth = max(depth - 1, 0)
        elif token.type in ("string", "template_string") and not depth:
            text = token.value[1:-1]
            if _is_phrase(text):
                found.append(text)
        before = [*before[-3:], token.value]
    return found
