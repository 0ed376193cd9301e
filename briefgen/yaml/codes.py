"""Codes of invalid YAML, hidden characters and malformed suppressions.

Each code has its manual. The examples in a manual are its tests.
"""

from __future__ import annotations

from briefgen.diagnostics.types import Code, Severity

NOT_UTF8 = Code.error(
    "BG101",
    "not-utf8",
    "The file contains bytes that are not UTF-8. Save it as UTF-8 in your editor.",
)

SYNTAX = Code.error(
    "BG102",
    "yaml-syntax",
    """The text is not YAML. Usual causes are a colon followed by a space in unquoted text, wrong indentation, or a missing closing quote.

Bad:

    # content/events/2025-11-28-more.yaml
    title: Talks: the second day
    date: 2025-11-28
    summary: They met again.
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: "Talks: the second day"
    date: 2025-11-28
    summary: They met again.
    cite: [wire]
""",
)

DUPLICATE_KEY = Code.error(
    "BG103",
    "duplicate-key",
    """A mapping has the same field twice; YAML would keep only the last. Delete one, or merge them.

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    summary: They met once more.
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    cite: [wire]
""",
)

ALIAS = Code.error(
    "BG104",
    "alias",
    """Anchors (`&name`) and aliases (`*name`) are rejected, because they make a brief harder to read. Write the value out, or quote text that starts with `&` or `*`.

Bad:

    # content/events/2025-11-28-more.yaml
    title: &name More
    date: 2025-11-28
    summary: They met again.
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: "&name More"
    date: 2025-11-28
    summary: They met again.
    cite: [wire]
""",
)

TAG = Code.error(
    "BG105",
    "tag",
    """Tags such as `!include` are rejected: a brief is plain data. Quote text that starts with `!`.

Bad:

    # content/events/2025-11-28-more.yaml
    title: !important More
    date: 2025-11-28
    summary: They met again.
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: "!important More"
    date: 2025-11-28
    summary: They met again.
    cite: [wire]
""",
)

SEVERAL_DOCUMENTS = Code.error(
    "BG106",
    "several-documents",
    """A file contains one brief, and `---` starts a second document. Move it to its own file.

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    cite: [wire]
    ---
    title: And more

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    cite: [wire]
""",
)

KEY_NOT_TEXT = Code.error(
    "BG107",
    "key-not-text",
    """A field's name must be plain text, not a list or a mapping.

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    [cite]: wire

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    cite: [wire]
""",
)

TOO_DEEP = Code.error(
    "BG108",
    "too-deep",
    """Lists and mappings may be nested at most 32 deep.

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    cite: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[wire]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    cite: [wire]
""",
)

EMPTY = Code.error(
    "BG109",
    "empty-file",
    "The file has no content. A brief needs at least the required fields of its kind; `briefgen new` writes a file with them.",
)

NOT_A_MAPPING = Code.error(
    "BG110",
    "not-a-mapping",
    """A brief is a mapping of fields: lines of `field: value`.

Bad:

    # content/events/2025-11-28-more.yaml
    - title: More
    - date: 2025-11-28

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    cite: [wire]
""",
)


CONTROL_CHARACTER = Code.error(
    "BG112",
    "control-character",
    "The file contains a control character that YAML does not allow. Delete it.",
)

TOO_MANY = Code.error(
    "BG131",
    "too-many-nodes",
    """A file may have 50,000 names, values, lists and mappings, or the number set under `limits` in the options. Split it into several briefs.""",
)

TOO_LONG = Code.error(
    "BG132",
    "too-long",
    """A field may have 100,000 characters, or the number set under `limits` in the options. Shorten it; whole documents belong in `seeds/`.""",
)

HIDDEN_CHARACTER = Code.error(
    "BG119",
    "hidden-character",
    r"""The file contains an invisible character that changes how text is read. It is a direction control, a zero-width space, a
tag, a line break that only YAML recognises, or a private-use character. Joiners, direction marks and variation selectors are
reported only where no letter needs them. With such a character, a reviewer approves other text than the computer reads. The example writes it as an escape.

Bad:

    # content/events/2025-11-28-more.yaml
    title: "More\u202e"
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
MALFORMED_IGNORE = Code.error(
    "BG120",
    "malformed-ignore",
    """A suppression has its codes in square brackets, and then a reason: `# briefgen: ignore[BG412] the reason`.
Write it at the end of the line of the finding, or alone on the line above it.

Bad:

    # content/events/2025-11-01-signing.yaml
    title: Signing
    date: 2025-11-01
    summary: It was announced.
    cite: [wire]
    # briefgen: ignore[BG404]

Good:

    # content/events/2025-11-01-signing.yaml
    title: Signing
    date: 2025-11-01
    state: scheduled  # briefgen: ignore[BG404] the day is disputed
    summary: It was announced.
    cite: [wire]
""",
)
CONFLICT = Code.error(
    "BG133",
    "merge-conflict",
    """The file contains conflict markers of git: lines that begin with `<<<<<<<`, `=======` or `>>>>>>>`. Two people changed the same
lines. Keep what is right, and delete the markers. Briefs, `mkdocs.yml` and hand-written pages are searched.

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    body: |
      <<<<<<< HEAD
      They met for an hour.
      =======
      They met for two hours.
      >>>>>>> correction
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    body: |
      They met for two hours.
    cite: [wire]
""",
)
TEXT_IN_COMMENT = Code(
    "BG134",
    "text-in-comment",
    Severity.WARNING,
    """A `#` after a space starts a comment, so YAML drops the rest of the line. Put the whole value in quotes if it belongs to the text.
If it is a comment, write a space after the `#`.

Bad:

    # content/events/2025-11-28-more.yaml
    title: Round #2
    date: 2025-11-28
    summary: They met again.
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: "Round #2"
    date: 2025-11-28
    summary: They met again.
    cite: [wire]
""",
)
VALUE_IN_COMMENT = Code.error(
    "BG135",
    "value-in-comment",
    """The value of a field begins with `#`, so YAML reads it as a comment and the field is empty. Put the value in quotes.

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    place: #Geneva
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    place: "#Geneva"
    cite: [wire]
""",
)
