"""Codes of references (BG301 to BG305), records (BG122 to BG129) and more.

BG136 concerns prose, BG139 the results of links.

Each code has its documentation and, where a brief can show the problem, examples. The tests run the examples.
"""

from __future__ import annotations

from briefgen.diagnostics.types import Code, Severity

TANGLED_BLOCKS = Code.error(
    "BG136",
    "tangled-blocks",
    """The block quotes and lists of a text must not end in hundreds of places at once.

A line with `>` is followed by a line without it, hundreds of times and without empty lines. CommonMark then reads all
following lines again for each of them, which takes minutes. The steps are counted and have a limit. Leave a line empty
before and after each block quote.
""",
)

UNKNOWN_REFERENCE = Code.error(
    "BG301",
    "unknown-reference",
    """No brief has this id. Ids are the file names without `.yaml`; a statement is `event-id#statement-id`, a plan version `plan-id@version-id`.

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    participants: [ministri]
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    participants: [ministry]
    cite: [wire]
""",
)

WRONG_KIND = Code.error(
    "BG302",
    "wrong-kind",
    """The id names a brief of the wrong kind for this field, such as an event where an actor is expected.

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    participants: [wire]
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    participants: [ministry]
    cite: [wire]
""",
)

DUPLICATE_ID = Code.error(
    "BG303",
    "duplicate-id",
    """Ids must be unique across all kinds, because a reference does not name the kind. Rename one of the two files.

Bad:

    # content/events/ministry.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    cite: [wire]
""",
)

FORMER_ID = Code(
    "BG304",
    "former-id",
    Severity.WARNING,
    """The reference uses an earlier id of a renamed brief. It still works through `formerly`; use the new id instead.

Bad:

    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    themes: [territory]
    formerly: [office]
    cite: [wire]
    reviewed: 2025-11-28
    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    participants: [office]
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    participants: [ministry]
    cite: [wire]
""",
)

UNKNOWN_CITATION = Code.error(
    "BG305",
    "unknown-citation",
    """A `[@source-id]` in prose names no source.

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again [@wira].
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again [@wire].
    cite: [wire]
""",
)

DAMAGED = Code.error(
    "BG122",
    "fingerprint-damaged",
    """The fingerprint of a record, `seeds/<id>.fp`, is missing, truncated, altered, or belongs to another record.
Restore it from git, or make it again from the document with `briefgen source add`. Until then the quotations of that source count as
not checked.""",
)
COUNTS = Code.error(
    "BG123",
    "record-counts",
    """A record and its fingerprint disagree on the number of paragraphs, sentences or words, or a place in `checked` is beyond the end of
the document. `briefgen source add` writes both files; do not edit them. Until they agree, the quotations of that source count as
not checked.""",
)
UNKNOWN_FINGERPRINT = Code.error(
    "BG124",
    "unknown-fingerprint",
    """This version of briefgen does not support the method that made the record's fingerprint. Install the version that made it, or make
the record again with `briefgen source add`.""",
)
BAD_LINK_RESULTS = Code.error(
    "BG139",
    "link-results",
    """`seeds/links.json` cannot be read as the results of `briefgen links`, which writes this file. Restore it from git, or delete it and
run `briefgen links` again. Until then links count as not checked.""",
)
TEXT_CHANGED = Code.error(
    "BG125",
    "text-changed",
    """A stored text is not the one that the record was made from: its hash differs, or it cannot be read as text. Restore the file, or make
the record again with `briefgen source add` and `--replace`, which lists the quotations that the new text no longer contains.""",
)
NO_SOURCE = Code(
    "BG126",
    "record-without-source",
    Severity.WARNING,
    """No source brief has this record: no source has its id, and no source names it in `document`. Give the source that id, name the record
in the source's `document`, or delete the record.""",
)
TWO_RECORDS = Code.error(
    "BG127",
    "two-records",
    """One source has two records, so it is ambiguous which one its quotations are checked against. Either there is both a `.yaml` and a
`.yml` file, or there is a record with the source's id as well as the one that its `document` names.""",
)
NO_RECORD = Code.error(
    "BG128",
    "no-record",
    """The `document` of a source names a record that does not exist in `seeds/`. `briefgen source add` makes it. A source whose record has
the source's own id needs no `document`.

Bad:

    # content/sources/wire.yaml
    title: A report
    publisher: A newspaper
    url: https://example.org/report
    published: 2025-11-30
    reliability: B
    document: draft-text

Good:

    # content/sources/wire.yaml
    title: A report
    publisher: A newspaper
    url: https://example.org/report
    published: 2025-11-30
    reliability: B
""",
)
STRAY_SEED = Code(
    "BG129",
    "stray-seed",
    Severity.WARNING,
    """The file or folder does not belong in `seeds/`, or belongs to no record. The folder holds records (`<id>.yaml`), their fingerprints
(`<id>.fp`), the texts that may be published (`<id>.txt`), a `README.md`, and the folder `texts/`.""",
)
