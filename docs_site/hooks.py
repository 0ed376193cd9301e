"""MkDocs hooks of `make docs`: add top-level documents and the reference.

The pages exist in memory only. This code is not in `briefgen/`, because no user of the package builds the documents.
It is not in `docs/` either: that folder also belongs to the flagship briefing and may hold no scripts.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from reference import pages

ROOT = Path(__file__).parent.parent
DOCUMENTS = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "reporting.md",
    "LICENSE": "LICENSE.txt",
}
"""Documents at the top of the repository, and their places in the site."""

_LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)\s#]+)")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the documents at the top of the repository, and the reference."""
    for name, uri in DOCUMENTS.items():
        files.append(File.generated(config, uri, content=(ROOT / name).read_text("utf-8")))
    for uri, text in pages().items():
        files.append(File.generated(config, uri, content=text))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return the page's text with its links rewritten for the site."""
    del config, files
    uri = page.file.src_uri
    if uri.startswith("reference/"):
        return markdown
    folder = "" if uri in DOCUMENTS.values() else "docs"
    return _LINK.sub(lambda match: _in_the_site(posixpath.normpath(posixpath.join(folder, match[1]))), markdown)


def _in_the_site(path: str) -> str:
    """Return where the site has a file of the repository; all documents stand in one folder of the site."""
    return DOCUMENTS.get(path) or path.removeprefix("docs/")
