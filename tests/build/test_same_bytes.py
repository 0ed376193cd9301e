"""Reproducible builds: the same input gives the same bytes, anywhere and anytime."""

from __future__ import annotations

import gzip
import re
import stat
from pathlib import Path

import pytest

from tests.conftest import FULL, ROOT, run
from tests.support.elsewhere import ELSEWHERE, HERE, different

REPORTS = ("text", "json", "github", "concise", "sarif", "junit", "gitlab", "markdown")


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the golden project `full` here and elsewhere."""
    root = tmp_path_factory.mktemp("bytes")
    return HERE.copy(FULL, root), ELSEWHERE.copy(FULL, root)


def test_elsewhere_has_another_day_and_file_order(tmp_path: Path) -> None:
    # proves that the two environments differ
    for name in "cab":
        (tmp_path / name).touch()
    (tmp_path / "shown.py").write_text(
        "import datetime, os, sys\n"
        "print(datetime.date.today().year, datetime.datetime.now().year, sys.getfilesystemencoding())\n"
        "print(''.join(name for name in os.listdir() if len(name) == 1), ''.join(e.name for e in os.scandir() if len(e.name) == 1))\n"
    )
    here, elsewhere = (place.run("shown", cwd=tmp_path).stdout.decode().split() for place in (HERE, ELSEWHERE))
    assert int(elsewhere[0]) < int(here[0])
    assert int(elsewhere[1]) < int(here[1])
    assert (here[2], elsewhere[2]) == ("utf-8", "ascii")
    assert (here[3:], elsewhere[3:]) == (["abc", "abc"], ["cba", "cba"])


@pytest.mark.full
@pytest.mark.parametrize("as_of", [{}, {"BRIEFGEN_AS_OF": "2031-03-01"}], ids=["as it is", "as of a day"])
def test_site_is_byte_identical_elsewhere(projects: tuple[Path, Path], as_of: dict[str, str]) -> None:
    sites = []
    for place, project in zip((HERE, ELSEWHERE), projects, strict=True):
        sites.append(project.parent / f"site-{len(as_of)}")
        place.run("mkdocs", "build", "-q", "-d", str(sites[-1]), cwd=project, **as_of)
        modes = {stat.S_IMODE(file.stat().st_mode) for file in sites[-1].rglob("*") if file.is_file()}
        assert modes == {0o666 & ~place.umask}
    assert (sites[0] / "pagefind/pagefind-entry.json").is_file()
    assert different(*sites) == []


@pytest.mark.full
def test_rendered_folder_and_reports_are_identical_elsewhere(projects: tuple[Path, Path]) -> None:
    said = []
    for place, project in zip((HERE, ELSEWHERE), projects, strict=True):
        place.run("briefgen", "render", "--output", str(project.parent / "rendered"), cwd=project)
        commands = [("check", "--no-cache", "--format", name) for name in REPORTS] + [("stats",), ("schema", "--ids")]
        said.append([place.run("briefgen", *words, cwd=project).stdout for words in commands])
    assert said[0] == said[1]
    assert different(*(project.parent / "rendered" for project in projects)) == []


def test_times_in_a_site_come_from_its_content(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _published(minimal, "title: Minimal\nas_of: 2031-05-20\n")
    assert _times(minimal) == ({"2031-05-20"}, 1_937_001_600)
    # SOURCE_DATE_EPOCH takes precedence, and a build as of a day shows no later time
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert _times(minimal) == ({"2001-09-09"}, 999_993_600)
    monkeypatch.setenv("BRIEFGEN_AS_OF", "2000-01-02")
    assert _times(minimal)[0] == {"2000-01-02"}


@pytest.mark.parametrize("day", ["-0044-03-15", pytest.param("1938-09-30", marks=pytest.mark.full)])
def test_as_of_before_1970_gives_gzip_time_zero(minimal: Path, day: str) -> None:
    _published(minimal, f"title: Minimal\nas_of: {day}\n")
    assert _times(minimal) == ({"1970-01-01"}, 0)


def test_invalid_source_date_epoch_is_reported(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = run("mkdocs", "build", cwd=minimal)
    assert result.returncode != 0
    assert "SOURCE_DATE_EPOCH: `yesterday` is not a number of seconds since 1970" in result.stderr
    assert "Traceback" not in result.stderr


def test_theme_shows_the_content_date_as_build_date(minimal: Path) -> None:
    (minimal / "mkdocs.yml").write_text(
        "site_name: Minimal\ntheme: {name: material, font: false, custom_dir: own}\nplugins: [briefgen]\n"
    )
    (minimal / "own").mkdir()
    (minimal / "own/main.html").write_text(
        "<title>{{ page.title }}</title><p>Build Date UTC : {{ build_date_utc }}</p>"
    )
    (minimal / "content/briefing.yaml").write_text("title: Minimal\nas_of: 2031-05-20\n")
    done = run("mkdocs", "build", "-q", cwd=minimal)
    assert done.returncode == 0, done.stderr
    assert "Build Date UTC : 2031-05-20 00:00:00" in (minimal / "site/index.html").read_text("utf-8")


def _published(project: Path, briefing: str) -> None:
    """Set a project's site URL, which a sitemap needs, and its briefing."""
    settings = project / "mkdocs.yml"
    settings.write_text(f"{settings.read_text('utf-8')}site_url: https://example.org/\n", "utf-8")
    (project / "content/briefing.yaml").write_text(briefing, "utf-8")


def _times(project: Path) -> tuple[set[str], int]:
    """Build a project; return the days in its sitemap and the time in the gzip header."""
    done = run("mkdocs", "build", "-q", cwd=project)
    assert done.returncode == 0, done.stderr
    packed = (project / "site/sitemap.xml.gz").read_bytes()
    sitemap = (project / "site/sitemap.xml").read_text("utf-8")
    assert gzip.decompress(packed).decode() == sitemap
    return set(re.findall("<lastmod>(.*?)</lastmod>", sitemap)), int.from_bytes(packed[4:8], "little")


def test_only_commands_read_the_clock_or_git() -> None:
    asking = re.compile(r"\b(?:today|now|utcnow|time_ns)\(|\btime\.time\(|from briefgen(?: import|\.)[^\n]*\bgit\b")
    found = {file.name for file in (ROOT / "briefgen").rglob("*.py") if asking.search(file.read_text("utf-8"))}
    # `check` prints its duration, commands write today's date, and `swap` and `partial` read the age of files.
    # `_shared` asks git for an earlier state, and `config` for the folder of the repository. `build` and `git_trees` read two
    # states for `diff`, `doctor`, `forms` and `init` ask for the repository, and `links` writes today's date
    commands = {
        "_editor.py",
        "check.py",
        "diff.py",
        "doctor.py",
        "forms.py",
        "init.py",
        "links.py",
        "new.py",
        "review.py",
        "source.py",
    }
    assert found == commands | {"_shared.py", "build.py", "config.py", "git_trees.py", "partial.py", "swap.py"}
