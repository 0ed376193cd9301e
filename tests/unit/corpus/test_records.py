"""Records: used only if record, fingerprint and text agree; damage is reported."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.corpus import codes as corpus_codes
from briefgen.corpus import records
from briefgen.corpus.records import FOLDER, TEXTS, Record, load_records
from briefgen.diagnostics.types import Code, Diagnostic, Severity
from briefgen.model.edtf import parse
from briefgen.provenance.quotations import quotations
from briefgen.text import passages, shingles
from briefgen.text.segment import TextLocation
from tests.conftest import ROOT, write
from tests.support.small import CLEAN, checked, linked, project

TEXT = "The talks will go on, the host said. Nobody left the table.\n\nThe ministry agreed. It was late."
EVENT = "content/events/2025-11-27-talks.yaml"
QUOTED = {
    EVENT: f"{CLEAN[EVENT]}statements:\n  - {{id: said, speaker: ministry, quote: The talks will go on, cite: [wire]}}\n"
}


def held(text: str = TEXT, id: str = "wire", **more: str) -> Record:
    return records.made(id, text.encode(), parse("2025-11-30"), **more)


def recorded(folder: Path, **changes: str | bytes | None) -> Path:
    """Write a project with a sound record of `wire`, with some files replaced.

    ``changes`` maps suffixes to new contents; None deletes the file.
    """
    project(folder, {**CLEAN, **QUOTED})
    contents = dict(records.files(held()))
    for suffix, change in changes.items():
        path = f"{FOLDER}/wire.{suffix}"
        if change is None:
            del contents[path]
        else:
            contents[path] = change.encode() if isinstance(change, str) else change
    for path, content in contents.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def found(folder: Path) -> list[Diagnostic]:
    return list(checked(folder, QUOTED).diagnostics)


def codes(folder: Path) -> list[str]:
    return [f"{d.span.path}:{d.span.line} {d.code}" for d in found(folder)]


def yaml_with(old: str, new: str) -> str:
    text = records.yaml_of(held().meta).decode()
    assert text.count(old) == 1
    return text.replace(old, new)


def status(folder: Path) -> str:
    corpus, _ = linked(folder, {**CLEAN, **QUOTED})
    corpus = msgspec.structs.replace(corpus, records=load_records(folder)[0])
    return quotations(corpus).all[0].status


def test_sound_record_is_loaded_without_problems(tmp_path: Path) -> None:
    recorded(tmp_path)
    loaded, problems = load_records(tmp_path)
    assert problems == ()
    assert loaded["wire"].meta == held().meta
    assert loaded["wire"].print == held().print
    assert loaded["wire"].text is None
    assert codes(tmp_path) == []
    assert status(tmp_path) == "word-for-word"


def test_without_the_folder_there_are_no_records(tmp_path: Path) -> None:
    assert load_records(tmp_path) == ({}, ())


@pytest.mark.parametrize("place", [f"{FOLDER}/wire.txt", f"{TEXTS}/wire.txt"])
@pytest.mark.parametrize("bytes_", [TEXT.encode(), TEXT.replace("\n", "\r\n").encode()], ids=["as received", "CRLF"])
def test_stored_text_is_read_with_any_line_endings(tmp_path: Path, place: str, bytes_: bytes) -> None:
    recorded(tmp_path)
    (tmp_path / TEXTS).mkdir()
    (tmp_path / place).write_bytes(bytes_)
    loaded, problems = load_records(tmp_path)
    assert problems == ()
    text = loaded["wire"].text
    assert text is not None
    assert (text.words, len(text.sentences)) == (passages.read(TEXT, "").words, 4)


@pytest.mark.parametrize("place", [f"{FOLDER}/wire.txt", f"{TEXTS}/wire.txt"])
def test_changed_text_is_reported_and_not_used(tmp_path: Path, place: str) -> None:
    write(recorded(tmp_path), {place: TEXT.replace("late", "early")})
    assert codes(tmp_path) == [f"{place}:1 BG125"]
    assert found(tmp_path)[0].help.startswith("restore the file, or run `briefgen source add")
    assert load_records(tmp_path)[0]["wire"].text is None
    assert status(tmp_path) == "word-for-word"


def test_text_is_decoded_with_the_encoding_of_its_record(tmp_path: Path) -> None:
    russian = "Переговоры продолжатся в декабре, сказал министр."
    known = records.made("wire", russian.encode("cp1251"), parse("2025-11-30"), encoding="cp1251")
    write(project(tmp_path, CLEAN), {path: content.decode() for path, content in records.files(known).items()})
    (tmp_path / f"{FOLDER}/wire.txt").write_bytes(russian.encode("cp1251"))
    loaded, problems = load_records(tmp_path)
    assert (problems, loaded["wire"].content) == ((), russian)
    record = (tmp_path / f"{FOLDER}/wire.yaml").read_text("utf-8")
    write(tmp_path, {f"{FOLDER}/wire.yaml": record.replace("encoding: cp1251\n", "")})
    loaded, problems = load_records(tmp_path)
    assert [problem.code.id for problem in problems] == ["BG125"]
    assert loaded["wire"].content is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_sets_the_encoding(tmp_path: Path, encoding: str) -> None:
    known = records.made("wire", TEXT.encode(encoding), parse("2025-11-30"))
    assert known.meta.encoding is None
    assert known.print == held().print
    write(project(tmp_path, CLEAN), {path: content.decode() for path, content in records.files(known).items()})
    (tmp_path / f"{FOLDER}/wire.txt").write_bytes(TEXT.encode(encoding))
    assert load_records(tmp_path)[0]["wire"].content == TEXT


def _altered() -> bytes:
    whole = shingles.encode(held().print)
    return whole.replace(b"a", b"b", 1) if b"a" in whole else whole.replace(b"c", b"d", 1)


DAMAGED = {
    "missing": None,
    "empty": b"",
    "cut short": shingles.encode(held().print)[:200],
    "without its last byte but one": shingles.encode(held().print)[:-2],
    "altered in one place": _altered(),
    "of another document": shingles.encode(held("Another paper with other words in it.").print),
    "of another record": shingles.encode(held(id="gazette").print),
    "something else": b"\x89PNG\r\n",
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_damaged_fingerprint_is_reported_and_not_used(content: bytes | None, tmp_path: Path) -> None:
    recorded(tmp_path, fp=content)
    reported = found(tmp_path)
    assert {d.code for d in reported} == {"BG122"}
    assert all("briefgen source add TEXT --id wire" in d.help and "git" in d.help for d in reported)
    assert status(tmp_path) == "not-checked"


WHOLE = shingles.encode(held().print)


@given(st.integers(0, len(WHOLE) - 2))
def test_fingerprint_truncated_anywhere_is_reported(tmp_path_factory: pytest.TempPathFactory, length: int) -> None:
    folder = tmp_path_factory.mktemp("cut")
    _bare(folder, WHOLE[:length])
    assert [problem.code.id for problem in load_records(folder)[1]] == ["BG122"]


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_fingerprint_with_one_altered_byte_is_reported(
    tmp_path_factory: pytest.TempPathFactory, at: int, by: int
) -> None:
    folder = tmp_path_factory.mktemp("altered")
    altered = bytearray(WHOLE)
    altered[at] ^= by
    _bare(folder, bytes(altered))
    loaded, problems = load_records(folder)
    assert ([problem.code.id for problem in problems], loaded) == (["BG122"], {})


def _bare(folder: Path, fingerprint: bytes) -> None:
    (folder / FOLDER).mkdir()
    (folder / FOLDER / "wire.yaml").write_bytes(records.yaml_of(held().meta))
    (folder / FOLDER / "wire.fp").write_bytes(fingerprint)


@pytest.mark.parametrize("line", ["paragraphs: 2", "sentences: 4", "words: 18"])
def test_different_count_is_reported_at_its_field(line: str, tmp_path: Path) -> None:
    name = line.partition(":")[0]
    recorded(tmp_path, yaml=yaml_with(f"\n{line}\n", f"\n{name}: 99\n"))
    number = yaml_with(f"\n{line}\n", f"\n{name}: 99\n").splitlines().index(f"{name}: 99") + 1
    assert codes(tmp_path) == [f"seeds/wire.yaml:{number} BG123"]
    assert status(tmp_path) == "not-checked"


@pytest.mark.parametrize(
    "place", ["paragraph: 3, sentence: 4", "paragraph: 1, sentence: 5", "paragraph: 1, sentence: 2, last: 1"]
)
def test_proof_beyond_the_document_is_reported(place: str, tmp_path: Path) -> None:
    proof = f'checked:\n  - {{words: "0123456789", {place}}}\n'
    recorded(tmp_path, yaml=records.yaml_of(held().meta).decode() + proof)
    assert [code[-5:] for code in codes(tmp_path)] == ["BG123"]


@pytest.mark.parametrize(("old", "new"), [("words: 4", "words: 5"), ("bits: 40", "bits: 64"), ("blake2b", "blake3")])
def test_unknown_fingerprint_method_is_reported(old: str, new: str, tmp_path: Path) -> None:
    recorded(tmp_path, yaml=yaml_with(f"  {old}" if ":" in old else old, f"  {new}" if ":" in new else new))
    assert [code[-5:] for code in codes(tmp_path)] == ["BG124"]
    assert status(tmp_path) == "not-checked"


SHAPES = {
    "no-yaml": ("sha256: [", "BG102"),
    "empty": ("", "BG109"),
    "list": ("- a\n", "BG110"),
    "not UTF-8": (b"licence: \xff\n", "BG101"),
    "field missing": (yaml_with("received: 2025-11-30\n", ""), "BG202"),
    "unknown field": (yaml_with("received:", "recieved: 1\nreceived:"), "BG201"),
    "no date": (yaml_with("2025-11-30", "2025-13-30"), "BG205"),
    "short hash": (yaml_with(held().meta.sha256, "abc"), "BG206"),
    "count of none": (yaml_with("paragraphs: 2", "paragraphs: 0"), "BG207"),
}


@pytest.mark.parametrize(("content", "code"), SHAPES.values(), ids=SHAPES)
def test_invalid_record_is_reported_at_its_place(content: str | bytes, code: str, tmp_path: Path) -> None:
    recorded(tmp_path, yaml=content)
    reported = found(tmp_path)
    assert code in {d.code for d in reported}
    assert {d.span.path for d in reported} == {"seeds/wire.yaml"}
    assert status(tmp_path) == "not-checked"


def test_yml_and_yaml_are_two_records_of_one_source(tmp_path: Path) -> None:
    recorded(tmp_path, yml=records.yaml_of(held().meta))
    assert codes(tmp_path) == ["seeds/wire.yml:1 BG127"]
    assert status(tmp_path) == "not-checked"


def test_yml_file_alone_is_a_record(tmp_path: Path) -> None:
    recorded(tmp_path, yml=records.yaml_of(held().meta), yaml=None)
    assert codes(tmp_path) == []
    assert status(tmp_path) == "word-for-word"


STRAYS = {
    "seeds/wire.pdf": "BG129",
    "seeds/old/wire.yaml": "BG129",
    "seeds/gazette.fp": "BG129",
    "seeds/gazette.txt": "BG129",
    "seeds/Wire Report.yaml": "BG115",
}


@pytest.mark.parametrize(("path", "code"), STRAYS.items())
def test_stray_file_in_the_folder_is_reported(path: str, code: str, tmp_path: Path) -> None:
    write(recorded(tmp_path), {path: "x"})
    reported = found(tmp_path)
    assert [d.code for d in reported] == [code]
    assert reported[0].help
    assert reported[0].severity is (Severity.WARNING if code == "BG129" else Severity.ERROR)


def test_other_known_files_in_the_folder_are_skipped(tmp_path: Path) -> None:
    skipped = ("README.md", ".gitattributes", "wire.yaml~", "texts/wire.odt", "texts/unrecorded.txt", "_draft.yaml")
    write(recorded(tmp_path), {f"seeds/{name}": "x" for name in skipped})
    assert codes(tmp_path) == []


@pytest.mark.parametrize("name", ["wire.yaml", "wire.fp", "wire.txt", "texts/wire.txt"])
def test_symbolic_link_is_rejected(name: str, tmp_path: Path) -> None:
    recorded(tmp_path)
    target = tmp_path / "elsewhere"
    link = tmp_path / FOLDER / name
    link.parent.mkdir(exist_ok=True)
    target.write_bytes(link.read_bytes() if link.exists() else TEXT.encode())
    link.unlink(missing_ok=True)
    link.symlink_to(target)
    assert "BG113" in {d.code for d in found(tmp_path)}
    loaded, _ = load_records(tmp_path)
    assert "wire" not in loaded or loaded["wire"].content is None


@pytest.mark.parametrize("name", ["seeds", "seeds/texts"])
def test_symbolic_link_to_a_folder_is_rejected(name: str, tmp_path: Path) -> None:
    recorded(tmp_path)
    folder = tmp_path / name
    folder.mkdir(exist_ok=True)
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert [d.code for d in found(tmp_path)] == ["BG113"]


def test_record_without_a_source_is_reported(tmp_path: Path) -> None:
    recorded(tmp_path)
    write(tmp_path, {path: content.decode() for path, content in records.files(held(id="wires")).items()})
    reported = found(tmp_path)
    assert [(d.code, d.severity, d.help) for d in reported] == [("BG126", Severity.WARNING, "did you mean `wire`?")]


def test_record_of_a_renamed_source_gets_a_suggestion(tmp_path: Path) -> None:
    recorded(tmp_path)
    (tmp_path / "content/sources/wire.yaml").unlink()
    text = f"{CLEAN['content/sources/wire.yaml']}formerly: [wire]\n"
    files = {**QUOTED, "content/sources/wire.yaml": None, "content/sources/agency.yaml": text}
    reported = [d for d in checked(tmp_path, files).diagnostics if d.code == "BG126"]
    assert [d.help for d in reported] == ["write `document: wire` in `content/sources/agency.yaml`"]
    kept = {**files, "content/sources/agency.yaml": f"{text}document: wire\n"}
    assert "BG126" not in {d.code for d in checked(tmp_path, kept).diagnostics}


def _with_document(name: str) -> dict[str, str | None]:
    path = "content/sources/wire.yaml"
    return {**QUOTED, path: f"{CLEAN[path]}document: {name}\n"}


def test_missing_record_is_reported(tmp_path: Path) -> None:
    (reported,) = checked(tmp_path, _with_document("paper")).diagnostics
    assert (reported.code, reported.span.path, reported.span.line) == ("BG128", "content/sources/wire.yaml", 6)
    assert reported.help == "make it with `briefgen source add TEXT --id paper`, or delete the line"


def test_second_record_with_the_id_of_the_source_is_reported(tmp_path: Path) -> None:
    recorded(tmp_path)
    write(tmp_path, {path: content.decode() for path, content in records.files(held(id="paper")).items()})
    (reported,) = checked(tmp_path, _with_document("paper")).diagnostics
    assert (reported.code, reported.span.path) == ("BG127", "content/sources/wire.yaml")
    assert [note.span.path for note in reported.notes] == ["seeds/wire.yaml"]


def test_damaged_record_is_not_reported_as_missing(tmp_path: Path) -> None:
    recorded(tmp_path, fp=b"", yaml=records.yaml_of(held().meta))
    assert {d.code for d in checked(tmp_path, _with_document("wire")).diagnostics} == {"BG122"}


def test_record_of_an_invalid_source_is_not_reported_as_unused(tmp_path: Path) -> None:
    recorded(tmp_path)
    broken = {**QUOTED, "content/sources/wire.yaml": "titel: A report\n"}
    assert "BG126" not in {d.code for d in checked(tmp_path, broken).diagnostics}


def test_record_survives_writing_and_reading() -> None:
    for licence in ("CC BY 4.0", "null", "a: b # c", 'say "no"', "всі права", "- x", "true", "1"):
        made = held()
        record = msgspec.structs.replace(
            made.meta,
            licence=licence,
            access=licence,
            language="uk",
            checked=(
                records.proof(made, "late", TextLocation(2, 4, 4), "word-for-word"),
                records.proof(made, "It … was", TextLocation(1, 1, 2), "with-omissions"),
            ),
        )
        assert records.decode_record("x", records.yaml_of(record)) == (record, ())


def test_record_contains_no_words_of_its_document() -> None:
    made = held()
    text = b"".join(records.files(made).values()).decode()
    assert not [word for word in ("talks", "host", "nobody", "table", "ministry", "agreed", "late") if word in text]
    assert made.meta.sha256 == sha256(TEXT.encode()).hexdigest()


def test_provenance_page_lists_every_code_of_records() -> None:
    manual = (ROOT / "docs/provenance.md").read_text("utf-8")
    codes = [code.id for code in vars(corpus_codes).values() if isinstance(code, Code) and "BG118" <= code.id < "BG130"]
    assert len(codes) == 8
    assert [code for code in codes if f"| {code} |" not in manual] == []
