"""Hostile pages in Chromium: nothing executes and no other host is contacted."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.browser.conftest import served
from tests.browser.tabs import Tabs
from tests.build.test_hostile_pages import ADDRESSES, PAGES
from tests.support.projects import FULL, run, write
from tests.support.sites import built
from tests.unit.safety.test_markdown_extension import HOSTILE

MORE = {f"docs/vectors-{at}.md": "# V\n\n" + "\n\n".join(HOSTILE[at : at + 8]) for at in range(0, len(HOSTILE), 8)}
# what pages do on clicks and other events
_TOUCH = """() => {
  for (const element of document.querySelectorAll("article *, header *")) {
    for (const type of ["click", "mouseover", "focus", "toggle", "load", "error"]) {
      element.dispatchEvent(new Event(type, {bubbles: false}));
    }
  }
}"""


def _project(folder: Path) -> Path:
    """Write the full project with hostile pages and common Markdown extensions."""
    write(
        folder,
        {p.relative_to(FULL).as_posix(): p.read_text("utf-8") for p in FULL.rglob("*") if p.is_file() and "expected" not in p.parts},
    )  # fmt: skip
    write(folder, PAGES | MORE)
    names = ("attr_list", "md_in_html", "footnotes", "abbr", "admonition", "def_list", "tables", "toc", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.blocks.html")  # fmt: skip
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text() + "markdown_extensions:\n" + "".join(f"  - {name}\n" for name in names))
    return folder


@pytest.fixture(scope="session")
def under_mkdocs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the site that MkDocs builds from it."""
    project = _project(tmp_path_factory.mktemp("hostile") / "full")
    yield from served(built(project, "hostile"))


@pytest.fixture(scope="session")
def under_zensical(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the site that Zensical builds from its rendered folder."""
    project = _project(tmp_path_factory.mktemp("hostile") / "full")
    out = project.parent / "out"
    assert run("briefgen", "render", "--output", str(out), cwd=project).returncode == 0
    zensical = Path(sys.executable).parent / "zensical"
    done = subprocess.run([zensical, "build"], cwd=out, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    yield from served(out / "site")


def _ran(page: Page, site: str, addresses: Iterable[str]) -> list[str]:
    """Return what page content caused: dialogs, and requests to other hosts."""
    said: list[str] = []
    at = ""

    def dismiss(dialog: Dialog) -> None:
        said.append(f"{at}: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("request", lambda r: said.append(f"{at}: {r.url}") if not r.url.startswith((site, "data:")) else None)
    for at in addresses:
        answer = page.goto(f"{site}{at}/")
        assert answer is not None
        assert answer.status == 200, at
        page.evaluate(_TOUCH)
        for link in page.locator("article a:visible").all():
            if (link.get_attribute("href") or "").lower().strip().startswith("javascript"):
                link.click(no_wait_after=True)
        # wait for what an event handler starts
        page.wait_for_timeout(50)
        assert page.url.startswith(f"{site}{at}/")
    return said


def test_same_pages_execute_under_plain_material(browser: Browser, tmp_path: Path) -> None:
    project = _project(tmp_path / "full")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("  - briefgen:\n      branch: trunk\n", ""))
    for site in served(built(project, "hostile-without-policy")):
        page = browser.new_page()
        page.route("**/e.org/**", lambda route: route.abort())
        assert {said.partition(": ")[2] for said in _ran(page, site, ["hostile"])} >= {"1", "3", "11", "15"}
        page.close()


@pytest.mark.parametrize("builder", ["under_mkdocs", pytest.param("under_zensical", marks=pytest.mark.full)])
def test_hostile_page_executes_nothing(builder: str, tab: Tabs, request: pytest.FixtureRequest) -> None:
    site: str = request.getfixturevalue(builder)
    addresses = [*ADDRESSES, *(path.removeprefix("docs/").removesuffix(".md") for path in MORE)]
    if builder == "under_zensical":
        # Zensical ignores `.markdown` files
        addresses.remove("plain")
    assert _ran(tab(is_watched=False), site, addresses) == []
