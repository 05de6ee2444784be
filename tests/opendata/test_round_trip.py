"""What leaves can come back: nothing is lost, and reading it again changes nothing."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from maillage.opendata.exports import Format, stream
from maillage.places.columns import NATIONAL
from maillage.places.models import Place
from tests.opendata.places import complete, rich

pytestmark = pytest.mark.django_db


def written(path: Path, kind: Format) -> Path:
    path.write_bytes(b"".join(stream(kind)))
    return path


def read(path: Path, source: str = "essai") -> dict[str, int]:
    out = io.StringIO()
    call_command("import_places", str(path), "--source", source, "--format", "json", stdout=out)
    counts = json.loads(out.getvalue())
    return {name: counts[name] for name in ("read", "created", "updated", "unchanged", "rejected")}


def rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EXAMPLE = dict(
    zip(
        NATIONAL,
        [
            "structure-1", "43493312300029", "Anonymal", "Roubaix", "59100", "59512", "12 BIS RUE DE LECLERCQ",
            "Le patio", "50.69", "3.17", "TIERS_LIEUX|ASSO", "+33180059880",
            "contact@exemple.test|responsable@exemple.test", "https://www.exemple.test/|https://autre.exemple.test/",
            "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00",
            "Notre association propose des formations.", "Nous assurons une permanence, le samedi.", "Hubik",
            "Itinérant", "SIRET de la ville pour une bibliothèque.", "2024-04-02",
            "Maîtrise des outils numériques du quotidien|Insertion professionnelle via le numérique", "Jeunes|Femmes",
            "Surdité|Langues étrangères (anglais)", "Gratuit sous condition|Payant", "Aidants Connect|La Croix Rouge",
            "Formé à « Mon Espace Santé »", "Label et la bête", "Se présenter|Téléphoner",
            "Dans un atelier collectif|À distance", "https://acceslibre.beta.gouv.fr/app/13/",
            "https://www.rdv-solidarites.fr/",
        ],
        strict=True,
    )
)  # fmt: skip


def test_a_complete_national_row_comes_in_and_leaves_word_for_word(tmp_path):
    path = tmp_path / "entrée.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, NATIONAL)
        writer.writeheader()
        writer.writerow(EXAMPLE)
    read(path)

    assert rows(written(tmp_path / "sortie.csv", Format.CSV)) == [EXAMPLE]


def test_the_published_example_of_the_standard_loses_nothing(tmp_path, shared):
    example = shared / "standard" / "exemple-valide-v1.0.2.csv"
    read(example)

    assert rows(written(tmp_path / "sortie.csv", Format.CSV)) == rows(example)


def test_the_extended_file_read_again_changes_nothing(tmp_path):
    host = rich()
    complete(id="hébergé", adresse="", hosted_at=host)
    complete(id="=formule", nom="=1+1", presentation_detail="@ceci", telephone="+33320000000")
    complete(id="apostrophe", nom="'=1+1", life_cycle="prévu", pivot="")
    before = {place.pk: place.revision for place in Place.objects.all()}
    first = written(tmp_path / "un.csv", Format.EXTENDED)

    counts = read(first)

    assert counts == read(written(tmp_path / "tableur.csv", Format.SPREADSHEET))
    assert counts == {"read": 4, "created": 0, "updated": 0, "unchanged": 4, "rejected": 0}
    assert {place.pk: place.revision for place in Place.objects.all()} == before
    assert written(tmp_path / "deux.csv", Format.EXTENDED).read_bytes() == first.read_bytes()


def test_the_extended_file_fills_an_empty_base_with_the_same_places(tmp_path):
    rich(organisation=None, position_source="fichier")
    complete(id="=formule", nom="=1+1", aliases=["-un", "deux"])
    Place.objects.get(pk="riche").offers.all().delete()
    first = written(tmp_path / "un.csv", Format.EXTENDED)
    Place.objects.all().delete()

    read(first)

    again = rows(written(tmp_path / "deux.csv", Format.EXTENDED))
    different = [(name, old[name], new[name]) for old, new in zip(rows(first), again, strict=True) for name in old]
    assert [one for one in different if one[1] != one[2] and one[0] != "local_origins"] == []
