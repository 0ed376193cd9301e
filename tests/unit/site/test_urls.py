"""Addresses: one folder per page, and links relative to it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest

from briefgen.site import urls
from briefgen.site.former_addresses import moved_pages
from tests.support.small import linked


def test_a_briefs_address_is_its_folder_and_id(tmp_path: Path) -> None:
    corpus, _ = linked(tmp_path, {})
    assert urls.uri_of(corpus.briefs["2025-11-27-talks"]) == "events/2025-11-27-talks/index.md"
    assert urls.uri("events/") == "events/index.md"
    assert urls.uri("") == "index.md"


@pytest.mark.parametrize(
    ("uri", "with_folders", "with_files"),
    [
        ("index.md", "", "index.html"),
        ("events/index.md", "events/", "events/index.html"),
        ("events/talks/index.md", "events/talks/", "events/talks/index.html"),
    ],
)
def test_a_pages_link_is_its_folder_or_its_file(uri: str, with_folders: str, with_files: str) -> None:
    assert urls.url_of(uri, directory_urls=True) == with_folders
    assert urls.url_of(uri, directory_urls=False) == with_files


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("events/talks/", "actors/mara/", "../../actors/mara/"),
        ("events/talks/", "events/talks/#one", "../../events/talks/#one"),
        ("events/", "events/talks/", "../events/talks/"),
        ("", "events/", "events/"),
        ("events/talks/", "", "../../"),
        ("", "", "./"),
        ("events/talks/index.html", "actors/index.html", "../../actors/index.html"),
        ("index.html", "actors/index.html", "actors/index.html"),
    ],
)
def test_a_relative_link_leads_from_page_to_page(here: str, there: str, link: str) -> None:
    assert urls.relative(here, there) == link
    site = "https://example.org/site/"
    assert urljoin(site + here, link) == site + there


def test_former_pages_of_the_network_lead_to_its_table() -> None:
    moved = moved_pages(["network/index.md", "network/table/index.md", "network/table/page/2/index.md"])
    assert moved == {"network/page/2/index.md": "network/table/page/2/index.md"}
