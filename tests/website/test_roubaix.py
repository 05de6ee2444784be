"""The living Roubaix says what its sources say, no more; and what it shows is what they say."""

import json
import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from shapely import unary_union
from shapely.geometry import shape

from maillage.core.points import Point
from maillage.network.models import Organisation
from maillage.network.queries import members
from maillage.places import actions, hours
from maillage.places.columns import NATIONAL
from maillage.places.directory import Search, directory
from maillage.places.models import Offer, Place, PlaceEvent
from maillage.territory.geocoding import locate
from maillage.territory.models import Commune, Zone
from maillage.website import roubaix

pytestmark = pytest.mark.django_db
PARENTS = "Espace ressource parents (Cité éducative)"
MINUTES = "petits-dejeuners-2022-09-30"


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    """Loaded once for the module, inside a transaction undone at its end."""
    from django.db import transaction

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        roubaix.load()
        yield
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def loaded(_loaded, db, nothing_remembered):
    return None


def real():
    return Place.objects.exclude(pk__startswith=roubaix.EXAMPLE)


def examples():
    return Place.objects.filter(pk__startswith=roubaix.EXAMPLE)


def names(search: Search) -> list[str]:
    found = directory.find(search).ids
    return [Place.objects.get(pk=id).nom for id in found]


# -- the territory


def test_roubaix_and_its_metropole():
    commune = Commune.objects.get(pk="59512")
    assert (commune.nom, commune.population, commune.attribution) == (
        "Roubaix", 98_286, "IGN Admin Express COG, Licence Ouverte 2.0",
    )  # fmt: skip
    assert Commune.objects.exclude(geometry=None).count() == 95


def test_five_sectors_and_ten_neighbourhoods_whose_limits_are_only_indicative():
    assert sorted(Zone.objects.filter(kind="secteur").values_list("nom", flat=True)) == [
        "Quartiers Centre", "Quartiers Est", "Quartiers Nord", "Quartiers Ouest", "Quartiers Sud",
    ]  # fmt: skip
    assert Zone.objects.filter(kind="quartier").exclude(sector=None).count() == 10
    assert set(Zone.objects.values_list("approximate", flat=True)) == {True}
    assert set(Zone.objects.values_list("population", flat=True)) == {None}


def test_the_neighbourhoods_cover_the_commune_without_overlap():
    parts = [shape(zone.geometry) for zone in Zone.objects.filter(kind="quartier")]
    whole = shape(Commune.objects.get(pk="59512").geometry)
    assert sum(part.area for part in parts) == pytest.approx(whole.area, rel=1e-4)
    assert unary_union(parts).area == pytest.approx(whole.area, rel=1e-4)


EXPECTED = {
    "roubaix-mediatheque-grand-plage": "centre",
    "roubaix-maison-services-est": "trois-ponts",
    "roubaix-emmaus-connect": "trois-ponts",
    "roubaix-poste-epeule": "epeule",
    "roubaix-ccas": "centre",
    "roubaix-hotel-de-ville": "centre",
    "roubaix-centre-social-echo": "hommelet",
    "roubaix-centre-social-nautilus": "epeule",
    "roubaix-fil-de-l-epeule": "epeule",
    "roubaix-condition-publique": "sainte-elisabeth",
    "roubaix-ad3s": "linne",
    "roubaix-simplon": "centre",
    "roubaix-e2c": "centre",
    "roubaix-utpas": "sainte-elisabeth",
    "roubaix-caf": "sainte-elisabeth",
    "roubaix-cpam": "epeule",
    "roubaix-france-travail": "centre",
    "roubaix-finances-publiques": "linne",
    "roubaix-espace-afev": "sainte-elisabeth",
    "exemple-espace-tisserands": "epeule",
    "exemple-maison-fileurs": "trois-ponts",
    "exemple-atelier-canal": "alma",
}


def test_each_place_with_a_position_stands_in_the_neighbourhood_expected():
    neighbourhoods = set(Zone.objects.filter(kind="quartier").values_list("pk", flat=True))
    located = Place.objects.exclude(latitude=None)
    assert {place.pk: "".join(neighbourhoods & set(place.zones)) for place in located} == EXPECTED


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("epeul", "Épeule (Roubaix)"),
        ("rue de lepeule", "Rue de l'Épeule, Roubaix"),
        ("3 ponts", "Trois-Ponts (Roubaix)"),
        ("l'alma", "Alma (Roubaix)"),
        ("tourcoin", "Tourcoing"),
        ("71 avenue de verdun", "71 avenue de Verdun, Roubaix"),
    ],
)
def test_one_starts_from_a_neighbourhood_a_street_or_a_town_without_any_network(text, label):
    assert locate(text)[0].label == label


# -- who


def test_the_actors_of_the_first_meeting_and_the_services_of_the_city():
    told = roubaix.read("roubaix-organisations.json")
    assert [len(told[group]) for group in ("present", "excused", "city")] == [24, 2, 14]
    known = {organisation.nom for organisation in Organisation.objects.all()}
    assert {row["nom"] for group in ("present", "excused", "city", "cited") for row in told[group]} - known == set()


def test_the_federation_lists_its_members_and_says_that_they_are_inferred():
    federation = Organisation.objects.get(slug="federation-centres-sociaux-nord-pas-de-calais")
    assert [one.nom for one in members(federation)] == [
        "Centre social Assia Djebar", "Centre social Basse Masure", "Centre social E.C.H.O.",
        "Centre social Fresnoy-Mackellerie", "Centre social Pile Sainte-Élisabeth", "Centre social de l'Alma",
        "Centre social de l'Hommelet", "Centre social des 3 Villes", "Centre social des 4 Quartiers",
    ]  # fmt: skip
    assert "à confirmer" in federation.missions


# -- where and what


def test_the_nine_parent_spaces_and_no_other():
    assert sorted(names(Search().only("programmes", PARENTS))) == [
        "Centre social Assia Djebar", "Centre social Basse Masure", "Centre social E.C.H.O.",
        "Centre social Fresnoy-Mackellerie", "Centre social de l'Alma", "Centre social de l'Hommelet",
        "Centre social des 3 Villes", "Centre social des 4 Quartiers", "Espace ressource parents de l'AFEV",
    ]  # fmt: skip
    spaces = Place.objects.filter(programmes__has=PARENTS)
    assert {tuple(one.publics_specifiquement_adresses) for one in spaces} == {("Familles et/ou enfants",)}


def test_the_house_of_services_has_seven_computers_of_which_one_adapted():
    place = Place.objects.get(pk="roubaix-maison-services-est")
    assert list(place.equipment.values_list("kind", "count", "adapted_count")) == [("ordinateur", 7, 1)]
    assert list(place.staff.values_list("role", "count")) == [("conseiller numérique", 1), ("médiateur numérique", 2)]
    assert list(place.labels.values_list("nom", "since")) == [("France Services", "2021-10")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ECHO", "Centre social E.C.H.O."),
        ("E.C.H.O.", "Centre social E.C.H.O."),
        ("echo", "Centre social E.C.H.O."),
        ("Emmatus", "Emmaüs Connect Roubaix"),
        ("emmaus", "Emmaüs Connect Roubaix"),
        ("basse measure", "Centre social Basse Masure"),
        ("maison des services", "France services – Mairie des quartiers Est (3 Ponts)"),
        ("CS Hommelet", "Centre social de l'Hommelet"),
    ],
)
def test_another_name_finds_the_place(text, name):
    assert names(Search(text=text))[0] == name


def test_searching_for_pronote_finds_the_parent_spaces():
    found = set(names(Search(text="pronote")))
    assert {one.nom for one in Place.objects.filter(programmes__has=PARENTS)} <= found


def test_a_place_may_be_hosted_by_another():
    assert dict(Place.objects.exclude(hosted_at=None).values_list("nom", "hosted_at__nom")) == {
        "Emmaüs Connect Roubaix": "France services – Mairie des quartiers Est (3 Ponts)",
        "Espace ressource parents de l'AFEV": "La Condition Publique",
    }


def test_what_lacks_an_address_is_shown_without_a_pin():
    bare = Place.objects.filter(adresse="")
    assert {(one.published, one.latitude, one.organisation is not None) for one in bare} == {(True, None, True)}
    assert bare.count() == 8


def test_the_positions_that_are_not_sure_say_so():
    unsure = Place.objects.exclude(position_precision__in=["adresse", ""])
    assert dict(unsure.values_list("pk", "position_precision")) == {
        "roubaix-ccas": "douteuse", "roubaix-hotel-de-ville": "rue", "roubaix-poste-epeule": "rue",
    }  # fmt: skip


def test_each_filled_column_of_a_real_place_has_a_source_and_a_date():
    for place in real().prefetch_related("origins__source"):
        told = {name for row in place.origins.all() if row.source and row.date for name in row.columns}
        local = ("aliases", "uses", "programmes", "level", "position_precision", "position_source")
        filled = {name for name in (*NATIONAL, *local) if getattr(place, name) not in ("", None, [])}
        filled |= {name for name in roubaix.ROWS if getattr(place, name).exists()}
        assert filled - told - {"id"} == set(), place.pk


def test_no_real_place_is_said_verified_and_each_is_dated_as_its_source():
    assert set(real().values_list("verified_on", flat=True)) == {None}
    assert (min(real().values_list("date_maj", flat=True)).year, real().filter(date_maj=None).count()) == (2018, 0)


# -- actions


def test_the_existing_actions_are_loaded_structure_by_structure():
    told = roubaix.read("roubaix-actions.json")["actions"]
    loaded = Offer.objects.filter(source__startswith="Petits déjeuners")
    assert loaded.count() == len(told) == 44
    notes = {f"M{table}-{n:02}" for table, numbers in {
        1: (13, 14), 2: (13, 14, 15, 16), 3: (9, 10, 11, 12, 13), 4: range(12, 19), 5: range(16, 24)
    }.items() for n in numbers}  # fmt: skip
    assert {row["note"].split(" ")[0] for row in told if row["note"].startswith("M")} == notes


def test_an_action_is_carried_by_one_structure_and_held_at_another():
    offer = Offer.objects.get(nom="Parcours Parentalité")
    assert (offer.organisation.nom, offer.place.nom, [one.nom for one in offer.partners.all()]) == (
        "Emmaüs Connect", "Centre social de l'Hommelet", ["Centre social de l'Hommelet"],
    )  # fmt: skip


def test_where_the_minutes_do_not_say_the_place_the_action_says_it_is_supposed():
    at_emmaus = Offer.objects.filter(place="roubaix-emmaus-connect")
    assert at_emmaus.count() == 3
    assert all("Lieu supposé" in offer.description for offer in at_emmaus)


# -- examples


def test_three_fictitious_places_say_so_and_are_filled_to_the_last_column():
    assert [one.nom.endswith("(exemple fictif)") for one in examples()] == [True] * 3
    local = ("aliases", "uses", "languages", "audience", "level", "programmes", "verified_on", "verified_by", "zones")
    for place in examples():
        assert [name for name in (*NATIONAL, *local) if getattr(place, name) in ("", None, [])] == []
        assert [name for name in (*roubaix.ROWS, "offers") if not getattr(place, name).exists()] == []
        assert hours.is_valid(place.horaires)
        assert {"SH", "PH"} <= set(re.findall("[SP]H", place.horaires))
        place.full_clean()


def test_one_printer_of_the_examples_is_broken():
    broken = [(one.place_id, one.kind) for place in examples() for one in place.equipment.filter(state="en panne")]
    assert broken == [("exemple-maison-fileurs", "imprimante")]


def test_the_examples_phones_and_mails_can_belong_to_nobody():
    for place in examples():
        assert re.fullmatch(r"\+3335301\d{4}", place.telephone)
        assert all(mail.endswith("@example.org") for mail in place.courriels)
        assert all(url.startswith("https://example.org/") for url in [*place.site_web, place.prise_rdv])


def test_the_examples_stay_fresh():
    place = examples().first()
    old = timezone.localdate() - timedelta(days=200)
    actions.update(place, columns={"verified_on": old, "date_maj": old})
    roubaix.refresh_examples()
    place.refresh_from_db()
    assert (timezone.localdate() - place.verified_on).days < 60


# -- no person


def test_the_data_hold_no_person_no_mobile_and_no_mailbox():
    text = "\n".join(path.read_text(encoding="utf-8") for path in roubaix.HERE.glob("*.json"))
    mails = set(re.findall(r"[\w.+-]+@[\w.-]+", text))
    assert {mail for mail in mails if not mail.endswith("@example.org")} == set()
    assert re.findall(r"\+33[67]\d{8}|\b0[67](?:[ .]?\d\d){4}", text) == []
    assert re.findall(r"\b(?:M\.|Mme|Monsieur|Madame)\s", text) == []


# -- twice


def test_loading_twice_changes_nothing(capsys):
    before = (PlaceEvent.objects.count(), Offer.objects.count(), list(Place.objects.values_list("pk", "revision")))
    call_command("load_roubaix")
    assert set(json.loads(capsys.readouterr().out).values()) == {0}
    after = (PlaceEvent.objects.count(), Offer.objects.count(), list(Place.objects.values_list("pk", "revision")))
    assert after == before


def test_a_correction_outlives_a_second_loading():
    place = Place.objects.get(pk="roubaix-ccas")
    actions.update(place, columns={"adresse": "9 bis rue Pellart"})
    roubaix.load()
    place.refresh_from_db()
    assert place.adresse == "9 bis rue Pellart"


def test_a_city_s_own_zones_are_not_replaced():
    Zone.objects.filter(kind="quartier").exclude(pk="alma").delete()
    roubaix.load()
    assert Zone.objects.filter(kind="quartier").count() == 1


def test_from_the_grand_place_the_town_hall_is_the_nearest():
    assert names(Search(near=Point(50.6922, 3.1746)))[0] == "Hôtel de ville de Roubaix"
