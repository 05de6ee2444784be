from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from maillage.orientation.ranking import Candidate, Enquiry, Reason, best, rank, weigh
from maillage.places.enums import DispositifProgrammeNational, EquipmentKind, PriseEnChargeSpecifique, Service, Use

ADM, ACC, QUO = Service.DEMARCHES.value, Service.ACCES.value, Service.QUOTIDIEN.value
NEED = Enquiry(
    services=(ADM, ACC), uses=(Use.PUBLIC_WRITER.value,), equipment=("imprimante",), supplies=("vente",), located=True,
    asks={"prise_en_charge_specifique": ("Illettrisme",), "frais_a_charge": ("Gratuit",), "languages": ("ar",)},
    favours={"labels": ("France Services",)}, zone="epeule",
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
        },
    ),
    "km": st.none() | st.floats(0, 500),
    "age": st.none() | st.integers(0, 5000),
    "open": st.none() | st.booleans(),
}
candidates = st.builds(Candidate, id=st.uuids().map(str), **terms)


def score(place, enquiry=NEED):
    return weigh(place, enquiry).score


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
