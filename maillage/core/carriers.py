"""Who carries mails: a mail server, or without one a folder. No database here: the caller keeps the books.

`carry(envelope, handing_over)` returns once the mail is accepted. It calls `handing_over` at the last moment at which
the mail can still be withdrawn: for SMTP, when all of it is sent but the dot on a line of its own that ends it.
"""

import os
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from maillage.core.envelopes import Envelope

TIMEOUT = 20  # seconds, for each answer of the server
LAST_TIMEOUT = 60  # for the one that matters; shorter than a lease
PER_CONNECTION = 100  # many servers close after some hundreds
PORTS = {"smtps": 465, "tls": 587, "smtp": 25}
HERE = {"localhost", "127.0.0.1", "::1"}


class ServerDown(Exception):
    """Nobody to talk to: no mail is at fault."""


class TryLater(Exception):
    """Not accepted, for now."""


class Refused(Exception):
    """Not accepted, for good."""


class NoAnswer(Exception):
    """All of it was sent and nothing came back: accepted or not, nobody knows."""


class Carrier(Protocol):
    def carry(self, envelope: Envelope, handing_over: Callable[[], None]) -> None: ...

    def close(self) -> None: ...


def chosen() -> Carrier:
    return ByPost(urlsplit(settings.MAILLAGE_SMTP_URL)) if settings.MAILLAGE_SMTP_URL else InFolder()


class ByPost:
    """SMTP, one conversation for many mails."""

    def __init__(self, url: SplitResult):
        self.url = url
        self.smtp: smtplib.SMTP | None = None
        self.carried = 0

    def carry(self, envelope: Envelope, handing_over: Callable[[], None]) -> None:
        self._begin(envelope.sender)
        try:
            self._say(self.smtp.rcpt, envelope.to)
            self._say(self.smtp.docmd, "DATA")
            self.smtp.send(envelope.wire)
            line = self.smtp.sock
            line.settimeout(LAST_TIMEOUT)
            handing_over()
        except OSError as error:  # smtplib's own errors are some
            self._hang_up()
            raise TryLater(reason(error)) from error
        except (TryLater, Refused):
            self._start_again()
            raise
        except BaseException:  # the claim is gone, or the database: a mail without its last dot is void
            self._hang_up()
            raise
        self._end(line)

    def close(self) -> None:
        with suppress(OSError):
            if self.smtp:
                self.smtp.quit()
        self._hang_up()

    def _begin(self, sender: str) -> None:
        """A server may have closed a conversation that lasted: then a new one, once."""
        known = self.smtp is not None and self.carried < PER_CONNECTION
        if not known:
            self._connect()
        try:
            self._say(self.smtp.mail, sender)
        except (OSError, TryLater, Refused) as error:
            self._hang_up()
            if known:
                return self._begin(sender)
            raise TryLater(reason(error)) from error  # our own address or our login: no fault of this mail

    def _end(self, line: socket.socket) -> None:
        try:
            line.sendall(b".\r\n")
            code, said = self.smtp.getreply()
        except OSError as error:
            self._hang_up()
            raise NoAnswer(reason(error)) from error
        self.carried += 1
        with suppress(OSError):
            line.settimeout(TIMEOUT)
        judge(code, said)

    def _say(self, command: Callable, argument: str) -> None:
        judge(*command(argument))

    def _start_again(self) -> None:
        try:
            self.smtp.rset()
        except OSError:
            self._hang_up()

    def _connect(self) -> None:
        self.close()
        try:
            self.smtp = self._open()
            self._introduce()
        except OSError as error:
            self._hang_up()
            raise ServerDown(reason(error)) from error
        self.carried = 0

    def _open(self) -> smtplib.SMTP:
        words = {"timeout": TIMEOUT, "local_hostname": our_name()}
        if self.url.scheme == "smtps":
            smtp = smtplib.SMTP_SSL(self.url.hostname, self._port(), context=ssl.create_default_context(), **words)
        else:
            smtp = smtplib.SMTP(self.url.hostname, self._port(), **words)
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # the last dot waits for nothing
        return smtp

    def _introduce(self) -> None:
        self.smtp.ehlo_or_helo_if_needed()
        if self._starts_tls():
            self.smtp.starttls(context=ssl.create_default_context())
        if self.url.username:
            self._log_in()

    def _log_in(self) -> None:
        if not (self._starts_tls() or self.url.scheme == "smtps" or self.url.hostname in HERE):
            raise ImproperlyConfigured("MAILLAGE_SMTP_URL would send its password in clear: smtps://… or ?tls=1")
        self.smtp.login(unquote(self.url.username), unquote(self.url.password or ""))

    def _port(self) -> int:
        return self.url.port or PORTS["tls" if self._starts_tls() else self.url.scheme]

    def _starts_tls(self) -> bool:
        return parse_qs(self.url.query).get("tls") == ["1"]

    def _hang_up(self) -> None:
        if self.smtp:
            self.smtp.close()
        self.smtp = None


class InFolder:
    """A file a mail, that people open and read. Written twice, it is the same file: nothing is ever uncertain."""

    def carry(self, envelope: Envelope, handing_over: Callable[[], None]) -> None:
        folder = Path(settings.MAILLAGE_MAILS_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for suffix, text in readable(envelope).items():
            put(folder / f"{envelope.name}{suffix}", text)

    def close(self) -> None:
        pass


def readable(envelope: Envelope) -> dict[str, str]:
    mail = envelope.mail
    head = "".join(f"{name} : {mail[header]}\n" for name, header in (("De", "From"), ("À", "To"), ("Objet", "Subject")))
    parts = {".txt": mail.get_body(("plain",)), ".html": mail.get_body(("html",))}
    texts = {suffix: part.get_content().replace("\r\n", "\n") for suffix, part in parts.items() if part}
    return texts | {".txt": f"{head}\n{texts['.txt']}"}


def put(path: Path, text: str) -> None:
    """Nobody reads a half, nobody but the owner reads: a mail may hold a code to log in."""
    made = path.with_suffix(f".{os.getpid()}.tmp")
    with os.fdopen(os.open(made, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)
    made.replace(path)


def judge(code: int, said: bytes) -> None:
    text = f"{code} {said.decode('utf-8', 'replace')}"
    if 500 <= code < 600:
        raise Refused(text)
    if not 200 <= code < 400:
        raise TryLater(text)


def reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {error.smtp_error!r}"
    return str(error) or type(error).__name__


def our_name() -> str:
    """How we introduce ourselves; smtplib would ask the network for it."""
    host = urlsplit(settings.MAILLAGE_URL).hostname or "localhost"
    return f"[{host}]" if host.replace(".", "").isdigit() else host
