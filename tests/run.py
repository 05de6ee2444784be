"""All the tests this machine can run, in three parts. What it lacks is said aloud; with CI=true it is a failure."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from tests.browser.site import chromium  # noqa: E402
from tests.with_postgres import programs  # noqa: E402

PYTEST = [sys.executable, "-m", "pytest", "-rs", "-p", "no:cacheprovider"]
BOTH_CORES = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]  # conftest says which files begin
IN_CI = os.environ.get("CI") == "true"


def parts() -> list[tuple[str, bool, list[str]]]:
    """Name, whether the machine can, command."""
    suite = [*PYTEST, *BOTH_CORES, "-m", "not browser", "tests"]
    return [
        ("SQLite", True, suite),
        ("PostgreSQL", programs() is not None, [sys.executable, str(HERE / "with_postgres.py"), *suite]),
        ("Chromium", chromium() is not None, [*PYTEST, *BOTH_CORES, "-m", "browser", "tests/browser"]),
    ]


def run(name: str, possible: bool, command: list[str], compiled: str) -> str:
    print(f"\n=== {name} ===", flush=True)
    if not possible:
        return "FAILED: not installed (in CI, a skip is a failure)" if IN_CI else "SKIPPED: not installed here"
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="maillage-tests-") as data:
        code = subprocess.run(command, cwd=HERE.parent, env=environment(data, compiled)).returncode
    return f"{'passed' if code == 0 else f'FAILED (exit code {code})'} in {time.monotonic() - started:.0f} s"


def environment(data: str, compiled: str) -> dict[str, str]:
    """Tests start hundreds of processes: each finds our modules compiled, even where Python may write none."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return env | {"MAILLAGE_DATA": data, "PYTHONPYCACHEPREFIX": compiled}


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="maillage-compiled-") as compiled:
        results = {name: run(name, possible, command, compiled) for name, possible, command in parts()}
    print("\n=== In short ===")
    for name, result in results.items():
        print(f"{name}: {result}")
    return any(result.startswith("FAILED") for result in results.values())


if __name__ == "__main__":
    sys.exit(main())
