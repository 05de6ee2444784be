from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.orientation.ranking import ENOUGH, HELPED, Candidate, Enquiry, Reason, best, proven, rank, weigh
from maillage.places.enums import DispositifProgrammeNational, EquipmentKind, PriseEnChargeSpecifique, Service, Use

ADM, ACC, QUO = Service.DEMARCHES.value, Service.ACCES.value, Service.QUOTIDIEN.value
NEED = Enquiry(
    services=(ADM, ACC), uses=(Use.PUBLIC_WRITER.value,), equipment=("imprimante",), supplies=("vente",), located=True,
    asks={"prise_en_charge_specifique": ("Illettrisme",), "frais_a_charge": ("Gratuit",), "languages": ("ar",)},
    favours={"labels": ("France Services",)}, zone="epeule",
)  # fmt: skip
PERSON = Enquiry(
    services=(ADM,), located=True, open="samedi", access=("Handicaps moteurs",), fear=True, reads_little=True,
    mobility="domicile", minutes=15,
    asks={"level": ("grand débutant",), "languages": ("ar",), "frais_a_charge": ("Gratuit",)},
)  # fmt: skip

some = st.integers(0, 3)
terms = {
    "services": st.lists(st.sampled_from(Service.values), unique=True).map(tuple),
    "uses": st.lists(st.sampled_from(Use.values), unique=True).map(tuple),
    "equipment": st.dictionaries(
        st.sampled_from(EquipmentKind.values), st.sampled_from(["", "en service", "en panne"])
    ),
    "supplies": st.dictionaries(st.sampled_from(["vente", "prêt"]), st.just("")),
    "facets": st.fixed_dictionaries(
        {},
        optional={
            "prise_en_charge_specifique": st.lists(st.sampled_from(PriseEnChargeSpecifique.values)).map(tuple),
            "frais_a_charge": st.sampled_from([("Gratuit",), ("Payant",), ("Gratuit sous condition",)]),
            "labels": st.lists(st.sampled_from(DispositifProgrammeNational.values)).map(tuple),
            "languages": st.sampled_from([("ar",), ("en",)]),
            "level": st.sampled_from([("grand débutant",), ("autonome",)]),
            "itinerance": st.sampled_from([("Fixe",), ("Itinérant",), ("Fixe", "Itinérant")]),
            "modalites_accompagnement": st.sampled_from([("À distance",), ("Accompagnement individuel",)]),
            "modalites_acces": st.sampled_from([("Se présenter",), ("Téléphoner",)]),
        },
    ),
    "km": st.none() | st.floats(0, 500),
    "age": st.none() | st.integers(0, 5000),
    "open": st.none() | st.booleans(),
    "open_when_asked": st.none() | st.booleans(),
    "first_steps": st.sampled_from(["", "Premier contact"]),
    "accessible": st.sampled_from(["", "sheet"]),
    "contested": st.booleans(),
}
candidates = st.builds(Candidate, id=st.uuids().map(str), **terms)


def score(place, enquiry=NEED):
    return weigh(place, enquiry).score


def facets(place, **changed):
    kept = {name: terms for name, terms in place.facets.items() if name not in changed}
    return replace(place, facets={**kept, **{name: terms for name, terms in changed.items() if terms}})


# For each thing one may ask: a place that says yes, one that says nothing, and one that says no when it can be said
SATISFIED = {
    "level": lambda one: (
        facets(one, level=("grand débutant",)), facets(one, level=()), facets(one, level=("autonome",))
    ),
    "language": lambda one: (facets(one, languages=("ar",)), facets(one, languages=()), None),
    "access": lambda one: (
        facets(one, prise_en_charge_specifique=("Handicaps moteurs",)), facets(one, prise_en_charge_specifique=()), None
    ),
    "fear": lambda one: (replace(one, first_steps="Premiers pas"), replace(one, first_steps=""), None),
    "reading": lambda one: (
        replace(one, uses=(*one.uses, "écrivain public")),
        replace(one, uses=tuple(use for use in one.uses if use != "écrivain public")), None,
    ),
    "mobility": lambda one: (
        facets(one, itinerance=("Itinérant",)), facets(one, itinerance=()), facets(one, itinerance=("Fixe",))
    ),
    "free": lambda one: (
        facets(one, frais_a_charge=("Gratuit",)), facets(one, frais_a_charge=()),
        facets(one, frais_a_charge=("Payant",)),
    ),
    "open": lambda one: (
        replace(one, open_when_asked=True), replace(one, open_when_asked=None), replace(one, open_when_asked=False)
    ),
    "minutes": lambda one: (replace(one, km=0.7), replace(one, km=None), replace(one, km=0.9)),
}  # fmt: skip


@pytest.mark.parametrize("asked", SATISFIED)
@given(candidates)
def test_a_known_yes_is_never_below_unknown_and_unknown_never_below_a_known_no(asked, place):
    yes, unknown, no = SATISFIED[asked](place)

    assert score(yes, PERSON) >= score(unknown, PERSON)
    assert no is None or score(unknown, PERSON) >= score(no, PERSON)


@given(candidates, st.lists(st.sampled_from(sorted(SATISFIED)), unique=True), st.sampled_from(sorted(SATISFIED)))
def test_one_more_wish_fulfilled_is_never_worse(place, fulfilled, one_more):
    for asked in fulfilled:
        place = SATISFIED[asked](place)[0]
    yes, unknown, _ = SATISFIED[one_more](place)

    assert score(yes, PERSON) >= score(unknown, PERSON)


@pytest.mark.parametrize(("minutes", "within", "beyond"), [(5, 0.2, 0.3), (60, 3.0, 3.2)])
@given(candidates)
def test_a_walk_one_can_make_an_unknown_one_and_one_too_long_come_in_this_order(minutes, within, beyond, place):
    near, unknown, far = (
        score(replace(place, km=km), replace(PERSON, minutes=minutes)) for km in (within, None, beyond)
    )

    assert near > unknown > far


@given(candidates)
def test_every_wish_has_a_reason_an_unknown_or_a_warning(place):
    match = weigh(place, PERSON)
    said = {reason.code for reason in (*match.reasons, *match.unknown, *match.warnings)}

    for codes in (
        {"level", "other_level"}, {"languages"}, {"prise_en_charge_specifique", "accessible"},
        {"free", "free_sometimes", "paying", "frais_a_charge"}, {"open_when_asked", "shut_when_asked", "hours"},
        {"use"}, {"walk", "position"},
        {"first_contact", "level", "one_to_one"},
        {"itinerance", "modalites_accompagnement", "does_not_come", "mobility"},
    ):  # fmt: skip
        assert said & codes, codes


@given(candidates)
def test_contested_information_ranks_lower_and_says_so(place):
    right, wrong = replace(place, contested=False), replace(place, contested=True)

    assert score(wrong) < score(right)
    assert Reason("contested") in weigh(wrong, NEED).warnings


def full(**changed):
    """A place that fills in everything nobody asked."""
    return Candidate(
        "full", services=(ADM,), uses=("démarches administratives", "aide personnalisée", "écrivain public"), age=10,
        facets={"labels": ("France Services",), "publics_specifiquement_adresses": ("Seniors",),
        "frais_a_charge": ("Gratuit",)}, open=True, accessible="sheet", **changed,
    )  # fmt: skip


def test_a_sheet_well_filled_in_never_beats_the_place_next_door():
    """3 minutes against 25 on foot, for the same need: distance matters more than columns."""
    enquiry = Enquiry(
        services=(ADM,), uses=("démarches administratives", "aide personnalisée", "écrivain public"), located=True,
        favours={"labels": ("France Services",), "publics_specifiquement_adresses": ("Seniors",)},
    )  # fmt: skip
    near = Candidate("near", services=(ADM,), age=3000, km=0.154)

    assert [match.place.id for match in rank([full(km=1.28), near], enquiry)] == ["near", "full"]


def test_at_the_same_door_the_sheet_well_filled_in_comes_first():
    enquiry = Enquiry(services=(ADM,), uses=("aide personnalisée",), located=True)

    assert [match.place.id for match in rank([Candidate("a", services=(ADM,), km=0.2), full(km=0.2)], enquiry)] == [
        "full", "a",
    ]  # fmt: skip


def test_two_printers_are_hardly_better_than_one():
    enquiry = Enquiry(services=(ACC,), equipment=("imprimante", "photocopieur"))
    one, two = (
        Candidate("a", equipment=dict.fromkeys(kinds, "en service"))
        for kinds in (["imprimante"], ["imprimante", "photocopieur"])
    )

    assert 0 < score(two, enquiry) - score(one, enquiry) < 2


def test_beyond_the_minutes_one_can_walk_is_said():
    match = weigh(Candidate("a", services=(ADM,), km=1.1), PERSON)

    assert Reason("too_far", 15) in match.warnings


def test_who_fears_is_sent_to_a_first_contact_rather_than_next_door():
    enquiry = Enquiry(services=(QUO,), located=True, fear=True)
    near, welcoming = (
        Candidate("near", services=(QUO,), km=0.4),
        Candidate("b", services=(QUO,), km=0.7, first_steps="Premier contact"),
    )

    assert [match.place.id for match in rank([near, welcoming], enquiry)] == ["b", "near"]


def test_the_most_telling_reasons_come_first():
    match = weigh(full(km=0.2), replace(NEED, asks={"frais_a_charge": ("Gratuit",)}))

    assert [reason.code for reason in match.telling[:2]] == ["service", "free"]


@given(candidates, st.floats(0, 500), st.floats(0, 500))
def test_closer_is_never_worse(place, one, other):
    near, far = sorted((one, other))

    assert score(replace(place, km=near)) >= score(replace(place, km=far))


@given(candidates, st.sampled_from(Service.values))
def test_one_more_service_is_never_worse(place, service):
    assert score(replace(place, services=(*place.services, service))) >= score(place)


@given(candidates, st.sampled_from(Use.values))
def test_one_more_use_is_never_worse(place, use):
    assert score(replace(place, uses=(*place.uses, use))) >= score(place)


@given(candidates, st.sampled_from(["", "en service"]))
def test_one_more_device_is_never_worse(place, state):
    without = {kind: s for kind, s in place.equipment.items() if kind != "imprimante"}

    assert score(replace(place, equipment={**without, "imprimante": state})) >= score(replace(place, equipment=without))


@given(candidates, st.sampled_from(sorted(NEED.asks)))
def test_unknown_never_beats_a_known_yes(place, facet):
    unknown = {name: terms for name, terms in place.facets.items() if name != facet}
    yes = {**unknown, facet: NEED.asks[facet]}

    assert score(replace(place, facets=yes)) >= score(replace(place, facets=unknown))


@given(candidates, st.integers(0, 5000), st.integers(0, 5000))
def test_fresher_is_never_worse(place, one, other):
    fresh, old = sorted((one, other))

    assert score(replace(place, age=fresh)) >= score(replace(place, age=old))


@given(st.lists(candidates, max_size=8, unique_by=lambda place: place.id), st.randoms())
def test_the_order_of_arrival_does_not_count(places, chance):
    shuffled = places[:]
    chance.shuffle(shuffled)

    assert [match.place.id for match in rank(places, NEED)] == [match.place.id for match in rank(shuffled, NEED)]


def test_score_and_reasons_are_born_together():
    match = weigh(
        Candidate("a", services=(ADM,), equipment={"imprimante": "en panne"}, facets={"frais_a_charge": ("Payant",)}),
        NEED,
    )

    assert match.reasons == [Reason("service", ADM)]
    assert match.unknown == [
        Reason("prise_en_charge_specifique", "Illettrisme"),
        Reason("languages", "ar"),
        Reason("position"),
    ]
    assert match.warnings == [Reason("broken", "imprimante"), Reason("paying"), Reason("old")]


def test_a_place_that_receives_nobody_is_never_proposed():
    closed = Candidate("a", services=(ADM,), facets={"modalites_acces": ("Ce lieu n'accueille pas de public",)})

    assert rank([closed], NEED) == []


def test_a_place_for_professionals_is_proposed_to_professionals_only():
    place = Candidate("a", services=(ADM,), audience=("professionnels",))

    assert [match.place for match in rank([place], NEED)] == []
    assert [match.place for match in rank([place], replace(NEED, professional=True))] == [place]


def test_a_place_not_open_yet_is_not_proposed_and_a_paused_one_comes_last():
    places = [
        Candidate("a", services=(ADM, ACC), life_cycle="prévu"),
        Candidate("b", services=(ADM, ACC), life_cycle="fermé temporairement"),
        Candidate("c", services=(ACC,)),
    ]

    assert [match.place.id for match in rank(places, NEED)] == ["c", "b"]


def test_old_information_ranks_lower_and_says_so():
    old, fresh = Candidate("a", services=(ADM,), age=1000), Candidate("b", services=(ADM,), age=10)
    matches = rank([old, fresh], NEED)

    assert [match.place.id for match in matches] == ["b", "a"]
    assert [[reason.code for reason in match.warnings] for match in matches] == [[], ["old"]]


def test_the_second_thing_asked_has_its_place_among_the_three():
    enquiry = Enquiry(services=(ADM, QUO))
    matches = rank(
        [*(Candidate(f"adm-{n}", services=(ADM,)) for n in range(4)), Candidate("quo", services=(QUO,))], enquiry
    )

    assert [match.place.id for match in best(matches, enquiry, 3)] == ["adm-0", "adm-1", "quo"]


pasts = st.integers(0, 400).flatmap(lambda ended: st.tuples(st.integers(0, ended), st.just(ended)))


@given(candidates, pasts)
def test_what_became_of_people_never_puts_a_place_below_one_without_a_past(place, past):
    gained = score(replace(place, outcomes={ADM: past})) - score(place)

    assert 0 <= gained <= HELPED


@given(candidates, st.integers(0, ENOUGH - 1).flatmap(lambda ended: st.tuples(st.integers(0, ended), st.just(ended))))
def test_under_five_outcomes_nothing_is_known(place, past):
    assert weigh(replace(place, outcomes={ADM: past}), NEED).score == score(place)


@given(st.integers(ENOUGH, 400), st.data())
def test_one_more_person_helped_never_makes_a_place_go_down(ended, data):
    helped = data.draw(st.integers(0, ended - 1))

    assert proven(helped, ended) <= proven(helped + 1, ended)


@pytest.mark.parametrize(
    ("helped", "ended", "said"), [(5, 5, True), (4, 4, False), (20, 25, True), (12, 25, False), (0, 25, False)]
)
def test_a_place_that_helped_more_often_than_not_says_so(helped, ended, said):
    match = weigh(Candidate("a", services=(ADM,), outcomes={ADM: (helped, ended)}), NEED)

    assert (Reason("helped", ADM) in match.reasons) is said


def test_the_past_of_another_need_says_nothing():
    match = weigh(Candidate("a", services=(ADM,), outcomes={QUO: (40, 40)}), NEED)

    assert [reason.code for reason in match.reasons] == ["service"]


def test_a_place_that_said_it_was_full_says_so_and_loses_little():
    match = weigh(Candidate("a", services=(ADM,), full=(ADM,)), NEED)

    assert [warning.code for warning in match.warnings] == ["old", "often_full"]
