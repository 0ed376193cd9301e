"""Decode a document to plain text, or explain why it is not plain text.

The only module that imports charset-normalizer, and only to suggest an encoding.
"""

from __future__ import annotations

import codecs
import unicodedata

MOST_BYTES = 5_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a Word, OpenDocument, EPUB or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_PAGES = (b"<!doctype html", b"<html", b"<?xml")


class NotText(ValueError):
    """The content is not plain text; the message says why, and ``help`` what to do."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


def text_of(content: bytes, encoding: str = "") -> str:
    """Return the text of a document, decoded by its BOM, by ``encoding`` or as UTF-8.

    Raises NotText for content that is not plain text or is too large.
    """
    if len(content) > MOST_BYTES:
        message = f"it has more than {MOST_BYTES // 1_000_000} MB, which is the limit"
        raise NotText(message, "split it, and make a record of each part")
    for start, name in _FORMATS:
        if content.startswith(start):
            raise NotText(f"it is {name}", "save it as plain text (UTF-8), and give that file")
    if content[:400].lstrip().lower().startswith(_PAGES):
        raise NotText("it is a web page with its markup", "save the text of the page alone, as plain text (UTF-8)")
    text = decoded(content, encoding)
    found = next((c for c in text if unicodedata.category(c) == "Cc" and c not in "\t\n\r\v\f\x85"), None)
    if found is not None:
        wide = _wide(content) if found == "\0" else ""
        raise NotText(
            f"it has the control character U+{ord(found):04X}, which plain text does not contain",
            _tried(wide) if wide else "save it as plain text (UTF-8), or name its encoding with `--encoding`",
        )
    return text


def decoded(content: bytes, encoding: str) -> str:
    """Return the decoded text of bytes, without checking its characters.

    Raises NotText if the encoding is unknown, the bytes are not in it, or the text is too long in its plain form.
    """
    text = _decoded(content, encoding)
    # some characters stand for whole phrases, so that a small file has millions of words
    if not text.isascii() and len(unicodedata.normalize("NFKC", text)) > MOST_BYTES:
        message = f"it has more than {MOST_BYTES:,} characters once signs such as `ﷺ` are spelt out, which is the limit"
        raise NotText(message, "split it, and make a record of each part")
    return text


def _decoded(content: bytes, encoding: str) -> str:
    marked = next((name for mark, name in _BOMS if content.startswith(mark)), "")
    name = encoding or marked or "utf-8"
    try:
        if not codecs.lookup(name)._is_text_encoding:
            raise LookupError(name)
        return content.decode(name).removeprefix("\ufeff")
    except LookupError:
        raise NotText(f"unknown encoding `{name}`", "use one such as `utf-8`, `cp1251`, `latin-1`") from None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - (content.rfind(b"\n", 0, error.start) + 1) + 1
        message = f"it is not {name.upper()}: the first invalid byte is in line {line}, at byte {column}"
        raise NotText(message, _advice(content, name)) from None
    except UnicodeError:
        raise NotText(f"it is not {name.upper()}", _advice(content, name)) from None


def _advice(content: bytes, name: str) -> str:
    guess = _wide(content)
    if not guess:
        # a slow import, which only text in another encoding needs
        from charset_normalizer import from_bytes

        best = from_bytes(content[:20_000]).best()
        guess = best.encoding if best else ""
    if not guess or codecs.lookup(guess) == codecs.lookup(name):
        return "save it as UTF-8, or name its encoding with `--encoding`"
    return _tried(guess)


def _wide(content: bytes) -> str:
    """Return `utf-16-le` or `utf-16-be` if most of every second byte are zero, or ""."""
    start = content[:400]
    shares = {"utf-16-le": start[1::2].count(0), "utf-16-be": start[0::2].count(0)}
    return next((name for name, count in shares.items() if count and 5 * count >= 2 * len(start)), "")


def _tried(encoding: str) -> str:
    return f"it may be `{encoding}`: give `--encoding {encoding}` and see that the words are right, or save it as UTF-8"
