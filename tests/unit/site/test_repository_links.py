"""Links that lead people without git to the host's editor and forms."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from briefgen.config import Config
from briefgen.config import read as read_config
from briefgen.model.kinds._all import kinds
from briefgen.render.templates import render
from briefgen.site.repository_links import correction_link, edit_link, form_link, new_link
from briefgen.site.shared import Site
from briefgen.yaml import reader
from briefgen.yaml.text import YamlFile
from tests.support.small import CLEAN, linked

BRIEFING = CLEAN["content/briefing.yaml"]


def _site(folder: Path, repository: str, *, has_forms: bool = False) -> Site:
    more = f"repository: {repository}\n" if repository else ""
    corpus, _ = linked(folder, {**CLEAN, "content/briefing.yaml": f"{BRIEFING}{more}"})
    return Site(corpus, Config(project=folder, site_url="https://briefing.example.org/", has_issue_forms=has_forms))


@pytest.mark.parametrize("repository", ["https://github.com/a/b", "https://gitlab.com/a/b", "https://codeberg.org/a/b"])
@pytest.mark.parametrize("kind", kinds())
def test_new_file_begins_with_the_required_fields(kind: str, repository: str, tmp_path: Path) -> None:
    address = new_link(_site(tmp_path, repository), kind)
    assert len(address) < 6_000
    asked = parse_qs(urlsplit(address).query)
    if "gitlab" in repository:
        assert list(asked) == ["file_name"]
        return
    data, problems = reader.parse(YamlFile("x.yaml", asked["value"][0]))
    assert problems == ()
    assert data is not None
    assert data["status"] == "draft"
    assert f"content/{kinds()[kind].folder}" in address


def test_correction_leads_to_the_form_or_to_an_issue(tmp_path: Path) -> None:
    site = _site(tmp_path, "https://github.com/a/b", has_forms=True)
    brief = site.brief("ministry")
    assert brief is not None
    asked = parse_qs(urlsplit(correction_link(site, brief, "Problem in")).query)
    assert asked == {"template": ["correction.yml"], "address": ["https://briefing.example.org/actors/ministry/"]}
    plain = _site(tmp_path, "https://github.com/a/b")
    asked = parse_qs(urlsplit(correction_link(plain, brief, "Problem in")).query)
    assert asked == {"title": ["Problem in content/actors/ministry.yaml"]}
    assert form_link(plain, "event") == ""


def test_without_a_repository_there_are_no_links(tmp_path: Path) -> None:
    site = _site(tmp_path, "")
    brief = site.brief("ministry")
    assert brief is not None
    assert (
        edit_link(site, brief),
        correction_link(site, brief, "x"),
        form_link(site, "event"),
        new_link(site, "event"),
    ) == ("",) * 4
    shown, _ = render(site.corpus, Config(project=tmp_path))
    assert not [page.uri for page in shown.pages if "Add an event" in page.markdown]


def test_hubs_and_pages_offer_their_links(tmp_path: Path) -> None:
    site = _site(tmp_path, "https://github.com/a/b")
    shown, _ = render(site.corpus, Config(project=tmp_path, has_issue_forms=True))
    pages = {page.uri: page.markdown for page in shown.pages}
    assert "template=new-event.yml" in pages["events/index.md"]
    assert "template=new-statement.yml" in pages["statements/index.md"]
    assert "template=correction.yml" in pages["actors/ministry/index.md"]
    assert "Suggest a source" in pages["actors/ministry/index.md"]
    assert "/new/main/content/events?" in pages["editing/index.md"]


def test_forms_in_the_repository_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: S\nplugins: [briefgen]\n")
    assert not read_config(tmp_path)[0].has_issue_forms
    folder = tmp_path / ".github/ISSUE_TEMPLATE"
    folder.mkdir(parents=True)
    (folder / "correction.yml").write_text("")
    assert read_config(tmp_path)[0].has_issue_forms
