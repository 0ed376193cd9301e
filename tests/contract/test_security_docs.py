"""The threat model names existing tests, and the security policy is linked."""

from __future__ import annotations

import re

from tests.conftest import ROOT


def test_tests_named_in_the_threat_model_exist() -> None:
    named = set(re.findall(r"`(tests/[^`]+\.py)`", (ROOT / "docs/security.md").read_text("utf-8")))
    assert len(named) > 20
    assert sorted(name for name in named if not (ROOT / name).is_file()) == []


def test_readme_links_to_the_security_policy() -> None:
    assert "docs/security.md" in (ROOT / "SECURITY.md").read_text("utf-8")
    assert "SECURITY.md" in (ROOT / "README.md").read_text("utf-8")
