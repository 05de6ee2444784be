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
    "territoire/fond.geojson": ("/territoire/fond.geojson", 200),
    "tuiles/<int:z>/<int:x>/<int:y>.png": ("/tuiles/12/2084/1383.png", 204),
}
