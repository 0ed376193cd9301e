"""Citations are on the page; scripts add a button that copies them."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser
EVENT = "events/2025-11-27-bishkek-press-conference/"


def test_the_button_copies_what_stands_there(browser: Browser, site: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site + EVENT)
    block = page.locator(".bg-statement").first.locator(".bg-citing")
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


def test_where_nothing_may_be_copied_the_words_are_marked(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(site + EVENT)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    block = page.locator(".bg-citing").last
    block.locator("summary").click()
    block.get_by_role("button", name="Copy RIS").click()
    expect(block.get_by_role("button", name="Copy RIS")).to_have_text("Marked: copy it")
    assert page.evaluate("getSelection().toString()").startswith("TY  - ELEC")


def test_without_javascript_everything_is_there(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(site + EVENT)
    block = page.locator(".bg-citing").first
    block.locator("summary").click()
    assert block.locator("pre").all_inner_texts()[0].startswith("@misc{")
    link = block.get_by_role("link", name="Permanent link")
    assert str(link.get_attribute("href")).startswith("https://briefing.example.org/events/")
    context.close()


def test_nothing_scrolls_sideways_when_all_are_open(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(site + EVENT)
    page.evaluate("document.querySelectorAll('.bg-citing').forEach(one => { one.open = true; })")
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
