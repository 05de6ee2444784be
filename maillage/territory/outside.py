"""The only door to other hosts. They are named in the settings, never by a visitor, and never slow a page for long."""

import time
from dataclasses import dataclass, field
from threading import BoundedSemaphore
from typing import NamedTuple

import httpx


class Unreachable(Exception):
    """Do without it: nothing more is asked for a while."""


class Answer(NamedTuple):
    status: int
    body: bytes


@dataclass
class Door:
    """Asks one outside host, with a time limit, a size limit, and a pause after each failure (circuit breaker)."""

    seconds: float
    most_bytes: int
    pause: float = 60.0
    at_once: int = 4
    shut_until: float = 0.0
    client: httpx.Client | None = None
    _room: BoundedSemaphore = field(init=False)

    def __post_init__(self):
        self._room = BoundedSemaphore(self.at_once)

    @property
    def shut(self) -> bool:
        return time.monotonic() < self.shut_until

    def get(self, url: str, params: dict | None = None) -> Answer:
        """The answer whatever its status, unless the host fails: 5xx, 429, too slow, too large."""
        if self.shut or not self._room.acquire(timeout=self.seconds):
            raise Unreachable
        try:
            answer = self._read(url, params)
        except (httpx.HTTPError, httpx.InvalidURL, OverflowError, TimeoutError) as error:
            self.shut_until = time.monotonic() + self.pause
            raise Unreachable from error
        finally:
            self._room.release()
        if answer.status >= 500 or answer.status == 429:
            self.shut_until = time.monotonic() + self.pause
            raise Unreachable
        return answer

    def _read(self, url: str, params: dict | None) -> Answer:
        """Redirects are not followed: an answer comes from the host the settings name, or not at all."""
        end = time.monotonic() + self.seconds
        body = bytearray()
        with self._client().stream("GET", url, params=params) as response:
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > self.most_bytes:
                    raise OverflowError
                if time.monotonic() > end:
                    raise TimeoutError
        return Answer(response.status_code, bytes(body))

    def _client(self) -> httpx.Client:
        if self.client is None:
            self.client = httpx.Client(
                timeout=self.seconds, follow_redirects=False, headers={"User-Agent": "Maillage (inclusion numerique)"}
            )
        return self.client
