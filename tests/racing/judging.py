"""What the base holds afterwards, read without Django: overlaps, seats, ranks, halves of things."""

import hmac
import json
from hashlib import sha256
from itertools import groupby

from tests.core.killing import Base

LIVE = "SELECT practice_id, start, \"end\" FROM appointments_appointment WHERE state = 'prévu' AND lane = 0"


def booked(base: Base) -> int:
    return base.rows(LIVE.replace('practice_id, start, "end"', "count(*)"))[0][0]


def overlaps(base: Base) -> int:
    """How many begin before somebody of the same diary is done."""
    found = 0
    rows = sorted(base.rows(LIVE))
    for _, several in groupby(rows, key=lambda row: row[0]):
        done = None
        for _, start, end in several:
            found += done is not None and start < done
            done = end if done is None else max(done, end)
    return found


def halves(base: Base) -> int:
    """Appointments without all their grains or without the line of the log that tells them; grains of nobody."""
    grains = dict(base.rows("SELECT appointment_id, count(*) FROM appointments_grain GROUP BY 1"))
    told = {row[0] for row in base.rows("SELECT subject_id FROM core_event WHERE verb = 'booked'")}
    rows = base.rows(f"SELECT id, {minutes(base)} FROM appointments_appointment WHERE state = 'prévu'")
    wrong = sum(1 for key, length in rows if grains.pop(key, 0) != -(-length // 5) or str(key) not in told)
    return wrong + len(grains)


def minutes(base: Base) -> str:
    if base.url:
        return 'CAST(extract(epoch FROM "end" - start) / 60 AS integer)'
    return 'CAST(round((julianday("end") - julianday(start)) * 1440) AS integer)'


def seats(base: Base, workshop: int) -> dict:
    """Who has a seat, who waits; seats given twice count as overlaps."""
    sql = f"SELECT id, state, seat FROM appointments_registration WHERE workshop_id = {workshop} ORDER BY id"
    rows = base.rows(sql)
    taken = [seat for _, state, seat in rows if state in ("inscrit", "proposé")]
    return {
        "confirmed": sum(1 for row in rows if row[1] == "inscrit"),
        "waiting": [row[0] for row in rows if row[1] == "en attente"],
        "offered": [row[0] for row in rows if row[1] == "proposé"],
        "seats": sorted(taken),
        "twice": len(taken) - len(set(taken)),
    }


def seat_holders(base: Base, workshop: int) -> set[str]:
    """Digests of the tickets that have a seat."""
    where = f"workshop_id = {workshop} AND state = 'inscrit'"
    return {row[0] for row in base.rows(f"SELECT token_hash FROM appointments_registration WHERE {where}")}


def digest(base: Base, ticket: str) -> str:
    """Of a ticket's address, as the site keeps it: said again here, so that Django is not asked to judge itself."""
    token = ticket.rstrip("/").rpartition("/")[2]
    key = sha256(b"maillage.appointment" + (base.folder / "secret_key").read_bytes()).digest()
    return hmac.new(key, token.encode(), sha256).hexdigest()


def tickets(base: Base) -> set[str]:
    """Digests of those that hold a moment."""
    return {row[0] for row in base.rows("SELECT token_hash FROM appointments_appointment WHERE state = 'prévu'")}


def verbs(base: Base) -> dict[str, int]:
    """What the log tells of appointments."""
    about = "subject_type = 'appointments.appointment'"
    return dict(base.rows(f"SELECT verb, count(*) FROM core_event WHERE {about} GROUP BY 1 ORDER BY 1"))


def is_whole(base: Base) -> bool:
    """What SQLite says of its own file; PostgreSQL opened it, which is all it says."""
    return bool(base.url) or base.rows("PRAGMA integrity_check") == [("ok",)]


def told(base: Base, verb: str) -> list[tuple[int, dict]]:
    """[(subject, what was told), …]"""
    rows = base.rows(f"SELECT subject_id, told FROM core_event WHERE verb = '{verb}' ORDER BY id")
    return [(int(key), json.loads(said) if isinstance(said, str) else said) for key, said in rows]
