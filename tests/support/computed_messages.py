"""Find calls of translation functions whose message is computed.

Babel does not see such a message.
Examples are an f-string, a concatenation, and a choice of two texts.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import jinja2
from babel.messages.jslexer import Token, tokenize
from jinja2 import nodes

MESSAGES: Mapping[str, tuple[int, ...]] = {
    **dict.fromkeys(("_", "gettext", "N_", "lazy"), (0,)),
    **dict.fromkeys(("ngettext", "pgettext", "NP_"), (0, 1)),
    "npgettext": (0, 1, 2),
}
"""For each function, which of its arguments are a context, a message or its plural."""
_TAKE_MARKED = frozenset({"gettext", "lazy"})
"""Functions that also translate a message that is marked elsewhere, such as `gettext(TITLES[x])`."""
_ENVIRONMENT = jinja2.Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)


def in_module(file: Path) -> list[str]:
    """Return the computed messages of a Python module, as code."""
    calls = (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))
    return [
        ast.unparse(argument)
        for call in calls
        if (name := _name(call.func)) in MESSAGES
        for argument in (call.args[n] for n in MESSAGES[name] if n < len(call.args))
        if not _is_text(argument) and not (name in _TAKE_MARKED and _is_marked(argument))
    ]


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _is_text(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Constant) and isinstance(argument.value, str)


def _is_marked(argument: ast.expr) -> bool:
    """Return whether an expression can hold a marked message: it is a name, a field, an entry or the result of a function."""
    if isinstance(argument, ast.IfExp):
        return _is_marked(argument.body) and _is_marked(argument.orelse)
    if isinstance(argument, ast.Call):
        # methods of texts, such as `format` and `join`, return unmarked texts
        return not (isinstance(argument.func, ast.Attribute) and hasattr(str, argument.func.attr))
    return isinstance(argument, ast.Name | ast.Attribute | ast.Subscript | ast.NamedExpr)


def in_template(file: Path) -> list[str]:
    """Return the names of the functions that a template calls with a computed message."""
    tree = _ENVIRONMENT.parse(file.read_text("utf-8"))
    return [
        call.node.name
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in MESSAGES and not call.node.name.startswith("N")
        # `trans` becomes such calls, too, and marks their texts as safe
        for argument in (call.args[n] for n in MESSAGES[call.node.name] if n < len(call.args))
        if not isinstance(argument, nodes.Const | nodes.TemplateData)
    ]


def in_script(file: Path) -> list[str]:
    """Return the first words of the computed messages of a script."""
    tokens = [one for one in tokenize(file.read_text("utf-8"), jsx=False) if not one.type.endswith("comment")]
    return [
        found
        for n, (name, bracket) in enumerate(pairwise(tokens))
        if name.type == "name" and name.value.rpartition(".")[2] in MESSAGES and bracket.value == "("
        for found in _computed(tokens[n + 2 :], len(MESSAGES[name.value.rpartition(".")[2]]))
    ]


def _computed(tokens: Sequence[Token], most: int) -> Iterator[str]:
    for n in range(0, 2 * most, 2):
        text, end = tokens[n : n + 2]
        if text.type != "string" or end.value not in (",", ")"):
            yield text.value
            return


def written_in_module(file: Path) -> set[str]:
    """Return the messages that the calls of a Python module write out.

    Those inside of f-strings are among them.
    """
    return {
        str(ast.literal_eval(call.args[n]))
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call) and (name := _name(call.func)) in MESSAGES
        for n in MESSAGES[name]
        if n < len(call.args) and _is_text(call.args[n])
    }
