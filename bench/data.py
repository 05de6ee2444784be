"""20 000 invented places: the same arguments give the same bytes."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("MAILLAGE_SHARED", ROOT.parent / "shared"))
GENERATOR = SHARED / "tools/generate_lieux.py"
SCHEMA = ROOT / "docs/data/standard-mediation-num-v1.0.2.json"


class Missing(Exception):
    """Without places there is nothing to measure: say which file is needed."""


def generate(path: Path, *options: str, count: int = 20_000) -> Path:
    if not GENERATOR.exists():
        raise Missing(
            "The benchmark needs the generator of places, tools/generate_lieux.py of the shared folder: "
            "put that folder beside this repository, or name it in MAILLAGE_SHARED."
        )
    subprocess.run([sys.executable, GENERATOR, "-n", str(count), "-o", path, *options], check=True, stdout=sys.stderr)
    return path
