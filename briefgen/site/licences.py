"""Third-party works in a built site and their licences, for the reader's guide.

A test checks that these patterns cover every third-party file of a built site. The licence texts are in
`site_templates/assets/licences.txt`.
"""

from __future__ import annotations

import msgspec


class Work(msgspec.Struct, frozen=True):
    """A third-party work: its licence, its purpose, and its files as glob patterns."""

    name: str
    licence: str
    part: str
    files: tuple[str, ...] = ()


WORKS = (
    Work(
        "briefgen",
        "Apache 2.0",
        "the pages’ form, with their style sheet and script",
        (
            "assets/briefgen/briefgen.css",
            "assets/briefgen/briefgen.js",
            "assets/briefgen/all-words.js",
            "assets/briefgen/licences.txt",
        ),
    ),
    Work(
        "Material for MkDocs",
        "MIT",
        "the frame around each page, with its style sheets and scripts",
        (
            "assets/javascripts/bundle.*.min.js*",
            "assets/javascripts/workers/search.*.min.js*",
            "assets/stylesheets/main.*.min.css*",
            "assets/stylesheets/palette.*.min.css*",
            "assets/images/favicon.png",
        ),
    ),
    Work("Material Design Icons", "Apache 2.0", "the signs on buttons and links"),
    Work("RxJS", "Apache 2.0", "in Material’s script"),
    Work("clipboard.js", "MIT", "in Material’s script"),
    Work("escape-html", "MIT", "in Material’s script"),
    Work("focus-visible", "W3C", "in Material’s script"),
    Work("tslib", "0BSD", "in Material’s script"),
    Work("material-design-color", "MIT", "in Material’s style sheets"),
    Work("lunr.js", "MIT", "in the script of Material’s own search"),
    Work("Pagefind", "MIT", "the search", ("pagefind/pagefind.js", "pagefind/wasm.*.pagefind")),
    Work("minicbor", "Blue Oak 1.0.0", "in Pagefind’s program"),
    Work("Snowball", "BSD 3-Clause", "the stems of words in Pagefind’s program"),
    Work(
        "lunr-languages",
        "MPL 1.1",
        "the words of other languages, where the site has Material’s own search",
        ("assets/javascripts/lunr/min/lunr.*.min.js",),
    ),
    Work(
        "TinySegmenter",
        "BSD 3-Clause",
        "words of Japanese, where the site has Material’s own search",
        ("assets/javascripts/lunr/tinyseg.js",),
    ),
    Work(
        "wordcut",
        "LGPL 3.0",
        "words of Thai, where the site has Material’s own search",
        ("assets/javascripts/lunr/wordcut.js",),
    ),
    Work(
        "Source Sans 3 and Source Serif 4, by Adobe",
        "SIL Open Font License 1.1",
        "the letters",
        ("assets/briefgen/fonts/source-*.woff2", "assets/briefgen/fonts/OFL.txt"),
    ),
)
