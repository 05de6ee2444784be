"""Files brought in by the coordinator, one in each state; run inside the site's own environment."""

import tempfile
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from maillage.census import actions as census
from maillage.census.models import Upload
from maillage.census.uploading import actions
from maillage.places.actions import update
from maillage.places.models import Place

# without an address nor a phone these places are held back: the public pages of the demo stay what they are
HEADER = "id;nom;commune;code_postal;horaires;date_maj;couleur\n"
ROW = "lieu-apporte-{n};Lieu apporté {n};Roubaix;59100;Mo-Fr 09:00-{end}:00;{day};bleu\n"
SOURCE = "Fichier d'essai"


def text(day: str, numbers: range, end: int = 12) -> str:
    return HEADER + "".join(ROW.format(n=n, day=day, end=end) for n in numbers)


def bring(content: str, by, name: str = "lieux.csv") -> Upload:
    sent = SimpleUploadedFile(name, content.encode())
    upload = actions.receive(sent, source=SOURCE, date=None, complete=True, by=by)
    actions.read(upload)
    upload.refresh_from_db()
    return upload


def bring_files(by) -> None:
    """Two files imported, a correction between them; then one to read, one unreadable, one stopped, one given up."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lieux.csv"
        for day, numbers, end in (("2023-01-01", range(1, 40), 12), ("2024-01-01", range(3, 42), 13)):
            path.write_text(text(day, numbers, end))
            census.import_places(path=path, source=SOURCE, complete=True, by=by)
            update(Place.objects.get(pk="lieu-apporte-5"), columns={"horaires": "Mo-Fr 08:00-20:00"}, by=by)
    bring(text("2025-01-01", range(5, 80), 14) + ";Tourcoing;;;;;\nx;;;;quand on peut;;\n", by)
    bring("%PDF-1.7", by, name="lieux.pdf")
    Upload.objects.filter(pk=bring(text("2025-01-01", range(3)), by).pk).update(state=Upload.State.READING, job=None)
    actions.drop(bring(text("2025-01-01", range(3)), by), by=by)
