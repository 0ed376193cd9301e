"""The codes of what is no readable YAML (BG101 to BG112), of hidden characters and of suppression comments (BG119 to BG121).

Each has its manual and examples, which are its tests.
"""

from __future__ import annotations

from briefgen.diagnostics.types import Code

NOT_UTF8 = Code.error(
    "BG101",
    "not-utf8",
    "The file holds bytes that are not UTF-8. Save it as UTF-8 in your editor.",
)

SYNTAX = Code.error(
    "BG102",
    "yaml-syntax",
    """The text is not YAML. Usual causes: a colon followed by a space inside unquoted text, uneven indentation, a quote that is not closed.

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
    """A field stands twice in one mapping; YAML would keep only the last. Remove or merge one.

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
    """Anchors (`&name`) and aliases (`*name`) are refused: they make a brief unreadable alone. Write the value out, or quote text that starts with `&` or `*`.

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
    """Tags such as `!include` are refused: a brief is plain data. Quote text that starts with `!`.

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
    """One file holds one brief; `---` starts a second document. Move it to a file of its own.

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
    """Lists and mappings may be nested 32 deep.

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
    "The file has no content. A brief needs at least its kind's required fields; the README shows one of each kind.",
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
    "The file holds a control character that YAML does not allow. Delete it.",
)

TOO_MANY = Code.error(
    "BG131",
    "too-many-nodes",
    """A file may have 50,000 names, values, lists and mappings, or what `limits` in the options say. Split it into several briefs.""",
)

TOO_LONG = Code.error(
    "BG132",
    "too-long",
    """One field may have 100,000 characters, or what `limits` in the options say. Say it shorter; a whole document belongs to `seeds/`.""",
)

HIDDEN_CHARACTER = Code.error(
    "BG119",
    "hidden-character",
    r"""The file holds a character that cannot be seen and changes how text reads: a control for the direction of writing, a
space without width, a tag, a line break that only YAML sees, a character of private use; or a joiner, a mark of direction or a
variation selector where no letter needs it. A reviewer would approve other words than the machine reads. The example writes it as an escape.

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
    """An ignore names its codes in square brackets and gives its reason: `# briefgen: ignore[BG412] the reason`.
It stands at the end of the line of the finding, or alone on the line above it.

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
