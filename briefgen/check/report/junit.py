"""JUnit XML report for continuous integration.

Each file is a test suite, and each diagnostic a failed test case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from xml.etree import ElementTree

from briefgen.diagnostics.types import Diagnostic
from briefgen.text.control_characters import visible

# characters that XML 1.0 does not allow, not even as a character reference
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FROM_ROOT = True
"""Paths begin at the root of the git repository."""


def render(diagnostics: Sequence[Diagnostic], files: Mapping[str, Sequence[str]], *, colour: bool = False) -> str:
    """Return one XML document; ``files`` and ``colour`` are not used.

    Without diagnostics it holds one test case that passed.
    """
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
    suite = ElementTree.SubElement(root, "testsuite", name=_xml_text(path), tests=number, failures=number, errors="0")
    for diagnostic in diagnostics:
        span = diagnostic.span
        case = ElementTree.SubElement(
            suite, "testcase", classname=_xml_text(path), file=_xml_text(path), line=str(span.line)
        )
        case.set("name", f"{diagnostic.code} {diagnostic.name} ({span.line}:{span.column})")
        failure = ElementTree.SubElement(case, "failure", type=diagnostic.severity.value)
        failure.set("message", _xml_text(diagnostic.message))
        notes = [f"{note.message}: {note.span.path}:{note.span.line}" for note in diagnostic.notes]
        place = f"{span.path}:{span.line}:{span.column}"
        failure.text = "\n".join(map(_xml_text, filter(None, [place, diagnostic.message, diagnostic.help, *notes])))


def _xml_text(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", visible(text))
