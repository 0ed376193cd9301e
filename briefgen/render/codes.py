"""The codes of templates that cannot be rendered and of pages that grow too long (BG501 to BG505)."""

from __future__ import annotations

from briefgen.diagnostics.types import Code, Severity

TEMPLATE_SYNTAX = Code(
    "BG501", "template-syntax", Severity.ERROR, "A template is not Jinja2. The message is Jinja's own."
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
    "A page, or all pages together, would be longer than the limits allow: a few files can be written so that they fill hundreds of times their size. What was meant is raised under `limits` in the options: `page_characters`, `rendered_characters`.",
)
