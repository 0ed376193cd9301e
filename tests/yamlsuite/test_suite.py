"""YAML test suite: same results as libyaml, except for what briefs forbid."""

from __future__ import annotations

import os

import pytest
import yaml

from briefgen.check.spans import place
from briefgen.corpus.load import decoded
from briefgen.diagnostics.types import Problem
from briefgen.editing.format import formatted
from briefgen.model.kinds._all import kinds
from briefgen.yaml import reader
from briefgen.yaml.invisible import hidden
from briefgen.yaml.spans import compose
from briefgen.yaml.text import YamlFile
from tests.conftest import ROOT
from tests.property.test_yaml_laws import _is_same
from tests.yamlsuite.install import cases

CASES = cases()
# valid YAML that briefs forbid: escaped control characters, aliases, tags, several documents, duplicate keys,
# keys that are not text, empty files, files without a mapping
BANS = {"BG103", "BG104", "BG105", "BG106", "BG107", "BG109", "BG110", "BG112"}


def test_yaml_suite_is_installed() -> None:
    if not CASES and os.environ.get("CI") != "true":
        pytest.skip("`make test` installs the YAML test suite")
    assert len(CASES) > 350


@pytest.mark.parametrize(("name", "text"), CASES, ids=[name for name, _ in CASES])
def test_case_has_the_same_result_as_libyaml(name: str, text: str) -> None:
    theirs, is_yaml = None, True
    try:
        events = list(yaml.parse(text, Loader=reader.Loader))
    except yaml.YAMLError:
        is_yaml = False
    file = reader.read(f"content/actors/{name.lower()}.yaml", text.encode())
    assert not isinstance(file, Problem)
    data, problems = reader.parse(file)
    codes = {problem.code.id for problem in problems}
    if is_yaml:
        assert codes <= BANS, problems
    else:
        # a second document or too deep nesting may be rejected before the parser reaches the error
        assert codes & {"BG102", "BG112", "BG106"}, problems
    if data is not None:
        theirs = yaml.load(file.text, reader.Loader)
        assert _is_same(data, theirs)
        assert compose(file) is not None
        assert events
        after = YamlFile("x.yaml", formatted(file, None).text)
        assert reader.parse(after)[0] == data
    list(hidden(file))
    entry = decoded(file.path, kinds()["actor"], text.encode())
    assert entry.problems
    assert place(entry.problems, ROOT, {file.path: text.encode()})
