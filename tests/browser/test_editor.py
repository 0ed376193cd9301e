"""The form editor in Chromium: its changes pass `check` and `fmt`.

The CMS's test backend keeps a repository in the browser's storage. The test copies the briefs there and back.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, Request

from briefgen.safety import editor_page
from tests.browser.conftest import served
from tests.conftest import ROOT, run
from tests.support.npm import install

pytestmark = [pytest.mark.full, pytest.mark.browser]
PACKAGES = Path(__file__).with_name("cms") / "package.json"
CACHE = ROOT / ".cache/cms"
STORE = """async files => {
  const top = await (await navigator.storage.getDirectory()).getDirectoryHandle('sveltia-cms-test', {create: true});
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split('/'), name = parts.pop();
    let folder = top;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, {create: true});
    const file = await (await folder.getFileHandle(name, {create: true})).createWritable();
    await file.write(text);
    await file.close();
  }
}"""
READ = """async () => {
  const found = {};
  const walk = async (folder, path) => {
    for await (const [name, item] of folder.entries()) {
      if (item.kind === 'directory') await walk(item, path + name + '/');
      else found[path + name] = await (await item.getFile()).text();
    }
  };
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle('sveltia-cms-test'), '');
  return found;
}"""


ICONS = """async () => {
  const faces = [...document.fonts].filter(face => face.family.includes('Material Symbols'));
  await Promise.allSettled(faces.map(face => face.load()));
  return faces.map(face => face.status).filter(status => status === 'loaded');
}"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built project with the editor."""
    if not install(PACKAGES, CACHE, "the form editor"):
        pytest.skip("no npm: install Node and npm to run the test of the form editor")
    folder = tmp_path_factory.mktemp("editor") / "project"
    shutil.copytree(ROOT / "examples/camp-david-1978", folder)
    briefing = folder / "content/briefing.yaml"
    briefing.write_text(briefing.read_text("utf-8") + "repository: https://github.com/owner/name\n", "utf-8")
    packages = str(CACHE / "node_modules")
    for words in (["schema", "--cms", "--write", "--packages", packages], ["build"]):
        done = run("briefgen", *words, cwd=folder)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def editor(project: Path, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Return the editor's page, signed in, with the project's briefs."""
    # only the backend differs from the published configuration
    shutil.copytree(project / "site/admin", tmp_path / "admin")
    path = tmp_path / "admin/config.json"
    config = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**config, "backend": {"name": "test-repo"}, "publish_mode": "simple"}))
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(10_000)
    for address in served(tmp_path):
        page.goto(f"{address}admin/licences.txt")
        page.evaluate(STORE, _files(project))
        page.goto(f"{address}admin/")
        page.get_by_role("button", name="Work with Test").click()
        page.get_by_text("Camp David summit").first.wait_for()
        yield page
    context.close()


def _files(project: Path) -> dict[str, str]:
    return {
        file.relative_to(project).as_posix(): file.read_text("utf-8") for file in (project / "content").rglob("*.yaml")
    }


def _open(page: Page, entry: str) -> None:
    page.evaluate(f"location.hash = '#/collections/event/{entry}'")
    page.locator('[data-key-path="title"] input').wait_for()


def _field(page: Page, path: str) -> Locator:
    """Return a field; fields are drawn when they are scrolled to."""
    field = page.locator(f'[data-key-path="{path}"]')
    parent = f"{path.rpartition('.')[0]}." if "." in path else ""
    for _ in range(40):
        if field.count():
            break
        page.locator(f'[data-key-path^="{parent}"]').last.evaluate("field => field.scrollIntoView({block: 'start'})")
        page.wait_for_timeout(100)
    return field


def _type(page: Page, path: str, text: str) -> None:
    _field(page, path).locator("input, textarea").first.fill(text)


def _choose(page: Page, path: str, option: str) -> None:
    _field(page, path).get_by_role("combobox").first.click()
    page.get_by_role("option", name=option).first.click()


def _add(page: Page, path: str) -> None:
    _field(page, path).get_by_role("button", name="Add").last.click()


def _save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Entry saved.").wait_for()


def test_edited_and_added_events_pass_check_and_fmt(editor: Page, project: Path, tmp_path: Path) -> None:
    before = _files(project)
    edited_project = tmp_path / "edited"
    shutil.copytree(project, edited_project, ignore=shutil.ignore_patterns("site"))
    edited = "content/events/1978-09-05-camp-david-summit.yaml"
    _open(editor, f"entries/{Path(edited).stem}")
    _type(editor, "title", "The summit at Camp David")
    _save(editor)
    _open(editor, "new")
    _type(editor, "title", "Talks go on: a test")
    _type(editor, "summary", 'The sides met again and spoke of the [[point-sinai-settlements|settlements]]: "a test".')
    _type(editor, "date", "1978-10-02")
    _choose(editor, "kind", "talks: ")
    for index, words in enumerate(("We shall stay.", "We shall see.")):
        _add(editor, "statements")
        _type(editor, f"statements.{index}.id", f"words-{index}")
        _choose(editor, f"statements.{index}.speaker", "Menachem Begin")
        _add(editor, f"statements.{index}.about")
        _type(editor, f"statements.{index}.about.0", "point-sinai-settlements")
        _choose(editor, f"statements.{index}.stance", "open: ")
        _type(editor, f"statements.{index}.paraphrase", words)
        _add(editor, f"statements.{index}.cite")
        _choose(editor, f"statements.{index}.cite.0.source", "frus-28")
    _save(editor)
    after = editor.evaluate(READ)
    added = "content/events/1978-10-02-talks-go-on-a-test.yaml"
    assert {path for path in after if after[path] != before.get(path)} == {edited, added}
    for path in (edited, added):
        (edited_project / path).write_text(after[path], "utf-8")
    done = run("briefgen", "fmt", cwd=edited_project)
    assert done.returncode == 0, done.stderr
    old, new = (yaml.safe_load(text) for text in (before[edited], (edited_project / edited).read_text("utf-8")))
    assert new == {**old, "title": "The summit at Camp David"}
    made = yaml.safe_load((edited_project / added).read_text("utf-8"))
    assert [statement["cite"] for statement in made["statements"]] == [["frus-28"], ["frus-28"]]
    assert [statement["speaker"] for statement in made["statements"]] == ["menachem-begin"] * 2
    done = run("briefgen", "check", cwd=edited_project)
    assert done.returncode == 0, done.stdout + done.stderr


def test_editor_contacts_no_host_but_the_api(project: Path, browser: Browser) -> None:
    page = browser.new_page()
    sent: list[str] = []
    blocked: list[str] = []

    def note(request: Request) -> None:
        (blocked if request.failure == "csp" else sent).append(request.url)

    page.on("requestfinished", note)
    page.on("requestfailed", note)
    for address in served(project / "site"):
        page.goto(f"{address}admin/")
        page.get_by_role("button", name="Sign In Using Access Token").first.wait_for()
        assert page.get_by_text("Saving a form removes the comments").is_visible()
        assert page.evaluate(ICONS) == ["loaded"]
        assert [url for url in sent if not url.startswith((address, "data:", "blob:"))] == []
        with pytest.raises(Exception, match="Failed to fetch"):
            page.evaluate("fetch('https://example.org/')")
    page.close()


def test_other_pages_of_a_site_with_an_editor_keep_their_policy(project: Path, tmp_path: Path) -> None:
    site, plain = project / "site", tmp_path / "plain"
    shutil.copytree(project, plain, ignore=shutil.ignore_patterns("site", "admin"))
    assert run("briefgen", "build", cwd=plain).returncode == 0
    pages = {file.relative_to(site).as_posix() for file in site.rglob("*.html")} - {editor_page.PAGE}
    assert pages == {file.relative_to(plain / "site").as_posix() for file in (plain / "site").rglob("*.html")}
    for page in sorted(pages):
        assert (site / page).read_bytes() == (plain / "site" / page).read_bytes(), page
