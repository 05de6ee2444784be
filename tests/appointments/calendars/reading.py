"""Calendars as people's own programs read them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from icalendar import Calendar, Event

BIN = Path(sys.executable).parent
KHAL = """[calendars]
[[agenda]]
path = {folder}/agenda
type = calendar
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
highlight_event_days = False
"""
VDIRSYNCER = """[general]
status_path = "{folder}/status/"
[pair agenda]
a = "here"
b = "there"
collections = null
[storage here]
type = "filesystem"
path = "{folder}/agenda"
fileext = ".ics"
[storage there]
type = "http"
url = "{url}"
"""


@contextmanager
def served(content: bytes | list[bytes]) -> Iterator[tuple[str, list[str]]]:
    """An address that answers this file (of several, the last one at that time); and what was asked for."""
    files = content if isinstance(content, list) else [content]
    asked: list[str] = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            content = files[-1]
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/calendar")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *words):
            pass

    with listening(Answers) as url:
        yield f"{url}/agenda.ics", asked


@contextmanager
def listening(handler) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def run(*words: str, folder: Path) -> str:
    env = {"HOME": str(folder), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": str(folder)}
    done = subprocess.run(
        [str(BIN / words[0]), *words[1:]], env=env, capture_output=True, text=True, timeout=120, cwd=folder
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def synced(url: str, folder: Path) -> Path:
    """What vdirsyncer brought from that address into a folder of its own."""
    (folder / "agenda").mkdir(exist_ok=True)
    config = folder / "vdirsyncer"
    config.write_text(VDIRSYNCER.format(folder=folder, url=url))
    if not (folder / "status").exists():
        run("vdirsyncer", "-c", str(config), "discover", folder=folder)
    run("vdirsyncer", "-c", str(config), "sync", "--force-delete", folder=folder)
    return folder / "agenda"


def seen_by_khal(folder: Path, since: date, until: date, zone: str = "Europe/Paris") -> list[tuple[str, str]]:
    """(when, what) of each occurrence that takes place, as khal prints them in that zone."""
    config = folder / "khal"
    config.write_text(KHAL.format(folder=folder, zone=zone))
    words = ["khal", "-c", str(config), "list", "--day-format", "", "--format", "{start-long}|{status}|{title}"]
    told = run(*words, since.isoformat(), f"{(until - since).days + 1}d", folder=folder)
    lines = [line.split("|") for line in told.splitlines() if "|" in line]
    return sorted((when, title) for when, status, title in lines if "CANCELLED" not in status.upper())


def events(content: bytes) -> list[Event]:
    return Calendar.from_ical(content).walk("VEVENT")


def event(content: bytes, uid: str) -> Event:
    """The one of that key, whatever stands after the @."""
    return next(one for one in events(content) if str(one["uid"]).partition("@")[0] == uid)
