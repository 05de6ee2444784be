"""The real files: every record counted, the second run changes nothing."""

import pytest

from maillage.census.actions import import_places
from maillage.places.models import Place
from tests.census.files import counts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def twice(path, source):
    return counts(import_places(path=path, source=source)), counts(import_places(path=path, source=source))


@pytest.mark.any_database  # France Services tells what PostgreSQL does with a file (test_twenty_months.py)
def test_the_national_file(shared):
    first, second = twice(shared / "data" / "lieux-france-hors-59.csv", "france")
    assert (first, second) == ((14357, 0, 0, 0), (0, 0, 14357, 0))


@pytest.mark.parametrize(
    ("name", "rows"), [("mulhouse-2023-02-latin1.csv", 55), ("aix-en-provence-2024-02-standard-v0.json", 38)]
)
def test_the_own_files_of_two_cities(shared, name, rows):
    assert twice(shared / "data" / "brut" / name, name.split("-")[0]) == ((rows, 0, 0, 0), (0, 0, rows, 0))


def test_a_file_of_the_older_schema_arrives_in_the_words_of_the_new_one(shared):
    import_places(path=shared / "data" / "brut" / "aix-en-provence-2024-02-standard-v0.json", source="aix")
    place = Place.objects.get(id="aix-1")
    assert place.dispositif_programmes_nationaux == ["Conseillers numériques", "Aidants Connect"]
    assert place.services[:2] == ["Aide aux démarches administratives", "Maîtrise des outils numériques du quotidien"]


def test_the_example_of_the_standard(shared):
    assert twice(shared / "standard" / "exemple-valide-v1.0.2.csv", "exemple") == ((1, 0, 0, 0), (0, 0, 1, 0))
