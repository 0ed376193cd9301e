"""The site with a marker in every field, rendered once."""

from __future__ import annotations

import pytest

from tests.support import marked_site
from tests.support.marked_site import MarkedSite


@pytest.fixture(scope="session")
def site() -> MarkedSite:
    """Return the site with a marker in every field."""
    return MarkedSite(marked_site.templates)
