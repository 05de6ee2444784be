"""A real mail server on a port of its own, that counts what it accepts and says what a test wants."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller

from tests.browser.site import free_port


class Postbox:
    """`says["rcpt a@b.fr"]`, `says["data a@b.fr"]`: answers given one after the other, then yes."""

    def __init__(self, pause: float = 0):
        self.pause = pause  # between accepting and saying so, as when a disk is written
        self.says: dict[str, list[str]] = {}
        self.accepted: list[tuple[str, bytes]] = []
        self.conversations = 0
        self.port = free_port()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def counts(self) -> Counter:
        return Counter(to for to, _ in self.accepted)

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(content, policy=default) for _, content in self.accepted]

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.conversations += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if answer := self._said("rcpt", address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        to = envelope.rcpt_tos[0]
        if answer := self._said("data", to):
            return answer
        self.accepted.append((to, envelope.original_content))
        await asyncio.sleep(self.pause)
        return "250 OK"

    def _said(self, step: str, address: str) -> str | None:
        answers = self.says.get(f"{step} {address}")
        return answers.pop(0) if answers else None

    @contextmanager
    def open(self) -> Iterator["Postbox"]:
        controller = Controller(self, hostname="127.0.0.1", port=self.port, server_hostname="localhost")
        controller.start()
        try:
            yield self
        finally:
            controller.stop()
