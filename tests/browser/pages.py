"""Every public page, in the states people meet it: filled, almost empty, without result, in error."""

from typing import NamedTuple

import pytest


class Page(NamedTuple):
    name: str
    path: str
    status: int = 200


PAGES = (
    Page("accueil", "/"),
    Page("besoin", "/ou-aller/"),
    Page("besoin ambigu", "/ou-aller/?q=pic"),
    Page("départ", "/ou-aller/?q=imprimer"),
    Page("départ inconnu", "/ou-aller/?q=imprimer&adresse=zzz+qqq"),
    Page("réponse", "/ou-aller/?q=imprimer&zone={zone}"),
    Page("préférences", "/ou-aller/?q=imprimer&zone={zone}&gratuit=1&changer=1"),
    Page("réponse avec préférences", "/ou-aller/?q=imprimer&zone={zone}&gratuit=1&langue=ar"),
    Page("hors sujet", "/ou-aller/?q=vendre+ma+voiture&zone={zone}"),
    Page("urgence", "/ou-aller/?q=mon+mari+me+frappe&zone={zone}"),
    Page("niveau", "/niveau/"),
    Page("niveau, code abîmé", "/niveau/?abime=1"),
    Page("niveau, mauvais code", "/niveau/?code=rien"),
    Page("niveau, besoin", "/niveau/question/10f1/"),
    Page("niveau, avec un aidant", "/niveau/question/1590b/"),
    Page("niveau, plusieurs images", "/niveau/question/16288jk08drk82t84vc/B1/"),
    Page("niveau, rien de choisi", "/niveau/question/16288jk08drk82t84vc/B6w/?valider=1"),
    Page("niveau, langue", "/niveau/question/16288jk08drk82t84vc/B4l/"),
    Page("niveau, combien", "/niveau/question/126j011410g842158rp/B1n/"),
    Page("résultat, beaucoup de freins", "/niveau/resultat/16288jk08drk82t84vc/?zone={zone}"),
    Page("résultat, se débrouille", "/niveau/resultat/126j011410g842158rp/?merci=1"),
    Page("résultat, à l'aise", "/niveau/resultat/126j011414j94j95a1c/"),
    Page("lieux", "/lieux/"),
    Page(
        "lieux filtrés",
        "/lieux/?service=Aider+aux+d%C3%A9marches+administratives&ouvert=samedi",
    ),
    Page("lieux sans résultat", "/lieux/?q=xylophone+quantique"),
    Page("lieux mal demandés", "/lieux/?bbox=partout&page=mille&ouvert=hier"),
    Page("lieu complet", "/lieux/{full}/"),
    Page("lieu presque vide", "/lieux/{bare}/"),
    Page("signaler", "/lieux/{full}/signaler/"),
    Page("signaler, merci", "/lieux/{full}/signaler/merci/"),
    Page("proposer", "/lieux/{full}/proposer/"),
    Page("agenda", "/agenda/"),
    Page("agenda, un jour", "/agenda/?vue=jour&comment=sans-rendez-vous"),
    Page("agenda, en tableau", "/agenda/?vue=tableau"),
    Page("agenda, sans résultat", "/agenda/?zone=nulle-part&langue=zz"),
    Page("moments", "/rendez-vous/chez/{full}/"),
    Page("moments, ailleurs", "/rendez-vous/chez/{bare}/"),
    Page("pour qui", "/rendez-vous/chez/{full}/pour/?quand={moment}&avec=ecrivain-public"),
    Page("comment vous appeler", "/rendez-vous/chez/{full}/pour/?quand={moment}&avec=ecrivain-public&qui=la+personne"),
    Page("moment perdu", "/rendez-vous/chez/{full}/pour/?quand=2026-01-01T09:00&avec=ecrivain-public", 409),
    Page("atelier", "/rendez-vous/atelier/{workshop}/"),
    Page("atelier complet", "/rendez-vous/atelier/{full_workshop}/"),
    Page("agenda intégré ailleurs", "/integrer/agenda/les-fileurs-du-numerique/"),
    Page("agenda intégré ailleurs, vide", "/integrer/agenda/{bare_organisation}/"),
    Page("ticket inconnu", "/rendez-vous/rien/", 404),
    Page("structure", "/structures/{organisation}/"),
    Page("structure presque vide", "/structures/{bare_organisation}/"),
    Page("structures", "/structures/"),
    Page("actions", "/actions/"),
    Page("actions sans résultat", "/actions/?q=xylophone"),
    Page("données", "/donnees/"),
    Page("schéma", "/donnees/schema/"),
    Page("API", "/api/docs"),
    Page("aide", "/aide/"),
    Page("accessibilité", "/accessibilite/"),
    Page("mentions légales", "/mentions-legales/"),
    Page("composants", "/composants/"),
    Page("hors ligne", "/hors-ligne/"),
    Page("entrer", "/entrer/"),
    Page("entrer, code sur papier", "/entrer/papier/"),
    Page("entrer, lien périmé", "/entrer/lien/rien/", 410),
    Page("invitation périmée", "/invitation/rien/", 410),
    Page("à relire, par lien", "/verifier/lien-a-relire/"),
    Page("à corriger, par lien", "/verifier/lien-a-relire/{asked_line}/changer/"),
    Page("déjà répondu", "/verifier/lien-repondu/"),
    Page("lien périmé", "/verifier/lien-perime/", 410),
    Page("page inconnue", "/rien/", 404),
)
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
