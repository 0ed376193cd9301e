"""The codes of what does not fit in `seeds/` (BG122 to BG129), each with its manual."""

from __future__ import annotations

from briefgen.diagnostics.types import Code, Severity

DAMAGED = Code.error(
    "BG122",
    "fingerprint-damaged",
    """A record's fingerprint, the file `seeds/<id>.fp`, is missing, cut short or altered, or is the one of another record.
Restore it from git, or make it again from the document with `briefgen source add`. Until then the quotations of that source count as
not checked.""",
)
COUNTS = Code.error(
    "BG123",
    "record-counts",
    """A record and its fingerprint count other paragraphs, sentences or words, or a place in `checked` lies behind the document's end.
Both files come from one run of `briefgen source add` and are never edited by hand. Until they agree the quotations of that source
count as not checked.""",
)
UNKNOWN_FINGERPRINT = Code.error(
    "BG124",
    "unknown-fingerprint",
    """The record's fingerprint was made in a way that this version of briefgen does not know. Install the version that made it, or make
the record again with `briefgen source add`.""",
)
TEXT_CHANGED = Code.error(
    "BG125",
    "text-changed",
    """A text at hand is not the one that the record was made from: its hash is another one, or it cannot be read as text. Restore the file, or make the record
again with `briefgen source add` and `--replace`, which says which quotations the new text no longer has.""",
)
NO_SOURCE = Code(
    "BG126",
    "record-without-source",
    Severity.WARNING,
    """No source brief has this record: none is called like it, and none names it with `document`. Rename the record's source, or
delete the record.""",
)
TWO_RECORDS = Code.error(
    "BG127",
    "two-records",
    """One source has two records, and nobody can tell which of them its quotations are held against: `.yaml` and `.yml` side by
side, or a record called like the source beside the one that its `document` names.""",
)
NO_RECORD = Code.error(
    "BG128",
    "no-record",
    """The `document` of a source names a record in `seeds/`, and there is none of that name. `briefgen source add` makes it; a source
whose record is called like itself needs no `document`.

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
    """In `seeds/` there are records, `<id>.yaml`, each with its fingerprint, `<id>.fp`, and its text, `<id>.txt`, where that may be published;
a `README.md`; and the folder `texts/`. This file or folder is none of them, or belongs to no record.""",
)
