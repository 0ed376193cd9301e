"""Other plugins beside briefgen: what they may not read, change or add."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from briefgen.safety import csp
from tests.conftest import run, write
from tests.support.projects import MINIMAL

# a hook has the same methods as a plugin
CURIOUS = """\
import json, os
from pathlib import Path
from mkdocs.plugins import event_priority

seen = {"markdown": {}, "titles": [], "paths": {}}

def on_files(files, config):
    for file in files:
        path = file.abs_src_path
        seen["paths"][file.src_uri] = [path, file.generated_by]
        assert os.path.isfile(path), file.src_uri
        if file.src_uri.endswith(".css"):
            assert Path(path).read_bytes() == file.content_bytes
    return files

def on_page_read_source(page, config):
    return "from another source" if "actors" in page.file.src_uri else None

@event_priority(1000)
def on_page_markdown(markdown, page, config, files):
    seen["markdown"][page.file.src_uri] = markdown
    seen["titles"] += [page.title, *(text for text in page.meta.values() if isinstance(text, str))]
    page.meta["own_key"] = "kept"
    page.meta["title"] = "REPLACED"
    return markdown.replace("{{ 7*7 }}", "49") + "\\n\\nAPPENDED"

def on_page_content(html, page, config, files):
    return html + "<p>by a hook</p>"

def on_nav(nav, config, files):
    return nav

def on_env(env, config, files):
    env.filters["own"] = str
    return env

def on_post_page(output, page, config):
    assert page.meta["own_key"] == "kept"
    return output.replace("</body>", "<!-- seen --></body>")

@event_priority(-1000)
def on_post_build(config):
    Path(config.site_dir, "late.txt").write_text("late")
    Path(config.config_file_path).with_name("seen.json").write_text(json.dumps(seen))
"""
ACTOR = """\
name: "Office {{ 7*7 }}"
summary: "Words {{ 7*7 }}, {% raw %}, {++new++}{--old--} and {>>note<<} stay."
cite: [wire]
"""


def _with(project: Path, hook: str, *, options: str = "", more: str = "") -> None:
    settings = (project / "mkdocs.yml").read_text("utf-8").replace("  - briefgen\n", f"  - briefgen{options}\n")
    write(project, {"mkdocs.yml": f"{settings}hooks: [own_hook.py]\n{more}", "own_hook.py": hook})


@pytest.fixture(scope="module")
def curious(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built project that has a hook for every event.

    It also has an extension that rewrites text.
    """
    project = write(tmp_path_factory.mktemp("plugins"), MINIMAL)
    write(project, {"content/actors/office.yaml": ACTOR, "docs/hand.md": "# Hand\n\n{{ 7*7 }} {++new++}\n"})
    _with(project, CURIOUS, more="markdown_extensions: [pymdownx.critic, pymdownx.smartsymbols]\n")
    done = run("mkdocs", "build", cwd=project)
    assert done.returncode == 0, done.stderr
    return project


def _text(page: Path) -> str:
    return re.sub(r"\s+", " ", page.read_text("utf-8"))


def test_words_of_briefs_are_not_evaluated_or_marked_up(curious: Path) -> None:
    page = _text(curious / "site/actors/office/index.html")
    assert "Words {{ 7*7 }}, {% raw %}, {++new++}{--old--} and {&gt;&gt;note&lt;&lt;} stay." in page
    assert "<title>Office {{ 7*7 }} – Minimal</title>" in page
    assert not {"critic", "APPENDED", "REPLACED", "from another source"} & set(re.findall(r"[\w ]+", page))


def test_other_plugins_get_no_words_of_generated_pages(curious: Path) -> None:
    seen = json.loads((curious / "seen.json").read_text("utf-8"))
    assert {text for uri, text in seen["markdown"].items() if uri != "hand.md"} == {""}
    assert not [title for title in seen["titles"] if "{" in title]


def test_hand_written_pages_stay_open_to_other_plugins(curious: Path) -> None:
    page = _text(curious / "site/hand/index.html")
    assert "<p>49 <ins" in page
    assert "APPENDED" in page


def test_other_plugins_may_add_to_the_html(curious: Path) -> None:
    for page in ("hand", "actors/office"):
        text = _text(curious / "site" / page / "index.html")
        assert "<p>by a hook</p>" in text
        assert "<!-- seen -->" in text


def test_page_of_a_brief_has_the_path_of_its_file(curious: Path) -> None:
    paths = json.loads((curious / "seen.json").read_text("utf-8"))["paths"]
    assert paths["actors/office/index.md"] == [str(curious / "content/actors/office.yaml"), None]
    assert paths["index.md"] == [str(curious / "content/briefing.yaml"), None]
    assert paths["hand.md"] == [str(curious / "docs/hand.md"), None]
    # copies of other files are deleted after the build
    assert not Path(paths["assets/briefgen/briefgen.css"][0]).exists()


def test_file_of_a_late_plugin_is_listed_in_the_seal(curious: Path) -> None:
    assert "  late.txt\n" in (curious / "site/SHA256SUMS").read_text("utf-8")


@pytest.mark.parametrize(
    "change",
    ["files.remove(files.get_file_from_path('actors/index.md'))", "files.get_file_from_path('actors/index.md').dest_uri = 'x.html'"],
)  # fmt: skip
def test_moved_or_removed_page_stops_the_build(minimal: Path, change: str) -> None:
    _with(minimal, f"def on_files(files, config):\n    {change}\n    return files\n")
    done = run("mkdocs", "build", cwd=minimal)
    assert done.returncode == 1
    assert "error[BG625] generated-page-moved: `own_hook.py` moves or removes `actors/index.md`" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (minimal / "site").exists()


ADDING = """\
from pathlib import Path

def on_post_page(output, page, config):
    number = 40 + 2
    return output.replace("</body>", f"<script>go({number})</script><style>p {{ top: {number}px }}</style></body>")

def on_post_build(config):
    Path(config.site_dir, "own.xml").write_text("<?xml-stylesheet href='own.xsl'?><a/>")
    Path(config.site_dir, "own.html").write_text(f"<!doctype html><script>other({40 + 2})</script>")
"""


def test_added_scripts_are_named_with_the_option_they_need(minimal: Path) -> None:
    _with(minimal, ADDING)
    done = run("mkdocs", "build", cwd=minimal)
    assert done.returncode == 1
    for expected in (
        "mkdocs.yml:8:9: error[BG511] unknown-script: `own_hook.py` adds a script: `go(42)`",
        "mkdocs.yml:8:9: error[BG511] unknown-script: `own_hook.py` adds a script: `other(42)`",
        "mkdocs.yml:8:9: warning[BG516] inline-style: `own_hook.py` adds a `style` element: `p { top: 42px }`",
        "mkdocs.yml:8:9: error[BG518] active-file: `own_hook.py` writes `own.xml`",
        "set `trust: [plugins]` under `briefgen`",
    ):
        assert expected in done.stderr


def test_trusted_plugins_add_scripts_and_styles_by_hash(minimal: Path) -> None:
    _with(minimal, ADDING, options=": {trust: [plugins]}")
    done = run("mkdocs", "build", "--strict", cwd=minimal)
    assert done.returncode == 0, done.stderr
    page = (minimal / "site/index.html").read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert csp.hash_of("go(42)") in policy[1]
    assert csp.hash_of("p { top: 42px }") in policy[1]
    assert "unsafe-inline" not in policy[1]
