"""Request a web address within limits of time, size and redirects.

Only addresses of the public internet are opened, because a proposal could name a server in a private network. The
connected peer is checked, because a host name can lead elsewhere at its next lookup. Uses urllib3.

Guarantees (`tests/unit/files/test_fetch.py`):

- A request ends by its deadline, even if a server sends one byte a second.
- At most `MOST_BYTES` of a body are read.
- No proxy, cookie or password is used.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer, local
from typing import Literal
from urllib.parse import urljoin

import msgspec
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
    SSLError,
)

MOST_BYTES = 65_536
"""The most bytes of a body that are read: enough for the title of a page."""
MOST_REDIRECTS = 8
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_LASTING = frozenset((301, 308))

Failure = Literal[
    "", "timeout", "no-host", "refused", "certificate", "broken", "private", "redirects", "not-an-address"
]
"""Why there is no answer; empty if there is one."""


class FetchResult(msgspec.Struct, frozen=True, kw_only=True):
    """What a server answered to a request."""

    url: str
    """The address of the last answer, after redirects."""
    status: int = 0
    """The HTTP status; 0 if there was no answer."""
    failure: Failure = ""
    is_lasting: bool = False
    """Whether every redirect was permanent, and there was at least one."""
    body: bytes = b""
    retry_after: float = 0.0
    """Seconds that the server asks to wait."""


class _PrivateAddress(Exception):
    """The host leads to an address outside the public internet."""


_now = local()
"""The sockets that the request of this thread has open, and whether it may open private addresses."""


class _Checked:
    """A connection that refuses private peers, and that a deadline can end."""

    def _new_conn(self) -> socket.socket:
        made: socket.socket = super()._new_conn()  # type: ignore[misc]  # urllib3's connection is the other base
        peer = ipaddress.ip_address(made.getpeername()[0].partition("%")[0])
        peer = getattr(peer, "ipv4_mapped", None) or peer
        if not _now.may_be_private and not peer.is_global:
            made.close()
            raise _PrivateAddress
        # TLS takes the socket over; its copy can still be shut down
        _now.sockets.append(made.dup())
        return made


class _Plain(_Checked, HTTPConnection):
    pass


class _Encrypted(_Checked, HTTPSConnection):
    pass


class Fetcher:
    """Requests addresses; one may be used by several threads."""

    def __init__(self, agent: str, *, seconds: float = 30.0, may_be_private: bool = False) -> None:
        """``agent`` names the program to servers. ``seconds`` is the deadline of one address with its redirects."""
        self._seconds = seconds
        self._may_be_private = may_be_private
        self._pool = urllib3.PoolManager(
            num_pools=1, headers={"User-Agent": agent, "Accept": "text/html,*/*;q=0.8"}, retries=False
        )
        self._pool.pool_classes_by_scheme = {"http": _pool_of(_Plain), "https": _pool_of(_Encrypted)}

    def get(self, url: str, is_safe: Callable[[str], bool]) -> FetchResult:
        """Request an address, and follow redirects to safe addresses.

        ``is_safe`` returns whether an address may be requested. Failures are values; nothing is raised.
        """
        lasting: list[bool] = []
        last = url
        with self._deadline() as is_over:
            try:
                for _ in range(MOST_REDIRECTS + 1):
                    if not is_safe(last):
                        return FetchResult(url=last, failure="not-an-address")
                    status, location, body, wait = self._once(last)
                    if is_over():
                        return FetchResult(url=last, failure="timeout")
                    if status not in _REDIRECTS or not location:
                        return FetchResult(
                            url=last,
                            status=status,
                            body=body,
                            retry_after=wait,
                            is_lasting=bool(lasting) and all(lasting),
                        )
                    lasting.append(status in _LASTING)
                    last = urljoin(last, location).partition("#")[0]
            except _PrivateAddress:
                return FetchResult(url=last, failure="private")
            except (HTTPError, OSError, ValueError) as error:
                return FetchResult(url=last, failure="timeout" if is_over() else _failure(error))
        return FetchResult(url=last, failure="redirects")

    def _once(self, url: str) -> tuple[int, str, bytes, float]:
        answer = self._pool.request(
            "GET",
            url.partition("#")[0],
            redirect=False,
            preload_content=False,
            timeout=urllib3.Timeout(connect=min(10.0, self._seconds), read=self._seconds),
        )
        try:
            status, location = answer.status, answer.headers.get("Location", "")
            body = b"" if status in _REDIRECTS else answer.read(MOST_BYTES, decode_content=True)
            return status, location, body, _seconds(answer.headers.get("Retry-After", ""))
        finally:
            answer.close()

    @contextmanager
    def _deadline(self) -> Iterator[Callable[[], bool]]:
        """End the sockets that are opened here when the time is over; yield a function that returns whether it is."""
        sockets: list[socket.socket] = []
        _now.sockets, _now.may_be_private = sockets, self._may_be_private
        over: list[bool] = []

        def end() -> None:
            over.append(True)
            for each in tuple(sockets):
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)

        timer = Timer(self._seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield lambda: bool(over)
        finally:
            timer.cancel()
            for each in sockets:
                each.close()


def _pool_of(connection: type[HTTPConnection]) -> type[urllib3.HTTPConnectionPool]:
    base = urllib3.HTTPSConnectionPool if issubclass(connection, HTTPSConnection) else urllib3.HTTPConnectionPool
    return type("Pool", (base,), {"ConnectionCls": connection})


def _failure(error: Exception) -> Failure:
    match error:
        case NameResolutionError():
            return "no-host"
        case NewConnectionError():
            return "refused"
        case ConnectTimeoutError() | ReadTimeoutError() | TimeoutError():
            return "timeout"
        case SSLError():
            return "certificate"
        case LocationParseError() | UnicodeError():
            return "not-an-address"
        case ProtocolError():
            return "broken"
    return "broken"


def _seconds(text: str) -> float:
    """Return the seconds of a `Retry-After` header; 0 for a date, which is not read."""
    return float(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0.0
