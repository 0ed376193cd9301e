"""The script that stores state in the address, tested on an empty page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT

SCRIPT = ROOT / "site_templates/assets/scripts/address-state.js"
HOST = "http://site.test"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    found = browser.new_page()
    found.route("**/*", lambda route: route.fulfill(content_type="text/html", body="<!doctype html><p>page</p>"))
    found.add_init_script(path=SCRIPT)
    yield found
    found.close()


def _after(page: Page, call: str) -> str:
    """Return the address after a call, and the number of new history entries."""
    before = page.evaluate("history.length")
    page.evaluate(f"window.briefgen.addressState.{call}")
    new = page.evaluate("history.length") - before
    return f"{page.url.removeprefix(HOST)} +{new}"


WRITES = (
    # address, call, address after it, and number of new history entries
    ("/a/", "write({ order: 'new' }, { isNew: true })", "/a/?order=new +1"),
    ("/a/", "write({ order: 'new' })", "/a/?order=new +0"),
    ("/a/?order=new", "write({ order: 'new' }, { isNew: true })", "/a/?order=new +0"),
    ("/a/?order=new&x=1", "write({ order: '' }, { isNew: true })", "/a/?x=1 +1"),
    ("/a/?x=1#part", "write({ x: '' })", "/a/#part +0"),
    ("/a/?x=1#part", "write({ x: '2' }, { dropsFragment: true })", "/a/?x=2 +0"),
    ("/a/?x=1#part", "write({ x: '1' }, { dropsFragment: true })", "/a/?x=1#part +0"),
    ("/a/", "write({ party: 'b,c' })", "/a/?party=b%2Cc +0"),
    ("/a/", "write({ party: 'b,c' }, { hasLists: true })", "/a/?party=b,c +0"),
    ("/a/", "write({ words: 'b & c' })", "/a/?words=b+%26+c +0"),
    ("/a/?x=1", f"replace('{HOST}/b/?y=2', {{ isNew: true }})", "/b/?y=2 +1"),
    ("/a/?x=1", f"replace('{HOST}/a/?x=1', {{ isNew: true }})", "/a/?x=1 +0"),
    ("/a/?x=1", "openFragment('cell')", "/a/?x=1#cell +1"),
    ("/a/?x=1#cell", "openFragment('cell')", "/a/?x=1#cell +0"),
    ("/a/?x=1#cell", "closeFragment('cell')", "/a/?x=1 +0"),
    ("/a/?x=1#other", "closeFragment('cell')", "/a/?x=1#other +0"),
)


@pytest.mark.parametrize(("address", "call", "expected"), WRITES)
def test_a_write_changes_address_and_history(page: Page, address: str, call: str, expected: str) -> None:
    page.goto(HOST + address)
    assert _after(page, call) == expected


def test_history_entry_left_by_closing_is_reused(page: Page) -> None:
    page.goto(f"{HOST}/a/?x=1")
    assert _after(page, "openFragment('one')") == "/a/?x=1#one +1"
    assert _after(page, "closeFragment('one')") == "/a/?x=1 +0"
    assert _after(page, "openFragment('two')") == "/a/?x=1#two +0"
    page.go_back()
    assert page.url == f"{HOST}/a/?x=1"


def test_parameters_and_fragment_are_read(page: Page) -> None:
    page.goto(f"{HOST}/a/?q=one+two&kind=&kind=event#part%20b")
    state = "window.briefgen.addressState"
    assert page.evaluate(f"[{state}.read('q'), {state}.read('none'), {state}.read('kind')]") == ["one two", "", ""]
    assert page.evaluate(f"{state}.keys()") == ["q", "kind", "kind"]
    assert page.evaluate(f"{state}.fragment()") == "part%20b"
    assert page.evaluate(f"{state}.query({{ kind: 'call', q: '' }})") == "?kind=call"


def test_going_back_calls_the_listeners(page: Page) -> None:
    page.goto(f"{HOST}/a/?x=1")
    page.evaluate(
        "window.briefgen.addressState.onTravel(() => { window.seen = window.briefgen.addressState.read('x'); })"
    )
    page.evaluate("window.briefgen.addressState.write({ x: '2' }, { isNew: true })")
    assert page.evaluate("window.seen") is None
    page.go_back()
    page.wait_for_function("window.seen === '1'")
