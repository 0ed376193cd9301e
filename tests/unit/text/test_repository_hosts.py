"""Addresses at the hosts of repositories."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from briefgen.text.repository_hosts import edit_address, form_address, issue_address, new_address

GITHUB, GITLAB, FORGEJO = "https://github.com/a/b", "https://gitlab.example.org/a/b/", "https://codeberg.org/a/b"


@pytest.mark.parametrize(
    ("repository", "edit", "new", "issue"),
    [
        (GITHUB, "/a/b/edit/main/content/x.yaml", "/a/b/new/main/content", "/a/b/issues/new"),
        (GITLAB, "/a/b/-/edit/main/content/x.yaml", "/a/b/-/new/main/content", "/a/b/-/issues/new"),
        (FORGEJO, "/a/b/_edit/main/content/x.yaml", "/a/b/_new/main/content", "/a/b/issues/new"),
        ("https://example.org/a/b", "/a/b/edit/main/content/x.yaml", "/a/b/new/main/content", "/a/b/issues/new"),
    ],
)
def test_each_host_has_its_addresses(repository: str, edit: str, new: str, issue: str) -> None:
    assert urlsplit(edit_address(repository, "main", "content/x.yaml")).path == edit
    assert urlsplit(new_address(repository, "main", "content", "x.yaml", "a: b\n")).path == new
    assert urlsplit(issue_address(repository, "Problem")).path == issue
    assert urlsplit(form_address(repository, "correction", {})).path == issue


def test_words_are_escaped_and_come_back_whole() -> None:
    text = 'title: "50 % & more" #1\n'
    asked = parse_qs(urlsplit(new_address(GITHUB, "main", "content", "a b.yaml", text)).query)
    assert asked == {"filename": ["a b.yaml"], "value": [text]}
    form = form_address(GITHUB, "correction", {"address": "https://example.org/x/?a=b#c"})
    assert parse_qs(urlsplit(form).query) == {
        "template": ["correction.yml"],
        "address": ["https://example.org/x/?a=b#c"],
    }
    assert parse_qs(urlsplit(issue_address(GITLAB, "x & y")).query) == {"issue[title]": ["x & y"]}
    assert " " not in edit_address(GITHUB, "a branch", "content/ü ß.yaml")


@pytest.mark.parametrize("repository", ["https://[broken", "nonsense", ""])
def test_strange_repository_gives_some_address(repository: str) -> None:
    assert edit_address(repository, "main", "x.yaml").endswith("/edit/main/x.yaml")
