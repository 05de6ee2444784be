"""`python tests/with_postgres.py COMMAND…`: run it with DATABASE_URL on a PostgreSQL made for it, removed afterwards.

Speaks through a socket in a temporary folder: no port, no password, nothing of the machine's own servers. PostgreSQL
refuses to run as root; then it runs as `postgres`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses='' -c timezone=UTC"


def programs() -> Path | None:
    """The folder that holds initdb and pg_ctl."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name.split(".")[0]))
    found = shutil.which("initdb")
    folders = ([Path(found).resolve().parent] if found else []) + folders
    return next((folder for folder in reversed(folders) if (folder / "pg_ctl").exists()), None)


@contextmanager
def throw_away_postgres():
    folder = programs()
    if folder is None:
        raise FileNotFoundError("PostgreSQL is not installed here.")
    user = "postgres" if os.geteuid() == 0 else None
    home = Path(tempfile.mkdtemp(prefix="maillage-pg-"))
    if user:
        shutil.chown(home, user)
    data, log = home / "data", home / "log"
    as_user = {"user": user, "cwd": home, "check": True, "stdout": subprocess.DEVNULL}
    try:
        subprocess.run(
            [folder / "initdb", "-D", data, "-U", "maillage", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
            **as_user,
        )
        options = f"-k {home} {FAST}"
        subprocess.run([folder / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start"], **as_user)
        yield f"postgres://maillage@{quote(str(home), safe='')}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            subprocess.run([folder / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **{**as_user, "check": False})
        shutil.rmtree(home, ignore_errors=True)


def main() -> int:
    with throw_away_postgres() as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main())
