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
    "territoire/fond.geojson": ("/territoire/fond.geojson", 200),
    "verifier/<str:token>/": ("/verifier/rien/", 404),
    "tuiles/<int:z>/<int:x>/<int:y>.png": ("/tuiles/12/2084/1383.png", 204),
}


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
MEMBERS = {
    "espace/": Row("/espace/", get=EVERYONE),
    "espace/propositions/": Row("/espace/propositions/", get="cmkga", refusal=403),
    "espace/propositions/<int:pk>/": Row(
        "/espace/propositions/{proposal}/", get="cmkga", post="mka",
        foreign="/espace/propositions/{foreign_proposal}/", get_foreign="kga", post_foreign="ka",
    ),
    "espace/signalements/<int:pk>/": Row(
        "/espace/signalements/{report}/", get="cmkga", post="mka",
        foreign="/espace/signalements/{foreign_report}/", get_foreign="kga", post_foreign="ka",
    ),
    "espace/structures/": Row("/espace/structures/", get="cmkga", refusal=403),
    "espace/structures/<slug:slug>/": Row(
        "/espace/structures/{structure}/", get="cmkga", post="mka",
        foreign="/espace/structures/{foreign_structure}/", get_foreign="kga", post_foreign="ka",
    ),
    "espace/structures/<slug:slug>/alentours/": Row(
        "/espace/structures/{structure}/alentours/", get="cmkga",
        foreign="/espace/structures/{foreign_structure}/alentours/", get_foreign="kga",
    ),
    "espace/structures/<slug:slug>/contacts/nouveau/": Row(
        "/espace/structures/{structure}/contacts/nouveau/", get="mka", post="mka",
        foreign="/espace/structures/{foreign_structure}/contacts/nouveau/", get_foreign="ka", post_foreign="ka",
    ),
    "espace/structures/<slug:slug>/contacts/<int:pk>/": Row(
        "/espace/structures/{structure}/contacts/{contact}/", get="mka", post="mka",
        foreign="/espace/structures/{foreign_structure}/contacts/{foreign_contact}/",
        get_foreign="ka", post_foreign="ka",
    ),
    "espace/structures/<slug:slug>/contacts/<int:pk>/effacer/": Row(
        "/espace/structures/{structure}/contacts/{contact}/effacer/", post="mka",
        foreign="/espace/structures/{foreign_structure}/contacts/{foreign_contact}/effacer/", post_foreign="ka",
    ),
    "espace/avis/": Row("/espace/avis/", get="kga", refusal=403),
}
