"""Load the images and PDF files in `content/media/`, and check what they are.

A file is judged by its first bytes: its content and its suffix must both name a format of the list. The bytes that
were judged are those that are published. Guarantees (`tests/unit/corpus/test_media.py`): no symbolic link is followed,
and nothing beyond a limit is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from briefgen.corpus.corpus import Corpus, MediaFile
from briefgen.diagnostics.truncate import truncate
from briefgen.diagnostics.types import Problem
from briefgen.files.codes import NOT_MEDIA, TOO_LARGE, UNUSED_MEDIA
from briefgen.files.limits import Limits
from briefgen.files.names import invalid_character
from briefgen.files.walk import MEDIA, Budget, bad_name, content_of, media_files, printable

_FORMATS: tuple[tuple[bytes, int, str, tuple[str, ...]], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "PNG", (".png",)),
    (b"\xff\xd8\xff", 0, "JPEG", (".jpg", ".jpeg")),
    (b"GIF87a", 0, "GIF", (".gif",)),
    (b"GIF89a", 0, "GIF", (".gif",)),
    (b"WEBP", 8, "WebP", (".webp",)),
    (b"ftypavif", 4, "AVIF", (".avif",)),
    (b"%PDF-", 0, "PDF", (".pdf",)),
)
"""The formats that are published: first bytes, their offset, name, suffixes."""
_HELP = "save it as PNG, JPEG, GIF, WebP, AVIF or PDF, with the suffix of its format"


def load_media(content: Path, root: str, limits: Limits) -> tuple[Mapping[str, MediaFile], tuple[Problem, ...]]:
    """Return the sound files below `content/media/` by their path there, and problems.

    ``content`` is the content folder, ``root`` its path in reports.
    """
    found: dict[str, MediaFile] = {}
    problems: list[Problem] = []
    for path, item in media_files(content, root, Budget(limits)):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        file = _read(path, item, limits)
        if isinstance(file, Problem):
            problems.append(file)
        else:
            found[path.removeprefix(f"{root}/{MEDIA}/")] = file
    return found, tuple(truncate(problems))


def unused(corpus: Corpus) -> Iterator[Problem]:
    """Yield the files that no brief names. They are not published."""
    if not corpus.is_whole:
        return
    named = {item.file for brief in corpus.illustrated for item in brief.media}
    for name, file in corpus.media.items():
        if name not in named:
            help = "name it in `media` of an event or a source, or delete it"
            yield UNUSED_MEDIA.problem(file.path, None, f"no brief names `{name}`", help=help)


def _read(path: str, file: Path, limits: Limits) -> MediaFile | Problem:
    if character := invalid_character(path):
        return bad_name(path, printable(file.name), character)
    content = content_of(file, path, limits.media_bytes)
    if isinstance(content, int):
        message = f"the file has {content / 1024 / 1024:.1f} MiB, the limit is {limits.media_bytes // 1024} KiB"
        help = "publish a smaller version, or raise `limits: {media_bytes: …}` in `mkdocs.yml`"
        return TOO_LARGE.problem(path, None, message, help=help)
    if isinstance(content, Problem):
        return content
    for begin, offset, name, suffixes in _FORMATS:
        if content.startswith(begin, offset):
            if file.suffix.lower() in suffixes:
                return MediaFile(path, name, content)
            message = f"`{printable(file.name)}` holds {name} data"
            return NOT_MEDIA.problem(path, None, message, help=f"give it the suffix `{suffixes[0]}`")
    return NOT_MEDIA.problem(path, None, f"`{printable(file.name)}` is no image or PDF", help=_HELP)
