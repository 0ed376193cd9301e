"""Page audits: axe for accessibility, html-validate for HTML, and page weight."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.install import AXE, FOLDER, VALIDATOR

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = tuple((width, scheme) for width in (320, 1280) for scheme in ("light", "dark"))
# Material's two checkboxes, which open its navigation and search without a script
_THEIRS = ("#__drawer", "#__search")
# with tabs, Material writes `tabindex=""` at the label of the current group, which the tabs replace
_THEIR_LABEL = re.compile(r"#__nav_\d+_label")
_EMPTY_TABINDEX = 'Attribute "tabindex" has invalid value ""'

# `content-visibility: auto` would change the layout while axe measures overlaps
_ALL_LAID_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important; }");
  document.adoptedStyleSheets.push(sheet);
}"""


@cache
def _axe() -> str:
    return AXE.read_text("utf-8")


def violations(page: Page) -> list[str]:
    """Return axe's findings on a page (WCAG 2.2 AA, best practices), one per line."""
    page.evaluate(_ALL_LAID_OUT)
    page.evaluate(_axe())
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run({runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
    )
    return [
        f"{one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def seen_by_axe(browser: Browser, address: str, looks: Sequence[tuple[int, str]] = LOOKS) -> dict[str, list[str]]:
    """Return axe's findings at phone and desktop width, light and dark, if any."""
    found = {}
    for scheme in dict.fromkeys(scheme for _, scheme in looks):
        page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
        for width in (width for width, other in looks if other == scheme):
            page.set_viewport_size({"width": width, "height": 800})
            # the page is opened at each width, since scripts may read the width when they start
            page.goto(address)
            wide = page.evaluate("document.documentElement.scrollWidth")
            wrong = violations(page) + ([f"{wide} px wide"] if wide > width else [])
            if wrong:
                found[f"{width} {scheme}"] = wrong
        page.close()
    return found


def invalid(files: Iterable[Path]) -> list[str]:
    """Return html-validate's findings in HTML files, one per line."""
    rules = {"root": True, "extends": ["html-validate:standard"]}
    settings = FOLDER / "judge.json"
    settings.write_text(json.dumps(rules), "utf-8")
    command = ["node", str(VALIDATOR), "--config", str(settings), "--formatter", "json", *map(str, files)]
    # written to a file, because Node exits before a long report has passed through a pipe
    with tempfile.TemporaryFile("w+", encoding="utf-8") as report:
        done = subprocess.run(command, stdout=report, stderr=subprocess.PIPE, text=True, check=False, timeout=600)
        assert done.returncode in (0, 1), done.stderr
        report.seek(0)
        found = json.load(report)
    return [
        f"{Path(page['filePath']).parent.name}:{message['line']}: {message['ruleId']}: {message['message']} ({message.get('selector')})"
        for page in found
        for message in page["messages"]
        if message.get("selector") not in _THEIRS and not _is_their_label(message)
    ]


def _is_their_label(message: dict[str, Any]) -> bool:
    is_label = _THEIR_LABEL.fullmatch(message.get("selector") or "") is not None
    return is_label and message["message"] == _EMPTY_TABINDEX


def weight(page: Page, address: str, folder: Path, site: str) -> dict[str, int]:
    """Return the bytes of each file of a first visit, gzipped where a host would."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    found = {}
    for url in dict.fromkeys(asked):
        if not url.startswith(site):
            continue
        file = folder / url.removeprefix(site).partition("?")[0].partition("#")[0]
        content = (file / "index.html" if file.is_dir() else file).read_bytes()
        found[url.removeprefix(site)] = (
            len(content) if file.suffix in (".woff2", ".png") else len(gzip.compress(content, 6))
        )
    return found
