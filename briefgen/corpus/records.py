"""Load the records of source documents in `seeds/`, and verify them.

Each record is checked against its fingerprint, and against the text of the document where one is stored.
This step runs before linking and does not use the briefs.

Guarantee: a damaged record is reported and not loaded (`tests/unit/corpus/test_records.py`).
Its quotations then count as not checked, never as found or as not found.
"""

from __future__ import annotations

import os
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from briefgen.corpus import link_results
from briefgen.corpus.codes import COUNTS, DAMAGED, STRAY_SEED, TEXT_CHANGED, TWO_RECORDS, UNKNOWN_FINGERPRINT
from briefgen.diagnostics.types import Problem
from briefgen.files.codes import BAD_NAME, too_large
from briefgen.files.limits import LIMITS, Limits
from briefgen.files.walk import Budget, content_of, items_of, linked, printable, weigh
from briefgen.model import decode
from briefgen.model.edtf import Edtf
from briefgen.model.ids import is_id, suggested_id
from briefgen.model.kinds._base import Doc, Form, Language, Part, Text, Values
from briefgen.text import passages, plaintext, segment, shingles
from briefgen.yaml import reader
from briefgen.yaml.invisible import hidden
from briefgen.yaml.quote import quote

FOLDER = "seeds"
TEXTS = f"{FOLDER}/texts"
"""The folder for texts that must not be published; git ignores it."""
_OTHER_FILES = ("readme.md", link_results.NAME)
_MAX_PRINT = 10 * plaintext.MOST_BYTES
_HASH = "blake2b"

_Digest = Annotated[str, Form("^[0-9a-f]{64}$", "a hash", sha256(b"").hexdigest())]
_Count = Annotated[int, Meta(ge=1)]


FoundDegree = Literal["word-for-word", "with-omissions", "editors-words"]
"""How words stand in a document."""
FOUND_DEGREES: tuple[FoundDegree, ...] = ("word-for-word", "with-omissions", "editors-words")


class Proof(Part, frozen=True, kw_only=True):
    """The stored result for a quotation that is too short for the fingerprint."""

    words: Annotated[
        str, Form(f"^[0-9a-f]{{{shingles.BITS // 4}}}$", "a hash", "3f9a1c2b77"), Doc("Hash of the quotation.")
    ]
    paragraph: Annotated[_Count, Doc("Number of the paragraph, from 1.")]
    sentence: Annotated[_Count, Doc("Number of the sentence, or of the first of several, from 1.")]
    last: Annotated[_Count | None, Doc("Number of the last of several sentences.")] = None
    degree: Annotated[FoundDegree, Doc("How the quotation stands in the text.")] = "word-for-word"


class FingerprintMeta(Part, frozen=True, kw_only=True):
    """How the fingerprint was made, and the hash of its file."""

    words: Annotated[_Count, Doc("Number of words per hash.")]
    bits: Annotated[_Count, Doc("Number of bits kept of each hash.")]
    hash: Annotated[Text, Doc("Name of the hash function.")]
    digest: Annotated[_Digest, Doc("SHA-256 of the `.fp` file.")]
    kind: Annotated[_Count, Doc("Kind of fingerprint: 2 has the features of each word, 1 the words alone.")] = 1


class RecordMeta(Part, frozen=True, kw_only=True):
    """Metadata of a document that an editor has read."""

    sha256: Annotated[_Digest, Doc("SHA-256 of the text as received.")]
    received: Annotated[Edtf, Doc("Date on which the text was received.")]
    language: Annotated[Language | None, Doc("Language code of the text, such as `en`.")] = None
    licence: Annotated[Text | None, Doc("Licence of the text.")] = None
    access: Annotated[Text | None, Doc("Who may read the text.")] = None
    extent: Annotated[
        Literal["whole", "excerpt"],
        Values({"whole": "The text is the whole document.", "excerpt": "The text is a part of the document."}),
        Doc("Whether the text is the whole document."),
    ] = "whole"
    encoding: Annotated[Text | None, Doc("Encoding of the text, where it cannot be detected.")] = None
    paragraphs: Annotated[_Count, Doc("Number of paragraphs.")]
    sentences: Annotated[_Count, Doc("Number of sentences.")]
    words: Annotated[_Count, Doc("Number of words.")]
    fingerprint: Annotated[FingerprintMeta, Doc("How the fingerprint was made.")]
    checked: Annotated[tuple[Proof, ...], Doc("Short quotations found in the text.")] = ()


class Record(msgspec.Struct, frozen=True, dict=True):
    """A record with its fingerprint, and with the text where one is stored."""

    id: str
    path: str
    meta: RecordMeta
    print: shingles.Fingerprint
    content: str | None = None

    @cached_property
    def text(self) -> passages.Passages | None:
        """Return the segmented text, or None where no matching text is stored."""
        return None if self.content is None else passages.read(self.content, self.meta.language or "")

    @property
    def is_newest(self) -> bool:
        """Return whether the fingerprint is of the newest kind and right language."""
        return self.print.features is not None and self.print.language == (self.meta.language or "")


def made(id: str, content: bytes, received: Edtf, *, encoding: str = "", language: str = "") -> Record:
    """Make the record of a document, with its fingerprint and text, from its bytes.

    Raises plaintext.NotText where the bytes cannot be decoded as text, or have too few words.
    """
    text = plaintext.text_of(content, encoding)
    taken_apart = passages.read(text, language)
    if len(taken_apart.words) < shingles.SIZE:
        number = len(taken_apart.words)
        message = f"it has {number} word{'' if number == 1 else 's'}" if number else "it is empty"
        raise plaintext.NotText(message, f"a document has {shingles.SIZE} words or more")
    found = shingles.make(taken_apart, id)
    record = RecordMeta(
        sha256=sha256(content).hexdigest(),
        received=received,
        language=language or None,
        encoding=encoding or None,
        paragraphs=len(taken_apart.paragraphs),
        sentences=len(taken_apart.sentences),
        words=len(taken_apart.words),
        fingerprint=_described(found),
    )
    return Record(id, f"{FOLDER}/{id}.yaml", record, found, text)


def renewed(held: Record, content: str, language: str | None) -> Record:
    """Return a record with a fingerprint of the newest kind, from its text.

    Proofs of the older fingerprint are left out.
    """
    found = shingles.make(passages.read(content, language or ""), held.id)
    meta = msgspec.structs.replace(
        held.meta,
        language=language,
        paragraphs=len(found.paragraphs),
        sentences=len(found.sentences),
        words=found.count,
        fingerprint=_described(found),
        checked=(),
    )
    return Record(held.id, held.path, meta, found, content)


def _described(found: shingles.Fingerprint) -> FingerprintMeta:
    return FingerprintMeta(
        words=shingles.SIZE,
        bits=shingles.BITS,
        hash=_HASH,
        digest=sha256(shingles.encode(found)).hexdigest(),
        kind=1 if found.features is None else shingles.NEWEST,
    )


def digest(content: bytes) -> str:
    """Return the SHA-256 of a document's bytes as hexadecimal digits."""
    return sha256(content).hexdigest()


def files(held: Record) -> dict[str, bytes]:
    """Return the contents of a record's two files by path.

    The fingerprint comes first, because the record contains its hash.
    """
    return {f"{FOLDER}/{held.id}.fp": shingles.encode(held.print), held.path: yaml_of(held.meta)}


def proof(held: Record, text: str, place: segment.TextLocation, degree: FoundDegree) -> Proof:
    """Return the stored result for a quotation found at this place in a document."""
    last = place.last if place.last > place.sentence else None
    key = shingles.quotation_key(held.id, text, held.print.language)
    return Proof(words=key, paragraph=place.paragraph, sentence=place.sentence, last=last, degree=degree)


def yaml_of(record: RecordMeta) -> bytes:
    """Return the content of a record's YAML file."""
    lines = []
    for name, value in msgspec.to_builtins(record, enc_hook=str).items():
        if name == "checked" or (name, value) == ("extent", "whole"):
            continue
        if name == "fingerprint":
            lines += [f"{name}:", *(f"  {key}: {one}" for key, one in value.items())]
        else:
            is_text = isinstance(value, str) and name not in ("sha256", "received")
            lines.append(f"{name}: {quote(value) if is_text else value}")
    return "\n".join([*lines, *proof_lines(record.checked), ""]).encode()


def proof_lines(checked: tuple[Proof, ...]) -> list[str]:
    """Return the YAML lines of the field `checked`; none where there are no proofs."""
    items = ", ".join
    facts = (msgspec.to_builtins(proof) for proof in checked)
    facts = ({n: v for n, v in one.items() if (n, v) != ("degree", "word-for-word")} for one in facts)
    # A hash can consist of digits only, which would need quotes: quote all of them for uniform lines.
    written = ({n: quote(v, marks='"') if isinstance(v, str) else v for n, v in one.items()} for one in facts)
    lines = [f"  - {{{items(f'{name}: {value}' for name, value in one.items())}}}" for one in written]
    return ["checked:", *lines] if lines else []


def decode_record(path: str, content: bytes, limits: Limits = LIMITS) -> tuple[RecordMeta | None, tuple[Problem, ...]]:
    """Decode the content of a record's YAML file into a record, or into problems."""
    file = reader.read(path, content, limits)
    if isinstance(file, Problem):
        return None, (file,)
    if unseen := tuple(hidden(file)):
        return None, unseen
    data, problems = reader.parse(file, limits)
    return decode.decode(RecordMeta, path, data) if data is not None else (None, problems)


def load_records(project: Path, limits: Limits = LIMITS) -> tuple[dict[str, Record], tuple[Problem, ...]]:
    """Return the sound records of a project by id, and the problems in `seeds/`."""
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
            # With two records it is ambiguous which one is valid.
            if held is not None and not (dot and suffix == "yaml" and f"{id}.yml" in files):
                found[id] = held
    return found, tuple(problems)


def _listed(project: Path, budget: Budget) -> tuple[dict[str, None], list[Problem]]:
    """Return the names of the files that belong in `seeds/`, sorted, and problems for all others."""
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
        elif item.name.startswith((".", "_")) or item.name.endswith("~") or item.name.lower() in _OTHER_FILES:
            continue
        elif item.is_file(follow_symlinks=False) and item.name.endswith((".yaml", ".yml", ".fp", ".txt")):
            files[item.name] = None
        elif path != TEXTS or not item.is_dir(follow_symlinks=False):
            help = f"documents belong into `{TEXTS}/`, as plain text" if item.is_file() else "delete it, or move it"
            problems.append(STRAY_SEED.problem(path, None, f"`{name}` is not a file of a record", help=help))
        if told := weigh(FOLDER, item, budget):
            return {}, [told]
    return files, problems


def _held(project: Path, id: str, path: str, limits: Limits) -> tuple[Record | None, tuple[Problem, ...]]:
    content = _content(project, path, limits.file_bytes)
    if isinstance(content, int):
        return None, (too_large(path, content, limits.file_bytes),)
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
    """Return the fingerprint of a record, or the problem that makes it unusable."""
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
    if made.kind > shingles.NEWEST:
        message = f"the fingerprint is of kind {made.kind}, this version knows kinds 1 to {shingles.NEWEST}"
        help = f"install the version of briefgen that made it, or run `briefgen source add TEXT --id {id}`"
        return UNKNOWN_FINGERPRINT.problem(path, ("fingerprint", "kind"), message, help=help)
    file = f"{FOLDER}/{id}.fp"
    if not (project / file).exists():
        return DAMAGED.problem(path, ("fingerprint",), f"there is no fingerprint `{file}`", help=again)
    content = _content(project, file, _MAX_PRINT)
    if isinstance(content, Problem):
        return content
    if isinstance(content, int):
        return DAMAGED.problem(file, None, f"it has {content} bytes, which no fingerprint has", help=again)
    # Git can change the line endings of a checkout.
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
    counts = {"paragraphs": len(found.paragraphs), "sentences": len(found.sentences), "words": found.count}
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
    """Return the stored text of a record, None where there is none, or its problem."""
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
        right = f"set `encoding` in `{FOLDER}/{id}.yaml` right"
        return TEXT_CHANGED.problem(path, None, message, help=f"{right}, or with a text that is too long, {error.help}")


def _is_the_same(content: bytes, digest: str) -> bool:
    """Return whether the bytes have this hash, with any line endings that git may have written."""
    if sha256(content).hexdigest() == digest:
        return True
    plain = content.replace(b"\r\n", b"\n")
    return digest in (sha256(plain).hexdigest(), sha256(plain.replace(b"\n", b"\r\n")).hexdigest())


def _content(project: Path, path: str, limit: int) -> bytes | int | Problem:
    """Return a file's content, its size in bytes if over the limit, or the problem of reading it."""
    return content_of(project / path, path, limit)
