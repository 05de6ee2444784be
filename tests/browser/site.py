"""The real thing for a browser to visit: our server, its compressed files, the demo's data, in a folder of its own."""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GRANIAN = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--workers", "1"]
QUIET = ["--blocking-threads", "2", "--no-access-log", "--log-level", "warning"]


def chromium() -> str | None:
    """Debian's program: the one without windows, which costs a third less, else the usual one."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


@dataclass(frozen=True)
class Site:
    url: str
    examples: dict[str, str]  # names in the paths of pages.py → slugs of the demo
    sessions: dict[str, str] = field(default_factory=dict)  # role → the session of a member who is logged in
    data: str = ""  # its folder

    def __call__(self, path: str) -> str:
        return self.url + path.format(**self.examples)


def maillage(*words: str, env: dict) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(url: str, process: subprocess.Popen, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5)
            return
        except OSError:  # not there yet, or slow to answer
            time.sleep(0.1)
    raise RuntimeError(f"{url} does not answer")


@contextmanager
def served(env: dict, application: str = "config.wsgi:application"):
    """Our web server on a free port; yields its address and its process."""
    port = free_port()
    process = subprocess.Popen([*GRANIAN, *QUIET, "--port", str(port), application], cwd=ROOT, env=env)
    try:
        wait_for(f"http://127.0.0.1:{port}/sante/", process)
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.terminate()
        process.wait(timeout=20)


def environment(data: str) -> dict:
    """No database but the one in `data`, no outside world."""
    env = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "MAILLAGE_DEBUG"}}
    nobody = {"MAILLAGE_GEOCODER_URL": "", "MAILLAGE_TILES_URL": ""}
    return env | nobody | {"MAILLAGE_DATA": data, "MAILLAGE_SECOND_FACTOR": "0"}


@contextmanager
def demo_site():
    with tempfile.TemporaryDirectory(prefix="maillage-browser-") as data:
        env = environment(data)
        maillage("demo", "--prepare-only", env=env)
        sessions = logged_in(env)
        with served(env) as (url, _):
            yield Site(url, examples(Path(data) / "maillage.sqlite3"), sessions, data)


def logged_in(env: dict) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.sessions"], cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE
    )
    return json.loads(done.stdout)


OWN = "organisation_id = (SELECT id FROM network_organisation WHERE slug = 'les-fileurs-du-numerique')"
WEEKLY = (
    "FROM appointments_openingrange r JOIN appointments_practice p ON p.id = r.practice_id "
    f"WHERE {OWN} AND every = 1 AND of_month = '' AND last_day IS NULL AND first_day <= date('now') ORDER BY r.id"
)
EXAMPLES = {
    "minutes_doors": "SELECT id FROM surveys_campaign WHERE objective = 450",
    "doors": "SELECT id FROM surveys_campaign WHERE objective = 120",
    "round": "SELECT id FROM surveys_round WHERE label != ''",
    "opinion": "SELECT id FROM surveys_survey WHERE slug = 'satisfaction'",
    "draft": "SELECT id FROM surveys_survey WHERE stage = 'brouillon'",
    "full": "SELECT slug FROM places_place WHERE published AND nom LIKE '%(exemple fictif)%' AND horaires != '' "
    "ORDER BY length(presentation_detail) DESC, nom",
    "bare": "SELECT slug FROM places_place WHERE published AND horaires = '' AND telephone = '' AND adresse = '' "
    "AND latitude IS NULL ORDER BY length(services), nom",
    "organisation": "SELECT slug FROM network_organisation ORDER BY length(missions) DESC, nom",
    "bare_organisation": "SELECT slug FROM network_organisation ORDER BY length(missions), nom DESC",
    "proposal": "SELECT id FROM census_proposal",
    "report": "SELECT id FROM census_errorreport",
    "batch": "SELECT max(id) FROM census_batch",
    "source": "SELECT slug FROM places_source WHERE id = (SELECT source_id FROM census_batch)",
    "file": "SELECT id FROM census_upload WHERE state = 'prêt'",
    "stopped_file": "SELECT id FROM census_upload WHERE state = 'lecture'",
    "bad_file": "SELECT id FROM census_upload WHERE state = 'échec'",
    "dropped_file": "SELECT id FROM census_upload WHERE state = 'abandonné'",
    "brought": "SELECT slug FROM places_place WHERE id = 'lieu-apporte-5'",
    "campaign": "SELECT id FROM census_campaign WHERE nom = 'Essai d''automne'",
    "asked": "SELECT min(id) FROM census_request WHERE done_at IS NULL",
    "asked_line": "SELECT min(id) FROM census_requestedplace WHERE request_id ="
    " (SELECT id FROM census_request WHERE email = 'lien-a-relire@exemple.test')",
    "moment": "SELECT date('now', 'weekday 4', '+7 days') || 'T11:30'",  # of the public writer, a Thursday
    "workshop": "SELECT id FROM appointments_workshop ORDER BY seats DESC",
    "canal": "SELECT slug FROM places_place WHERE id = 'exemple-atelier-canal'",
    "seats_at": "SELECT slug FROM places_place WHERE id = "
    "(SELECT place_id FROM appointments_workshop ORDER BY seats DESC LIMIT 1)",
    "full_workshop": "SELECT id FROM appointments_workshop ORDER BY seats",
    "diary": f"SELECT id FROM appointments_practice WHERE {OWN} ORDER BY id",
    "range": f"SELECT r.id {WEEKLY}",
    "range_day": f"SELECT date('now', 'weekday ' || ((r.weekday + 1) % 7)) {WEEKLY}",
    "own_workshop": f"SELECT id FROM appointments_workshop WHERE {OWN} ORDER BY id",
    "own_session": "SELECT s.id FROM appointments_session s JOIN appointments_workshop w ON w.id = s.workshop_id "
    f"WHERE {OWN} ORDER BY s.id",
    "meeting": "SELECT id FROM workshops_meeting WHERE edition = 1",
    "next_meeting": "SELECT id FROM workshops_meeting WHERE edition = 2",
    "own_structure": "SELECT id FROM network_organisation WHERE slug = 'les-fileurs-du-numerique'",
    "board": "SELECT id FROM workshops_board WHERE code IS NOT NULL",
    "board_code": "SELECT code FROM workshops_board WHERE code IS NOT NULL",
    "full_board": "SELECT board_id FROM workshops_card WHERE reference = 'M2-01'",
    "card": "SELECT id FROM workshops_card WHERE reference = 'M2-01'",
    "pathway": "SELECT id FROM referrals_pathway WHERE template = 'parent'",
    "pathway_step": "SELECT id FROM referrals_step WHERE planned_on IS NOT NULL",
    "zone": "SELECT code FROM territory_zone ORDER BY code",
}


def examples(database: Path) -> dict[str, str]:
    with sqlite3.connect(database) as base:
        return {name: base.execute(sql + " LIMIT 1").fetchone()[0] for name, sql in EXAMPLES.items()}
