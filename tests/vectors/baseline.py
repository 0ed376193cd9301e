"""The same texts as hand-written pages under plain MkDocs with Material and its usual extensions: how much runs without us."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.conftest import run, write
from tests.vectors.published import Vector

SETTINGS = """\
site_name: Plain
theme:
  name: material
  font: false
plugins: []
nav: [index.md]
not_in_nav: /**
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.betterem
  - pymdownx.blocks.html
  - pymdownx.caret
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.magiclink
  - pymdownx.mark
  - pymdownx.smartsymbols
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
  - pymdownx.tilde
"""
HELD = "  - briefgen.safe_html\n"
"""The extension that holds our policy for pages written by hand."""
# the theme's own script changes nothing of what runs, and a run is shorter without it
WITHOUT = r"/assets/javascripts/bundle\."


def build(folder: Path, vectors: Sequence[Vector], settings: str = SETTINGS) -> Path:
    """Write one page for each text and one without any, build them, and return the folder of the site."""
    pages = {f"docs/{address_of(v).rstrip('/')}.md": f"# A page\n\n{v.text}\n" for v in vectors}
    write(
        folder,
        {"mkdocs.yml": settings, "docs/index.md": "# Home\n", "docs/control.md": "# A page\n\nWords.\n", **pages},
    )
    done = run("mkdocs", "build", "-q", cwd=folder, timeout=3600)
    assert done.returncode == 0, done.stderr[-2000:]
    return folder / "site"


def address_of(vector: Vector) -> str:
    """Return the address of a text's page."""
    return f"{vector.name.replace(' ', '-').lower()}/"
