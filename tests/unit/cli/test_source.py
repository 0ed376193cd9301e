"""`briefgen source`: records of documents; a rejected command changes no file."""

from __future__ import annotations

import codecs
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.cli.source import command
from briefgen.corpus.records import load_records
from briefgen.text import plaintext
from tests.conftest import write
from tests.support.small import CLEAN, project

TEXT = 'The host said at noon: "The talks will go on." Nobody had left.\n\nA ministry called it "quite odd". Then all went home.\n'
EVENT = "content/events/2025-11-27-talks.yaml"
STATEMENTS = """\
statements:
  - {id: on, speaker: ministry, quote: The talks will go on, cite: [{source: wire, locator: sent. 1}]}
  - {id: odd, speaker: ministry, quote: quite odd, cite: [wire]}
"""
CONFIG = "site_name: Small\ntheme:\n  name: material\nplugins:\n  - briefgen\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a project that cites a document without a record, next to the document."""
    folder = project(tmp_path / "home", {**CLEAN, "mkdocs.yml": CONFIG, EVENT: CLEAN[EVENT] + STATEMENTS})
    write(tmp_path, {"report.txt": TEXT})
    return folder


def source(home: Path, *words: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(command, [*words[:1], "--project", str(home), *words[1:]], input=given)


def add(home: Path, *words: str, id: str = "wire", given: bytes = TEXT.encode()) -> Result:
    return source(home, "add", "-", "--id", id, "--received", "2025-11-30", *words, given=given)


def tree(home: Path) -> dict[str, bytes]:
    return {p.relative_to(home).as_posix(): p.read_bytes() for p in sorted(home.rglob("*")) if p.is_file()}


def added(home: Path, before: dict[str, bytes]) -> list[str]:
    return [path for path, content in tree(home).items() if before.get(path) != content]


def test_add_writes_record_and_fingerprint_and_ignores_the_text(home: Path) -> None:
    before = tree(home)
    done = source(
        home, "add", str(home.parent / "report.txt"), "--id", "wire", "--language", "en", "--licence", "CC0 1.0"
    )
    assert done.exit_code == 0, done.output
    assert added(home, before) == ["seeds/texts/.gitignore", "seeds/texts/wire.txt", "seeds/wire.fp", "seeds/wire.yaml"]
    assert (home / "seeds/texts/.gitignore").read_bytes() == b"*\n"
    assert (home / "seeds/texts/wire.txt").read_bytes() == TEXT.encode()
    assert done.stdout.startswith("wire: 2 paragraphs, 4 sentences, 23 words\n")
    assert "git add seeds/wire.fp seeds/wire.yaml" in done.stderr
    loaded, problems = load_records(home)
    assert problems == ()
    assert (loaded["wire"].meta.licence, loaded["wire"].meta.language) == ("CC0 1.0", "en")


def test_adding_the_same_text_again_changes_nothing(home: Path) -> None:
    add(home, "--licence", "CC0 1.0", "--access", "editors")
    before = tree(home)
    done = source(home, "add", "-", "--id", "wire", given=TEXT.encode())
    assert (done.exit_code, added(home, before)) == (0, [])
    assert "nothing changed" in done.stdout


def test_adding_again_updates_given_fields_and_keeps_the_rest(home: Path) -> None:
    add(home, "--licence", "CC0 1.0", "--access", "editors")
    source(home, "check")
    source(home, "add", "-", "--id", "wire", "--licence", "CC BY 4.0", given=TEXT.encode())
    record = load_records(home)[0]["wire"].meta
    assert (record.licence, record.access, str(record.received)) == ("CC BY 4.0", "editors", "2025-11-30")
    assert len(record.checked) == 1


def test_adding_the_text_again_repairs_a_damaged_record(home: Path) -> None:
    add(home)
    source(home, "check")
    before = tree(home)
    (home / "seeds/wire.fp").write_bytes(b"")
    (home / "seeds/texts/wire.txt").write_text("Something else altogether.")
    assert add(home).exit_code == 0
    assert added(home, before) == []


def test_missing_source_brief_is_created(home: Path) -> None:
    words = (
        "--title",
        "Report: the talks",
        "--url",
        "https://example.org/r",
        "--published",
        "2025-11-28",
        "--publisher",
        "x",
    )
    done = add(home, *words, "--language", "en", id="gazette")
    assert done.exit_code == 0, done.output
    assert (home / "content/sources/gazette.yaml").read_text("utf-8") == (
        "title: 'Report: the talks'\npublisher: x\nurl: https://example.org/r\npublished: 2025-11-28\nlanguage: en\n"
    )
    assert "content/sources/gazette.yaml" in done.stdout


def test_existing_brief_is_kept_and_unused_options_are_reported(home: Path) -> None:
    before = tree(home)
    done = add(home, "--title", "Other", "--url", "https://example.org/o")
    assert "content/sources/wire.yaml already exists: --title, --url not used" in done.stderr
    assert not [path for path in added(home, before) if path.startswith("content/")]


def test_record_named_by_a_source_needs_no_own_brief(home: Path) -> None:
    path = home / "content/sources/wire.yaml"
    path.write_text(f"{path.read_text()}document: paper\n")
    assert add(home, id="paper").exit_code == 0
    assert source(home, "check").exit_code == 0
    assert "use --id paper" in add(home).stderr


def test_text_is_committed_only_on_request_and_with_a_licence(home: Path) -> None:
    refused = add(home, "--commit-text")
    assert (refused.exit_code, "--commit-text needs --licence" in refused.stderr) == (2, True)
    assert add(home, "--commit-text", "--licence", "CC0 1.0").exit_code == 0
    assert (home / "seeds/wire.txt").read_bytes() == TEXT.encode()
    assert not (home / "seeds/texts").exists()
    # a committed text is updated with its record
    assert add(home, "--replace", given=f"{TEXT} More.".encode()).exit_code == 0
    assert (home / "seeds/wire.txt").read_bytes() == f"{TEXT} More.".encode()
    assert load_records(home)[1] == ()


RUSSIAN = "Переговоры продолжатся в декабре, сказал министр.\nОбъект переговоров известен всем сторонам.\n" * 3
REFUSED = {
    "binary": (b"\x00\x01\x02\x03 some words and more", "control character U+0000", "plain text"),
    "escape": (b"some \x1b[1mwords\x1b[0m and more", "control character U+001B", "plain text"),
    "PDF": (b"%PDF-1.7\n1 0 obj", "it is a PDF file", "save it as plain text"),
    "Word": (b"PK\x03\x04\x14\x00\x06\x00", "it is a Word, OpenDocument", "save it as plain text"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is an old Word file", "save it as plain text"),
    "RTF": (b"{\\rtf1\\ansi some words and more}", "it is an RTF file", "save it as plain text"),
    "web page": (b"\n <!DOCTYPE HTML><p>some words and more", "a web page", "the text of the page alone"),
    "nothing": (b"", "it is empty", "4 words or more"),
    "spaces": (b" \n\t \r\n ", "it is empty", "4 words or more"),
    "three words": (b"one two three", "it has 3 words", "4 words or more"),
    "50 MB": (b"word " * 10_000_000, "more than 5 MB", "split it"),
    "Windows-1251": (
        RUSSIAN.encode("cp1251"),
        "is not UTF-8: the first invalid byte is in line 1",
        "--encoding cp1251",
    ),
    "Latin-1": ("So they met\nin Genève, as before.".encode("latin-1"), "is in line 2, at byte 7", "--encoding"),
    "UTF-16 without mark": (TEXT.encode("utf-16-le"), "control character U+0000", "--encoding utf-16-le"),
    "cut UTF-16": (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le") + b"x", "it is not UTF-16", "save it as UTF-8"),
}


@pytest.mark.parametrize(("given", "what", "help"), REFUSED.values(), ids=REFUSED)
def test_file_that_is_not_text_is_rejected_with_help(given: bytes, what: str, help: str, home: Path) -> None:
    before = tree(home)
    done = add(home, given=given)
    assert (done.exit_code, added(home, before)) == (2, [])
    assert what in done.stderr
    assert help in done.stderr
    assert "no record can be made of standard input" in done.stderr


def test_large_file_is_rejected_without_being_read_whole(home: Path) -> None:
    large = home.parent / "large.txt"
    with large.open("wb") as stream:
        stream.truncate(50_000_000_000)
    done = source(home, "add", str(large), "--id", "wire")
    assert (done.exit_code, "more than 5 MB" in done.stderr) == (2, True)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_determines_the_encoding(encoding: str, home: Path) -> None:
    assert add(home, given=TEXT.encode(encoding)).exit_code == 0
    assert (home / "seeds/texts/wire.txt").read_bytes() == TEXT.encode(encoding)
    assert source(home, "check", "wire").exit_code == 0
    assert load_records(home)[0]["wire"].meta.words == 23


def test_text_in_a_named_encoding_is_stored_unchanged(home: Path) -> None:
    given = RUSSIAN.encode("cp1251")
    assert add(home, "--encoding", "windows-1251", given=given).exit_code == 0
    assert (home / "seeds/texts/wire.txt").read_bytes() == given
    loaded, problems = load_records(home)
    assert (problems, loaded["wire"].content) == ((), RUSSIAN)
    before = tree(home)
    assert add(home, given=given).exit_code == 0
    assert added(home, before) == []


@pytest.mark.parametrize("encoding", ["windows-1521", "hex", "rot13", "no such"])
def test_unknown_encoding_is_rejected(encoding: str, home: Path) -> None:
    done = add(home, "--encoding", encoding)
    assert (done.exit_code, f"unknown encoding `{encoding}`" in done.stderr) == (2, True)


WRONG = {
    "no id": (("--id", "Wire_Report"), "did you mean `wire-report`?"),
    "reserved": (("--id", "index"), "cannot be an id"),
    "an actor": (("--id", "ministry"), "`ministry` is not a source: content/actors/ministry.yaml"),
    "no title": (("--id", "gazette"), "give it a title with --title"),
    "no date": (
        ("--id", "gazette", "--title", "x", "--published", "28.11.2025"),
        "--published: `28.11.2025` is not a date",
    ),
    "no day": (("--id", "wire", "--received", "yesterday"), "--received: `yesterday` is not a date"),
    "no address": (("--id", "gazette", "--title", "x", "--url", "example"), "`example` is not an address"),
    "no language": (("--id", "wire", "--language", "English!"), "`English!` is not a language code"),
    "control character": (("--id", "gazette", "--title", "x\x07y"), ""),
}


@pytest.mark.parametrize(("words", "message"), WRONG.values(), ids=WRONG)
def test_invalid_options_are_rejected_and_nothing_is_written(words: tuple[str, ...], message: str, home: Path) -> None:
    before = tree(home)
    done = source(home, "add", "-", *words, given=TEXT.encode())
    assert (done.exit_code, added(home, before)) == (2, [])
    assert message in done.stderr


@pytest.mark.parametrize("name", ["none.txt", "."])
def test_missing_file_is_rejected(name: str, home: Path) -> None:
    done = source(home, "add", str(home / name), "--id", "wire")
    assert (done.exit_code, "cannot be read" in done.stderr) == (2, True)


def test_invalid_source_brief_is_not_overwritten(home: Path) -> None:
    write(home, {"content/sources/gazette.yaml": "titel: Mine\n"})
    done = add(home, "--title", "x", id="gazette")
    assert (done.exit_code, "`content/sources/gazette.yaml` is not a valid brief" in done.stderr) == (2, True)


@pytest.mark.parametrize("name", ["seeds", "seeds/texts", "seeds/wire.fp"])
def test_nothing_is_written_through_a_symbolic_link(name: str, home: Path) -> None:
    elsewhere = home.parent / "elsewhere"
    elsewhere.mkdir()
    (home / name).parent.mkdir(exist_ok=True)
    (home / name).symlink_to(elsewhere, target_is_directory=True)
    done = add(home)
    assert (done.exit_code, f"`{name}` is a symbolic link" in done.stderr) == (2, True)
    assert list(elsewhere.iterdir()) == []


def test_replacing_needs_an_option_and_lists_lost_quotations(home: Path) -> None:
    add(home)
    source(home, "check")
    before = tree(home)
    other = TEXT.replace("will go on", "will end").encode()
    refused = add(home, given=other)
    assert (refused.exit_code, added(home, before)) == (2, [])
    assert "the record of another text, received 2025-11-30" in refused.stderr
    assert "1 quotation would no longer be found: 2025-11-27-talks#on" in refused.stderr
    done = add(home, "--replace", given=other)
    assert done.exit_code == 0
    assert "2025-11-27-talks#on" in done.stderr
    assert added(home, before) == ["seeds/texts/wire.txt", "seeds/wire.fp", "seeds/wire.yaml"]
    assert load_records(home)[0]["wire"].meta.checked == ()
    assert source(home, "check").exit_code == 1


def test_unreadable_record_is_replaced_only_on_request(home: Path) -> None:
    add(home)
    (home / "seeds/wire.yaml").write_text("mine: [")
    assert "is an unreadable record; use --replace" in add(home).stderr
    assert add(home, "--replace").exit_code == 0
    assert load_records(home)[1] == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_unwritable_folder_is_reported(home: Path) -> None:
    (home / "seeds").mkdir(mode=0o500)
    done = add(home)
    assert (done.exit_code, "cannot be written" in done.stderr) == (2, True)


def test_failed_write_restores_the_other_files(home: Path) -> None:
    before = tree(home)
    (home / "seeds/wire.yaml").mkdir(parents=True)
    done = add(home, "--replace")
    assert (done.exit_code, "nothing was changed" in done.stderr) == (2, True)
    assert added(home, before) == []


def test_check_counts_quotations_and_stores_proofs_of_short_ones(home: Path) -> None:
    unrecorded = source(home, "check")
    assert (unrecorded.exit_code, unrecorded.stdout.splitlines()[-1].split()) == (0, ["in", "all", "0", "0", "2", "0"])
    add(home)
    done = source(home, "check")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[1].split() == ["wire", "2", "0", "0", "0"]
    assert "seeds/wire.yaml: proofs of short quotations written, 1 added and 0 removed" in done.stderr
    again = tree(home)
    assert "proofs" not in source(home, "check").stderr
    assert tree(home) == again
    # as in a checkout, which has no text
    (home / "seeds/texts/wire.txt").unlink()
    assert source(home, "check").stdout.splitlines()[1].split() == ["wire", "2", "0", "0", "0"]


def test_short_quotation_without_text_or_proof_is_too_short(home: Path) -> None:
    add(home)
    (home / "seeds/texts/wire.txt").unlink()
    assert source(home, "check").stdout.splitlines()[1].split() == ["wire", "1", "0", "1", "0", "0"]


def test_unused_proof_is_removed_and_the_rest_of_the_file_kept(home: Path) -> None:
    add(home)
    source(home, "check")
    record = home / "seeds/wire.yaml"
    mine = "# kept by hand\n" + record.read_text().replace("checked:", "# the proofs\nchecked:") + "# end\n"
    record.write_text(mine)
    event = home / EVENT
    event.write_text(event.read_text().replace("quite odd", "A ministry called it"))
    done = source(home, "check")
    assert "0 added and 1 removed" in done.stderr
    assert record.read_text() == "".join(
        line for line in mine.splitlines(keepends=True) if not line.startswith(("checked", "  - "))
    )


def test_proof_of_words_that_are_not_in_the_text_is_removed(home: Path) -> None:
    add(home)
    record = home / "seeds/wire.yaml"
    record.write_text(record.read_text() + 'checked:\n  - {words: "0123456789", paragraph: 1, sentence: 1}\n')
    assert "1 added and 1 removed" in source(home, "check").stderr


def test_missing_quotation_is_listed_with_the_nearest_passage(home: Path) -> None:
    add(home)
    event = home / EVENT
    event.write_text(event.read_text().replace("quote: The talks will go on", "quote: The talks will not go on"))
    done = source(home, "check")
    assert done.exit_code == 1
    assert f"{EVENT}:7:40: error[BG436]" in done.stdout
    assert (
        "closest passage is paragraph 1, sentence 1, with 5 of its 6 words: `not` is not in the source" in done.stdout
    )
    found = json.loads(source(home, "check", "--json").stdout)
    assert {degree: n for degree, n in found["summary"].items() if n} == {"word-for-word": 1, "not-found": 1}
    (near,) = [near for quotation in found["quotations"] for near in quotation["nearest"]]
    assert (near["source"], near["paragraph"], near["sentences"], near["words"]) == ("wire", 1, [1, 1], 5)
    assert source(home, "check", "wire").exit_code == 1


def test_report_says_where_no_closest_passage_was_searched(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.provenance.closest_passage.MOST_WORDS_SEARCHED", 0)
    add(home)
    event = home / EVENT
    event.write_text(event.read_text().replace("quote: The talks will go on", "quote: The talks will not go on"))
    assert "this report searched no closest passage for it" in source(home, "check").stdout
    found = json.loads(source(home, "check", "--json").stdout)
    assert [quotation["nearest"] for quotation in found["quotations"] if quotation["status"] == "not-found"] == [None]


def test_document_of_signs_for_whole_phrases_is_too_long(home: Path) -> None:
    text = home / "long.txt"
    text.write_text("\ufdfa " * 400_000, "utf-8")
    done = source(home, "add", str(text), "--id", "long")
    assert done.exit_code == 2
    assert "more than 5,000,000 characters once signs such as `ﷺ` are spelt out" in done.stderr


def test_check_of_one_source_leaves_the_others_out(home: Path) -> None:
    write(home, {"content/sources/gazette.yaml": "title: Other\nreliability: B\n"})
    add(home)
    event = home / EVENT
    event.write_text(event.read_text().replace("quote: The talks will go on", "quote: The talks will not go on"))
    done = source(home, "check", "gazette")
    assert (done.exit_code, done.stdout.splitlines()[1].split()) == (0, ["gazette", "0", "0", "0", "0", "no", "record"])
    assert source(home, "check", "ministry").exit_code == 2
    assert "did you mean `gazette`?" in source(home, "check", "gazete").stderr


def test_check_reports_a_damaged_record_and_exits_with_1(home: Path) -> None:
    add(home)
    (home / "seeds/wire.fp").write_bytes(b"")
    done = source(home, "check")
    assert (done.exit_code, "error[BG122]" in done.stderr) == (1, True)
    assert done.stdout.splitlines()[-1].split() == ["in", "all", "0", "0", "2", "0"]


def test_coverage_lists_each_sentence_with_its_references(home: Path) -> None:
    add(home)
    done = source(home, "coverage", "wire")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[:3] == [
        'sent. 1    para. 1    The host said at noon: "The talks will go on."',
        "    quoted by 2025-11-27-talks#on",
        "sent. 2    para. 1    Nobody had left.",
    ]
    assert done.stdout.splitlines()[-1] == "2 of 4 sentences carried"
    (home / "seeds/texts/wire.txt").unlink()
    assert "sent. 2    para. 1    3 words" in source(home, "coverage", "wire").stdout


@pytest.mark.parametrize(("share", "code"), [("50", 0), ("51", 1), ("0", 0), ("100", 1)])
def test_coverage_below_the_threshold_exits_with_1(share: str, code: int, home: Path) -> None:
    add(home)
    assert source(home, "coverage", "wire", "--fail-under", share).exit_code == code


def test_coverage_reports_locators_beyond_the_end(home: Path) -> None:
    add(home)
    event = home / EVENT
    event.write_text(event.read_text().replace("sent. 1", "sent. 1-9"))
    assert "`sent. 1-9` in 2025-11-27-talks#on is not in the document" in source(home, "coverage", "wire").stdout
    found = json.loads(source(home, "coverage", "wire", "--json").stdout)
    assert found["beyond"] == [{"ref": "2025-11-27-talks#on", "locator": "sent. 1-9"}]
    assert (found["carried"], found["total"], len(found["sentences"])) == (4, 4, 4)


def test_coverage_of_a_source_without_record_exits_with_2(home: Path) -> None:
    done = source(home, "coverage", "wire")
    assert (done.exit_code, "make it with `briefgen source add TEXT --id wire`" in done.stderr) == (2, True)


def test_size_limit_is_the_documented_one() -> None:
    assert plaintext.MOST_BYTES == 5_000_000
