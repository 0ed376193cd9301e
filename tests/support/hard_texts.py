"""Run the regular expressions of the package on texts that cause backtracking.

`tests/property/test_time_law.py` runs this module as a child process:
`python -m tests.support.hard_texts expressions 4000 12`.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

import msgspec

import briefgen
from briefgen.check.rules import loaded_word, orphan, quotation_marks
from briefgen.corpus.load import Loaded, LoadedFile
from briefgen.editing import occurrences, rename
from briefgen.model.briefing import EMPTY
from briefgen.model.kinds.actor import Actor
from briefgen.safety import front_matter, script_allowlist
from briefgen.text import figures, terms, typography, unsupported_marks, urls, word_classes

METHODS = frozenset({"match", "search", "fullmatch", "finditer", "findall", "sub", "subn", "split"})
UNITS = (
    *(" ", "\n", "\t", "\r", "a", "1", "#", "`", "` ", "``a", "[", "[[a", "](", "[@a", "](a(", "!", ". ", "…", "! a"),
    *('"', '"a', "“", "„", "«", "'", "'a", "- ", "* ", "*a_", "_a", "<", "<a ", "<!--", "&", "a: ", " #", "1 ", "1,"),
    *("(", "¶", "\\", "/", "=", " on", "é", "字", "\u200d", "\u2028", "aab ", "www.", "https://a", "<script", "{{"),
)
"""Strings that a hard text repeats."""
ENDS = ("", "\0", "a\n")
"""Strings after the repetition; they make an expression fail that matches everything before them."""
BOUNDED = {"briefgen.model.date_guess.": 60, "briefgen.safety.page_prescan._BEFORE": 60}
"""The most characters that callers give an expression, by its place or the start of it."""
TRUSTED = {
    f"briefgen.safety.script_allowlist.{name}": "reads only files that the project trusts as code"
    for name in ("_ELEMENT", "_EXPRESSION", "_STYLES")
}
"""Expressions that are not measured, each with the reason."""
BUILDERS: dict[str, tuple[tuple[str, ...], Callable[[], object]]] = {
    "briefgen/check/rules/loaded_word.py:_entries": (
        ("search", "finditer"),
        lambda: list(loaded_word._entries({**loaded_word.ENGLISH, "a a-a a": "x", "aay": "x"})),
    ),
    "briefgen/check/rules/orphan.py:_is_mentioned": (
        ("search",),
        lambda: orphan._is_mentioned(Actor(id="a", name="a a", summary="A."), "a a"),
    ),
    "briefgen/check/rules/quotation_marks.py:_straight": (
        ("finditer",),
        lambda: re.compile(quotation_marks._pair('"', '"')),
    ),
    "briefgen/check/rules/quotation_marks.py:_typographic": (
        ("finditer",),
        lambda: [re.compile(quotation_marks._pair(*marks)) for marks in ("“”", "„“", "«»")],
    ),
    "briefgen/editing/occurrences.py:_candidates": (
        ("finditer",),
        lambda: occurrences._candidates(["a", "a-a", "ab"]),
    ),
    "briefgen/editing/rename.py:_broken": (
        ("search",),
        lambda: rename._broken(
            Loaded((), EMPTY, "content/briefing.yaml", (), ()), Path(), LoadedFile("a", "a", Actor, None), ["a", "a-a"]
        ),
    ),
    "briefgen/safety/front_matter.py:findings": (
        ("match",),
        lambda: list(front_matter.findings("a.md", "---\njsonld: a\ntemplate: a a\n---\n", lambda _: False)),
    ),
    "briefgen/safety/script_allowlist.py:known": (
        ("fullmatch",),
        lambda: re.compile(script_allowlist._pattern('var a="{{ a }}",b="{{ b }}";go(a,"{{ c }}")'), re.DOTALL),
    ),
    "briefgen/text/terms.py:__init__": (
        ("search", "finditer"),
        lambda: terms.Terms([terms.Explained("", "", ("a a-a a", "a", "aay"))]),
    ),
    "briefgen/text/typography.py:_stop": (
        ("search",),
        lambda: [typography._stop(marks) for marks in ("“”", "»", "a")],
    ),
    "briefgen/text/figures.py:_without_thousands": (
        ("fullmatch",),
        lambda: [figures._without_thousands("1,000,000.5", mark) for mark in (",", ".", "'", " ")],
    ),
    "briefgen/text/word_classes.py:_pattern": (
        ("fullmatch",),
        lambda: [word_classes._pattern.__wrapped__(language) for language in word_classes._LISTED],
    ),
    "briefgen/text/unsupported_marks.py:_mark": (
        ("finditer",),
        lambda: [re.compile(mark.pattern.pattern, mark.pattern.flags) for mark in unsupported_marks.MARKS],
    ),
    "briefgen/text/urls.py:flaw": (
        ("match",),
        lambda: [re.compile(pattern, re.DOTALL) for pattern, _ in urls._FLAWS],
    ),
}
"""Functions that make expressions from parts: the methods that use them, and a call with hard parts."""
BUILT_FROM_TRUSTED = {
    "briefgen/model/json_schema.py:_fits": "patterns of field types, on digits of our own",
    "briefgen/model/json_schema.py:_integers": "patterns of field types, on digits of our own",
    "briefgen/model/json_schema.py:_scalar": "patterns of field types, on two words of our own",
    "briefgen/render/assets.py:_bundled": "two names of folders, on file names of a trusted folder",
}
"""Functions that make expressions which never meet other people's texts, each with the reason."""
_FLOOR = 0.005
_HANG = 1.0
MOST_GROWTH = 2.5


class Expression(msgspec.Struct, frozen=True):
    """A compiled regular expression, its place in the code, and the methods used."""

    place: str
    pattern: re.Pattern[Any]
    methods: tuple[str, ...]


def expressions() -> Iterator[Expression]:
    """Yield every regular expression of the package once.

    Expressions are constants of modules, arguments of calls of `re`, patterns of field types, or built by functions.
    """
    seen = set()
    for found in (*_at_top(), *_in_calls(), *_in_fields(), *_built()):
        key = (found.pattern, found.methods)
        if key not in seen:
            seen.add(key)
            yield found


def _modules() -> Iterator[Any]:
    for module in pkgutil.walk_packages(briefgen.__path__, "briefgen."):
        if not module.name.endswith("__main__"):
            yield importlib.import_module(module.name)


def _trees() -> Iterator[tuple[str, ast.Module]]:
    root = Path(briefgen.__path__[0])
    for path in sorted(root.rglob("*.py")):
        yield str(path.relative_to(root.parent)), ast.parse(path.read_text("utf-8"))


def _at_top() -> Iterator[Expression]:
    used: dict[str, set[str]] = defaultdict(set)
    for path, tree in _trees():
        here = path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                name = _name(node.value)
                used[f"{here}.{name}" if name.startswith("_") else name].add(node.attr)
    for module in _modules():
        for name, value in vars(module).items():
            for pattern in _patterns(value):
                methods = tuple(
                    sorted(used.get(f"{module.__name__}.{name}" if name.startswith("_") else name) or {"search"})
                )
                yield Expression(f"{module.__name__}.{name}", pattern, methods)


def _name(node: ast.expr) -> str:
    while isinstance(node, ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _patterns(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping | tuple | list):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _patterns(one)
    elif isinstance(value, msgspec.Struct):
        yield from _patterns([getattr(value, name) for name in value.__struct_fields__])


def _in_calls() -> Iterator[Expression]:
    for path, function, call in _calls():
        text = _constant(path, call.args[0])
        if text is not None and function:
            flags = re.IGNORECASE if "IGNORECASE" in ast.unparse(call) else re.NOFLAG
            assert isinstance(call.func, ast.Attribute)
            method = call.func.attr if call.func.attr in METHODS else "search"
            yield Expression(f"{path}:{call.lineno}", re.compile(text, flags), (method,))


def functions_that_build() -> set[str]:
    """Return each function that makes an expression from parts, as `path:function`."""
    return {f"{path}:{name}" for path, name, call in _calls() if name and _constant(path, call.args[0]) is None}


def _calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Yield each call of `re` with an expression: the path, the innermost function or "", and the call."""
    for path, tree in _trees():
        inside = {
            node: function.name
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef)
            for node in ast.walk(function)
        }
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Attribute(ast.Name("re"), name)) if name in METHODS | {"compile"}:
                    yield path, inside.get(node, ""), node


def _constant(path: str, argument: ast.expr) -> str | None:
    """Return the text of an argument that is a literal or a constant of its module."""
    if isinstance(argument, ast.Name):
        module = importlib.import_module(path.removesuffix(".py").replace("/", "."))
        value = getattr(module, argument.id, None)
        return value if isinstance(value, str) else None
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def _built() -> Iterator[Expression]:
    for place, (methods, build) in BUILDERS.items():
        made: dict[tuple[Any, int], None] = {}
        compiled = re._compile  # type: ignore[attr-defined]  # the one function that `re` calls for every expression

        def record(pattern: Any, flags: int, compiled: Any = compiled, made: Any = made) -> Any:
            made[pattern, int(flags)] = None
            return compiled(pattern, flags)

        with mock.patch.object(re, "_compile", record):
            build()
        assert made, f"{place} built no expression"
        for number, (pattern, flags) in enumerate(made):
            if isinstance(pattern, str | bytes):
                yield Expression(f"{place} {number}", re.compile(pattern, flags), methods)


def _in_fields() -> Iterator[Expression]:
    from tests.vectors.fields import leaves

    for leaf in leaves():
        if isinstance(leaf.type, msgspec.inspect.StrType) and leaf.type.pattern:
            yield Expression(f"{leaf.kind}.{'.'.join(leaf.path)}", re.compile(leaf.type.pattern), ("search",))


def texts(pattern: re.Pattern[Any], own: int) -> Iterator[tuple[str, str, str]]:
    """Yield the start, repeated unit and end of each hard text.

    Most are the same for all expressions; `own` texts are made from characters of the expression.
    """
    for unit in UNITS:
        for end in ENDS:
            yield "", unit, end
    source = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    alphabet = [*re.findall(r"[a-zA-Z]{2,}|\\?[^\sa-zA-Z]", source), " ", "\n", "a", "1"]
    alphabet = [
        {"\\": "\\", r"\s": " ", r"\w": "a", r"\d": "1", r"\S": "a"}.get(one, one.removeprefix("\\"))
        for one in alphabet
    ]
    random = Random(source.encode("utf-8", "surrogatepass"))
    for _ in range(own):
        beginning, unit = ("".join(random.choices(alphabet, k=random.randint(low, 3))) for low in (0, 1))
        yield beginning, unit, random.choice(ENDS)


def longest(call: Callable[[int], object], size: int) -> str:
    """Return the problem of a call that hangs or takes more than linear time.

    The call takes a size. An empty string means no problem.
    """
    try:
        if _cpu(call, size) < _FLOOR:
            return ""
        growth = _growth(call, size, 2, 3)
        if growth > MOST_GROWTH:
            # other programs disturb one doubling; they hardly disturb two of them, measured more often and at two sizes
            growth = min(_growth(call, first, 4, 7) for first in (size, 2 * size)) ** 0.5
    except TimeoutError:
        return f"more than {_HANG} CPU seconds at {size}"
    return f"{growth:.1f} times the work at twice the size" if growth > MOST_GROWTH else ""


def _growth(call: Callable[[int], object], size: int, times: int, repetitions: int) -> float:
    """Return how many times the CPU time of a size the CPU time of a multiple of it is."""
    one, more = (min(_cpu(call, factor * size) for _ in range(repetitions)) for factor in (1, times))
    return more / max(one, _FLOOR / 2)


def _cpu(call: Callable[[int], object], size: int) -> float:
    signal.setitimer(signal.ITIMER_VIRTUAL, _HANG)
    start = time.process_time()
    try:
        call(size)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - start


def hang(*_: object) -> None:
    """Raise TimeoutError; a handler of SIGVTALRM for `longest`."""
    raise TimeoutError


def slow(expression: Expression, size: int, own: int) -> Iterator[str]:
    """Yield a message for each text that takes an expression more than linear time."""
    pattern = expression.pattern
    is_bytes = isinstance(pattern.pattern, bytes)
    for beginning, unit, end in texts(pattern, own):
        for method in expression.methods:

            def call(size: int, parts: tuple[str, str, str] = (beginning, unit, end), method: str = method) -> None:
                text: Any = parts[0] + parts[1] * (size // len(parts[1])) + parts[2]
                text = text.encode("utf-8", "surrogatepass") if is_bytes else text
                if method in ("sub", "subn"):
                    getattr(pattern, method)(b"" if is_bytes else "", text)
                else:
                    found = getattr(pattern, method)(text)
                    if method == "finditer":
                        sum(1 for _ in found)

            if wrong := longest(call, size):
                yield f"{method} of {beginning!r} + {unit!r} … + {end!r}: {wrong}"


def _judged(wanted: Iterable[Expression], size: int, own: int) -> None:
    for expression in wanted:
        if expression.place not in TRUSTED:
            most = next((most for place, most in BOUNDED.items() if expression.place.startswith(place)), size)
            wrong = next(slow(expression, min(size, most), own), "")
            print(json.dumps({"place": expression.place, "wrong": wrong}), flush=True)


def main() -> None:
    """Print one line of JSON for each expression: its place and its problem.

    The first argument is `expressions` for all of the package, or `patterns` for those in the further arguments.
    """
    signal.signal(signal.SIGVTALRM, hang)
    size, own = map(int, sys.argv[2:4])
    if sys.argv[1] == "expressions":
        _judged(expressions(), size, own)
    else:
        _judged([Expression(text, re.compile(text), ("search",)) for text in sys.argv[4:]], size, own)


if __name__ == "__main__":
    main()
