"""A local web server that is slow, redirects, times out, refuses and lies."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

_PAGE = b"<html><head><title>A report</title></head><body>Words.</body></html>"


class _Odd(BaseHTTPRequestHandler):
    server: OddServer

    def log_message(self, format: str, *args: object) -> None:
        del format, args

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("User-Agent", ""), time.monotonic()))
        path = self.path.partition("?")[0]
        way = getattr(self, f"_{path.strip('/').replace('-', '_') or 'front'}", None)
        if way is not None:
            way()
        elif path.startswith("/status/"):
            self._send(int(path.split("/")[2]), _PAGE)
        elif path.startswith("/to/"):
            _, _, code, target = path.split("/", 3)
            self._redirect(int(code), f"/{target}")
        else:
            self._send(404, b"<title>404</title>")

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, status: int, target: str) -> None:
        self._send(status, b"", Location=target)

    def _front(self) -> None:
        self._send(200, b"<title>The Gazette</title>")

    def _works(self) -> None:
        self._send(200, _PAGE)

    def _loop(self) -> None:
        self._redirect(302, "/loop")

    def _to_script(self) -> None:
        self._redirect(302, "javascript:alert(1)")

    def _says_not_found(self) -> None:
        self._send(200, b"<title>Page not found &#8211; The Gazette</title>")

    def _about_404(self) -> None:
        self._send(200, b"<title>Found at last: flight 404 landed</title>")

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        self._endless(b"a", 0.05)

    def _drip_head(self) -> None:
        self._endless(b"H", 0.05)

    def _endless(self, piece: bytes, pause: float) -> None:
        try:
            while True:
                self.wfile.write(piece)
                time.sleep(pause)
        except OSError:
            return

    def _huge(self) -> None:
        self.send_response(200)
        self.end_headers()
        self._endless(b"a" * 65_536, 0)

    def _bomb(self) -> None:
        self._send(200, gzip.compress(b"a" * 50_000_000), Content_Encoding="gzip")

    def _silent(self) -> None:
        time.sleep(3)

    def _cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"short")

    def _nonsense(self) -> None:
        self.wfile.write(b"\x00\xff not http\r\n\r\n")

    def _wait(self) -> None:
        before = sum(path == "/wait" for path, _, _ in self.server.asked)
        if before == 1:
            self._send(429, b"", Retry_After="1")
        else:
            self._works()

    def _once_broken(self) -> None:
        before = sum(path == "/once-broken" for path, _, _ in self.server.asked)
        self._send(503 if before == 1 else 200, _PAGE)

    def _available(self) -> None:
        if "nothing" in self.path:
            self._send(200, b'{"archived_snapshots": {}}')
        elif "broken" in self.path:
            self._send(200, b"<html>")
        else:
            copy = (
                '{"available": true, "url": "http://web.example.org/20251128/https://example.org/a", "status": "200"}'
            )
            self._send(200, f'{{"archived_snapshots": {{"closest": {copy}}}}}'.encode())


class OddServer(ThreadingHTTPServer):
    """The server; it keeps the path, the user agent and the moment of each request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Odd)
        self.asked: list[tuple[str, str, float]] = []

    @property
    def url(self) -> str:
        """Return the address of the server without a slash at its end."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing about clients that close the connection."""


@contextmanager
def odd_server() -> Iterator[OddServer]:
    """Yield a running server."""
    with OddServer() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
