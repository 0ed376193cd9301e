"""Extract the messages of the interface and update the catalogues.

`make messages` runs it. The result is the same for the same sources: entries are sorted, and the headers have no dates.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from briefgen.text.messages import DOMAIN, FOLDER
from briefgen.text.script_messages import KEYWORDS as SCRIPT_KEYWORDS
from tests.conftest import ROOT

TEMPLATE = FOLDER / f"{DOMAIN}.pot"
KEYWORDS: Mapping[str, Any] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "N_": None,
    "lazy": None,
    "NP_": ((1, "c"), 2),
}
SOURCES = (
    ("briefgen", "*.py", "python", KEYWORDS),
    ("site_templates", "*.j2", "jinja2.ext:babel_extract", KEYWORDS),
    ("site_templates", "*.html", "jinja2.ext:babel_extract", KEYWORDS),
    ("site_templates/assets/scripts", "*.js", "javascript", SCRIPT_KEYWORDS),
)
"""Where messages are: the folder, the files, Babel's method, and the functions."""
_OPTIONS = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false", "extensions": "jinja2.ext.do"}
_HEADER = """\
# Messages of the interface of briefgen.
#"""


def extracted() -> Catalog:
    """Return the messages of all sources, with the files that they are in."""
    catalogue = Catalog(project=DOMAIN, header_comment=_HEADER, fuzzy=False)
    for path, message, context, comments in sorted(_found(), key=str):
        catalogue.add(message, None, [(path, 0)], context=context, auto_comments=comments)
    return catalogue


def _found() -> Iterator[tuple[str, Any, str | None, list[str]]]:
    for folder, files, method, keywords in SOURCES:
        for file in sorted((ROOT / folder).rglob(files)):
            path = file.relative_to(ROOT).as_posix()
            options = _OPTIONS if method.startswith("jinja2") else {}
            content = io.BytesIO(file.read_bytes())
            # only what stands in the text, not the functions themselves
            for _, message, comments, context in extract(method, content, keywords, ("Translators:",), options):
                yield path, message, context, comments


def template_bytes() -> bytes:
    """Return the content that the template of the catalogues should have."""
    return _written(extracted())


def catalogue_files() -> tuple[Path, ...]:
    """Return the catalogues of all languages."""
    return tuple(sorted(FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po")))


def read(file: Path) -> Catalog:
    """Return a catalogue."""
    with file.open("rb") as stream:
        return read_po(stream, locale=file.parents[1].name if file.suffix == ".po" else None)


def entries(catalogue: Catalog) -> Iterator[Message]:
    """Yield the entries of a catalogue without its header."""
    return (message for message in catalogue if message.id)


def texts(message: Message) -> tuple[str, ...]:
    """Return the translations of a message, one for each plural form."""
    found = message.string or ""
    return (found,) if isinstance(found, str) else tuple(found)


def updated(file: Path) -> bytes:
    """Return a catalogue with the messages of all sources.

    New messages have no translation, and messages that no source has are left out.
    """
    catalogue = read(file)
    catalogue.update(extracted(), no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return _written(catalogue)


def _written(catalogue: Catalog) -> bytes:
    stream = io.BytesIO()
    # lines of code change too often to be kept
    write_po(stream, catalogue, width=120, sort_output=True, include_lineno=False, ignore_obsolete=True)
    lines = stream.getvalue().decode().splitlines(keepends=True)
    headers = (
        '"POT-Creation-Date',
        '"PO-Revision-Date',
        '"Last-Translator',
        '"Generated-By',
        '"Report-Msgid',
        '"Project-Id',
    )
    return "".join(line for line in lines if not line.startswith(headers)).encode()


def main() -> None:
    """Write the template, and update every catalogue."""
    TEMPLATE.write_bytes(template_bytes())
    for file in catalogue_files():
        file.write_bytes(updated(file))
        missing = sum(not all(texts(message)) for message in entries(read(file)))
        print(f"{file.relative_to(ROOT)}: {missing} messages have no translation")


if __name__ == "__main__":
    main()
