"""Mutation testing of templates: delete each output and run the field tests.

The golden pages count as a test, because reviewers read what changed in them, and so does the test of cut lists.

`python -m tests.support.delete_outputs [WORD …]` tries the cuts whose name contains one of the words, such as `source.md.j2`.
Without words it tries all, and with `--sample 20` twenty of them. It fails in two cases:

- No test notices a cut, and `tests/support/outputs_of_no_field.py` does not list it with a reason.
- A listed cut is noticed.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import jinja2
import msgspec
import pytest

from briefgen.render.templates import own_templates
from tests.conftest import ROOT
from tests.support import marked_site
from tests.support.golden_pages import golden_pages
from tests.support.outputs_of_no_field import REASONS

TESTS = ("tests/contract/test_fields.py", "tests/contract/test_backlinks.py", "tests/contract/test_combined_fields.py")
CUT_LISTS = "tests/unit/render/test_cut_lists.py"
"""The test of what shared parts show only of long lists."""
TEMPLATES = (*(f"kinds/{path.name}" for path in sorted((own_templates() / "kinds").iterdir())), "_layout.md.j2")
PARTS = tuple(path.name for path in sorted(own_templates().glob("_*.md.j2")) if path.name != "_layout.md.j2")
"""The templates that have only macros."""
# pages that no field test reads, emptied because they take most of the time
_UNSEEN = re.compile(
    r"editing|compare|positions|network|quality|search|statements|points|sources|actors|disputes|events|plans"
)
_TAG = re.compile(r"\{%-?\s*(?P<word>if|elif|else|endif|for|endfor)\b.*?%\}|\{\{.*?\}\}", re.DOTALL)
_IMPORT = re.compile(r'\{% import "([^"]+)" as (\w+) %\}')
_MACRO = re.compile(r"\{% macro (\w+)\(.*?\{%-? endmacro %\}", re.DOTALL)


class Cut(msgspec.Struct, frozen=True):
    """A part of a template to delete."""

    template: str
    line: int
    start: int
    end: int
    text: str

    @property
    def name(self) -> str:
        """Return the template and the deleted text."""
        return f"{self.template}: {self.text}"


def cuts() -> tuple[Cut, ...]:
    """Return every output, condition body and loop body of the briefs' templates.

    The macros that these templates use, directly or through other macros, are included.
    """
    folder = own_templates()
    texts = {name: _without_comments((folder / name).read_text("utf-8")) for name in (*TEMPLATES, *PARTS)}
    used = _used_macros(texts)
    found = []
    for name, text in texts.items():
        unused = [m.span() for m in _MACRO.finditer(text) if name not in TEMPLATES and (name, m[1]) not in used]
        found += [cut for cut in _cuts(name, text) if not any(start <= cut.start < end for start, end in unused)]
    return tuple(found)


def _without_comments(text: str) -> str:
    """Return a template with spaces in place of its comments, so that offsets stay the same."""
    return re.sub(r"\{#.*?#\}", lambda comment: re.sub(r"[^\n]", " ", comment[0]), text, flags=re.DOTALL)


def _used_macros(texts: dict[str, str]) -> set[tuple[str, str]]:
    """Return the macros that the pages of briefs use, each with its template.

    Several templates have macros of one name, so a use counts for the template that it imports, or its own.
    """
    macros = {(name, m[1]): m[0] for name in PARTS for m in _MACRO.finditer(texts[name])}
    imports = {name: _IMPORT.findall(text) for name, text in texts.items()}
    used: set[tuple[str, str]] = set()
    waiting = [(name, texts[name]) for name in TEMPLATES]
    while waiting:
        template, text = waiting.pop()
        # the templates of kinds see the imports of the layout
        known = imports[template] + (imports["_layout.md.j2"] if template in TEMPLATES else [])
        called = {(name, macro) for name, alias in known for macro in re.findall(rf"\b{alias}\.(\w+)", text)}
        # a macro is called, or handed on as an argument
        called |= {(template, macro) for macro in re.findall(r"(?:(?<![\w.])(?=\w+\()|, )(\w+)", text)}
        found = (called & macros.keys()) - used
        used |= found
        waiting += [(name, macros[name, macro]) for name, macro in found]
    return used


def _cuts(template: str, text: str) -> Iterator[Cut]:
    def cut(start: int, end: int) -> Cut:
        return Cut(template, text.count("\n", 0, start) + 1, start, end, " ".join(text[start:end].split()))

    opened: list[int] = []
    for tag in _TAG.finditer(text):
        word = tag["word"]
        if word is None:
            yield cut(*tag.span())
        elif word in ("if", "for"):
            opened.append(tag.end())
        else:
            start = opened.pop()
            # a body that is a single output, or has no output, is not a separate cut
            body = text[start : tag.start()]
            if not re.fullmatch(r"\s*(\{\{[^}]*\}\}|(\{%[^%]*%\}\s*)*)\s*", body):
                yield cut(start, tag.start())
            if word in ("elif", "else"):
                opened.append(tag.end())


def _compiled_once() -> AbstractContextManager[object]:
    """Compile each text of a template once for all cuts, because all but one of the templates stay the same."""
    original, known = jinja2.Environment.compile, dict[tuple[str, str], Any]()

    def compile(self: jinja2.Environment, source: str, name: str, filename: str) -> Any:
        if (source, name) not in known:
            known[source, name] = original(self, source, name, filename)
        return known[source, name]

    return patch.object(jinja2.Environment, "compile", compile)


class _Kept:
    """The pages of templates that a cut does not touch, rendered once."""

    def __init__(self) -> None:
        self._original = jinja2.Template.generate
        self._pages: dict[tuple[str, str], list[str]] = {}
        self.cut = ""

    def patched(self) -> AbstractContextManager[object]:
        kept = self

        def generate(self: jinja2.Template, **view: Any) -> Iterator[str]:
            return iter(kept.pieces(self, view))

        return patch.object(jinja2.Template, "generate", generate)

    def pieces(self, template: jinja2.Template, view: dict[str, Any]) -> list[str]:
        """Return the text of a page; a cut in a kind's template changes only its pages."""
        name = template.name or ""
        # other templates also render pages of drafts
        if not name.startswith("kinds/") or "draft" in view["page"].uri:
            return list(self._original(template, **view))
        key = name, view["page"].uri
        if self.cut.startswith("kinds/") and name != self.cut and key in self._pages:
            return self._pages[key]
        found = list(self._original(template, **view))
        if not self.cut:
            self._pages[key] = found
        return found


_KEPT = _Kept()


def is_noticed(cut: Cut) -> bool:
    """Return whether a field test fails without a part of a template."""
    text = (own_templates() / cut.template).read_text("utf-8")
    text = text[: cut.start] + text[cut.end :]
    return _changes_golden_pages(cut.template, text) or _fail_with(cut.template, text, (*TESTS, CUT_LISTS))


def _changes_golden_pages(template: str, text: str) -> bool:
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / template).parent.mkdir(exist_ok=True)
        (Path(name) / template).write_text(text, "utf-8")
        _KEPT.cut = template
        return golden_pages(Path(name)) != _expected_pages()


@cache
def _expected_pages() -> dict[str, str]:
    return golden_pages(Path("no-templates-of-its-own"))


def _fail_with(template: str = "", text: str = "", tests: Sequence[str] = TESTS) -> bool:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pages").mkdir()
        (folder / "kinds").mkdir()
        for page in (own_templates() / "pages").iterdir():
            if _UNSEEN.search(page.name):
                (folder / "pages" / page.name).write_text("", "utf-8")
        if template:
            (folder / template).write_text(text, "utf-8")
        before, marked_site.templates, _KEPT.cut = marked_site.templates, folder, template
        try:
            with redirect_stdout(StringIO()):
                return _fails(tests)
        finally:
            marked_site.templates = before


def _fails(tests: Sequence[str]) -> bool:
    quiet = [
        "-x",
        "-q",
        "--no-header",
        "--tb=no",
        "--assert=plain",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:unraisableexception",
    ]
    ended = pytest.main([*quiet, *(str(ROOT / test) for test in tests)])
    if ended not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise RuntimeError(f"the tests could not be run: {ended!r}")
    return ended is pytest.ExitCode.TESTS_FAILED


def plain(name: str) -> str:
    """Return a cut's name without white space that depends on the template's layout."""
    return re.sub(r"\s+|(?<=\{%)-|-(?=%\})|(?<=\{\{)-|-(?=\}\})", "", name)


def wrong(tried: Iterable[Cut]) -> Iterator[str]:
    """Try each cut, print a line for it, and yield the problems."""
    reasons = {plain(name): reason for name, reason in REASONS.items()}
    unseen, listed = set[str](), dict[str, str]()
    for cut in tried:
        reason = reasons.get(plain(cut.name), "")
        is_seen = is_noticed(cut)
        state = "noticed" if is_seen else "allowed" if reason else "UNSEEN"
        print(f"{state:8}{cut.template}:{cut.line:<4} {cut.text[:100]}", f"({reason})" if reason else "", flush=True)
        if reason:
            listed[plain(cut.name)] = cut.name
        if not is_seen:
            unseen.add(plain(cut.name))
            if not reason:
                yield f"no test notices that this is deleted: {cut.name}"
    for key, name in listed.items():
        if key not in unseen:
            yield f"a test notices it, so it needs no reason: {name}"


def main() -> int:
    """Try the cuts that the command line names, or a sample of them."""
    words = sys.argv[1:]
    tried = [cut for cut in cuts() if not words or words[0] == "--sample" or any(word in cut.name for word in words)]
    if words[:1] == ["--sample"]:
        # the sample is deterministic and covers all templates
        tried = tried[:: len(tried) // int(words[1])]
    with _compiled_once(), _KEPT.patched():
        if _fail_with():
            raise RuntimeError("the tests fail without any cut")
        found = list(wrong(tried))
    print(f"{len(tried)} cuts tried, {len(found)} problems", *found, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
