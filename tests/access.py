"""Every address of the site, and what each may do there. An address that is in neither table fails a test.

ANONYMOUS: open pages, and what a visitor who is not logged in gets. MEMBERS: the rest, by role.
"""

from typing import NamedTuple

PRIVATE = "login"  # sent to the login page

# pattern → (an example, the answer)
ANONYMOUS = {
    "": ("/", 200),
    "admin/": ("/admin/", PRIVATE),
    "aide/": ("/aide/", 200),
    "mentions-legales/": ("/mentions-legales/", 200),
    "accessibilite/": ("/accessibilite/", 200),
    "code-source/": ("/code-source/", 200),
    "code-source/maillage.tar.gz": ("/code-source/maillage.tar.gz", 200),
    "code-source/licence.txt": ("/code-source/licence.txt", 200),
    "composants/": ("/composants/", 200),
    "sante/": ("/sante/", 200),
    "robots.txt": ("/robots.txt", 200),
    "sw.js": ("/sw.js", 200),
    "manifest.webmanifest": ("/manifest.webmanifest", 200),
    "hors-ligne/": ("/hors-ligne/", 200),
    "hors-ligne/lieux.json": ("/hors-ligne/lieux.json", 200),
    "lieux/": ("/lieux/", 200),
    "lieux/<slug:slug>/": ("/lieux/lieu-d-essai/", 200),
    "structures/<slug:slug>/": ("/structures/structure-d-essai/", 200),
    "lieux/<slug:slug>/signaler/": ("/lieux/lieu-d-essai/signaler/", 200),
    "lieux/<slug:slug>/signaler/merci/": ("/lieux/lieu-d-essai/signaler/merci/", 200),
    "lieux/<slug:slug>/proposer/": ("/lieux/lieu-d-essai/proposer/", 200),
    "avis/": ("/avis/", 405),
    "avis/precision/": ("/avis/precision/", 405),
    "actions/": ("/actions/", 200),
    "structures/": ("/structures/", 200),
    "donnees/": ("/donnees/", 200),
    "donnees/schema/": ("/donnees/schema/", 200),
    "donnees/schema/<slug:name>.json": ("/donnees/schema/rien.json", 404),
    "donnees/lieux-hors-export.csv": ("/donnees/lieux-hors-export.csv", 200),
    "donnees/lieux.<slug:kind>": ("/donnees/lieux.csv", 200),
    "api/": ("/api/", 404),
    "api/docs": ("/api/docs", 200),
    "api/openapi.json": ("/api/openapi.json", 200),
    "api/lieux": ("/api/lieux", 200),
    "api/lieux/<path:id>": ("/api/lieux/lieu-essai", 200),
    "api/carte": ("/api/carte?bbox=3,50,4,51&zoom=12", 200),
    "api/orientation": ("/api/orientation?q=imprimer", 200),
    "api/diagnostic": ("/api/diagnostic", 200),
    "api/structures": ("/api/structures", 200),
    r"^api/[\s\S]*\Z": ("/api/rien/", 404),
    "ou-aller/": ("/ou-aller/", 200),
    "ou-aller/sans-reponse/": ("/ou-aller/sans-reponse/", 405),
    "niveau/": ("/niveau/", 200),
    "niveau/question/<str:code>/": ("/niveau/question/10f1/", 200),
    "niveau/question/<str:code>/<slug:item>/": ("/niveau/question/10f1/N0/", 200),
    "niveau/resultat/<str:code>/": ("/niveau/resultat/126j011410g842158rp/", 200),
    "niveau/resultat/<str:code>/accord/": ("/niveau/resultat/126j011410g842158rp/accord/", 405),
    "lieux/depliant.pdf": ("/lieux/depliant.pdf", 400),
    "lieux/liste-presse.txt": ("/lieux/liste-presse.txt", 200),
    "lieux/<slug:slug>/ticket.pdf": ("/lieux/lieu-d-essai/ticket.pdf", 200),
    "entrer/": ("/entrer/", 200),
    "entrer/code/": ("/entrer/code/", 302),  # without having asked for one
    "entrer/lien/<str:token>/": ("/entrer/lien/rien/", 410),
    "entrer/papier/": ("/entrer/papier/", 200),
    "entrer/deuxieme/": ("/entrer/deuxieme/", 302),
    "entrer/cle/": ("/entrer/cle/", 405),
    "entrer/cle/question/": ("/entrer/cle/question/", 405),
    "entrer/fournisseur/": ("/entrer/fournisseur/", 404),  # no identity provider unless one is set
    "entrer/fournisseur/retour/": ("/entrer/fournisseur/retour/", 404),
    "invitation/<str:token>/": ("/invitation/rien/", 410),
    "territoire/fond.geojson": ("/territoire/fond.geojson", 200),
    "verifier/<str:token>/": ("/verifier/rien/", 404),
    "verifier/<str:token>/exact/": ("/verifier/rien/exact/", 405),
    "verifier/<str:token>/<int:line>/changer/": ("/verifier/rien/1/changer/", 404),
    "verifier/<str:token>/<int:line>/ferme/": ("/verifier/rien/1/ferme/", 405),
    "verifier/<str:token>/rythme/": ("/verifier/rien/rythme/", 405),
    "verifier/<str:token>/ne-plus-relancer/": ("/verifier/rien/ne-plus-relancer/", 405),
    "verifier/<str:token>/nouveau-lien/": ("/verifier/rien/nouveau-lien/", 405),
    "rencontres/": ("/rencontres/", 200),
    "rencontres/<int:pk>/": ("/rencontres/1/", 404),
    "venir/<str:token>/": ("/venir/rien/", 404),
    "venir/<str:token>/agenda.ics": ("/venir/rien/agenda.ics", 404),
    "rencontre/<str:code>/": ("/rencontre/rien/", 404),
    "rencontre/<str:code>/mur/": ("/rencontre/rien/mur/", 404),
    "parcours/": ("/parcours/", 200),
    "parcours/<str:key>/": ("/parcours/rien/", 404),
    "fiche/": ("/fiche/", 200),
    "fiche/<str:key>/": ("/fiche/rien/", 404),
    "fiche/<str:key>/avis/": ("/fiche/rien/avis/", 405),
    "fiche/<str:key>/retirer/": ("/fiche/rien/retirer/", 404),
    "fiche/<str:key>/rendez-vous/": ("/fiche/rien/rendez-vous/", 404),
    "fiche/<str:key>/agenda/": ("/fiche/rien/agenda/", 405),
    "fiche/<str:key>/accueil/": ("/fiche/rien/accueil/", 404),
    "fiche/<str:key>/donnees/": ("/fiche/rien/donnees/", 404),
    "fiche/<str:key>/donnees/copie/": ("/fiche/rien/donnees/copie/", 405),
    "fiche/<str:key>/donnees/effacer/": ("/fiche/rien/donnees/effacer/", 405),
    "donnees-personnelles/": ("/donnees-personnelles/", 200),
    "fiche/recue/<str:token>/": ("/fiche/recue/rien/", 404),
    "fiche/repondre/<str:code>/": ("/fiche/repondre/rien/", 410),
    "agenda/": ("/agenda/", 200),
    "rendez-vous/": ("/rendez-vous/", 302),
    "rendez-vous/chez/<slug:slug>/": ("/rendez-vous/chez/lieu-d-essai/", 200),
    "rendez-vous/chez/<slug:slug>/pour/": ("/rendez-vous/chez/lieu-d-essai/pour/", 302),  # without a moment
    "rendez-vous/atelier/<int:pk>/": ("/rendez-vous/atelier/1/", 404),
    "rendez-vous/atelier/<int:pk>/pour/": ("/rendez-vous/atelier/1/pour/", 404),
    "rendez-vous/<str:token>/": ("/rendez-vous/rien/", 404),
    "rendez-vous/<str:token>/ticket.pdf": ("/rendez-vous/rien/ticket.pdf", 404),
    "rendez-vous/<str:token>/annuler/": ("/rendez-vous/rien/annuler/", 404),
    "rendez-vous/<str:token>/deplacer/": ("/rendez-vous/rien/deplacer/", 404),
    "rendez-vous/<str:token>/reponse/": ("/rendez-vous/rien/reponse/", 405),
    "flux/tout.ics": ("/flux/tout.ics", 200),
    "flux/lieux/<slug:slug>.ics": ("/flux/lieux/lieu-d-essai.ics", 200),
    "flux/quartiers/<slug:code>.ics": ("/flux/quartiers/rien.ics", 404),
    "flux/themes/<slug:slug>.ics": ("/flux/themes/aide-aux-demarches-administratives.ics", 200),
    "flux/prive/<str:token>.ics": ("/flux/prive/rien.ics", 404),
    "r/<str:word>": ("/r/rien", 404),
    "integrer/agenda/<slug:slug>/": ("/integrer/agenda/structure-d-essai/", 200),
    "diagnostic/": ("/diagnostic/", 200),
    "diagnostic/matrice.csv": ("/diagnostic/matrice.csv", 200),
    "diagnostic/case/<slug:theme>/<slug:zone>/": ("/diagnostic/case/rien/rien/", 404),
    "diagnostic/carte/": ("/diagnostic/carte/", 200),
    "diagnostic/publics/": ("/diagnostic/publics/", 200),
    "diagnostic/indicateurs/": ("/diagnostic/indicateurs/", 200),
    "diagnostic/retour/": ("/diagnostic/retour/", 200),
    "diagnostic/retour.pdf": ("/diagnostic/retour.pdf", 200),
    "diagnostic/manques/": ("/diagnostic/manques/", 200),
    "diagnostic/manques/<int:pk>/": ("/diagnostic/manques/1000000/", 404),
    "enquete/<slug:slug>/": ("/enquete/rien/", 404),
    "enquete/<slug:slug>/merci/": ("/enquete/rien/merci/", 404),
    "porte/<str:token>/": ("/porte/rien/", 404),
    "porte/<str:token>/donnees.json": ("/porte/rien/donnees.json", 404),
    "porte/<str:token>/envoi/": ("/porte/rien/envoi/", 405),
    "porte/<str:token>/simple/": ("/porte/rien/simple/", 404),
    "tuiles/<int:z>/<int:x>/<int:y>.png": ("/tuiles/12/2084/1383.png", 204),
}


FOR_THOSE_OUTSIDE = {"/entrer/", "/entrer/papier/"}  # who is inside already is led to their space


class Row(NamedTuple):
    """Who may, by letter; all others are refused. Addresses may name things of tests/access_world.py: {place}.

    o: logged in, belongs to nothing · c: contributor, m: manager of the structure `own` is about
    k: coordinator · g: GIS reader · v: field visitor · a: administrator
    """

    own: str  # an address about one's own structure, or about nothing in particular
    get: str = ""
    post: str = ""
    foreign: str = ""  # the same address about another structure
    get_foreign: str = ""
    post_foreign: str = ""
    refusal: int = 404  # 403 where the role itself never opens the page


EVERYONE = "ocmkgva"
NETWORK = "cmkgva"
AGENDA = {"day": "<str:day>", "feed": "<int:feed>", "calendar": "<int:calendar>"}
OWN_AGENDA = {"day": "{day}", "feed": "{feed}", "calendar": "{calendar}"}
FOREIGN_AGENDA = {"day": "{day}", "feed": "{foreign_feed}", "calendar": "{foreign_calendar}"}
MEMBERS = {
    "espace/": Row("/espace/", get=EVERYONE),
    "espace/lieux/": Row("/espace/lieux/", get="cmkga", refusal=403),
    "espace/lieux/nouveau/": Row("/espace/lieux/nouveau/", get="mka", post="mka", refusal=403),
    "espace/lieux/<slug:slug>/": Row(
        "/espace/lieux/{place}/", get="cmkga", foreign="/espace/lieux/{foreign_place}/", get_foreign="kga"
    ),
    **{
        f"espace/lieux/<slug:slug>/{page}/": Row(
            f"/espace/lieux/{{place}}/{page}/",
            get="cmka",
            post="cmka",
            foreign=f"/espace/lieux/{{foreign_place}}/{page}/",
            get_foreign="ka",
            post_foreign="ka",
        )
        for page in (
            "nom position horaires horaires/texte fermetures coordonnees services materiel actions/nouvelle public "
            "acces presentation labels etat"
        ).split()
    },
    "espace/lieux/<slug:slug>/fermetures/retirer/": Row(
        "/espace/lieux/{place}/fermetures/retirer/",
        post="cmka",
        foreign="/espace/lieux/{foreign_place}/fermetures/retirer/",
        post_foreign="ka",
    ),
    "espace/lieux/<slug:slug>/materiel/etat/": Row(
        "/espace/lieux/{place}/materiel/etat/",
        post="cmka",
        foreign="/espace/lieux/{foreign_place}/materiel/etat/",
        post_foreign="ka",
    ),
    "espace/lieux/<slug:slug>/materiel/<slug:key>/": Row(
        "/espace/lieux/{place}/materiel/printer/",
        get="cmka",
        post="cmka",
        foreign="/espace/lieux/{foreign_place}/materiel/printer/",
        get_foreign="ka",
        post_foreign="ka",
    ),
    "espace/lieux/<slug:slug>/actions/": Row(
        "/espace/lieux/{place}/actions/",
        get="cmka",
        foreign="/espace/lieux/{foreign_place}/actions/",
        get_foreign="ka",
    ),
    "espace/lieux/<slug:slug>/actions/<slug:key>/": Row(
        "/espace/lieux/{place}/actions/{offer}/",
        get="cmka",
        post="cmka",
        foreign="/espace/lieux/{foreign_place}/actions/{foreign_offer}/",
        get_foreign="ka",
        post_foreign="ka",
    ),
    "espace/lieux/<slug:slug>/actions/<slug:key>/arreter/": Row(
        "/espace/lieux/{place}/actions/{offer}/arreter/",
        post="cmka",
        foreign="/espace/lieux/{foreign_place}/actions/{foreign_offer}/arreter/",
        post_foreign="ka",
    ),
    "espace/lieux/<slug:slug>/histoire/": Row(
        "/espace/lieux/{place}/histoire/",
        get="cmkga",
        foreign="/espace/lieux/{foreign_place}/histoire/",
        get_foreign="kga",
    ),
    "espace/lieux/<slug:slug>/histoire/<int:pk>/": Row(
        "/espace/lieux/{place}/histoire/{event}/",
        post="mka",
        foreign="/espace/lieux/{foreign_place}/histoire/{foreign_event}/",
        post_foreign="ka",
    ),
    **{
        f"espace/agenda/{path}": Row(f"/espace/agenda/{path}", get="cmka", post="cmka" if writes else "", refusal=403)
        for path, writes in {
            "": 0,
            "publier/": 1,
            "horaires/": 0,
            "absences/": 1,
            "ateliers/": 0,
            "ateliers/nouveau/": 1,
            "mois/": 0,
            "mois.csv": 0,
        }.items()
    },
    **{  # a contributor acts in their own diary only: tests/appointments/mediating/test_rights.py
        f"espace/agenda/{path.format(key='<int:pk>', **AGENDA)}": Row(
            f"/espace/agenda/{path.format(key='{' + name + '}', **OWN_AGENDA)}",
            get="mka" if "r" in does else "",
            post="mka" if "w" in does else "",
            foreign=f"/espace/agenda/{path.format(key='{foreign_' + name + '}', **FOREIGN_AGENDA)}",
            get_foreign="ka" if "r" in does else "",
            post_foreign="ka" if "w" in does else "",
        )
        for name, path, does in (
            ("diary", "{key}/ajouter/", "rw"),
            ("diary", "{key}/passage/", "w"),
            ("diary", "{key}/reglages/", "rw"),
            ("diary", "{key}/calendriers/", "r"),
            ("diary", "{key}/calendriers/adresse/", "w"),
            ("diary", "{key}/calendriers/adresse/{feed}/retirer/", "w"),
            ("diary", "{key}/calendriers/occupe/", "w"),
            ("diary", "{key}/calendriers/occupe/{calendar}/retirer/", "w"),
            ("expected", "rendez-vous/{key}/", "w"),
            ("expected", "rendez-vous/{key}/fait/", "w"),
            ("range", "plages/{key}/", "rw"),
            ("range", "plages/{key}/arreter/", "w"),
            ("range", "plages/{key}/a-prevenir/", "w"),
            ("range", "plages/{key}/{day}/", "rw"),
            ("closure", "absences/{key}/retirer/", "w"),
            ("workshop", "ateliers/{key}/", "rw"),
            ("workshop", "ateliers/{key}/places/", "w"),
            ("workshop", "ateliers/{key}/annuler/", "w"),
            ("session", "seances/{key}/", "rw"),
            ("session", "seances/{key}/deplacer/", "w"),
            ("session", "seances/{key}/annuler/", "w"),
        )
    },
    "espace/accueil/": Row("/espace/accueil/", get="cmka", refusal=403),
    "espace/accueil/<slug:slug>/": Row(
        "/espace/accueil/{place}/", post="cmka", foreign="/espace/accueil/{foreign_place}/", post_foreign="ka"
    ),
    "espace/fiches/<uuid:pk>/repondre/": Row(
        "/espace/fiches/{received}/repondre/", get="cm", post="cm",
        foreign="/espace/fiches/{foreign_received}/repondre/",
    ),
    "espace/fiches/": Row("/espace/fiches/", get="cm", refusal=403),
    "espace/fiches/nouvelle/": Row("/espace/fiches/nouvelle/", get="cm", post="cm", refusal=403),
    **{
        f"espace/fiches/<uuid:pk>/{page}": Row(
            f"/espace/fiches/{{written}}/{page}", get="cm" if "r" in may else "", post="cm" if "w" in may else "",
            foreign=f"/espace/fiches/{{foreign_written}}/{page}",
        )
        for page, may in (
            ("", "r"), ("papier/", "r"), ("papier.pdf", "r"), ("papier/refaire/", "w"), ("rendez-vous/", "rw"),
            ("ailleurs/", "rw"), ("retirer/", "rw"),
        )
    },
    **{
        f"espace/enquetes/{path}": Row(
            f"/espace/enquetes/{path}", get=get, post=post, refusal=403,
        )
        for path, get, post in (
            ("", "cmkga", ""), ("campagnes/nouvelle/", "mka", "mka"), ("a-verifier/", "mka", ""),
            ("sorties/", "cmkga", ""), ("sorties/nouvelle/", "cmka", "cmka"), ("questionnaires/", "cmkga", ""),
            ("questionnaires/nouveau/", "mka", "mka"), ("questionnaires/apporter/", "mka", "mka"),
        )
    },
    **{
        f"espace/enquetes/{path.format(key='<int:pk>', id='<slug:id>')}": Row(
            f"/espace/enquetes/{path.format(key='{' + name + '}', id='outils')}", get=get, post=post,
            foreign=f"/espace/enquetes/{path.format(key='{foreign_' + name + '}', id='outils')}",
            get_foreign=get.replace("c", "").replace("m", ""), post_foreign=post.replace("c", "").replace("m", ""),
        )
        for name, path, get, post in (
            ("doors", "campagnes/{key}/", "cmkga", ""),
            ("doors", "campagnes/{key}/modifier/", "mka", "mka"),
            ("doors", "campagnes/{key}/terminer/", "", "mka"),
            ("doors", "campagnes/{key}/actualiser/", "", "mka"),
            ("doors", "campagnes/{key}/tournees/", "mka", "mka"),
            ("doors", "campagnes/{key}/binomes/", "", "mka"),
            ("collector", "binomes/{key}/nouveau-lien/", "", "mka"),
            ("collector", "binomes/{key}/retirer/", "", "mka"),
            ("round", "tournees/{key}/", "mka", "mka"),
            ("round", "tournees/{key}/papier/", "mka", "mka"),
            ("conflict", "a-verifier/{key}/", "", "mka"),
            ("outing", "sorties/{key}/", "cmka", "cmka"),
            ("survey", "questionnaires/{key}/", "cmkga", ""),
            ("survey", "questionnaires/{key}/titre/", "mka", "mka"),
            ("survey", "questionnaires/{key}/apercu/", "cmkga", "cmkga"),
            ("survey", "questionnaires/{key}/xlsform.xlsx", "cmkga", ""),
            ("survey", "questionnaires/{key}/ouvrir/", "", "mka"),
            ("survey", "questionnaires/{key}/fermer/", "", "mka"),
            ("survey", "questionnaires/{key}/version/", "", "mka"),
            ("survey", "questionnaires/{key}/actualiser/", "", "mka"),
            ("survey", "questionnaires/{key}/questions/nouvelle/", "mka", "mka"),
            ("survey", "questionnaires/{key}/questions/{id}/", "mka", "mka"),
            ("survey", "questionnaires/{key}/questions/{id}/ranger/", "", "mka"),
        )
    },
    "espace/propositions/": Row("/espace/propositions/", get="cmkga", refusal=403),
    "espace/propositions/<int:pk>/": Row(
        "/espace/propositions/{proposal}/",
        get="cmkga",
        post="mka",
        foreign="/espace/propositions/{foreign_proposal}/",
        get_foreign="kga",
        post_foreign="ka",
    ),
    "espace/signalements/<int:pk>/": Row(
        "/espace/signalements/{report}/",
        get="cmkga",
        post="mka",
        foreign="/espace/signalements/{foreign_report}/",
        get_foreign="kga",
        post_foreign="ka",
    ),
    "espace/structures/": Row("/espace/structures/", get="cmkga", refusal=403),
    "espace/structures/<slug:slug>/": Row(
        "/espace/structures/{structure}/",
        get="cmkga",
        post="mka",
        foreign="/espace/structures/{foreign_structure}/",
        get_foreign="kga",
        post_foreign="ka",
    ),
    "espace/structures/<slug:slug>/alentours/": Row(
        "/espace/structures/{structure}/alentours/",
        get="cmkga",
        foreign="/espace/structures/{foreign_structure}/alentours/",
        get_foreign="kga",
    ),
    "espace/structures/<slug:slug>/contacts/nouveau/": Row(
        "/espace/structures/{structure}/contacts/nouveau/",
        get="mka",
        post="mka",
        foreign="/espace/structures/{foreign_structure}/contacts/nouveau/",
        get_foreign="ka",
        post_foreign="ka",
    ),
    "espace/structures/<slug:slug>/contacts/<int:pk>/": Row(
        "/espace/structures/{structure}/contacts/{contact}/",
        get="mka",
        post="mka",
        foreign="/espace/structures/{foreign_structure}/contacts/{foreign_contact}/",
        get_foreign="ka",
        post_foreign="ka",
    ),
    "espace/structures/<slug:slug>/contacts/<int:pk>/effacer/": Row(
        "/espace/structures/{structure}/contacts/{contact}/effacer/",
        post="mka",
        foreign="/espace/structures/{foreign_structure}/contacts/{foreign_contact}/effacer/",
        post_foreign="ka",
    ),
    "espace/doublons/": Row("/espace/doublons/", get="ka", refusal=403),
    "espace/doublons/decisions/": Row("/espace/doublons/decisions/", get="ka", refusal=403),
    "espace/doublons/decisions/<int:pk>/annuler/": Row(
        "/espace/doublons/decisions/{match}/annuler/", post="ka", refusal=403
    ),
    "espace/doublons/<slug:one>/<slug:other>/": Row(
        "/espace/doublons/{place}/{foreign_place}/", get="ka", post="ka", refusal=403
    ),
    "espace/doublons/<slug:one>/<slug:other>/deux-lieux/": Row(
        "/espace/doublons/{place}/{foreign_place}/deux-lieux/", post="ka", refusal=403
    ),
    "espace/doublons/<slug:one>/<slug:other>/heberge/": Row(
        "/espace/doublons/{place}/{foreign_place}/heberge/", post="ka", refusal=403
    ),
    "espace/avis/": Row("/espace/avis/", get="kga", refusal=403),
    "sortir/": Row("/sortir/", post=EVERYONE),
    "espace/compte/": Row("/espace/compte/", get=EVERYONE, post=EVERYONE),
    "espace/compte/de-nouveau/": Row("/espace/compte/de-nouveau/", get=EVERYONE),
    "espace/compte/application/": Row("/espace/compte/application/", get=EVERYONE, post=EVERYONE),
    "espace/compte/cle/": Row("/espace/compte/cle/", get=EVERYONE, post=EVERYONE),
    "espace/compte/cle/question/": Row("/espace/compte/cle/question/", post=EVERYONE),
    "espace/compte/secours/": Row("/espace/compte/secours/", post=EVERYONE),
    "espace/compte/retirer/<int:pk>/": Row("/espace/compte/retirer/1/", post=EVERYONE),  # after a fresh login: 404
    "espace/compte/supprimer/": Row("/espace/compte/supprimer/", get=EVERYONE, post=EVERYONE),
    "espace/compte/proteger/": Row("/espace/compte/proteger/", get=EVERYONE, post=EVERYONE),
    "espace/equipe/": Row("/espace/equipe/", get="mka", refusal=403),
    "espace/equipe/<slug:slug>/": Row(
        "/espace/equipe/{structure}/", get="mka", foreign="/espace/equipe/{foreign_structure}/", get_foreign="ka"
    ),
    "espace/equipe/<slug:slug>/inviter/": Row(
        "/espace/equipe/{structure}/inviter/",
        get="mka",
        post="mka",
        foreign="/espace/equipe/{foreign_structure}/inviter/",
        get_foreign="ka",
        post_foreign="ka",
    ),
    "espace/equipe/<slug:slug>/papier/": Row(
        "/espace/equipe/{structure}/papier/",
        get="mka",
        post="mka",
        foreign="/espace/equipe/{foreign_structure}/papier/",
        get_foreign="ka",
        post_foreign="ka",
    ),
    "espace/equipe/<slug:slug>/papier/<int:pk>/": Row(
        "/espace/equipe/{structure}/papier/{on_paper}/",
        post="mka",
        foreign="/espace/equipe/{foreign_structure}/papier/{foreign_on_paper}/",
        post_foreign="ka",
    ),
    "espace/equipe/<slug:slug>/papier/<int:pk>/arreter/": Row(
        "/espace/equipe/{structure}/papier/{on_paper}/arreter/",
        post="mka",
        foreign="/espace/equipe/{foreign_structure}/papier/{foreign_on_paper}/arreter/",
        post_foreign="ka",
    ),
    "espace/equipe/<slug:slug>/remettre/<int:pk>/": Row(
        "/espace/equipe/{structure}/remettre/{removal}/",
        post="mka",
        foreign="/espace/equipe/{foreign_structure}/remettre/{foreign_removal}/",
        post_foreign="ka",
    ),
    "espace/equipe/membre/<int:pk>/role/": Row(
        "/espace/equipe/membre/{membership}/role/",
        post="mka",
        foreign="/espace/equipe/membre/{foreign_membership}/role/",
        post_foreign="ka",
    ),
    "espace/equipe/membre/<int:pk>/retirer/": Row(
        "/espace/equipe/membre/{membership}/retirer/",
        post="mka",
        foreign="/espace/equipe/membre/{foreign_membership}/retirer/",
        post_foreign="ka",
    ),
    "espace/equipe/invitation/<int:pk>/retirer/": Row(
        "/espace/equipe/invitation/{invitation}/retirer/",
        post="mka",
        foreign="/espace/equipe/invitation/{foreign_invitation}/retirer/",
        post_foreign="ka",
    ),
    "espace/verifications/": Row("/espace/verifications/", get="cmka", refusal=403),
    "espace/verifications/<slug:slug>/": Row(
        "/espace/verifications/{place}/",
        get="cmka",
        post="cmka",
        foreign="/espace/verifications/{foreign_place}/",
        get_foreign="ka",
        post_foreign="ka",
    ),
    "espace/verifications/<slug:slug>/changer/": Row(
        "/espace/verifications/{place}/changer/",
        get="cmka",
        post="cmka",
        foreign="/espace/verifications/{foreign_place}/changer/",
        get_foreign="ka",
        post_foreign="ka",
    ),
    "espace/verifications/<slug:slug>/rythme/": Row(
        "/espace/verifications/{structure}/rythme/",
        post="mka",
        foreign="/espace/verifications/{foreign_structure}/rythme/",
        post_foreign="ka",
    ),
    "espace/rencontres/": Row("/espace/rencontres/", get=NETWORK, refusal=403),
    "espace/rencontres/nouvelle/": Row("/espace/rencontres/nouvelle/", get="ka", post="ka", refusal=403),
    "espace/rencontres/<int:pk>/": Row("/espace/rencontres/{meeting}/", get=NETWORK, refusal=403),
    "espace/rencontres/<int:pk>/depuis/": Row("/espace/rencontres/{meeting}/depuis/", get=NETWORK, refusal=403),
    **{
        f"espace/rencontres/<int:pk>/{page}/": Row(f"/espace/rencontres/{{meeting}}/{page}/", get="ka", post="ka")
        for page in ("suivante", "modifier", "ordre-du-jour", "presences", "tables", "ressemblances", "inviter")
    },
    **{
        f"espace/rencontres/<int:pk>/{verb}/": Row(f"/espace/rencontres/{{meeting}}/{verb}/", post="ka")
        for verb in ("clore", "prevenir", "annuler")
    },
    "espace/rencontres/<int:pk>/venir/<int:organisation>/": Row(
        "/espace/rencontres/{meeting}/venir/{expected}/",
        get="mka",
        post="mka",
        foreign="/espace/rencontres/{meeting}/venir/{foreign_expected}/",
        get_foreign="ka",
        post_foreign="ka",
    ),
    "espace/rencontres/<int:pk>/tables/<int:number>/": Row(
        "/espace/rencontres/{meeting}/tables/1/", get="ka", post="ka"
    ),
    **{
        f"espace/rencontres/<int:pk>/compte-rendu{end}": Row(
            f"/espace/rencontres/{{meeting}}/compte-rendu{end}", get=NETWORK, refusal=403
        )
        for end in ("/", ".pdf", ".odt")
    },
    "espace/tableaux/<int:pk>/": Row(
        "/espace/tableaux/{board}/", get=NETWORK, post="cmka", foreign="/espace/tableaux/{foreign_board}/",
        get_foreign=NETWORK, post_foreign="ka",
    ),
    "espace/tableaux/<int:pk>/mur/": Row("/espace/tableaux/{board}/mur/", get=NETWORK, refusal=403),
    "espace/tableaux/<int:pk>/telephones/": Row(
        "/espace/tableaux/{board}/telephones/",
        post="cmka",
        foreign="/espace/tableaux/{foreign_board}/telephones/",
        post_foreign="ka",
    ),
    **{
        f"espace/tableaux/<int:pk>/{page}/": Row(
            f"/espace/tableaux/{{board}}/{page}/",
            get="cmka",
            post="cmka" if page == "retenir" else "",
            foreign=f"/espace/tableaux/{{foreign_board}}/{page}/",
            get_foreign="ka",
            post_foreign="ka" if page == "retenir" else "",
        )
        for page in ("affiche", "retenir")
    },
    "espace/cartes/<int:pk>/": Row(
        "/espace/cartes/{card}/",
        get="cmka",
        post="cmka",
        foreign="/espace/cartes/{foreign_card}/",
        get_foreign="ka",
        post_foreign="ka",
    ),
    **{
        f"espace/cartes/<int:pk>/{verb}/": Row(
            f"/espace/cartes/{{card}}/{verb}/",
            post="cmka",
            foreign=f"/espace/cartes/{{foreign_card}}/{verb}/",
            post_foreign="ka",
        )
        for verb in ("cacher", "engagement", "action", "seule")
    },
    "espace/engagements/": Row("/espace/engagements/", get=NETWORK, refusal=403),
    "espace/engagements/nouveau/": Row("/espace/engagements/nouveau/", get="cmka", post="cmka", refusal=403),
    "espace/engagements/<int:pk>/": Row(
        "/espace/engagements/{commitment}/",
        post="cmka",
        foreign="/espace/engagements/{foreign_commitment}/",
        post_foreign="ka",
    ),
    "espace/campagnes/": Row("/espace/campagnes/", get="ka", refusal=403),
    "espace/campagnes/nouvelle/": Row("/espace/campagnes/nouvelle/", get="ka", post="ka", refusal=403),
    "espace/campagnes/<int:pk>/": Row("/espace/campagnes/{campaign}/", get="ka", refusal=403),
    "espace/campagnes/<int:pk>/liste/": Row("/espace/campagnes/{campaign}/liste/", get="ka", refusal=403),
    "espace/campagnes/<int:pk>/clore/": Row("/espace/campagnes/{campaign}/clore/", post="ka", refusal=403),
    "espace/demandes/<int:pk>/": Row("/espace/demandes/{request}/", get="ka", refusal=403),
    "espace/demandes/<int:pk>/retirer-les-liens/": Row(
        "/espace/demandes/{request}/retirer-les-liens/", post="ka", refusal=403
    ),
    "espace/demandes/<int:pk>/ne-plus-relancer/": Row(
        "/espace/demandes/{request}/ne-plus-relancer/", post="ka", refusal=403
    ),
    "espace/imports/": Row("/espace/imports/", get="kga", post="ka", refusal=403),
    "espace/imports/depots/<int:pk>/": Row("/espace/imports/depots/{upload}/", get="ka", refusal=403),
    "espace/imports/depots/<int:pk>/appliquer/": Row(
        "/espace/imports/depots/{upload}/appliquer/", post="ka", refusal=403
    ),
    "espace/imports/depots/<int:pk>/abandonner/": Row(
        "/espace/imports/depots/{upload}/abandonner/", post="ka", refusal=403
    ),
    "espace/imports/depots/<int:pk>/reprendre/": Row(
        "/espace/imports/depots/{upload}/reprendre/", post="ka", refusal=403
    ),
    "espace/imports/depots/<int:pk>/colonnes/": Row(
        "/espace/imports/depots/{upload}/colonnes/", get="ka", post="ka", refusal=403
    ),
    "espace/imports/depots/<int:pk>/a-reparer.csv": Row(
        "/espace/imports/depots/{upload}/a-reparer.csv", get="ka", refusal=403
    ),
    "espace/imports/<int:pk>/": Row("/espace/imports/{batch}/", get="kga", refusal=403),
    "espace/imports/<int:pk>/a-reparer.csv": Row("/espace/imports/{batch}/a-reparer.csv", get="kga", refusal=403),
    "espace/imports/<int:pk>/annuler/": Row("/espace/imports/{batch}/annuler/", post="ka", refusal=403),
    "espace/imports/<int:pk>/ecart/": Row("/espace/imports/{batch}/ecart/", get="kga", refusal=403),
    "espace/sources/": Row("/espace/sources/", get="kga", refusal=403),
    "espace/sources/<slug:slug>/": Row("/espace/sources/{source}/", get="kga", refusal=403),
    "espace/sources/<slug:slug>/retirer/": Row("/espace/sources/{source}/retirer/", post="ka", refusal=403),
    "espace/lieux/<slug:slug>/sources/": Row(
        "/espace/lieux/{place}/sources/",
        get="cmkga",
        post="mka",
        foreign="/espace/lieux/{foreign_place}/sources/",
        get_foreign="kga",
        post_foreign="ka",
    ),
    "espace/qualite/": Row("/espace/qualite/", get="kga", refusal=403),
    "espace/parcours/": Row("/espace/parcours/", get="cm", refusal=403),
    "espace/parcours/nouveau/": Row("/espace/parcours/nouveau/", get="cm", post="cm", refusal=403),
    **{
        f"espace/parcours/<int:pk>/{page}": Row(
            f"/espace/parcours/{{pathway}}/{page}", get="cm" if "r" in may else "", post="cm" if "w" in may else "",
            foreign=f"/espace/parcours/{{foreign_pathway}}/{page}",
        )
        for page, may in {
            "": "r", "papier/": "r", "papier/refaire/": "w", "etape/": "rw", "terminer/": "rw", "reprendre/": "w"
        }.items()
    },
    **{
        f"espace/parcours/etapes/<int:pk>/{page}": Row(
            f"/espace/parcours/etapes/{{step}}/{page}", get="cm", post="cm",
            foreign=f"/espace/parcours/etapes/{{foreign_step}}/{page}",
        )
        for page in ("", "fait/")
    },
    "espace/fiches/chiffres/": Row("/espace/fiches/chiffres/", get="ka", refusal=403),
    "espace/fiches/chiffres.csv": Row("/espace/fiches/chiffres.csv", get="ka", refusal=403),
    **{
        f"espace/{kind}/<{number}:pk>/donnees/{page}": Row(
            f"/espace/{kind}/{{{name}}}/donnees/{file}", get="" if page else "cm", post="cm" if page else "",
            foreign=f"/espace/{kind}/{{foreign_{name}}}/donnees/{file}",
        )
        for kind, number, name in (("fiches", "uuid", "own_sheet"), ("parcours", "int", "own_pathway"))
        for page, file in (("", ""), ("effacer/", "effacer/"), ("export.<slug:file>", "export.json"))
    },
    **{
        f"espace/donnees-personnelles/{page}": Row(f"/espace/donnees-personnelles/{page}", get="ka", refusal=403)
        for page in ("", "registre/", "impact/")
    },
    "espace/qualite.csv": Row("/espace/qualite.csv", get="kga", refusal=403),
    "espace/diagnostic/manques/nouveau/": Row(
        "/espace/diagnostic/manques/nouveau/", get="cmka", post="cmka", refusal=403
    ),
    "espace/diagnostic/photographier/": Row("/espace/diagnostic/photographier/", post="ka", refusal=403),
    "espace/diagnostic/financeur/": Row("/espace/diagnostic/financeur/", get="ka", refusal=403),
    "espace/diagnostic/financeur.pdf": Row("/espace/diagnostic/financeur.pdf", get="ka", refusal=403),
    "espace/diagnostic/public/": Row("/espace/diagnostic/public/", get="cmka", post="cmka", refusal=403),
    "espace/diagnostic/besoin/": Row("/espace/diagnostic/besoin/", get="cmka", post="cmka", refusal=403),
    "espace/diagnostic/manques/carte/<int:pk>/": Row(
        "/espace/diagnostic/manques/carte/{card}/", post="cmka", refusal=403
    ),
    **{
        f"espace/diagnostic/manques/<int:pk>/{page}/": Row(
            f"/espace/diagnostic/manques/{{gap}}/{page}/",
            get="cmka",
            post="cmka",
            refusal=403,
            foreign=f"/espace/diagnostic/manques/{{foreign_gap}}/{page}/",
            get_foreign=foreign,
            post_foreign=foreign,
        )
        for page, foreign in (("preuve", "cmka"), ("porteur", "cmka"), ("action", "cmka"), ("fin", "ka"))
    },
    **{
        f"espace/diagnostic/manques/<int:pk>/{page}/": Row(
            f"/espace/diagnostic/manques/{{gap}}/{page}/", post="ka", refusal=403
        )
        for page in ("visible", "rouvrir")
    },
    "espace/diagnostic/actions/<int:pk>/": Row(
        "/espace/diagnostic/actions/{plan_action}/",
        get="cmka",
        post="cmka",
        refusal=403,
        foreign="/espace/diagnostic/actions/{foreign_plan_action}/",
        get_foreign="ka",
        post_foreign="ka",
    ),
}
