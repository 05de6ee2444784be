"""What the person leaves with: one A6 page, both ways in, nobody's name, in two languages; printed again, renewed."""

import json
import re
from datetime import datetime
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from maillage.appointments.recurrence import PARIS
from maillage.referrals import actions, journal
from maillage.referrals.actions import PinWrong
from maillage.referrals.enums import Who
from maillage.referrals.models import Access, Referral
from tests.factories.referrals import sheet
from tests.referrals.writing.conftest import member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(own, writer, place):
    place.adresse, place.telephone = "3 rue du Port", "+33320112233"
    place.save()
    return sheet(
        place=place, organisation=own, by=writer, language="ar", phone="+33612345678", need="Canari besoin",
        called="Canari prénom",
    )  # fmt: skip


def address(written, more="papier/") -> str:
    return f"/espace/fiches/{written.referral.pk}/{more}"


def read(response) -> tuple[PdfReader, str]:
    pdf = PdfReader(BytesIO(response.content))
    return pdf, pdf.pages[0].extract_text().replace("\xa0", " ")


def test_the_page_gives_the_code_and_the_pin_and_prints_first(inside, written):
    page = inside.get(address(written)).content.decode()

    code = written.referral.code
    assert f"{code[:4]} {code[4:]}" in page and written.pin in page
    assert re.search(r'<a class="button"[^>]*href="([^"]+)"', page)[1] == address(written, "papier.pdf")
    assert written.token not in page


def test_one_a6_page_with_both_ways_in_the_place_and_no_name(inside, written):
    response = inside.get(address(written, "papier.pdf"))

    pdf, text = read(response)
    assert (response["Content-Type"], len(pdf.pages)) == ("application/pdf", 1)
    assert [round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:]] == [105, 148]
    code = written.referral.code
    for told in (
        f"{code[:4]} {code[4:]}",
        written.pin,
        "Le Phare",
        "3 rue du Port",
        "03 20 11 22 33",
        "Démarches en ligne",
    ):
        assert told in text
    assert "Canari" not in text
    assert "السري" in text  # "secret code", read back word by word


def test_its_code_to_scan_opens_the_sheet_in_their_language(inside, written):
    content = inside.get(address(written, "papier.pdf")).content

    picture = pypdfium2.PdfDocument(content)[0].render(scale=5).to_pil()
    (scanned,) = zxingcpp.read_barcodes(picture)
    assert scanned.text == f"http://testserver/ar/fiche/{written.token}/"


@pytest.mark.parametrize(("phone", "warned"), [("", True), ("+33612345678", False)])
def test_one_is_told_that_the_paper_is_all(inside, own, place, phone, warned):
    written = sheet(place=place, organisation=own, phone=phone)

    assert ("aucun message ne partira" in inside.get(address(written)).content.decode()) is warned


def test_the_moment_is_on_the_paper(inside, written):
    at = datetime(2031, 3, 4, 10, 30, tzinfo=PARIS)
    actions.expect(written.referral, actions.Doer(Who.AUTHOR), at)

    assert "mardi 4 mars, 10 h 30" in read(inside.get(address(written, "papier.pdf")))[1]


def test_each_reading_and_each_print_leaves_a_line(inside, written):
    inside.get(address(written))
    inside.get(address(written, "papier.pdf"))

    lines = Access.objects.exclude(what=journal.What.WRITE).values_list("what", "who", "why", "organisation_number")
    own = written.referral.organisation_id
    assert list(lines) == [(what, Who.AUTHOR, "papier", own) for what in (journal.What.READ, journal.What.PRINT)]


def test_renewed_the_former_paper_opens_nothing(inside, written):
    inside.post(address(written, "papier/refaire/"))

    referral = Referral.objects.get()
    assert (referral.papers, referral.code) == (2, written.referral.code)
    with pytest.raises(PinWrong):
        actions.open_with_pin(Referral, referral.code, written.pin)
    assert read(inside.get(address(written, "papier.pdf")))[1].count(json.loads(referral.paper)["pin"]) >= 1


def test_the_place_does_not_print_the_persons_paper(at_place, written):
    found = [at_place.get(address(written)), at_place.get(address(written, "papier.pdf"))]
    found.append(at_place.post(address(written, "papier/refaire/")))

    assert [one.status_code for one in found] == [404, 404, 404]


def test_erased_there_is_no_paper_any_more(inside, written):
    actions.withdraw(written.referral, actions.Doer(Who.PERSON))

    assert "Il n'y a plus de papier" in inside.get(address(written)).content.decode().replace("&#x27;", "'")
    assert inside.get(address(written, "papier.pdf")).status_code == 404
    assert inside.post(address(written, "papier/refaire/")).status_code == 404


@pytest.mark.parametrize("language", ["fr", "en", "ar", "pt", "tr", "ro", "kab"])
def test_long_names_still_fit_on_one_page(inside, own, place, language):
    place.nom = "Maison des solidarités, des familles et du numérique du quartier de l'Hommelet " * 2
    place.nom = place.nom[:190]
    place.horaires = "Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00"
    place.save()
    written = sheet(place=place, organisation=own, language=language)

    assert len(read(inside.get(address(written, "papier.pdf")))[0].pages) == 1


def test_another_structure_sees_no_paper(client, written):
    from tests.factories import OrganisationFactory

    client.force_login(member_of(OrganisationFactory(), "ailleurs"))
    assert client.get(address(written)).status_code == 404
