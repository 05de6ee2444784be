"""A city's own zones come in from a file; places follow."""

import json

import pytest
from django.core.management import CommandError, call_command

from maillage.places.models import Place
from maillage.territory import geocoding
from maillage.territory.actions import put_zone
from maillage.territory.models import Zone
from maillage.territory.queries import zone_codes_at
from tests.factories import CommuneFactory, PlaceFactory, ZoneFactory, square

pytestmark = pytest.mark.django_db


@pytest.fixture
def roubaix():
    return CommuneFactory(geometry=square(50.69, 3.17, half=0.05))


def feature(nom="Alma", geometry=None, **properties):
    return {
        "type": "Feature",
        "properties": {"nom": nom, **properties},
        "geometry": geometry or square(50.69, 3.17),
    }


def load(tmp_path, *features, content=None, **options):
    path = tmp_path / "zones.geojson"
    path.write_text(content or json.dumps({"type": "FeatureCollection", "features": list(features)}))
    call_command("import_zones", path, **{"kind": "quartier", "commune": "59512", **options})


def test_zones_come_in_with_their_names_codes_and_populations(roubaix, tmp_path):
    load(tmp_path, feature(code="A1", population="1 200"), source="SIG de la ville")
    zone = Zone.objects.get()
    assert (zone.pk, zone.nom, zone.kind, zone.population, zone.source, zone.approximate) == (
        "a1", "Alma", "quartier", 1200, "SIG de la ville", False,
    )  # fmt: skip


def test_qpv_and_iris_files_speak_with_their_own_words_and_name_other_communes(roubaix, tmp_path, capsys):
    here = {
        "type": "Feature",
        "geometry": square(50.69, 3.17),
        "properties": {"CODE_IRIS": "595120101", "NOM_IRIS": "Alma Nord", "INSEE_COM": "59512"},
    }
    there = {
        "type": "Feature",
        "geometry": square(50.6, 3.0),
        "properties": {"CODE_IRIS": "593500101", "NOM_IRIS": "Lille", "INSEE_COM": "59350"},
    }
    load(tmp_path, here, there, kind="iris")
    assert list(Zone.objects.values_list("pk", "nom", "kind")) == [("595120101", "Alma Nord", "iris")]
    assert "Ignorées, d'autres communes : 1." in capsys.readouterr().out


def test_the_same_file_twice_changes_nothing(roubaix, tmp_path, capsys):
    load(tmp_path, feature(code="A1"))
    load(tmp_path, feature(code="A1"))
    assert capsys.readouterr().out.splitlines()[-1] == "Zones créées : 0, modifiées : 0, inchangées : 1."


@pytest.mark.parametrize(
    ("features", "reason"),
    [
        ([feature(nom="")], "Pas de nom. Propriétés présentes : nom"),
        ([{"type": "Feature", "properties": {"libelle_x": "Alma"}, "geometry": square(50.69, 3.17)}], "libelle_x"),
        ([feature(geometry={"type": "Point", "coordinates": [3.17, 50.69]})], "pas « Point »"),
        ([feature(geometry=square(7_000_000, 700_000))], "WGS84"),
        ([feature(geometry=square(45, 3))], "« Alma » est hors de la commune 59512"),
        ([feature(geometry={"type": "Polygon", "coordinates": "non"})], "contour manque ou n'est pas lisible"),
        ([{"type": "Feature", "properties": {"nom": "Alma"}, "geometry": None}], "contour manque"),
        ([feature(code="a"), feature(code="a")], "même code « a »"),
        (["rien"], "Pas de nom"),
        ([], "n'est pas un GeoJSON"),
    ],
)
def test_a_zone_that_cannot_be_taken_says_why_and_nothing_is_written(roubaix, tmp_path, features, reason):
    with pytest.raises(CommandError) as refusal:
        load(tmp_path, feature(nom="Bonne", code="bonne"), *features) if features else load(tmp_path)
    assert reason in str(refusal.value)
    assert Zone.objects.count() == 0


@pytest.mark.parametrize("content", ["<kml/>", "[]", "3", '{"features": {}}'])
def test_a_file_that_is_no_geojson_is_refused(roubaix, tmp_path, content):
    with pytest.raises(CommandError):
        load(tmp_path, content=content)


def test_an_unknown_commune_and_a_missing_file_are_refused(roubaix, tmp_path):
    with pytest.raises(CommandError, match="Commune inconnue"):
        load(tmp_path, feature(), commune="99999")
    with pytest.raises(CommandError, match="illisible"):
        call_command("import_zones", tmp_path / "absent.geojson", kind="quartier", commune="59512")


def test_places_follow_their_new_zones(roubaix, tmp_path, capsys):
    inside, outside = PlaceFactory(latitude=50.69, longitude=3.17), PlaceFactory(latitude=50.72, longitude=3.2)
    load(tmp_path, feature(code="alma"))
    call_command("locate_places")
    assert capsys.readouterr().out.splitlines()[-1] == "Lieux rangés dans d'autres zones : 1."
    assert [list(Place.objects.get(pk=one.pk).zones) for one in (inside, outside)] == [["alma"], []]
    call_command("locate_places")
    assert capsys.readouterr().out.splitlines()[-1] == "Lieux rangés dans d'autres zones : 0."


def test_a_place_stands_in_its_neighbourhood_and_in_the_sector_above(roubaix):
    sector = put_zone(code="nord", nom="Nord", kind="secteur", commune_id="59512", latitude=50.69, longitude=3.17)
    ZoneFactory(code="alma", sector=sector)
    assert list(PlaceFactory(latitude=50.69, longitude=3.17).zones) == ["alma", "nord"]


def test_outlines_are_read_again_when_a_zone_changes(roubaix):
    zone = {"nom": "Alma", "kind": "quartier", "commune_id": "59512", "latitude": 50.69, "longitude": 3.17}
    put_zone(code="alma", geometry=square(50.69, 3.17), **zone)
    assert zone_codes_at(geocoding.Point(50.69, 3.17)) == ["alma"]
    put_zone(code="alma", geometry=square(50.60, 3.10), **zone)
    assert zone_codes_at(geocoding.Point(50.69, 3.17)) == []


def test_an_address_without_a_position_gets_one_and_says_how_sure_it_is(roubaix, monkeypatch):
    place = PlaceFactory(adresse="avenue de Verdun")
    found = geocoding.Found("Avenue de Verdun 59100 Roubaix", geocoding.Point(50.685, 3.2), "rue", "Géoplateforme")
    monkeypatch.setattr(geocoding, "locate", lambda text, near=None: [found])
    call_command("locate_places", addresses=True)
    place.refresh_from_db()
    assert (place.latitude, place.position_precision, place.position_source) == (50.685, "rue", "adresse")
    assert place.events.get().kind == "déplacé"


@pytest.mark.parametrize(
    ("label", "precision"),
    [("Roubaix", "commune"), ("Avenue de Verdun 59000 Lille", "rue"), ("Épeule (Roubaix)", "quartier")],
)
def test_a_false_pin_is_worse_than_none(roubaix, monkeypatch, label, precision):
    place = PlaceFactory(adresse="avenue de Verdun")
    found = geocoding.Found(label, geocoding.Point(50.685, 3.2), precision, "Géoplateforme")
    monkeypatch.setattr(geocoding, "locate", lambda text, near=None: [found])
    call_command("locate_places", addresses=True)
    place.refresh_from_db()
    assert place.latitude is None
