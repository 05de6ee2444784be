"""A pathway begun in a few taps, adapted from its pages, closed to other structures."""

from urllib.parse import parse_qs, urlsplit

import pytest

from maillage.network.enums import Role, SupportManner
from maillage.network.models import Membership
from maillage.orientation.level.codes import Sitting, encode
from maillage.orientation.models import UnmetNeed
from maillage.places.enums import Service
from maillage.referrals import journal
from maillage.referrals.enums import Autonomy, PathTemplate
from maillage.referrals.models import Access, Pathway
from tests.factories import OrganisationFactory, PlaceFactory
from tests.factories.pathways import pathway

pytestmark = pytest.mark.django_db
SERVICES = [Service.QUOTIDIEN, Service.ACCES, Service.PARENTALITE]
LIST, NEW = "/espace/parcours/", "/espace/parcours/nouveau/"
READS_LITTLE = {"N0": "enfant", "U0": "jamais", "B1": ("smartphone",), "B4": "difficile", "B4l": "fr"}


@pytest.fixture
def own():
    return OrganisationFactory(slug="structure-a-nous")


@pytest.fixture
def member(client, django_user_model, own):
    user = django_user_model.objects.create_user("mediation")
    Membership.objects.create(user=user, organisation=own, role=Role.CONTRIBUTOR)
    client.force_login(user)
    return client


@pytest.fixture
def places(own):
    return [
        PlaceFactory(
            nom=f"Lieu {n}", services=[Service.QUOTIDIEN, Service.ACCES, Service.PARENTALITE], organisation=own
        )
        for n in range(3)
    ]


@pytest.fixture
def begun(own, places):
    return pathway(*places, organisation=own)


def page_of(begun) -> str:
    return f"{LIST}{begun.pathway.pk}/"


def step_page(step) -> str:
    return f"{LIST}etapes/{step.pk}/"


def text(response) -> str:
    return response.content.decode()


def begins(member, pour=PathTemplate.PARENT, **told):
    told = {"language": "fr", "zone": "", "level": "", "goals": "", "structure": "structure-a-nous"} | told
    return member.post(f"{NEW}?pour={pour}", told)


# -- begin


def test_a_pathway_begins_with_a_picture_and_one_form(member, places):
    begins(member, goals="Suivre l'école\nÉcrire aux professeurs")

    one = Pathway.objects.get()
    assert (one.template, one.goals) == (PathTemplate.PARENT, "Suivre l'école\nÉcrire aux professeurs")
    assert one.steps.filter(place__isnull=False).count() == 4
    assert UnmetNeed.objects.count() == 0


def test_where_nobody_helps_each_step_is_a_gap_that_is_counted(member):
    begins(member)

    assert sum(UnmetNeed.objects.values_list("count", flat=True)) == 4
    assert text(member.get(f"{LIST}{Pathway.objects.get().pk}/")).count("rien trouvé ici") == 4


def test_a_level_check_proposes_what_its_barriers_ask_for(member):
    page = text(member.get(NEW, {"code": encode(Sitting(_answered()))}))

    assert page.index(f"pour={PathTemplate.ILLITERACY}") < page.index(f"pour={PathTemplate.PARENT}")
    assert page.count("proposé</small>") == 2


def _answered() -> dict:
    """A whole sitting: what matters here, the first answer to the rest."""
    from maillage.orientation.level.questionnaire import questionnaire

    sitting = Sitting()
    while (id := sitting.next_item()) is not None:
        item = questionnaire().items[id]
        first = (item.options[0].code,) if item.multiple else item.options[0].code
        sitting = sitting.answering(item, READS_LITTLE.get(id, first))
    return sitting.answers


def test_a_code_nobody_can_read_is_said(member):
    assert "ne se lit pas" in text(member.get(NEW, {"code": "rien"}))


@pytest.mark.parametrize(
    "told", [{"language": "klingon"}, {"zone": "ailleurs"}, {"structure": "autre"}, {"goals": "\0"}, {"level": "9"}]
)
def test_what_cannot_be_is_said_and_nothing_is_lost(member, told):
    response = begins(member, **({"goals": "Aider ma fille"} | told))

    assert (response.status_code, Pathway.objects.count()) == (422, 0)
    assert "goals" in told or "Aider ma fille" in text(response)


def test_a_number_of_social_security_is_refused(member):
    assert begins(member, goals="2 84 05 59 512 123 45").status_code == 422


# -- adapt


def test_a_step_is_planned_then_done_in_one_tap(member, begun):
    step = begun.pathway.steps.first()
    member.post(step_page(step), {"geste": "jour", "day": "2026-12-01"})
    member.post(step_page(step) + "fait/", {"fait": "faire avec | autonome", "aim": "préventif"})

    step.refresh_from_db()
    assert (f"{step.planned_on}", step.manner, step.autonomy) == ("2026-12-01", SupportManner.WITH, Autonomy.ALONE)


@pytest.mark.parametrize(
    "told", [{}, {"geste": "voler"}, {"geste": "jour", "day": "hier"}, {"geste": "lieu", "lieu": "x"}]
)
def test_a_wrong_gesture_changes_nothing(member, begun, told):
    before = list(begun.pathway.steps.values())

    response = member.post(step_page(begun.pathway.steps.first()), told)

    assert (response.status_code in (302, 422), list(begun.pathway.steps.values())) == (True, before)


def test_the_step_leads_to_its_sheet_with_what_is_known(member, begun):
    page, step = text(member.get(page_of(begun))), begun.pathway.steps.first()

    link = next(one for one in page.split('"') if one.startswith("/espace/fiches/nouvelle/")).replace("&amp;", "&")
    asked = parse_qs(urlsplit(link).query)
    assert (asked["lieu"], asked["etape"], asked["besoin"]) == ([step.place.slug], [str(step.pk)], [step.service])


def test_another_house_is_chosen_among_the_nearest(member, begun, places):
    step = begun.pathway.steps.first()
    member.post(step_page(step), {"geste": "lieu", "lieu": places[2].pk})

    step.refresh_from_db()
    assert step.place == places[2]


def test_a_step_is_added_and_the_pathway_ended_then_taken_up_again(member, begun):
    member.post(page_of(begun) + "etape/", {"stage": "dépanner"})
    member.post(page_of(begun) + "terminer/", {"level_after": "débutant"})
    begun.pathway.refresh_from_db()
    assert (begun.pathway.steps.count(), begun.pathway.level_after, begun.pathway.ended_at is None) == (
        4, "débutant", False,
    )  # fmt: skip

    member.post(page_of(begun) + "reprendre/")
    begun.pathway.refresh_from_db()
    assert begun.pathway.ended_at is None


# -- read


def test_each_page_shown_is_a_line(member, begun):
    step = begun.pathway.steps.first()
    for page in (page_of(begun), step_page(step), step_page(step) + "fait/", page_of(begun) + "papier/"):
        member.get(page)

    lines = journal.about(begun.pathway).exclude(what=journal.What.WRITE).values_list("what", "why")
    assert list(lines) == [
        (journal.What.READ, "parcours"), (journal.What.READ, "étape"), (journal.What.READ, "étape faite"),
        (journal.What.READ, "papier"), (journal.What.PRINT, "papier"),
    ]  # fmt: skip


def test_another_structure_finds_nothing(member, places):
    foreign = pathway(*places)
    step = foreign.pathway.steps.first()
    pages = [page_of(foreign), page_of(foreign) + "papier/", step_page(step), step_page(step) + "fait/"]

    assert [member.get(page).status_code for page in pages] == [404] * 4
    assert [member.post(page, {"geste": "retirer"}).status_code for page in pages] == [405, 405, 404, 404]
    assert foreign.pathway.code not in text(member.get(LIST))


def test_a_number_no_database_holds_is_nobodys(member):
    assert member.get(f"{LIST}{'9' * 40}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number(member, own, places, count, django_assert_num_queries):
    for _ in range(count):
        pathway(*places, organisation=own)

    with django_assert_num_queries(6):
        member.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_a_pathway_costs_the_same_for_any_number_of_steps(member, own, places, count, django_assert_max_num_queries):
    begun = pathway(*places[:count], organisation=own)
    Access.objects.all()._raw_delete("default")

    with django_assert_max_num_queries(16):
        member.get(page_of(begun))
