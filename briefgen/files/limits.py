"""Resource limits, so that a pull request cannot exhaust a build's memory or time.

Plain numbers, which `limits` in the options overrides. The defaults suffice for a briefing of 20,000 briefs.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The maximum sizes and counts; content beyond them is rejected with its place."""

    file_bytes: Annotated[int, Meta(ge=1_000, le=64_000_000, description="Bytes of one file.")] = 1_048_576
    field_characters: Annotated[int, Meta(ge=100, le=64_000_000, description="Characters of one field.")] = 100_000
    nodes: Annotated[int, Meta(ge=100, le=10_000_000, description="Names, values, lists and mappings in one file.")] = (
        50_000
    )
    depth: Annotated[int, Meta(ge=8, le=64, description="How deep lists and mappings may be nested.")] = 32
    folder_depth: Annotated[int, Meta(ge=1, le=64, description="How deep folders may be nested.")] = 16
    files: Annotated[
        int,
        Meta(ge=10, le=10_000_000, description="Files and folders below `content/`, `seeds/` and each copied folder."),
    ] = 50_000
    total_bytes: Annotated[
        int, Meta(ge=1_000, le=10_000_000_000, description="Bytes of all files below `content/`, and below `seeds/`.")
    ] = 100_000_000
    total_items: Annotated[
        int,
        Meta(ge=1_000, le=1_000_000_000, description="Items of all files together, counted as lines and commas."),
    ] = 1_500_000
    page_characters: Annotated[
        int, Meta(ge=100_000, le=1_000_000_000, description="Characters of one page that is made from the content.")
    ] = 20_000_000
    rendered_characters: Annotated[
        int,
        Meta(
            ge=1_000_000,
            le=10_000_000_000,
            description="Characters of all pages together; never less than twenty-five times the content.",
        ),
    ] = 100_000_000

    docs_page_bytes: Annotated[
        int, Meta(ge=1_000, le=64_000_000, description="Bytes of one hand-written page below `docs/`.")
    ] = 100_000
    docs_page_marks: Annotated[
        int, Meta(ge=100, le=10_000_000, description="Lines and marks of Markdown in one hand-written page.")
    ] = 6_000
    docs_pages_bytes: Annotated[
        int, Meta(ge=1_000, le=10_000_000_000, description="Bytes of all hand-written pages together.")
    ] = 20_000_000
    docs_file_bytes: Annotated[
        int, Meta(ge=1_000, le=10_000_000_000, description="Bytes of one other file below `docs/`.")
    ] = 100_000_000
    docs_bytes: Annotated[
        int, Meta(ge=1_000, le=100_000_000_000, description="Bytes of all files that are copied into the site.")
    ] = 1_000_000_000

    def rendered(self, size: int) -> int:
        """Return the most characters that all pages may have together.

        ``size`` is the number of bytes of the content.
        """
        return max(self.rendered_characters, GROWTH * size)


GROWTH = 25
"""How many times larger than the content its pages may be.

Pages of real content are about fifteen times as large as the content, those of a bomb hundreds of times.
"""
LIMITS = Limits()
"""The defaults."""

CEILING = Limits(**{field.name: field.type.__metadata__[0].le for field in msgspec.structs.fields(Limits)})
"""The maximum that options may set.

Also used to read files again that were accepted under the project's own limits.
"""
