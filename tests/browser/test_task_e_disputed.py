"""Task e: all that is disputed about Geneva, also what is filed under other pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.tabs import Tabs

pytestmark = pytest.mark.browser


def test_event_lists_disputes_filed_under_other_pages(tab: Tabs, site: str) -> None:
    page = tab(site + "events/2025-11-23-geneva-talks/", width=390, height=844)
    groups = page.locator("#disputed ~ .bg-links").first.locator("section")
    assert groups.count() >= 2
    expect(groups.first.locator("h3")).to_have_text("About this")
    links = page.locator("#disputed ~ .bg-links").first.locator("a").evaluate_all("all => all.map(a => a.href)")
    assert len(links) == len(set(links))
    named = {link.rstrip("/").rsplit("/", 1)[-1] for link in links}
    # the first stands under the event, the others under points and the plan
    assert named >= {f"dispute-{name}" for name in ("nato-clause", "number-of-points", "amnesty", "ukraine-agreed")}
