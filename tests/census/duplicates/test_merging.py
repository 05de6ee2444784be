"""Two records become one, and two again: nothing is lost on either way."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from maillage.census.actions import import_places
from maillage.census.duplicates import actions, queries
from maillage.census.models import Channel, MatchDecision, Proposal, SourceRecord
from maillage.core.models import Event
from maillage.network.rules import Actor
from maillage.places import actions as places
from maillage.places.models import FieldOrigin, Place
from tests.factories import EquipmentFactory, OfferFactory, PlaceFactory, SourceFactory

ROW = "id;nom;adresse;code_postal;commune;telephone\n"


def merged(kept, gone, actor, **chosen):
    return actions.merge(kept, gone, chosen=chosen, actor=actor)


def fresh(place):
    return Place.objects.get(pk=place.pk)


def state(place):
    """All that a record says and where it comes from, but for what follows from a writing."""
    found = fresh(place)
    columns = {name: places.plain(getattr(found, name)) for name in (*actions.COLUMNS, "slug", "published")}
    rows = {name: places.told_rows(found, name) for name in (*actions.ROWS, "offers")}
    origins = sorted((row.source_id or 0, str(row.date), row.by_id or 0, *row.columns) for row in found.origins.all())
    records = sorted(found.records.values_list("key", "current"))
    return columns, rows, origins, records, sorted(found.guests.values_list("pk", flat=True))


def test_a_value_beats_a_blank(kept, gone, actor):
    merged(kept, gone, actor)

    assert (fresh(kept).telephone, fresh(kept).horaires) == ("+33320000101", "Mo-Fr 09:00-12:00")


def test_one_may_choose_otherwise(kept, gone, actor):
    places.update(gone, columns={"telephone": "+33320000202"})

    merged(kept, fresh(gone), actor, telephone="prendre", nom="prendre")

    assert (fresh(kept).telephone, fresh(kept).nom) == ("+33320000202", "Centre communal d'action sociale")


def test_both_lists(kept, gone, actor):
    places.update(kept, columns={"services": ["Utilisation sécurisée du numérique"]})

    merged(fresh(kept), gone, actor, services="les-deux")

    assert fresh(kept).services == [
        "Utilisation sécurisée du numérique",
        "Accès internet et matériel informatique",
    ]


def test_the_other_name_is_still_found(kept, gone, actor):
    merged(kept, gone, actor)

    assert fresh(kept).aliases == ["Centre communal d'action sociale"]


def test_the_merged_record_is_no_longer_shown_and_leads_to_the_other(kept, gone, actor, client):
    merged(kept, gone, actor)

    answer = client.get("/lieux/centre-communal/")

    assert (fresh(gone).published, answer.status_code, answer["Location"]) == (False, 302, "/lieux/ccas/")
    assert client.get("/api/lieux/b").json()["id"] == "a"


def test_a_chain_of_merges_leads_to_the_last(kept, gone, actor, client):
    last = PlaceFactory(id="z", slug="dernier")
    merged(kept, gone, actor)
    merged(last, fresh(kept), actor)

    assert client.get("/lieux/centre-communal/")["Location"] == "/lieux/dernier/"


def test_each_value_keeps_its_origin(kept, gone, actor):
    source = SourceFactory()
    places.set_origin(gone, ["horaires"], source=source, date=date(2024, 5, 1))

    merged(kept, gone, actor)

    row = FieldOrigin.objects.get(place=kept, source=source)
    assert (list(row.columns), row.date, row.by_id) == (["horaires"], date(2024, 5, 1), None)


def test_what_hangs_on_it_follows(kept, gone, actor):
    OfferFactory(place=gone, nom="Café numérique")
    guest = PlaceFactory(hosted_at=gone)
    waiting = Proposal.objects.create(place=gone, channel=Channel.PUBLIC)

    merged(kept, gone, actor)

    assert [offer.nom for offer in fresh(kept).offers.all()] == ["Café numérique"]
    assert (fresh(guest).hosted_at_id, Proposal.objects.get(pk=waiting.pk).place_id) == ("a", "a")


def test_undoing_gives_everything_back(kept, gone, actor):
    source = SourceFactory()
    places.set_origin(kept, ["nom", "telephone"], source=source, date=date(2023, 1, 1))
    places.set_origin(gone, ["nom", "horaires"], source=source, date=date(2024, 5, 1))
    EquipmentFactory(place=gone, kind="imprimante", count=2)
    OfferFactory(place=gone, nom="Café numérique")
    PlaceFactory(id="guest", hosted_at=gone)
    before = state(kept), state(gone)

    made = merged(fresh(kept), fresh(gone), actor, nom="prendre")
    during = state(kept), state(gone)
    actions.undo(made, actor=actor)

    assert during != before
    assert (state(kept), state(gone)) == before


def test_what_was_written_since_stays(kept, gone, actor):
    made = merged(kept, gone, actor)
    places.update(fresh(kept), columns={"horaires": "Mo-Sa 10:00-18:00", "site_web": ["https://ccas.example"]})

    actions.undo(made, actor=actor)

    assert (fresh(kept).horaires, fresh(kept).site_web) == ("Mo-Sa 10:00-18:00", ["https://ccas.example"])
    assert (fresh(kept).services, fresh(gone).horaires) == ([], "Mo-Fr 09:00-12:00")


def test_events_of_both_are_kept(kept, gone, actor):
    places.update(gone, columns={"nom": "Centre d'action sociale"})

    made = merged(kept, fresh(gone), actor)
    actions.undo(made, actor=actor)

    assert [list(event.changes) for event in fresh(gone).events.order_by("pk")] == [
        ["nom"],
        ["merged_into"],
        ["merged_into"],
    ]
    assert [event.verb for event in Event.objects.order_by("pk")] == ["merged", "unmerged"]


def test_a_merge_is_undone_once(kept, gone, actor):
    made = merged(kept, gone, actor)
    actions.undo(made, actor=actor)

    with pytest.raises(actions.NotPossible):
        actions.undo(made, actor=actor)


def test_the_last_merge_is_undone_first(kept, gone, actor):
    made = merged(kept, gone, actor)
    merged(PlaceFactory(), fresh(kept), actor)

    with pytest.raises(actions.NotPossible):
        actions.undo(made, actor=actor)


def test_a_record_is_merged_once(kept, gone, actor):
    merged(kept, gone, actor)

    with pytest.raises(actions.NotPossible):
        merged(PlaceFactory(), fresh(gone), actor)


def test_a_record_is_not_merged_with_itself(kept, actor):
    with pytest.raises(actions.NotPossible):
        merged(kept, kept, actor)


def test_only_the_coordination_decides(kept, gone):
    with pytest.raises(PermissionDenied):
        merged(kept, gone, Actor())

    assert fresh(gone).merged_into_id is None


@pytest.fixture
def two_sources(tmp_path, db):
    """One place, told by two sources; `again(phone)` brings the second one's file in again."""
    one = tmp_path / "un.csv"
    one.write_text(ROW + "mairie-1;CCAS de Roubaix;9 rue Pellart;59100;Roubaix;0320000101\n", encoding="utf-8")
    import_places(path=one, source="mairie")

    def again(phone):
        other = tmp_path / "deux.csv"
        other.write_text(ROW + f"hub-00000000001;Centre communal;9 rue Pellart;59100;Roubaix;{phone}\n", "utf-8")
        return import_places(path=other, source="hub")

    again("0320000202")
    return again


def pair():
    return Place.objects.get(id="mairie-1"), Place.objects.get(id="hub-00000000001")


def test_importing_the_source_of_a_merged_record_again_creates_nothing(two_sources, actor):
    merged(*pair(), actor)

    report = two_sources("0320000202")

    assert report.counts == {"created": 0, "updated": 0, "unchanged": 1, "rejected": 0}
    assert Place.objects.filter(merged_into=None).count() == 1


def test_a_newer_row_of_a_merged_record_updates_the_kept_place(two_sources, actor):
    merged(*pair(), actor, telephone="prendre")

    two_sources("0320000303")

    kept, gone = pair()
    assert (kept.telephone, gone.telephone) == ("+33320000303", "+33320000202")


def test_the_rows_of_a_source_go_back_with_their_record(two_sources, actor):
    made = merged(*pair(), actor, telephone="prendre")
    two_sources("0320000303")

    actions.undo(made, actor=actor)

    assert set(SourceRecord.objects.filter(source__slug="hub").values_list("place_id", flat=True)) == {
        "hub-00000000001"
    }


def test_an_id_that_was_merged_leads_another_source_to_the_kept_place(two_sources, actor, tmp_path):
    merged(*pair(), actor)
    path = tmp_path / "trois.csv"
    path.write_text(ROW + "hub-00000000001;Centre communal;9 rue Pellart;59100;Roubaix;0320000404\n", "utf-8")

    report = import_places(path=path, source="un autre hub")

    assert report.counts["created"] == 0


def test_two_places_are_never_proposed_again(kept, gone, actor):
    assert len(queries.proposed()) == 1

    decision = actions.tell_apart(kept, gone, actor=actor)

    assert (queries.proposed(), decision.verdict) == ([], "différents")


def test_a_decision_taken_back_is_proposed_again(kept, gone, actor):
    decision = actions.tell_apart(kept, gone, actor=actor)

    actions.reconsider(decision, actor=actor)

    assert (len(queries.proposed()), MatchDecision.objects.count()) == (1, 0)


def test_one_hosted_at_the_other(kept, gone, actor):
    decision = actions.host(gone, kept, actor=actor)

    assert (fresh(gone).hosted_at_id, fresh(gone).published, queries.proposed()) == ("a", True, [])

    actions.reconsider(decision, actor=actor)

    assert fresh(gone).hosted_at_id is None


def test_a_merge_taken_back_finds_what_was_decided_before(kept, gone, actor):
    actions.tell_apart(kept, gone, actor=actor)
    made = merged(kept, gone, actor)

    actions.undo(made, actor=actor)

    assert MatchDecision.objects.get().verdict == "différents"


def test_what_is_missing_in_an_address_is_filled_in(kept, gone, actor):
    places.update(kept, columns={"code_insee": ""})

    merged(fresh(kept), gone, actor)

    assert fresh(kept).code_insee == "59512"


@pytest.mark.parametrize("guest_is_kept", [True, False])
def test_nobody_is_hosted_at_oneself(kept, gone, actor, guest_is_kept):
    guest, at = (kept, gone) if guest_is_kept else (gone, kept)
    places.update(guest, columns={"hosted_at": at})

    made = merged(fresh(kept), fresh(gone), actor)

    assert fresh(kept).hosted_at_id is None

    actions.undo(made, actor=actor)

    assert fresh(guest).hosted_at_id == at.pk
