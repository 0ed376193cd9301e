"""The committed results of links: read, judged, written."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from briefgen.corpus.check_links import archived_copy, checked, judged
from briefgen.corpus.link_results import NO_RESULTS, PATH, LinkResult, encoded, load_link_results
from briefgen.corpus.outbound_links import outbound_links
from briefgen.files.fetch import Fetcher, FetchResult
from briefgen.files.limits import Limits
from tests.support.odd_server import odd_server
from tests.support.small import linked

URL = "https://example.org/news/report"


def _saved(folder: Path, content: bytes) -> Path:
    (folder / "seeds").mkdir()
    (folder / PATH).write_bytes(content)
    return folder


def test_results_survive_writing_and_reading(tmp_path: Path) -> None:
    results = (
        LinkResult(url="https://b.example/ü", state="moved", checked="2025-11-30", to="https://c.example/"),
        LinkResult(url=URL, state="gone", checked="2025-11-30", since="2025-11-01", reason="404", copy=""),
    )
    found, problems = load_link_results(_saved(tmp_path, encoded(results)))
    assert problems == ()
    assert found == {each.url: each for each in results}


def test_file_has_one_sorted_line_for_each_link() -> None:
    results = [LinkResult(url=f"https://example.org/{letter}", state="works", checked="2025-11-30") for letter in "cab"]
    lines = encoded(results).decode().splitlines()
    assert [line.partition('"url": "')[2][:21] for line in lines[1:-1]] == [
        f"https://example.org/{c}"[:21] for c in "abc"
    ]
    assert encoded(reversed(results)) == encoded(results)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"version": 2, "links": []}',
        b'{"version": 1, "links": [{"url": "https://example.org/", "state": "fine", "checked": "2025-11-30"}]}',
        b'{"version": 1, "links": [{"url": "https://example.org/", "state": "gone", "checked": "yesterday"}]}',
        b'{"version": 1, "links": [{"url": "https://example.org/", "state": "gone", "checked": "2025-11-30", "x": 1}]}',
        b"[" * 100_000,
    ],
)
def test_damaged_file_is_a_problem_with_help(content: bytes, tmp_path: Path) -> None:
    found, problems = load_link_results(_saved(tmp_path, content))
    assert found == NO_RESULTS
    (problem,) = problems
    assert (problem.code.id, problem.path) == ("BG139", PATH)
    assert problem.help


def test_symbolic_link_and_large_file_are_problems(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_bytes(encoded(()))
    (tmp_path / "seeds").mkdir()
    (tmp_path / PATH).symlink_to(tmp_path / "other.json")
    assert [each.code.id for each in load_link_results(tmp_path)[1]] == ["BG113"]
    (tmp_path / PATH).unlink()
    (tmp_path / PATH).write_bytes(encoded(()) + b" " * 2000)
    assert [each.code.id for each in load_link_results(tmp_path, Limits(total_bytes=1000))[1]] == ["BG139"]


def test_no_file_means_no_results(tmp_path: Path) -> None:
    assert load_link_results(tmp_path) == (NO_RESULTS, ())


_FRONT = "https://example.org/"


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (FetchResult(url=URL, status=200), "works"),
        (FetchResult(url=URL, status=206), "works"),
        (FetchResult(url=f"{URL}-2", status=200), "works"),
        (FetchResult(url=f"{URL}-2", status=200, is_lasting=True), "moved"),
        (FetchResult(url=_FRONT, status=200, is_lasting=True), "gone"),
        (FetchResult(url="https://example.org/en/", status=200), "gone"),
        (FetchResult(url="https://example.org/uk-ua/index.html", status=200), "gone"),
        (FetchResult(url="https://example.org/?p=12", status=200), "works"),
        (FetchResult(url=URL, status=404), "gone"),
        (FetchResult(url=URL, status=410), "gone"),
        (FetchResult(url=URL, status=403), "refused"),
        (FetchResult(url=URL, status=429), "refused"),
        (FetchResult(url=URL, status=451), "refused"),
        (FetchResult(url=URL, status=500), "unreachable"),
        (FetchResult(url=URL, status=301), "unreachable"),
        (FetchResult(url=URL, failure="timeout"), "unreachable"),
        (FetchResult(url=URL, failure="certificate"), "unreachable"),
        (FetchResult(url=URL, failure="private"), "unreachable"),
        (FetchResult(url=URL, failure="no-host"), "gone"),
        (FetchResult(url=URL, status=200, body=b"<title>404 Not Found</title>"), "gone"),
        (FetchResult(url=URL, status=200, body=b"<TITLE lang=en>\n Page not found | Gazette</TITLE>"), "gone"),
        (FetchResult(url=URL, status=200, body="<title>Сторінку не знайдено</title>".encode()), "gone"),
        (FetchResult(url=URL, status=200, body="<title>Страница не найдена</title>".encode()), "gone"),
        (FetchResult(url=URL, status=200, body=b"<title>Error 404</title>"), "gone"),
        (FetchResult(url=URL, status=200, body=b"<title>Lost page of the treaty found in Geneva</title>"), "works"),
        (FetchResult(url=URL, status=200, body=b"<title>404 drones shot down, ministry says</title>"), "works"),
        (FetchResult(url=URL, status=200, body=b"<title>Envoy not found guilty</title>"), "works"),
        (FetchResult(url=URL, status=200, body=b"\xff<title>\xff</title>"), "works"),
    ],
)
def test_answers_are_judged(answer: FetchResult, state: str) -> None:
    assert judged(URL, answer, "2025-11-30").state == state


def test_front_page_itself_may_answer() -> None:
    assert judged("https://example.org", FetchResult(url=_FRONT, status=200), "2025-11-30").state == "works"


def test_link_without_answer_is_dead_from_its_second_day() -> None:
    silent = FetchResult(url=URL, failure="timeout")
    first = judged(URL, silent, "2025-11-30")
    assert not first.is_dead
    assert not judged(URL, silent, "2025-11-30", first).is_dead
    second = judged(URL, silent, "2025-12-07", first)
    assert second.is_dead
    assert second.since == "2025-11-30"


def test_page_that_is_gone_is_dead_at_once_and_may_come_back() -> None:
    gone = judged(URL, FetchResult(url=URL, status=404), "2025-11-30")
    assert gone.is_dead
    back = judged(URL, FetchResult(url=URL, status=200), "2025-12-07", gone)
    assert (back.is_dead, back.since) == (False, None)


def test_known_copy_is_kept() -> None:
    before = LinkResult(url=URL, state="works", checked="2025-11-30", copy="https://web.example.org/1")
    assert judged(URL, FetchResult(url=URL, status=404), "2025-12-07", before).copy == "https://web.example.org/1"


def test_host_is_asked_one_at_a_time_with_a_pause() -> None:
    with odd_server() as server:
        fetcher = Fetcher("briefgen-test", seconds=2, may_be_private=True)
        urls = [f"{server.url}/works?{number}" for number in range(4)]
        found = list(checked([*urls, urls[0]], fetcher, "2025-11-30", {}, pause=0.05))
        moments = [moment for _, _, moment in server.asked]
    assert sorted(each.url for each in found) == urls
    assert all(later - earlier >= 0.05 for earlier, later in pairwise(moments))


@pytest.mark.parametrize("path", ["wait", "once-broken"])
def test_passing_failure_is_tried_again(path: str) -> None:
    with odd_server() as server:
        fetcher = Fetcher("briefgen-test", seconds=5, may_be_private=True)
        (found,) = checked([f"{server.url}/{path}"], fetcher, "2025-11-30", {}, pause=0)
        assert found.state == "works"
        assert len(server.asked) == 2


def test_archived_copy_is_looked_up() -> None:
    with odd_server() as server:
        fetcher = Fetcher("briefgen-test", seconds=5, may_be_private=True)
        service = f"{server.url}/available"
        assert (
            archived_copy(URL, fetcher, "20251127", service) == "https://web.example.org/20251128/https://example.org/a"
        )
        assert "timestamp=20251127" in server.asked[0][0]
        assert archived_copy("https://example.org/nothing", fetcher, "", service) == ""
        assert archived_copy("https://example.org/broken", fetcher, "", service) is None
        assert archived_copy(URL, fetcher, "", f"{server.url}/status/500") is None


def test_links_in_fields_and_prose_are_found(tmp_path: Path) -> None:
    files = {
        "content/sources/report.yaml": (
            "title: A report\nurl: https://example.org/a\narchive_url: https://web.example.org/a\n"
            "summary: It is [here](https://example.org/b(1)) and at <https://example.org/c>, not `https://example.org/d`.\n"
        ),
        "content/events/2025-11-27-talks.yaml": (
            "title: Talks\ndate: 2025-11-27\nsummary: Two sides met.\ncite: [report]\nstatements:\n"
            "  - {id: a, speaker: ministry, quote: See https://example.org/quoted., cite: [report]}\n"
        ),
    }
    found = [
        (link.url, link.at)
        for link in outbound_links(linked(tmp_path, files)[0])
        if link.id in ("report", "2025-11-27-talks")
    ]
    assert found == [
        ("https://example.org/a", ("url",)),
        ("https://web.example.org/a", ("archive_url",)),
        ("https://example.org/b(1)", ("summary",)),
        ("https://example.org/c", ("summary",)),
    ]
