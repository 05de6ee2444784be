"""Somebody's own calendar is fetched from out there only: our own network is never reached, whatever leads to it."""

import socket
import time
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address

import pytest

from maillage.appointments.calendars import fetching
from maillage.appointments.calendars.fetching import Refused, checked, fetch, is_public
from tests.appointments.calendars.reading import listening, served


@pytest.fixture
def canary():
    """A server on this machine, and how many times anybody connected to it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)

        def connections() -> int:
            try:
                server.accept()[0].close()
                return 1
            except TimeoutError:
                return 0

        yield server.getsockname()[1], connections


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "2130706433",
        "0x7f.1",
        "127.1",
        "017700000001",
    ],
)
def test_nothing_on_this_machine_is_ever_connected_to(canary, host):
    port, connections = canary

    with pytest.raises(Refused):
        fetch(f"http://{host}:{port}/agenda.ics")

    assert connections() == 0


def test_a_name_that_leads_to_this_machine_is_refused_before_any_connection(canary, monkeypatch):
    port, connections = canary
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **more: [(2, 1, 6, "", ("127.0.0.1", port))])

    with pytest.raises(Refused, match="réseau privé"):
        fetch(f"https://agenda.exemple.test:{port}/a.ics")

    assert connections() == 0


def test_a_name_with_one_public_and_one_private_address_is_refused(canary, monkeypatch):
    port, connections = canary
    both = [(2, 1, 6, "", ("93.184.216.34", port)), (2, 1, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **more: both)

    with pytest.raises(Refused, match="réseau privé"):
        fetch(f"http://agenda.exemple.test:{port}/a.ics")

    assert connections() == 0


def test_a_name_is_looked_up_once_and_the_address_judged_is_the_one_called(monkeypatch):
    """A name that answers one address when judged and another when called (rebinding) gains nothing."""
    with served(b"BEGIN:VCALENDAR") as (url, asked):
        port = int(url.split(":")[2].split("/")[0])
        looked, really = [], socket.getaddrinfo

        def changing(host, *told, **more):
            if host != "agenda.exemple.test":
                return really(host, *told, **more)
            looked.append(host)
            return [(2, 1, 6, "", ("127.0.0.1" if len(looked) == 1 else "127.0.0.2", port))]

        monkeypatch.setattr(fetching.socket, "getaddrinfo", changing)

        fetch(f"http://agenda.exemple.test:{port}/a.ics", may_reach=lambda address: str(address) == "127.0.0.1")

    assert (len(looked), len(asked)) == (1, 1)


def redirecting(to):
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(302)
            self.send_header("Location", to)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *words):
            pass

    return Answers


@pytest.mark.parametrize("host", ["127.0.0.3", "127.0.0.2"])
def test_a_redirection_is_judged_like_the_first_address(canary, host):
    port, connections = canary
    with listening(redirecting(f"http://{host}:{port}/")) as url, pytest.raises(Refused, match="réseau privé"):
        fetch(url, may_reach=lambda address: str(address) == "127.0.0.1")

    assert connections() == 0


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://exemple.test/", "gopher://127.0.0.1/", "//", ""])
def test_a_redirection_leads_to_no_other_scheme(to):
    with listening(redirecting(to)) as url, pytest.raises(Refused):
        fetch(url, may_reach=lambda address: True)


def test_redirections_end():
    with listening(redirecting("/encore")) as url, pytest.raises(Refused, match="trop de fois"):
        fetch(url, may_reach=lambda address: True)


def test_what_is_too_big_is_left_there():
    with served(b"x" * (fetching.MOST + 1)) as (url, _asked), pytest.raises(Refused, match="trop grand"):
        fetch(url, may_reach=lambda address: True)


def test_what_drips_for_ever_is_given_up(monkeypatch):
    drops = []

    class Drips(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            for _drop in range(60):
                try:
                    self.wfile.write(b"x")
                    drops.append(1)
                    time.sleep(0.05)
                except OSError:
                    return

        def log_message(self, *words):
            pass

    monkeypatch.setattr(fetching, "SECONDS", 0.5)
    with listening(Drips) as url, pytest.raises(Refused):
        fetch(url, may_reach=lambda address: True)

    assert 0 < len(drops) < 60


@pytest.mark.parametrize(
    "url",
    [
        "", "agenda", "ftp://exemple.test/a", "file:///etc/passwd", "http://", "https://u:p@exemple.test/",
        "http://exemple.test:99999/", "http://exemple.test/\r\nHost: x", "http://exemple.test/\0", "http://[::1",
        "javascript:alert(1)",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(Refused):
        checked(url)


def test_webcal_is_https_under_another_name():
    assert checked("webcal://exemple.test/a.ics") == "https://exemple.test/a.ics"


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "127.0.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1",
        "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_what_is_not_for_everybody_is_not_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"])
def test_what_is_for_everybody_is(address):
    assert is_public(ip_address(address))
