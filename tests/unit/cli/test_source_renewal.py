"""`briefgen source`: older records are renewed, excerpts and languages are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.cli.source import command
from briefgen.corpus.records import files, load_records
from tests.conftest import write
from tests.support.documents import first_kind
from tests.support.small import CLEAN, checked, project

TEXT = "The host spoke at noon. The talks will go on, he said, but not here. Then all went home.\n"
EVENT = "content/events/2025-11-27-talks.yaml"


def _said(quote: str) -> dict[str, str | None]:
    statement = f"statements:\n  - {{id: on, speaker: ministry, quote: '{quote}', cite: [wire]}}\n"
    return {
        EVENT: CLEAN[EVENT] + statement,
        "content/sources/wire.yaml": f"{CLEAN['content/sources/wire.yaml']}language: en\n",
    }


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Return a project with a record of the first kind, without the text."""
    folder = project(tmp_path, {**CLEAN, **_said("the talks will go on")})
    write(folder, {"mkdocs.yml": "site_name: S\nplugins: [briefgen]\n"})
    write(folder, {path: content.decode() for path, content in files(first_kind(TEXT)).items()})
    return folder


def source(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(command, [*words, "--project", str(folder)])


def test_older_record_stays_valid_and_proves_words_alone(older: Path) -> None:
    loaded, problems = load_records(older)
    assert problems == ()
    assert loaded["wire"].print.features is None
    assert source(older, "check").output.splitlines()[1].split() == ["wire", "1", "0", "0", "0"]
    assert '"words_only": true' in source(older, "check", "--json").output
    assert load_records(older)[0]["wire"].print.features is None


def test_older_record_is_renewed_where_the_text_is_available(older: Path) -> None:
    write(older, {"seeds/texts/wire.txt": TEXT})
    done = source(older, "check")
    assert "seeds/wire.yaml: renewed" in done.output
    (older / "seeds/texts/wire.txt").unlink()
    loaded, problems = load_records(older)
    assert problems == ()
    assert loaded["wire"].is_newest
    assert loaded["wire"].meta.language == "en"
    assert '"words_only": false' in source(older, "check", "--json").output
    assert "renewed" not in source(older, "check").output


def test_record_takes_the_language_of_its_source(older: Path) -> None:
    write(older, {"report.txt": TEXT})
    assert source(older, "add", str(older / "report.txt"), "--id", "wire").exit_code == 0
    record = load_records(older)[0]["wire"]
    assert (record.meta.language, record.print.language) == ("en", "en")


def test_record_of_an_excerpt_says_so(older: Path) -> None:
    write(older, {"report.txt": TEXT})
    assert source(older, "add", str(older / "report.txt"), "--id", "wire", "--excerpt").exit_code == 0
    found = checked(older, _said("We will never meet in that hall"))
    assert "BG436" not in {one.code for one in found.diagnostics}
    assert load_records(older)[0]["wire"].meta.extent == "excerpt"
    again = source(older, "add", str(older / "report.txt"), "--id", "wire")
    assert "nothing changed" in again.output


def test_record_of_an_unknown_kind_is_reported(older: Path) -> None:
    record = older / "seeds/wire.yaml"
    record.write_text(record.read_text().replace("  digest:", "  kind: 3\n  digest:"))
    _, problems = load_records(older)
    assert [problem.code.id for problem in problems] == ["BG124"]
