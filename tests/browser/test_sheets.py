"""A sheet answered from a telephone without account, then by the person from the paper."""

from playwright.sync_api import expect

from tests.browser.following import follow


def pressed(page, name: str):
    follow(page.get_by_role("button", name=name, exact=True).first)


def test_the_place_answers_from_its_mail_and_the_person_from_the_paper(visit):
    place = visit("/fiche/recue/lien-code/", width=360)
    expect(place.get_by_text("Camille")).to_have_count(0)
    pressed(place, "Ouvrir la fiche")
    assert "lien-code" not in place.url
    expect(place.get_by_text("Camille")).to_be_visible()
    pressed(place, "Oui, nous pouvons l'accueillir")
    pressed(place, "La personne est venue")
    pressed(place, "C'est résolu")
    pressed(place, "sait faire seule")
    expect(place.get_by_role("heading", level=1)).to_have_text("C'est terminé")

    person = visit("/fiche/", width=360)
    person.get_by_label("Code : 8 signes").fill("abcd efgh")
    person.get_by_label("PIN : 4 chiffres").fill("1234")
    pressed(person, "Ouvrir")
    expect(person.get_by_role("heading", level=1)).to_have_text("Comment cela s'est passé ?")
    pressed(person, "Content")
    expect(person.get_by_role("heading", level=1)).to_have_text("Merci pour votre avis")
    assert [*place.faults, *person.faults] == []
