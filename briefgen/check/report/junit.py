"""For continuous integration: JUnit's XML, a test suite per file, a failed test case per diagnostic."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from xml.etree import ElementTree

from briefgen.check.report._base import visible
from briefgen.diagnostics.types import Diagnostic

# what XML 1.0 cannot say, not even as a reference
_UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(diagnostics: Sequence[Diagnostic], files: Mapping[str, Sequence[str]], *, colour: bool = False) -> str:
    """Return one XML document; without diagnostics it holds one test case that passed. Files and colour are not used."""
    del files, colour
    root = ElementTree.Element("testsuites", name="briefgen", tests=str(max(1, len(diagnostics))))
    root.set("failures", str(len(diagnostics)))
    root.set("errors", "0")
    if not diagnostics:
        suite = ElementTree.SubElement(root, "testsuite", name="briefgen", tests="1", failures="0", errors="0")
        ElementTree.SubElement(suite, "testcase", name="check", classname="briefgen")
    for path, group in groupby(diagnostics, key=lambda diagnostic: diagnostic.span.path):
        _suite(root, path, list(group))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


def _suite(root: ElementTree.Element, path: str, diagnostics: list[Diagnostic]) -> None:
    number = str(len(diagnostics))
    suite = ElementTree.SubElement(root, "testsuite", name=_said(path), tests=number, failures=number, errors="0")
    for diagnostic in diagnostics:
        span = diagnostic.span
        case = ElementTree.SubElement(suite, "testcase", classname=_said(path), file=_said(path), line=str(span.line))
        case.set("name", f"{diagnostic.code} {diagnostic.name} ({span.line}:{span.column})")
        failure = ElementTree.SubElement(case, "failure", type=diagnostic.severity.value)
        failure.set("message", _said(diagnostic.message))
        notes = [f"{note.message}: {note.span.path}:{note.span.line}" for note in diagnostic.notes]
        place = f"{span.path}:{span.line}:{span.column}"
        failure.text = "\n".join(map(_said, filter(None, [place, diagnostic.message, diagnostic.help, *notes])))


def _said(text: str) -> str:
    return _UNSAYABLE.sub("\ufffd", visible(text))
