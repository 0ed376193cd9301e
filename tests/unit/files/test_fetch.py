"""Requests of web addresses: limits, redirects, and no private networks."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from briefgen.files.fetch import MOST_BYTES, MOST_REDIRECTS, Fetcher
from briefgen.text.urls import is_safe
from tests.support.odd_server import OddServer, odd_server


@pytest.fixture(scope="module")
def server() -> Iterator[OddServer]:
    with odd_server() as running:
        yield running


def _fetcher(seconds: float = 5.0) -> Fetcher:
    return Fetcher("briefgen-test", seconds=seconds, may_be_private=True)


def test_page_is_read_under_the_given_name(server: OddServer) -> None:
    answer = _fetcher().get(f"{server.url}/works#part", is_safe)
    assert (answer.status, answer.failure, answer.is_lasting) == (200, "", False)
    assert b"A report" in answer.body
    assert ("/works", "briefgen-test") in [each[:2] for each in server.asked]


@pytest.mark.parametrize(("code", "is_lasting"), [(301, True), (302, False), (303, False), (307, False), (308, True)])
def test_redirects_are_followed(code: int, is_lasting: bool, server: OddServer) -> None:
    answer = _fetcher().get(f"{server.url}/to/{code}/works", is_safe)
    assert (answer.status, answer.url, answer.is_lasting) == (200, f"{server.url}/works", is_lasting)


def test_one_passing_redirect_makes_the_move_not_lasting(server: OddServer) -> None:
    assert not _fetcher().get(f"{server.url}/to/301/to/302/works", is_safe).is_lasting


@pytest.mark.parametrize(
    ("path", "failure"),
    [
        ("loop", "redirects"),
        ("to-script", "not-an-address"),
        ("nonsense", "broken"),
        ("drip", "timeout"),
        ("drip-head", "timeout"),
        ("silent", "timeout"),
    ],
)
def test_bad_answers_are_values(path: str, failure: str, server: OddServer) -> None:
    answer = _fetcher(0.6).get(f"{server.url}/{path}", is_safe)
    assert answer.failure == failure
    assert answer.status == 0


def test_redirects_have_a_limit(server: OddServer) -> None:
    before = len(server.asked)
    _fetcher().get(f"{server.url}/loop", is_safe)
    assert len(server.asked) - before == MOST_REDIRECTS + 1


@pytest.mark.parametrize("path", ["huge", "bomb"])
def test_body_is_read_up_to_the_limit(path: str, server: OddServer) -> None:
    answer = _fetcher().get(f"{server.url}/{path}", is_safe)
    assert (answer.status, answer.failure) == (200, "")
    assert len(answer.body) <= MOST_BYTES


def test_body_cut_short_is_no_reason_to_raise(server: OddServer) -> None:
    answer = _fetcher().get(f"{server.url}/cut", is_safe)
    assert answer.failure in ("", "broken")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_private_hosts_are_refused(host: str, server: OddServer) -> None:
    before = len(server.asked)
    answer = Fetcher("briefgen-test", seconds=2).get(f"http://{host}:{server.server_port}/works", is_safe)
    assert answer.failure in ("private", "refused")
    assert len(server.asked) == before, "the request was sent"


def test_redirect_into_a_private_network_is_refused(server: OddServer) -> None:
    def only_the_first(url: str) -> bool:
        return url.endswith("/to/302/works")

    assert _fetcher().get(f"{server.url}/to/302/works", only_the_first).failure == "not-an-address"


def test_closed_port_and_unknown_host_are_values() -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert _fetcher(2).get(f"http://127.0.0.1:{port}/", is_safe).failure == "refused"
    assert _fetcher(2).get("http://no-such-host.invalid/", is_safe).failure == "no-host"


def test_proxy_of_the_environment_is_not_used(server: OddServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert _fetcher().get(f"{server.url}/works", is_safe).status == 200
