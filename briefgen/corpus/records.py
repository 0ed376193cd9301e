"""The records of source documents in `seeds/`: read and held against their fingerprints, and against the texts that are at hand.

Comes before linking and knows nothing of briefs. What is damaged is a problem and no record, so that a quotation can count
neither as verified nor as not found because of it.
"""

from __future__ import annotations

import os
import re
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from briefgen.corpus.load import is_id, suggested_id
from briefgen.corpus.record_codes import COUNTS, DAMAGED, STRAY_SEED, TEXT_CHANGED, TWO_RECORDS, UNKNOWN_FINGERPRINT
from briefgen.diagnostics.types import Problem
from briefgen.files.codes import BAD_NAME
from briefgen.files.limits import LIMITS, Limits
from briefgen.files.walk import Budget, content_of, items_of, linked, printable, weigh
from briefgen.model import decode
from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import Doc, Form, Language, Part, Text
from briefgen.text import plaintext, segment, shingles
from briefgen.yaml import reader
from briefgen.yaml.invisible import hidden

FOLDER = "seeds"
TEXTS = f"{FOLDER}/texts"
"""Where an editor keeps texts that are not to be published; git ignores it."""
_MAX_PRINT = 6 * plaintext.MOST_BYTES
_HASH = "blake2b"

_Digest = Annotated[str, Form("^[0-9a-f]{64}$", "a hash", sha256(b"").hexdigest())]
_Count = Annotated[int, Meta(ge=1)]


class Proof(Part, frozen=True, kw_only=True):
    """That a quotation too short for the fingerprint stood in the text, and where."""

    words: Annotated[
        str, Form(f"^[0-9a-f]{{{shingles.BITS // 4}}}$", "a hash", "3f9a1c2b77"), Doc("The quotation's hash.")
    ]
    paragraph: Annotated[_Count, Doc("The paragraph.")]
    sentence: Annotated[_Count, Doc("The sentence, or the first of several.")]
    last: Annotated[_Count | None, Doc("The last of several sentences.")] = None


class FingerprintMeta(Part, frozen=True, kw_only=True):
    """How the fingerprint was made, and the hash of its file."""

    words: Annotated[_Count, Doc("Words that are hashed together.")]
    bits: Annotated[_Count, Doc("Bits that each hash is cut to.")]
    hash: Annotated[Text, Doc("The hash function.")]
    digest: Annotated[_Digest, Doc("The SHA-256 of the `.fp` file.")]


class RecordMeta(Part, frozen=True, kw_only=True):
    """What is known of a document that an editor had in hand."""

    sha256: Annotated[_Digest, Doc("The SHA-256 of the text as received.")]
    received: Annotated[Edtf, Doc("The day on which it was received.")]
    language: Annotated[Language | None, Doc("Its language.")] = None
    licence: Annotated[Text | None, Doc("Under which terms it may be used.")] = None
    access: Annotated[Text | None, Doc("Who may see the text.")] = None
    encoding: Annotated[Text | None, Doc("The encoding of the text, where it is not told by the text itself.")] = None
    paragraphs: Annotated[_Count, Doc("How many paragraphs it has.")]
    sentences: Annotated[_Count, Doc("How many sentences.")]
    words: Annotated[_Count, Doc("How many words.")]
    fingerprint: Annotated[FingerprintMeta, Doc("How the fingerprint was made.")]
    checked: Annotated[tuple[Proof, ...], Doc("Short quotations that were found in the text.")] = ()


class Record(msgspec.Struct, frozen=True, dict=True):
    """A record with its fingerprint, and the text where it is at hand."""

    id: str
    path: str
    meta: RecordMeta
    print: shingles.Fingerprint
    content: str | None = None

    @cached_property
    def text(self) -> segment.Passages | None:
        """Return the text taken apart, where it is at hand and its hash is the record's."""
        return None if self.content is None else segment.read(self.content)


def made(id: str, content: bytes, received: Edtf, *, encoding: str = "") -> Record:
    """Return the record of a document by its bytes, with its fingerprint and text. Raises documents.NotText."""
    text = plaintext.text_of(content, encoding)
    taken_apart = segment.read(text)
    found = shingles.make(taken_apart, id)
    record = RecordMeta(
        sha256=sha256(content).hexdigest(),
        received=received,
        encoding=encoding or None,
        paragraphs=len(taken_apart.paragraphs),
        sentences=len(taken_apart.sentences),
        words=len(taken_apart.words),
        fingerprint=FingerprintMeta(
            words=shingles.SIZE, bits=shingles.BITS, hash=_HASH, digest=sha256(shingles.encode(found)).hexdigest()
        ),
    )
    return Record(id, f"{FOLDER}/{id}.yaml", record, found, text)


def digest(content: bytes) -> str:
    """Return the hash that a record names a document by."""
    return sha256(content).hexdigest()


def files(held: Record) -> dict[str, bytes]:
    """Return the contents of a record's two files by path; the fingerprint comes first, because the record names its hash."""
    return {f"{FOLDER}/{held.id}.fp": shingles.encode(held.print), held.path: yaml_of(held.meta)}


def proof(id: str, text: str, place: segment.TextLocation) -> Proof:
    """Return the proof that a quotation stands at a place of a record's document."""
    last = place.last if place.last > place.sentence else None
    key = shingles.quotation_key(id, text)
    return Proof(words=key, paragraph=place.paragraph, sentence=place.sentence, last=last)


_PLAIN = re.compile(r"(?!null$)[A-Za-z](?:[A-Za-z0-9 .()-]*[A-Za-z0-9.)])?", re.IGNORECASE)


def yaml_of(record: RecordMeta) -> bytes:
    """Return a record as the content of its file."""
    lines = []
    for name, value in msgspec.to_builtins(record, enc_hook=str).items():
        if name == "checked":
            continue
        if name == "fingerprint":
            lines += [f"{name}:", *(f"  {key}: {one}" for key, one in value.items())]
        else:
            is_plain = not isinstance(value, str) or name in ("sha256", "received") or _PLAIN.fullmatch(value)
            lines.append(f"{name}: {value if is_plain else msgspec.json.encode(value).decode()}")
    return "\n".join([*lines, *proof_lines(record.checked), ""]).encode()


def proof_lines(checked: tuple[Proof, ...]) -> list[str]:
    """Return the lines of the field `checked`, of which there are none without any proof."""
    items = ", ".join
    facts = (msgspec.to_builtins(proof) for proof in checked)
    lines = [f"  - {{{items(f'{name}: {_quoted(value)}' for name, value in one.items())}}}" for one in facts]
    return ["checked:", *lines] if lines else []


def _quoted(value: str | int) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def decode_record(path: str, content: bytes, limits: Limits = LIMITS) -> tuple[RecordMeta | None, tuple[Problem, ...]]:
    """Return the record that a file's content is, or what keeps it from being one."""
    file = reader.read(path, content, limits)
    if isinstance(file, Problem):
        return None, (file,)
    if unseen := tuple(hidden(file)):
        return None, unseen
    data, problems = reader.parse(file, limits)
    return decode.decode(RecordMeta, path, data) if data is not None else (None, problems)


def load_records(project: Path, limits: Limits = LIMITS) -> tuple[dict[str, Record], tuple[Problem, ...]]:
    """Return the records of a project that are sound, by id, and what is wrong in its folder `seeds/`."""
    files, problems = _listed(project, Budget(limits))
    found: dict[str, Record] = {}
    for name in files:
        id, dot, suffix = name.rpartition(".")
        path = f"{FOLDER}/{name}"
        if suffix in ("fp", "txt"):
            if f"{id}.yaml" not in files and f"{id}.yml" not in files:
                what = "a fingerprint" if suffix == "fp" else "a text"
                message = f"{what} without a record: there is no `{FOLDER}/{id}.yaml`"
                problems.append(
                    STRAY_SEED.problem(path, None, message, help=f"restore `{id}.yaml`, or delete `{name}`")
                )
        elif suffix == "yml" and f"{id}.yaml" in files:
            message = f"`{id}.yaml` is a record of the same source"
            problems.append(TWO_RECORDS.problem(path, None, message, help="delete one of the two files"))
        elif not is_id(id):
            near = suggested_id(id)
            help = f"rename it to `{near}.{suffix}`, and its other files too" if near else "call it like its source"
            problems.append(BAD_NAME.problem(path, None, f"`{id}` cannot be an id", help=help))
        else:
            held, more = _held(project, id, path, limits)
            problems += more
            # of two records nobody can tell which counts
            if held is not None and not (dot and suffix == "yaml" and f"{id}.yml" in files):
                found[id] = held
    return found, tuple(problems)


def _listed(project: Path, budget: Budget) -> tuple[dict[str, None], list[Problem]]:
    """Return the names of the files that belong into `seeds/`, in order, and the problems of what does not."""
    folder = project / FOLDER
    if folder.is_symlink():
        return {}, [linked(FOLDER, FOLDER)]
    if not folder.is_dir():
        return {}, []
    items = items_of(folder, FOLDER, budget, FOLDER)
    if isinstance(items, Problem):
        return {}, [items]
    files: dict[str, None] = {}
    problems: list[Problem] = []
    for item in items:
        name = printable(item.name)
        path = f"{FOLDER}/{name}"
        if item.is_symlink():
            problems.append(linked(path, name))
        elif item.name.startswith((".", "_")) or item.name.endswith("~") or item.name.lower() == "readme.md":
            continue
        elif item.is_file(follow_symlinks=False) and item.name.endswith((".yaml", ".yml", ".fp", ".txt")):
            files[item.name] = None
        elif path != TEXTS or not item.is_dir(follow_symlinks=False):
            help = f"documents belong into `{TEXTS}/`, as plain text" if item.is_file() else "delete it, or move it"
            problems.append(STRAY_SEED.problem(path, None, f"`{name}` is no file of a record", help=help))
        if told := weigh(FOLDER, item, budget):
            return {}, [told]
    return files, problems


def _held(project: Path, id: str, path: str, limits: Limits) -> tuple[Record | None, tuple[Problem, ...]]:
    content = _content(project, path, limits.file_bytes)
    if isinstance(content, int):
        return None, (reader.too_large(path, content, limits.file_bytes),)
    if isinstance(content, Problem):
        return None, (content,)
    record, problems = decode_record(path, content, limits)
    if record is None:
        return None, problems
    found = _print(project, id, path, record)
    if isinstance(found, Problem):
        return None, (found,)
    texts = [_text(project, id, text, record) for text in (f"{FOLDER}/{id}.txt", f"{TEXTS}/{id}.txt")]
    at_hand = next((text for text in texts if isinstance(text, str)), None)
    return Record(id, path, record, found, at_hand), tuple(text for text in texts if isinstance(text, Problem))


def _print(project: Path, id: str, path: str, record: RecordMeta) -> shingles.Fingerprint | Problem:
    """Return the fingerprint of a record, or what keeps it from being used."""
    again = f"restore `{FOLDER}/{id}.fp` from git, or run `briefgen source add TEXT --id {id}` with the document"
    made = record.fingerprint
    for name, value, known in (
        ("words", made.words, shingles.SIZE),
        ("bits", made.bits, shingles.BITS),
        ("hash", made.hash, _HASH),
    ):
        if value != known:
            message = f"the fingerprint has `{name}: {value}`, this version knows `{name}: {known}` alone"
            help = f"install the version of briefgen that made it, or run `briefgen source add TEXT --id {id}`"
            return UNKNOWN_FINGERPRINT.problem(path, ("fingerprint", name), message, help=help)
    file = f"{FOLDER}/{id}.fp"
    if not (project / file).exists():
        return DAMAGED.problem(path, ("fingerprint",), f"there is no fingerprint `{file}`", help=again)
    content = _content(project, file, _MAX_PRINT)
    if isinstance(content, Problem):
        return content
    if isinstance(content, int):
        return DAMAGED.problem(file, None, f"it has {content} bytes, which no fingerprint has", help=again)
    # git may have changed the line ends of a checkout
    content = content.replace(b"\r\n", b"\n")
    try:
        found = shingles.decode(content)
    except shingles.Damaged as damage:
        return DAMAGED.problem(file, None, f"the fingerprint of `{id}` is damaged: {damage}", help=again)
    if found.salt != id:
        help = f"call both files `{found.salt}`, and write `document: {found.salt}` in the source; or {again}"
        return DAMAGED.problem(file, None, f"it is the fingerprint of `{found.salt}`, not of `{id}`", help=help)
    if sha256(content).hexdigest() != made.digest:
        message = "the fingerprint is whole, but not the one that the record was made with"
        return DAMAGED.problem(path, ("fingerprint", "digest"), message, help=again)
    return _miscounted(path, record, found, again) or found


def _miscounted(path: str, record: RecordMeta, found: shingles.Fingerprint, again: str) -> Problem | None:
    counts = {"paragraphs": len(found.paragraphs), "sentences": len(found.sentences), "words": found.words}
    for name, count in counts.items():
        if (said := getattr(record, name)) != count:
            message = f"the record says {said} {name}, its fingerprint has {count}"
            return COUNTS.problem(path, (name,), message, help=again)
    for index, proof in enumerate(record.checked):
        last = proof.last or proof.sentence
        if not (proof.sentence <= last <= record.sentences and proof.paragraph <= record.paragraphs):
            message = f"the document has {record.paragraphs} paragraphs and {record.sentences} sentences, this place is none of them"
            help = "delete it, and run `briefgen source check` where the text is at hand"
            return COUNTS.problem(path, ("checked", index), message, help=help)
    return None


def _text(project: Path, id: str, path: str, record: RecordMeta) -> str | Problem | None:
    """Return the text of a record, nothing where it is not at hand, or what is wrong with it."""
    if (project / path).parent.is_symlink():
        return None
    if not os.path.lexists(project / path):
        return None
    content = _content(project, path, plaintext.MOST_BYTES)
    help = f"restore the file, or run `briefgen source add {path} --id {id} --replace` if it is the right one"
    if isinstance(content, Problem):
        return content
    if isinstance(content, int):
        return TEXT_CHANGED.problem(
            path, None, f"the text has {content} bytes, the limit is {plaintext.MOST_BYTES}", help=help
        )
    if not _is_the_same(content, record.sha256):
        message = f"the text is not the one that `{FOLDER}/{id}.yaml` is the record of"
        return TEXT_CHANGED.problem(path, None, message, help=help)
    try:
        return plaintext.decoded(content, record.encoding or "")
    except plaintext.NotText as error:
        message = f"the text cannot be read as its record says: {error}"
        return TEXT_CHANGED.problem(path, None, message, help=f"set `encoding` in `{FOLDER}/{id}.yaml` right")


def _is_the_same(content: bytes, digest: str) -> bool:
    """Return whether these are the bytes as received, whatever line ends git gave a checkout of them."""
    if sha256(content).hexdigest() == digest:
        return True
    plain = content.replace(b"\r\n", b"\n")
    return digest in (sha256(plain).hexdigest(), sha256(plain.replace(b"\n", b"\r\n")).hexdigest())


def _content(project: Path, path: str, limit: int) -> bytes | int | Problem:
    """Return a file's content, its size where that is beyond the limit, or what keeps it from being read."""
    return content_of(project / path, path, limit)
