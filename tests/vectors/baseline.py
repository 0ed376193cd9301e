"""The baseline: the same texts as handwritten pages under plain MkDocs Material."""

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
"""The extension that applies our policy to handwritten pages."""
# the theme's own script has no effect on the results, and a run is faster without it
WITHOUT = r"/assets/javascripts/bundle\."


def build(folder: Path, vectors: Sequence[Vector], settings: str = SETTINGS) -> Path:
    """Build one page for each text and one without any; return the site's folder."""
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
