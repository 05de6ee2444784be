"""A calendar fetched from an address that somebody gave: never from our own network. No ORM.

Every hop is looked up, judged and reached at the very address that was judged: a name that changes its mind between the
look and the call leads nowhere. Two megabytes at most, ten seconds in all, three redirections.
"""

import socket
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore

MOST = 2 * 1024 * 1024
SECONDS = 10.0
HOPS = 3
TRANSLATED = [ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48")]  # IPv6 that hides an IPv4 address
Address = IPv4Address | IPv6Address
May = Callable[[Address], bool]


class Refused(Exception):
    """Why, as one says it to who gave the address."""


def is_public(address: Address) -> bool:
    """Out there, for everybody: not this machine, not its network, not a translation of one of them."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address.sixtofour or address.teredo or any(address in net for net in TRANSLATED):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def fetch(url: str, *, may_reach: May = is_public) -> bytes:
    """Raises Refused."""
    until = time.monotonic() + SECONDS
    with httpcore.ConnectionPool(network_backend=_Judged(may_reach, until), max_connections=1) as pool:
        for _hop in range(HOPS + 1):
            status, headers, body = _ask(pool, _checked(url), until)
            if status not in (301, 302, 303, 307, 308):
                return _kept(status, body)
            url = urljoin(url, headers.get("location", ""))
    raise Refused("Cette adresse renvoie trop de fois ailleurs.")


def checked(url: str) -> str:
    """The address as it will be asked for; webcal:// is https:// under another name."""
    return _checked("https" + url[6:] if url[:9].lower() == "webcal://" else url)


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        known = False
    if not known or not url.isascii() or any(sign <= " " for sign in url):
        raise Refused("Cette adresse ne commence pas par https:// ou http://, ou n'est pas complète.")
    if parts.username or parts.password:
        raise Refused("Une adresse avec un mot de passe dedans n'est pas gardée.")
    return url


def _ask(pool: httpcore.ConnectionPool, url: str, until: float) -> tuple[int, dict[str, str], bytes]:
    left = max(0.1, until - time.monotonic())
    headers = [(b"accept", b"text/calendar"), (b"accept-encoding", b"identity"), (b"user-agent", b"Maillage")]
    asked = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), left)}
    headers.insert(0, (b"host", urlsplit(url).netloc.encode()))
    try:
        with pool.stream("GET", url, headers=headers, extensions=asked) as answer:
            told = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
            return answer.status, told, _read(answer.iter_stream(), until) if answer.status == 200 else b""
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, httpcore.UnsupportedProtocol):
        raise Refused("Cet agenda ne répond pas.") from None
    except (ValueError, OSError):
        raise Refused("Cet agenda ne répond pas.") from None


def _read(parts: Iterable[bytes], until: float) -> bytes:
    found, size = [], 0
    for part in parts:
        size += len(part)
        if size > MOST:
            raise Refused("Cet agenda est trop grand : deux mégaoctets au plus.")
        if time.monotonic() > until:
            raise Refused("Cet agenda met trop de temps à répondre.")
        found.append(part)
    return b"".join(found)


def _kept(status: int, body: bytes) -> bytes:
    if status != 200:
        raise Refused(f"Cet agenda n'a pas répondu comme il faut ({status}).")
    return body


class _Judged(httpcore.NetworkBackend):
    """Looks a name up, and connects to the address it has judged, and to no other."""

    def __init__(self, may_reach: May, until: float):
        self.may_reach, self.until = may_reach, until
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        addresses = looked_up(host, port)
        if not addresses or not all(self.may_reach(one) for one in addresses):
            raise Refused("Cette adresse mène à un réseau privé : elle est refusée.")
        left = max(0.1, self.until - time.monotonic())
        return self.plain.connect_tcp(str(addresses[0]), port, left, local_address, socket_options)

    def connect_unix_socket(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        raise Refused("Cette adresse est refusée.")

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


def looked_up(host: str, port: int) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused("Ce nom de site n'existe pas.") from None
    return [ip_address(str(one[4][0]).partition("%")[0]) for one in found]
