"""Third-party works in a built site and their licences, for the reader's guide.

A test checks that these patterns cover every third-party file of a built site. The licence texts are in
`site_templates/assets/licences.txt`.
"""

from __future__ import annotations

import msgspec

from briefgen.text.messages import N_


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
        N_("the pages’ form, with their style sheet and script"),
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
        N_("the frame around each page, with its style sheets and scripts"),
        (
            "assets/javascripts/bundle.*.min.js*",
            "assets/javascripts/workers/search.*.min.js*",
            "assets/stylesheets/main.*.min.css*",
            "assets/stylesheets/palette.*.min.css*",
            "assets/images/favicon.png",
        ),
    ),
    Work("Material Design Icons", "Apache 2.0", N_("the signs on buttons and links")),
    Work("RxJS", "Apache 2.0", N_("in Material’s script")),
    Work("clipboard.js", "MIT", N_("in Material’s script")),
    Work("escape-html", "MIT", N_("in Material’s script")),
    Work("focus-visible", "W3C", N_("in Material’s script")),
    Work("tslib", "0BSD", N_("in Material’s script")),
    Work("material-design-color", "MIT", N_("in Material’s style sheets")),
    Work("lunr.js", "MIT", N_("in the script of Material’s own search")),
    Work("Pagefind", "MIT", N_("the search"), ("pagefind/pagefind.js", "pagefind/wasm.*.pagefind")),
    Work("minicbor", "Blue Oak 1.0.0", N_("in Pagefind’s program")),
    Work("Snowball", "BSD 3-Clause", N_("the stems of words in Pagefind’s program")),
    Work(
        "lunr-languages",
        "MPL 1.1",
        N_("the words of other languages, where the site has Material’s own search"),
        ("assets/javascripts/lunr/min/lunr.*.min.js",),
    ),
    Work(
        "TinySegmenter",
        "BSD 3-Clause",
        N_("words of Japanese, where the site has Material’s own search"),
        ("assets/javascripts/lunr/tinyseg.js",),
    ),
    Work(
        "wordcut",
        "LGPL 3.0",
        N_("words of Thai, where the site has Material’s own search"),
        ("assets/javascripts/lunr/wordcut.js",),
    ),
    Work(
        N_("Source Sans 3 and Source Serif 4, by Adobe"),
        "SIL Open Font License 1.1",
        N_("the letters"),
        ("assets/briefgen/fonts/source-*.woff2", "assets/briefgen/fonts/OFL.txt"),
    ),
)
