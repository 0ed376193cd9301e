"""The public functions of the library, called as a library user would."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import briefgen
from tests.conftest import FULL, ROOT


def test_load_returns_the_linked_briefs() -> None:
    corpus = briefgen.load(FULL)
    assert isinstance(corpus, briefgen.Corpus)
    assert corpus.briefs["mara-vell"].label == "Mara Vell"


def test_check_returns_sorted_diagnostics(full: Path) -> None:
    (full / "content/actors/mara-vell.yaml").write_text("name: 1\nkidn: person\n", "utf-8")
    found = briefgen.check(str(full))
    assert all(isinstance(each, briefgen.Diagnostic) for each in found)
    assert ("BG201", "content/actors/mara-vell.yaml", 2) in [(d.code, d.span.path, d.span.line) for d in found]
    assert [d.span for d in found] == sorted(d.span for d in found)


def test_build_returns_pages_or_errors(full: Path) -> None:
    done = briefgen.build(full)
    assert done.rendered is not None
    assert "actors/mara-vell/index.md" in {page.uri for page in done.rendered.pages}
    (full / "content/actors/mara-vell.yaml").write_text("name: [\n", "utf-8")
    broken = briefgen.build(full)
    assert broken.rendered is None
    assert broken.has_errors


def test_folder_without_mkdocs_yml_raises_file_not_found(tmp_path: Path) -> None:
    for function in (briefgen.load, briefgen.check, briefgen.build):
        with pytest.raises(FileNotFoundError, match=re.escape(str(tmp_path))):
            function(tmp_path)


def test_submodule_imports_do_not_shadow_functions() -> None:
    program = (
        "import briefgen, briefgen.build, briefgen.check.runner\n"
        "from briefgen.check import runner\n"
        f"first = briefgen.check({str(FULL)!r})\n"
        f"assert briefgen.check({str(FULL)!r}) == first\n"
        f"assert briefgen.build({str(FULL)!r}).diagnostics is not None\n"
        "assert sorted(briefgen.__all__) == sorted({*briefgen.__all__} & {*dir(briefgen), 'Corpus', 'Diagnostic'})\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_unknown_public_name_raises_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Corpse'"):
        _ = briefgen.Corpse


def test_example_in_the_documents_runs() -> None:
    text = (ROOT / "docs/library.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert blocks
    for block in blocks:
        subprocess.run([sys.executable, "-c", block], cwd=ROOT, check=True)
