"""Allow-list of copied files, judged by name and by content.

Hosts choose a file's type by its ending, and some browsers by its first bytes. So both must say the same harmless type.
Nothing on the list is a page, a script or a style for a browser. `docs/security.md` describes the list.
"""

from __future__ import annotations

import codecs
import re
from pathlib import PurePosixPath
from typing import BinaryIO

from briefgen.diagnostics.types import Problem, Span
from briefgen.files.chunks import CHUNK
from briefgen.safety.codes import OTHER_CONTENT, RUNNING_FILE

TEXTS = frozenset({".bib", ".csv", ".geojson", ".ics", ".json", ".ris", ".srt", ".tsv", ".txt", ".vtt"})
"""Endings of texts: UTF-8 without markup."""
SIGNATURES: dict[str, str] = {
    ".png": r"\x89PNG\r\n\x1a\n",
    ".jpg": r"\xff\xd8\xff",
    ".jpeg": r"\xff\xd8\xff",
    ".gif": r"GIF8[79]a",
    ".webp": r"RIFF....WEBPVP8[ LX]",
    ".avif": r"\x00\x00..ftypavi[fs]",
    ".ico": r"\x00\x00\x01\x00",
    ".pdf": r"%PDF-[12]\.",
    ".woff": r"wOFF(?:\x00\x01\x00\x00|OTTO|true)",
    ".woff2": r"wOF2(?:\x00\x01\x00\x00|OTTO|true)",
    ".ttf": r"\x00\x01\x00\x00|true\x00",
    ".otf": r"OTTO\x00",
    ".mp3": r"ID3[\x02-\x04]\x00|\xff[\xe2-\xff]",
    ".ogg": r"OggS\x00",
    ".flac": r"fLaC\x00",
    ".wav": r"RIFF....WAVE",
    ".mp4": r"\x00\x00..ftyp",
    ".m4a": r"\x00\x00..ftyp",
    ".webm": r"\x1a\x45\xdf\xa3",
}
"""Endings of other files, each with a pattern of its first bytes."""

_PATTERNS = {end: re.compile(pattern.encode("latin-1"), re.DOTALL) for end, pattern in SIGNATURES.items()}
_CONTROL_FILES = frozenset({
    "_config.yml", "_headers", "_redirects", "_routes.json", "_worker.js", "ads.txt", "app-ads.txt", "app.yaml", "auth", "cname", "cors",
    "firebase.json", "netlify.toml", "now.json", "robots.txt", "router", "staticwebapp.config.json", "vercel.json", "web.config",
    "wrangler.json", "wrangler.jsonc", "wrangler.toml",
})  # fmt: skip
_CONTROL_FOLDERS = frozenset({".well-known", "cgi-bin"})
# endings that some hosts obey anywhere in a name
_RUN = frozenset({
    "asp", "aspx", "cfm", "cgi", "cjs", "css", "fcgi", "hta", "htc", "htm", "html", "js", "jsp", "jspx", "mht", "mhtml", "mjs", "phar", "php",
    "php3", "php4", "php5", "php7", "php8", "phps", "pht", "phtml", "pl", "py", "rb", "shtm", "shtml", "svg", "svgz", "swf", "var", "wasm",
    "xht", "xhtml", "xml", "xpdl", "xsl", "xslt",
})  # fmt: skip
_MARKUP = re.compile(
    rb"<(?:!doctype|!--|\?(?:xml|php|=)|/?(?:[a-z][\w.-]*:)?(?:[abp](?=>|\s{1,9}[\w:-]{1,30}\s{0,9}=)|(?:applet|audio|base|body|br|button|details|div|embed|font|foreignobject"
    rb"|form|frame|frameset|h1|head|html|iframe|image|img|input|link|marquee|math|meta|object|script|select|style|svg|table|template"
    rb"|textarea|title|video|xml)(?=[\s/>]|\Z)))",
    re.IGNORECASE,
)
# longer than what compressed data holds by chance
_HIDDEN_MARKUP = re.compile(
    rb"<(?:!doctype html|\?php|(?:[a-z][\w.-]{0,20}:)?(?:body|foreignobject|frameset|head|html|iframe|object|script|style|svg)[\s/>])",
    re.IGNORECASE,
)
_UNPRINTABLE = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_COMMENT = re.compile(rb"/[*/]|<!--")
_OVERLAP, _HEAD = 64, 32
_NAME_HELP = "save it as an image, a font, a PDF or a text, or name it in `mkdocs.yml`"
_HELPS = {
    ".svg": "save it as PNG or WebP; an SVG file may hold scripts",
    ".svgz": "save it as PNG or WebP; an SVG file may hold scripts",
    "": "give it an ending such as `.txt`",
}


def bad_name(name: str, shown: str) -> Problem | None:
    """Return the problem of a file whose name is not on the list.

    ``name`` is relative to the folder of the pages.
    """
    path = PurePosixPath(name)
    ending = path.suffix.lower() if not path.name.endswith(".") else ""
    middle = next((part for part in path.name.lower().split(".")[1:-1] if part in _RUN), None)
    if path.name.lower() in _CONTROL_FILES or any(part.lower() in _CONTROL_FOLDERS for part in path.parts[:-1]):
        message = f"`{path.name}` configures how a host serves the whole site"
        help = "add it to the site after the build, or set `trust: [files]` under `briefgen`"
    elif ending in TEXTS or ending in SIGNATURES:
        if middle is None:
            return None
        message = f"`{path.name}` has a second ending `.{middle}`, for which some hosts run it"
        help = "rename it, with one ending"
    elif ending:
        message = f"`{ending}` is not an ending of files that are harmless on a site"
        help = _HELPS.get(ending, _NAME_HELP)
    else:
        message = f"`{path.name}` has no ending, so a host or a browser guesses what it is"
        help = _HELPS[""]
    return RUNNING_FILE.problem(shown, None, message, help=help)


def bad_content(name: str, shown: str, stream: BinaryIO, size: int) -> Problem | None:
    """Return the problem of a file whose content is not what its ending says.

    ``stream`` is read to its end, in chunks.
    """
    ending = PurePosixPath(name).suffix.lower()
    found = _in_text(stream) if ending in TEXTS else _in_binary(ending, stream, size)
    if found is None:
        return None
    at, message, help = found
    return OTHER_CONTENT.problem(shown, at, message, help=help)


_Found = tuple[Span | None, str, str]


def _in_text(stream: BinaryIO) -> _Found | None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    line, column, before = 1, 1, b""
    while chunk := stream.read(CHUNK):
        window = before + chunk
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            return None, f"the text is not UTF-8: {error.reason}", "save it with the encoding UTF-8"
        found = _UNPRINTABLE.search(window) or _MARKUP.search(window)
        if found is not None:
            last = window.rfind(b"\n", 0, found.start()) + 1
            characters = len(window[last : found.start()].decode("utf-8", "ignore"))
            at = Span("", line + window.count(b"\n", 0, last), characters + (1 if last else column))
            if found.re is _UNPRINTABLE:
                return at, f"the text has the control character {found[0]!a}", "save it as plain text"
            return at, f"the text has markup: `{found[0].decode()}`", "remove it, or write a page in Markdown"
        before = window[-_OVERLAP:]
        done = window[:-_OVERLAP]
        line += done.count(b"\n")
        last = done.rfind(b"\n") + 1
        column = len(done[last:].decode("utf-8", "ignore")) + (1 if last else column)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None, "the text is not UTF-8: its last character is incomplete", "save it with the encoding UTF-8"
    return None


def _in_binary(ending: str, stream: BinaryIO, size: int) -> _Found | None:
    before = b""
    while True:
        window = before + (chunk := stream.read(CHUNK))
        if not before and not (_PATTERNS[ending].match(window) and _is_only_this(window[:_HEAD], size)):
            return None, f"the content is not what `{ending}` says", "save it in the format that its name says"
        if found := _HIDDEN_MARKUP.search(window):
            word = found[0].decode("latin-1").strip()
            return None, f"the file has markup beside its content: `{word}`", "save it again without it"
        if not chunk:
            return None
        before = window[-_OVERLAP:]


def _is_only_this(head: bytes, size: int) -> bool:
    """Return whether a file's first bytes are not those of a program as well, such as `GIF89a=1;`."""
    if _COMMENT.search(head[:12]):
        return False
    if head.startswith(b"GIF"):
        # width, height, colours and shape of an image are no text
        return _UNPRINTABLE.search(head[6:13]) is not None or not head[6:13].isascii()
    if head.startswith(b"RIFF"):
        return int.from_bytes(head[4:8], "little") + 8 <= size + 1
    return not head.startswith(b"wOF") or int.from_bytes(head[8:12], "big") == size
