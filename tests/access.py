"""Every address of the site, and what a visitor who is not logged in gets. An address that is not here fails a test."""

PRIVATE = 302  # sent to the login page

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
    "lieux/": ("/lieux/", 200),
    "lieux/<slug:slug>/": ("/lieux/lieu-d-essai/", 200),
    "structures/<slug:slug>/": ("/structures/structure-d-essai/", 200),
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
    "territoire/fond.geojson": ("/territoire/fond.geojson", 200),
    "tuiles/<int:z>/<int:x>/<int:y>.png": ("/tuiles/12/2084/1383.png", 204),
}
