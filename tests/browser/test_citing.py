"""How to cite a page: text on the page, and a script for the copy button."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.tabs import Tabs, is_too_wide

pytestmark = pytest.mark.browser
EVENT = "events/2025-11-27-bishkek-press-conference/"


def test_button_copies_the_citation(browser: Browser, site: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site + EVENT)
    statement = page.locator(".bg-statement").first
    statement.locator(".bg-dots > summary").click()
    block = statement.locator(".bg-citing")
    expect(block.get_by_role("button")).to_have_count(0)
    block.locator("summary").focus()
    page.keyboard.press("Enter")
    block.get_by_role("button", name="Copy CSL-JSON").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    (item,) = json.loads(page.evaluate("navigator.clipboard.readText()"))
    assert item["URL"].endswith(f"{EVENT}#putin-basis")
    block.get_by_role("button", name="Copy the citation").click()
    expect(page.get_by_role("status").filter(has_text="the citation")).to_have_count(1)
    assert "content hash" in page.evaluate("navigator.clipboard.readText()")
    context.close()


def test_without_clipboard_access_the_text_is_selected(tab: Tabs, site: str) -> None:
    page = tab(site + EVENT)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    block = page.locator(".bg-citing").last
    block.locator("summary").click()
    block.get_by_role("button", name="Copy RIS").click()
    expect(block.get_by_role("button", name="Copy RIS")).to_have_text("Marked: copy it")
    assert page.evaluate("getSelection().toString()").startswith("TY  - ELEC")


def test_without_javascript_all_citations_are_shown(tab: Tabs, site: str) -> None:
    page = tab(site + EVENT, width=320, has_scripts=False)
    page.locator(".bg-dots > summary").first.click()
    block = page.locator(".bg-citing").first
    expect(block.locator("pre").first).to_be_hidden()
    block.locator("summary").click()
    expect(block.locator("pre").first).to_be_visible()
    assert block.locator("pre").all_inner_texts()[0].startswith("@misc{")
    link = block.get_by_role("link", name="Permanent link")
    assert str(link.get_attribute("href")).startswith("https://briefing.example.org/events/")


def test_page_does_not_scroll_sideways_with_all_open(tab: Tabs, site: str) -> None:
    page = tab(site + EVENT, width=320)
    page.locator(".bg-citing, .bg-dots").evaluate_all("all => all.forEach(one => { one.open = true; })")
    blocks = page.locator(".bg-citing pre:visible")
    expect(blocks.last).to_be_visible()
    assert blocks.count() >= page.locator(".bg-citing").count() > 1
    assert not is_too_wide(page)
