"""Every write tells where it comes from, leaves an event, and makes what is derived follow."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.models import Revision
from maillage.places import actions, publishing
from maillage.places.models import PLACES, Place
from maillage.places.origins import reassign
from tests.factories import EquipmentFactory, PlaceFactory, SourceFactory, ZoneFactory

COLUMNS = st.lists(st.sampled_from(["nom", "adresse", "telephone", "horaires"]), unique=True)


@given(st.dictionaries(st.integers(0, 3), COLUMNS), COLUMNS, st.integers(0, 3))
def test_a_column_stands_behind_one_origin_at_most(origins, columns, key):
    seen: set[str] = set()
    origins = {k: [c for c in names if not (c in seen or seen.add(c))] for k, names in origins.items()}

    after = reassign(origins, columns, key)

    flat = [name for names in after.values() for name in names]
    assert sorted(flat) == sorted(set(flat))
    assert set(flat) == seen | set(columns)
    assert set(columns) <= set(after.get(key, []))
    assert all(after.values())


@pytest.mark.django_db
class TestActions:
    def test_a_new_place_tells_its_origin_and_its_event(self):
        source = SourceFactory()

        place = actions.create(
            id="a", columns={"nom": "Lieu", "adresse": "1 rue A", "telephone": ""}, source=source, date=date(2022, 5, 3)
        )

        (origin,) = place.origins.all()
        (event,) = place.events.all()
        assert (origin.columns, origin.source, origin.date) == (["adresse", "nom"], source, date(2022, 5, 3))
        assert (event.kind, event.changes) == ("créé", {"nom": [None, "Lieu"], "adresse": [None, "1 rue A"]})

    def test_what_does_not_change_writes_nothing(self):
        place = PlaceFactory(services=["Loisirs et créations numériques"], date_maj=date(2022, 5, 3))
        before = Revision.current(PLACES)

        event = actions.update(
            place,
            columns={"services": ["Loisirs et créations numériques"], "date_maj": date(2022, 5, 3), "nom": place.nom},
        )

        assert (event, Revision.current(PLACES), place.events.count()) == (None, before, 0)

    @pytest.mark.parametrize(
        ("columns", "kind"),
        [
            ({"telephone": "0320334500"}, "modifié"),
            ({"adresse": "2 rue B"}, "déplacé"),
            ({"adresse": "2 rue B", "life_cycle": "fermé"}, "fermé"),
        ],
    )
    def test_an_event_says_what_kind_of_change_it_is(self, columns, kind):
        assert actions.update(PlaceFactory(), columns=columns).kind == kind

    def test_a_corrected_column_changes_origin_and_the_others_do_not(self):
        old, new = SourceFactory(slug="old"), SourceFactory(slug="new")
        place = actions.create(id="a", columns={"nom": "Lieu", "adresse": "1 rue A"}, source=old)

        actions.update(place, columns={"adresse": "2 rue B"}, source=new)

        assert {origin.source.slug: list(origin.columns) for origin in place.origins.all()} == {
            "old": ["nom"], "new": ["adresse"],
        }  # fmt: skip


@pytest.mark.django_db
class TestRows:
    """Devices, staff, labels…: lists of a place in tables of their own."""

    def test_a_list_that_arrives_replaces_the_list_that_was_and_tells_where_it_comes_from(self):
        place, source = EquipmentFactory(kind="scanner").place, SourceFactory()

        event = actions.put_rows(
            place, rows={"equipment": [{"kind": "imprimante", "count": 2}]}, source=source, date=date(2022, 5, 3)
        )

        (origin,) = place.origins.all()
        assert (origin.columns, origin.source, origin.date) == (["equipment"], source, date(2022, 5, 3))
        assert list(place.equipment.values_list("kind", "count")) == [("imprimante", 2)]
        assert event.changes == {"equipment": [[{"kind": "scanner"}], [{"kind": "imprimante", "count": 2}]]}
        assert "imprim" in Place.objects.get().search_keys

    def test_the_same_list_writes_nothing(self):
        place = PlaceFactory()
        rows = {"staff": [{"role": "médiateur numérique", "count": 1.5}, {"role": "bénévole", "count": 2}]}
        actions.put_rows(place, rows=rows)
        before = Revision.current(PLACES)

        assert actions.put_rows(place, rows={"staff": rows["staff"][::-1]}) is None
        assert (Revision.current(PLACES), place.events.count()) == (before, 1)


@pytest.mark.django_db
class TestDerived:
    def test_two_places_of_one_name_have_two_addresses(self):
        assert [PlaceFactory(nom="Mairie").slug for _ in range(3)] == [
            "mairie-roubaix", "mairie-roubaix-2", "mairie-roubaix-3",
        ]  # fmt: skip

    def test_the_commune_is_not_said_twice(self):
        assert PlaceFactory(nom="CCAS de Roubaix").slug == "ccas-de-roubaix"

    def test_an_address_of_page_never_changes(self):
        place = PlaceFactory(nom="Ancien")
        actions.update(place, columns={"nom": "Nouveau"})

        assert place.slug == "ancien-roubaix"

    def test_a_name_no_one_can_spell_still_has_an_address(self):
        assert PlaceFactory(nom="!!!", commune="").slug == "lieu"

    def test_a_place_knows_its_zones_and_their_sector(self):
        ZoneFactory(code="epeule", latitude=50.69, longitude=3.17, sector=ZoneFactory(code="ouest", geometry=None))

        assert PlaceFactory(latitude=50.69, longitude=3.17).zones == ["epeule", "ouest"]
        assert PlaceFactory().zones == []

    @pytest.mark.parametrize(
        ("columns", "reasons"),
        [
            ({}, []),
            ({"nom": ""}, ["Le nom manque."]),
            ({"adresse": "", "telephone": "0320334500"}, []),
            (
                {"adresse": ""},
                ["Aucun moyen de venir ni de contacter : il faut une adresse, un téléphone ou un lien."],
            ),
        ],
    )
    def test_what_blocks_a_place_is_said_in_words(self, columns, reasons):
        place = PlaceFactory(**columns)

        assert publishing.blockers(place) == reasons
        assert place.published is not bool(reasons)
        assert Place.objects.held_back().exists() is bool(reasons)

    def test_a_device_added_makes_its_place_follow(self):
        place = PlaceFactory()
        before = Revision.current(PLACES)

        EquipmentFactory(place=place, kind="scanner").delete()

        assert Revision.current(PLACES) == before + 2
