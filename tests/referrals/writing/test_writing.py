"""Written at a desk in a minute: from a place, little to touch, nothing without a yes, nothing lost."""

import re
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse

from maillage.network.enums import Role, SupportManner
from maillage.network.models import Membership
from maillage.places.enums import Level, LifeCycle, Service
from maillage.places.models import Place
from maillage.referrals.actions import Draft
from maillage.referrals.enums import Origin, State, Verb, Who
from maillage.referrals.models import Access, Consent, Referral, ReferralEvent
from maillage.referrals.writing.forms import WriteForm
from tests.factories import OrganisationFactory, PlaceFactory
from tests.referrals.writing.conftest import TYPED, send

pytestmark = pytest.mark.django_db
WRITE = "/espace/fiches/nouvelle/"


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split()).replace("&#x27;", "'")


def test_it_leaves_with_what_was_said_and_the_paper_is_there(inside, writer, own, place):
    answer = send(inside, query="&depuis=lieu")

    sheet = Referral.objects.get()
    assert answer.url == f"/espace/fiches/{sheet.pk}/papier/"
    assert (sheet.place, sheet.receiver, sheet.organisation, sheet.by) == (place, place.organisation, own, writer)
    assert (sheet.called, sheet.phone, sheet.email, sheet.need) == ("Camille", "+33612345678", "", "Faire un dossier")
    assert (sheet.origin, sheet.manner, sheet.state) == (Origin.PLACE, SupportManner.WITH, State.SENT)
    assert list(ReferralEvent.objects.values_list("verb", "who")) == [(Verb.SENT, Who.AUTHOR)]
    assert list(Consent.objects.values_list("version", "language", "channel", "adaptation")) == [
        (1, "fr", "oral", False)
    ]


def test_from_a_place_five_actions_are_enough(inside, place):
    """What must be touched or typed, once the page of the place is open: the link, the need, a first name, a telephone,
    yes. Everything else of the form has a value already."""
    page = inside.get(place.get_absolute_url()).content.decode()
    link = re.search(r'href="(/espace/fiches/nouvelle/[^"]*)"', page)[1].replace("&amp;", "&")
    form = inside.get(link)
    touched = {"service": Service.DEMARCHES.value, "called": "Camille", "contact": "0612345678", "accord": "oui"}
    already = {name: field.value() for name, field in fields_of(form).items() if field.value()}

    answer = inside.post(link, already | touched)

    assert 1 + len(touched) == 5
    assert (answer.status_code, Referral.objects.get().origin) == (302, Origin.PLACE)


def fields_of(response) -> dict:
    form = response.context["form"]
    return {name: form[name] for name in form.fields}


def test_with_the_need_known_only_yes_is_asked(inside, place):
    answer = inside.get(f"{WRITE}?lieu=le-phare&besoin=demarche")

    assert answer.context["form"]["service"].value() == Service.DEMARCHES
    assert send(inside, called="", contact="", need="").status_code == 302


@pytest.mark.parametrize(
    ("query", "known"),
    [
        ("&besoin=imprimer", {"service": Service.ACCES}),
        ("&besoin=Utilisation sécurisée du numérique", {"service": Service.SECURITE}),
        ("&besoin=rien", {"service": ""}),
        ("&langue=ar", {"language": "ar"}),
        ("&langue=%00", {"language": "fr"}),
        ("&niveau=grand-debutant", {"level": Level.FIRST_STEPS}),
        ("&niveau=126j011410g842158rp", {"level": Level.AUTONOMOUS}),
        ("&quartier=epeule", {"zone": "epeule"}),
        ("&atelier=9999999999999999999&rdv=-1&etape=x", {"service": ""}),
    ],
)
def test_what_another_page_knows_is_there_already(inside, place, query, known):
    form = inside.get(f"{WRITE}?lieu=le-phare{query}").context["form"]

    assert {name: form[name].value() for name in known} == known


@pytest.mark.parametrize("said", [{"accord": ""}, {"accord": "peut-être"}])
def test_without_a_yes_nothing_is_written_and_nothing_typed_is_lost(inside, place, said):
    answer = send(inside, **said)

    assert (answer.status_code, Referral.objects.count(), Access.objects.count()) == (422, 0, 0)
    assert "demandez d'abord son accord" in text(answer)
    assert answer.context["form"]["called"].value() == "Camille"


def test_no_gives_the_same_address_on_paper_and_keeps_nothing(inside, place):
    answer = send(inside, accord="non", language="ar")

    assert answer.url == "/lieux/le-phare/ticket.pdf?lang=ar&need=Aide+aux+d%C3%A9marches+administratives"
    assert inside.get(answer.url)["Content-Type"] == "application/pdf"
    assert (Referral.objects.count(), Access.objects.count()) == (0, 0)


def test_the_consent_is_read_in_french_and_in_the_persons_language(inside, place):
    page = inside.get(f"{WRITE}?lieu=le-phare&langue=ar").content.decode()

    assert "Seuls Maison Écoute et Le Phare la voient." in page
    assert re.search(r'<details lang="ar" dir="rtl" open>', page)
    assert len(re.findall(r"<details lang=\"\w\w\" dir=\"\w{3}\">", page)) == 4
    send(inside, language="ar")
    assert Consent.objects.get().language == "ar"


def test_a_language_without_a_translation_is_said_and_the_text_read_was_french(inside, place):
    send(inside, language="kab")

    assert (Referral.objects.get().language, Consent.objects.get().language) == ("kab", "fr")


def test_an_adapted_welcome_asks_for_its_own_yes(inside, place):
    refused = send(inside, adaptation=["entendre"])
    agreed = send(inside, adaptation=["entendre"], adaptation_agreed="on")

    assert (refused.status_code, agreed.status_code) == (422, 302)
    assert (Referral.objects.get().adaptation, Consent.objects.get().adaptation) == ("entendre", True)


@pytest.mark.parametrize("said", [{}, {"manner_reason": "Ne peut pas venir"}, {"mandate": "n° 12, un dossier"}])
def test_doing_in_their_place_asks_why_and_which_mandate(inside, place, said):
    answer = send(inside, manner="faire pour", **said)

    assert (answer.status_code, Referral.objects.count()) == (422, 0)
    assert "demande une raison et un mandat" in text(answer)


def test_doing_in_their_place_keeps_reason_and_mandate_and_takes_no_file(inside, place):
    send(inside, manner="faire pour", manner_reason="Ne peut pas venir", mandate="n° 12, un dossier")

    sheet = Referral.objects.get()
    assert (sheet.manner_reason, sheet.mandate) == ("Ne peut pas venir", "n° 12, un dossier")
    assert 'type="file"' not in inside.get(f"{WRITE}?lieu=le-phare").content.decode()


@pytest.mark.parametrize("field", ["need", "called", "tried", "manner_reason", "mandate"])
def test_a_social_security_number_never_leaves_even_confirmed(inside, place, field):
    answer = send(inside, **{field: "1 84 12 76 451 089 46", "garde": [f"{field}:nir"]})

    assert (answer.status_code, Referral.objects.count()) == (422, 0)
    assert answer.context["form"][field].errors == [
        "Cela ressemble à un numéro de sécurité sociale : cela ne peut pas partir. Retirez-le."
    ]


def test_words_about_health_ask_once_then_leave(inside, place):
    warned = send(inside, need="Un dossier MDPH")
    assert (warned.status_code, Referral.objects.count()) == (422, 0)
    assert 'name="garde" value="need:sante"' in warned.content.decode()

    assert send(inside, need="Un dossier MDPH", garde=["need:sante"]).status_code == 302


def test_a_tick_given_for_some_words_is_not_given_for_others(inside, place):
    answer = send(inside, need="Un dossier MDPH, il touche le RSA", garde=["need:sante"])

    assert answer.context["form"]["need"].errors == [
        "Cela parle de : l'argent. Retirez-le, ou cochez si le lieu en a vraiment besoin."
    ]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"service": ""}, "service"),
        ({"service": "autre"}, "service"),
        ({"contact": "06 12"}, "contact"),
        ({"contact": "camille@"}, "contact"),
        ({"need": "x" * 301}, "need"),
        ({"need": "a\0b"}, "need"),
        ({"deadline": "2020-01-01"}, "deadline"),
        ({"deadline": "demain"}, "deadline"),
        ({"language": "zz-zz"}, "language"),
        ({"zone": "nulle-part"}, "zone"),
        ({"times": ["minuit"]}, "times"),
    ],
)
def test_what_cannot_be_read_is_said_beside_it(inside, place, typed, field):
    answer = send(inside, **typed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Referral.objects.count() == 0


@pytest.mark.parametrize(("typed", "kept"), [("CAMILLE@Exemple.test", ("", "camille@exemple.test")), ("", ("", ""))])
def test_one_contact_or_none(inside, place, typed, kept):
    send(inside, contact=typed)

    sheet = Referral.objects.get()
    assert (sheet.phone, sheet.email) == kept


def test_the_same_click_twice_is_one_sheet(inside, place):
    once = str(uuid4())
    first, second = send(inside, once=once), send(inside, once=once)

    assert (first.url, Referral.objects.count(), ReferralEvent.objects.count()) == (second.url, 1, 1)


def test_a_mark_of_somebody_elses_sheet_opens_nothing(inside, place, own):
    from tests.factories.referrals import sheet

    other = sheet().referral
    answer = send(inside, once=str(other.pk))

    assert (answer.status_code, Referral.objects.count()) == (409, 1)
    assert str(other.pk) not in answer.content.decode()


def test_the_form_asks_for_nothing_that_a_sheet_does_not_say():
    """The allow-list: each field is one of Draft, of the consent, or says which contact it is."""
    said = set(WriteForm.base_fields)
    allowed = set(Draft.__dataclass_fields__) | {"contact", "channel", "adaptation_agreed"}

    assert said - allowed == set()
    assert said == {
        "service", "offer", "need", "called", "contact", "language", "tried", "level", "times", "accompanied",
        "deadline", "zone", "adaptation", "adaptation_agreed", "manner", "manner_reason", "mandate", "function",
        "channel",
    }  # fmt: skip


def test_a_sheet_has_no_column_beyond_the_allow_list():
    """A new column of a resident is a decision: add it here with its reason, or do not add it."""
    columns = {one.name for one in Referral._meta.concrete_fields}
    of_the_loop = {
        "id", "code", "token_hash", "pin_hash", "pin_left", "paper", "papers", "receiver", "receiver_hash",
        "organisation", "by", "state", "state_at", "sent_at", "answered_at", "came_at", "ended_at", "refusal",
        "expected_at", "appointment", "registration", "outcome", "done_manner", "autonomy_before", "autonomy_after",
        "word", "redirected_from", "erased_at",
    }  # fmt: skip

    assert columns - of_the_loop == set(Draft.__dataclass_fields__)


def test_nobody_without_a_structure_writes(client, place):
    from tests.referrals.writing.conftest import member_of

    client.force_login(member_of(OrganisationFactory(), "coordination", Role.COORDINATOR))

    assert [client.get(WRITE).status_code, send(client).status_code] == [403, 403]


def test_who_belongs_to_two_structures_says_in_whose_name(inside, writer, own, place):
    second = OrganisationFactory(nom="Autre maison", slug="autre-maison")
    Membership.objects.create(organisation=second, user=writer, role=Role.CONTRIBUTOR)

    page = inside.get(f"{WRITE}?lieu=le-phare&besoin=demarche").content.decode()
    assert "Au nom de qui écrivez-vous ?" in page
    assert send(inside, query="&structure=autre-maison").status_code == 302
    assert Referral.objects.get().organisation == second


@pytest.mark.parametrize("slug", ["inconnu", "", "x%00y"])
def test_an_unknown_place_leads_to_the_choice_of_one(inside, slug):
    assert inside.get(f"{WRITE}?lieu={slug}").status_code == 200


def test_a_place_that_is_not_shown_is_not_chosen(inside):
    PlaceFactory(slug="ferme", life_cycle=LifeCycle.CLOSED)
    Place.objects.filter(pk=PlaceFactory(slug="cache").pk).update(published=False)

    assert ["form" in inside.get(f"{WRITE}?lieu={slug}").context for slug in ("ferme", "cache")] == [False, False]


def test_nothing_typed_is_in_a_mail_or_a_log(inside, place, caplog):
    send(inside, need="Canari besoin", called="Canari prénom")
    send(inside, need="Canari besoin", called="Canari prénom", service="")

    assert "Canari" not in caplog.text + "".join(one.body for one in mail.outbox)


def test_what_was_written_last_as_a_function_is_proposed(inside, place):
    send(inside, function="médiateur")

    assert inside.get(f"{WRITE}?lieu=le-phare").context["form"]["function"].value() == "médiateur"


def test_the_address_asks_nothing_of_the_database_row_by_row(inside, place, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        inside.get(f"{WRITE}?lieu=le-phare")


def test_the_form_is_named_for_what_it_does(inside, place):
    assert reverse("writing:write") == WRITE
    assert TYPED["accord"] == "oui"
