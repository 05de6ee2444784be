"""People who press the last button of the booking pages, all at once. `python -m tests.racing.crowd` is one process.

It reads a JSON order on its standard input (url, threads, paths; kill and after: which server, after how many yes) and
writes what was answered, one line a path.
"""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Event, Lock, local
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from tests.browser.site import ROOT

CSRF = "c" * 32
WRITER = "ecrivain-public"
PATIENCE = 120  # seconds


def booking(slug: str, moment: str) -> str:
    return f"/rendez-vous/chez/{slug}/pour/?{urlencode({'quand': moment, 'avec': WRITER, 'qui': 'la personne'})}"


def seat(workshop: int) -> str:
    return f"/rendez-vous/atelier/{workshop}/pour/?qui={quote('la personne')}"


class Crowd:
    """Some processes of some threads; jobs are dealt like cards, so that neighbours in the list meet."""

    def __init__(self, url: str, env: dict, *, processes: int = 4, threads: int = 8):
        self.url, self.env, self.processes, self.threads = url, env, processes, threads

    def post(self, paths: Sequence[str], **order) -> list[dict]:
        """[{path, status, to, others, seconds, at}, …], status 0 when the connection broke."""
        several = [self._start(paths[one :: self.processes], order) for one in range(self.processes)]
        return [answer for process in several for answer in self._answers(process)]

    def _start(self, paths: Sequence[str], order: dict) -> subprocess.Popen:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        command = [sys.executable, "-m", "tests.racing.crowd"]
        process = subprocess.Popen(command, cwd=ROOT, env=self.env, text=True, **pipes)
        json.dump({"url": self.url, "threads": self.threads, "paths": paths, **order}, process.stdin)
        process.stdin.close()
        return process

    def _answers(self, process: subprocess.Popen) -> Iterable[dict]:
        answers = [json.loads(line) for line in process.stdout]
        if process.wait():
            raise RuntimeError("a part of the crowd fell over")
        return answers


class Person:
    """One thread: one form after the other, each on a connection of its own, as people who do not know each other."""

    def __init__(self, url: str):
        self.host = urlsplit(url).netloc

    def press(self, path: str) -> dict:
        started = time.time()
        try:
            status, to, body = self._sent(path)
        except (OSError, http.client.HTTPException) as error:
            status, to, body = 0, type(error).__name__, b""
        done = {"path": path, "status": status, "to": to, "others": body.count(b"quand="), "at": started}
        return done | {"seconds": round(time.time() - started, 3)}

    def _sent(self, path: str) -> tuple[int, str, bytes]:
        form = {"csrfmiddlewaretoken": CSRF, "etape": "reserver", "seen": a_form_of_its_own()}
        body = urlencode(form | dict(parse_qsl(urlsplit(path).query)))
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={CSRF}"}
        with closing(http.client.HTTPConnection(self.host, timeout=PATIENCE)) as line:
            line.request("POST", path, body, headers | {"Connection": "close"})
            answer = line.getresponse()
            return answer.status, answer.getheader("Location") or "", answer.read()


def a_form_of_its_own() -> str:
    from maillage.appointments.booking import guarding

    return guarding.first_seen()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    order, mine, writing = json.load(sys.stdin), local(), Lock()
    answered: list[int] = []
    killed = Event()

    def kill_it() -> None:
        """The whole server, while the other threads wait for their answers."""
        if not killed.is_set():
            killed.set()
            time.sleep(order["wait"])
            os.killpg(order["kill"], signal.SIGKILL)

    def job(path: str) -> None:
        if killed.is_set():
            return
        mine.person = getattr(mine, "person", None) or Person(order["url"])
        done = mine.person.press(path)
        with writing:
            print(json.dumps(done), flush=True)
            answered.append(done["status"])
        if answered.count(302) == order.get("after"):
            kill_it()

    a_form_of_its_own()  # Django's settings are read before the start
    with ThreadPoolExecutor(order["threads"]) as pool:
        list(pool.map(job, order["paths"]))


if __name__ == "__main__":
    main()
