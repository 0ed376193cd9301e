"""Request the outbound links of a corpus, and judge the answers.

Each host gets one request at a time with a pause between two, and several hosts are asked at once. A page that
answers with success still counts as gone if its title says so, or if an article redirects to the front page.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Event
from urllib.parse import quote, urlsplit

import msgspec

from briefgen.corpus.link_results import LinkResult, LinkState
from briefgen.files.fetch import Failure, Fetcher, FetchResult
from briefgen.text.urls import is_safe

ARCHIVE = "https://archive.org/wayback/available"
"""The service that knows archived copies: the Wayback Machine's."""
MOST_WAIT = 60.0
"""The most seconds that a host may make the check wait before a second try."""
_GONE = frozenset((404, 410))
_REFUSED = frozenset((401, 402, 403, 405, 406, 407, 412, 418, 423, 426, 428, 429, 451, 999))
_WORDS: Mapping[Failure, str] = {
    "timeout": "no answer in time",
    "no-host": "the host is unknown",
    "refused": "the host refuses connections",
    "certificate": "the certificate is not valid",
    "broken": "the answer cannot be read",
    "private": "the host is in a private network",
    "redirects": "it redirects without end",
    "not-an-address": "it redirects to something that is no web address",
}
_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{1,300})", re.IGNORECASE)
_NOT_FOUND = re.compile(
    r"^\W*(?:(?:error|http|ошибка|помилка)\W+)?404(?:\s*$|\s*[|:·•–—-]|\W+(?:error|not found|page|file)\b)"
    r"|^\W*(?:(?:this |the |that )?page )?(?:could )?(?:was )?(?:not|cannot be|can’t be|can't be) (?:be )?found\W*(?:$|[|–—-])"
    r"|^\W*(?:(?:this |the |that )?page )(?:could )?(?:was )?(?:not|cannot be|can’t be|can't be) (?:be )?found\b"
    r"|^\W*(?:сторінк[уа] не знайдено|страница не найдена|seite nicht gefunden|page introuvable)",
    re.IGNORECASE,
)
_FRONT = re.compile(r"/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:index\.\w+)?", re.IGNORECASE)


def checked(
    urls: Iterable[str],
    fetcher: Fetcher,
    day: str,
    before: Mapping[str, LinkResult],
    *,
    hosts_at_once: int = 8,
    pause: float = 1.0,
) -> Iterator[LinkResult]:
    """Request the addresses, and yield the result of each as it comes.

    ``day`` is today in EDTF, ``before`` holds earlier results, ``pause`` the seconds between two requests to a host.
    """
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in dict.fromkeys(urls):
        by_host[urlsplit(url).netloc.lower()].append(url)

    is_over = Event()

    def of_host(addresses: list[str]) -> list[LinkResult]:
        found = []
        for number, url in enumerate(addresses):
            if is_over.wait(pause if number else 0):
                break
            found.append(judged(url, _patient(fetcher, url, is_over, pause), day, before.get(url)))
        return found

    with ThreadPoolExecutor(hosts_at_once) as pool:
        try:
            for each in as_completed([pool.submit(of_host, addresses) for addresses in by_host.values()]):
                yield from each.result()
        finally:
            # an interrupted check requests nothing more
            is_over.set()
            pool.shutdown(wait=False, cancel_futures=True)


def _patient(fetcher: Fetcher, url: str, is_over: Event, pause: float) -> FetchResult:
    """Return the answer of a server, of the second request if the first failed in a way that may pass."""
    answer = fetcher.get(url, is_safe)
    if answer.status in (429, 503) and 0 < answer.retry_after <= MOST_WAIT:
        wait = answer.retry_after
    elif answer.failure in ("timeout", "broken", "refused") or answer.status >= 500:
        wait = pause
    else:
        return answer
    return answer if is_over.wait(wait) else fetcher.get(url, is_safe)


def judged(url: str, answer: FetchResult, day: str, before: LinkResult | None = None) -> LinkResult:
    """Return the result for an address from the answer to its request.

    ``before`` is the earlier result: a failure that goes on keeps its first day, and a known copy is kept.
    """
    state, reason = _state(url, answer)
    is_failing = state in ("gone", "unreachable")
    was_failing = before is not None and before.state in ("gone", "unreachable")
    return LinkResult(
        url=url,
        state=state,
        checked=day,
        since=((before.since if before and was_failing else None) or day) if is_failing else None,
        reason=reason,
        to=answer.url if state == "moved" else "",
        copy=before.copy if before else None,
    )


def _state(url: str, answer: FetchResult) -> tuple[LinkState, str]:
    if answer.failure:
        return ("gone" if answer.failure == "no-host" else "unreachable"), _WORDS[answer.failure]
    if answer.status in _GONE:
        return "gone", str(answer.status)
    if answer.status in _REFUSED:
        return "refused", str(answer.status)
    if not 200 <= answer.status < 300:
        return "unreachable", str(answer.status)
    if answer.url != url and _is_front(answer.url) and not _is_front(url):
        return "gone", "it redirects to the front page"
    title = _TITLE.search(answer.body)
    if title and _NOT_FOUND.search(html.unescape(title[1].decode("utf-8", "replace")).strip()):
        return "gone", "the page says that it was not found"
    return ("moved", "") if answer.is_lasting else ("works", "")


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return _FRONT.fullmatch(parts.path) is not None and not parts.query and not parts.fragment


class _Closest(msgspec.Struct):
    url: str = ""
    available: bool = False


class _Snapshots(msgspec.Struct):
    closest: _Closest | None = None


class _Known(msgspec.Struct):
    archived_snapshots: _Snapshots


def archived_copy(url: str, fetcher: Fetcher, near: str = "", service: str = ARCHIVE) -> str | None:
    """Return the address of an archived copy, or "" if there is none.

    The result is None if the service did not answer.
    ``near`` is the day wanted, as digits such as `20251127`.
    """
    wanted = f"&timestamp={near}" if near else ""
    answer = fetcher.get(f"{service}?url={quote(url, safe='')}{wanted}", is_safe)
    try:
        known = msgspec.json.decode(answer.body, type=_Known).archived_snapshots.closest
    except msgspec.DecodeError:
        return None
    if answer.status != 200:
        return None
    found = known.url.replace("http://", "https://", 1) if known and known.available else ""
    return found if not found or is_safe(found) else None
