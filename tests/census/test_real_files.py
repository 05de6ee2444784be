"""The real files: every record counted, the second run changes nothing."""

import pytest

from maillage.census.actions import import_places
from maillage.places.models import Place
from tests.census.files import counts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def twice(path, source):
    return counts(import_places(path=path, source=source)), counts(import_places(path=path, source=source))


@pytest.mark.any_database  # the next one tells what PostgreSQL does with a file
def test_the_national_file(shared):
    first, second = twice(shared / "data" / "lieux-france-hors-59.csv", "france")
    assert (first, second) == ((14357, 0, 0, 0), (0, 0, 14357, 0))


def test_france_services_twenty_months_apart(shared):
    folder = shared / "data" / "brut"
    first, again = twice(folder / "france-services-2022-12.csv", "france-services")
    assert (first, again) == ((2461, 0, 0, 20), (0, 0, 2461, 20))
    later, again = twice(folder / "france-services-2024-08.csv", "france-services")
    assert (sum(later), again) == (2481, (0, 0, 2481, 0))
    assert later[0] == 20 and later[1] > 1500
    place = Place.objects.get(id="france-services-1")
    assert place.horaires == "Mo 13:30-17:00; Tu-Th 09:00-12:00,13:30-17:00; Fr 09:00-12:00,13:30-16:00"


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
