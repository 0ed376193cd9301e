"""Codes for templates that fail and pages that are too long (BG501 to BG505)."""

from __future__ import annotations

from briefgen.diagnostics.types import Code, Severity

TEMPLATE_SYNTAX = Code(
    "BG501", "template-syntax", Severity.ERROR, "A template is not valid Jinja2. The message is Jinja's own."
)
TEMPLATE_NAME = Code(
    "BG502",
    "template-name",
    Severity.ERROR,
    "A template uses a name or field that does not exist. Templates see `page`, `brief`, `corpus`, `site`, `here` and the page's own values.",
)
TEMPLATE_FAILED = Code("BG503", "template-failed", Severity.ERROR, "A template could not be rendered.")
TEMPLATE_MISSING = Code(
    "BG504", "template-missing", Severity.ERROR, "A template includes, imports or extends one that does not exist."
)
TOO_LONG = Code.error(
    "BG505",
    "too-long-pages",
    "A page, or all pages together, would be longer than the limits allow: a few files can be written so that the pages are hundreds of times as long. If that many pages are meant, raise `page_characters` or `rendered_characters` under `limits` in the options.",
)
